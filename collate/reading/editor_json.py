"""JSON of the collation editor of ITSEE: a file is a verse of a manuscript, with an entry for each hand.

    {"id": "NT_GRC_1010_John.6.23", "siglum": "1010",
     "witnesses": [{"id": "1010*", "tokens": [{"index": "2", "t": "αλλα", "original": "αλλα"}, ...]}]}

`original` is what is written, and `t` what is compared; the settings `surface` and `form` name other keys. Any other
key of a token is kept. An empty list of tokens is an omission; of a verse without a file nothing is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, quoted, repr_line
from collate.errors import ReadError
from collate.model.annotations import AnnotationName
from collate.model.witness import GapReason, Siglum, Witness
from collate.reading.collatex_json import parse_json
from collate.reading.json_strings import string_points
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.plain import read_plain
from collate.reading.transcript import Separator, SourcePoint, Transcript, visible_length

_SURFACE: Final = "original"
_FORM: Final = "t"
_OTHER_HANDS: Final = "other hands"
# What a key of a token says of it. A value that is a string, such as an expansion, is kept.
_ANNOTATIONS: Final[Mapping[str, AnnotationName]] = {
    "nomSac": AnnotationName.NOMEN_SACRUM,
    "supplied": AnnotationName.SUPPLIED,
    "unclear": AnnotationName.UNCLEAR,
    "num": AnnotationName.NUMERAL,
    "expanded": AnnotationName.ABBREVIATION,
    "lemma": AnnotationName.LEMMA,
}

EditorToken = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EditorVerse:
    """A verse of a manuscript.

    name    the name of the verse
    hands   the tokens of each hand, by what its siglum adds to that of the manuscript, in order of the file
    points  where each token stands, by its identity
    """

    name: str
    hands: Mapping[str, tuple[EditorToken, ...]]
    points: Mapping[int, SourcePoint]

    def __repr__(self) -> str:
        return repr_line("EditorVerse", f"{self.name}: {counted(len(self.hands), 'hand')}")

    def first(self) -> str | None:
        """Return the first hand; None if only correctors have words here."""
        return next((hand for hand in ("*", "") if hand in self.hands), None)

    def last(self) -> str:
        """Return the last hand: the corrector with the last name, or the first hand if nobody corrected."""
        return max(self.hands, key=_rank)

    def hand_at(self, hand: str, inherit: bool) -> str | None:
        """Return the hand whose words a hand has, or "first" or "last"; None if it is silent.

        They are its own words, or those of the hand before it.
        """
        if hand in ("first", "last"):
            return self.first() if hand == "first" else self.last()
        if hand in self.hands:
            return hand
        earlier = [own for own in self.hands if _rank(own) < _rank(hand)]
        return max(earlier, key=_rank, default=self.first()) if inherit else None


def _rank(hand: str) -> tuple[bool, list[tuple[int, str]]]:
    """Return the place of a hand in their order: the manuscript, then C, C1, C2, C10."""
    parts = re.findall(r"\d+|\D+", hand)
    return hand not in ("", "*"), [(int(p), "") if p.isdecimal() and len(p) < 10 else (-1, p) for p in parts]


def read_editor_json(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of a manuscript, or its hands, the manuscript first. Each file is a verse of it.

    Raises ReadError for a file that is not as the collation editor writes it.
    """
    verses = [_verse(number, source, options) for number, source in enumerate(sources)]
    corrected = sorted({hand for verse in verses for hand in verse.hands} - {"", "*"}, key=_rank)
    hand, siglum = options.settings.hand, options.siglum
    if hand == "all" and corrected:
        first = f"{siglum}*" if any("*" in verse.hands for verse in verses) else siglum
        layers = [(Siglum(first), "first")] if any(verse.first() is not None for verse in verses) else []
        layers += [(Siglum(siglum + h), h) for h in corrected]
    else:
        layers = [(siglum, "last" if hand == "all" else _named_hand(hand, siglum, corrected))]
    known = hand in ("first", "last", "all", "*", siglum, f"{siglum}*") or layers[0][1] in corrected
    notices = () if known else (f"hand = {quoted(hand)}: {options.file} has no hand of this name; the last is read",)
    return tuple(
        _witness(verses, own, name, sources, options, layers[0][0] if n else None, notices)
        for n, (own, name) in enumerate(layers)
    )


def _named_hand(hand: str, siglum: str, corrected: Sequence[str]) -> str:
    if hand in ("first", "*", siglum, f"{siglum}*"):
        return "first"
    bare = hand.removeprefix(siglum)
    return next((own for own in corrected if own in (hand, bare)), "last")


def _witness(
    verses: Sequence[EditorVerse],
    siglum: Siglum,
    hand: str,
    sources: Sequence[SourceContent],
    options: ReadOptions,
    manuscript: Siglum | None,
    notices: Sequence[str],
) -> Witness:
    transcript = Transcript()
    total = 0
    for verse in verses:
        of_hand = verse.hand_at(hand, options.settings.inherit)
        if of_hand is not None:
            _write_verse(transcript, verse, verse.hands[of_hand], options)
        for other, tokens in verse.hands.items():
            total += sum(visible_length(_written(token, options)) for token in tokens)
            if other != of_hand and tokens:
                text = " ".join(_written(token, options) for token in tokens)
                transcript.leave_out(_OTHER_HANDS, text, verse.points[id(tokens[0])])
    transcript.check_conservation(total)
    parts = transcript.parts(tuple(source.file for source in sources))
    return marked_up_witness(parts, sources, options, siglum, manuscript, notices=notices)


