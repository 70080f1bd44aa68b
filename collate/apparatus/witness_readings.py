"""The readings of one witness in a batch of variation units, as lists with one item for each unit.

Entries are built one after another, so what an entry needs is kept in lists. Each list is computed when it is first
used, for the whole batch at once.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate._repr import shorten
from collate.apparatus.occurrences import occurrences
from collate.apparatus.witness_index import CODE_BYTES, WitnessIndex, encode_tokens
from collate.model.place_names import NameAndValue
from collate.model.tokens import Sort
from collate.model.told_words import ToldWord
from collate.model.witness import Siglum

CONTEXT_SHOWN: Final = 6  # tokens on each side of a lemma that are shown to a reader
CONTEXT_FOR_RULES: Final = 12  # tokens on each side of a reading that a rule may use
_CONTEXT_IN_ID: Final = 3  # tokens on each side that are part of the id of an entry

NO_WORDS: Final = -1
# The words of a reading: the code of one token, NO_WORDS, or the codes of several as bytes.
WordsKey = int | bytes
InterventionKey = tuple[str, str, str, str]  # an intervention without its place: role, cause, why, certainty
# What rules see of a reading, apart from its neighbours. It is mostly the words alone.
ReadingKey = WordsKey | tuple[WordsKey, bool, tuple[InterventionKey, ...], bytes, tuple[ToldWord, ...]]


@dataclass(frozen=True)
class WitnessReadings:
    """What one witness has in p variation units.

    Attributes
    ----------
    index : WitnessIndex
        The witness.
    start, stop : (p,) int32
        Its tokens [start, stop) in each unit.
    between : (p,) bool
        Whether the unit is about the white space between two tokens.
    """

    index: WitnessIndex
    start: Int32
    stop: Int32
    between: Bool

    def __repr__(self) -> str:
        return f"<WitnessReadings of {shorten(self.siglum, 40)}: {len(self.start)} units>"

    @cached_property
    def siglum(self) -> Siglum:
        """The siglum of the witness."""
        return self.index.siglum

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Code points [start, end) of each reading; an empty span where it has no words."""
        return list(zip(self._span_starts.tolist(), self._span_ends.tolist(), strict=True))

    @cached_property
    def _span_starts(self) -> Int32:
        return np.where(self.start < self.stop, self.index.starts[self.start], self.index.previous_ends[self.start])

    @cached_property
    def _span_ends(self) -> Int32:
        return np.where(self.between, self.index.starts[self.start], self.index.previous_ends[self.stop])

    @cached_property
    def texts(self) -> list[str]:
        """Each reading as written; white space between its words is one space, unless it is the reading itself."""
        strings, text = self.index.surfaces.strings, self.index.text
        surface = self.index.tokens.surface
        codes = np.full(len(self.start), -1, np.int32)
        single = self.stop - self.start == 1
        codes[single] = surface[self.start[single]]
        rows = zip(codes.tolist(), self.spans, self.between.tolist(), range(len(codes)), strict=True)
        return [
            strings[code] if code >= 0 else text[start:end] if between or start == end else self._phrase(k)
            for code, (start, end), between, k in rows
        ]

    def _phrase(self, k: int) -> str:
        """Return the words of a reading, with one space where white space separates them."""
        span_start, span_end = self.spans[k]
        phrase = self.index.text[span_start:span_end]
        if _is_single_spaced(phrase):
            return phrase
        start, stop = int(self.start[k]), int(self.stop[k])
        starts, previous_ends = self.index.starts[start:stop].tolist(), self.index.previous_ends[start:stop].tolist()
        words = self.index.tokens.vocabulary.decode(self.index.tokens.surface[start:stop])
        spaces = (
            "",
            *(" " if begin > end else "" for begin, end in zip(starts[1:], previous_ends[1:], strict=True)),
        )
        return "".join(space + word for space, word in zip(spaces, words, strict=True))

    @cached_property
    def words_keys(self) -> list[WordsKey]:
        """The tokens of each reading as a key: equal where surfaces and sorts are equal."""
        codes = np.full(len(self.start), NO_WORDS, np.int32)
        single = np.flatnonzero(self.stop - self.start == 1)
        codes[single] = encode_tokens(self.index.tokens, self.start[single].astype(np.int64))
        keys: list[WordsKey] = [*codes.tolist()]
        token_codes = self.index.token_codes
        several = np.flatnonzero(self.stop - self.start > 1)
        rows = zip(several.tolist(), self.start[several].tolist(), self.stop[several].tolist(), strict=True)
        for k, start, stop in rows:
            keys[k] = token_codes[start * CODE_BYTES : stop * CODE_BYTES]
        return keys

    @cached_property
    def reading_keys(self) -> list[ReadingKey]:
        """What rules see of each reading, apart from its neighbours: equal keys have equal variations."""
        interventions = self.index.roles.interventions
        keys: list[ReadingKey] = [*self.words_keys]
        rows = zip(self.words_keys, self.opens_sentence, self.interventions, self.marks, self.told, strict=True)
        for k, (words_key, opens, number, marks, told) in enumerate(rows):
            if opens or number >= 0 or marks or told:
                around = [interventions[n] for n in self.interventions_around(k)]
                roles = tuple([(i.role, i.cause, i.why, i.certainty) for i in around])
                keys[k] = (words_key, opens, roles, marks, told)
        return keys

    @cached_property
    def told(self) -> list[tuple[ToldWord, ...]]:
        """What the source says that the tokens of each reading are; empty if it says nothing."""
        told = self.index.told
        if told is None:
            return [()] * len(self.start)
        return [told.of(start, stop) for start, stop in zip(self.start.tolist(), self.stop.tolist(), strict=True)]

    @cached_property
    def marks(self) -> list[bytes]:
        """What signs or the source say of the tokens of each reading, two bytes each; empty if they say nothing."""
        of_token = self.index.tokens.marks
        marked = np.append(0, np.cumsum(of_token > 0))
        marks = [b""] * len(self.start)
        if marked[-1]:
            for k in np.flatnonzero(marked[self.stop] > marked[self.start]).tolist():
                marks[k] = of_token[self.start[k] : self.stop[k]].tobytes()
        return marks

    @cached_property
    def id_contexts(self) -> list[str]:
        """The three folded words on each side of each reading, as the id of an entry has them."""
        offsets, text = self.index.folded_offsets, self.index.folded_text
        before = offsets[np.maximum(self.start - _CONTEXT_IN_ID, 0)]
        before_end = np.maximum(offsets[self.start] - 1, before)
        after = offsets[self.stop]
        after_end = np.maximum(offsets[np.minimum(self.stop + _CONTEXT_IN_ID, len(offsets) - 1)] - 1, after)
        columns = (before.tolist(), before_end.tolist(), after.tolist(), after_end.tolist())
        return [f"{text[a:b]} | {text[c:d]}" for a, b, c, d in zip(*columns, strict=True)]

    @cached_property
    def opens_sentence(self) -> list[bool]:
        """Whether each reading begins with a capital at the beginning of a sentence."""
        if not len(self.index.tokens):
            return [False] * len(self.start)
        surface, surfaces = self.index.tokens.surface, self.index.surfaces
        first_surfaces = surface[np.minimum(self.start, len(surface) - 1)]
        capital = (self.start < self.stop) & surfaces.is_capitalised[first_surfaces]
        begins = (self.start == 0) | surfaces.ends_sentence[surface[self.start - 1]]
        return [*(capital & begins).tolist()]

    @cached_property
    def interventions(self) -> list[int]:
        """The number of the innermost intervention in which each reading begins, or -1.

        The number of a line before the words of the line is not asked.
        """
        of_token = self.index.roles.intervention_index
        if not self.index.roles.interventions:
            return list(repeat(-1, len(self.start)))
        is_place = np.append(self.index.tokens.sort == Sort.PLACE, False)
        first = self.start + (is_place[self.start] & (self.start + 1 < self.stop))
        return [*np.where(self.start < self.stop, np.append(of_token, np.int32(-1))[first], -1).tolist()]

    def interventions_around(self, k: int) -> Sequence[int]:
        """Return the numbers of the interventions in which a reading begins, the outermost first."""
        number = self.interventions[k]
        return self.index.roles.around(number) if number >= 0 else ()

    @cached_property
    def may_be_eyeskip(self) -> list[bool]:
        """Whether the words of each reading are so like those around them that an eye-skip is possible."""
        return [*self.index.eyeskip_candidates.may_be_eye_skips(self.start, self.stop).tolist()]

    def context_ranks(self, k: int) -> tuple[bytes, bytes]:
        """Return the folded words before and after a reading that rules may use, as ranks that compare as words do."""
        start, stop = int(self.start[k]), int(self.stop[k])
        ranks = self.index.rank_bytes
        before = ranks[max(0, start - CONTEXT_FOR_RULES) * CODE_BYTES : start * CODE_BYTES]
        return before, ranks[stop * CODE_BYTES : (stop + CONTEXT_FOR_RULES) * CODE_BYTES]

    def context_words(self, k: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the folded words before and after a reading that rules may use, in the order of the text."""
        start, stop = int(self.start[k]), int(self.stop[k])
        forms, surface = self.index.surfaces.folded, self.index.tokens.surface
        before = surface[max(0, start - CONTEXT_FOR_RULES) : start].tolist()
        after = surface[stop : stop + CONTEXT_FOR_RULES].tolist()
        return tuple(forms[c] for c in before), tuple(forms[c] for c in after)

    def tie_break_key(self, k: int) -> tuple[str, bytes, bytes, str, Siglum]:
        """Return a key to choose a witness by what it has and not by its position: text, neighbours, role, siglum."""
        number = self.interventions[k]
        why = self.index.roles.interventions[number].why if number >= 0 else ""
        return self.texts[k], *self.context_ranks(k), why, self.index.siglum

    @cached_property
    def before(self) -> list[str]:
        """The text before each reading, by which a person finds it."""
        starts = self.index.starts[np.maximum(self.start - CONTEXT_SHOWN, 0)]
        text = self.index.text
        rows = zip(starts.tolist(), self._span_starts.tolist(), strict=True)
        return [single_spaced_context(text[start:end]) for start, end in rows]

    @cached_property
    def after(self) -> list[str]:
        """The text after each reading."""
        ends = self.index.previous_ends[np.minimum(self.stop + CONTEXT_SHOWN, len(self.index.tokens))]
        text = self.index.text
        rows = zip(self._span_ends.tolist(), ends.tolist(), strict=True)
        return [single_spaced_context(text[start:end]) for start, end in rows]

    @cached_property
    def lines(self) -> list[int]:
        """The line of its file, from 1, on which each reading begins."""
        return [*self.index.line_numbers[self._line_indices].tolist()]

    @cached_property
    def files(self) -> list[str]:
        """The name of the file in which each reading begins; "" if the witness has only one."""
        sources = self.index.tokens.witness.sources
        if len(sources) < 2:
            return [""] * len(self.start)
        return [sources[n].file for n in self.index.line_files[self._line_indices].tolist()]

    @cached_property
    def _line_indices(self) -> Int64:
        return np.searchsorted(self.index.line_starts, self._span_starts, side="right") - 1

    @cached_property
    def occurrences(self) -> list[int]:
        """Which occurrence of its words in its line each reading is, from 1."""
        return occurrences(self.index, self.start, self.stop)

    @cached_property
    def places(self) -> list[tuple[NameAndValue, ...]]:
        """The pages, verses or sections in which each reading begins: system and value.

        A reading without words is in the place of the word before it.
        """
        if not self.index.tokens.witness.places:
            return [()] * len(self.start)
        has_words = self.start < self.stop
        return self.index.places.names_at(np.where(has_words, self._span_starts, np.maximum(self._span_starts - 1, 0)))


def _is_single_spaced(text: str) -> bool:
    """Return whether all white space in a text is single spaces: no other white space is printable."""
    return text.isprintable() and "  " not in text


def single_spaced_context(text: str) -> str:
    """Return a text with each run of white space as one space, at its ends too: they show what touches what."""
    if _is_single_spaced(text):
        return text
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"
