"""A work: a folder whose `collation.toml` says which witnesses it has and how to read them."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate.errors import CollateError, ConfigError, ReadError, UnknownEncodingError, WitnessError
from collate.files.read import read_transcription
from collate.files.toml import Table, read_toml
from collate.model.witness import (
    RESERVED,
    ApparatusForm,
    Bibliography,
    Extent,
    GapReason,
    Mark,
    PassageUnit,
    Role,
    Siglum,
    Witness,
    require_distinct_sigla,
)
from collate.model.work import DEFAULT_NORMALISERS, DEFAULT_TOKENISER, ReportSettings, Unread, Work
from collate.reading.options import ReadOptions
from collate.reading.readers import reader_of
from collate.text.normalise import NORMALISERS

CONFIG: Final = "collation.toml"
DECISIONS: Final = "decisions.toml"  # heard without being named

_WORK_KEYS: Final = (
    "title",
    "language",
    "base",
    "tokeniser",
    "normalisers",
    "witnesses",
    "rules",
    "report",
    "decisions",
    "check",
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
)
_MARK_KEYS: Final = ("text", "role", "cause", "why", "line", "gap")
_REPORT_KEYS: Final = ("folder", "formats", "base", "witnesses", "apparatus", "only", "ignore")


def read_work(folder: Path, encoding: str = "utf-8", unread: list[Unread] | None = None) -> Work:
    """Read the work in a folder.

    With a list for what is `unread`, the work is that of the witnesses that can be read.

    Raises ConfigError, with file and line, for whatever `collation.toml` says wrongly, and
    ReadError for a witness that cannot be read.
    """
    path = folder / CONFIG
    if not path.is_file():
        raise ReadError(f"{folder}: a folder without {CONFIG}; write one, or name the witness files themselves")
    table = read_toml(path)
    table.only(_WORK_KEYS)
    declared = table.tables("witnesses")
    read = [_witness(t, folder, encoding) if unread is None else _spared(t, folder, encoding, unread) for t in declared]
    witnesses = tuple(w for w in read if w)
    if unread and not witnesses:
        raise ReadError(f"{path}: no witness of this work can be read")
    if not witnesses:
        raise table.error(None, "no witnesses; name each under its own [[witnesses]]")
    try:
        require_distinct_sigla(witnesses)
    except WitnessError as error:
        raise table.error("siglum", str(error).replace("SIGLUM=path", "siglum = ...")) from None
    known = [_siglum(t) for t in declared]
    for t, witness in zip(declared, read, strict=True):
        if witness and witness.derived_from is not None and witness.derived_from not in known:
            raise t.error("hand_of", f"hand_of = {witness.derived_from!r} is no witness of this work")
    base = _base(table, known)
    if "base" in table.table("report").values:
        base = _base(table.table("report"), known)
    if base not in RESERVED and base not in {w.siglum for w in witnesses}:
        base = witnesses[0].siglum
    decisions = _decisions(table, folder)
    return Work(
        title=table.string("title", folder.resolve().name),
        language=table.string("language", ""),
        base=base,
        witnesses=witnesses,
        tokeniser=table.string("tokeniser", DEFAULT_TOKENISER),
        normalisers=_normalisers(table),
        report=_report(table.table("report"), folder, known, table.table("rules").strings("hide")),
        rules=table.table("rules") if "rules" in table.values else None,
        folder=folder,
        files=(path, *(folder / t.string("file") for t in declared), *(p for _, p in decisions)),
        decisions=decisions,
    )


def witness_files(table: Table, folder: Path) -> dict[Siglum, Path]:
    """Give the files of the witnesses that the settings of a work name, whether they can be read or not."""
    return {_siglum(t): folder / t.string("file") for t in table.tables("witnesses")}


def _siglum(table: Table) -> Siglum:
    return Siglum(table.string("siglum", Path(table.string("file")).stem))


def _spared(table: Table, folder: Path, encoding: str, unread: list[Unread]) -> Witness | None:
    """Read one witness, or note why it cannot be read."""
    try:
        return _witness(table, folder, encoding)
    except CollateError as error:
        file, named = table.values.get("file"), table.values.get("encoding", encoding)
        if not isinstance(file, str):
            raise
        unread.append(Unread(folder / file, str(named), error))
        return None


def _base(table: Table, sigla: Sequence[Siglum]) -> Siglum:
    base = Siglum(table.string("base", sigla[0]))
    if base not in sigla and base not in RESERVED:
        raise table.error("base", f"base = {base!r} is no witness; the sigla are {', '.join(sigla)}")
    return base


def _normalisers(table: Table) -> tuple[str, ...]:
    steps = table.strings("normalisers", DEFAULT_NORMALISERS)
    for step in steps:
        if step not in NORMALISERS:
            raise table.error("normalisers", f"no normaliser is called {step!r}; there are {', '.join(NORMALISERS)}")
    return steps


def _decisions(table: Table, folder: Path) -> tuple[tuple[str, Path], ...]:
    """Give the files of decisions in the order named; the one beside the settings is heard last if it is not named."""
    names = table.strings("decisions")
    for name in names:
        if not (folder / name).is_file():
            raise table.error("decisions", f"{folder / name}: no such file; check the name")
    if DECISIONS not in map(os.path.normpath, names) and (folder / DECISIONS).is_file():
        names = (*names, DECISIONS)
    return tuple((Path(n).name if Path(n).is_absolute() else n, folder / n) for n in dict.fromkeys(names))


def _report(table: Table, folder: Path, known: Sequence[Siglum], hidden: tuple[str, ...]) -> ReportSettings:
    table.only(_REPORT_KEYS)
    for siglum in table.strings("witnesses"):
        if siglum not in known:
            raise table.error("witnesses", f"{siglum!r} is no witness; the sigla are {', '.join(known)}")
    target = table.string("folder", "")
    return ReportSettings(
        folder=Path(os.path.normpath(folder / target)) if target else None,
        formats=table.strings("formats"),
        only=table.strings("only"),
        ignore=(*table.strings("ignore"), *hidden),
        witnesses=table.strings("witnesses"),
        form=table.choice("apparatus", ApparatusForm, ApparatusForm.POSITIVE),
    )


def _witness(table: Table, folder: Path, encoding: str) -> Witness:
    """Read one witness and the marks that the work sets on it."""
    table.only(_WITNESS_KEYS)
    file = table.string("file")
    extent = table.choice("extent", Extent, Extent.COMPLETE)
    if "passages" in table.values and extent is Extent.COMPLETE:
        raise table.error("passages", 'passages are for a fragment; write extent = "fragment" beside it')
    hand_of = table.string("hand_of", "")
    options = ReadOptions(
        file=Path(file).name if Path(file).is_absolute() else file,
        siglum=_siglum(table),
        encoding=table.string("encoding", encoding),
        extent=extent,
        passages=table.choice("passages", PassageUnit, PassageUnit.FILE),
        derived_from=Siglum(hand_of) if hand_of else None,
        bibliography=Bibliography(**{k: table.string(k, "") for k in ("title", "date", "source", "licence")}),
    )
    try:
        content = read_transcription(folder / file)
    except ReadError as error:
        raise table.error("file", str(error)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not the name of a file"
        raise table.error("file", f"{folder / file}: {why}; check the name of the file") from None
    try:
        witness = reader_of(file)(content, options)
    except (UnknownEncodingError, WitnessError) as error:
        key = "siglum" if isinstance(error, WitnessError) else "encoding"
        why = str(error).replace("SIGLUM=path", 'siglum = "..."')
        raise table.error(key if key in table.values else None, why) from None
    return replace(witness, marks=tuple(m for t in table.tables("marks") for m in _marks(t, witness)))


def _marks(table: Table, witness: Witness) -> list[Mark]:
    """Find the text that a mark names; it must stand in the witness once, or on the line given."""
    table.only(_MARK_KEYS)
    wanted = table.string("text")
    gap = table.choice("gap", GapReason, GapReason.LACUNA) if "gap" in table.values else None
    if gap and "role" in table.values:
        raise table.error("role", "a mark has a role or a gap, not both; write two marks")
    role = None if gap else table.choice("role", Role, Role.GLOSS)
    line = table.number("line")
    starts = [i for i in range(len(witness.text)) if wanted and witness.text.startswith(wanted, i)]
    if line is not None:
        starts = [i for i in starts if witness.line(i) == line]
    if len(starts) != 1:
        where = f" on line {line}" if line is not None else ""
        found = f"is not{where}" if not starts else f"stands {len(starts)} times{where}"
        mend = "copy it as it stands" if not starts else "add line = N, or more of the text"
        raise table.error("text", f"the text {wanted!r} {found} in witness {witness.siglum}; {mend}")
    start = starts[0]
    why = table.string("why", "so marked in collation.toml")
    return [Mark(start, start + len(wanted), role=role, gap=gap, cause=table.string("cause", "") or None, why=why)]


def of_witnesses(work: Work, sigla: tuple[str, ...]) -> Work:
    """Keep the named witnesses of a work, in the work's order; all of them when none is named.

    A name may be a list with commas, unless there is a comma in a siglum.
    """
    if not sigla:
        return work
    known = [w.siglum for w in work.witnesses]
    sigla = tuple(
        s for name in sigla for s in ((name,) if name in known else filter(None, map(str.strip, name.split(","))))
    )
    for siglum in sigla:
        if siglum not in known:
            raise WitnessError(f"{siglum} is no witness of this work; its witnesses are {', '.join(known)}")
    kept = tuple(w for w in work.witnesses if w.siglum in sigla)
    base = work.base if work.base in sigla or work.base in RESERVED else kept[0].siglum
    return replace(work, witnesses=kept, base=base, left_out=tuple(s for s in known if s not in sigla))


def setting_error(work: Work, header: str | None, key: str, why: str) -> ConfigError:
    """Make the error for a setting that only a later room can judge, at its line."""
    if work.folder is None:
        return ConfigError(why)
    table = read_toml(work.folder / CONFIG)
    return (table.table(header) if header else table).error(key, why)
