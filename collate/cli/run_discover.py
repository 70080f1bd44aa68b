"""What `collate discover` does."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.cli import exit_codes
from collate.cli.output import Medium, is_stdout, print_message, require_output_is_no_input, write_output
from collate.cli.progress import progress_shown
from collate.cli.tabular import ROW_FORMATS, Row
from collate.discovery import ParallelPassage, PassageSet, discover, read_documents
from collate.discovery.documents import Documents
from collate.discovery.passages import LEFT_OUT, DocumentSpan
from collate.errors import OptionError, WriteError
from collate.files.boundary import Permissions, boundary_of
from collate.files.encodings import Encodings
from collate.files.presence import is_there
from collate.files.read import STDIN
from collate.files.read_choices import ReadChoices
from collate.files.write import write_files
from collate.model.witness import Witness
from collate.reading.work import CONFIG

_KEYS: Final = ("group", "kind", "words", "share", "a", "b", "begins", "ends")
MOST_NOTICES: Final = 30
_SHOWN: Final = 40  # characters of a passage at each end


@dataclass(frozen=True, slots=True)
class DiscoverOptions:
    """The arguments and options of `collate discover`."""

    names: tuple[str, ...]
    format_name: str
    output: str | None
    show_all: bool
    work: str | None
    group: int
    encoding: Encodings
    permissions: Permissions
    choices: ReadChoices

    def __repr__(self) -> str:
        return repr_line("DiscoverOptions", " ".join(self.names))


def run_discover(options: DiscoverOptions) -> int:
    """Find parallel passages, write them, and return the exit code."""
    with progress_shown() as progress:
        output = None if is_stdout(options.output) else Path(str(options.output))
        read = read_documents(options.names, options.encoding, options.permissions, options.choices, progress, output)
        found = discover(read.documents, progress)
    _tell(tuple(dict.fromkeys(read.notices)))
    passages = [p for p in found.passages if options.show_all or p.kind not in LEFT_OUT]
    _write(options, found, passages, read)
    print_message(_summary(found, passages))
    if options.work is not None:
        _write_work(options, found, read)
    for failure in dict.fromkeys(map(str, read.failures)):
        print_message(f"collate: {failure}")
    return exit_codes.ERROR if read.failures else exit_codes.SUCCESS


def _tell(notices: Sequence[str]) -> None:
    """Write what the readers tell; of a folder of a thousand files, the first ones and how many more there are."""
    for notice in notices[:MOST_NOTICES]:
        print_message(f"note: {notice}")
    if len(notices) > MOST_NOTICES:
        more = counted(len(notices) - MOST_NOTICES, "more note")
        print_message(f"note: {more} on other files; collate show text FILE tells those of one file")


def _write(options: DiscoverOptions, found: PassageSet, passages: Sequence[ParallelPassage], read: Documents) -> None:
    """Write the passages in a format; a table without rows is not written."""
    require_output_is_no_input(options.output, [path for path in read.paths.values() if str(path) != STDIN])
    if options.format_name == "json":
        from collate.discovery.outputs.json_report import passages_json

        write_output(options.output, passages_json(found, passages), Medium.PROGRAMS)
    elif options.format_name == "html":
        from collate.discovery.outputs.html_page import passages_page

        write_output(options.output, passages_page(found, passages), Medium.PROGRAMS)
    elif passages:
        rows = [_row(found, p) for p in sorted(passages, key=lambda p: (p.group == 0, p.group, -p.words))]
        write_output(options.output, ROW_FORMATS["text"](_KEYS, rows))


def _row(found: PassageSet, passage: ParallelPassage) -> Row:
    a, b = (found.document(span.file) for span in (passage.a, passage.b))
    text = a.text[passage.a.start : passage.a.end]
    return (
        passage.group or "-",
        str(passage.kind),
        passage.words,
        f"{passage.share:.0%}",
        _place(a, passage.a),
        _place(b, passage.b),
        " ".join(text[:_SHOWN].split()),
        " ".join(text[-_SHOWN:].split()),
    )


def _place(document: Witness, span: DocumentSpan) -> str:
    first, last = document.line(span.start), document.line(max(span.start, span.end - 1))
    return f"{span.file}:{first}" if first == last else f"{span.file}:{first}-{last}"


def _summary(found: PassageSet, passages: Sequence[ParallelPassage]) -> str:
    """Return what was found in one sentence, and what is left out."""
    documents = counted(len(found.documents), "document")
    hidden = Counter(p.kind for p in found.passages)
    hidden.subtract(p.kind for p in passages)
    names = ", ".join(f"{kind} {count}" for kind, count in sorted(hidden.items()) if count > 0)
    left_out = f"; left out: {names} (show them with --all)" if names else ""
    if not passages:
        return f"no parallel passages found in {documents}{left_out}"
    texts = f", of {counted(len(found.groups), 'text')}" if found.groups else ""
    return f"{counted(len(passages), 'parallel passage')} in {documents}{texts}{left_out}"


def _write_work(options: DiscoverOptions, found: PassageSet, read: Documents) -> None:
    """Write the `collation.toml` of one group; a file that is there is never replaced."""
    from collate.discovery.proposing import collation_toml, propose_witnesses

    group = next((g for g in found.groups if g.number == options.group), None)
    if not found.groups:
        raise OptionError("--write: no text was found that two places have, so no work was written; name more files")
    if group is None:
        raise OptionError(f"--group {options.group}: the groups are 1 to {len(found.groups)}; name one of them")
    if len(group.spans) < 2:
        raise OptionError(
            f"--group {group.number}: this group has one witness, and a work has at least two; name another"
        )
    folder = Path(str(options.work))
    target = folder / CONFIG
    if is_there(target):
        raise WriteError(f"{target}: this file exists already; name another folder with --write")
    if any(str(read.paths[span.file]) == STDIN for span in group.spans):
        raise OptionError("--write names files, and standard input (-) is none; save the text to a file first")
    witnesses = propose_witnesses(found, group, read.paths)
    text = collation_toml(witnesses, folder, settings=[c for c in options.choices.common if "[" not in c])
    for note in write_files({target: text}):
        print_message(f"note: {note}")
    # Standard output has the passages, which may be JSON or HTML.
    print_message(f"wrote {target}: {counted(len(witnesses), 'witness', 'witnesses')}; run collate report {folder}")
    boundary = boundary_of(folder, options.permissions)
    outside = [w.path for w in witnesses if not boundary.contains(w.path)]
    if outside:
        print_message(
            f"note: {outside[0]} is outside the project of {folder}; put an empty pyproject.toml into a folder that "
            "has both, or allow the folder of the file: collate report --root FOLDER"
        )
    if len(found.groups) > 1:
        print_message(f"note: {len(found.groups) - 1} more groups; write another one with --group N and another folder")
