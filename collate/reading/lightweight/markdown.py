"""Read Markdown: CommonMark with tables, notes and front matter, and CriticMarkup as states of the text."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from collate._late_regex import late_regex
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.lightweight.critic_markup import CriticKind, CriticStretch, critic_stretches, state_text
from collate.reading.lightweight.html_notes import notes_of_items
from collate.reading.lightweight.html_tags import with_elements
from collate.reading.lightweight.items import (
    DELETED,
    FRONT_MATTER,
    INSERTED,
    Item,
    LeftOutRun,
    PartBegin,
    PartEnd,
    TypedRun,
)
from collate.reading.lightweight.markdown_blocks import StateItems
from collate.reading.lightweight.markdown_lines import StateLines
from collate.reading.lightweight.markdown_parser import markdown_parser
from collate.reading.lightweight.source_text import SourceText, source_text
from collate.reading.lightweight.states import witnesses_of_items
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import Separator

_FRONT_MATTER: Final = late_regex(
    r"\ufeff?(---|\+\+\+)[ \t]*+\r?\n(?P<inner>(?:.*\r?\n)*?)(?:\1|\.\.\.)[ \t]*+(?:\r?\n|\Z)"
)
_KEY: Final = late_regex(r"""\s*+(?:#.*\s++)*+(?:[\w"'-][^:=\n]*+\s*+[:=](?:\s|\Z)|[\[{-])""")
_BRACKET: Final = late_regex(r"[\[\]]")
_DEFINITION: Final = late_regex(r"[ \t>*+0-9.)-]*+\[[^\[\]\n]++\]:")
_CHANGE: Final = late_regex(r"\{(?:\+\+|--|~~|==|>>)")
LONGEST_LINE: Final = 1_000_000  # characters
MOST_BRACKETS: Final = 1_000  # that are open in a paragraph
MOST_LINKS: Final = 10_000  # opening brackets of a paragraph
MOST_DEFINITIONS: Final = 20_000  # notes and definitions of links in a file


def read_markdown(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files in Markdown that are one text, or one for each state of it.

    Raises ReadError for a file that is empty, has a NUL, is nested too deep, or has bytes that are not of its encoding.
    """
    files = [source_text(source, number, options) for number, source in enumerate(sources)]
    divided = {file.number: _stretches(file) for file in files}

    def items_of(file: SourceText, gone: str) -> list[Item]:
        return _items(file, divided[file.number], gone)

    return witnesses_of_items(files, items_of, sources, options)


def _stretches(file: SourceText) -> list[CriticStretch]:
    """Return the stretches of a file behind its front matter: text, and changes."""
    start = _front_matter_end(file.text)
    _require_bounded(file)
    whole = [CriticStretch(CriticKind.TEXT, start, len(file.text))]
    if _CHANGE.search(file.text, start) is None:
        return whole
    return critic_stretches(file.text, list(_code(file.text, whole)), start)


def _require_bounded(file: SourceText) -> None:
    """Raise ReadError for a file that would take the parser very long, as no text does."""
    depth = links = definitions = 0
    for number, line in enumerate(file.text.split("\n"), 1):
        where = f"{file.file}:{number}"
        if len(line) > LONGEST_LINE:
            raise ReadError(f"{where}: a line of {len(line):,} characters is too long; {LONGEST_LINE:,} are allowed")
        if not line.strip(" \t\r>"):
            depth = links = 0
            continue
        brackets = _BRACKET.findall(line)
        depths = list(accumulate((1 if b == "[" else -1 for b in brackets), initial=depth))
        depth = max(depths[-1], 0)
        links += brackets.count("[")
        definitions += _DEFINITION.match(line) is not None
        if max(depths) > MOST_BRACKETS:
            raise ReadError(
                f"{where}: more than {MOST_BRACKETS:,} square brackets in one paragraph are not closed; close them"
            )
        if links > MOST_LINKS:
            raise ReadError(
                f"{where}: more than {MOST_LINKS:,} opening square brackets in one paragraph; "
                "divide it with empty lines"
            )
        if definitions > MOST_DEFINITIONS:
            raise ReadError(
                f"{where}: more than {MOST_DEFINITIONS:,} notes and definitions of links in one file; divide the file"
            )


def _front_matter_end(text: str) -> int:
    """Return where the front matter of a file ends; 0 if there is none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found and (not found["inner"].strip() or _KEY.match(found["inner"])) else 0


def _code(text: str, whole: Sequence[CriticStretch]) -> Iterator[tuple[int, int]]:
    """Yield where code stands in a text, in which there are no changes."""
    state = state_text(text, whole, CriticKind.DELETED)
    lines = StateLines(state.text)
    for token in markdown_parser().parse(state.text, {}):
        if token.type in ("fence", "code_block") and token.map:
            end = min(lines.starts[min(token.map[1], len(lines.lines))], len(state.text))
            yield state.at(lines.starts[token.map[0]]), state.at(end)
        elif (
            token.type == "inline" and token.map and any(child.type == "code_inline" for child in token.children or ())
        ):
            block = lines.block(token.content, token.map[0])
            for child in token.children or ():
                if child.type == "code_inline" and child.map:
                    place = child.map[0]
                    length = len(child.content) + 2 * len(child.markup)
                    yield state.at(block.at(place)), state.at(block.at(min(place + length, len(block.text) - 1)))


def _items(file: SourceText, stretches: Sequence[CriticStretch], gone: str) -> list[Item]:
    """Return the items of a file in the state that does not have its deleted, or its inserted, text."""
    kind = CriticKind.DELETED if gone == DELETED else CriticKind.INSERTED
    state = state_text(file.text, stretches, kind)
    found: list[Item] = [*_front_matter(file)]
    found += with_elements([*StateItems(state, file.place).items()], notes_of_items)
    name = DELETED if gone == DELETED else INSERTED
    return found + [LeftOutRun(name, own.start, own.end) for own in state.gone]


def _front_matter(file: SourceText) -> Iterator[Item]:
    end = _front_matter_end(file.text)
    if end:
        yield PartBegin(FRONT_MATTER, 0, separator=Separator.PARAGRAPH)
        yield TypedRun(file.text[:end], 0, end)
        yield PartEnd()
