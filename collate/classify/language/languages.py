"""Rule files: what is known about the letters, endings and words of a language.

A rule file is TOML. The package has one for each language that it knows; a work may name its own, which are merged
over them. `docs/kinds.md` describes the keys. More than 300 lines: each key has its check.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import as_replacement
from collate.classify.language.folding import CACHED_WORDS, bare
from collate.errors import ConfigError, RuleError
from collate.files.boundary import NO_PERMISSIONS, Permissions
from collate.files.package_data import DATA, package_files, package_table, package_text
from collate.files.patterns import (
    MOST_PATTERNS,
    BoundedPattern,
    PatternError,
    SearchClock,
    SlowPatternError,
    compile_pattern,
    slow_pattern,
)
from collate.files.presence import is_file
from collate.files.toml import SettingsTable, read_toml

_LANGUAGES: Final = DATA / "languages"
_VOWELS: Final = frozenset("aeiouyæœøαεηιουωаеёиоуыэюяѣіѵաեէըիոօւ")

LONGEST_CODE: Final = 3  # letters of a language code
MAX_QUOTED: Final = 40  # letters of a word that an error message quotes

# Limits for the result of a pattern of the work on one word, in letters.
LONGEST_REPLACEMENT: Final = 200  # characters
MAX_GROUPS: Final = 100  # groups of spellings that one word may be in
MAX_RESULT_LENGTH: Final = 1000  # of a longer word, ten times its length
LONGEST_RESULT: Final = 100_000  # of a word; patterns are not used on a longer one


@dataclass(frozen=True, slots=True)
class LetterChange:
    """A regular expression and its replacement, as in the file, and a function that applies them to a word."""

    pattern: str
    replacement: str
    apply: Callable[[str], str] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Letters, endings and words of a language that tell spellings, forms and words apart.

    The fields are the keys of a rule file. All words and letters are bare: without capitals and accents.

    vowels             letters that are vowels
    graphic            changes that make two spellings of one word equal
    loose              changes that do so unless both spellings are words of their own
    endings            of inflection; "" is one of them if there are any
    prefixes           prefixes with a grammatical meaning
    formatives         prefixes, suffixes, infixes that make another word: `re-`, `-ness`; forms of one as `con-/com-`
    common             words that any text may have
    stems              for a stem, the names of the verbs of which it is one: `dic`, `dix`
    families           for a word, the names of the irregular words of which it is a form
    abbreviations      for a short form, its full forms
    spellings, names   for a word or name, the names of the groups of spellings that it belongs to
    different          pairs that are two words, however similar
    capital_nouns      all nouns have a capital, so that a capital does not mark a name
    """

    vowels: frozenset[str] = frozenset()
    graphic: tuple[LetterChange, ...] = ()
    loose: tuple[LetterChange, ...] = ()
    endings: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    formatives: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)
    families: Mapping[str, frozenset[str]] = field(default_factory=dict)
    abbreviations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    spellings: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()
    capital_nouns: bool = False

    def __repr__(self) -> str:
        return f"<LanguageRules: {len(self.endings)} endings, {len(self.spellings)} spellings>"


NO_LANGUAGE_RULES: Final = LanguageRules()  # of a work without rules
UNKNOWN_LANGUAGE: Final = LanguageRules(vowels=_VOWELS)  # only the vowels of several alphabets
RULE_KEYS: Final = tuple(f.name for f in fields(LanguageRules))  # of a rule file


@cache
def language_files() -> Mapping[str, Path]:
    """Return the rule file of the package for each language code."""
    files: dict[str, Path] = {}
    for path in package_files(_LANGUAGES, ".toml"):
        files |= dict.fromkeys(_package_settings(path).strings("codes"), path)
    return files


@cache
def rules_of_language(code: str) -> LanguageRules:
    """Return the rules of a language by its code (ISO 639, any part; `de-AT` is `de`), or `UNKNOWN_LANGUAGE`."""
    language = code.split("-", 1)[0].split("_", 1)[0].lower()
    if not language.isalnum() or len(language) > LONGEST_CODE:
        return UNKNOWN_LANGUAGE
    path = _file_of_language(language)
    return merge_rules(UNKNOWN_LANGUAGE, package_rules(path)) if path else UNKNOWN_LANGUAGE


def _file_of_language(code: str) -> Path | None:
    path = _LANGUAGES / f"{code}.toml"
    return path if is_file(path) else language_files().get(code)


