"""Safe corrections of files: Unicode normal form, byte order mark, line ends, trailing white space.

The words stay as they are, and only the corrections of rules that are enabled are made.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from collate._late_regex import late_regex
from collate.checking.file_discovery import CheckTargets
from collate.checking.line_diff import unified_lines
from collate.checking.named_encodings import encodings_of_work
from collate.checking.read_file import UndecodableFile, read_file
from collate.checking.rules.characters import not_nfc
from collate.checking.rules.registry import RULES
from collate.checking.session import CheckOptions
from collate.checking.settings import CheckSettings
from collate.errors import CollateError, ReadError
from collate.files.boundary import resolved_path
from collate.model.findings import Transcription
from collate.model.witness import Witness
from collate.model.work import UnreadWitness
from collate.reading.work import CONFIG, paths_of_witnesses, read_work, work_settings
from collate.terminal.escaping import printable_line, printable_lines

FIXABLE: Final = ("T101", "T102", "T107", "T108")
_TRAILING_SPACE: Final = late_regex(r"(?<![^\S\r\n])[^\S\r\n]++(?=[\r\n]|\Z)")
_CARRIAGE_RETURN: Final = late_regex(r"\r\n?")


class Fix(NamedTuple):
    """A file that can be corrected: the file as read, and the content that it should have."""

    path: Path
    file: Transcription
    content: bytes

    def __repr__(self) -> str:
        return f"<Fix of {self.path.name[-60:]}: {len(self.content)} bytes>"


def fixed_content(file: Transcription, codes: frozenset[str]) -> bytes | None:
    """Return the corrected content of a file according to some rules, None if nothing is to be corrected."""
    source = file.witness.sources[0]
    before = source.byte_order_mark + file.text.encode(source.encoding)
    byte_order_mark, text = source.byte_order_mark, file.text
    if "T101" in codes and byte_order_mark == codecs.BOM_UTF8:
        # A second mark would become the byte order mark of the corrected file.
        byte_order_mark, text = b"", text.lstrip("\ufeff")
    if "T102" in codes:
        text = unicodedata.normalize("NFC", text)
    if "T107" in codes and _has_mixed_line_ends(text):
        text = _CARRIAGE_RETURN.sub("\n", text)
    if "T108" in codes:
        text = _TRAILING_SPACE.sub("", text)
    after = byte_order_mark + text.encode(source.encoding)
    return after if after != before else None


def _has_mixed_line_ends(text: str) -> bool:
    """Return whether lines end in several ways, or in CR alone. One way for all lines, LF or CR LF, stays."""
    crlf_count = text.count("\r\n")
    cr_count = text.count("\r") - crlf_count
    return bool(cr_count) or 0 < crlf_count < text.count("\n")


def unified_diff(file: Transcription, content: bytes) -> str:
    """Return the difference between a file and its corrected content as `diff -u` shows it.

    Invisible characters are written out.
    """
    source = file.witness.sources[0]
    old_mark = source.byte_order_mark
    new_mark = old_mark if old_mark and content.startswith(old_mark) else b""
    new_text = content[len(new_mark) :].decode(source.encoding)
    path = printable_line(file.path)
    old, new = _visible_lines(file.text, old_mark), _visible_lines(new_text, new_mark)
    return "".join(unified_lines(old, new, path))


def _visible_lines(text: str, byte_order_mark: bytes) -> list[str]:
    visible = ("<U+FEFF>" if byte_order_mark == codecs.BOM_UTF8 else "") + text
    visible = re.sub(r"\r(?!\n)", "<CR>\n", visible.replace("\r\n", "<CR>\x00")).replace("\x00", "\n")
    lines = visible.split("\n")  # the end of a text after a line end is no line
    return [printable_lines(f"{line}\n") for line in (lines if lines[-1] else lines[:-1])]


def find_fixes(targets: CheckTargets, options: CheckOptions, failures: list[CollateError]) -> Iterator[Fix]:
    """Find the files that can be corrected safely.

    A file that cannot be read, or that would no longer match what its work says of it, is left as it is and added to
    the failures.
    """
    for folder, selected in sorted(targets.works.items()):
        try:
            yield from _fixes_of_work(folder, selected, options, failures)
        except CollateError as error:
            failures.append(error)
    for path in targets.files:
        try:
            read = read_file(path, options.encoding.of_path(path), options.permissions, options.choices)
            settings = options.settings_of_file(path.parent)
        except CollateError as error:
            failures.append(error)
            continue
        if not isinstance(read, UndecodableFile):
            yield from _fix_of_file(path, read[0], settings, options, failures)


def _fixes_of_work(
    folder: Path, selected: set[Path] | None, options: CheckOptions, failures: list[CollateError]
) -> Iterator[Fix]:
    table = work_settings(folder, options.permissions)
    settings = options.settings_of_work(table, folder)
    resolved = None if selected is None else set(map(resolved_path, selected))
    unread: list[UnreadWitness] = []
    encodings = encodings_of_work(folder, options.encoding, options.permissions)
    work = read_work(folder, encodings, unread, options.permissions, choices=options.choices)
    paths = paths_of_witnesses(table, work.witnesses)
    for witness in work.witnesses:
        path = paths[witness.siglum]
        if resolved is None or resolved_path(path) in resolved:
            yield from _fix_of_file(path, witness, settings, options, failures)
    failures += [witness.error for witness in unread]


def _fix_of_file(
    path: Path, witness: Witness, settings: CheckSettings, options: CheckOptions, failures: list[CollateError]
) -> Iterator[Fix]:
    file = Transcription(options.display_path(path), witness)
    codes = frozenset(
        code for code in FIXABLE if settings.enables(RULES[code]) and not settings.ignores_in(file.path, RULES[code])
    )
    if not witness.is_typed:
        if "T102" in codes and any(not_nfc(file)):
            why = "this is a marked-up source, which --fix never changes; write its words in NFC with another program"
            failures.append(ReadError(f"{path}: {why}"))
        return
    content = fixed_content(file, codes)
    if content is None:
        return
    text = content.decode(witness.sources[0].encoding)
    for mark in witness.marks:
        quote = witness.text[mark.start : mark.end]
        if quote not in text:
            why = f"a mark in {CONFIG} quotes {quote!r}, which the fix would change; correct both by hand"
            failures.append(ReadError(f"{path}: {why}"))
            return
    yield Fix(path, file, content)
