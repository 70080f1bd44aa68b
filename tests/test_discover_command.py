"""`collate discover`: what it prints, what it writes, and how it fails."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from planted_passages import words_of
from stranger import Called

from collate.discovery import discover
from collate.discovery.outputs.html_page import passages_page
from collate.discovery.passages import DocumentSpan
from collate.discovery.proposing import words_of_span
from collate.errors import ConfigError
from collate.files.package_data import DATA, package_text
from collate.model.witness import Siglum, Witness
from collate.reading.spans import SpanWords, span_of
from collate.reading.work import read_work

PASSAGE = " ".join(words_of(1, 60))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a book, a letter that is in it, and a file that has nothing in common with them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    raw = tmp_path / "raw"
    raw.mkdir()
    book = f"{' '.join(words_of(2, 90))}\n\n“{PASSAGE}.”\n\n{' '.join(words_of(3, 90))}\n"
    (raw / "book.txt").write_text(book, encoding="utf-8")
    (raw / "letter.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>{PASSAGE}</p></body></text></TEI>',
        "utf-8",
    )
    (raw / "other.txt").write_text(" ".join(words_of(4, 200)), encoding="utf-8")
    return tmp_path


def test_the_json_is_valid_and_has_code_points_of_the_texts(folder: Path, called: Called) -> None:
    code, out, err = called("discover", "raw", "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(package_text(DATA / "passages.schema.json")))
    assert (code, len(found)) == (0, 1)
    assert {key: found[0][key] for key in ("words", "share", "kind", "group")} == {
        "words": 60, "share": 1.0, "kind": "witness", "group": 1,
    }  # fmt: skip
    book = (folder / "raw" / "book.txt").read_text(encoding="utf-8")
    assert book[found[0]["a"]["start"] : found[0]["a"]["end"]] == PASSAGE
    assert (found[0]["a"]["file"], found[0]["a"]["line"], found[0]["b"]["file"]) == (
        "raw/book.txt",
        3,
        "raw/letter.xml",
    )
    assert err == "1 parallel passage in 3 documents, of 1 text\n"


def test_the_table_has_both_places(folder: Path, called: Called) -> None:
    code, out, _ = called("discover", "raw/book.txt", "raw/letter.xml")
    assert code == 0
    header, row = out.splitlines()
    assert header.split() == ["group", "kind", "words", "share", "a", "b", "begins", "ends"]
    assert row.split()[:6] == ["1", "witness", "60", "100%", "raw/book.txt:3", "raw/letter.xml:1"]


def test_that_nothing_is_found_is_said_in_a_sentence(folder: Path, called: Called) -> None:
    assert called("discover", "raw/book.txt", "raw/other.txt") == (0, "", "no parallel passages found in 2 documents\n")
    assert called("discover", "raw/other.txt", "--format", "json")[:2] == (0, "[\n]\n")


def test_a_proposed_work_is_collated_from_the_raw_files(folder: Path, called: Called) -> None:
    before = {path.name: path.read_bytes() for path in (folder / "raw").iterdir()}
    code, _, err = called("discover", "raw", "--write", "work")
    assert (code, err.splitlines()[-1]) == (0, "wrote work/collation.toml: 2 witnesses; run collate report work")
    assert {path.name: path.read_bytes() for path in (folder / "raw").iterdir()} == before
    work = read_work(Path("work"))
    assert {w.siglum: w.text for w in work.witnesses} == {"book": f"“{PASSAGE}.”", "letter": PASSAGE}
    code, out, _ = called("report", "work", "--format", "json")
    assert [witness["files"][0]["file"] for witness in json.loads(out)["witnesses"]] == [
        "../raw/book.txt",
        "../raw/letter.xml",
    ]
    assert work.witnesses[0].position(0).line == 3


@pytest.mark.parametrize("format_name", ["text", "json", "html"])
def test_standard_output_has_the_passages_alone_when_a_work_is_written(
    folder: Path, called: Called, format_name: str
) -> None:
    alone = called("discover", "raw", "--format", format_name)
    code, out, err = called("discover", "raw", "--format", format_name, "--write", "work")
    assert (code, out) == (0, alone[1])
    assert "wrote work/collation.toml" in err


def test_an_edit_elsewhere_does_not_shift_a_witness(folder: Path, called: Called) -> None:
    called("discover", "raw", "--write", "work")
    book = folder / "raw" / "book.txt"
    text = book.read_text(encoding="utf-8")
    book.write_text(f"A new preface.\n\n{text.replace(text[-200:], 'another end')}", encoding="utf-8")
    witness = read_work(Path("work")).witnesses[0]
    assert (witness.text, witness.position(0).line) == (f"“{PASSAGE}.”", 5)
    book.write_text(text.replace(PASSAGE[:20], PASSAGE[:8] + "x" + PASSAGE[8:20]), encoding="utf-8")
    with pytest.raises(
        ConfigError,
        match=r"^work/collation\.toml:\d+: the words “.*” are not in \.\./raw/book\.txt; copy them exactly; similar words: “.*” \(.*:3:\d+\)",
    ):
        read_work(Path("work"))


def test_a_work_that_is_there_is_not_replaced(folder: Path, called: Called) -> None:
    called("discover", "raw", "--write", "work")
    code, _, err = called("discover", "raw", "--write", "work")
    assert (code, err.splitlines()[-1]) == (
        2, "collate: work/collation.toml: this file exists already; name another folder with --write",
    )  # fmt: skip
    code, _, err = called("discover", "raw", "--write", "else", "--group", "7")
    assert (code, err.splitlines()[-1]) == (2, "collate: --group 7: the groups are 1 to 1; name one of them")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_searched(folder: Path, called: Called) -> None:
    (folder / "raw" / "bad.txt").write_bytes(b"caf\xe9 and more")
    code, out, err = called("discover", "raw", "--format", "json")
    assert (code, len(json.loads(out))) == (2, 1)
    assert "raw/bad.txt" in err.splitlines()[-1]
    assert called("discover", "gone") == (2, "", "collate: gone: no such file or folder; check the name\n")


def test_a_file_of_a_folder_that_is_no_transcription_is_left_out(folder: Path, called: Called) -> None:
    (folder / "raw" / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (folder / "raw" / "style.xml").write_text('<?xml version="1.0"?><sheet/>', encoding="utf-8")
    code, _, err = called("discover", "raw", "--format", "json")
    assert (code, err.splitlines()[:2]) == (
        0, [f"note: raw/{name}: left out, because it is no transcription" for name in ("package.json", "style.xml")],
    )  # fmt: skip
    assert called("discover", "raw/package.json")[0] == 2


def test_the_page_of_an_earlier_run_is_no_document(folder: Path, called: Called) -> None:
    for _ in range(2):
        code, _, err = called("discover", ".", "--format", "html", "-o", "passages.html")
        assert (code, err) == (0, "1 parallel passage in 3 documents, of 1 text\n")


HOSTILE = '<script>alert(1)</script>"\x1b[31m\u202e'


def test_texts_and_names_can_only_be_read_on_the_page() -> None:
    text = f"{PASSAGE} {HOSTILE} {PASSAGE[::-1]}"
    documents = [Witness(Siglum('A"><script>'), text), Witness(Siglum("B"), f"{text} end")]
    found = discover(documents)
    page = "".join(passages_page(found, found.passages))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"\son\w+=|\sstyle=|https?://", page)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("alpha beta. Gamma delta! Epsilon", 12, 23, SpanWords("Gamma delta!", "Gamma delta!")),
        ("alpha beta", 0, 10, SpanWords()),
        ("\n“alpha beta.”\n", 2, 12, SpanWords()),
        ("alpha beta. Gamma", 0, 10, SpanWords("alpha beta.", "alpha beta.")),
        ("Ἀρχή. Μῆνιν ἄειδε", 6, 17, SpanWords("Μῆνιν ἄειδε", "Μῆνιν ἄειδε")),
        ("天地玄黃宇宙洪荒", 0, 4, SpanWords("天地玄黃", "天地玄黃")),
        ("two words two words", 10, 19, SpanWords("two words", "two words", "two words", "")),
        ("一二三四五六七八", 2, 5, SpanWords("三四五", "三四五")),
        ("one same words two same words", 19, 29, SpanWords("same words", "same words", "one same words two", "")),
        (
            "one same words two same words ten",
            4,
            14,
            SpanWords("same words", "same words", "one", "two same words ten"),
        ),
    ],
)
def test_a_span_is_told_by_its_words_and_those_beside_them(text: str, start: int, end: int, words: SpanWords) -> None:
    witness = Witness(Siglum("A"), text)
    told = words_of_span(witness, DocumentSpan("A", start, end))
    assert told == words
    assert span_of(witness, told, lambda key, why: ConfigError(f"{key}: {why}")).text.strip("!.“”\n") == text[start:end]


def test_a_group_with_one_witness_is_no_work(folder: Path, called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_one_span(documents: list[Witness], progress: object) -> object:
        found = discover(documents)
        return replace(found, groups=tuple(replace(group, spans=group.spans[:1]) for group in found.groups))

    monkeypatch.setattr("collate.cli.run_discover.discover", with_one_span)
    code, _, err = called("discover", "raw", "--write", "work")
    assert (code, err.splitlines()[-1]) == (
        2, "collate: --group 1: this group has one witness, and a work has at least two; name another",
    )  # fmt: skip
    assert not (folder / "work").exists()


def test_no_work_is_written_where_nothing_is_found(folder: Path, called: Called) -> None:
    for options in ([], ["--all"]):
        code, _, err = called("discover", "raw/book.txt", "raw/other.txt", "--write", "work", *options)
        assert (code, err.splitlines()[-1]) == (
            2, "collate: --write: no text was found that two places have, so no work was written; name more files",
        )  # fmt: skip
    assert not (folder / "work").exists()
