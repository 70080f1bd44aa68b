"""Deprecated: `classify_pairs` of `collate` replaces `kinds_of`."""

import warnings
from collections.abc import Iterable, Sequence

from collate.classify.pairs import classify_pairs
from collate.model.variation import Variation


def kinds_of(
    pairs: Sequence[tuple[str, str]],
    language: str = "",
    texts: Iterable[str] = (),
    standing: Iterable[tuple[str, str]] | None = None,
) -> list[Variation]:
    """Call `collate.classify_pairs`, with a deprecation warning; `standing` is now `aligned_pairs`."""
    warnings.warn(
        "collate.of_pairs.kinds_of is deprecated; use collate.classify_pairs, with aligned_pairs in place of standing",
        DeprecationWarning,
        stacklevel=2,
    )
    return classify_pairs(pairs, language=language, texts=texts, aligned_pairs=standing)
