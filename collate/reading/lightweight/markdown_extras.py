"""The marks that pandoc and Obsidian add to Markdown: superscript, marked words, comments, links of a wiki."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from collate._late_regex import late_regex

RAISED: Final = "raised"
LOWERED: Final = "lowered"
MARKED: Final = "marked"
HIDDEN: Final = "hidden"
EMBEDDED: Final = "embedded"
WIKI_LINK: Final = "wiki_link"
_PAIRS: Final[Mapping[str, str]] = MappingProxyType({"^": RAISED, "~": LOWERED, "=": MARKED})
_PAIR: Final = late_regex(
    r"\^(?!\[)(?P<raised>[^\s^]{1,200})\^"
    # Between words it strikes out, as two do: `~these words~`.
    r"|(?<!~)~(?P<lowered>[^\s~]{1,200}|(?<=(?<!\w)~)(?!\s)[^~\n]{1,1000}(?<!\s)(?=~(?!\w)))~(?!~)"
    r"|(?<!=)==(?![\s=])(?P<marked>(?:[^=\n]|=(?!=)){1,1000})(?<!\s)==(?!=)"
)
_WHOLE: Final[Mapping[str, str]] = MappingProxyType({"%": HIDDEN, "!": EMBEDDED, "[": WIKI_LINK})
_ONE: Final = late_regex(
    r"(?<![%\d])%%(?!%)(?:[^%]|%(?!%)){1,5000}%%(?!%)|!\[\[[^\[\]\n]{1,500}\]\]"
    r"|\[\[[^\[\]|\n]{1,500}\|[^\[\]|\n]{1,500}\]\](?![\[({:])"
)


def add_extras(parser: MarkdownIt) -> None:
    """Let a parser read the marks."""
    parser.inline.ruler.before("escape", "hard_space", _hard_space)
    parser.inline.ruler.before("strikethrough", "pairs", _pair)
    parser.inline.ruler.before("link", "wholes", _whole)


def _pair(state: StateInline, silent: bool) -> bool:
    """Read words between two equal marks: `1^st^`, `H~2~O`, `==x==`."""
    name = _PAIRS.get(state.src[state.pos])
    found = _PAIR.match(state.src, state.pos, state.posMax) if name else None
    if name is None or found is None:
        return False
    maximum = state.posMax
    if not silent:
        state.push(f"{name}_open", "", 1)
        state.pos, state.posMax = found.span(name)
        state.md.inline.tokenize(state)
        state.push(f"{name}_close", "", -1)
    state.pos, state.posMax = found.end(), maximum
    return True


def _whole(state: StateInline, silent: bool) -> bool:
    """Read a comment, a link or what is embedded: `%%x%%`, `[[note|words]]`, `![[picture]]`."""
    name = _WHOLE.get(state.src[state.pos])
    found = _ONE.match(state.src, state.pos, state.posMax) if name else None
    if name is None or found is None:
        return False
    if not silent:
        state.push(name, "", 0).content = found.group()
    state.pos = found.end()
    return True


def _hard_space(state: StateInline, silent: bool) -> bool:
    """Read a blank that does not break: a backslash and a blank."""
    if not state.src.startswith("\\ ", state.pos) or state.pos + 2 > state.posMax:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup = " ", "\\ "
    state.pos += 2
    return True
