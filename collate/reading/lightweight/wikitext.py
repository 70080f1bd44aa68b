"""Read wikitext, as the pages of Wikisource and Wikipedia have it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import mwparserfromhell
from mwparserfromhell.parser import ParserError
from mwparserfromhell.wikicode import Wikicode

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, listed, quoted, repr_line
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.lightweight.items import Item, LeftOutRun
from collate.reading.lightweight.source_text import SourceText, source_text
from collate.reading.lightweight.states import witnesses_of_items
from collate.reading.lightweight.templates import TEMPLATE, TemplateRules
from collate.reading.lightweight.wiki_apostrophes import restored, unused_signs, with_letters
from collate.reading.lightweight.wiki_nodes import OTHER_PAGES, WikiItems
from collate.reading.lightweight.wiki_pages import PageBlock, PageItems, WikiPage, page_of
from collate.reading.options import ReadOptions, SourceContent

_SIGN: Final = late_regex(r"\{\{|\{\||\}\}|\|\}|[\[\]\n]|/?>|</?[A-Za-z]++")
_BRACES: Final = {"{{": 1, "{|": 1, "}}": -1, "|}": -1}
_BRACKETS: Final = {"[": 1, "]": -1}
_WITHOUT_END: Final = frozenset(("<br", "<hr", "<wbr", "<img", "<li", "<dd", "<dt", "<td", "<th", "<tr"))
MOST_ELEMENTS: Final = 3_000  # that have no end
_DEPTH_OF_PARSER: Final = 40
MOST_READ_AGAIN: Final = 1_000_000  # characters behind what has no end; about a second
MOST_OPEN: Final = 500  # templates, links of a line, and tags that are not closed


def read_wikitext(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files in wikitext that are one text, or one for each state of it.

    Raises ReadError for a file that is empty, has a NUL, or has bytes that are not of its encoding.
    """
    files = [source_text(source, number, options) for number, source in enumerate(sources)]
    parsed = [_parsed(file) for file in files]
    rules = TemplateRules(options.settings, [own.body for own in parsed])

    def items_of(file: SourceText, gone: str) -> list[Item]:
        del gone  # the elements `del` and `ins` tell it
        return _items(file, parsed[file.number], rules)

    return witnesses_of_items(files, items_of, sources, options, _unlisted)


@dataclass(frozen=True, slots=True)
class _ParsedPage:
    """A page, the nodes of its body and of each block, and the sign that stands for an apostrophe in them."""

    page: WikiPage
    body: Wikicode
    blocks: Mapping[int, Wikicode]
    apostrophe: str

    def __repr__(self) -> str:
        return repr_line("_ParsedPage", repr(self.page))


def _parsed(file: SourceText) -> _ParsedPage:
    _require_bounded(file)
    apostrophe, nothing = unused_signs(file.text)
    page = page_of(with_letters(file.text, apostrophe), nothing)
    blocks = {own.start: _code(file, with_letters(file.text[own.first : own.last], apostrophe)) for own in page.blocks}
    return _ParsedPage(page, _code(file, page.text), blocks, apostrophe)


def _code(file: SourceText, text: str) -> Wikicode:
    try:
        code = mwparserfromhell.parse(text)
    except (ParserError, RecursionError) as error:
        raise ReadError(f"{file.file}: this wikitext cannot be read ({error}); check that it is whole") from None
    if str(code) != text:
        raise ReadError(f"{file.file}: this wikitext cannot be read as it stands; check that it is whole")
    return code


def _items(file: SourceText, parsed: _ParsedPage, rules: TemplateRules) -> list[Item]:
    """Return the items of a page: those of its body, with its blocks at their places."""
    page, apostrophe = parsed.page, parsed.apostrophe

    def contents_of(block: PageBlock) -> Iterator[Item]:
        return WikiItems(rules).of(parsed.blocks[block.start], block.first)

    found = [*WikiItems(rules).of(parsed.body)]
    if page.blocks:
        found = [*PageItems(page, len(file.text), contents_of).of(found)]
    if page.text == file.text:
        return found
    return [restored(item, apostrophe, page.sign) for item in found]


def _require_bounded(file: SourceText) -> None:
    """Raise ReadError for a file that would take the parser very long, as no page does."""
    brackets = tags = 0
    opened: list[int] = []  # where templates and tables begin that are open
    elements: list[int] = []
    for found in _SIGN.finditer(file.text):
        sign = found.group()
        if (step := _BRACES.get(sign, 0)) > 0:
            opened.append(found.start())
        elif step < 0 and opened:
            opened.pop()
        brackets = 0 if sign == "\n" else max(brackets + _BRACKETS.get(sign, 0), 0)
        tags = tags + 1 if sign[0] == "<" else max(tags - sign.endswith(">"), 0)
        if sign.startswith("</") or sign == "/>":
            del elements[-1:]
        elif sign[0] == "<" and sign.lower() not in _WITHOUT_END:
            elements.append(found.start())
        if max(len(opened), brackets, tags) > MOST_OPEN or len(elements) > MOST_ELEMENTS:
            most = MOST_ELEMENTS if len(elements) > MOST_ELEMENTS else MOST_OPEN
            what = "elements" if len(elements) > MOST_ELEMENTS else "templates, links or tags"
            raise ReadError(f"{file.place(found.start())}: more than {most:,} {what} are not closed; close them")
    # The parser reads what stands behind each of them once more, as deep as it goes.
    endless = sorted((*opened, *elements))
    again = sum(len(file.text) - start for start in endless[:_DEPTH_OF_PARSER])
    if again > MOST_READ_AGAIN + 8 * len(file.text):
        what = counted(len(endless), "template, table or element has", "templates, tables or elements have")
        raise ReadError(f"{file.place(endless[0])}: {what} no end, the first one here; close them")


def _unlisted(file: SourceText, found: Sequence[Item]) -> Iterator[str]:
    """Yield a sentence for the templates that nothing is said of."""
    unknown = [item for item in found if isinstance(item, LeftOutRun) and not item.known]
    names = list(dict.fromkeys(i.name.removeprefix(TEMPLATE) for i in unknown if i.name.startswith(TEMPLATE)))
    if names:
        first = next(item for item in unknown if item.name.startswith(TEMPLATE))
        yield (
            f"{file.place(first.start)}: {counted(len(names), 'template')} left out of which nothing is said: "
            f'{listed(names, 100)}; say which argument is text: templates = {{ "{names[0]}" = "1" }} under [read]'
        )
    other = next((item for item in unknown if item.name == OTHER_PAGES), None)
    if other is not None:
        yield (
            f"{file.place(other.start)}: takes its text from other pages, which are not read: "
            f"{quoted(file.text[other.start : other.end])}; name the files of these pages"
        )
