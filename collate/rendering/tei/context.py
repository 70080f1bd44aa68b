"""What lies open while the text is set, whichever way entries are attached to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.witness import Siglum
from collate.rendering.tei.app import AppEncoder
from collate.rendering.tei.characters import encode_final_space, witness_id
from collate.rendering.tei.moves import counterpart_entries
from collate.rendering.tei.stretches import Silent, Stretch
from collate.rendering.tei.words import TeiWords, tei_words


@dataclass(frozen=True, slots=True, eq=False)
class TeiContext:
    """The apparatus, and the witnesses by number, opened for setting.

    names   the id of each witness
    number  the number of each witness
    base    the number of the one that is the base, if one is
    """

    apparatus: Apparatus
    alignment: Alignment
    words: Sequence[TeiWords]
    apps: AppEncoder
    names: Mapping[Siglum, str]
    number: Mapping[Siglum, int]
    base: int | None

    def hushed(self, here: Stretch, base: int | None) -> list[tuple[Silent, str]]:
        """Give the silent of a stretch with the words they have there, such as `[...]`.

        Where the base, if it is asked about, falls silent for good, the white space at its end stands there.
        """
        found = []
        for hush in here.hushed:
            own = self.words[hush.witness]
            end = (
                encode_final_space(own.space(hush.last))
                if hush.witness == base and falls_silent_at_end(hush, own)
                else ""
            )
            found.append((hush, own.set(hush.first, hush.last, True) + end))
        return found

    def parties(self, here: Stretch) -> list[list[int]]:
        """Give the witnesses that testify where there is no entry, by what they write: all in one but in odd tables.

        Where readings are left out, their witnesses count with the one that is read.
        """
        found: dict[str, list[int]] = {}
        for w in sorted(here.speaking, key=lambda w: w != here.reader):
            written = "" if self.apparatus.hidden else self.words[w].set(here.before[w], here.after[w])
            found.setdefault(written, []).append(w)
        return list(found.values())


def falls_silent_at_end(hush: Silent, own: TeiWords) -> bool:
    """Say whether a witness falls silent behind its last word."""
    return hush.last == len(own) and hush.begins and not hush.ends


def tei_context(apparatus: Apparatus, alignment: Alignment) -> TeiContext:
    """Open everything."""
    names = {w.siglum: witness_id(w.siglum) for w in apparatus.witnesses}
    words = [tei_words(t, names[t.witness.siglum]) for t in alignment.tokens]
    apps = AppEncoder([w.name for w in words], names, counterpart_entries(apparatus, alignment))
    number = {t.witness.siglum: w for w, t in enumerate(alignment.tokens)}
    return TeiContext(apparatus, alignment, words, apps, names, number, number.get(Siglum(apparatus.base)))
