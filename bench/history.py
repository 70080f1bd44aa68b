"""Check that historical spellings are told apart from other words: `python bench/history.py`.

Each true pair is a word as it was written, and as it is spelled today. It is compared with three wrong pairs: the
nearest other word, another form of the same lemma, and a random word.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from figures import markdown_table, print_text
from labelled import (
    FORM,
    HISTORICAL,
    SAME,
    Judged,
    Labelled,
    Lot,
    Score,
    baselines_table,
    lots,
    one_threshold,
    pooled,
    similarities,
)
from places import GOLD, missing
from rapidfuzz import process
from rapidfuzz.distance import Indel
from texts import SEED

from collate.classify.pairs import classify_pairs

EVERY: Final = 5  # every fifth pair is classified: there are 57,000
SMALL: Final = 1000  # distinct words in a row of a text: with them, as small as most editions


def history() -> list[tuple[Judged, Counter[tuple[str, bool]]]]:
    """Classify historical spellings: true pairs, and wrong pairs with three other words.

    Edits are learned from the pairs of the text without their labels, as in a collation.
    """
    return [_one_text(lot, lot.language, EVERY) for lot in _old_texts()]


def small_works() -> list[Judged]:
    """Do the same for the beginning of each text as a work of its own, with the language named and not named."""
    judged = []
    for lot in _old_texts():
        small = replace(lot, name=f"{lot.name.removesuffix('.dev')}, {SMALL} words", pairs=lot.pairs[:SMALL])
        judged += [_one_text(small, language, EVERY // 2)[0] for language in ("", lot.language)]
    return judged


def _old_texts() -> list[Lot]:
    return [lot for lot in lots() if any(p.label == HISTORICAL for p in lot.pairs)]


def _one_text(lot: Lot, language: str, every: int) -> tuple[Judged, Counter[tuple[str, bool]]]:
    labelled = [*_with_negatives(lot)][::every]
    pairs_of_text = sorted({(p.left, p.right) for p in lot.pairs})
    texts = [" ".join(p.left for p in lot.pairs), " ".join(p.right for p in lot.pairs)]
    pairs = [(a, b) for a, b, _ in labelled]
    answers = classify_pairs(pairs, language, texts=texts, aligned_pairs=pairs_of_text)
    truth = tuple(FORM if sort == "true" else "other" for _, _, sort in labelled)
    predicted = tuple(FORM if pooled(v) == FORM else "other" for v in answers)
    counts = Counter((sort, a == b) for (_, _, sort), a, b in zip(labelled, truth, predicted, strict=True))
    threshold = one_threshold(pairs, ["form" if t == FORM else "substitution" for t in truth])
    lot = replace(lot, language=language)
    return Judged(lot, Score(truth, predicted), tuple(answers), threshold, similarities(pairs)), counts


def _with_negatives(lot: Lot) -> Iterable[tuple[str, str, str]]:
    """Yield every distinct true pair, and wrong pairs. They are near by a measure that the rules do not use."""
    import simplemma

    chance = random.Random(SEED)
    modern = sorted({p.right for p in lot.pairs})
    lemmas: dict[str, list[str]] = {}
    for word in modern:
        if simplemma.is_known(word, lang=lot.language):
            lemmas.setdefault(simplemma.lemmatize(word, lang=lot.language), []).append(word)
    true: dict[str, set[str]] = {}
    for p in lot.pairs:
        true.setdefault(p.left, {p.left}).add(p.right)
    for old, new in sorted({(p.left, p.right) for p in lot.pairs if _differ(p)}):
        yield old, new, "true"
        nearest = process.extract(new, modern, scorer=Indel.normalized_similarity, limit=5)
        yield from ((old, word, "near") for word in [w for w, _, _ in nearest if w not in true[old]][:1])
        other_forms = [w for w in lemmas.get(simplemma.lemmatize(new, lang=lot.language), []) if w not in true[old]]
        yield from ((old, word, "form") for word in chance.sample(other_forms, min(1, len(other_forms))))
        yield (
            old,
            chance.choice([w for w in chance.sample(modern, min(9, len(modern))) if w not in true[old]]),
            "random",
        )


def _differ(pair: Labelled) -> bool:
    return pair.label != SAME and pair.left.lower() != pair.right.lower()


def history_table(judged: Sequence[tuple[Judged, Counter[tuple[str, bool]]]]) -> str:
    """Show how often each sort of pair is classified rightly, text by text."""
    rows = []
    for j, counts in sorted(judged, key=lambda row: row[0].score.right):
        shares = (
            f"{counts[sort, True] / max(1, counts[sort, True] + counts[sort, False]):.3f}"
            for sort in ("true", "near", "form", "random")
        )
        rows.append((j.lot.name, len(j.answers), f"{j.score.right:.3f}", f"{j.threshold:.3f}", *shares))
    head = ("text", "pairs", "right", "one threshold", "true pairs", "nearest other word", "other form", "random word")
    return markdown_table(head, rows)


def main() -> None:
    """Print the table."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    whole = history()
    print_text(history_table(whole))
    print_text(f"\n{baselines_table([*[j for j, _ in whole], *small_works()])}")


if __name__ == "__main__":
    main()
