"""Normalisers: from the surface of a token, which is written, to its form, which is compared.

A normaliser is a function `str -> str`. It runs once per distinct surface and knows nothing of tokens. What
it removes is still a difference of the surfaces: it is reported, as typography or capitalisation, but it
does not keep two words apart in the alignment.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from itertools import takewhile
from types import MappingProxyType
from typing import Final, cast

from collate._late_regex import late_regex
from collate.model.work import DEFAULT_NORMALISERS
from collate.text.editorial_signs import AND_SIGNS, SUPERSCRIPTS, without_signs

Normaliser = Callable[[str], str]

APOSTROPHE: Final = "'"
QUOTE: Final = '"'
HYPHEN: Final = "-"
DASH: Final = "–"

# Straight, curly, low, angle, prime, CJK and typewriter quotation marks.
QUOTES: Final = "\"'‘’‚‛“”„‟‹›«»`´′″‵‶〝〞〟「」『』＂＇"
APOSTROPHES: Final = "'’‘‛ʼʹ´`′＇᾽᾿"
# The ʻokina, hamza and ayn: letters for which others write an apostrophe or a quotation mark, or nothing.
MODIFIERS: Final = "ʻʾʿ"
HYPHENS: Final = "-‐‑\u00ad¬⸗⹀="
INNER_HYPHENS: Final = "-‐‑⸗⹀"  # between letters
MIDDLE_DOTS: Final = "·‧⋅"  # between letters, as in Catalan l·l
ARMENIAN_MARKS: Final = "՛՜՞՟"  # above a letter, but written behind it: emphasis, exclamation, question, abbreviation
DASHES: Final = "‒–—―⸺⸻−﹘－"

NO_BREAK_SPACES: Final = "\u00a0\u202f\u2007\u2060"

_LIKE_APOSTROPHES: Final = APOSTROPHES + MODIFIERS
_QUOTE = late_regex(rf"(?:''|[{re.escape(QUOTES)}])")
_COMBINING_APOSTROPHE = late_regex("\u0313$")  # after composition, none is left that is a breathing
_LAST_RHO = late_regex("(?<=.)\u1fe4$")  # with a breathing, which a last letter cannot have: παῤ is παρ’
_GREEK_LETTER = late_regex("[\u0370-\u03ff\u1f00-\u1fff]")
_ONLY_APOSTROPHES: Final = "ʼ᾽᾿"
_INNER_HYPHEN = late_regex(f"[{INNER_HYPHENS}]")
_DASH = late_regex(rf"(?:--+|[{DASHES}]+)")
_PLAIN_WORD = late_regex(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")
# й, ё and voiced kana are letters of their own, and their marks are not accents.
_LETTERS_WITH_MARKS: Final = r"[\p{Cyrillic}][\u0306\u0308]|[\p{Hiragana}\p{Katakana}][\u3099\u309a]"
_MARKS_OF_LETTERS: Final = "\u0306\u0308\u3099\u309a"
_FIRST_CYRILLIC: Final = "\u0400"  # Latin and Greek letters and their marks have lower code points
# Unicode does not decompose a stroke through a letter, and calls the marks of Armenian punctuation.
_STROKED_LETTERS: Final = MappingProxyType(str.maketrans("łŁøØđĐħĦŧŦƀɨ", "lLoOdDhHtTbi", ARMENIAN_MARKS))
_LINE_BREAK = late_regex(r"\r\n|\n|\r")
_LINE_END = late_regex(rf"[{re.escape(HYPHENS)}][^\S\x1c-\x1f]+")  # white space of Unicode, not of Python
_LIGATURES: Final = MappingProxyType(
    str.maketrans(
        {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
        | {"…": "...", "ŀ": "l·", "Ŀ": "L·", "ĳ": "ij", "Ĳ": "IJ", "װ": "וו", "ױ": "וי", "ײ": "יי"}
    )
)
# Shapes of a letter that have a code point of their own. Nuskhuri and Asomtavruli are older alphabets of Georgian.
_LETTER_SHAPES: Final = MappingProxyType(
    str.maketrans("ſςϲϹꝛꝚꝺꝼᵹꞃꞅꞇךםןףץکی", "sσσΣrRdfgrstכמנפצكي")
    | str.maketrans("ϐϑϕϖϰϱϵµ", "βθφπκρεμ")
    | {0x10A0 + k: 0x1C90 + k for k in range(38)}
    | {0x2D00 + k: 0x10D0 + k for k in range(38)}
)
_ROUND_R: Final = "ꝛꝚ"  # it never begins a word: ꝛc is a sign for et cetera
_FIRST_COMPATIBILITY: Final = "\ufb00"
_AND: Final = late_regex(rf"&amp;|[{AND_SIGNS}]")
_LIGATURE_OR_AND: Final = late_regex(rf"[ﬀﬁﬂﬃﬄﬅﬆ…ŀĿĳĲװױײꞏ‧⋅{AND_SIGNS}]")
_MIDDLE_DOT: Final = late_regex(r"(?<=\w)[ꞏ‧⋅](?=\w)")


@cache
def _unicode_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern with `regex`: `re` has no scripts and categories. Plain text does not need the library."""
    import regex

    return cast("re.Pattern[str]", regex.compile(pattern))  # used like a pattern of `re`


