"""Plant moves of eleven kinds, and count those that are found and those that are wrong: `python bench/moves.py`.

A part of a text is moved elsewhere in a copy of it, or in another edition or translation: a sentence, a clause, an
item of a numbered list, a verse, a stanza, a paragraph, a chapter, a sentence in other words, two phrases of one
sentence, a passage with small changes in it. A planted move is found if one move covers most of its words in both
places, or most of what it was exchanged with. A move is wrong if it is none of those that were planted, and is not
found in the texts before anything was planted in them.

More than 300 lines: each kind of move has its own way to be planted.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import texts
from figures import Bound, Figure, figures_table, markdown_table, print_text

from collate.alignment import ALIGNERS, AlignOptions
from collate.model.alignment import GAP, Alignment
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

SEED: Final = 7
TRIALS: Final = 12  # of each kind in each text
RECALL: Final = 0.9
PRECISION: Final = 0.98
COVERED: Final = 0.6  # the part of the words of a planted move that one move must have

_SENTENCE: Final = re.compile(r"[^.!?;:·\n]*[.!?;:·]+[”’\"')]*|[^.!?;:·\n]+(?=\n|$)")
_Edit = Callable[[random.Random, str], "Planted | None"]


@dataclass(frozen=True, slots=True)
class Planted:
    """Two texts, and the words that have moved between them: spans of code points in the first and the second.

    `moves` has a list of spans for each move that is planted; any of them may be the one that is told.
    """

    old: str
    new: str
    moves: tuple[tuple[tuple[tuple[int, int], tuple[int, int]], ...], ...]


@dataclass(slots=True)
class Counted:
    """How many moves of a kind were planted, found, told, and told wrongly."""

    planted: int = 0
    found: int = 0
    told: int = 0
    wrong: int = 0
    missed: list[str] = field(default_factory=list)


def told_moves(old: str, new: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the moves that the aligner tells of two texts: the span in the first and in the second."""
    tokens = tokenise([Witness(Siglum("A"), old), Witness(Siglum("B"), new)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    moves = []
    for move in alignment.moves:
        places = {0: move.columns, 1: move.other_columns}
        if 0 not in move.witnesses:
            places = {0: move.other_columns, 1: move.columns}
        moves.append((_span(alignment, 0, places[0]), _span(alignment, 1, places[1])))
    return moves


def _span(alignment: Alignment, w: int, columns: tuple[int, int]) -> tuple[int, int]:
    cells = alignment.table[columns[0] : columns[1], w]
    spans = alignment.tokens[w].spans[cells[cells != GAP]]
    return int(spans[0, 0]), int(spans[-1, 1])


def _moved_unit(text: str, units: Sequence[tuple[int, int]], at: int, to: int, change: Callable[[str], str]) -> Planted:
    """Move a unit of a text before another one, changed."""
    (start, end), target = units[at], units[to][0]
    piece = text[start:end]
    changed = change(piece)
    if target > end:
        new = text[:start] + text[end:target] + changed + text[target:]
        place = target - (end - start)
        between = (end, target), (start, place)
    else:
        new = text[:target] + changed + text[target:start] + text[end:]
        place = target
        between = (target, start), (target + len(changed), start + len(changed))
    return Planted(text, new, ((((start, end), (place, place + len(changed))), between),))


def _units(text: str, pattern: re.Pattern[str], least: int, most: int) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text) if least <= len(m[0].split()) <= most]


def _mover(pattern: re.Pattern[str], least: int, most: int, change: Callable[[random.Random, str], str]) -> _Edit:
    """Return an edit that moves a unit of so many words to the beginning of a unit at some distance."""

    def edit(chance: random.Random, text: str) -> Planted | None:
        units = [m.span() for m in pattern.finditer(text) if m[0].strip()]
        fit = [k for k, (start, end) in enumerate(units) if least <= len(text[start:end].split()) <= most]
        if len(fit) < 2 or len(units) < 6:
            return None
        at = chance.choice(fit)
        to = chance.choice([k for k in range(len(units)) if abs(k - at) > 2])
        return _moved_unit(text, units, at, to, lambda piece: change(chance, piece))

    return edit


def _same(chance: random.Random, piece: str) -> str:
    return piece


def _few_changes(chance: random.Random, piece: str) -> str:
    """Change one word in eight: leave it out, repeat its letters in another order, or replace it."""
    words = piece.split(" ")
    for k in range(chance.randrange(4, 8), len(words), 8):
        words[k] = chance.choice(["", "another", words[k][::-1]])
    return " ".join(words)


def _clause(chance: random.Random, text: str) -> Planted | None:
    """Move the first clause of a sentence behind its second, with a comma."""
    found = list(re.finditer(r"(?<=[.!?;:]\s)([^,.;:!?()\n]{14,60}), ([^,.;:!?()\n]{14,60})(?=[.!?;:,])", text))
    if not found:
        return None
    m = chance.choice(found)
    new = f"{text[: m.start()]}{m[2]}, {m[1]}{text[m.end() :]}"
    second = m.start() + len(m[2]) + 2
    places = ((m.span(1), (second, second + len(m[1]))), (m.span(2), (m.start(), m.start() + len(m[2]))))
    return Planted(text, new, (places,))


