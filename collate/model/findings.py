"""What a rule finds: a place in a file, what is wrong there, and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from collate.model.witness import Siglum, Witness

AROUND: Final = 44  # signs of a line that are kept on either side of a place, and of the place itself


class Level(StrEnum):
    """How much a finding weighs: an error fails the check."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its code and name, the level that it has unless a project says another, and one sentence.

    One that is not `usual` is asked only where it is named, or where a setting of the project calls for it.
    """

    code: str
    name: str
    level: Level
    sentence: str
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """Code points [start, end) of a text, what a rule says of them, and how to mend them."""

    start: int
    end: int
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Transcription:
    """A file that is checked by itself: its name as it is cited, and the witness that was read from it.

    `language` is that of its work, `allowed` the signs that a reviewed table lets in, None where there is no table,
    `words` the lists of words of its language.
    """

    path: str
    witness: Witness
    language: str = ""
    allowed: frozenset[str] | None = None
    words: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        """What is checked."""
        return self.witness.text


Finder = Callable[[Transcription], Iterable[Match]]


@dataclass(frozen=True, slots=True)
class WorkFinding:
    """What a rule on a whole work finds: in a witness by its siglum, or else in another file of the work."""

    code: str
    found: Match
    siglum: Siglum | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule in a file.

    Lines and columns count from 1, and `start` and `end` in code points of the text. `here` is what stands
    there up to the end of its line, `before` and `after` what stands beside it on that line; long ones are cut.
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
    before: str = field(repr=False, default="")
    here: str = field(repr=False, default="")
    after: str = field(repr=False, default="")

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.rule.code


def finding_of(rule: Rule, level: Level, file: Transcription, found: Match) -> Finding:
    """Say where in its file something was found."""
    witness, text, start, end = file.witness, file.text, found.start, found.end
    line, end_line = witness.line(start), witness.line(end)
    starts = witness.line_starts
    top, stop = starts[line - 1], starts[line] if line < len(starts) else len(text)
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    last = min(end, stop)
    return Finding(
        rule,
        level,
        file.path,
        start,
        end,
        line,
        start - top + 1,
        end_line,
        witness.column(end),
        found.message,
        found.help,
        text[max(top, start - AROUND) : start],
        text[start : min(last, start + AROUND)],
        text[last : min(stop, last + AROUND)],
    )
