"""The library door for who has pairs of readings and wants their kinds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from collate.classify import Kind, ReadingPair, ReadingSide, Rulebook, Variation, WorkEvidence, bare, classify, folded
from collate.model.tokens import Sort
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import TOKENISERS, tokenise

AGREES: Final = Variation(Kind.AGREEMENT, "the same words and marks")


def kinds_of(
    pairs: Sequence[tuple[str, str]],
    language: str = "",
    texts: Iterable[str] = (),
    standing: Iterable[tuple[str, str]] | None = None,
) -> list[Variation]:
    """Say how the second reading of each pair differs from the first.

    language   ISO 639, as `la`; "" if it is not known
    texts      the witnesses of the work: what they use is the strongest evidence that there is
    standing   the pairs of words that stand in one place of the work, from which its habits are learned;
               the pairs themselves if they are not given
    """
    found = [*pairs]
    readings = sorted({reading for pair in found for reading in pair})
    works = [*texts]
    named = enumerate([*readings, *works])
    tokens = tokenise([Witness(Siglum(str(n)), text) for n, text in named], TOKENISERS["words"])
    sides = {
        reading: ReadingSide(tuple(t.vocabulary.decode(t.surface)), tuple(Sort(s) for s in t.sort.tolist()))
        for reading, t in zip(readings, tokens, strict=False)
    }
    vocabularies = tuple(
        Counter(map(bare, t.vocabulary.decode(t.form[t.sort == Sort.WORD]))) for t in tokens[len(readings) :]
    )
    words = {(folded(a), folded(b)) for a, b in (found if standing is None else standing)}
    context = WorkEvidence(Rulebook(language), vocabularies, sorted(pair for pair in words if pair[0] != pair[1]))
    return [
        AGREES if one == other else classify(ReadingPair(sides[one], sides[other], context)) for one, other in found
    ]
