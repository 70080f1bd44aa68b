"""T109, T111 and T402: a file that is no plain text or has no words, and what a web page leaves in a text."""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

_LOOKED_AT: Final = 4000  # characters in which a format shows itself
_FEWEST_SIGNS: Final = 5  # tags or commands that make a text one of these formats
_TAG: Final = late_regex(r"</?[A-Za-z][\w:-]*+(?:\s[^<>\n]*+)?/?>")
_END_TAG: Final = late_regex(r"</[A-Za-z][\w:-]*+\s*>")
_COMMAND: Final = late_regex(r"\\[A-Za-z]++\*?[\[{]")
_LATEX: Final = late_regex(r"\\(?:documentclass|usepackage|begin\{|input\{|chapter\{|section\{)")
_MARKUP: Final = late_regex(r"\s*(?:<\?xml|<!DOCTYPE|<html\b|<TEI\b)", re.IGNORECASE)
TOLD: Final = "is read as plain text because of its name"  # what the reader says of such a file
BYTE_ORDER_MARK: Final = "\ufeff"
_TRANSCRIBE: Final = "transcribe the text, or remove the file"
_CONVERT: Final = "convert it to plain text; or, if it is TEI, PAGE or ALTO, name it so (.xml)"

# What web pages have around their text, in several languages.
_FURNITURE: Final = (
    "[edit]", "[ edit ]", "[edit source]", "[edit |", "[modifier |", "[modifier]", "[Bearbeiten]", "[править",
    "[editar]", "[modifica]", "Jump to navigation", "Jump to search", "Jump to content", "Jump to: ", "Skip to content",
    "Skip to main content", 'Retrieved from "', "Retrieved from http", "Aller au contenu", "Aller à la navigation",
    "Récupérée de", "Zum Inhalt springen", "Zur Navigation springen", "Abgerufen von", "Ir a la navegación",
    "Vai alla navigazione", "Перейти к навигации", "Printable version", "&nbsp;", "&amp;", "&quot;", "&#160;",
    "&#8217;", "\u00a0\u00a0",
)  # fmt: skip
_SHOWN: Final = {"\u00a0\u00a0": "two no-break spaces"}


def format_of_text(file: Transcription) -> str:
    """Return what a text is that a program should read and not a person: LaTeX, XML ..; "" for plain text."""
    text = file.text
    if text.startswith(("%!PS", "\ufeff%!PS")):
        return "PostScript"
    if text.startswith("{\\rtf"):
        return "RTF"
    if "\\" in file.characters and "{" in file.characters:
        commands = len(_COMMAND.findall(text, 0, _LOOKED_AT))
        if _LATEX.search(text, 0, _LOOKED_AT) or commands >= _FEWEST_SIGNS:
            return "LaTeX"
    if "<" in file.characters and ">" in file.characters:
        beginning = text[:_LOOKED_AT]
        if _MARKUP.match(beginning):
            return "HTML" if re.match(r"\s*<!DOCTYPE html|\s*<html", beginning, re.IGNORECASE) else "XML"
        if len(_TAG.findall(beginning)) >= _FEWEST_SIGNS and _END_TAG.search(beginning):
            return "XML or HTML"
    return ""


def not_plain_text(file: Transcription) -> Iterator[Match]:
    """Find a file that is no plain text."""
    what = format_of_text(file)
    if what:
        line_end = min((k for k in (file.text.find("\n"), file.text.find("\r")) if k >= 0), default=len(file.text))
        yield Match(0, line_end, f"this is {what}, not plain text; rules on words and punctuation do not run", _CONVERT)


def no_words(file: Transcription) -> Iterator[Match]:
    """Find a file without words: it is empty, or nothing of it is text."""
    if not file.text.removeprefix(BYTE_ORDER_MARK).strip():
        yield Match(0, 0, "the file has no words", _TRANSCRIBE)


def web_furniture(file: Transcription) -> Iterator[Match]:
    """Find what a web page leaves in a text that was copied from it: `[edit]`, `Jump to navigation`, `&nbsp;`."""
    for words in _FURNITURE:
        start = file.text.find(words) if file.characters.issuperset(words) else -1
        while start >= 0:
            end = start + len(words)
            message = f"{_SHOWN.get(words, repr(words))}, as a web page has"
            yield Match(start, end, message, "delete it, or write what was meant", cause=words)
            start = file.text.find(words, end)
