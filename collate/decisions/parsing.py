"""Reading `decisions.toml`: every mistake is one sentence with its file, line and mend."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Final
from unicodedata import category

from collate.errors import ConfigError
from collate.files.toml import Table, read_toml
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
_DIGITS: Final = 12  # of an id, as of the id of an entry
# What has two places, and what has words in each of its places.
_TWO: Final = (Action.KIND, Action.ALIGN, Action.SEPARATE)
_OF_WORDS: Final = (Action.ALIGN, Action.SEPARATE, Action.MERGE, Action.SPLIT)
_WIDE: Final = (Action.KIND, Action.IGNORE)
_OF_ABSENCE: Final = ("addition", "omission")


def read_decisions(work: Work) -> tuple[Decision, ...]:
    """Read the decisions of a work, file after file in the order that the work names.

    Raises ConfigError, with file and line, for whatever they say wrongly.
    """
    found: list[Decision] = []
    for shown, path in work.decisions:
        found += parse_decisions(read_toml(path), shown, path)
    return require_distinct(found)


def parse_decisions(table: Table, shown: str, path: Path | None = None) -> list[Decision]:
    """Take the decisions of one file apart; `shown` is how the file is cited."""
    table.only((DECISIONS,))
    return [replace(_decision(t), file=shown, line=t.line, path=path) for t in table.tables(DECISIONS)]


def require_distinct(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Raise ConfigError where a decision stands twice, or replaces none that stands before it."""
    seen: dict[str, Decision] = {}
    for decision in decisions:
        if decision.id in seen:
            first = seen[decision.id].cited
            raise decision_error(decision, None, f"the same decision stands at {first}; take one of the two out")
        if decision.replaces is not None and decision.replaces not in seen:
            why = f"replaces = {decision.replaces!r} is the id of no decision before this; see collate decide --list"
            raise decision_error(decision, "replaces", why)
        seen[decision.id] = decision
    return tuple(decisions)


def decision_error(decision: Decision, key: str | None, why: str) -> ConfigError:
    """Make the error for a decision that only a later room can judge, at its line."""
    if decision.path is None:
        return ConfigError(f"{decision.file}:{decision.line}: {why}")
    for table in read_toml(decision.path).tables(DECISIONS):
        if table.line == decision.line:
            return table.error(key, why)
    return ConfigError(f"{decision.cited}: {why}")


def require_known_kinds(decisions: Iterable[Decision], kinds: Iterable[str]) -> None:
    """Raise ConfigError for a kind that there is not."""
    known = list(kinds)
    for decision in decisions:
        if decision.kind is not None and decision.kind not in known:
            why = f"kind = {decision.kind!r} is none of {', '.join(known)}"
            raise decision_error(decision, "kind", why)


