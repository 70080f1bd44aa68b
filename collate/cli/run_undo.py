"""What `collate decide --undo` does."""

from collections.abc import Sequence
from dataclasses import replace

from collate.cli.collating import collate_shown, collate_with_notes, default_work
from collate.cli.output import print_line, print_message, print_text
from collate.cli.run_decide import decision_subject
from collate.cli.shown_work import read_shown
from collate.decisions import Decision
from collate.decisions.parsing import read_decisions
from collate.decisions.writing import without_block
from collate.errors import OptionError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.presence import is_folder
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.read_choices import ReadChoices
from collate.files.write import write_files
from collate.pipeline.collating import Collated
from collate.rendering.citation import cite_lemma, cite_reading, describe_variation
from collate.rendering.cited_words import CitedTexts
from collate.terminal.display import isolated, visible
from collate.terminal.escaping import printable_line


def undo_decision(
    arguments: Sequence[str], encoding: Encodings, permissions: Permissions, choices: ReadChoices, aligner: str
) -> None:
    """Take the decision with an id, or the last one, out of its file, and print what it was and what changes."""
    is_work = bool(arguments) and (len(arguments) == 2 or is_folder(arguments[0]))
    work = read_shown((arguments[0] if is_work else default_work(),), encoding, permissions, choices)
    existing = read_decisions(work)
    decision = _chosen(existing, arguments[-1] if len(arguments) > is_work else None)
    path = decision.path
    assert path is not None  # it was read from a file
    for later in existing:
        if later.replaces == decision.id:
            raise OptionError(
                f"decision {decision.id} is replaced by {later.id} at {later.citation}; undo that one first"
            )
    before = collate_with_notes(work, aligner)
    lines = sorted(d.line for d in existing if d.path == path and d.line > decision.line)
    content = without_block(read_bytes(path, LARGEST_SETTINGS), decision.line, lines[0] if lines else None)
    remaining = tuple(replace(d, path=None) for d in existing if d.id != decision.id)
    after = collate_shown(work, aligner, decisions=remaining)
    for note in write_files({path: content}):
        print_message(f"note: {note}")
    print_line(f"undone: decision {decision.id}, {decision.label}: {isolated(visible(decision_subject(decision)))}")
    print_text("".join(f"{line}\n" for line in _changes(decision, before, after)))
    print_line(f"wrote {path}")


def _chosen(decisions: Sequence[Decision], ident: str | None) -> Decision:
    """Return the decision with an id, or the last one."""
    if not decisions:
        raise OptionError("there is no decision to undo")
    if ident is None:
        return decisions[-1]
    for decision in decisions:
        if decision.id == ident:
            return decision
    raise OptionError(f"{ident}: no decision has this id; see collate decide --list")


def _changes(decision: Decision, before: Collated, after: Collated) -> list[str]:
    """Return a line for each reading of the entries on which the decision was, as it is without it."""
    numbers = next(o.entries for o in before.apparatus.decisions if o.decision.id == decision.id)
    columns = [before.apparatus.entries[n - 1].unit for n in numbers]
    texts, lines = CitedTexts(after.alignment), []
    for entry in after.apparatus.entries:
        if entry.lemma is None or not any(u.start < entry.unit.stop and entry.unit.start < u.stop for u in columns):
            continue
        words = texts.words(entry)
        for reading, cited in zip(entry.readings, words.readings, strict=True):
            lines.append(
                f"#{entry.number}  {isolated(cite_lemma(words))} ] {isolated(cite_reading(cited))} "
                f"{' '.join(reading.witnesses)}  {printable_line(describe_variation(reading.variation))}"
            )
    return lines[:12]
