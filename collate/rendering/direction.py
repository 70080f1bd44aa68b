"""The base direction of a text."""

import unicodedata


def base_direction(text: str) -> str:
    """Return "rtl" or "ltr": the direction of the first character that has one (UAX 9, rules P2 and P3)."""
    for c in text:
        bidi_class = unicodedata.bidirectional(c)
        if bidi_class in ("L", "R", "AL"):
            return "ltr" if bidi_class == "L" else "rtl"
    return "ltr"
