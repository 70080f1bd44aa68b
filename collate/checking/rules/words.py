"""T2: rules on words: doubled or broken ones, and digits or capitals that do not belong to them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import compress, pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

# Words that a correct text may have twice in a row: `that that is`, `had had`, `die die Welt`, `nous nous`;
# exclamations; and letters that count.
_RIGHTLY_DOUBLED_TEXT: Final = """
that had is her ha no so very there bye who will far do you well now never always come on oh ah ho amen verily
lord eli yea nay many again by more much for die der das sie was nous vous en et in ad a i v x
αμην αγιος κυριε δυο ναι οσον σιγα πρωτα καλα θεε ιδου
аминь аминъ свят святъ свѧтъ господи боже два едва чуть еле ей
holy sanctus kyrie
"""
_RIGHTLY_DOUBLED: Final = frozenset(_RIGHTLY_DOUBLED_TEXT.split())  # Greek without accents
_REDUPLICATING: Final = ("tr", "az", "tk", "id", "ms", "tl", "sw")  # a doubled word is a form of these languages
_TURKISH: Final = frozenset("ğış")
_WAS: Final = "was"  # `was was` is right in German, and a slip in English
_ARTICLES: Final = ("der", "die", "das", "sie")  # `die die Welt` is right, and `Die Die` is not
_IS_GERMAN: Final = late_regex(r"\b(?:und|nicht|ist)\b")
_SHORT: Final = 3  # letters of a word that no speech begins with twice
_STOPS: Final = frozenset(",;:!?·…")  # after a name that is called twice; a point is after no call
_DOUBLED: Final = late_regex(r"\b([^\W\d_]++)\s+(?=(\1)\b)", re.IGNORECASE)
_COLUMNS: Final = late_regex(r"\t| {3}")
_BROKEN: Final = late_regex(r"[-\u00ad\u2010\u2e17][^\S\r\n]*(?:\r\n|\r|\n)\s*(?=[^\W\d_])")
_DIGITS: Final = late_regex(r"(?<!\d)\d++(?!\w)")
# Not of a script without spaces between words: `ＡＢＣと１２３`.
_WORD_BEFORE: Final = late_regex(
    r"[^\W\d_]{2,}(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u9fff\uff66-\uff9f\U00020000-\U0003ffff])\Z"
)
_OF_NAMES: Final = 3  # times that a text has a word with a capital inside or digits that is a name: LaTeX, LZMA2
_OF_CODE: Final = 5  # words such as AllVersions in a text about programs
_OF_PARTS: Final = late_regex(r"(?:[A-Z][a-z]+){2,}\Z")
_MAX_LETTERS: Final = 60  # letters of a word that are looked at
_INNER_CAPITAL: Final = late_regex(r"(?<=[a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]")
_HELD_SHIFT: Final = late_regex(
    r"(?<=[^\W_])(?<![^\W_].)[A-ZÀ-ÖØ-Þ](?=[a-zß-öø-ÿ]{2}|[aeiou]\b)"
)  # the key was held too long: `WHen`
_RIGHTLY_TWO_CAPITALS: Final = late_regex(
    r"[IVXLCDM]+(?:nd|rd|th|st|mo|us|um|er|re|me|[a-c]?\b)|IJ|LL|FF|DZ|NJ|LJ|[A-Z]+(?:ing|ed|er|ers)\b"
)
_NAME_PREFIX: Final = late_regex(r"(?:\b|[a-z])(?:M[a']?c|D[aeiou]|L[aeo]|O|V[ao]n|Fitz|Ap|St|Ph)\Z")


def doubled_words(file: Transcription) -> Iterator[Match]:
    """Find a word that occurs twice in a row, as when a copyist reads a word again."""
    words = file.text.casefold().split()
    pairs = compress(pairwise(words), map(str.startswith, words[1:], words))  # quick: in C
    doubled = {left for left, right in pairs if left.isalpha() and not right[len(left) : len(left) + 1].isalpha()}
    if doubled and _is_reduplicating(file):
        return
    doubled = {word for word in doubled if _without_accents(word) not in _RIGHTLY_DOUBLED or word == _WAS}
    if _WAS in doubled and _is_german(file):
        doubled.remove(_WAS)
    twice_first = {word for word in _ARTICLES if f"{word.title()} {word.title()}" in file.text}
    doubled |= twice_first
    if not doubled:
        return
    for pair in _DOUBLED.finditer(file.text):
        word = pair[1].casefold()
        is_right = word in twice_first and pair[2].islower()
        is_right = is_right or _stands_apart(file.text, pair)
        if word in doubled and not (is_right or _is_called_out(file.text, pair) or _is_litany(file.text, pair)):
            message = f"{pair[2]!r} occurs twice in a row"
            yield Match(pair.start(2), pair.end(2), message, "delete one, unless the source has both")


def _stands_apart(text: str, pair: re.Match[str]) -> bool:
    """Return whether the first word is a head alone on its line, or the two stand in two columns."""
    between = text[pair.end(1) : pair.start(2)]
    if "\n" not in between:
        return _COLUMNS.search(between) is not None
    return not text[text.rfind("\n", 0, pair.start()) + 1 : pair.start()].strip()


def _is_litany(text: str, pair: re.Match[str]) -> bool:
    """Return whether a word of some letters is said three times: `ἅγιος ἅγιος ἅγιος`."""
    length = len(pair[2]) + 1
    after = text[pair.end(2) : pair.end(2) + length].casefold()
    before = text[max(0, pair.start() - length) : pair.start()].casefold()
    word = pair[2].casefold()
    return len(word) > _SHORT and (after.split() == [word] or before.split() == [word])


def _is_reduplicating(file: Transcription) -> bool:
    return file.language.startswith(_REDUPLICATING) if file.language else file.characters.issuperset(_TURKISH)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_german(file: Transcription) -> bool:
    return file.language.startswith("de") if file.language else _IS_GERMAN.search(file.text) is not None


def _is_called_out(text: str, pair: re.Match[str]) -> bool:
    """Return whether a speech or an address begins with the word: `Σταύρου σταύρου αὐτόν`, `Martha Martha, ..`."""
    is_first = pair[1][:1].isupper() and len(pair[1]) > _SHORT
    return is_first and (pair[2][:1].islower() or text[pair.end(2) : pair.end(2) + 1] in _STOPS)


def broken_words(file: Transcription) -> Iterator[Match]:
    """Find words that are broken by a hyphen at the end of a line or page."""
    for hyphen in _BROKEN.finditer(file.text):
        start, end = _word_around(file.text, *hyphen.span())
        if start == hyphen.start():
            continue
        word = "".join(file.text[start:end].split())
        where = "page or paragraph" if len(re.findall(r"\r\n|\r|\n", hyphen[0])) > 1 else "line"
        help_ = "join the two parts, unless the file keeps the lines of the source"
        yield Match(start, end, f"{word!r} is broken at the end of a {where}", help_)


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the whole word; of a very long one only a part."""
    first, last = start, end
    while start and first - start < _MAX_LETTERS and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - last < _MAX_LETTERS and text[end].isalnum():
        end += 1
    return start, end


