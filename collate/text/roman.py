"""Roman numerals, as printers and scribes write them."""

from typing import Final

from collate._late_regex import late_regex

LONGEST: Final = 30  # letters; a longer run of them is no number
# Roman numerals that are words of Latin, French, Italian or English as well.
ROMAN_WORDS: Final = frozenset(("mi", "di", "vi", "li", "dic", "dix", "mix", "mil", "dim", "vim", "ci"))

_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# Hundreds, twenties and thousands that are counted, as in French and English accounts: iiijc lxij, iiijxx, xvc.
_COUNTED: Final = late_regex(r"(?:([ivxj]{1,6})m)?(?:([ivxj]{1,5})c)?(?:([ivxj]{1,4})xx)?([ivxlj]*)")
_FORM: Final = late_regex(r"m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")


def roman_value(word: str) -> int:
    """Return the value of a Roman numeral, or 0; j may be written for i, and four strokes are allowed."""
    lowered = word.lower()
    if lowered.strip("ivxlcdmj") or not (word.isupper() or word.islower()) or len(word) > LONGEST:
        return 0
    letters = lowered.replace("j", "i")
    if not _FORM.fullmatch(letters):
        return 0
    values = [_VALUES[c] for c in letters]
    return sum(v if v >= following else -v for v, following in zip(values, [*values[1:], 0], strict=True))


def counted_roman_value(word: str) -> int:
    """Return the value of a Roman numeral that counts hundreds, twenties or thousands (iiijxxxij, xvc), or 0."""
    found = _COUNTED.fullmatch(word) if word.islower() and len(word) <= LONGEST else None
    if found is None or not any(found.group(1, 2, 3)):
        return 0
    values = [roman_value(part) if part else 0 for part in found.groups()]
    if any(part and not value for part, value in zip(found.groups(), values, strict=True)):
        return 0
    return 1000 * values[0] + 100 * values[1] + 20 * values[2] + values[3]
