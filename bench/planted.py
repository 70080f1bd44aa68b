"""Plant slips in one witness of several, and count those that `collate check` finds: `python bench/planted.py`.

In one witness, 1,000 words (or one in eight, if the text is shorter) are changed at seeded random places, by ten
sorts of slip in turn: a letter dropped, added, changed, doubled, two letters swapped, one shape read as another (rn
for m, 1 for l), two words run together, one word split, a word lost, a word repeated. The other witnesses do not
change. The texts keep their own slips: Darby's text runs `God` into the word before it about a thousand times.

Only the slip rule is scored. A finding is right if it covers a planted slip. It is wrong if it does not, and the
clean text has no finding there; findings in the clean text are counted separately. A slip makes a real word if all its
words are in the clean witnesses (`form` for `from`).
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
from figures import Bound, Figure, figures_table, markdown_table, print_text
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
    """A slip: code points [start, end) of the changed text and of the clean text, and its sort."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    sort: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The slips of one witness: how many were planted and found, by sort, and how many findings are right."""

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
        """The share found of slips that make a form which no witness has."""
        return sum(self.found[s] for s in FORMS) / max(1, sum(self.planted[s] for s in FORMS))

    @property
    def precision(self) -> float:
        """The share of right findings among those that the clean text does not have."""
        return self.right / max(1, self.right + self.wrong)


def collections() -> Iterator[tuple[str, tuple[Path, ...], Path]]:
    """Yield a name, the witnesses, and the witness that is changed."""
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


def spoiled(text: str, vocabulary: frozenset[str]) -> tuple[str, list[Planted]]:
    """Plant slips in a text; `vocabulary` has the words of all clean witnesses."""
    chance = random.Random(SEED)
    words = list(_WORD.finditer(text))[:-1]
    letters = [c for c, _ in Counter(c for c in text.lower() if c.isalpha()).most_common(30)]
    chosen = sorted(chance.sample(range(len(words)), min(MOST, len(words) // 8)))
    pieces: list[str] = []
    planted: list[Planted] = []
    offset = size = 0
    for k, i in enumerate(chosen):
        word, sort = words[i], SORTS[k % len(SORTS)]
        two_words = _TWO.match(text, word.start()) if sort == "run together" else None
        if word.start() < offset or (sort == "run together" and two_words is None):
            continue
        old, end = (two_words[0], two_words.end()) if two_words else (word[0], word.end())
        new = two_words[1] + two_words[2] if two_words else _slip(old, sort, chance, letters)
        if new.casefold() == old.casefold():
            continue
        pieces.append(text[offset : word.start()])
        size += word.start() - offset
        is_real = (
            sort in FORMS
            and all(part in vocabulary for part in _ANY.findall(new.casefold()))
            and not re.search(r"\d", new)
        )
        planted.append(Planted(size, size + len(new), word.start(), end, REAL if is_real else sort, old, new))
        pieces.append(new)
        size, offset = size + len(new), end
    return "".join([*pieces, text[offset:]]), planted


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


@dataclass(frozen=True, slots=True)
class Told:
    """What a check tells: the code of the rule, the code points [start, end), and the message."""

    code: str
    start: int
    end: int
    message: str


def findings(paths: Sequence[Path], changed: Path, text: str, rules: str) -> list[tuple[int, int]]:
    """Check a work in which one witness has another text. Return the spans of the findings."""
    return sorted((f.start, f.end) for f in told(paths, changed, text, rules))


def told(paths: Sequence[Path], changed: Path, text: str, rules: str) -> list[Told]:
    """Check a work in which one witness has another text. Return the findings in that witness."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for path in paths:
            (folder / path.name).write_bytes(text.encode() if path == changed else path.read_bytes())
        language = "grc" if re.search("[α-ω]", text[:2000]) else "en"
        tables = "".join(f'[[witnesses]]\nfile = "{path.name}"\n\n' for path in paths)
        (folder / "collation.toml").write_text(f'language = "{language}"\n\n{tables}', "utf-8")
        done = subprocess.run(
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
    return [Told(f["code"], f["start"], f["end"], f["message"]) for f in json.loads(done.stdout)]


def score(on: str, paths: Sequence[Path], changed: Path) -> Scored:
    """Plant slips in one witness, and score the findings."""
    clean_text = changed.read_bytes().decode()
    vocabulary = frozenset(w for path in paths for w in _ANY.findall(texts.read(path).casefold()))
    text, planted = spoiled(clean_text, vocabulary)
    clean_spans = findings(paths, changed, clean_text, "V-slip")
    spans = findings(paths, changed, text, "V-slip")
    new_spans_of_rules = set(findings(paths, changed, text, "T")) - set(findings(paths, changed, clean_text, "T"))
    is_found = [any(_meets(f, p) for f in _near(spans, p)) for p in planted]
    told = {(p.old.casefold(), p.new.casefold()) for p, hit in zip(planted, is_found, strict=True) if hit}
    # A pair that recurs is told once, with its first places.
    is_found = [(p.old.casefold(), p.new.casefold()) in told for p in planted]
    spans_of_rules = sorted(new_spans_of_rules)
    wrong = sum(not any(_meets(f, p) for p in planted) and _in_clean(f, planted) not in set(clean_spans) for f in spans)
    right = sum(any(_meets(f, p) for p in planted) for f in spans)
    return Scored(
        f"{on}: {changed.stem}",
        Counter(p.sort for p, hit in zip(planted, is_found, strict=True) if hit),
        Counter(p.sort for p in planted),
        Counter(p.sort for p in planted if any(_meets(f, p) for f in _near(spans_of_rules, p))),
        right,
        wrong,
        len(clean_spans),
        tuple(f"{p.old} > {p.new}" for p, hit in zip(planted, is_found, strict=True) if not hit and p.sort in FORMS),
    )


def _near(spans: Sequence[tuple[int, int]], planted: Planted) -> Sequence[tuple[int, int]]:
    """Return the findings that may cover a slip: those that begin near it."""
    low = bisect_right(spans, (planted.start - 100, 0))
    return spans[low : bisect_right(spans, (planted.end + 1, 0))]


def _meets(span: tuple[int, int], planted: Planted) -> bool:
    """Check whether a finding covers a slip; where a word was lost, whether it touches the place."""
    start, end = span
    if planted.start == planted.end:
        return start <= planted.end and planted.start <= end
    return start < planted.end and planted.start < end


def _in_clean(span: tuple[int, int], planted: Sequence[Planted]) -> tuple[int, int]:
    """Return the span in the clean text of a span in the changed text."""
    earlier = [p for p in planted if p.end <= span[0]]
    shift = earlier[-1].clean_end - earlier[-1].end if earlier else 0
    return span[0] + shift, span[1] + shift


def figures(scored: Sequence[Scored]) -> list[Figure]:
    """Return recall and precision with their targets."""
    results = []
    for s in scored:
        missed = f"missed: {', '.join(s.missed[:4])}" if s.missed else ""
        results.append(
            Figure(s.on, "planted slips, recall of new forms", s.recall, RECALL, Bound.AT_LEAST, 3, note=missed)
        )
        note = f"{s.wrong} wrong; {s.clean} in the clean text"
        results.append(Figure(s.on, "planted slips, precision", s.precision, PRECISION, Bound.AT_LEAST, 3, note=note))
    return results


def sorts_table(scored: Sequence[Scored]) -> str:
    """Show the share of each sort that is found, by the slip rule and by the rules T alone, the worst first."""
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
    scored = scores()
    print_text(figures_table(figures(scored)) + "\n\n" + sorts_table(scored))
