"""Evidence for a slip: which words only one witness has, how rare they are, and whether their letters are odd.

A slip is a form of one witness that stands there for another word by an error of writing, printing or reading. The
evidence is of the work alone; whether a rule of the language explains the two forms is asked in `rules/slips.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.classify.confusables import WORD_BOUNDARIES, trigrams
from collate.classify.language.folding import bare, common_prefix_length, common_suffix_length

MAX_SLIP_COUNT: Final = 3  # times that a witness may make the same slip
MIN_INTENDED_RATIO: Final = 20  # beyond that, times that it must have the intended word for each slip
LONG_WORD_LETTERS: Final = 5  # letters from which a rare trigram in a word means something sooner
# Established words that a work needs before a rare trigram means anything, in a long word and in a shorter one.
MIN_WORK_WORDS: Final = 1000
MIN_WORK_WORDS_SHORT_WORD: Final = 4000
MIN_HABIT_PAIRS: Final = 3  # other pairs that differ in the same letters: then it is a habit of spelling
MIN_HABIT_SHARE: Final = 0.05  # of all pairs, if the words of these do not recur
LONGEST_EXCHANGE: Final = 3  # letters of a habit on either side, or borders of the word
# Varying pairs for each word form of a witness: copies and reprints have below .1, new editions .2, translations 1.
NEAR_EDITIONS_DENSITY: Final = 0.15
MIN_EDITION_WORDS: Final = 20  # word forms of a witness; with fewer, how many vary tells nothing
_SEVERAL: Final = -1  # several witnesses have the word

Exchange = tuple[str, str]


@dataclass(frozen=True)
class SlipEvidence:
    """The vocabularies of a work and its aligned pairs, asked for slips. All words are bare.

    vocabularies    per witness, the number of times that each word occurs
    aligned_pairs   pairs of different folded words that are aligned in the work, each once
    """

    vocabularies: tuple[Counter[str], ...]
    aligned_pairs: Sequence[tuple[str, str]]

    def __repr__(self) -> str:
        return f"<SlipEvidence: {counted(len(self.vocabularies), 'witness', 'witnesses')}>"

    @cached_property
    def _owners(self) -> Mapping[str, int]:
        """The witness that alone has a word, by word."""
        owners: dict[str, int] = {}
        for w, vocabulary in enumerate(self.vocabularies):
            for word in vocabulary:
                owners[word] = _SEVERAL if word in owners else w
        return owners

    def owner(self, word: str) -> int | None:
        """Return the witness that alone has a word, or None."""
        owner = self._owners.get(word, _SEVERAL)
        return None if owner == _SEVERAL else owner

    def count_owners(self, word: str) -> int:
        """Return how many witnesses have a word."""
        return sum([word in vocabulary for vocabulary in self.vocabularies])

    def total(self, word: str) -> int:
        """Return how often the work has a word."""
        return sum([vocabulary[word] for vocabulary in self.vocabularies])

    def is_rare(self, form: str, intended: str) -> bool:
        """Return whether one witness alone has a form, and either rarely or far less often than the intended word."""
        owner = self.owner(form)
        if owner is None:
            return False
        count, own_count = self.vocabularies[owner][form], self.vocabularies[owner][intended]
        if count <= MAX_SLIP_COUNT:
            return self.total(intended) >= count
        return own_count >= MIN_INTENDED_RATIO * count

    def is_known_beside(self, form: str, intended: str) -> bool:
        """Return whether two witnesses have the intended word, or the witness with the form has it elsewhere."""
        owner = self.owner(form)
        if owner is not None and self.vocabularies[owner][intended]:
            return True
        return self.count_owners(intended) >= 2

    def stand_alone(self, left: str, right: str) -> bool:
        """Return whether two witnesses of near editions have a rare word each that no other has: one may be a slip."""
        owners = self.owner(left), self.owner(right)
        if None in owners or owners[0] == owners[1] or not self.are_near_editions:
            return False
        return self.total(left) == self.total(right) <= MAX_SLIP_COUNT

    @cached_property
    def are_near_editions(self) -> bool:
        """Whether few words vary, as in editions of one text."""
        forms = sum(map(len, self.vocabularies)) / max(1, len(self.vocabularies))
        return forms >= MIN_EDITION_WORDS and len(self.aligned_pairs) <= NEAR_EDITIONS_DENSITY * forms

    def is_habit(self, left: str, right: str) -> bool:
        """Return whether the work often exchanges the letters in which two words differ: then it spells so.

        That is, in several other pairs of words that recur, or in a good part of all pairs; one witness may have many
        slips of one sort.
        """
        exchange = exchanged(left, right)
        pairs = [pair for pair in self._pairs_by_exchange.get(exchange, ()) if left not in pair and right not in pair]
        if len(pairs) < MIN_HABIT_PAIRS:
            return False
        if len(pairs) >= MIN_HABIT_SHARE * self._differing_pairs:
            return True
        if "" in {letters.strip(WORD_BOUNDARIES) for letters in exchange}:
            return False  # a letter more: most such pairs that recur are two words or two forms
        return sum(min(map(self.total, pair)) > 1 for pair in pairs) >= MIN_HABIT_PAIRS

    @cached_property
    def _differing_pairs(self) -> int:
        """The number of pairs that differ in more than accents: a text without any differs in them at every word."""
        return sum(bare(left) != bare(right) for left, right in self.aligned_pairs)

    @cached_property
    def _pairs_by_exchange(self) -> Mapping[Exchange, list[tuple[str, str]]]:
        pairs: dict[Exchange, list[tuple[str, str]]] = {}
        for folded_left, folded_right in self.aligned_pairs:
            left, right = bare(folded_left), bare(folded_right)
            exchange = exchanged(left, right)
            if max(map(len, exchange)) <= LONGEST_EXCHANGE:
                pairs.setdefault(exchange, []).append((left, right))
        return pairs

    def has_telling_trigram(self, form: str, intended: str) -> bool:
        """Return whether a form has a rare trigram, in a work that is large enough for this to mean something."""
        needed = MIN_WORK_WORDS if len(form) >= LONG_WORD_LETTERS else MIN_WORK_WORDS_SHORT_WORD
        return len(self._established) >= needed and self.has_rare_trigram(form, intended)

    def has_rare_trigram(self, form: str, intended: str) -> bool:
        """Return whether a form has a trigram that no other word of the work has, nor the intended word."""
        of_form, of_intended = trigrams(form), trigrams(intended)
        # A slip that a witness makes often is itself an established word, and must not count as another one.
        is_established = form in self._established
        return any(
            self._trigram_counts[trigram] <= (of_form.count(trigram) if is_established else 0)
            and trigram not in of_intended
            for trigram in of_form
            if trigram.strip(WORD_BOUNDARIES).isalnum()
        )

    def oddness(self, word: str) -> tuple[float, int, str]:
        """Return what share of the trigrams of a word no other word of the work has; of two equal ones the shorter."""
        of_word = trigrams(word)
        return sum(trigram not in self._trigram_counts for trigram in of_word) / max(1, len(of_word)), -len(word), word

    @cached_property
    def _established(self) -> frozenset[str]:
        """The words that two witnesses have, or one has often."""
        often = (word for v in self.vocabularies for word, count in v.items() if count > MAX_SLIP_COUNT)
        shared = (word for word, owner in self._owners.items() if owner == _SEVERAL)
        return frozenset((*often, *shared))

    @cached_property
    def _trigram_counts(self) -> Counter[str]:
        return Counter(trigram for word in self._established for trigram in trigrams(word))


def exchanged(left: str, right: str) -> Exchange:
    """Return the letters in which two words differ, sorted, with the borders of the words that they touch."""
    left, right = (f"{WORD_BOUNDARIES[0]}{word}{WORD_BOUNDARIES[1]}" for word in (left, right))
    start = common_prefix_length(left, right)
    end = min(common_suffix_length(left, right), len(left) - start, len(right) - start)
    first, second = (word[start : len(word) - end] for word in (left, right))
    if start == 1:
        first, second = WORD_BOUNDARIES[0] + first, WORD_BOUNDARIES[0] + second
    if end == 1:
        first, second = first + WORD_BOUNDARIES[1], second + WORD_BOUNDARIES[1]
    return (first, second) if first <= second else (second, first)
