"""Where the characters of a page in HTML stand in its file, which the parser does not tell.

The file is divided into tags and text once more. The characters of the text that are no white space must be as many as
those of the tree; then the first is the first, and so on.
"""

import html
from array import array
from itertools import chain
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate._late_regex import late_regex
from collate.reading.transcript import SPACES
from collate.reading.xml_source import TextPositions

_REST: Final = r"""(?:"[^"]*+"|'[^']*+'|[^"'>]++)*+>"""
# A tag, a comment or a declaration; a tag in elements such as `script` is text. `broken` is where one has no end.
_MARKUP: Final = late_regex(
    r"</?(?!(?i:script|style|textarea|title|xmp))[A-Za-z][^\"'>]*+>"  # as most are: without quotation marks
    r"|(?P<own><(?P<raw>(?i:script|style|textarea|title|xmp))(?=[\s/>])" + _REST + r")(?s:.*?)(?=(?i:</(?P=raw))|\Z)"
    r"|</?[A-Za-z][^\s/>]*+"
    + _REST
    + r"|<!--(?s:.*?)-->|<(?:!(?!--)|\?)[^>]*+>|(?P<broken>)(?=<(?:[!?]|/?[A-Za-z]))(?s:.+)"
)
_REFERENCE: Final = late_regex(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_LONGEST_REFERENCE: Final = 64  # characters; the longest name has 33, and longer numbers are of no character


def html_positions(text: str, content: str) -> TextPositions | None:
    """Return where the characters of all text nodes stand.

    Parameters
    ----------
    text
        The file.
    content
        All text nodes of the tree, one after the other.

    Returns
    -------
    TextPositions | None
        None if the parser has mended the file in a way that is not followed here.
    """
    is_text = _text_mask(text)
    if is_text is None:
        return None
    codes = _codes(text)
    visible = is_text & ~_is_blank(codes)
    if "&" in text:
        _resolve_references(text, is_text, visible)
    where = np.flatnonzero(visible)
    offsets = np.flatnonzero(~_is_blank(_codes(content)))
    if len(where) != len(offsets):
        return None
    return _runs(codes, where.astype(np.int32), offsets.astype(np.int32))


def _codes(text: str) -> Int32:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.int32)


def _is_blank(codes: Int32) -> Bool:
    found = np.zeros(len(codes), bool)
    for sign in SPACES:
        found |= codes == ord(sign)
    return found


def _text_mask(text: str) -> Bool | None:
    """Return which characters stand in no tag or comment; None for a tag that has no end."""
    spans = [found.span(found.lastgroup or 0) for found in _MARKUP.finditer(text)]
    if spans and spans[-1][0] == spans[-1][1]:
        return None
    return ~_within(spans, len(text))


def _within(spans: list[tuple[int, int]], length: int) -> Bool:
    """Return (length,) bool: which characters are within some spans that do not overlap."""
    steps = np.zeros(length + 1, np.int8)
    edges = np.fromiter(chain.from_iterable(spans), np.int64, 2 * len(spans)).reshape(-1, 2)
    steps[edges[:, 0]] += 1
    steps[edges[:, 1]] -= 1
    return np.asarray(np.cumsum(steps[:-1], dtype=np.int8) > 0, bool)


def _resolve_references(text: str, is_text: Bool, visible: Bool) -> None:
    """Let each character reference be as many characters as it stands for."""
    values: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    shown: list[int] = []
    for found in _REFERENCE.finditer(text):
        start, end = found.span()
        if not is_text[start]:
            continue
        reference = found.group()
        value = values.get(reference)
        if value is None:
            value = html.unescape(reference) if end - start <= _LONGEST_REFERENCE else "\ufffd"
            values[reference] = value
        spans.append((start, end))
        shown += [start + k for k, c in enumerate(value) if c not in SPACES]
    visible &= ~_within(spans, len(text))
    visible[shown] = True


def _runs(codes: Int32, where: Int32, offsets: Int32) -> TextPositions:
    """Return a run for each stretch that stands in the file as in the tree, on one line."""
    newlines = np.flatnonzero(codes == ord("\n")).astype(np.int32)
    lines = np.searchsorted(newlines, where).astype(np.int32)
    begins = np.ones(len(where), bool)
    begins[1:] = (np.diff(where) != np.diff(offsets)) | (np.diff(lines) != 0)
    before = np.concatenate((np.array([-1], np.int32), newlines))
    columns = where - before[lines]
    return TextPositions(*(_column(a[begins]) for a in (offsets, lines + 1, columns)))


def _column(values: Int32) -> "array[int]":
    found = array("i")
    found.frombytes(values.astype(np.int32).tobytes())
    return found
