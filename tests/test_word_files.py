"""The Word files as files: what is in them, in which order, and that other programs open them."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rendered import bytes_of
from test_word import MOVED
from test_writing import HANDS, SMALL
from word_dump import W, dump, part, part_names
from written import hostile, packed, small, work_of

from collate.cli.main import run
from collate.errors import WriteError
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.rendering.word.styles import STYLES, StyleOf

docx = pytest.importorskip("docx", reason="needs python-docx")

ROOT = Path(__file__).parents[1]
SOFFICE = shutil.which("soffice")
NAMES = ("docx", "docx-edition")

# The order in which Word wants what is said of runs, paragraphs, sections and so on (ECMA-376, part 1, 17 and annex A).
ORDERS = {
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "zoom defaultTabStop characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}  # fmt: skip


def contents() -> dict[str, bytes]:
    works = {"small": SMALL, "hands": HANDS, "moved": work_of(*MOVED), "hebrew": work_of("ברא אלהים", "ברא יהוה")}
    made = {}
    for key, work in works.items():
        collated = collate_work(work)
        for name in NAMES:
            made[f"{key} {name}"] = bytes_of(name, collated.apparatus, collated.alignment)
    return made


CONTENTS = contents()


@pytest.mark.parametrize("key", CONTENTS)
def test_elements_are_in_the_order_of_word(key: str) -> None:
    seen = set()
    for name in ("document", "styles", "settings", *(["footnotes"] if "edition" in key else [])):
        for element in part(CONTENTS[key], name).iter():
            kind = element.tag.removeprefix(W)
            if kind in ORDERS:
                seen.add(kind)
                order = ORDERS[kind].split()
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), (name, kind, [child.tag for child in element])
    assert seen == set(ORDERS)


@pytest.mark.parametrize("key", CONTENTS)
def test_every_style_that_is_used_is_there(key: str) -> None:
    there = {style.get(f"{W}styleId") for style in part(CONTENTS[key], "styles").iter(f"{W}style")}
    used = {
        e.get(f"{W}val")
        for name in ("document", "styles", *(["footnotes"] if "edition" in key else []))
        for e in part(CONTENTS[key], name).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next")
    }
    assert used - there == set()
    assert {row.name.replace(" ", "") for row in STYLES} <= there


def test_the_page_of_formats_lists_the_styles() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(Collate [\w ]+)` \| (\w+)s \| (.+) \|$", page, re.MULTILINE)
    assert listed == [(row.name, str(row.of), row.use) for row in STYLES]


def test_python_docx_knows_each_style_as_what_it_is() -> None:
    styles = docx.Document(io.BytesIO(CONTENTS["small docx-edition"])).styles
    for row in STYLES:
        assert styles[row.name].type == (2 if row.of is StyleOf.CHARACTER else 1), row.name


def test_python_docx_reads_the_text() -> None:
    document = docx.Document(io.BytesIO(CONTENTS["small docx-edition"]))
    texts = [p.text for p in document.paragraphs if p.style.name == "Collate Text"]
    assert texts == ['The colour of "autonomisation". He said it is so [*] and', "All the men went in to town."]
    assert document.core_properties.title == "A small work"


def test_the_parts_of_a_file() -> None:
    assert part_names(CONTENTS["small docx-edition"]) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/theme/theme1.xml",
        "word/footer1.xml",
        "word/footnotes.xml",
    ]
    assert "word/footnotes.xml" not in part_names(CONTENTS["small docx"])


@pytest.mark.parametrize("key", CONTENTS)
def test_nothing_leads_out_of_a_file_and_nothing_in_it_runs(key: str) -> None:
    with zipfile.ZipFile(io.BytesIO(CONTENTS[key])) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode()
            assert 'TargetMode="External"' not in content
            assert not re.search("vbaProject|macroEnabled|oleObject|altChunk|instrText", content), name


def test_the_same_work_gives_the_same_bytes_and_no_day() -> None:
    for name in NAMES:
        assert CONTENTS[f"small {name}"] == packed(name, small())
        with zipfile.ZipFile(io.BytesIO(CONTENTS[f"small {name}"])) as archive:
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
            assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}
            assert "python-docx" not in core


def test_notes_and_their_signs_belong_together() -> None:
    for key in (key for key in CONTENTS if "edition" in key):
        signs = [e.get(f"{W}id") for e in part(CONTENTS[key], "document").iter(f"{W}footnoteReference")]
        notes = [e.get(f"{W}id") for e in part(CONTENTS[key], "footnotes").iter(f"{W}footnote")]
        assert notes == ["-1", "0", *signs]
        assert signs == [str(number) for number in range(1, len(signs) + 1)]
        assert signs


def test_an_edition_without_differences_has_no_notes() -> None:
    content = packed("docx-edition", collate_work(work_of("one two", "one two")))
    assert "word/footnotes.xml" not in part_names(content)
    assert dump(content).endswith("CollateText one two\n")


def test_the_lines_of_the_text_alone_are_numbered() -> None:
    sections = [*part(CONTENTS["small docx-edition"], "document").iter(f"{W}sectPr")]
    assert [section.find(f"{W}lnNumType") is not None for section in sections] == [False, True]
    styles = {s.get(f"{W}styleId"): s for s in part(CONTENTS["small docx-edition"], "styles").iter(f"{W}style")}
    numbered = [
        key
        for key, s in styles.items()
        if (e := s.find(f"{W}pPr/{W}suppressLineNumbers")) is not None and e.get(f"{W}val") == "0"
    ]
    assert numbered == ["CollateText", "CollateTextHeading"]
    assert styles["Normal"].find(f"{W}pPr/{W}suppressLineNumbers").get(f"{W}val") is None


def test_a_very_long_title_is_cut_in_the_properties_alone() -> None:
    work = Work(SMALL.witnesses, title="long " * 100, base=SMALL.base)
    document = docx.Document(io.BytesIO(packed("docx", collate_work(work))))
    assert len(document.core_properties.title) == 255
    assert len(document.paragraphs[0].text) > 400


def test_without_python_docx_the_format_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "collate.rendering.word.frame", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    for name in NAMES:
        with pytest.raises(WriteError, match=rf"^{name} needs python-docx, which is not installed; pip install 'text"):
            packed(name, small())
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"one {name} two", encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in "ab"]
    assert run(["report", *files, "-o", str(tmp_path / "out.docx")]) == 2
    assert "docx needs python-docx, which is not installed" in capsys.readouterr().err
    assert not (tmp_path / "out.docx").exists()


def test_the_name_of_a_file_tells_the_format(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"one {name} two", encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in "ab"]
    assert run(["report", *files, "-o", str(tmp_path / "out.docx")]) == 0
    assert "{Lemma|a}] {Siglum|a}; {Reading|b} {Siglum|b}" in dump((tmp_path / "out.docx").read_bytes())


@pytest.mark.skipif(SOFFICE is None or shutil.which("pdftotext") is None, reason="needs LibreOffice and pdftotext")
def test_libreoffice_opens_them_as_pages(tmp_path: Path) -> None:
    names = []
    for key in ("small docx", "small docx-edition"):
        names.append(f"{key.replace(' ', '-')}.docx")
        (tmp_path / names[-1]).write_bytes(CONTENTS[key])
    names.append("hostile.docx")
    (tmp_path / names[-1]).write_bytes(packed("docx-edition", hostile()))
    subprocess.run(
        [SOFFICE or "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", *names],
        cwd=tmp_path, capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    pages = {}
    for name in names:
        pdf = name.replace(".docx", ".pdf")
        done = subprocess.run(["pdftotext", "-layout", pdf, "-"], cwd=tmp_path, capture_output=True, check=True)
        pages[name] = " ".join(done.stdout.decode().split())
    assert "Spelling (2) 1 colour] A; color B; deest C l. 1 (1) regional: British" in pages["small-docx.docx"]
    assert 'The colour1 of "2autonomisation3".4 He said it is5 so [*] and6' in pages["small-docx-edition.docx"]
    assert "3 autonomisation] A; autonomization B (3)" in pages["small-docx-edition.docx"]
    assert "Witnesses" in pages["hostile.docx"]
