"""Documents saved by Word and LibreOffice are read as a person reads them on the screen."""

import pytest
from page_sources import SHARED, asides, expected, left_out, places, read_sample, text_proper, words

from collate.model.witness import Witness
from collate.reading.office.docx import read_docx
from collate.reading.office.odt import read_odt

FOLDER = SHARED / "office"
DOCX = ("scholarly", "word-comments", "word-drop-cap", "word-move", "word-notes", "word-paragraph-marks")
ODT = ("odt-changes", "odt-footnote")
FILES = [f"{name}.docx" for name in DOCX] + [f"{name}.odt" for name in ODT]

needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: office/")


def sample(file: str, **more: str) -> tuple[Witness, ...]:
    return read_sample(read_docx if file.endswith("docx") else read_odt, file, more, FOLDER)


@needs_samples
@pytest.mark.parametrize("file", FILES)
def test_the_text_and_what_is_kept_aside_are_those_that_a_person_sees(file: str) -> None:
    wanted = expected(file, FOLDER)
    witness = sample(file)[0]
    assert words(text_proper(witness)) == words(wanted["text"])
    assert asides(witness) == [tuple(row) for row in wanted.get("roles", [])]
    for system in {row[0] for row in wanted.get("places", [])}:
        named = [(row[1], row[2]) for row in wanted["places"] if row[0] == system]
        assert places(witness, system) == named


@needs_samples
@pytest.mark.parametrize("file", [file for file in FILES if FOLDER.is_dir() and "hands" in expected(file, FOLDER)])
def test_each_state_of_the_text_is_a_witness(file: str) -> None:
    wanted = {siglum: words(text) for siglum, text in expected(file, FOLDER)["hands"].items()}
    assert {w.siglum: words(text_proper(w)) for w in sample(file, changes="all")} == wanted


@needs_samples
def test_what_is_left_out_is_counted_by_name() -> None:
    assert left_out(sample("scholarly.docx")[0]) == {
        "headers": 5,
        "hidden text": 1,
        "tracked deletions": 3,
        "field codes": 2,
        "copies for older programs": 3,
    }
    assert left_out(sample("word-comments.docx")[0]) == {"comments": 19}
    assert left_out(sample("odt-footnote.odt")[0]) == {"note numbers": 1}