@cache
def known_forms(code: str) -> frozenset[str]:
    """Return the common words of a language, and the forms of its irregular words, without its other rules."""
    path = _file_of_language(code)
    if path is None:
        return frozenset()
    table = _package_settings(path)
    return frozenset((*_words(table, "common"), *_groups(table, "families")))


def _package_settings(path: Path) -> SettingsTable:
    return SettingsTable(package_table(path), file=str(path), text=package_text(path))


def package_rules(path: Path) -> LanguageRules:
    """Read a rule file of the package."""
    return _rules_of_file(_package_settings(path))


def read_rule_file(path: Path, permissions: Permissions = NO_PERMISSIONS) -> LanguageRules:
    """Read a rule file of a work.

    Raises ConfigError with file and line for a wrong key or value.
    """
    return _rules_of_file(read_toml(path, permissions))


def _rules_of_file(table: SettingsTable) -> LanguageRules:
    table.require_known_keys((*RULE_KEYS, "codes"))
    return parse_rules(table)


def parse_rules(table: SettingsTable) -> LanguageRules:
    """Read the keys of a rule file from a TOML table, which may have other keys too."""
    return LanguageRules(
        vowels=frozenset(table.string("vowels", "")),
        graphic=_letter_changes(table, "graphic"),
        loose=_letter_changes(table, "loose"),
        endings=frozenset(("", *endings)) if (endings := list(_words(table, "endings"))) else frozenset(),
        prefixes=frozenset(_words(table, "prefixes")),
        formatives=_formatives(table),
        common=frozenset(_words(table, "common")),
        stems=_groups(table, "stems"),
        families=_groups(table, "families"),
        abbreviations=_abbreviations(table),
        spellings=_groups(table, "spellings"),
        names=_groups(table, "names"),
        different=_different(table),
        capital_nouns=table.boolean("capital_nouns"),
    )


def merge_rules(rules: LanguageRules, added: LanguageRules) -> LanguageRules:
    """Return the union of two sets of rules; vowels are replaced."""
    return LanguageRules(
        vowels=added.vowels or rules.vowels,
        graphic=rules.graphic + added.graphic,
        loose=rules.loose + added.loose,
        endings=rules.endings | added.endings,
        prefixes=rules.prefixes | added.prefixes,
        formatives=rules.formatives | added.formatives,
        common=rules.common | added.common,
        stems=_union(rules.stems, added.stems),
        families=_union(rules.families, added.families),
        abbreviations=_union(rules.abbreviations, added.abbreviations),
        spellings=_union(rules.spellings, added.spellings),
        names=_union(rules.names, added.names),
        different=rules.different | added.different,
        capital_nouns=rules.capital_nouns or added.capital_nouns,
    )


_WordIndex = Mapping[str, frozenset[str]]


def _union(groups: _WordIndex, added: _WordIndex) -> _WordIndex:
    if not groups or not added:
        return groups or added
    empty: frozenset[str] = frozenset()
    return {word: groups.get(word, empty) | added.get(word, empty) for word in {*groups, *added}}


def _letter_changes(table: SettingsTable, key: str) -> tuple[LetterChange, ...]:
    """Read pairs of a regular expression and its replacement."""
    pairs = _lists(table, key, 2)
    if table.folder == _LANGUAGES:
        return tuple(LetterChange(p, new, partial(re.compile(p).sub, as_replacement(new))) for p, new in pairs)
    table.require_fewer(key, len(pairs), MOST_PATTERNS)
    clock = SearchClock()
    changes = []
    for place, (pattern, replacement) in enumerate(pairs):
        if len(replacement) > LONGEST_REPLACEMENT:
            why = f"a replacement of {len(replacement):,} characters is too long, {LONGEST_REPLACEMENT} are allowed"
            raise table.error(key, why, place)
        try:
            compiled = compile_pattern(pattern, clock, replacement)
        except PatternError as error:
            raise table.error(key, f"{error}; see docs/kinds.md", place) from None
        apply = _bounded_substitution(compiled, replacement, partial(table.error, key, place=place))
        changes.append(LetterChange(pattern, replacement, apply))
    return tuple(changes)


def _bounded_substitution(
    pattern: BoundedPattern, replacement: str, error_at: Callable[[str], ConfigError]
) -> Callable[[str], str]:
    """Return a substitution with limits on time and length; an error has the line of the pattern."""

    def change(word: str) -> str:
        if len(word) > LONGEST_RESULT:
            return word
        try:
            result = pattern.substitute(replacement, word)
        except SlowPatternError:
            raise RuleError(str(error_at(slow_pattern(pattern.pattern, word)))) from None
        allowed = max(MAX_RESULT_LENGTH, min(10 * len(word), LONGEST_RESULT))
        if len(result) > max(allowed, len(word)):
            why = f"makes {len(result)} letters of {word[:MAX_QUOTED]!r}; use a shorter replacement"
            raise RuleError(str(error_at(f"the pattern {pattern.pattern!r} {why}")))
        return result

    return change


