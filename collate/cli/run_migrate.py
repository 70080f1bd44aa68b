"""What `collate decide --migrate` does."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from collate._repr import counted
from collate.apparatus import Entry
from collate.cli.collating import collate_shown, default_work
from collate.cli.new_decision import decision_at
from collate.cli.numbering import renumbered
from collate.cli.output import print_line, print_message
from collate.cli.run_decide import decision_subject
from collate.cli.shown_work import read_shown
from collate.decisions import Action, Decision, State
from collate.decisions.moving import find_letters
from collate.decisions.parsing import decision_id, read_decisions
from collate.decisions.writing import decision_toml, with_block
from collate.errors import CollateError
from collate.files.boundary import Permissions, project_root
from collate.files.encodings import Encodings
from collate.files.presence import is_file
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.read_choices import ReadChoices
from collate.files.write import write_files
from collate.model.work import Work
from collate.pipeline.collating import Collated
from collate.pipeline.places import PlaceQuery, entries_at, tokens_at
from collate.reading.work import work_settings
from collate.terminal.display import isolated, visible
from collate.terminal.escaping import printable_line

MAX_NUMBERS_SHOWN: Final = 40


def migrate_decisions(
    sources: tuple[str, ...], encoding: Encodings, permissions: Permissions, choices: ReadChoices, aligner: str
) -> None:
    """Move the stale decisions of a work to today's entries, by their words; print what was moved and what was not."""
    work = read_shown(sources or (default_work(),), encoding, permissions, choices)
    existing = read_decisions(work)
    collated = collate_shown(work, aligner)
    stale = {o.decision.id: o.why for o in collated.apparatus.decisions if o.state is State.STALE}
    moved: dict[str, Decision] = {}
    for decision in existing:
        if decision.id in stale:
            found = _moved(decision, collated)
            if isinstance(found, str):
                stale[decision.id] = found
            else:
                moved[decision.id] = found
    moved = _obeyed(moved, existing, collated, aligner, stale)
    baseline = _moved_baseline(work, encoding, permissions, aligner)
    contents = _contents(existing, moved) | ({baseline.path: baseline.content} if baseline else {})
    for note in write_files(contents):
        print_message(f"note: {note}")
    for decision in existing:
        subject = isolated(visible(decision_subject(moved.get(decision.id, decision))))
        if decision.id in moved:
            print_line(f"moved: {decision.id} → {moved[decision.id].id}, {decision.label}: {subject}")
        elif decision.id in stale:
            why = printable_line(stale[decision.id])
            print_line(f"not moved: {decision.id}, {decision.label}: {subject}, {decision.citation}: {why}")
    if baseline:
        print_line(f"moved in {printable_line(str(baseline.path))}: {baseline.told}")
    numbers = renumbered(collated)
    for line in numbers[:MAX_NUMBERS_SHOWN]:
        print_line(line)
    if len(numbers) > MAX_NUMBERS_SHOWN:
        print_line(f"and {len(numbers) - MAX_NUMBERS_SHOWN} more numbers")
    if not stale and not numbers and not baseline:
        print_line("nothing to move: every decision holds, and the numbers are those of the last report")


class _BaselineFile(NamedTuple):
    """A baseline to write, and what was moved in it."""

    path: Path
    content: bytes
    told: str


