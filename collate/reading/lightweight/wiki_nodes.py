"""From the nodes of parsed wikitext to the items of its file.

The parser does not tell where a node stands; but all nodes written one after the other are the file, so their lengths
do. More than 300 lines: each kind of node has its method, and they call one another.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Final

from mwparserfromhell.nodes import (
    Argument,
    Comment,
    ExternalLink,
    Heading,
    HTMLEntity,
    Tag,
    Template,
    Text,
    Wikilink,
)
from mwparserfromhell.wikicode import Wikicode

from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.reading.lightweight import items
from collate.reading.lightweight.html_tags import HtmlTag, element_items
from collate.reading.lightweight.items import (
    AskedSpace,
    GapSign,
    Item,
    JoinEnd,
    LeftOutRun,
    MadeSign,
    MarkupRun,
    NamedPlace,
    PartBegin,
    PartEnd,
    TypedRun,
    WordJoin,
)
from collate.reading.lightweight.templates import (
    MAGIC,
    TEMPLATE,
    TemplateArgument,
    TemplateRules,
    arguments_of,
    name_of,
)
from collate.reading.lightweight.wiki_variants import CONVERSION, VARIANTS, conversions_over_nodes, words_of_conversion
from collate.reading.template_rules import TemplateRule, TemplateUse
from collate.reading.transcript import Separator

_LINE: Final = late_regex(r"\r\n|\n|\r")
_SWITCH: Final = late_regex(
    rf"__[A-Z]{{3,}}__|'{{2,}}|{CONVERSION}"
)  # the parser leaves the marks that the end of a line closes
_MAGIC: Final = late_regex(
    r"#|(?i:subst|safesubst|int|msg|raw|ns|nse|localurl|localurle|fullurl|fullurle|canonicalurl|filepath|urlencode|anchorencode"
    r"|uc|ucfirst|lc|lcfirst|formatnum|grammar|gender|plural|bidi|padleft|padright|special|speciale|tag):"
    r"|(?:(?:SUB|BASE|ROOT|FULL|TALK|SUBJECT|ARTICLE)?PAGENAMEE?|(?:TALK|SUBJECT|ARTICLE)?SPACEE?|NAMESPACE(?:E|NUMBER)?"
    r"|(?:SUBJECT|ARTICLE)PAGENAMEE?|(?:CURRENT|LOCAL|REVISION)(?:YEAR|MONTH1?|MONTHNAME|MONTHNAMEGEN|MONTHABBREV|DAY2?|DOW"
    r"|DAYNAME|TIME|HOUR|WEEK|TIMESTAMP|USER|ID|SIZE|VERSION)|SITENAME|SERVER(?:NAME)?|SCRIPTPATH|STYLEPATH|DIRMARK"
    r"|DIRECTIONMARK|CONTENTLANG(?:UAGE)?|PAGEID|PAGELANGUAGE|PAGESIZE|PAGESINCAT(?:EGORY)?|PAGESINNS|PROTECTIONLEVEL"
    r"|PROTECTIONEXPIRY|CASCADINGSOURCES|DEFAULTSORT|DEFAULTSORTKEY|DEFAULTCATEGORYSORT|DISPLAYTITLE|NOEXTERNALLANGLINKS"
    r"|NUMBEROF(?:PAGES|ARTICLES|FILES|EDITS|VIEWS|USERS|ADMINS|ACTIVEUSERS)|NUMBERINGROUP)(?=$|:)|!$|=$|\(?\(?!$|!\)?\)?$"
)
_LANGUAGE: Final = late_regex(r"[a-z]{2,3}:")
_COUNTED_LINKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("category", "catégorie", "kategorie", "categoría", "categoria", "категория", "קטגוריה", "تصنيف", "分类",
             "kategoria", "categorie", "kategori", "luokka", "kategória", "κατηγορία", "カテゴリ"), "categories",
        ),
        **dict.fromkeys(
            ("file", "image", "fichier", "datei", "bild", "archivo", "imagen", "ficheiro", "immagine", "файл", "קובץ",
             "ملف", "文件", "plik", "bestand", "fil", "tiedosto", "soubor", "αρχείο", "ファイル"), "files",
        ),
    }
)  # fmt: skip
_EMPTY: Final = frozenset(("section", "pagequality", "references", "nowiki", "includeonly", "onlyinclude"))
_LEFT_OUT: Final = frozenset(("gallery", "imagemap", "timeline", "score", "graph", "inputbox", "categorytree",
                              "templatedata", "templatestyles"))  # fmt: skip
_OTHER_PAGES: Final = frozenset(("pages", "lst", "lsth"))
OTHER_PAGES: Final = "transclusions"
_PRE: Final = frozenset(("pre", "syntaxhighlight", "source", "code"))
_STYLES: Final[Mapping[str, str]] = MappingProxyType({"''": items.EMPHASIS, "'''": items.STRONG})
_CELLS: Final = ("td", "th")
_SPACES: Final[Mapping[TemplateUse, Separator]] = MappingProxyType(
    {
        TemplateUse.SPACE: Separator.SPACE,
        TemplateUse.LINE: Separator.LINE,
        TemplateUse.PARAGRAPH: Separator.PARAGRAPH,
    }
)
_PAIR: Final = 2


class WikiItems:
    """Makes the items of parsed wikitext."""

    def __init__(self, rules: TemplateRules) -> None:
        self._rules = rules
        self._has_lines = False  # line ends are those of verse
        self._is_code = False  # characters stand as they are
        self._of_node: dict[type, Callable[[Any, str, int], Iterator[Item]]] = {
            Text: self._text_node,
            Comment: self._comment,
            HTMLEntity: self._entity,
            Heading: self._heading,
            Wikilink: self._link,
            ExternalLink: self._external,
            Template: self._template,
            Tag: self._tag,
            Argument: self._argument,
        }

    def __repr__(self) -> str:
        return repr_line("WikiItems", str(self._rules))

    def of(self, code: Wikicode, start: int = 0) -> Iterator[Item]:
        """Yield the items of some nodes, the first of which stands at `start`."""
        nodes = code.nodes
        written = [str(node) for node in nodes]
        starts = [0, *accumulate(map(len, written))]

        def inside(first: int, last: int) -> Iterator[Item]:
            for n in range(bisect_right(starts, first) - 1, len(nodes)):
                if starts[n] >= last:
                    return
                if isinstance(nodes[n], Text):
                    low, high = max(first, starts[n]), min(last, starts[n + 1])
                    yield from self._text(written[n][low - starts[n] : high - starts[n]], start + low)
                else:
                    yield from self._of_node[type(nodes[n])](nodes[n], written[n], start + starts[n])

        place = 0
        is_text = [isinstance(node, Text) for node in nodes]
        for found in [] if self._is_code else conversions_over_nodes(written, is_text):
            yield from inside(place, found.start())
            yield from _conversion(found, start, inside)
            place = found.end()
        yield from inside(place, starts[-1])

    # -- text

    def _text_node(self, node: Text, written: str, start: int) -> Iterator[Item]:
        del node
        yield from self._text(written, start)

    def _text(self, text: str, start: int) -> Iterator[Item]:
        place = 0
        for switch in _SWITCH.finditer(text):
            yield from self._lines(text[place : switch.start()], start + place)
            span = start + switch.start(), start + switch.end()
            sign = switch.group()[0]
            if sign in "-}":
                yield from self._conversion(switch, text, start)
            else:
                yield MarkupRun(*span) if sign == "'" else LeftOutRun(MAGIC, *span)
            place = switch.end()
        yield from self._lines(text[place:], start + place)

    def _conversion(self, found: re.Match[str], text: str, start: int) -> Iterator[Item]:
        """Yield the words of one variant of the language."""
        if self._is_code:
            yield TypedRun(found.group(), start + found.start(), start + found.end())
            return
        yield from _conversion(found, start, lambda first, last: self._lines(text[first:last], start + first))

    def _lines(self, text: str, start: int) -> Iterator[Item]:
        """Yield text line by line: an empty line ends a paragraph, and a line that begins with a blank is one."""
        place, was_blank = 0, False
        for number, line_end in enumerate([*_LINE.finditer(text), None]):
            end = line_end.start() if line_end else len(text)
            line = text[place:end]
            if number:
                is_line = self._has_lines or (line[:1] in (" ", "\t") and line.strip())
                asked = Separator.LINE if is_line else Separator.SPACE
                yield AskedSpace(Separator.PARAGRAPH if was_blank else asked)
                was_blank = not line.strip()
            if line:
                yield TypedRun(line, start + place, start + end)
            place = line_end.end() if line_end else end

    def _comment(self, node: Comment, written: str, start: int) -> Iterator[Item]:
        yield PartBegin(items.COMMENT, start)
        yield TypedRun(node.contents, start + 4, start + 4 + len(node.contents))
        yield PartEnd()
        del written

    def _entity(self, node: HTMLEntity, written: str, start: int) -> Iterator[Item]:
        try:
            value = node.normalize()
        except (ValueError, OverflowError):
            value = None
        yield TypedRun(value or written, start, start + len(written))

    # -- links and headings

    def _heading(self, node: Heading, written: str, start: int) -> Iterator[Item]:
        del written
        yield PartBegin(items.HEADING, start, attributes=(("level", str(node.level)),), separator=Separator.PARAGRAPH)
        yield from self.of(node.title, start + node.level)
        yield PartEnd()

    def _link(self, node: Wikilink, written: str, start: int) -> Iterator[Item]:
        title = str(node.title)
        name = _COUNTED_LINKS.get(title.partition(":")[0].strip().lower()) if ":" in title else None
        inner = start + 2
        if name is not None:
            yield LeftOutRun(name, inner, start + len(written) - 2)
        elif node.text is None and _LANGUAGE.match(title):
            yield LeftOutRun("links to other languages", inner, inner + len(title))
        elif node.text is None or not str(node.text).strip():
            yield PartBegin("link", start)
            colon = len(title) - len(title.lstrip(":"))
            yield from self.of(node.title, inner) if not colon else self._text(title[colon:], inner + colon)
            yield PartEnd()
        else:
            yield LeftOutRun(items.LINK_ADDRESSES, inner, inner + len(title))
            yield PartBegin("link", start)
            yield from self.of(node.text, inner + len(title) + 1)
            yield PartEnd()

    def _external(self, node: ExternalLink, written: str, start: int) -> Iterator[Item]:
        if not node.brackets:
            yield TypedRun(written, start, start + len(written))
            return
        url = str(node.url)
        yield LeftOutRun(items.LINK_ADDRESSES, start + 1, start + 1 + len(url))
        if node.title is not None:
            yield PartBegin("link", start)
            yield from self.of(node.title, start + len(written) - 1 - len(str(node.title)))
            yield PartEnd()

    def _argument(self, node: Argument, written: str, start: int) -> Iterator[Item]:
        yield MarkupRun(start + 3, start + 3 + len(str(node.name)))
        if node.default is not None:
            yield from self.of(node.default, start + len(written) - 3 - len(str(node.default)))

    # -- tags

    def _tag(self, node: Tag, written: str, start: int) -> Iterator[Item]:
        name = str(node.tag).strip().lower()
        if name in _OTHER_PAGES:
            yield LeftOutRun(OTHER_PAGES, start, start + len(written), known=False)
            return
        contents = None if node.self_closing else node.contents
        first, last = _inside(node, written, start)
        yield MarkupRun(start, first)
        if node.wiki_markup:
            yield from self._wiki_markup(node, name, contents, first)
        else:
            before, self._is_code = self._is_code, self._is_code or name in _PRE or name in ("nowiki", "math")
            yield from list(self._element(node, name, contents, start, first))
            self._is_code = before
        yield MarkupRun(last, start + len(written))

    def _wiki_markup(self, node: Tag, name: str, contents: Wikicode | None, first: int) -> Iterator[Item]:
        markup = node.wiki_markup
        if markup is not None and markup in _STYLES and contents is not None:
            yield from self._part(PartBegin(_STYLES[markup], first), contents, first)
        elif name in _CELLS and contents is not None:
            yield from self._cell(contents, first)
        else:
            separator = Separator.PARAGRAPH if name in ("table", "hr") else Separator.LINE
            yield AskedSpace(separator)
            if contents is not None:
                yield from self.of(contents, first)
                yield AskedSpace(separator)

    def _cell(self, contents: Wikicode, first: int) -> Iterator[Item]:
        """Yield a cell of a table; the parser takes a caption, `|+`, for a cell that begins with `+`."""
        is_caption = str(contents).startswith("+")
        yield PartBegin(items.CAPTION if is_caption else items.CELL, first, separator=Separator.LINE)
        inner = self.of(contents, first)
        if is_caption:
            beginning = next(inner)
            if isinstance(beginning, TypedRun) and len(beginning.text) > 1:
                yield TypedRun(beginning.text[1:], beginning.start + 1, beginning.end)
        yield from inner
        yield PartEnd()

    def _element(self, node: Tag, name: str, contents: Wikicode | None, start: int, first: int) -> Iterator[Item]:
        if name == "ref":
            if contents is not None:
                yield from self._part(PartBegin(items.FOOTNOTE, start), contents, first)
        elif name in _LEFT_OUT:
            if contents is not None:
                yield LeftOutRun(name, first, first + len(str(contents)))
        elif name in _EMPTY or name in ("poem", "lines") or name in _PRE:
            yield from self._special(name, contents, start, first)
        else:
            attributes = tuple(
                (str(a.name).strip().lower(), str(a.value) if a.value is not None else "") for a in node.attributes
            )
            inner = [] if contents is None else list(self.of(contents, first))
            yield from element_items(HtmlTag(name, start, attributes=attributes), inner)

    def _special(self, name: str, contents: Wikicode | None, start: int, first: int) -> Iterator[Item]:
        if contents is None:
            return
        if name in _EMPTY:
            yield from self.of(contents, first)
            return
        part = PartBegin(items.VERSE if name in ("poem", "lines") else items.CODE, start,
                         separator=Separator.NONE if name == "code" else Separator.PARAGRAPH)  # fmt: skip
        yield from self._with_lines(part, contents, first, name != "code")

    def _with_lines(self, part: PartBegin, contents: Wikicode, first: int, has_lines: bool = True) -> list[Item]:
        """Return the items of a part in which a line end is the end of a line."""
        before, self._has_lines = self._has_lines, has_lines
        found = list(self._part(part, contents, first))
        self._has_lines = before
        return found

    def _part(self, part: PartBegin, contents: Wikicode, first: int) -> Iterator[Item]:
        yield part
        yield from self.of(contents, first)
        yield PartEnd()

    # -- templates

    def _template(self, node: Template, written: str, start: int) -> Iterator[Item]:
        name = name_of(node)
        arguments = arguments_of(node)
        rule = self._rules.of(name)
        behind_name = start + 2 + len(str(node.name))
        if rule is None:
            is_magic = _MAGIC.match(str(node.name).strip()) is not None
            label = MAGIC if is_magic else f"{TEMPLATE}{str(node.name).strip()}"
            yield LeftOutRun(label, start, start + len(written), known=is_magic)
            return
        yield MarkupRun(start, behind_name)
        read = self._rules.arguments(node, rule, arguments)
        yield from self._used(node, rule, read, arguments, start)
        label = f"{TEMPLATE}{str(node.name).strip()}"
        for own in arguments:
            if own not in read and str(own.value).strip():
                yield LeftOutRun(label, start + own.start, start + own.start + len(str(own.value)))
        place = 2 + len(str(node.name))
        for own in arguments:
            yield MarkupRun(start + place, start + own.start)
            place = own.start + len(str(own.value))

    def _used(
        self,
        node: Template,
        rule: TemplateRule,
        read: Sequence[TemplateArgument],
        arguments: list[TemplateArgument],
        start: int,
    ) -> Iterator[Item]:
        if rule.use in _SPACES:
            yield AskedSpace(_SPACES[rule.use])
        elif rule.use is TemplateUse.GAP:
            yield GapSign(start, str(node))
        elif rule.use is TemplateUse.SIGN:
            yield MadeSign(rule.word, start)
        elif rule.use is TemplateUse.WHOLE and self._rules.is_divided(node):
            yield WordJoin()
            yield from self._said(node, rule, self._joined(read, start), arguments, start)
            yield JoinEnd()
        elif not read:
            return
        elif rule.use is TemplateUse.PLACE:
            yield NamedPlace("page", " ".join(str(read[0].value).split()))
            yield MarkupRun(start + read[0].start, start + read[0].start + len(str(read[0].value)))
        elif rule.use is TemplateUse.VERSE:
            part = PartBegin(items.VERSE, start, separator=Separator.PARAGRAPH)
            yield from self._with_lines(part, read[0].value, start + read[0].start)
        else:
            yield from self._said(node, rule, self._joined(read, start), arguments, start)

    def _joined(self, read: Sequence[TemplateArgument], start: int) -> Iterator[Item]:
        """Yield the items of some arguments, as one word."""
        for n, own in enumerate(read):
            if n:
                yield WordJoin()
            yield from self.of(own.value, start + own.start)

    def _said(
        self, node: Template, rule: TemplateRule, inner: Iterator[Item], arguments: list[TemplateArgument], start: int
    ) -> Iterator[Item]:
        name = " ".join(str(node.name).split())
        if rule.use is TemplateUse.SAID:
            correction = self._rules.correction(name_of(node), arguments) if rule.word == AnnotationName.ERROR else None
            value = " ".join(str(correction.value).split()) if correction else ""
            yield PartBegin(name, start, items.TEMPLATE, said=((AnnotationName(rule.word), value),))
        elif rule.use is TemplateUse.ASIDE:
            separator = Separator.PARAGRAPH if rule.word == items.HEADING else Separator.NONE
            yield PartBegin(name, start, f"{items.TEMPLATE} {rule.word}", separator=separator)
        else:
            yield PartBegin(name, start, items.TEMPLATE)
        yield from inner
        yield PartEnd()


def _conversion(found: re.Match[str], start: int, inside: Callable[[int, int], Iterator[Item]]) -> Iterator[Item]:
    """Yield the words of one variant of the language, and that others are left out."""
    read, others = words_of_conversion(found)
    place = found.start()
    for first, last in sorted([read, *others]):
        yield MarkupRun(start + place, start + first)
        if (first, last) == read:
            yield from inside(first, last)
        elif first < last:
            yield LeftOutRun(VARIANTS, start + first, start + last)
        place = last
    yield MarkupRun(start + place, start + found.end())


def _inside(node: Tag, written: str, start: int) -> tuple[int, int]:
    """Return where the contents of a tag begin and end."""
    if node.self_closing:
        return start + len(written), start + len(written)
    closing = (node.closing_wiki_markup or "") if node.wiki_markup else f"</{node.closing_tag}>"
    end = start + len(written) - len(closing)
    return end - len(str(node.contents)), end
