"""Names in transliteration: each name has several sound keys, because letters such as ch and j are ambiguous."""

import re
from functools import lru_cache
from itertools import islice, product
from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare

MAX_KEYS: Final = 64
LONGEST_SHORT_NAME: Final = 4  # letters

# Spellings, the longest first, and the sounds that each may have; "" is no sound.
_SOUNDS: Final = (
    ("shch|tsch|dzh|dsch|tch|sch|sh|zh|dj|dz|ds|dg|cz|ts|tz|sz|s|z", ("S",)),
    ("ch|c", ("S", "K")),
    ("kh|gh|ck|q|k", ("K",)),
    ("x|ks", ("KS",)),
    ("ph|ff|f|v|w", ("F",)),
    ("gu(?=[eiy])", ("K",)),
    ("g(?=[eiy])", ("K", "S")),
    ("g", ("K",)),
    ("j", ("S", "i")),
    ("you|iou|ou|oo|yu|iu", ("u",)),
    ("(?<!a)(?:ya|ia)", ("a",)),
    ("ye|ie(?=.)|je", ("e",)),
    ("yo|io|jo", ("o", "e")),
    ("ei$|ej$|ey$", ("i", "e")),
    ("iy$|ij$|ii$|yi$|yy$|ie$|y$|j$", ("i",)),
    ("(?<=[^aeiouy])er$", ("r", "er")),
    ("'", ("",)),
    ("h", ("", "K")),
)
_SOUND_PATTERNS: Final = tuple((late_regex(pattern), sounds) for pattern, sounds in _SOUNDS)
_VOWELS: Final = "aeiouy"


def without_genitive(name: str) -> str:
    """Return a bare name without its 's."""
    return re.sub(r"'s?$", "", bare(name))


def in_genitive(name: str) -> bool:
    """Return whether a name ends in 's or an apostrophe."""
    return bare(name) != without_genitive(name)


@lru_cache(CACHED_WORDS)
def name_keys(name: str) -> frozenset[str]:
    """Return the sound keys of a transliterated name; two spellings of one name share at least one."""
    word = without_genitive(name)
    word = re.sub(r"(?<=[^aeiou])e$", "", word)
    sounds: list[tuple[str, ...]] = []
    start = 0
    while start < len(word):
        for pattern, choices in _SOUND_PATTERNS:
            match = pattern.match(word, start)
            if match and match.end() > start:
                sounds.append(choices)
                start = match.end()
                break
        else:
            sounds.append((word[start] if word[start] != "y" else "i",))
            start += 1
    return frozenset(_simplify_key("".join(choice)) for choice in islice(product(*sounds), MAX_KEYS))


def _simplify_key(key: str) -> str:
    """Return a key with single sounds for doubled ones, without i beside a vowel, and with e for o after a sibilant."""
    key = key.replace("So", "Se")
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"(?<=[aeou])i|i(?=[aeou])", "", key)


def is_name(word: str) -> bool:
    """Return whether a word may be a name: capitalised, not all in capitals, with more than three letters."""
    return word[:1].isupper() and not word.isupper() and sum(c.isalpha() for c in word) > 3


def differ_in_first_h(left: str, right: str) -> bool:
    """Return whether one short name is the other with H before it: Anna and Hanna are two, Elena and Helena one."""
    short, long = sorted((bare(left), bare(right)), key=len)
    return len(short) <= LONGEST_SHORT_NAME and long == f"h{short}"


def differ_in_final_vowel(left: str, right: str) -> bool:
    """Return whether one name is the other with a vowel after its consonant: Petrov and Petrova are two names."""
    short, long = sorted((bare(left), bare(right)), key=len)
    adds_vowel = long[-1:] in _VOWELS and short[-1:] not in _VOWELS
    return len(long) == len(short) + 1 and long.startswith(short) and adds_vowel
