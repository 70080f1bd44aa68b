"""What `collate decide --suggest` does."""

import shlex
from collections.abc import Sequence

from collate.cli.collating import collate_with_notes, default_work
from collate.cli.output import print_line, print_text
from collate.cli.shown_work import read_shown
from collate.errors import OptionError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.suggestions import Suggestion
from collate.pipeline.teaching import suggest_decisions
from collate.rendering.citation import describe_variation
from collate.terminal.display import columns, isolated, visible
from collate.terminal.escaping import printable_line


def print_suggestions(
    arguments: Sequence[str],
    count: int,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    base: str | None,
) -> None:
    """Print the pairs of words whose decision would teach most, with the command that confirms its kind."""
    named = tuple(arguments) or (default_work(),)
    work = read_shown(named, encoding, permissions, choices)
    if work.folder is None:
        raise OptionError("decisions belong to a work; name its folder, which has a collation.toml")
    found = suggest_decisions(collate_with_notes(work, aligner, base), count)
    if not found:
        print_line("nothing to decide: the rules are certain of every pair of words, or it is decided")
        return
    rows = [
        (
            f"#{s.entry}",
            isolated(f"{visible(s.first)} : {visible(s.second)}"),
            printable_line(describe_variation(s.variation)),
            f"in {s.entries} {'entry' if s.entries == 1 else 'entries'}",
        )
        for s in found
    ]
    for line, suggestion in zip(columns(rows), found, strict=True):
        print_text(f"{line}\n    {printable_line(_command(suggestion, named[0], base))}\n")
    print_line("read each place; correct --kind and --cause, write your reason after --why, and run the command")


def _command(suggestion: Suggestion, work: str, base: str | None) -> str:
    """Return the command that confirms the present kind, quoted for a shell.

    Its reason is empty, so it is refused as it is: only who has read the place can give one.
    """
    named_base = ("--base", base) if base else ()
    return shlex.join(("collate", "decide", work, *suggestion.options, *named_base, "--why", ""))
