"""The apparatus as TEI P5 (Guidelines, chapter 12): parallel segmentation, and double end-point attachment.

In parallel segmentation the text runs once. What all who testify share stands in it; where they
part stands an `app`, and of every witness the words can be picked out again, in order. White space
before a word goes with the word, so that no reading runs into its neighbour.

In double end-point attachment the text of the base stands by itself, with anchors; the entries
follow it and point to them.

In both the base reads back sign for sign. Of another witness the words do: the white space of what
it shares is the base's, or that of whoever is read in its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from collate.alignment import GAP, Alignment
from collate.apparatus import Apparatus, Entry
from collate.witness import Siglum
from collate.write.states import none_left_out
from collate.write.tei_app import Apps, Prints, readings_of
from collate.write.tei_evidence import decisions, evidence
from collate.write.tei_header import header
from collate.write.tei_marks import NEW_PARAGRAPH, name_of, set_end, set_text
from collate.write.tei_moves import other_places
from collate.write.tei_stretches import Hush, Stretch, in_order_of_reading, stretches
from collate.write.tei_words import Words, words_of

_NO_TOKEN: Final = -1


def write_tei(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write parallel segmentation."""
    apparatus = none_left_out(apparatus)
    words = _words(alignment)
    text = "".join(_Segments(apparatus, alignment, words).parts())
    return _document(apparatus, alignment, "parallel-segmentation", text)


def write_tei_dep(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write double end-point attachment: the base's text, then the entries."""
    apparatus = none_left_out(apparatus)
    words = _words(alignment)
    text, apps = [], []
    for piece, entry in _Attached(apparatus, alignment, words).parts():
        text.append(piece)
        apps.append(entry)
    listed = "".join(apps)
    listed = f"<listApp>\n{listed}</listApp>\n" if listed else ""
    return _document(apparatus, alignment, "double-end-point", "".join(text), listed)


def _words(alignment: Alignment) -> list[Words]:
    return [words_of(t, name_of(t.witness.siglum)) for t in alignment.tokens]


def _apps(apparatus: Apparatus, alignment: Alignment, words: Sequence[Words]) -> Apps:
    return Apps([w.name for w in words], _names(apparatus), other_places(apparatus, alignment))


def _names(apparatus: Apparatus) -> Mapping[Siglum, str]:
    return {w.siglum: name_of(w.siglum) for w in apparatus.witnesses}


def _document(apparatus: Apparatus, alignment: Alignment, method: str, text: str, listed: str = "") -> str:
    """Put header, text and what stands behind it together."""
    names = _names(apparatus)
    back = listed + evidence(apparatus, names) + decisions(apparatus)
    behind = f"<back>\n{back}</back>\n" if back else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'
        f"{header(apparatus, alignment, list(names.values()), method)}"
        f"<text>\n<body>\n<p>{text}</p>\n</body>\n{behind}</text>\n</TEI>\n"
    )


def _base(apparatus: Apparatus, alignment: Alignment) -> int | None:
    """Give the number of the witness that is the base, if one is."""
    sigla = [t.witness.siglum for t in alignment.tokens]
    return sigla.index(Siglum(apparatus.base)) if apparatus.base in sigla else None


def _hushed(here: Stretch, words: Sequence[Words], base: int | None) -> list[tuple[Hush, str]]:
    """Give the silent of a stretch with the words they have there, such as `[...]`.

    Where the base falls silent for good, the white space at its end stands there.
    """
    found = []
    for hush in here.hushed:
        own = words[hush.witness]
        end = set_end(own.space(hush.last)) if _for_good(hush, own, base) else ""
        found.append((hush, own.set(hush.first, hush.last, True) + end))
    return found


def _for_good(hush: Hush, own: Words, base: int | None) -> bool:
    return hush.witness == base and hush.last == len(own) and hush.begins and not hush.ends


