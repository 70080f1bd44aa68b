"""Measure the worst cases, compared with two ordinary books of the same size: `python bench/worst.py [NAME...]`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import texts
from comparing import Group, compared, run_alone
from figures import Figure
from speed import table
from table_files import agreeing, is_whole

TARGET: Final = 4.0
MEASURE: Final = "show table / two books of that size"
FRAGMENT: Final = 2000

# Only a work can declare a witness to be a fragment.
WORK: Final = """
title = "A fragment"
[[witnesses]]
siglum = "A"
file = "whole.txt"
[[witnesses]]
siglum = "B"
file = "fragment.txt"
extent = "fragment"
"""


def litany(folder: Path) -> list[Figure]:
    """Measure a text of eight petitions and a copy with errors: no phrase occurs only once."""
    text = texts.litany(_size())
    return _beside_books(folder, "litany, 1 % edits, no phrase stands once", text, texts.edited(text, 0.01))


def blocks(folder: Path) -> list[Figure]:
    """Measure the books of a bible in another order."""
    a, b = _pair()
    return _beside_books(folder, "27 blocks shuffled", a, texts.shuffled_blocks(b, 27))


def halves(folder: Path) -> list[Figure]:
    """Measure a text whose second half comes first."""
    a, b = _pair()
    return _beside_books(folder, "halves swapped", a, texts.halves_swapped(b))


def respelled(folder: Path) -> list[Figure]:
    """Measure a text in which hardly a word has the same spelling."""
    a, _ = _pair()
    return _beside_books(folder, "95 % of the words respelled", a, texts.respelled(a, 0.95))


def unrelated(folder: Path) -> list[Figure]:
    """Measure long texts that have nothing in common but the language."""
    if not texts.has_books():
        return []
    shelley = texts.read(texts.frankenstein("1831"))
    darwin = "".join(map(texts.read, texts.DARWIN))
    words = min(len(shelley.split()), len(darwin.split()))
    prose, science = texts.first_words(shelley, words), texts.first_words(darwin, words)
    on = f"unrelated: Frankenstein / Darwin, 2 x {words // 1000}k words"
    first = _beside_books(folder, on, prose, science, words=words)
    mixed = "".join((shelley, texts.read(texts.DARWIN[-1]), texts.read(texts.frankenstein("1818"))))
    words = len(mixed.split())
    scripture = texts.first_words(_pair()[0], words)
    on = f"unrelated: KJV / Frankenstein and Darwin, 2 x {words // 1000}k words"
    return [*first, *_beside_books(folder, on, scripture, mixed, words=words)]


def middle_english(folder: Path) -> list[Figure]:
    """Compare a translation of 1611 with one of 1390."""
    if not texts.has_books():
        return []
    return _beside_books(folder, "Middle English: KJV / Wycliffe", _pair()[0], texts.read(texts.wycliffe()))


def fragment(folder: Path) -> list[Figure]:
    """Align two thousand words with the book they are from: as a fragment, and as a complete witness."""
    a, b = _pair()
    lines = b.splitlines(keepends=True)
    middle = "".join(lines[len(lines) // 2 :])
    piece = texts.first_words(middle, FRAGMENT)
    on = f"fragment of {FRAGMENT} words in a book"
    work = folder / "work"
    work.mkdir()
    texts.write(work, "whole", a)
    texts.write(work, "fragment", piece)
    (work / "collation.toml").write_text(WORK, "utf-8")
    books = table(folder, *texts.books()[:2], name="books")
    paths = work / "whole.txt", work / "fragment.txt"
    comparison = compared(f"{on}, extent = fragment", MEASURE, table(folder, work), books, TARGET)
    return [_with_quality(comparison, folder, paths), *_beside_books(folder, f"{on}, given as complete", piece, a)]


def one_line(folder: Path) -> list[Figure]:
    """Measure a megabyte without a line end."""
    a, b = (" ".join(text.split()) for text in _pair())
    return _beside_books(folder, "one line of a megabyte", a, b)


def one_word(folder: Path) -> list[Figure]:
    """Measure texts of one repeated word."""
    size = _size()
    return _beside_books(folder, f"one word, {size // 1000}k times", "amen " * size, "amen " * (size - size // 100))


def _pair() -> tuple[str, str]:
    a, b = texts.books()[:2]
    return texts.read(a), texts.read(b)


def _size() -> int:
    return len(_pair()[0].split())


def _beside_books(folder: Path, on: str, a: str, b: str, words: int | None = None) -> list[Figure]:
    """Compare two texts with the two books; `words` cuts the books to the length of shorter texts."""
    paths = texts.write(folder, "one", a), texts.write(folder, "other", b)
    books = texts.books()[:2]
    if words is not None:
        books = texts.made_of(books, folder, "cut", partial(texts.first_words, words=words))
    figure = compared(on, MEASURE, table(folder, *paths), table(folder, *books, name="books"), TARGET)
    return [_with_quality(figure, folder, paths)]


def _with_quality(figure: Figure, folder: Path, paths: Sequence[Path]) -> Figure:
    """Add to a figure what the table is worth: how much agrees in it, and whether words are lost."""
    if figure.value is None:
        return figure
    table_file = folder / "table.tsv"
    whole = "nothing lost" if is_whole(table_file, paths) else "**words lost**"
    return replace(
        figure, note=f"{figure.note}; {agreeing(table_file):.1%} of the shorter beside an equal word; {whole}"
    )


GROUPS: Final[Mapping[str, Group]] = {
    "litany": litany,
    "blocks": blocks,
    "halves": halves,
    "respelled": respelled,
    "unrelated": unrelated,
    "middle_english": middle_english,
    "fragment": fragment,
    "one_line": one_line,
    "one_word": one_word,
}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