def is_letter(char: str) -> bool:
    """Check whether a character is a letter or a digit (Unicode categories L and N)."""
    return char.isalnum() if char.isascii() else _has_category(char, "LN", r"[\p{L}\p{N}]")


def _has_category(char: str, categories: str, pattern: str) -> bool:
    """Check whether the main category of a character is one of `categories`; `pattern` says the same to `regex`."""
    category = unicodedata.category(char)
    if category == "Cn":  # not in the tables of Python; those of `regex` may be newer
        return _unicode_pattern(pattern).match(char) is not None
    return category[0] in categories


def has_letter(surface: str) -> bool:
    """Check whether any character is a letter or a digit."""
    return any(map(is_letter, surface))


def count_line_breaks(space: str) -> int:
    """Count the line breaks (LF, CR LF or CR) in a string."""
    return len(_LINE_BREAK.findall(space))


def letters(form: str) -> str:
    """Return the letters and digits of a form, without accents and case; a form without any is returned as it is."""
    return "".join(c for c in marks(form).casefold() if c.isalnum()) or form


def nfc(surface: str) -> str:
    """Compose letters and their marks (Unicode NFC)."""
    return unicodedata.normalize("NFC", surface)


def line_end(surface: str) -> str:
    """Remove a hyphen at the end of a line or page, and what stands between it and the rest of the word."""
    return _LINE_END.sub("", without_furniture(surface))


def without_furniture(surface: str) -> str:
    """Return a broken word without the lines between its halves that are not of the word, such as a page number."""
    halves, between = _halves_and_furniture(surface)
    return "\n".join(halves) if between else surface


def furniture(surface: str) -> str:
    """Return what stands between the halves of a broken word and is not of the word, on one line; mostly ""."""
    return " ".join(_halves_and_furniture(surface)[1])


def _halves_and_furniture(surface: str) -> tuple[list[str], list[str]]:
    """Return the lines of a broken word, and the lines between them."""
    if len(surface) < 4 or count_line_breaks(surface) < 2:
        return [surface], []
    lines = [line.strip() for line in _LINE_BREAK.split(surface)]
    halves = list(takewhile(lambda line: line[-1:] and line[-1] in HYPHENS, lines[:-1]))
    return [*halves, lines[-1]], list(filter(None, lines[len(halves) : -1]))


def quotes(surface: str) -> str:
    """Replace every quotation mark by `"`, and every apostrophe inside a word by `'`."""
    if not has_letter(surface):
        return _QUOTE.sub(QUOTE, surface)
    surface = _COMBINING_APOSTROPHE.sub(APOSTROPHE, _LAST_RHO.sub(f"ρ{APOSTROPHE}", surface))
    begins, ends = _edge_apostrophes(surface)
    last = len(surface) - 1
    return "".join(
        APOSTROPHE
        if c in _LIKE_APOSTROPHES and (_is_inside_word(surface, k) or (begins and k == 0) or (ends and k == last))
        else QUOTE
        if c in QUOTES or c in MODIFIERS
        else c
        for k, c in enumerate(surface)
    )


def _edge_apostrophes(surface: str) -> tuple[bool, bool]:
    """Return whether a word begins, and whether it ends, with an apostrophe that is no quotation mark: 'twas, ὑπ’."""
    begins, ends = surface[0] in APOSTROPHES, surface[-1] in APOSTROPHES
    if begins == ends:
        return False, False
    from collate.text.contractions import listed  # most words have no such apostrophe

    word = marks((surface[1:] if begins else surface[:-1]).casefold())
    if begins:
        return word in listed("clipped"), False
    is_greek = bool(_GREEK_LETTER.match(word[-1:]))
    return False, is_greek or surface[-1] in _ONLY_APOSTROPHES or word in listed("elided") or word in listed(
        "perhaps_elided"
    )


