"""Text, names and attributes as TEI can hold them.

A character that XML forbids is a `g` that shows its code point and points to a `char` in the header; a character that
changes the direction of a line is a reference to itself. White space is written as it is in the witness, and the
elements after it say what it means: the text is all that is between the tags, and no character of it is lost.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Final

from collate.model.witness import Siglum
from collate.terminal.display import visible

# Letters that a name may have in the fourth and in the fifth edition of XML 1.0: programs follow one or the other.
_NAME_LETTERS: Final = "A-Za-zÀ-ÖØ-öø-ıΑ-ΡΣ-Ωα-ωא-תА-Яа-я"
_NOT_IN_NAMES: Final = re.compile(f"^[^{_NAME_LETTERS}]|[^{_NAME_LETTERS}0-9._-]|_(?=x)")
# How the ids of the document's own parts begin: no siglum may look like one of these.
_RESERVED: Final = re.compile(r"^(also|app|cause|char|from|hand|kind|significance|silence|space|to|within)\.")
_WORD_CATEGORIES: Final = "LNPS"  # what TEI's teidata.word allows: letters, numbers, punctuation, symbols

_FORBIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_DIRECTIONAL: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"
_BREAKS: Final = r"(?:(?<![ \t])[ \t]*+(?:\r\n|\r|\n))+"  # begins only where a run of spaces begins: in linear time
_ENCODED: Final = re.compile(f"{_BREAKS}|[&<>{_FORBIDDEN}{_DIRECTIONAL}]")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_CARRIAGE_RETURN: Final = "&#xD;"  # an XML reader takes a bare carriage return for a line feed
NO_XML: Final = re.compile(f"[{_FORBIDDEN}]")

PARAGRAPH: Final = '<milestone unit="paragraph"/>'  # within a reading, where no p can begin
NEW_PARAGRAPH: Final = "</p><p>"
_LINE: Final = "<lb/>"
_LINE_IN_WORD: Final = '<lb break="no"/>'


def witness_id(siglum: Siglum) -> str:
    """Return the id of a witness: its siglum, with `_x2A_` for a character that names cannot have.

    No two sigla have the same id.
    """
    return own_id(siglum)


def own_id(name: str) -> str:
    """Return a name of a source as an id that is none of the document's own parts."""
    return _RESERVED.sub(r"\1_x2E_", _NOT_IN_NAMES.sub(lambda character: f"_x{ord(character[0]):X}_", name))


def pointers(ids: Iterable[str]) -> str:
    """Return the value of an attribute that points to some ids."""
    return " ".join([f"#{name}" for name in ids])


def as_word(text: str) -> str:
    """Return a text as one word, as teidata.word wants it."""
    return escape("".join(c if unicodedata.category(c)[0] in _WORD_CATEGORIES else "_" for c in text))


def escape_visible(text: str) -> str:
    """Return text about a witness as the content of an element, with every character visible."""
    return "" if text.isspace() else escape(visible(text), quote=False)


def escape_attribute(text: str) -> str:
    """Return the same as the value of an attribute."""
    return escape_visible(text).replace('"', "&quot;")


def encode_text(text: str, paragraph: str = PARAGRAPH) -> str:
    """Return words of a witness as TEI: `lb` after a line end, and `paragraph` after several line ends."""
    if not _ENCODED.search(text):
        return text

    def encode(match: re.Match[str]) -> str:
        ends = len(_LINE_END.findall(match[0]))
        return _encode_breaks(match[0], _LINE if ends == 1 else paragraph) if ends else _encode_character(match[0])

    return _ENCODED.sub(encode, text)


def encode_broken_word(token: str) -> str:
    """Return a word with a line end within it as TEI."""
    return _ENCODED.sub(
        lambda m: _encode_breaks(m[0], _LINE_IN_WORD) if _LINE_END.search(m[0]) else _encode_character(m[0]), token
    )


def encode_final_space(space: str) -> str:
    """Return the white space after the last word as TEI: no line and no paragraph begins after it."""
    return _ENCODED.sub(
        lambda m: _encode_breaks(m[0], "") if _LINE_END.search(m[0]) else _encode_character(m[0]), space
    )


def _encode_breaks(space: str, element: str) -> str:
    return space.replace("\r", _CARRIAGE_RETURN) + element


def _encode_character(c: str) -> str:
    if c in "&<>":
        return escape(c)
    if NO_XML.match(c):
        return f'<g ref="#{char_id(c)}">\\u{{{ord(c):x}}}</g>'
    return f"&#x{ord(c):X};"


def char_id(c: str) -> str:
    """Return the id of a character that the header declares."""
    return f"char.{ord(c):04X}"
