"""From the items of a file in lightweight markup to the text of one state of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line, shorten
from collate.model.witness import GapReason, Role
from collate.reading.lightweight import items as part_names
from collate.reading.lightweight.destinies import PartRules, attribute, means
from collate.reading.lightweight.items import (
    AskedSpace,
    GapSign,
    Item,
    JoinEnd,
    LeftOutRun,
    MadeSign,
    NamedPlace,
    PartBegin,
    PartEnd,
    TypedRun,
    WordJoin,
)
from collate.reading.lightweight.source_text import SourceText
from collate.reading.read_settings import Destiny, ReadSettings
from collate.reading.transcript import SPACES, Separator, Transcript, visible_length
from collate.reading.web.kinds import PartOfPage

SOFT_HYPHEN: Final = "\u00ad"
_SHOWN: Final = 40  # characters of an attribute in an explanation
_NAMED_BY: Final = 50  # runs at most, of the words that name a place
_COUNTED: Final = {
    part_names.HEADING: "headings",
    part_names.FOOTNOTE: "footnotes",
    part_names.MARKER: "note markers",
    part_names.REFERENCE: "references",
    part_names.REMARK: "remarks",
    part_names.CAPTION: "captions",
    part_names.COMMENT: "comments",
    part_names.IMAGE: "images",
    part_names.FRONT_MATTER: "front matter",
    part_names.STRIKE: "struck out",
    part_names.EDITORIAL: "editorial text",
}
# What is no part of the word at which it stands, also where it is text.
_APART: Final = frozenset(
    (
        part_names.FOOTNOTE,
        part_names.MARKER,
        PartOfPage.MARKER,
        PartOfPage.CALL,
        part_names.REMARK,
        f"{part_names.TEMPLATE} note",
        f"{part_names.TEMPLATE} footnote",
    )
)
_GAP: Final = "[...]"
_GAP_IN_WORD: Final = "[..]"


@dataclass(frozen=True, slots=True)
class _Open:
    """A part that has not ended yet: what it is, and what becomes of it."""

    part: PartBegin
    destiny: Destiny | None
    is_aside: bool = False
    is_apart: bool = False
    left_out: str = ""  # the name by which its words are counted

    def __repr__(self) -> str:
        return repr_line("_Open", self.part.name)


class ItemWriter:
    """Writes the items of files to a transcript."""

    def __init__(self, rules: PartRules, settings: ReadSettings, gone: str = "") -> None:
        self._gone = gone  # what is no text in this state: deleted or inserted text
        self.transcript = Transcript()
        self.visible = 0  # characters of the files that are no white space and no markup
        self._rules = rules
        self._places = [rule for rule in settings.places if rule.selector is not None]
        self._stated = {rule.system for rule in settings.places}
        self._open: list[_Open] = []
        self._source: SourceText
        self._asides = 0
        self._left_out: list[TypedRun] = []  # of the part that is being left out

    def __repr__(self) -> str:
        return repr_line("ItemWriter", f"{self.transcript.length} characters")

    def write(self, source: SourceText, found: Sequence[Item]) -> None:
        """Write the items of a file. Parts that have no end there end with it."""
        self._source = source
        for number, item in enumerate(found):
            match item:
                case TypedRun():
                    self._run(item)
                case AskedSpace():
                    self._separate(item.separator)
                case LeftOutRun():
                    self._leave_out(item.name, item.start, source.text[item.start : item.end], item.known)
                case PartBegin():
                    self._begin(item, found, number)
                case PartEnd():
                    self._end()
                case WordJoin():
                    self.transcript.join()
                case JoinEnd():
                    self.transcript.end_join()
                case MadeSign() | GapSign() | NamedPlace():
                    self._made(item)
        while self._open:
            self._end()

    def _separate(self, separator: Separator) -> None:
        self.transcript.separate(separator)
        if self._open and self._open[-1].left_out and self._left_out:
            self._left_out.append(TypedRun(" ", self._left_out[-1].end, self._left_out[-1].end))

    # -- parts

    def _begin(self, part: PartBegin, found: Sequence[Item], number: int) -> None:
        if part.separator:
            self._separate(part.separator)
        if self._open and self._open[-1].left_out:
            self._open.append(_Open(part, None, left_out=self._open[-1].left_out))
            return
        around = [own.part for own in self._open]
        destiny = self._rules.of(part, around)
        for rule in self._places:
            if rule.selector is not None and means(rule.selector, part, around):
                key = rule.selector.attribute
                name = attribute(part, key) or "" if key else _words(found, number)
                if name.strip():
                    self.transcript.place(rule.system, " ".join(name.split()))
        kind = part.kind or part.name
        if (destiny is not None and destiny.role is None) or kind == self._gone:
            self._left_out = []
            self._open.append(_Open(part, destiny, left_out=_COUNTED.get(kind, kind)))
        elif destiny is None or destiny.role in (None, Role.TEXT) or self._is_part_of_aside(part, destiny):
            is_apart = kind in _APART
            if is_apart:
                self._separate(Separator.SPACE)
            self._open.append(_Open(part, destiny, is_apart=is_apart))
            self._say(part)
        else:
            self._begin_aside(part, destiny)

    def _begin_aside(self, part: PartBegin, destiny: Destiny) -> None:
        around = max(part.separator, Separator.SPACE)
        self.transcript.begin_aside(destiny.role or Role.NOTE, destiny.cause, _why(part), around)
        self._open.append(_Open(part, destiny, is_aside=True))
        self._asides += 1
        self._say(part)

    def _say(self, part: PartBegin) -> None:
        for name, value in part.said:
            self.transcript.begin(name, value)

    def _is_part_of_aside(self, part: PartBegin, destiny: Destiny) -> bool:
        """Return whether a part is no stretch of its own, since it stands in a note or a heading."""
        return self._asides > 0 and destiny.role is Role.PARATEXT

    def _end(self) -> None:
        if not self._open:
            return
        own = self._open.pop()
        if own.left_out:
            if not (self._open and self._open[-1].left_out) and self._left_out:
                self._leave_out(own.left_out, self._left_out[0].start, "".join(run.text for run in self._left_out))
        else:
            for name, _ in reversed(own.part.said):
                self.transcript.end(name)
        if own.is_aside:
            self._asides -= 1
            self.transcript.end_aside(max(own.part.separator, Separator.SPACE))
        if own.part.separator or own.is_apart:
            self._separate(max(own.part.separator, Separator.SPACE))

    # -- text

    def _run(self, run: TypedRun) -> None:
        if self._open and self._open[-1].left_out:
            self._left_out.append(run)
            return
        if SOFT_HYPHEN not in run.text or run.end - run.start != len(run.text):
            self._write(run)
            return
        start = run.start
        for n, part in enumerate(run.text.split(SOFT_HYPHEN)):
            if n:
                self._leave_out("soft hyphens", start, SOFT_HYPHEN)
                start += 1
            if part:
                self._write(TypedRun(part, start, start + len(part)))
            start += len(part)

    def _write(self, run: TypedRun) -> None:
        self.visible += visible_length(run.text)
        inner = run.text.strip(SPACES)
        is_as_it_stands = run.end - run.start == len(run.text)
        if (
            inner
            and is_as_it_stands
            and "  " not in inner
            and "\n" not in inner
            and "\t" not in inner
            and "\r" not in inner
        ):
            before = run.text.index(inner[0])
            if before:
                self.transcript.separate(Separator.SPACE)
            self.transcript.write(inner, self._source.point(run.start + before))
            if before + len(inner) < len(run.text):
                self.transcript.separate(Separator.SPACE)
            return
        point, start = self._source.point, run.start
        if is_as_it_stands:
            self.transcript.write_collapsed(run.text, lambda k: point(start + k))
        else:
            self.transcript.write_collapsed(run.text, lambda _: point(start))

    def _leave_out(self, name: str, start: int, text: str, known: bool = True) -> None:
        if text.strip():
            self.visible += visible_length(text)
            self.transcript.leave_out(name, text, self._source.point(start), known, is_listed=True)

    def _made(self, item: MadeSign | GapSign | NamedPlace) -> None:
        if self._open and self._open[-1].left_out:
            return
        if isinstance(item, NamedPlace):
            if item.system not in self._stated:
                self.transcript.place(item.system, item.value)
            return
        at = self._source.point(item.start)
        if isinstance(item, MadeSign):
            self.transcript.insert(item.text, at)
            return
        before = self.transcript.last_characters(1)
        sign = _GAP_IN_WORD if before.isalnum() else _GAP
        self.transcript.gap(sign, GapReason.ILLEGIBLE, item.why, at)


def _words(found: Sequence[Item], number: int) -> str:
    """Return the words of the part that begins with an item."""
    return " ".join("".join(_texts(found, number)).split())


def _texts(found: Sequence[Item], number: int) -> Iterator[str]:
    depth, runs = 0, 0
    for k in range(number, len(found)):
        item = found[k]
        depth += isinstance(item, PartBegin) - isinstance(item, PartEnd)
        if depth == 0 or runs > _NAMED_BY:
            return
        if isinstance(item, TypedRun):
            runs += 1
            yield item.text
        elif isinstance(item, AskedSpace):
            yield " "


def _why(part: PartBegin) -> str:
    key = attribute(part, "class")
    return f"{part.kind or part.name}{f' of the class {shorten(key, _SHOWN)}' if key else ''} in the file"
