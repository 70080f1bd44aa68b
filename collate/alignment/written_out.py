"""The keys of numerals and short forms: those of the words that another witness writes for them."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool, Int64, Object
from collate.model.tokens import Tokens
from collate.text.joined_numbers import joined_number_values
from collate.text.written_out import FIRST_GREEK, numeral_value, written_out


def keys_written_out(keys: Object, strings: Sequence[str], used: Int64, witnesses: Sequence[Tokens]) -> Object:
    """Return the keys (codes,) by which forms are compared, with that of *twelve* for 12 if it is the same word here.

    It is the same word if a witness has the word and lacks the numeral or short form. Without this 12 would stand
    beside any word that is near it. What stands for several words that are written so keeps its key.

    Parameters
    ----------
    keys : (codes,) object
        The letters of each form that is used.
    strings : sequence of str
        The form of each code.
    used : (forms,) int64
        The codes that occur.
    witnesses : sequence of Tokens
    """
    lacking = used[_is_lacking(witnesses, len(strings))[used]].tolist()
    only_latin = not any(strings[code][:1] >= FIRST_GREEK and strings[code].isalpha() for code in lacking)
    found = {code: words for code in lacking if (words := written_out(strings[code], only_latin))}
    _add_joined_numbers(found, keys, strings, lacking, only_latin)
    wanted = {word for words in found.values() for word in words}
    codes_of: dict[str, list[int]] = {}
    for code in lacking if wanted else ():
        if keys[code] in wanted:
            codes_of.setdefault(keys[code], []).append(code)
    if not codes_of:
        return keys
    having = _witnesses_having([*found, *(code for codes in codes_of.values() for code in codes)], witnesses)
    keys = keys.copy()
    for code, words in found.items():
        for word in words:
            if any(having[full] - having[code] for full in codes_of.get(word, ())):
                keys[code] = word
                break
    return keys


def _add_joined_numbers(
    found: dict[int, tuple[str, ...]], keys: Object, strings: Sequence[str], lacking: Sequence[int], only_latin: bool
) -> None:
    """Add to the words `found` for each numeral those of several parts that a witness has: *twenty-five* for 25."""
    codes_of: dict[int, list[int]] = {}
    for code in lacking:
        if value := numeral_value(strings[code]):
            codes_of.setdefault(value, []).append(code)
    for key in {keys[code] for code in lacking} if codes_of else ():
        for value in joined_number_values(key, only_latin):
            for code in codes_of.get(value, ()):
                found[code] = (*found.get(code, ()), key)


def _is_lacking(witnesses: Sequence[Tokens], codes: int) -> Bool:
    """Return (codes,) bool: which forms a witness lacks."""
    count = np.zeros(codes, np.int32)
    for tokens in witnesses:
        has = np.zeros(codes, bool)
        has[tokens.form] = True
        count += has
    return np.asarray(count < len(witnesses))


def _witnesses_having(codes: Sequence[int], witnesses: Sequence[Tokens]) -> dict[int, set[int]]:
    """Return the numbers of the witnesses that have each of some forms."""
    having: dict[int, set[int]] = {code: set() for code in codes}
    for w, tokens in enumerate(witnesses):
        for code in set(tokens.form[np.isin(tokens.form, codes)].tolist()):
            having[code].add(w)
    return having
