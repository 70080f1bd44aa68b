"""What is known of languages, and of a work: rule files, all of one format.

A rule file is TOML. The package has one for each language that it knows; a work may name its own,
which are laid over them. `docs/kinds.md` describes the keys.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, partial
from pathlib import Path
from typing import Final

from collate.classify.language.folding import bare
from collate.errors import RuleError
from collate.files.package_data import DATA
from collate.files.toml import Table, read_toml

_LANGUAGES: Final = DATA / "languages"
_VOWELS: Final = frozenset("aeiouyæœøαεηιουωаеёиоуыэюяѣіѵաեէըիոօւ")

LONGEST_CODE: Final = 3  # letters
SHOWN: Final = 40  # letters of a word that an error quotes

LONGEST_SEARCH: Final = 1.0  # seconds that a pattern of the work may take for a word; any other takes a thousandth
LONGEST_WORD: Final = 1000  # letters that it may make of a word, or ten times those that it had


@dataclass(frozen=True, slots=True)
class LetterChange:
    """A regular expression and what it becomes, as the file has them; and doing it to a word."""

    pattern: str
    becomes: str
    apply: Callable[[str], str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Letters, endings and words of a language, as far as they tell spellings, forms and words apart.

    All words and letters are bare: without capitals and accents.

    graphic        changes that make two spellings of one word equal
    loose          changes that do so unless the two are words of their own
    endings        of inflection, "" among them if there are any
    prefixes       letters before a word that are grammar
    common         words that every text may have
    families       for a word, the numbers of the irregular words of which it is a form
    abbreviations  for a short form, the words that it stands for
    spellings, names   for a word, the numbers of the groups in which it is a spelling of one word
    different      pairs that are two words, however alike
    capital_nouns  all nouns are capitalised, so that a capital makes no name
    """

    vowels: frozenset[str] = frozenset()
    graphic: tuple[LetterChange, ...] = ()
    loose: tuple[LetterChange, ...] = ()
    endings: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    families: Mapping[str, frozenset[str]] = field(default_factory=dict)
    abbreviations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()
    capital_nouns: bool = False


NOTHING: Final = LanguageRules()  # of a work that says nothing itself
UNKNOWN: Final = LanguageRules(vowels=_VOWELS)  # of which nothing is known but the alphabets
RULE_KEYS: Final = tuple(f.name for f in fields(LanguageRules))  # of a rule file


@cache
def known_languages() -> Mapping[str, Path]:
    """Give the file of every language code."""
    found: dict[str, Path] = {}
    for path in sorted(_LANGUAGES.glob("*.toml")):
        found |= dict.fromkeys(read_toml(path).strings("codes"), path)
    return found


@cache
def language_of(code: str) -> LanguageRules:
    """Give what is known of a language by its code (ISO 639, in any part; `de-AT` is `de`)."""
    first = code.split("-", 1)[0].split("_", 1)[0].lower()
    if not first.isalnum() or len(first) > LONGEST_CODE:
        return UNKNOWN
    path: Path | None = _LANGUAGES / f"{first}.toml"
    if path is None or not path.is_file():
        path = known_languages().get(first)
    return laid_over(UNKNOWN, read_rules(path)) if path else UNKNOWN


def read_rules(path: Path) -> LanguageRules:
    """Read a rule file. Raises ConfigError with file and line for what it says wrongly."""
    table = read_toml(path)
    table.only((*RULE_KEYS, "codes"))
    return rules_in(table)


def rules_in(table: Table) -> LanguageRules:
    """Read the keys of a rule file in a table."""
    return LanguageRules(
        vowels=frozenset(table.string("vowels", "")),
        graphic=_changes(table, "graphic"),
        loose=_changes(table, "loose"),
        endings=frozenset(("", *endings)) if (endings := list(_words(table, "endings"))) else frozenset(),
        prefixes=frozenset(_words(table, "prefixes")),
        common=frozenset(_words(table, "common")),
        families=_groups(table, "families"),
        abbreviations=_abbreviations(table),
        spellings=_groups(table, "spellings"),
        names=_groups(table, "names"),
        different=_different(table),
        capital_nouns=table.truth("capital_nouns"),
    )


def laid_over(language: LanguageRules, rules: LanguageRules) -> LanguageRules:
    """Lay the rules of a file over those that there are: what both know is joined."""
    return LanguageRules(
        vowels=rules.vowels or language.vowels,
        graphic=language.graphic + rules.graphic,
        loose=language.loose + rules.loose,
        endings=language.endings | rules.endings,
        prefixes=language.prefixes | rules.prefixes,
        common=language.common | rules.common,
        families=_joined(language.families, rules.families),
        abbreviations=_joined(language.abbreviations, rules.abbreviations),
        spellings=_joined(language.spellings, rules.spellings),
        names=_joined(language.names, rules.names),
        different=language.different | rules.different,
        capital_nouns=language.capital_nouns or rules.capital_nouns,
    )


