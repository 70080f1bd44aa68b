"""Names of places such as `verse=Mark 1:3`: a system and a value of levels.

A value names what is above it: `Mark 1` has every verse `Mark 1:1`, `Mark 1:2`, and leaf `17` has `17r` and `17v`. A
range goes from one value to another in the order of the text: `Mark 1:3-7`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate._suggestion import nearest, suggestion

# Systems from the widest to the narrowest, as a citation names them: those of the work first, then those of one book,
# whose names say nothing about another witness. A system that is not listed is of the work, and comes between the two.
_OF_THE_WORK: Final = (
    "work", "book", "part", "act", "scene", "canto", "poem", "psalm", "letter", "chapter", "section", "paragraph",
    "stanza", "verse", "speech",
)  # fmt: skip
_OF_THE_BOOK: Final = ("volume", "quire", "sheet", "leaf", "folio", "page", "surface", "region", "column", "line")
OF_ONE_BOOK: Final = frozenset(_OF_THE_BOOK)
_RANK: Final = {
    **{system: rank for rank, system in enumerate(_OF_THE_WORK)},
    **{system: 100 + rank for rank, system in enumerate(_OF_THE_BOOK)},
}
_OTHER_RANK: Final = 50

MOST_HYPHENS: Final = 8  # of a value that are tried as the sign of a range

_CODED: Final = late_regex(r"B\d{1,3}K(\w+?)(?:V(\w+))?")
_SYSTEM: Final = late_regex(r"[^\W\d_][^=:@#]{0,99}")
_SEPARATORS: Final = ":.,;/|-–"
_HYPHEN: Final = late_regex(r"\s*[-–—]\s*")
_BOOK: Final = late_regex(r"(?:\d+\s+)?[^\W\d_][^\s:.,;/|]*")  # the first level, if it is a word
_LEVEL: Final = late_regex(r"[^\s:.,;/|]+")
_LETTERS_AFTER_NUMBER: Final = late_regex(r"(?<=\d)[^\W\d_]+\Z")


NameAndValue = tuple[str, str]  # system and value, as a source has them


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as a user names it: `verse=Mark 1:3`, `verse=Mark 1`, `page=12r-13v`.

    system  what is numbered: `page`, `verse`, `line`
    value   a value in this system, the levels that values begin with, or a range of either
    """

    system: str
    value: str

    def __repr__(self) -> str:
        return repr_line("PlaceName", f"{shorten(self.system, 30)}={self.value}")

    def __str__(self) -> str:
        return f"{self.system}={self.value}"

    @property
    def is_of_one_book(self) -> bool:
        """Whether the name says nothing about other witnesses, as that of a page."""
        return self.system in OF_ONE_BOOK


def parse_place_name(text: str) -> PlaceName | None:
    """Return the place that `system=value` names; None for a text of another form.

    Examples
    --------
    >>> parse_place_name("verse=Mark 1:3")
    <PlaceName verse=Mark 1:3>
    """
    system, _, value = text.partition("=")
    name = PlaceName(system.strip(), without_codes(single_spaced(value)))
    return name if name.value and _SYSTEM.fullmatch(name.system) else None


def without_codes(value: str) -> str:
    """Return a name without the codes of New Testament projects: B is the book, K the chapter, V the verse.

    Examples
    --------
    >>> [without_codes(value) for value in ("B04K6V23", "B04K6", "B04K6Vinscriptio", "B04")]
    ['6:23', '6', '6:inscriptio', 'B04']
    """
    match = _CODED.fullmatch(value)
    if match is None:
        return value
    return f"{match[1]}:{match[2]}" if match[2] else match[1]


def single_spaced(value: str) -> str:
    """Return a value with one space for each run of white space."""
    return " ".join(value.split())


def rank_of_system(system: str) -> int:
    """Return a number that orders systems as a citation names them."""
    return _RANK.get(system, _OTHER_RANK)


def is_level_of(level: str, value: str) -> bool:
    """Return whether a value is, or begins with, some levels.

    Examples
    --------
    >>> [value for value in ("Mark 1", "Mark 1:3", "Mark 10:1", "Mark 12") if is_level_of("Mark 1", value)]
    ['Mark 1', 'Mark 1:3']
    >>> is_level_of("17", "17v"), is_level_of("1", "1 Cor 3:4")
    (True, False)
    """
    return bool(level) and value.startswith(level) and (len(level) == len(value) or _ends_level(value, len(level)))


