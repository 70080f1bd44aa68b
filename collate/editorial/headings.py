"""What a line says of itself: that it is a heading, a page number, a running head, a name."""

import re
from functools import cache
from typing import Final

from collate.editorial.editors_phrases import one_of

LONGEST_HEADING: Final = 120  # code points
LONGEST_TITLE: Final = 60  # behind a number; more is a paragraph
LONGEST_SIGNATURE: Final = 40
MOST_WORDS: Final = 8  # of the title behind a number
MOST_WORDS_WITH_A_STOP: Final = 4  # of a title that ends with a stop; more is a sentence
MOST_NAMES: Final = 4
SHARE_OF_CAPITALS: Final = 0.8  # of the letters of a running head

_MARKER: Final = re.compile(r"\s?(?:\[\w{1,4}\]|\(\d{1,3}\)|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)(?=[.,]?$)")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = re.compile(
    r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?|C{1,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?"
)
_PAGE: Final = re.compile(
    r"[-–—]\s?\d{1,4}\s?[-–—]|[Pp](?:age|\.)\s?\d{1,4}\.?|第[\d一二三四五六七八九十百]{1,4}[頁页]"
)
_SMALL_ROMAN: Final = re.compile(r"(?=[ivxlc]{2})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# One Roman letter before a name is an initial: V. Lenin, L. Furius Camillus.
_NUMBERED: Final = re.compile(r"(?:\d{1,4}|[IVXLC]{2,7})\.\s+(\S.*)")
_HEAD_WITH_PAGE: Final = re.compile(r"\d{1,4}\s+(\D.{6,80})|(\D.{6,80}\D)\s+\d{1,4}")
_SIGNED: Final = re.compile(
    r"(?:/s/|\(?signed\)?[.:,]?|\[signed\]|gez\.|\(?signé\)?|podpis:?)\s+[^\W\d_].{1,40}", re.IGNORECASE
)


def without_marker(text: str) -> str:
    """Take off the sign that calls a note at the end of a line."""
    return _MARKER.sub("", text) if text[-1] in "]).,*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰" else text


def in_capitals(text: str) -> bool:
    """Two words or more in capitals, or one of four letters; a salutation, which ends with a comma, is none."""
    if len(text) > LONGEST_HEADING or not text.isupper() or without_marker(text).endswith((",", ",--", ",—", ", —")):
        return False
    words = [w for w in _WORDS.findall(text) if len(w) > 1]
    return len(words) > 1 or any(len(w) > 3 for w in words)


def is_roman(text: str) -> bool:
    """A Roman number, with its stop or without."""
    return len(text) <= 9 and bool(_ROMAN.fullmatch(text))


def is_page_number(text: str) -> bool:
    """A number alone: `12`, `- 12 -`, `p. 12`, `xii`."""
    return text.isdigit() or bool(_PAGE.fullmatch(text)) or (len(text) <= 8 and bool(_SMALL_ROMAN.fullmatch(text)))


def is_running_head(text: str) -> bool:
    """Words in capitals with the number of the page before or behind them."""
    match = _HEAD_WITH_PAGE.fullmatch(text)
    if not match:
        return False
    letters = [c for c in (match.group(1) or match.group(2)).partition("[")[0] if c.isalpha()]
    return len(letters) > 5 and sum(map(str.isupper, letters)) >= SHARE_OF_CAPITALS * len(letters)


def is_part(text: str) -> bool:
    """A part of a work and its number, and perhaps its title: `Chapter IV`, `Chapter 4. The way home`."""
    match = _part().fullmatch(text)
    return bool(match) and _is_title(match.group(1) or "") if match else False


def is_numbered(text: str) -> bool:
    """A number and a short title, or a number with its stop alone."""
    if text[:-1].isdecimal() and text[-1] == ".":
        return True
    match = _NUMBERED.fullmatch(text)
    if not match or not _is_title(match.group(1)):
        return False
    return not match.group(1).endswith(".") or len(match.group(1).split()) <= MOST_WORDS_WITH_A_STOP


def _is_title(text: str) -> bool:
    if not text:
        return True
    short = len(text) <= LONGEST_TITLE and len(text.split()) <= MOST_WORDS
    return short and not text[0].islower() and text[-1] not in ",;:" and not re.search(r"[.!?]\s+\S", text[3:])


def is_title(text: str) -> bool:
    """A line that begins with a capital and ends without a stop."""
    bare = without_marker(text)
    return len(bare) <= LONGEST_HEADING and bare[:1].isupper() and bare[-1:].isalnum()


def is_name(text: str) -> bool:
    """One to four capitalised words."""
    words = text.split()
    return len(text) <= LONGEST_SIGNATURE and 0 < len(words) <= MOST_NAMES and all(w[0].isupper() for w in words)


def is_signed(text: str) -> bool:
    """A name that says that it is a signature: `(signed) J. Smith`."""
    return len(text) <= LONGEST_TITLE and bool(_SIGNED.fullmatch(text))


@cache
def _part() -> re.Pattern[str]:
    number = r"(?:\d{1,3}|[IVXLC]{1,7}|the\s\w{3,12})"
    return re.compile(rf"{one_of('part')}\.?\s{number}(?:\s?[.:—–-]{{1,2}}\s*(\S.*)|\.)?")
