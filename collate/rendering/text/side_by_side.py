"""The differences of two texts in two columns, measured by display width."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.citation import cite_new_names, describe_in_entry
from collate.rendering.lines import count_line_breaks
from collate.rendering.text.hunks import Hunk, HunkChange, Unchanged, hunks
from collate.rendering.text.terminal import summary_lines
from collate.rendering.text.word_diff import bounded_lines, marked
from collate.terminal.display import padded, visible, visible_lines, width
from collate.terminal.escaping import printable_line

COLUMN_WIDTH: Final = 56  # cells of each text


def write_side_by_side(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write each hunk twice: the first text on the left, the second on the right."""
    old, new = (t.witness for t in alignment.tokens)
    yield f"{padded(old.siglum, COLUMN_WIDTH)} │ {new.siglum}\n"
    for hunk in hunks(apparatus, alignment):
        kinds = ", ".join(
            f"{printable_line(name)}#{c.entry.told_in or c.entry.number} "
            f"{printable_line(describe_in_entry(c.entry, c.entry.readings[0].variation))}"
            for name, c in zip(cite_new_names([c.entry for c in hunk.changes]), hunk.changes, strict=True)
        )
        yield "─" * COLUMN_WIDTH + "─┼─" + "─" * COLUMN_WIDTH + f"\n{kinds}\n"
        for row in _rows(hunk):
            yield row + "\n"
    for line in ("", *summary_lines(apparatus)):
        yield line + "\n"


def _rows(hunk: Hunk) -> list[str]:
    """Return the rows of a hunk: a line that both texts have begins a row in both."""
    rows = []
    blocks = list(zip(_blocks(hunk, new=False), _blocks(hunk, new=True), strict=True))
    blocks = [block for k, block in enumerate(blocks) if any(block[0] + block[1]) or 0 < k < len(blocks) - 1]
    labels = f"{hunk.old_lines[0]}: ", f"{hunk.new_lines[0]}: "
    for k, sides in enumerate(blocks):
        left, right = (
            [row for n, line in enumerate(side) for row in _wrap(line, label if k == n == 0 else "")]
            for side, label in zip(sides, labels, strict=True)
        )
        height = max(len(left), len(right))
        left += [""] * (height - len(left))
        right += [""] * (height - len(right))
        rows += [f"{padded(a, COLUMN_WIDTH)} │ {b}".rstrip() for a, b in zip(left, right, strict=True)]
    return rows


def _blocks(hunk: Hunk, new: bool) -> list[list[str]]:
    """Return the lines of one text of a hunk, in blocks that end where both texts have a line end."""
    blocks = [["…" if hunk.is_cut[0] else ""]]
    for piece in hunk.pieces:
        if isinstance(piece, Unchanged):
            first, *others = visible_lines(piece.text)
            blocks[-1][-1] += first
            blocks += [[line] for line in others]
        else:
            first, *others = _changed(piece, new)
            blocks[-1][-1] += first
            blocks[-1] += others
    if hunk.is_cut[1]:
        blocks[-1][-1] += "…"
    return blocks


def _changed(change: HunkChange, new: bool) -> list[str]:
    text = change.new if new else change.old
    marks = ("{+", "+}") if new else ("[-", "-]")
    if change.entry.unit.is_white_space:
        return [marked(marks, visible(text))] + [""] * min(1, count_line_breaks(text))
    return [marked(marks, line) for line in bounded_lines(text)]


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
