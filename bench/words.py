"""Measure dividing into words in many scripts, and memory for each word: `python bench/words.py [NAME...]`."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import texts
from comparing import Group, cost_in_words, run_alone
from figures import Figure
from runs import Program, RunError, costs, python
from speed import table

from collate.text.segmentation import segment

TARGET: Final = 5.0  # times English, for each token
BYTES: Final = 100
WORDS: Final = 150_000
LONG: Final = 3_200_000

DIVIDE: Final = """
import sys
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    tokenise([Witness(Siglum("A"), file.read())])
"""


def _letters(consonants: str, vowels: str, between: str = " ") -> Callable[[str], str]:
    """Return what writes an English text in another script; `between` is put between words."""
    table = {ord(c): consonants[k % len(consonants)] for k, c in enumerate("bcdfghjklmnpqrstvwxz")}
    table |= {ord(c): vowels[k % len(vowels)] for k, c in enumerate("aeiouy")}
    return lambda text: "\n".join(between.join(line.split()) for line in text.lower().translate(table).splitlines())


def _each_word(replacement: str) -> Callable[[str], str]:
    """Return what writes an English text with a sign in each word."""
    return lambda text: re.sub(r"\b(\w)(\w+)\b", replacement, text)


HEBREW: Final = _letters("בגדהזחטכלמנספצקרשת", "אויעו")
GREEK: Final = _letters("βγδζθκλμνξπρστφχψ", "ἄέἦίὁῦ")

# What is measured, and what makes it of an English text.
SCRIPTS: Final[Mapping[str, Callable[[str], str]]] = {
    "Thai, without spaces": _letters("กขคงจชดตทนบปพฟมยรลวสหอ", "ิีึืุู", ""),
    "Thai, spaces between words": _letters("กขคงจชดตทนบปพฟมยรลวสหอ", "ิีึืุู"),
    "Khmer, without spaces": _letters("កខគងចជដតទនបផពមយរលវសហអ", "ិីុូួ", ""),
    "Lao, without spaces": _letters("ກຂຄງຈຊດຕທນບປພມຢລວສຫອ", "ິີຸູ", ""),
    "Devanagari": _letters("कखगघचजटडतदनपबमयरलवसह", "ािीुूे"),
    "Hebrew, gershayim in each word": lambda text: re.sub(r"(\w)\b", r'"\1', HEBREW(text)),
    "Arabic, a vowel sign on each letter": _letters("بجدرزسشصطعغفقكلمنهوي", "\u064b\u064e\u064f\u0650"),
    "Greek, decomposed": lambda text: unicodedata.normalize("NFD", GREEK(text)),
    "Chinese": _letters("人大中国天下不之也而其有子曰道德王水火", "一二三上心日", ""),
    "an emoji behind each word": _each_word("\\1\\2\N{GRINNING FACE}"),
    "a degree sign before each word": _each_word(r"°\1\2"),
    "an accent in each word": _each_word("\\1\u0301\\2"),
    "brackets in each word": _each_word(r"\1[\2]"),
    "a stroke in each word": _each_word(r"\1|\2"),
    "lost letters in each word": _each_word(r"\1[..]\2"),
    "an apostrophe in each word": _each_word("\\1’\\2"),
    "an address for each word": _each_word(r"\1\2@example.org"),
}  # fmt: skip


def scripts(folder: Path) -> list[Figure]:
    """Measure texts of other scripts and with odd signs, for each token, beside English."""
    english = texts.first_words(texts.read(texts.books()[0]), WORDS)
    start = costs(_divide(texts.write(folder, "tiny", "a\n"))).seconds
    beside = _seconds_a_token(folder, english, start)
    figures = []
    for on, write in SCRIPTS.items():
        try:
            seconds = _seconds_a_token(folder, write(english), start)
            note = f"{seconds * 1e9:.0f} ns / {beside * 1e9:.0f} ns"
            figures.append(Figure(on, "dividing into words, a token / English", seconds / beside, TARGET, note=note))
        except RunError as error:
            figures.append(Figure(on, "dividing into words, a token / English", None, TARGET, note=str(error)))
    return figures


def memory(folder: Path) -> list[Figure]:
    """Measure the peak memory for each word of two long witnesses."""
    on, measure = f"2 witnesses, {LONG // 1000}k words each", "show table, bytes for each word, start-up taken off"
    books = texts.books()[:2]
    try:
        start = costs(
            table(folder, *texts.made_of(books, folder, "tiny", partial(texts.first_words, words=3)))
        ).megabytes
        long = texts.made_of(books, folder, "chained", partial(texts.chained, words=LONG))
        cost = costs(table(folder, *long), 1)
    except RunError as error:
        return [Figure(on, measure, None, BYTES, note=str(error))]
    value = (cost.megabytes - start) * 2**20 / (2 * LONG)
    return [Figure(on, measure, value, BYTES, digits=0, note=cost_in_words(cost))]


def _divide(path: Path) -> Program:
    return python("-c", DIVIDE, str(path))


def _seconds_a_token(folder: Path, text: str, start: float) -> float:
    """Measure the CPU seconds of dividing a text into words, for each of its tokens, without the start-up."""
    return (costs(_divide(texts.write(folder, "text", text))).seconds - start) / len(segment(text).sorts)


GROUPS: Final[Mapping[str, Group]] = {"scripts": scripts, "memory": memory}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
