"""The type of an aligner."""

from collections.abc import Sequence
from typing import Protocol

from collate.alignment.options import AlignOptions
from collate.model.alignment import Alignment
from collate.model.progress import Progress
from collate.model.tokens import Tokens


class Aligner(Protocol):
    """A function that aligns witnesses, and may report how far it is."""

    def __call__(
        self, tokens: Sequence[Tokens], options: AlignOptions, progress: Progress | None = None, /
    ) -> Alignment:
        """Return the alignment."""
