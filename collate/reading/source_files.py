"""The files of one witness: a file, or the transcriptions in a folder or a zip in their natural order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, listed, repr_line
from collate.errors import CollateError, ReadError
from collate.files.archive import archive_files, archive_names, is_archive
from collate.files.boundary import LINK_OUTSIDE, NO_PERMISSIONS, Permissions, stays_in_project
from collate.files.presence import is_entry, is_folder, walk
from collate.files.read import read_bytes, read_input
from collate.reading.beginnings import Beginning, beginning_of, may_be_markup
from collate.reading.foreign_formats import foreign_archive, foreign_markup
from collate.reading.found_files import taken_files
from collate.reading.office.kinds import is_office_zip
from collate.reading.options import SourceContent
from collate.reading.readers import (
    DOCUMENT_ZIPS,
    FORMATS,
    PAGE_SUFFIXES,
    PLAIN,
    WIKI_SUFFIXES,
    WIKITEXT,
    may_be_transcription,
    recognised,
)
from collate.reading.web.book_kind import is_epub

MOST_FILES: Final = 20_000
LARGEST_FOLDER: Final = 512 << 20  # bytes of all files of a witness
MIME_TYPE: Final = "mimetype"
_NO_WITNESS: Final = "this is a folder, not a witness; name one work folder and nothing else, or files"
_WORK: Final = "collation.toml"
_NUMBER: Final = late_regex(r"(\d+)")
_PLAIN_SUFFIXES: Final = (".txt",)  # a `README.md` in a folder of pages is none of them


@dataclass(frozen=True, slots=True)
class WitnessFiles:
    """The files of one witness.

    sources  in the order in which they are read
    format   the name of their format, if they were chosen by it; "" for a single file
    notices  what was left out, each a sentence
    """

    sources: tuple[SourceContent, ...]
    format: str = ""
    notices: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return repr_line("WitnessFiles", counted(len(self.sources), "file"))


def natural_order(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Return the key by which names are sorted as people do: 9 before 10 before b, page2 before page10."""
    parts = _NUMBER.split(name)
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part)


def files_at(path: Path, shown: str, permissions: Permissions = NO_PERMISSIONS) -> WitnessFiles:
    """Return the files of the witness at a path that a user named, and `shown` is its name in reports.

    Raises ReadError if there is none, or it is no transcription.
    """
    if is_folder(path):
        return _folder_files(path, shown, permissions)
    return files_of_content(read_input(str(path)), shown)


def files_of_content(content: bytes, shown: str) -> WitnessFiles:
    """Return the files of the witness that the bytes of a file hold: itself, or what is in it if it is a zip."""
    if not is_archive(content) or is_document(content):
        return WitnessFiles((SourceContent(shown, content),))
    names = archive_names(content)
    if not names:  # the reader of plain text names it
        return WitnessFiles((SourceContent(shown, content),))
    mime = archive_files(content, shown, lambda name: name == MIME_TYPE) if MIME_TYPE in names else []
    if what := foreign_archive(names, mime[0][1].decode("ascii", "replace").strip() if mime else ""):
        raise ReadError(f"{shown}: this is {what}")
    found = archive_files(content, shown, _is_in_archive)
    sources = [SourceContent(f"{shown}/{name}", data) for name, data in found]
    return _chosen(sources, shown, "a zip", len({name for name, _ in found}) < len(found))


def is_document(content: bytes) -> bool:
    """Return whether a zip is a document or a book, and no zip of transcriptions."""
    return is_office_zip(content) or is_epub(Beginning(), content)


def _is_in_archive(name: str) -> bool:
    """Return whether a file in a zip may be a transcription; a zip in it is none, nor one that systems hide."""
    if name.lower().endswith(DOCUMENT_ZIPS):
        return False
    return may_be_transcription(name) and not any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def has_transcriptions(path: Path) -> bool:
    """Return whether a folder that is no work has marked-up transcriptions in it."""
    if is_entry(path / _WORK):
        return False
    names = _names_in(path, [])
    return any(
        (may_be_markup(head) or is_archive(head)) and recognised(beginning_of(head), head) is not None
        for name in names
        if name.suffix.lower() not in (*_PLAIN_SUFFIXES, *PAGE_SUFFIXES, ".json")
        for head in [_head(name)]
    )