def name_of(decision: Decision) -> str:
    """Make the id of a decision: who made it, when and why, is no part of it."""
    content = (
        str(decision.action),
        str(decision.scope),
        decision.kind or "",
        decision.cause or "",
        *(str(part) for place in decision.places for part in astuple(place)),
        *(decision.pair or ()),
        decision.witness or "",
    )
    return hashlib.sha256("\x00".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _decision(table: Table) -> Decision:
    table.only(_KEYS)
    action = table.choice("action", Action, Action.KIND)
    if action is Action.KIND and "kind" not in table.values:
        raise table.error(None, 'the decision says nothing; write kind = "spelling", or action = "ignore"')
    for key in ("kind", "cause"):
        if key in table.values and action is not Action.KIND:
            raise table.error(key, f"{key} is for a decision on a kind; take it out, or the action {action}")
    scope = table.choice("scope", Scope, Scope.HERE)
    if scope is not Scope.HERE and action not in _WIDE:
        raise table.error("scope", f'{action} is decided of one place; write scope = "here"')
    decision = Decision(
        id="",
        action=action,
        scope=scope,
        why=_said(table, "why", "the reason, in a sentence"),
        who=_said(table, "who", "the name of the editor"),
        when=_said(table, "when", "2026-11-23"),
        kind=table.string("kind") if action is Action.KIND else None,
        cause=_plain(table, "cause", table.string("cause", "")) or None,
        replaces=table.string("replaces", "") or None,
    )
    decision = _of_a_place(table, decision) if scope is Scope.HERE else _of_a_pair(table, decision)
    return replace(decision, id=name_of(decision))


def _said(table: Table, key: str, example: str) -> str:
    if key not in table.values:
        raise table.error(None, f'{key} is missing; write {key} = "{example}"')
    value = table.string(key)
    if not value.strip():
        raise table.error(key, f'{key} is empty; write {key} = "{example}"')
    return _plain(table, key, value)


def _plain(table: Table, key: str, value: str) -> str:
    """Give a string that can stand in any report on one line."""
    value = " ".join(value.split())
    if any(category(sign) == "Cc" for sign in value):
        raise table.error(key, f"{key} has a control sign, {value!r}; take it out")
    return value


def _of_a_place(table: Table, decision: Decision) -> Decision:
    """Add the places of a decision with scope `here`."""
    _without(table, ("pair", "witness"), 'belongs to scope = "witness" or "work"')
    places = [_place(table, key, decision.action) for key in ("place", "other") if key in table.values]
    if "place" not in table.values:
        mend = 'place = { witness = "A", before = "...", text = "...", after = "..." }'
        raise table.error(None, f"place is missing; write {mend}")
    if len(places) == 1 and decision.action in _TWO:
        raise table.error(None, f"{decision.action} is decided of two readings; write other = {{ witness = ... }}")
    if len(places) > 1 and decision.action in (Action.MERGE, Action.SPLIT):
        raise table.error("other", f"{decision.action} is decided of the words of one witness; take other out")
    if len({p.witness for p in places}) < len(places):
        raise table.error("other", "other has the witness of place; two readings are of two witnesses")
    _require_sense(table, decision.kind, [p.text for p in places])
    return replace(decision, places=tuple(places))


def _of_a_pair(table: Table, decision: Decision) -> Decision:
    """Add the pair of a decision on wherever it stands."""
    _without(table, ("place", "other"), 'belongs to scope = "here"')
    pair = table.strings("pair")
    if len(pair) != 2 or pair[0].split() == pair[1].split():
        raise table.error("pair", 'a pair is two unlike readings; write pair = ["colour", "color"]')
    witness = None
    if decision.scope is Scope.WITNESS:
        witness = Siglum(table.string("witness"))
    else:
        _without(table, ("witness",), 'belongs to scope = "witness"')
    _require_sense(table, decision.kind, pair)
    return replace(decision, pair=(pair[0], pair[1]), witness=witness)


def _without(table: Table, keys: Iterable[str], why: str) -> None:
    for key in keys:
        if key in table.values:
            raise table.error(key, f"{key} {why}; take it out, or write another scope")


def _require_sense(table: Table, kind: str | None, texts: Sequence[str]) -> None:
    """Nothing against nothing is no pair, and where both have words none is wanting."""
    if len(texts) == 2 and not any(t.split() for t in texts):
        raise table.error(None, "neither reading has a word; give one of them its text")
    if kind in _OF_ABSENCE and all(t.split() for t in texts):
        raise table.error("kind", f"both readings have words, so it is no {kind}; write another kind")


def _place(table: Table, key: str, action: Action) -> QuoteSelector:
    values = table.table(key).values
    for name, value in values.items():
        if name not in _PLACE_KEYS:
            raise table.error(key, f"{key}: unknown key {name}; known are {', '.join(_PLACE_KEYS)}")
        wanted, said = (int, "a number") if name in ("count", "of") else (str, "a string in quotes")
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise table.error(key, f"{key}: {name} must be {said}, not {value!r}")
    for name in ("witness", "text"):
        if name not in values:
            raise table.error(key, f'{key}: {name} is missing; write {name} = "..."')
    anchor = QuoteSelector(**values)
    if not anchor.text.split() and (action in _OF_WORDS or not (anchor.before.split() or anchor.after.split())):
        mend = "give the words themselves" if action in _OF_WORDS else "give the words before and after"
        raise table.error(key, f"{key}: an empty text is no place; {mend}")
    if bool(anchor.count) != bool(anchor.of) or not 0 <= anchor.count <= anchor.of:
        mend = "write both, as in count = 2, of = 3: the second of three such places"
        raise table.error(key, f"{key}: count and of say together which of several places is meant; {mend}")
    return anchor
