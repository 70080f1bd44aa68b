"""Pairs of readings whose kind people have assigned, and the works that they come from.

The sources' labels are mapped to ours in one table. What a label cannot tell apart is pooled:
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

from places import GOLD
from rapidfuzz.distance import OSA

from collate.classify import Certainty, Kind, Significance, Variation, folded
from collate.text.normalise import nfc

FORM: Final = "form"
INFLECTION: Final = "inflection"
SUBSTITUTION: Final = "substitution"
ACCENTS: Final = "diacritics"
PLENE: Final = "spelling"

# Label of the source: what it is here, and why. A label that is not here is not scored.
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
    """Two readings and the label that the source gives them."""

    label: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Lot:
    """All pairs of one source in one language."""

    name: str
    language: str
    pairs: tuple[Labelled, ...]


def lots() -> list[Lot]:
    """Read all files of labelled pairs, a lot for each source in each language."""
    found: dict[tuple[str, str], list[Labelled]] = {}
    for path in sorted((GOLD / "types").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                source = (row["source"] or path.stem).rsplit("/", 1)[-1].split()[-1]
                pair = Labelled(row["label"], row["form_a"] or "", row["form_b"] or "")
                found.setdefault((source, row["language"]), []).append(pair)
    return [Lot(source, language, tuple(pairs)) for (source, language), pairs in found.items()]


def lots_in_place() -> list[Lot]:
    """Read the variants that stand, labelled, in the aligned sets."""
    found = []
    for path in sorted((GOLD / "align").glob("*.json")):
        file = json.loads(path.read_text("utf-8"))
        pairs = tuple(Labelled(v["type"], v["a"], v["b"]) for v in file.get("variants") or () if v["a"] and v["b"])
        if pairs:
            found.append(Lot(path.stem, file["language"], pairs))
    return found


def with_labels(
    table: Mapping[str, tuple[str, str]], given: Sequence[Lot]
) -> list[tuple[Lot, list[tuple[str, str]], list[str]]]:
    """Give the lots that have labels of a table: their pairs and what these are; equal readings left out."""
    found = []
    for lot in given:
        kept = [p for p in lot.pairs if p.label in table and p.one and p.other and nfc(p.one) != nfc(p.other)]
        if kept:
            found.append((lot, [(p.one, p.other) for p in kept], [table[p.label][0] for p in kept]))
    return found


@cache
def _works() -> Mapping[str, tuple[str, ...]]:
    """Give the witnesses of every aligned set, by the name of the file that it comes from and by its own."""
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
    """Give the witnesses of the work that a lot comes from, or none. For Hebrew, the largest book there is."""
    if lot.language == "he":
        hebrew = [t for name, t in _works().items() if name.startswith("hebrew")]
        return max(hebrew, key=lambda texts: len(texts[0]), default=())
    return _works().get(lot.name, ())


def pooled(variation: Variation) -> str:
    """Give what our kind is among form, inflection and substitution."""
    if variation.kind in (Kind.INFLECTION, Kind.SUBSTITUTION):
        return str(variation.kind)
    light = variation.kind is Kind.AGREEMENT or variation.significance is Significance.ACCIDENTAL
    return FORM if light else SUBSTITUTION


def in_hebrew(variation: Variation) -> str:
    """Give what our kind is among accents, full or defective spelling, and substitution."""
    if variation.kind in (Kind.DIACRITICS, Kind.SPELLING):
        return str(variation.kind)
    return SUBSTITUTION if variation.kind in (Kind.INFLECTION, Kind.SUBSTITUTION) else str(variation.kind)


@dataclass(frozen=True, slots=True)
class Score:
    """How often what was said is what people say."""

    truth: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def right(self) -> float:
        """The share that is right."""
        return sum(a == b for a, b in zip(self.truth, self.said, strict=True)) / max(1, len(self.truth))

    def of(self, label: str) -> tuple[float, float]:
        """Give precision and recall of a label."""
        both = sum(a == b == label for a, b in zip(self.truth, self.said, strict=True))
        return both / max(1, self.said.count(label)), both / max(1, self.truth.count(label))

    @property
    def macro(self) -> float:
        """The mean F1 of the labels that occur."""
        shares = [self.of(label) for label in sorted(set(self.truth))]
        return sum(2 * p * r / (p + r) if p + r else 0.0 for p, r in shares) / max(1, len(shares))

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """Count (what it is, what was said)."""
        return Counter(zip(self.truth, self.said, strict=True))


def joined(scores: Sequence[Score]) -> Score:
    """Score several lots as one."""
    return Score(tuple(t for s in scores for t in s.truth), tuple(t for s in scores for t in s.said))


@dataclass(frozen=True, slots=True)
class Judged:
    """A lot of pairs, what they are, what was said of them, and what one threshold of similarity would say."""

    lot: Lot
    score: Score
    answers: tuple[Variation, ...]
    threshold: float

    @property
    def certain(self) -> tuple[int, int]:
        """How many are called certain, and how many of these are right."""
        sure = [a == b for a, b, v in zip(self.score.truth, self.score.said, self.answers, strict=True) if _sure(v)]
        return len(sure), sum(sure)


def _sure(variation: Variation) -> bool:
    return variation.certainty is Certainty.HIGH


def one_threshold(pairs: Sequence[tuple[str, str]], truth: Sequence[str]) -> float:
    """Give the best that one threshold of similarity can do, chosen on the pairs themselves."""
    likeness = [OSA.normalized_similarity(folded(a), folded(b)) for a, b in pairs]
    shares = []
    for limit in sorted(set(likeness)):
        said = [FORM if value >= limit else "substitution" for value in likeness]
        shares.append(sum(a == b for a, b in zip(truth, said, strict=True)) / len(truth))
    return max(shares)
