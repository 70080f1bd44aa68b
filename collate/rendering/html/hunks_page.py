"""The differences of two texts as a page of hunks: lines with their numbers in both texts, and what changed in them."""

import base64
import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry
from collate.files.package_data import DATA, package_text
from collate.model.alignment import GAP, Alignment
from collate.model.variation import Variation
from collate.model.witness import Witness
from collate.rendering.citation import cite_new_names, describe_in_entry
from collate.rendering.file_differences import list_files
from collate.rendering.html.page import html_text
from collate.rendering.lines import count_line_breaks
from collate.rendering.text.hunks import Hunk, HunkChange, Unchanged, hunks
from collate.rendering.text.terminal import summary_lines
from collate.rendering.text.word_diff import belongs_below_hunks, bounded_lines, changed_letters
from collate.terminal.display import visible, visible_lines

_STYLE: Final = DATA / "page" / "hunks.css"


@dataclass(slots=True)
class _Row:
    """A line of a hunk: its number in each text that has it, and its content as HTML."""

    old: int | None
    new: int | None
    parts: list[str] = field(default_factory=list)

    def has_only(self, tag: str) -> bool:
        """Return whether all words of the line are in one text, in elements of a tag."""
        words = [part for part in self.parts if part.strip("… ")]
        return bool(words) and all(part.startswith(tag) for part in words)

    @property
    def has_unchanged(self) -> bool:
        """Whether the line has words that both texts have."""
        return any(part.strip("… ") and not part.startswith(("<del>", "<ins>")) for part in self.parts)


