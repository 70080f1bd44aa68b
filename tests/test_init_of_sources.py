"""Settings that `collate init` writes for each sort of source can be used without an edit."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from office_sources import change, docx, odt, paragraph, zipped
from page_sources import SHARED
from web_sources import book, page

from collate.cli.main import run

WORDS = "The old ship left the harbour in the night and nobody on the quay saw the light of it go out."
PLAIN = f"{WORDS}\n"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>{}</p></body></text></TEI>'
PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="a.jpg" '
    'imageWidth="10" imageHeight="10"><TextRegion id="r"><TextLine id="l"><TextEquiv><Unicode>{}</Unicode></TextEquiv>'
    "</TextLine></TextRegion></Page></PcGts>"
)
ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page><PrintSpace><TextBlock><TextLine>{}'
    "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
)
STRINGS = "<SP/>".join(f'<String CONTENT="{word}"/>' for word in WORDS.split())
COLLATEX = '{{"witnesses": [{{"id": "P", "content": "{0}"}}, {{"id": "Q", "content": "{0} Then"}}]}}'
ODF = f"<text:p>{WORDS}</text:p>"

# The name of a file beside a plain text, its content, and the sigla that are collated.
SOURCES: dict[str, tuple[str, str | bytes, list[str]]] = {
    "plain text": ("A.txt", PLAIN, ["A"]),
    "Markdown": ("A.md", PLAIN, ["A"]),
    "plain text in UTF-16": ("A.txt", PLAIN.encode("utf-16"), ["A"]),
    "TEI": ("A.xml", TEI.format(WORDS), ["A"]),
    "TEI with hands": ("A.xml", TEI.format(WORDS.replace("old", "<del>old</del><add>new</add>")), ["A"]),
    "PAGE": ("A.xml", PAGE.format(WORDS), ["A"]),
    "ALTO": ("A.xml", ALTO.format(STRINGS), ["A"]),
    "Word": ("A.docx", docx(paragraph(WORDS)), ["A"]),
    "Word with changes": ("A.docx", docx(paragraph(WORDS, change("ins", " Then"))), ["A"]),
    "OpenDocument": ("A.odt", odt(ODF), ["A"]),
    "flat OpenDocument": ("A.fodt", odt(ODF, flat=True), ["A"]),
    "HTML": ("A.html", page(f"<p>{WORDS}</p>"), ["A"]),
    "EPUB": ("A.epub", book({"a.xhtml": page(f"<p>{WORDS}</p>")}), ["A"]),
    "CollateX": ("A.json", COLLATEX.format(WORDS), ["P", "Q"]),
    "a zip of pages": ("A.zip", zipped({"1.txt": WORDS[:40], "2.txt": WORDS[40:]}), ["A"]),
}


def sigla_of_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Propose the settings of a folder, collate with them as they are, and return the sigla of the witnesses."""
    assert run(["init", str(folder)]) == 0
    assert run(["report", str(folder), "--format", "matrix"]) == 0
    capsys.readouterr()
    assert run(["show", "text", str(folder), "--format", "json"]) == 0
    return [witness["siglum"] for witness in json.loads(capsys.readouterr().out)["witnesses"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "Z.txt").write_text(PLAIN, encoding="utf-8")
    return tmp_path / "work"


@pytest.mark.parametrize(("name", "content", "sigla"), SOURCES.values(), ids=SOURCES)
def test_a_source_beside_a_plain_text_is_collated_at_once(
    name: str, content: str | bytes, sigla: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert sigla_of_report(folder, capsys) == [*sigla, "Z"]


ALONE = {
    "CollateX": ["P", "Q"],
    "TEI with hands": ["A", "A*"],
    "Word with changes": ["A", "A*"],
}


@pytest.mark.parametrize("source", ALONE)
def test_a_source_of_several_witnesses_is_collated_alone(
    source: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "Z.txt").unlink()
    name, content, _ = SOURCES[source]
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert sigla_of_report(folder, capsys) == ALONE[source]


def test_what_is_read_by_a_profile_says_so(folder: Path) -> None:
    header = "<teiHeader><encodingDesc><p>EpiDoc</p></encodingDesc></teiHeader>"
    schema = '<?xml-model href="http://epidoc.stoa.org/schema/latest/tei-epidoc.rng"?>'
    text = TEI.format(WORDS).replace("<teiHeader/>", header).replace("<p>The", '<div type="edition"><p>The')
    (folder / "A.xml").write_text(schema + text.replace("</p></body>", "</p></div></body>"), encoding="utf-8")
    assert run(["init", str(folder)]) == 0
    said = "# Read as a file of EpiDoc: inscriptions and papyri (profile 'epidoc').\n"
    assert said in (folder / "collation.toml").read_text(encoding="utf-8")
    (folder / "collation.toml").unlink()
    (folder.parent / "pyproject.toml").write_text('[tool.collate.read]\nprofile = "none"\n', encoding="utf-8")
    assert run(["init", str(folder)]) == 0
    assert said not in (folder / "collation.toml").read_text(encoding="utf-8")


WORKS = ("frankenstein-draft", "hamlet-1-1", "mark-1", "saint-lambert")
BASES = {"frankenstein-draft": "1818", "hamlet-1-1": "q1", "mark-1": "01*", "saint-lambert": "fr411"}


@pytest.mark.skipif(not (SHARED / "works").is_dir(), reason="needs the samples of COLLATE_SOURCES: works/")
@pytest.mark.parametrize("name", WORKS)
def test_a_work_of_real_sources_is_collated_at_once(name: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    copy = tmp_path / name
    shutil.copytree(SHARED / "works" / name, copy, copy_function=shutil.copyfile)
    for path in (copy, *copy.rglob("*/")):
        path.chmod(0o755)
    assert run(["init", str(copy)]) == 0
    settings = tomllib.loads((copy / "collation.toml").read_text(encoding="utf-8"))
    assert settings["base"] == BASES[name]
    assert run(["show", "text", str(copy)]) == 0
