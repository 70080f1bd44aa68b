"""Running heads, running feet and numbers of pages: which outer lines of a page are no text.

A running head has the number of its page, or the same words as one on a page near it. In doubt a line is text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Indel

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.pdf_text.page_numbers import LONGEST, PageNumbers, Side, outer_lines
from collate.reading.pdf_text.printed_lines import Lines, is_apart, line_key

HEADER, FOOTER, PAGE_NUMBER = "header", "footer", "page-number"  # types of lines, as PAGE calls them

_NEXT: Final = (1, 2)  # pages: heads of left and right pages may differ
_SURE: Final = 3  # pages with one head; two need more evidence
_LEAST_SIMILAR: Final = 0.85  # heads that were read from pictures have errors
_LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class _Outer:
    """An outer line of a page: its page, its number on it, and its words."""

    page: int
    line: int
    key: str


class RunningHeads:
    """The running heads and feet of pages, and the numbers of pages.

    Attributes
    ----------
    types : list of dict
        For each page, the type of each line that is no text, by its number on the page.
    numbers : PageNumbers
        The numbers of the pages.
    """

    def __init__(self, pages: Sequence[Lines]) -> None:
        self.numbers = PageNumbers(pages)
        self.types: list[dict[int, str]] = [{} for _ in pages]
        for side in Side:
            self._find(pages, side, _recurring(pages, side, self.numbers))

    def __repr__(self) -> str:
        return repr_line("RunningHeads", f"{sum(map(len, self.types))} lines")

    def _find(self, pages: Sequence[Lines], side: Side, recurring: set[tuple[int, int]]) -> None:
        """Take lines from the outside to the inside of each page, up to the first that is text."""
        for page, lines in enumerate(pages):
            keys: set[str] = set()
            for line in outer_lines(lines, side):
                number = self.numbers.lines.get((page, line))
                key = line_key(lines[line].text)
                is_known = number is not None or (page, line) in recurring or self._is_repeated(page, lines, line, side)
                if line in self.types[page] or not is_known:
                    break
                if key and key in keys:  # the heading of a chapter below a running head with the same words
                    break
                keys.add(key)
                is_bare = number is not None and number.is_bare
                self.types[page][line] = PAGE_NUMBER if is_bare else HEADER if side is Side.HEAD else FOOTER

    def _is_repeated(self, page: int, lines: Lines, line: int, side: Side) -> bool:
        """Return whether a line behind the number of its page has the words of the heading below it."""
        if side is Side.FOOT or not 0 < line < len(lines) - 1 or (page, line - 1) not in self.numbers.lines:
            return False
        return line_key(lines[line].text) == line_key(lines[line + 1].text) != ""


def _recurring(pages: Sequence[Lines], side: Side, numbers: PageNumbers) -> set[tuple[int, int]]:
    """Return the outer lines whose words recur on pages near theirs."""
    every = _keys(pages)
    found: set[tuple[int, int]] = set()
    for cluster in _clusters(pages, side):
        elsewhere = sum(every[key] for key in {outer.key for outer in cluster}) - len(cluster)
        if 2 * elsewhere > len(cluster):
            continue  # such as the name of a speaker
        counted = [outer for outer in cluster if (outer.page, outer.line) in numbers.lines]
        # Where the others have a number, one without it is the heading of a chapter.
        heads = counted if 2 * len(counted) > len(cluster) else cluster
        if len(heads) >= _SURE or (len(heads) > 1 and all(_has_frame(pages, outer, numbers) for outer in heads)):
            found |= {(outer.page, outer.line) for outer in heads}
    return found


def _has_frame(pages: Sequence[Lines], outer: _Outer, numbers: PageNumbers) -> bool:
    """Return whether a blank line divides an outer line from the text, on a page with a number."""
    lines = pages[outer.page]
    inner = outer.line + 1 if outer.line < len(lines) / 2 else outer.line - 1
    is_numbered = any((outer.page, line) in numbers.lines for side in Side for line in outer_lines(lines, side))
    return is_numbered and is_apart(lines[outer.line], lines[inner] if 0 <= inner < len(lines) else None)


def _keys(pages: Sequence[Lines]) -> Counter[str]:
    """Count the short lines of all pages by their words."""
    return Counter(line_key(row.text) for lines in pages for row in lines if len(row.text) <= LONGEST)


def _clusters(pages: Sequence[Lines], side: Side) -> Iterator[list[_Outer]]:
    """Yield the outer lines that have one and the same words, each on a page next to that of the one before it."""
    open_: dict[int, list[tuple[str, list[_Outer]]]] = defaultdict(list)  # by the page of the last line
    every: list[list[_Outer]] = []
    for page, lines in enumerate(pages):
        for outer in _outers(page, lines, side):
            near = [row for distance in _NEXT for row in open_.get(page - distance, ())]
            cluster = next((own for key, own in near if _is_like(key, outer.key)), None)
            if cluster is None:
                cluster = []
                every.append(cluster)
            if not cluster or cluster[-1].page != page:
                cluster.append(outer)
            open_[page].append((outer.key, cluster))
        open_.pop(page - max(_NEXT), None)
    yield from every


def _outers(page: int, lines: Lines, side: Side) -> Iterator[_Outer]:
    for line in outer_lines(lines, side):
        text = lines[line].text
        key = line_key(text) if len(text.split()) <= LONGEST else ""
        if len(key) <= LONGEST and sum(map(str.isalpha, key)) >= _LEAST_LETTERS:
            yield _Outer(page, line, key)


def _is_like(key: str, other: str) -> bool:
    return key == other or (
        min(len(key), len(other)) > 2 * _LEAST_LETTERS
        and Indel.normalized_similarity(key, other, score_cutoff=_LEAST_SIMILAR) >= _LEAST_SIMILAR
    )
