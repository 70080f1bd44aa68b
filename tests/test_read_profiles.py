"""Profiles of projects: each is a file of settings that the reader of TEI takes, and reads a sample as it should."""

import tomllib
from pathlib import Path

import pytest
from tei_sources import OTHERS, OWN, expected_files, load, text_proper, words

import collate
from collate.files.toml import SettingsTable
from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.profiles import found_profile
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei

PROFILES = sorted((Path(collate.__file__).parent / "data" / "read_profiles").glob("*.toml"))
# A sample, the profile whose habits it has, and what the editor of the sample chose beside it.
SAMPLES = [
    ("dta-print", "dta", {"errors": "corrected"}),
    ("eebo-play", "eebo", {}),
    ("epidoc-ISic004442", "epidoc", {}),
    ("epidoc-ISic030001", "epidoc", {}),
    ("genetic-page", "sga", {}),
    ("latin-columns", "lombardpress", {"edition": "#R", "roles": {"bibl": "note"}}),
    ("menota-levels", "menota", {"level": "norm"}),
    ("play-words", "earlyprint", {}),
]


def table_of(path: Path) -> SettingsTable:
    return SettingsTable.of(tomllib.loads(path.read_text(encoding="utf-8"))["read"], path.stem)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_profile_has_settings_that_are_allowed_and_a_title(path: Path) -> None:
    assert read_settings([table_of(path)]).stated
    assert tomllib.loads(path.read_text(encoding="utf-8"))["title"]


def test_the_profiles_are_those_that_the_pages_name() -> None:
    names = [
        "cte",
        "dta",
        "earlyprint",
        "eebo",
        "epidoc",
        "lombardpress",
        "menota",
        "ntmss",
        "sga",
        "wikipedia",
        "wikisource",
    ]
    assert [path.stem for path in PROFILES] == names


@pytest.mark.parametrize(("sample", "profile", "chosen"), SAMPLES, ids=[row[0] for row in SAMPLES])
def test_a_sample_is_read_by_its_profile(sample: str, profile: str, chosen: dict[str, object]) -> None:
    path = next(path for path in expected_files("tei") if path.name == f"{sample}.expected.json")
    values = load(path)
    own = next(p for p in PROFILES if p.stem == profile)
    settings = read_settings([table_of(own), SettingsTable.of(chosen, "read")])
    content = path.with_name(values["source"]).read_bytes()
    options = ReadOptions(values["source"], Siglum("X"), settings=settings)
    (witness, *_) = read_tei([SourceContent(values["source"], content)], options)
    assert words(text_proper(witness)) == words(values["text"])
    unmatched = [notice for notice in witness.notices if "matches nothing" in notice]
    assert [notice for notice in unmatched if "under glyphs" not in notice] == []  # which no single file has


# -- by what a file is recognised


def recognised(content: str | bytes, format_name: str = "tei") -> str | None:
    own = content if isinstance(content, bytes) else content.encode()
    profile = found_profile([SourceContent("a.xml", own)], format_name)
    return profile.name if profile is not None else None


@pytest.mark.parametrize(
    ("sample", "profile"),
    [
        ("nt-hands", "ntmss"), ("eebo-play", "eebo"), ("epidoc-ISic030001", "epidoc"),
        ("epidoc-ISic004442", "epidoc"), ("genetic-page", "sga"), ("menota-levels", "menota"),
        ("parallel-segmentation", None), ("letter", None), ("standoff", None),
    ],
)  # fmt: skip
def test_a_file_of_a_project_is_recognised(sample: str, profile: str | None) -> None:
    path = next((p for p in (OWN / f"tei/{sample}.xml", OTHERS / f"tei/{sample}.xml") if p.is_file()), None)
    if path is None:
        pytest.skip("the sample is not here")
    assert recognised(path.read_bytes()) == profile


def header(words: str, more: str = "", attributes: str = "") -> str:
    return f"<TEI {attributes}><teiHeader>{words}</teiHeader>{more}<text><body><p>x</p></body></text></TEI>"


EDITION = '<div type="edition"/>'
TCP = "<publisher>Text Creation Partnership</publisher>"


@pytest.mark.parametrize(
    ("content", "profile"),
    [
        (header("<publisher>Deutsches Textarchiv</publisher>"), "dta"),
        (header('<idno type="URLWeb">http://www.deutschestextarchiv.de/x</idno>'), "dta"),
        (header("", attributes='xmlns:lp="http://scta.info/ns"'), "lombardpress"),
        (header('<schemaRef n="lbp" url="https://raw.github.com/lombardpress/lombardpress-schema"/>'), "lombardpress"),
        (header("<application ident='CTE'>Classical Text Editor</application>"), "cte"),
        (header("<p>exported from http://cte.oeaw.ac.at</p>"), "cte"),
        (header("<publisher>EarlyPrint</publisher>"), "earlyprint"),
        (header("<publisher>EarlyPrint</publisher>" + TCP), "earlyprint"),
        (header("<publisher>Folger Shakespeare Library</publisher>", '<milestone unit="ftln"/>'), "earlyprint"),
        (header("<publisher>Folger Shakespeare Library</publisher>"), None),
        (header(TCP), "eebo"),
        (header("<publisher>IGNTP</publisher>"), "ntmss"),
        (header("", '<rdg hand="firsthand"/><rdg hand="corrector1"/>'), "ntmss"),
        (header("<p>EpiDoc</p>", EDITION), "epidoc"),
        (header("<p>EpiDoc</p>"), None),  # no edition in it: its text is the whole body
        (header("", attributes='xmlns:me="http://www.menota.org/ns/1.0"'), "menota"),
        (header("<p>EpiDoc</p><publisher>Deutsches Textarchiv</publisher>", EDITION), None),  # two fit
        (header(TCP, attributes='xmlns:me="http://www.menota.org/ns/1.0"'), None),
        (header(""), None),
        (header(" " * 70_000 + TCP), None),  # too far from the beginning
    ],
)
def test_a_file_is_recognised_by_what_its_header_says_if_only_one_profile_fits(
    content: str, profile: str | None
) -> None:
    assert recognised(content) == profile


def test_a_file_of_another_format_is_not_recognised() -> None:
    assert recognised(header(TCP), "page") is None
    assert recognised('<surface xmlns:mith="http://mith.umd.edu/sc/ns1#"/>', "alto") is None
