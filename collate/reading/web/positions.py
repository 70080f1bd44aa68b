"""Where the characters of a page in HTML stand in its file, which the parser does not tell.

The file is divided into tags and text once more. The characters of the text that are no white space must be as many as
those of the tree; then the first is the first, and so on.
"""

import html
from array import array
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate._late_regex import late_regex
from collate.reading.transcript import SPACES
from collate.reading.xml_source import TextPositions

_MARKUP: Final = late_regex(r"<(?:(?P<other>!--|[!?])|/?(?P<name>[A-Za-z][^\s/>]*))")
_REST: Final = late_regex(r"""(?:"[^"]*+"|'[^']*+'|[^"'>]++)*+>""")
_REFERENCE: Final = late_regex(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]*;?)")
_LONGEST_REFERENCE: Final = 64  # characters; the longest name has 33, and longer numbers are of no character
_RAW: Final = frozenset(("script", "style", "textarea", "title", "xmp"))  # a tag in them is text


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
    return np.isin(codes, [ord(c) for c in SPACES])


def _text_mask(text: str) -> Bool | None:
    """Return which characters stand in no tag or comment; None for a tag that has no end."""
    steps = np.zeros(len(text) + 1, np.int8)
    place = 0
    while (found := _MARKUP.search(text, place)) is not None:
        end = _markup_end(text, found.group("other"), found.end())
        if end is None:
            return None
        steps[found.start()] -= 1
        steps[end] += 1
        place = end
        name = (found.group("name") or "").lower()
        if name in _RAW and text[found.start() + 1] != "/":
            place = _raw_end(text, name, end)
    is_text: Bool = np.cumsum(steps[:-1], dtype=np.int8) == 0
    return is_text


def _markup_end(text: str, other: str | None, place: int) -> int | None:
    """Return where a tag, a comment or a declaration ends; None if nowhere."""
    if other is None:
        rest = _REST.match(text, place)
        return rest.end() if rest else None
    sign = "-->" if other == "!--" else ">"
    end = text.find(sign, place)
    return end + len(sign) if end >= 0 else None


def _raw_end(text: str, name: str, place: int) -> int:
    """Return where the end tag begins of an element whose content has no tags."""
    found = text.find(f"</{name}", place)
    if found < 0:
        found = text.find(f"</{name.upper()}", place)
    return found if found >= 0 else len(text)  # all the rest is text


def _resolve_references(text: str, is_text: Bool, visible: Bool) -> None:
    """Let each character reference be as many characters as it stands for."""
    for found in _REFERENCE.finditer(text):
        start, end = found.span()
        if is_text[start]:
            value = html.unescape(found.group()) if end - start <= _LONGEST_REFERENCE else "\ufffd"
            visible[start:end] = False
            visible[start : start + len(value)] = [c not in SPACES for c in value]


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
