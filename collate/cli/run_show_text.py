"""What `collate show text` does. It imports neither the aligner nor numpy."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._repr import shorten
from collate.cli.notices import tell_notices
from collate.cli.output import Medium, is_stdout
from collate.cli.tabular import write_text
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.witness import Role, Witness
from collate.reading import read_sources
from collate.terminal.display import columns
from collate.terminal.escaping import printable_lines

LONGEST_QUOTATION: Final = 60  # characters of the words of a row
FIRST_WORDS: Final = 6  # of a place


@dataclass(frozen=True, slots=True)
class Aspects:
    """What of a witness is shown beside its text."""

    roles: bool = False
    places: bool = False
    layers: bool = False
    marks: bool = False
    left_out: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return self.roles or self.places or self.layers or self.marks or self.left_out


_RoleRow = tuple[int, int, str, str]  # start, end, role, cause


def show_text(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aspects: Aspects,
    format_name: str,
    output: str | None,
) -> None:
    """Write the text of each witness as it was read; on a terminal, without what acts on it."""
    asks_for_hands = aspects.layers and not choices.hands
    if asks_for_hands:
        choices = replace(choices, common=("hand=all", *choices.common))
    work = read_sources(sources, encoding, permissions, choices=choices)
    tell_notices(work.witnesses, but="--read.hand: hand changes nothing" if asks_for_hands else "")
    medium = Medium.PEOPLE if is_stdout(output) and sys.stdout.isatty() else Medium.PROGRAMS
    if format_name == "json":
        write_text(output, _as_json(work.witnesses), work.files, Medium.PROGRAMS)
        return
    lines = (f"{line}\n" for line in _described(work.witnesses, aspects))
    text = "".join(lines if aspects.any else map(_whole, work.witnesses))
    write_text(output, printable_lines(text) if medium is Medium.PEOPLE else text, work.files, medium)


def _whole(witness: Witness) -> str:
    """Return the text of a witness: as it is if somebody typed it, and what a reader made with a line end."""
    is_whole = witness.is_typed or witness.text.endswith("\n")
    return witness.text if is_whole else f"{witness.text}\n"


def roles_of(witness: Witness) -> list[_RoleRow]:
    """Return what is no text of the author: as the source says it, or in plain text as its layout shows it."""
    if witness.structured:
        return [
            (m.start, m.end, str(m.role), m.cause or "")
            for m in witness.marks
            if m.role is not None and m.role is not Role.TEXT
        ]
    from collate.editorial import FINDERS, find_interventions  # late: plain text without --roles needs none

    found = find_interventions(witness, FINDERS.values())
    return [(i.start, i.end, str(i.role), str(i.cause or "")) for i in found]


def _as_json(witnesses: Sequence[Witness]) -> str:
    import json

    document = {"witnesses": [_json_record(witness) for witness in witnesses]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_record(witness: Witness) -> dict[str, object]:
    """Return all that is known of a witness; offsets are code points of its text."""
    return {
        "siglum": witness.siglum,
        "text": witness.text,
        "roles": [dict(zip(("start", "end", "role", "cause"), row, strict=True)) for row in roles_of(witness)],
        "places": [{"system": p.system, "name": p.value, "start": p.start, "end": p.end} for p in witness.places],
        "marks": [dict(zip(("start", "end", "name", "value"), row, strict=True)) for row in _marks_of(witness)],
        "left_out": {x.name: x.words for x in witness.left_out},
    }


def _marks_of(witness: Witness) -> list[tuple[int, int, str, str]]:
    """Return what the source says of words, and its gaps, in the order of the text."""
    gaps = [(m.start, m.end, "gap", str(m.gap)) for m in witness.marks if m.gap]
    return sorted([*gaps, *((a.start, a.end, str(a.name), a.value) for a in witness.annotations)])


# -- for people


def _described(witnesses: Sequence[Witness], aspects: Aspects) -> Iterator[str]:
    for k, witness in enumerate(witnesses):
        before = next((w for w in reversed(witnesses[:k]) if w.siglum == witness.derived_from), None)
        if aspects.layers and before is not None:
            yield from _layer(before, witness)
            continue
        yield from _header(witness)
        yield from _numbered(witness, _notes_of(witness) if aspects.roles else ())
        yield ""
        if aspects.roles:
            yield from _table("kept aside", [_role_row(witness, row) for row in roles_of(witness)])
        if aspects.places:
            yield from _table("places", _place_rows(witness))
        if aspects.marks:
            yield from _table("marks", [_mark_row(witness, row) for row in _marks_of(witness)])
        if aspects.left_out:
            yield from _table("left out", _left_out_rows(witness))


def _header(witness: Witness) -> Iterator[str]:
    files = [source.file for source in witness.sources]
    named = (
        f" ({files[0]})" if len(files) == 1 else f" ({files[0]} to {files[-1]}: {len(files)} files)" if files else ""
    )
    words = len(witness.text.split())
    yield f"{witness.siglum}{named}: {words:,} word{'s' * (words != 1)}"
    yield ""


def _notes_of(witness: Witness) -> list[tuple[int, int]]:
    """Return where the notes of a source with markup stand; their words may be in the middle of a sentence."""
    return [(m.start, m.end) for m in witness.marks if witness.structured and m.role is Role.NOTE]


def _numbered(witness: Witness, notes: Sequence[tuple[int, int]] = ()) -> Iterator[str]:
    """Yield the lines of the text, each with its line in the file; what is a note in a line with text is named so."""
    offset = 0
    rows = []
    for line in witness.text.splitlines(keepends=True):
        shown = _with_notes(line.rstrip("\r\n"), offset, notes)
        rows.append((_place(witness, offset) if line.strip() else "", shown))
        offset += len(line)
    width = max((len(place) for place, _ in rows), default=0)
    yield from (f"{place:>{width}}  {line}".rstrip() for place, line in rows)


def _with_notes(line: str, offset: int, notes: Sequence[tuple[int, int]]) -> str:
    """Return a line that begins at an offset, with signs around the notes in it that are not all of it."""
    signs = [
        own
        for start, end in notes
        if offset <= start < end <= offset + len(line) and line[start - offset : end - offset].strip() != line.strip()
        for own in ((start, 1, "[note: "), (end, 0, "]"))
    ]
    for place, _, sign in sorted(signs, reverse=True):
        line = f"{line[: place - offset]}{sign}{line[place - offset :]}"
    return line


def _place(witness: Witness, offset: int) -> str:
    """Return the line of an offset, after the name of its file if there are several."""
    position = witness.position(offset)
    if len(witness.sources) < 2:
        return str(position.line)
    return f"{witness.sources[position.file].file.rpartition('/')[2]}:{position.line}"


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield title if rows else f"{title}: nothing"
    yield from (f"  {line}" for line in columns(rows))
    yield ""


def _quoted(witness: Witness, start: int, end: int) -> str:
    return shorten(" ".join(witness.text[start:end].split()), LONGEST_QUOTATION)


def _role_row(witness: Witness, row: _RoleRow) -> tuple[str, ...]:
    start, end, role, cause = row
    return _place(witness, start), role, cause, _quoted(witness, start, end)


def _place_rows(witness: Witness) -> list[tuple[str, ...]]:
    return [
        (_place(witness, p.start), p.system, p.value, _first_words(witness, p.start, p.end)) for p in witness.places
    ]


def _first_words(witness: Witness, start: int, end: int) -> str:
    """Return the words with which a place begins; `...` before them if it begins inside a word."""
    words = witness.text[start : min(end, start + 200)].split()[:FIRST_WORDS]
    inside = 0 < start < len(witness.text) and witness.text[start - 1 : start + 1].isalnum()
    return f"{'...' if inside else ''}{shorten(' '.join(words), LONGEST_QUOTATION)}"


def _mark_row(witness: Witness, row: tuple[int, int, str, str]) -> tuple[str, ...]:
    start, end, name, value = row
    return _place(witness, start), name, shorten(value, LONGEST_QUOTATION), _quoted(witness, start, end)


def _left_out_rows(witness: Witness) -> list[tuple[str, ...]]:
    """Return what is left out: how many words, under which name, and where it stands first."""
    return [
        (
            f"{x.words:,} word{'s' * (x.words != 1)}",
            x.name if x.known else f"{x.name} (no rule knows it)",
            f"first in line {x.line}" if x.line else "",
        )
        for x in witness.left_out
    ]


def _layer(before: Witness, after: Witness) -> Iterator[str]:
    """Yield where a hand differs from the manuscript, each with its line in the file."""
    yield f"{after.siglum}, compared with {before.siglum}"
    old, new = _words(before), _words(after)
    rows = []
    for a, b, c, d in _changes([w for _, w in old], [w for _, w in new]):
        place = _place(after, new[c][0]) if c < len(new) else _place(before, old[a][0]) if a < len(old) else ""
        rows.append((place, _run(old[a:b]), "→", _run(new[c:d])))
    yield from (f"  {line}" for line in columns(rows) if rows)
    if not rows:
        yield "  the same words"
    yield ""


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two lists of words differ: start and end in the old one and in the new one."""
    from rapidfuzz.distance import Levenshtein  # late; difflib takes minutes for a book

    found = (0, 0, 0, 0)
    for step in Levenshtein.opcodes(old, new):
        if step.tag != "equal":
            found = (found[0], step.src_end, found[2], step.dest_end)
            continue
        if found[0] < found[1] or found[2] < found[3]:
            yield found
        found = (step.src_end, step.src_end, step.dest_end, step.dest_end)
    if found[0] < found[1] or found[2] < found[3]:
        yield found


def _words(witness: Witness) -> list[tuple[int, str]]:
    """Return the words of a text with their offsets."""
    found, offset = [], 0
    for word in witness.text.split():
        offset = witness.text.index(word, offset)
        found.append((offset, word))
        offset += len(word)
    return found


def _run(words: Sequence[tuple[int, str]]) -> str:
    return shorten(" ".join(word for _, word in words), LONGEST_QUOTATION) or "-"
