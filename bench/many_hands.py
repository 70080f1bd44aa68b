"""Measure hundreds of hands of one text: `python bench/many_hands.py [NAME...]`.

Each hand has a selection of changes that recur, as those of a tradition do. How CPU time grows with the hands is
measured at 16, 300 and 5,000 words; what a verse costs in 1,000 hands; and whether moves of two to six words that are
planted in some hands are found alike among 100, 334, 374 and 1,000.
"""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import texts
from comparing import Group, run_alone
from figures import Figure
from growth import slope
from runs import RunError, costs
from speed import table

from collate.alignment import ALIGNERS, AlignOptions
from collate.model.alignment import GAP, Alignment, Move
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

SEED: Final = 7
RUNS: Final = 3
EXPONENT: Final = 1.3
SECONDS: Final = 4.0
ALIKE: Final = 0.1
SIZES: Final[Mapping[int, tuple[int, ...]]] = {
    16: (125, 250, 500, 1000),
    300: (125, 250, 500, 1000),
    5000: (25, 50, 100),
}
AMONG: Final = (100, 334, 374, 1000)
VERSE: Final = 16
MOVES: Final = 4  # that are planted in one collation
SHARE: Final = 0.03  # of the hands have each of them
COVERED: Final = 0.6  # the part of the words of a planted move that one move must have


@dataclass(frozen=True, slots=True)
class Planted:
    """Words [start, stop) that stand before word `to` in some hands."""

    start: int
    stop: int
    to: int


