"""What a source says of stretches of a text: supplied, unclear, expansion, lemma, part of speech and more.

Columns, not objects: each word of a Bible may have a lemma and a part of speech.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType
from typing import Final, NamedTuple

from collate._dataclass import dataclass
from collate._repr import counted, quoted, repr_line
from collate.model.token_marks import TokenMark


class AnnotationName(StrEnum):
    """What a source, or a sign of an editor, can say of a stretch of text."""

    SUPPLIED = "supplied"  # the editor supplied it; the value is the reason
    UNCLEAR = "unclear"  # hard to read, or read with little confidence
    DELETED = "deleted"  # cancelled in the source, and yet part of this state of the text
    ADDED = "added"  # written later, between lines or in a margin; the value is the place
    SURPLUS = "surplus"  # written, and too much
    ERROR = "error"  # an error of the source; the value is its correction
    EXPANSION = "expansion"  # letters that an abbreviation leaves out
    ABBREVIATION = "abbreviation"  # written short; the value is the expansion
    NUMERAL = "numeral"  # a number; the value is what it counts
    NOMEN_SACRUM = "nomen-sacrum"
    SUPERSCRIPT = "superscript"
    NAME = "name"  # of a person or place; the value says which kind
    LANGUAGE = "language"  # the value is its code (ISO 639)
    LEMMA = "lemma"
    PART_OF_SPEECH = "part-of-speech"
    REGULARISED = "regularised"  # the value is the regular spelling
    HAND = "hand"  # the value is who wrote it
    DAMAGE = "damage"
    ID = "id"  # the value is the `xml:id` in the source
    FACSIMILE = "facsimile"  # the value is the address of an image, which is shown and never fetched
    NUMBER = "number"  # a note or a line has a number in the source; the value is it
    REPLACES = "replaces"  # the words of a hand that testifies to nothing else stand for others; the value is these


# What of this tokens have as a flag.
TOKEN_MARKS: Final = MappingProxyType(
    {
        AnnotationName.SUPPLIED: TokenMark.SUPPLIED,
        AnnotationName.EXPANSION: TokenMark.EXPANSION,
        AnnotationName.DELETED: TokenMark.DELETED,
        AnnotationName.UNCLEAR: TokenMark.UNCLEAR,
        AnnotationName.ABBREVIATION: TokenMark.ABBREVIATION,
        AnnotationName.NUMERAL: TokenMark.NUMERAL,
        AnnotationName.SUPERSCRIPT: TokenMark.SUPERSCRIPT,
        AnnotationName.NOMEN_SACRUM: TokenMark.NOMEN_SACRUM,
        AnnotationName.NAME: TokenMark.NAME,
        AnnotationName.SURPLUS: TokenMark.SURPLUS,
        AnnotationName.ADDED: TokenMark.ADDED,
        AnnotationName.ERROR: TokenMark.ERROR,
    }
)
_NAMES: Final = tuple(AnnotationName)
_FAR: Final = 1 << 32  # more than any code point has before it
_CODES: Final = MappingProxyType({name: code for code, name in enumerate(_NAMES)})


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the source says of the code points [start, end) of a witness.

    name   what is said
    value  the lemma, the expansion, the code of the language; "" where the name says all
    """

    start: int
    end: int
    name: AnnotationName
    value: str = ""

    def __repr__(self) -> str:
        value = f" {quoted(self.value)}" if self.value else ""
        return repr_line("Annotation", f"{self.start}:{self.end} {self.name}{value}")


