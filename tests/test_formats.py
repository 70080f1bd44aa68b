"""The table of formats: its names, and what stands behind each."""

import subprocess
import sys
from typing import Any

import pytest
from test_writing import SMALL, small

from collate.errors import OptionError
from collate.model.witness import Siglum
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.rendering.formats import DEFAULT_FORMATS, DIFF_FORMATS, FILE_FORMATS, FORMATS, REPORT_FORMATS, Shows
from collate.rendering.lines import end_lines
from collate.rendering.writers import diff_writer, render, render_diff, report_writer


def test_the_formats_of_a_report() -> None:
    assert " ".join(REPORT_FORMATS) == (
        "terminal html markdown json latex text edition docx docx-edition csv tei tei-dep tsv xlsx jsonl table table-long parquet "
        "collatex collatex-java stemmaweb stemmaweb-tsv graphml dot nexus phylip matrix"
    )
    assert REPORT_FORMATS[1:] == FILE_FORMATS


def test_the_formats_of_differences() -> None:
    assert DIFF_FORMATS == ("terminal", "words", "side-by-side", "json", "html")


def test_the_formats_that_a_folder_of_reports_holds() -> None:
    assert DEFAULT_FORMATS == ("html", "markdown", "json", "csv")


def test_each_format_has_its_own_file() -> None:
    names = [FORMATS[name].file_name for name in FILE_FORMATS]
    assert len(set(names)) == len(names) == 26


def test_what_a_format_shows() -> None:
    shows = {name: FORMATS[name].shows for name in REPORT_FORMATS if FORMATS[name].shows is not Shows.SELECTED}
    assert shows == {
        "html": Shows.INTERACTIVE,
        "json": Shows.WHOLE,
        "jsonl": Shows.WHOLE,
        "tei": Shows.VERBATIM,
        "tei-dep": Shows.VERBATIM,
    }


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_every_format_of_a_report_has_a_writer(name: str) -> None:
    assert report_writer(name).__name__.startswith("write_")


@pytest.mark.parametrize("name", DIFF_FORMATS)
def test_every_format_of_differences_has_a_writer(name: str) -> None:
    assert diff_writer(name).__name__.startswith("write_")


def test_a_format_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(OptionError, match=r"^there is no format pdf; use one of terminal, html, "):
        report_writer("pdf")
    with pytest.raises(OptionError, match=r"^there is no format words; use one of terminal, html, "):
        report_writer("words")
    with pytest.raises(OptionError, match=r"^there is no format csv; use one of terminal, words, "):
        diff_writer("csv")


@pytest.mark.parametrize("name", [n for n in REPORT_FORMATS if not FORMATS[n].needs])
def test_a_writer_yields_chunks_of_one_type_that_make_up_the_report(name: str) -> None:
    collated = small()
    chunks = list(report_writer(name)(collated.apparatus, collated.alignment))
    assert {type(chunk) for chunk in chunks} == {bytes if FORMATS[name].binary else str}
    assert len(chunks) > 1 or name == "xlsx"
    empty: Any = chunks[0][:0]
    assert empty.join(chunks) == render(name, collated.apparatus, collated.alignment)


@pytest.mark.parametrize("name", ["terminal", "words", "side-by-side", "json", "html"])
def test_a_writer_of_differences_yields_chunks(name: str) -> None:
    collated = collate_work(Work(SMALL.witnesses[:2], base=Siglum("A")))
    chunks = list(diff_writer(name)(collated.apparatus, collated.alignment))
    assert len(chunks) > 1
    assert "".join(chunks) == render_diff(name, collated.apparatus, collated.alignment)


def test_blank_lines_at_the_end_are_left_out() -> None:
    assert "".join(end_lines(["a", "", "", "b", "", ""])) == "a\n\n\nb\n"
    assert "".join(end_lines(["", "a"])) == "\na\n"
    assert "".join(end_lines([])) == ""


def test_the_table_loads_nothing_heavy() -> None:
    script = (
        "import sys; import collate.rendering.formats; "
        "print([m for m in ('numpy', 'regex', 'rapidfuzz', 'xlsxwriter', 'click') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
