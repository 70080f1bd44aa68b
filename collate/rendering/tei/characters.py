"""What TEI can hold: names for its ids, words for its attributes, and text with every sign in it.

A sign that XML cannot hold is a `g` that shows its code point and points to a `char` of the
header; one that turns the direction of a line is a reference to itself. White space stands as it
does in the witness, and the elements beside it say what it means: the text is what stands between
the tags, and nothing of it is dropped.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Final

from collate.model.witness import Siglum
from collate.terminal.display import visible

# Letters that may stand in a name in every edition of XML, the fourth and the fifth alike: readers go by either.
_NAMED: Final = "A-Za-zÀ-ÖØ-öø-ıΑ-ΡΣ-Ωα-ωא-תА-Яа-я"
_NO_NAME: Final = re.compile(f"^[^{_NAMED}]|[^{_NAMED}0-9._-]|_(?=x)")
# What this document calls its own parts: no siglum may look like one of these.
_OUR_OWN: Final = re.compile(r"^(app|char|from|kind|significance|silence|space|to|within)\.")
_IN_A_WORD: Final = "LNPS"  # what TEI's teidata.word allows: letters, numbers, punctuation, symbols

_NO_XML: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_TURNS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff"
_BREAKS: Final = r"(?:[ \t]*(?:\r\n|\r|\n))+"
_SIGNS: Final = re.compile(f"{_BREAKS}|[&<>{_NO_XML}{_TURNS}]")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_RETURN: Final = "&#xD;"  # a reader of XML takes a bare carriage return for a line feed
NO_XML: Final = re.compile(f"[{_NO_XML}]")

PARAGRAPH: Final = '<milestone unit="paragraph"/>'  # in a reading, where no p can begin
NEW_PARAGRAPH: Final = "</p><p>"
_LINE: Final = "<lb/>"
_IN_A_WORD_BROKEN: Final = '<lb break="no"/>'


def witness_id(siglum: Siglum) -> str:
    """Give the id of a witness: its siglum, with `_x2A_` for a sign that no name may have. No two sigla share one."""
    name = _NO_NAME.sub(lambda m: f"_x{ord(m[0]):X}_", siglum)
    return _OUR_OWN.sub(r"\1_x2E_", name)


def pointers(names: Iterable[str]) -> str:
    """Point to some ids."""
    return " ".join([f"#{name}" for name in names])


def as_word(text: str) -> str:
    """Make a text one word, as an attribute wants it."""
    return escape("".join(c if unicodedata.category(c)[0] in _IN_A_WORD else "_" for c in text))


def escape_visible(text: str) -> str:
    """Set what is said of a text: its signs are made visible."""
    return "" if text.isspace() else escape(visible(text), quote=False)


def escape_attribute(text: str) -> str:
    """Set the same as the value of an attribute."""
    return escape_visible(text).replace('"', "&quot;")


def encode_text(text: str, paragraph: str = PARAGRAPH) -> str:
    """Set words of a witness; behind a line's end is `lb`, behind several there begins a paragraph."""
    if not _SIGNS.search(text):
        return text

    def sign(match: re.Match[str]) -> str:
        found = match[0]
        ends = len(_LINE_END.findall(found))
        return _ends(found, _LINE if ends == 1 else paragraph) if ends else _sign(found)

    return _SIGNS.sub(sign, text)


def encode_broken_word(token: str) -> str:
    """Set a word that is broken at a line's end: there it is no end of a word."""
    return _SIGNS.sub(lambda m: _ends(m[0], _IN_A_WORD_BROKEN) if _LINE_END.search(m[0]) else _sign(m[0]), token)


def encode_final_space(space: str) -> str:
    """Set the white space behind the last word, where nothing new begins."""
    return _SIGNS.sub(lambda m: _ends(m[0], "") if _LINE_END.search(m[0]) else _sign(m[0]), space)


def _ends(space: str, mark: str) -> str:
    return space.replace("\r", _RETURN) + mark


def _sign(c: str) -> str:
    if c in "&<>":
        return escape(c)
    if NO_XML.match(c):
        return f'<g ref="#{char_id(c)}">\\u{{{ord(c):x}}}</g>'
    return f"&#x{ord(c):X};"


def char_id(c: str) -> str:
    """Give the id of a sign in the header."""
    return f"char.{ord(c):04X}"
