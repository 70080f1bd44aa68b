"""A guess which encoding a file of plain text has: for a proposal or a message, which a user reads before it counts."""

import codecs
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.files.package_data import DATA, package_files, package_text
from collate.text.normalise import DEFAULT, compose_normalisers, marks

# Those without a mark, the likelier ones first: what has as many common words as another is the first.
CANDIDATES: Final = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1251", "koi8-r", "cp1253", "iso8859-7", "cp1255", "cp1256",
    "mac-roman", "cp437", "cp866",
)  # fmt: skip
MIN_SCORE: Final = 4  # common words above strange signs, for the guess to be likely
SEARCHED: Final = 1 << 17  # bytes at the beginning of a file
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD: Final = late_regex(r"[^\W\d_]+")
_TWO_SCRIPTS: Final = late_regex(r"[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")  # in one word
_SHORTEST_WIDE: Final = 16  # characters
_SPACE_SHARE: Final = 0.05  # of the characters of a text whose words stand apart
_FEWEST_SPACES: Final = 3  # one may be a stray NUL
# Signs that texts have, in their places; elsewhere they are letters of another encoding: ť is » and Ł is £ in cp1252.
_QUOTES: Final = frozenset("«»‹›“”„‚‘¿¡–—…•")  # not between two letters
_BESIDE_NUMBERS: Final = frozenset("£€§°©®ªº±×·½¼¾²³¹†")  # beside no letter
# What another encoding makes of letters of a language: ù, è and à of cp1252 are ů, č and ŕ in ISO 8859-2.
_NOT_OF_LANGUAGE: Final = {
    code: frozenset(letters + letters.upper())
    for code, letters in {
        "tr": "þðý",
        "fr": "ůčŕęűďť",
        "it": "čŕůňěť",
        "es": "ńżťˇ",
        "pt": "ăőŕęť",
        "sv": "ĺ",
        "cs": "ąľøìùè",
        "pl": "šµ",
    }.items()
}


def guessed_encoding(content: bytes) -> str:
    """Return the name of the likeliest encoding of a text that is not UTF-8; "" if none fits."""
    return _best(content)[0]


def likely_encoding(content: bytes) -> str:
    """Return the same where the text has enough common words of some language in it to say so, or ""."""
    name, score = _best(content)
    return name if score >= MIN_SCORE else ""


def wide_encoding(content: bytes) -> str:
    """Return the name of UTF-16 in one of its orders if a text without a mark is likely in it, or ""."""
    beginning = content[:SEARCHED]
    return _wide_encoding(beginning) if b"\0" in beginning else ""


def _best(content: bytes) -> tuple[str, int]:
    """Return the name of the likeliest encoding, and its score."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name, MIN_SCORE
    beginning = content[:SEARCHED]
    if b"\0" in beginning:
        return _wide_encoding(beginning), MIN_SCORE
    scores = {name: score for name in CANDIDATES if (score := _score(beginning, content, name)) is not None}
    best = max(scores, key=lambda name: scores[name], default="")
    return best, scores.get(best, 0)


@cache
def _common_words() -> Mapping[str, frozenset[str]]:
    """Return the common words of each language of the package."""
    tables = {path.stem: tomllib.loads(package_text(path)) for path in package_files(DATA / "languages", ".toml")}
    return {code: frozenset(map(_bare, table.get("common", "").split())) for code, table in tables.items()}


_folded: Final = compose_normalisers(DEFAULT)


def _bare(word: str) -> str:
    """Return a word without capitals and accents, as it is compared."""
    return word.lower() if word.isascii() else marks(_folded(marks(word)))


def _wide_encoding(beginning: bytes) -> str:
    """Return the order of UTF-16 in which a text has as many spaces as texts have, or "" if neither or both."""
    even = beginning[: len(beginning) // 2 * 2]
    fitting = []
    for name in ("utf-16-le", "utf-16-be"):
        text = even.decode(name, "replace")
        if len(text) < _SHORTEST_WIDE:
            continue
        least = max(_FEWEST_SPACES, _SPACE_SHARE * len(text))
        if text.count(" ") + text.count("\n") >= least and "\0" not in text:
            fitting.append(name)
    return fitting[0] if len(fitting) == 1 else ""


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
    words = [_bare(word) for word in written]
    common, language = max((sum(map(known.__contains__, words)), code) for code, known in _common_words().items())
    foreign = _NOT_OF_LANGUAGE.get(language, frozenset())
    strange: int = sum(_is_strange(text, k) or c in foreign for k, c in enumerate(text) if not c.isascii())
    inner_capitals: int = sum(word[1:] != word[1:].lower() and not word.isupper() for word in written)
    mixed = len(_TWO_SCRIPTS.findall(text))
    unopened = max(0, text.count("»") - text.count("«"))  # ť of ISO 8859-2
    return common - strange - inner_capitals - mixed - unopened


def _is_strange(text: str, k: int) -> bool:
    """Return whether a character is neither a letter or space nor a sign where such signs stand."""
    sign = text[k]
    if sign.isalpha() or sign.isspace() or sign == "’":
        return False
    letters_beside = text[k - 1 : k].isalpha() + text[k + 1 : k + 2].isalpha()
    return not (sign in _QUOTES and letters_beside < 2) and not (sign in _BESIDE_NUMBERS and not letters_beside)
