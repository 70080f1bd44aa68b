"""What both TEI encodings share while they are written."""

from collections.abc import Callable, Mapping, Sequence

from collate._dataclass import dataclass
from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.witness import Siglum
from collate.rendering.tei.app import AppEncoder
from collate.rendering.tei.characters import encode_final_space, witness_id
from collate.rendering.tei.stretches import Silent, Stretch
from collate.rendering.tei.told import told_tokens
from collate.rendering.tei.words import TeiWords, tei_words


@dataclass(frozen=True, slots=True, eq=False)
class TeiContext:
    """An apparatus and its witnesses, ready to be written as TEI.

    Attributes
    ----------
    apparatus : Apparatus
    alignment : Alignment
    words : sequence of TeiWords
        The witnesses by number.
    apps : AppEncoder
    ids : mapping of Siglum to str
        The id of each witness.
    number : mapping of Siglum to int
        The number of each witness.
    base : int or None
        The number of the base, if it is a witness.
    base_words : TeiWords or None
        The base with what its source says; each of these tokens can be written only once.
    """

    apparatus: Apparatus
    alignment: Alignment
    words: Sequence[TeiWords]
    apps: AppEncoder
    ids: Mapping[Siglum, str]
    number: Mapping[Siglum, int]
    base: int | None
    base_words: TeiWords | None

    def writer(self, w: int) -> TeiWords:
        """Return the words of a witness as its text is written: of the base, with all that its source says."""
        return self.base_words if self.base_words is not None and w == self.base else self.words[w]

    def silent_tokens(
        self, stretch: Stretch, base: int | None, writer: Callable[[int], TeiWords] | None = None
    ) -> list[tuple[Silent, str]]:
        """Return the silent witnesses of a stretch with the tokens they have there, such as `[...]`.

        `writer` returns the words of a witness, those without what the source says if it is not given. If `base`
        becomes silent and does not resume, its text ends with the white space at its end.
        """
        encoded = []
        for silent in stretch.silent:
            words = writer(silent.witness) if writer else self.words[silent.witness]
            is_end = silent.witness == base and falls_silent_at_end(silent, words)
            end = encode_final_space(words.space_before(silent.last)) if is_end else ""
            encoded.append((silent, words.encode(silent.first, silent.last, True) + end))
        return encoded

    def extant_groups(self, stretch: Stretch) -> list[list[int]]:
        """Return the extant witnesses where there is no entry, grouped by what they write: mostly one group.

        Where readings are left out, their witnesses count with the one that is read.
        """
        groups: dict[str, list[int]] = {}
        for w in sorted(stretch.extant, key=lambda w: w != stretch.reader):
            text = "" if self.apparatus.hidden else self.words[w].encode(stretch.before[w], stretch.after[w])
            groups.setdefault(text, []).append(w)
        return list(groups.values())


def falls_silent_at_end(silent: Silent, words: TeiWords) -> bool:
    """Return whether a witness becomes silent after its last word."""
    return silent.last == len(words) and silent.begins and not silent.ends


def tei_context(apparatus: Apparatus, alignment: Alignment) -> TeiContext:
    """Return what both encodings need of an apparatus."""
    ids = {w.siglum: witness_id(w.siglum) for w in apparatus.witnesses}
    words = [tei_words(t, ids[t.witness.siglum]) for t in alignment.tokens]
    apps = AppEncoder([w.name for w in words], ids)
    number = {t.witness.siglum: w for w, t in enumerate(alignment.tokens)}
    base = number.get(Siglum(apparatus.base))
    base_words = None
    if base is not None:
        tokens = alignment.tokens[base]
        base_words = tei_words(tokens, words[base].name, told_tokens(tokens, words[base].name, set(ids.values())))
    return TeiContext(apparatus, alignment, words, apps, ids, number, base, base_words)
