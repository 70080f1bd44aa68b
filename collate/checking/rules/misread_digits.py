"""T207: letters for digits in a number, as `l775` or `17O5`; and `l` or `1` for the letter I, as `ln politics`."""

from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

_APART: Final = r"(?=[lI\d])(?<![^\s“‘„«\"'(\[—–])"  # a number in a code or an address is not meant
_END: Final = r"(?![\w/\\@#_=&%$*<>{}^~-]|\.\w)"
_NUMBER: Final = late_regex(
    rf"{_APART}(?:[lI]\d{{3}}|\d+[OlISZ]\d+|l\dl\d|\d+O|[lI]\d[OlISZ]\d|1\d\d[ISZ]|[1-9]\d?[OlI]{{2}})s?{_END}"
    rf"|{_APART}(?:\d+[lI]\d*(?:st|nd|rd|th)|[lI]\d+(?:st|nd|rd|th)|lst|ll?th|[l\d]Oth){_END}"
)
_ENGLISH: Final = late_regex(r"\b(?:the|and|that)\b")
_VERB: Final = (
    r"(?:am|was|have|had|do|did|will|shall|would|should|could|can|cannot|may|might|must|know|knew|think|thought|say|said"
    r"|saw|see|went|came|come|go|never|also|love|believe|wish|hope|told|heard|felt|found|want)\b"
)
_ALONE: Final = late_regex(rf"[l1](?= {_VERB})(?<![^\s“‘\"'(\[—–].)")
# Before these a 1 is a number: `only 1 was left`, `1 came ..` as a verse.
_COUNTS: Final = late_regex(
    r"(?:^|[\n\r.:;]|\b(?:of|only|just|page|no|number|chapter|verse|and|or|than|to|the|these)) ?\Z"
)
# A word that begins with l before another consonant, where I was meant: `ln`, `lst`, `lhr`.
_L_FIRST: Final = late_regex(r"l[bcdfghjkmnpqrstvwxz](?<![^\W_]..)(?<![’'.\-/\\_@&]..)[a-zß-öø-ÿ]*+(?![\w’'.\-/=(])")
_WITH_I_TEXT: Final = "in is it if its into itself ich ihr ihre ihm ihn ihnen ist im immer"
_WITH_I: Final = frozenset(_WITH_I_TEXT.split())
_WRITE_DIGITS: Final = "write the digits"
_WRITE_LETTER: Final = "write the letter I"


def misread_digits(file: Transcription) -> Iterator[Match]:
    """Find letters that stand for digits in a number, and the letter l or the digit 1 that stands for I."""
    if not file.characters.isdisjoint("0123456789"):
        for number in _NUMBER.finditer(file.text):
            yield Match(number.start(), number.end(), f"{number[0]!r} has a letter among its digits", _WRITE_DIGITS)
    if not file.characters.isdisjoint("l1"):
        yield from _for_letter(file)


def _for_letter(file: Transcription) -> Iterator[Match]:
    is_english = file.language.startswith("en") if file.language else _ENGLISH.search(file.text) is not None
    if is_english:
        for sign in _ALONE.finditer(file.text):
            if sign[0] == "1" and _COUNTS.search(file.text, max(0, sign.start() - 12), sign.start()):
                continue
            yield Match(sign.start(), sign.end(), f"{sign[0]!r} stands for the letter I", _WRITE_LETTER)
    for word in _L_FIRST.finditer(file.text):
        meant = word[0][1:]
        if f"i{meant}" in _WITH_I:
            message = f"{word[0]!r} looks like {f'I{meant}'!r}"
            yield Match(word.start(), word.end(), message, _WRITE_LETTER, cause=word[0])
