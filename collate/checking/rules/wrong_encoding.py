"""T110: signs of a text that was read in the wrong encoding: `Ã©` for `é`, or U+FFFD for a letter that is lost."""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

_LOST: Final = "\ufffd"
_LOST_SIGN: Final = late_regex("(?:\ufffd|ï¿½)+")
_LOST_CAUSE: Final = "lost when decoded"
# What windows-1252 (or Latin-1) shows for a byte of UTF-8 that is not the first one of its character.
_INNER: Final = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_FIRST: Final = "ÂÃÄÅÎÏÐÑ×ØÙ"  # of the Latin, Greek, Cyrillic, Hebrew and Arabic characters
_MISREAD: Final = late_regex(rf"[{_FIRST}][{_INNER}]|Ã[ ]|â€[{_INNER}]|á[¸¹º»¼½¾¿][{_INNER}]")
# These may follow a capital in a good text: `“IRMÔ`, `CAFÉ »`.
_MAY_FOLLOW: Final = frozenset(" ”“’‘»«›‹„‚…–—•™\u00a0ªº°²³¹")
# Cyrillic letters in windows-1251, and three of them: `РџСЂРё` for `При`.
_INNER_CYRILLIC: Final = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї"
_MISREAD_CYRILLIC: Final = late_regex(f"(?:[РС][{_INNER_CYRILLIC}]){{3,}}")
_READ_AGAIN: Final = "read the source again as UTF-8, or repair the text at its source"


def wrong_encoding(file: Transcription) -> Iterator[Match]:
    """Find characters that were lost, or became others, when the text was decoded. Each is one cause."""
    if file.text.isascii():
        return
    if _LOST in file.characters or file.characters.issuperset("ï¿½"):
        for lost in _LOST_SIGN.finditer(file.text):
            message = "U+FFFD stands for a character that was lost when the text was decoded"
            yield Match(lost.start(), lost.end(), message, _READ_AGAIN, cause=_LOST_CAUSE)
    found = _misread(file.text, file.characters)
    if found:
        encoding = "windows-1251" if found[0].re.pattern == _MISREAD_CYRILLIC.pattern else "windows-1252"
        for signs in found:
            meant = _meant(signs[0], encoding)
            message = f"{signs[0]!r} is UTF-8 that was read as {encoding}" + (f": it was {meant!r}" if meant else "")
            yield Match(signs.start(), signs.end(), message, _READ_AGAIN, cause=encoding)


def _misread(text: str, characters: frozenset[str]) -> list[re.Match[str]]:
    """Return the signs that UTF-8 became, if the text was read as another encoding."""
    if characters.isdisjoint(_FIRST + "âá"):
        return list(_MISREAD_CYRILLIC.finditer(text)) if characters.issuperset("РС") else []
    found = list(_MISREAD.finditer(text))
    is_sure = any(_MAY_FOLLOW.isdisjoint(signs[0][1:]) or len(signs[0]) > 2 for signs in found)
    capitals = sum(signs[0][0] in _FIRST for signs in found)
    # In a good text these capitals stand mostly before letters.
    return found if is_sure and capitals * 2 >= sum(map(text.count, _FIRST)) else []


def _meant(signs: str, encoding: str) -> str:
    """Return what some signs were; "" if they cannot be read back."""
    encoded = b"".join(_byte(c, encoding) for c in signs.replace(" ", "\u00a0"))
    return encoded.decode("utf-8", "ignore")


def _byte(character: str, encoding: str) -> bytes:
    """Return the byte of a character; these encodings leave a few bytes undefined, which are read as Latin-1."""
    return character.encode(encoding, "ignore") or character.encode("latin-1", "ignore")
