"""The tables of the package are read quickly, and as `tomllib` reads them."""

import tomllib
from pathlib import Path

import pytest

from collate.files import package_data
from collate.files.package_data import DATA, package_table, package_text

TABLES = sorted(DATA.rglob("*.toml"))
NEEDS_ALL_OF_TOML = {"wikipedia.toml", "wikisource.toml"}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_of_the_package_is_what_tomllib_reads(path: Path) -> None:
    assert package_table(path) == tomllib.loads(package_text(path))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_its_lines_are_read_one_by_one(path: Path) -> None:
    assert (package_data._read_by_lines(package_text(path)) is None) == (path.name in NEEDS_ALL_OF_TOML)


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # said so',
        "a = 'C:\\new'\nb = \"C:\\\\new\"",
        'a = [\n  "x",\n  # a comment\n  "y",\n]\nb = 2',
        "a = [\n  'it', 'is',\n]",
        "a = [\n  '\\d', 'say \"so\"',\n]",
        'a = [["x", "y"],\n  ["z"]]\nb = 1',
        'a = """\nx, y\nz"""\n[b]\n"é" = 1\n[b.c]\nd = true',
        "a = '''it's'''",
        'a = """x \\\n  y"""',
        "[[a]]\nb = 1\n[[a]]\nb = 2\n[c]\nd = 1.5",
        "[[a]]\nb = 1\n[a.c]\nd = 2",
        "a.b = 1",
        "a=1",
        "a = { b = 1, c = [1_000] }",
        'a = ""\nb = []\nc = 1979-05-27',
        'a = "]"\nb = ["[", "]"]\nc = """"""',
    ],
)
def test_other_forms_are_read_as_tomllib_reads_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, "utf-8")
    assert package_table(path) == tomllib.loads(text)
