"""Pairs of readings whose kinds people have assigned, and the works that they come from.

One table maps the labels of the sources to ours. What the labels cannot tell apart is pooled:
form (one word in one form: glyphs, capitals, accents, abbreviation, division, spelling), inflection,
substitution.
"""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from figures import markdown_table
from places import GOLD
from rapidfuzz.distance import OSA

from collate.classify import Certainty, Kind, Significance, Variation, folded
from collate.text.normalise import nfc

FORM: Final = "form"
INFLECTION: Final = "inflection"
SUBSTITUTION: Final = "substitution"
ACCENTS: Final = "diacritics"
PLENE: Final = "spelling"

# For each label of a source: our class, and why. Other labels are not scored.
RELATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "orthographic": (FORM, "capitals, accents, letters such as u and v"),
    "spelling": (FORM, "one word spelled in two ways, or abbreviated"),
    "graphic": (FORM, "the same of Old French"),
    "grammatical": (INFLECTION, "two forms of one word"),
    "lexical": (SUBSTITUTION, "two words"),
    "functionWord": (SUBSTITUTION, "two function words; where one side is empty it is not scored"),
    "synonymism": (SUBSTITUTION, "two words"),
}
HEBREW: Final[Mapping[str, tuple[str, str]]] = {
    "vocalic": (ACCENTS, "the points differ and the letters do not"),
    "vocalic-substantive": (ACCENTS, "the same, and the sense differs: points alone cannot tell"),
    "orthographic": (PLENE, "full and defective spelling"),
    "substitution": (SUBSTITUTION, "two words; the source has no inflection"),
}
REGIONAL: Final = "spelling:US-UK"
HISTORICAL: Final = "spelling:historical-modern"
SAME: Final = "identical"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two readings and their label in the source."""

    label: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Lot:
    """All pairs of one source in one language."""

    name: str
    language: str
    pairs: tuple[Labelled, ...]


def lots() -> list[Lot]:
    """Read all files of labelled pairs, a lot for each source in each language."""
    pairs_by_lot: dict[tuple[str, str], list[Labelled]] = {}
    for path in sorted((GOLD / "types").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                source = (row["source"] or path.stem).rsplit("/", 1)[-1].split()[-1]
                pair = Labelled(row["label"], row["form_a"] or "", row["form_b"] or "")
                pairs_by_lot.setdefault((source, row["language"]), []).append(pair)
    return [Lot(source, language, tuple(pairs)) for (source, language), pairs in pairs_by_lot.items()]


def lots_in_place() -> list[Lot]:
    """Read the labelled variants of the aligned sets."""
    lots_found = []
    for path in sorted((GOLD / "align").glob("*.json")):
        file = json.loads(path.read_text("utf-8"))
        pairs = tuple(Labelled(v["type"], v["a"], v["b"]) for v in file.get("variants") or () if v["a"] and v["b"])
        if pairs:
            lots_found.append(Lot(path.stem, file["language"], pairs))
    return lots_found


def with_labels(
    table: Mapping[str, tuple[str, str]], chosen_lots: Sequence[Lot]
) -> list[tuple[Lot, list[tuple[str, str]], list[str]]]:
    """Return the lots that have labels of a table, their pairs and the classes of these, without equal readings."""
    labelled_lots = []
    for lot in chosen_lots:
        kept = [p for p in lot.pairs if p.label in table and p.left and p.right and nfc(p.left) != nfc(p.right)]
        if kept:
            labelled_lots.append((lot, [(p.left, p.right) for p in kept], [table[p.label][0] for p in kept]))
    return labelled_lots


@cache
def _works() -> Mapping[str, tuple[str, ...]]:
    """Return the witnesses of every aligned set, by the name of its source file and by its own name."""
    works: dict[str, tuple[str, ...]] = {}
    for path in sorted((GOLD / "align").glob("*.json")):
        file = json.loads(path.read_text("utf-8"))
        texts = tuple(" ".join(t["t"] for t in w["tokens"]) for w in file["witnesses"])
        origin = file["source"].split(" (", 1)[0].rsplit("/", 1)[-1]
        if origin not in works or len(texts[0]) > len(works[origin][0]):
            works[origin] = texts
        works[path.stem] = texts
    return works


def texts_of(lot: Lot) -> tuple[str, ...]:
    """Return the witnesses of the work of a lot, if there is one; for Hebrew, those of the largest book."""
    if lot.language == "he":
        hebrew = [t for name, t in _works().items() if name.startswith("hebrew")]
        return max(hebrew, key=lambda texts: len(texts[0]), default=())
    return _works().get(lot.name, ())


def pooled(variation: Variation) -> str:
    """Return the class of our kind: form, inflection or substitution."""
    if variation.kind in (Kind.INFLECTION, Kind.SUBSTITUTION):
        return str(variation.kind)
    light = variation.kind is Kind.AGREEMENT or variation.significance is Significance.ACCIDENTAL
    return FORM if light else SUBSTITUTION


def in_hebrew(variation: Variation) -> str:
    """Return the class of our kind for Hebrew: accents, full or defective spelling, substitution."""
    if variation.kind in (Kind.DIACRITICS, Kind.SPELLING):
        return str(variation.kind)
    return SUBSTITUTION if variation.kind in (Kind.INFLECTION, Kind.SUBSTITUTION) else str(variation.kind)


@dataclass(frozen=True, slots=True)
class Score:
    """The classes that people assigned, and those that were predicted."""

    truth: tuple[str, ...]
    predicted: tuple[str, ...]

    @property
    def right(self) -> float:
        """The share of predictions that are right."""
        return sum(a == b for a, b in zip(self.truth, self.predicted, strict=True)) / max(1, len(self.truth))

    def of(self, label: str) -> tuple[float, float]:
        """Compute precision and recall of a class."""
        hits = sum(a == b == label for a, b in zip(self.truth, self.predicted, strict=True))
        return hits / max(1, self.predicted.count(label)), hits / max(1, self.truth.count(label))

    @property
    def macro(self) -> float:
        """The mean F1 of the classes that occur."""
        shares = [self.of(label) for label in sorted(set(self.truth))]
        return sum(2 * p * r / (p + r) if p + r else 0.0 for p, r in shares) / max(1, len(shares))

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """The number of pairs by (truth, prediction)."""
        return Counter(zip(self.truth, self.predicted, strict=True))


def joined(scores: Sequence[Score]) -> Score:
    """Join the scores of several lots."""
    return Score(tuple(t for s in scores for t in s.truth), tuple(t for s in scores for t in s.predicted))


@dataclass(frozen=True, slots=True)
class Judged:
    """A lot of pairs, its score, our answers, and what needs no rules.

    threshold   the share that one threshold of similarity gets right if it is chosen on these pairs themselves
    near        the similarity of each pair
    """

    lot: Lot
    score: Score
    answers: tuple[Variation, ...]
    threshold: float
    near: tuple[float, ...] = ()

    @property
    def majority(self) -> float:
        """The share that is right if every pair is of the most frequent class."""
        return max(Counter(self.score.truth).values()) / max(1, len(self.score.truth))

    def with_threshold(self, limit: float) -> Score:
        """Call a pair form from this similarity on, else the most frequent other class of all lots."""
        other = "other" if "other" in self.score.truth else SUBSTITUTION
        return Score(self.score.truth, tuple([FORM if value >= limit else other for value in self.near]))

    @property
    def certain(self) -> tuple[int, int]:
        """The number of certain answers, and how many of them are right."""
        sure = [
            a == b for a, b, v in zip(self.score.truth, self.score.predicted, self.answers, strict=True) if _sure(v)
        ]
        return len(sure), sum(sure)


def _sure(variation: Variation) -> bool:
    return variation.certainty is Certainty.HIGH


def one_threshold(pairs: Sequence[tuple[str, str]], truth: Sequence[str]) -> float:
    """Return the best share that one threshold of similarity can get right, chosen on the pairs themselves."""
    near = similarities(pairs)
    shares = []
    for limit in sorted(set(near)):
        predicted = [FORM if value >= limit else SUBSTITUTION for value in near]
        shares.append(sum(a == b for a, b in zip(truth, predicted, strict=True)) / len(truth))
    return max(shares)


def elsewhere(judged: Sequence[Judged]) -> list[Score]:
    """Return for each lot the score of the one threshold that is best, on average, for all the other lots."""
    limits = [k / 50 for k in range(20, 51)]
    rights = [[j.with_threshold(limit).right for limit in limits] for j in judged]
    scores = []
    for k, j in enumerate(judged):
        others = [row for o, row in enumerate(rights) if o != k and judged[o].lot.name != j.lot.name]
        best = max(range(len(limits)), key=lambda n: sum(row[n] for row in others))
        scores.append(j.with_threshold(limits[best]))
    return scores


def similarities(pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
    """Return the similarity of each pair, without capitals."""
    return tuple([OSA.normalized_similarity(folded(a), folded(b)) for a, b in pairs])


def baselines_table(judged: Sequence[Judged]) -> str:
    """Show each work beside what needs no rules, and what is called certain; the worst first."""
    rows = []
    for j, threshold in sorted(zip(judged, elsewhere(judged), strict=True), key=lambda row: row[0].score.right):
        sure, right = j.certain
        rows.append(
            (
                f"{j.lot.name} ({j.lot.language or 'unset'})",
                len(j.answers),
                f"{j.score.right:.3f}",
                f"{j.score.macro:.3f}",
                f"{j.majority:.3f}",
                f"{threshold.right:.3f}",
                f"{threshold.macro:.3f}",
                f"{sure / max(1, len(j.answers)):.2f}",
                f"{right / sure:.3f}" if sure else "",
            )
        )
    head = ("work", "pairs", "right", "macro F1", "majority", "threshold of the other works", "its macro F1")
    return markdown_table((*head, "share certain", "certain right"), rows)
