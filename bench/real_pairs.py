"""Real pairs of texts: what is told of their differences, and whether any changed word is hidden.

A plain comparison of words (Levenshtein) says which words the two texts do not share. Each of them must be in an
entry, unless the alignment has it beside an equal word, which the other path did not use. `hidden` counts those that
are in none, or only in entries that a reader may leave out as gloss, note or paratext although the other text has words
there, or has a third of that gloss, note or paratext. False and missed entries cannot be counted by a program: they
were counted by reading, and `real_pairs.tsv` holds these counts with the date. An entry is false if its two readings
are no counterparts, if it is a part of what a reader would have as one entry, or if its kind is wrong. Of more than
200 entries 100 were read, which `--read NAME` prints: always the same ones.
Missed entries are counted only where both texts were read whole; elsewhere the column is empty.
"""

import csv
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from figures import print_text
from places import BIG, SOURCES
from rapidfuzz.distance import Levenshtein

import collate
from collate._arrays import Bool
from collate.model.alignment import GAP, Alignment
from collate.model.apparatus import Entry

LICENCES: Final = Path("/usr/share/common-licenses")
TUTORS: Final = Path("/usr/share/vim")
TYPED: Final = Path(__file__).parent / "pairs"  # short texts, typed for this project; they are in the public domain
READ: Final = Path(__file__).parent / "real_pairs.tsv"

MOST_READ: Final = 200  # entries that are all read
SAMPLE: Final = 100
SEED: Final = 14
SHARED: Final = 1 / 3  # of the characters of an intervention that both texts have

