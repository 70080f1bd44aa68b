"""Names in transliteration: several keys per name, because letters such as ch and j are ambiguous."""

import re
from functools import lru_cache
from itertools import islice, product
from typing import Final

from collate.classify.language.folding import CACHED_WORDS, bare

MAX_KEYS: Final = 64

# The sounds that a spelling may stand for, longest spelling first; "" is silence.
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
    ("ou|oo|yu|iu", ("u",)),
    ("(?<!a)(?:ya|ia)", ("a",)),
    ("ye|ie(?=.)|je", ("e",)),
    ("yo|io|jo", ("o", "e")),
    ("ei$|ej$|ey$", ("i", "e")),
    ("iy$|ij$|ii$|yi$|yy$|ie$|y$|j$", ("i",)),
    ("(?<=[^aeiouy])er$", ("r", "er")),
    ("'", ("",)),
    ("h", ("", "K")),
)
_SOUND_PATTERNS: Final = tuple((re.compile(pattern), sounds) for pattern, sounds in _SOUNDS)
_VOWELS: Final = "aeiouy"


def without_genitive(name: str) -> str:
    """Fold a name and take its 's off."""
    return re.sub(r"'s?$", "", bare(name))


def in_genitive(name: str) -> bool:
    """Say whether a name has an 's or the apostrophe alone."""
    return bare(name) != without_genitive(name)


@lru_cache(CACHED_WORDS)
def name_keys(name: str) -> frozenset[str]:
    """Give the keys under which a transliterated name may be found: two spellings share one."""
    word = without_genitive(name)
    word = re.sub(r"(?<=[^aeiou])e$", "", word)
    sounds: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        for pattern, choices in _SOUND_PATTERNS:
            match = pattern.match(word, at)
            if match and match.end() > at:
                sounds.append(choices)
                at = match.end()
                break
        else:
            sounds.append((word[at] if word[at] != "y" else "i",))
            at += 1
    return frozenset(_simplify_key("".join(choice)) for choice in islice(product(*sounds), MAX_KEYS))


def _simplify_key(key: str) -> str:
    """Make doubled sounds single, take an i beside a vowel off, and write o behind a hiss as e."""
    key = key.replace("So", "Se")
    key = re.sub(r"(.)\1+", r"\1", key)
    return re.sub(r"(?<=[aeou])i|i(?=[aeou])", "", key)


def is_name(word: str) -> bool:
    """A capitalised word of more than three letters may be a name."""
    return word[:1].isupper() and not word.isupper() and sum(c.isalpha() for c in word) > 3


def differ_in_final_vowel(one: str, other: str) -> bool:
    """Petrov and Petrova: one name is the other and a vowel that is heard, so they are two."""
    short, long = sorted((bare(one), bare(other)), key=len)
    heard = long[-1:] in _VOWELS and short[-1:] not in _VOWELS
    return len(long) == len(short) + 1 and long.startswith(short) and heard
