"""What the style sheet in a page hides: word processors and websites give looks, and no names, to what they hide."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.reading.xml_source import local_name, string_value

_BRACE: Final = late_regex(r"[{}]")
_SIMPLE: Final = late_regex(r"[\w-]*(?:[.#][\w-]+)?")
_HIDES: Final = late_regex(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")

_STRIKES_OUT: Final = late_regex(r"(?i)(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b")


def hides(declarations: str) -> bool:
    """Return whether some declarations, such as those of an attribute `style`, hide an element."""
    return ":" in declarations and _HIDES.search(declarations) is not None


def strikes_out(declarations: str) -> bool:
    """Return whether some declarations of an attribute `style` strike the text of an element out."""
    return ":" in declarations and _STRIKES_OUT.search(declarations) is not None


def hidden_selectors(root: etree._Element) -> frozenset[str]:
    """Return the simple selectors, such as `.c7` or `p.gone`, that the style sheets in a page hide on a screen."""
    sheets = (string_value(e) for e in root.iter("{*}style") if "print" not in e.get("media", ""))
    return frozenset[str]().union(*map(hidden_by, sheets))


def hidden_by(sheet: str) -> frozenset[str]:
    """Return the simple selectors that a style sheet hides on a screen."""
    return frozenset(_hidden_in(_without_comments(sheet)))


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


def _hidden_in(sheet: str) -> Iterator[str]:
    """Yield what the rules of a sheet hide; rules within `@media` are for print or for small screens."""
    depth, head, start = 0, "", 0
    for brace in _BRACE.finditer(sheet):
        before = sheet[start : brace.start()]
        start = brace.end()
        if brace.group() == "{":
            head = before.rpartition(";")[2] if depth == 0 else ""
            depth += 1
            continue
        if depth == 1 and hides(before):
            yield from (own for s in head.split(",") if (own := s.strip()) and _SIMPLE.fullmatch(own))
        depth = max(depth - 1, 0)


def is_hidden(element: etree._Element, hidden: frozenset[str]) -> bool:
    """Return whether an element is not seen, by itself."""
    if element.get("hidden") is not None or hides(element.get("style", "")):
        return True
    if not hidden:
        return False
    name = local_name(element)
    keys = [f".{own}" for own in element.get("class", "").split()]
    if own := element.get("id"):
        keys.append(f"#{own}")
    return name in hidden or any(key in hidden or f"{name}{key}" in hidden for key in keys)
