"""Pairs of readings classified without a collation."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from collate.classify.engine import classify
from collate.classify.language.folding import bare, folded
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rulebook import Rulebook
from collate.classify.work_evidence import WorkEvidence
from collate.errors import OptionError
from collate.model.language import language_error
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
    decided: Iterable[tuple[str, str, str]] = (),
) -> list[Variation]:
    """Classify pairs of readings: how the second differs from the first.

    Parameters
    ----------
    pairs : iterable of (str, str)
        The readings: a word or several, or "" for nothing.
    language : str, default ""
        The ISO 639 code of the language, such as "la". If it is "", the common words of `texts`
        may tell it.
    texts : iterable of str
        The texts of the work. Which words they use is the strongest evidence that there is.
    aligned_pairs : iterable of (str, str), optional
        The pairs of words that have the same place in the work, from which its habits of
        spelling are learned. If they are not given, `pairs` are taken for them where there are
        `texts` or `decided`; without these nothing is learned.
    decided : iterable of (str, str, str)
        Pairs of words whose kind an editor has decided, with the kind: `("sonne", "son", "spelling")`.
        What they teach counts where it does better on these pairs than the rules, and never for `pairs`
        of which the rules are certain.

    Returns
    -------
    list of Variation
        One for each pair, in their order: kind, cause, why, certainty.

    Raises
    ------
    OptionError
        Something is not a pair of strings, or the language is not a code.

    Examples
    --------
    >>> import collate
    >>> variations = collate.classify_pairs([("colour", "color"), ("cat", "dog")], language="en")
    >>> [variation.label for variation in variations]
    ['spelling.regional', 'substitution']
    """
    if why := language_error(language):
        raise OptionError(why)
    reading_pairs = _require_pairs(pairs)
    readings = sorted({reading for pair in reading_pairs for reading in pair})
    sources = [*readings, *_require_texts(texts)]
    tokens = tokenise([Witness(Siglum(str(n)), text) for n, text in enumerate(sources)], TOKENISERS["words"])
    sides = {
        reading: ReadingSide(tuple(t.vocabulary.decode(t.surface)), tuple(Sort(s) for s in t.sort.tolist()))
        for reading, t in zip(readings, tokens, strict=False)
    }
    vocabularies = tuple(
        Counter(map(bare, t.vocabulary.decode(t.form[t.sort == Sort.WORD]))) for t in tokens[len(readings) :]
    )
    # Without a text or a decision the pairs are questions, not a work: they must not teach their own answers.
    listed = [*decided]
    standing = (
        (reading_pairs if vocabularies or listed else []) if aligned_pairs is None else _require_pairs(aligned_pairs)
    )
    evidence = WorkEvidence(
        Rulebook(language),
        vocabularies,
        _distinct(standing),
    )
    evidence = _taught(evidence, listed)
    return [
        SAME_READING if left == right else classify(ReadingPair(sides[left], sides[right], evidence))
        for left, right in reading_pairs
    ]


def _taught(evidence: WorkEvidence, decided: Iterable[tuple[str, str, str]]) -> WorkEvidence:
    """Return the evidence with what decided pairs teach. Raises OptionError for one that is no decided pair."""
    listed = [*decided]
    if not listed:
        return evidence
    from collate.classify.learning.learner import taught  # late: it is seldom needed
    from collate.classify.learning.lessons import as_lessons

    kinds = [str(kind) for kind in Kind]
    for row in listed:
        if not isinstance(row, tuple | list) or len(row) != 3 or row[2] not in kinds:
            raise OptionError(
                f'a decided pair must be two words and a kind, such as ("sonne", "son", "spelling"), not {row!r}'
            )
    _require_pairs((left, right) for left, right, _ in listed)
    return taught(evidence, as_lessons([((left, right), Kind(kind), None, "") for left, right, kind in listed]))


def _require_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs as a list. Raises OptionError for one that is not a pair of strings."""
    listed = [*pairs]
    for pair in listed:
        strings = isinstance(pair, Sequence) and not isinstance(pair, str) and all(isinstance(r, str) for r in pair)
        if not strings or len(pair) != 2:
            raise OptionError(f'a pair must be two strings, such as ("colour", "color"), not {pair!r}')
    return listed


def _require_texts(texts: Iterable[str]) -> list[str]:
    """Return the texts as a list. Raises OptionError for a single string, which is not a list of texts."""
    listed = [texts] if isinstance(texts, str) else [*texts]
    if isinstance(texts, str) or not all(isinstance(text, str) for text in listed):
        raise OptionError("texts must be a list of strings")
    return listed


def _distinct(pairs: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the pairs of unlike words, folded, each once and in order."""
    words = {(folded(left), folded(right)) for left, right in pairs}
    return sorted(pair for pair in words if pair[0] != pair[1])
