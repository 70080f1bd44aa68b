"""Read the body of a request, which may be too large, too slow or never come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from starlette.requests import Request

from collate.service.answers import Answer, error_answer
from collate.service.request_log import notes_of

SECONDS_WITHOUT_BYTES: Final = 15.0
SECONDS_FOR_ALL: Final = 300.0
_SECONDS_TO_DRAIN: Final = 2.0
_SECONDS_TO_PAUSE: Final = 0.5  # while it is drained


class _RefusedError(Exception):
    """A body that is not read; the first argument is the answer."""


async def read_body(request: Request, size: int) -> bytes | Answer:
    """Return the body of a request, or the answer 408, 413 or 415 if it is too slow, too large or compressed.

    Raises ClientDisconnect if the client leaves.
    """
    if request.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        return error_answer(415, "the body is compressed; send it as it is")
    too_large = error_answer(413, f"the body is too large, the limit is {size:,} bytes; send parts of the text")
    length = request.headers.get("content-length", "")
    stream = request.stream()
    if (length.isdecimal() and len(length) < 20 and int(length) <= size) or not length:
        try:
            async with asyncio.timeout(SECONDS_FOR_ALL):
                return await _read(stream, size, request)
        except TimeoutError:
            return error_answer(408, f"no byte of the body came for {SECONDS_WITHOUT_BYTES:g} seconds; send it again")
        except _RefusedError:
            pass
    if "expect" not in request.headers:  # else the client asks first, and has sent nothing
        await _drain(stream, size)
    return too_large


async def _read(stream: AsyncIterator[bytes], size: int, request: Request) -> bytes:
    """Return the whole body. Raises TimeoutError if nothing comes for some time, _RefusedError if it is too large."""
    notes = notes_of(request.scope)
    chunks: list[bytes] = []
    while True:
        async with asyncio.timeout(SECONDS_WITHOUT_BYTES):
            chunk = await anext(stream, None)
        if chunk is None:
            return b"".join(chunks)
        notes.received += len(chunk)
        if notes.received > size:
            raise _RefusedError
        chunks.append(chunk)


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
