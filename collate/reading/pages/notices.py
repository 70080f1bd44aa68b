"""What a reader of many pages tells: one sentence for each kind, however many pages have it."""

from collections.abc import Sequence

from collate.reading.options import SourceContent


class Notices:
    """Collects what is to be told. Of each kind the first is told, with its place and the number of all."""

    def __init__(self, sources: Sequence[SourceContent]) -> None:
        self._files = [source.file for source in sources]
        self._told: dict[str, tuple[str, int]] = {}  # from the kind to the first sentence and how many there are

    def tell(self, kind: str, sentence: str, file: int | None = None, line: int = 0) -> None:
        """Tell a sentence, which begins with a small letter, of a file and a line."""
        if kind in self._told:
            first, count = self._told[kind]
            self._told[kind] = (first, count + 1)
            return
        place = "" if file is None else f"{self._files[file]}:{line}: " if line else f"{self._files[file]}: "
        self._told[kind] = (place + sentence, 1)

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences, in the order in which they were told first."""
        return tuple(
            sentence if count == 1 else f"{sentence} (the first of {count:,} such places)"
            for sentence, count in self._told.values()
        )
