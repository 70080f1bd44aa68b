"""What `collate decide` does."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from collate.apparatus import Entry
from collate.cli.collating import collated, of_place, only_work
from collate.cli.new_decision import drafted
from collate.decisions import Action, Decision, Outcome, QuoteSelector, Scope, State
from collate.decisions.parsing import name_of, parse_decisions, read_decisions, require_distinct, require_known_kinds
from collate.decisions.writing import appended, written
from collate.errors import ConfigError, OptionError
from collate.files.read import read_bytes
from collate.files.toml import parse_toml
from collate.files.write import write_files
from collate.model.work import Work
from collate.pipeline.collating import DECIDED, Collated, collate_work
from collate.reading import read_sources
from collate.reading.work import DECISIONS
from collate.rendering.citation import decision_in_words, kind_in_words, lemma_in_words, reading_in_words, sigla
from collate.terminal.display import columns, isolated, shortened, visible

SHOWN: Final = 12  # changes that are shown one by one
WIDEST: Final = 48  # cells of what a decision is about, in a list


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `collate decide`."""

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


def write_decision(sources: tuple[str, ...], encoding: str, aligner: str, asked: Asked) -> None:
    """Decide, see what comes of it, and only if it is obeyed write it down."""
    sources, place = of_place(sources, asked.place)
    work = read_sources(sources, encoding)
    target = _file(work)
    draft = Decision(
        id="",
        action=Action(asked.action),
        scope=Scope(asked.scope),
        why=_why(asked.why),
        who=asked.who or _name(work),
        when=asked.when or _today(),
        kind=asked.kind,
        cause=asked.cause,
    )
    if asked.kind is not None and asked.kind not in DECIDED:
        raise OptionError(f"--kind {asked.kind}: no kind that can be decided; there are {', '.join(DECIDED)}")
    earlier = read_decisions(work)
    before = collated(work, aligner, asked.base)
    draft = drafted(draft, before, place, asked.reading, asked.align)
    draft = replace(draft, id=name_of(draft))
    for decision in earlier:
        if decision.id == draft.id:
            raise OptionError(f"that is decided already, at {decision.cited}; nothing was written")
    if asked.replace:
        draft = replace(draft, replaces=_contradicted(draft, before, aligner, earlier))
    try:
        content = appended(read_bytes(target) if target.exists() else b"", written(draft))
    except UnicodeEncodeError:
        raise OptionError("the decision has half a sign, which no file can hold; write it anew") from None
    after = collate_work(work, aligner, asked.base, decisions=_with(earlier, content, target, work))
    _require_obeyed(draft, before, after)
    write_files({target: content})
    _tell(draft, before, after)
    click.echo(f"wrote {target}: decision {draft.id}")


def _file(work: Work) -> Path:
    """Give the file that decisions are added to: the last that the work has, or a new decisions.toml."""
    if work.folder is None:
        raise OptionError("decisions belong to a work; name its folder, one with collation.toml")
    return work.decisions[-1][1] if work.decisions else work.folder / DECISIONS


def _why(given: str | None) -> str:
    if given is None or not given.strip():
        raise OptionError('a decision needs its reason; say --why "..."')
    return given


def _name(work: Work) -> str:
    """Give the name that git knows, or the computer."""
    import subprocess  # late: only where no name is given

    try:
        asked = ["git", "config", "user.name"]
        answer = subprocess.run(asked, capture_output=True, check=False, cwd=work.folder)
        found = answer.stdout.decode().strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    name = found or os.environ.get("USER", "").strip()
    if not name:
        raise OptionError("nobody knows who decides: git has no user.name, and $USER is not set; say --who NAME")
    return name


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


def _contradicted(draft: Decision, before: Collated, aligner: str, earlier: Sequence[Decision]) -> str:
    """Give the id of the decision that a new one contradicts, by trying both."""
    after = collate_work(before.work, aligner, before.apparatus.base, decisions=(*earlier, draft))
    for verdict in _turned(before, after):
        return verdict.decision.id
    raise OptionError("--replace: nothing stands against this decision; leave --replace out")


def _turned(before: Collated, after: Collated) -> list[Outcome]:
    """Give the decisions that contradict another only after a new one was made, without the new one."""
    states = {v.decision.id: v.state for v in before.apparatus.decisions}
    return [
        v
        for v in after.apparatus.decisions
        if v.state is State.CONFLICT and states.get(v.decision.id) not in (None, State.CONFLICT)
    ]


