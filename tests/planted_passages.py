"""Documents with planted passages, whose words are made of a seed: each document has words of its own."""

import random
from collections.abc import Sequence

from collate.model.witness import Siglum, Witness

COMMON = "the of and to a in that he was it his with as for had is not but at on".split()
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo bra cle dri plo stu tran".split()


def words_of(seed: int, count: int, vocabulary: int = 2_000) -> list[str]:
    """Return words: two of five are common ones, the others of a vocabulary that all documents share."""
    chance = random.Random(seed)
    made = random.Random(7)
    rare = ["".join(made.choices(SYLLABLES, k=made.randint(2, 4))) for _ in range(vocabulary)]
    return [chance.choice(COMMON) if chance.random() < 0.4 else chance.choice(rare) for _ in range(count)]


def spoilt(words: Sequence[str], share: float, seed: int) -> list[str]:
    """Return words of which a share has another letter, as a bad print or OCR has it."""
    chance = random.Random(seed)

    def spoil(word: str) -> str:
        at = chance.randrange(len(word))
        return word[:at] + chance.choice("xqkhn") + word[at + 1 :]

    return [spoil(word) if chance.random() < share else word for word in words]


def document(name: str, *parts: Sequence[str]) -> Witness:
    return Witness(Siglum(name), " ".join(word for part in parts for word in part))


def begin_of(*parts: Sequence[str]) -> int:
    """Return the code point at which the words behind some parts begin."""
    text = " ".join(word for part in parts for word in part)
    return len(text) + 1 if text else 0
