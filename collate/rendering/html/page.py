"""HTML: the apparatus and the texts, on one page that needs no network.

The page holds one record of the whole work (`record`) and a script that draws what its reader chooses, a window at
a time, so a page of two long books opens as fast as one of two letters. Style and script are in the page, and its
content security policy lets nothing else run: text of a witness can only be read.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from collate.apparatus import Apparatus
from collate.files.package_data import DATA, package_text
from collate.model.alignment import Alignment
from collate.rendering.html.record import page_record
from collate.rendering.left_out import describe_part

_PAGE: Final = DATA / "page"  # its script is made of the modules in `page/`
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def write_html(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the apparatus and the texts as one HTML page, its record in pieces."""
    style, script = _read("page.css"), _read("page.js")
    title = html_text(apparatus.title or "Collation")
    before, after = _read("page.html").split("$record")
    yield Template(before).substitute(policy=_policy(style, script), title=title, facts=_facts(apparatus), style=style)
    yield from page_record(apparatus, alignment)
    yield Template(after).substitute(script=script)


def _read(name: str) -> str:
    return package_text(_PAGE / name)


def html_text(text: str) -> str:
    """Return a text as HTML; characters that HTML forbids are shown by their code point."""
    return escape(_FORBIDDEN.sub(lambda character: f"\\u{{{ord(character[0]):x}}}", text))


def _facts(apparatus: Apparatus) -> str:
    """Return a sentence on what the page was made from; it is all that is seen without script."""
    entries, witnesses = len(apparatus.entries), len(apparatus.witnesses)
    bases = {"majority": "each lemma is the reading of most witnesses", "none": "no base: no reading is preferred"}
    base = bases.get(apparatus.base) or f'base <bdi class="siglum">{html_text(apparatus.base)}</bdi>'
    hidden = ", ".join(f"{label} {count}" for label, count in apparatus.hidden)
    left_out = f" Left out of this page when it was made: {html_text(hidden)}." if hidden else ""
    part = f" This is {html_text(describe_part(apparatus))}." if apparatus.part else ""
    return (
        f"{entries} {'entry' if entries == 1 else 'entries'} from {witnesses} "
        f"{'witness' if witnesses == 1 else 'witnesses'}; made with {base}.{part}{left_out}"
    )


def _policy(style: str, script: str) -> str:
    """Return the content security policy that allows this style and this script, by their hashes, and nothing else."""
    css, js = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (style, script))
    hashes = f"style-src 'sha256-{css}'; script-src 'sha256-{js}'"
    return f"default-src 'none'; {hashes}; base-uri 'none'; form-action 'none'"
