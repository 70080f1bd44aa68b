"""T306 to T310: spaces that were lost or added at a mark, and signs that are written in several ways."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.habits import out_of_habit
from collate.model.findings import Match, Transcription

_ADD_SPACE: Final = "add the missing space"
_MARKS: Final = ",;!?"
_LETTER: Final = r"[^\W\d_]"
_NO_SPACES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SPACED: Final = rf"[^\W\d_{_NO_SPACES}]"  # a letter of a script that puts spaces between words
_WORD_ALONE: Final = r"[aàáeéèiíoóòuyAEIOYkvwzsаивкосуяіїАИВКСУОЯІ](?=\s)"  # a word of one letter
_AT_MARK: Final = late_regex(rf"[{_MARKS}](?={_SPACED}{_SPACED}|{_WORD_ALONE})(?<={_SPACED}{_SPACED}.)")
_SMALL: Final = "[a-zß-öø-ÿα-ωά-ώа-я]"
# A capital by itself is a word: `I`, `A`, `О`. Of two letters before the point, both are small, and none is `Mr`.
_AT_POINT: Final = late_regex(
    rf"\.(?=[^\W\d_a-z](?:{_SMALL}|['’]?\s))(?:(?<={_SMALL}{{3}}\.)|(?<=[\s“\"(]{_SMALL}{_SMALL}\.))"
)
_ABBREVIATED_TEXT: Final = """
cf ed eg ie vs pp ff ch no op al vv ca fl fr st mr dr lb oz ft hr ad vz ss cm mm km kg jr sr ne pl sg nr bd hl sv uä
"""
_ABBREVIATED: Final = frozenset(_ABBREVIATED_TEXT.split())
_AT_QUOTE: Final = late_regex(rf"[“„”](?={_LETTER})(?<=[^\s—–-].)(?:(?<=”)|(?<=[^\W\d_].)|(?<=[,;.!?].))")
_AT_BRACKET: Final = late_regex(rf"\((?=\w+[\s,;])(?<={_SPACED}{_SPACED}\()|\)(?={_SPACED}{_SPACED})(?<=[^\s(]{{2}}\))")
_LONGEST_BRACKET: Final = 300  # characters in which its beginning is looked for
_QUOTES: Final = "“”„"
_OF_ADDRESSES: Final = late_regex(r"[@/\\=<>&#{}]|www|http|://|\.\w{1,4}\.")
_ENTITY: Final = late_regex(r"&#?\w{1,12}\Z")
_NOT_PARTS: Final = frozenset({"com", "org", "net", "txt", "xml", "html", "pdf"})

# Each pattern begins with its sign: a text has far more letters than signs.
_HYPHEN: Final = late_regex(rf"-(?:(?<={_LETTER}-)[ \t\u00a0]+|(?<=[ \t\u00a0]-))(?={_LETTER})")
_OPTION: Final = late_regex(r"(?<=[ \t\u00a0]-)[A-Za-z](?![^\W_])")  # of a command: `less -S`
_OF_COMMANDS: Final = 3  # options of one letter in a text about commands
_POINT_WITHIN: Final = late_regex(r"(?<!\S)[^\w\s]*(\w\S*)\.,? (?=[a-z])")
_WORD_AFTER: Final = late_regex(r"\W*(\w+)")
_WORD_BEFORE: Final = late_regex(r"(\w+)\W*\Z")
# The end of a word that a text speaks of: `nouns in -heit`.
_SUFFIX: Final = late_regex(
    r"(?:i[sz]e|i[sz]ed|i[sz]ing|ing|ed|er|est|ly|ness|tion|ment|able|ible|hood|ship|ism|ist|heit|keit|ung|lich|chen"
    r"|lein|schaft|en|em|es|us|um|is|os|as|ae|orum|arum|ibus|que|ne|ve|eur|euse|age|ción|dad|mente|ность|ский)\b"
)
_JOINING_TEXT: Final = """
and or to nor und oder bis sowie wie als et ou y o e ed och eller og en of i a lub и или nec vel aut sau
"""
_JOINING: Final = frozenset(_JOINING_TEXT.split())

_COMMA_BEFORE_NUMBER: Final = late_regex(r",(?=\s?[\d\[])")
_NUMBERED: Final = late_regex(
    r"\b(?:[Vv]ols?|[Pp]p?|[Ff]ols?|[Cc]hap|[Cc]ap|[Ll]ib|[Tt]om|Bd|Nr|Nos|[Pp]ag|Kap|Abt|Abb|Taf|Anm|Fig|fig),\Z"
)
_LONGEST_NUMBERED: Final = 6  # characters of one of these, with what stands before it

_INNER_HYPHENS: Final = "-‐‑¬⹀"
_END_HYPHENS: Final = "-‐¬\u00ad⸗="
_HYPHEN_INSIDE: Final = late_regex(rf"(?<={_LETTER})[{_INNER_HYPHENS}](?={_LETTER})")
_HYPHEN_AT_END: Final = late_regex(rf"(?<={_LETTER})[{_END_HYPHENS}](?=[ \t]*[\r\n])")
_HYPHEN_SIGNS: Final = frozenset("‐‑¬⹀\u00ad⸗=")
_APOSTROPHES: Final = "'’ʼ`´ʹ′‘"
_APOSTROPHE: Final = late_regex(rf"[{_APOSTROPHES}](?={_LETTER})(?<={_LETTER}.)")


def lost_spaces(file: Transcription) -> Iterator[Match]:
    """Find a mark between two words without a space: `word,word`, `word.Word`, `word(the word)`."""
    text = file.text
    if not file.characters.isdisjoint(_MARKS):
        found = [m for place in _AT_MARK.finditer(text) if (m := _lost(text, place.start(), place.end()))]
        yield from out_of_habit(found, sum(map(text.count, _MARKS)))
    points = [m for place in _AT_POINT.finditer(text) if (m := _lost(text, place.start(), place.end()))]
    if points:
        yield from out_of_habit([m for m in points if not _is_abbreviation(text, m)], text.count("."))
    if not file.characters.isdisjoint(_QUOTES):
        quotes = [_match(text, place.start(), place.end()) for place in _AT_QUOTE.finditer(text)]
        yield from out_of_habit(quotes, sum(map(text.count, _QUOTES)))
    if "(" in file.characters:
        brackets = [
            _match(text, place.start(), place.end())
            for place in _AT_BRACKET.finditer(text)
            if _is_of_words(text, place)
        ]
        yield from out_of_habit(brackets, text.count("("))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the white space on either side; of a very long word only a part."""
    first, last = start, end
    while first and start - first < 40 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and last - end < 40 and not text[last].isspace():
        last += 1
    return first, last


