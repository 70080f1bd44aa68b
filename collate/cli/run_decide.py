"""What `collate decide` does.

More than 300 lines: a decision is made in one go, from its place to the words that are written.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Entry
from collate.cli.collating import collate_shown, collate_with_notes, default_work, resolve_place
from collate.cli.new_decision import complete_decision
from collate.cli.numbering import require_same_number
from collate.cli.output import print_line, print_message, print_text
from collate.cli.shown_work import read_shown
from collate.decisions import Action, Decision, Outcome, QuoteSelector, Scope, State
from collate.decisions.parsing import (
    decision_id,
    parse_decisions,
    read_decisions,
    require_distinct,
    require_known_kinds,
)
from collate.decisions.writing import append_decision, decision_toml
from collate.errors import ConfigError, OptionError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.presence import is_there
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.read_choices import ReadChoices
from collate.files.toml import parse_toml
from collate.files.write import write_files
from collate.model.work import Work
from collate.pipeline.collating import DECIDABLE_KINDS, Collated
from collate.reading.work import DECISIONS
from collate.rendering.citation import (
    cite_lemma,
    cite_number,
    cite_reading,
    describe_outcome,
    describe_variation,
    list_sigla,
)
from collate.rendering.cited_words import CitedTexts
from collate.rendering.hands_once import cite_hands_once
from collate.terminal.display import columns, isolated, shortened, visible
from collate.terminal.escaping import printable_line

MAX_CHANGES_SHOWN: Final = 12
MAX_SUBJECT_WIDTH: Final = 48  # terminal cells


@dataclass(frozen=True, slots=True)
class DecideOptions:
    """The place and the options of `collate decide`."""

    place: str
    action: str
    kind: str | None
    cause: str | None
    align: str | None
    reading: str | None
    scope: str
    why: str | None
    who: str | None
    when: str | None
    replace: bool
    base: str | None


def write_decision(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    options: DecideOptions,
) -> None:
    """Collate with the new decision, and add it to the decisions file if it is applied."""
    sources, place = resolve_place(sources, options.place)
    work = read_shown(sources, encoding, permissions, choices)
    target = _decisions_file(work)
    draft = Decision(
        id="",
        action=Action(options.action),
        scope=Scope(options.scope),
        why=_reason(options.why),
        who=options.who or _user_name(work),
        when=options.when or _today(),
        kind=options.kind,
        cause=options.cause,
    )
    if options.kind is not None and options.kind not in DECIDABLE_KINDS:
        raise OptionError(f"--kind {options.kind}: this cannot be decided; use one of {', '.join(DECIDABLE_KINDS)}")
    existing = read_decisions(work)
    before = collate_with_notes(work, aligner, options.base)
    require_same_number(before, place)
    decision = complete_decision(draft, before, place, options.reading, options.align)
    decision = replace(decision, id=decision_id(decision))
    for same in existing:
        if same.id == decision.id:
            raise OptionError(f"this is decided already, at {same.citation}; nothing was written")
    if options.replace:
        decision = replace(decision, replaces=_contradicted_id(decision, before, aligner, existing))
    try:
        content = append_decision(
            read_bytes(target, LARGEST_SETTINGS) if is_there(target) else b"", decision_toml(decision)
        )
    except UnicodeEncodeError:
        raise OptionError(
            "the decision contains an unpaired surrogate, which UTF-8 cannot encode; retype that text"
        ) from None
    after = collate_shown(work, aligner, options.base, decisions=_decisions_with(existing, content, target, work))
    _require_obeyed(decision, before, after)
    for note in write_files({target: content}):
        print_message(f"note: {note}")
    _print_changes(decision, before, after)
    subject = isolated(shortened(visible(decision_subject(decision)), MAX_SUBJECT_WIDTH))
    print_line(f"wrote {target}: decision {decision.id}, {decision.label}: {subject}")


def list_decisions(
    sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, choices: ReadChoices, aligner: str
) -> None:
    """Print every decision of a work with its outcome."""
    work = read_shown(sources or (default_work(),), encoding, permissions, choices)
    rows = [
        (
            printable_line(outcome.decision.id),
            printable_line(f"{outcome.decision.file}:{outcome.decision.line}"),
            str(outcome.state),
            printable_line(outcome.decision.label),
            str(outcome.decision.scope),
            isolated(shortened(visible(decision_subject(outcome.decision)), MAX_SUBJECT_WIDTH)),
            isolated(visible(outcome.why)),
        )
        for outcome in collate_with_notes(work, aligner).apparatus.decisions
    ]
    print_text("".join(f"{line}\n" for line in columns(rows) or ["no decisions"]))


def _decisions_file(work: Work) -> Path:
    """Return the file that gets the new decision: the last decisions file of the work, or a new decisions.toml."""
    if work.folder is None:
        raise OptionError("decisions belong to a work; name its folder, which has a collation.toml")
    return work.decisions[-1][1] if work.decisions else work.folder / DECISIONS


def _reason(why: str | None) -> str:
    if why is None or not why.strip():
        raise OptionError('a decision needs a reason; add --why "..."')
    return why


def _user_name(work: Work) -> str:
    """Return the name of the user, from git or from the environment."""
    from collate.files.git_command import run_git  # here, because it is needed only if no name is given

    try:
        git_name = run_git(work.folder or Path(), "config", "user.name").stdout.decode().strip()
    except (OSError, UnicodeDecodeError):
        git_name = ""
    name = git_name or os.environ.get("USER", "").strip()
    if not name:
        raise OptionError("who decides is not known: git has no user.name, and $USER is not set; add --who NAME")
    return name


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


def _contradicted_id(decision: Decision, before: Collated, aligner: str, existing: Sequence[Decision]) -> str:
    """Return the id of the decision that a new one contradicts, which is found by collating with both."""
    after = collate_shown(before.work, aligner, before.apparatus.base, decisions=(*existing, decision))
    for outcome in _new_conflicts(before, after):
        return outcome.decision.id
    raise OptionError("--replace: this decision contradicts no other; leave out --replace")


def _new_conflicts(before: Collated, after: Collated) -> list[Outcome]:
    """Return the earlier decisions that are in conflict only after the new one was added."""
    states = {outcome.decision.id: outcome.state for outcome in before.apparatus.decisions}
    return [
        outcome
        for outcome in after.apparatus.decisions
        if outcome.state is State.CONFLICT and states.get(outcome.decision.id) not in (None, State.CONFLICT)
    ]


def _decisions_with(existing: Sequence[Decision], content: bytes, target: Path, work: Work) -> tuple[Decision, ...]:
    """Return all decisions as they will be read when `content` is written: it is parsed before it is written."""
    try:
        table = parse_toml(content.decode("utf-8-sig"), str(target))
    except ConfigError:
        raise ConfigError(
            f"{target}: no decision can be added at the end; write each one under its own [[decisions]]"
        ) from None
    cited_as = next((name for name, path in work.decisions if path == target), target.name)
    in_other_files = [d for d in existing if d.path != target]
    in_target = (replace(d, path=None) for d in parse_decisions(table, cited_as, target))
    decisions = require_distinct([*in_other_files, *in_target])
    require_known_kinds(decisions, DECIDABLE_KINDS)
    return decisions


def _require_obeyed(decision: Decision, before: Collated, after: Collated) -> None:
    """Raise OptionError if a decision is not applied, or if it conflicts with one that was applied before."""
    for outcome in _new_conflicts(before, after):
        contradicted = outcome.decision
        if contradicted.id != decision.id:
            raise OptionError(
                f"the decision contradicts {contradicted.file}:{contradicted.line} "
                f"({contradicted.id}, {contradicted.label}); "
                "remove that one, or add --replace; nothing was written"
            )
    outcome = _outcome_of(decision, after)
    if outcome.state is not State.OBEYED:
        raise OptionError(f"the decision would not be applied: {outcome.why}; nothing was written")


def _outcome_of(decision: Decision, result: Collated) -> Outcome:
    return next(outcome for outcome in result.apparatus.decisions if outcome.decision.id == decision.id)


def _print_changes(decision: Decision, before: Collated, after: Collated) -> None:
    """Print what a decision changes: kinds before and after, or the entries that it removes and adds."""
    if decision.action in (Action.KIND, Action.IGNORE):
        lines = _kind_changes(decision, before, after)
    else:
        lines = _entry_changes(before, after)
    for line in lines[:MAX_CHANGES_SHOWN] or ["nothing changes: the result is the same without this decision"]:
        print_text(f"{line}\n")
    if len(lines) > MAX_CHANGES_SHOWN:
        print_line(f"and {len(lines) - MAX_CHANGES_SHOWN} more")
    states = {outcome.decision.id: outcome.state for outcome in before.apparatus.decisions}
    for outcome in after.apparatus.decisions:
        was_obeyed = states.get(outcome.decision.id) is State.OBEYED
        if was_obeyed and outcome.state is not State.OBEYED and outcome.decision.id != decision.replaces:
            print_message(f"note: {outcome.decision.citation}: {describe_outcome(outcome)}")


def _kind_changes(decision: Decision, before: Collated, after: Collated) -> list[str]:
    entries_before = {entry.number: entry for entry in before.apparatus.entries}
    entries_after = cite_hands_once(after.apparatus).entries
    texts = CitedTexts(after.alignment)
    return [
        line
        for n in _outcome_of(decision, after).entries
        for line in _pair_changes(decision, entries_before[n], entries_after[n - 1], texts)
    ]


def _pair_changes(decision: Decision, before: Entry, after: Entry, texts: CitedTexts) -> list[str]:
    """Return a line for each pair of readings of an entry that the decision applies to."""
    lines = []
    words = texts.words(after)
    if after.lemma is None:
        pairs = [
            (f"{cite_reading(first)} {list_sigla(pair.first.witnesses)}", cite_reading(second), pair.second)
            for pair, (first, second) in zip(after.pairs, words.of_pairs(after), strict=True)
        ]
    else:
        cited = zip(map(cite_reading, words.readings), after.readings, strict=True)
        pairs = [(cite_lemma(words), reading, variant) for reading, variant in cited]
    for (first, second, variant), variation_before in zip(pairs, before.variations, strict=True):
        if variant.variation.decision == decision.id:
            kind = (
                "ignored" if decision.action is Action.IGNORE else printable_line(describe_variation(variant.variation))
            )
            lines.append(
                f"{cite_number(after)}{isolated(first)} ] {isolated(second)} {list_sigla(variant.witnesses)}  "
                f"{printable_line(describe_variation(variation_before))} → {kind}"
            )
    return lines


def _entry_changes(before: Collated, after: Collated) -> list[str]:
    """Return a line for each entry that is removed, then one for each that is added."""
    ids_before = {entry.id for entry in before.apparatus.entries}
    ids_after = {entry.id for entry in after.apparatus.entries}
    old, new = CitedTexts(before.alignment), CitedTexts(after.alignment)
    entries_before, entries_after = (cite_hands_once(c.apparatus).entries for c in (before, after))
    removed = [f"- {_entry_line(entry, old)}" for entry in entries_before if entry.id not in ids_after]
    added = [f"+ {_entry_line(entry, new)}" for entry in entries_after if entry.id not in ids_before]
    return removed + added


def _entry_line(entry: Entry, texts: CitedTexts) -> str:
    words = texts.words(entry)
    readings = [
        f"{isolated(cited)} {list_sigla(reading.witnesses)}"
        for reading, cited in zip(entry.readings, map(cite_reading, words.readings), strict=True)
    ]
    lemma = "" if entry.lemma is None else f"{isolated(cite_lemma(words))} ] "
    return f"{cite_number(entry)}{lemma}{'; '.join(readings)}"


def decision_subject(decision: Decision) -> str:
    """Return the readings or words that a decision is about."""
    if decision.pair:
        witness = f" {decision.witness}" if decision.witness else ""
        return " : ".join(text or "‸" for text in decision.pair) + witness
    return " : ".join(map(_quote, decision.places))


def _quote(selector: QuoteSelector) -> str:
    return f"{selector.text or '‸'} {selector.witness}"
