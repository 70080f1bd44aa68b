"""Score the finding of editors' words: `python bench/editorial.py [FOLDER]`.

Each folder of marked editions has NAME.txt and NAME.tsv: start, end (code points), kind, cause, text, under a head.
A finding is right if it overlaps a mark of its kind in at least half of what the two cover together. Marks and
findings may nest. Recall is the share of marks that are found, precision the share of findings that are right,
over all editions of a set. `bench/editions/heldout` was scored once. `composed-heldout` had recall .82 at precision
.94 when it was scored first, and six more texts .74 at .93; fourteen harder ones had .72 at .86, of which seven are
`composed-later`; six more .62 at .79; and the last six, `composed-last`, .87 at .87. Each time their kinds were mended
afterwards, so the figures below are no longer those of unseen texts.
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from figures import Bound, Figure, figures_table, markdown_table, print_text
from places import ROOT

from collate.editorial import FINDERS, Intervention, find_interventions
from collate.reading import read_sources

EDITIONS: Final = ROOT / "bench" / "editions"
SETS: Final = ("tuning", "heldout", "own", "composed", "composed-heldout", "composed-later", "composed-last")
KINDS: Final = ("gloss", "note", "paratext")
TARGET: Final = 0.85
HALF: Final = 0.5  # of what a mark and a finding cover together


@dataclass(frozen=True, slots=True)
class Marked:
    """Code points [start, end) that a reader marked, with kind and cause."""

    start: int
    end: int
    kind: str
    cause: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A text, the marks of a reader, and our findings."""

    name: str
    text: str
    marked: tuple[Marked, ...]
    findings: tuple[Intervention, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers of marks, of findings, of marks that are found, and of findings that are right."""

    marks: int
    findings: int
    recalled: int
    right: int

    @property
    def recall(self) -> float | None:
        """The share of marks that are found."""
        return self.recalled / self.marks if self.marks else None

    @property
    def precision(self) -> float | None:
        """The share of findings that are right."""
        return self.right / self.findings if self.findings else None


def read_editions(folder: Path) -> list[Edition]:
    """Read the marked editions of a folder, and find the interventions in them."""
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
    """Return the path of the marked text: NAME.txt beside NAME.tsv, or a witness of this project for WORK.NAME.tsv."""
    text_path = path.with_suffix(".txt")
    work, _, stem = path.stem.partition(".")
    return text_path if text_path.exists() else ROOT / "witnesses" / work / f"{stem}.txt"


def _escaped(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, escape)
    return text


def agree(mark: Marked, finding: Intervention) -> bool:
    """Check whether a mark and a finding are of one kind, and overlap in half of what they cover together."""
    overlap = min(mark.end, finding.end) - max(mark.start, finding.start)
    union = max(mark.end, finding.end) - min(mark.start, finding.start)
    return mark.kind == str(finding.role) and overlap > 0 and overlap / union >= HALF


def score(editions: Iterable[Edition], kind: str) -> Score:
    """Count the marks and findings of a kind."""
    counts = [0, 0, 0, 0]
    for edition in editions:
        marks = [m for m in edition.marked if m.kind == kind]
        findings = [f for f in edition.findings if str(f.role) == kind]
        counts[0] += len(marks)
        counts[1] += len(findings)
        counts[2] += sum(any(agree(m, f) for f in findings) for m in marks)
        counts[3] += sum(any(agree(m, f) for m in marks) for f in findings)
    return Score(*counts)


def figures(folder: Path = EDITIONS) -> list[Figure]:
    """Return precision and recall of each kind in each set of editions."""
    results = []
    for name in SETS:
        editions = read_editions(folder / name)
        for kind in KINDS if editions else ():
            score_of_kind = score(editions, kind)
            note = f"{score_of_kind.marks} marked, {score_of_kind.findings} found, in {len(editions)} texts"
            for measure, value in (("recall", score_of_kind.recall), ("precision", score_of_kind.precision)):
                explained = note if value is not None else f"nothing to count: {note}"
                results.append(
                    Figure(f"editorial, {name}", f"{kind}: {measure}", value, TARGET, Bound.AT_LEAST, 3, note=explained)
                )
    return [f for f in results if f.value is not None]


def differences(editions: Sequence[Edition]) -> str:
    """List the marks that are not found, and the findings that are wrong."""
    rows = []
    for edition in editions:
        text = edition.text
        for m in edition.marked:
            if not any(agree(m, f) for f in edition.findings):
                rows.append((edition.name, "missed", f"{m.kind}.{m.cause}", _shown(text[m.start : m.end])))
        for f in edition.findings:
            if not any(agree(m, f) for m in edition.marked):
                rows.append((edition.name, "wrong", f"{f.role}.{f.cause}", _shown(text[f.start : f.end])))
    return markdown_table(("edition", "", "kind", "words"), rows)


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def main() -> None:
    """Print the figures; for a folder that is named, also what is missed and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="a folder of NAME.txt and NAME.tsv; else the project's own"
    )
    parser.add_argument("--list", action="store_true", help="list what is missed and wrong")
    arguments = parser.parse_args()
    if arguments.folder is None:
        print_text(figures_table(figures()))
        return
    editions = read_editions(arguments.folder)
    rows = []
    for kind in KINDS:
        s = score(editions, kind)
        shares = ("-" if v is None else f"{v:.3f}" for v in (s.recall, s.precision))
        rows.append((kind, s.marks, s.findings, *shares))
    print_text(markdown_table(("kind", "marked", "found", "recall", "precision"), rows))
    if arguments.list:
        print_text(differences(editions))


if __name__ == "__main__":
    main()