def _with(earlier: Sequence[Decision], content: bytes, target: Path, work: Work) -> tuple[Decision, ...]:
    """Give all decisions as they will be read: what is written is taken apart again before it is written."""
    try:
        table = parse_toml(content.decode("utf-8-sig"), str(target))
    except ConfigError:
        raise ConfigError(
            f"{target}: no decision can be added to its end; write each under its own [[decisions]]"
        ) from None
    shown = next((name for name, path in work.decisions if path == target), target.name)
    others = [d for d in earlier if d.path != target]
    found = require_distinct([*others, *(replace(d, path=None) for d in parse_decisions(table, shown, target))])
    require_known_kinds(found, DECIDED)
    return found


def _require_obeyed(draft: Decision, before: Collated, after: Collated) -> None:
    """Raise OptionError unless a decision is obeyed, and nothing that was obeyed before is not."""
    for turned in _turned(before, after):
        other = turned.decision
        if other.id != draft.id:
            raise OptionError(
                f"the decision contradicts {other.file}:{other.line} ({other.id}, {other.said}); "
                "take that one out, or say --replace; nothing was written"
            )
    verdict = next(v for v in after.apparatus.decisions if v.decision.id == draft.id)
    if verdict.state is not State.OBEYED:
        raise OptionError(f"the decision would not be obeyed: {verdict.why}; nothing was written")


def _tell(draft: Decision, before: Collated, after: Collated) -> None:
    """Say what a decision changes: kinds before and after, or entries that go and come."""
    verdict = next(v for v in after.apparatus.decisions if v.decision.id == draft.id)
    if draft.action in (Action.KIND, Action.IGNORE):
        entries = {e.n: e for e in before.apparatus.entries}
        lines = [line for n in verdict.entries for line in _changed(entries[n], after.apparatus.entries[n - 1], draft)]
    else:
        gone = {e.id for e in before.apparatus.entries} - {e.id for e in after.apparatus.entries}
        come = {e.id for e in after.apparatus.entries} - {e.id for e in before.apparatus.entries}
        lines = [f"- {_cited(e)}" for e in before.apparatus.entries if e.id in gone]
        lines += [f"+ {_cited(e)}" for e in after.apparatus.entries if e.id in come]
    for line in lines[:SHOWN] or ["nothing changes: so it is already"]:
        click.echo(line)
    if len(lines) > SHOWN:
        click.echo(f"and {len(lines) - SHOWN} more")
    states = {v.decision.id: v.state for v in before.apparatus.decisions}
    for v in after.apparatus.decisions:
        if (
            states.get(v.decision.id) is State.OBEYED
            and v.state is not State.OBEYED
            and v.decision.id != draft.replaces
        ):
            click.echo(f"note: {v.decision.cited}: {decision_in_words(v)}", err=True)


def _changed(before: Entry, after: Entry, draft: Decision) -> list[str]:
    """Give a line for each pair of an entry of which the decision speaks."""
    lines = []
    sides = [(p.first, p.second) for p in after.pairs] if after.lemma is None else [(None, r) for r in after.readings]
    for (first, reading), old in zip(sides, before.variations, strict=True):
        if reading.variation.decision == draft.id:
            lemma = lemma_in_words(after) if first is None else f"{reading_in_words(first)} {sigla(first.witnesses)}"
            said = isolated(reading_in_words(reading, after.lemma is None or bool(after.lemma.text)))
            now = "ignored" if draft.action is Action.IGNORE else kind_in_words(reading.variation)
            lines.append(
                f"#{after.n}  {isolated(lemma)} ] {said} {sigla(reading.witnesses)}  {kind_in_words(old)} → {now}"
            )
    return lines


def _cited(entry: Entry) -> str:
    """Give an entry on one line."""
    readings = [
        f"{isolated(reading_in_words(r, entry.lemma is None or bool(entry.lemma.text)))} {sigla(r.witnesses)}"
        for r in entry.readings
    ]
    lemma = "" if entry.lemma is None else f"{isolated(lemma_in_words(entry))} ] "
    return f"#{entry.n}  {lemma}{'; '.join(readings)}"


def list_decisions(sources: tuple[str, ...], encoding: str, aligner: str) -> None:
    """Show every decision of a work, what became of it, and why."""
    work = read_sources(sources or (only_work(),), encoding)
    found = collated(work, aligner).apparatus.decisions
    rows = [
        (
            v.decision.id,
            f"{v.decision.file}:{v.decision.line}",
            str(v.state),
            v.decision.said,
            str(v.decision.scope),
            isolated(shortened(visible(_about(v.decision)), WIDEST)),
            isolated(visible(v.why)),
        )
        for v in found
    ]
    click.echo("\n".join(columns(rows)) if rows else "no decisions")


def _about(decision: Decision) -> str:
    if decision.pair:
        return " : ".join(text or "‸" for text in decision.pair) + (f" {decision.witness}" if decision.witness else "")
    return " : ".join(map(_named, decision.places))


def _named(anchor: QuoteSelector) -> str:
    return f"{anchor.text or '‸'} {anchor.witness}"
