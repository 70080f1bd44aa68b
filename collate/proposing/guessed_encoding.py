"""A guess which encoding a file of plain text has: for a proposal only, which its user reads before it counts."""

import codecs
from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import bare
from collate.classify.language.languages import language_files, rules_of_language

# Those without a mark, the likelier ones first: what has as many common words as another is the first.
CANDIDATES: Final = ("cp1252", "cp1251", "koi8-r", "cp1253", "iso8859-7", "cp1255", "mac-roman", "cp437", "cp866")
SEARCHED: Final = 1 << 17  # bytes at the beginning of a file
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD: Final = late_regex(r"[^\W\d_]+")
_ZERO_SHARE: Final = 0.3  # of the bytes of a text in UTF-16 without a mark, in a European language


def guessed_encoding(content: bytes) -> str:
    """Return the name of the likeliest encoding of a text that is not UTF-8; "" if none fits."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    beginning = content[:SEARCHED]
    if b"\0" in beginning:
        return _wide_encoding(beginning)
    scores = {name: score for name in CANDIDATES if (score := _score(beginning, content, name)) is not None}
    return max(scores, key=lambda name: scores[name], default="")


def _wide_encoding(beginning: bytes) -> str:
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) < _ZERO_SHARE * len(beginning) / 2 or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _score(beginning: bytes, content: bytes, name: str) -> int | None:
    """Return how well an encoding fits: common words of some language count for it, strange signs and capitals against.

    None if some bytes are not of the encoding.
    """
    try:
        content.decode(name)
        text = beginning.decode(name)
    except UnicodeDecodeError:
        return None
    written = _WORD.findall(text)
    words = [bare(word) for word in written]
    codes = {path.stem for path in language_files().values()}
    common: int = max(sum(word in rules_of_language(code).common for word in words) for code in codes)
    strange: int = sum(not c.isalpha() and not c.isspace() for c in text if not c.isascii())
    inner_capitals: int = sum(word[1:] != word[1:].lower() and not word.isupper() for word in written)
    return common - strange - inner_capitals
