"""Slips planted in one witness of several, and what `collate check` finds of them: `python bench/planted.py`.

In one witness 1,000 words, or one in eight where the text is shorter, are spoiled at seeded random places, by
ten sorts of slip in turn: a letter dropped, added, changed, doubled, two letters swapped, one shape taken for
another (rn for m, 1 for l), two words run together, one taken apart, a word lost, a word said twice. The other
witnesses stay as they are, and so do the slips that the texts have of themselves: Darby's text runs `God`
into the word before it some thousand times.

The slip rule is scored alone. A finding is right when it covers a planted place, and wrong when it does not
and the clean text has no finding there; findings of the clean text are listed apart. A slip that makes words
that all stand somewhere in the clean witnesses (`form` for `from`) makes a real word.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import texts
from figures import Asked, Figure, figures_table, markdown_table, say
from places import BIG

SEED: Final = 7
MOST: Final = 1000
RECALL: Final = 0.95
PRECISION: Final = 0.9
_SHAPES: Final = "rn m|m rn|h b|e c|c e|u n|n u|l 1|o 0|f s|i l|ν υ|υ ν|ο σ|θ ο|α ο|ι 1|η ν"
SHAPES: Final = [(pair.split()[0], pair.split()[1]) for pair in _SHAPES.split("|")]
FORMS: Final = ("dropped", "added", "changed", "doubled", "swapped", "misread", "run together", "taken apart")
SORTS: Final = (*FORMS, "word lost", "word twice")
REAL: Final = "a real word"
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_TWO: Final = re.compile(r"([^\W\d_]{2,})\s([^\W\d_]{2,})")
_ANY: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Planted:
    """A slip: code points [start, end) of the spoiled text, and of the clean one, and its sort."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    sort: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What was found of the slips in one witness: by sort, how many and of how many."""

    on: str
    found: Counter[str]
    planted: Counter[str]
    by_rules_alone: Counter[str]
    right: int
    wrong: int
    clean: int
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Of slips that make a form which no witness has."""
        return sum(self.found[s] for s in FORMS) / max(1, sum(self.planted[s] for s in FORMS))

    @property
    def precision(self) -> float:
        """Of findings that the clean text has not."""
        return self.right / max(1, self.right + self.wrong)


def collections() -> Iterator[tuple[str, tuple[Path, ...], Path]]:
    """Give a name, the witnesses, and the one that is spoiled."""
    for which in (0, 3, 5):
        yield "Darwin x 6", texts.DARWIN, texts.DARWIN[which]
    if texts.has_books():
        english, greek = BIG / "english_nt", sorted((BIG / "greek_nt").glob("*.txt"))
        three = tuple(english / f"{name}.txt" for name in ("ASV", "Darby", "YLT"))
        for name in ("ASV", "Darby", "YLT"):
            yield "English NT, three translations", three, english / f"{name}.txt"
        for name in ("KJV", "ASV", "YLT"):
            yield "English NT x 6", texts.books(), english / f"{name}.txt"
        frankenstein = tuple(texts.frankenstein(edition) for edition in ("1818", "1823", "1831"))
        yield "Frankenstein x 3", frankenstein, frankenstein[2]
        for path in greek[:3]:
            yield f"Greek NT, {' '.join(p.stem for p in greek[:3])}", tuple(greek[:3]), path


def spoiled(text: str, known: frozenset[str]) -> tuple[str, list[Planted]]:
    """Plant slips in a text; `known` are the words of all clean witnesses."""
    chance = random.Random(SEED)
    words = list(_WORD.finditer(text))[:-1]
    letters = [c for c, _ in Counter(c for c in text.lower() if c.isalpha()).most_common(30)]
    chosen = sorted(chance.sample(range(len(words)), min(MOST, len(words) // 8)))
    pieces: list[str] = []
    planted: list[Planted] = []
    at = size = 0
    for k, i in enumerate(chosen):
        word, sort = words[i], SORTS[k % len(SORTS)]
        two = _TWO.match(text, word.start()) if sort == "run together" else None
        if word.start() < at or (sort == "run together" and two is None):
            continue
        old, end = (two[0], two.end()) if two else (word[0], word.end())
        new = two[1] + two[2] if two else _slip(old, sort, chance, letters)
        if new.casefold() == old.casefold():
            continue
        pieces.append(text[at : word.start()])
        size += word.start() - at
        real = (
            sort in FORMS and all(part in known for part in _ANY.findall(new.casefold())) and not re.search(r"\d", new)
        )
        planted.append(Planted(size, size + len(new), word.start(), end, REAL if real else sort, old, new))
        pieces.append(new)
        size, at = size + len(new), end
    return "".join([*pieces, text[at:]]), planted


def _slip(word: str, sort: str, chance: random.Random, letters: Sequence[str]) -> str:
    i = chance.randrange(len(word))
    if sort == "dropped":
        return word[:i] + word[i + 1 :]
    if sort == "added":
        return word[:i] + chance.choice(letters) + word[i:]
    if sort == "changed":
        return word[:i] + chance.choice([c for c in letters if c != word[i]]) + word[i + 1 :]
    if sort == "doubled":
        return word[:i] + word[i] + word[i:]
    if sort == "swapped":
        i = chance.randrange(len(word) - 1)
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if sort == "misread":
        shapes = [(a, b) for a, b in SHAPES if a in word]
        return word.replace(*chance.choice(shapes), 1) if shapes else word
    if sort == "taken apart":
        i = chance.randrange(1, len(word))
        return f"{word[:i]} {word[i:]}"
    return "" if sort == "word lost" else f"{word} {word}"


def findings(paths: Sequence[Path], changed: Path, text: str, rules: str) -> list[tuple[int, int]]:
    """Check a work in which one witness has another text, and give the places of its findings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in paths:
            (folder / path.name).write_bytes(text.encode() if path == changed else path.read_bytes())
        language = "grc" if re.search("[α-ω]", text[:2000]) else "en"
        tables = "".join(f'[[witnesses]]\nfile = "{path.name}"\n\n' for path in paths)
        (folder / "collation.toml").write_text(f'language = "{language}"\n\n{tables}', "utf-8")
        told = subprocess.run(
            [
                sys.executable,
                "-m",
                "collate",
                "check",
                "--select",
                rules,
                "--format",
                "json",
                "--exit-zero",
                changed.name,
            ],
            cwd=folder,
            capture_output=True,
            check=True,
        )
    return sorted((f["start"], f["end"]) for f in json.loads(told.stdout))