def _is_inside_word(surface: str, k: int) -> bool:
    """Check whether the k-th character is between letters (or, before it, a mark on a letter)."""
    if not 0 < k < len(surface) - 1 or not is_letter(surface[k + 1]):
        return False
    return _has_category(surface[k - 1], "LMN", r"[\p{L}\p{M}\p{N}]")


def dashes(surface: str) -> str:
    """Replace every dash, and a hyphen alone, by an en dash, and every hyphen inside a word by `-`."""
    if has_letter(surface):
        return _INNER_HYPHEN.sub(HYPHEN, surface)
    return DASH if surface in (HYPHEN, "‐", "‑") else _DASH.sub(DASH, surface)


def spaces(surface: str) -> str:
    """Replace white space inside a token, no-break and thin spaces included, by one space."""
    return " ".join(surface.split()) if any(c.isspace() for c in surface) else surface


def invisible(surface: str) -> str:
    """Remove soft hyphens, joiners, direction marks and the tatweel: none of them is a letter."""
    kept = "".join(c for c in surface if unicodedata.category(c) != "Cf" and c != "\u0640")
    return kept or surface


def ligatures(surface: str) -> str:
    """Expand typographic ligatures and the ellipsis; write & for ⁊, which is a ligature of "et" too."""
    if not _LIGATURE_OR_AND.search(surface):
        return surface
    return _AND.sub("&", _MIDDLE_DOT.sub("·", surface.translate(_LIGATURES)))


def long_s(surface: str) -> str:
    """Replace other shapes of a letter by the usual one: long s, round r, final and lunate sigma, final letters of
    Hebrew, and what Unicode has for full and half width, or as a shape that Arabic letters take in a word.
    """
    if surface.isascii():
        return surface
    shaped = surface if surface[0] in _ROUND_R else surface.translate(_LETTER_SHAPES)
    if max(shaped) < _FIRST_COMPATIBILITY:
        return shaped
    return "".join(_usual_width(c) if c >= _FIRST_COMPATIBILITY else c for c in shaped)


def _usual_width(char: str) -> str:
    """Return a character of the compatibility blocks in its usual shape; phrases in one character are kept."""
    usual = unicodedata.normalize("NFKC", char)
    return char if any(c.isspace() for c in usual) else usual


def case(surface: str) -> str:
    """Fold letter case (Unicode case folding, composed again)."""
    return unicodedata.normalize("NFC", surface.casefold())


def marks(surface: str) -> str:
    """Remove accents, breathings and points; a token with nothing else keeps them."""
    if surface.isascii():
        return surface
    decomposed = unicodedata.normalize("NFD", surface)
    if any(mark in decomposed for mark in _MARKS_OF_LETTERS) and max(decomposed) >= _FIRST_CYRILLIC:
        decomposed = _unicode_pattern(_LETTERS_WITH_MARKS).sub(
            lambda m: unicodedata.normalize("NFC", m.group()), decomposed
        )
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").translate(_STROKED_LETTERS)
    return unicodedata.normalize("NFC", bare) or surface


NORMALISERS: Final[Mapping[str, Normaliser]] = MappingProxyType(
    {
        "nfc": nfc,
        "line-end": line_end,
        "signs": without_signs,
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
# Glyph shapes and white space: two surfaces that these make equal differ in typography only.
TYPOGRAPHY: Final = tuple(name for name in DEFAULT if name not in ("case", "signs"))


# These do not change a word of letters only, unless a letter is or becomes an apostrophe, the tatweel or superscript.
_NO_EFFECT_ON_LETTERS: Final = frozenset({"line-end", "signs", "invisible", "quotes", "dashes", "spaces"})
_SPECIAL_LETTERS: Final = frozenset(MODIFIERS + "\u1e9a\u02bc\u02b9\u0374\u0149\u0640\u1fe4" + SUPERSCRIPTS)


def compose_normalisers(names: Sequence[str]) -> Normaliser:
    """Build one normaliser that applies the named ones in the order given."""
    steps = [NORMALISERS[name] for name in names]
    of_letters = [NORMALISERS[name] for name in names if name not in _NO_EFFECT_ON_LETTERS]
    folds = "case" in names

    def normalise(surface: str) -> str:
        if surface.isascii() and _PLAIN_WORD.fullmatch(surface):
            # No normaliser changes such a word, except for its case. Most words of most texts are like this.
            return surface.lower() if folds else surface
        if surface.isalpha() and _SPECIAL_LETTERS.isdisjoint(surface):
            return reduce(lambda string, step: step(string), of_letters, surface)
        return reduce(lambda string, step: step(string), steps, surface)

    return normalise
