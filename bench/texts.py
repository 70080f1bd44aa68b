"""The texts that are measured: those of the shared folder, their substitutes, and generated texts.

Texts are generated from fixed seeds by the rules below, so that they are the same everywhere. A word is what
stands between white space.
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
    """Check whether the shared folder has the books."""
    return (BIG / "english_nt").is_dir()


def books() -> tuple[Path, ...]:
    """Return the six English New Testaments, one verse a line; if they are not there, six editions of Darwin."""
    return tuple(BIG / "english_nt" / f"{name}.txt" for name in NEW_TESTAMENTS) if has_books() else DARWIN


def wycliffe() -> Path:
    """Return the New Testament in Middle English."""
    return BIG / "english_nt" / "Wycliffe.txt"


def greek() -> tuple[Path, ...]:
    """Return two Greek New Testaments."""
    return tuple(sorted((BIG / "greek_nt").glob("*.txt")))[:2]


def frankenstein(edition: str) -> Path:
    """Return one edition of Frankenstein."""
    return BIG / "frankenstein" / f"{edition}.txt"


def read(path: Path) -> str:
    """Read a text."""
    return path.read_text("utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    """Write a generated text."""
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return path


def wrapped(text: str, width: int = 72) -> str:
    """Wrap a text into lines of at most `width` characters."""
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
    """Cut a text after so many words, and keep its lines."""
    for count, match in enumerate(re.finditer(r"\S+", text), 1):
        if count == words:
            return text[: match.end()] + "\n"
    return text


def ciphered(text: str, key: int) -> str:
    """Replace every letter by another, vowels by vowels and consonants by consonants.

    One key replaces a word by the same word everywhere, so that two versions remain as similar as they were, and
    a text has hardly a word in common with its cipher. Key 0 changes nothing.
    """
    if key == 0:
        return text
    chance = random.Random(SEED + key)
    table: dict[int, int] = {}
    for letters in (_VOWELS, _CONSONANTS):
        replacements = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), replacements + replacements.upper())
    return text.translate(table)


def chained(text: str, words: int) -> str:
    """Return so many words: the text, then the text under cipher 1, under cipher 2, and so on."""
    parts, size, written, key = [], len(text.split()), 0, 0
    while written < words:
        parts.append(ciphered(text, key))
        written, key = written + size, key + 1
    return first_words("".join(parts), words)


def litany(words: int) -> str:
    """Return petitions drawn from eight, one a line: every phrase of five words occurs thousands of times."""
    chance = random.Random(SEED)
    troubles = ("pestilence", "famine", "battle", "murder", "sudden death", "hardness of heart", "blindness", "pride")
    lines, written = [], 0
    while written < words:
        lines.append(f"From {chance.choice(troubles)}, and from all evil, good Lord, deliver us.")
        written += len(lines[-1].split())
    return "\n".join(lines) + "\n"


def edited(text: str, rate: float) -> str:
    """Change each word with the probability `rate`: omit it, repeat it, or replace it by another word of the text."""
    chance = random.Random(SEED + 1)
    vocabulary = sorted(set(text.split()))

    def edit(match: re.Match[str]) -> str:
        if chance.random() >= rate:
            return match.group()
        word = match.group()
        return chance.choice(("", f"{word} {word}", chance.choice(vocabulary)))

    return re.sub(r"\S+", edit, text)


def respelled(text: str, rate: float) -> str:
    """Respell each word of three letters or more with the probability `rate`, each time anew, by one or two changes."""
    chance = random.Random(SEED + 2)

    def respell(match: re.Match[str]) -> str:
        word = match.group()
        if chance.random() >= rate:
            return word
        for _ in range(chance.choice((1, 1, 2))):
            position = chance.randrange(1, len(word))
            letter = word[position]
            replacement = chance.choice(_VOWELS if letter in _VOWELS else _CONSONANTS)
            word = word[:position] + chance.choice((replacement, letter * 2, "e" + letter)) + word[position + 1 :]
        return word

    return re.sub(r"[A-Za-z]{3,}", respell, text)


def shuffled_blocks(text: str, blocks: int) -> str:
    """Cut a text into blocks of equally many lines, and put them into another order, like the books of a bible."""
    lines = text.splitlines(keepends=True)
    borders = [len(lines) * k // blocks for k in range(blocks + 1)]
    parts = [lines[a:b] for a, b in pairwise(borders)]
    random.Random(SEED + 3).shuffle(parts)
    return "".join(line for part in parts for line in part)


def halves_swapped(text: str) -> str:
    """Put the second half of the lines before the first half."""
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    return "".join(lines[middle:] + lines[:middle])


def stemma(text: str, copies: int, rate: float = 0.02) -> list[str]:
    """Copy a text again and again, each time from one of the earlier copies, chosen at random.

    At each word a copyist errs with the probability `rate`: the word is omitted, respelled, replaced by another
    word of the text, repeated, or put before the word that precedes it.
    """
    chance = random.Random(SEED + 4)
    written = [text.split()]
    vocabulary = sorted(set(written[0]))
    while len(written) < copies:
        copy: list[str] = []
        for word in chance.choice(written):
            copy += [word] if chance.random() >= rate else _slip(word, copy, vocabulary, chance)
        written.append(copy)
    return [" ".join(words) + "\n" for words in written]


def _slip(word: str, copy: list[str], vocabulary: Sequence[str], chance: random.Random) -> list[str]:
    slip = chance.randrange(5)
    if slip == 0:
        return []
    if slip == 1:
        position = chance.randrange(len(word))
        return [word[:position] + chance.choice(_VOWELS) + word[position + 1 :]]
    if slip == 2:
        return [chance.choice(vocabulary)]
    return [word, word] if slip == 3 or not copy else [word, copy.pop()]


def write_all(folder: Path, name: str, texts: Iterable[str]) -> tuple[Path, ...]:
    """Write generated texts with numbered names."""
    return tuple(write(folder, f"{name}{number:04}", text) for number, text in enumerate(texts))


def made_of(paths: Sequence[Path], folder: Path, name: str, make: Callable[[str], str]) -> tuple[Path, ...]:
    """Write what `make` returns for each text."""
    return tuple(write(folder, f"{name}-{path.stem}", make(read(path))) for path in paths)
