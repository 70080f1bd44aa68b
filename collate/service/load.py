"""How much is being asked at the moment, so that too much is refused at once and not when memory is used up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from collate.service.answers import Answer, error_answer
from collate.service.limits import MEGABYTE

MOST_BYTES: int = 1024 * MEGABYTE  # of all bodies together
SMALL_BODY: Final = MEGABYTE
_PART_FOR_SMALL_BODIES: Final = 8  # one eighth of the bytes is kept for them


class IncomingBody:
    """The bytes of a body that have come, and whether they were given up because there were too many in all."""

    __slots__ = ("content", "is_dropped", "size")

    def __init__(self) -> None:
        self.content = bytearray()
        self.size = 0  # also when the content has gone on to a worker
        self.is_dropped = False


class Load:
    """The requests that wait or are at a worker, and the bytes of all bodies, from the first that comes.

    A request counts from when its body is there, so that slow clients take no place. Bytes count as they come. If they
    are too many, the largest of the bodies that are not whole is dropped, so that a client that stops halfway harms
    only itself.
    """

    def __init__(self, most: int, most_bytes: int = MOST_BYTES) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self.requests = 0
        self.bytes = 0
        self._coming: set[IncomingBody] = set()

    @property
    def refusal(self) -> Answer | None:
        """The answer 503 if there are too many requests already."""
        return None if self.requests < self.most else too_much()

    @contextmanager
    def of_request(self) -> Iterator[None]:
        """Count a request while it lasts."""
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    @contextmanager
    def of_body(self, size: int = 0) -> Iterator[IncomingBody]:
        """Count the bytes of a body while it comes and is kept; `size` of them are there already."""
        body = IncomingBody()
        body.size = size
        self.bytes += size
        try:
            yield body
        finally:
            self._coming.discard(body)
            self.bytes -= body.size

    def take(self, body: IncomingBody, content: bytes) -> bool:
        """Add bytes to a body. Returns False if it is dropped: there are too many bytes, and most of them are its."""
        if body.is_dropped:
            return False
        self._coming.add(body)
        body.content += content
        body.size += len(content)
        self.bytes += len(content)
        kept = 0 if body.size <= SMALL_BODY else self.most_bytes // _PART_FOR_SMALL_BODIES
        while self._coming and self.bytes > self.most_bytes - kept:
            self._drop(max(self._coming, key=lambda coming: coming.size))
        return not body.is_dropped

    def whole(self, body: IncomingBody) -> bytes:
        """Return the content of a body that is whole. Its bytes count until it is answered."""
        self._coming.discard(body)
        content = bytes(body.content)
        body.content = bytearray()
        return content

    def _drop(self, body: IncomingBody) -> None:
        self._coming.discard(body)
        self.bytes -= body.size
        body.content, body.size, body.is_dropped = bytearray(), 0, True


def too_much() -> Answer:
    """Return the answer 503."""
    return error_answer(503, "the service has too much to do; send the request again in some seconds")
