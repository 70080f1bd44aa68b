"""Are the words of editors found? `python bench/editorial.py [FOLDER]`.

Each folder of marked editions has NAME.txt and NAME.tsv: start, end (code points), kind, cause, text, under a head.
An intervention that was found is right if a marked one of its kind overlaps it in half or more of what the
two cover together. Marks may nest; what is found never does. Recall is the share of marks that were found, precision
the share of findings that are right, over all editions of a set. `bench/editions/heldout` was scored once.
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from figures import Asked, Figure, figures_table, markdown_table, say
from places import ROOT

from collate.editorial import FINDERS, Intervention, find_interventions
from collate.reading import read_sources

EDITIONS: Final = ROOT / "bench" / "editions"
SETS: Final = ("tuning", "heldout", "own")
KINDS: Final = ("gloss", "note", "paratext")
ASKED: Final = 0.85
HALF: Final = 0.5  # of what a mark and a finding cover together


@dataclass(frozen=True, slots=True)
class Marked:
    """Code points [start, end) that a reader marked, and as what."""

    start: int
    end: int
    kind: str
    cause: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A text, what a reader marked in it, and what was found in it."""

    name: str
    text: str
    marked: tuple[Marked, ...]
    found: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many were marked and found, how many marks were found, and how many findings are right."""

    marked: int
    found: int
    recalled: int
    right: int

    @property
    def recall(self) -> float | None:
        """Give the share of marks that were found."""
        return self.recalled / self.marked if self.marked else None

    @property
    def precision(self) -> float | None:
        """Give the share of findings that are right."""
        return self.right / self.found if self.found else None


def read_editions(folder: Path) -> list[Edition]:
    """Read the marked editions of a folder and find what is to be found in them."""
    return [_read(path) for path in sorted(folder.glob("*.tsv"))]


def _read(path: Path) -> Edition:
    (witness,) = read_sources([str(_text_of(path))], "utf-8").witnesses
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    marked = tuple(Marked(int(r["start"]), int(r["end"]), r["kind"], r["cause"]) for r in rows)
    for mark, row in zip(marked, rows, strict=True):
        if _escaped(witness.text[mark.start : mark.end]) != row["text"]:
            raise SystemExit(f"{path}: the text at {mark.start} is not {row['text']!r}; mark it anew")
    return Edition(path.stem, witness.text, marked, find_interventions(witness, FINDERS.values()))


def _text_of(path: Path) -> Path:
    """Give the text beside the marks, or the witness of this project that is called so: WORK.SIGLUM.tsv."""
    beside = path.with_suffix(".txt")
    work, _, stem = path.stem.partition(".")
    return beside if beside.exists() else ROOT / "witnesses" / work / f"{stem}.txt"


def _escaped(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, escape)
    return text


def agree(mark: Marked, found: Intervention) -> bool:
    """Whether a mark and a finding of one kind overlap in half of what they cover."""
    overlap = min(mark.end, found.end) - max(mark.start, found.start)
    union = max(mark.end, found.end) - min(mark.start, found.start)
    return mark.kind == str(found.role) and overlap > 0 and overlap / union >= HALF


def score(editions: Iterable[Edition], kind: str) -> Score:
    """Count the marks and findings of a kind."""
    counts = [0, 0, 0, 0]
    for edition in editions:
        marked = [m for m in edition.marked if m.kind == kind]
        found = [f for f in edition.found if str(f.role) == kind]
        counts[0] += len(marked)
        counts[1] += len(found)
        counts[2] += sum(any(agree(m, f) for f in found) for m in marked)
        counts[3] += sum(any(agree(m, f) for m in marked) for f in found)
    return Score(*counts)


def figures(folder: Path = EDITIONS) -> list[Figure]:
    """Give precision and recall of each kind in each set of editions."""
    found = []
    for name in SETS:
        editions = read_editions(folder / name)
        for kind in KINDS if editions else ():
            counted = score(editions, kind)
            note = f"{counted.marked} marked, {counted.found} found, in {len(editions)} texts"
            for measure, value in (("recall", counted.recall), ("precision", counted.precision)):
                told = note if value is not None else f"nothing to count: {note}"
                found.append(
                    Figure(f"editorial, {name}", f"{kind}: {measure}", value, ASKED, Asked.AT_LEAST, 3, note=told)
                )
    return [f for f in found if f.value is not None]


def differences(editions: Sequence[Edition]) -> str:
    """List the marks that were not found and the findings that are wrong."""
    rows = []
    for e in editions:
        for m in e.marked:
            if not any(agree(m, f) for f in e.found):
                rows.append((e.name, "missed", f"{m.kind}.{m.cause}", _shown(e.text[m.start : m.end])))
        for f in e.found:
            if not any(agree(m, f) for m in e.marked):
                rows.append((e.name, "wrong", f"{f.role}.{f.cause}", _shown(e.text[f.start : f.end])))
    return markdown_table(("edition", "", "kind", "words"), rows)


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def main() -> None:
    """Print the figures, and for a folder or a set that is named what is missed and wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="a folder of NAME.txt and NAME.tsv; else the project's own"
    )
    parser.add_argument("--list", action="store_true", help="list what is missed and wrong")
    chosen = parser.parse_args()
    if chosen.folder is None:
        say(figures_table(figures()))
        return
    editions = read_editions(chosen.folder)
    rows = []
    for kind in KINDS:
        s = score(editions, kind)
        shares = ("-" if v is None else f"{v:.3f}" for v in (s.recall, s.precision))
        rows.append((kind, s.marked, s.found, *shares))
    say(markdown_table(("kind", "marked", "found", "recall", "precision"), rows))
    if chosen.list:
        say(differences(editions))


if __name__ == "__main__":
    main()
