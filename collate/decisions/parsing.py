"""Read `decisions.toml`. The message of each error names the file, the line and what to do."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Final
from unicodedata import category

from collate.errors import ConfigError
from collate.files.toml import SettingsTable, read_toml
from collate.model.decisions import Action, Decision, QuoteSelector, Scope
from collate.model.witness import Siglum
from collate.model.work import Work

DECISIONS: Final = "decisions"

_KEYS: Final = (
    "action",
    "kind",
    "cause",
    "scope",
    "place",
    "other",
    "pair",
    "witness",
    "who",
    "when",
    "why",
    "replaces",
)
_PLACE_KEYS: Final = ("witness", "before", "text", "after", "count", "of")
_ID_DIGITS: Final = 12  # as in the id of an entry
_WITH_TWO_PLACES: Final = (Action.KIND, Action.ALIGN, Action.SEPARATE)
_NEEDS_WORDS: Final = (Action.ALIGN, Action.SEPARATE, Action.MERGE, Action.SPLIT)
_ANY_SCOPE: Final = (Action.KIND, Action.IGNORE)
_OF_ABSENCE: Final = ("addition", "omission")


def read_decisions(work: Work) -> tuple[Decision, ...]:
    """Return the decisions of a work, file by file in the order that its settings name.

    Raises ConfigError, with file and line, for a mistake in a file.
    """
    decisions: list[Decision] = []
    for cited_as, path in work.decisions:
        decisions += parse_decisions(read_toml(path, work.permissions), cited_as, path)
    return require_distinct(decisions)


def parse_decisions(table: SettingsTable, cited_as: str, path: Path | None = None) -> list[Decision]:
    """Return the decisions of one file, which is cited as `cited_as`."""
    table.require_known_keys((DECISIONS,))
    return [replace(_decision(t), file=cited_as, line=t.line, path=path) for t in table.tables(DECISIONS)]


def require_distinct(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions. Raise ConfigError if two are the same, or one replaces no earlier decision."""
    seen: dict[str, Decision] = {}
    for decision in decisions:
        if decision.id in seen:
            first = seen[decision.id].citation
            raise decision_error(decision, None, f"the same decision is already at {first}; remove one of the two")
        if decision.replaces is not None and decision.replaces not in seen:
            why = f"replaces = {decision.replaces!r}: no earlier decision has this id; see collate decide --list"
            raise decision_error(decision, "replaces", why)
        seen[decision.id] = decision
    return tuple(decisions)


def decision_error(decision: Decision, key: str | None, why: str) -> ConfigError:
    """Return the error for a mistake that was found after the file was read, with file and line."""
    if decision.path is None:
        return ConfigError(f"{decision.file}:{decision.line}: {why}")
    for table in read_toml(decision.path).tables(DECISIONS):
        if table.line == decision.line:
            return table.error(key, why)
    return ConfigError(f"{decision.citation}: {why}")


def require_known_kinds(decisions: Iterable[Decision], kinds: Iterable[str]) -> None:
    """Raise ConfigError for a decision on a kind that does not exist."""
    kind_names = list(kinds)
    for decision in decisions:
        if decision.kind is not None and decision.kind not in kind_names:
            why = f"kind = {decision.kind!r} does not exist; the kinds are {', '.join(kind_names)}"
            raise decision_error(decision, "kind", why)


