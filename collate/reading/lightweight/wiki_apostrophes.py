"""The apostrophes of wikitext that are letters and no marks of bold or italic text.

MediaWiki decides it line by line: of four apostrophes the first is a letter, of more than five all but five are. Where
a line has an odd number of marks of bold text and of italic text, one mark of bold text is an apostrophe and a mark of
italic text: `l'''Iliade''`. The parser does not know this, so each such apostrophe is a sign of its own for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from collate._late_regex import late_regex
from collate.reading.lightweight.items import GapSign, Item, LeftOutRun, NamedPlace, PartBegin, TypedRun

_RUN: Final = late_regex(r"'{2,}")
_LINE: Final = late_regex(r"[^\r\n]+")
_APART: Final = late_regex(
    r"(?is)<!--.*?(?:-->|\Z)|<(nowiki|pre|math|syntaxhighlight|source)\b[^<>]*+(?<!/)>.{0,100000}?</\1\s*+>"
    r"|<ref\b[^<>]*+(?<!/)>(?P<note>.*?)</ref\s*+>"
)
_ITALIC: Final = 2
_BOLD: Final = 3
_BOTH: Final = 5
_SIGNS: Final = (range(0xFDD0, 0xFDF0), range(0xE000, 0xF900))  # that no text has, or few


def unused_signs(text: str) -> tuple[str, str]:
    """Return two characters that are not in a text; two times "" if all are."""
    found = [*islice((chr(n) for n in chain(*_SIGNS) if chr(n) not in text), 2)]
    return (found[0], found[1]) if len(found) == len("''") else ("", "")


def with_letters(text: str, sign: str) -> str:
    """Return wikitext with a sign for each apostrophe that is a letter, and as long as before."""
    if not sign or "''" not in text:
        return text
    letters = set(_letters(text))
    return "".join(sign if n in letters else c for n, c in enumerate(text)) if letters else text


def _letters(text: str) -> Iterator[int]:
    """Yield where the apostrophes of a text stand that are letters; a note has lines of its own."""
    outer = list(text)
    for found in _APART.finditer(text):
        outer[found.start() : found.end()] = "\0" * (found.end() - found.start())
        if found["note"] is None:  # all are letters in it
            yield from (found.start() + n for n, c in enumerate(found.group()) if c == "'")
        else:
            yield from (found.start("note") + n for n in _letters(found["note"]))
    for line in _LINE.finditer("".join(outer)):
        yield from (line.start() + n for n in _letters_of_line(line.group()))


def _letters_of_line(line: str) -> Iterator[int]:
    before: dict[int, str] = {}  # what stands between a mark of bold text and the mark before it
    italic = bold = end = 0
    for found in _RUN.finditer(line):
        marks = _marks(found.end() - found.start())
        start = found.end() - marks
        yield from range(found.start(), start)
        italic += marks != _BOLD
        bold += marks != _ITALIC
        if marks == _BOLD:
            before[start] = line[end:start]
        end = found.end()
    if bold % 2 and italic % 2 and before:
        yield _letter_of(before)


def _marks(apostrophes: int) -> int:
    """Return how many of some apostrophes are a mark."""
    if apostrophes == _ITALIC:
        return _ITALIC
    return _BOLD if apostrophes <= _BOLD + 1 else _BOTH


def _letter_of(before: Mapping[int, str]) -> int:
    """Return which mark of bold text begins with a letter: one behind a letter, a word, or a blank."""
    one = [n for n, words in before.items() if words[-2:-1] == " " and words[-1] != " "]
    word = [n for n, words in before.items() if words[-1:] != " "]
    return [*one, *word, *before][0]


def restored(item: Item, sign: str, nothing: str) -> Item:
    """Return an item with its apostrophes again, and without the sign for nothing."""
    if not sign:
        return item

    def own(text: str) -> str:
        return text.replace(sign, "'").replace(nothing, "")

    match item:
        case TypedRun():
            return replace(item, text=item.text.replace(sign, "'"))
        case LeftOutRun():
            return replace(item, name=own(item.name))
        case GapSign():
            return replace(item, why=own(item.why))
        case NamedPlace():
            return replace(item, value=own(item.value))
        case PartBegin():
            attributes = tuple((key, own(value)) for key, value in item.attributes)
            said = tuple((name, own(value)) for name, value in item.said)
            return replace(item, name=own(item.name), attributes=attributes, said=said)
        case _:
            return item