def _two_phrases(chance: random.Random, text: str) -> Planted | None:
    """Exchange two phrases of three words in one sentence, with at least four words between them: that is one move."""
    found = [m for m in re.finditer(r"(?:[^\W\d_]+ ){9,}[^\W\d_]+", text) if len(m[0].split()) >= 11]
    if not found:
        return None
    m = chance.choice(found)
    words = m[0].split(" ")
    first, between, second, rest = words[:3], words[3:-4], words[-4:-1], words[-1:]
    new = " ".join([*second, *between, *first, *rest])
    old_second = m.start() + len(" ".join([*first, *between])) + 1
    new_first = m.start() + len(" ".join([*second, *between])) + 1
    size, other = len(" ".join(first)), len(" ".join(second))
    places = (
        ((m.start(), m.start() + size), (new_first, new_first + size)),
        ((old_second, old_second + other), (m.start(), m.start() + other)),
    )
    return Planted(text, f"{text[: m.start()]}{new}{text[m.end() :]}", (places,))


def _numbered(chance: random.Random, text: str) -> Planted | None:
    """Make a numbered list of some sentences, and move one of its items; all are numbered again."""
    sentences = [" ".join(text[a:b].split()) for a, b in _units(text, _SENTENCE, 4, 14)]
    if len(sentences) < 12:
        return None
    start = chance.randrange(len(sentences) - 8)
    items = list(dict.fromkeys(s[0].upper() + s[1:].rstrip(".;:,") + "." for s in sentences[start : start + 8]))
    at = chance.randrange(len(items))
    to = chance.choice([k for k in range(len(items)) if abs(k - at) > 1])
    order = [k for k in range(len(items)) if k != at]
    order.insert(to, at)
    old, old_spans = _list(items, range(len(items)))
    new, new_spans = _list(items, order)
    low, high = (at + 1, to) if to > at else (to, at - 1)
    between = (old_spans[low][0], old_spans[high][1]), (new_spans[low][0], new_spans[high][1])
    return Planted(old, new, (((old_spans[at], new_spans[at]), between),))


def _list(items: Sequence[str], order: Sequence[int]) -> tuple[str, dict[int, tuple[int, int]]]:
    """Write a numbered list, and return where each item is."""
    text, spans = "", {}
    for number, k in enumerate(order, 1):
        text += f"{number}. "
        spans[k] = len(text), len(text) + len(items[k])
        text += items[k] + "\n\n"
    return text, spans


def _is_found(planted: Sequence[tuple[tuple[int, int], tuple[int, int]]], told: tuple[tuple[int, int], ...]) -> bool:
    """Check whether a move that was told covers a planted one, on both sides, and little else."""
    return any(
        all(_overlap(place, span) >= COVERED * max(place[1] - place[0], span[1] - span[0])
            for place, span in zip(pair, told, strict=True))
        for pair in planted
    )  # fmt: skip


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _is_planted(planted: Planted, told: tuple[tuple[int, int], ...]) -> bool:
    """Check whether the words of a move are, on both sides, those of a planted move or of what it passed."""
    return any(
        all(_overlap(place, span) >= COVERED * (span[1] - span[0]) for place, span in zip(pair, told, strict=True))
        for move in planted.moves
        for pair in move
    )


def _words_of(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split())


def score_planted(planted: Planted, before: Counter[tuple[str, str]], counted: Counted) -> None:
    """Count what is found of a planted text; `before` has the moves that were told before anything was planted."""
    told = told_moves(planted.old, planted.new)
    for move in planted.moves:
        counted.planted += 1
        hit = any(_is_found(move, spans) for spans in told)
        counted.found += hit
        if not hit:
            counted.missed.append(_words_of(planted.old, move[0][0])[:60])
    for spans in told:
        words = _words_of(planted.old, spans[0]), _words_of(planted.new, spans[1])
        if before[words]:
            continue
        counted.told += 1
        if not _is_planted(planted, spans):
            counted.wrong += 1
            counted.missed.append(f"WRONG: {words[0][:50]} / {words[1][:50]}")


_LINE: Final = re.compile(r"[^\n]+\n")
_STANZA: Final = re.compile(r"(?:[^\n]+\n){5}")
_PARAGRAPH: Final = re.compile(r"[^\n]+\n\n?")
_CHAPTER: Final = re.compile(r"(?:[^\n]+\n+){18}")

KINDS: Final[dict[str, _Edit]] = {
    "sentence": _mover(_SENTENCE, 6, 60, _same),
    "clause": _clause,
    "item of a list": _numbered,
    "verse": _mover(_LINE, 6, 80, _same),
    "stanza": _mover(_STANZA, 20, 300, _same),
    "paragraph": _mover(_PARAGRAPH, 15, 900, _same),
    "chapter": _mover(_CHAPTER, 100, 4000, _same),
    "two phrases": _two_phrases,
    "small changes inside": _mover(_SENTENCE, 12, 80, _few_changes),
}


