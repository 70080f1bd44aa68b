"""T: the rules on a transcription by itself, by their codes."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Final

from collate.checking.character_table import allowed_characters
from collate.checking.read_file import UndecodableFile
from collate.checking.rules import (
    characters,
    foreign_matter,
    letter_forms,
    misread_digits,
    paragraphs,
    punctuation,
    quotation_marks,
    repeated_runs,
    sentence_marks,
    spacing,
    words,
    wrong_encoding,
)
from collate.checking.rules.registry import RULES, UNREADABLE
from collate.checking.settings import CheckSettings
from collate.model.findings import Finding, Match, Transcription, TranscriptionChecker, finding_of
from collate.model.witness import Witness

# White space, line ends, paragraphs and what closes what: in a marked-up source the markup says these.
OF_TYPED_TEXT: Final = frozenset(
    {"T107", "T108", "T109", "T202", "T301", "T302", "T303", "T306", "T307", "T309", "T401", "T402"}
)
OF_CHARACTERS: Final = "T1"  # the rules that run on a file of another format too
NOT_PLAIN: Final = "T109"
MISREAD: Final = "T110"
OF_MISREAD: Final = frozenset(
    {"T103", "T204", "T207", "T209", "T302", "T303", "T306", "T307"}
)  # they would tell each sign that T110 tells
DOUBLED: Final = ("T201", "T206")
BY_FIX: Final = "; --fix does this"
MAX_FINDINGS: Final = 1000  # findings of one rule in one file that are reported; the others are only counted


def _misspellings(file: Transcription) -> Iterable[Match]:
    """Find misspellings, if the project names word lists."""
    if not file.word_lists:
        return ()
    from collate.checking.rules.misspellings import misspellings  # late: only this rule needs rapidfuzz

    return misspellings(file)


def _unknown_words(file: Transcription) -> Iterable[Match]:
    """Find unknown words, if the text comes from OCR."""
    if not file.is_ocr:
        return ()
    from collate.checking.rules.unknown_words import unknown_words  # late: it loads dictionaries

    return unknown_words(file)


TRANSCRIPTION_RULES: Final[Mapping[str, TranscriptionChecker]] = {
    "T101": characters.byte_order_mark,
    "T102": characters.not_nfc,
    "T103": characters.invisible_characters,
    "T104": characters.unassigned_characters,
    "T105": characters.unreviewed_characters,
    "T106": characters.mixed_scripts,
    "T107": characters.mixed_line_ends,
    "T108": characters.trailing_space,
    NOT_PLAIN: foreign_matter.not_plain_text,
    MISREAD: wrong_encoding.wrong_encoding,
    "T111": foreign_matter.no_words,
    "T201": words.doubled_words,
    "T202": words.broken_words,
    "T203": words.stuck_digits,
    "T204": words.odd_capitals,
    "T205": _misspellings,
    "T206": repeated_runs.repeated_runs,
    "T207": lambda file: chain(letter_forms.inner_digits(file), misread_digits.misread_digits(file)),
    "T208": letter_forms.wrong_forms,
    "T209": letter_forms.lone_accents,
    "T210": _unknown_words,
    "T301": punctuation.unbalanced_brackets,
    "T302": quotation_marks.unbalanced_quotes,
    "T303": punctuation.space_before_mark,
    "T304": punctuation.mixed_quotes,
    "T305": punctuation.mixed_dashes,
    "T306": spacing.lost_spaces,
    "T307": spacing.half_spaced_hyphens,
    "T308": spacing.abbreviation_commas,
    "T309": spacing.mixed_hyphens,
    "T310": spacing.mixed_apostrophes,
    "T311": sentence_marks.small_after_point,
    "T312": sentence_marks.doubled_marks,
    "T401": paragraphs.cut_paragraphs,
    "T402": foreign_matter.web_furniture,
}


def check_transcription(
    read: Witness | UndecodableFile, path: str, language: str, settings: CheckSettings, files: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Run the rules on a transcription by itself; of one that cannot be decoded, report where decoding fails.

    `files` are the paths of all its files, if there are several.
    """
    if isinstance(read, UndecodableFile):
        rule = RULES[UNREADABLE]
        if settings.enables(rule):
            yield finding_of(rule, settings.level(rule), Transcription(path, read.witness), read.match)
        return
    allowed = allowed_characters(settings.character_table) if settings.character_table else None
    file = Transcription(path, read, language, allowed, settings.word_lists, files, settings.ocr)
    is_plain = not (read.is_typed and foreign_matter.format_of_text(file))
    misread = [match.start for match in wrong_encoding.wrong_encoding(file)] if settings.enables(RULES[MISREAD]) else []
    for code, find_matches in TRANSCRIPTION_RULES.items():
        rule = RULES[code]
        if not is_plain and not code.startswith(OF_CHARACTERS):
            continue
        if settings.enables(rule) and (read.is_typed or code not in OF_TYPED_TEXT):
            matches = find_matches(file) if read.is_typed else _of_source(read, code, find_matches(file))
            if misread and code in OF_MISREAD:
                matches = _apart_from(misread, matches)
            yield from _capped(matches, partial(finding_of, rule, settings.level(rule), file))


def _apart_from(places: Sequence[int], matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches in which none of some places is, nor just before or after them."""
    for match in matches:
        k = bisect_left(places, match.start - 1)
        if k == len(places) or places[k] > match.end:
            yield match


def _of_source(witness: Witness, code: str, matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches that are of the source of a marked-up witness, and not of what its reader wrote.

    A reader writes line breaks and signs of gaps. No fix can be made in its source.
    """
    written = witness.gap_signs
    borders = sorted(border for m in witness.marks if m.role for border in (m.start, m.end)) if code in DOUBLED else []
    for match in matches:
        is_gap = any(start <= match.start and match.end <= end for start, end in written)
        is_white = match.start < match.end and not witness.text[match.start : match.end].strip(" \n")
        if not (is_gap or is_white or _follows_border(witness.text, match.start, borders)):
            yield replace(match, help=match.help.removesuffix(BY_FIX))


def _follows_border(text: str, start: int, borders: Sequence[int]) -> bool:
    """Return whether a note or heading begins or ends between a word and the word before it."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    k = bisect_left(borders, end)
    return k < len(borders) and borders[k] <= start


def _capped(matches: Iterable[Match], find: Callable[[Match], Finding]) -> Iterator[Finding]:
    """Return the findings for the first matches of a rule; the last of them counts for all that follow."""
    remaining = iter(matches)
    first = list(islice(remaining, MAX_FINDINGS))
    more = sum(1 for _ in remaining)
    yield from map(find, first[:-1])
    for last in first[-1:]:
        yield replace(find(last), count=1 + more)
