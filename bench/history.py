"""Are historical spellings told from other words? `python bench/history.py`.

Every true pair of a word as it was written and as it is spelled today, and beside it the nearest other word,
another form of the same lemma, and a random word.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from figures import markdown_table, say
from labelled import FORM, HISTORICAL, SAME, Judged, Labelled, Lot, Score, lots, one_threshold, pooled
from places import GOLD, missing
from rapidfuzz import process
from rapidfuzz.distance import Indel
from texts import SEED

from collate.classify.pairs import classify_pairs

EVERY: Final = 5  # of the pairs, every so manieth is asked: they are 57,000


def history() -> list[tuple[Judged, Counter[tuple[str, bool]]]]:
    """Judge historical spellings: true pairs, and each against the nearest other word, a fellow form, a random word.

    Edits are learned, without labels, from the pairs that stand in the text, as they are in a collation.
    """
    return [_one_text(lot) for lot in lots() if any(p.label == HISTORICAL for p in lot.pairs)]


def _one_text(lot: Lot) -> tuple[Judged, Counter[tuple[str, bool]]]:
    asked = [*_with_negatives(lot)][::EVERY]
    standing = sorted({(p.one, p.other) for p in lot.pairs})
    texts = [" ".join(p.one for p in lot.pairs), " ".join(p.other for p in lot.pairs)]
    answers = classify_pairs([(a, b) for a, b, _ in asked], lot.language, texts=texts, aligned_pairs=standing)
    truth = tuple(FORM if how == "true" else "other" for _, _, how in asked)
    said = tuple(FORM if pooled(v) == FORM else "other" for v in answers)
    by = Counter((how, a == b) for (_, _, how), a, b in zip(asked, truth, said, strict=True))
    threshold = one_threshold([(a, b) for a, b, _ in asked], ["form" if t == FORM else "substitution" for t in truth])
    return Judged(lot, Score(truth, said), tuple(answers), threshold), by


def _with_negatives(lot: Lot) -> Iterable[tuple[str, str, str]]:
    """Give every distinct true pair, and what is none: near by another measure than ours, so that it is no circle."""
    import simplemma

    chance = random.Random(SEED)
    modern = sorted({p.other for p in lot.pairs})
    lemmas: dict[str, list[str]] = {}
    for word in modern:
        if simplemma.is_known(word, lang=lot.language):
            lemmas.setdefault(simplemma.lemmatize(word, lang=lot.language), []).append(word)
    true: dict[str, set[str]] = {}
    for p in lot.pairs:
        true.setdefault(p.one, {p.one}).add(p.other)
    for one, other in sorted({(p.one, p.other) for p in lot.pairs if _differ(p)}):
        yield one, other, "true"
        near = process.extract(other, modern, scorer=Indel.normalized_similarity, limit=5)
        yield from ((one, word, "near") for word in [w for w, _, _ in near if w not in true[one]][:1])
        fellows = [w for w in lemmas.get(simplemma.lemmatize(other, lang=lot.language), []) if w not in true[one]]
        yield from ((one, word, "form") for word in chance.sample(fellows, min(1, len(fellows))))
        yield (
            one,
            chance.choice([w for w in chance.sample(modern, min(9, len(modern))) if w not in true[one]]),
            "random",
        )


def _differ(pair: Labelled) -> bool:
    return pair.label != SAME and pair.one.lower() != pair.other.lower()


def history_table(old: Sequence[tuple[Judged, Counter[tuple[str, bool]]]]) -> str:
    """Set how often each sort of pair is told rightly, text by text."""
    rows = []
    for j, by in sorted(old, key=lambda row: row[0].score.right):
        shares = (
            f"{by[how, True] / max(1, by[how, True] + by[how, False]):.3f}"
            for how in ("true", "near", "form", "random")
        )
        rows.append((j.lot.name, len(j.answers), f"{j.score.right:.3f}", f"{j.threshold:.3f}", *shares))
    head = ("text", "pairs", "right", "one threshold", "true pairs", "nearest other word", "other form", "random word")
    return markdown_table(head, rows)


def main() -> None:
    """Print the table."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    say(history_table(history()))


if __name__ == "__main__":
    main()