def _verse_texts() -> list[tuple[str, str, str]]:
    """Return stretches of the Bibles that are measured: name, KJV, and the same verses of the ASV."""
    if not texts.has_books():
        return []
    first, second = (texts.read(path).splitlines(keepends=True) for path in texts.books()[:2])
    starts = (300, 2600, 4200, 5200, 6900, 7123)
    stretches = []
    for start in starts:
        offset = max(
            range(-150, 51), key=lambda d: sum(_shared(first[start + k], second[start + k + d]) for k in range(8))
        )
        pairs = [(a, b) for a, b in zip(first[start : start + 150], second[start + offset :], strict=False)]
        same = [(a, b) for a, b in pairs if _shared(a, b) >= 0.2]
        if len(same) >= 100:
            stretches.append((f"verses {start}", "".join(a for a, _ in same), "".join(b for _, b in same)))
    return stretches


def _shared(left: str, right: str) -> float:
    """Return the share of words that two verses have in common."""
    words = set(left.lower().split()), set(right.lower().split())
    return len(words[0] & words[1]) / max(1, len(words[0] | words[1]))


def _works() -> list[tuple[str, str, str]]:
    """Return the shipped works: name, one witness, another."""
    darwin, lenin = texts.DARWIN, texts.AUTONOMISATION
    return [
        ("Darwin 1859", texts.read(darwin[0])[:40000], texts.read(darwin[1])[:40000]),
        ("Darwin 1872", texts.read(darwin[5])[40000:80000], texts.read(darwin[4])[40000:80000]),
        ("Lenin", texts.read(lenin[0]), texts.read(lenin[1])),
    ]


def reworded(first: str, second: str, size: int, chance: random.Random) -> Planted:
    """Move so many verses of a translation to elsewhere: the first text is another translation of the same."""
    old, new = first.splitlines(keepends=True), second.splitlines(keepends=True)
    at = chance.randrange(len(old) - size)
    to = chance.choice([k for k in range(len(old) - size) if abs(k - at) > size + 2])
    moved, rest = new[at : at + size], new[:at] + new[at + size :]
    start, place = len("".join(old[:at])), len("".join(rest[:to]))
    pair = ((start, start + len("".join(old[at : at + size]))), (place, place + len("".join(moved))))
    low, high = sorted((at, to))
    if to > at:
        between = (pair[0][1], len("".join(old[: high + size]))), (len("".join(rest[:low])), place)
    else:
        between = (len("".join(old[:low])), start), (pair[1][1], len("".join([*rest[:high], *moved])))
    return Planted(first, "".join([*rest[:to], *moved, *rest[to:]]), ((pair, between),))


def scores() -> tuple[dict[str, Counted], Counted]:
    """Return what is found of each kind, and the moves that are told of two texts in which nothing was planted."""
    chance = random.Random(SEED)
    counts: dict[str, Counted] = {}
    for _, text, _ in [*_works(), *_verse_texts()]:
        for kind, edit in KINDS.items():
            counted = counts.setdefault(kind, Counted())
            for _ in range(TRIALS):
                planted = edit(chance, text)
                if planted is not None:
                    score_planted(planted, Counter(), counted)
    clean = Counted()
    for _, first, second in _verse_texts():
        told = told_moves(first, second)
        before = Counter((_words_of(first, a), _words_of(second, b)) for a, b in told)
        clean.told += len(told)
        for kind, size in (("verse in other words", 1), ("chapter in other words", 18)):
            counted = counts.setdefault(kind, Counted())
            for _ in range(TRIALS):
                score_planted(reworded(first, second, size, chance), before, counted)
    return counts, clean


def figures(counts: dict[str, Counted]) -> list[Figure]:
    """Return recall and precision with their targets."""
    planted, found = (sum(getattr(c, name) for c in counts.values()) for name in ("planted", "found"))
    told, wrong = (sum(getattr(c, name) for c in counts.values()) for name in ("told", "wrong"))
    return [
        Figure("planted moves", "recall", found / max(1, planted), RECALL, Bound.AT_LEAST, 3, note=f"of {planted}"),
        Figure("planted moves", "precision", 1 - wrong / max(1, told), PRECISION, Bound.AT_LEAST, 3, note=f"of {told}"),
    ]


def kinds_table(counts: dict[str, Counted]) -> str:
    """Show what is found of each kind, the worst first."""
    rows = [
        (kind, c.planted, f"{c.found / max(1, c.planted):.3f}", c.told, c.wrong, "; ".join(c.missed[:2]))
        for kind, c in sorted(counts.items(), key=lambda item: item[1].found / max(1, item[1].planted))
    ]
    return markdown_table(("moved", "planted", "found", "told", "wrong", "missed or wrong, for example"), rows)


if __name__ == "__main__":
    counts, clean = scores()
    print_text(figures_table(figures(counts)) + "\n\n" + kinds_table(counts))
    print_text(f"\nTold of two translations in which nothing was planted: {clean.told}.")
