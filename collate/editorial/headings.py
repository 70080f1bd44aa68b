"""What a line is by its own form: a heading, a page number, a running head, a name."""

import re
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.editors_phrases import may_begin, phrase_pattern

# Lengths are in code points.
MAX_HEADING_LENGTH: Final = 120
MAX_TITLE_LENGTH: Final = 60  # of a title after a number; a longer one is a paragraph
MAX_SIGNATURE_LENGTH: Final = 40
MAX_TITLE_WORDS: Final = 8  # of a title after a number
MAX_TITLE_WORDS_WITH_STOP: Final = 4  # of a title that ends with a full stop; a longer one is a sentence
MAX_NAME_WORDS: Final = 4
MIN_CAPITALS_SHARE: Final = 0.8  # of the letters of a running head

_MARKER: Final = late_regex(r"\s?(?:\[\w{1,4}\]|\(\d{1,3}\)|(?<![*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰])[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]++)(?=[.,]?$)")
_WORDS: Final = late_regex(r"[^\W\d_]+")
_ROMAN: Final = late_regex(
    r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?|C{1,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?"
)
_PAGE_NUMBER: Final = late_regex(
    r"[-–—]\s?\d{1,4}\s?[-–—]|[Pp](?:age|\.)\s?\d{1,4}\.?|第[\d一二三四五六七八九十百]{1,4}[頁页]"
)
_SMALL_ROMAN: Final = late_regex(r"(?=[ivxlc]{2})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# At least two Roman letters: one before a name is an initial (V. Lenin, L. Furius Camillus).
_NUMBERED_TITLE: Final = late_regex(r"(?:\d{1,4}|[IVXLC]{2,7})\.\s+(\S.*)")
_HEAD_WITH_PAGE: Final = late_regex(r"\d{1,4}\s+(\D.{6,80})|(\D.{6,80}\D)\s+\d{1,4}")
_INITIALLED: Final = late_regex(
    r"[—–-]{0,2}\s?(?:[^\W\d_a-zа-я]\.[-\s]?){1,3}(?:(?:v|van|von|de|du|di|af)\.?\s)?[^\W\d_a-zа-я][\w’'-]{2,20}\.?"
)
_GREEK_NUMBER: Final = late_regex(r"[Α-Ω]{1,3}[΄´ʹ’'′]\.?")
_INITIALS: Final = late_regex(r"(?:[^\W\d_a-zа-яα-ω]\.[-\s]?){2,4}")
_SENTENCE_BREAK: Final = late_regex(r"(?:(?<!\w)[a-zа-яα-ω]\w*|\w{6,}|[!?\d)])[.!?]?(?<=[.!?])\s+\S")
_PLACE_AND_YEAR: Final = late_regex(
    r"[^\W\d_a-zа-яα-ω][\w’'.-]{2,20}(?:\s[^\W\d_a-zа-яα-ω][\w’'-]{2,20})?,?\s1[4-9]\d\d\.?"
)
_PARTICLES: Final = late_regex(r"(?<![\w.])(?:v\.|von|van|de|du|di|da|der|zu|le|la|af|i\.\s?[AV]\.)\s")
_NUMBER_NAMED: Final = late_regex(r"(?:No|Nr|Núm|Num|N[°ºo]|№)\.?\s?\d{1,4}\.?")
_SIGNED: Final = late_regex(
    r"(?:/s/|\(?signed\)?[.:,]?|\[signed\]|gez\.|\(?signé\)?|podpis:?)\s+[^\W\d_].{1,40}", re.IGNORECASE
)


def without_marker(text: str) -> str:
    """Return a line without the marker of a note at its end."""
    return _MARKER.sub("", text) if text[-1] in "]).,*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰" else text


def is_in_capitals(text: str) -> bool:
    """Return whether a line is in capitals: two words or more, or one of four letters, and no comma at the end.

    A comma at the end marks a salutation.
    """
    if len(text) > MAX_HEADING_LENGTH or not text.isupper() or without_marker(text).endswith((",", ",--", ",—", ", —")):
        return False
    words = [w for w in _WORDS.findall(text) if len(w) > 1]
    return len(words) > 1 or any(len(w) > 3 for w in words)


def is_roman(text: str) -> bool:
    """Return whether a line is a Roman number, with or without a full stop, or a Greek one with its sign."""
    return len(text) <= 9 and bool(_ROMAN.fullmatch(text) or _GREEK_NUMBER.fullmatch(text))


def is_page_number(text: str) -> bool:
    """Return whether a line is a page number: `12`, `- 12 -`, `p. 12`, `xii`."""
    return (
        text.isdigit() or bool(_PAGE_NUMBER.fullmatch(text)) or (len(text) <= 8 and bool(_SMALL_ROMAN.fullmatch(text)))
    )


def is_running_head(text: str) -> bool:
    """Return whether a line is words in capitals with the page number before or after them."""
    match = _HEAD_WITH_PAGE.fullmatch(text)
    if not match:
        return False
    letters = [c for c in (match.group(1) or match.group(2)).partition("[")[0] if c.isalpha()]
    return len(letters) > 5 and sum(map(str.isupper, letters)) >= MIN_CAPITALS_SHARE * len(letters)


def is_part_heading(text: str) -> bool:
    """Return whether a line is a part of a work with its number: `Chapter IV`, `Chapter 4. The way home`."""
    if not may_begin(text, "part", "ordinal"):
        return False
    match = _part_pattern().fullmatch(text) or _ordinal_part_pattern().fullmatch(text)
    return match is not None and _is_short_title(match.group(1) or "")


def is_numbered_heading(text: str) -> bool:
    """Return whether a line is a number with a full stop, alone or before a short title."""
    if (text[:-1].isdecimal() and text[-1] == ".") or _NUMBER_NAMED.fullmatch(text):
        return True
    match = _NUMBERED_TITLE.fullmatch(text)
    if not match or not _is_short_title(match.group(1)):
        return False
    words = match.group(1).split()
    # A sentence ends with a small word: `1. Rent is due.`
    is_title_with_stop = len(words) <= MAX_TITLE_WORDS_WITH_STOP and not words[-1][0].islower()
    return not match.group(1).endswith(".") or is_title_with_stop


def _is_short_title(text: str) -> bool:
    """Return whether text is empty or short, without the beginning, the end or the full stops of sentences."""
    if not text:
        return True
    is_short = len(text) <= MAX_TITLE_LENGTH and len(text.split()) <= MAX_TITLE_WORDS
    return is_short and not text[0].islower() and text[-1] not in ",;:" and not _SENTENCE_BREAK.search(text[3:])


def is_title(text: str) -> bool:
    """Return whether a line begins with a capital and ends without punctuation."""
    title = without_marker(text).rstrip('"”»“’')
    begins = title[:1].isupper() or (title[:1].isalpha() and not title[:1].islower())  # some scripts have no capitals
    return len(title) <= MAX_HEADING_LENGTH and begins and title[-1:].isalnum()


def is_personal_name(text: str) -> bool:
    """Return whether a line is one to four capitalised words, and small words of a name: `v. Rabenau`, `i. A. Weiß`."""
    words = _PARTICLES.sub("", text).split()
    return len(text) <= MAX_SIGNATURE_LENGTH and 0 < len(words) <= MAX_NAME_WORDS and all(w[0].isupper() for w in words)


def is_initialled_name(text: str) -> bool:
    """Return whether a line is a surname with one initial or more before it: `A. Markov`, `J.-P. Rey.`."""
    return bool(_INITIALLED.fullmatch(text))


def is_initials(text: str) -> bool:
    """Return whether a line is two to four initials, each with its full stop: `G. F.`."""
    return bool(_INITIALS.fullmatch(text))


def is_initial(text: str) -> bool:
    """Return whether a line is one initial with its full stop: `G.`."""
    return len(text) == len("G.") and text[0].isupper() and text[1] == "."


def is_place_and_year(text: str) -> bool:
    """Return whether a line is one or two capitalised words and a year: `Emden 1889`, `St. Petersburg, 1904.`"""
    return bool(_PLACE_AND_YEAR.fullmatch(text))


def is_signed_name(text: str) -> bool:
    """Return whether a line is a name that is marked as a signature: `(signed) J. Smith`."""
    return len(text) <= MAX_TITLE_LENGTH and bool(_SIGNED.fullmatch(text))


@cache
def _ordinal_part_pattern() -> re.Pattern[str]:
    part, ordinal = phrase_pattern("part"), phrase_pattern("ordinal")
    return re.compile(rf"(?:{ordinal}\s{part}|{part}\s{ordinal})(?:\s?[.:—–-]{{1,2}}\s*(\S.*)|\.)?")


@cache
def _part_pattern() -> re.Pattern[str]:
    number = r"(?:\d{1,3}|[IVXLC]{1,7}|the\s\w{3,12})"
    return re.compile(rf"{phrase_pattern('part')}\.?\s{number}(?:\s?[.:—–-]{{1,2}}\s*(\S.*)|\.)?")
