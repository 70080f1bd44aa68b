"""Running heads, running feet and numbers of pages: which outer lines of a page are no text.

A running head has the number of its page, or the same words as one on a page near it. In doubt a line is text: a
refrain may begin or end every page, so without a number a foot must be set apart from the text, and no verse or
sentence; and a head that is a sentence must be set apart, and end as a title may.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Indel

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.reading.pdf_text.page_numbers import LONGEST, OuterLines, PageNumbers, Side, outer_lines
from collate.reading.pdf_text.printed_lines import Lines, is_apart, line_key

HEADER, FOOTER, PAGE_NUMBER = "header", "footer", "page-number"  # types of lines, as PAGE calls them

_NEXT: Final = (1, 2)  # pages: heads of left and right pages may differ
_SURE: Final = 3  # pages with one head; two need more evidence
_LEAST_SIMILAR: Final = 0.85  # heads that were read from pictures have errors
_LEAST_LETTERS: Final = 3
_OTHER_INDENT: Final = 3  # blanks by which a foot stands elsewhere than every line of the text
_GOES_ON: Final = late_regex(r"[,;:!?،؛，][^\w\s]*\s*\Z")  # as no title ends
_SENTENCE: Final = late_regex(r"[^\W\d_]+(?:\W+[^\W\d_]+){2,}\W*[.,;:!?…׃،؛؟。，]\W*")  # without digits


@dataclass(frozen=True, slots=True)
class _Outer:
    """An outer line: its page, its number on it, its words, and how many lines without a number stand outside."""

    page: int
    line: int
    key: str
    depth: int


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
        outer = outer_lines(pages)
        self.numbers = PageNumbers(pages, outer)
        self.types: list[dict[int, str]] = [{} for _ in pages]
        every = _keys(pages)
        for side in Side:
            self._find(pages, side, outer[side], _recurring(pages, outer, side, self.numbers, every))
        for page, lines in enumerate(pages):
            if len(self.types[page]) == len(lines):  # a page of some words only: these are text, without a number
                self.types[page] = {n: t for n, t in self.types[page].items() if (page, n) in self.numbers.lines}

    def __repr__(self) -> str:
        return repr_line("RunningHeads", f"{sum(map(len, self.types))} lines")

    def _find(
        self, pages: Sequence[Lines], side: Side, outer: Sequence[Sequence[int]], recurring: set[tuple[int, int]]
    ) -> None:
        """Take lines from the outside to the inside of each page, up to the first that is text."""
        for page, lines in enumerate(pages):
            keys: set[str] = set()
            for line in outer[page]:
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


def _recurring(
    pages: Sequence[Lines], outer: OuterLines, side: Side, numbers: PageNumbers, every: Counter[str]
) -> set[tuple[int, int]]:
    """Return the outer lines whose words recur on pages near theirs."""
    numbered = {page for page, _ in numbers.lines}
    found: set[tuple[int, int]] = set()
    for cluster in _clusters(pages, outer[side], numbers):
        elsewhere = sum(every[key] for key in {own.key for own in cluster}) - len(cluster)
        if 2 * elsewhere > len(cluster):
            continue  # such as the name of a speaker
        counted = [own for own in cluster if (own.page, own.line) in numbers.lines]
        # Where the others have a number, one without it is the heading of a chapter.
        heads = counted if 2 * len(counted) > len(cluster) else cluster
        if side is Side.HEAD and heads is cluster:
            heads = _heads(pages, cluster)
        if side is Side.FOOT and heads is cluster:
            heads = [] if elsewhere > 1 else _feet(pages, cluster, outer[side])
        if len(heads) >= _SURE or (
            len(heads) > 1 and all(own.page in numbered and _has_frame(pages[own.page], own.line) for own in heads)
        ):
            found |= {(own.page, own.line) for own in heads}
    return found


def _has_frame(lines: Lines, line: int) -> bool:
    """Return whether a blank line divides an outer line from the text."""
    inner = line + 1 if line < len(lines) / 2 else line - 1
    return is_apart(lines[line], lines[inner] if 0 <= inner < len(lines) else None)


def _heads(pages: Sequence[Lines], cluster: list[_Outer]) -> list[_Outer]:
    """Return the heads among lines that recur at the head of pages without a number; none if they may be a refrain."""
    heads = [own for own in cluster if _may_be_head(pages[own.page], own.line)]
    return cluster if 2 * len(heads) > len(cluster) else []


def _may_be_head(lines: Lines, line: int) -> bool:
    """Return whether a line that recurs may be a running head: it is no verse, and a sentence is set apart."""
    text = lines[line].text
    if not _is_sentence(text):
        return True
    if text[0].islower() or _GOES_ON.search(text):
        return False
    rest = [own.indent for n, own in enumerate(lines) if n > line]
    return _has_frame(lines, line) or all(abs(lines[line].indent - indent) >= _OTHER_INDENT for indent in rest)


def _feet(pages: Sequence[Lines], cluster: Sequence[_Outer], outer: Sequence[Sequence[int]]) -> list[_Outer]:
    """Return the feet among lines that recur at the foot of pages without a number; none if they may be text."""
    feet = [own for own in cluster if _is_foot(pages[own.page], own.line, outer[own.page])]
    return feet if 2 * len(feet) > len(cluster) else []


def _is_foot(lines: Lines, line: int, outer: Sequence[int]) -> bool:
    """Return whether a line at the foot of a page is set apart from the text, and has no verse or sentence around it.

    A blank line divides it from the text, or it is indented as no line of the text is.
    """
    top, end = line, line + 1
    while top > min(outer) and not is_apart(lines[top], lines[top - 1]):
        top -= 1
    while end < len(lines) and not is_apart(lines[end], lines[end - 1]):
        end += 1
    is_framed = top > 0 and is_apart(lines[top], lines[top - 1])
    if not is_framed:
        top, end = line, line + 1
        indents = [own.indent for n, own in enumerate(lines) if n not in outer or n < line]
        if any(abs(lines[line].indent - indent) < _OTHER_INDENT for indent in indents):
            return False
    return not any(_is_sentence(own.text) for own in lines[top:end])


def _is_sentence(text: str) -> bool:
    """Return whether a line may be a verse or a sentence: small letters at its beginning, or a mark at its end."""
    return text[0].islower() or (not text.isupper() and _SENTENCE.fullmatch(text) is not None)


def _keys(pages: Sequence[Lines]) -> Counter[str]:
    """Count the short lines of all pages by their words."""
    return Counter(line_key(row.text) for lines in pages for row in lines if len(row.text) <= LONGEST)


def _clusters(pages: Sequence[Lines], outer: Sequence[Sequence[int]], numbers: PageNumbers) -> Iterator[list[_Outer]]:
    """Yield the outer lines that have one and the same words, each on a page next to that of the one before it."""
    near: dict[int, list[tuple[_Outer, list[_Outer]]]] = defaultdict(list)  # by page
    every: list[list[_Outer]] = []
    for page, lines in enumerate(pages):
        for own in _outers(page, lines, outer[page], numbers):
            before = (row for distance in _NEXT for row in near.get(page - distance, ()))
            cluster = next((rows for other, rows in before if _is_like(other, own)), None)
            if cluster is None:
                cluster = []
                every.append(cluster)
            if not cluster or cluster[-1].page != page:
                cluster.append(own)
            near[page].append((own, cluster))
        near.pop(page - max(_NEXT), None)
    yield from every


def _outers(page: int, lines: Lines, outer: Sequence[int], numbers: PageNumbers) -> Iterator[_Outer]:
    depth = 0
    for line in outer:
        key = line_key(lines[line].text) if len(lines[line].text) <= 2 * LONGEST else ""
        if len(key) <= LONGEST and sum(map(str.isalpha, key)) >= _LEAST_LETTERS:
            yield _Outer(page, line, key, depth)
        depth += (page, line) not in numbers.lines


def _is_like(one: _Outer, other: _Outer) -> bool:
    if one.depth != other.depth:
        return False
    return one.key == other.key or (
        min(len(one.key), len(other.key)) > 2 * _LEAST_LETTERS
        and Indel.normalized_similarity(one.key, other.key, score_cutoff=_LEAST_SIMILAR) >= _LEAST_SIMILAR
    )
