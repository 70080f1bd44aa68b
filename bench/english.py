"""Measure English: regional spelling, similar words that are different words, and names. `python bench/english.py`.

The word list and the lemmas are those of simplemma. They are used to measure; the rules do not use them.
"""

import csv
import dataclasses
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

from figures import Bound, Figure, figures_table, print_text
from labelled import FORM, REGIONAL, lots, pooled
from rapidfuzz.distance import OSA
from texts import SEED, books, frankenstein, has_books, read

from collate.classify.language import english
from collate.classify.pairs import classify_pairs

NAMES: Final = Path(__file__).parent / "names.tsv"
FREQUENT: Final = 5  # times in each of two large works
HELD_OUT: Final = 3  # every third pair of names was not looked at while the rules were written
CONTEXTS: Final = ((5_000, 0.10), (20_000, 0.03), (70_000, 0.005))


def english_figures() -> list[Figure]:
    """Return all figures."""
    return [*regional(), *collisions(), *(hard_negatives() if has_books() else ()), *names()]


def regional() -> list[Figure]:
    """Return the share of regional pairs that are called regional, by rules alone and with the table."""
    pairs = [(p.left, p.right) for lot in lots() for p in lot.pairs if p.label == REGIONAL]
    if not pairs:
        return []
    rules = english.english_rules()
    shares = []
    for without_table in (True, False):
        english._to_american.cache_clear()
        chosen = dataclasses.replace(rules, american_words={}) if without_table else rules
        with patch.object(english, "english_rules", lambda chosen=chosen: chosen):
            shares.append(sum(english.regional_rule(*pair) is not None for pair in pairs) / len(pairs))
    english._to_american.cache_clear()
    note = f"{len(pairs)} pairs"
    return [
        Figure("breame_en", "called regional, rules alone", shares[0], 0.94, Bound.AT_LEAST, 3, note=note),
        Figure("breame_en", "called regional, with the table", shares[1], 0.98, Bound.AT_LEAST, 3, note=note),
    ]


def collisions() -> list[Figure]:
    """Return the share of pairs with one key that are forms of different words."""
    import simplemma
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    table = DefaultDictionaryFactory().get_dictionary("en")
    listed = {w.decode() if isinstance(w, bytes) else w for pair in table.items() for w in pair}
    words = sorted(w for w in listed if w.isascii() and w.isalpha() and w.islower())
    by_key: dict[str, list[str]] = {}
    for word in words:
        by_key.setdefault(english._to_american(word)[0], []).append(word)
    pairs = [(a, b) for group in by_key.values() for k, a in enumerate(group) for b in group[k + 1 :]]
    pairs = [pair for pair in pairs if english.regional_rule(*pair) is not None]

    def lemma(word: str) -> str:
        return english._to_american(simplemma.lemmatize(word, lang="en"))[0]

    two = sum(lemma(a) != lemma(b) for a, b in pairs)
    note = f"{two} of {len(pairs)} pairs of a list of {len(words)}; most are one word of which the list knows a form"
    return [Figure("regional", "colliding pairs of two words", two / len(pairs), 0.02, digits=3, note=note)]


def hard_negatives() -> list[Figure]:
    """Return the share of similar words of two lemmas that are called spelling or less, by words of context."""
    import simplemma

    editions = [re.findall(r"[A-Za-z]+", read(frankenstein(name))) for name in ("1818", "1831")]
    counts = [Counter(w.lower() for w in words) for words in (editions[0], re.findall(r"[A-Za-z]+", read(books()[0])))]
    frequent = sorted(
        w for w in counts[0] if min(c[w] for c in counts) >= FREQUENT and simplemma.is_known(w, lang="en")
    )
    lemmas = {w: simplemma.lemmatize(w, lang="en") for w in frequent}
    pairs = [
        (a, b)
        for k, a in enumerate(frequent)
        for b in frequent[k + 1 :]
        if OSA.distance(a, b, score_cutoff=2) <= 2 and OSA.normalized_similarity(a, b) >= 0.6
        if lemmas[a] != lemmas[b] and lemmas[a] != b and lemmas[b] != a
    ]
    results = []
    for words, target in CONTEXTS:
        texts = [" ".join(edition[:words]) for edition in editions]
        vocabulary = {w.lower() for text in texts for w in text.split()}
        in_context = [pair for pair in pairs if pair[0] in vocabulary or pair[1] in vocabulary]
        wrong = sum(pooled(v) == FORM for v in classify_pairs(in_context, "en", texts=texts, aligned_pairs=[])) / len(
            in_context
        )
        on = f"hard negatives, {words} words"
        results.append(
            Figure(on, "called spelling or lighter", wrong, target, digits=3, note=f"{len(in_context)} pairs")
        )
    return results


def names() -> list[Figure]:
    """Return the share of pairs called one name: of one name in two transliterations, and of two names."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = [(r["label"], r["one"], r["other"]) for r in csv.DictReader(file, delimiter="\t")]
    return [*_names(rows, "names"), *_names(rows[::HELD_OUT], "names, held out")]


def _names(rows: Sequence[tuple[str, str, str]], on: str) -> list[Figure]:
    answers = classify_pairs([(one, other) for _, one, other in rows], "en", aligned_pairs=[])
    called = {"same": [0, 0], "other": [0, 0]}
    for (label, _, _), variation in zip(rows, answers, strict=True):
        called[label][0] += pooled(variation) == FORM
        called[label][1] += 1
    (same, same_total), (wrong, other_total) = called["same"], called["other"]
    return [
        Figure(on, "one name called one", same / same_total, 0.90, Bound.AT_LEAST, 3, note=f"{same_total} pairs"),
        Figure(on, "two names called one", wrong / other_total, 0.05, digits=3, note=f"{other_total} pairs"),
    ]


def main() -> None:
    """Print the figures."""
    random.seed(SEED)
    print_text(figures_table(english_figures()))


if __name__ == "__main__":
    main()
