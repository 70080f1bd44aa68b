"""Differences of two texts in words: in colour, or in the notation of `git diff --word-diff`."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.variation import Kind
from collate.rendering.citation import describe_variation
from collate.rendering.text.hunks import Hunk, HunkChange, hunks
from collate.rendering.text.terminal import SIGNIFICANCE_COLOURS, summary_lines
from collate.terminal.colour import RESET, Colour, painted
from collate.terminal.display import collapse_space, isolated


@dataclass(frozen=True, slots=True)
class Notation:
    """What stands around old words and around new ones."""

    old: tuple[str, str]
    new: tuple[str, str]
    dim: tuple[str, str]


MAX_NAMED: Final = 8  # differences whose kinds are named one by one above a stretch of text

PLAIN_NOTATION: Final = Notation(("[-", "-]"), ("{+", "+}"), ("", ""))
# Struck through and underlined too: colour is never the only mark.
COLOUR_NOTATION: Final = Notation((Colour.STRUCK_RED, RESET), (Colour.UNDERLINED_GREEN, RESET), (Colour.DIM, RESET))


def write_words(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write hunks as git does: `[-old-]{+new+}` in the words around, under a line that names the kinds."""
    return _write(apparatus, alignment, PLAIN_NOTATION)


def write_coloured(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write hunks in colour, for a terminal."""
    return _write(apparatus, alignment, COLOUR_NOTATION)


def _write(apparatus: Apparatus, alignment: Alignment, notation: Notation) -> str:
    base, other = (t.witness for t in alignment.tokens)
    lines = []
    found = list(hunks(apparatus, alignment))
    if found:
        lines += [f"--- {_named(base.siglum, base.sources)}", f"+++ {_named(other.siglum, other.sources)}"]
    for hunk in found:
        lines += [_head(hunk, notation), "".join(_set(piece, notation) for piece in hunk.pieces).strip(), ""]
    dim, plain = notation.dim
    return (
        "\n".join(
            [
                *lines,
                *(f"{dim}{line}{plain}" for line in summary_lines(apparatus) if not found or _foot(line)),
            ]
        )
        + "\n"
    )


def _foot(line: str) -> bool:
    """Of the summary, only what is not shown belongs under the hunks; `--stat` shows the rest."""
    return line.startswith("not shown")


def _named(siglum: str, sources: object) -> str:
    files = " ".join(s.file for s in sources) if isinstance(sources, tuple) else ""
    return siglum if files in ("", siglum) else f"{siglum} ({files})"


def _head(hunk: Hunk, notation: Notation) -> str:
    """Name the lines and the kinds; where many differences stand together, count them."""
    changes = hunk.changes
    if len(changes) > MAX_NAMED:
        counts = Counter(c.entry.readings[0].variation.kind for c in changes)
        kinds = f"#{changes[0].entry.number}-#{changes[-1].entry.number} " + ", ".join(
            f"{counts[kind]} {kind}" for kind in Kind if counts[kind]
        )
    else:
        kinds = ", ".join(f"#{c.entry.number} {_kind(c, notation)}" for c in changes)
    dim, plain = notation.dim
    return f"{dim}@@ -{hunk.lines[0]} +{hunk.lines[1]} @@{plain} {kinds}"


def _kind(change: HunkChange, notation: Notation) -> str:
    variation = change.entry.readings[0].variation
    words = describe_variation(variation)
    return words if notation is PLAIN_NOTATION else painted(words, SIGNIFICANCE_COLOURS[variation.significance])


def _set(piece: object, notation: Notation) -> str:
    if not isinstance(piece, HunkChange):
        return collapse_space(getattr(piece, "text", ""))
    blank = " " if piece.new.startswith(" ") and not piece.old else ""
    old = f"{notation.old[0]}{isolated(piece.old)}{notation.old[1]}" if piece.old else ""
    new = f"{notation.new[0]}{isolated(piece.new.strip(' '))}{notation.new[1]}" if piece.new else ""
    return blank + old + new
