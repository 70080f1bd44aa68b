"""A witness: one text in one source, and what its source says of it.

Readers fill in what their format knows: plain text has no marks, places or pretokens. Half of this module is docstrings
of public records, so it is longer than 300 lines.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import Final, NewType

from collate._dataclass import dataclass
from collate._repr import counted, quoted, repr_line, shorten
from collate.errors import WitnessError
from collate.model.annotations import NO_ANNOTATIONS, Annotations
from collate.model.origins import NO_ORIGINS, FilePosition, LineStretches, Origins

Siglum = NewType("Siglum", str)

# Words that name a base, so they cannot be sigla.
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
    """What one passage of a fragment is: the whole file, or a paragraph of it."""

    FILE = "file"
    PARAGRAPH = "paragraph"


class Role(StrEnum):
    """Whose words a stretch of text has: the author's, or those of an editor or scribe who adds to the text."""

    TEXT = "text"
    GLOSS = "gloss"
    NOTE = "note"
    PARATEXT = "paratext"


class GapReason(StrEnum):
    """Why the text of a witness cannot be read over a stretch of it."""

    LACUNA = "lacuna"
    ILLEGIBLE = "illegible"
    ABSENT = "absent"  # the source is silent here, so nothing is known


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source, or its editor, says of the code points [start, end) of a witness.

    role      whose words they are; None if the mark does not say
    cause     of the role, as an apparatus names it
    gap       why nothing can be read there; None where something can
    why       the reason for the mark, in a sentence
    """

    start: int
    end: int
    role: Role | None = None
    cause: str | None = None
    gap: GapReason | None = None
    why: str = ""

    def __repr__(self) -> str:
        return repr_line("Mark", f"{self.start}:{self.end} {self.role or self.gap or ''}")


@dataclass(frozen=True, slots=True)
class Place:
    """A name for the code points [start, end): a page, a verse, a section.

    system  what is numbered: `page`, `verse`, `line`
    value   the name in this system: `12v`, `3`
    label   the code points [start, end) where the text itself has the name; None if only its source knows it
    """

    start: int
    end: int
    system: str
    value: str
    label: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return repr_line("Place", f"{self.start}:{self.end} {shorten(self.system, 30)}={self.value}")


@dataclass(frozen=True, slots=True)
class LeftOutText:
    """What a reader left out of the text of a witness, under one name.

    name     the element, tag or rule: `fw`, `teiHeader`, `rdg of other witnesses`
    words    how many words were left out
    digest   a hash of these words, so that two witnesses can be compared
    file, line   where it stands first
    known    False if no rule of the reader knows the name: the reader took a guess
    pieces   the line and the words of each piece, where the reader lists them and they are not too many
    """

    name: str
    words: int
    digest: str = ""
    file: str = ""
    line: int = 0
    known: bool = True
    pieces: tuple[tuple[int, str], ...] = ()

    def __repr__(self) -> str:
        return repr_line("LeftOutText", f"{shorten(self.name, 40)}: {counted(self.words, 'word')}")


@dataclass(frozen=True, slots=True)
class Pretoken:
    """A token of a source that is already tokenised: its span, the form to compare, and the keys of other tools."""

    start: int
    end: int
    form: str | None = None
    keys: tuple[tuple[str, object], ...] = ()

    def __repr__(self) -> str:
        form = f" {quoted(self.form)}" if self.form is not None else ""
        return repr_line("Pretoken", f"{self.start}:{self.end}{form}")


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

    Attributes
    ----------
    siglum : Siglum
        What the witness is cited by.
    text : str
        The file decoded, without newline translation and never rewritten; offsets are code points of it.
    extent : Extent
        Whether it is the whole work or passages of it.
    passages : PassageUnit
        What one passage of a fragment is.
    derived_from : Siglum or None
        The siglum of the manuscript, if this is one of its hands, or one state of its text.
    sources : tuple of SourceFile
        The files that it was read from.
    bibliography : Bibliography
        What an edition prints about it.
    marks : tuple of Mark
        What the source says of stretches of the text.
    places : tuple of Place
        Pages, verses and sections.
    origins : Origins
        Where each stretch of the text stands in its file, if the text is not the file itself.
    annotations : Annotations
        What the source says of words and letters: supplied, unclear, lemma.
    left_out : tuple of LeftOutText
        What of the source is no part of the text, counted by name.
    structured : bool
        Whether the source itself says what is a heading, a note or furniture. If so, its layout says nothing more.
    notices : tuple of str
        What the reader wants to tell, each a sentence: an element that no rule knows, a setting that matches nothing.
    pretokens : tuple of Pretoken
        The tokens of a source that is already tokenised.

    Examples
    --------
    >>> import collate
    >>> witness = collate.Witness("A", "one line\\nand another")
    >>> witness.line(9), witness.column(9)
    (2, 1)
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
    origins: Origins = NO_ORIGINS
    annotations: Annotations = NO_ANNOTATIONS
    left_out: tuple[LeftOutText, ...] = ()
    structured: bool = False
    notices: tuple[str, ...] = ()
    pretokens: tuple[Pretoken, ...] = ()
    _starts: list[tuple[int, ...]] = field(init=False, repr=False, compare=False)  # of lines, once computed
    _stretches: list[LineStretches] = field(init=False, repr=False, compare=False)  # once computed

    def __post_init__(self) -> None:
        """Raise WitnessError unless the siglum can be cited and every mark is inside the text."""
        if not isinstance(self.siglum, str) or not isinstance(self.text, str):
            raise WitnessError(f"the siglum and the text of a witness must be strings; the siglum is {self.siglum!r}")
        if not self.siglum.strip():
            raise WitnessError("a witness has an empty siglum; choose another")
        if self.siglum != self.siglum.strip() or any(not c.isprintable() for c in self.siglum):
            raise WitnessError(
                f"the siglum {self.siglum!r} begins or ends with white space or has a control character; "
                "choose another siglum"
            )
        for mark in self.marks:
            if not 0 <= mark.start < mark.end <= len(self.text):
                raise WitnessError(f"a mark of {self.siglum} covers [{mark.start}, {mark.end}), outside its text")
        object.__setattr__(self, "_starts", [])
        object.__setattr__(self, "_stretches", [])

    def __repr__(self) -> str:
        files = [repr(source.file) for source in self.sources[:1]] + ["..."] * (len(self.sources) > 1)
        return f"<Witness {self.siglum}: {', '.join([f'{len(self.text)} characters', *files])}>"

    @property
    def is_typed(self) -> bool:
        """Whether the text is the file as somebody typed it, and not what a reader made of markup."""
        return not (self.structured or self.origins)

    @property
    def gap_signs(self) -> list[tuple[int, int]]:
        """The code points [start, end) of the signs that a reader wrote for gaps, in order: `[...]`.

        A mark over letters is no sign: somebody else says that these words cannot be read.
        """
        gaps = [(m.start, m.end) for m in self.marks if m.gap]
        return sorted((start, end) for start, end in gaps if not any(map(str.isalnum, self.text[start:end])))

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line of the text itself begins."""
        if not self._starts:
            self._starts.append(_line_starts(self.text))
        return self._starts[0]

    @property
    def line_stretches(self) -> LineStretches:
        """The stretches of the text that stand on one line of its files."""
        if not self._stretches:
            starts = self.line_starts
            own = LineStretches(starts, range(1, len(starts) + 1), [0] * len(starts))
            self._stretches.append(self.origins.line_stretches() if self.origins else own)
        return self._stretches[0]

    def span_of_line(self, line: int, file: int | None = None) -> tuple[int, int] | None:
        """Return the code points [start, end) that stand on a line of a file, or of any; None if there are none.

        Of a line whose words were put in several places, it is all from the first to the last of them.
        """
        starts, lines, files = self.line_stretches
        found = [k for k, own in enumerate(lines) if own == line and file in (None, files[k])]
        if not found:
            return None
        after = found[-1] + 1
        return starts[found[0]], starts[after] if after < len(starts) else len(self.text)

    def end_position(self, start: int, end: int) -> FilePosition:
        """Return the file, line and column behind the last code point of [start, end), in the file where it begins."""
        if not self.origins:
            return self.position(end)
        first = self.position(start)
        last = self.position(max(start, end - 1))
        if end == start or last < first or last.file != first.file:
            return first
        return last._replace(column=last.column + 1)

    def position(self, offset: int) -> FilePosition:
        """Return the file, line and column at which a code point of the text stands in its source."""
        if self.origins:
            return self.origins.position(offset)
        line = self.text_line(offset)
        return FilePosition(0, line, offset - self.line_starts[line - 1] + 1)

    def line(self, offset: int) -> int:
        """Return the line, from 1, of a code point: in its file, if the text was read from a marked-up one."""
        return self.position(offset).line

    def column(self, offset: int) -> int:
        """Return the column, from 1, of a code point in its line, as `line` counts lines."""
        return self.position(offset).column

    def text_line(self, offset: int) -> int:
        """Return the line, from 1, of a code point in the text itself."""
        return bisect_right(self.line_starts, offset)


def _line_starts(text: str) -> tuple[int, ...]:
    """Return the offset at which each line begins; a line ends at LF, CR LF or CR."""
    return (0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text)))


def require_distinct_sigla(witnesses: Sequence[Witness], syntax: str = "") -> None:
    """Raise WitnessError when two witnesses have one siglum, or one has a word that names a base.

    `syntax` is how the user names a siglum: the error message shows it.
    """
    by_siglum: dict[Siglum, Witness] = {}
    for witness in witnesses:
        if witness.siglum in RESERVED:
            choose = f"choose another siglum: {syntax}" if syntax else "choose another siglum"
            raise WitnessError(f"{witness.siglum} cannot be a siglum, because this word names a base; {choose}")
        first = by_siglum.setdefault(witness.siglum, witness)
        if first is not witness:
            files = [source.file for w in (first, witness) for source in w.sources]
            where = f" ({' and '.join(files)})" if files else ""
            change = f"change one of them: {syntax}" if syntax else "change one of them"
            raise WitnessError(f"two witnesses have the siglum {witness.siglum}{where}; {change}")
