"""Two forms of one lemma, or two lemmas, in a Latin work that asks for them."""

from collate.classify.language.lemmas import lemma_of
from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Certainty, Kind, Variation


def lemmas(pair: ReadingPair) -> Variation | None:
    """Both words are known forms: of one lemma, or of two."""
    words = pair.single
    if words is None or not pair.evidence.uses_lemmas:
        return None
    base, reading = lemma_of(words.base), lemma_of(words.reading)
    if not base or not reading:
        return None
    if base == reading:
        return Variation(Kind.INFLECTION, f"both are forms of {base!r} in the list of lemmas")
    if pair.evidence.fold_loose(words.base) == pair.evidence.fold_loose(words.reading):
        return None  # two spellings of one form
    why = f"forms of two words in the list of lemmas: {base!r} and {reading!r}"
    return Variation(Kind.SUBSTITUTION, why, certainty=Certainty.MEDIUM)
