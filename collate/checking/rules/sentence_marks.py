"""T311 and T312: a point within a sentence, and two marks together."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.habits import out_of_habit
from collate.model.findings import Match, Transcription

_SMALL_AFTER_POINT: Final = late_regex(r"\.(?= [^\W\d_A-Z])(?<=[^\W\d_]{3}\.)")
_GREEK_FIRST: Final = late_regex("[.;] ([\u0370-\u03ff\u1f00-\u1fff])")
_WITHOUT_POINT: Final = late_regex(r"\b[^\W\d_]+\b(?!\.)")
_WORD_BEFORE: Final = late_regex(r"[^\W\d_]+\Z")
_LONGEST_WORD: Final = 40
_FEWEST_TIMES: Final = 2  # times that a word stands without a point if it is no abbreviation
_TWO_MARKS: Final = late_regex(r"[,;:.](?:(?<=\w,)[,.;:]|(?<=\w;)[,.;:]|(?<=\w:)[,.:]|(?<=\w\.)\.)(?![.…,\w])")


def small_after_point(file: Transcription) -> Iterator[Match]:
    """Find a point before a small letter, after a word that is no abbreviation: the text has it without a point too."""
    text, chances = file.text, file.text.count(". ")
    found: list[Match] = []
    without_point: Counter[str] | None = None
    for point in _SMALL_AFTER_POINT.finditer(text):
        start = point.start()
        word = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
        if not text[start + 2].islower() or word is None or not word[0].islower():
            continue
        if without_point is None:
            without_point = Counter(_WITHOUT_POINT.findall(text))
        if without_point[word[0]] >= _FEWEST_TIMES:
            message = f"a point before a small letter: {word[0]}. {text[start + 2 : start + 12].split()[0]}"
            found.append(Match(start, point.end(), message, "write the mark, or the capital, that the source has"))
    # Editions of Greek begin a sentence with a small letter; where one begins with a capital, they do not.
    if found and (file.text.isascii() or not _is_small_first(text)):
        yield from out_of_habit(found, chances)


def _is_small_first(text: str) -> bool:
    """Return whether Greek sentences begin with small letters: none has a capital after a point or a question mark."""
    firsts = _GREEK_FIRST.findall(text)
    return bool(firsts) and all(map(str.islower, firsts))


def doubled_marks(file: Transcription) -> Iterator[Match]:
    """Find two marks together that do not belong together: `,,`, `,.`, `..`. Three points are an ellipsis."""
    found = [
        Match(marks.start(), marks.end(), f"two marks together: {marks[0]}", "write the one that the source has")
        for marks in _TWO_MARKS.finditer(file.text)
    ]
    yield from out_of_habit(found, file.text.count(",") + file.text.count("."))
