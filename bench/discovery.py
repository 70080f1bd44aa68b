"""Plant passages of one text in other books, with noise, and score what `collate discover` finds.

`python bench/discovery.py` prints a table; `--growth` also measures time and memory of generated documents,
`--copies` only those of many copies of one text.

A host is a slice of a book; no two slices tell the same, so all that is found beyond what was planted is wrong. In
other languages than English, a host has the words of the text itself in a random order. Each passage is in two
hosts; in the second its words are spoilt: of the given share of words one letter is another, missing or doubled, and of
a tenth of that share the word itself is missing or is another one.

Scored by words on both sides: recall is the share of the planted words that are in a passage told with their partner;
precision the share of the told words that were planted. An end is right if it is within one word on both sides.

More than 300 lines: what is planted, how it is spoilt, and how it is scored.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from math import log
from typing import Final

import texts
from figures import Bound, Figure, figures_table, print_text
from places import BIG, GOLD, WITNESSES

from collate.discovery import discover
from collate.discovery.passages import LEFT_OUT
from collate.model.witness import Siglum, Witness

SEED: Final = 11
SETS: Final = 4  # of passages of the fewest words: of 60, one is 1.7 per cent
LENGTHS: Final = (20, 40, 100, 400)
SPOILT: Final = (0.0, 0.1, 0.2)
PASSAGES: Final = 60  # of each length
HOST_WORDS: Final = 4_000
WITHIN: Final = 1  # words

Place = tuple[int, int, int]  # document, first word, end


@dataclass(frozen=True, slots=True)
class Planted:
    """A passage in two hosts: words [start, end) of each."""

    first: tuple[int, int, int]
    second: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Counted words, and counted passages whose ends are right.

    `own` are words that the planted text itself repeats: told of two planted passages that are no partners.
    """

    planted: int
    found: int
    told: int
    right: int
    passages: int
    exact: int
    own: int = 0

    @property
    def recall(self) -> float:
        """The share of the planted words that are told."""
        return self.found / max(1, self.planted)

    @property
    def precision(self) -> float:
        """The share of the told words that were planted."""
        return self.right / max(1, self.told)

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def spoiled(words: Sequence[str], share: float, chance: random.Random, others: Sequence[str]) -> list[str]:
    """Return words of which a share is spoilt."""
    letters = "".join(others)[:2_000]
    result: list[str] = []
    for word in words:
        if chance.random() < share / 10:
            result += [] if chance.random() < 0.5 else [chance.choice(others)]
        elif chance.random() < share and len(word) > 1:
            k = chance.randrange(len(word))
            how = chance.randrange(3)
            result.append(word[:k] + (chance.choice(letters), "", word[k] * 2)[how] + word[k + 1 :])
        else:
            result.append(word)
    return result or list(words)


