"""Addresses of the web and of e-mail: each is one word, `https://example.org/a_b?c=d` or `jane@example.org`."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex

_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef"
_NEVER: Final = rf"\s<>\"“”„«»‘’‚‹›{{}}\[\]\\^`|{_UNSPACED}"  # no character of an address in running text
_SIGN: Final = rf"[^\W{_UNSPACED}]"
_LABEL: Final = rf"{_SIGN}(?:(?:{_SIGN}|-){{0,62}}{_SIGN})?"
_HOST: Final = rf"{_LABEL}(?:\.{_LABEL})+"
_NAME: Final = rf"(?:{_SIGN}|[+%-])+"
_PATH: Final = rf"(?:[/?#][^{_NEVER}]{{0,2000}})?"
# The sign that an address must have, what is before it, what is behind it; a text without it is not searched.
_PATTERNS: Final = (
    (
        "://",
        late_regex(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{0,20}\Z"),
        late_regex(rf"://[^{_NEVER},;!()/?#]+{_PATH}|:///[^{_NEVER}]{{1,2000}}"),
    ),
    ("www.", late_regex(r"(?<![A-Za-z0-9_.@/-])\Z"), late_regex(rf"www\.{_HOST}(?::\d{{1,5}})?{_PATH}")),
    (
        "@",
        late_regex(rf"(?<![.@/+%-])(?<!{_SIGN})(?:mailto:)?{_NAME}(?:\.{_NAME})*\Z"),
        late_regex(rf"@{_HOST}(?!{_SIGN}|@)"),
    ),
)
_LONGEST_BEFORE: Final = 72  # code points of an address before its sign, with `mailto:`
_MARKS_AT_END: Final = ".,;:!?'*_~"
_ADDRESS: Final = late_regex(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[\w/]|www\.\w|(?:mailto:)?[^\s@/]+@\w[^\s@]*\.\w", re.IGNORECASE
)
_SCHEME: Final = late_regex(r"(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)


def is_address(surface: str) -> bool:
    """Check whether a token is an address of the web or of e-mail."""
    has_sign = "://" in surface or "@" in surface or surface.startswith(("www.", "WWW."))
    return has_sign and _ADDRESS.match(surface) is not None


def same_page(surface: str) -> str:
    """Return an address without what mostly leads to the same page: `http` or `https`, `www.` and the last slash."""
    return _SCHEME.sub("", surface, count=1).removesuffix("/")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the addresses [start, end) of a text, in no order; a mark behind an address is no part of it.

    One may be inside of another.
    """
    for sign, before, behind in _PATTERNS:
        at = text.find(sign)
        while at >= 0:
            head = before.search(text, max(0, at - _LONGEST_BEFORE), at)
            tail = behind.match(text, at) if head else None
            if head and tail:
                yield head.start(), _end(text, at + len(sign), tail.end())
            at = text.find(sign, tail.end() if tail else at + len(sign))


def _end(text: str, start: int, end: int) -> int:
    """Return the end of an address without the marks behind it, and without a bracket that closes one before it."""
    while end > start:
        last = text[end - 1]
        is_open = last == ")" and text.count("(", start, end) < text.count(")", start, end)
        is_mark = last in _MARKS_AT_END or (not last.isascii() and unicodedata.category(last)[0] == "P")
        if not is_open and not is_mark:
            break
        end -= 1
    return end
