"""The page on which the service can be tried. It loads nothing, and its policy lets it ask this service only."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Final

from collate.files.package_data import DATA, package_text

_INLINE: Final = r"<{0}>(.*?)</{0}>"


@cache
def page() -> tuple[bytes, str]:
    """Return the page and its Content-Security-Policy, which names its script and its style by their hashes."""
    html = package_text(DATA / "service.html")
    hashes = {tag: _hash(re.findall(_INLINE.format(tag), html, re.DOTALL)[0]) for tag in ("script", "style")}
    policy = (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; style-src 'sha256-{hashes['style']}'; "
        "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return html.encode("utf-8"), policy


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