def score(on: str, paths: Sequence[Path], changed: Path) -> Scored:
    """Plant slips in one witness and see what is found of them."""
    clean_text = changed.read_bytes().decode()
    known = frozenset(w for path in paths for w in _ANY.findall(texts.read(path).casefold()))
    text, planted = spoiled(clean_text, known)
    clean = findings(paths, changed, clean_text, "V-slip")
    found = findings(paths, changed, text, "V-slip")
    by_rules = set(findings(paths, changed, text, "T")) - set(findings(paths, changed, clean_text, "T"))
    covered = [any(_meets(f, p) for f in _near(found, p)) for p in planted]
    alone = sorted(by_rules)
    wrong = sum(not any(_meets(f, p) for p in planted) and _in_clean(f, planted) not in set(clean) for f in found)
    right = sum(any(_meets(f, p) for p in planted) for f in found)
    return Scored(
        f"{on}: {changed.stem}",
        Counter(p.sort for p, hit in zip(planted, covered, strict=True) if hit),
        Counter(p.sort for p in planted),
        Counter(p.sort for p in planted if any(_meets(f, p) for f in _near(alone, p))),
        right,
        wrong,
        len(clean),
        tuple(f"{p.old} > {p.new}" for p, hit in zip(planted, covered, strict=True) if not hit and p.sort in FORMS),
    )


def _near(found: Sequence[tuple[int, int]], planted: Planted) -> Sequence[tuple[int, int]]:
    """Give the findings that may cover a place: those that begin near it."""
    low = bisect_right(found, (planted.start - 100, 0))
    return found[low : bisect_right(found, (planted.end + 1, 0))]


def _meets(found: tuple[int, int], planted: Planted) -> bool:
    """Say whether a finding covers a place; where a word was lost, whether it touches it."""
    start, end = found
    if planted.start == planted.end:
        return start <= planted.end and planted.start <= end
    return start < planted.end and planted.start < end


def _in_clean(found: tuple[int, int], planted: Sequence[Planted]) -> tuple[int, int]:
    """Give where a place of the spoiled text lies in the clean one."""
    before = [p for p in planted if p.end <= found[0]]
    shift = before[-1].clean_end - before[-1].end if before else 0
    return found[0] + shift, found[1] + shift


def figures(scored: Sequence[Scored]) -> list[Figure]:
    """Set recall and precision beside what is asked."""
    found = []
    for s in scored:
        missed = f"missed: {', '.join(s.missed[:4])}" if s.missed else ""
        found.append(
            Figure(s.on, "planted slips, recall of new forms", s.recall, RECALL, Asked.AT_LEAST, 3, note=missed)
        )
        note = f"{s.wrong} wrong; {s.clean} in the clean text"
        found.append(Figure(s.on, "planted slips, precision", s.precision, PRECISION, Asked.AT_LEAST, 3, note=note))
    return found


def sorts_table(scored: Sequence[Scored]) -> str:
    """Set every sort as a row, the worst first: found by the slip rule, and by the rules T alone."""
    rows: list[tuple[str, int, str, str, str]] = []
    for sort in (*SORTS, REAL):
        planted = sum(s.planted[sort] for s in scored)
        found, alone = sum(s.found[sort] for s in scored), sum(s.by_rules_alone[sort] for s in scored)
        least = min(scored, key=lambda s: s.found[sort] / max(1, s.planted[sort]))
        worst = f"{least.found[sort] / max(1, least.planted[sort]):.3f} ({least.on})"
        rows.append((sort, planted, f"{found / max(1, planted):.3f}", worst, f"{alone / max(1, planted):.3f}"))
    head = ("sort", "planted", "found by V-slip", "worst witness", "found by T alone")
    rows.sort(key=lambda row: row[2])
    return markdown_table(head, rows)


def scores() -> list[Scored]:
    """Score every collection."""
    return [score(*collection) for collection in collections()]


if __name__ == "__main__":
    done = scores()
    say(figures_table(figures(done)) + "\n\n" + sorts_table(done))
