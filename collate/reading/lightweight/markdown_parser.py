"""The parser of Markdown: CommonMark with tables, strikethrough, notes, citations and attributes.

The parser of markdown-it-py tells the lines of blocks. For what stands in a line, the state of its inline parser is
told here where each token begins, and its text is found again in the lines of its block.
"""

from functools import cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from collate._late_regex import late_regex
from collate.reading.lightweight.markdown_extras import add_extras

MOST_NESTED: Final = 100  # blocks, or links, inside one another
CITATION: Final = "citation"
ATTRIBUTES: Final = "attributes"
SPAN_OPEN: Final = "span_open"
SPAN_CLOSE: Final = "span_close"
FENCED_DIV: Final = "fenced_div"
_ENDS_OF_SPANS: Final = ")]`"

_ATTRIBUTE: Final = r"""(?:[#.][\w:.-]++|[\w:-]++=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s{}"']++)|-)"""
_ATTRIBUTES: Final = late_regex(rf"\{{[ \t]*+{_ATTRIBUTE}(?:[ \t]++{_ATTRIBUTE})*+[ \t]*+\}}")
_RAW_FORMAT: Final = late_regex(r"\{=[a-z0-9]++\}")
_CITATION: Final = late_regex(r"\[(?:[^\[\]@\n]{0,200}[\s;-])?-?@[\w{][^\[\]]{0,500}\](?![\[(:{])")
_FENCED_DIV: Final = late_regex(r":{3,}(?:[ \t]*+(?:[\w-]++|\{[^{}]*+\})?[ \t]*+:*+)?")


class _PositionedState(StateInline):
    """The state of the inline parser; the map of each token is where it begins in its block."""

    _pending_start = 0
    _last_span: int | None = None

    def may_be_span(self) -> bool:
        """Return whether words with attributes, `[words]{.class}`, can begin here: their end is searched once."""
        if self._last_span is None:
            self._last_span = self.src.rfind("]{")
        return self.src[self.pos] == "[" and self.pos < self._last_span

    def append_pending(self, text: str) -> None:
        """Add text that is no markup; the first of it tells where it begins."""
        if not self.pending:
            self._pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the name of the library
        """Make a token of the text so far."""
        token = super().pushPending()
        token.map = [self._pending_start, 0]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token that begins here, or behind the one before it where a rule makes several."""
        before = self.tokens[-1] if self.tokens and not self.pending else None
        token = super().push(ttype, tag, nesting)
        start = self.pos
        if before is not None and ttype == before.type == "text" and before.map and before.map[1] == self.pos + 1:
            start = before.map[0] + len(before.content)
        token.map = [start, self.pos + 1]  # with the place of the rule, from 1
        return token


class _PositionedInline(ParserInline):
    """The inline parser, with states that know where they are."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Return the tokens of the text of a block."""
        state = _PositionedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@cache
def markdown_parser() -> MarkdownIt:
    """Return the parser."""
    parser = MarkdownIt("commonmark")
    parser.inline = _PositionedInline()
    parser.configure("commonmark", {"maxNesting": MOST_NESTED})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.enableOnly(["normalize", "block", "inline"])
    parser.inline.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis"])
    parser.use(footnote_plugin, move_to_end=False)
    parser.inline.ruler.before("link", CITATION, _citation)
    parser.inline.ruler.before("link", SPAN_OPEN, _bracketed_span)
    parser.inline.ruler.before("link", ATTRIBUTES, _attributes)
    parser.block.ruler.before(
        "paragraph", FENCED_DIV, _fenced_div, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    add_extras(parser)
    parser.validateLink = _is_link  # type: ignore[method-assign]
    return parser


def _is_link(url: str) -> bool:
    """Return whether an address is one: every one is, since none is followed."""
    del url
    return True


def heading_attributes(content: str) -> int:
    """Return where the attributes at the end of a heading begin; its length if there are none."""
    if not content.endswith("}"):
        return len(content)
    start = content.rfind("{")
    found = _ATTRIBUTES.fullmatch(content, start) if start >= 0 and not _has_own(content, start) else None
    return start if found else len(content)


def _has_own(content: str, place: int) -> bool:
    """Return whether attributes at a place are those of what stands before them."""
    return place > 0 and content[place - 1] in _ENDS_OF_SPANS


def _attributes(state: StateInline, silent: bool) -> bool:
    """Read the attributes behind a link, a picture or code: `{.smallcaps #x}`."""
    if state.src[state.pos] != "{" or not _has_own(state.src, state.pos):
        return False
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax) or _RAW_FORMAT.match(
        state.src, state.pos, state.posMax
    )
    if found is None:
        return False
    if not silent:
        state.push(ATTRIBUTES, "", 0).content = found.group()
    state.pos = found.end()
    return True


def _bracketed_span(state: StateInline, silent: bool) -> bool:
    """Read words in brackets with attributes: `[words]{.smallcaps}`."""
    if not isinstance(state, _PositionedState) or not state.may_be_span():
        return False
    start, maximum = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _ATTRIBUTES.match(state.src, end + 1, maximum) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push(SPAN_OPEN, "span", 1).content = found.group()
        state.md.inline.tokenize(state)
        state.push(SPAN_CLOSE, "span", -1)
    state.pos, state.posMax = found.end(), maximum
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    """Read a citation as pandoc writes it: `[@darwin1859, p. 7]`."""
    if state.src[state.pos] != "[":
        return False
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push(CITATION, "", 0).content = found.group()
    state.pos = found.end()
    return True


def _fenced_div(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read the line that begins or ends a block with attributes: `::: {.poem}`."""
    del end_line
    if state.is_code_block(start_line):
        return False
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]].rstrip()
    if not line.startswith(":::") or not _FENCED_DIV.fullmatch(line):
        return False
    if silent:
        return True
    state.line = start_line + 1
    token = state.push(FENCED_DIV, "", 0)
    token.map = [start_line, state.line]
    return True
