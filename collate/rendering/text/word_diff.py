"""The differences of two texts word by word: in colour, or in the notation of `git diff --word-diff`."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Apparatus
from collate.classify.language.folding import common_prefix_length
from collate.model.alignment import Alignment
from collate.model.variation import Kind
from collate.model.witness import Siglum, SourceFile
from collate.rendering.citation import cite_new_names, describe_in_entry
from collate.rendering.file_differences import list_files
from collate.rendering.lines import count_line_breaks
from collate.rendering.text.hunks import Hunk, HunkChange, Unchanged, hunks
from collate.rendering.text.terminal import SIGNIFICANCE_COLOURS, summary_lines
from collate.terminal.colour import RESET, Colour, painted
from collate.terminal.display import isolated, visible, visible_lines
from collate.terminal.escaping import printable_line


@dataclass(frozen=True, slots=True)
class Notation:
    """What is written before and after old words, new words, and what is of less interest."""

    old: tuple[str, str]
    new: tuple[str, str]
    dim: tuple[str, str]


LONGEST_LINE: Final = 2000  # characters of changed text in one line
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
        yield "\n".join(shown_lines(hunk, notation)) + "\n\n"
    dim, reset = notation.dim
    summary = [line for line in summary_lines(apparatus) if not has_hunks or belongs_below_hunks(line)]
    for line in summary:
        yield f"{dim}{line}{reset}\n"
    if not has_hunks and not summary:
        yield "\n"


def belongs_below_hunks(line: str) -> bool:
    """Return whether a line of the summary says what is not shown; `--stat` shows the other lines."""
    return line.startswith(("not shown", "white space that", "only "))


def _text_name(siglum: Siglum, sources: Sequence[SourceFile]) -> str:
    files = printable_line(list_files(sources))
    return siglum if files in ("", siglum) else f"{siglum} ({files})"


def _head(hunk: Hunk, notation: Notation) -> str:
    """Return the line above a hunk: the lines of both texts and the kinds; many differences are counted by kind."""
    changes = hunk.changes
    if len(changes) > MAX_NAMED:
        counts = Counter(c.entry.readings[0].variation.kind for c in changes if c.entry.told_in is None)
        numbers = [c.entry.told_in or c.entry.number for c in changes]
        first = cite_new_names([changes[0].entry])[0]
        kinds = f"{printable_line(first)}#{min(numbers)}-#{max(numbers)} " + ", ".join(
            f"{counts[kind]} {kind}{_other_places(changes) if kind is Kind.TRANSPOSITION else ''}"
            for kind in Kind
            if counts[kind]
        )
    else:
        names = cite_new_names([c.entry for c in changes])
        kinds = ", ".join(
            f"{printable_line(name)}#{c.entry.told_in or c.entry.number} {_kind(c, notation)}"
            for name, c in zip(names, changes, strict=True)
        )
    dim, reset = notation.dim
    return f"{dim}@@ -{_range(hunk.old_lines)} +{_range(hunk.new_lines)} @@{reset} {kinds}"


def _other_places(changes: Sequence[HunkChange]) -> str:
    """Return where the moved words of a hunk are in the other text: ` (#5 on line 12 of B)`."""
    moved = [change.entry for change in changes if change.entry.other_place and change.entry.told_in is None]
    told = [printable_line(f"#{entry.number} {entry.other_place}") for entry in moved[:MAX_NAMED]]
    if len(moved) > MAX_NAMED:
        told.append(f"{len(moved) - MAX_NAMED} more")
    return f" ({', '.join(told)})" if told else ""


def _range(lines: tuple[int, int]) -> str:
    return f"{lines[0]}" if lines[1] == 1 else f"{lines[0]},{lines[1]}"


def _kind(change: HunkChange, notation: Notation) -> str:
    variation = change.entry.readings[0].variation
    words = printable_line(describe_in_entry(change.entry, variation))
    return words if notation is PLAIN_NOTATION else painted(words, SIGNIFICANCE_COLOURS[variation.significance])


def shown_lines(hunk: Hunk, notation: Notation) -> list[str]:
    """Return the lines of a hunk; the marks of a change are closed at the end of each line and opened in the next."""
    lines = ["…" if hunk.is_cut[0] else ""]
    for piece in hunk.pieces:
        if isinstance(piece, Unchanged):
            first, *others = visible_lines(piece.text)
        else:
            first, *others = _changed_lines(piece, notation)
        lines[-1] += first
        lines += others
    if hunk.is_cut[1]:
        lines[-1] += "…"
    lines = [line.rstrip() for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _changed_lines(change: HunkChange, notation: Notation) -> list[str]:
    """Return the lines of a change: what is old, then what is new, each line within its marks."""
    if change.entry.unit.is_white_space:
        space = marked(notation.old, visible(change.old)) + marked(notation.new, visible(change.new))
        return [space, ""] if count_line_breaks(change.old + change.new) else [space]
    if notation is COLOUR_NOTATION and (parts := changed_letters(change.old, change.new)):
        return [
            _emphasised(parts[0], parts[1], parts[3], notation.old, Colour.DELETED_LETTERS)
            + _emphasised(parts[0], parts[2], parts[3], notation.new, Colour.ADDED_LETTERS)
        ]
    old = [marked(notation.old, line) for line in bounded_lines(change.old)]
    new = [marked(notation.new, line) for line in bounded_lines(change.new)]
    if len(old) > 1 and len(new) > 1:
        return [*old, *new]
    return [*old[:-1], old[-1] + new[0], *new[1:]]


def marked(marks: tuple[str, str], text: str) -> str:
    """Return text between marks; its indentation stays outside."""
    if not text.strip():
        return text if not text or text.isspace() else marks[0] + text + marks[1]
    words = text.lstrip(" \t")
    return f"{text[: len(text) - len(words)]}{marks[0]}{isolated(words)}{marks[1]}"


def bounded_lines(text: str) -> list[str]:
    """Return the lines of changed text; of a very long line the middle is left out, and its length is told."""
    return [
        line
        if len(line) <= LONGEST_LINE
        else f"{line[: LONGEST_LINE * 3 // 4]}… {len(line) - LONGEST_LINE} characters …{line[-LONGEST_LINE // 4 :]}"
        for line in visible_lines(text)
    ]


def changed_letters(old: str, new: str) -> tuple[str, str, str, str] | None:
    """Return what two similar words share at the beginning, what differs in each, and what they share at the end.

    None if they are several words, or share less than half of their letters. A letter keeps its marks.
    """
    if not old or not new or any(c.isspace() for c in old + new):
        return None
    head = common_prefix_length(old, new)
    tail = common_prefix_length(old[head:][::-1], new[head:][::-1])
    while head and any(unicodedata.combining(c) for c in (old[head : head + 1], new[head : head + 1]) if c):
        head -= 1
    while tail and unicodedata.combining(old[len(old) - tail]):
        tail -= 1
    if 2 * (head + tail) < min(len(old), len(new)):
        return None
    return old[:head], old[head : len(old) - tail], new[head : len(new) - tail], old[len(old) - tail :]


def _emphasised(head: str, changed: str, tail: str, marks: tuple[str, str], letters: Colour) -> str:
    """Return a word in colour, with the letters that changed in a stronger one."""
    parts = [
        f"{marks[0]}{visible(head)}{marks[1]}" if head else "",
        painted(visible(changed), letters) if changed else "",
    ]
    return isolated("".join([*parts, f"{marks[0]}{visible(tail)}{marks[1]}" if tail else ""]))
