"""The numbers of entries in the last report of a work: a number that means another entry today is refused."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from collate.apparatus import Entry
from collate.errors import CollateError, PlaceError
from collate.files.presence import is_there
from collate.files.read import read_bytes
from collate.pipeline.collating import Collated
from collate.pipeline.places import entries_at, is_number, parse_place
from collate.rendering.citation import cite_lemma, cite_reading
from collate.rendering.cited_words import CitedTexts
from collate.terminal.display import isolated, shortened, visible

REPORT: Final = "apparatus.json"
_WIDTH: Final = 40  # cells of the words of a reading
_LARGEST_REPORT: Final = 256 << 20  # bytes


def require_same_number(collated: Collated, place: str) -> None:
    """Raise PlaceError if the number of an entry had another meaning when the reports of the work were written."""
    path = _report(collated)
    if path is None or not is_number(place):
        return
    (entry,) = entries_at(collated, parse_place(place, collated))
    numbered = reported_entries(path)
    before = numbered.get(entry.number)
    if before is None or before["id"] == entry.id:
        return
    known = next((e for e in collated.apparatus.entries if e.id == before["id"]), None)
    today = f"that entry is #{known.number} today" if known else "no entry is quite like it today"
    ident = known.id if known else entry.id
    raise PlaceError(
        f"{place}: in {path} this is {_words_before(before)}, but {today}, and {place} is "
        f"{_words_today(entry, collated)}; name the entry by its id, #{ident}, or write the reports again"
    )


def renumbered(collated: Collated) -> list[str]:
    """Return a line for each entry of the last report that has another number today, or that is no entry any more."""
    path = _report(collated)
    by_id = {entry.id: entry.number for entry in collated.apparatus.entries}
    lines = []
    for number, entry in reported_entries(path).items() if path else ():
        today = by_id.get(entry["id"])
        if today != number:
            lines.append(f"#{number} is {f'#{today}' if today else 'no entry like it'} today: {_words_before(entry)}")
    return lines


def reported_entries(path: Path) -> Mapping[int, Mapping[str, Any]]:
    """Return the entries of a report in JSON by number; none if the file is no such report."""
    try:
        document = json.loads(read_bytes(path, _LARGEST_REPORT))
        return {entry["n"]: entry for entry in document["entries"] if "id" in entry}
    except (ValueError, KeyError, TypeError, RecursionError, CollateError):
        return {}


def _report(collated: Collated) -> Path | None:
    folder = collated.work.report.folder
    return folder / REPORT if folder is not None and is_there(folder / REPORT) else None


def _words_before(entry: Mapping[str, Any]) -> str:
    lemma = f"{_shown(entry['lemma']['text'])} ] " if entry.get("lemma") else ""
    return lemma + "; ".join(_shown(reading["text"]) for reading in entry["readings"])


def _words_today(entry: Entry, collated: Collated) -> str:
    words = CitedTexts(collated.alignment).words(entry)
    lemma = "" if words.lemma is None else f"{isolated(shortened(cite_lemma(words), _WIDTH))} ] "
    return lemma + "; ".join(isolated(shortened(cite_reading(reading), _WIDTH)) for reading in words.readings)


def _shown(text: object) -> str:
    return isolated(shortened(visible(str(text)), _WIDTH)) if text else "‸"
