"""A line made of the words that a file gives one by one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.reading.pages.layout import LineSpan, TextRun
from collate.reading.transcript import SourcePoint
from collate.text.normalise import HYPHENS

_CLOSING: Final = ".,;:!?)]}»”’…"
_OPENING: Final = "([{«„"


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A word of a line, or a mark.

    text   as the source has it
    at     where it stands
    space  whether white space stands before it
    spans  what is said of it
    others where its pieces behind an entity stand in the file
    """

    text: str
    at: SourcePoint
    space: bool = False
    spans: tuple[LineSpan, ...] = ()
    others: tuple[TextRun, ...] = ()

    def __repr__(self) -> str:
        return repr_line("WordPiece", quoted(self.text))


@dataclass(frozen=True, slots=True)
class JoinedWords:
    """The text of a line, where each word begins, where its pieces stand in the file, and what is said of them."""

    text: str
    starts: tuple[int, ...]
    runs: tuple[TextRun, ...]
    spans: tuple[LineSpan, ...]

    def __repr__(self) -> str:
        return repr_line("JoinedWords", quoted(self.text))


def with_spaces(pieces: Sequence[WordPiece]) -> list[WordPiece]:
    """Return words of a file that has no white space at all, with white space between them.

    A mark stands at its word: a full stop, a bracket, a hyphen at the end of the line.
    """
    found: list[WordPiece] = []
    for n, piece in enumerate(pieces):
        is_last = n == len(pieces) - 1
        closes = all(c in _CLOSING for c in piece.text) or (is_last and len(piece.text) == 1 and piece.text in HYPHENS)
        opened = n > 0 and all(c in _OPENING for c in pieces[n - 1].text)
        found.append(replace(piece, space=n > 0 and not closes and not opened))
    return found


def joined_words(pieces: Sequence[WordPiece]) -> JoinedWords:
    """Return the line that words make."""
    texts: list[str] = []
    starts: list[int] = []
    spans: list[LineSpan] = []
    length = 0
    for piece in pieces:
        if piece.space and length:
            texts.append(" ")
            length += 1
        starts.append(length)
        spans += [replace(s, start=s.start + length, end=s.end + length) for s in piece.spans]
        texts.append(piece.text)
        length += len(piece.text)
    ordered = tuple(sorted(spans, key=lambda s: (s.start, -s.end)))
    runs = tuple(
        run
        for start, piece in zip(starts, pieces, strict=True)
        for run in (TextRun(start, piece.at), *(TextRun(start + other.start, other.at) for other in piece.others))
    )
    return JoinedWords("".join(texts), tuple(starts), runs, ordered)
