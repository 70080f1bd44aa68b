"""Findings: what a rule reports, and where in a file it is."""

from collections.abc import Callable, Iterable
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.model.place_names import NameAndValue
from collate.model.witness import Siglum, Witness

CONTEXT_LENGTH: Final = 44  # characters of a line that are kept before, of and after the text of a finding
_REPR_LENGTH: Final = 100

_PlaceFinder = Callable[[int], tuple[NameAndValue, ...]]


class Level(StrEnum):
    """How serious a finding is: an error fails the check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code and name, its default level, and a description of one sentence.

    A rule that is not `on_by_default` runs only if it is selected by name, or if a setting needs it.
    """

    code: str
    name: str
    level: Level
    description: str
    on_by_default: bool = True

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}: {self.level}>"


@dataclass(frozen=True, slots=True)
class Match:
    """The code points [start, end) of a text that break a rule, with a message and a way to correct them.

    `key` tells matches of one rule in one file apart where there is no text around them. `cause` is the same in all
    matches of a rule that one cause explains, such as one character; where it is empty, the message is.
    """

    start: int
    end: int
    message: str
    help: str = ""
    key: str = ""
    cause: str = ""

    def __repr__(self) -> str:
        return _one_line(f"<Match {self.start}-{self.end}: {self.message}>")


@dataclass(frozen=True, slots=True)
class Transcription:
    """A file that is checked by itself: its path as reports show it, and the witness that was read from it.

    `language` is that of its work. `is_ocr` says that the text comes from OCR. `allowed_characters` are those of the
    project's character table, None without a table. `word_lists` are the word lists of its language. `files` are
    the paths of all its files by number, if there are several.
    """

    path: str
    witness: Witness
    language: str = ""
    allowed_characters: frozenset[str] | None = None
    word_lists: tuple[Path, ...] = ()
    files: tuple[str, ...] = ()
    is_ocr: bool = False
    _find: list[_PlaceFinder] = field(default_factory=list, init=False, repr=False, compare=False)  # once computed
    _characters: list[frozenset[str]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text to check."""
        return self.witness.text

    @property
    def characters(self) -> frozenset[str]:
        """The characters of the text: most rules are about some, and need not look at a text without them."""
        if not self._characters:
            self._characters.append(frozenset(self.text))
        return self._characters[0]

    def places_at(self, offset: int) -> tuple[NameAndValue, ...]:
        """Return the verse or page at a code point: system and value."""
        if not self.witness.places:
            return ()
        if not self._find:
            from collate.model.place_index import place_finder  # late: most texts have no places

            self._find.append(place_finder(self.witness))
        return self._find[0](offset)

    def __repr__(self) -> str:
        return _one_line(f"<Transcription {self.path}: {len(self.text)} characters>")


TranscriptionChecker = Callable[[Transcription], Iterable[Match]]


@dataclass(frozen=True, slots=True)
class WorkFinding:
    """What a rule on a whole work reports: a match in a witness, by its siglum, or in another file of the work.

    `most` is the highest level that it has; by default that of its rule.
    """

    code: str
    match: Match
    siglum: Siglum | None = None
    file: Path | None = None
    most: Level = Level.ERROR

    def __repr__(self) -> str:
        return _one_line(f"<WorkFinding {self.code} in {self.siglum or self.file}: {self.match.message}>")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule in a file.

    Attributes
    ----------
    rule : Rule
        The rule that found it.
    level : Level
        Error, warning or info, as the project has it.
    path : str
        The file, relative to the project.
    start, end : int
        The place, in code points of the text.
    line, column : int
        The line and column of its first code point, from 1.
    end_line, end_column : int
        The line and column after its last code point, from 1.
    message : str
        What is wrong.
    help : str
        What to do.
    matched : str
        The text of the finding, up to the end of its line; a long one is cut.
    before, after : str
        The rest of that line; long ones are cut.
    key : str
        What distinguishes two findings that have no text.
    places : tuple of (str, str)
        The verse or page in which it begins: system and value.
    cause : str
        What it shares with other findings of its rule in its file that are told together with it.
    count : int
        For how many places it stands.

    Examples
    --------
    >>> import collate
    >>> finding = collate.check("witnesses/autonomisation/wo2022.txt", select=["V-slip"], with_known=True)[0]
    >>> finding.code, finding.line, str(finding.level)
    ('V-slip', 11, 'warning')
    """

    rule: Rule
    level: Level
    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str
    before: str = ""
    matched: str = ""
    after: str = ""
    key: str = ""
    places: tuple[NameAndValue, ...] = ()
    cause: str = ""
    count: int = 1

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code

    def __repr__(self) -> str:
        return _one_line(f"<Finding {self.code} {self.level} at {self.path}:{self.line}:{self.column}: {self.message}>")


def finding_of(rule: Rule, level: Level, file: Transcription, match: Match) -> Finding:
    """Return the finding for a match: its lines and columns, and the text around it."""
    witness, text, start, end = file.witness, file.text, match.start, match.end
    first, last = witness.position(start), witness.end_position(start, end)
    line_starts, line = witness.line_starts, witness.text_line(start)
    line_start = line_starts[line - 1]
    line_stop = line_starts[line] if line < len(line_starts) else len(text)
    while line_stop > start and text[line_stop - 1] in "\r\n":
        line_stop -= 1
    matched_stop = min(end, line_stop)
    return Finding(
        rule,
        level,
        file.files[first.file] if file.files else file.path,
        start,
        end,
        first.line,
        first.column,
        last.line,
        last.column,
        match.message,
        match.help,
        text[max(line_start, start - CONTEXT_LENGTH) : start],
        text[start : min(matched_stop, start + CONTEXT_LENGTH)],
        text[matched_stop : min(line_stop, matched_stop + CONTEXT_LENGTH)],
        match.key,
        file.places_at(start),
        match.cause,
    )


def _one_line(text: str) -> str:
    """Return a text as one line of at most 100 printable characters."""
    line = "".join(c if c.isprintable() else "?" for c in text)
    return line if len(line) <= _REPR_LENGTH else f"{line[: _REPR_LENGTH - 2]}…>"
