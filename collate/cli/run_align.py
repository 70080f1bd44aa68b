"""What `collate align` does."""

from pathlib import Path

from collate._dataclass import dataclass
from collate.cli.output import Medium, require_output_is_no_input, write_output
from collate.compat.collatex_json import aligned_table
from collate.errors import OptionError, ReadError
from collate.files.encodings import Encodings
from collate.files.presence import is_entry, is_folder
from collate.files.read import STDIN, read_input, read_stdin
from collate.files.read_choices import ReadChoices
from collate.model.tokens import Tokens
from collate.reading.beginnings import may_be_markup
from collate.reading.collatex_json import parse_json
from collate.reading.sigla import siglum_of
from collate.reading.source_files import has_transcriptions
from collate.reading.work import CONFIG
from collate.rendering.json.collatex import dump_table


@dataclass(frozen=True, slots=True)
class AlignCommandOptions:
    """The options of `collate align`."""

    segmentation: bool
    near_match: bool
    encoding: Encodings
    choices: ReadChoices
    aligner: str
    dialect: str


def align_sources(sources: tuple[str, ...], options: AlignCommandOptions, output: str | None) -> None:
    """Align a collation in CollateX JSON, or the witnesses of other files or of a work, and write its table."""
    if len(sources) == 1 and not _is_other(sources[0]):
        name, content = _read(sources[0])
        require_output_is_no_input(output, [Path(sources[0])] if sources[0] != STDIN else [])
        if not may_be_markup(content):
            (encoding,) = options.encoding.of_files([(siglum_of(name), name)])
            _write(parse_json(content, name, encoding), options, output, name)
            return
    collation, files = _collation(sources, options)
    require_output_is_no_input(output, files)
    _write(collation, options, output, "")


def _is_other(source: str) -> bool:
    """Return whether a folder is a work, or has transcriptions in it."""
    return is_folder(source) and (is_entry(Path(source) / CONFIG) or has_transcriptions(Path(source)))


def _read(source: str) -> tuple[str, bytes]:
    """Return the name of a source, as messages show it, and its content."""
    if source == STDIN:
        return "standard input", read_stdin()
    if is_folder(source):
        raise ReadError(f"{source}: this is a folder; name a file of CollateX JSON")
    return source, read_input(source)


def _write(collation: object, options: AlignCommandOptions, output: str | None, name: str) -> None:
    table = aligned_table(collation, options.segmentation, options.near_match, options.aligner, options.dialect, name)
    write_output(output, dump_table(table), Medium.PROGRAMS)


def _collation(sources: tuple[str, ...], options: AlignCommandOptions) -> tuple[object, tuple[Path, ...]]:
    """Return the witnesses of files or of a work as a collation in CollateX JSON, and the files."""
    from collate.cli.shown_work import read_shown
    from collate.files.boundary import NO_PERMISSIONS
    from collate.pipeline.aligning import tokenise_work

    work = read_shown(sources, options.encoding, NO_PERMISSIONS, options.choices)
    if len(work.witnesses) < 2:
        raise OptionError("there is one witness, and nothing to align it with; name two files or more")
    witnesses = [{"id": t.witness.siglum, "tokens": _tokens(t)} for t in tokenise_work(work)]
    return {"witnesses": witnesses}, work.files


def _tokens(tokens: Tokens) -> list[dict[str, str]]:
    """Return the tokens of a witness: what is written, with the white space behind it, and the form to compare."""
    starts = [*tokens.spans[:, 0].tolist(), len(tokens.witness.text)]
    return [
        {"t": tokens.witness.text[start:end], "n": token.form}
        for token, start, end in zip(tokens, starts[:-1], starts[1:], strict=True)
    ]
