"""The texts that are measured: those in the shared folder, what stands in for them, and made ones.

Made texts are made by fixed seeds and rules that are stated here, so that they are the same
everywhere. A word is what white space parts.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from places import BIG, WITNESSES

SEED: Final = 1859

NEW_TESTAMENTS: Final = ("KJV", "ASV", "Darby", "RWebster", "Webster", "YLT")
DARWIN: Final = tuple(sorted((WITNESSES / "origin-ch4").glob("darwin*.txt")))
AUTONOMISATION: Final = (
    WITNESSES / "autonomisation" / "cw1966.txt",
    WITNESSES / "autonomisation" / "wo2022.txt",
)

_VOWELS: Final = "aeiouy"
_CONSONANTS: Final = "bcdfghjklmnpqrstvwxz"


def has_books() -> bool:
    """Whether the books of the shared folder are there."""
    return (BIG / "english_nt").is_dir()


def books() -> tuple[Path, ...]:
    """Give the six English New Testaments, a verse a line; where they are not, six editions of Darwin."""
    return tuple(BIG / "english_nt" / f"{name}.txt" for name in NEW_TESTAMENTS) if has_books() else DARWIN


def wycliffe() -> Path:
    """Give the New Testament in Middle English."""
    return BIG / "english_nt" / "Wycliffe.txt"


def frankenstein(edition: str) -> Path:
    """Give one printed state of Frankenstein."""
    return BIG / "frankenstein" / f"{edition}.txt"


def read(path: Path) -> str:
    """Read a text."""
    return path.read_text("utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    """Write a made text."""
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return path


def wrapped(text: str, width: int = 72) -> str:
    """Fill lines of at most so many characters, as an editor of plain text would."""
    lines: list[str] = []
    line: list[str] = []
    length = 0
    for word in text.split():
        if line and length + 1 + len(word) > width:
            lines.append(" ".join(line))
            line, length = [], 0
        length += len(word) + (1 if line else 0)
        line.append(word)
    return "\n".join([*lines, " ".join(line)]) + "\n"


def first_words(text: str, words: int) -> str:
    """Cut a text after so many words, keeping its lines."""
    for count, match in enumerate(re.finditer(r"\S+", text), 1):
        if count == words:
            return text[: match.end()] + "\n"
    return text


def ciphered(text: str, key: int) -> str:
    """Rename every word by other letters, vowels for vowels and consonants for consonants.

    The same key renames a word everywhere alike, so two versions stay as like each other as they
    were, and a text and its cipher have hardly a word in common. The key 0 renames nothing.
    """
    if key == 0:
        return text
    chance = random.Random(SEED + key)
    table: dict[int, int] = {}
    for letters in (_VOWELS, _CONSONANTS):
        others = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), others + others.upper())
    return text.translate(table)


def chained(text: str, words: int) -> str:
    """Give so many words: the text, then the text under cipher 1, under cipher 2, and so on."""
    parts, size, have, key = [], len(text.split()), 0, 0
    while have < words:
        parts.append(ciphered(text, key))
        have, key = have + size, key + 1
    return first_words("".join(parts), words)


def litany(words: int) -> str:
    """Give petitions drawn from eight, one a line: every phrase of five words stands thousands of times."""
    chance = random.Random(SEED)
    troubles = ("pestilence", "famine", "battle", "murder", "sudden death", "hardness of heart", "blindness", "pride")
    lines, have = [], 0
    while have < words:
        lines.append(f"From {chance.choice(troubles)}, and from all evil, good Lord, deliver us.")
        have += len(lines[-1].split())
    return "\n".join(lines) + "\n"


def edited(text: str, rate: float) -> str:
    """Change each word with this chance: leave it out, say it twice, or put another word of the text for it."""
    chance = random.Random(SEED + 1)
    vocabulary = sorted(set(text.split()))

    def edit(match: re.Match[str]) -> str:
        if chance.random() >= rate:
            return match.group()
        word = match.group()
        return chance.choice(("", f"{word} {word}", chance.choice(vocabulary)))

    return re.sub(r"\S+", edit, text)


def respelled(text: str, rate: float) -> str:
    """Spell each word of three letters or more otherwise, with this chance, each time anew, by one or two changes."""
    chance = random.Random(SEED + 2)

    def respell(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() >= rate:
            return word
        for _ in range(chance.choice((1, 1, 2))):
            at = chance.randrange(1, len(word))
            letter = word[at]
            other = chance.choice(_VOWELS if letter in _VOWELS else _CONSONANTS)
            word = word[:at] + chance.choice((other, letter * 2, "e" + letter)) + word[at + 1 :]
        return word

    return re.sub(r"[A-Za-z]{3,}", respell, text)


def shuffled_blocks(text: str, blocks: int) -> str:
    """Cut a text into so many blocks of as many lines each and put them into another order, as books of a bible."""
    lines = text.splitlines(keepends=True)
    borders = [len(lines) * k // blocks for k in range(blocks + 1)]
    parts = [lines[a:b] for a, b in pairwise(borders)]
    random.Random(SEED + 3).shuffle(parts)
    return "".join(line for part in parts for line in part)


def halves_swapped(text: str) -> str:
    """Put the second half of the lines before the first."""
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    return "".join(lines[middle:] + lines[:middle])


def stemma(text: str, copies: int, rate: float = 0.02) -> list[str]:
    """Copy a text again and again, each copy from one chosen among all before it.

    A copyist errs at a word with this chance: he leaves it out, spells it otherwise, writes
    another word of the text, says it twice, or changes places with the next.
    """
    chance = random.Random(SEED + 4)
    made = [text.split()]
    vocabulary = sorted(set(made[0]))
    while len(made) < copies:
        copy: list[str] = []
        for word in chance.choice(made):
            copy += [word] if chance.random() >= rate else _slip(word, copy, vocabulary, chance)
        made.append(copy)
    return [" ".join(words) + "\n" for words in made]


def _slip(word: str, copy: list[str], vocabulary: Sequence[str], chance: random.Random) -> list[str]:
    slip = chance.randrange(5)
    if slip == 0:
        return []
    if slip == 1:
        at = chance.randrange(len(word))
        return [word[:at] + chance.choice(_VOWELS) + word[at + 1 :]]
    if slip == 2:
        return [chance.choice(vocabulary)]
    return [word, word] if slip == 3 or not copy else [word, copy.pop()]


def write_all(folder: Path, name: str, texts: Iterable[str]) -> tuple[Path, ...]:
    """Write made texts, numbered."""
    return tuple(write(folder, f"{name}{number:04}", text) for number, text in enumerate(texts))


def made_of(paths: Sequence[Path], folder: Path, name: str, make: Callable[[str], str]) -> tuple[Path, ...]:
    """Write what is made of each text."""
    return tuple(write(folder, f"{name}-{path.stem}", make(read(path))) for path in paths)
