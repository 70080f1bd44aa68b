"""Roman numerals, as printers and scribes write them."""

from typing import Final

from collate._late_regex import late_regex

LONGEST: Final = 30  # letters; a longer run of them is no number
# Roman numerals that are words of Latin, French, Italian or English as well.
ROMAN_WORDS: Final = frozenset(("mi", "di", "vi", "li", "dic", "dix", "mix", "mil", "dim", "vim", "ci"))

_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
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
