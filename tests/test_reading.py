"""A file becomes a text, byte for byte, or is refused in one sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.errors import ConfigError, ReadError, WitnessError
from collate.model.witness import Extent, PassageUnit, Role, Siglum, Witness
from collate.pipeline.reports import require_known_report_names
from collate.reading import ReadOptions, read_plain, read_sources, read_work, write_back
from collate.reading.building import work_of
from collate.reading.sigla import siglum_of
from collate.reading.sources import read_witness

WORK = Path(__file__).parent.parent / "witnesses" / "autonomisation"
UTF8 = ReadOptions(file="a.txt", siglum=Siglum("A"))


@given(st.binary(max_size=60))
def test_any_bytes_read_back_or_are_refused(content: bytes) -> None:
    try:
        witness = read_plain(content, UTF8)
    except ReadError:
        return
    assert write_back(witness) == content


@given(st.text(max_size=60))
def test_any_text_reads_back_whatever_its_line_ends(text: str) -> None:
    content = text.encode("utf-8", "ignore")
    assert write_back(read_plain(content, UTF8)) == content


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "utf-8-sig"])
def test_a_named_encoding_reads_back(encoding: str) -> None:
    content = "Kœnig — 1\r\n".replace("œ", "ö").replace("—", "-").encode(encoding)
    witness = read_plain(content, ReadOptions("a.txt", Siglum("A"), encoding=encoding))
    assert witness.text == "König - 1\r\n"
    assert write_back(witness) == content


def test_a_byte_order_mark_is_kept_beside_the_text() -> None:
    witness = read_plain(b"\xef\xbb\xbfabc", UTF8)
    assert (witness.text, witness.sources[0].byte_order_mark) == ("abc", b"\xef\xbb\xbf")
    # The file is named by all its bytes.
    assert witness.sources[0].sha256 == "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c"


def test_line_and_column_count_from_one_over_any_line_end() -> None:
    witness = Witness(Siglum("A"), "ab\r\ncd\re\nf")
    assert [(witness.line(i), witness.column(i)) for i in (0, 4, 6, 7, 9)] == [
        (1, 1),
        (2, 1),
        (2, 3),
        (3, 1),
        (4, 1),
    ]


REFUSED = [
    (
        b"ab\n\xe9",
        "utf-8",
        "a.txt:2: byte 3 (0xE9) is not UTF-8; name its encoding, for instance --encoding cp1252",
    ),
    (
        b"\xff\xfea\x00",
        "utf-8",
        "a.txt: begins with the byte order mark of utf-16-le, not of UTF-8; use --encoding utf-16",
    ),
    (
        b"\xef\xbb\xbfab\n\xe9",  # a byte is counted in the file, with its byte order mark
        "utf-8",
        "a.txt:2: byte 6 (0xE9) is not UTF-8; name its encoding, for instance --encoding cp1252",
    ),
    (b"a", "klingon", "klingon: unknown encoding; try utf-8, cp1252, latin-1 or utf-16"),
    (b"a", "rot13", "rot13: not an encoding of text; try utf-8, cp1252, latin-1 or utf-16"),
    (b"\x81", "cp1252", "a.txt:1: byte 0 (0x81) is not CP1252; name another with --encoding"),
    # Two bytes of one character, of which only the other is written; and a shift sequence that says nothing.
    (
        b"1 \x87\x90 2",
        "cp932",
        "a.txt: cannot be converted back to the same bytes in cp932; convert it to UTF-8 first",
    ),
    (
        b"\x1b(Babc",
        "iso2022_jp",
        "a.txt: cannot be converted back to the same bytes in iso2022_jp; convert it to UTF-8 first",
    ),
]


@pytest.mark.parametrize(("content", "encoding", "sentence"), REFUSED)
def test_what_is_not_of_the_encoding_is_refused(content: bytes, encoding: str, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_plain(content, ReadOptions("a.txt", Siglum("A"), encoding=encoding))
    assert str(caught.value) == sentence


def test_the_shipped_work_is_read_as_its_settings_say() -> None:
    work = read_work(WORK)
    assert [w.siglum for w in work.witnesses] == ["CW", "WO", "LFF"]
    assert work.base == "CW"
    fragment = work.witnesses[2]
    assert (fragment.extent, fragment.passages) == (Extent.FRAGMENT, PassageUnit.PARAGRAPH)
    (mark,) = fragment.marks
    assert fragment.text[mark.start : mark.end] == "’ if the party is ‘"
    assert (mark.role, mark.cause) == (Role.GLOSS, "quoting-author")


def test_witness_files_have_their_stem_as_siglum_unless_one_is_given(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("a", encoding="utf-8")
    (tmp_path / "x=y.txt").write_text("b", encoding="utf-8")
    work = read_sources([str(tmp_path / "one.txt"), f"B={tmp_path / 'one.txt'}", str(tmp_path / "x=y.txt")])
    assert [w.siglum for w in work.witnesses] == ["one", "B", "x=y"]
    assert work.base == "one"
    assert work.witnesses[0].sources[0].file == "one.txt"


def test_two_witnesses_with_one_siglum_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "w.txt").write_text("a", encoding="utf-8")
    with pytest.raises(WitnessError, match="two witnesses have the siglum w"):
        read_sources([str(tmp_path / "a" / "w.txt"), str(tmp_path / "b" / "w.txt")])


MISTAKES = [
    ('title = "x"\n', "1: there are no witnesses; name each one under its own [[witnesses]]"),
    ('titel = "x"\n', "1: unknown key titel; did you mean title?"),
    ('title = 3\n[[witnesses]]\nfile = "a.txt"\n', "1: title must be a string in quotes, not 3"),
    ('title = "x"\n[[witnesses]]\nfile = "a.txt"\nlicense = "x"\n', "4: unknown key license; did you mean licence?"),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses]]\nfile = "b.txt"\nextent = "part"\n',
     "5: extent = 'part' is not allowed; use one of complete, fragment"),
    ('[[witnesses]]\nsiglum = "A"\n', "1: file is missing; write file = \"...\""),
    ('base = "Z"\n[[witnesses]]\nfile = "a.txt"\n', "1: base = 'Z' is not a witness; the sigla are a"),
    ('title = "x\n', "1: not valid TOML: Illegal character '\\n'; see https://toml.io"),
    ('normalisers = ["nfc", "lower"]\n[[witnesses]]\nfile = "a.txt"\n', "1: there is no normaliser 'lower'"),
    ('normalisers = "nfc"\n[[witnesses]]\nfile = "a.txt"\n', "1: normalisers must be a list, not 'nfc'"),
    ('[witnesses]\nfile = "a.txt"\n', "1: witnesses must be tables, each under its own [[witnesses]]"),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses.marks]]\ntext = "zzz"\n',
     "4: the text 'zzz' is not in witness a; copy it exactly"),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses.marks]]\ntext = "a"\n', "4: the text 'a' occurs 2 times in witness a"),
    ('[[witnesses]]\nfile = "a.txt"\npassages = "paragraph"\n', "3: only a fragment has passages"),
    ('[[witnesses]]\nfile = "gone.txt"\n', "2: "),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses.marks]]\ntext = "b"\ngap = "torn"\n', "5: gap = 'torn' is not allowed; use one of lacuna, illegible"),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses.marks]]\ntext = "b"\ngap = "lacuna"\nrole = "note"\n', "6: a mark has a role or a gap"),
    ('[[witnesses]]\nfile = "a.txt"\nhand_of = "Z"\n', "3: hand_of = 'Z' is not a witness of this work"),
    ('[[witnesses]]\nsiglum = ""\nfile = "a.txt"\n', "2: a witness has an empty siglum"),
    ('[[witnesses]]\nfile = "a.txt"\nencoding = "klingon"\n', "3: klingon: unknown encoding"),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses.marks]]\ntext = "b"\nline = "1"\n', "5: line must be a number, not '1'"),
    ('[[witnesses]]\nfile = "a\\u0000.txt"\n', "2: "),
    ('[[witnesses]]\nsiglum = "A"\nfile = "a.txt"\n[[witnesses]]\nfile = "b.txt"\nsiglum = "A"\n',
     "6: two witnesses have the siglum A (a.txt and b.txt); change one of them: siglum = ..."),
    ('[[witnesses]]\nfile = "a.txt"\n[[witnesses]]\nfile = "a.txt"\n',
     "4: two witnesses have the siglum a (a.txt and a.txt); change one of them: siglum = ..."),
    ('[[witnesses]]\nfile = "a.txt"\nsiglum = "none"\n', "3: none cannot be a siglum, because this word names a base; choose another siglum: siglum = ..."),
    ('title = """\nbase = 1 # base = 2\n"""\n# base = "Z"\nbase = "Z"\n[[witnesses]]\nfile = "a.txt"\n', "5: base = 'Z' is not a witness"),
    ('witnesses = [\n  { file = "a.txt" },\n  { file = "b.txt", extent = "part" },\n]\n', "3: extent = 'part' is not allowed; use one of complete"),
    ('[check]\nextent = "part"\n[[witnesses]]\nfile = "a.txt"\n"extent" = "part"\n', "5: extent = 'part' is not allowed; use one of complete"),
]  # fmt: skip


