"""Numbers that are places because another witness has the same places at the same words.

One witness alone may have too few of them to tell a verse from a number, or has them within its lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from collate._late_regex import late_regex
from collate.model.witness import Place, Witness
from collate.reading.place_labels import LINE, VERSE, PlaceLabel, places_of_labels

MOST_WORDS: Final = 4  # after a number, by which it is recognised
MOST_PLACES: Final = 1_000  # that are compared with one number
_FIRST_WORDS: Final = 2  # by which a place with another number is recognised

_NUMBER: Final = late_regex(r"(?<!\S)(?:\d{1,3}:)?(?P<n>\d{1,4})\.?(?=\s+[^\W\d_])")
_WORD: Final = late_regex(r"[^\W\d_]+")
_LONGEST_WORDS: Final = 80  # code points in which these words are searched

_Words = tuple[str, ...]
_Name = tuple[str, str]  # system and value


class _Known(NamedTuple):
    """The verses and lines that a witness numbers itself: each a place and the words after its number.

    by_number   by the number without that of the chapter, and one of the words with its place among them
    by_words    by the first words
    """

    by_number: dict[tuple[str, int, str], list[tuple[Place, _Words]]]
    by_words: dict[_Words, list[tuple[Place, _Words]]]


def share_places(witnesses: Sequence[Witness]) -> tuple[Witness, ...]:
    """Return the witnesses with each number as a place that another witness has as one, before the same words.

    A marked-up source names its places itself.
    """
    known = [_known(witness) for witness in witnesses]
    if not any(places.by_words for places in known):
        return tuple(witnesses)
    return tuple(
        witness if witness.structured else _with_places(witness, [places for k, places in enumerate(known) if k != w])
        for w, witness in enumerate(witnesses)
    )


def _known(witness: Witness) -> _Known:
    known = _Known({}, {})
    for place in witness.places:
        if place.label and place.system in (VERSE, LINE):
            words = _words(witness.text, place.start)
            known.by_words.setdefault(words[:_FIRST_WORDS], []).append((place, words))
            for key in _keys(place.value.rpartition(":")[2], words):
                known.by_number.setdefault(key, []).append((place, words))
    return known


def _keys(number: str, words: _Words) -> Iterator[tuple[str, int, str]]:
    """Yield the keys under which a place with a number before some words is found."""
    return ((number, k, word) for k, word in enumerate(words))


def _words(text: str, offset: int) -> _Words:
    """Return the first words after an offset, without capitals."""
    words = (match.group().casefold() for match in _WORD.finditer(text, offset, offset + _LONGEST_WORDS))
    return tuple(islice(words, MOST_WORDS))


def _with_places(witness: Witness, others: Sequence[_Known]) -> Witness:
    """Return a witness with the places that others know."""
    labels = list(_new_labels(witness, others))
    if not labels:
        return witness
    own = [PlaceLabel(*p.label, p.system, p.value) for p in witness.places if p.label]
    unlabelled = [place for place in witness.places if not place.label]
    return replace(witness, places=(*unlabelled, *places_of_labels(sorted([*own, *labels]), len(witness.text))))


def _new_labels(witness: Witness, others: Sequence[_Known]) -> Iterator[PlaceLabel]:
    """Yield the numbers of a witness that are places of another one, and none of its own yet."""
    own = {offset for place in witness.places if place.label for offset in range(*place.label)}
    found = [m for m in _NUMBER.finditer(witness.text) if own.isdisjoint(range(*m.span()))]
    named = [_named(match, others) for match in found]
    for k, match in enumerate(found):
        if name := named[k] or _named_around(found, named, k):
            yield PlaceLabel(*match.span(), *name)


def _named(match: re.Match[str], others: Sequence[_Known]) -> _Name | None:
    """Return the system and the value of a number that is a place of others at the same words."""
    words, number = _words(match.string, match.end()), str(int(match["n"]))
    by_number = [p for known in others for key in _keys(number, words) for p in _some(known.by_number.get(key))]
    alike = [
        (place.value == _written(match), same, place)
        for place, of_place in by_number
        if 2 * (same := _count_same(words, of_place)) >= min(len(words), len(of_place))
    ]
    if alike:
        *_, place = max(alike, key=lambda found: found[:2])
        return place.system, place.value
    by_words = (p for known in others for p in _some(known.by_words.get(words[:_FIRST_WORDS])))
    for place, of_place in by_words if _begins_line(match) else ():
        if _count_same(words, of_place) > min(len(words), len(of_place)) - 2:
            return place.system, _written(match)
    return None


def _some(places: list[tuple[Place, _Words]] | None) -> list[tuple[Place, _Words]]:
    return places[:MOST_PLACES] if places else []


def _count_same(words: _Words, others: _Words) -> int:
    """Count the words that are the same, place by place."""
    return sum(a == b for a, b in zip(words, others, strict=False))


def _named_around(found: Sequence[re.Match[str]], named: Sequence[_Name | None], k: int) -> _Name | None:
    """Return the name of a number before other words, where the numbers before it and after it are places.

    At the beginning of a line one of the two is enough.
    """
    steps = [
        named[other]
        for other in (k - 1, k + 1)
        if 0 <= other < len(found) and int(found[k]["n"]) - int(found[other]["n"]) == k - other
    ]
    neighbours = [name for name in steps if name]
    enough = len(neighbours) >= (1 if _begins_line(found[k]) else 2)
    return (neighbours[0][0], _written(found[k])) if enough else None


def _written(match: re.Match[str]) -> str:
    """Return the value of a number as the witness has it."""
    return match.group().rstrip(".")


def _begins_line(match: re.Match[str]) -> bool:
    return not match.string[: match.start()].rpartition("\n")[2].strip()
