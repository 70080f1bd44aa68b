"""An entry as TEI's `app`: the lemma, the readings, and the silent witnesses.

An `app` holds no `note`, a `rdg` has no `type`, and a `rdg` of a silent witness has no text, because Stemmaweb takes a
type for a layer of the witness, and any text for words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Entry, Lemma, Reading
from collate.model.alignment import Testimony
from collate.model.variation import EDITORIAL_KINDS, Certainty, Kind, Variation
from collate.model.witness import Siglum
from collate.rendering.tei.characters import as_word, pointers
from collate.rendering.tei.stretches import Silent

# Programs look for witEnd and witStart, so these mark a lacuna too.
_BORDERS: Final = {
    Testimony.LACUNA: ("<lacunaStart/><witEnd/>", "<lacunaEnd/><witStart/>"),
    Testimony.ILLEGIBLE: ("<lacunaStart/><witEnd/>", "<lacunaEnd/><witStart/>"),
    Testimony.ABSENT: ("<witEnd/>", "<witStart/>"),
}
_NO_READING: Final = "lac"  # the type of what is no reading; teiphy skips it with `-m lac`
_LEADING_SPACE: Final = re.compile(r"(?:\s|&#xD;|<(?:lb|pb|cb|milestone|anchor)\b[^>]*/>)*")
_EDITORIAL: Final = frozenset(EDITORIAL_KINDS.values())


@dataclass(slots=True)
class AppContent:
    """What an `app` holds, already encoded.

    Attributes
    ----------
    readings : list of str
        The text of each reading in order, the lemma first.
    spaces : list of (int, str)
        Witnesses that have no reading here, and their white space.
    silent : sequence of (Silent, str)
        The silent witnesses that are written here, and their tokens, which are no testimony.
    groups : sequence of sequence of int
        The witnesses of each reading, where there is no entry.
    """

    readings: list[str] = field(default_factory=list)
    spaces: list[tuple[int, str]] = field(default_factory=list)
    silent: Sequence[tuple[Silent, str]] = ()
    groups: Sequence[Sequence[int]] = ()


@dataclass(frozen=True, slots=True)
class AppEncoder:
    """Encodes entries. The attributes of each variation are made once.

    Attributes
    ----------
    ids : sequence of str
        The ids of the witnesses, by number.
    id_of : mapping of Siglum to str
        The same by siglum.
    """

    ids: Sequence[str]
    id_of: Mapping[Siglum, str]
    _attributes: dict[Variation, str] = field(default_factory=dict)

    def encode(self, entry: Entry | None, content: AppContent, app_id: str, anchors: str = "") -> str:
        """Return the `app` of an entry, or of a place where no extant witnesses differ and one is silent.

        `anchors` are the attributes that point to its place in the text; without them it is in the text itself.
        """
        number = f' n="{entry.number}"' if entry else ""
        lines = self._readings(entry, content, app_id) if entry else self._shared_text(content)
        # Some witness must have a reading in each app, so where all are silent the first is outside the group.
        first = 0 if lines else 1
        silences = [self._silence(silent) for silent, _ in content.silent]
        lines += silences[:first]
        lines += [f'<rdgGrp type="{_NO_READING}">', *silences[first:], "</rdgGrp>"] if silences[first:] else []
        texts = [*content.spaces, *((silent.witness, text) for silent, text in content.silent if text)]
        lines += [f'<witDetail type="{_NO_READING}" wit="#{self.ids[w]}">{text}</witDetail>' for w, text in texts]
        if anchors:
            inner = "\n ".join(lines)
            return f'<app xml:id="{app_id}"{number}{anchors}>\n {inner}\n</app>'
        # In running text, lines break within tags: white space between tags would be shown by a browser.
        inner = "".join([f"{line[:-1]}\n>" for line in lines])
        return f'<app xml:id="{app_id}"{number}\n>{inner}</app>'

    def _readings(self, entry: Entry, content: AppContent, app_id: str) -> list[str]:
        """Return the lemma, if there is one, and the readings, each with how it differs."""
        texts, lemma = content.readings, entry.lemma
        lines = []
        if lemma is not None:
            omitted = [r.variation for r in entry.readings if not r.text and r.variation.kind in _EDITORIAL]
            text = _mark_editorial(texts[0], omitted[0]) if omitted and lemma.text else texts[0]
            lines.append(f'<lem xml:id="{app_id}.0" wit="{self._wit(lemma)}">{text}</lem>')
            texts = texts[1:]
        for k, (reading, encoded) in enumerate(zip(entry.readings, texts, strict=True), 1):
            attributes = self._variation(reading.variation) if lemma is not None else ""
            is_editorial = lemma is not None and bool(reading.text) and reading.variation.kind in _EDITORIAL
            text = _mark_editorial(encoded, reading.variation) if is_editorial else encoded
            lines.append(f'<rdg xml:id="{app_id}.{k}" wit="{self._wit(reading)}"{attributes}>{text}</rdg>')
        return lines

    def _shared_text(self, content: AppContent) -> list[str]:
        """Return the text of all extant witnesses."""
        lines = []
        for k, (group, text) in enumerate(zip(content.groups, content.readings, strict=True)):
            tag = "rdg" if k else "lem"
            lines.append(f'<{tag} wit="{pointers([self.ids[w] for w in group])}">{text}</{tag}>')
        return lines

    def _silence(self, silent: Silent) -> str:
        """Return the `rdg` of a witness that is silent, with where this begins and ends."""
        begins, ends = _BORDERS[silent.why]
        inner = f'<gap reason="{silent.why.name.lower()}"/>' + begins * silent.begins + ends * silent.ends
        return f'<rdg wit="#{self.ids[silent.witness]}">{inner}</rdg>'

    def _wit(self, reading: Lemma | Reading) -> str:
        return pointers([self.id_of[s.siglum] for s in reading.support])

    def _variation(self, variation: Variation) -> str:
        """Return the attributes that say kind, cause, significance and certainty."""
        attributes = self._attributes.get(variation)
        if attributes is None:
            cause = f' cause="{as_word(variation.cause)}"' if variation.cause else ""
            ana = [f"kind.{variation.kind}", f"significance.{variation.significance}"]
            ana += [f"also.{kind}" for kind in variation.also]
            ana += [f"within.{variation.within}"] if variation.within else []
            cert = f' cert="{variation.certainty}"' if variation.certainty is not Certainty.HIGH else ""
            attributes = f' ana="{pointers(ana)}"{cause}{cert}'
            self._attributes[variation] = attributes
        return attributes


def readings_of(entry: Entry) -> list[Lemma | Reading]:
    """Return the lemma, if there is one, and the readings."""
    return [*([entry.lemma] if entry.lemma else []), *entry.readings]


def _mark_editorial(text: str, variation: Variation) -> str:
    """Return encoded text with its words in an element that marks them as an editor's.

    TEI does not allow `head` and the like within an entry, and programs take a `note` there for one of an editor of the
    apparatus, so such words are a `seg`.
    """
    leading = _LEADING_SPACE.match(text)
    start = leading.end() if leading else 0
    space, words = text[:start], text[start:]
    if not words:
        return text
    if variation.kind is Kind.GLOSS:
        return f'{space}<supplied reason="gloss">{words}</supplied>'
    return f'{space}<seg type="{as_word(variation.cause or str(variation.kind))}">{words}</seg>'
