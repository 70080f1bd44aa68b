"""The settings `[tokens]` of a work: which signs belong to the word that they cut, and what they mean."""

from collections.abc import Iterator

from collate._suggestion import suggestion
from collate.files.toml import SettingsTable
from collate.model.token_marks import TokenMark
from collate.text.editorial_signs import BRACKETS, CONVENTIONS, LONE_SIGNS, MEANINGS, PAIRS, SIGNS

SignSettings = tuple[frozenset[str], tuple[tuple[str, TokenMark], ...]]


def read_sign_settings(work: SettingsTable) -> SignSettings:
    """Read the signs that always belong to their word, and what some of them mean.

    They are a list, the name of a convention, or a table: `signs = { "()" = "expansion", "|" = "line-end" }`.
    Raises ConfigError with file and line.
    """
    table = work.table("tokens")
    table.require_known_keys(("signs",))
    value = table.values.get("signs", [])
    if isinstance(value, str):
        if value not in CONVENTIONS:
            raise table.error("signs", f"there is no convention {value!r}; {suggestion(value, CONVENTIONS)}")
        return CONVENTIONS[value], ()
    if isinstance(value, dict):
        meanings = tuple(_meanings(table.table("signs")))
        return frozenset("".join(signs for signs, _ in meanings)), meanings
    if not isinstance(value, list):
        why = 'signs must be a list of signs, the name "leiden", or a table such as { "()" = "expansion" }'
        raise table.error("signs", why)
    signs = table.strings("signs", most=len(SIGNS))
    for place, sign in enumerate(signs):
        if sign not in SIGNS:
            why = f"{sign!r} is no sign that may be in a word; use some of {' '.join(sorted(SIGNS))}"
            raise table.error("signs", why, place)
    return frozenset(signs), ()


def _meanings(table: SettingsTable) -> Iterator[tuple[str, TokenMark]]:
    """Yield each sign, or pair of brackets, with its meaning."""
    table.require_fewer("signs", len(table.values), len(SIGNS))
    for signs in table.values:
        _require_signs(table, signs)
        meaning = table.string(signs)
        if meaning not in MEANINGS:
            raise table.error(signs, f"{signs!r} cannot mean {meaning!r}; {suggestion(meaning, MEANINGS)}")
        yield signs, MEANINGS[meaning]


def _require_signs(table: SettingsTable, signs: str) -> None:
    """Raise ConfigError if a key is no sign, and no pair of brackets."""
    if (len(signs) == 1 and signs in LONE_SIGNS) or (len(signs) == 2 and PAIRS.get(signs[0]) == signs[1]):
        return
    if len(signs) == 1 and signs in BRACKETS:
        pair = next(f"{a}{b}" for a, b in PAIRS.items() if signs in (a, b))
        raise table.error(signs, f"{signs!r} is half of a pair; write {pair!r}")
    pairs, lone = " ".join(f"{a}{b}" for a, b in PAIRS.items()), " ".join(LONE_SIGNS)
    raise table.error(signs, f"{signs!r} is no sign that may be in a word; use a pair, {pairs}, or one of {lone}")
