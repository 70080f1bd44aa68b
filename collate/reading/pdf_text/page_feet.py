"""Signatures and catchwords: what a printer puts below the last line of a page for the binder."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.reading.pdf_text.printed_lines import Lines

SIGNATURE, CATCHWORD = "signature-mark", "catch-word"  # types of lines, as PAGE calls them

_MOST_WORDS: Final = 3  # of a catchword
_FAR: Final = 15  # blanks before a line that stands to the right of the margin
_HABIT: Final = 2  # lines of one kind that make it a habit of the printer
_LINES: Final = 4  # at the foot of a page
_WIDE: Final = late_regex(r"\s{3,}")
_SIGNATURE: Final = late_regex(
    r"(?:[Vv]ol|VOL|[Tt]om|TOM|T|[Bb]d|[Bb]and|[Pp]ars|[Pp]art)?\.?\s?[\dIVXLC]*[.,]?[\s—–-]*"
    r"[\[(*]?(?P<letter>[^\W\d_])(?P<more>[^\W\d_]{0,3})\.?\s?(?P<leaf>\d{1,2}|[ivxj]{1,5}|\*)?\.?[\])]?"
)


class PageFeet:
    """The signatures and catchwords of pages.

    Parameters
    ----------
    pages
        The lines of each page.
    types
        For each page, the type of each line that is known to be no text; those that are found here are added.
    """

    def __init__(self, pages: Sequence[Lines], types: Sequence[dict[int, str]]) -> None:
        self._pages = pages
        self._types = types
        found = [(page, line, type_) for page in range(len(pages)) for line, type_ in self._candidates(page)]
        for type_ in (SIGNATURE, CATCHWORD):
            of_type = [(page, line) for page, line, own in found if own == type_]
            is_habit = len(of_type) >= _HABIT
            for page, line in of_type:
                if is_habit or pages[page][line].indent >= _FAR:
                    types[page][line] = type_

    def _candidates(self, page: int) -> Iterator[tuple[int, str]]:
        """Yield the lowest lines of a page that may be signatures or catchwords, up to the first that cannot."""
        lines, types = self._pages[page], self._types[page]
        following = self._first_text(page + 1)
        for line in range(len(lines) - 1, max(len(lines) - 1 - _LINES, 0), -1):
            if line in types:
                continue
            parts = _WIDE.split(lines[line].text)
            if (
                following
                and is_catchword(parts[-1], following, lines[line].indent >= _FAR)
                and all(map(is_signature, parts[:-1]))
            ):
                yield line, CATCHWORD
            elif all(map(is_signature, parts)):
                yield line, SIGNATURE
            else:
                return

    def _first_text(self, page: int) -> str:
        """Return the first line of text of a page, or of the one after it where it is blank."""
        for number in range(page, min(page + 2, len(self._pages))):
            types = self._types[number]
            for line, row in enumerate(self._pages[number]):
                if line not in types:
                    return row.text
        return ""


def is_signature(text: str) -> bool:
    """Return whether a line is a signature: `B 2`, `Aa iij`, `VOL. II. C`."""
    match = _SIGNATURE.fullmatch(text) if len(text) <= 20 else None
    if match is None:
        return False
    letter, more = match["letter"].casefold(), match["more"].casefold()
    has_place = bool(match["leaf"]) or text[0] in "[(*"
    return set(more) <= {letter} and (has_place or (not more and match["letter"].isupper()))


def is_catchword(text: str, following: str, is_far: bool = False) -> bool:
    """Return whether a line is the words with which the next page begins; or a part of one, with a hyphen or far."""
    word, first = " ".join(text.split()), " ".join(following.split())
    if not 0 < len(word.split()) <= _MOST_WORDS or not any(map(str.isalpha, word)):
        return False
    stem = word.rstrip("-‐¬.,;:").casefold()
    if len(first) <= len(word) and first.casefold() == word.casefold():
        return False  # a line that is there twice, such as the name of a speaker
    rest = first[len(stem) :]
    is_part = word != word.rstrip("-‐¬") or (is_far and len(stem) > 1)
    return first.casefold().startswith(stem) and (is_part or not rest[:1].isalpha())
