"""English: regional spelling and inflection, by the rules in `data/english.toml`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from collate._dataclass import dataclass
from collate._late_regex import as_replacement, late_regex
from collate.classify.language.folding import CACHED_WORDS, common_prefix_length, is_plain
from collate.files.package_data import DATA, package_table
from collate.text.normalise import compose_normalisers

_DATA: Final = DATA / "english.toml"

LONGEST_WORD: Final = 60  # letters; no English word is longer, and the search would take long
IRREGULAR: Final = "forms of one irregular word"
_GENITIVE: Final = late_regex("'s?$")
_BEGINNING: Final = 3  # letters; every listed British word has as many
_ENDINGS_OF_LISTED: Final = ("", "s", "es", "d", "ed", "ing", "er", "ers", "y", "ly", "ness")

_fold_case = lru_cache(CACHED_WORDS)(compose_normalisers(("nfc", "line-end", "quotes", "dashes", "case")))


def fold_case(word: str) -> str:
    """Return a word without differences of typography and case, with its accents."""
    return word.lower() if is_plain(word) else _fold_case(word)


@dataclass(frozen=True, slots=True)
class Respelling:
    """One productive rule from British to American spelling.

    name              as in the data file: "ise/ize"
    pattern           finds the British letters; group 1 is what precedes them
    american          replaces group 1 and them
    british_letters   a word with none of these has no match
    """

    name: str
    pattern: re.Pattern[str]
    american: str | Callable[[re.Match[str]], str]
    british_letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """The contents of `data/english.toml`.

    british_pattern      finds a word that one of the respellings may change
    changing_letters     letters that a word may gain or lose by the respellings
    listed_letters       the same by the list of words
    listed_beginnings    the first letters of the listed British words
    american_words       for a British word, its American spelling
    ambiguous_pairs      pairs that may be two words, or one word in two spellings
    inflection_endings   endings of regular inflection
    irregular_families   for a form of an irregular word, the numbers of the words that it may be a form of
    two_words            pairs that look like forms of one word, and are not
    """

    respellings: tuple[Respelling, ...]
    british_pattern: re.Pattern[str]
    changing_letters: frozenset[str]
    listed_letters: frozenset[str]
    listed_beginnings: frozenset[str]
    american_words: Mapping[str, str]
    ambiguous_pairs: frozenset[frozenset[str]]
    inflection_endings: tuple[str, ...]
    irregular_families: Mapping[str, frozenset[int]]
    two_words: frozenset[frozenset[str]]


@cache
def english_table() -> Mapping[str, Any]:
    """Read the data file once."""
    return package_table(_DATA)


@cache
def english_rules() -> EnglishRules:
    """Return the rules of regional spelling and inflection."""
    table = english_table()
    rules = tuple(
        Respelling(
            r["name"],
            late_regex(f"({r['before']})(?:{r['british']})(?={r['after']})"),
            as_replacement(rf"\g<1>{r['american']}"),
            tuple(re.findall(r"\w+", r["british"])),
        )
        for r in table["rules"]
    )
    families = table["inflection"]["irregular"]
    american_words = dict(pair.split() for pair in table["words"]["pairs"].split(","))
    respelled = [(british, r["american"]) for r in table["rules"] for british in re.findall(r"\w+", r["british"])]
    return EnglishRules(
        respellings=rules,
        british_pattern=re.compile("|".join(r["british"] for r in table["rules"])),
        changing_letters=_changing(respelled),
        listed_letters=_changing(american_words.items()),
        listed_beginnings=frozenset(word[:_BEGINNING] for word in american_words),
        american_words=american_words,
        ambiguous_pairs=frozenset(frozenset(pair) for pair in table["stop"]["pairs"]),
        inflection_endings=tuple(table["inflection"]["endings"]),
        irregular_families=_families_by_word(families),
        two_words=frozenset(frozenset(pair.split()) for pair in table["inflection"]["two_words"]),
    )


def _changing(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the letters that only one of two forms has."""
    return frozenset(c for one, other in pairs for c in {*one} ^ {*other})


def _families_by_word(families: Sequence[str]) -> Mapping[str, frozenset[int]]:
    numbers: dict[str, frozenset[int]] = {}
    for number, family in enumerate(families):
        for word in family.split():
            numbers[word] = numbers.get(word, frozenset()) | {number}
    return numbers


