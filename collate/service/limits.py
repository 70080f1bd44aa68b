"""What one request may ask for."""

from typing import Final

from collate._dataclass import dataclass

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """The limits of the service.

    size        bytes of a body; a batch may have sixteen times as many
    witnesses   witnesses of a collation
    tokens      tokens of all its witnesses
    seconds     for one collation, from when a worker begins
    memory      megabytes of a worker
    lifetime    collations of a worker, before another takes its place
    waiting     requests that wait for a worker or are at one
    """

    size: int = 16 * MEGABYTE
    witnesses: int = 2000
    tokens: int = 200_000
    seconds: float = 60.0
    memory: int = 2048
    lifetime: int = 500
    waiting: int = 500

    @property
    def batch_size(self) -> int:
        """Return how many bytes a batch may have."""
        return 16 * self.size
