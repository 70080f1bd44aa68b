"""Plant slips that only the other witnesses show: `python bench/planted_beside.py`.

In one witness of several, up to 60 of each sort (at most 8 in 10,000 words) are planted at seeded random places: a run
of 2 to 15 words or one word written twice, a run of 5 to 40 words or one word left out, a real word for another from a
list of pairs. The other witnesses do not change.

A slip is found if a finding of its rule touches it; a pair of real words that recurs is told once, and so counts in
every place. Every finding that touches no slip is wrong, also those of the clean text, which are counted by themselves
too. A rule that gives only its count, as in a revision or a translation, finds nothing.
"""

import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import texts
from figures import Bound, Figure, figures_table, markdown_table, print_text
from places import BIG
from planted import Told, told

SEED: Final = 7
MOST: Final = 60
LEAST_DISTANCE: Final = 8  # words between two slips
SUMMARY: Final = " such place"
RULES: Final[Mapping[str, str]] = {
    "run twice": "V-doubled",
    "word twice": "V-doubled",
    "run lost": "V-lost-run",
    "word lost": "V-lost-word",
    "real word": "V-wrong-word",
}
# Among editions of one text: the least recall and precision. Of lost words nothing is asked: they are an info.
TARGETS: Final[Mapping[str, tuple[float, float]]] = {
    "V-doubled": (0.8, 0.9),
    "V-lost-run": (0.8, 0.85),
    "V-wrong-word": (0.6, 0.9),
}
_ENGLISH: Final = (
    "not now|he she|form from|then than|there their|where were|was has|his this|in on|is it|of or|to so|that than|"
    "any and|for far|put but|her here|how now|with wish|could would|last least|though through|these those|no on|be by|"
    "which witch|some same|more mere|most must|ever even|own won|had has|our out|may way|like life|been seen|made make|"
    "good food|find mind|said sad|them then|when then|we me|us as|an on|at as"
)
_GREEK: Final = (
    "ημων υμων|ημας υμας|ημιν υμιν|εν εκ|ουν ουκ|τον των|αυτον αυτου|αυτω αυτων|γαρ παρ|δε τε|εις εκ|ειπεν ειπον"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Planted:
    """A slip: code points [start, end) of the changed text, its sort, and of real words the pair."""

    start: int
    end: int
    sort: str
    pair: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Scored:
    """The slips of one witness: planted and found by sort, wrong findings by rule, and those of the clean text."""

    on: str
    words: int
    planted: Counter[str]
    found: Counter[str]
    wrong: Counter[str]
    clean: Counter[str]
    counted: frozenset[str]

    def recall(self, rule: str) -> float:
        """Return the share found of the slips of a rule."""
        sorts = [sort for sort in RULES if RULES[sort] == rule]
        return sum(self.found[s] for s in sorts) / max(1, sum(self.planted[s] for s in sorts))

    def precision(self, rule: str) -> float:
        """Return the share of a rule's findings that are right; one of a slip found counts as one."""
        right = sum(self.found[sort] for sort in RULES if RULES[sort] == rule)
        return right / max(1, right + self.wrong[rule])


def collections() -> Iterator[tuple[str, tuple[Path, ...], Path, bool]]:
    """Yield a name, the witnesses, the witness that is changed, and whether all are editions of one text."""
    for which in (1, 3, 4):
        yield "Darwin x 6", texts.DARWIN, texts.DARWIN[which], True
    if not texts.has_books():
        return
    frankenstein = tuple(texts.frankenstein(edition) for edition in ("1818", "1823", "1831"))
    for path in frankenstein:
        yield "Frankenstein x 3", frankenstein, path, True
    yield "Frankenstein x 2", frankenstein[::2], frankenstein[2], True
    english, greek = BIG / "english_nt", sorted((BIG / "greek_nt").glob("*.txt"))
    family = tuple(english / f"{name}.txt" for name in ("KJV", "Webster", "RWebster"))
    for path in family:
        yield "KJV family x 3", family, path, True
    three = tuple(english / f"{name}.txt" for name in ("ASV", "Darby", "YLT"))
    yield "English NT, three translations", three, three[0], False
    yield "English NT x 6", texts.books(), english / "KJV.txt", False
    for path in greek[:3:2]:
        yield f"Greek NT, {' '.join(p.stem for p in greek[:3])}", tuple(greek[:3]), path, False


def pairs_of(text: str) -> dict[str, list[str]]:
    """Return for each word of the list the words that may stand for it."""
    pairs: dict[str, list[str]] = {}
    for pair in (_GREEK if re.search("[α-ω]", text[:3000]) else _ENGLISH).split("|"):
        left, right = pair.split()
        pairs.setdefault(left, []).append(right)
        pairs.setdefault(right, []).append(left)
    return pairs


def bare(word: str) -> str:
    """Return a word without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def spoiled(text: str) -> tuple[str, list[Planted]]:
    """Plant slips in a text."""
    chance, words, pairs = random.Random(SEED), list(_WORD.finditer(text)), pairs_of(text)
    written = {bare(word[0]): word[0] for word in words}
    count = min(MOST, 1 + len(words) * 8 // 10_000)
    taken: set[int] = set()
    edits: list[tuple[int, int, str, str, tuple[str, str]]] = []
    for sort in RULES:
        left = count
        while left:
            i = chance.randrange(20, len(words) - 60)
            size = {"run lost": chance.randint(5, 40), "run twice": chance.randint(2, 15)}.get(sort, 1)
            word = words[i]
            other = chance.choice(pairs.get(bare(word[0]), [""])) if sort == "real word" else ""
            if not taken.isdisjoint(range(i - LEAST_DISTANCE, i + size + LEAST_DISTANCE)):
                continue
            if sort == "real word" and other not in written:
                continue
            end = words[i + size].start() if sort.endswith("lost") else words[i + size - 1].end()
            old = text[word.start() : end]
            real = written.get(other, "")
            new = "" if sort.endswith("lost") else f"{old} {old}" if sort.endswith("twice") else real.lower()
            edits.append((word.start(), end, new, sort, (bare(word[0]), other)))
            taken.update(range(i, i + size))
            left -= 1
    return _edited(text, sorted(edits))


def _edited(text: str, edits: list[tuple[int, int, str, str, tuple[str, str]]]) -> tuple[str, list[Planted]]:
    pieces, planted, at, size = [], [], 0, 0
    for start, end, new, sort, pair in edits:
        pieces += [text[at:start], new]
        size += start - at
        planted.append(Planted(size, size + len(new), sort, pair if sort == "real word" else ("", "")))
        size, at = size + len(new), end
    return "".join([*pieces, text[at:]]), planted


def score(on: str, paths: tuple[Path, ...], changed: Path) -> Scored:
    """Plant slips in one witness, and score the findings."""
    clean_text = changed.read_bytes().decode()
    text, planted = spoiled(clean_text)
    rules = ",".join(dict.fromkeys(RULES.values()))
    clean = told(paths, changed, clean_text, rules)
    every = told(paths, changed, text, rules)
    findings = [f for f in every if SUMMARY not in f.message]
    counted = frozenset(f.code for f in every if SUMMARY in f.message)
    pairs = {
        (bare(m[2]), bare(m[1]))
        for f in findings
        if (m := re.match(r"'(.*?)', where .*? ha(?:ve|s) '(.*?)'", f.message))
    }
    found = Counter(
        p.sort
        for p in planted
        if (p.sort == "real word" and p.pair in pairs)
        or any(f.code == RULES[p.sort] and _touches(f, p) for f in findings)
    )
    wrong = Counter(f.code for f in findings if not any(_touches(f, p) for p in planted))
    in_clean = Counter(f.code for f in clean if SUMMARY not in f.message)
    name = f"{on}: {changed.stem}"
    return Scored(name, len(clean_text.split()), Counter(p.sort for p in planted), found, wrong, in_clean, counted)


def _touches(finding: Told, planted: Planted) -> bool:
    """Check whether a finding touches a slip."""
    return finding.start <= planted.end + 1 and planted.start - 1 <= finding.end


def figures(scored: Sequence[tuple[Scored, bool]]) -> list[Figure]:
    """Return recall and precision of each rule, with their targets among editions of one text."""
    results = []
    for rule, (recall, precision) in TARGETS.items():
        editions = [s for s, are_editions in scored if are_editions]
        for what, target, values in (
            ("recall", recall, [s.recall(rule) for s in editions]),
            ("precision", precision, [s.precision(rule) for s in editions if rule not in s.counted]),
        ):
            mean = sum(values) / max(1, len(values))
            note = f"lowest {min(values):.2f} of {len(values)} witnesses" if values else ""
            on = f"editions of one text, {rule}"
            results.append(Figure(on, f"planted beside others, {what}", mean, target, Bound.AT_LEAST, 3, note=note))
    return results


def table(scored: Sequence[tuple[Scored, bool]]) -> str:
    """Show recall by sort, precision and the findings in the clean text by rule, for each witness, the worst first."""
    rows = []
    for s, _ in sorted(scored, key=lambda pair: sum(pair[0].found.values()) / sum(pair[0].planted.values())):
        recalls = [f"{s.found[sort] / max(1, s.planted[sort]):.2f}" for sort in RULES]
        rules = tuple(dict.fromkeys(RULES.values()))
        precisions = ["count" if rule in s.counted else f"{s.precision(rule):.2f}" for rule in rules]
        rows.append((s.on, *recalls, " ".join(precisions), " ".join(str(s.clean[rule]) for rule in rules)))
    head = ("witness", *RULES, "precision: doubled, run, word, wrong", "in the clean text")
    return markdown_table(head, rows)


def scores() -> list[tuple[Scored, bool]]:
    """Score every collection; with each whether its witnesses are editions of one text."""
    results = []
    for on, paths, changed, are_editions in collections():
        sys.stderr.write(f"{on}: {changed.stem}\n")
        results.append((score(on, paths, changed), are_editions))
    return results


if __name__ == "__main__":
    scored = scores()
    print_text(figures_table(figures(scored)) + "\n\n" + table(scored))
