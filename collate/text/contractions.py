"""Contractions: words written together with an apostrophe, and the words for which they stand."""

from functools import cache
from itertools import islice, product
from typing import Final

from collate.files.package_data import DATA, package_table
from collate.text.normalise import APOSTROPHE, marks

MOST_EXPANSIONS: Final = 64
# What the second of two words becomes as an ending of the first: Latin est, and Turkish words.
_FUSED_TEXT: Final = """
st est
la ile, le ile, yla ile, yle ile
dı idi, di idi, du idi, tı idi, ti idi, tu idi, ydı idi, ydi idi, ydu idi
sa ise, se ise, ysa ise, yse ise
mıs imis, mis imis, mus imis, ymıs imis, ymis imis, ymus imis
"""
_FUSED_ENDINGS: Final = tuple(
    (ending, word) for ending, word in (row.split() for row in _FUSED_TEXT.strip().replace("\n", ", ").split(", "))
)
_LAST_OF_FUSED: Final = frozenset(ending[-1] for ending, _ in _FUSED_ENDINGS)
Words = tuple[str, ...]


@cache
def expansions(word: str) -> frozenset[Words]:
    """Return the words for which a contraction may stand: `it's` for (it, is), `th'` for (the,).

    `word` is folded: its apostrophes are `'`; capitals and accents do not matter.
    """
    if APOSTROPHE not in word:
        return frozenset()
    word = marks(word)
    found = set(_listed_phrases("words").get(word, ()))
    first, *rest = word.split(APOSTROPHE)
    if first and all(rest):
        found.update(islice(_with_endings((first,), rest), MOST_EXPANSIONS))
        found.update([(f"{w[0]}e", "es") for w in found if w[1:] == ("es",)])  # German: hab's, habe es
    if first and len(rest) == 1:
        found.update((full, *rest) if rest[0] else (full,) for full in _table("beginnings").get(first, ()))
    return frozenset(found)


def fused_words(word: str) -> tuple[Words, ...]:
    """Return the words that a bare word without an apostrophe may stand for: `zum` for (zu, dem), `du` for (de, le)."""
    fused = _listed_phrases("fused").get(word, ())
    if word[-1:] not in _LAST_OF_FUSED:
        return fused
    return (*fused, *((word.removesuffix(e), second) for e, second in _FUSED_ENDINGS if word.endswith(e, 2)))


def _with_endings(words: Words, rest: list[str]) -> "list[Words]":
    """Return the words that a word and the parts after its apostrophes may stand for; [] if a part is unknown."""
    stems = [words]
    for part in rest:
        negated = [(*w[:-1], w[-1][:-1], "not") for w in stems if part == "t" and w[-1].endswith("n")]
        stems = negated or [(*w, full) for w, full in product(stems, _table("endings").get(part, ()))]
    return stems


@cache
def _listed_phrases(name: str) -> dict[str, tuple[Words, ...]]:
    rows = (row.partition(": ") for row in _tables()[name].strip().splitlines())
    return {short: tuple(tuple(words.split()) for words in full.split(", ")) for short, _, full in rows}


@cache
def _table(name: str) -> dict[str, Words]:
    rows = (row.partition(": ") for row in _tables()[name].strip().splitlines())
    return {short: tuple(full.split()) for short, _, full in rows}


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words of `data/contractions.toml`: `elided`, `perhaps_elided` or `clipped`."""
    return frozenset(_tables()[name].split())


@cache
def _tables() -> dict[str, str]:
    return package_table(DATA / "contractions.toml")
