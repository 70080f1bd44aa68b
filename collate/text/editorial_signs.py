"""Signs of editors and scribes inside a word: `ki[n]g`, `u(est)er`, `vn|to`, `w^th`, wᵗʰ.

They say something about a word and are no letters of it. The tokeniser decides which of them are part of a word
(`signed_words`); here is what they say, and the word without them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from collate._late_regex import late_regex
from collate.model.token_marks import TokenMark
from collate.text.addresses import is_address

# Brackets that only editors use, and brackets that authors and programs use too. Each opens with its key.
EDITORS_PAIRS: Final[Mapping[str, str]] = MappingProxyType(
    {"[": "]", "⟨": "⟩", "⟦": "⟧", "⸢": "⸣", "⸤": "⸥", "⟪": "⟫", "⌈": "⌉", "⌊": "⌋"}
)
OTHER_PAIRS: Final[Mapping[str, str]] = MappingProxyType({"(": ")", "<": ">", "{": "}"})
PAIRS: Final[Mapping[str, str]] = MappingProxyType({**EDITORS_PAIRS, **OTHER_PAIRS})
# Brackets about whole words that an editor sets; round ones are the author's.
UNIT_PAIRS: Final[Mapping[str, str]] = MappingProxyType({**EDITORS_PAIRS, "<": ">", "{": "}"})
BRACKETS: Final = frozenset((*PAIRS, *PAIRS.values()))
LINE_SIGNS: Final = "|‖¦/"  # where a line or page ended
_HYPHEN_AT_SIGN: Final = late_regex(f"[-‐‑¬⸗⹀](?=[{LINE_SIGNS}])|(?<=[{LINE_SIGNS}])[-‐‑¬⸗⹀]")
LONE_SIGNS: Final = LINE_SIGNS + "_^*†"
SIGNS: Final = BRACKETS | frozenset(LONE_SIGNS)
# Signs that always belong to the word, by the name of a convention of editors.
CONVENTIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({"leiden": frozenset("(){}<>|‖/†")})

AND_SIGNS: Final = "&⁊＆﹠"  # each stands for a word

MAX_LOST: Final = 20  # dots or dashes between brackets that mean lost letters
LOST_LETTERS: Final = late_regex(rf"\[(?:\.{{1,{MAX_LOST}}}|…|[-–—]{{1,{MAX_LOST}}})\]")
_LOST_PARTS: Final = late_regex(f"({LOST_LETTERS.pattern})")
SIGN: Final = late_regex(f"[{re.escape(''.join(sorted(SIGNS)))}]")
# A dot below an unclear letter; in Latin script it may also belong to the letter.
UNCLEAR_DOT: Final = late_regex("(?<=[\u0370-\u052f\u1f00-\u1fff\u2c80-\u2cff])\u0323")
CARET: Final = "^"
# The blocks of superscript letters; not every character in them is one.
_SUPERSCRIPT_BLOCKS: Final = (
    range(0x02B0, 0x02B9), range(0x02E0, 0x02E5), range(0x1D2C, 0x1D62), range(0x1D78, 0x1D79), range(0x1D9B, 0x1DC0),
)  # fmt: skip
SUPERSCRIPTS: Final = "ªºⁱⁿⱽⵯჼꟲꟳꟴꟸꟹꚜꚝꝰꭜꭝꭞꭟꭩ" + "".join(chr(point) for block in _SUPERSCRIPT_BLOCKS for point in block)
SIGNED: Final = late_regex(f"[{re.escape(''.join(sorted(SIGNS)))}{AND_SIGNS}{SUPERSCRIPTS}\u0323]")

# What a work may say that a sign means; a line end says nothing of the word.
MEANINGS: Final[Mapping[str, TokenMark]] = MappingProxyType(
    {
        "supplied": TokenMark.SUPPLIED,
        "expansion": TokenMark.EXPANSION,
        "deleted": TokenMark.DELETED,
        "unclear": TokenMark.UNCLEAR,
        "superscript": TokenMark.SUPERSCRIPT,
        "line-end": TokenMark(0),
    }
)
_MEANINGS: Final = (
    ("[⟨<⟪", TokenMark.SUPPLIED),
    ("(", TokenMark.EXPANSION),
    ("{⟦", TokenMark.DELETED),
    ("⸢⸤⌈⌊†", TokenMark.UNCLEAR),
    (CARET, TokenMark.SUPERSCRIPT),
)


def without_signs(surface: str) -> str:
    """Return a word without the signs of editors and with superscript letters on the line.

    Signs that enclose a whole token with its word, such as `(word)` and `*word*`, are kept unless only editors use
    them; so are brackets that stand for lost letters. A token without a letter, and an address, are returned as is.
    """
    if not SIGNED.search(surface) or is_address(surface):
        return surface
    if SIGN.search(surface) and _has_letter(surface):
        parts = _LOST_PARTS.split(surface)
        parts[::2] = [_without_signs(_HYPHEN_AT_SIGN.sub("", part)) for part in parts[::2]]
        surface = "".join(parts)
    if surface.isascii():
        return surface
    return "".join(map(_on_the_line, UNCLEAR_DOT.sub("", surface)))


def has_signs(surface: str) -> bool:
    """Check whether a token is a word with signs of editors or superscript letters."""
    return without_signs(surface) != surface


@cache
def _on_the_line(char: str) -> str:
    """Return the letter of which a character is the superscript, or the character itself."""
    decomposition = unicodedata.decomposition(char)
    is_superscript = decomposition.startswith("<super>") and char.isalpha()
    return unicodedata.normalize("NFKD", char) if is_superscript else char


def has_superscript(surface: str) -> bool:
    """Check whether letters of a word are superscript."""
    return CARET in surface or (not surface.isascii() and any(_on_the_line(c) != c for c in surface))


def superscript_of(surface: str) -> tuple[str, str]:
    """Return the letters on the line, and the superscript letters, of a word such as `w^th` or wᵗʰ."""
    if CARET in surface:
        line, _, raised = surface.partition(CARET)
        return without_signs(line), "".join(filter(str.isalnum, raised))
    line = "".join(c for c in surface if _on_the_line(c) == c)
    return line, "".join(_on_the_line(c) for c in surface if _on_the_line(c) != c)


def marks_of_signs(surface: str, stated: Sequence[tuple[str, TokenMark]] = ()) -> TokenMark:
    """Return what the signs in a word say of it; `stated` are meanings that replace the usual ones."""
    marks = TokenMark(0)
    if not SIGNED.search(surface) or is_address(surface) or not any(c.isalnum() or c in AND_SIGNS for c in surface):
        return marks
    surface = LOST_LETTERS.sub("", surface)  # lost letters are not supplied
    replaced = frozenset("".join(signs for signs, _ in stated))
    usual = ((frozenset(signs) - replaced, meaning) for signs, meaning in _MEANINGS)
    for signs, meaning in (*usual, *stated):
        if any(sign in surface for sign in signs):
            marks |= meaning
    if UNCLEAR_DOT.search(surface):
        marks |= TokenMark.UNCLEAR
    if has_superscript(surface):
        marks |= TokenMark.SUPERSCRIPT
    if any(sign in surface for sign in AND_SIGNS):
        marks |= TokenMark.ABBREVIATION
    return marks


def matching_brackets(signs: Sequence[str]) -> dict[int, int]:
    """Return the position of the other bracket for each bracket of a pair, among characters or parts."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for k, sign in enumerate(signs):
        if sign in PAIRS:
            opened.append(k)
        elif sign in BRACKETS and opened and PAIRS[signs[opened[-1]]] == sign:
            other = opened.pop()
            pairs[other], pairs[k] = k, other
    return pairs


def _without_signs(part: str) -> str:
    """Remove the signs of a part of a token, but those that enclose all of it and those of authors at its ends."""
    pairs = matching_brackets(part)
    last = len(part) - 1
    kept = set()
    for k, char in enumerate(part):
        if char not in SIGNS or char in EDITORS_PAIRS or char in EDITORS_PAIRS.values():
            continue
        encloses = k in pairs and {k, pairs[k]} == {0, last}
        is_outer = k not in pairs and (not _has_letter(part[:k]) or not _has_letter(part[k + 1 :]))
        if encloses or is_outer:
            kept.add(k)
    return "".join(c for k, c in enumerate(part) if c not in SIGNS or k in kept)


def _has_letter(text: str) -> bool:
    return any(map(str.isalnum, text))
