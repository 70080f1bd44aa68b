"""The reviewed table of signs: a CSV with a row a sign, which a project keeps under review.

Columns: the sign, its code point, its name, how often it stands in the texts, and whether it is let in.
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
_YES, _NO = "yes", "no"
_FORMULA: Final = "=+-@"  # what a spreadsheet would take for the beginning of a formula


def allowed_signs(path: Path) -> frozenset[str]:
    """Read the signs that a table lets in. Raises ConfigError, with file and line, where it is no such table."""
    return frozenset(sign for sign, allowed in _reviewed(path).items() if allowed == _YES)


def _reviewed(path: Path) -> Mapping[str, str]:
    """Read a table: whether each sign is let in."""
    try:
        return _rows(read_bytes(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; write it with collate chars --generate") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the table as UTF-8") from None
    except _NoTableError as error:
        raise ConfigError(f"{path}:{error}") from None


class _NoTableError(Exception):
    """A line of a table that says nothing that can be obeyed."""


@lru_cache(maxsize=4)
def _rows(content: bytes) -> Mapping[str, str]:
    """Take a table apart; each file of a run asks for the same."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    missing = {"code point", "allowed"} - set(rows.fieldnames or ())
    if missing:
        raise _NoTableError(f"1: no column {' and '.join(sorted(missing))}; write it with collate chars --generate")
    found: dict[str, str] = {}
    for row in rows:
        said = (row["allowed"] or "").strip().casefold()
        if said not in (_YES, _NO):
            raise _NoTableError(f"{rows.line_num}: allowed is {said!r}; write yes or no")
        try:
            found[chr(int((row["code point"] or "").strip().upper().removeprefix("U+"), 16))] = said
        except (ValueError, OverflowError):
            raise _NoTableError(f"{rows.line_num}: {row['code point']!r} is no code point; write U+00E9") from None
    return found


def table_of(texts: Iterable[str], reviewed: Path | None = None) -> str:
    """Write the table of some texts; what a reviewed table says of a sign is kept, a new one waits for its review.

    Without a reviewed table every letter, mark, figure and space that is seen is let in, and what nobody sees is not.
    """
    counts = Counter[str]()
    for text in texts:
        counts.update(text)
    known = _reviewed(reviewed) if reviewed else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for sign in sorted({*counts, *(known or {})}):
        said = known.get(sign, _NO) if known is not None else (_YES if _seen(sign) else _NO)
        name = unicodedata.name(sign, "")
        writer.writerow((_shown(sign), f"U+{ord(sign):04X}", name, counts[sign], said))
    return out.getvalue()


def _seen(sign: str) -> bool:
    """Say whether a sign is one that people write: seen, or white space that a text needs."""
    return sign in "\n\r\t \u00a0" or (sign.isprintable() and unicodedata.category(sign) not in ("Co", "Cn", "Cf"))


def _shown(sign: str) -> str:
    if not sign.isprintable() or sign.isspace():
        return ""
    if unicodedata.combining(sign):
        return f"◌{sign}"
    return f"'{sign}" if sign in _FORMULA else sign
