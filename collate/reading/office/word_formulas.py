"""Formulas of Word: the signs that a person sees and that the file names only by its elements.

A fraction is a numerator and a denominator without the bar between them, and a bracket stands in an attribute. So
`1/2` would be read as `12`, and `f(x)` as `fx`.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from collate.reading.office.word_styles import value
from collate.reading.xml_source import local_name

RAISED: Final = "sup"
_DELIMITERS: Final = ("(", "|", ")")  # where the file does not say: those of Word
_SUM: Final = "∫"
_PROPERTIES: Final = ("dPr", "naryPr", "fPr", "radPr", "accPr")


def formula_items(element: etree._Element) -> Iterator[str | etree._Element]:
    """Yield the signs and the inner elements of a part of a formula, in the order in which a person reads them."""
    name = local_name(element)
    inner = [child for child in element if isinstance(child.tag, str) and local_name(child) not in _PROPERTIES]
    if name == "f":
        bar = _property(element, "type", "bar")
        yield from _between(inner, "" if bar == "noBar" else "/")
    elif name == "d":
        begin, middle, end = (
            _property(element, key, own) for key, own in zip(("begChr", "sepChr", "endChr"), _DELIMITERS, strict=True)
        )
        yield begin
        yield from _between(inner, middle)
        yield end
    elif name == "nary":
        yield _property(element, "chr", _SUM)
        yield from _between(inner, " ")
    elif name == "rad":
        yield from (child for child in inner if local_name(child) == "deg")
        yield "√"
        yield from (child for child in inner if local_name(child) != "deg")
    else:
        yield from inner


def _between(inner: list[etree._Element], sign: str) -> Iterator[str | etree._Element]:
    for n, child in enumerate(inner):
        if n and sign:
            yield sign
        yield child


def _property(element: etree._Element, name: str, missing: str) -> str:
    """Return a property of a part of a formula; one that is there without a value is nothing."""
    found = next(
        (row for own in element if local_name(own) in _PROPERTIES for row in own if local_name(row) == name), None
    )
    return missing if found is None else value(found)
