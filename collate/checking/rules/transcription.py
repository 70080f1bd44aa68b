"""A transcription by itself: the rules T, by their codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from collate.checking.character_table import allowed_signs
from collate.checking.read_file import UndecodableFile
from collate.checking.rules import characters as signs
from collate.checking.rules import paragraphs, words
from collate.checking.rules import punctuation as marks
from collate.checking.rules.registry import RULES, UNREADABLE
from collate.checking.settings import CheckSettings
from collate.model.findings import Finder, Finding, Match, Transcription, finding_of
from collate.model.witness import Witness


def _misspellings(file: Transcription) -> Iterable[Match]:
    """Find misspellings, where the project names lists of words."""
    if not file.words:
        return ()
    from collate.checking.rules.misspellings import misspelt  # late: it loads rapidfuzz, which only it needs

    return misspelt(file)


MOST: Final = 1000  # findings of one rule in one file that are told one by one: nobody reads more

ON_TRANSCRIPTIONS: Final[Mapping[str, Finder]] = {
    "T101": signs.byte_order_mark,
    "T102": signs.not_composed,
    "T103": signs.unseen,
    "T104": signs.unassigned,
    "T105": signs.unreviewed,
    "T106": signs.mixed_scripts,
    "T107": signs.line_ends,
    "T108": signs.trailing_space,
    "T201": words.doubled,
    "T202": words.broken,
    "T203": words.stuck_digits,
    "T204": words.odd_capitals,
    "T205": _misspellings,
    "T301": marks.brackets,
    "T302": marks.quotes,
    "T303": marks.spaced,
    "T304": marks.mixed_quotes,
    "T305": marks.mixed_dashes,
    "T401": paragraphs.cut,
}


def of_file(read: Witness | UndecodableFile, path: str, language: str, settings: CheckSettings) -> Iterator[Finding]:
    """Ask the rules on a transcription by itself; of one that cannot be read it is told where it fails."""
    if isinstance(read, UndecodableFile):
        rule = RULES[UNREADABLE]
        if settings.asked(rule):
            yield finding_of(rule, settings.level(rule), Transcription(path, read.witness), read.found)
        return
    allowed = allowed_signs(settings.characters) if settings.characters else None
    file = Transcription(path, read, language, allowed, settings.words)
    for code, find in ON_TRANSCRIPTIONS.items():
        rule = RULES[code]
        if settings.asked(rule):
            for found in _not_too_many(find(file)):
                yield finding_of(rule, settings.level(rule), file, found)


def _not_too_many(found: Iterable[Match]) -> Iterator[Match]:
    """Give the first findings of a rule; the last of them says how many more there are."""
    these = iter(found)
    first = list(islice(these, MOST))
    more = sum(1 for _ in these)
    yield from first[:-1]
    for last in first[-1:]:
        yield replace(last, message=f"{last.message}; {more} more of this rule in this file") if more else last
