"""The rules of a work: the table `[rules]` of its `collation.toml`, with the rule files and modules that it names."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.classify.language.languages import (
    NO_LANGUAGE_RULES,
    RULE_KEYS,
    UNKNOWN_LANGUAGE,
    LanguageRules,
    language_files,
    merge_rules,
    parse_rules,
    read_rule_file,
    rules_of_language,
)
from collate.classify.language.lemmas import LANGUAGES, PACKAGE, has_lemmas
from collate.files.boundary import NO_PERMISSIONS, OUTSIDE, resolved_path
from collate.files.presence import is_file
from collate.files.toml import SettingsTable
from collate.model.token_marks import TokenMark
from collate.model.variation import Kind, Variation
from collate.reading.rules_allowed import rules_not_run

MOST_LANGUAGES: Final = 20
MOST_TABLES: Final = 100
MOST_LETTERS: Final = 500  # pairs
_KEYS: Final = ("languages", "tables", "letters", "merge", "hide", "learn", "lemmas", "lines", "python", *RULE_KEYS)
_LEARN: Final = {"auto": None, "always": True, "never": False}
_LINES: Final = ("auto", "kept", "counted")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The language and the rules of a work.

    language         code of the language that the work names, or ""
    language_rules   its own words, spellings and endings, merged over those of further languages
    letters          for `str.translate`: the shapes of a letter that the work treats as one (u for v)
    merge            from a kind or a label such as `spelling.regional` to the kind and cause that replace it
    learn_edits      whether the spelling of the work is free; None: its pairs show it
    sign_meanings    signs of editors, each with what it means in this work
    lemmas           whether the lemmas of an installed package are evidence, where the work is Latin
    lines            whether line ends mean something: kept, counted, or auto for what the text itself shows
    project_rules    rules in Python by their dotted name, tried before all others
    """

    language: str = ""
    language_rules: LanguageRules = NO_LANGUAGE_RULES
    letters: Mapping[int, str] = field(default_factory=dict)
    merge: Mapping[str, tuple[Kind, str | None]] = field(default_factory=dict)
    learn_edits: bool | None = None
    lines: str = "auto"
    sign_meanings: Sequence[tuple[str, TokenMark]] = ()
    project_rules: Mapping[str, Callable[[Any], Variation | None]] = field(default_factory=dict)
    lemmas: bool = False

    def __repr__(self) -> str:
        rules = counted(len(self.project_rules), "rule")
        return repr_line("Rulebook", f"{self.language or 'no language'}: {rules} of the project")


NO_RULES: Final = Rulebook()


def read_rulebook(
    table: SettingsTable | None, language: str, sign_meanings: Sequence[tuple[str, TokenMark]] = ()
) -> Rulebook:
    """Read the table `[rules]`; None means a work without one.

    Raises ConfigError with file and line for a wrong key or value.
    """
    if table is None:
        return Rulebook(language, sign_meanings=sign_meanings)
    table.require_known_keys(_KEYS)
    language_rules = NO_LANGUAGE_RULES
    for code in table.strings("languages", most=MOST_LANGUAGES):
        if rules_of_language(code) is UNKNOWN_LANGUAGE:
            codes = ", ".join(sorted(language_files()))
            raise table.error("languages", f"there are no rules for the language {code!r}; use one of {codes}")
        language_rules = merge_rules(language_rules, rules_of_language(code))
    for place, path in enumerate(table.file_paths("tables", MOST_TABLES)):
        if not is_file(path):
            raise table.error("tables", f"{path}: no such file; check the name of the rule file", place)
        permissions = table.boundary.permissions if table.boundary else NO_PERMISSIONS
        language_rules = merge_rules(language_rules, read_rule_file(path, permissions))
    learn = table.string("learn", "auto")
    if learn not in _LEARN:
        raise table.error("learn", f"learn must be one of {', '.join(_LEARN)}, not {learn!r}")
    lines = table.string("lines", "auto")
    if lines not in _LINES:
        raise table.error("lines", f"lines must be one of {', '.join(_LINES)}, not {lines!r}")
    not_run = rules_not_run(table)
    return Rulebook(
        language,
        merge_rules(language_rules, parse_rules(table)),
        _letter_table(table),
        {label: _kind_and_cause(table, label, merged) for label, merged in _merge_table(table).items()},
        _LEARN[learn],
        lines,
        sign_meanings,
        {name: _import_rule(table, name) for name in table.strings("python") if name not in not_run},
        _uses_lemmas(table, language),
    )


