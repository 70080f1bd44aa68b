"""Build a work from texts and files that a program names, without `collation.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from collate.errors import OptionError, ReadError, WitnessError
from collate.files.boundary import NO_PERMISSIONS, Permissions
from collate.files.presence import is_folder
from collate.files.toml import SettingsTable
from collate.model.witness import Siglum, Witness, require_distinct_sigla
from collate.model.work import DEFAULT_NORMALISERS, DEFAULT_TOKENISER, ReportSettings, Work
from collate.reading.divided_words import NO_WORDS, WorkWords
from collate.reading.options import ARGUMENT, ReadOptions
from collate.reading.place_numbers import find_places
from collate.reading.project_read import project_read_tables
from collate.reading.readers import shown_name
from collate.reading.shared_places import share_places
from collate.reading.sigla import siglum_of
from collate.reading.source_files import files_at, has_transcriptions
from collate.reading.witness_reading import ReadWitnesses, read_witnesses, require_read_tables, words_of
from collate.reading.work import read_work
from collate.text.normalise import NORMALISERS

Source = str | Path | Witness

_SYNTAX: Final = '{"SIGLUM": text}'  # how a caller names a siglum, as error messages show it


def work_of(
    texts: Mapping[str, Source] | Sequence[Source],
    *,
    title: str = "",
    base: str = "",
    language: str = "",
    tokeniser: str = DEFAULT_TOKENISER,
    normalisers: Sequence[str] = DEFAULT_NORMALISERS,
    rules: Mapping[str, object] | None = None,
    encoding: str = "utf-8",
    read: Mapping[str, object] | None = None,
) -> Work:
    """Build a work from texts and files.

    Parameters
    ----------
    texts
        Texts by siglum, or a list of them. A `str` is a text, a `Path` is a file, a `Witness` is itself. In a list, a
        text has a letter of the alphabet as its siglum, A for the first, and a file its name without the suffix; the
        letters of other witnesses are left out.
    title
        Of the work; the sigla if it is empty.
    base
        The siglum of the base, or `majority`, or `none`; the first witness if it is empty.
    language
        Code of the language (ISO 639); empty when it is not known.
    tokeniser, normalisers
        Names, as in `collation.toml`.
    rules
        What `[rules]` of a `collation.toml` holds, as a mapping.
    encoding
        Of the files.
    read
        What `[read]` of a `collation.toml` holds, as a mapping: how the files are read.

    Returns
    -------
    Work
        The witnesses in the order of `texts`, and the settings.

    Raises
    ------
    ReadError
        A file cannot be read.
    WitnessError
        There is no witness, a text is not one, or a siglum is empty or names two witnesses.
    OptionError
        No normaliser has this name.
    """
    for name in normalisers:
        if name not in NORMALISERS:
            raise OptionError(f"there is no normaliser {name!r}; use one of {', '.join(NORMALISERS)}")
    tables = (SettingsTable.of(read, "read"),) if read else ()
    require_read_tables(tables)
    by_siglum = texts.items() if isinstance(texts, Mapping) else _with_sigla(texts)
    read_texts = [_witnesses(Siglum(siglum), text, encoding, tables) for siglum, text in by_siglum]
    if words := words_of([r for r in read_texts if isinstance(r, ReadWitnesses)]):
        read_texts = [_witnesses(Siglum(siglum), text, encoding, tables, words) for siglum, text in by_siglum]
    witnesses = tuple(w for r in read_texts for w in (r.witnesses if isinstance(r, ReadWitnesses) else r))
    if not witnesses:
        raise WitnessError('there are no witnesses; name two or more, such as {"A": text, "B": text}')
    require_distinct_sigla(witnesses, _SYNTAX)
    table = None if rules is None else SettingsTable.of(rules, "rules")
    files = texts.values() if isinstance(texts, Mapping) else texts
    return Work(
        title=title or " / ".join(w.siglum for w in witnesses),
        witnesses=share_places(witnesses),
        base=Siglum(base),
        language=language,
        tokeniser=tokeniser,
        normalisers=tuple(normalisers),
        report=ReportSettings(ignore=table.strings("hide") if table else ()),
        rules=table,
        files=tuple(file for file in files if isinstance(file, Path)),
    )


def read_paths(
    paths: str | Path | Sequence[str | Path],
    encoding: str = "utf-8",
    permissions: Permissions = NO_PERMISSIONS,
    read: Mapping[str, object] | None = None,
) -> Work:
    """Read a work from the disk.

    Parameters
    ----------
    paths
        The folder of a work, a file, or a list of files. A `str` is a path here.
    encoding
        Of the files that name none in `collation.toml`.
    permissions
        What the user allows the settings of a work.
    read
        What `[read]` of a `collation.toml` holds, over all other settings of readers.

    Returns
    -------
    Work
        The work of the folder, or one of the files: the first is the base, and the name of each, without its ending,
        is its siglum.

    Raises
    ------
    ReadError
        A file cannot be read, or a folder has no `collation.toml`.
    ConfigError
        A `collation.toml` has a mistake; with file and line.
    WitnessError
        Two files would have one siglum.
    """
    several = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not several:
        raise ReadError("no file is named; name a folder with collation.toml, or one file or more")
    if len(several) == 1 and is_folder(several[0]) and not has_transcriptions(Path(several[0])):
        tables = (SettingsTable.of(read, "read"),) if read else ()
        return read_work(Path(several[0]), encoding, permissions=permissions, settings=tables)
    return work_of([Path(path) for path in several], encoding=encoding, read=read)


def _with_sigla(texts: Sequence[Source]) -> list[tuple[str, Source]]:
    """Return the texts of a list with their sigla."""
    if isinstance(texts, (str, Path)):
        raise WitnessError("texts must be a mapping or a list, not a single text")
    sigla = [_own_siglum(text) for text in texts]
    letters = [letter if (letter := _letters(n)) not in sigla else "" for n in range(len(texts))]
    spare = (letter for n in count(len(texts)) if (letter := _letters(n)) not in sigla)
    return [(own or letter or next(spare), text) for own, letter, text in zip(sigla, letters, texts, strict=True)]


def _own_siglum(text: Source) -> str:
    """Return the siglum that a witness or a file has by itself, or "" for a text."""
    if isinstance(text, Witness):
        return text.siglum
    return siglum_of(str(text)) if isinstance(text, Path) else ""


def _letters(number: int) -> str:
    """Return the siglum of a text by its place from 0: A to Z, then AA, AB and so on."""
    more, last = divmod(number, len(ascii_uppercase))
    return (_letters(more - 1) if more else "") + ascii_uppercase[last]


def _witnesses(
    siglum: Siglum, text: Source, encoding: str, tables: tuple[SettingsTable, ...], words: WorkWords = NO_WORDS
) -> ReadWitnesses | tuple[Witness]:
    if isinstance(text, Witness):
        return (text if text.siglum == siglum else replace(text, siglum=siglum),)
    if isinstance(text, str):
        return (Witness(siglum, text, places=find_places(text)),)
    if not isinstance(text, Path):
        raise WitnessError(f"the text of {siglum} must be a str, a Path or a Witness, not {type(text).__name__}")
    shown = shown_name(str(text))
    options = ReadOptions(shown, siglum, encoding, encoding_syntax=ARGUMENT)
    layer = (*project_read_tables(text.parent), *tables)
    return read_witnesses(files_at(text, shown), replace(options, words=words), layer)
