"""T1: rules on the characters of a text: invisible ones, and those that a project does not allow."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

# Control characters except tab, line ends and form feed, which ends a page; direction marks; zero-width spaces; the
# byte order mark. A word joiner (U+2060) only forbids a line end.
_INVISIBLE: Final = late_regex("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2061-\u206f\ufeff]")
_DIRECTION: Final = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT: Final = late_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
# Thai, Lao, Myanmar and Khmer put no space between words; a zero-width space may end a line there.
_UNSPACED_LETTERS: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD_END: Final = late_regex(f"(?<=[{_UNSPACED_LETTERS}])\u200b|\u200b(?=[{_UNSPACED_LETTERS}])")
_NON_SPACE: Final = late_regex(r"\S+")
_LINE_END: Final = late_regex(r"\r\n|\r|\n")
_TRAILING_SPACE: Final = late_regex(r"[^\S\r\n](?:[\r\n]|\Z)")
_WORD: Final = late_regex(r"[^\W\d_]+")
_NOT_PORTABLE: Final = {"Co": "is a private-use code point", "Cn": "is not assigned in Unicode", "Cs": "is a surrogate"}
_SCRIPTS: Final = (
    ("Latin", "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
    ("Cyrillic", "\u0400-\u052f"),
    ("Greek", "\u0370-\u0373\u0376-\u0377\u037b-\u037d\u0386-\u03ff\u1f00-\u1fff"),
)
_SCRIPT_PATTERNS: Final = {name: late_regex(f"[{letters}]") for name, letters in _SCRIPTS}
# Phonetic signs that look like a letter: in a word of ordinary letters they are a wrong code point.
_PHONETIC: Final = late_regex("[\u0250-\u02af]")
_PHONETIC_TWINS: Final = {"ɑ": "a", "ɡ": "g", "ɩ": "i", "ɪ": "i"}
_PHONETIC_TWIN: Final = late_regex("[" + "".join(_PHONETIC_TWINS) + "]")
_UTF_8: Final = "utf-8"
_NOT_NFC: Final = "not NFC"  # one cause in all words
_SPACE_CAUSE: Final = "trailing space"


def character_name(character: str) -> str:
    """Return the code point and name of a character: `U+00A0 NO-BREAK SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"


def byte_order_mark(file: Transcription) -> Iterator[Match]:
    """Find a byte order mark at the beginning of a file in UTF-8, which does not need one."""
    source = file.witness.sources[0] if file.witness.sources else None
    if source and source.byte_order_mark and source.encoding == _UTF_8:
        yield Match(0, 0, "the file begins with a byte order mark, which is invisible", "delete it; --fix does this")


def not_nfc(file: Transcription) -> Iterator[Match]:
    """Find words that are not in Unicode normal form C."""
    if file.text.isascii() or unicodedata.is_normalized("NFC", file.text):
        return
    for piece in _NON_SPACE.finditer(file.text):
        if not unicodedata.is_normalized("NFC", piece[0]):
            message = f"{_quoted(piece[0])} is not in Unicode normal form C (NFC)"
            yield Match(piece.start(), piece.end(), message, "write it in NFC; --fix does this", cause=_NOT_NFC)


def invisible_characters(file: Transcription) -> Iterator[Match]:
    """Find control characters, direction marks and other invisible characters where the script does not need them."""
    unseen = {c for c in file.characters if _INVISIBLE.match(c)}
    if not unseen:
        return
    allowed = set(file.allowed_characters or ())
    if unseen & _DIRECTION and _RIGHT_TO_LEFT.search(file.text):
        allowed |= _DIRECTION
    for invisible in _INVISIBLE.finditer(file.text):
        character = invisible[0]
        if character not in allowed and not _WORD_END.match(file.text, invisible.start()):
            message, help_ = _described_invisible(character)
            yield Match(invisible.start(), invisible.end(), message, help_, cause=character)


def _described_invisible(character: str) -> tuple[str, str]:
    """Return the message and the help for an invisible character.

    Control characters from U+0080 to U+009F are nearly always windows-1252 that was read as Latin-1.
    """
    message = f"{character_name(character)} is invisible"
    meant = bytes([ord(character)]).decode("cp1252", "ignore") if "\x80" <= character <= "\x9f" else ""
    if meant:
        return f"{message}; in windows-1252 it is {meant!r}", "read the file with --encoding cp1252"
    return message, "delete it; if the text needs it, use per-file-ignores"


def unassigned_characters(file: Transcription) -> Iterator[Match]:
    """Find private-use and unassigned code points, and surrogates."""
    if file.text.isascii():
        return
    reviewed = file.characters - (file.allowed_characters or frozenset())
    reasons = {c: _NOT_PORTABLE[k] for c in reviewed if (k := unicodedata.category(c)) in _NOT_PORTABLE}
    for occurrence in _occurrences(reasons, file.text):
        message = f"U+{ord(occurrence[0]):04X} {reasons[occurrence[0]]}"
        help_ = "write a character that Unicode defines; if the project has agreed on this one, use per-file-ignores"
        yield Match(occurrence.start(), occurrence.end(), message, help_, cause=occurrence[0])


def unreviewed_characters(file: Transcription) -> Iterator[Match]:
    """Find characters that the character table of the project does not allow."""
    if file.allowed_characters is None:
        return
    for occurrence in _occurrences(file.characters - file.allowed_characters, file.text):
        message = f"{character_name(occurrence[0])} is not allowed by the character table"
        help_ = "write another character, or allow this one: set its row in the table to yes"
        yield Match(occurrence.start(), occurrence.end(), message, help_, cause=occurrence[0])


def _occurrences(characters: Collection[str], text: str) -> Iterator[re.Match[str]]:
    """Find every occurrence of some characters, in order."""
    if characters:
        yield from re.finditer("[" + re.escape("".join(sorted(characters))) + "]", text)


def mixed_scripts(file: Transcription) -> Iterator[Match]:
    """Find words with letters of two scripts, such as a Latin `o` in a Cyrillic word."""
    if file.text.isascii():
        return
    if not file.characters.isdisjoint(_PHONETIC_TWINS):
        yield from _phonetic_twins(file.text)
    characters = "".join(file.characters)
    present = [name for name, letters in _SCRIPT_PATTERNS.items() if letters.search(characters)]
    if len(present) < 2:
        return
    for word in _WORD.finditer(file.text):
        if word[0].isascii():
            continue
        counts = {name: len(_SCRIPT_PATTERNS[name].findall(word[0])) for name in present}
        used = sorted((name for name in present if counts[name]), key=lambda name: counts[name])
        if len(used) > 1 and (rarer := _SCRIPT_PATTERNS[used[0]].search(word[0])):
            message = f"{_quoted(word[0])} mixes {used[-1]} and {used[0]} letters: it has {character_name(rarer[0])}"
            yield Match(word.start(), word.end(), message, "write the word in one script", cause=rarer[0])


def _phonetic_twins(text: str) -> Iterator[Match]:
    """Find phonetic signs that look like a letter, in a word that is no phonetic transcription."""
    for word in _WORD.finditer(text):
        twins = _PHONETIC_TWIN.findall(word[0])
        is_ordinary = len(twins) * 2 < len(word[0]) and len(twins) == len(_PHONETIC.findall(word[0]))
        if twins and is_ordinary:
            message = (
                f"{_quoted(word[0])} has {character_name(twins[0])}, which looks like {_PHONETIC_TWINS[twins[0]]!r}"
            )
            yield Match(word.start(), word.end(), message, "write the ordinary letter", cause=twins[0])


def mixed_line_ends(file: Transcription) -> Iterator[Match]:
    """Find the first line end that differs from most others, or that is CR alone."""
    if "\r" not in file.text:
        return
    counts = {"\r\n": file.text.count("\r\n")}
    counts |= {"\n": file.text.count("\n") - counts["\r\n"], "\r": file.text.count("\r") - counts["\r\n"]}
    usual = max(counts, key=lambda end: counts[end])
    if usual == "\r" or sum(map(bool, counts.values())) > 1:
        first = next(end for end in _LINE_END.finditer(file.text) if end[0] != usual or usual == "\r")
        listed = ", ".join(f"{count} {end!r}" for end, count in counts.items() if count)
        message = f"line ends are mixed, or are CR alone: {listed}"
        yield Match(first.start(), first.end(), message, "end all lines with \\n; --fix does this")


def trailing_space(file: Transcription) -> Iterator[Match]:
    """Find white space at the end of lines."""
    stop = 0
    for space in _TRAILING_SPACE.finditer(file.text):
        start = end = space.start() + 1
        while start > stop and file.text[start - 1].isspace() and file.text[start - 1] not in "\r\n":
            start -= 1
        stop = end
        yield Match(start, end, "white space at the end of the line", "delete it; --fix does this", cause=_SPACE_CAUSE)


def _quoted(word: str) -> str:
    """Quote a word; the middle of a very long one is left out."""
    return repr(word if len(word) <= 40 else f"{word[:24]}…{word[-12:]}")
