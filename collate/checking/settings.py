"""The settings of a project for `collate check`.

The table `[check]` of a work's `collation.toml` overrides `[tool.collate.check]` of `pyproject.toml`, key by key. A
rule is selected by its code, by its name, or by the beginning of codes: `T2` selects all rules on words.
"""

import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate._suggestion import suggestion
from collate.checking.rules.registry import ALL, KIND_RULES, RULES, is_selected
from collate.errors import ConfigError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path
from collate.files.patterns import (
    LONGEST_PATTERN,
    BoundedPattern,
    PatternError,
    SearchClock,
    SlowPatternError,
    compile_pattern,
    slow_pattern,
)
from collate.files.presence import is_entry
from collate.files.toml import SettingsTable, read_toml
from collate.model.findings import Level, Rule
from collate.model.language import language_error
from collate.model.witness import Role
from collate.reading.project_read import EXCLUDE

MOST_WORD_LISTS: Final = 100
MOST_IGNORES: Final = 200  # patterns of `per-file-ignores`
PROJECT_FILE: Final = "pyproject.toml"
_READ_TABLE: Final = "read"  # of the readers
_CHECK_TABLE: Final = "check"
_LANGUAGE: Final = "language"
OCR: Final = "ocr"  # a fact of a project, a work or a witness
UNDECLARED_RULES: Final = {Role.GLOSS: "E101", Role.NOTE: "E102", Role.PARATEXT: "E103"}
_ROLE_NAMES: Final = tuple(str(role) for role in UNDECLARED_RULES)


@dataclass(frozen=True, slots=True)
class MarkingPattern:
    """The pattern that the words of a role must match.

    error_at   builds the error at the line of the pattern
    """

    pattern: BoundedPattern
    error_at: Callable[[str], ConfigError] = field(compare=False, repr=False)

    def __repr__(self) -> str:
        return repr_line("MarkingPattern", self.pattern.pattern)

    def is_in(self, text: str) -> bool:
        """Return whether the pattern matches in a text. Raises ConfigError, with its line, if that takes too long."""
        try:
            return self.pattern.is_in(text)
        except SlowPatternError:
            raise self.error_at(slow_pattern(self.pattern.pattern, text)) from None


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules to run, at which level, and in which files not.

    select, ignore       rules to run (none: the default rules) and rules to leave out
    levels               the level of a rule, by its code, in place of its default
    per_file_ignores     pairs of a file name pattern and the rules to leave out in such files
    allow                kinds, kind.causes and significances that a witness may have; None: do not check kinds
    longest_omission, longest_addition   in words; None: the longest omission is learned from the work
    coverage             how many of the words of the base a witness must have, in per cent
    declare              roles that the work must declare with marks
    marking              for a role, the pattern that its words must match
    character_table      a reviewed character table
    word_lists           lists of correct words
    baseline             a file with accepted findings
    ocr                  whether the texts come from OCR
    language             of texts whose work names none
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    allow: tuple[str, ...] | None = None
    longest_omission: int | None = None
    longest_addition: int = 100
    coverage: int = 80
    declare: tuple[Role, ...] = ()
    marking: tuple[tuple[Role, MarkingPattern], ...] = ()
    character_table: Path | None = None
    word_lists: tuple[Path, ...] = ()
    baseline: Path | None = None
    ocr: bool = False
    language: str = ""

    def enables(self, rule: Rule) -> bool:
        """Return whether a rule is to be run at all."""
        if is_selected(rule, self.ignore):
            return False
        if self.select:
            return is_selected(rule, self.select)
        if rule.code in KIND_RULES:
            return self.allow is not None
        return rule.on_by_default or rule.code in {UNDECLARED_RULES[role] for role in self.declare}

    def enabled_codes(self) -> frozenset[str]:
        """Return the codes of the rules to run."""
        return frozenset(code for code, rule in RULES.items() if self.enables(rule))

    def ignores_in(self, path: str, rule: Rule) -> bool:
        """Return whether a rule is left out in a file."""
        return is_selected(rule, _ignored_names(self.per_file_ignores, path))

    def level(self, rule: Rule) -> Level:
        """Return the level of a rule in this project."""
        return self.levels.get(rule.code, rule.level)

    def __repr__(self) -> str:
        return f"<CheckSettings: {len(self.enabled_codes())} rules, baseline {self.baseline and self.baseline.name}>"


@lru_cache(maxsize=64)  # each finding of a file asks for the same
def _ignored_names(per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...], path: str) -> tuple[str, ...]:
    """Return the names of the rules that are left out in a file."""
    file_name = PurePosixPath(path).name
    matching = (
        names
        for pattern, names in per_file_ignores
        if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(file_name, pattern)
    )
    return tuple(dict.fromkeys(name for names in matching for name in names))


def require_known_rules(names: Iterable[str]) -> None:
    """Raise ConfigError for a name that selects no rule, with the most similar name that does."""
    for name in dict.fromkeys(names):
        if not any(is_selected(rule, (name,)) for rule in RULES.values()):
            known = [ALL, *RULES, *(rule.name for rule in RULES.values())]
            advice = suggestion(name, known, "collate check --rules lists all rules")
            raise ConfigError(f"{name or repr(name)}: no rule has this code or name; {advice}")