def _lost(text: str, start: int, end: int) -> Match | None:
    first, last = _around(text, start, end)
    whole = text[first:last]
    if _OF_ADDRESSES.search(whole) or (text[start] == ";" and _ENTITY.search(text, first, start)):
        return None
    return _match(text, start, end)


def _match(text: str, start: int, end: int) -> Match:
    first, last = _around(text, start, end)
    return Match(start, end, f"{text[first:last]!r}: a space is missing at {text[start:end]!r}", _ADD_SPACE)


def _is_of_words(text: str, bracket: re.Match[str]) -> bool:
    """Return whether several words stand in the brackets: `lett(er)s` has letters in them."""
    if bracket[0] == "(":
        return True
    first = text.rfind("(", max(0, bracket.start() - _LONGEST_BRACKET), bracket.start())
    return any(map(str.isspace, text[first : bracket.start()])) if first >= 0 else False


def _is_abbreviation(text: str, match: Match) -> bool:
    """Return whether the text has the word before the point elsewhere before a point within a sentence."""
    first, last = _around(text, match.start, match.end)
    word, after = text[first : match.start].lstrip("\"'“‘(«„["), text[match.end : last]
    return after.casefold() in _NOT_PARTS or word in _ABBREVIATED or word in _before_a_point_within(text)


@lru_cache(1)
def _before_a_point_within(text: str) -> frozenset[str]:
    """Return the words that stand before a point within a sentence; each text is searched once."""
    return frozenset(_POINT_WITHIN.findall(text))


def half_spaced_hyphens(file: Transcription) -> Iterator[Match]:
    """Find a hyphen between two words with a space on one side only, as where a dash was meant."""
    if "-" not in file.characters:
        return
    about_commands = len(_OPTION.findall(file.text)) >= _OF_COMMANDS
    found = [
        Match(place.start(), place.end(), "a hyphen with a space on one side", "write a dash, or join the words")
        for place in _HYPHEN.finditer(file.text)
        if not _is_suspended(file.text, place) and not (about_commands and place[0] == "-")
    ]
    yield from out_of_habit(found, file.text.count("-"))


def _is_suspended(text: str, hyphen: re.Match[str]) -> bool:
    """Return whether a part of a compound is left out here: `pre- and postwar`, `Schüler und -innen`."""
    if hyphen[0] == "-" and _SUFFIX.match(text, hyphen.end()):
        return True
    if hyphen[0] != "-":
        near = _WORD_AFTER.match(text, hyphen.end())
    else:
        before = text[max(0, hyphen.start() - 12) : hyphen.start()].rstrip(" \t\u00a0")
        near = _WORD_BEFORE.search(before)
        if not before[-1:].isalpha():  # the hyphen begins a line or follows a mark
            return True
    return near is not None and near[1].casefold() in _JOINING


def abbreviation_commas(file: Transcription) -> Iterator[Match]:
    """Find a comma for the point of an abbreviation before a number: `Vol, 3`."""
    if any(map(str.isdigit, file.characters)):
        for comma in _COMMA_BEFORE_NUMBER.finditer(file.text):
            word = _NUMBERED.search(file.text, max(0, comma.start() - _LONGEST_NUMBERED), comma.end())
            if word:
                message = f"{word[0]!r}: a comma for the point of an abbreviation"
                yield Match(word.start(), word.end(), message, "write a point")


def mixed_hyphens(file: Transcription) -> Iterator[Match]:
    """Find the rarer signs for a hyphen, if a text has several: inside words, and at the ends of lines."""
    if not file.characters.isdisjoint(_HYPHEN_SIGNS):
        for pattern, where in ((_HYPHEN_INSIDE, "inside words"), (_HYPHEN_AT_END, "at the ends of lines")):
            yield from _rarer(file.text, pattern, f"hyphens {where}")


def mixed_apostrophes(file: Transcription) -> Iterator[Match]:
    """Find the rarer signs for an apostrophe, if a text has several."""
    if sum(sign in file.characters for sign in _APOSTROPHES) > 1:
        yield from _rarer(file.text, _APOSTROPHE, "apostrophes")


def _rarer(text: str, pattern: re.Pattern[str], what: str) -> Iterator[Match]:
    """Find the first of each sign that is not the usual one."""
    counts = Counter(pattern.findall(text))
    usual = max(sorted(counts), key=counts.__getitem__, default="")
    firsts = {place[0]: place for place in reversed(list(pattern.finditer(text)))} if len(counts) > 1 else {}
    for sign in sorted(firsts.keys() - {usual}):
        shown, other = (f"{c!r} (U+{ord(c):04X})" for c in (sign, usual))
        message = f"{what} are mixed: {counts[sign]} {shown}, {counts[usual]} {other}"
        yield Match(firsts[sign].start(), firsts[sign].end(), message, "use one sign")
