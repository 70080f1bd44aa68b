"""Rules on punctuation: brackets and quotation marks that do not close, and styles that are mixed."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from collate.model.findings import Match, Transcription

_PAIRS: Final = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "〉": "〈", "》": "《", "」": "「", "』": "『"}
_CLOSING: Final = {opening: closing for closing, opening in _PAIRS.items()}
_BRACKETS: Final = re.compile("[" + re.escape("".join((*_PAIRS, *_CLOSING))) + "]")
_LISTED: Final = re.compile(r"(?:^|\s)(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5})$")  # `1)`, `a)`: a list, no bracket is open
_BREAK: Final = re.compile(r"(?:\n|\r\n?)[^\S\r\n]*(?:\n|\r\n?)\s*")
_MARKED: Final = re.compile('["“”„]')
_SPACED: Final = re.compile(r"[^\S\r\n]([,.;:!?)\]])(?![.…]| ?\.)")
_SPACED_IN_FRENCH: Final = frozenset(";:!?")
_STRAIGHT: Final = re.compile('"')
_CURLY: Final = re.compile("[“”„]")
_DASH: Final = re.compile(r"--+|[–—]|[ \t\u00a0]-[ \t\u00a0]")
_SENTENCE: Final = re.compile(r"[.!?:—–-]\s*\Z")
_SEEN: Final = 8  # signs before a mark in which the end of a sentence is looked for
_LOOK: Final = "look for the other in the source"


def brackets(file: Transcription) -> Iterator[Match]:
    """Find brackets that are not closed, or not opened, in the whole text."""
    opened: list[tuple[str, int]] = []
    waiting = dict.fromkeys(_CLOSING, 0)  # so that a bracket that closes nothing does not go through all that are open
    for found in _BRACKETS.finditer(file.text):
        sign, at = found[0], found.start()
        partner = _PAIRS.get(sign)
        if partner is None:
            opened.append((sign, at))
            waiting[sign] += 1
        elif waiting[partner]:
            while opened[-1][0] != partner:
                other, there = opened.pop()
                waiting[other] -= 1
                yield _open(other, there)
            opened.pop()
            waiting[partner] -= 1
        elif not (sign == ")" and _LISTED.search(file.text, max(0, at - 8), at)):
            yield Match(at, at + 1, f"{sign!r} closes nothing", f"open it with {partner}, or strike it")
    for sign, at in opened:
        yield _open(sign, at)


def _open(sign: str, at: int) -> Match:
    return Match(at, at + 1, f"{sign!r} is not closed", f"close it with {_CLOSING[sign]}, or strike it")


def quotes(file: Transcription) -> Iterator[Match]:
    """Find double quotation marks that do not pair within a paragraph; one that goes on may open again."""
    if not _MARKED.search(file.text):
        return
    starts = [0, *(m.end() for m in _BREAK.finditer(file.text)), len(file.text)]
    for start, end in pairwise(starts):
        following = file.text[end : end + 1]
        straight = [m.start() for m in _STRAIGHT.finditer(file.text, start, end)]
        if len(straight) % 2 and following != '"':
            yield Match(straight[-1], straight[-1] + 1, 'one " of this paragraph has no partner', _LOOK)
        yield from _curly(file.text, start, end, following)


def _curly(text: str, start: int, end: int, following: str) -> Iterator[Match]:
    """Find curly marks of one paragraph that do not pair: “ ” and „ “."""
    opened = -1
    for found in _CURLY.finditer(text, start, end):
        low = opened >= 0 and text[opened] == "„"
        if found[0] == "”" or (found[0] == "“" and low):
            if opened < 0:
                yield Match(found.start(), found.end(), "” closes nothing", _LOOK)
            opened = -1
        else:
            # A quotation that goes on opens again with its paragraphs, also where their breaks are lost.
            if opened >= 0 and not _SENTENCE.search(text, max(start, found.start() - _SEEN), found.start()):
                yield Match(opened, opened + 1, f"{text[opened]} is not closed", _LOOK)
            opened = found.start()
    if opened >= 0 and following not in ("“", "„"):
        yield Match(opened, opened + 1, f"{text[opened]} is not closed", _LOOK)


def spaced(file: Transcription) -> Iterator[Match]:
    """Find space before a mark that stands against its word; French parts ; : ! ? by a space."""
    for found in _SPACED.finditer(file.text):
        before = file.text[found.start() - 1] if found.start() else ""
        if before.isalnum() and not (file.language[:2] == "fr" and found[1] in _SPACED_IN_FRENCH):
            yield Match(found.start(), found.end(), f"space before {found[1]!r}", "take it out, if the source has none")


def mixed_quotes(file: Transcription) -> Iterator[Match]:
    """Find the rarer of straight and curly quotation marks, where a text has both."""
    if '"' not in file.text or not _CURLY.search(file.text):
        return
    straight, curly = list(_STRAIGHT.finditer(file.text)), list(_CURLY.finditer(file.text))
    rare, usual = sorted((straight, curly), key=len)
    what = "straight" if rare is straight else "curly"
    message = f"{len(rare)} {what} quotation marks among {len(usual)} of the other sort"
    yield Match(rare[0].start(), rare[0].end(), message, "use one sort")


def mixed_dashes(file: Transcription) -> Iterator[Match]:
    """Find the rarer ways to write a dash, where a text has several."""
    styles: dict[str, list[int]] = {}
    for found in _DASH.finditer(file.text):
        mark = found[0].strip()
        at = found.start() + found[0].index(mark)
        before, after = file.text[max(0, at - 2) : at], file.text[at + len(mark) : at + len(mark) + 2]
        if before.strip()[-1:].isalnum() and after.strip()[:1].isalnum():
            spaces = ["␣" * bool(side and side.isspace()) for side in (before[-1:], after[:1])]
            styles.setdefault(f"{spaces[0]}{mark[:2]}{spaces[1]}", []).append(at)
    usual = max(styles, key=lambda s: len(styles[s]), default="")
    for style, places in sorted(styles.items()):
        if style != usual:
            message = f"{_times(len(places))} {style}, and {_times(len(styles[usual]))} {usual}"
            yield Match(places[0], places[0] + 1, message, "write dashes in one way")


def _times(count: int) -> str:
    return f"{count} dash{'es' * (count != 1)}"
