"""The language conversion of MediaWiki: `-{zh-hans:…;zh-hant:…}-` names the variants of some words.

One of them is read: that of the language without a script or country, such as `zh`, else the first. The others are left
out and counted. `-{words}-` only says that these words have no other variant.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from collate._late_regex import late_regex

VARIANTS: Final = "variants of the language"
# What begins or ends where a link or template stands has its signs in two texts.
_WHOLE: Final = r"-\{(?:(?P<flags>[^{}|]*)\|)?(?P<inner>[^{}|]*)\}-"
CONVERSION: Final = _WHOLE + r"|-\{(?:R\|)?\Z|\A\}-"
_OVER_NODES: Final = late_regex(_WHOLE)
_HIDDEN: Final = "\0"  # stands for each character of what is no text
# Those that MediaWiki converts; before another word a colon is a colon.
_LANGUAGES: Final = "zh|gan|wuu|sr|sh|kk|ku|iu|ike|shi|tg|tly|uz|crh|ban|mni|en"
_RULE: Final = late_regex(rf"(?:[^;:]*=>)?\s*(?P<code>(?:{_LANGUAGES})(?:-[a-z]+)*)\s*:\s*(?P<words>[^;]*)")
_SILENT: Final = frozenset("HT-")  # rules for other words, or for the title: nothing stands here

Span = tuple[int, int]


def conversions_over_nodes(written: Sequence[str], is_text: Sequence[bool]) -> list[re.Match[str]]:
    """Return the conversions with links, templates or the like in them, where nodes follow one another."""
    if not any(own and "-{" in text for text, own in zip(written, is_text, strict=True)):
        return []
    shown = "".join(text if own else _HIDDEN * len(text) for text, own in zip(written, is_text, strict=True))
    return [found for found in _OVER_NODES.finditer(shown) if _HIDDEN in found.group()]


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
