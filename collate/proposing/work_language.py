"""The language of some texts, as the rules for kinds would guess it."""

from collections import Counter
from collections.abc import Sequence

from collate.classify.language.folding import bare
from collate.classify.work_evidence import WorkEvidence
from collate.model.tokens import Sort
from collate.text.segmentation import segment


def guessed_language(texts: Sequence[str]) -> str:
    """Return the code of the language whose common words the texts have, "" if it is not clear."""
    vocabularies = []
    for text in dict.fromkeys(texts):
        tokens = segment(text)
        spans = tokens.spans[tokens.sorts == Sort.WORD]
        vocabularies.append(Counter(bare(text[start:end]) for start, end in spans.tolist()))
    return WorkEvidence(vocabularies=tuple(vocabularies)).guessed_language
