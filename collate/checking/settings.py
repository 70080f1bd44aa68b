"""What a project says of its checks: `[check]` of a work, key by key over `[tool.collate.check]` above it.

A rule is named by its code, by its name, or by the beginning of codes: `T2` are all rules on words.
"""

import difflib
import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from collate.checking.rules.registry import EVERYTHING, KIND_RULES, RULES, named
from collate.errors import ConfigError
from collate.files.toml import Table, read_toml
from collate.model.findings import Level, Rule
from collate.model.witness import Role

PROJECT: Final = "pyproject.toml"
CHECK: Final = "check"  # the only table of a project's so far
DECLARED: Final = {Role.GLOSS: "E101", Role.NOTE: "E102", Role.PARATEXT: "E103"}
_ROLES: Final = tuple(str(role) for role in DECLARED)
KEYS: Final = (
    "select",
    "ignore",
    "levels",
    "per-file-ignores",
    "allow",
    "longest-omission",
    "longest-addition",
    "coverage",
    "declare",
    "marking",
    "characters",
    "words",
    "baseline",
)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which rules are asked, at which level, and where not.

    per_file   pairs of a pattern of names and the rules that are not asked of such files
    allow      kinds, kind.causes and significances that a witness may bring; None: no kind is asked about
    longest_omission, longest_addition   in words;   coverage   of the words of the base, in per cent
    declare    roles that the work must declare;     marking    how the words of a role must be marked
    characters   the reviewed table of signs;   words   lists of words;   baseline   the findings that are known
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    allow: tuple[str, ...] | None = None
    longest_omission: int = 100
    longest_addition: int = 100
    coverage: int = 80
    declare: tuple[Role, ...] = ()
    marking: tuple[tuple[Role, re.Pattern[str]], ...] = ()
    characters: Path | None = None
    words: tuple[Path, ...] = ()
    baseline: Path | None = None

    def asked(self, rule: Rule) -> bool:
        """Say whether a rule is asked at all."""
        if named(rule, self.ignore):
            return False
        if self.select:
            return named(rule, self.select)
        if rule.code in KIND_RULES:
            return self.allow is not None
        return rule.usual or rule.code in {DECLARED[role] for role in self.declare}

    def codes(self) -> frozenset[str]:
        """Give the codes of the rules that are asked."""
        return frozenset(code for code, rule in RULES.items() if self.asked(rule))

    def spares(self, path: str, rule: Rule) -> bool:
        """Say whether a file is spared a rule that others are asked about."""
        name = PurePosixPath(path).name
        return any(
            named(rule, names)
            for pattern, names in self.per_file
            if fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(name, pattern)
        )

    def level(self, rule: Rule) -> Level:
        """Give the level that a rule has here."""
        return self.levels.get(rule.code, rule.level)


def require_rules(names: Iterable[str]) -> None:
    """Raise ConfigError for a name that names no rule, with the nearest that does."""
    for name in names:
        if not any(named(rule, (name,)) for rule in RULES.values()):
            known = [EVERYTHING, *RULES, *(rule.name for rule in RULES.values())]
            near = difflib.get_close_matches(name, known, 1, 0.5)
            mend = f"did you mean {near[0]}?" if near else "collate check --rules lists them"
            raise ConfigError(f"{name or repr(name)}: no rule has this code or name; {mend}")


def settings_in(table: Table, folder: Path, above: CheckSettings | None = None) -> CheckSettings:
    """Read a table of checks over the settings above it; names of files are seen from the folder of the settings.

    Raises ConfigError, with file and line, for what it says wrongly.
    """
    table.only(KEYS)
    found = above or CheckSettings()
    for key, read in _READERS.items():
        if key in table.values:
            found = read(found, table, key, folder)
    return found


Read = Callable[[CheckSettings, Table, str, Path], CheckSettings]


def _select(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    names = table.strings(key)
    _require(table, key, require_rules, names)
    return replace(found, select=names) if key == "select" else replace(found, ignore=names)


def _levels(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    levels = table.table(key)
    by_code = dict(found.levels)
    for name in levels.values:
        _require(levels, name, require_rules, (name,))
        level = levels.choice(name, Level, Level.ERROR)
        by_code |= {rule.code: level for rule in RULES.values() if named(rule, (name,))}
    return replace(found, levels=by_code)


def _per_file(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    ignores = table.table(key)
    spared = list(found.per_file)
    for pattern in ignores.values:
        names = ignores.strings(pattern)
        _require(ignores, pattern, require_rules, names)
        spared.append((pattern, names))
    return replace(found, per_file=tuple(spared))


def _allow(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    from collate.apparatus import Selection  # late: few projects say what may come in, and it loads the engine

    names = table.strings(key)
    _require(table, key, Selection, names)
    return replace(found, allow=names)


def _number(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    value = table.number(key)
    most = 100 if key == "coverage" else None
    if value is None or value < 0 or (most is not None and value > most):
        raise table.error(key, f"{key} must be {'0 to 100, in per cent' if most else 'a number of words, 0 or more'}")
    if key == "coverage":
        return replace(found, coverage=value)
    if key == "longest-omission":
        return replace(found, longest_omission=value)
    return replace(found, longest_addition=value)


def _declare(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    return replace(found, declare=tuple(_role(table, key, name) for name in table.strings(key)))


def _marking(found: CheckSettings, table: Table, key: str, _: Path) -> CheckSettings:
    marking = table.table(key)
    patterns = []
    for name in marking.values:
        role = _role(marking, name, name)
        try:
            patterns.append((role, re.compile(marking.string(name), re.DOTALL)))
        except re.error as error:
            raise marking.error(name, f"{name} is no regular expression ({error}); mend it") from None
    return replace(found, marking=tuple(patterns))


def _role(table: Table, key: str, name: str) -> Role:
    if name not in _ROLES:
        raise table.error(key, f"{name!r} is none of {', '.join(_ROLES)}")
    return Role(name)


def _files(found: CheckSettings, table: Table, key: str, folder: Path) -> CheckSettings:
    if key == "words":
        return replace(found, words=tuple(folder / name for name in table.strings(key)))
    path = folder / table.string(key)
    return replace(found, characters=path) if key == "characters" else replace(found, baseline=path)


_READERS: Final[Mapping[str, Read]] = {
    "select": _select,
    "ignore": _select,
    "levels": _levels,
    "per-file-ignores": _per_file,
    "allow": _allow,
    "longest-omission": _number,
    "longest-addition": _number,
    "coverage": _number,
    "declare": _declare,
    "marking": _marking,
    "characters": _files,
    "words": _files,
    "baseline": _files,
}


def _require(table: Table, key: str, check: Callable[[tuple[str, ...]], object], names: Sequence[str]) -> None:
    """Let a check speak at the line of the settings."""
    try:
        check(tuple(names))
    except ConfigError as error:
        raise table.error(key, str(error)) from None


def project_settings(folder: Path) -> CheckSettings:
    """Read `[tool.collate.check]` of the nearest pyproject.toml at a folder or above it that has one."""
    here = folder.resolve()
    for above in (here, *here.parents):
        path = above / PROJECT
        if path.is_file():
            # As it is seen from here: nobody wants the names of this computer's folders in a sentence.
            shown = Path(os.path.relpath(path))
            collate = read_toml(shown).table("tool").table("collate")
            collate.only((CHECK,))
            if collate.values:
                return settings_in(collate.table(CHECK), shown.parent)
    return CheckSettings()
