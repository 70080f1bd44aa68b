"""V-slip: a form of one witness, seen nowhere else in the work, that looks like a slip of the pen.

The form alone would say little: of words that stand once and lie one edit from a frequent one, one in
thirty is a slip. Two things are evidence. Another witness has the near word, or the same letters with
other borders, in the same place; or, where no witness has a counterpart, letters stand together that do
so in no other word of the work.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from collate.alignment import GAP, Alignment
from collate.check.nearness import FRAME, LONGEST, by_cuts, cuts, near, triples
from collate.classify import Context, Question, Side, bare, classify, folded
from collate.tokens import Sort, Tokens

OFTEN: Final = 3  # times that one hand may make the same slip
MORE_OFTEN: Final = 20  # times that it must write the word rightly for each slip beyond these
AROUND: Final = 2  # columns on either side in which the right word may stand: what is unlike was perhaps set beside it
# Rules of kinds that know two spellings, or two forms of a word: by a list or the letters alone, and by how words
# of the language are formed.
LISTED: Final = frozenset({"historical", "irregular", "word-division", "typography"})
FORMED: Final = frozenset({"regional", "english-inflection"})
CLEAR: Final = 5  # letters of a word that three of them can make look odd
# Words that a work must have before three letters that stand together nowhere else in it say enough: of a word
# that has letters enough, and of a shorter one.
WORDS: Final = 1000
MORE_WORDS: Final = 4000
FAR_OFTENER: Final = (
    10  # times that a word stands for each time that of a form that is near it and looks like any other
)
HALF: Final = 0.5  # of the words: one witness has accents, and another has not
POSSESSIVE: Final = ("'s", "\u2019s")
TWICE: Final = 2  # times that a word stands in the work, to be one that was meant

Words = npt.NDArray[np.int32]
Meant = dict[str, list[int]]  # what was meant, with the witnesses that have it; none where the work as a whole says so


@dataclass(frozen=True, slots=True)
class Slip:
    """Tokens [first, last) of a witness, and what was meant, with the witnesses that have that in the same place.

    `column` is that of the form that no other witness has.
    """

    witness: int
    column: int
    first: int
    last: int
    meant: tuple[tuple[str, tuple[int, ...]], ...]


def slips(alignment: Alignment, context: Context, witnesses: Sequence[int] | None = None) -> Iterator[Slip]:
    """Give the probable slips of some witnesses, by number, or of all, in their order."""
    table = _Table(alignment, context)
    for w in range(len(alignment.tokens)) if witnesses is None else witnesses:
        tokens, stop = alignment.tokens[w], 0
        for i in table.alone(w):
            if i >= stop and (slip := _slip(table, w, tokens, i)):
                stop = slip.last
                yield slip


def _slip(table: "_Table", w: int, tokens: Tokens, i: int) -> Slip | None:
    """Ask for each sort of evidence in turn; what others have in the same place comes first."""
    form, column = int(tokens.form[i]), int(table.column[w][i])
    window = table.window(column)
    halves = list(_halves(table, tokens, i))

    def made(first: int, last: int, meant: Meant) -> Slip:
        return Slip(w, column, first, last, tuple((text, tuple(sorted(set(found)))) for text, found in meant.items()))

    if meant := table.near(window, w, form):
        # A word that differs from its like by rule is no slip, whatever else it may be near.
        return None if table.by_rule(w, i, meant) else made(i, i + 1, meant)
    if meant := table.run_together(window, w, form):
        return made(i, i + 1, meant)
    for first, whole in halves:
        if meant := table.taken_apart(window, w, form, whole):
            return made(first, first + 2, meant)
    if (meant := table.likely(w, i)) and not table.by_rule(w, i, meant):
        return made(i, i + 1, meant)
    for first, whole in halves:
        if table.times(whole) >= TWICE and table.rare(w, form, whole):
            return made(first, first + 2, {whole: []})
    return None


def as_written(alignment: Alignment, slip: Slip, word: str, o: int) -> str:
    """Give a word that another witness has in the place of a slip as that witness writes it."""
    tokens, strings = alignment.tokens[o], alignment.tokens[o].vocabulary.strings
    for i in alignment.table[max(0, slip.column - AROUND) : slip.column + AROUND + 1, o].tolist():
        if i != GAP and strings[int(tokens.form[i])] == word:
            return strings[int(tokens.surface[i])]
    return word


def _halves(table: "_Table", tokens: Tokens, i: int) -> Iterator[tuple[int, str]]:
    """Give a word with the one before and with the one after it, as one."""
    for first in (i - 1, i):
        if first >= 0 and first + 1 < len(tokens) and (tokens.sort[first : first + 2] == Sort.WORD).all():
            one, other = (table.strings[int(code)] for code in tokens.form[first : first + 2])
            yield first, one + other


class _Table:
    """The words of an alignment, and how often each stands.

    words (columns, witnesses) int32   code of the form, GAP where there is no word
    own   (witnesses, codes) int64     times that a witness has a form
    """

    def __init__(self, alignment: Alignment, context: Context) -> None:
        self.context = context
        self.strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else []
        self.codes = alignment.tokens[0].vocabulary.codes if alignment.tokens else {}
        self.tokens = alignment.tokens
        self.words: Words = np.where(alignment.sorts() == Sort.WORD, alignment.codes("form"), np.int32(GAP))
        self.column = [np.flatnonzero(alignment.table[:, w] != GAP) for w in range(len(alignment.tokens))]
        self.own = np.stack([_counted(t, len(self.strings)) for t in alignment.tokens])
        self.total = self.own.sum(axis=0)

    def alone(self, w: int) -> list[int]:
        """Give the words of a witness, by their tokens, whose form no other witness has anywhere."""
        alone = self.own[w] == self.total
        tokens = self.tokens[w]
        found = np.flatnonzero(alone[tokens.form] & (tokens.sort == Sort.WORD)).tolist()
        return [i for i in found if self._may_be_slip(self.strings[tokens.form[i]])]

    def _may_be_slip(self, text: str) -> bool:
        """Say whether a form is to be looked at: no endless word, and no `word's` of a word that the work has."""
        return len(text) <= LONGEST and not (text.endswith(POSSESSIVE) and self.times(text[:-2]) >= TWICE)

    def times(self, text: str) -> int:
        """Count a form in the whole work."""
        code = self.codes.get(text)
        return 0 if code is None else int(self.total[code])

    def window(self, column: int) -> list[list[int]]:
        """Give the rows of words around a column."""
        rows: list[list[int]] = self.words[max(0, column - AROUND) : column + AROUND + 1].tolist()
        return rows

    def _outweighs(self, w: int, form: int, other: int) -> bool:
        """Say whether a form may be a slip for another: it is rare, or the same hand has the other far more often."""
        times = self.own[w, form]
        if times <= OFTEN:
            return bool(self.total[other] >= times)
        return bool(self.own[w, other] >= MORE_OFTEN * times)

    def rare(self, w: int, form: int, right: str) -> bool:
        """Say whether a hand has a form seldom, or far less often than what it should be, or the first half of that."""
        times, code = self.own[w, form], self.codes.get(right)
        return bool(times <= OFTEN or (code is not None and self.own[w, code] >= MORE_OFTEN * times))

    def near(self, window: Sequence[Sequence[int]], w: int, form: int) -> Meant:
        """Give the words of others in a window that a word may be a slip for."""
        text = self.strings[form]
        meant: Meant = {}
        for o in range(len(self.tokens)):
            if o == w:
                continue
            # What the witness has itself, beside the other's or near it, is no word that it missed.
            has = {row[w] for row in window if row[w] != row[o]}
            for row in window:
                code = row[o]
                if code == GAP or code == row[w] or code in has or not self._outweighs(w, form, code):
                    continue
                if near(text, self.strings[code]):
                    meant.setdefault(self.strings[code], []).append(o)
        return meant

    def by_rule(self, w: int, i: int, meant: Meant) -> bool:
        """Say whether a rule of kinds knows the two for what they are: regional spellings, a plural, a hyphen."""
        tokens = self.tokens[w]
        written, text = self.strings[int(tokens.surface[i])], self.strings[int(tokens.form[i])]
        if any(self._known_pair(written, word, self._tells(text, word)) for word in meant):
            return True
        # One witness is pointed or accented and the others are not: that is no slip in each of its words.
        others = {o for found in meant.values() for o in found}
        return any(bare(written) == bare(word) for word in meant) and all(
            abs(self._accented[w] - self._accented[o]) > HALF for o in others
        )

    def _known_pair(self, written: str, word: str, odd: bool) -> bool:
        if _without_grave(written.casefold()) == _without_grave(word.casefold()):
            return True
        if " " in word:
            return False
        one, other = (Side((text,), (Sort.WORD,)) for text in (word, written))
        rule = classify(Question(one, other, self.context)).rule
        # A rule of endings believes in `thingss` and `elongatted`; their letters do not.
        return rule in LISTED or (rule in FORMED and not odd)

    def run_together(self, window: Sequence[Sequence[int]], w: int, form: int) -> Meant:
        """Give two neighbouring words of others that a word runs together."""
        meant: Meant = {}
        for o in range(len(self.tokens)):
            row = [r[o] for r in window if r[o] != GAP] if o != w else []
            for one, other in pairwise(row):
                if self._are_halves(one, other, form) and self.rare(w, form, self.strings[one]):
                    meant.setdefault(f"{self.strings[one]} {self.strings[other]}", []).append(o)
        return meant

    def _are_halves(self, one: int | None, other: int | None, form: int) -> bool:
        """Say whether two words make a third and stand elsewhere too: of a whole and its halves such are right."""
        if one is None or other is None or self.strings[one] + self.strings[other] != self.strings[form]:
            return False
        return bool(min(self.total[one], self.total[other]) >= TWICE)

    def taken_apart(self, window: Sequence[Sequence[int]], w: int, form: int, whole: str) -> Meant:
        """Give a word of others that two neighbouring words take apart."""
        code = self.codes.get(whole) if self.rare(w, form, whole) else None
        found = [o for row in window for o, c in enumerate(row) if o != w and c == code]
        return {whole: found} if found else {}

    def likely(self, w: int, i: int) -> Meant:
        """Give the word, or the two words, that must have been meant where no witness has a counterpart."""
        form = int(self.tokens[w].form[i])
        text = self.strings[form]
        near_ones = {k for cut in cuts(text) for k in self._by_cut.get(cut, ()) if near(text, self.strings[k])}
        meant = [k for k in near_ones if self.total[k] >= TWICE and self._outweighs(w, form, k)]
        meant = [k for k in meant if self._is_likely(w, i, k)]
        if meant:
            return {self.strings[min(meant, key=lambda k: (-int(self.total[k]), self.strings[k]))]: []}
        if self.own[w, form] > OFTEN:
            return {}
        for at in range(1, len(text)):
            one, other = self.codes.get(text[:at]), self.codes.get(text[at:])
            if (one, other) in self._neighbours and self._are_halves(one, other, form):
                return {f"{text[:at]} {text[at:]}": []}
        return {}

    def _is_likely(self, w: int, i: int, other: int) -> bool:
        """Say whether the letters of a word speak for another, or its neighbours do."""
        form = int(self.tokens[w].form[i])
        text, meant = self.strings[form], self.strings[other]
        if self._tells(text, meant):
            return True
        return self._fits(w, i, other, other) and (self._odd(text, meant) or self._far_oftener(w, form, other))

    def _fits(self, w: int, i: int, one: int, other: int) -> bool:
        """Say whether a word, or two, would stand beside a token's neighbours as they do elsewhere in the work."""
        form = self.tokens[w].form
        before = i == 0 or (int(form[i - 1]), one) in self._neighbours
        return before and (i + 1 == len(form) or (other, int(form[i + 1])) in self._neighbours)

    def _far_oftener(self, w: int, form: int, other: int) -> bool:
        return bool(self.total[other] >= FAR_OFTENER * self.own[w, form])

    def _tells(self, text: str, meant: str) -> bool:
        """Say whether a word is odd, in a work that has words enough for this to tell."""
        return len(self._known) >= (WORDS if len(text) >= CLEAR else MORE_WORDS) and self._odd(text, meant)

    def _odd(self, text: str, meant: str) -> bool:
        """Say whether three letters stand together as in no other word of the work, nor in the one that was meant."""
        here = (triple for triple in triples(text) if triple.strip(FRAME).isalnum())
        return any(triple not in self._seen and triple not in triples(meant) for triple in here)

    @cached_property
    def _accented(self) -> list[float]:
        """How many of the words of each witness have accents or points, from 0 to 1."""
        marked = np.array([bare(s) != folded(s) for s in self.strings], np.int64)
        return [float((own * marked).sum() / max(1, own.sum())) for own in self.own]

    @cached_property
    def _known(self) -> list[int]:
        """Words that two witnesses have, or one has often."""
        most = self.own.max(axis=0)
        return [int(k) for k in np.flatnonzero((self.total > most) | (most > OFTEN))]

    @cached_property
    def _by_cut(self) -> dict[str, list[int]]:
        return by_cuts((k for k in self._known if len(self.strings[k]) <= LONGEST), self.strings.__getitem__)

    @cached_property
    def _seen(self) -> set[str]:
        return {triple for k in self._known for triple in triples(self.strings[k])}

    @cached_property
    def _neighbours(self) -> set[tuple[int | None, int | None]]:
        """Every two forms that stand side by side somewhere."""
        found: set[tuple[int | None, int | None]] = set()
        for tokens in self.tokens:
            found.update(pairwise(tokens.form.tolist()))
        return found


def _counted(tokens: Tokens, codes: int) -> npt.NDArray[np.int64]:
    return np.bincount(tokens.form[tokens.sort == Sort.WORD], minlength=codes).astype(np.int64)


def _without_grave(word: str) -> str:
    """Write a grave as an acute: which of them an ending has is the next word's affair."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0300", "\u0301"))