def stuck_digits(file: Transcription) -> Iterator[Match]:
    """Find digits at the end of a word, such as a note marker that is no longer superscript."""
    found = []
    for digits in _DIGITS.finditer(file.text) if any(map(str.isdigit, file.characters)) else ():
        word = _WORD_BEFORE.search(file.text, max(0, digits.start() - _MAX_LETTERS), digits.start())
        if word:
            message = f"{word[0] + digits[0]!r} has digits at its end"
            help_ = "if they are a note marker, mark it as one; else add a space"
            found.append(Match(word.start(), digits.end(), message, help_))
    counts = Counter(file.text[match.start : match.end] for match in found)
    yield from (match for match in found if counts[file.text[match.start : match.end]] < _OF_NAMES)


def odd_capitals(file: Transcription) -> Iterator[Match]:
    """Find a capital after a small letter of the same word, as where a space was lost."""
    found = [
        (capital.start(), *_word_around(file.text, *capital.span())) for capital in _INNER_CAPITAL.finditer(file.text)
    ]
    counts = Counter(file.text[start:end] for _, start, end in found)
    of_code = {word for word in counts if _OF_PARTS.match(word)}
    silent = of_code if len(of_code) >= _OF_CODE else frozenset()
    for capital, start, end in found:
        word = file.text[start:end]
        is_name = counts[word] >= _OF_NAMES or word in silent or _NAME_PREFIX.search(file.text[start:capital])
        if not is_name:
            message = f"{file.text[start:end]!r} has a capital letter inside"
            yield Match(start, end, message, "add the missing space, or write a small letter")
    yield from _held_capitals(file.text)


_ENDS_PARAGRAPH: Final = late_regex(r"(?:\A|(?>\r\n|\n|\r){2})\Z")


def _held_capitals(text: str) -> Iterator[Match]:
    """Find a word that begins with two capitals, but not after the large initial of a paragraph."""
    found: list[Match] = []
    for capital in _HELD_SHIFT.finditer(text):
        start, end = _word_around(text, *capital.span())
        is_initial = _ENDS_PARAGRAPH.search(text, max(0, start - 4), start) is not None
        is_word = text[capital.start() - 1].isupper() and text[capital.end() : end].islower()
        if is_word and not is_initial and not _RIGHTLY_TWO_CAPITALS.match(text, start, end):
            message = f"{text[start:end]!r} begins with two capital letters"
            found.append(Match(start, end, message, "write a small letter"))
    counts = Counter(text[match.start : match.end] for match in found)
    yield from (match for match in found if counts[text[match.start : match.end]] < _OF_NAMES)
