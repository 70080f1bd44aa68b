"""Texts that are hard to align: pairs and more, of any size, from fixed seeds, by the kind of hardness.

Each case gets a number of words and returns witnesses of about that size. A word is what stands between white space.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import texts

SEED: Final = 1390

Case = Callable[[int], tuple[str, ...]]

_SYLLABLES: Final = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")
_LINE: Final = 12  # words of a generated line


def book(words: int) -> str:
    """Return so many words of a book, renamed by a letter cipher where it is too short."""
    return texts.chained(texts.read(texts.books()[0]), words)


def version(words: int) -> str:
    """Return another version of that book."""
    return texts.chained(texts.read(texts.books()[1]), words)


def lines_of(words: Sequence[str]) -> str:
    """Write words as lines of equal length."""
    return "\n".join(" ".join(words[k : k + _LINE]) for k in range(0, len(words), _LINE)) + "\n"


def coined(count: int, ending: str = "") -> list[str]:
    """Return distinct words that no language has."""
    size = len(_SYLLABLES)
    return [
        _SYLLABLES[k % size] + _SYLLABLES[k // size % size] + _SYLLABLES[k // size // size] + ending
        for k in range(count)
    ]


def random_words(vocabulary: Sequence[str], words: int, seed: int) -> str:
    """Draw words at random."""
    return lines_of(random.Random(SEED + seed).choices(vocabulary, k=words))


def of_few_words(words: int, vocabulary: int, witnesses: int = 2) -> tuple[str, ...]:
    """Return random sequences over few words."""
    return tuple(random_words(coined(vocabulary), words, seed) for seed in range(witnesses))


def without_a_common_word(words: int, witnesses: int = 2) -> tuple[str, ...]:
    """Return texts of which each has words of its own."""
    return tuple(random_words(coined(5_000, ending), words, k) for k, ending in enumerate("xqwhjy"[:witnesses]))


def in_other_letters(words: int) -> tuple[str, ...]:
    """Return an English and a Greek text: only marks are common to both."""
    greek = "".join(path.read_text("utf-8") for path in texts.greek())
    return book(words), texts.first_words(greek * (words // len(greek.split()) + 1), words)


def one_sided(words: int, share: float) -> tuple[str, ...]:
    """Return a text, and the same with a share of its words replaced by words that it does not have."""
    chance, own = random.Random(SEED), coined(5_000, "q")
    text = book(words).split()
    return lines_of(text), lines_of([chance.choice(own) if chance.random() < share else word for word in text])


def copies_in_a_row(words: int, copies: int) -> tuple[str, ...]:
    """Return a text, and its copies in a row."""
    text = book(words // copies)
    return text, version(words // copies) * copies


def periodic(words: int, period: int, one_rate: float, other_rate: float) -> tuple[str, ...]:
    """Return a phrase repeated, with errors on one side or on both."""
    phrase = random.Random(SEED).choices(coined(max(2, period)), k=period)
    if period == 2:
        phrase = coined(2)
    text = lines_of((phrase * (words // period + 1))[:words])
    one = texts.edited(text, one_rate) if one_rate else text
    return one, texts.edited(text[::-1], other_rate)[::-1]


def permuted(words: int, lines: int) -> tuple[str, ...]:
    """Return a text, and its lines in another order, so many together; single words if `lines` is 0."""
    text, other = book(words), version(words)
    parts = other.splitlines(keepends=True) if lines else [word + " " for word in other.split()]
    size = max(1, lines)
    groups = [parts[k : k + size] for k in range(0, len(parts), size)]
    random.Random(SEED).shuffle(groups)
    return text, "".join(part for group in groups for part in group)


def backwards(words: int, by_lines: bool) -> tuple[str, ...]:
    """Return a text, and its words or its lines from the last to the first."""
    text = book(words)
    if by_lines:
        return text, "\n".join(reversed(text.splitlines())) + "\n"
    return text, lines_of(text.split()[::-1])


def sample(words: int, step: int) -> tuple[str, ...]:
    """Return a text, and every so many-th of its words."""
    text = book(words)
    return text, lines_of(text.split()[::step])


def swapped(words: int) -> tuple[str, ...]:
    """Return a text, and a version of it with its second half first."""
    return book(words), texts.halves_swapped(version(words))


def one_word(words: int) -> tuple[str, ...]:
    """Return one word repeated, on one side a hundredth less often."""
    return lines_of(["amen"] * words), lines_of(["amen"] * (words - words // 100))


def short_lines(words: int) -> tuple[str, ...]:
    """Return many equal short lines, with a few others between them, in another order on each side."""
    lines = ["Amen.", "Amen.", "Amen.", "Glory be.", "Lord, hear us."]
    return tuple("\n".join(random.Random(SEED + seed).choices(lines, k=words * 10 // 16)) + "\n" for seed in range(2))


def woven(words: int, by_lines: bool) -> tuple[str, ...]:
    """Return a text, and the same woven with another text, word by word or line by line."""
    text, other = book(words // 2), texts.ciphered(version(words // 2), 5)
    if by_lines:
        pairs = zip(text.splitlines(), other.splitlines(), strict=False)
        return text, "\n".join(line for pair in pairs for line in pair) + "\n"
    return text, lines_of([word for pair in zip(text.split(), other.split(), strict=False) for word in pair])


def contents(words: int) -> tuple[str, ...]:
    """Return a text, and a table of its contents: the first words of every twentieth line."""
    text = book(words)
    return text, "".join(" ".join(line.split()[:6]) + "\n" for line in text.splitlines()[::20])


def with_an_empty_one(words: int) -> tuple[str, ...]:
    """Return two versions, and a witness without a word."""
    return book(words), version(words), "\n"


def three(words: int, case: Case) -> tuple[str, ...]:
    """Return the witnesses of a case, and a version of the first."""
    return (*case(words), version(words))


CASES: Final[Mapping[str, Case]] = {
    "two versions of a book": lambda words: (book(words), version(words)),
    "no common word": without_a_common_word,
    "no common word, 3 witnesses": partial(without_a_common_word, witnesses=3),
    "English and Greek": in_other_letters,
    "half of the words of one side only": partial(one_sided, share=0.5),
    "nine tenths of one side only": partial(one_sided, share=0.9),
    "copies in a row, 4": partial(copies_in_a_row, copies=4),
    "copies in a row, 11": partial(copies_in_a_row, copies=11),
    "random over 2 words": partial(of_few_words, vocabulary=2),
    "random over 3 words": partial(of_few_words, vocabulary=3),
    "random over 10 words": partial(of_few_words, vocabulary=10),
    "random over 100 words": partial(of_few_words, vocabulary=100),
    "random over 10000 words": partial(of_few_words, vocabulary=10_000),
    "random over 2 words, 3 witnesses": partial(of_few_words, vocabulary=2, witnesses=3),
    "random over 100 words, 3 witnesses": partial(of_few_words, vocabulary=100, witnesses=3),
    "period of 2, errors in one": partial(periodic, period=2, one_rate=0, other_rate=0.01),
    "period of 7, errors in one": partial(periodic, period=7, one_rate=0, other_rate=0.01),
    "period of 7, errors in both": partial(periodic, period=7, one_rate=0.01, other_rate=0.01),
    "period of 50, errors in one": partial(periodic, period=50, one_rate=0, other_rate=0.01),
    "period of 50, errors in both": partial(periodic, period=50, one_rate=0.01, other_rate=0.01),
    "period of 500, errors in both": partial(periodic, period=500, one_rate=0.01, other_rate=0.01),
    "words in another order": partial(permuted, lines=0),
    "lines in another order": partial(permuted, lines=1),
    "groups of 20 lines in another order": partial(permuted, lines=20),
    "lines in another order, 3 witnesses": partial(three, case=partial(permuted, lines=1)),
    "words backwards": partial(backwards, by_lines=False),
    "lines backwards": partial(backwards, by_lines=True),
    "every 2nd word": partial(sample, step=2),
    "every 10th word": partial(sample, step=10),
    "every 100th word": partial(sample, step=100),
    "halves swapped": swapped,
    "one word": one_word,
    "short lines": short_lines,
    "woven word by word": partial(woven, by_lines=False),
    "woven line by line": partial(woven, by_lines=True),
    "a table of contents": contents,
    "an empty witness": with_an_empty_one,
}
