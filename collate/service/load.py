"""How much is being asked at the moment, so that too much is refused at once and not when memory is used up."""

from collections.abc import Iterator
from contextlib import contextmanager

from collate.service.answers import Answer, error_answer
from collate.service.limits import MEGABYTE

MOST_BYTES: int = 1024 * MEGABYTE  # of all bodies together


class Load:
    """The requests that are read, wait or are at a worker, and the bytes of their bodies."""

    def __init__(self, most: int, most_bytes: int = MOST_BYTES) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self.requests = 0
        self.bytes = 0

    @property
    def refusal(self) -> Answer | None:
        """The answer 503 if there are too many requests already."""
        if self.requests < self.most and self.bytes < self.most_bytes:
            return None
        return error_answer(503, "the service has too much to do; send the request again in some seconds")

    @contextmanager
    def of_request(self) -> Iterator[None]:
        """Count a request while it lasts."""
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    @contextmanager
    def of_body(self, size: int) -> Iterator[None]:
        """Count the bytes of a body while it is kept."""
        self.bytes += size
        try:
            yield
        finally:
            self.bytes -= size
