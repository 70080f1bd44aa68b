"""Pairs of readings classified without a collation."""

from collections import Counter
from collections.abc import Iterable, Sequence
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

SAME_READING: Final = Variation(Kind.AGREEMENT, "the same words and punctuation")


def classify_pairs(
    pairs: Iterable[tuple[str, str]],
    language: str = "",
    *,
    texts: Iterable[str] = (),
    aligned_pairs: Iterable[tuple[str, str]] | None = None,
) -> list[Variation]:
    """Classify pairs of readings: how the second differs from the first.

    Parameters
    ----------
    pairs : iterable of (str, str)
        The readings: a word or several, or "" for nothing.
    language : str, default ""
        The ISO 639 code of the language, such as "la"; "" if it is not known.
    texts : iterable of str
        The texts of the work. Which words they use is the strongest evidence that there is.
    aligned_pairs : iterable of (str, str), optional
        The pairs of words that have the same place in the work, from which its habits of
        spelling are learned; `pairs` themselves if they are not given.

    Returns
    -------
    list of Variation
        One for each pair, in their order: kind, cause, why, certainty.

    Examples
    --------
    >>> import collate
    >>> variations = collate.classify_pairs([("colour", "color"), ("cat", "dog")], language="en")
    >>> [variation.label for variation in variations]
    ['spelling.regional', 'substitution']
    """
    asked = [*pairs]
    readings = sorted({reading for pair in asked for reading in pair})
    sources = [*readings, *texts]
    tokens = tokenise([Witness(Siglum(str(n)), text) for n, text in enumerate(sources)], TOKENISERS["words"])
    sides = {
        reading: ReadingSide(tuple(t.vocabulary.decode(t.surface)), tuple(Sort(s) for s in t.sort.tolist()))
        for reading, t in zip(readings, tokens, strict=False)
    }
    vocabularies = tuple(
        Counter(map(bare, t.vocabulary.decode(t.form[t.sort == Sort.WORD]))) for t in tokens[len(readings) :]
    )
    evidence = WorkEvidence(
        Rulebook(language), vocabularies, _distinct(asked if aligned_pairs is None else aligned_pairs)
    )
    return [
        SAME_READING if left == right else classify(ReadingPair(sides[left], sides[right], evidence))
        for left, right in asked
    ]


def _distinct(pairs: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the pairs of unlike words, folded, each once and in order."""
    words = {(folded(left), folded(right)) for left, right in pairs}
    return sorted(pair for pair in words if pair[0] != pair[1])
