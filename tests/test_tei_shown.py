"""TEI shown in a browser by CETEIcean: every entry and every reading, as it was written."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tei_reader import TEI, parsed
from test_writing import SMALL
from written import hostile, small, written

from collate.pipeline.collating import Collated

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=10000 --dump-dom"
).split()
ROOT = Path(__file__).parent.parent
CETEICEAN = Path(os.environ.get("CETEICEAN", ROOT / ".venv" / "node_modules" / "CETEIcean" / "dist" / "CETEI.js"))
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and CETEICEAN.is_file()), reason="needs Chromium and CETEIcean: make setup-full"
)

PAGE = """<!doctype html><meta charset="utf-8"><title>shown</title><div id="here"></div><pre id="said"></pre>
<script>window.alert = () => { document.title = "alert"; };</script>
<script src="%s"></script>
<script>
const here = document.getElementById("here");
here.append(new CETEI().makeHTML5(%s));
const base = here.cloneNode(true);
base.querySelectorAll("tei-rdg, tei-app > tei-witdetail").forEach(e => e.remove());
const all = name => [...here.querySelectorAll(name)];
document.getElementById("said").textContent = JSON.stringify({
  title: document.title, scripts: all("script").length, apps: all("tei-app").length,
  base: base.querySelector("tei-body").textContent,
  lem: all("tei-lem").map(e => e.textContent), rdg: all("tei-rdg").map(e => e.textContent)});
</script>"""


def in_a_browser(document: str, folder: Path) -> dict[str, Any]:
    page = folder / "page.html"
    text = json.dumps(document).replace("<", "\\u003c")
    page.write_text(PAGE % (CETEICEAN.as_uri(), text), encoding="utf-8")
    command = [CHROMIUM or "", *FLAGS, f"--user-data-dir={folder / 'profile'}", page.as_uri()]
    dump = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    shown: dict[str, Any] = json.loads(unescape(dump.split('<pre id="said">')[1].split("</pre>")[0]))
    return shown


def test_what_is_shown_without_other_readings_is_the_base(tmp_path: Path) -> None:
    said = in_a_browser(written("tei", small()), tmp_path)
    assert said["base"].strip("\n") == SMALL.witnesses[0].text


@pytest.mark.parametrize("form", ["tei", "tei-dep"])
@pytest.mark.parametrize("collated", [small, hostile])
def test_every_reading_is_shown_and_nothing_runs(collated: Callable[[], Collated], form: str, tmp_path: Path) -> None:
    document = written(form, collated())
    said = in_a_browser(document, tmp_path)
    root = parsed(document)
    assert (said["title"], said["scripts"]) == ("shown", 0)
    assert said["apps"] == len(list(root.iter(f"{TEI}app")))
    for name in ("lem", "rdg"):
        assert said[name] == ["".join(e.itertext()) for e in root.iter(f"{TEI}{name}")]
