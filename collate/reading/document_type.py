"""The document type declaration of a file in XML: what of it is never read, since it stands in another file.

`<!ENTITY % Names SYSTEM "names.ent"> %Names;` takes declarations from another file. The parser refuses a file with such
a reference, although its text may not need them; so the reference is blanked, and told. An entity of the text that is
then declared nowhere is an error, as it is in any file.
"""

import re
from collections.abc import Mapping
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line, shorten

_DOCTYPE: Final = re.compile(
    rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE\s++[^\s\[>]++(?P<outer>(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+)\[", re.DOTALL
)
_PIECE: Final = re.compile(  # of the declarations; what has no end goes on to the end of the file
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    rb"|<!ENTITY\s+%\s+(?P<declared>[^\s%\"'<>]+)\s+(?:(?:SYSTEM|PUBLIC\s+(?:\"[^\"]*\"|'[^']*'))\s+"
    rb"(?P<address>\"[^\"]*\"|'[^']*'))?"
    rb"|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)"
    rb"|%(?P<reference>[A-Za-z_:\x80-\xff][\w.:\x80-\xff-]*);|(?P<end>\])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class UnreadDeclarations:
    """Declarations that a file takes from another one, which is not read.

    name     of the parameter entity that stands for them
    address  of the other file; "" if nothing in this file names it
    line     of the reference
    """

    name: str
    address: str
    line: int

    def __repr__(self) -> str:
        return repr_line("UnreadDeclarations", f"%{self.name}; in line {self.line}")

    @property
    def sentence(self) -> str:
        """What is told of them."""
        place = f"in {shorten(self.address, 120)!r}" if self.address else "in the DTD"
        return f"%{shorten(self.name, 60)}; stands for declarations {place}, which is not read"


def without_unread_declarations(coded: bytes) -> tuple[bytes, tuple[UnreadDeclarations, ...]]:
    """Return a file in UTF-8 with spaces for each reference to declarations in another file, and these references.

    A reference to a parameter entity with a value of its own stays, and so does one that nothing can declare: the
    parser refuses both.
    """
    doctype = _DOCTYPE.match(coded) if b"<!DOCTYPE" in coded and b"%" in coded else None
    if doctype is None:
        return coded, ()
    addresses: dict[bytes, bytes | None] = {}  # None: has a value in this file
    has_dtd = bool(doctype["outer"].strip())
    pieces: list[bytes] = []
    unread: list[UnreadDeclarations] = []
    end = 0
    for found in _PIECE.finditer(coded, doctype.end()):
        if found["end"]:
            break
        if declared := found["declared"]:
            addresses.setdefault(declared, found["address"])  # the first declaration counts
        elif reference := found["reference"]:
            if (reference not in addresses and not has_dtd) or addresses.get(reference, b"") is None:
                continue
            pieces += coded[end : found.start()], b" " * (found.end() - found.start())
            end = found.end()
            unread.append(_unread(reference, addresses, coded.count(b"\n", 0, found.start()) + 1))
    return b"".join((*pieces, coded[end:])) if unread else coded, tuple(unread)


def _unread(reference: bytes, addresses: Mapping[bytes, bytes | None], line: int) -> UnreadDeclarations:
    address = addresses.get(reference) or b""
    return UnreadDeclarations(reference.decode(errors="replace"), address[1:-1].decode(errors="replace"), line)
