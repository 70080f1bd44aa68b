"""What can be mended without a question: normal form, byte order mark, line ends, space at line ends.

The words stay what they are; only rules that are asked are obeyed.
"""

import codecs
import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from collate.checking.file_discovery import CheckTargets
from collate.checking.read_file import read_file
from collate.checking.rules.registry import RULES
from collate.checking.session import CheckOptions
from collate.checking.settings import CheckSettings, project_settings, settings_in
from collate.errors import CollateError, ReadError
from collate.files.toml import read_toml
from collate.model.findings import Transcription
from collate.model.witness import Witness
from collate.model.work import Unread
from collate.reading.work import CONFIG, read_work, witness_files

FIXABLE: Final = ("T101", "T102", "T107", "T108")
_TRAILING: Final = re.compile(r"[^\S\r\n]+(?=[\r\n]|\Z)")
_ENDS: Final = re.compile(r"\r\n?")


def fixed(file: Transcription, codes: frozenset[str]) -> bytes | None:
    """Give the bytes of a file as they should be by some rules, None where nothing is to be mended."""
    source = file.witness.sources[0]
    before = source.byte_order_mark + file.text.encode(source.encoding)
    mark, text = source.byte_order_mark, file.text
    if "T101" in codes and mark == codecs.BOM_UTF8:
        mark = b""
    if "T102" in codes:
        text = unicodedata.normalize("NFC", text)
    if "T107" in codes and _ends_mixed(text):
        text = _ENDS.sub("\n", text)
    if "T108" in codes:
        text = _TRAILING.sub("", text)
    after = mark + text.encode(source.encoding)
    return after if after != before else None


def _ends_mixed(text: str) -> bool:
    """Say whether lines end in several ways, or in an old one; what all lines do alike stays."""
    windows = text.count("\r\n")
    alone = text.count("\r") - windows
    return bool(alone) or 0 < windows < text.count("\n")


def difference(file: Transcription, after: bytes) -> str:
    """Show what would be mended, as `diff -u` does; signs that nobody sees are written out."""
    source = file.witness.sources[0]
    mark = source.byte_order_mark
    new_mark = mark if mark and after.startswith(mark) else b""
    text = after[len(new_mark) :].decode(source.encoding)
    old, new = (_lines(t, m) for t, m in ((file.text, mark), (text, new_mark)))
    return "".join(difflib.unified_diff(old, new, file.path, file.path, n=1))


def _lines(text: str, mark: bytes) -> list[str]:
    shown = ("<U+FEFF>" if mark == codecs.BOM_UTF8 else "") + text
    ends = re.sub(r"\r(?!\n)", "<CR>\n", shown.replace("\r\n", "<CR>\x00")).replace("\x00", "\n")
    lines = ends.splitlines(keepends=True)
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def fixes_of(
    gathered: CheckTargets, options: CheckOptions, troubles: list[CollateError]
) -> Iterator[tuple[Path, Transcription, bytes]]:
    """Give the files in which something can be mended without a question, with the bytes that they should have.

    What cannot be read, or would no longer be what its work says of it, goes to the troubles and stays as it is.
    """
    for folder, meant in sorted(gathered.works.items()):
        try:
            yield from _of_work(folder, meant, options, troubles)
        except CollateError as error:
            troubles.append(error)
    for path in gathered.files:
        try:
            read = read_file(path, options.encoding)
            settings = options.over(project_settings(path.parent))
        except CollateError as error:
            troubles.append(error)
            continue
        if isinstance(read, Witness):
            yield from _mending(path, read, settings, options, troubles)


def _of_work(
    folder: Path, meant: set[Path] | None, options: CheckOptions, troubles: list[CollateError]
) -> Iterator[tuple[Path, Transcription, bytes]]:
    table = read_toml(folder / CONFIG)
    settings = options.over(settings_in(table.table("check"), folder, project_settings(folder)))
    chosen = None if meant is None else {path.resolve() for path in meant}
    unread: list[Unread] = []
    names = witness_files(table, folder)
    for witness in read_work(folder, options.encoding, unread).witnesses:
        path = names[witness.siglum]
        if chosen is None or path.resolve() in chosen:
            yield from _mending(path, witness, settings, options, troubles)
    troubles += [one.error for one in unread]


def _mending(
    path: Path, witness: Witness, settings: CheckSettings, options: CheckOptions, troubles: list[CollateError]
) -> Iterator[tuple[Path, Transcription, bytes]]:
    file = Transcription(options.cited(path), witness)
    codes = frozenset(
        code for code in FIXABLE if settings.asked(RULES[code]) and not settings.spares(file.path, RULES[code])
    )
    after = fixed(file, codes)
    if after is None:
        return
    text = after.decode(witness.sources[0].encoding)
    for mark in witness.marks:
        quoted = witness.text[mark.start : mark.end]
        if quoted not in text:
            why = f"a mark in {CONFIG} quotes {quoted!r}, which would be mended; mend both by hand"
            troubles.append(ReadError(f"{path}: {why}"))
            return
    yield path, file, after