def hands(
    count: int, words: int, moves: int = 0, has_own: bool = False, seed: int = SEED
) -> tuple[list[str], list[str], list[Planted]]:
    """Return the texts of some hands, the words that they copy, and the moves that are in one of them at least.

    Parameters
    ----------
    count : int
    words : int
    moves : int
        How many are planted.
    has_own : bool
        Whether each hand has a word of its own besides.
    seed : int
    """
    chance = random.Random(seed)
    source = texts.read(texts.books()[0]).split()
    copied, pool = source[1000 : 1000 + words], source[20_000:25_000]
    changes = [
        (
            chance.randrange(words),
            chance.choice("srad"),
            chance.choice(pool),
            chance.choice((0.02, 0.05, 0.1, 0.2, 0.4)),
        )
        for _ in range(max(20, words // 8))
    ]
    planted = [_move(chance, words) for _ in range(moves)]
    found, made = set(), []
    for _ in range(count):
        changed = {at: (sort, word) for at, sort, word, share in changes if chance.random() < share}
        if has_own:
            changed[chance.randrange(words)] = (
                "s",
                "".join(chance.choice("bdfgklmnprst") + "aeiou"[k] for k in range(4)),
            )
        move = chance.choice(planted) if chance.random() < SHARE * moves else None
        order = list(range(words))
        if move is not None:
            found.add(move)
            moved = order[move.start : move.stop]
            changed = {at: change for at, change in changed.items() if at not in moved}
            order = [at for at in order if at not in moved]
            to = sum(at < move.to for at in order)
            order[to:to] = moved
        made.append(" ".join(word for at in order for word in _changed(copied[at], *changed.get(at, ("", "")))))
    return made, copied, sorted(found, key=lambda move: (move.start, move.to))


def _move(chance: random.Random, words: int) -> Planted:
    size = chance.randrange(2, 5 if words < 2 * VERSE else 7)
    start = chance.randrange(words - size)
    places = [to for to in range(words + 1) if not start - 3 <= to <= start + size + 3]
    return Planted(start, start + size, chance.choice(places))


def _changed(word: str, sort: str, other: str) -> Sequence[str]:
    """Return a word as a hand has it: another, in another spelling, followed by another, left out, or as it is."""
    respelled = word[:-1] if len(word) > 3 else word + "e"
    return {"s": [other], "r": [respelled], "a": [word, other], "d": []}.get(sort, [word])


def cost(folder: Path) -> list[Figure]:
    """Measure a verse in 1,000 hands, with changes that recur, and with a word of its own in each besides."""
    figures = []
    for name, has_own in (("changes that recur", False), ("a word of its own in each besides", True)):
        paths = texts.write_all(folder, "own" if has_own else "recur", hands(1000, VERSE, has_own=has_own)[0])
        found = costs(table(folder, *paths), RUNS)
        on, note = f"a verse in 1,000 hands, {name}", f"{found.megabytes:.0f} MB"
        figures.append(Figure(on, "CPU seconds of show table", found.seconds, SECONDS, note=note))
    return figures


def growth(folder: Path) -> list[Figure]:
    """Measure how CPU time grows with the hands."""
    return [_exponent(folder, words, counts) for words, counts in SIZES.items()]


def _exponent(folder: Path, words: int, counts: Sequence[int]) -> Figure:
    """Compute the exponent without the cost of starting a process."""
    on, measure = f"{counts[0]} to {counts[-1]} hands of {words} words", "exponent of CPU in hands, start-up taken off"
    made = texts.write_all(folder, f"hand{words}-", hands(counts[-1], words)[0])
    points: list[tuple[float, float]] = []
    timings = []
    try:
        tiny = texts.write_all(folder, "tiny", ["a b c", "a b d"])
        start = costs(table(folder, *tiny), RUNS).seconds
        for count in counts:
            found = costs(table(folder, *made[:count]), RUNS)
            points.append((count, found.seconds - start))
            timings.append(f"{count} {found.seconds:.2f} s {found.megabytes:.0f} MB")
    except RunError as error:
        return Figure(on, measure, None, EXPONENT, note="; ".join([*timings, str(error)]))
    return Figure(on, measure, slope(points), EXPONENT, note="; ".join(timings))


def moves(folder: Path) -> list[Figure]:
    """Plant moves in a verse, and see whether those that are found are alike among more and more hands."""
    shares, notes = [], []
    for count in AMONG:
        planted = found = others = 0
        started = time.process_time()
        for seed in (1, 2, 3):
            made, copied, present = hands(count, VERSE, MOVES, seed == 3, seed)
            told = told_words(made)
            words = [(copied[move.start : move.stop], _passed(copied, move)) for move in present]
            planted += len(present)
            found += sum(any(_is_told(side, told) for side in sides if side) for sides in words)
            others += sum(not any(_is_told(side, [one]) for sides in words for side in sides if side) for one in told)
        shares.append(found / max(1, planted))
        notes.append(f"{count}: {found} of {planted}, {others} others, {time.process_time() - started:.1f} s")
    on, measure = f"moves planted in a verse, {AMONG[0]} to {AMONG[-1]} hands", "range of the share that is found"
    return [Figure(on, measure, max(shares) - min(shares), ALIKE, note="; ".join(notes))]


def _passed(copied: Sequence[str], move: Planted) -> Sequence[str]:
    """Return the words that moved words have passed: to say that these have moved is as right."""
    return copied[min(move.stop, move.to) : max(move.start, move.to)]


def told_words(made: Sequence[str]) -> list[set[str]]:
    """Return the words of each move that the aligner tells."""
    tokens = tokenise([Witness(Siglum(f"h{k}"), text) for k, text in enumerate(made)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    return [_words(alignment, move) for move in alignment.moves]


def _words(alignment: Alignment, move: Move) -> set[str]:
    cells = alignment.table[slice(*move.columns), move.witnesses[0]]
    tokens = alignment.tokens[move.witnesses[0]]
    return {tokens[int(cell)].surface for cell in cells[cells != GAP]}


def _is_told(words: Sequence[str], told: Sequence[set[str]]) -> bool:
    planted = {word.strip(",.;:?") for word in words}
    return any(len(planted & one) >= COVERED * max(len(planted), len({w for w in one if w.isalpha()})) for one in told)


GROUPS: Final[Mapping[str, Group]] = {"cost": cost, "growth": growth, "moves": moves}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
