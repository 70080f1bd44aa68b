"""Is an eye-skip named where words were lost, and not elsewhere? `python bench/losses.py`.

A loss is a stretch of three words or more that one witness of a gold set has and another has not, with
equal words before and after it in both. Each is asked once, and beside it stretches of the same length
at random places.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from figures import Asked, Figure, figures_table, say
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
    """Tokens [start, end) of a witness that another has lost."""

    text: str
    words: Words
    start: int
    end: int


def losses() -> dict[tuple[str, int, int], Loss]:
    """Find the losses of all whole texts, by text and columns."""
    found: dict[tuple[str, int, int], Loss] = {}
    for gold in gold_sets():
        if "_p" not in gold.name:
            for key, loss in _in(gold):
                found.setdefault(key, loss)
    return found


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
    """The words of two columns are equal in two witnesses."""
    here, there = ([[bare(words[x][i]) for i in table[c][x]] for c in (before, after)] for x in (w, o))
    return here == there and all(here)


def named(loss: Loss, context: WorkEvidence) -> bool:
    """Say whether an eye-skip is named."""
    side = ReadingSide(
        tuple(loss.words[loss.start : loss.end]),
        tuple(Sort.WORD if has_letter(w) else Sort.PUNCTUATION for w in loss.words[loss.start : loss.end]),
        tuple(map(folded, loss.words[max(0, loss.start - AROUND) : loss.start])),
        tuple(map(folded, loss.words[loss.end : loss.end + AROUND])),
    )
    return classify(ReadingPair(side, ReadingSide((), ()), context)).cause == "eye-skip"


def figures() -> list[Figure]:
    """Give the share of losses that are named, and of random stretches."""
    found = [*losses().values()]
    contexts = {
        g.text: WorkEvidence(
            Rulebook(g.file["language"]),
            tuple(Counter(bare(t["t"]) for t in w["tokens"] if has_letter(t["t"])) for w in g.file["witnesses"]),
        )
        for g in gold_sets()
        if "_p" not in g.name
    }
    chance = random.Random(SEED)
    elsewhere = [Loss(x.text, x.words, at, at + x.end - x.start) for x in found for at in _places(chance, x)]
    true = sum(named(x, contexts[x.text]) for x in found) / len(found)
    false = sum(named(x, contexts[x.text]) for x in elsewhere) / len(elsewhere)
    return [
        Figure("eye-skip", "named of true losses", true, 0.29, Asked.AT_LEAST, 3, note=f"{len(found)} losses"),
        Figure("eye-skip", "named at random places", false, 0.03, Asked.AT_MOST, 3, note=f"{len(elsewhere)} places"),
    ]


def _places(chance: random.Random, loss: Loss) -> list[int]:
    last = max(1, len(loss.words) - (loss.end - loss.start))
    return [chance.randrange(last) for _ in range(RANDOM)]


def main() -> None:
    """Print the figures."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    say(figures_table(figures()))


if __name__ == "__main__":
    main()