def planted(
    hosts: Sequence[Sequence[str]], sources: Sequence[str], length: int, share: float, count: int, seed: int = SEED
) -> tuple[list[list[str]], list[Planted]]:
    """Return the words of documents with passages in them, and where they are."""
    chance = random.Random(seed + length)
    starts = chance.sample(range(0, len(sources) - length, length), min(count, (len(sources) - 1) // length))
    documents = [list[str]() for _ in hosts]
    used = [0] * len(hosts)
    rows = []

    def put(host: int, words: Sequence[str]) -> tuple[int, int, int]:
        gap = chance.randint(60, 120)
        documents[host] += hosts[host][used[host] : used[host] + gap]
        used[host] += gap
        start = len(documents[host])
        documents[host] += words
        return host, start, len(documents[host])

    for start in starts:
        passage = sources[start : start + length]
        one, other = chance.sample(range(len(hosts)), 2)
        rows.append(Planted(put(one, passage), put(other, spoiled(passage, share, chance, sources))))
    for host, words in enumerate(hosts):
        documents[host] += words[used[host] : used[host] + 100]
    return documents, rows


def score(documents: Sequence[Sequence[str]], rows: Sequence[Planted], blank: str = " ") -> Score:
    """Find the passages of documents, and score them."""
    borders = []
    for words in documents:
        at, own = 0, []
        for word in words:
            own.append((at, at + len(word)))
            at += len(word) + len(blank)
        borders.append(own)
    found = discover([Witness(Siglum(f"D{k}"), blank.join(words)) for k, words in enumerate(documents)])
    told = []
    for p in found.passages:
        if p.kind not in LEFT_OUT:
            sides = []
            for span in (p.a, p.b):
                k = int(span.file[1:])
                inside = [n for n, (s, e) in enumerate(borders[k]) if e > span.start and s < span.end]
                sides.append((k, inside[0], inside[-1] + 1))
            told.append((sides[0], sides[1]))
    covered = right = exact = total = 0
    partners = [(*sorted((row.first, row.second)),) for row in rows]
    repeated = _repeated_words(told, rows)
    told_words = sum(end - start for pair in told for _, start, end in pair) - repeated
    for one, other in partners:
        overlaps = [
            (min(a[2], one[2]) - max(a[1], one[1]), min(b[2], other[2]) - max(b[1], other[1]), a, b)
            for a, b in told
            if a[0] == one[0] and b[0] == other[0]
        ]
        overlaps = [o for o in overlaps if o[0] > 0 and o[1] > 0]
        covered += sum(o[0] + o[1] for o in overlaps)
        total += one[2] - one[1] + other[2] - other[1]
        right += sum(o[0] + o[1] for o in overlaps)
        if len(overlaps) == 1:
            _, _, a, b = overlaps[0]
            off = max(abs(a[1] - one[1]), abs(a[2] - one[2]), abs(b[1] - other[1]), abs(b[2] - other[2]))
            exact += off <= WITHIN
    return Score(total, covered, told_words, right, len(rows), exact, repeated)


def _repeated_words(told: Sequence[tuple[Place, Place]], rows: Sequence[Planted]) -> int:
    """Return how many words are told of two planted passages that are no partners."""
    partner = {one: other for row in rows for one, other in ((row.first, row.second), (row.second, row.first))}

    def planted_at(place: Place) -> Place | None:
        return next((p for p in partner if p[0] == place[0] and place[1] < p[2] and p[1] < place[2]), None)

    count = 0
    for pair in told:
        one, other = map(planted_at, pair)
        if one and other and partner[one] != other:
            count += sum(end - start for _, start, end in pair)
    return count


def english_hosts() -> list[list[str]]:
    """Return slices of a novel."""
    words = texts.read(texts.frankenstein("1831")).split()
    return [words[k : k + HOST_WORDS] for k in range(0, len(words) - HOST_WORDS, HOST_WORDS)]


def english_sources() -> list[str]:
    """Return the words of shipped works."""
    works = (WITNESSES / "autonomisation" / "cw1966.txt", WITNESSES / "origin-ch4" / "darwin1859.txt")
    return [word for work in works for word in texts.read(work).split()]


def languages() -> Iterator[tuple[str, list[str], str]]:
    """Yield the name of a language, the words of a text in it, and what stands between two of them."""
    if BIG.is_dir():
        yield "Greek", texts.read(BIG / "greek_nt" / "SR.txt").split()[80_000:110_000], " "
    for name, file, blank in (("Hebrew", "hebrew_09_2_samuel", " "), ("Chinese", "chinese_cuv_gen1", "")):
        path = GOLD / "align" / f"{file}.json"
        if path.is_file():
            strings = list(_strings(json.loads(path.read_text("utf-8"))))
            words = max(strings, key=len).split() if blank else [c for c in max(strings, key=len) if c.isalpha()]
            yield name, words, blank


def _strings(value: object) -> Iterator[str]:
    """Yield the texts in a gold set."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for own in value.values():
            yield from _strings(own)
    elif isinstance(value, list):
        if value and all(isinstance(v, dict) and isinstance(v.get("t"), str) for v in value):
            yield " ".join(str(v["t"]) for v in value)
        for own in value:
            yield from _strings(own)


def shuffled_hosts(words: Sequence[str], count: int) -> list[list[str]]:
    """Return hosts with the words of a text in a random order."""
    chance = random.Random(SEED)
    return [chance.choices(words, k=6_000) for _ in range(count)]


def figures() -> Iterator[Figure]:
    """Yield the figures of planted passages."""
    hosts, sources = english_hosts(), english_sources()
    for length in LENGTHS:
        for share in SPOILT:
            sets = [
                score(*planted(hosts, sources, length, share, PASSAGES, SEED + k))
                for k in range(SETS if length == min(LENGTHS) else 1)
            ]
            yield from _figures(f"{length} words, {share:.0%} spoilt", sum(sets[1:], sets[0]))
    yield from _figures("nothing planted", score([host[:] for host in hosts], []))
    for name, words, blank in languages():
        documents, rows = planted(shuffled_hosts(words, 6), words, 40, 0.1, 20)
        yield from _figures(f"{name}, 40 words, 10% spoilt", score(documents, rows, blank))


def _figures(on: str, scored: Score) -> Iterator[Figure]:
    if not scored.passages:
        yield Figure(on, "words told", scored.told, 0, Bound.AT_MOST, 0)
        return
    note = f"{scored.passages} passages, {scored.planted} words"
    repeated = f"{scored.own} words are of passages that the text itself repeats" if scored.own else ""
    yield Figure(on, "recall of words", scored.recall, 0.98, Bound.AT_LEAST, 3, note=note)
    yield Figure(on, "precision of words", scored.precision, 0.98, Bound.AT_LEAST, 3, note=repeated)
    yield Figure(on, "all ends within one word", scored.exact / scored.passages, 0.9, Bound.AT_LEAST, 3)


def generated(count: int, words: int) -> list[Witness]:
    """Return documents with natural frequencies of words, of which a tenth is a passage of another one."""
    chance = random.Random(SEED)
    vocabulary = [
        f"{a}{b}{c}"
        for a in texts._CONSONANTS
        for b in texts._VOWELS
        for c in ("n", "rt", "ssa", "llo", "m", "ve", "sk", "ding", "xa", "po")
    ]
    vocabulary = [v + w for v in vocabulary for w in ("", "ta", "ri", "mo", "lu", "ke", "zi", "bo", "da", "fe")]
    chance.shuffle(vocabulary)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    pool = chance.choices(vocabulary, weights, k=words * count)
    documents = []
    for k in range(count):
        own = pool[k * words : (k + 1) * words]
        if k:
            start = chance.randrange(0, words - words // 10)
            source = chance.randrange(k) * words + start
            own[start : start + words // 10] = pool[source : source + words // 10]
        documents.append(Witness(Siglum(f"D{k}"), " ".join(own)))
    return documents


def copies(count: int, words: int) -> list[Witness]:
    """Return copies of one text; of each, one word of thirty is another one."""
    chance = random.Random(SEED)
    text = generated(1, words)[0].text.split()
    return [
        Witness(Siglum(f"D{k}"), " ".join(chance.choice(text) if chance.random() < 1 / 30 else w for w in text))
        for k in range(count)
    ]


MADE: Final = {"passages": generated, "copies": copies}


def measure(count: int, words: int, made: str = "passages") -> tuple[float, float, int]:
    """Return CPU seconds, memory in MB and the passages of generated documents, in a process of their own."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(count), str(words), made], capture_output=True, text=True, check=True
    )
    seconds, memory, passages = done.stdout.split()
    return float(seconds), float(memory), int(passages)


def growth(counts: Sequence[int], words: int) -> Iterator[Figure]:
    """Yield how time grows with the number of documents."""
    rows = [(count, *measure(count, words)) for count in counts]
    note = "; ".join(
        f"{count}: {seconds:.1f} s CPU, {memory:.0f} MB, {found} passages" for count, seconds, memory, found in rows
    )
    (first, early, _, _), (last, late, memory, _) = rows[0], rows[-1]
    yield Figure(
        f"{first} to {last} documents of {words:,} words",
        "exponent of CPU",
        log(late / early) / log(last / first),
        1.1,
        note=note,
    )
    yield Figure(f"{last} documents of {words:,} words", "MB", memory, 2_000, digits=0)


def growth_of_copies(counts: Sequence[int], words: int) -> Iterator[Figure]:
    """Yield how time and what is told grow with the number of copies of one text."""
    rows = [(count, *measure(count, words, "copies")) for count in counts]
    note = "; ".join(f"{count}: {seconds:.1f} s CPU, {found} passages" for count, seconds, _, found in rows)
    (first, early, _, _), (last, late, _, told) = rows[0], rows[-1]
    on = f"{first} to {last} copies of {words:,} words"
    yield Figure(on, "exponent of CPU", log(late / early) / log(last / first), 1.1, note=note)
    yield Figure(on, "passages for each other copy", told / (last - 1), 1.1)


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    if arguments[:1] == ["--one"]:
        documents = MADE[arguments[3]](int(arguments[1]), int(arguments[2]))
        begin = time.process_time()
        found = discover(documents)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print_text(f"{time.process_time() - begin} {memory} {len(found.passages)}")
        return
    rows = list(figures())
    if "--growth" in arguments:
        rows += growth((100, 250, 500, 1_000), 10_000)
    if "--growth" in arguments or "--copies" in arguments:
        rows += growth_of_copies((25, 50, 100, 200), 5_000)
    print_text(figures_table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
