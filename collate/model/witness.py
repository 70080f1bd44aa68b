"""A witness: one text in one source, and what its source says of it.

Nothing here judges the text. The carriers for marks, places and origins are filled by the
readers; plain text fills few of them, marked-up sources will fill more.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

from collate._repr import quoted, repr_line, shorten
from collate.errors import WitnessError

Siglum = NewType("Siglum", str)

# What may be said instead of the siglum of a base.
MAJORITY: Final = "majority"
NO_BASE: Final = "none"
RESERVED: Final = (MAJORITY, NO_BASE)


class ApparatusForm(StrEnum):
    """Whether a printed apparatus names the witnesses of the lemma."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Extent(StrEnum):
    """Whether a witness testifies to the whole work or to passages of it."""

    COMPLETE = "complete"
    FRAGMENT = "fragment"


class PassageUnit(StrEnum):
    """How the passages of a fragment stand apart."""

    FILE = "file"
    PARAGRAPH = "paragraph"


class Role(StrEnum):
    """In whose name a stretch of text stands in its witness."""

    TEXT = "text"
    GLOSS = "gloss"
    NOTE = "note"
    PARATEXT = "paratext"


class GapReason(StrEnum):
    """Why a witness has nothing to say over a stretch of its text."""

    LACUNA = "lacuna"
    ILLEGIBLE = "illegible"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source, or its editor, says of the code points [start, end) of a witness."""

    start: int
    end: int
    role: Role | None = None
    cause: str | None = None
    hand: str | None = None
    supplied: bool = False
    unclear: bool = False
    gap: GapReason | None = None
    why: str = ""

    def __repr__(self) -> str:
        named = self.role or self.gap or ""
        return repr_line("Mark", f"{self.start}-{self.end} {named}")


@dataclass(frozen=True, slots=True)
class Place:
    """A name for the code points [start, end): a page, a verse, a section."""

    start: int
    end: int
    system: str
    value: str

    def __repr__(self) -> str:
        return repr_line("Place", f"{self.start}-{self.end} {shorten(self.system, 30)}={self.value}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The run of text that begins at `start` came from `file`, at code point `offset`."""

    start: int
    file: str
    offset: int

    def __repr__(self) -> str:
        return repr_line("Origin", f"{self.start} from {shorten(self.file, 40)}@{self.offset}")


@dataclass(frozen=True, slots=True)
class Pretoken:
    """A token that its source gave: its span, the form to compare, and keys of other tools with what they hold."""

    start: int
    end: int
    form: str | None = None
    keys: tuple[tuple[str, object], ...] = ()

    def __repr__(self) -> str:
        form = f" {quoted(self.form)}" if self.form is not None else ""
        return repr_line("Pretoken", f"{self.start}-{self.end}{form}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a witness was read from: enough to write it back byte for byte."""

    file: str
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    sha256: str = ""

    def __repr__(self) -> str:
        return repr_line("SourceFile", f"{shorten(self.file, 60)} {self.encoding}")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What an edition prints about a witness."""

    title: str = ""
    date: str = ""
    source: str = ""
    licence: str = ""

    def __repr__(self) -> str:
        return repr_line("Bibliography", f"{shorten(self.title, 50)} {self.date}")


@dataclass(frozen=True, slots=True)
class Witness:
    """One text in one source.

    `text` is the file decoded, without newline translation and never rewritten; all offsets are
    code points into it.
    """

    siglum: Siglum
    text: str
    extent: Extent = Extent.COMPLETE
    passages: PassageUnit = PassageUnit.FILE
    derived_from: Siglum | None = None
    sources: tuple[SourceFile, ...] = ()
    bibliography: Bibliography = Bibliography()
    marks: tuple[Mark, ...] = ()
    places: tuple[Place, ...] = ()
    origins: tuple[Origin, ...] = ()
    pretokens: tuple[Pretoken, ...] = ()
    _starts: list[tuple[int, ...]] = field(init=False, repr=False, compare=False)  # of lines, once they are asked for

    def __repr__(self) -> str:
        return f"<Witness {shorten(self.siglum, 40)}: {len(self.text)} characters>"

    def __post_init__(self) -> None:
        """Raise WitnessError unless the siglum can be cited and every mark lies in the text."""
        if not self.siglum.strip():
            raise WitnessError("a witness needs a siglum that is not empty; name it SIGLUM=path")
        if self.siglum != self.siglum.strip() or any(not c.isprintable() for c in self.siglum):
            raise WitnessError(
                f"the siglum {self.siglum!r} begins or ends with white space or has a control character; "
                "name the witness otherwise"
            )
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise WitnessError(f"a mark of {self.siglum} covers [{mark.start}, {mark.end}), outside its text")
        object.__setattr__(self, "_starts", [])

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        if not self._starts:
            self._starts.append(_line_starts(self.text))
        return self._starts[0]

    def line(self, offset: int) -> int:
        """Give the line, from 1, on which a code point stands."""
        return bisect_right(self.line_starts, offset)

    def column(self, offset: int) -> int:
        """Give the column, from 1, in code points."""
        return offset - self.line_starts[self.line(offset) - 1] + 1


def _line_starts(text: str) -> tuple[int, ...]:
    """Give the offset at which each line begins; a line ends at LF, CR LF or CR."""
    return (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text)))


def require_distinct_sigla(witnesses: Sequence[Witness]) -> None:
    """Raise WitnessError when two witnesses would be cited by one siglum."""
    seen: dict[Siglum, Witness] = {}
    for witness in witnesses:
        if witness.siglum in RESERVED:
            raise WitnessError(f"no witness can be called {witness.siglum}: it says which base; name it SIGLUM=path")
        other = seen.setdefault(witness.siglum, witness)
        if other is not witness:
            files = [s.file for w in (other, witness) for s in w.sources]
            named = f" ({' and '.join(files)})" if files else ""
            raise WitnessError(f"two witnesses have the siglum {witness.siglum}{named}; give one another, SIGLUM=path")