def _ends_level(value: str, at: int) -> bool:
    """Return whether a level of a value ends before a character of it."""
    if value[at] in _SEPARATORS:
        return True
    if value[at].isspace():  # `1 Cor` is one level
        return not (value[:at].isdecimal() and value[at + 1 : at + 2].isalpha())
    return _is_number_before_letters(value, at)


def _is_number_before_letters(value: str, at: int) -> bool:
    return value[at - 1].isdecimal() and value[at].isalpha()


def values_at(level: str, values: Iterable[str]) -> list[str]:
    """Return the values that some levels name, in their order.

    If there is a place of just this name, letters after a number are no level: beside page 17 there is a page 17a.
    """
    level = level.rstrip(f"{_SEPARATORS} ") or level
    found = [value for value in values if value.startswith(level) and is_level_of(level, value)]
    if level in found:
        end = len(level)
        return [value for value in found if len(value) == end or not _is_number_before_letters(value, end)]
    return found


def possible_ranges(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a value may mean as a range, `Mark 1:3` and `Mark 1:7` for `Mark 1:3-7`, the likeliest first."""
    for hyphen in islice(_HYPHEN.finditer(value), MOST_HYPHENS):
        first, last = value[: hyphen.start()], value[hyphen.end() :]
        if first and last:
            yield from ((first, end) for end in _completed(first, last))


def _completed(first: str, last: str) -> Iterator[str]:
    """Yield the end of a range with the levels that it leaves out: `12v` for `12r-v`, `Mark 2:1` for `Mark 1:3-2:1`."""
    if last.isalpha() and (letters := _LETTERS_AFTER_NUMBER.search(first)):
        yield first[: letters.start()] + last
    levels = list(_LEVEL.finditer(first))
    count = len(_LEVEL.findall(last))
    if count < len(levels):
        yield first[: levels[-count].start()] + last
    yield last


def nearest_names(name: PlaceName, values_of: Mapping[str, Sequence[str]]) -> str:
    """Return what to write instead of a name that no place has.

    Parameters
    ----------
    name : PlaceName
        The name.
    values_of : mapping of str to sequence of str
        The values of each system of the work, in the order of the text.
    """
    values = values_of.get(name.system)
    if not values:
        others = [system for system, known in values_of.items() if values_at(name.value, known)]
        if others:
            return f"did you mean {others[0]}={name.value}?"
        return suggestion(name.system, values_of) if values_of else "no places are known"
    wanted = _missing_end(name.value, values)
    for level in _levels_above(wanted):
        if inside := values_at(level, values):
            return f"{name.system} {level} has {_from_to(name.system, inside)}"
    levels = {
        value[: match.end()].casefold(): value[: match.end()] for value in values if (match := _BOOK.match(value))
    }
    book = _BOOK.match(wanted)
    near = nearest(book.group().casefold(), levels) if book else None
    if book and near:
        likely = levels[near] + wanted[book.end() :]
        return f"did you mean {name.system}={likely if values_at(likely, values) else levels[near]}?"
    return f"there is {_from_to(name.system, values)}"


def _missing_end(value: str, values: Sequence[str]) -> str:
    """Return the end of a range that no place has; a value that is no range as it is."""
    ranges = list(possible_ranges(value))
    if not ranges:
        return value
    (first, completed), (_, as_written) = ranges[0], ranges[-1]
    if not values_at(first, values):
        return first
    book = _BOOK.match(as_written)
    return as_written if book and len(book.group()) > 1 else completed


def _levels_above(value: str) -> Iterator[str]:
    """Yield the levels in which a value is, from the nearest on: `Mark 1` and `Mark` for `Mark 1:3`."""
    for level in reversed(list(_LEVEL.finditer(value))[1:]):
        yield value[: level.start()].rstrip(f"{_SEPARATORS} ")


def _from_to(system: str, values: Sequence[str]) -> str:
    return f"{system}={values[0]}" + (f" to {system}={values[-1]}" if len(values) > 1 else "")