class _OfName(NamedTuple):
    """The annotations of one name: their numbers, where each begins, and how far those up to each one reach."""

    numbers: list[int]
    starts: list[int]
    reach: list[int]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The n annotations of a witness, in order of their start.

    starts, ends   (n,) int32   code points [start, end)
    names          (n,) int8    the place of the name in `AnnotationName`
    values         (n,) int32   the place of the value in `strings`
    strings        the distinct values
    """

    starts: "array[int]" = field(default_factory=lambda: array("i"))
    ends: "array[int]" = field(default_factory=lambda: array("i"))
    names: "array[int]" = field(default_factory=lambda: array("b"))
    values: "array[int]" = field(default_factory=lambda: array("i"))
    strings: tuple[str, ...] = ("",)
    _by_name: dict[int, _OfName] = field(default_factory=dict, init=False, repr=False, compare=False)  # once computed

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> "Annotations":
        """Build the columns from single annotations."""
        columns = GatheredAnnotations()
        for a in annotations:
            columns.add(a.start, a.end, a.name, a.value)
        return columns.sorted()

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, n: int) -> Annotation:
        name, value = _NAMES[self.names[n]], self.strings[self.values[n]]
        return Annotation(self.starts[n], self.ends[n], name, value)

    def __iter__(self) -> Iterator[Annotation]:
        return (self[n] for n in range(len(self)))

    def over(self, start: int, end: int, names: Iterable[AnnotationName] = _NAMES) -> tuple[Annotation, ...]:
        """Return the annotations of some names that overlap the code points [start, end), in order of their start.

        They are found by a binary search for each name: those of one name are seldom inside one another, while one
        of another name, such as the hand, may extend over the whole text.
        """
        if not self.starts:
            return ()
        found = [n for name in names if (own := self._of_name(name)) for n in _overlapping(self.ends, own, start, end)]
        return tuple(self[n] for n in sorted(found))

    def _of_name(self, name: AnnotationName) -> _OfName | None:
        if not self._by_name:
            numbers: dict[int, list[int]] = {}
            for n, code in enumerate(self.names):
                numbers.setdefault(code, []).append(n)
            by_name = {
                code: _OfName(own, [self.starts[n] for n in own], list(accumulate((self.ends[n] for n in own), max)))
                for code, own in numbers.items()
            }
            self._by_name.update(by_name)  # all at once: another thread never sees a part of it
        return self._by_name.get(_CODES[name])

    def __hash__(self) -> int:
        return hash((self.starts.tobytes(), self.names.tobytes()))

    def __repr__(self) -> str:
        return f"<Annotations: {counted(len(self), 'annotation')}>"


class GatheredAnnotations:
    """Collects annotations as numbers, in any order: a text may have several for each word."""

    def __init__(self) -> None:
        self._starts, self._ends, self._names, self._values = array("i"), array("i"), array("b"), array("i")
        self._codes: dict[str, int] = {"": 0}

    def __repr__(self) -> str:
        return f"<GatheredAnnotations: {counted(len(self._starts), 'annotation')}>"

    def add(self, start: int, end: int, name: AnnotationName, value: str) -> None:
        """Add what is said of the code points [start, end)."""
        self._starts.append(start)
        self._ends.append(end)
        self._names.append(_CODES[name])
        self._values.append(self._codes.setdefault(value, len(self._codes)))

    def shorten(self, end: int) -> None:
        """Let the annotations that were added last end at `end`, and drop those that begin there or later."""
        k = len(self._ends) - 1
        while k >= 0 and self._ends[k] > end:
            self._ends[k] = end
            if self._starts[k] >= end:
                for column in (self._starts, self._ends, self._names, self._values):
                    del column[k]
            k -= 1

    def sorted(self) -> Annotations:
        """Return the annotations in order of their start, the longest first."""
        if not self._starts:
            return NO_ANNOTATIONS
        keys = [start * _FAR - end for start, end in zip(self._starts, self._ends, strict=True)]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        values = _in_order(self._values, order)
        numbers: dict[int, int] = {0: 0}  # of the strings, by their first use
        for value in values:
            numbers.setdefault(value, len(numbers))
        strings = tuple(self._codes)
        return Annotations(
            _in_order(self._starts, order),
            _in_order(self._ends, order),
            _in_order(self._names, order),
            array("i", map(numbers.__getitem__, values)),
            tuple(strings[n] for n in numbers),
        )


def _in_order(column: "array[int]", order: Sequence[int]) -> "array[int]":
    return array(column.typecode, map(column.__getitem__, order))


def _overlapping(ends: "array[int]", own: _OfName, start: int, end: int) -> list[int]:
    """Return the numbers of the annotations of one name that overlap [start, end)."""
    first, last = bisect_right(own.reach, start), bisect_left(own.starts, end)
    return [n for n in own.numbers[first:last] if ends[n] > start]


def code_of(name: AnnotationName) -> int:
    """Return the number that stands for a name in `Annotations.names`."""
    return _CODES[name]


NO_ANNOTATIONS: Final = Annotations()