def _joined(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    if not one or not other:
        return one or other
    none: frozenset[str] = frozenset()
    return {word: one.get(word, none) | other.get(word, none) for word in {*one, *other}}


def _changes(table: Table, key: str) -> tuple[LetterChange, ...]:
    """Read pairs of a regular expression and what it becomes."""
    found: list[LetterChange] = []
    of_package = table.folder == _LANGUAGES
    for pattern, becomes in _lists(table, key, 2):
        try:
            compiled = re.compile(pattern)
            compiled.sub(becomes, "")
            apply = partial(compiled.sub, becomes) if of_package else _bounded(table.file, pattern, becomes)
            found.append(LetterChange(pattern, becomes, apply))
        except (re.error, IndexError) as error:
            raise table.error(key, f"{pattern!r} is no regular expression: {error}; see docs/kinds.md") from None
    return tuple(found)


def _bounded(file: str, pattern: str, becomes: str) -> Callable[[str], str]:
    """Make a change that neither searches nor grows without end, as an expression of anybody's may."""
    import regex  # late: `re` has no clock

    compiled = regex.compile(pattern)

    def change(word: str) -> str:
        try:
            found: str = compiled.sub(becomes, word, timeout=LONGEST_SEARCH)
        except TimeoutError:
            why = f"takes longer than {LONGEST_SEARCH:.0f} s for {word[:SHOWN]!r}; repeat nothing that is repeated"
            raise RuleError(f"{file}: the pattern {pattern!r} {why}") from None
        if len(found) > max(LONGEST_WORD, 10 * len(word)):
            why = f"makes {len(found)} letters of {word[:SHOWN]!r}; let it become less"
            raise RuleError(f"{file}: the pattern {pattern!r} {why}")
        return found

    return change


def _abbreviations(table: Table) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for short, full in _lists(table, "abbreviations", 2):
        key = letters_of(short)
        if not key or not bare(full).strip():
            raise table.error("abbreviations", f"[{short!r}, {full!r}] has no letters on one side; write both")
        found[key] = found.get(key, frozenset()) | {" ".join(bare(full).split())}
    return found


def _groups(table: Table, key: str) -> Mapping[str, frozenset[str]]:
    """Read groups of words, each a list or a string; give for each word the names of its groups."""
    value = table.values.get(key, [])
    if not isinstance(value, list):
        raise table.error(key, f"{key} must be a list of groups of words")
    found: dict[str, frozenset[str]] = {}
    for group in value:
        words = group.split() if isinstance(group, str) else group
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words) or len(words) < 2:
            raise table.error(key, f"{key} has {group!r}; a group is two words or more")
        if any(len(word.split()) > 1 for word in words):
            raise table.error(key, f"{key} has {group!r}, which is more than words alone; write each word by itself")
        if len({bare(word) for word in words}) < 2:
            raise table.error(key, f"{key} has {group!r}, which is one word without capitals and accents; write two")
        name = " ".join([table.file, *words])
        for word in words:
            found[bare(word)] = found.get(bare(word), frozenset()) | {name}
    return found


def _different(table: Table) -> frozenset[frozenset[str]]:
    pairs = _lists(table, "different", 2)
    for pair in pairs:
        if any(len(word.split()) != 1 for word in pair):
            raise table.error("different", f"different has {pair!r}; write each word by itself")
        if bare(pair[0]) == bare(pair[1]):
            raise table.error("different", f"different has {pair!r}, which is one word without capitals and accents")
    return frozenset(frozenset(map(bare, pair)) for pair in pairs)


def _lists(table: Table, key: str, length: int) -> list[list[str]]:
    value = table.values.get(key, [])
    right = isinstance(value, list) and all(
        isinstance(row, list) and len(row) == length and all(isinstance(cell, str) for cell in row) for row in value
    )
    if not right:
        raise table.error(key, f'{key} must be lists of {length} strings: {key} = [["...", "..."]]')
    return [*value]


def _words(table: Table, key: str) -> Iterable[str]:
    value = table.values.get(key, "")
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        value = " ".join(value)
    if not isinstance(value, str):
        raise table.error(key, f"{key} must be words in one string, or a list of them")
    return [bare(word) for word in value.split()]


def letters_of(word: str) -> str:
    """Give a short form without its points, titles and apostrophes; a sign such as & stands for itself."""
    folded = bare(word)
    if folded.isalnum():
        return folded
    return "".join(c for c in folded if c.isalnum()) or folded.strip(". ")


def changed(word: str, changes: Iterable[LetterChange]) -> str:
    """Apply changes to a bare word, in order."""
    for change in changes:
        word = change.apply(word)
    return word
