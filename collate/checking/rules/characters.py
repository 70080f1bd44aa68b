"""Rules on the signs of a text: what no reader sees, and what a project has not let in."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from collate.model.findings import Match, Transcription

# Controls but tab and line ends; marks of direction and what joins or parts without being seen; a mark of byte order.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_PIECE: Final = re.compile(r"\S+")
_ENDS: Final = re.compile(r"\r\n|\r|\n")
_TRAILING: Final = re.compile(r"[^\S\r\n](?:[\r\n]|\Z)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOT_TEXT: Final = {"Co": "is for private use", "Cn": "is no sign of Unicode", "Cs": "is half of a sign"}
_SCRIPTS: Final = (
    ("Latin", "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
    ("Cyrillic", "\u0400-\u052f"),
    ("Greek", "\u0370-\u0373\u0376-\u0377\u037b-\u037d\u0386-\u03ff\u1f00-\u1fff"),
)
_OF: Final = {name: re.compile(f"[{signs}]") for name, signs in _SCRIPTS}
_UTF_8: Final = "utf-8"


def named(sign: str) -> str:
    """Give a sign by its code point and name, `U+00A0 NO-BREAK SPACE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '(it has no name)')}"


def byte_order_mark(file: Transcription) -> Iterator[Match]:
    """Find a mark of byte order at the head of a file in UTF-8, which needs none."""
    source = file.witness.sources[0] if file.witness.sources else None
    if source and source.byte_order_mark and source.encoding == _UTF_8:
        yield Match(0, 0, "the file begins with a byte order mark, which no reader sees", "take it off; --fix does")


def not_composed(file: Transcription) -> Iterator[Match]:
    """Find words that are not in Unicode's normal form C."""
    if file.text.isascii() or unicodedata.is_normalized("NFC", file.text):
        return
    for piece in _PIECE.finditer(file.text):
        if not unicodedata.is_normalized("NFC", piece[0]):
            message = f"{_short(piece[0])} is not in normal form C"
            yield Match(piece.start(), piece.end(), message, "compose it; --fix does")


def unseen(file: Transcription) -> Iterator[Match]:
    """Find controls, marks of direction and other signs that nobody sees."""
    for found in _UNSEEN.finditer(file.text):
        mend = "take it out, or say with per-file-ignores why it is needed"
        yield Match(found.start(), found.end(), f"{named(found[0])} is not seen", mend)


def unassigned(file: Transcription) -> Iterator[Match]:
    """Find signs of private use, code points that are no sign yet, and halves of signs."""
    if file.text.isascii():
        return
    odd = {c: _NOT_TEXT[k] for c in set(file.text) if (k := unicodedata.category(c)) in _NOT_TEXT}
    for found in _all_of(odd, file.text):
        message = f"U+{ord(found[0]):04X} {odd[found[0]]}"
        yield Match(found.start(), found.end(), message, "write a sign that others can read")


def unreviewed(file: Transcription) -> Iterator[Match]:
    """Find signs that the reviewed table of the project does not let in."""
    if file.allowed is None:
        return
    for found in _all_of(set(file.text) - file.allowed, file.text):
        mend = "write another sign, or let it in: its row in the table must say yes"
        yield Match(found.start(), found.end(), f"{named(found[0])} is not let in by the table of characters", mend)


def _all_of(signs: "set[str] | dict[str, str]", text: str) -> Iterator[re.Match[str]]:
    """Find every place of some signs, in order."""
    if signs:
        yield from re.finditer("[" + re.escape("".join(sorted(signs))) + "]", text)


def mixed_scripts(file: Transcription) -> Iterator[Match]:
    """Find words with letters of two scripts, such as a Latin `o` in a Cyrillic word."""
    if file.text.isascii():
        return
    present = [name for name, letters in _OF.items() if letters.search(file.text)]
    if len(present) < 2:
        return
    for word in _WORD.finditer(file.text):
        if word[0].isascii():
            continue
        counts = {name: len(_OF[name].findall(word[0])) for name in present}
        used = sorted((name for name in present if counts[name]), key=lambda name: counts[name])
        if len(used) > 1 and (odd := _OF[used[0]].search(word[0])):
            message = f"{_short(word[0])} mixes {used[-1]} and {used[0]}: it has {named(odd[0])}"
            yield Match(word.start(), word.end(), message, "write it in one script")


def line_ends(file: Transcription) -> Iterator[Match]:
    """Find line ends that are not those of most lines, or those of the first Macintosh."""
    if "\r" not in file.text:
        return
    counts = {"\r\n": file.text.count("\r\n")}
    counts |= {"\n": file.text.count("\n") - counts["\r\n"], "\r": file.text.count("\r") - counts["\r\n"]}
    usual = max(counts, key=lambda end: counts[end])
    if usual == "\r" or sum(map(bool, counts.values())) > 1:
        first = next(f for f in _ENDS.finditer(file.text) if f[0] != usual or usual == "\r")
        told = ", ".join(f"{count} {end!r}" for end, count in counts.items() if count)
        message = f"the lines do not all end in the same way, or end in an old one: {told}"
        yield Match(first.start(), first.end(), message, "end all in \\n; --fix does")


def trailing_space(file: Transcription) -> Iterator[Match]:
    """Find white space at the end of lines."""
    stop = 0
    for found in _TRAILING.finditer(file.text):
        start = end = found.start() + 1
        while start > stop and file.text[start - 1].isspace() and file.text[start - 1] not in "\r\n":
            start -= 1
        stop = end
        yield Match(start, end, "white space at the end of the line", "take it off; --fix does")


def _short(word: str) -> str:
    """Cite a word, the middle of a very long one left out."""
    return repr(word if len(word) <= 40 else f"{word[:24]}…{word[-12:]}")
