"""Whether what calls a note is a number or a sign, as it stands in a file that marks it as the call of a note.

A word of the text can be the link to a note too: `Le <a class="noteref">roi</a>`. Only what no sentence could have is a
number. What stands alone has to be short; what is raised or in brackets may have more than one number, or say `note`.
"""

from typing import Final
from unicodedata import category

from collate._late_regex import late_regex

NOTE_MARKERS: Final = "note markers"  # the name by which those left out are counted
_LONGEST: Final = 20  # characters
_ROMAN: Final = r"(?=[ivxl])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_RAISED_DIGITS: Final = r"⁽?[⁰¹²³⁴-⁹]{1,4}[⁾)]?"
_SIGNS: Final = r"[*†‡§¶‖#※⁂⁎⁑]{1,4}"
_BARE: Final = late_regex(
    rf"(?:\d{{1,3}}|{_ROMAN}|[一二三四五六七八九十]{{1,3}}|[①-⓿❶-➓]|{_SIGNS}|{_RAISED_DIGITS})[)\].:）］]?"
)
_ONE: Final = rf"(?:{_SIGNS}\s?)?(?:[^\W\d_]?\d{{1,3}}[^\W\d_]?|{_RAISED_DIGITS})(?:\s?{_SIGNS})?"
_SEVERAL: Final = late_regex(rf"(?:{_SIGNS}|{_ONE})(?:\s?[,;،、–—-]\s?(?:{_SIGNS}|{_ONE}))*[)\].:）］]?")
# How notes are called in the languages of which texts are often collated.
_NAMED: Final = late_regex(
    r"(?i)(?:note|notes|n|nb|fn|efn|lower-alpha|lower-roman|upper-alpha|upper-roman|footnote|endnote|anm|anmerkung|fußnote"
    r"|fussnote|nota|notas|nt|noot|voetnoot|fotnot|not|przyp|przypis|pozn|poznámka|прим|примечание|комм|ком|сноска|σημ"
    r"|הערה|حاشية|هامش|ملاحظة|टीका|टिप्पणी|หมายเหตุ|注|註|注釈|注记|註記|脚注|脚註|尾注|주|각주)"
    rf"(?:\.?\s*(?:{_ONE}|[^\W\d_]))?"
)
_WORD: Final = late_regex(r"[^\W\d_]{4}")
_PAIRS: Final = {"[": "]", "(": ")", "{": "}", "［": "］", "（": "）", "〔": "〕", "【": "】"}
_NO_LETTERS: Final = (("\u3400", "\u9fff"), ("\uac00", "\ud7a3"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))


def is_note_number(text: str, is_raised: bool = False) -> bool:
    """Return whether a text is the number or the sign of a note, and no words. `is_raised`: it is superscript."""
    own = text.strip()
    if not 0 < len(own) <= _LONGEST:
        return False
    inner = without_brackets(own)
    is_short = _BARE.fullmatch(inner) is not None or _is_letter(inner.rstrip(").:"))
    if is_short or not (is_raised or inner != own):
        return is_short
    return (
        _SEVERAL.fullmatch(inner) is not None or _NAMED.fullmatch(inner) is not None or _is_letter(inner.rstrip("׳'"))
    )


def has_words(text: str) -> bool:
    """Return whether a link to a note has an ordinary word, of four letters or more: then it is text."""
    return _WORD.search(text) is not None and not is_note_number(text, is_raised=True)


def without_brackets(text: str) -> str:
    """Return a text without the brackets around it."""
    own = text.strip()
    is_bracketed = len(own) > 1 and _PAIRS.get(own[0]) == own[-1]
    return own[1:-1].strip() if is_bracketed else own


def _is_letter(text: str) -> bool:
    """Return whether a text is one letter, with its signs. An ideograph, or a syllable of Hangul, is a word."""
    if not text or not text[0].isalpha() or any(first <= text[0] <= last for first, last in _NO_LETTERS):
        return False
    return all(category(sign).startswith("M") for sign in text[1:])
