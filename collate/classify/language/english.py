"""English: regional spelling and inflection, from the rules in `data/english.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from collate.classify.language.folding import CACHED_WORDS, common_prefix_length, is_plain
from collate.files.package_data import DATA, package_text
from collate.text.normalise import compose

_DATA: Final = DATA / "english.toml"

LONGEST_WORD: Final = 60  # letters; no longer word is English, and it would take long to look through
_GENITIVE: Final = re.compile("'s?$")
_ENDINGS_OF_LISTED: Final = ("", "s", "es", "d", "ed", "ing", "er", "ers", "y", "ly", "ness")

_fold_case = lru_cache(CACHED_WORDS)(compose(("nfc", "line-end", "quotes", "dashes", "case")))


def fold_case(word: str) -> str:
    """Fold a word, its letters with their accents kept."""
    return word.lower() if is_plain(word) else _fold_case(word)


@dataclass(frozen=True, slots=True)
class Respelling:
    """One productive rule: what stands where the pattern is found becomes the American spelling.

    `letters` are those of which one must be there.
    """

    name: str
    pattern: re.Pattern[str]
    american: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnglishRules:
    """The rules of a language file; `british` finds what one of them may respell."""

    rules: tuple[Respelling, ...]
    british: re.Pattern[str]
    words: Mapping[str, str]
    stops: frozenset[frozenset[str]]
    endings: tuple[str, ...]
    irregular: Mapping[str, int]


@cache
def english_rules() -> EnglishRules:
    """Read the rules, once."""
    import tomllib  # late, as is the file: many texts are in other tongues

    table = tomllib.loads(package_text(_DATA))
    rules = tuple(
        Respelling(
            r["name"],
            re.compile(f"({r['before']})(?:{r['british']})(?={r['after']})"),
            r["american"],
            tuple(re.findall(r"\w+", r["british"])),
        )
        for r in table["rules"]
    )
    families = table["inflection"]["irregular"]
    return EnglishRules(
        rules=rules,
        british=re.compile("|".join(r["british"] for r in table["rules"])),
        words=table["words"],
        stops=frozenset(frozenset(pair) for pair in table["stop"]["pairs"]),
        endings=tuple(table["inflection"]["endings"]),
        irregular={word: k for k, family in enumerate(families) for word in family},
    )


def on_stop_list(one: str, other: str) -> bool:
    """Say whether two words may be two, or one in two regional spellings."""
    return frozenset((_bare(one), _bare(other))) in english_rules().stops


def regional_rule(one: str, other: str) -> str | None:
    """Name the rules by which two English words are one in two regional spellings, or None."""
    if len(one) > LONGEST_WORD or len(other) > LONGEST_WORD:
        return None
    here, there = one, other
    one, other = _bare(one), _bare(other)
    (left, by_left), (right, by_right) = _to_american(one), _to_american(other)
    if left != right or one == other or frozenset((one, other)) in english_rules().stops:
        return None
    if _is_genitive(here) != _is_genitive(there):
        return None
    return ", ".join(sorted(set(by_left) ^ set(by_right))) or "word list"


def _bare(word: str) -> str:
    """Fold a word, its ligatures too, and take a genitive off."""
    if is_plain(word):
        return word.lower()
    return _GENITIVE.sub("", fold_case(word)).replace("æ", "ae").replace("œ", "oe")


def _is_genitive(word: str) -> bool:
    return not is_plain(word) and _GENITIVE.search(fold_case(word)) is not None


@lru_cache(CACHED_WORDS)
def _to_american(word: str) -> tuple[str, tuple[str, ...]]:
    """Respell a word, part by part at its hyphens, and name the rules that did it."""
    used: list[str] = []
    parts = []
    for part in word.split("-"):
        spelled = part
        # Most words have no letters that any rule respells, which is seen at once.
        for rule in english_rules().rules if english_rules().british.search(part) else ():
            if not any(letters in spelled for letters in rule.letters):
                continue
            changed = rule.pattern.sub(rf"\g<1>{rule.american}", spelled)
            if changed != spelled:
                used.append(rule.name)
            spelled = changed
        parts.append(_from_word_list(spelled, part))
    return "-".join(parts), tuple(used)


def _from_word_list(spelled: str, part: str) -> str:
    """Respell a whole word of the list, with the endings that it may have."""
    words = english_rules().words
    for ending in _ENDINGS_OF_LISTED:
        stem = part.removesuffix(ending) if ending else part
        if stem in words and part.endswith(ending):
            return words[stem] + ending
    return spelled


def shared_inflection(one: str, other: str) -> str | None:
    """Say by which endings two English words are forms of one, or None."""
    one, other = fold_case(one), fold_case(other)
    families = english_rules().irregular
    if one in families and families[one] == families.get(other):
        return "forms of one irregular word"
    if one[:2] != other[:2]:
        return None  # a stem has three letters, of which at most the last is another
    here, there = _stems(one), _stems(other)
    for stem in sorted(here.keys() & there.keys(), key=lambda s: (len(s), s), reverse=True):
        # Only a mute e apart, her and here are two words: one of them must have lost an ending.
        if len(stem) >= 3 and (here[stem] or there[stem]):
            at = common_prefix_length(one, other)
            return f"one stem, {stem}-, with the endings -{one[at:]} and -{other[at:]}"
    return None


@lru_cache(CACHED_WORDS)
def _stems(word: str) -> Mapping[str, str]:
    """Give what may be the stem, and the ending lost: with y for i, no mute e, no doubled letter."""
    stems: dict[str, str] = {}
    for ending in english_rules().endings:
        if ending and not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) if ending else word
        found = [stem]
        if stem.endswith("i"):
            found.append(stem[:-1] + "y")
        if stem.endswith("e"):
            found.append(stem[:-1])
        if len(stem) > 3 and ending and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            found.append(stem[:-1])
        stems.update((f, ending) for f in found if not stems.get(f))
    return stems
