"""Normalising: what is written becomes what is compared.

A normaliser is a plain `str -> str`. It runs once per distinct surface and knows nothing of
tokens. What a normaliser folds away is still a difference of the surfaces: it is reported,
as typography or capitalisation, and never decides where two words stand apart.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from types import MappingProxyType
from typing import Final, cast

from collate.model.work import DEFAULT_NORMALISERS

Normaliser = Callable[[str], str]

APOSTROPHE: Final = "'"
QUOTE: Final = '"'
HYPHEN: Final = "-"
DASH: Final = "–"

# Straight, curly, low, angle, prime, CJK and typewriter quotation marks.
QUOTES: Final = "\"'‘’‚‛“”„‟‹›«»`´′″‵‶〝〞〟「」『』＂＇"
APOSTROPHES: Final = "'’‘‛ʼʹ´`′＇"
HYPHENS: Final = "-‐‑\u00ad¬⸗="
DASHES: Final = "‒–—―⸺⸻−﹘－"

NO_BREAK_SPACES: Final = "\u00a0\u202f\u2007\u2060"

_QUOTE = re.compile(rf"(?:''|[{re.escape(QUOTES)}])")
_INNER_HYPHEN = re.compile(r"[‐‑]")
_DASH = re.compile(rf"(?:--+|[{DASHES}]+)")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")
# й and ё, and voiced kana, are letters of their own: what sits on them is no accent.
_MARKED: Final = r"[\p{Cyrillic}][\u0306\u0308]|[\p{Hiragana}\p{Katakana}][\u3099\u309a]"
_OF_LETTERS: Final = "\u0306\u0308\u3099\u309a"
_FIRST_CYRILLIC: Final = "\u0400"  # Latin and Greek letters, and the marks upon them, stand before it
# A stroke through a letter is no mark that Unicode takes off.
_STROKED: Final = MappingProxyType(str.maketrans("łŁøØđĐħĦŧŦƀɨ", "lLoOdDhHtTbi"))
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LINE_END = re.compile(rf"[{re.escape(HYPHENS)}][^\S\x1c-\x1f]+")  # the white space of Unicode, not of Python
_LIGATURES: Final = MappingProxyType(
    str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."})
)


@cache
def _law(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of scripts and categories, which `re` has not; plain text loads no such library."""
    import regex

    return cast("re.Pattern[str]", regex.compile(pattern))  # what it gives is used as what `re` gives


def is_letter(char: str) -> bool:
    """Say whether a character is a letter or a digit (Unicode L and N)."""
    return char.isalnum() if char.isascii() else _is_of(char, "LN", r"[\p{L}\p{N}]")