def is_ambiguous_pair(left: str, right: str) -> bool:
    """Return whether two words are listed as a pair that may be two words, or one in two regional spellings."""
    return frozenset((_without_genitive(left), _without_genitive(right))) in english_rules().ambiguous_pairs


def regional_rule(left: str, right: str) -> str | None:
    """Return the names of the rules that make two English words one in two regional spellings, or None."""
    if len(left) > LONGEST_WORD or len(right) > LONGEST_WORD:
        return None
    one, other = _without_genitive(left), _without_genitive(right)
    if one == other or not _may_become_equal(one, other) or _american(left) != _american(right):
        return None
    if frozenset((one, other)) in english_rules().ambiguous_pairs:
        return None
    return ", ".join(sorted({*_to_american(one)[1]} ^ {*_to_american(other)[1]})) or "word list"


def _may_become_equal(left: str, right: str) -> bool:
    """Return whether two words differ only in letters that become others: a quick test before they are respelled."""
    rules, differing = english_rules(), {*left} ^ {*right}
    if differing <= rules.changing_letters:
        return True
    parts = (left, right) if "-" not in left + right else f"{left}-{right}".split("-")
    may_be_listed = not rules.listed_beginnings.isdisjoint([part[:_BEGINNING] for part in parts])
    return may_be_listed and differing <= rules.changing_letters | rules.listed_letters


@lru_cache(CACHED_WORDS)
def _american(word: str) -> tuple[str, bool]:
    """Return the American spelling of a word without a genitive ending, and whether it had one."""
    return _to_american(_without_genitive(word))[0], _is_genitive(word)


def _without_genitive(word: str) -> str:
    """Return a folded word with ligatures as two letters and without a genitive ending."""
    if is_plain(word):
        return word.lower()
    return _GENITIVE.sub("", fold_case(word)).replace("æ", "ae").replace("œ", "oe")


def _is_genitive(word: str) -> bool:
    return not is_plain(word) and _GENITIVE.search(fold_case(word)) is not None


@lru_cache(CACHED_WORDS)
def _to_american(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the American spelling of a word and the names of the rules applied; hyphens divide it into parts."""
    applied: list[str] = []
    parts = []
    for part in word.split("-"):
        respelled = part
        # One search rules out most words.
        for rule in english_rules().respellings if english_rules().british_pattern.search(part) else ():
            if not any(map(respelled.__contains__, rule.british_letters)):
                continue
            changed = rule.pattern.sub(rule.american, respelled)
            if changed != respelled:
                applied.append(rule.name)
            respelled = changed
        parts.append(_from_word_list(part) or respelled)
    return "-".join(parts), tuple(applied)


def _from_word_list(part: str) -> str | None:
    """Return the American spelling of a listed word, with any ending that it may take, or None."""
    words = english_rules().american_words
    for ending in _ENDINGS_OF_LISTED:
        stem = part.removesuffix(ending) if ending else part
        if stem in words and part.endswith(ending):
            return words[stem] + ending
    return None


def shared_inflection(left: str, right: str) -> str | None:
    """Return a sentence with the stem and endings by which two English words are forms of one word, or None."""
    left, right = fold_case(left), fold_case(right)
    rules = english_rules()
    families = rules.irregular_families
    if left in families and right in families and families[left] & families[right]:
        return IRREGULAR
    if left[:2] != right[:2] or frozenset((left, right)) in rules.two_words:
        return None  # a stem has three letters or more, and only its last may change
    stems_left, stems_right = word_stems(left), word_stems(right)
    for stem in sorted(stems_left.keys() & stems_right.keys(), key=lambda s: (len(s), s), reverse=True):
        # One of them must have lost an ending; a mute e alone does not make one word of her and here.
        if len(stem) >= 3 and (stems_left[stem] or stems_right[stem]):
            border = common_prefix_length(left, right)
            return f"one stem, {stem}-, with the endings -{left[border:]} and -{right[border:]}"
    return None


@lru_cache(CACHED_WORDS)
def word_stems(word: str) -> Mapping[str, str]:
    """Return each possible stem with its ending: also with y for i, without mute e, without a doubled letter."""
    stems: dict[str, str] = {}
    for ending in english_rules().inflection_endings:
        if ending and not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) if ending else word
        variants = [stem]
        if stem.endswith("i"):
            variants.append(stem[:-1] + "y")
        if stem.endswith("e"):
            variants.append(stem[:-1])
        if len(stem) > 3 and ending and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            variants.append(stem[:-1])
        stems.update((variant, ending) for variant in variants if not stems.get(variant))
    return stems
