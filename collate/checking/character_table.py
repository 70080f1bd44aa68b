"""The character table: a CSV file that lists the characters of a project's texts, and which of them are allowed.

Columns: the character, its code point, its name, how often it occurs in the texts, and whether it is allowed.
A project reviews the table and keeps it; rule T105 reports the characters that it does not allow.
"""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from collate.errors import ConfigError
from collate.files.read import read_bytes

COLUMNS: Final = ("character", "code point", "name", "count", "allowed")
MAX_QUOTED: Final = 40  # letters of a cell that an error message quotes
_YES, _NO = "yes", "no"
_FORMULA_STARTS: Final = "=+-@"  # a spreadsheet would take a cell with one of these for a formula


def allowed_characters(path: Path) -> frozenset[str]:
    """Read the characters that a table allows. Raises ConfigError, with file and line, if it is no such table."""
    return frozenset(character for character, allowed in _read_table(path).items() if allowed == _YES)


def _read_table(path: Path) -> Mapping[str, str]:
    """Read a table: "yes" or "no" for each character."""
    try:
        return _parse_table(read_bytes(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; write the table with collate chars --generate") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the table as UTF-8") from None
    except csv.Error as error:
        raise ConfigError(f"{path}: not a table ({error}); write the table with collate chars --generate") from None
    except _InvalidTableError as error:
        raise ConfigError(f"{path}:{error}") from None


class _InvalidTableError(Exception):
    """The number of a line of a table, and what is wrong in it."""


@lru_cache(maxsize=4)
def _parse_table(content: bytes) -> Mapping[str, str]:
    """Parse a table. Cached, because each file of a run asks for the same one."""
    text = content.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=None))  # Excel for Macintosh ends lines with CR
    missing = {"code point", "allowed"} - set(rows.fieldnames or ())
    if missing:
        columns = " and ".join(sorted(missing))
        raise _InvalidTableError(f"1: no column {columns}; write the table with collate chars --generate")
    table: dict[str, str] = {}
    for row in rows:
        allowed = (row["allowed"] or "").strip().casefold()
        if allowed not in (_YES, _NO):
            raise _InvalidTableError(f"{rows.line_num}: allowed is {allowed[:MAX_QUOTED]!r}; write yes or no")
        try:
            table[chr(int((row["code point"] or "").strip().upper().removeprefix("U+"), 16))] = allowed
        except (ValueError, OverflowError):
            shown = repr((row["code point"] or "")[:MAX_QUOTED])
            raise _InvalidTableError(f"{rows.line_num}: {shown} is not a code point; write it like U+00E9") from None
    return table


def render_character_table(texts: Iterable[str], reviewed: Path | None = None) -> str:
    """Return the character table of some texts, as CSV.

    Decisions of a reviewed table are kept, and characters that it does not list are not allowed. Without a reviewed
    table every visible character and the usual white space are allowed.
    """
    counts = Counter[str]()
    for text in texts:
        counts.update(text)
    decisions = _read_table(reviewed) if reviewed else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for character in sorted({*counts, *(decisions or {})}):
        by_default = _YES if decisions is None and _is_visible(character) else _NO
        allowed = (decisions or {}).get(character, by_default)
        name = unicodedata.name(character, "")
        writer.writerow((_displayed(character), f"U+{ord(character):04X}", name, counts[character], allowed))
    return out.getvalue()


def _is_visible(character: str) -> bool:
    """Return whether a character is visible, or white space that texts need."""
    if character in "\n\r\t \u00a0":
        return True
    return character.isprintable() and unicodedata.category(character) not in ("Co", "Cn", "Cf")


def _displayed(character: str) -> str:
    """Return what the table shows for a character: nothing for one that would not be visible in a cell."""
    if not character.isprintable() or character.isspace():
        return ""
    if unicodedata.combining(character):
        return f"◌{character}"
    return f"'{character}" if character in _FORMULA_STARTS else character
