"""A witness at a run of places: its readings, their spans and what stands around them, a list item a place.

Entries are made one after another, so what an entry needs lies ready in lists; what no entry asks
for is never made.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.apparatus.occurrences import occurrences
from collate.apparatus.witness_index import CODE, WitnessIndex, coded
from collate.model.witness import Siglum

NEIGHBOURS: Final = 6  # tokens of context on each side of a lemma
SEEN_BY_RULES: Final = 12  # tokens of context that a rule may look at
_NAMING: Final = 3  # tokens on each side that go into the name of an entry

NOTHING: Final = -1
Key = int | bytes  # what is written: the code of one token, NOTHING for none, the codes of several
Hand = tuple[str, str, str]  # an intervention without its place: role, cause, and why
# What a rule sees of a reading, but for its neighbours: mostly the words alone.
Content = Key | tuple[Key, bool, Hand | None]


@dataclass(frozen=True)
class WitnessReadings:
    """One witness in p places.

    first, last   (p,) int32   its tokens [first, last) there
    between       (p,) bool    the place is white space
    """

    page: WitnessIndex
    first: Int32
    last: Int32
    between: Bool

    @cached_property
    def siglum(self) -> Siglum:
        """What the witness is cited by."""
        return self.page.siglum

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The code points [start, end) of each reading; where it has none, an empty span there."""
        return list(zip(self._start.tolist(), self._end.tolist(), strict=True))

    @cached_property
    def _start(self) -> Int32:
        return np.where(self.first < self.last, self.page.starts[self.first], self.page.ends[self.first])

    @cached_property
    def _end(self) -> Int32:
        return np.where(self.between, self.page.starts[self.first], self.page.ends[self.last])

    @cached_property
    def texts(self) -> list[str]:
        """Each reading as it stands; white space between its words is one space, unless it is the reading."""
        strings, text = self.page.words.strings, self.page.text
        surface = self.page.tokens.surface
        one = np.full(len(self.first), -1, np.int32)
        alone = self.last - self.first == 1
        one[alone] = surface[self.first[alone]]
        rows = zip(one.tolist(), self.spans, self.between.tolist(), range(len(one)), strict=True)
        return [
            strings[code] if code >= 0 else text[a:b] if white or a == b else self._phrase(k)
            for code, (a, b), white, k in rows
        ]

    def _phrase(self, k: int) -> str:
        a, b = self.spans[k]
        phrase = self.page.text[a:b]
        if _is_plain(phrase):
            return phrase
        first, last = int(self.first[k]), int(self.last[k])
        starts, ends = self.page.starts[first:last].tolist(), self.page.ends[first:last].tolist()
        words = self.page.tokens.vocabulary.decode(self.page.tokens.surface[first:last])
        blanks = ("", *(" " if start > end else "" for start, end in zip(starts[1:], ends[1:], strict=True)))
        return "".join(blank + word for blank, word in zip(blanks, words, strict=True))

    @cached_property
    def keys(self) -> list[Key]:
        """What is written, and of what sort: equal where rules see the same words."""
        one = np.full(len(self.first), NOTHING, np.int32)
        alone = np.flatnonzero(self.last - self.first == 1)
        one[alone] = coded(self.page.tokens, self.first[alone].astype(np.int64))
        keys: list[Key] = [*one.tolist()]
        codes = self.page.codes
        several = np.flatnonzero(self.last - self.first > 1)
        for k, a, b in zip(several.tolist(), self.first[several].tolist(), self.last[several].tolist(), strict=True):
            keys[k] = codes[a * CODE : b * CODE]
        return keys

    @cached_property
    def contents(self) -> list[Content]:
        """What a rule sees of each reading, but for its neighbours: equal contents have equal answers."""
        interventions = self.page.roles.interventions
        contents: list[Content] = [*self.keys]
        for k, (key, opens, hand) in enumerate(zip(self.keys, self.opens, self.hands, strict=True)):
            if opens or hand >= 0:
                by = interventions[hand] if hand >= 0 else None
                contents[k] = (key, opens, (by.role, by.cause, by.why) if by else None)
        return contents

    @cached_property
    def around(self) -> list[str]:
        """The three folded words on each side, by which an entry is named."""
        offsets, running = self.page.offsets, self.page.running
        near = offsets[np.maximum(self.first - _NAMING, 0)]
        until = np.maximum(offsets[self.first] - 1, near)
        after = offsets[self.last]
        far = np.maximum(offsets[np.minimum(self.last + _NAMING, len(offsets) - 1)] - 1, after)
        columns = (near.tolist(), until.tolist(), after.tolist(), far.tolist())
        return [f"{running[a:b]} | {running[c:d]}" for a, b, c, d in zip(*columns, strict=True)]

    @cached_property
    def opens(self) -> list[bool]:
        """The reading begins with a capital, and a sentence begins with it."""
        if not len(self.page.tokens):
            return [False] * len(self.first)
        surface, words = self.page.tokens.surface, self.page.words
        capital = (self.first < self.last) & words.capital[surface[np.minimum(self.first, len(surface) - 1)]]
        begins = (self.first == 0) | words.ends[surface[self.first - 1]]
        return [*(capital & begins).tolist()]

    @cached_property
    def hands(self) -> list[int]:
        """The intervention in which each reading begins, or -1."""
        of = self.page.roles.of
        if not self.page.roles.interventions:
            return list(repeat(-1, len(self.first)))
        return [*np.where(self.first < self.last, np.append(of, np.int32(-1))[self.first], -1).tolist()]

    @cached_property
    def skips(self) -> list[bool]:
        """The words are like those around them, so that an eye may have skipped from one to the other."""
        return [*self.page.surroundings.may_be_skips(self.first, self.last).tolist()]

    def neighbours(self, k: int) -> tuple[bytes, bytes]:
        """The folded words around a reading, as far as rules may see, as ranks that compare as the words do."""
        first, last = int(self.first[k]), int(self.last[k])
        before = self.page.ranked[max(0, first - SEEN_BY_RULES) * CODE : first * CODE]
        return before, self.page.ranked[last * CODE : (last + SEEN_BY_RULES) * CODE]

    def said(self, k: int) -> tuple[str, bytes, bytes, str, Siglum]:
        """What a witness says and where, to choose by: its text, what stands around, in whose name, its siglum."""
        hand = self.hands[k]
        why = self.page.roles.interventions[hand].why if hand >= 0 else ""
        return self.texts[k], *self.neighbours(k), why, self.page.siglum

    def words_around(self, k: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The same as words, in the order of the text."""
        first, last = int(self.first[k]), int(self.last[k])
        shown, surface = self.page.words.shown, self.page.tokens.surface
        before = surface[max(0, first - SEEN_BY_RULES) : first].tolist()
        return tuple(shown[c] for c in before), tuple(shown[c] for c in surface[last : last + SEEN_BY_RULES].tolist())

    @cached_property
    def before(self) -> list[str]:
        """The text before each reading, for a reader to find it by."""
        at = self.page.starts[np.maximum(self.first - NEIGHBOURS, 0)]
        text = self.page.text
        return [collapsed(text[a:b]) for a, b in zip(at.tolist(), self._start.tolist(), strict=True)]

    @cached_property
    def after(self) -> list[str]:
        """The text after each reading."""
        to = self.page.ends[np.minimum(self.last + NEIGHBOURS, len(self.page.tokens))]
        text = self.page.text
        return [collapsed(text[a:b]) for a, b in zip(self._end.tolist(), to.tolist(), strict=True)]

    @cached_property
    def lines(self) -> list[int]:
        """The line, from 1, on which each reading stands."""
        return [*np.searchsorted(self.page.lines, self._start, side="right").tolist()]

    @cached_property
    def occurrences(self) -> list[int]:
        """How often, from 1, each reading has stood in its line."""
        return occurrences(self.page, self.first, self.last)

    @cached_property
    def places(self) -> list[tuple[tuple[str, str], ...]]:
        """The names of places in which each reading begins: pages, verses."""
        if not self.page.tokens.witness.places:
            return [()] * len(self.first)
        found: list[list[tuple[str, str]]] = [[] for _ in self.first]
        order = np.argsort(self._start, kind="stable")
        starts: Int64 = self._start[order].astype(np.int64)
        for place in self.page.tokens.witness.places:
            low, high = np.searchsorted(starts, (place.start, place.end))
            for k in order[low:high].tolist():
                found[k].append((place.system, place.value))
        return [tuple(names) for names in found]


def _is_plain(text: str) -> bool:
    """All white space in a text is single spaces: of that sort, only a space can be printed."""
    return text.isprintable() and "  " not in text


def collapsed(text: str) -> str:
    """Make runs of white space single spaces, those at the ends too: they show what touches what."""
    if _is_plain(text):
        return text
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"