class _Segments:
    """Parallel segmentation as it is written.

    `spaced` holds, for each witness, the token before which white space has been set already.
    """

    def __init__(self, apparatus: Apparatus, alignment: Alignment, words: Sequence[Words]) -> None:
        self.apparatus, self.alignment, self.words = apparatus, alignment, words
        self.apps = _apps(apparatus, alignment, words)
        self.number = {t.witness.siglum: w for w, t in enumerate(alignment.tokens)}
        self.base = _base(apparatus, alignment)
        self.spaced = [_NO_TOKEN] * len(words)
        self.silences = self.spaces = 0

    def parts(self) -> Iterator[str]:
        """Give the text, a stretch at a time."""
        readers = in_order_of_reading(self.apparatus, self.alignment)
        found = stretches(self.apparatus, self.alignment, readers)
        here = next(found, None)
        while here is not None:
            following = next(found, None)
            if here.entry is not None and here.start == here.stop:
                yield self._white(here, here.entry)
            elif here.entry is not None or here.hushed:
                yield self._place(here, following)
            else:
                w, first, last = here.reader, here.before[here.reader], here.after[here.reader]
                yield self.words[w].set(first, last, self.spaced[w] != first, NEW_PARAGRAPH)
            here = following
        if self.base is not None and self.spaced[self.base] != len(self.words[self.base]):
            yield set_end(self.words[self.base].space(len(self.words[self.base])))

    def _white(self, here: Stretch, entry: Entry) -> str:
        """Set a place of white space; who has a word behind it, but none before, keeps his own."""
        prints, named = Prints(), set[int]()
        for reading in readings_of(entry):
            support = reading.support[0]
            text = self.words[self.number[support.siglum]].text
            prints.readings.append(set_text(text[slice(*support.spans[0])]))
            named.update(self.number[s.siglum] for s in reading.support)
        column = self.alignment.table[here.start].tolist() if here.start < len(self.alignment.table) else []
        for w in [w for w, token in enumerate(column) if token != GAP]:
            first = here.before[w]
            if w not in named and self.words[w].spaced(first):
                prints.others.append((w, set_text(self.words[w].space(first))))
            self.spaced[w] = first
        for w in named:
            self.spaced[w] = here.before[w]
        return self.apps.set(entry, prints, f"app.{entry.n}")

    def _place(self, here: Stretch, following: Stretch | None) -> str:
        """Set a place where witnesses part or fall silent, each reading with its white space."""
        readers = self._readers(here)
        tails = self._tails(here, following, readers)
        parted = self._parted(here, readers)
        readings = [self._reading(here, group, tails) for group in readers]
        ended = self.base is None or self.spaced[self.base] == len(self.words[self.base])
        silent = _hushed(here, self.words, None if ended else self.base)
        hushed = [(h, text + self._tail(here, [h.witness]) * tails) for h, text in silent]
        prints = Prints(readings, hushed=hushed, speaking=here.speaking)
        if tails:
            self.spaced = list(here.after)
        for h in here.hushed:
            if _for_good(h, self.words[h.witness], self.base):
                self.spaced[h.witness] = h.last
        if here.entry is not None:
            return parted + self.apps.set(here.entry, prints, f"app.{here.entry.n}")
        self.silences += 1
        return parted + self.apps.set(None, prints, f"silence.{self.silences}")

    def _parted(self, here: Stretch, readers: Sequence[Sequence[int]]) -> str:
        """Set white space of those who read with the base, where it has none and its word before is not theirs."""
        base = self.base
        group = next((g for g in readers if base == g[0]), ())
        if base is None or not group or self.words[base].spaced(here.before[base]):
            return ""
        above = self.alignment.table[here.start - 1].tolist() if here.start else [GAP] * len(self.words)
        lone = [w for w in group if self.words[w].spaced(here.before[w]) and self.spaced[w] != here.before[w]]
        lone = [w for w in lone if GAP in (above[base], above[w]) and here.before[w] < here.after[w]]
        if not lone:
            return ""
        self.spaces += 1
        others = [(w, set_text(self.words[w].space(here.before[w]))) for w in lone]
        for w in lone:
            self.spaced[w] = here.before[w]
        prints = Prints([""], others, speaking=[w for w in group if w not in lone])
        return self.apps.set(None, prints, f"space.{self.spaces}")

    def _reading(self, here: Stretch, group: Sequence[int], tail: bool) -> str:
        """Set a reading, with the base's own white space; where others do not agree about theirs, there is some."""
        w = group[0]
        space = self.spaced[w] != here.before[w]
        if w != self.base:
            parted = [w for w in group if self.words[w].spaced(here.before[w]) and self.spaced[w] != here.before[w]]
            w, space = (parted[0], True) if parted else (w, False)
        text = self.words[w].set(here.before[w], here.after[w], space)
        return text + self._tail(here, group) if tail else text

    def _tail(self, here: Stretch, group: Sequence[int]) -> str:
        """Set the white space behind a reading."""
        if group[0] == self.base and here.after[self.base] < len(self.words[self.base]):
            return set_text(self.words[self.base].space(here.after[self.base]))
        return next((set_text(own.space(i)) for w in group if (own := self.words[w]).spaced(i := here.after[w])), "")

    def _readers(self, here: Stretch) -> list[list[int]]:
        """Give the witnesses of each reading, the one that speaks for it first."""
        if here.entry is not None:
            return [[self.number[s.siglum] for s in r.support] for r in readings_of(here.entry)]
        return [[here.reader, *(w for w in here.speaking if w != here.reader)]] if here.speaking else []

    def _tails(self, here: Stretch, following: Stretch | None, readers: Sequence[Sequence[int]]) -> bool:
        """Say whether white space behind the place goes with its readings: where they do not agree about it."""
        if following is None or following.entry is not None or following.hushed:
            return False
        reads = self.words[following.reader].spaced(here.after[following.reader])
        asked = [w for group in readers for w in group] + [h.witness for h in here.hushed if h.ends]
        return any(self.words[w].spaced(here.after[w]) != reads for w in asked)


