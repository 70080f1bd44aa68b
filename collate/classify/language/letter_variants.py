"""Letters that are written for one another: forms of a Chinese character, kana, Arabic letters, umlauts written out."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from collate.classify.language.folding import bare, folded
from collate.files.package_data import DATA, package_table

_WRITTEN_OUT: Final = MappingProxyType(
    str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ꜳ": "aa"})
)
_SUPERSCRIPT_E: Final = "\u0364"
_ITERATED: Final = "々〻ゝヽ"
_ITERATED_VOICED: Final = "ゞヾ"
_VOICING: Final = "\u3099"
_KATAKANA: Final = MappingProxyType({0x30A1 + k: 0x3041 + k for k in range(86)})
_OLD_KANA: Final = MappingProxyType(str.maketrans("ゐゑぁぃぅぇぉっゃゅょゎ", "いえあいうえおつやゆよわ"))


def are_forms_of_one(left: str, right: str) -> bool:
    """Return whether two Chinese characters are forms of one."""
    groups = _han_groups()
    return not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))


def may_be_two_characters(left: str, right: str) -> bool:
    """Return whether a text in traditional characters has two forms of one character as two words: 後 and 后."""
    return frozenset((left, right)) in _two_words()


def kana(text: str) -> str:
    """Return a text with each iteration mark written out, in hiragana and without old and small kana."""
    signs: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if signs and sign in _ITERATED:
            signs.append(signs[-1])
        elif signs and sign in _ITERATED_VOICED:
            signs.append(unicodedata.normalize("NFC", unicodedata.normalize("NFD", signs[-1])[0] + _VOICING))
        else:
            signs.append(sign)
    return "".join(signs).translate(_KATAKANA).translate(_OLD_KANA)


def written_out(word: str) -> str:
    """Return a word with ae for ä, oe for ö and ø, ue for ü, aa for å, and otherwise bare."""
    composed = unicodedata.normalize("NFC", folded(word)).replace(_SUPERSCRIPT_E, "e")
    return bare(composed.translate(_WRITTEN_OUT))


def arabic_spellings(word: str) -> tuple[str, str]:
    """Return a word with one letter for those that are confused at its end, and with one sign for each hamza."""
    surface = unicodedata.normalize("NFC", folded(word))
    last, seats = _arabic()
    plain = bare(surface)
    at_end = plain[:-1] + last.get(plain[-1:], plain[-1:])
    with_seats = "".join("ء" if c in seats else c for c in surface.removesuffix("ئ"))
    tail = "يء" if surface.endswith("ئ") else ""
    return at_end, bare(with_seats) + tail


@cache
def _table(script: str) -> Mapping[str, str]:
    table: Mapping[str, str] = package_table(DATA / "letter_variants.toml")[script]
    return table


@cache
def _han_groups() -> Mapping[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, forms in enumerate(_table("han")["one_character"].split()):
        for form in forms:
            groups.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in groups.items()}


@cache
def _two_words() -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, _table("han")["two_words_elsewhere"].split()))


@cache
def _arabic() -> tuple[Mapping[str, str], frozenset[str]]:
    table = _table("arabic")
    return {c: same[-1] for same in table["last"].split() for c in same}, frozenset(table["hamza"])
