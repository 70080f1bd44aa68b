"""Signs that look like another sign: of two words that differ only in these, the code points are named."""

import unicodedata
from typing import Final

# What a sign looks like, as a Latin letter or an ordinary mark.
_LOOKS: Final = {
    **dict(zip("аеорсухіјѕһԛԝьАВЕКМНОРСТХІЈЅԌ", "aeopcyxijshqwbABEKMHOPCTXIJSG", strict=True)),
    **dict(zip("ονραικυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpaikuxABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ɑɡɩɪıℓſɴ", "agiiilfn", strict=True)),
    **dict(zip("’ʼ´`′ʹ‘‐‑−–", "'''''''----", strict=True)),
}  # fmt: skip
_SKELETON: Final = str.maketrans(_LOOKS)


def named(character: str) -> str:
    """Return a character with its code point and name: `'ɑ' is U+0251 LATIN SMALL LETTER ALPHA`."""
    return f"{character!r} is U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"


def look_alike_clause(word: str, other: str) -> str:
    """Return a clause that names the first sign in which two words differ that look the same; else an empty string."""
    if word == other or len(word) != len(other) or (word.isascii() and other.isascii()):
        return ""
    if word.translate(_SKELETON) != other.translate(_SKELETON):
        return ""
    sign, for_sign = next((a, b) for a, b in zip(word, other, strict=True) if a != b)
    return f"; {named(sign)}, and {named(for_sign)}"
