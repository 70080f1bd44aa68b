"""Which way a text runs."""

import unicodedata


def base_direction(text: str) -> str:
    """Give "rtl" or "ltr" by the first letter that has a direction (UAX 9, P2)."""
    for c in text:
        way = unicodedata.bidirectional(c)
        if way in ("L", "R", "AL"):
            return "ltr" if way == "L" else "rtl"
    return "ltr"
