"""T207 to T209: digits inside words, forms of letters that stand elsewhere, and accents without their letter."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.characters import character_name
from collate.checking.rules.habits import out_of_habit
from collate.model.findings import Match, Transcription

_CHECK_SOURCE: Final = "check the source"

# T207
_DIGITS_BEFORE_LETTER: Final = late_regex(r"[0-9]++(?=[^\W\d_])")
_LETTERS_LIKE_DIGITS: Final = "0159"  # OCR takes O, l, S and g for these
_FIRST_LIKE_DIGITS: Final = ("0", "1")  # 5 and 9 before letters are a number: 5fach
_HEXADECIMAL: Final = frozenset("abcdef")
_OF_ADDRESSES: Final = frozenset("/\\@#_=&%$.:+*<>{}^~-")  # beside a code or an address
_ORDINAL: Final = late_regex(
    r"\d+(?:st|nd|rd|th|d|s|er|re|ère|e|es|me|ème|de|te|ter|mo|vo|to|us|um|a|o|m|mm|cm|km|kg|l|r|v|min|sec|mal|fach|hrs?|yrs?|bis)\Z"
)
_MOST_DIGITS: Final = 2

# T208
_GREEK_LETTER: Final = "[α-ωά-ώϊϋΐΰ\u1f00-\u1fbc\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc]"
# Patterns of one script are compiled when a text has it.
_WRONG_FORMS: Final = (
    ("σ", "ς", r"(?<=\w\w)σ(?![\w’'ʼ᾽᾿\u0300-\u036f-])", "σ at the end of a word"),
    ("ς", "σ", f"ς(?={_GREEK_LETTER})", "ς inside a word"),
    ("ſ", "s", r"(?<=\w\w)ſ(?![\w’'.\u0300-\u036f¬=⸗-])", "ſ at the end of a word"),
    *(
        (
            final,
            inner,
            f"{final}[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]*(?=[א-ת])",
            f"{final} inside a word",
        )
        for final, inner in zip("ךםןףץ", "כמנפצ", strict=True)
    ),
)

# T209
_GREEK_ACCENTS: Final = "\u0384\u0385\u037a\u1fbf\u1fc0\u1fc1\u1fcd\u1fce\u1fcf\u1fdd\u1fde\u1fdf\u1fed\u1ffe"
_ACCENTS: Final = f"¨ˆ˜ˇ˘˚{_GREEK_ACCENTS}"
_LONE_ACCENT: Final = (
    f"[{_ACCENTS}](?=[^\\W\\d_])|(?<=\\w\\w\\w\\w)[{_ACCENTS}](?!\\w)|(?<!\\S)[{_GREEK_ACCENTS}](?!\\S)"
)
_LONE_MARK: Final = r"(?:^|(?<=\s))[\u0300-\u036f]"
_MARKS: Final = frozenset(map(chr, range(0x300, 0x370)))
_ACUTE: Final = r"(?<=[aeiouyAEIOUY])[´`](?=[^\W\d_])|(?<=[^\W\d_][aeiouy])[´`](?!\w)"
_APOSTROPHES: Final = "'’"
_SMOOTH, _ROUGH = "\u0313", "\u0314"
_BREATHED: Final = "[\u1f00-\u1fec\u1ff2-\u1ffc\u0313\u0314]"
_GREEK_WORD: Final = (
    "[\u0370-\u0373\u0376-\u0377\u0386-\u03ff\u1f00-\u1fbc"
    "\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc\u0300-\u036f]+"
)
_CRASES: Final = ("κ", "τ", "θ", "χ", "μ", "πρ")  # κἀγώ, τοὔνομα, θοἰμάτιον, χὠ, μοὐστί, προὔργου
_VOWELS: Final = frozenset("αεηιουω")
_OF_DIPHTHONGS: Final = frozenset(("αυ", "ευ", "ου", "ηυ", "ωυ", "ει", "οι", "υι", "αι"))
_UNBREATHED_FIRST: Final = frozenset(("αυ", "ου", "ει", "οι", "υι"))  # here the second vowel has the breathing


def inner_digits(file: Transcription) -> Iterator[Match]:
    """Find digits among the letters of a word: a letter that was taken for a digit, or the number of a note."""
    if not file.characters.isdisjoint("0123456789"):
        found = [
            match for digits in _DIGITS_BEFORE_LETTER.finditer(file.text) if (match := _inner_digit(file.text, digits))
        ]
        yield from out_of_habit(found, sum(map(file.text.count, "0123456789")))


def _inner_digit(text: str, digits: re.Match[str]) -> Match | None:
    start, end = digits.span()
    while start and text[start - 1].isalnum() and end - start < 40:
        start -= 1
    while end < len(text) and text[end].isalnum() and end - start < 40:
        end += 1
    word = text[start:end]
    letters = [c for c in word if c.isalpha()]
    if _is_of_address(text, start, end) or len(digits[0]) > _MOST_DIGITS or len(word) - len(letters) > _MOST_DIGITS + 1:
        return None
    is_inside = start < digits.start() and text[digits.start() - 1].isalpha()
    is_like_letter = all(d in _LETTERS_LIKE_DIGITS for d in digits[0])
    small = [c for c in letters if c.islower() or not c.isupper()]
    if (
        len(small) * 2 < len(letters)
        or len(small) < (3 if is_like_letter else 4)
        or _HEXADECIMAL.issuperset(word.lower().strip("0123456789"))
    ):
        return None
    if is_inside or (digits[0] in _FIRST_LIKE_DIGITS and not _ORDINAL.match(word)):
        return Match(
            start, end, f"{word!r} has a digit among its letters", "write the letter; or mark the number as a note"
        )
    return None


def _is_of_address(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    return before in _OF_ADDRESSES or (after[:1] in _OF_ADDRESSES and after[1:].isalnum())


def wrong_forms(file: Transcription) -> Iterator[Match]:
    """Find a form of a letter that stands only at the end of words inside one, or the other form at the end."""
    for letter, other, pattern, what in _WRONG_FORMS:
        if letter in file.characters:
            found = [
                Match(place.start(), place.start() + 1, f"{what}, where {other} is written", f"write {other}")
                for place in re.finditer(pattern, file.text)
            ]
            yield from out_of_habit(
                found, file.text.count(letter) if letter != "σ" else file.text.count("ς") + len(found)
            )


def lone_accents(file: Transcription) -> Iterator[Match]:
    """Find accents that are not on a letter, and Greek breathings on a letter that has none."""
    if file.text.isascii() and "`" not in file.characters:
        return
    if not file.characters.isdisjoint(_ACCENTS):
        yield from _told(_LONE_ACCENT, file)
    if not file.characters.isdisjoint(_MARKS):
        yield from _told(_LONE_MARK, file)
    if not file.characters.isdisjoint("´`") and sum(map(file.text.count, _APOSTROPHES)) > sum(
        map(file.text.count, "´`")
    ):
        yield from _told(_ACUTE, file)
    if re.search(_BREATHED, "".join(file.characters)):
        yield from _wrong_breathings(file.text)


def _told(pattern: str, file: Transcription) -> Iterator[Match]:
    for accent in re.finditer(pattern, file.text):
        message = f"{character_name(accent[0])} stands by itself, and not on a letter"
        yield Match(accent.start(), accent.end(), message, "write the letter with its accent")


def _wrong_breathings(text: str) -> Iterator[Match]:
    for word in re.finditer(_GREEK_WORD, text):
        if re.search(_BREATHED, word[0]) and (why := _wrong_breathing(unicodedata.normalize("NFD", word[0].lower()))):
            yield Match(word.start(), word.end(), f"{word[0]!r}: {why}", _CHECK_SOURCE)


def _wrong_breathing(word: str) -> str:
    """Return what is wrong with a breathing of a Greek word, in NFD; "" if nothing is, or if it may be a crasis."""
    letters = [c for c in word if not unicodedata.combining(c)]
    k = -1
    for place, character in enumerate(word):
        if not unicodedata.combining(character):
            k += 1
        elif character in (_SMOOTH, _ROUGH):
            letter = letters[k]
            if letter == "ρ":
                continue
            if letter not in _VOWELS:
                return f"a breathing on {letter}"
            is_second = k > 0 and letters[k - 1] + letter in _OF_DIPHTHONGS
            before = letters[: k - 1 if is_second else k]
            is_crasis = character == _SMOOTH and "".join(before) in _CRASES
            if before and not is_crasis:
                return "a breathing inside the word"
            if not before and not is_second and _is_first_of_diphthong(word, place, letter):
                return "the breathing of a diphthong belongs on its second vowel"
    return ""


def _is_first_of_diphthong(word: str, place: int, letter: str) -> bool:
    """Return whether the next letter makes a diphthong with this one: neither has an accent or a diaeresis."""
    rest = word[place + 1 :]
    return letter + rest[:1] in _UNBREATHED_FIRST and not (rest[1:2] and unicodedata.combining(rest[1]))
