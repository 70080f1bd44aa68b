r"""The attribute `custom` of PAGE, in which Transkribus writes its tags.

    readingOrder {index:0;} abbrev {offset:3; length:2; expansion:kaiserlichen;}

Offsets count characters of the text of the line; some programs count as UTF-16 does, in which an emoji is two. Special
characters of a value are written `\u0020`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.reading.pages.layout import LineSpan, SpanKind

_TAG: Final = late_regex(r"([^\s{}]+)\s*\{([^{}]*)\}")
_ESCAPE: Final = late_regex(r"\\u([0-9A-Fa-f]{4})")
_MOST_DIGITS: Final = 9

# Tags that say nothing of the words. `structure`, `readingOrder` and `comment` are read elsewhere.
_SILENT: Final = frozenset(["readingOrder", "structure", "comment", "textStyle", "regionType", "divider"])
_BLACKENED: Final = "the tag blackening hides words from the public; here they are read as text"
_NO_RULE: Final = "no rule knows the tag {}; its words are read, and the tag is not"


@dataclass(frozen=True, slots=True)
class CustomTag:
    """A tag: its name and its attributes."""

    name: str
    attributes: Mapping[str, str]

    def __repr__(self) -> str:
        return repr_line("CustomTag", shorten(self.name, 40))

    def number(self, key: str) -> int | None:
        """Return an attribute that is a whole number; None if it is none."""
        text = self.attributes.get(key, "").strip()
        return int(text) if len(text) <= _MOST_DIGITS and re.fullmatch(r"-?[0-9]+", text) else None

    def is_true(self, key: str) -> bool:
        """Return whether an attribute is true."""
        return self.attributes.get(key, "").strip().lower() == "true"


@lru_cache(maxsize=4096)  # most lines of a project have one of some dozens: readingOrder {index:3;}
def parse_custom(custom: str) -> tuple[CustomTag, ...]:
    """Return the tags of the attribute `custom`, in their order."""
    return tuple(CustomTag(name, _attributes(inner)) for name, inner in _TAG.findall(custom))


def _attributes(inner: str) -> Mapping[str, str]:
    pairs = (part.partition(":") for part in inner.split(";"))
    return MappingProxyType({key.strip(): _unescape(value.strip()) for key, colon, value in pairs if colon})


def _unescape(value: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), value) if "\\u" in value else value


def _value(*keys: str) -> Callable[[CustomTag], str]:
    def value(tag: CustomTag) -> str:
        return next((tag.attributes[key] for key in keys if tag.attributes.get(key)), "")

    return value


def _name_of(what: str) -> Callable[[CustomTag], str]:
    return lambda tag: what


# From the name of a tag to what it says, and how its value is found.
_KINDS: Final[Mapping[str, tuple[SpanKind, Callable[[CustomTag], str]]]] = MappingProxyType(
    {
        "abbrev": (SpanKind.ABBREVIATION, _value("expansion")),
        "abbreviation": (SpanKind.ABBREVIATION, _value("expansion")),
        "sic": (SpanKind.ERROR, _value("correction")),
        "gap": (SpanKind.GAP, _value("reason")),
        "unclear": (SpanKind.UNCLEAR, _value("reason")),
        "supplied": (SpanKind.SUPPLIED, _value("reason")),
        "add": (SpanKind.ADDED, _value("place")),
        "addition": (SpanKind.ADDED, _value("place")),
        "del": (SpanKind.DELETED, _value("reason")),
        "deleted": (SpanKind.DELETED, _value("reason")),
        "deletion": (SpanKind.DELETED, _value("reason")),
        "strikethrough": (SpanKind.DELETED, _value("reason")),
        "superscript": (SpanKind.SUPERSCRIPT, _value()),
        "person": (SpanKind.NAME, _name_of("person")),
        "place": (SpanKind.NAME, _name_of("place")),
        "organization": (SpanKind.NAME, _name_of("organization")),
        "date": (SpanKind.NAME, _name_of("date")),
        "work": (SpanKind.NAME, _name_of("work")),
    }
)
_STYLES: Final = (("strikethrough", SpanKind.DELETED), ("superscript", SpanKind.SUPERSCRIPT))
_MAY_BE_EMPTY: Final = (SpanKind.GAP,)
_Tell = Callable[[str, str], None]  # (kind of what is told, sentence)


def spans_of(tags: tuple[CustomTag, ...], text: str, tell: _Tell) -> tuple[LineSpan, ...]:
    """Return what the tags of a line say of its text, in the order of their start; the longer one first.

    A tag that no rule knows, one without an offset, and one that ends beyond the line are told.
    """
    stretches = [(tag, tag.number("offset"), tag.number("length")) for tag in tags if "offset" in tag.attributes]
    ends = [start + length for _, start, length in stretches if start is not None and length is not None]
    offsets = _utf16_offsets(text) if ends and max(ends) > len(text) else None
    counts_utf16 = offsets is not None and all(end in offsets for end in ends)
    found: list[LineSpan] = []
    for tag, first, length in stretches:
        if first is None or length is None or first < 0 or length < 0:
            tell(
                f"offset of {tag.name}",
                f"the tag {tag.name} has no offset and length that are numbers; it is passed over",
            )
            continue
        start, end = first, first + length
        if counts_utf16 and offsets is not None:
            start, end = offsets.get(start, start), offsets[end]
        if end > len(text):
            what = "is cut there" if start < len(text) else "is passed over"
            tell(f"end of {tag.name}", f"the tag {tag.name} ends beyond its line of {len(text)} characters; it {what}")
            end = len(text)
            if start >= end:
                continue
        found += _spans_of_tag(tag, start, end, tell)
    return tuple(sorted(found, key=lambda s: (s.start, -s.end)))


def _utf16_offsets(text: str) -> dict[int, int] | None:
    """Return the offset of each code point by that in UTF-16; None if these are the same."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return None
    offsets, units = {}, 0
    for k, character in enumerate(text):
        offsets[units] = k
        units += 2 if character > "\uffff" else 1
    return {**offsets, units: len(text)}


def _spans_of_tag(tag: CustomTag, start: int, end: int, tell: _Tell) -> list[LineSpan]:
    continued = tag.is_true("continued")
    kinds = [(kind, "") for key, kind in _STYLES if tag.name == "textStyle" and tag.is_true(key)]
    if tag.name in _KINDS:
        kind, value = _KINDS[tag.name]
        kinds = [(kind, value(tag))]
    elif tag.name not in _SILENT:
        tell(f"tag {tag.name}", _BLACKENED if tag.name == "blackening" else _NO_RULE.format(tag.name))
    if start == end and any(kind not in _MAY_BE_EMPTY for kind, _ in kinds):
        tell(f"length of {tag.name}", f"the tag {tag.name} has no length; it is passed over")
        return []
    return [LineSpan(start, end, kind, value, continued) for kind, value in kinds]


def remarks_of(tags: tuple[CustomTag, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the remarks of editors in some tags, and whether a remark goes on from line to line."""
    for tag in tags:
        if tag.name == "comment" and (remark := tag.attributes.get("comment", "")):
            yield remark, tag.is_true("continued")


def structure_type(tags: tuple[CustomTag, ...]) -> str:
    """Return the type that the tag `structure` gives to a region or a line; "" if there is none."""
    return next((tag.attributes.get("type", "") for tag in tags if tag.name == "structure"), "")


def order_index(tags: tuple[CustomTag, ...]) -> int | None:
    """Return the number that the tag `readingOrder` gives to a region or a line; None if there is none."""
    return next((tag.number("index") for tag in tags if tag.name == "readingOrder"), None)
