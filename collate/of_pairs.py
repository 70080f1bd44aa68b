"""The former name of `collate.classify.pairs.classify_pairs`, kept for programs that import it."""

from collections.abc import Iterable, Sequence

from collate.classify import Variation
from collate.classify.pairs import classify_pairs


def kinds_of(
    pairs: Sequence[tuple[str, str]],
    language: str = "",
    texts: Iterable[str] = (),
    standing: Iterable[tuple[str, str]] | None = None,
) -> list[Variation]:
    """Return how the second reading of each pair differs from the first; `standing` is `aligned_pairs`."""
    return classify_pairs(pairs, language, texts, standing)
