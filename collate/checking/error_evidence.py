"""What speaks for a slip: the words of an alignment, how often each stands, and beside which others."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate.checking.confusables import FRAME, LONGEST, by_cuts, cuts, near, triples
from collate.classify import ReadingPair, ReadingSide, WorkEvidence, bare, classify, folded
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens

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
JOINED: Final = 5  # times that either of two words stands that were run together where nobody says so
TYPED: Final = 4  # letters from which a doubled letter, or two that changed places, are no other word
POSSESSIVE: Final = ("'s", "\u2019s")
TWICE: Final = 2  # times that a word stands in the work, to be one that was meant

Meant = dict[str, list[int]]  # what was meant, with the witnesses that have it; none where the work as a whole says so


class ErrorEvidence:
    """The words of an alignment, and how often each stands.

    words (columns, witnesses) int32   code of the form, GAP where there is no word
    own   (witnesses, codes) int64     times that a witness has a form
    """

    def __init__(self, alignment: Alignment, context: WorkEvidence) -> None:
        self.context = context
        self.strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else []
        self.codes = alignment.tokens[0].vocabulary.codes if alignment.tokens else {}
        self.tokens = alignment.tokens
        self.words: Int32 = np.where(alignment.sorts() == Sort.WORD, alignment.codes("form"), np.int32(GAP))
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
        one, other = (ReadingSide((text,), (Sort.WORD,)) for text in (word, written))
        rule = classify(ReadingPair(one, other, self.context)).rule
        return rule in LISTED or (rule in FORMED and not odd and not _broken_off(written.casefold(), word.casefold()))

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
            if self._may_be_two(w, i, one, other):
                return {f"{text[:at]} {text[at:]}": []}
        return {}

    def _may_be_two(self, w: int, i: int, one: int | None, other: int | None) -> bool:
        """Say whether a word is two run together: they stand side by side elsewhere, or fit here, or it looks odd."""
        form = int(self.tokens[w].form[i])
        if one is None or other is None or not self._are_halves(one, other, form):
            return False
        if (one, other) in self._neighbours or self._fits(w, i, one, other):
            return True
        return bool(min(self.total[one], self.total[other]) >= JOINED and self._tells(self.strings[form], ""))

    def _is_likely(self, w: int, i: int, other: int) -> bool:
        """Say whether the letters of a word speak for another, or its neighbours do."""
        form = int(self.tokens[w].form[i])
        text, meant = self.strings[form], self.strings[other]
        if self._tells(text, meant):
            return True
        if self._fits(w, i, other, other) and (self._odd(text, meant) or self._far_oftener(w, form, other)):
            return True
        return len(text) >= TYPED and _mistyped(text, meant) and self._far_oftener(w, form, other)

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
        own = triples(text)
        # A slip that one hand makes often is among the words that are known, and speaks for itself.
        itself = self.codes.get(text) in self._known
        there = triples(meant)
        return any(
            self._seen[triple] <= (own.count(triple) if itself else 0) and triple not in there
            for triple in own
            if triple.strip(FRAME).isalnum()
        )

    @cached_property
    def _accented(self) -> list[float]:
        """How many of the words of each witness have accents or points, from 0 to 1."""
        marked = np.array([bare(s) != folded(s) for s in self.strings], np.int64)
        return [float((own * marked).sum() / max(1, own.sum())) for own in self.own]

    @cached_property
    def _known(self) -> dict[int, None]:
        """Words that two witnesses have, or one has often, in their order."""
        most = self.own.max(axis=0)
        return dict.fromkeys(np.flatnonzero((self.total > most) | (most > OFTEN)).tolist())

    @cached_property
    def _by_cut(self) -> dict[str, list[int]]:
        return by_cuts((k for k in self._known if len(self.strings[k]) <= LONGEST), self.strings.__getitem__)

    @cached_property
    def _seen(self) -> Counter[str]:
        return Counter(triple for k in self._known for triple in triples(self.strings[k]))

    @cached_property
    def _neighbours(self) -> set[tuple[int | None, int | None]]:
        """Every two forms that stand side by side somewhere."""
        found: set[tuple[int | None, int | None]] = set()
        for tokens in self.tokens:
            found.update(pairwise(tokens.form.tolist()))
        return found


def _counted(tokens: Tokens, codes: int) -> Int64:
    return np.bincount(tokens.form[tokens.sort == Sort.WORD], minlength=codes).astype(np.int64)


def _broken_off(text: str, meant: str) -> bool:
    """Say whether a word is another with its last letter lost or twice: rules of endings believe in `calle` and `wass`.

    That a plural is a singular elsewhere is no slip.
    """
    return text == meant + meant[-1:] or (text == meant[:-1] and not meant.endswith("s"))


def _mistyped(text: str, meant: str) -> bool:
    """Say whether one letter stands twice for once, or two neighbours have changed places: what fingers do."""
    if len(text) == len(meant) + 1:
        return any(text[i] == text[i + 1] and text[:i] + text[i + 1 :] == meant for i in range(len(text) - 1))
    return len(text) == len(meant) and any(
        text[:i] + text[i + 1] + text[i] + text[i + 2 :] == meant for i in range(len(text) - 1)
    )


def _without_grave(word: str) -> str:
    """Write a grave as an acute: which of them an ending has is the next word's affair."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0300", "\u0301"))
