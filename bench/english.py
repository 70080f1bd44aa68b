"""English: regional spelling, words that are alike and are two, and names. `python bench/english.py`.

The large list of words, and which of them are forms of one, is that of simplemma, which measures and
is not used by the rules.
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

from figures import Asked, Figure, figures_table, say
from labelled import FORM, REGIONAL, lots, pooled
from rapidfuzz.distance import OSA
from texts import SEED, books, frankenstein, has_books, read

from collate.classify.language import english
from collate.classify.pairs import classify_pairs

NAMES: Final = Path(__file__).parent / "names.tsv"
FREQUENT: Final = 5  # times in each of two large works
HELD_OUT: Final = 3  # every so manieth pair of names was not looked at while the rules were written
CONTEXTS: Final = ((5_000, 0.10), (20_000, 0.03), (70_000, 0.005))


def english_figures() -> list[Figure]:
    """Give all figures."""
    return [*regional(), *collisions(), *(hard_negatives() if has_books() else ()), *names()]


def regional() -> list[Figure]:
    """Give the share of regional pairs that are called so, by rules alone and with the table."""
    pairs = [(p.one, p.other) for lot in lots() for p in lot.pairs if p.label == REGIONAL]
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
        Figure("breame_en", "called regional, rules alone", shares[0], 0.94, Asked.AT_LEAST, 3, note=note),
        Figure("breame_en", "called regional, with the table", shares[1], 0.98, Asked.AT_LEAST, 3, note=note),
    ]


def collisions() -> list[Figure]:
    """Give the share of two words that the rules make one and that are forms of two."""
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
    """Give the share of like words of two lemmas that are called spelling or lighter, by words of context."""
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
    found = []
    for words, asked in CONTEXTS:
        texts = [" ".join(edition[:words]) for edition in editions]
        used = {w.lower() for text in texts for w in text.split()}
        here = [pair for pair in pairs if pair[0] in used or pair[1] in used]
        wrong = sum(pooled(v) == FORM for v in classify_pairs(here, "en", texts=texts, aligned_pairs=[])) / len(here)
        on = f"hard negatives, {words} words"
        found.append(Figure(on, "called spelling or lighter", wrong, asked, digits=3, note=f"{len(here)} pairs"))
    return found


def names() -> list[Figure]:
    """Give the share of names in two transliterations that are called one, and of two names that are."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = [(r["label"], r["one"], r["other"]) for r in csv.DictReader(file, delimiter="\t")]
    return [*_names(rows, "names"), *_names(rows[::HELD_OUT], "names, held out")]


def _names(rows: Sequence[tuple[str, str, str]], on: str) -> list[Figure]:
    answers = classify_pairs([(one, other) for _, one, other in rows], "en", aligned_pairs=[])
    called = {"same": [0, 0], "other": [0, 0]}
    for (label, _, _), variation in zip(rows, answers, strict=True):
        called[label][0] += pooled(variation) == FORM
        called[label][1] += 1
    (same, of), (false, others) = called["same"], called["other"]
    return [
        Figure(on, "one name called one", same / of, 0.90, Asked.AT_LEAST, 3, note=f"{of} pairs"),
        Figure(on, "two names called one", false / others, 0.05, digits=3, note=f"{others} pairs"),
    ]


def main() -> None:
    """Print the figures."""
    random.seed(SEED)
    say(figures_table(english_figures()))


if __name__ == "__main__":
    main()