def parse_settings(table: SettingsTable, inherited: CheckSettings | None = None) -> CheckSettings:
    """Read a table of settings over inherited ones; file names are relative to the folder of the settings.

    Raises ConfigError, with file and line, for an unknown key or a wrong value.
    """
    if EXCLUDE in table.values:
        raise table.error(EXCLUDE, f"{EXCLUDE} stands under [tool.collate] of {PROJECT_FILE}, for all searches")
    table.require_known_keys(tuple(_KEY_PARSERS))
    settings = inherited or CheckSettings()
    for key, parse in _KEY_PARSERS.items():
        if key in table.values:
            settings = parse(settings, table, key)
    return settings


_KeyParser = Callable[[CheckSettings, SettingsTable, str], CheckSettings]


def _parse_selection(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    names = table.strings(key)
    _require_at(table, key, require_known_rules, names)
    return replace(settings, select=names) if key == "select" else replace(settings, ignore=names)


def _parse_levels(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    levels_table = table.table(key)
    levels = dict(settings.levels)
    for name in levels_table.values:
        _require_at(levels_table, name, require_known_rules, (name,))
        level = levels_table.choice(name, Level, Level.ERROR)
        levels |= {rule.code: level for rule in RULES.values() if is_selected(rule, (name,))}
    return replace(settings, levels=levels)


def _parse_per_file_ignores(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    patterns = table.table(key)
    ignores = list(settings.per_file_ignores)
    table.require_fewer(key, len(patterns.values), MOST_IGNORES)
    for pattern in patterns.values:
        if len(pattern) > LONGEST_PATTERN:
            raise table.error(
                key, f"a pattern of {len(pattern):,} characters is too long, {LONGEST_PATTERN:,} are allowed"
            )
        names = patterns.strings(pattern)
        _require_at(patterns, pattern, require_known_rules, names)
        ignores.append((pattern, names))
    return replace(settings, per_file_ignores=tuple(ignores))


def _parse_allow(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    from collate.apparatus import Selection  # late: few projects have this key, and it loads the engine

    names = table.strings(key)
    _require_at(table, key, Selection, names)
    return replace(settings, allow=names)


def _parse_number(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    value = table.number(key)
    most = 100 if key == "coverage" else None
    if value is None or value < 0 or (most is not None and value > most):
        allowed = "a number from 0 to 100 (per cent)" if most else "a number of words, 0 or more"
        raise table.error(key, f"{key} must be {allowed}")
    if key == "coverage":
        return replace(settings, coverage=value)
    if key == "longest-omission":
        return replace(settings, longest_omission=value)
    return replace(settings, longest_addition=value)


def _parse_declare(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    return replace(settings, declare=tuple(_parse_role(table, key, name) for name in table.strings(key)))


def _parse_marking(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    marking = table.table(key)
    patterns = []
    clock = SearchClock()
    for name in marking.values:
        role = _parse_role(marking, name, name)
        try:
            pattern = compile_pattern(marking.string(name), clock, flags=re.DOTALL)
        except PatternError as error:
            raise marking.error(name, f"{name}: {error}") from None
        patterns.append((role, MarkingPattern(pattern, partial(marking.error, name))))
    return replace(settings, marking=tuple(patterns))


def _parse_role(table: SettingsTable, key: str, name: str) -> Role:
    if name not in _ROLE_NAMES:
        raise table.error(key, f"{name!r} is not one of {', '.join(_ROLE_NAMES)}")
    return Role(name)


def _parse_paths(settings: CheckSettings, table: SettingsTable, key: str) -> CheckSettings:
    if key == "words":
        return replace(settings, word_lists=table.file_paths(key, MOST_WORD_LISTS))
    path = table.file_path(key)
    return replace(settings, character_table=path) if key == "characters" else replace(settings, baseline=path)


_KEY_PARSERS: Final[Mapping[str, _KeyParser]] = {
    "select": _parse_selection,
    "ignore": _parse_selection,
    "levels": _parse_levels,
    "per-file-ignores": _parse_per_file_ignores,
    "allow": _parse_allow,
    "longest-omission": _parse_number,
    "longest-addition": _parse_number,
    "coverage": _parse_number,
    "declare": _parse_declare,
    "marking": _parse_marking,
    "characters": _parse_paths,
    "words": _parse_paths,
    "baseline": _parse_paths,
}


def _require_at(
    table: SettingsTable, key: str, require: Callable[[tuple[str, ...]], object], names: Sequence[str]
) -> None:
    """Run a check of some names; an error names the file and line of the settings."""
    try:
        require(tuple(names))
    except ConfigError as error:
        raise table.error(key, str(error)) from None


def project_settings(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> CheckSettings:
    """Read `[tool.collate]` of the nearest pyproject.toml, in a folder or above it, that says how to check."""
    folder = resolved_path(folder) or folder
    for ancestor in (folder, *folder.parents):
        path = ancestor / PROJECT_FILE
        if is_entry(path):
            # A relative path, because errors show it: absolute ones name the folders of this computer.
            shown = Path(os.path.relpath(path))
            collate = read_toml(shown, permissions).table("tool").table("collate")
            collate.require_known_keys((_CHECK_TABLE, _READ_TABLE, EXCLUDE, OCR, _LANGUAGE))
            if not collate.values.keys().isdisjoint((_CHECK_TABLE, OCR, _LANGUAGE)):
                language = collate.string(_LANGUAGE, "")
                if why := language_error(language):
                    raise collate.error(_LANGUAGE, why)
                settings = parse_settings(collate.table(_CHECK_TABLE))
                return replace(settings, ocr=collate.boolean(OCR), language=language)
    return CheckSettings()