@pytest.mark.parametrize(("toml", "sentence"), MISTAKES)
def test_a_mistake_in_collation_toml_names_its_line(tmp_path: Path, toml: str, sentence: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("a b a", encoding="utf-8")
    (tmp_path / "collation.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_work(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'collation.toml'}:{sentence}")
    assert "\n" not in str(caught.value)


def test_a_folder_without_settings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"this folder has no collation.toml; add one, or name the witness files"):
        read_sources([str(tmp_path)])


def test_settings_nested_too_deeply_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "collation.toml").write_text("x = " + "[" * 3000 + "]" * 3000 + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="nested too deeply"):
        read_work(tmp_path)


def test_a_kind_that_is_hidden_and_does_not_exist_is_named_at_its_own_key(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "collation.toml").write_text(
        'title = "hide"\n\n[[witnesses]]\nfile = "a.txt"\n\n[rules]\nhide = ["speling"]\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"collation\.toml:7: speling"):
        require_known_report_names(read_work(tmp_path))


@pytest.mark.parametrize(
    ("file", "siglum"),
    [
        ("LGPL-2.1", "LGPL-2.1"),
        ("LGPL-2", "LGPL-2"),
        ("v1.2.txt", "v1.2"),
        ("x/b.XML", "b"),
        ("ὁ.λόγος", "ὁ.λόγος"),
        (".a", ".a"),
    ],
)
def test_only_the_ending_of_a_format_is_no_part_of_a_siglum(file: str, siglum: str) -> None:
    assert siglum_of(file) == siglum


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00", "this zip cannot be read; it is damaged"),
        (b"PK\x05\x06" + bytes(18), "there is no text in this document"),
        (b"%PDF-1.5\n\xb5", "a PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
    ],
)
def test_a_document_that_is_no_plain_text_is_named(content: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(ReadError, match=what):
        read_witness(str(tmp_path / "a.docx"))


def test_a_siglum_keeps_its_points_wherever_the_file_is_named(tmp_path: Path) -> None:
    for name in ("LGPL-2", "LGPL-2.1"):
        (tmp_path / name).write_text("a b c\n", encoding="utf-8")
    (tmp_path / "collation.toml").write_text(
        '[[witnesses]]\nfile = "LGPL-2"\n[[witnesses]]\nfile = "LGPL-2.1"\n', encoding="utf-8"
    )
    expected = ["LGPL-2", "LGPL-2.1"]
    assert [w.siglum for w in read_work(tmp_path).witnesses] == expected
    assert [w.siglum for w in work_of([tmp_path / name for name in expected]).witnesses] == expected
