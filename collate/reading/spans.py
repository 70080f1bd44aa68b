"""A witness that is a part of a file: `from` has its first words, `to` its last ones."""

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from collate._late_regex import late_regex
from collate._repr import quoted
from collate.errors import ConfigError
from collate.model.annotations import Annotation, Annotations
from collate.model.origins import Origins
from collate.model.witness import Mark, Place, Pretoken, Witness
from collate.reading.plain_files import origins_of_lines

MOST_SHOWN: Final = 3  # places of words that occur several times
LONGEST_QUOTATION: Final = 2_000  # characters of `from` or `to`
_SPACE: Final = r"\s+"
_AROUND: Final = late_regex(r"^(?:\.\.\.|…)\s*|\s*(?:\.\.\.|…)$")


def span_of(witness: Witness, first: str, last: str, error_at: Callable[[str, str], ConfigError]) -> Witness:
    """Return the part of a witness from the words `first` to the words `last`, both in it.

    "" means the beginning, and the end. White space in the words is any white space of the text.

    `error_at` builds the error for the key `from` or `to`: the words must occur once, those of `to` behind `from`.
    """
    start, end = 0, len(witness.text)
    if first:
        start, behind = _single(witness, "from", first, 0, error_at)
    else:
        behind = 0
    if last:
        end = _single(witness, "to", last, start, error_at)[1]
        if first and end < behind:
            raise error_at("to", f"the words {quoted(last)} end before those of `from` do; choose words behind them")
    return cut(witness, start, end)


def _single(
    witness: Witness, key: str, words: str, start: int, error_at: Callable[[str, str], ConfigError]
) -> tuple[int, int]:
    """Return the one place [start, end) of some words."""
    if len(words) > LONGEST_QUOTATION:
        raise error_at(key, f"{key} has {len(words):,} characters; a few words are enough")
    parts = _AROUND.sub("", words.strip()).split()
    if not parts:
        raise error_at(key, f"{key} has no words; write some words of the text")
    pattern = re.compile(rf"(?<!\w){_SPACE.join(map(re.escape, parts))}(?!\w)")
    found = [match.span() for match in pattern.finditer(witness.text, start)]
    if len(found) == 1:
        return found[0]
    behind = " behind the words of `from`" if start else ""
    if not found:
        file = witness.sources[0].file if witness.sources else str(witness.siglum)
        raise error_at(key, f"the words {quoted(words)} are not in {file}{behind}; copy them exactly")
    shown = ", ".join(_position(witness, place) for place, _ in found[:MOST_SHOWN])
    more = ", ..." if len(found) > MOST_SHOWN else ""
    raise error_at(
        key, f"the words {quoted(words)} occur {len(found)} times{behind} ({shown}{more}); add words beside them"
    )


def _position(witness: Witness, offset: int) -> str:
    position = witness.position(offset)
    file = witness.sources[position.file].file if position.file < len(witness.sources) else ""
    return f"{file}:{position.line}:{position.column}"


def cut(witness: Witness, start: int, end: int) -> Witness:
    """Return the code points [start, end) of a witness, with all that is said of them."""
    origins = witness.origins or origins_of_lines([witness.text])
    return replace(
        witness,
        text=witness.text[start:end],
        marks=tuple(_cut_mark(mark, start, end) for mark in witness.marks if mark.start < end and mark.end > start),
        places=tuple(_cut_place(place, start, end) for place in witness.places if _is_within(place, start, end)),
        annotations=_cut_annotations(witness.annotations, start, end),
        pretokens=_cut_pretokens(witness.pretokens, start, end),
        origins=_cut_origins(origins, start, end),
    )


def _cut_mark(mark: Mark, start: int, end: int) -> Mark:
    return replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)


def _is_within(place: Place, start: int, end: int) -> bool:
    return place.start < end and (place.end > start or (place.start == place.end == start))


def _cut_place(place: Place, start: int, end: int) -> Place:
    label = place.label
    kept = (label[0] - start, label[1] - start) if label and start <= label[0] and label[1] <= end else None
    return replace(place, start=max(place.start, start) - start, end=min(place.end, end) - start, label=kept)


def _cut_annotations(annotations: Annotations, start: int, end: int) -> Annotations:
    kept: list[Annotation] = [
        replace(a, start=max(a.start, start) - start, end=min(a.end, end) - start)
        for a in annotations
        if a.start < end and a.end > start
    ]
    return Annotations.of(kept)


def _cut_pretokens(pretokens: Sequence[Pretoken], start: int, end: int) -> tuple[Pretoken, ...]:
    return tuple(
        replace(p, start=p.start - start, end=p.end - start) for p in pretokens if start <= p.start and p.end <= end
    )


def _cut_origins(origins: Origins, start: int, end: int) -> Origins:
    """Return the runs of a stretch; the first one may begin in the middle of a run."""
    starts, files, lines, columns = array("i"), array("i"), array("i"), array("i")
    for n, own in enumerate(origins.starts):
        behind = origins.starts[n + 1] if n + 1 < len(origins) else end
        if own >= end or behind <= start:
            continue
        first = max(own, start)
        starts.append(first - start)
        files.append(origins.files[n])
        lines.append(origins.lines[n])
        columns.append(origins.columns[n] + first - own)
    return Origins(starts, files, lines, columns)
