"""Marked-up files that attack a reader, or are damaged: one sentence with file and line, and no other file suffers."""

import time
from pathlib import Path

import pytest
from small_sources import tei
from stranger import Called

pytestmark = pytest.mark.usefixtures("small_reader")

BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP = "<TEI>" + "<p>" * 400 + "</p>" * 400 + "</TEI>"

ATTACKS = {
    "entities that grow": (f"{BOMB}]>\n<TEI><p>&i;</p></TEI>", "entities grow without limit"),
    "an entity in itself": ('<!DOCTYPE TEI [<!ENTITY a "&a;">]>\n<TEI>&a;</TEI>', "a.xml:"),
    "an external entity": (
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "secret.txt">]>\n<TEI>&a;</TEI>',
        "a.xml:2: the entity a is another file",
    ),
    "an entity of the network": (
        '<!DOCTYPE TEI [<!ENTITY a SYSTEM "http://localhost:1/">]>\n<TEI>&a;</TEI>',
        "a.xml:2: the entity a is another file, which is never read",
    ),
    "an entity of a parameter": (
        '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "secret.txt"> %a;]>\n<TEI>&b;</TEI>',
        "a.xml:",
    ),
    "an undeclared entity": (tei("<p>a &thorn; b</p>"), "a.xml:3: the entity &thorn; is not declared"),
    "too deep": (DEEP, "nested more than 256 deep"),
    "one text of 11 MB": (tei("a" * (11 << 20)), "longer than 10 MB"),
    "a NUL": (tei("<p>a\0b</p>"), "a.xml:3: has a NUL character"),
    "truncated": (tei("<p>one</p>\n<p>two")[:-20], "not well-formed XML"),
    "truncated in a tag": (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><te',
        "not well-formed XML",
    ),
    "two roots": (tei("<p>one</p>") + "<TEI/>", "a.xml:5: not well-formed XML"),
    "an unknown encoding": ('<?xml version="1.0" encoding="klingon"?>\n<TEI/>', "declares the encoding klingon"),
    "a binary encoding": ('<?xml version="1.0" encoding="zip"?>\n<TEI/>', "declares the encoding zip"),
    "control characters": (tei("<p>a&#1;b</p>"), "a.xml:3: not well-formed XML"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "secret.txt").write_text("hunter2\n", encoding="utf-8")
    (tmp_path / "b.xml").write_text(tei("<p>one one</p>"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("content", "why"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_one_sentence_and_the_other_files_are_checked(
    content: str, why: str, folder: Path, called: Called
) -> None:
    (folder / "a.xml").write_text(content, encoding="utf-8")
    started = time.monotonic()
    code, out, err = called("show", "text", "a.xml")
    assert (code, out) == (2, "")
    assert why in err
    assert err.count("\n") == 1
    assert err.startswith("collate: a.xml")
    code, out, err = called("check", "a.xml", "b.xml", "--select", "T201", "--format", "concise")
    assert (code, out.partition(":")[0]) == (2, "b.xml")
    assert why in err
    assert time.monotonic() - started < 20


def test_a_dtd_that_is_somewhere_else_is_not_read_and_does_not_hinder(folder: Path, called: Called) -> None:
    (folder / "a.xml").write_text(
        '<!DOCTYPE TEI.2 SYSTEM "secret.txt" [<!ENTITY thorn "&#xFE;">]>\n<TEI.2><p>&thorn;orn</p></TEI.2>',
        encoding="utf-8",
    )
    assert called("show", "text", "a.xml") == (0, "þorn\n", "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_are_read_as_the_file_says(encoding: str, folder: Path, called: Called) -> None:
    (folder / "a.xml").write_bytes(tei("<p>þorn ſ 文</p>").encode(encoding))
    assert called("show", "text", "a.xml")[:2] == (0, "þorn ſ 文\n")
    assert called("check", "a.xml")[0] == 0


def test_a_wrong_declaration_is_told_with_the_line_and_the_byte(folder: Path, called: Called) -> None:
    content = tei("<p>caf\xe9</p>").replace('version="1.0"', 'version="1.0" encoding="UTF-8"').encode("latin-1")
    (folder / "a.xml").write_bytes(content)
    code, _, err = called("show", "text", "a.xml")
    assert code == 2
    assert err.startswith("collate: a.xml:3: byte 116 (0xE9) is not UTF-8, which the file says it is; ")
    (folder / "a.xml").write_bytes(content.replace(b'encoding="UTF-8"', b'encoding="ISO-8859-1"'))
    assert called("show", "text", "a.xml")[1] == "café\n"


def test_a_comment_accepts_a_finding_on_the_line_of_the_source(folder: Path, called: Called) -> None:
    body = "<p>one one</p>\n<!-- collate: ignore[T201] so in the source -->\n<p>two two</p>\n<p>tres tres</p>"
    for encoding in ("utf-8", "utf-16"):
        (folder / "b.xml").write_bytes(tei(body).encode(encoding))
        out = called("check", "b.xml", "--select", "T201", "--format", "concise")[1]
        assert [line.split(":")[1] for line in out.splitlines()] == ["3", "6"]


def test_a_folder_is_searched_for_transcriptions_and_what_is_none_is_told(folder: Path, called: Called) -> None:
    (folder / "METS.xml").write_text("<mets/>", encoding="utf-8")
    (folder / "list.xml").write_text("<list><item>one one</item></list>", encoding="utf-8")
    (folder / "broken.xml").write_text(tei("<p>")[:-12], encoding="utf-8")
    code, out, err = called("check", "--select", "T201", "--format", "concise")
    assert (code, [line.partition(":")[0] for line in out.splitlines()]) == (2, ["b.xml"])
    assert "note: .: 2 files of XML not checked, no transcription: METS.xml, list.xml" in err
    assert "collate: broken.xml:4: not well-formed XML" in err


def test_fix_never_changes_markup(folder: Path, called: Called) -> None:
    content = tei("<p>one  \r\ntwo  </p>").encode()
    (folder / "b.xml").write_bytes(content)
    called("check", "b.xml", "--fix")
    assert (folder / "b.xml").read_bytes() == content


def test_git_sees_the_words_of_markup_and_what_is_left_out(folder: Path, called: Called) -> None:
    (folder / "old.xml").write_text(tei("<p>one two</p>"), encoding="utf-8")
    (folder / "new.xml").write_text(tei("<p>one <hi>three</hi></p>"), encoding="utf-8")
    (folder / "head.xml").write_text(tei("<p>one two</p>", "a title"), encoding="utf-8")

    def git(new: str) -> str:
        sides = ("old.xml", "0" * 40, "100644", new, "0" * 40, "100644")
        code, out, _ = called("git-diff", "ms.xml", *sides)
        assert code == 0
        return out

    assert "one [-two-]{+three+}" in git("new.xml")
    assert "the text is the same; the files differ in what is left out: teiHeader (0 : 2 words)" in git("head.xml")
