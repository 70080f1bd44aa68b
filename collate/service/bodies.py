"""Read the body of a request, which may be too large, too slow or never come."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from starlette.requests import Request

from collate.service.answers import Answer, error_answer
from collate.service.load import IncomingBody, Load, too_much
from collate.service.request_log import notes_of

SECONDS_WITHOUT_BYTES: Final = 15.0
SECONDS_OF_GRACE: Final = 10.0  # before the least pace counts
LEAST_PACE: Final = 1000  # bytes a second
SECONDS_FOR_ALL: Final = 300.0
_SECONDS_TO_DRAIN: Final = 2.0
_SECONDS_TO_PAUSE: Final = 0.5  # while it is drained
_TOO_SLOW: Final = "the body came too slowly; send it again on a faster connection, or in parts"


class _TooLargeError(Exception):
    """A body that has more bytes than it may."""


class _DroppedError(Exception):
    """A body that is given up because all bodies together have too many bytes."""


async def read_body(request: Request, size: int, load: Load, incoming: IncomingBody) -> bytes | Answer:
    """Return the body of a request, or the answer 408, 413, 415 or 503.

    408 if it is too slow, 413 if it is too large, 415 if it is compressed, 503 if all bodies together are too large.
    Its bytes are counted as they come. Raises ClientDisconnect if the client leaves.
    """
    if request.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        return error_answer(415, "the body is compressed; send it as it is")
    refusal = error_answer(413, f"the body is too large, the limit is {size:,} bytes; send parts of the text")
    length = request.headers.get("content-length", "")
    stream = request.stream()
    if (length.isdecimal() and len(length) < 20 and int(length) <= size) or not length:
        try:
            async with asyncio.timeout(SECONDS_FOR_ALL):
                await _read(stream, size, request, load, incoming)
            return load.whole(incoming)
        except TimeoutError:
            return too_much() if incoming.is_dropped else error_answer(408, _TOO_SLOW)
        except _DroppedError:
            refusal = too_much()
        except _TooLargeError:
            pass
    if "expect" not in request.headers:  # else the client asks first, and has sent nothing
        await _drain(stream, size)
    return refusal


async def _read(stream: AsyncIterator[bytes], size: int, request: Request, load: Load, incoming: IncomingBody) -> None:
    """Read the whole body. Raises TimeoutError, _TooLargeError or _DroppedError where it does not come to its end."""
    notes, began = notes_of(request.scope), time.monotonic()
    while True:
        seconds = began + SECONDS_OF_GRACE + notes.received / LEAST_PACE - time.monotonic()
        async with asyncio.timeout(min(SECONDS_WITHOUT_BYTES, seconds)):
            chunk = await anext(stream, None)
        if chunk is None and not incoming.is_dropped:
            return
        notes.received += len(chunk or b"")
        if notes.received > size:
            raise _TooLargeError
        if not load.take(incoming, chunk or b""):
            raise _DroppedError


async def _drain(stream: AsyncIterator[bytes], size: int) -> None:
    """Read on for a moment, so that a client that is still sending can read the answer."""
    drained = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS_TO_DRAIN):
            while drained <= 2 * size:
                async with asyncio.timeout(_SECONDS_TO_PAUSE):
                    chunk = await anext(stream, None)
                if chunk is None:
                    return
                drained += len(chunk)
