"""What a work says of its own words: the table `[rules]` of its `collation.toml`, and the files that it names."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from collate.classify.language.languages import (
    NOTHING,
    RULE_KEYS,
    UNKNOWN,
    LanguageRules,
    known_languages,
    laid_over,
    language_of,
    read_rules,
    rules_in,
)
from collate.files.toml import Table
from collate.model.variation import Kind, Variation

_KEYS: Final = ("languages", "tables", "letters", "merge", "hide", "learn", "python", *RULE_KEYS)
_LEARN: Final = {"auto": None, "always": True, "never": False}


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a work says of its own words.

    known     its words, spellings and endings, laid over what is known of the languages
    letters   pairs of letters that are one letter in two shapes, each both ways: u for v, v for u
    merge     what is called otherwise: `spelling.regional` to a kind and cause
    learns    whether edits are learned from the work; None: if its spelling is free
    own       rules of the work in Python, by name, asked before all others
    """

    language: str = ""
    known: LanguageRules = NOTHING
    letters: Mapping[int, str] = field(default_factory=dict)
    merge: Mapping[str, tuple[Kind, str | None]] = field(default_factory=dict)
    learns: bool | None = None
    own: Mapping[str, Callable[[Any], Variation | None]] = field(default_factory=dict)


NO_RULES: Final = Rulebook()


def read_rulebook(table: Table | None, language: str) -> Rulebook:
    """Read `[rules]`. Raises ConfigError with file and line for what it says wrongly."""
    if table is None:
        return Rulebook(language)
    table.only(_KEYS)
    known = NOTHING
    for code in table.strings("languages"):
        if language_of(code) is UNKNOWN:
            raise table.error(
                "languages", f"{code!r} is no language with rules; there are {', '.join(sorted(known_languages()))}"
            )
        known = laid_over(known, language_of(code))
    for name in table.strings("tables"):
        path = table.folder / name
        if not path.is_file():
            raise table.error("tables", f"{path}: no such file; check the name of the rule file")
        known = laid_over(known, read_rules(path))
    learn = table.string("learn", "auto")
    if learn not in _LEARN:
        raise table.error("learn", f"learn = {learn!r} is none of {', '.join(_LEARN)}")
    return Rulebook(
        language,
        laid_over(known, rules_in(table)),
        _letters(table),
        {label: _kind(table, label, merged) for label, merged in _merge(table).items()},
        _LEARN[learn],
        {name: _imported(table, name) for name in table.strings("python")},
    )


def _letters(table: Table) -> Mapping[int, str]:
    """Read pairs of letters; uv and vw make one letter of three."""
    shapes: dict[str, str] = {}
    for pair in table.strings("letters"):
        letters = pair.lower()
        if len(pair) != 2 or len(letters) != 2 or not letters.isalpha() or letters[0] == letters[1]:
            raise table.error("letters", f'{pair!r} is not two letters; write letters = ["uv", "ij"]')
        one, other = (shapes.get(letter, letter) for letter in letters)
        shapes |= {letter: one for letter in (*shapes, *letters) if shapes.get(letter, letter) in (one, other)}
    # Some letters have no capital of one letter: ß.
    capitals = {letter.upper(): one.upper() for letter, one in shapes.items() if len(letter.upper()) == 1}
    return str.maketrans({**shapes, **capitals})


def _merge(table: Table) -> Mapping[str, str]:
    merge = table.values.get("merge", {})
    if not isinstance(merge, dict) or not all(isinstance(to, str) for to in merge.values()):
        raise table.error("merge", 'merge must be a table of kinds: merge = { "spelling.regional" = "typography" }')
    for label, to in merge.items():
        _kind(table, label, label)
        if _kind(table, label, to)[0] in (Kind.AGREEMENT, Kind.LACUNA):
            raise table.error("merge", f"{label!r} is a difference and cannot become {to!r}; hide it instead")
    return merge


def _kind(table: Table, label: str, merged: str) -> tuple[Kind, str | None]:
    kind, _, cause = merged.partition(".")
    if kind not in list(Kind):
        raise table.error("merge", f"{merged!r} is no kind, in merge of {label!r}; kinds are {', '.join(Kind)}")
    return Kind(kind), cause or None


def _imported(table: Table, name: str) -> Callable[[Any], Variation | None]:
    """Import a rule by its dotted name, from the folder of the work or from what is installed."""
    module, _, function = name.rpartition(".")
    folder = table.folder.resolve()
    sys.path.insert(0, str(folder))
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no part of a report
            rule = getattr(_module(folder, module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise table.error("python", f"the rule {name} cannot be imported: {error}; write module.function") from None
    except (Exception, SystemExit) as error:
        raise table.error("python", f"the rule {name} fails when it is imported: {error!r}") from error
    finally:
        sys.path.remove(str(folder))
    if not callable(rule):
        raise table.error("python", f"{name} is no function")
    found: Callable[[Any], Variation | None] = rule
    return found


def _module(folder: Path, name: str) -> ModuleType:
    """Load a module of the work under a name of its own: another work, or Python, may have one so called."""
    path = folder.joinpath(*name.split(".")).with_suffix(".py") if name else folder
    spec = importlib.util.spec_from_file_location(f"{name} of {folder}", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return importlib.import_module(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # as a dataclass in it asks
    spec.loader.exec_module(module)
    return module