def _write_verse(
    transcript: Transcript, verse: EditorVerse, tokens: Sequence[EditorToken], options: ReadOptions
) -> None:
    transcript.separate(Separator.LINE)
    transcript.place("verse", verse.name)
    gap_follows = False
    for token in tokens:
        at = verse.points[id(token)]
        why = str(token.get("gap_details") or "")
        if token.get("gap_before") and not gap_follows:
            _write_gap(transcript, why, at)
        _write_token(transcript, token, at, options)
        gap_follows = bool(token.get("gap_after"))
        if gap_follows:
            _write_gap(transcript, why, at)


def _write_gap(transcript: Transcript, why: str, at: SourcePoint) -> None:
    transcript.separate(Separator.SPACE)
    transcript.gap("[...]", GapReason.LACUNA, why, at)
    transcript.separate(Separator.SPACE)


def _write_token(transcript: Transcript, token: EditorToken, at: SourcePoint, options: ReadOptions) -> None:
    settings = options.settings
    surface, form_key = settings.surface or _SURFACE, settings.form or _FORM
    names = [(_ANNOTATIONS[key], value) for key, value in token.items() if key in _ANNOTATIONS and value]
    _write_mark(transcript, token.get("pc_before"), at)
    for name, value in names:
        transcript.begin(name, value if isinstance(value, str) else "")
    written = _word(token, surface)
    transcript.write_collapsed(written, lambda offset: SourcePoint(at.line, at.column + offset, at.file))
    for name, _ in reversed(names):
        transcript.end(name)
    form = token.get(form_key)
    kept = settings.keys if "keys" in settings.stated else tuple(k for k in token if k not in (surface, form_key))
    keys = tuple((key, token[key]) for key in kept if key in token)
    start = transcript.length - len(" ".join(written.split()))
    transcript.pretoken(start, transcript.length, form if isinstance(form, str) and form else None, keys)
    _write_mark(transcript, token.get("pc_after"), at)
    transcript.separate(Separator.SPACE)


def _write_mark(transcript: Transcript, mark: object, at: SourcePoint) -> None:
    if isinstance(mark, str):
        transcript.write_collapsed(mark.strip(), lambda offset: at)


def _word(token: EditorToken, surface: str) -> str:
    """Return what is written."""
    value = token.get(surface)
    return value if isinstance(value, str) and value.strip() else str(token[_FORM])


def _written(token: EditorToken, options: ReadOptions) -> str:
    """Return what is written, with the marks around it."""
    marks = [mark if isinstance(mark := token.get(key), str) else "" for key in ("pc_before", "pc_after")]
    return marks[0] + _word(token, options.settings.surface or _SURFACE) + marks[1]


def _verse(number: int, source: SourceContent, options: ReadOptions) -> EditorVerse:
    """Return the verse of a file. Raises ReadError where it is not as the collation editor writes it."""
    value = parse_json(source.content, source.file, options.encoding)
    if not isinstance(value, dict) or not isinstance(value.get("witnesses"), list) or not value["witnesses"]:
        raise ReadError(
            f'{source.file}: there is no list of hands; write {{"witnesses": [{{"id": "01*", "tokens": []}}]}}'
        )
    hands = dict(_hands(value, source.file))
    tokens = [token for of_hand in hands.values() for token in of_hand]
    text = read_plain(source.content, ReadOptions(source.file, options.siglum, options.encoding)).text
    points = string_points(text, [_FORM], number)
    if len(points) != len(tokens):
        points = [SourcePoint(file=number)] * len(tokens)
    return EditorVerse(_verse_name(value), hands, {id(t): p for t, p in zip(tokens, points, strict=True)})


def _hands(value: Mapping[str, object], file: str) -> Iterator[tuple[str, tuple[EditorToken, ...]]]:
    """Yield each hand, by what its siglum adds to that of the manuscript, and its tokens."""
    siglum = str(value.get("siglum") or "")
    seen: set[str] = set()
    entries = value["witnesses"]
    for entry in entries if isinstance(entries, list) else []:
        if (
            not isinstance(entry, dict)
            or not isinstance(entry.get("id"), str)
            or not isinstance(entry.get("tokens"), list)
        ):
            raise ReadError(f'{file}: a hand needs an "id" and a list of "tokens"; add them')
        for n, token in enumerate(entry["tokens"], 1):
            if not isinstance(token, dict) or not isinstance(token.get(_FORM), str) or not token[_FORM].strip():
                raise ReadError(f'{file}: token {n} of {entry["id"]} has no "t"; write {{"t": "..."}}')
        name = entry["id"].removeprefix(siglum) if siglum else entry["id"]
        if name in seen:
            raise ReadError(f"{file}: two hands have the id {entry['id']!r}; change one of them")
        seen.add(name)
        yield name, tuple(entry["tokens"])


def _verse_name(value: Mapping[str, object]) -> str:
    """Return the name of a verse: `context`, or the id without the names of the project and the manuscript."""
    if isinstance(value.get("context"), str):
        return str(value["context"])
    name, transcription = str(value.get("id") or ""), str(value.get("transcription") or "")
    prefix = transcription.rpartition("_")[0]
    if prefix and name.startswith(prefix + "_"):
        return name[len(prefix) + 1 :]
    return name.rpartition("_")[2]
