"""HTML: the apparatus and the texts, on one page that needs no network.

The page holds one record of the whole work (`html_record`) and a script that shows what its reader
chooses of it, in windows: so a page of two long books opens as one of two letters does. Style and
script stand in the page and are the only ones that its content security policy lets run, so that
nothing in a witness, however it is written, can do anything but be read.
"""

import base64
import hashlib
import re
from html import escape
from string import Template
from typing import Final

from collate.apparatus import Apparatus
from collate.files.package_data import DATA, package_text
from collate.model.alignment import Alignment
from collate.rendering.html.record import page_record

_PAGE: Final = DATA / "page"
# One script, in the order of what stands on what.
_SCRIPTS: Final = (
    "record", "choice", "address", "windows", "marks", "entries", "texts", "tables", "pictures", "graph", "find",
    "views",
)  # fmt: skip
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def write_html(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the apparatus and the texts as one HTML page."""
    style, script = _read("page.css"), "".join(_read(f"{name}.js") for name in _SCRIPTS)
    title = _text(apparatus.title or "Collation")
    return Template(_read("page.html")).substitute(
        policy=_policy(style, script),
        title=title,
        facts=_facts(apparatus),
        style=style,
        script=script,
        record=page_record(apparatus, alignment),
    )


def _read(name: str) -> str:
    return package_text(_PAGE / name)


def _text(text: str) -> str:
    """Write a text between two tags; what no page may hold is shown by its code point."""
    return escape(_UNFIT.sub(lambda sign: f"\\u{{{ord(sign[0]):x}}}", text))


def _facts(apparatus: Apparatus) -> str:
    """Say what the page is made of, for those who see nothing else."""
    entries, witnesses = len(apparatus.entries), len(apparatus.witnesses)
    bases = {"majority": "each lemma is the reading of most witnesses", "none": "no base: no reading is preferred"}
    base = bases.get(apparatus.base) or f'base <bdi class="siglum">{_text(apparatus.base)}</bdi>'
    hidden = ", ".join(f"{label} {count}" for label, count in apparatus.hidden)
    return (
        f"{entries} {'entry' if entries == 1 else 'entries'} from {witnesses} "
        f"{'witness' if witnesses == 1 else 'witnesses'}; made with {base}."
        + (f" Left out of this page when it was made: {_text(hidden)}." if hidden else "")
    )


def _policy(style: str, script: str) -> str:
    """Forbid everything but these two, by their hashes."""
    css, js = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (style, script))
    hashes = f"style-src 'sha256-{css}'; script-src 'sha256-{js}'"
    return f"default-src 'none'; {hashes}; base-uri 'none'; form-action 'none'"