def _head(path: Path) -> bytes:
    if not stays_in_project(path):
        return b""
    try:
        return read_bytes(path)
    except (CollateError, OSError, ValueError):
        return b""


def _names_in(path: Path, failures: list[CollateError]) -> list[Path]:
    found = [top / name for top, names in walk(path, failures) for name in names if may_be_transcription(name)]
    return sorted(found, key=lambda file: natural_order(file.relative_to(path).as_posix()))


def _folder_files(path: Path, shown: str, permissions: Permissions) -> WitnessFiles:
    if is_entry(path / _WORK):
        raise ReadError(
            f"{shown}: this folder is a work, not a witness; name one work folder and nothing else, or files"
        )
    failures: list[CollateError] = []
    found = taken_files(path, _names_in(path, failures), permissions)
    names = found.paths
    if failures:
        raise failures[0]
    if not names:
        raise ReadError(f"{shown}: {found.notices[0] if found.notices else _NO_WITNESS}")
    if len(names) > MOST_FILES:
        raise ReadError(f"{shown}: has {len(names):,} files, and {MOST_FILES:,} are allowed; divide it")
    sources, total = [], 0
    for name in names:
        if not stays_in_project(name, permissions):
            raise ReadError(f"{name}: {LINK_OUTSIDE}")
        content = read_input(str(name))
        total += len(content)
        if total > LARGEST_FOLDER:
            raise ReadError(f"{shown}: its files have more than {LARGEST_FOLDER >> 20} MB, the limit; divide it")
        sources.append(SourceContent(f"{shown.rstrip('/')}/{name.relative_to(path).as_posix()}", content))
    chosen = _chosen(sources, shown, "a folder", False)
    return replace(chosen, notices=(*(f"{shown}: {notice}" for notice in found.notices), *chosen.notices))


def _chosen(sources: Sequence[SourceContent], shown: str, kind: str, has_twins: bool) -> WitnessFiles:
    """Return the files of one format, the first that there are, and tell which are left out."""
    if has_twins:
        raise ReadError(f"{shown}: two files in it have one name; pack it again")
    by_format: dict[str, list[SourceContent]] = {}
    foreign: list[str] = []
    for source in sorted(sources, key=lambda s: natural_order(s.file)):
        name = _format_in_folder(source)
        if name:
            by_format.setdefault(name, []).append(source)
        elif not source.file.lower().endswith((".md", ".json")):
            foreign.append(source.file)
    if not by_format:
        seen = f"; {foreign[0]} is {_what(foreign[0], sources)}" if foreign else ""
        raise ReadError(f"{shown}: this is {kind}, and there is no transcription in it{seen}; name files")
    format_ = FORMATS[next(name for name in FORMATS if name in by_format)]
    chosen = by_format.pop(format_.name)
    return WitnessFiles(tuple(chosen), format_.name, tuple(_notices(shown, chosen, by_format, foreign)))


def _what(file: str, sources: Iterable[SourceContent]) -> str:
    source = next(s for s in sources if s.file == file)
    return foreign_markup(beginning_of(source.content)).partition(";")[0]


def _format_in_folder(source: SourceContent) -> str:
    """Return the name of the format of a file in a folder; "" for one that is no transcription."""
    suffix = Path(source.file).suffix.lower()
    if suffix in _PLAIN_SUFFIXES:
        return PLAIN
    if suffix == ".md":
        return ""
    if suffix in WIKI_SUFFIXES:
        return WIKITEXT
    found = recognised(beginning_of(source.content), source.content)
    return found.name if found else ""


def _notices(
    shown: str, chosen: Sequence[SourceContent], others: dict[str, list[SourceContent]], foreign: Sequence[str]
) -> Iterable[str]:
    if len(chosen) > 1:
        yield (
            f"{shown}: its {len(chosen):,} files are read as one text, from {Path(chosen[0].file).name} "
            f"to {Path(chosen[-1].file).name}"
        )
    for name, files in ((name, others[name]) for name in FORMATS if name in others):
        yield f"{shown}: {counted(len(files), 'file')} of {FORMATS[name].title} left out: {_listed(files)}"
    if foreign:
        names = listed([Path(file).name for file in foreign])
        yield f"{shown}: {counted(len(foreign), 'file')} of another kind left out: {names}"


def _listed(files: Sequence[SourceContent]) -> str:
    return listed([Path(source.file).name for source in files])
