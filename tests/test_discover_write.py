"""A proposed work cites raw files of any format, finds its spans after edits elsewhere, and says when it cannot."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from planted_passages import words_of
from stranger import Called

from collate.reading.work import read_work

PASSAGE = words_of(1, 60)
OPENING, CLOSING = PASSAGE[:12], PASSAGE[-12:]
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def joined(*parts: list[str]) -> str:
    return " ".join(word for part in parts for word in part)


def write_docx(path: Path, *paragraphs: str) -> None:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with ZipFile(path, "w") as file:
        for name, content in _PARTS.items():
            file.writestr(name, content)
        file.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>')


def write_files(raw: Path, preface: str = "") -> None:
    """Write a passage in four formats; its first and last words stand elsewhere in the first file, and so does all of it."""
    first, changed = f"{joined(PASSAGE[:30])}", f"{joined(PASSAGE[30:])}"
    plain = f"{preface}{joined(words_of(2, 80), OPENING)}\n{first}\n{changed}\n{joined(words_of(3, 40))}\n{first} {changed}\n{joined(CLOSING, words_of(4, 80))}\n"
    (raw / "a.txt").write_text(plain, encoding="utf-8")
    (raw / "b.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n<p>{preface}{joined(words_of(5, 80))}</p>\n'
        f"<p>{first}\n<hi>zzz</hi>\n{changed}</p></body></text></TEI>",
        encoding="utf-8",
    )
    (raw / "c.html").write_text(
        f"<!doctype html><html><body><p>{preface}{joined(words_of(6, 80))}</p>\n<p>{first} yyy {changed}</p></body></html>",
        encoding="utf-8",
    )
    write_docx(raw / "d.docx", f"{preface}{joined(words_of(7, 80))}", f"{first} xxx {changed}")


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Called) -> Path:
    """The raw files of a work that was proposed from them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "raw").mkdir()
    write_files(tmp_path / "raw")
    assert called("discover", "raw", "--write", "work")[0] == 0
    return tmp_path / "raw"


def texts() -> dict[str, list[str]]:
    return {str(w.siglum): w.text.split() for w in read_work(Path("work")).witnesses}


EXPECTED = {
    "a": PASSAGE, "a-2": PASSAGE, "b": [*PASSAGE[:30], "zzz", *PASSAGE[30:]], "c": [*PASSAGE[:30], "yyy", *PASSAGE[30:]],
    "d": [*PASSAGE[:30], "xxx", *PASSAGE[30:]],
}  # fmt: skip


def test_the_spans_are_found_again_after_edits_elsewhere(raw: Path) -> None:
    assert texts() == EXPECTED
    write_files(raw, preface="A new preface, and some more words. ")
    assert texts() == EXPECTED


def test_each_place_is_cited_in_its_raw_file(raw: Path, called: Called) -> None:
    code, out, _ = called("report", "work", "--format", "json", "--base", "b")
    report = json.loads(out)
    assert code == 0
    assert [w["files"][0]["file"] for w in report["witnesses"]] == [
        f"../raw/{name}" for name in ("b.xml", "c.html", "d.docx", "a.txt", "a.txt")
    ]
    positions = {
        str(w.siglum): w.position(w.text.index(joined(PASSAGE[30:33]))) for w in read_work(Path("work")).witnesses
    }
    lines = {
        name: (raw / file).read_text(encoding="utf-8").splitlines() for name, file in (("a", "a.txt"), ("b", "b.xml"))
    }
    assert {name: positions[name].line for name in ("a", "a-2", "b")} == {"a": 3, "a-2": 5, "b": 5}
    for name in lines:
        at = positions[name]
        assert lines[name][at.line - 1][at.column - 1 :].startswith(f"{PASSAGE[30]} {PASSAGE[31]}")


def test_a_copy_of_the_words_that_is_added_is_told_with_its_places(raw: Path, called: Called) -> None:
    file = raw / "c.html"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("</body>", f"<p>{joined(PASSAGE)}</p></body>"), encoding="utf-8")
    code, _, err = called("report", "work")
    assert (code, "occur 2 times (../raw/c.html:2:4, ../raw/c.html:2:" in err, err.count("\n")) == (2, True, 1)


# A passage and what the files have before and behind it; the first file ends with it, the second begins with it.
ENDS = {
    "german": ("Der alte Fährmann wusste von dem Eis und sagte es keinem Menschen im Dorf, bis seine Tochter fragte, warum er nachts am Ufer stand", "Ein Anfang mit anderen Worten.", "Noch ein anderes Ende."),
    "russian": ("Старый перевозчик знал про лед и не говорил о нем никому в деревне, пока дочь не спросила, зачем он ночью стоит на берегу", "Начало другой книги.", "Совсем другой конец."),
    "arabic": ("كان الملاح العجوز يعرف خبر الجليد ولم يقل عنه شيئا لاحد في القرية حتى سالته ابنته لماذا يقف في الليل على ضفة النهر", "بداية كتاب اخر.", "نهاية كتاب غيره."),
    "chinese": ("老船夫知道河上的冰卻沒有告訴村裡任何人直到女兒問他為什麼夜裡站在岸邊他才說那年冬天她母親也是這樣等著船回來的", "別的書從這裡開始。", "另外的話。"),
}  # fmt: skip


@pytest.mark.parametrize(("passage", "before", "behind"), ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_what_is_added_at_an_end_of_a_file_is_no_part_of_a_witness(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Called, passage: str, before: str, behind: str, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "raw").mkdir()

    def write(preface: str = "", appendix: str = "") -> None:
        for name, parts in (("a", (preface, before, passage, appendix)), ("b", (preface, passage, behind, appendix))):
            lines = [f"<p>{part}</p>" if suffix == ".html" else f"{part}\n" for part in parts if part]
            text = "\n".join(lines)
            own = f"<!doctype html><html><body>{text}</body></html>" if suffix == ".html" else text
            (tmp_path / "raw" / f"{name}{suffix}").write_text(own, encoding="utf-8")

    write()
    assert called("discover", "raw", "--write", "work")[0] == 0
    write("A preface of later years.", "An appendix of later years.")
    assert [str(w.text) for w in read_work(Path("work")).witnesses] == [passage] * 2