def _uses_lemmas(table: SettingsTable, language: str) -> bool:
    """Read the key `lemmas`; it is an error where no lemmas would be used, for then two computers could differ."""
    if not table.boolean("lemmas"):
        return False
    if language.split("-", maxsplit=1)[0].lower() not in LANGUAGES:
        raise table.error("lemmas", 'lemmas are known for Latin only; set language = "la", or remove this key')
    if not has_lemmas():
        raise table.error("lemmas", f"lemmas need {PACKAGE}; pip install 'textcollate[lemmas]'")
    return True


def _letter_table(table: SettingsTable) -> Mapping[int, str]:
    """Read pairs of letters into a translation table; `uv` and `vw` make one letter of three."""
    shapes: dict[str, str] = {}
    for pair in table.strings("letters", most=MOST_LETTERS):
        letters = pair.lower()
        if len(pair) != 2 or len(letters) != 2 or not letters.isalpha() or letters[0] == letters[1]:
            raise table.error("letters", f'{pair!r} is not a pair of different letters; write letters = ["uv", "ij"]')
        kept, merged = (shapes.get(letter, letter) for letter in letters)
        shapes |= {letter: kept for letter in (*shapes, *letters) if shapes.get(letter, letter) in (kept, merged)}
    # The capital of some letters has two letters: ß.
    capitals = {letter.upper(): kept.upper() for letter, kept in shapes.items() if len(letter.upper()) == 1}
    return str.maketrans({**shapes, **capitals})


def _merge_table(table: SettingsTable) -> Mapping[str, str]:
    """Read the key `merge`, and check that its labels are kinds."""
    merge = table.values.get("merge", {})
    if not isinstance(merge, dict) or not all(isinstance(target, str) for target in merge.values()):
        raise table.error("merge", 'merge must be a table of kinds: merge = { "spelling.regional" = "typography" }')
    for label, target in merge.items():
        _kind_and_cause(table, label, label)
        if _kind_and_cause(table, label, target)[0] in (Kind.AGREEMENT, Kind.LACUNA):
            raise table.error("merge", f"{label!r} is a difference and cannot become {target!r}; use hide instead")
    return merge


def _kind_and_cause(table: SettingsTable, label: str, merged: str) -> tuple[Kind, str | None]:
    """Return the kind and cause of a label such as `spelling.regional`, for the row `label` of `merge`."""
    kind, _, cause = merged.partition(".")
    if kind not in list(Kind):
        raise table.error(
            "merge", f"{merged!r} in merge, for {label!r}, is not a kind; the kinds are {', '.join(Kind)}"
        )
    return Kind(kind), cause or None


def _import_rule(table: SettingsTable, name: str) -> Callable[[Any], Variation | None]:
    """Import a rule by its dotted name, from the folder of the work or from an installed package."""
    module, _, function = name.rpartition(".")
    if not table.allows(f"{module.replace('.', '/')}.py"):
        raise table.error("python", f"{name}: {OUTSIDE}")
    folder = resolved_path(table.folder) or table.folder
    sys.path.insert(0, str(folder))
    try:
        with redirect_stdout(sys.stderr):  # its output must not get into a report
            rule = getattr(_load_module(folder, module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise table.error("python", f"the rule {name} cannot be imported: {error}; write module.function") from None
    except (Exception, SystemExit) as error:
        raise table.error("python", f"the rule {name} fails when it is imported: {error!r}; correct it") from error
    finally:
        sys.path.remove(str(folder))
    if not callable(rule):
        raise table.error("python", f"{name} is not a function; write module.function")
    checked: Callable[[Any], Variation | None] = rule
    return checked


def _load_module(folder: Path, name: str) -> ModuleType:
    """Load a module of the work under a unique name, because another work or Python may have one of the same name."""
    path = folder.joinpath(*name.split(".")).with_suffix(".py") if name else folder
    spec = importlib.util.spec_from_file_location(f"{name} of {folder}", path) if is_file(path) else None
    if spec is None or spec.loader is None:
        return importlib.import_module(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass in it looks itself up there
    spec.loader.exec_module(module)
    return module
