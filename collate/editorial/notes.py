"""Footnotes, endnotes and their markers.

A note begins a line with a sign or number that occurs in the text before it as a marker (`note_bodies`). A list looks
the same, so only the shape that most notes have counts, and an asterisk must be the only one in its paragraph: two are
italics (Markdown).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import may_end, phrase_pattern
from collate.editorial.line_spans import TextSpan, last_character, paragraph_spans
from collate.editorial.note_bodies import note_bodies
from collate.editorial.note_markers import SIGNS, NoteSign, bare_numbers, note_signs
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

_FIRST_NOTE: Final = late_regex(r"[\r\n][ \t]{0,40}1[.)]?[ \t]")  # the first of several numbered notes
_SIGNATURE_ENDS: Final = (".", ".)", ".]", ".>", ".⟩", "Ed", "Ed)", "Ed]")
_UNITS: Final = late_regex(r"(?:^|[^\w])(?:[kcmd]?m|ft|in|[a-z])$")  # units that may have an exponent
_CLOSING: Final = frozenset(".,;!?…\"'”’»]")  # a marker may touch these
_PAUSES: Final = frozenset(("", ".", ",", ";", ":", "!", "?", "…", "»", "”", "\n", "\r"))
MOST_OFTENER: Final = 0.2  # of the numbers of notes, those that other words have too
_LONGEST_WORD: Final = 80  # code points before a sign that are looked at
_SIGNATURE_LENGTH: Final = 60  # code points at the end of a paragraph


def footnotes(witness: Witness) -> Iterable[Intervention]:
    """Find notes that begin with a sign or number, notes that an editor signs, and the markers in the text."""
    text = witness.text
    paragraphs = paragraph_spans(text)
    signs = [sign for sign in note_signs(text) if sign.starts_line or _may_be_marker(text, sign)]
    unpaired = _unpaired_asterisks(paragraphs, signs)
    signs = [sign for sign in signs if "*" not in sign.key or sign.shape == "*)" or sign.start in unpaired]
    bodies, calling = note_bodies(text, signs)
    if not bodies and _FIRST_NOTE.search(text):
        signs += bare_numbers(text)
        bodies, calling = note_bodies(text, signs)
        bodies = _if_counting(text, bodies, calling)
    for (start, key), following in zip(bodies.items(), [*list(bodies)[1:], len(text)], strict=False):
        end = _note_end(text, paragraphs, start, following)
        signature = _signature_in(text[start:end])
        why = f"a paragraph that begins with {key!r}, a marker in the text before it"
        if signature:
            why = f"a paragraph that an editor signs: {signature!r}"
        yield Intervention(start, end, Role.NOTE, Cause.FOOTNOTE, why)
    for paragraph in paragraphs:
        signature = _signature_in(paragraph.text)
        if signature and paragraph.start not in bodies:
            why = f"a paragraph that an editor signs: {signature!r}"
            yield Intervention(paragraph.start, paragraph.end, Role.NOTE, Cause.FOOTNOTE, why)
    yield from _markers(text, signs, bodies, calling)


def _signature_in(paragraph: str) -> str:
    """Return the signature of an editor at the end of a paragraph, such as "—Ed.", or ""."""
    if not paragraph.endswith(_SIGNATURE_ENDS) or not may_end(paragraph, "signed"):
        return ""
    match = _signature_pattern().search(paragraph, max(0, len(paragraph) - _SIGNATURE_LENGTH))
    return match.group().strip() if match else ""


@cache
def _signature_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[—–-]|(?P<opened>[(\[<⟨]))\s*{phrase_pattern('signed')}\.?(?(opened)\s*[)\]>⟩])\s*$")


def _if_counting(text: str, bodies: dict[int, str], calling: Iterable[NoteSign]) -> dict[int, str]:
    """Return notes with bare numbers if there are two or more and their numbers rise, or one that cites; else none.

    A number that is written oftener than notes have it is part of a name: EXT2.
    """
    numbers = [int(key) for key in bodies.values() if key.isdecimal()]
    notes, written = Counter(bodies.values()), Counter(sign.key for sign in calling if sign.shape == "1")
    oftener = [key for key in notes if written[key] > notes[key]]
    if len(oftener) > MOST_OFTENER * len(notes):
        return {}
    if len(numbers) > 1:
        return bodies if all(a < b for a, b in pairwise(numbers)) else {}
    return bodies if all(_cites_pattern().match(text, start) for start in bodies) else {}


@cache
def _cites_pattern() -> re.Pattern[str]:
    """Return the pattern of a number and a word that leads to a citation: `1 Cf. ...`; no clause begins so."""
    return re.compile(rf"\d{{1,3}}[.)]?\s(?:{phrase_pattern('cites')})\.?\s\S")


def _may_be_marker(text: str, sign: NoteSign) -> bool:
    """Return whether a sign may be a marker: it touches a word or the punctuation behind it.

    A blank may come before `[1]`, `*)` and `(*)`, and before `(1)` and `(a)` if punctuation or the end of a line
    follows: `le roi (1).` In `(1) copy and (2) sell` the numbers begin what is enumerated. `src/*` names files.
    """
    following, previous = text[sign.end : sign.end + 1], text[sign.start - 1]
    if sign.shape == "¹":
        return not previous.isspace() and not previous.isdecimal() and not _is_exponent(text, sign)
    if sign.shape in ("(", "(a"):
        if previous.isspace():
            return sign.key[0] in SIGNS or (following in _PAUSES and last_character(text, sign.start) != ":")
        return (previous.isalpha() or previous in _CLOSING) and not following.isalnum()
    if sign.shape == "ᵃ":
        return previous.isalpha() or previous in _CLOSING
    if sign.shape in ("[", "〔", "{", "*)"):
        return True
    return not (previous.isspace() or following.isalnum() or following == "_" or _is_in_path(text, sign.start))


def _is_in_path(text: str, start: int) -> bool:
    """Return whether the characters before a sign, up to a blank, have a slash, or none of them is of a word."""
    touched = text[max(0, start - _LONGEST_WORD) : start].rsplit(" ", maxsplit=1)[-1].rsplit("\n", maxsplit=1)[-1]
    return "/" in touched or "\\" in touched or not any(map(str.isalnum, touched))


def _is_exponent(text: str, sign: NoteSign) -> bool:
    return sign.key in "23" and bool(_UNITS.search(text[max(0, sign.start - 4) : sign.start]))


def _unpaired_asterisks(paragraphs: Sequence[TextSpan], signs: Sequence[NoteSign]) -> set[int]:
    """Return the offsets of asterisks that have no second one in their paragraph."""
    offsets: dict[tuple[int, str], list[int]] = defaultdict(list)
    for sign in signs:
        if "*" in sign.key:
            offsets[bisect_right(paragraphs, sign.start, key=lambda p: p.start), sign.key].append(sign.start)
    return {
        offset
        for (number, key), in_paragraph in offsets.items()
        if len(_asterisk_pattern(key).findall(paragraphs[number - 1].text)) % 2
        for offset in in_paragraph
    }


@cache
def _asterisk_pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\*){re.escape(key)}(?!\*)")


def _note_end(text: str, paragraphs: Sequence[TextSpan], start: int, following: int) -> int:
    """Return where a note ends: before the following note, or with its paragraph."""
    paragraph = paragraphs[bisect_right(paragraphs, start, key=lambda p: p.start) - 1]
    return start + len(text[start : min(paragraph.end, following)].rstrip())


def _markers(
    text: str, signs: Sequence[NoteSign], bodies: dict[int, str], calling: frozenset[NoteSign]
) -> Iterator[Intervention]:
    """Yield the markers of the notes, and superscript numbers even without a note."""
    last_note = {key: start for start, key in bodies.items()}
    for sign in signs:
        if sign.starts_line:
            continue
        if sign in calling and sign.start < last_note.get(sign.key, -1):
            why = f"the sign {text[sign.start : sign.end]!r} marks a note that begins with it"
            yield Intervention(sign.start, sign.end, Role.NOTE, Cause.MARKER, why)
        elif sign.shape == "¹":
            yield Intervention(sign.start, sign.end, Role.NOTE, Cause.MARKER, "a superscript number after a word")
