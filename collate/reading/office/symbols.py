"""Characters that a document names by their place in a font of signs: Symbol, and some of Wingdings."""

from types import MappingProxyType
from typing import Final

_PRIVATE: Final = 0xF000  # where Word puts the characters of such a font
# The font Symbol, from its places 0x20 and 0xA0, as Unicode's own table of it has them; a blank is a place without one.
_FIRST_HALF: Final = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SECOND_HALF: Final = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS: Final = MappingProxyType(
    {0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA7: "▪", 0xA8: "◻", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗",
     0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
)  # fmt: skip
_FONTS: Final = MappingProxyType(
    {
        "symbol": MappingProxyType(
            {
                **{0x20 + n: c for n, c in enumerate(_FIRST_HALF)},
                **{0xA0 + n: c for n, c in enumerate(_SECOND_HALF) if c != " "},
            }
        ),
        "wingdings": _WINGDINGS,
    }
)


def in_font_of_signs(font: str) -> bool:
    """Return whether a font has signs in place of letters."""
    return font.lower() in _FONTS


def signs_of(font: str, text: str) -> str:
    """Return a text in a font of signs with the characters that are seen; others stay as they are."""
    return "".join(_seen(font, c) if _PRIVATE <= ord(c) <= _PRIVATE + 0xFF else c for c in text)


def _seen(font: str, character: str) -> str:
    sign, is_known = symbol(font, f"{ord(character):X}")
    return sign if is_known and sign.strip() else character


def symbol(font: str, code: str) -> tuple[str, bool]:
    """Return the character at a place of a font, and whether it is known; "" if the place is no number."""
    try:
        place = int(code, 16)
    except ValueError:
        return "", True
    if not 0x20 <= place <= 0x10FFFF or 0xD800 <= place <= 0xDFFF:
        return "", True
    table = _FONTS.get(font.lower())
    own = place - _PRIVATE if _PRIVATE <= place <= _PRIVATE + 0xFF else place
    if table is not None and own <= 0xFF:
        found = table.get(own)
        return (found, True) if found is not None else (chr(_PRIVATE + own), False)
    sign = chr(place)
    # Below 256 another font of signs may mean another character, as those of WordPerfect do.
    return (sign, own == place > 0xFF) if sign.isprintable() or own != place else ("", True)
