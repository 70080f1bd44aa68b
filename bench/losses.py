"""Check that an eye-skip is named where words were lost, and not elsewhere: `python bench/losses.py`.

A loss is a passage of three words or more that one witness of a gold set has and another has not, between
words that are equal in both. Each loss is classified once, and so are passages of the same length at random
places.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from figures import Bound, Figure, figures_table, print_text
from gold import GoldSet, gold_sets
from places import GOLD, missing
from texts import SEED

from collate.classify import ReadingPair, ReadingSide, Rulebook, WorkEvidence, bare, classify, folded
from collate.model.tokens import Sort
from collate.text.normalise import has_letter

FEWEST: Final = 3  # words
RANDOM: Final = 40  # places for each loss
AROUND: Final = 12  # tokens that a rule sees on each side

Words = Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """Tokens [start, end) of one witness that another witness has lost."""

    text: str
    words: Words
    start: int
    end: int


def losses() -> dict[tuple[str, int, int], Loss]:
    """Find the losses of all whole texts, by text and columns."""
    by_place: dict[tuple[str, int, int], Loss] = {}
    for gold in gold_sets():
        if "_p" not in gold.name:
            for key, loss in _in(gold):
                by_place.setdefault(key, loss)
    return by_place


def _in(gold: GoldSet) -> Iterable[tuple[tuple[str, int, int], Loss]]:
    table = gold.file["table"]
    words = [[t["t"] for t in w["tokens"]] for w in gold.file["witnesses"]]
    silent = _silences(gold)
    for w in range(len(words)):
        for o in range(len(words)):
            columns = [k for k, row in enumerate(table) if row[w] or row[o]] if o != w else []
            k = 0
            while k < len(columns):
                end = k
                while end < len(columns) and not table[columns[end]][w] and columns[end] not in silent[w]:
                    end += 1
                if 0 < k < end < len(columns) and _equal(words, table, columns[k - 1], columns[end], w, o):
                    lost = [i for c in columns[k:end] for i in table[c][o]]
                    if (
                        lost
                        and sum(has_letter(words[o][i]) for i in lost) >= FEWEST
                        and lost[-1] - lost[0] == len(lost) - 1
                    ):
                        yield (
                            (gold.text, columns[k], columns[end - 1]),
                            Loss(gold.text, words[o], lost[0], lost[-1] + 1),
                        )
                k = max(end, k + 1)


def _silences(gold: GoldSet) -> list[set[int]]:
    lacunae = gold.file.get("lacunae") or {}
    return [{c for a, b in lacunae.get(w["id"], []) for c in range(a, b)} for w in gold.file["witnesses"]]


def _equal(
    words: Sequence[Words], table: Sequence[Sequence[Sequence[int]]], before: int, after: int, w: int, o: int
) -> bool:
    """Check that the words of two columns are equal in two witnesses."""
    left, right = ([[bare(words[x][i]) for i in table[c][x]] for c in (before, after)] for x in (w, o))
    return left == right and all(left)


def named(loss: Loss, context: WorkEvidence) -> bool:
    """Check whether an eye-skip is named."""
    side = ReadingSide(
        tuple(loss.words[loss.start : loss.end]),
        tuple(Sort.WORD if has_letter(w) else Sort.PUNCTUATION for w in loss.words[loss.start : loss.end]),
        tuple(map(folded, loss.words[max(0, loss.start - AROUND) : loss.start])),
        tuple(map(folded, loss.words[loss.end : loss.end + AROUND])),
    )
    return classify(ReadingPair(side, ReadingSide((), ()), context)).cause == "eye-skip"


def figures() -> list[Figure]:
    """Return the share of losses that are named as eye-skips, and of random passages."""
    true_losses = [*losses().values()]
    contexts = {
        g.text: WorkEvidence(
            Rulebook(g.file["language"]),
            tuple(Counter(bare(t["t"]) for t in w["tokens"] if has_letter(t["t"])) for w in g.file["witnesses"]),
        )
        for g in gold_sets()
        if "_p" not in g.name
    }
    chance = random.Random(SEED)
    random_passages = [
        Loss(loss.text, loss.words, start, start + loss.end - loss.start)
        for loss in true_losses
        for start in _places(chance, loss)
    ]
    of_losses = sum(named(loss, contexts[loss.text]) for loss in true_losses) / len(true_losses)
    of_random = sum(named(loss, contexts[loss.text]) for loss in random_passages) / len(random_passages)
    return [
        Figure(
            "eye-skip", "named of true losses", of_losses, 0.29, Bound.AT_LEAST, 3, note=f"{len(true_losses)} losses"
        ),
        Figure(
            "eye-skip",
            "named at random places",
            of_random,
            0.03,
            Bound.AT_MOST,
            3,
            note=f"{len(random_passages)} places",
        ),
    ]


def _places(chance: random.Random, loss: Loss) -> list[int]:
    last = max(1, len(loss.words) - (loss.end - loss.start))
    return [chance.randrange(last) for _ in range(RANDOM)]


def main() -> None:
    """Print the figures."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    print_text(figures_table(figures()))


if __name__ == "__main__":
    main()
