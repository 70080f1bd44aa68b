"""T: the rules on a transcription by itself, by their codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from collate.checking.character_table import allowed_characters
from collate.checking.read_file import UndecodableFile
from collate.checking.rules import characters, paragraphs, punctuation, words
from collate.checking.rules.registry import RULES, UNREADABLE
from collate.checking.settings import CheckSettings
from collate.model.findings import Finding, Match, Transcription, TranscriptionChecker, finding_of
from collate.model.witness import Witness

MAX_FINDINGS: Final = 1000  # findings of one rule in one file that are reported; the others are only counted


def _misspellings(file: Transcription) -> Iterable[Match]:
    """Find misspellings, if the project names word lists."""
    if not file.word_lists:
        return ()
    from collate.checking.rules.misspellings import misspellings  # late: only this rule needs rapidfuzz

    return misspellings(file)


TRANSCRIPTION_RULES: Final[Mapping[str, TranscriptionChecker]] = {
    "T101": characters.byte_order_mark,
    "T102": characters.not_nfc,
    "T103": characters.invisible_characters,
    "T104": characters.unassigned_characters,
    "T105": characters.unreviewed_characters,
    "T106": characters.mixed_scripts,
    "T107": characters.mixed_line_ends,
    "T108": characters.trailing_space,
    "T201": words.doubled_words,
    "T202": words.broken_words,
    "T203": words.stuck_digits,
    "T204": words.odd_capitals,
    "T205": _misspellings,
    "T301": punctuation.unbalanced_brackets,
    "T302": punctuation.unbalanced_quotes,
    "T303": punctuation.space_before_mark,
    "T304": punctuation.mixed_quotes,
    "T305": punctuation.mixed_dashes,
    "T401": paragraphs.cut_paragraphs,
}


def check_transcription(
    read: Witness | UndecodableFile, path: str, language: str, settings: CheckSettings
) -> Iterator[Finding]:
    """Run the rules on a transcription by itself; of one that cannot be decoded, report where decoding fails."""
    if isinstance(read, UndecodableFile):
        rule = RULES[UNREADABLE]
        if settings.enables(rule):
            yield finding_of(rule, settings.level(rule), Transcription(path, read.witness), read.match)
        return
    allowed = allowed_characters(settings.character_table) if settings.character_table else None
    file = Transcription(path, read, language, allowed, settings.word_lists)
    for code, find_matches in TRANSCRIPTION_RULES.items():
        rule = RULES[code]
        if settings.enables(rule):
            for match in _capped(find_matches(file)):
                yield finding_of(rule, settings.level(rule), file, match)


def _capped(matches: Iterable[Match]) -> Iterator[Match]:
    """Return the first matches of a rule; the last of them tells how many more there are."""
    remaining = iter(matches)
    first = list(islice(remaining, MAX_FINDINGS))
    more = sum(1 for _ in remaining)
    yield from first[:-1]
    for last in first[-1:]:
        yield replace(last, message=f"{last.message}; {more} more of this rule in this file") if more else last
