"""What the source of a witness says a word is: its lemma, its regular spelling, its full form, its number."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32
from collate.model.annotations import AnnotationName
from collate.model.token_annotations import values_of
from collate.model.tokens import Tokens


class ToldWord(NamedTuple):
    """What the source says of one token; "" where it says nothing.

    lemma         the word under which a dictionary has it
    part          its part of speech, with its form where the source has that
    regular       its regular spelling
    full          its full form, if it is an abbreviation
    number        what it counts, if it is a number
    correction    what should stand there, if it is an error
    """

    lemma: str = ""
    part: str = ""
    regular: str = ""
    full: str = ""
    number: str = ""
    correction: str = ""


_NAMES: Final = (
    AnnotationName.LEMMA,
    AnnotationName.PART_OF_SPEECH,
    AnnotationName.REGULARISED,
    AnnotationName.ABBREVIATION,
    AnnotationName.NUMERAL,
    AnnotationName.ERROR,
)
NOTHING_TOLD: Final = ToldWord()


class ToldColumns(NamedTuple):
    """What the source says of the n tokens of a witness.

    codes    (n, 6) int32   for each field of `ToldWord` the place of its value in `strings`; 0 where nothing is said
    told     (n + 1,) int32   how many tokens before each have something said of them
    strings  the distinct values
    """

    codes: Int32
    told: Int32
    strings: tuple[str, ...]

    def of(self, first: int, last: int) -> tuple[ToldWord, ...]:
        """Return what is said of the tokens [first, last); empty if nothing is said of any of them."""
        if self.told[first] == self.told[last]:
            return ()
        return tuple(ToldWord(*map(self.strings.__getitem__, row)) for row in self.codes[first:last].tolist())


def told_words(tokens: Tokens) -> ToldColumns | None:
    """Return what the source says of each token; None if it says nothing of this sort."""
    if not len(tokens.witness.annotations):
        return None
    values = [values_of(tokens, name) for name in _NAMES]
    strings = ("", *values[0].strings)
    codes = np.stack([value.codes + 1 for value in values], axis=1)
    codes = np.where(np.array([not string for string in strings])[codes], 0, codes).astype(np.int32)
    some = codes.any(axis=1)
    if not some.any():
        return None
    return ToldColumns(codes, np.append(0, np.cumsum(some)).astype(np.int32), strings)
