"""What the source of the base says, as TEI: supplied and unclear words, hands, ids, pages, columns and lines.

Each word is an element, or has elements, of its own, so an entry may begin anywhere.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Final

import numpy as np

from collate.model.annotations import Annotation, AnnotationName
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Place, Witness
from collate.rendering.tei.characters import as_word, encode_broken_word, encode_text, escape_attribute, own_id

# The element for each annotation, in the order in which they enclose each other, and the attribute for its value.
_ELEMENTS: Final[dict[AnnotationName, tuple[str, str]]] = {
    AnnotationName.HAND: ("seg", "hand"),
    AnnotationName.DAMAGE: ("damage", "agent"),
    AnnotationName.ADDED: ("add", "place"),
    AnnotationName.DELETED: ("del", "rend"),
    AnnotationName.SURPLUS: ("surplus", "reason"),
    AnnotationName.SUPPLIED: ("supplied", "reason"),
    AnnotationName.UNCLEAR: ("unclear", "reason"),
    AnnotationName.EXPANSION: ("ex", ""),
}
_BREAKS: Final = {"page": "pb", "column": "cb", "line": "lb"}
_XML_NAME: Final = re.compile(r"[^\W\d][\w.-]*")  # a part of what XML allows, in both of its editions


def told_tokens(tokens: Tokens, name: str, taken: Collection[str]) -> dict[int, str]:
    """Return as TEI, by number, each token of the base of which its source says something.

    `name` is the id of the base, and `taken` are ids that its own ids must not repeat.
    """
    witness = tokens.witness
    facsimiles = {a.start: a.value for a in witness.annotations if a.name is AnnotationName.FACSIMILE}
    inside: dict[int, list[Annotation]] = {}
    for annotation in _elements_in(witness):
        first, stop = _range(tokens, annotation.start, annotation.end)
        for i in range(first, stop):
            inside.setdefault(i, []).append(annotation)
    breaks: dict[int, list[Place]] = {}
    for place in witness.places:
        i, _ = _range(tokens, place.start, place.start + 1)
        if place.label is None and i < len(tokens):
            breaks.setdefault(i, []).append(place)
    ids = _ids_of_tokens(tokens, taken)
    return {
        i: _Token(tokens, i, name, facsimiles).encode(inside.get(i, ()), breaks.get(i, ()), ids.get(i, ()))
        for i in sorted({*inside, *breaks, *ids})
    }


def hands_in(witness: Witness) -> list[str]:
    """Return the names of the hands that `told_tokens` points to, in order of their first words."""
    return list(dict.fromkeys(a.value for a in _elements_in(witness) if a.name is AnnotationName.HAND and a.value))


def _elements_in(witness: Witness) -> Iterator[Annotation]:
    """Yield the annotations that are elements; the hand of the whole text is none."""
    for a in witness.annotations:
        is_whole = a.name is AnnotationName.HAND and ((a.start == 0 and a.end == len(witness.text)) or not a.value)
        if a.name in _ELEMENTS and not is_whole:
            yield a


def _range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the tokens [first, stop) that overlap code points [start, end), or the next token if there are none."""
    first = int(np.searchsorted(tokens.spans[:, 1], start, "right"))
    return first, int(np.searchsorted(tokens.spans[:, 0], end))


def _ids_of_tokens(tokens: Tokens, taken: Collection[str]) -> dict[int, list[tuple[str, bool]]]:
    """Return by the number of a token the ids that begin with it, and whether each is of this token alone."""
    found: dict[int, list[tuple[str, bool]]] = {}
    used = set(taken)
    for a in tokens.witness.annotations:
        if a.name is AnnotationName.ID and a.value not in used and _XML_NAME.fullmatch(a.value):
            first, stop = _range(tokens, a.start, a.end)
            if first < stop and own_id(a.value) == a.value:
                used.add(a.value)
                found.setdefault(first, []).append((a.value, (a.start, a.end) == tuple(tokens.spans[first].tolist())))
    return found


class _Token:
    """A token of the base while it is encoded."""

    def __init__(self, tokens: Tokens, i: int, name: str, facsimiles: Mapping[int, str]) -> None:
        self.start, self.end = tokens.spans[i].tolist()
        self.is_word = tokens.sort[i] == Sort.WORD
        self.text, self.name, self.facsimiles = tokens.witness.text, name, facsimiles

    def encode(
        self, annotations: Collection[Annotation], places: Collection[Place], ids: Collection[tuple[str, bool]]
    ) -> str:
        """Return the token with elements around its letters, and with the places and ids that begin here."""
        own = next((name for name, is_own in ids if is_own), None)
        anchors = "".join(f'<anchor xml:id="{name}"/>' for name, _ in ids if name != own)
        before = "".join(self._break(place) for place in places if place.start <= self.start)
        inner = self._letters(annotations, [place for place in places if place.start > self.start])
        tag = "w" if self.is_word else "pc"
        return before + anchors + (f'<{tag} xml:id="{own}">{inner}</{tag}>' if own else inner)

    def _letters(self, annotations: Collection[Annotation], places: Collection[Place]) -> str:
        """Return the letters in parts, each within the elements of all annotations over it."""
        if any(c in self.text[self.start : self.end] for c in "\r\n"):
            over = [a for a in annotations if a.start <= self.start and self.end <= a.end]
            breaks = "".join(self._break(place, in_word=True) for place in places)
            return _within(encode_broken_word(self.text[self.start : self.end]), over) + breaks
        cuts = {self.start, self.end, *(p.start for p in places)}
        cuts |= {cut for a in annotations for cut in (a.start, a.end) if self.start < cut < self.end}
        borders = sorted(cuts)
        parts = []
        for start, end in pairwise(borders):
            parts += [self._break(place, in_word=True) for place in places if place.start == start]
            over = [a for a in annotations if a.start <= start and end <= a.end]
            parts.append(_within(encode_text(self.text[start:end]), over))
        return "".join(parts)

    def _break(self, place: Place, in_word: bool = False) -> str:
        """Return the beginning of a page, column or line, or a milestone for another system."""
        tag = _BREAKS.get(place.system)
        unit = "" if tag else f' unit="{as_word(place.system) or "place"}"'
        inside = ' break="no"' if in_word else ""
        address = self.facsimiles.get(place.start, "") if tag else ""
        facs = f' facs="{escape_attribute(address)}"' if address and not re.search(r"\s", address) else ""
        return f'<{tag or "milestone"}{unit} n="{escape_attribute(place.value)}" edRef="#{self.name}"{facs}{inside}/>'


def _within(letters: str, annotations: Collection[Annotation]) -> str:
    """Return letters within the elements of annotations, in a fixed order; the innermost of each name counts."""
    by_name = {a.name: a.value for a in annotations}
    for name in reversed(_ELEMENTS):
        if name in by_name:
            tag, attribute = _ELEMENTS[name]
            value = by_name[name]
            written = f"#{hand_id(value)}" if name is AnnotationName.HAND else as_word(value)
            said = f' {attribute}="{written}"' if attribute and value else ""
            letters = f"<{tag}{said}>{letters}</{tag}>"
    return letters


def hand_id(hand: str) -> str:
    """Return the id of a hand."""
    return f"hand.{own_id(hand.lstrip('#'))}"


def with_breaks(before: str, told: str) -> str:
    """Return text and the token after it; a line break that the source numbers is not written twice."""
    if told.startswith("<lb ") and before.endswith("<lb/>"):
        before = before.removesuffix("<lb/>")
    return before + told
