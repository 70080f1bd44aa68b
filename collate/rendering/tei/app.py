"""An entry as TEI's `app`: the lemma, the readings, who is silent, and what an editor should know."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from collate.apparatus import Entry, Lemma, Reading
from collate.model.alignment import Testimony
from collate.model.variation import EDITORIAL_KINDS, Certainty, Kind, Variation
from collate.model.witness import Siglum
from collate.rendering.tei.characters import as_word, escape_visible, pointers
from collate.rendering.tei.stretches import Silent

_BORDERS: Final = {
    Testimony.LACUNA: ("lacunaStart", "lacunaEnd"),
    Testimony.ILLEGIBLE: ("lacunaStart", "lacunaEnd"),
    Testimony.ABSENT: ("witEnd", "witStart"),
}
_SILENT: Final = "lac"  # the type of a reading that is none; teiphy is told so by `-m lac`
_OPENING_SPACE: Final = re.compile(r"(?:\s|&#xD;|<lb/>|<milestone [^>]*>)*")
_EDITORIAL: Final = frozenset(EDITORIAL_KINDS.values())
_MARKER: Final = "marker"


@dataclass(slots=True)
class AppContent:
    """What stands in an entry, set: readings in their order, the lemma first.

    names     the ids of the witnesses, in their order
    others    witnesses that have no reading here, and their white space
    hushed    the silent of whom something is to be said, and their words that testify to nothing
    speaking  the witnesses of each reading, where there is no entry
    """

    readings: list[str] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)
    hushed: Sequence[tuple[Silent, str]] = ()
    speaking: Sequence[Sequence[int]] = ()


@dataclass(frozen=True, slots=True)
class AppEncoder:
    """How entries are set: by the ids of the witnesses; what is said of a variation is set once.

    `elsewhere` are the entries, by number, that are the other places of words that have moved.
    """

    names: Sequence[str]
    by_siglum: Mapping[Siglum, str]
    elsewhere: Mapping[int, Sequence[int]] = field(default_factory=dict)
    _said: dict[Variation, str] = field(default_factory=dict)

    def set(self, entry: Entry | None, prints: AppContent, ident: str, ends: str = "") -> str:
        """Set an entry, or a place where nobody differs and someone is silent; `ends` point to it from afar."""
        number = f' n="{entry.number}"' if entry else ""
        lines = self._readings(entry, prints, ident) if entry else self._shared(prints)
        lines += [f'<rdg type="{_SILENT}" wit="#{self.names[w]}">{text}</rdg>' for w, text in prints.others]
        lines += [self._silence(hush, text) for hush, text in prints.hushed]
        lines += self._notes(entry) if entry else []
        if ends:
            inner = "\n ".join(lines)
            return f'<app xml:id="{ident}"{number}{ends}>\n {inner}\n</app>'
        # In the running text lines end within tags: a browser would show white space between them.
        inner = "".join([f"{line[:-1]}\n>" for line in lines])
        return f'<app xml:id="{ident}"{number}\n>{inner}</app>'

    def _readings(self, entry: Entry, prints: AppContent, ident: str) -> list[str]:
        """Set the lemma, and after it the readings, each with how it differs."""
        texts, lemma = prints.readings, entry.lemma
        lines = []
        if lemma is not None:
            lacked = [r.variation for r in entry.readings if not r.text and r.variation.kind in _EDITORIAL]
            text = _in_whose_name(texts[0], lacked[0]) if lacked and lemma.text else texts[0]
            lines.append(f'<lem xml:id="{ident}.0" wit="{self._wit(lemma)}">{text}</lem>')
            texts = texts[1:]
        for k, (reading, text) in enumerate(zip(entry.readings, texts, strict=True), 1):
            said = self._variation(reading.variation) if lemma is not None else ""
            if lemma is not None and reading.text and reading.variation.kind in _EDITORIAL:
                text = _in_whose_name(text, reading.variation)  # noqa: PLW2901
            lines.append(f'<rdg xml:id="{ident}.{k}" wit="{self._wit(reading)}"{said}>{text}</rdg>')
        return lines

    def _shared(self, prints: AppContent) -> list[str]:
        """Set the words of all who testify; where nobody does, a reading of nobody."""
        if not prints.speaking:
            return ["<rdg></rdg>"]
        both = list(zip(prints.speaking, prints.readings, strict=True))
        tags = ["lem", *["rdg"] * (len(both) - 1)]
        return [
            f'<{tag} wit="{pointers([self.names[w] for w in group])}">{text}</{tag}>'
            for tag, (group, text) in zip(tags, both, strict=True)
        ]

    def _silence(self, hush: Silent, text: str) -> str:
        """Say that a witness falls silent, or speaks again."""
        begins, ends = _BORDERS[hush.why]
        cause = ' cause="illegible"' if hush.why is Testimony.ILLEGIBLE else ""
        inner = f"<{begins}/>" * hush.begins + text + f"<{ends}/>" * hush.ends
        return f'<rdg type="{_SILENT}"{cause} wit="#{self.names[hush.witness]}">{inner}</rdg>'

    def _wit(self, of: Lemma | Reading) -> str:
        return pointers([self.by_siglum[s.siglum] for s in of.support])

    def _variation(self, variation: Variation) -> str:
        """Set kind, cause, significance, and how far all this can be trusted."""
        said = self._said.get(variation)
        if said is None:
            cause = f' cause="{as_word(variation.cause)}"' if variation.cause else ""
            ana = [f"significance.{variation.significance}", *(f"kind.{kind}" for kind in variation.also)]
            ana += [f"within.{variation.within}"] if variation.within else []
            cert = f' cert="{variation.certainty}"' if variation.certainty is not Certainty.HIGH else ""
            said = f' type="{variation.kind}"{cause} ana="{pointers(ana)}"{cert}'
            self._said[variation] = said
        return said

    def _notes(self, entry: Entry) -> list[str]:
        """Say how sure the place is, and where the same words stand."""
        notes = [f'<note type="doubt">{round(entry.doubt, 3)}</note>'] if entry.doubt else []
        if entry.other_place:
            places = pointers([f"app.{n}" for n in self.elsewhere.get(entry.number, ())])
            corresp = f' corresp="{places}"' if places else ""
            notes.append(f'<note type="moved"{corresp}>the same words stand {escape_visible(entry.other_place)}</note>')
        return notes


def readings_of(entry: Entry) -> list[Lemma | Reading]:
    """Give the lemma, if there is one, and the readings."""
    return [*([entry.lemma] if entry.lemma else []), *entry.readings]


def _in_whose_name(text: str, variation: Variation) -> str:
    """Set apart what stands in an editor's name; `head` and its like have no place inside an entry, so `seg` it is."""
    opening = _OPENING_SPACE.match(text)
    at = opening.end() if opening else 0
    space, words = text[:at], text[at:]
    if not words:
        return text
    if variation.kind is Kind.GLOSS:
        return f'{space}<supplied reason="gloss">{words}</supplied>'
    if variation.kind is Kind.NOTE and variation.cause != _MARKER:
        return f'{space}<note type="witness">{words}</note>'
    return f'{space}<seg type="{as_word(variation.cause or str(variation.kind))}">{words}</seg>'
