"""Read a work: a folder whose `collation.toml` names its witnesses and how to read them.

More than 300 lines: every setting of a work is read here, each with the sentence for a wrong value, and those of its
readers.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._suggestion import suggestion
from collate.errors import CollateError, ConfigError, ReadError, UnknownEncodingError, WitnessError
from collate.files.boundary import NO_PERMISSIONS, OUTSIDE, Permissions, resolved_path, stays_in_project
from collate.files.encodings import Encodings, as_encodings
from collate.files.patterns import SearchClock
from collate.files.presence import is_entry, is_file, is_folder
from collate.files.read import read_bytes
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.files.toml import SettingsTable, read_toml
from collate.model.language import language_error
from collate.model.progress import Progress, tracked
from collate.model.witness import (
    RESERVED,
    ApparatusForm,
    Bibliography,
    Extent,
    PassageUnit,
    Siglum,
    Witness,
    require_distinct_sigla,
)
from collate.model.work import DEFAULT_NORMALISERS, DEFAULT_TOKENISER, ReportSettings, UnreadWitness, Work
from collate.reading.divided_words import NO_WORDS, WorkWords
from collate.reading.marks import read_marks
from collate.reading.options import SETTING, ReadOptions
from collate.reading.project_read import project_read_tables
from collate.reading.read_settings import settings_of_options
from collate.reading.readers import shown_name
from collate.reading.shared_places import share_places
from collate.reading.sigla import siglum_of
from collate.reading.sign_settings import read_sign_settings
from collate.reading.source_files import WitnessFiles, files_at, files_of_content
from collate.reading.spans import SpanWords, span_of
from collate.reading.witness_reading import (
    ReadWitnesses,
    read_witnesses,
    require_read_tables,
    with_foreign_keys_told,
    words_of,
)
from collate.text.normalise import NORMALISERS

CONFIG: Final = "collation.toml"
DECISIONS: Final = "decisions.toml"  # read even if `collation.toml` does not name it

MOST_WITNESSES: Final = 5_000
MOST_NORMALISERS: Final = 50
MOST_DECISION_FILES: Final = 100

_WORK_KEYS: Final = (
    "title",
    "language",
    "base",
    "tokeniser",
    "normalisers",
    "tokens",
    "witnesses",
    "rules",
    "report",
    "decisions",
    "check",
    "read",
    "ocr",
)
_WITNESS_KEYS: Final = (
    "siglum",
    "file",
    "title",
    "date",
    "source",
    "licence",
    "extent",
    "passages",
    "encoding",
    "hand_of",
    "marks",
    "read",
    "from",
    "to",
    "before",
    "after",
    "ocr",
)
_REPORT_KEYS: Final = ("folder", "formats", "base", "witnesses", "apparatus", "only", "ignore")


def read_work(
    folder: Path,
    encoding: str | Encodings = "utf-8",
    unread: list[UnreadWitness] | None = None,
    permissions: Permissions = NO_PERMISSIONS,
    progress: Progress | None = None,
    choices: ReadChoices = NO_CHOICES,
    settings: tuple[SettingsTable, ...] = (),
) -> Work:
    """Read the work in a folder, within what the user allows it.

    If a list for `unread` witnesses is passed, they are added to it, and the work has the other witnesses.
    `choices` are what the user asks of readers; `settings` are tables `[read]` that a program puts over all others.

    Raises ConfigError, with file and line, for a mistake in `collation.toml`, and ReadError for a witness that
    cannot be read.
    """
    return work_of_settings(
        work_settings(folder, permissions), folder, encoding, unread, permissions, progress, choices, settings
    )


def work_of_settings(
    table: SettingsTable,
    folder: Path,
    encoding: str | Encodings = "utf-8",
    unread: list[UnreadWitness] | None = None,
    permissions: Permissions = NO_PERMISSIONS,
    progress: Progress | None = None,
    choices: ReadChoices = NO_CHOICES,
    settings: tuple[SettingsTable, ...] = (),
) -> Work:
    """Read the work in a folder from its settings, whether they are written there yet or not; as `read_work`."""
    path = folder / CONFIG
    table.require_known_keys(_WORK_KEYS)
    declared = table.tables("witnesses")
    table.require_fewer("witnesses", len(declared), MOST_WITNESSES)
    tables = tracked(declared, len(declared), "reading", progress)
    encodings = _encodings(declared, as_encodings(encoding))
    require_read_tables(settings)
    layers = [(*layer, *settings) for layer in _read_layers(table, declared, folder, permissions, choices)]
    clock = SearchClock()
    read = [
        _witnesses(t, own, layer, clock) if unread is None else _witnesses_if_readable(t, own, layer, clock, unread)
        for t, own, layer in zip(tables, encodings, layers, strict=True)
    ]
    if words := words_of(read):
        read = [
            _witnesses(t, own, layer, clock, words) if r and r.needs_words else r
            for t, own, layer, r in zip(declared, encodings, layers, read, strict=True)
        ]
    witnesses = with_foreign_keys_told(share_places([w for r in read if r for w in r.witnesses]), layers, read)
    if unread and not witnesses:
        raise ReadError(f"{path}: no witness of this work can be read")
    if not witnesses:
        raise table.error(None, "there are no witnesses; name each one under its own [[witnesses]]")
    _require_distinct_sigla(declared, read)
    sigla = [siglum for t, r in zip(declared, read, strict=True) for siglum in _sigla(t, r)]
    for t, r in zip(declared, read, strict=True):
        for witness in r.witnesses if r else ():
            if witness.derived_from is not None and witness.derived_from not in sigla:
                raise t.error("hand_of", f"hand_of = {witness.derived_from!r} is not a witness of this work")
    if why := language_error(table.string("language", "")):
        raise table.error("language", why)
    base = _base(table, sigla, witnesses)
    decisions = _decisions(table, folder)
    signs, sign_meanings = read_sign_settings(table)
    return Work(
        title=table.string("title", (resolved_path(folder) or folder).name),
        language=table.string("language", ""),
        base=base,
        witnesses=witnesses,
        tokeniser=table.string("tokeniser", DEFAULT_TOKENISER),
        normalisers=_normalisers(table),
        signs=signs,
        sign_meanings=sign_meanings,
        report=_report_settings(table.table("report"), sigla, table.table("rules").strings("hide")),
        rules=table.table("rules") if "rules" in table.values else None,
        folder=folder,
        files=(path, *(t.path_of(t.string("file")) for t in declared), *(p for _, p in decisions)),
        decisions=decisions,
        permissions=permissions,
    )


def work_settings(folder: Path, permissions: Permissions = NO_PERMISSIONS) -> SettingsTable:
    """Read the settings of a work. Raises ReadError if its folder has none, ConfigError with file and line."""
    if not stays_in_project(folder, permissions):
        raise ReadError(f"{folder}: {OUTSIDE}")
    if not is_entry(folder / CONFIG):
        raise ReadError(f"{folder}: this folder has no {CONFIG}; add one, or name the witness files instead")
    return read_toml(folder / CONFIG, permissions)


def witness_files(table: SettingsTable) -> dict[Siglum, Path]:
    """Return the files of the witnesses that the settings of a work name, whether they can be read or not."""
    return {_siglum(t): t.path_of(t.string("file")) for t in table.tables("witnesses")}


def paths_of_witnesses(table: SettingsTable, witnesses: Sequence[Witness]) -> dict[Siglum, Path]:
    """Return the file or folder of each witness that the settings of a work name, and of those that were read.

    A file may have several witnesses, whose sigla are known only when it has been read.
    """
    declared = witness_files(table)
    by_name = {shown_name(t.string("file")): t.path_of(t.string("file")) for t in table.tables("witnesses")}
    found = dict(declared)
    for witness in witnesses:
        if witness.siglum not in declared and witness.sources:
            file = witness.sources[0].file
            name = file if file in by_name else next((n for n in by_name if file.startswith(f"{n.rstrip('/')}/")), file)
            found[witness.siglum] = by_name.get(name, table.path_of(name))
    return found


def _siglum(table: SettingsTable) -> Siglum:
    return Siglum(table.string("siglum", siglum_of(table.string("file"))))


def _sigla(table: SettingsTable, read: ReadWitnesses | None) -> list[Siglum]:
    """Return the sigla of the witnesses in a file; if it cannot be read, the one that the settings give it."""
    return [witness.siglum for witness in read.witnesses] if read else [_siglum(table)]


def _require_distinct_sigla(declared: Sequence[SettingsTable], read: Sequence[ReadWitnesses | None]) -> None:
    """Raise ConfigError, at the witness that comes last, when two witnesses would have one siglum."""
    first: dict[Siglum, Witness] = {}
    for table, own in zip(declared, read, strict=True):
        for witness in own.witnesses if own else ():
            try:
                require_distinct_sigla([first.setdefault(witness.siglum, witness), witness], "siglum = ...")
            except WitnessError as error:
                raise table.error("siglum" if "siglum" in table.values else "file", str(error)) from None


def _read_layers(
    table: SettingsTable,
    declared: Sequence[SettingsTable],
    folder: Path,
    permissions: Permissions,
    choices: ReadChoices,
) -> list[tuple[SettingsTable, ...]]:
    """Return the tables `[read]` of each witness: of the project, the work, the witness and the command line."""
    shared = project_read_tables(folder, permissions)
    if "read" in table.values:
        shared = (*shared, table.table("read"))
    require_read_tables(shared)
    own = [(t.table("read"),) if "read" in t.values else () for t in declared]
    asked: list[tuple[str, ...]] = [()] * len(declared)
    if choices:
        asked = choices.of_files([(_siglum(t), t.string("file")) for t in declared])
    return [(*shared, *o, *((settings_of_options(a),) if a else ())) for o, a in zip(own, asked, strict=True)]


def _encodings(declared: Sequence[SettingsTable], encodings: Encodings) -> list[str]:
    """Return the encoding of each witness: that which the user names for it, or its own, or that of all files."""
    found = [t.values.get("encoding") for t in declared]
    own = [encoding if isinstance(encoding, str) else encodings.default for encoding in found]
    if not encodings.named:
        return own
    return encodings.of_files([(_siglum(t), t.string("file")) for t in declared], own)


def _witnesses_if_readable(
    table: SettingsTable,
    encoding: str,
    layers: tuple[SettingsTable, ...],
    clock: SearchClock,
    unread: list[UnreadWitness],
) -> ReadWitnesses | None:
    """Read the witnesses in one file; if it cannot be read, add it to `unread` and return None."""
    try:
        return _witnesses(table, encoding, layers, clock)
    except CollateError as error:
        file = table.values.get("file")
        if not isinstance(file, str):
            raise
        unread.append(UnreadWitness(table.path_of(file), encoding, error, not table.allows(file)))
        return None


def _base(table: SettingsTable, sigla: Sequence[Siglum], witnesses: Sequence[Witness]) -> Siglum:
    """Return the base: that of the reports before that of the work; the first witness if that one cannot be read."""
    base = _base_in(table, sigla)
    if "base" in table.table("report").values:
        base = _base_in(table.table("report"), sigla)
    return base if base in {*RESERVED, *(w.siglum for w in witnesses)} else witnesses[0].siglum


def _base_in(table: SettingsTable, sigla: Sequence[Siglum]) -> Siglum:
    base = Siglum(table.string("base", sigla[0]))
    if base not in sigla and base not in RESERVED:
        raise table.error("base", f"base = {base!r} is not a witness; the sigla are {', '.join(sigla)}")
    return base


def _normalisers(table: SettingsTable) -> tuple[str, ...]:
    steps = table.strings("normalisers", DEFAULT_NORMALISERS, MOST_NORMALISERS)
    for place, step in enumerate(steps):
        if step not in NORMALISERS:
            why = f"there is no normaliser {step!r}; {suggestion(step, NORMALISERS)}"
            raise table.error("normalisers", why, place)
    return steps


def _decisions(table: SettingsTable, folder: Path) -> tuple[tuple[str, Path], ...]:
    """Return the files of decisions in the order named; `decisions.toml` is last if it is there and not named."""
    names = table.strings("decisions")
    for place, path in enumerate(table.file_paths("decisions", MOST_DECISION_FILES)):
        if not is_file(path):
            raise table.error("decisions", f"{path}: no such file; check the name", place)
    if DECISIONS not in map(os.path.normpath, names) and is_entry(folder / DECISIONS):
        if table.boundary:
            table.boundary.require(folder / DECISIONS)
        names = (*names, DECISIONS)
    return tuple((shown_name(name), table.path_of(name)) for name in dict.fromkeys(names))


def _report_settings(table: SettingsTable, sigla: Sequence[Siglum], hidden: tuple[str, ...]) -> ReportSettings:
    table.require_known_keys(_REPORT_KEYS)
    for place, siglum in enumerate(table.strings("witnesses")):
        if siglum not in sigla:
            raise table.error("witnesses", f"{siglum!r} is not a witness; the sigla are {', '.join(sigla)}", place)
    return ReportSettings(
        folder=table.file_path("folder") if table.string("folder", "") else None,
        formats=table.strings("formats"),
        only=table.strings("only"),
        ignore=(*table.strings("ignore"), *hidden),
        witnesses=table.strings("witnesses"),
        form=table.choice("apparatus", ApparatusForm, ApparatusForm.POSITIVE),
    )


def _witnesses(
    table: SettingsTable,
    encoding: str,
    layers: tuple[SettingsTable, ...],
    clock: SearchClock,
    words: WorkWords = NO_WORDS,
) -> ReadWitnesses:
    """Read the witnesses in one file, the part of them that is wanted, and the marks that the work sets on them."""
    table.require_known_keys(_WITNESS_KEYS)
    extent = table.choice("extent", Extent, Extent.COMPLETE)
    if "passages" in table.values and extent is Extent.COMPLETE:
        raise table.error("passages", 'only a fragment has passages; add extent = "fragment"')
    hand_of = table.string("hand_of", "")
    table.string("encoding", "")  # it must be a string, whatever encoding the user names
    files = _files(table)
    options = ReadOptions(
        file=shown_name(table.string("file")),
        siglum=_siglum(table),
        encoding=encoding,
        extent=extent,
        passages=table.choice("passages", PassageUnit, PassageUnit.FILE),
        derived_from=Siglum(hand_of) if hand_of else None,
        encoding_syntax=SETTING,
        words=words,
        bibliography=Bibliography(**{k: table.string(k, "") for k in ("title", "date", "source", "licence")}),
    )
    try:
        read = read_witnesses(files, options, layers, clock)
    except (UnknownEncodingError, WitnessError) as error:
        key = "siglum" if isinstance(error, WitnessError) else "encoding"
        raise table.error(key if key in table.values else None, str(error)) from None
    ends = SpanWords(*(table.string(key, "") for key in ("from", "to", "before", "after")))
    if ends:
        read = replace(read, witnesses=tuple(span_of(w, ends, table.error) for w in read.witnesses))
    return replace(read, witnesses=_marked(table, read.witnesses))


def _marked(table: SettingsTable, witnesses: tuple[Witness, ...]) -> tuple[Witness, ...]:
    """Return the witnesses in one file with the marks that the work sets on it.

    A hand may not have the words that a mark names: one of the witnesses must.
    """
    if "marks" not in table.values:
        return witnesses
    marked, errors = [], []
    for witness in witnesses:
        try:
            marked.append(replace(witness, marks=(*witness.marks, *read_marks(table, witness))))
        except ConfigError as error:
            errors.append(error)
            marked.append(witness)
    if len(errors) == len(witnesses):
        raise errors[0]
    return tuple(marked)


def _files(table: SettingsTable) -> WitnessFiles:
    """Return the files of a witness. Raises ConfigError at the line that names them."""
    path, name = table.file_path("file"), shown_name(table.string("file"))
    try:
        if is_folder(path):
            return files_at(path, name, table.boundary.permissions if table.boundary else NO_PERMISSIONS)
        return files_of_content(read_bytes(path), name)
    except ReadError as error:
        raise table.error("file", str(error)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a valid file name"
        raise table.error("file", f"{path}: {why}; check the name of the file") from None


def select_witnesses(work: Work, sigla: tuple[str, ...]) -> Work:
    """Return a work with the named witnesses alone, in the order of the work; with all if none is named.

    A name may be a list with commas, unless there is a comma in a siglum.
    """
    if not sigla:
        return work
    every = [w.siglum for w in work.witnesses]
    sigla = tuple(
        siglum
        for name in sigla
        for siglum in ((name,) if name in every else filter(None, map(str.strip, name.split(","))))
    )
    if not sigla:
        raise WitnessError(f"the list of witnesses is empty; name some of {', '.join(every)}")
    for siglum in sigla:
        if siglum not in every:
            raise WitnessError(f"{siglum} is not a witness of this work; its witnesses are {', '.join(every)}")
    kept = tuple(w for w in work.witnesses if w.siglum in sigla)
    base = work.base if work.base in sigla or work.base in RESERVED else kept[0].siglum
    return replace(work, witnesses=kept, base=base, left_out=tuple(s for s in every if s not in sigla))


def setting_error(work: Work, header: str | None, key: str, why: str, place: int | None = None) -> ConfigError:
    """Build the error for a setting that only a later room can judge, at its line.

    `place` is the place, from 0, of the value in a list that is wrong.
    """
    if work.folder is None:
        return ConfigError(why)
    table = read_toml(work.folder / CONFIG, work.permissions)
    return (table.table(header) if header else table).error(key, why, place)