class _Attached:
    """Double end-point attachment as it is written; `spaced` is the token of the base that has its white space."""

    def __init__(self, apparatus: Apparatus, alignment: Alignment, words: Sequence[Words]) -> None:
        self.apparatus, self.alignment, self.words = apparatus, alignment, words
        self.apps = _apps(apparatus, alignment, words)
        self.number = {t.witness.siglum: w for w, t in enumerate(alignment.tokens)}
        self.base = _base(apparatus, alignment)
        self.silences = 0
        self.spaced = _NO_TOKEN

    def parts(self) -> Iterator[tuple[str, str]]:
        """Give the text of the base with anchors, a stretch at a time, and the entry that points to each.

        White space before a word stands before the anchor, where it is not what the entry is about.
        """
        for here in stretches(self.apparatus, self.alignment, in_order_of_reading(self.apparatus, self.alignment)):
            opening, text = self._running(here)
            if here.entry is None and not here.hushed:
                yield opening + text, ""
                continue
            self.silences += here.entry is None
            name, ident = (
                (str(here.entry.n), f"app.{here.entry.n}")
                if here.entry
                else (f"s{self.silences}", f"silence.{self.silences}")
            )
            ends = f' from="#from.{name}" to="#to.{name}"'
            prints = Prints(self._readings(here), hushed=_hushed(here, self.words, None), speaking=here.speaking)
            entry = self.apps.set(here.entry, prints, ident, ends)
            yield f'{opening}<anchor xml:id="from.{name}"/>{text}<anchor xml:id="to.{name}"/>', entry + "\n"
        if self.base is not None and self.spaced != len(self.words[self.base]):
            yield set_end(self.words[self.base].space(len(self.words[self.base]))), ""

    def _running(self, here: Stretch) -> tuple[str, str]:
        """Set the words of the base, and the white space before them; where it is silent, another's are supplied."""
        lost = "".join([text for hush, text in _hushed(here, self.words, None) if hush.witness == self.base])
        if here.entry is None and here.hushed and not here.speaking:
            return "", lost
        w = self._reader(here)
        own, first, last = self.words[w], here.before[w], here.after[w]
        if self.base not in (None, w):
            text = own.set(first, last, True)
            return "", lost + (f'<supplied reason="silent" source="#{own.name}">{text}</supplied>' if text else "")
        if here.entry is not None and here.start == here.stop:
            self.spaced = first
            return "", set_text(own.space(first), NEW_PARAGRAPH) if first < len(own) else set_end(own.space(first))
        opening = set_text(own.space(first), NEW_PARAGRAPH) if first < last and self.spaced != first else ""
        return opening, own.set(first, last, False, NEW_PARAGRAPH)

    def _reader(self, here: Stretch) -> int:
        lemma = here.entry.lemma if here.entry is not None else None
        return self.number[lemma.support[0].siglum] if lemma is not None else here.reader

    def _readings(self, here: Stretch) -> list[str]:
        """Set the readings of a stretch."""
        if here.entry is None:
            w = here.reader
            return [self.words[w].set(here.before[w], here.after[w])] if here.speaking else []
        readings = []
        for reading in readings_of(here.entry):
            support = reading.support[0]
            w = self.number[support.siglum]
            white = here.start == here.stop
            text = set_text(self.words[w].text[slice(*support.spans[0])]) if white else ""
            readings.append(text or self.words[w].set(here.before[w], here.after[w]))
        return readings