def decision_id(decision: Decision) -> str:
    """Compute the id of a decision from what is decided and where; not from who decided it, when or why."""
    content = (
        str(decision.action),
        str(decision.scope),
        decision.kind or "",
        decision.cause or "",
        *(str(part) for place in decision.places for part in astuple(place)),
        *(decision.pair or ()),
        decision.witness or "",
    )
    return hashlib.sha256("\x00".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def _decision(table: SettingsTable) -> Decision:
    table.require_known_keys(_KEYS)
    action = table.choice("action", Action, Action.KIND)
    if action is Action.KIND and "kind" not in table.values:
        raise table.error(None, 'a decision needs a kind or an action; write kind = "spelling", or action = "ignore"')
    for key in ("kind", "cause"):
        if key in table.values and action is not Action.KIND:
            raise table.error(key, f'{key} is only for a decision on a kind; remove {key}, or action = "{action}"')
    scope = table.choice("scope", Scope, Scope.HERE)
    if scope is not Scope.HERE and action not in _ANY_SCOPE:
        raise table.error("scope", f'{action} needs one place; write scope = "here"')
    decision = Decision(
        id="",
        action=action,
        scope=scope,
        why=_required(table, "why", "the reason, in a sentence"),
        who=_required(table, "who", "the name of the editor"),
        when=_required(table, "when", "2026-11-23"),
        kind=table.string("kind") if action is Action.KIND else None,
        cause=_one_line(table, "cause", table.string("cause", "")) or None,
        replaces=table.string("replaces", "") or None,
    )
    decision = _with_places(table, decision) if scope is Scope.HERE else _with_pair(table, decision)
    return replace(decision, id=decision_id(decision))


def _required(table: SettingsTable, key: str, example: str) -> str:
    if key not in table.values:
        raise table.error(None, f'{key} is missing; write {key} = "{example}"')
    value = table.string(key)
    if not value.strip():
        raise table.error(key, f'{key} is empty; write {key} = "{example}"')
    return _one_line(table, key, value)


def _one_line(table: SettingsTable, key: str, value: str) -> str:
    """Return a string on one line. Raise ConfigError for control characters, which a report could not show."""
    value = " ".join(value.split())
    if any(category(character) == "Cc" for character in value):
        raise table.error(key, f"{key} has a control character, {value!r}; remove it")
    return value


def _with_places(table: SettingsTable, decision: Decision) -> Decision:
    """Return a decision of scope `here` with its places."""
    _forbid(table, ("pair", "witness"), 'is only for scope = "witness" or "work"')
    places = [_quote_selector(table, key, decision.action) for key in ("place", "other") if key in table.values]
    if "place" not in table.values:
        advice = 'place = { witness = "A", before = "...", text = "...", after = "..." }'
        raise table.error(None, f"place is missing; write {advice}")
    if len(places) == 1 and decision.action in _WITH_TWO_PLACES:
        raise table.error(None, f"{decision.action} needs two readings; write other = {{ witness = ... }}")
    if len(places) > 1 and decision.action in (Action.MERGE, Action.SPLIT):
        raise table.error("other", f"{decision.action} needs words of one witness only; remove other")
    if len({p.witness for p in places}) < len(places):
        raise table.error("other", "other names the same witness as place; the two readings must be of two witnesses")
    _require_words_that_fit(table, decision.kind, [p.text for p in places])
    return replace(decision, places=tuple(places))


def _with_pair(table: SettingsTable, decision: Decision) -> Decision:
    """Return a decision of another scope with its pair of readings."""
    _forbid(table, ("place", "other"), 'is only for scope = "here"')
    pair = table.strings("pair")
    if len(pair) != 2 or pair[0].split() == pair[1].split():
        raise table.error("pair", 'pair must have two different readings; write pair = ["colour", "color"]')
    witness = None
    if decision.scope is Scope.WITNESS:
        witness = Siglum(table.string("witness"))
    else:
        _forbid(table, ("witness",), 'is only for scope = "witness"')
    _require_words_that_fit(table, decision.kind, pair)
    return replace(decision, pair=(pair[0], pair[1]), witness=witness)


def _forbid(table: SettingsTable, keys: Iterable[str], why: str) -> None:
    for key in keys:
        if key in table.values:
            raise table.error(key, f"{key} {why}; remove it, or write another scope")


def _require_words_that_fit(table: SettingsTable, kind: str | None, texts: Sequence[str]) -> None:
    """Raise ConfigError if neither reading has words, or both have and the kind is an addition or omission."""
    if len(texts) == 2 and not any(t.split() for t in texts):
        raise table.error(None, "neither reading has words; write the text of at least one of them")
    if kind in _OF_ABSENCE and all(t.split() for t in texts):
        raise table.error("kind", f"both readings have words, so the kind cannot be {kind}; write another kind")


def _quote_selector(table: SettingsTable, key: str, action: Action) -> QuoteSelector:
    values = table.table(key).values
    for name, value in values.items():
        if name not in _PLACE_KEYS:
            raise table.error(key, f"{key}: unknown key {name}; the keys are {', '.join(_PLACE_KEYS)}")
        expected, expected_name = (int, "a number") if name in ("count", "of") else (str, "a string in quotes")
        if not isinstance(value, expected) or isinstance(value, bool):
            raise table.error(key, f"{key}: {name} must be {expected_name}, not {value!r}")
    for name in ("witness", "text"):
        if name not in values:
            raise table.error(key, f'{key}: {name} is missing; write {name} = "..."')
    selector = QuoteSelector(**values)
    if not selector.text.split() and (
        action in _NEEDS_WORDS or not (selector.before.split() or selector.after.split())
    ):
        advice = "write the words themselves" if action in _NEEDS_WORDS else "write the words before and after"
        raise table.error(key, f"{key}: the text is empty, so the place cannot be found; {advice}")
    if bool(selector.count) != bool(selector.of) or not 0 <= selector.count <= selector.of:
        advice = "for the second of three such places write count = 2, of = 3"
        raise table.error(key, f"{key}: count and of must be written together, count from 1 to of; {advice}")
    return selector
