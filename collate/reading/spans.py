"""A witness that is a part of a file: `from` has its first words, `to` its last ones.

If other places of the file have these words too, `before` has the words in front of the first ones, and `after` those
behind the last ones. Words, and no offsets: what is edited elsewhere in the file does not shift them.
"""

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import quoted, repr_line, shorten
from collate.errors import ConfigError
from collate.model.annotations import Annotation, Annotations
from collate.model.origins import Origins
from collate.model.witness import Mark, Place, Pretoken, Witness
from collate.reading.plain_files import origins_of_lines

MOST_SHOWN: Final = 3  # places of words that occur several times
LONGEST_QUOTATION: Final = 2_000  # characters of `from` or `to`
MOST_NEAREST: Final = 2  # places of similar words that are told
LEAST_SIMILAR: Final = 75  # per cent
LONGEST_SHOWN: Final = 60  # characters of similar words
_SPACE: Final = r"\s+"
_NO_WORD_BEFORE: Final = r"(?<!\w)"
_NO_WORD_BEHIND: Final = r"(?!\w)"
# Thai, Lao, Burmese, Khmer, Chinese and Japanese have no spaces between words.
_UNSPACED: Final = late_regex(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_AROUND: Final = late_regex(r"^(?:\.\.\.|…)\s*|\s*(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True)
class SpanWords:
    """The words by which a part of a file is found; "" where none are needed.

    first    the first words of the part
    last     its last words
    before   the words in front of the first ones, which are no words of the part
    after    the words behind the last ones
    """

    first: str = ""
    last: str = ""
    before: str = ""
    after: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.last or self.before or self.after)

    def __repr__(self) -> str:
        return repr_line("SpanWords", f"{quoted(self.first)} ... {quoted(self.last)}")


def span_of(witness: Witness, words: SpanWords, error_at: Callable[[str, str], ConfigError]) -> Witness:
    """Return the part of a witness from its first words to its last ones, both in it.

    Without first words it begins where the text does, without last words it ends there. White space in the words is any
    white space of the text.

    `error_at` builds the error for a key: the words must occur once, those of `to` behind `from`.
    """
    for key, needed, around, inner in (
        ("before", "from", words.before, words.first),
        ("after", "to", words.after, words.last),
    ):
        if around and not inner:
            raise error_at(key, f"{key} has the words beside those of `{needed}`; write `{needed}` too")
    start, end, behind = 0, len(witness.text), 0
    if words.first:
        start, behind = _single(witness, "from", (words.before, words.first, ""), 0, error_at)
    if words.last:
        end = _single(witness, "to", ("", words.last, words.after), start, error_at)[1]
        if words.first and end < behind:
            why = f"the words {quoted(words.last)} end before those of `from` do; choose words behind them"
            raise error_at("to", why)
    return cut(witness, start, end)


def find_words(text: str, words: tuple[str, str, str], start: int = 0) -> list[tuple[int, int]]:
    """Return the places [start, end) of some words between those before and those after them, from `start` on."""
    before, inner, after = (_pattern(part) for part in words)
    pattern = re.compile(
        (rf"{before}\s*" if before else "") + rf"(?P<words>{inner})" + (rf"\s*{after}" if after else "")
    )
    return [match.span("words") for match in pattern.finditer(text, start)]


def _pattern(words: str) -> str:
    """Return a pattern for words, which neither begin nor end within a word of the text."""
    parts = _AROUND.sub("", words.strip()).split()
    if not parts:
        return ""
    inner = _SPACE.join(map(re.escape, parts))
    return f"{'' if _UNSPACED.match(parts[0][0]) else _NO_WORD_BEFORE}{inner}{_end_of(parts[-1][-1])}"


def _end_of(character: str) -> str:
    return "" if _UNSPACED.match(character) else _NO_WORD_BEHIND


def _single(
    witness: Witness,
    key: str,
    words: tuple[str, str, str],
    start: int,
    error_at: Callable[[str, str], ConfigError],
) -> tuple[int, int]:
    """Return the one place [start, end) of some words between those before and after them."""
    for part in words:
        if len(part) > LONGEST_QUOTATION:
            raise error_at(key, f"{key} has {len(part):,} characters; a few words are enough")
    if not _pattern(words[1]):
        raise error_at(key, f"{key} has no words; write some words of the text")
    found = find_words(witness.text, words, start)
    if len(found) == 1:
        return found[0]
    shown = quoted(" ".join(filter(None, words)))
    behind = " behind the words of `from`" if start else ""
    if not found:
        file = witness.sources[0].file if witness.sources else str(witness.siglum)
        near = _nearest(witness, words[1], start)
        raise error_at(key, f"the words {shown} are not in {file}{behind}; copy them exactly{near}")
    places = ", ".join(_position(witness, place) for place, _ in found[:MOST_SHOWN])
    more = ", ..." if len(found) > MOST_SHOWN else ""
    beside = "before" if key == "from" else "after"
    raise error_at(
        key,
        f"the words {shown} occur {len(found)} times{behind} ({places}{more}); add words beside them, or write those "
        f"{'in front of' if key == 'from' else 'behind'} them as `{beside}`",
    )


def _nearest(witness: Witness, words: str, start: int) -> str:
    """Return the places with the most similar words, as an end of a sentence; "" if nothing is similar."""
    from rapidfuzz import fuzz  # imported late: only for the message

    parts, found = [(start, len(witness.text))], list[tuple[int, int]]()
    for _ in range(MOST_NEAREST):
        matches = [
            (match.score, low + match.dest_start, low + match.dest_end, (low, high))
            for low, high in parts
            if high - low >= len(words)
            and (match := fuzz.partial_ratio_alignment(words, witness.text[low:high], score_cutoff=LEAST_SIMILAR))
        ]
        if not matches:
            break
        _, begin, end, part = max(matches, key=lambda match: (match[0], -match[1]))
        found.append((begin, end))
        parts = [p for p in parts if p != part] + [(part[0], begin), (end, part[1])]
    shown = [
        f"{quoted(shorten(witness.text[begin:end], LONGEST_SHOWN))} ({_position(witness, begin)})"
        for begin, end in sorted(found)
    ]
    return f"; similar words: {', '.join(shown)}" if shown else ""


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