_WORD: Final = re.compile(r"[^\W_]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that are compared, by the name of the pair."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a pair.

    words        words that the two texts do not share, on both sides
    entries      entries that are shown without an option
    substantive, editorial   those with such a reading
    hidden       the words that no entry shows, with what stands around them
    """

    words: int
    entries: int
    substantive: int
    editorial: int
    hidden: tuple[str, ...]


def pairs() -> Iterator[Pair]:
    """Yield the pairs whose texts are on this computer."""
    for first, second in (
        ("GPL-2", "GPL-3"),
        ("GPL-1", "GPL-2"),
        ("GPL-2", "LGPL-2.1"),
        ("LGPL-2", "LGPL-2.1"),
        ("GFDL-1.2", "GFDL-1.3"),
        ("MPL-1.1", "MPL-2.0"),
    ):
        if (LICENCES / first).is_file() and (LICENCES / second).is_file():
            yield Pair(f"{first} / {second}", _read(LICENCES / first), _read(LICENCES / second))
    for name, old, new in (
        ("KJV / Webster", BIG / "english_nt/KJV.txt", BIG / "english_nt/Webster.txt"),
        ("Darwin 1859 / 1872", BIG / "darwin_chapter4/darwin1859.txt", BIG / "darwin_chapter4/darwin1872.txt"),
        ("Frankenstein 1818 / 1831", BIG / "frankenstein/1818.txt", BIG / "frankenstein/1831.txt"),
        ("Greek NT, RP / WH", BIG / "greek_nt/RP.txt", BIG / "greek_nt/WH.txt"),
        ("Constitution 1787 / 1861, parts", TYPED / "constitution-1787.txt", TYPED / "constitution-1861.txt"),
        ("Three sonnets 1609 / modern", TYPED / "sonnets-1609.txt", TYPED / "sonnets-modern.txt"),
        *_machine_pairs(),
    ):
        if old.is_file() and new.is_file():
            yield Pair(name, _read(old), _read(new))
    early, modern = SOURCES / "tei/eebo-play.expected.json", SOURCES / "html/standard-ebooks.expected.json"
    if early.is_file() and modern.is_file():
        yield Pair("Hamlet 1603 / modern", json.loads(_read(early))["text"], json.loads(_read(modern))["text"])


def _machine_pairs() -> Iterator[tuple[str, Path, Path]]:
    """Yield pairs of files that other packages bring: lessons of Vim in near languages, two licences of Python."""
    for tutor in sorted(TUTORS.glob("vim*/tutor")):
        for name, old, new in (
            ("Vim lessons, Bavarian / German", "bar", "de"),
            ("Vim lessons, simplified / traditional Chinese", "zh_cn", "zh_tw"),
        ):
            yield name, tutor / f"tutor.{old}.utf-8", tutor / f"tutor.{new}.utf-8"
    licences = {
        path.parent.name: path for path in Path(sys.base_prefix).parent.glob("*/lib/python3.*/LICENSE.txt")
    }  # of pyenv
    earlier, later = (licences.get(f"python3.{minor}", Path("none")) for minor in (6, 13))
    yield "Licence of Python 3.6 / 3.13", earlier, later


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def told(pair: Pair) -> Told:
    """Collate a pair, and look for each changed word in the entries."""
    result = collate.collate({"A": pair.first, "B": pair.second})
    entries = [entry for entry in result.entries if entry.lemma]
    listed = [entry for entry in entries if _kinds(entry) - {"typography"}]
    texts = pair.first, pair.second
    agreed = [
        _shown_characters(len(text), [(span, False) for span in _agreed(result.alignment, side)])
        for side, text in enumerate(texts)
    ]
    shared = [
        [(i.start, i.end) for i in interventions if agreed[side][i.start : i.end].mean() > SHARED]
        for side, interventions in enumerate(result.apparatus.interventions)
    ]
    # What is at the other place of moved words is told by their entry.
    places = [*entries, *(echo for echo in result.apparatus.echoes if echo.lemma)]
    both_spans = [(entry, (_spans(entry, 0), _spans(entry, 1))) for entry in places]
    covering = [(spans, _hides(entry, spans, shared)) for entry, spans in both_spans]
    hidden = []
    changed = _changed_words(pair.first, pair.second)
    for side, (text, words) in enumerate(zip((pair.first, pair.second), changed, strict=True)):
        covered = [(span, hides) for spans, hides in covering for span in spans[side]]
        covered += [(span, False) for span in _agreed(result.alignment, side)]
        shown = _shown_characters(len(text), covered)
        hidden += [_around(text, word) for word in words if not shown[slice(*word)].any()]
    significances = [{str(r.variation.significance) for r in entry.readings} for entry in listed]
    return Told(
        sum(map(len, changed)),
        len(listed),
        sum("substantive" in s for s in significances),
        sum("editorial" in s for s in significances),
        tuple(hidden),
    )


def _kinds(entry: Entry) -> set[str]:
    return {str(reading.variation.kind) for reading in entry.readings}


def _spans(entry: Entry, side: int) -> Sequence[Span]:
    support = entry.lemma.support if entry.lemma and side == 0 else entry.readings[0].support
    return support[0].spans


def _hides(entry: Entry, spans: tuple[Sequence[Span], Sequence[Span]], shared: Sequence[Sequence[Span]]) -> bool:
    """Return whether an entry is left out by `--only substantive` though both texts have words there.

    `shared` are for each text the glosses, notes and paratext that the other text has in part.
    """
    if not _kinds(entry) <= {"gloss", "note", "paratext", "typography"}:
        return False
    has_words = [any(end > start for start, end in side) for side in spans]
    if all(has_words):
        return True
    side = has_words.index(True)
    return any(first <= start < last for start, _ in spans[side] for first, last in shared[side])


def _changed_words(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """Return the words of each text that a plain comparison does not find in the other."""
    words = [[match.span() for match in _WORD.finditer(text)] for text in (first, second)]
    forms = [
        [text[start:end].casefold() for start, end in spans] for text, spans in zip((first, second), words, strict=True)
    ]
    changed: tuple[list[Span], list[Span]] = ([], [])
    for edit in Levenshtein.opcodes(*forms):
        if edit.tag != "equal":
            changed[0].extend(words[0][edit.src_start : edit.src_end])
            changed[1].extend(words[1][edit.dest_start : edit.dest_end])
    return changed


def _agreed(alignment: Alignment, side: int) -> list[Span]:
    """Return the tokens of one text that are aligned with an equal form of the other."""
    forms = alignment.codes("form")
    tokens = alignment.table[(forms[:, 0] == forms[:, 1]) & (forms[:, 0] != GAP), side]
    return [(int(start), int(end)) for start, end in alignment.tokens[side].spans[tokens].tolist()]


def _shown_characters(length: int, covered: Iterable[tuple[Span, bool]]) -> Bool:
    """Return (length,) bool: whether an entry, or agreement, shows each code point."""
    shown = np.zeros(length, bool)
    for (start, end), hides in covered:
        if not hides:
            shown[start:end] = True
    return shown


def _around(text: str, word: Span) -> str:
    before, after = text[max(0, word[0] - 25) : word[0]], text[word[1] : word[1] + 25]
    return " ".join(f"{before}⟨{text[slice(*word)]}⟩{after}".split())


def to_read(pair: Pair) -> Iterator[str]:
    """Yield the entries of a pair that are counted by reading, a line each."""
    result = collate.collate({"A": pair.first, "B": pair.second})
    entries = [entry for entry in result.entries if entry.lemma and _kinds(entry) - {"typography"}]
    numbers = list(range(len(entries)))
    if len(entries) > MOST_READ:
        numbers = sorted(random.Random(SEED).sample(numbers, SAMPLE))
    for number in numbers:
        entry, reading = entries[number], entries[number].readings[0]
        words = (entry.lemma.before, entry.lemma.text, entry.lemma.after, reading.text) if entry.lemma else ("",) * 4
        before, lemma, after, other = (" ".join(text.split()) for text in words)
        yield f"{number + 1}: {before} [{lemma}] {after} | {other} => {reading.variation.label}"


def read_counts() -> dict[str, tuple[str, str, str]]:
    """Return what was counted by reading: false entries, missed ones, and how many were read, for each pair."""
    if not READ.is_file():
        return {}
    with READ.open(encoding="utf-8", newline="") as file:
        return {row["pair"]: (row["read"], row["false"], row["missed"]) for row in csv.DictReader(file, delimiter="\t")}


def table() -> list[str]:
    """Return the table of results, worst rows first."""
    counted = read_counts()
    rows = [(pair.name, told(pair)) for pair in pairs()]
    lines = [
        "| pair | words not shared | entries | substantive | editorial | hidden words | read | false | missed |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, result in sorted(rows, key=lambda row: (-len(row[1].hidden), row[0])):
        read, false, missed = counted.get(name, ("", "", ""))
        lines.append(
            f"| {name} | {result.words} | {result.entries} | {result.substantive} | {result.editorial} | "
            f"{len(result.hidden)} | {read} | {false} | {missed} |"
        )
    return lines


def main() -> None:
    """Print the table; with --hidden, each hidden word with what stands around it; with --read, entries of a pair."""
    if "--read" in sys.argv:
        name = sys.argv[sys.argv.index("--read") + 1]
        print_text("\n".join(line for pair in pairs() if pair.name == name for line in to_read(pair)))
        return
    if "--hidden" in sys.argv:
        print_text("\n".join(f"{pair.name}: {words}" for pair in pairs() for words in told(pair).hidden))
    else:
        print_text("\n".join(table()))


if __name__ == "__main__":
    main()
