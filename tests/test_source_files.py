"""A folder or a zip of transcriptions is one witness, in natural order; names in a zip are never paths."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import tei
from stranger import Called

from collate.errors import ReadError
from collate.files.archive import archive_files, shown_member
from collate.reading.source_files import files_of_content, natural_order
from collate.reading.sources import read_sources

pytestmark = pytest.mark.usefixtures("small_reader")


def zipped(files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ms").mkdir()
    for number, word in ((2, "duo"), (10, "decem"), (1, "unus")):
        (tmp_path / "ms" / f"page{number}.xml").write_text(tei(f"<p>{word}</p>"), encoding="utf-8")
    return tmp_path


def test_a_folder_is_one_witness_in_natural_order(folder: Path) -> None:
    (witness,) = read_sources(["Q=ms/"]).witnesses
    assert (witness.siglum, witness.text) == ("Q", "unus\nduo\ndecem")
    assert [s.file for s in witness.sources] == ["ms/page1.xml", "ms/page2.xml", "ms/page10.xml"]
    assert witness.position(witness.text.index("decem")) == (2, 3, 4)
    assert witness.notices == ("ms/: its 3 files are read as one text, from page1.xml to page10.xml",)
    assert read_sources(["ms"]).witnesses[0].siglum == "ms"


def test_a_zip_is_read_as_its_folder_is(folder: Path) -> None:
    files = {f"export/{p.name}": p.read_bytes() for p in sorted((folder / "ms").iterdir())}
    (folder / "pages.zip").write_bytes(zipped({"export/": b"", "export/cover.jpg": b"\xff\xd8\xff", **files}))
    (witness,) = read_sources(["pages.zip"]).witnesses
    assert (witness.siglum, witness.text) == ("pages", "unus\nduo\ndecem")
    assert witness.sources[0].file == "pages.zip/export/page1.xml"


def test_what_is_no_transcription_and_what_is_of_another_format_is_told(folder: Path) -> None:
    (folder / "ms" / "METS.xml").write_text("<mets/>", encoding="utf-8")
    (folder / "ms" / "page1.alto.xml").write_text("<alto/>", encoding="utf-8")
    (folder / "ms" / "note.txt").write_text("nota", encoding="utf-8")
    (folder / "ms" / "README.md").write_text("# about", encoding="utf-8")
    assert read_sources(["Q=ms"]).witnesses[0].notices == (
        "ms: its 3 files are read as one text, from page1.xml to page10.xml",
        "ms: 1 file of ALTO left out: page1.alto.xml",
        "ms: 1 file of plain text left out: note.txt",
        "ms: 1 file of another kind left out: METS.xml",
    )


def test_a_folder_of_plain_text_is_one_witness_with_lines_of_its_files(folder: Path) -> None:
    (folder / "t").mkdir()
    (folder / "t" / "c10.txt").write_bytes("δέκα\r\nλόγοι".encode())
    (folder / "t" / "c9.txt").write_bytes("ἐννέα".encode())
    (witness,) = read_sources(["T=t"]).witnesses
    assert witness.text == "ἐννέα\nδέκα\r\nλόγοι\n"
    assert witness.position(witness.text.index("λόγοι") + 2) == (1, 2, 3)
    assert witness.notices == ("t: its 2 files are read as one text, from c9.txt to c10.txt",)


def test_a_folder_that_is_named_alone_is_a_work_unless_it_has_markup(folder: Path) -> None:
    (folder / "t").mkdir()
    (folder / "t" / "a.txt").write_text("a", encoding="utf-8")
    with pytest.raises(ReadError, match=r"^t: this folder has no collation\.toml"):
        read_sources(["t"])


def test_a_witness_of_a_work_is_a_folder_or_a_zip(folder: Path) -> None:
    (folder / "a.txt").write_text("unus duo\n", encoding="utf-8")
    (folder / "collation.toml").write_text(
        '[[witnesses]]\nfile = "ms/"\n[[witnesses]]\nfile = "a.txt"\n', encoding="utf-8"
    )
    work = read_sources(["."])
    assert [w.siglum for w in work.witnesses] == ["ms", "a"]
    assert work.witnesses[0].sources[1].file == "ms/page2.xml"


def test_a_finding_is_in_the_file_of_the_folder_in_which_it_stands(folder: Path, called: Called) -> None:
    (folder / "pyproject.toml").touch()
    (folder / "ms" / "page2.xml").write_text(tei("<p>duo</p>\n<p>tres tres</p>"), encoding="utf-8")
    (folder / "a.txt").write_text("unus duo\n", encoding="utf-8")
    (folder / "collation.toml").write_text(
        '[[witnesses]]\nfile = "ms"\n[[witnesses]]\nfile = "a.txt"\n', encoding="utf-8"
    )
    code, out, err = called("check", "--format", "concise", "--select", "T201")
    assert (code, out.partition(" ")[0]) == (0, "ms/page2.xml:4:9:")
    assert "4 files checked" in err
    assert called("check", "ms/page2.xml", "--format", "concise", "--select", "T201")[1] == out


def test_a_link_in_a_folder_of_pages_does_not_lead_out_of_the_project(project: Path, called: Called) -> None:
    pages = project / "w" / "ms"
    pages.mkdir()
    (pages / "1.xml").write_text(tei("<p>unus</p>"), encoding="utf-8")
    (project.parent / "outside" / "secret.xml").write_text(tei("<p>hunter2</p>"), encoding="utf-8")
    (pages / "2.xml").symlink_to(project.parent / "outside" / "secret.xml")
    (project / "w" / "collation.toml").write_text('[[witnesses]]\nfile = "ms"\n', encoding="utf-8")
    code, out, err = called("show", "text", "w")
    assert (code, out) == (2, "")
    assert "2.xml: a link that leads out of the project" in err


@given(st.lists(st.from_regex(r"[a-c]{0,2}[0-9]{0,3}[a-c]{0,2}", fullmatch=True), max_size=8))
def test_natural_order_is_the_order_of_numbers_and_never_fails(names: list[str]) -> None:
    ordered = sorted(names, key=natural_order)
    numbers = [int(name[1:]) for name in ordered if name[:1] == "a" and name[1:].isdecimal()]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    "ordered",
    [
        ["9", "10", "b"],
        ["1807.txt", "1815.txt", "typed.txt"],
        ["1r.xml", "1v.xml", "2r.xml", "10r.xml", "cover.xml"],
        ["page2.xml", "page10.xml"],
        ["f. 1", "f. 2", "f. 10", "p. 1"],
        ["1/2.xml", "1/10.xml", "2/1.xml", "a/1.xml"],
        ["α1", "α2", "α10", "β"],
    ],
)
def test_numbers_come_before_letters_and_in_their_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=natural_order) == ordered


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.xml", "etc/passwd.xml"),
        ("/abs/a.xml", "abs/a.xml"),
        ("..\\b.xml", "b.xml"),
        ("a\nb\x1b[0m.xml", "a?b?[0m.xml"),
        ("./a//b.xml", "a/b.xml"),
    ],
)
def test_a_name_in_a_zip_never_leads_out_of_it(name: str, shown: str) -> None:
    assert shown_member(name) == shown


def refused(content: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        files_of_content(content, "p.zip")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_zip_bomb_is_refused_by_its_ratio_its_size_and_its_names() -> None:
    assert "a.xml grows more than 200 times" in refused(zipped({"a.xml": b" " * (20 << 20)}))
    noise = bytes(range(256)) * (1 << 17)
    stored = zipped({f"{k}.xml": noise for k in range(3)}, zipfile.ZIP_STORED)
    assert "more than 64 MB" in refused(stored)
    assert "has 20,001 files, and 20,000 are allowed" in refused(zipped({f"{k}.xml": b"" for k in range(20_001)}))


def test_a_size_that_a_zip_states_wrongly_does_not_help_it() -> None:
    content = bytearray(zipped({"a.xml": b"<a>" + b"b" * 3000}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")  # the size in the directory
    assert "is damaged" in refused(bytes(content))


def test_a_password_and_damage_are_one_sentence() -> None:
    locked = bytearray(zipped({"a.xml": b"<a/>"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.find(mark) + offset] |= 1
    assert "a.xml has a password" in refused(bytes(locked))
    whole = zipped({"a.xml": bytes(range(256)) * 100})
    spoilt = bytearray(whole)
    spoilt[60:64] = b"\xff\xff\xff\xff"
    assert "is damaged" in refused(bytes(spoilt))
    assert files_of_content(whole[:60], "p.zip").sources[0].content == whole[:60]  # no list of names: named as a zip
    assert "is compressed in a way" in refused(zipped({"a.xml": b"<a/>" * 9}, zipfile.ZIP_LZMA))


def test_only_wanted_files_of_a_zip_are_unpacked() -> None:
    content = zipped({"a.xml": b"<a/>", "b.bin": b"\0" * (30 << 20)})
    assert archive_files(content, "p.zip", lambda name: name == "a.xml") == [("a.xml", b"<a/>")]
