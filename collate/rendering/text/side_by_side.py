"""The differences of two texts in two columns, measured by display width."""

import re
from collections.abc import Iterator
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.citation import describe_in_entry
from collate.rendering.text.hunks import Hunk, HunkChange, Unchanged, hunks
from collate.rendering.text.terminal import summary_lines
from collate.terminal.display import collapse_space, isolated, padded, width
from collate.terminal.escaping import printable_line

COLUMN_WIDTH: Final = 56  # cells of each text


def write_side_by_side(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write each hunk twice: the first text on the left, the second on the right."""
    old, new = (t.witness for t in alignment.tokens)
    yield f"{padded(old.siglum, COLUMN_WIDTH)} │ {new.siglum}\n"
    for hunk in hunks(apparatus, alignment):
        kinds = ", ".join(
            f"#{c.entry.told_in or c.entry.number} "
            f"{printable_line(describe_in_entry(c.entry, c.entry.readings[0].variation))}"
            for c in hunk.changes
        )
        yield "─" * COLUMN_WIDTH + "─┼─" + "─" * COLUMN_WIDTH + f"\n{kinds}\n"
        for row in _rows(hunk):
            yield row + "\n"
    for line in ("", *summary_lines(apparatus)):
        yield line + "\n"


def _rows(hunk: Hunk) -> list[str]:
    left = _wrap(_text(hunk, new=False), f"{hunk.lines[0]}: ")
    right = _wrap(_text(hunk, new=True), f"{hunk.lines[1]}: ")
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    return [f"{padded(a, COLUMN_WIDTH)} │ {b}".rstrip() for a, b in zip(left, right, strict=True)]


def _text(hunk: Hunk, new: bool) -> str:
    # Where a side has no words for a change, the spaces around the change would be two.
    return re.sub(" {2,}", " ", "".join(_piece(piece, new) for piece in hunk.pieces)).strip()


def _piece(piece: Unchanged | HunkChange, new: bool) -> str:
    if isinstance(piece, Unchanged):
        return collapse_space(piece.text)
    opening, closing = ("{+", "+}") if new else ("[-", "-]")
    text = piece.new if new else piece.old
    if not text.strip():
        return ""
    return f"{' ' * text.startswith(' ')}{opening}{isolated(text.strip())}{closing}"


def _wrap(text: str, label: str) -> list[str]:
    """Break a text at spaces into lines that fit, the first after `label`; a word wider than a line is cut."""
    lines = [label]
    for word in text.split(" "):
        rest = word
        if width(lines[-1] + rest) > COLUMN_WIDTH and lines[-1].strip() and lines[-1] != label:
            lines.append("")
        while width(lines[-1] + rest) > COLUMN_WIDTH:
            cut = next(k for k in range(len(rest), 0, -1) if k == 1 or width(lines[-1] + rest[:k]) <= COLUMN_WIDTH)
            lines[-1] += rest[:cut]
            rest = rest[cut:]
            lines.append("")
        lines[-1] += rest + " "
    return [line.rstrip() for line in lines]