def _is_of(char: str, categories: str, pattern: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cn":  # what these tables do not know yet, a newer library may
        return _law(pattern).match(char) is not None
    return category[0] in categories


def has_letter(surface: str) -> bool:
    """Say whether any character is a letter or a digit."""
    return any(map(is_letter, surface))


def line_ends(space: str) -> int:
    """Count the line ends, LF, CR LF or CR, in a stretch of text."""
    return len(_NEWLINE.findall(space))


def letters(form: str) -> str:
    """Give the letters and digits of a form, without marks and case; a mere mark keeps itself."""
    return "".join(c for c in marks(form).casefold() if c.isalnum()) or form


def nfc(surface: str) -> str:
    """Compose letters and their marks (Unicode NFC)."""
    return unicodedata.normalize("NFC", surface)


def line_end(surface: str) -> str:
    """Take out a hyphen at a line or page end, and the break."""
    return _LINE_END.sub("", surface)


def quotes(surface: str) -> str:
    """Make every quotation mark `"`, and every apostrophe inside a word `'`."""
    if not has_letter(surface):
        return _QUOTE.sub(QUOTE, surface)
    return "".join(
        APOSTROPHE if c in APOSTROPHES and _is_inner(surface, k) else QUOTE if c in QUOTES else c
        for k, c in enumerate(surface)
    )


def _is_inner(surface: str, k: int) -> bool:
    """Say whether letters, or marks upon them, stand on both sides of the k-th character."""
    if not 0 < k < len(surface) - 1 or not is_letter(surface[k + 1]):
        return False
    return _is_of(surface[k - 1], "LMN", r"[\p{L}\p{M}\p{N}]")


def dashes(surface: str) -> str:
    """Make every dash, and a hyphen that stands alone, an en dash, and every inner hyphen `-`."""
    if has_letter(surface):
        return _INNER_HYPHEN.sub(HYPHEN, surface)
    return DASH if surface in (HYPHEN, "‐", "‑") else _DASH.sub(DASH, surface)


def spaces(surface: str) -> str:
    """Make every white space inside a token, no-break and thin spaces too, a plain one."""
    return " ".join(surface.split()) if any(c.isspace() for c in surface) else surface


def invisible(surface: str) -> str:
    """Take out soft hyphens, joiners, direction marks and the tatweel: no letter is lost with them."""
    kept = "".join(c for c in surface if unicodedata.category(c) != "Cf" and c != "\u0640")
    return kept or surface


def ligatures(surface: str) -> str:
    """Write out typographic ligatures and the ellipsis."""
    return surface.translate(_LIGATURES)


def long_s(surface: str) -> str:
    """Make the long s a round one, and a final sigma one that may stand anywhere."""
    return surface.replace("ſ", "s").replace("ς", "σ")


def case(surface: str) -> str:
    """Fold letter case (Unicode case folding, composed again)."""
    return unicodedata.normalize("NFC", surface.casefold())


def marks(surface: str) -> str:
    """Take off accents, breathings and points; a token of nothing but marks keeps them."""
    if surface.isascii():
        return surface
    letters = unicodedata.normalize("NFD", surface)
    if any(mark in letters for mark in _OF_LETTERS) and max(letters) >= _FIRST_CYRILLIC:
        letters = _law(_MARKED).sub(lambda m: unicodedata.normalize("NFC", m.group()), letters)
    bare = "".join(c for c in letters if unicodedata.category(c) != "Mn").translate(_STROKED)
    return unicodedata.normalize("NFC", bare) or surface


NORMALISERS: Final[Mapping[str, Normaliser]] = MappingProxyType(
    {
        "nfc": nfc,
        "line-end": line_end,
        "invisible": invisible,
        "ligatures": ligatures,
        "long-s": long_s,
        "quotes": quotes,
        "dashes": dashes,
        "spaces": spaces,
        "case": case,
        "marks": marks,
    }
)

DEFAULT: Final = DEFAULT_NORMALISERS
# Glyph shape and white space: two surfaces that these make equal differ in typography only.
TYPOGRAPHY: Final = tuple(name for name in DEFAULT if name != "case")


# These leave a word of nothing but letters alone, unless a letter is, or becomes, an apostrophe or the tatweel.
_IDLE: Final = frozenset({"line-end", "invisible", "quotes", "dashes", "spaces"})
_RESTLESS: Final = frozenset("\u02bc\u02b9\u0374\u0149\u0640")


def compose(names: Sequence[str]) -> Normaliser:
    """Make one normaliser of the named ones, applied in the order given."""
    steps = [NORMALISERS[name] for name in names]
    of_letters = [NORMALISERS[name] for name in names if name not in _IDLE]
    folds = "case" in names

    def normalise(surface: str) -> str:
        if surface.isascii() and _PLAIN.fullmatch(surface):
            # What every one of them leaves alone, but for its case; most words of most texts.
            return surface.lower() if folds else surface
        if surface.isalpha() and _RESTLESS.isdisjoint(surface):
            return reduce(lambda string, step: step(string), of_letters, surface)
        return reduce(lambda string, step: step(string), steps, surface)

    return normalise
