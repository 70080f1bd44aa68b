"""Signs that call a note at the foot of a page, and the signs with which such notes begin.

In print a raised number is small; pdftotext writes it as any other, right behind a word or after a blank.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.reading.pdf_text.printed_lines import Lines

_RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS: Final = str.maketrans(_RAISED, "0123456789")
_BEGINS: Final = late_regex(
    rf"(?P<sign>[*†‡§¶‖]{{1,4}}|[{_RAISED}]{{1,3}}|\[(?:\d{{1,3}}|[a-z*†‡])\]|\((?:\d{{1,3}}|[a-z*†‡])\)"
    r"|\d{1,3}[.)]?(?!\d)|[a-z]\))(?P<space>\s*)(?=\S)"
)
_MAY_CALL: Final = late_regex(rf"[\d*†‡§¶‖{_RAISED}\[(]")
_NO_CALL_AFTER: Final = frozenset(":=+-–—§")
_CALL: Final = late_regex(
    rf"[*†‡§¶‖]{{1,4}}|[{_RAISED}]{{1,3}}|\s?\[(?:\d{{1,3}}|[a-z*†‡])\]|\s?\((?:\d{{1,3}}|[a-z*†‡])\)"
    r"|(?<=[^\W\d_])\d{1,3}(?![\w%°])|(?<=[.,;:!?…)»”’\"׃·؟])\d{1,3}(?![\w.,:%°])"
    r"|(?<!\S)\d{1,3}(?=\s|[.,;:!?)]|$)"
)


@dataclass(frozen=True, slots=True)
class FootSign:
    """A sign that may call a note.

    page     the number of its page
    column   the number of its column on the page
    line     the number of its line in the column
    is_weak  whether it is a number after a blank
    """

    page: int
    column: int
    line: int
    start: int
    end: int
    key: str
    is_weak: bool


def beginning_sign(text: str) -> str:
    """Return the number or sign with which a line begins as a note does; "" if there is none."""
    match = _BEGINS.match(text)
    return match["sign"] if match else ""


def beginning_key(text: str) -> str:
    """Return the same without brackets and points, which differ from those of the sign that calls the note."""
    return _key(beginning_sign(text))


class FootSigns:
    """The signs of a page that may call notes, in order, by their keys."""

    def __init__(self, signs: Iterable[FootSign]) -> None:
        self._sure: dict[str, list[FootSign]] = defaultdict(list)
        self._weak: dict[str, list[FootSign]] = defaultdict(list)
        for sign in signs:
            (self._weak if sign.is_weak else self._sure)[sign.key].append(sign)

    def __repr__(self) -> str:
        return repr_line("FootSigns", " ".join(self._sure))

    def before(self, key: str, column: int, line: int) -> FootSign | None:
        """Return the sign above a line that calls a note: the last one, and one that touches a word before others."""
        for by_key in (self._sure, self._weak):
            signs = by_key.get(key, ())
            found = bisect_left(signs, (column, line), key=_place)
            if found:
                return signs[found - 1]
        return None

    def first(self, key: str) -> FootSign | None:
        """Return the first sign with a key."""
        return next((signs[0] for signs in (self._sure.get(key), self._weak.get(key)) if signs), None)


def _place(sign: FootSign) -> tuple[int, int]:
    return sign.column, sign.line


def calls_of(page: int, column: int, lines: Lines) -> Iterator[FootSign]:
    """Yield the signs in the lines of a column that may call notes."""
    for number, line in enumerate(lines):
        if _MAY_CALL.search(line.text) is None:
            continue
        for match in _CALL.finditer(line.text):
            sign = match.group().lstrip()
            start = match.end() - len(sign)
            if not start and (sign != line.text or not number):
                continue  # a raised number may be a line of its own
            is_weak = sign[0].isdecimal() and not line.text[:start][-1:].strip()
            if not is_weak or _stands_as_call(line.text, start, match.end()):
                yield FootSign(page, column, number, start, match.end(), _key(sign), is_weak)


def _stands_as_call(text: str, start: int, end: int) -> bool:
    """Return whether a number after a blank stands where one is raised: behind a mark, by a wide blank, or at the end.

    `There are 3 copies` has a number of things.
    """
    before = text[:start].rstrip()
    if end == len(text) or text[start - 2 : start].isspace() or text[end : end + 2].isspace():
        return before[-1:] not in _NO_CALL_AFTER
    return before[-1:] not in _NO_CALL_AFTER and not before[-1:].isalnum()


def _key(sign: str) -> str:
    return sign.strip("[](). ").translate(_DIGITS)


def is_called(lines: Lines, line: int) -> bool:
    """Return whether a line begins as a note does, and the lines above it call this note."""
    key = beginning_key(lines[line].text)
    return bool(key) and FootSigns(calls_of(0, 0, lines[:line])).before(key, 0, line) is not None