def _abbreviations(table: SettingsTable) -> _WordIndex:
    """Read pairs of a short and a full form; return the full forms of each short form."""
    full_forms: dict[str, frozenset[str]] = {}
    for short, full in _lists(table, "abbreviations", 2):
        key = abbreviation_key(short)
        if not key or not bare(full).strip():
            raise table.error(
                "abbreviations", f"[{short!r}, {full!r}] has no letters on one side; write letters on both sides"
            )
        full_forms[key] = full_forms.get(key, frozenset()) | {" ".join(bare(full).split())}
    return full_forms


def _groups(table: SettingsTable, key: str) -> _WordIndex:
    """Read groups of words, each a list or a string; return for each word the names of its groups."""
    value = table.values.get(key, [])
    if not isinstance(value, list):
        raise table.error(key, f"{key} must be a list of groups of words")
    groups_of: dict[str, frozenset[str]] = {}
    for group in value:
        words = group.split() if isinstance(group, str) else group
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words) or len(words) < 2:
            raise table.error(key, f"{key} has {group!r}; a group must have at least two words")
        if any(len(word.split()) > 1 for word in words):
            raise table.error(key, f"{key} has {group!r}; write single words without spaces")
        if len({bare(word) for word in words}) < 2:
            raise table.error(
                key, f"{key} has {group!r}; without capitals and accents this is one word, and a group needs two"
            )
        name = " ".join([table.file, *words])
        for word in words:
            groups = groups_of[bare(word)] = groups_of.get(bare(word), frozenset()) | {name}
            if len(groups) > MAX_GROUPS:
                raise table.error(key, f"{key} has {word!r} in more than {MAX_GROUPS} groups; make fewer groups of it")
    return groups_of


def _different(table: SettingsTable) -> frozenset[frozenset[str]]:
    """Read pairs of words that are two words."""
    pairs = _lists(table, "different", 2)
    for pair in pairs:
        if any(len(word.split()) != 1 for word in pair):
            raise table.error("different", f"different has {pair!r}; write single words without spaces")
        if bare(pair[0]) == bare(pair[1]):
            raise table.error("different", f"different has {pair!r}; without capitals and accents this is one word")
    return frozenset(frozenset(map(bare, pair)) for pair in pairs)


def _lists(table: SettingsTable, key: str, length: int) -> list[list[str]]:
    """Read a list of lists of so many strings."""
    value = table.values.get(key, [])
    is_valid = isinstance(value, list) and all(
        isinstance(row, list) and len(row) == length and all(isinstance(cell, str) for cell in row) for row in value
    )
    if not is_valid:
        raise table.error(key, f'{key} must be lists of {length} strings: {key} = [["...", "..."]]')
    return [*value]


def _words(table: SettingsTable, key: str) -> Iterable[str]:
    """Read words, in one string or a list, without capitals and accents."""
    return map(bare, _written_words(table, key))


def _written_words(table: SettingsTable, key: str) -> list[str]:
    value = table.values.get(key, "")
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        value = " ".join(value)
    if not isinstance(value, str):
        raise table.error(key, f"{key} must be words in one string, or a list of them")
    return value.split()


def _formatives(table: SettingsTable) -> frozenset[str]:
    """Read rows of formatives; each has a hyphen where the word goes on."""
    rows = frozenset("/".join(map(bare, row.split("/"))) for row in _written_words(table, "formatives"))
    for row in sorted(rows):
        if not all(formative.strip("-") and "-" in formative for formative in row.split("/")):
            raise table.error(
                "formatives", f"formatives has {row!r}; write re-, -ness or -so-, and con-/com- for forms of one"
            )
    return rows


@lru_cache(CACHED_WORDS)
def abbreviation_key(word: str) -> str:
    """Return a short form without its points, titles and apostrophes; a sign such as & is its own key."""
    folded = bare(word)
    if folded.isalnum():
        return folded
    return "".join(c for c in folded if c.isalnum()) or folded.strip(". ")


def apply_changes(word: str, changes: Iterable[LetterChange]) -> str:
    """Return a bare word after the changes, applied in order."""
    for change in changes:
        word = change.apply(word)
    return word
