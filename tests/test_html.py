"""The page: offline, safe, complete, and alive in a real browser."""

import base64
import hashlib
import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from strategies import witnesses

from collate.pipeline import Collated, collate_work
from collate.read import read_work
from collate.read.work import Work
from collate.witness import Siglum, Witness
from collate.write.html import write_html

ROOT = Path(__file__).parent.parent


def page_of(collated: Collated) -> str:
    return write_html(collated.apparatus, collated.alignment)


@pytest.fixture(scope="module")
def notes() -> Collated:
    return collate_work(read_work(ROOT / "witnesses" / "autonomisation"))


@pytest.fixture(scope="module")
def page(notes) -> str:
    return page_of(notes)


def cells(page: str, w: int) -> str:
    """The text of a witness as a browser reads it back from its cells."""
    found = re.findall(rf'<td role="cell" data-w="{w}">.*?<div class="text"[^>]*>(.*?)</div>', page, flags=re.DOTALL)
    return html.unescape("".join(re.sub(r"<[^>]*>", "", cell) for cell in found))


def test_nothing_is_fetched(page):
    bare = re.sub(r"<bdi[^>]*>.*?</bdi>", "", page, flags=re.DOTALL)
    assert not re.search(r"https?://|\bsrc=|@import|url\(", bare)


def test_the_policy_names_the_hashes_of_the_style_and_the_script(page):
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_entry_has_its_anchor(page, notes):
    for entry in notes.apparatus.entries:
        assert f'<li id="e{entry.n}" ' in page


def test_the_texts_are_whole(page, notes):
    for w, witness in enumerate(notes.work.witnesses):
        assert cells(page, w) == witness.text


@settings(max_examples=25, deadline=None)
@given(found=witnesses())
def test_the_texts_of_any_witnesses_are_whole(found):
    page = page_of(collate_work(Work("t", tuple(found), Siglum("A"))))
    for w, witness in enumerate(found):
        assert cells(page, w) == witness.text


def test_an_identifier_stands_once(page):
    found = re.findall(r'\bid="([^"]+)"', page)
    assert len(found) == len(set(found))


def hostile() -> str:
    texts = ("one </script><script>alert(1)</script> two", "one <img src=x onerror=alert(1)> two ]]> בָּרָא")
    found = tuple(Witness(Siglum(s), t) for s, t in zip(("<b>A", 'B"'), texts, strict=True))
    return page_of(collate_work(Work("</title><script>", found, found[0].siglum)))


def test_what_a_witness_says_is_never_markup():
    written = hostile()
    assert written.count("<script>") == 1
    assert written.count("</script>") == 1
    assert "<img" not in written
    assert "<b>A" not in written


def test_a_reading_stands_in_its_own_direction():
    assert re.search(r"<bdi[^>]*>[^<]*בָּרָא", hostile())


CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: make setup-full")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom",
]  # fmt: skip


def browsed(path: Path, fragment: str, profile: Path) -> str:
    """The page after its script has run."""
    url = f"{path.as_uri()}#{fragment}"
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={profile}", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    assert "CONSOLE" not in done.stderr, [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return done.stdout


@in_a_browser
@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("", 44),
        ("only=spelling", 12),
        ("only=substantive", 11),
        ("only=typography", 48),
        ("q=Orgonikidze", 1),
        ("by=kind", 44),
    ],
)
def test_the_page_filters_in_a_browser(page, fragment, shown, tmp_path):
    path = tmp_path / "apparatus.html"
    path.write_text(page, encoding="utf-8")
    seen = browsed(path, fragment, tmp_path / "profile")
    assert f"{shown} of 92 entries shown" in seen
    items = re.findall(r'<li id="e\d+"[^>]*>', seen)
    assert len([item for item in items if "hidden" not in item]) == shown


@in_a_browser
def test_a_link_to_an_entry_shows_it_whatever_the_filter_says(page, notes, tmp_path):
    hidden = next(e.n for e in notes.apparatus.entries if e.variations[0].kind == "typography")
    path = tmp_path / "apparatus.html"
    path.write_text(page, encoding="utf-8")
    seen = browsed(path, f"e{hidden}", tmp_path / "profile")
    item = re.search(rf'<li id="e{hidden}"[^>]*>', seen).group()
    assert "hidden" not in item
    assert "lit" in item


@in_a_browser
def test_a_hostile_page_runs_nothing(tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(hostile(), encoding="utf-8")
    assert "entries shown" in browsed(path, "", tmp_path / "profile")
