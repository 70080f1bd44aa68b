"""Classification of pairs of readings without a collation."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from collate.classify.engine import classify
from collate.classify.language.folding import bare, folded
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rulebook import Rulebook
from collate.classify.work_evidence import WorkEvidence
from collate.model.tokens import Sort
from collate.model.variation import Kind, Variation
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import TOKENISERS, tokenise

AGREEMENT: Final = Variation(Kind.AGREEMENT, "the same words and punctuation")


def classify_pairs(
    pairs: Iterable[tuple[str, str]],
    language: str = "",
    texts: Iterable[str] = (),
    aligned_pairs: Iterable[tuple[str, str]] | None = None,
) -> list[Variation]:
    """Return how the second reading of each pair differs from the first.

    Parameters
    ----------
    pairs : iterable of (str, str)
        The reading of the base and another reading; an empty string is an omission.
    language : str
        ISO 639 code such as "la"; "" if it is not known.
    texts : iterable of str
        The full texts of the witnesses. The words that they use are the strongest evidence for spelling and inflection.
    aligned_pairs : iterable of (str, str), optional
        Pairs of words that stand in one place of the work, from which its spelling is learned; `pairs` by default.

    Returns
    -------
    list of Variation
        One for each pair, in order; the kind of equal readings is agreement.
    """
    pairs = [*pairs]
    readings = sorted({reading for pair in pairs for reading in pair})
    witnesses = [Witness(Siglum(str(n)), text) for n, text in enumerate([*readings, *texts])]
    tokens = tokenise(witnesses, TOKENISERS["words"])
    sides = {
        reading: ReadingSide(tuple(t.vocabulary.decode(t.surface)), tuple(Sort(s) for s in t.sort.tolist()))
        for reading, t in zip(readings, tokens, strict=False)
    }
    vocabularies = tuple(
        Counter(map(bare, t.vocabulary.decode(t.form[t.sort == Sort.WORD]))) for t in tokens[len(readings) :]
    )
    word_pairs = {(folded(left), folded(right)) for left, right in (pairs if aligned_pairs is None else aligned_pairs)}
    varying = sorted((left, right) for left, right in word_pairs if left != right)
    evidence = WorkEvidence(Rulebook(language), vocabularies, varying)
    return [
        AGREEMENT if base == reading else classify(ReadingPair(sides[base], sides[reading], evidence))
        for base, reading in pairs
    ]
