"""The worst cases, CPU beside that of two ordinary books of the same size: `python bench/worst.py [NAME...]`."""

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

ASKED: Final = 4.0
MEASURE: Final = "show table / two books of that size"
FRAGMENT: Final = 2000

# A work is needed to say that a witness is a fragment.
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
    """One text of eight petitions, and a copy with errors: no phrase stands once."""
    text = texts.litany(_size())
    return _beside_books(folder, "litany, 1 % edits, no phrase stands once", text, texts.edited(text, 0.01))


def blocks(folder: Path) -> list[Figure]:
    """The books of a bible in another order."""
    a, b = _pair()
    return _beside_books(folder, "27 blocks shuffled", a, texts.shuffled_blocks(b, 27))


def halves(folder: Path) -> list[Figure]:
    """The second half first."""
    a, b = _pair()
    return _beside_books(folder, "halves swapped", a, texts.halves_swapped(b))


def respelled(folder: Path) -> list[Figure]:
    """Hardly a word is spelled the same."""
    a, _ = _pair()
    return _beside_books(folder, "95 % of the words respelled", a, texts.respelled(a, 0.95))


def unrelated(folder: Path) -> list[Figure]:
    """Two novels' worth of prose that have nothing in common but the language."""
    if not texts.has_books():
        return []
    one = texts.read(texts.frankenstein("1831"))
    darwin = "".join(map(texts.read, texts.DARWIN))
    words = min(len(one.split()), len(darwin.split()))
    prose, science = texts.first_words(one, words), texts.first_words(darwin, words)
    on = f"unrelated: Frankenstein / Darwin, 2 x {words // 1000}k words"
    first = _beside_books(folder, on, prose, science, words=words)
    other = "".join((one, texts.read(texts.DARWIN[-1]), texts.read(texts.frankenstein("1818"))))
    words = len(other.split())
    scripture = texts.first_words(_pair()[0], words)
    on = f"unrelated: KJV / Frankenstein and Darwin, 2 x {words // 1000}k words"
    return [*first, *_beside_books(folder, on, scripture, other, words=words)]


def middle_english(folder: Path) -> list[Figure]:
    """A translation of 1611 beside one of 1390."""
    if not texts.has_books():
        return []
    return _beside_books(folder, "Middle English: KJV / Wycliffe", _pair()[0], texts.read(texts.wycliffe()))


def fragment(folder: Path) -> list[Figure]:
    """Two thousand words find their place in a book: as a fragment, and as if they were a whole witness."""
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
    found = compared(f"{on}, extent = fragment", MEASURE, table(folder, work), books, ASKED)
    return [_judged(found, folder, paths), *_beside_books(folder, f"{on}, given as complete", piece, a)]


def one_line(folder: Path) -> list[Figure]:
    """A megabyte without a line end."""
    a, b = (" ".join(text.split()) for text in _pair())
    return _beside_books(folder, "one line of a megabyte", a, b)


def one_word(folder: Path) -> list[Figure]:
    """One word and nothing else."""
    size = _size()
    return _beside_books(folder, f"one word, {size // 1000}k times", "amen " * size, "amen " * (size - size // 100))


def _pair() -> tuple[str, str]:
    a, b = texts.books()[:2]
    return texts.read(a), texts.read(b)


def _size() -> int:
    return len(_pair()[0].split())


def _beside_books(folder: Path, on: str, a: str, b: str, words: int | None = None) -> list[Figure]:
    """Measure two texts beside the two books, these cut to so many words where the texts are shorter."""
    paths = texts.write(folder, "one", a), texts.write(folder, "other", b)
    books = texts.books()[:2]
    if words is not None:
        books = texts.made_of(books, folder, "cut", partial(texts.first_words, words=words))
    figure = compared(on, MEASURE, table(folder, *paths), table(folder, *books, name="books"), ASKED)
    return [_judged(figure, folder, paths)]


def _judged(figure: Figure, folder: Path, paths: Sequence[Path]) -> Figure:
    """Note what the table is worth that was made so fast: how much agrees in it, and whether it is whole."""
    if figure.value is None:
        return figure
    made = folder / "table.tsv"
    whole = "nothing lost" if is_whole(made, paths) else "**words lost**"
    return replace(figure, note=f"{figure.note}; {agreeing(made):.1%} of the shorter beside an equal word; {whole}")


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
