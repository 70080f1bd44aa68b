"""Profiles of projects: each is a file of settings that the reader of TEI takes, and reads a sample as it should."""

import tomllib
from pathlib import Path

import pytest
from tei_sources import expected_files, load, text_proper, words

import collate
from collate.files.toml import SettingsTable
from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
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
    names = ["cte", "dta", "earlyprint", "eebo", "epidoc", "lombardpress", "menota", "ntmss", "sga"]
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
    assert [notice for notice in witness.notices if "matches nothing" in notice] == []
