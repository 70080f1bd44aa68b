"""What `collate show learned` does: what the decisions of a work have taught."""

import json
from collections.abc import Iterator

from collate.classify.learning.learner import MIN_LESSONS, counts_of, weights_by_name
from collate.cli.collating import collate_with_notes
from collate.cli.output import Medium
from collate.cli.shown_work import read_shown
from collate.cli.tabular import write_text
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.pipeline.teaching import Taught, taught_in
from collate.rendering.citation import describe_variation
from collate.terminal.display import columns, isolated, visible
from collate.terminal.escaping import printable_line


def show_learned(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    output: str | None,
) -> None:
    """Write what was learned: the lessons, how well it does, the letters, and what it changed."""
    work = read_shown(sources, encoding, permissions, choices)
    taught = taught_in(collate_with_notes(work, aligner))
    if format_name == "json":
        text = json.dumps(_as_object(taught), ensure_ascii=False, indent=1) + "\n"
        write_text(output, text, work.files, Medium.PROGRAMS)
        return
    write_text(output, "".join(f"{line}\n" for line in _lines(taught)), work.files, Medium.PEOPLE)


def _as_object(taught: Taught) -> dict[str, object]:
    learned = taught.learned
    return {
        "lessons": len(learned.lessons),
        "kinds": counts_of(learned),
        "right": {"rules": learned.tested.rules_right, "learner": learned.tested.learner_right},
        "speaks": learned.speaks,
        "learned": [
            {"name": name, "kind": kind, "weight": round(weight, 3)} for name, kind, weight in weights_by_name(learned)
        ],
        "changed": [
            {
                "entry": s.entry,
                "first": s.first,
                "second": s.second,
                "kind": str(s.variation.kind),
                "certainty": str(s.variation.certainty),
                "why": s.variation.why,
                "entries": s.entries,
            }
            for s in taught.changed
        ],
    }


def _lines(taught: Taught) -> Iterator[str]:
    """Yield the lines for people."""
    learned = taught.learned
    if not learned.lessons:
        yield "nothing is learned: no decision is about the kind of two single words"
        return
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts_of(learned).items())
    yield f"decided pairs of words: {len(learned.lessons)} ({kinds})"
    yield f"right on these pairs: the rules {learned.tested.rules_right}, the learner {learned.tested.learner_right}"
    yield "    (each pair is tested with what was learned from pairs that share no word with it)"
    yield _state(taught)
    if weights := weights_by_name(learned):
        yield "what the decisions teach, the strongest first:"
        yield from (f"    {line}" for line in columns((visible(n), kind, f"{w:+.2f}") for n, kind, w in weights))
    if taught.changed:
        yield f"pairs of words with another kind by it: {len(taught.changed)}"
        rows = [
            (
                f"#{s.entry}",
                isolated(f"{visible(s.first)} : {visible(s.second)}"),
                printable_line(describe_variation(s.variation)),
                isolated(visible(s.variation.why)),
            )
            for s in taught.changed
        ]
        yield from (f"    {line}" for line in columns(rows))


def _state(taught: Taught) -> str:
    learned = taught.learned
    if learned.speaks:
        return "the learner is asked where the rules are not certain"
    if len(learned.lessons) < MIN_LESSONS:
        return f"the learner is silent: it needs {MIN_LESSONS} decided pairs of words"
    return 'the learner is silent: it does no better than the rules on these pairs, or learn is "never"'