def _moved_baseline(work: Work, encodings: Encodings, permissions: Permissions, aligner: str) -> _BaselineFile | None:
    """Return the baseline of a work with its findings and entries as they are today; None if nothing has moved."""
    if work.folder is None:
        return None
    from collate.checking.baseline import read_baseline, render_records  # late: most works have no baseline
    from collate.checking.baseline_moving import moved_baseline
    from collate.checking.file_discovery import CheckTargets
    from collate.checking.named_encodings import encodings_of_targets
    from collate.checking.runner import check
    from collate.checking.session import CheckOptions

    options = CheckOptions(root=project_root(work.folder), aligner=aligner, permissions=permissions, use_baseline=False)
    path = options.settings_of_work(work_settings(work.folder, permissions), work.folder).baseline
    # A stranger's settings may name any file: only one with the suffix of a baseline is overwritten.
    if path is None or path.suffix.lower() != ".json" or not is_file(path):
        return None
    read_baseline(path)  # raises if it is none
    targets = CheckTargets(works={work.folder: None})
    result = check(targets, replace(options, encoding=encodings_of_targets(targets, encodings, permissions)))
    today = result.by_baseline.get(path)
    if result.failures or today is None:
        return None
    moved = moved_baseline(json.loads(read_bytes(path)), today.findings, today.entries)
    if not moved.findings and not moved.lines:
        return None
    told = f"{counted(moved.findings, 'finding')}, {counted(moved.lines, 'apparatus entry', 'apparatus entries')}"
    return _BaselineFile(path, render_records(moved.known, moved.entries).encode("utf-8"), told)


def _moved(decision: Decision, collated: Collated) -> Decision | str:
    """Return a decision with the places that its words have today, or why it has none."""
    if not decision.places:
        return "its readings are not in the texts any more"
    witnesses = {w.siglum: k for k, w in enumerate(collated.work.witnesses)}
    queries = []
    for selector in decision.places:
        if selector.witness not in witnesses:
            return f"{selector.witness} is not a witness of this work any more"
        w = witnesses[selector.witness]
        span = find_letters(selector, collated.work.witnesses[w])
        if isinstance(span, str):
            return span
        queries.append(PlaceQuery(witness=w, start=span[0], end=max(span[1], span[0] + 1)))
    try:
        if decision.action in (Action.KIND, Action.IGNORE):
            entries = [_word_entries(collated, query) for query in queries]
            shared = [entry for entry in entries[0] if all(entry in others for others in entries[1:])]
            if len(shared) != 1:
                return f"its words are in {len(shared)} entries today" if shared else "its words are in no entry today"
            found = decision_at(decision, collated, shared[0], [p.witness for p in decision.places])
        else:
            found = decision_at(decision, collated, None, [], [tokens_at(collated, query) for query in queries])
    except CollateError as error:
        return str(error)
    return replace(found, id=decision_id(found))


def _word_entries(collated: Collated, query: PlaceQuery) -> list[Entry]:
    return [entry for entry in entries_at(collated, query) if not entry.unit.is_white_space]


def _obeyed(
    moved: Mapping[str, Decision],
    existing: Sequence[Decision],
    collated: Collated,
    aligner: str,
    why: dict[str, str],
) -> dict[str, Decision]:
    """Return the moved decisions that are applied; of the others, note why not."""
    if not moved:
        return {}
    decisions = tuple(replace(moved.get(d.id, d), path=None) for d in existing)
    if len({d.id for d in decisions}) < len(decisions):
        why.update(dict.fromkeys(moved, "the same decision is made elsewhere already"))
        return {}
    after = collate_shown(collated.work, aligner, decisions=decisions)
    states = {o.decision.id: o for o in after.apparatus.decisions}
    kept = {}
    for old, decision in moved.items():
        if states[decision.id].state is State.OBEYED:
            kept[old] = decision
        else:
            why[old] = states[decision.id].why
    return kept


def _contents(existing: Sequence[Decision], moved: Mapping[str, Decision]) -> dict[Path, bytes]:
    """Return the files with the moved decisions in the places of the old ones.

    No other decision names an old id: one that is replaced is not stale.
    """
    contents: dict[Path, bytes] = {}
    lines = {path: sorted(d.line for d in existing if d.path == path) for path in {d.path for d in existing}}
    for decision in sorted(existing, key=lambda d: -d.line):
        path = decision.path
        if path is None or decision.id not in moved:
            continue
        content = contents[path] if path in contents else read_bytes(path, LARGEST_SETTINGS)
        following = next((line for line in lines[path] if line > decision.line), None)
        contents[path] = with_block(content, decision.line, following, decision_toml(moved[decision.id]))
    return contents
