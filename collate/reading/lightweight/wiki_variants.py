"""The language conversion of MediaWiki: `-{zh-hans:…;zh-hant:…}-` names the variants of some words.

One of them is read: that of the language without a script or country, such as `zh`, else the first. The others are left
out and counted. `-{words}-` only says that these words have no other variant.
"""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex

VARIANTS: Final = "variants of the language"
# What begins or ends where a link or template stands has its signs in two texts.
CONVERSION: Final = r"-\{(?:(?P<flags>[^{}|]*)\|)?(?P<inner>[^{}|]*)\}-|-\{(?:R\|)?\Z|\A\}-"
_RULE: Final = late_regex(r"(?:[^;:]*=>)?\s*(?P<code>[a-z]{2,4}(?:-[a-z]+)*)\s*:\s*(?P<words>[^;]*)")
_SILENT: Final = frozenset("HT-")  # rules for other words, or for the title: nothing stands here

Span = tuple[int, int]


def words_of_conversion(found: re.Match[str]) -> tuple[Span, list[Span]]:
    """Return where the words that are read stand in a text, and where those that are not."""
    if found["inner"] is None:
        return (found.end(), found.end()), []
    start, end = found.span("inner")
    flags = {flag.strip() for flag in (found["flags"] or "").split(";")}
    if flags & _SILENT:
        return (end, end), [(start, end)]
    rules = list(_rules(found["inner"]))
    if not rules or any(rule is None for rule in rules):
        return (start, end), []
    known = [rule for rule in rules if rule is not None]
    read = next((own for own in known if "-" not in own["code"]), known[0])
    return _span(read, start), [_span(own, start) for own in known if own is not read]


def _rules(inner: str) -> Iterator[re.Match[str] | None]:
    """Yield the rules for the variants; None for what is none."""
    place = 0
    for part in inner.split(";"):
        if part.strip():
            yield _RULE.fullmatch(inner, place, place + len(part))
        place += len(part) + 1


def _span(rule: re.Match[str], start: int) -> Span:
    return start + rule.start("words"), start + rule.end("words")
