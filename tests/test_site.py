"""The documentation site has every page of the docs, its links lead somewhere, and it loads nothing from elsewhere."""

import importlib.util
import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path

import gather
import pytest

import collate

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
needs_mkdocs = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("mkdocs", "material", "mkdocstrings"))),
    reason="needs the extra docs: make docs",
)


def test_every_page_of_the_docs_is_in_the_navigation() -> None:
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert len(pages) > 15
    assert pages - set(re.findall(r": (\w+\.md)$", SETTINGS, flags=re.MULTILINE)) == set()


@pytest.mark.parametrize(
    ("page", "text", "there"),
    [
        ("docs/cli.md", "[a](kinds.md#rules)", "[a](kinds.md#rules)"),
        ("docs/rules.md", "[a](../collate/data/rules/T201.md)", "[a](rules/T201.md)"),
        ("docs/rules.md", "[all](../collate/data/rules)", "[all](rules.md)"),
        ("collate/data/rules/T201.md", "[a](T202.md)", "[a](T202.md)"),
        ("docs/cli.md", "[a](../bench/results.md#speed)", "[a](measurements.md#speed)"),
        ("docs/ci.md", "[a](../pyproject.toml)", "[a](https://github.com/OWNER/collate/blob/main/pyproject.toml)"),
        ("CHANGELOG.md", "[a](docs/cli.md#limits)", "[a](cli.md#limits)"),
        ("website/gallery.md", "![a](../docs/pictures/text.png)", "![a](pictures/text.png)"),
        (
            "website/gallery.md",
            "[![a](../reports/page.png)](../reports/x/apparatus.html)",
            "[![a](reports/page.png)](reports/x/apparatus.html)",
        ),
        ("website/gallery.md", "[a](../reports/README.md)", "[a](gallery.md)"),
        (
            "docs/cli.md",
            "[a](https://example.org/x) [b](#here) `[c](../x)`",
            "[a](https://example.org/x) [b](#here) `[c](../x)`",
        ),
        ("docs/cli.md", "```\n[c](../x)\n```\n", "```\n[c](../x)\n```\n"),
    ],
)
def test_a_link_leads_to_the_place_of_its_file_on_the_site(page: str, text: str, there: str) -> None:
    assert gather.on_site(text, page) == there


def test_the_reference_has_every_public_name() -> None:
    page = gather.reference()
    named = re.findall(r"^::: collate\.(\w+)$", page, flags=re.MULTILINE)
    assert sorted([*named, "FORMATS", "__version__"]) == sorted(collate.__all__)


def test_a_function_stands_below_functions_and_a_class_below_what_they_return() -> None:
    _, functions, classes, errors = gather.reference().split("\n## ")
    assert re.findall(r"^::: collate\.(\w+)$", functions, flags=re.MULTILINE) == [
        name for name in collate.__all__ if inspect.isfunction(getattr(collate, name))
    ]
    assert "::: collate.find_passages\n" in functions
    assert "::: collate.CollationResult\n" in classes
    assert "::: collate.CollateError\n" in errors


def test_a_page_that_is_missing_stops_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(gather.PLACES, "bench/gone.md", "gone.md")
    with pytest.raises(FileNotFoundError, match=r"^bench/gone\.md: no such file or folder"):
        gather.gather(tmp_path / "pages")


def test_the_pictures_of_the_docs_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert len(pictures) >= 4
    assert [path.name for path in pictures if path.stat().st_size > 120_000] == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a broken link or a docstring that cannot be read fails here."""
    folder = tmp_path_factory.mktemp("project")
    gather.gather(folder / ".pages")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=folder, capture_output=True, text=True,
        check=False, env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"


@needs_mkdocs
def test_the_site_has_its_pages_and_reports(site: Path) -> None:
    for page in ("index.html", "tutorial/index.html", "rules/T201/index.html", "reports/origin-ch4/apparatus.html"):
        assert (site / page).is_file(), page
    assert 'id="collate.CollationResult.only"' in (site / "reference" / "index.html").read_text(encoding="utf-8")


@needs_mkdocs
def test_no_page_of_the_site_loads_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=\"?(?:https?:)?//[^>]*>")
    pages = list(site.glob("*/index.html"))
    assert len(pages) > 15
    found = {tag for page in pages for tag in loads.findall(page.read_text(encoding="utf-8"))}
    assert {
        tag for tag in found if 'rel="canonical"' not in tag and not re.search(r'rel="?(canonical|prev|next)', tag)
    } == set()
