"""The differences of two texts word by word: in colour, or in the notation of `git diff --word-diff`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.variation import Kind
from collate.model.witness import Siglum, SourceFile
from collate.rendering.citation import describe_in_entry
from collate.rendering.text.hunks import Hunk, HunkChange, Unchanged, hunks
from collate.rendering.text.terminal import SIGNIFICANCE_COLOURS, summary_lines
from collate.terminal.colour import RESET, Colour, painted
from collate.terminal.display import collapse_space, isolated
from collate.terminal.escaping import printable_line


@dataclass(frozen=True, slots=True)
class Notation:
    """What is written before and after old words, new words, and what is of less interest."""

    old: tuple[str, str]
    new: tuple[str, str]
    dim: tuple[str, str]


MAX_NAMED: Final = 8  # differences of a hunk whose kinds are named one by one; more are counted by kind

PLAIN_NOTATION: Final = Notation(("[-", "-]"), ("{+", "+}"), ("", ""))
# Struck through and underlined too: colour is never the only sign.
COLOUR_NOTATION: Final = Notation((Colour.STRUCK_RED, RESET), (Colour.UNDERLINED_GREEN, RESET), (Colour.DIM, RESET))


def write_words(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write hunks as git does: `[-old-]{+new+}` among the words around, below a line that names the kinds."""
    return _write(apparatus, alignment, PLAIN_NOTATION)


def write_coloured(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write hunks in colour, for a terminal."""
    return _write(apparatus, alignment, COLOUR_NOTATION)


def _write(apparatus: Apparatus, alignment: Alignment, notation: Notation) -> Iterator[str]:
    old, new = (t.witness for t in alignment.tokens)
    has_hunks = False
    for hunk in hunks(apparatus, alignment):
        if not has_hunks:
            yield f"--- {_text_name(old.siglum, old.sources)}\n+++ {_text_name(new.siglum, new.sources)}\n"
            has_hunks = True
        yield f"{_head(hunk, notation)}\n"
        yield "".join(_piece(piece, notation) for piece in hunk.pieces).strip() + "\n\n"
    dim, reset = notation.dim
    summary = [line for line in summary_lines(apparatus) if not has_hunks or _belongs_below_hunks(line)]
    for line in summary:
        yield f"{dim}{line}{reset}\n"
    if not has_hunks and not summary:
        yield "\n"


def _belongs_below_hunks(line: str) -> bool:
    """Return whether a line of the summary says what is not shown; `--stat` shows the other lines."""
    return line.startswith("not shown")


def _text_name(siglum: Siglum, sources: Sequence[SourceFile]) -> str:
    files = printable_line(" ".join(source.file for source in sources))
    return siglum if files in ("", siglum) else f"{siglum} ({files})"


def _head(hunk: Hunk, notation: Notation) -> str:
    """Return the line above a hunk: the lines of both texts and the kinds; many differences are counted by kind."""
    changes = hunk.changes
    if len(changes) > MAX_NAMED:
        counts = Counter(c.entry.readings[0].variation.kind for c in changes if c.entry.told_in is None)
        numbers = [c.entry.told_in or c.entry.number for c in changes]
        kinds = f"#{min(numbers)}-#{max(numbers)} " + ", ".join(
            f"{counts[kind]} {kind}" for kind in Kind if counts[kind]
        )
    else:
        kinds = ", ".join(f"#{c.entry.told_in or c.entry.number} {_kind(c, notation)}" for c in changes)
    dim, reset = notation.dim
    return f"{dim}@@ -{hunk.lines[0]} +{hunk.lines[1]} @@{reset} {kinds}"


def _kind(change: HunkChange, notation: Notation) -> str:
    variation = change.entry.readings[0].variation
    words = printable_line(describe_in_entry(change.entry, variation))
    return words if notation is PLAIN_NOTATION else painted(words, SIGNIFICANCE_COLOURS[variation.significance])


def _piece(piece: Unchanged | HunkChange, notation: Notation) -> str:
    if isinstance(piece, Unchanged):
        return collapse_space(piece.text)
    space = " " if piece.new.startswith(" ") and not piece.old else ""
    old = f"{notation.old[0]}{isolated(piece.old)}{notation.old[1]}" if piece.old else ""
    new = f"{notation.new[0]}{isolated(piece.new.strip(' '))}{notation.new[1]}" if piece.new else ""
    return space + old + new
