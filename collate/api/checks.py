"""`check`: the findings of the rules for transcriptions, as records."""

import warnings
from collections.abc import Sequence
from pathlib import Path

from collate.api.arguments import paths_of, permissions_of, require_string, strings_of
from collate.checking.file_discovery import discover_files
from collate.checking.runner import check as run_checks
from collate.checking.session import CheckOptions
from collate.checking.settings import require_known_rules
from collate.errors import OptionError
from collate.files.boundary import project_root
from collate.files.encodings import Encodings
from collate.files.presence import is_folder
from collate.model.findings import Finding
from collate.model.language import language_error
from collate.terminal.escaping import printable_line


def check(
    path: str | Path | Sequence[str | Path],
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    encoding: str = "utf-8",
    language: str = "",
    with_known: bool = False,
    roots: Sequence[str | Path] = (),
    allow_rules: bool = False,
) -> list[Finding]:
    """Check transcriptions: what looks wrong in them, with file, line and column.

    Parameters
    ----------
    path : str or Path or sequence of str or Path
        Files, folders of texts, or folders of works. A `str` is a path here, not a text.
    select : str or sequence of str
        Run only these rules: codes ("T201") or their beginnings ("T", "V-slip").
    ignore : str or sequence of str
        Do not run these rules.
    encoding : str, default "utf-8"
        The encoding of files whose settings name none.
    language : str, default ""
        The language of the texts (ISO 639); without it, that of their work or project.
    with_known : bool, default False
        Also return findings that the project's baseline has recorded.
    roots : sequence of str or Path
        Folders outside the project that settings and links may lead to.
    allow_rules : bool, default False
        Run the Python rules of the works. Only for works that you trust.

    Returns
    -------
    list of Finding
        The findings, in the order of files and places. Paths are relative to the project: the
        nearest folder upwards with `pyproject.toml` or `.git`.

    Raises
    ------
    ReadError
        A file is not there, or is not a text. Nothing is returned then.
    ConfigError
        There is no such rule, or the settings of a project or work say something wrong.
    OptionError
        A parameter has a wrong type.

    Examples
    --------
    >>> import collate
    >>> findings = collate.check("witnesses/autonomisation", select=["V-slip"], with_known=True)
    >>> sorted({finding.code for finding in findings})
    ['V-slip']
    """
    require_string("encoding", encoding)
    require_string("language", language)
    if why := language_error(language):
        raise OptionError(why)
    selected, ignored = strings_of("select", select), strings_of("ignore", ignore)
    require_known_rules((*selected, *ignored))
    names = [str(p) for p in paths_of(path)]
    first = Path(names[0])
    root = project_root(first if is_folder(first) else first.parent)
    options = CheckOptions(
        root=root,
        select=selected,
        ignore=ignored,
        encoding=Encodings(encoding),
        language=language,
        include_known=with_known,
        permissions=permissions_of(roots, allow_rules),
    )
    result = run_checks(discover_files(names, root, options.permissions), options)
    for note in dict.fromkeys(result.notes):
        warnings.warn(printable_line(note), stacklevel=2)
    if result.failures:
        raise result.failures[0]
    return result.findings