def write_hunks(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a page that needs no script and loads nothing."""
    old, new = (tokens.witness for tokens in alignment.tokens)
    style = package_text(_STYLE)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = html_text(apparatus.title or f"{old.siglum} / {new.siglum}")
    yield (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<h1>{_name(old)} <span>→</span> {_name(new)}</h1>\n"
    )
    lines = _LineNumbers(alignment)
    has_hunks = False
    for hunk in hunks(apparatus, alignment):
        has_hunks = True
        yield _hunk(hunk, lines)
    for line in summary_lines(apparatus):
        if not has_hunks or belongs_below_hunks(line):
            yield f'<p class="summary">{html_text(line)}</p>\n'
    yield "</body>\n</html>\n"


@dataclass(frozen=True)
class _LineNumbers:
    """The lines of both texts, and the line of the second at which each line of the first begins.

    Rows are numbered by the lines of the texts; they show those of the files from which the texts were read.
    """

    alignment: Alignment

    @cached_property
    def _partners(self) -> list[int]:
        """For each token of the first text, the token of the second in its column, or -1."""
        table = self.alignment.table
        return [*np.where(table[:, 1] == GAP, -1, table[:, 1])[table[:, 0] != GAP].tolist()]

    @cached_property
    def _starts(self) -> list[int]:
        return [*self.alignment.tokens[0].spans[:, 0].tolist()]

    def of_start(self, hunk: Hunk) -> int:
        """Return the line of the first text in which a hunk begins."""
        return self.alignment.tokens[0].witness.text_line(hunk.start)

    def of_change(self, change: HunkChange) -> tuple[int, int]:
        """Return the lines at which both sides of a change begin."""
        old, new = (t.witness.text_line(start) for t, start in zip(self.alignment.tokens, change.starts, strict=True))
        return old, new

    def beside(self, line: int) -> int | None:
        """Return the line of the second text with the first word of a line of the first that both have."""
        old, new = self.alignment.tokens
        starts = (*old.witness.line_starts, len(old.witness.text) + 1)
        first, last = bisect_left(self._starts, starts[line - 1]), bisect_left(self._starts, starts[line])
        partner = next((p for p in self._partners[first:last] if p >= 0), None)
        return None if partner is None else new.witness.text_line(int(new.spans[partner, 0]))

    def shown(self, side: int, line: int | None) -> str:
        """Return the number of a line of the first text (side 0) or the second in its file; "" for an empty line.

        An empty line of a marked-up source was written by its reader.
        """
        witness = self.alignment.tokens[side].witness
        if line is None or not witness.origins:
            return str(line or "")
        start = witness.line_starts[min(line, len(witness.line_starts)) - 1]
        return "" if witness.text[start : start + 1] in "\r\n" else str(witness.line(start))

    def is_blank_line(self, line: int) -> bool:
        """Return whether the second text has a line of this number without words."""
        witness = self.alignment.tokens[1].witness
        starts = (*witness.line_starts, len(witness.text))
        return line < len(starts) and not witness.text[starts[line - 1] : starts[line]].strip()


def _hunk(hunk: Hunk, lines: _LineNumbers) -> str:
    entries = [change.entry for change in hunk.changes]
    kinds = ", ".join(
        f"{html_text(name)}{_kind(entry, entry.readings[0].variation)}"
        for name, entry in zip(cite_new_names(entries), entries, strict=True)
    )
    rows = "".join(
        f'<tr><td class="n">{lines.shown(0, row.old)}</td><td class="n">{lines.shown(1, row.new)}</td>'
        f'<td class="t" dir="auto">{"".join(row.parts)}</td></tr>\n'
        for row in _rows(hunk, lines)
    )
    return f"<table>\n<caption>{kinds}</caption>\n{rows}</table>\n"


def _kind(entry: Entry, variation: Variation) -> str:
    said = html_text(describe_in_entry(entry, variation))
    return f'<span class="k-{variation.significance}">#{entry.told_in or entry.number} {said}</span>'


def _rows(hunk: Hunk, lines: _LineNumbers) -> list[_Row]:
    """Return the rows of a hunk, without empty ones at its ends."""
    at = lines.of_start(hunk)
    rows = [_Row(at, None, ["…"] if hunk.is_cut[0] else [])]
    for piece in hunk.pieces:
        if isinstance(piece, Unchanged):
            first, *others = visible_lines(piece.text)
            rows[-1].parts.append(escape(first))
            if first.strip():
                rows[-1].old = rows[-1].old or at
            rows += [_Row(at + k, None, [escape(line)]) for k, line in enumerate(others, 1)]
            at += len(others)
            continue
        at, new = _number_before(rows, lines.of_change(piece), bool(piece.new.strip()))
        _add_change(rows, piece, at, new)
        at += count_line_breaks(piece.old)
    if hunk.is_cut[1]:
        rows[-1].parts.append("…")
    for row in rows:
        if row.new is None and row.old is not None and row.has_unchanged:
            row.new = lines.beside(row.old)
        if row.has_only("<ins>"):
            row.old = None
        elif row.has_only("<del>"):
            row.new = None
    _number_blank_rows(rows, lines)
    while rows and not any(part.strip() for part in rows[0].parts):
        rows.pop(0)
    while rows and not any(part.strip() for part in rows[-1].parts):
        rows.pop()
    return rows


def _number_blank_rows(rows: list[_Row], lines: _LineNumbers) -> None:
    """Number the blank lines of both texts in the second one: each is the line after the row before it."""
    for before, row in pairwise(rows):
        is_blank = row.old is not None and not any(part.strip() for part in row.parts)
        if is_blank and row.new is None and before.new is not None and lines.is_blank_line(before.new + 1):
            row.new = before.new + 1


def _number_before(rows: list[_Row], begins: tuple[int, int], has_new: bool) -> tuple[int, int]:
    """Number the rows at whose end a change begins, and return where it begins in each text.

    White space of the second text before added words may have begun rows that the first text does not have.
    """
    old, new = begins
    for k, row in enumerate(reversed(rows)):
        if row.old is None or row.old <= old:
            break
        row.old, row.new = None, new - k
    if has_new and not any(part.strip() for part in rows[-1].parts):
        rows[-1].new = new
    return old, new


def _add_change(rows: list[_Row], change: HunkChange, at: int, new: int) -> None:
    """Add a change to the last row; its further lines are rows of the text that has them."""
    if change.old.strip():
        rows[-1].old = rows[-1].old or at
    if change.entry.unit.is_white_space:
        rows[-1].parts += [_marked("del", escape(visible(change.old))), _marked("ins", escape(visible(change.new)))]
        old_breaks, new_breaks = count_line_breaks(change.old), count_line_breaks(change.new)
        if old_breaks or new_breaks:
            rows.append(_Row(at + old_breaks if old_breaks else None, new + new_breaks if new_breaks else None))
        return
    if letters := changed_letters(change.old, change.new):
        head, old_letters, new_letters, tail = (escape(visible(part)) for part in letters)
        rows[-1].parts += [
            _marked("del", f"{head}{_emphasised(old_letters)}{tail}"),
            _marked("ins", f"{head}{_emphasised(new_letters)}{tail}"),
        ]
        return
    old_lines, new_lines = bounded_lines(change.old), bounded_lines(change.new)
    for k, line in enumerate(old_lines):
        if k:
            rows.append(_Row(at + k, None))
        rows[-1].parts.append(_marked("del", escape(line)))
    if len(old_lines) > 1 and len(new_lines) > 1:
        rows.append(_Row(None, new))
    for k, line in enumerate(new_lines):
        if k:
            rows.append(_Row(None, new + k))
        rows[-1].parts.append(_marked("ins", escape(line)))


def _marked(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


def _emphasised(letters: str) -> str:
    return f"<b>{letters}</b>" if letters else ""


def _name(witness: Witness) -> str:
    files = list_files(witness.sources)
    of_file = f" <small>{html_text(files)}</small>" if files not in ("", witness.siglum) else ""
    return f"<bdi>{html_text(witness.siglum)}</bdi>{of_file}"
