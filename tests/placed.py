"""Witnesses whose places only their source knows, as a reader of markup makes them."""

from collections.abc import Mapping

from collate.model.witness import Place, Siglum, Witness


def placed(siglum: str, verses: Mapping[str, str], pages: Mapping[str, str] | None = None) -> Witness:
    """Return a witness with a verse on each line, and with pages, each named and beginning with the words given."""
    starts: dict[tuple[str, str], int] = {}
    text = ""
    for value, words in verses.items():
        starts["verse", value] = len(text)
        text += words + "\n"
    for value, words in (pages or {}).items():
        starts["page", value] = text.index(words)
    places = []
    for (system, value), start in starts.items():
        later = [at for (other, _), at in starts.items() if other == system and at > start]
        places.append(Place(start, min(later, default=len(text)), system, value))
    return Witness(Siglum(siglum), text, places=tuple(places))


MARK = {
    "Mark 1:1": "The beginning of the gospel",
    "Mark 1:2": "As it is written in the prophets",
    "Mark 1:3": "The voice of one crying in the wilderness",
    "Mark 2:1": "And again he entered into Capernaum",
    "Mark 10:1": "And he arose from thence",
}
MARK_IN_B = {
    "Mark 1:1": "The beginning of the gospel of Jesus",
    "Mark 1:2": "As it is written in Isaiah",
    "Mark 1:3": "The voice of one crying in the desert",
    "Mark 2:1": "And again he came into Capernaum",
    "Mark 10:1": "And he arose from there",
}
A = placed("A", MARK, {"12r": "The beginning", "12v": "crying"})
B = placed("B", MARK_IN_B, {"1": "The beginning", "2": "voice"})
PLAIN = Witness(Siglum("C"), "\n".join(MARK.values()).replace("entered into", "went to") + "\n")
