"""Prefixes, suffixes and infixes that make another word of a word, as a rule file lists them."""

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Final

from collate._dataclass import dataclass

SHORTEST_REST: Final = 3  # letters that two words share beside two formatives
SHORTEST_ALONE: Final = 4  # letters that they share if only one has a formative
_MUTE: Final = ("e", "y")  # pure, purity; happy, happily


@dataclass(frozen=True, slots=True)
class FormativeTable:
    """The formatives of a language, for each the row in which it stands: those of one row are forms of one.

    prefixes, suffixes, infixes   without their hyphens
    """

    prefixes: Mapping[str, str]
    suffixes: Mapping[str, str]
    infixes: tuple[str, ...]


@lru_cache(64)
def formative_table(rows: frozenset[str]) -> FormativeTable:
    """Return the table of rows such as `con-/com-`, `-ness` and `-so-`."""
    prefixes: dict[str, str] = {}
    suffixes: dict[str, str] = {}
    infixes = []
    for row in sorted(rows):
        for formative in row.split("/"):
            letters = formative.strip("-")
            if formative.startswith("-") and formative.endswith("-"):
                infixes.append(letters)
            elif formative.endswith("-"):
                prefixes[letters] = row
            else:
                suffixes[letters] = row
    return FormativeTable(prefixes, suffixes, tuple(infixes))


def differing_formatives(left: str, right: str, rows: Set[str]) -> tuple[str, str] | None:
    """Return the formatives by which two bare words differ, such as ("re-", "pro-") or ("", "-ness"); or None."""
    table = formative_table(frozenset(rows))
    if left[-1] == right[-1] and (found := _differing_prefixes(left, right, table.prefixes)):
        return found
    if left[:1] != right[:1]:
        return None
    return _differing_suffixes(left, right, table.suffixes) or _infix(left, right, table.infixes)


def has_infix(left: str, right: str, rows: Set[str]) -> bool:
    """Return whether only one of two bare words has an infix of the language: agriculturalist, agriculturist."""
    infixes = formative_table(frozenset(rows)).infixes
    return left[:1] == right[:1] and _infix(left, right, infixes) is not None


def _differing_prefixes(left: str, right: str, prefixes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return two prefixes of unlike rows, or one and "", before the same rest."""
    for of_left in ("", *_beginnings(left, prefixes)):
        rest = left[len(of_left) :]
        if not right.endswith(rest):
            continue
        of_right = right[: len(right) - len(rest)]
        if (of_right and of_right not in prefixes) or (not of_left and not of_right):
            continue
        alike = of_left and of_right and prefixes[of_left] == prefixes[of_right]
        shortest = SHORTEST_REST if of_left and of_right else SHORTEST_ALONE
        if not alike and len(rest) >= shortest:
            return of_left and f"{of_left}-", of_right and f"{of_right}-"
    return None


def _beginnings(word: str, prefixes: Mapping[str, str]) -> list[str]:
    return [word[:n] for n in range(1, min(len(word), 8)) if word[:n] in prefixes]


def _differing_suffixes(left: str, right: str, suffixes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return two suffixes of unlike rows, or one and "", after the same stem."""
    stems_left, stems_right = _stems(left, suffixes), _stems(right, suffixes)
    for stem in sorted(stems_left.keys() & stems_right.keys(), key=lambda stem: (-len(stem), stem)):
        of_left, of_right = stems_left[stem], stems_right[stem]
        if suffixes.get(of_left) != suffixes.get(of_right):
            return of_left and f"-{of_left}", of_right and f"-{of_right}"
    return None


def _stems(word: str, suffixes: Mapping[str, str]) -> Mapping[str, str]:
    """Return each stem of a word with its suffix; the whole word, also without a mute letter, with none."""
    stems = {word: ""}
    if word[-1:] in _MUTE:
        stems |= {word[:-1]: "", f"{word[:-1]}i": ""}
    stems |= {word[:-n]: word[-n:] for n in range(1, min(len(word), 8)) if word[-n:] in suffixes}
    return {stem: suffix for stem, suffix in stems.items() if len(stem) >= SHORTEST_ALONE}


def _infix(left: str, right: str, infixes: tuple[str, ...]) -> tuple[str, str] | None:
    """Return "" and the infix that only one of the words has between four letters or more on each side."""
    short, long = sorted((left, right), key=len)
    for infix in infixes:
        at = long.find(infix, 2)
        if at > 0 and long[:at] + long[at + len(infix) :] == short and len(long) - at - len(infix) >= SHORTEST_REST:
            return ("", f"-{infix}-") if short == left else (f"-{infix}-", "")
    return None
