"""Many collations in one request: a line of JSON for each, and a line of the answer for each, in their order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from collate.service.answers import Answer, error_answer


async def answer_units(
    body: bytes, size: int, together: int, answer: Callable[[bytes], Awaitable[Answer]]
) -> AsyncIterator[bytes]:
    """Yield a line for each line of a body that is not empty: its number, the status, and the answer.

    `together` units are asked for at once. A unit of more than `size` bytes is not collated.
    """

    async def answered(unit: bytes) -> Answer:
        if len(unit) > size:
            return error_answer(413, f"the unit is too large, the limit is {size:,} bytes; send parts of the text")
        return await answer(unit)

    asked: deque[asyncio.Task[Answer]] = deque()
    number = 0
    try:
        for unit in units_of(body):
            asked.append(asyncio.create_task(answered(unit)))
            if len(asked) >= together:
                number += 1
                yield line_of(number, await asked[0])
                asked.popleft()
        while asked:
            number += 1
            yield line_of(number, await asked[0])
            asked.popleft()
    finally:  # the client has left
        for task in asked:
            task.cancel()


def units_of(body: bytes) -> Iterator[bytes]:
    """Yield the lines of a body that are not empty."""
    start = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        if unit := body[start:end].strip():
            yield unit
        start = end + 1


def line_of(number: int, answer: Answer) -> bytes:
    """Return the line of a unit. The body of an answer in JSON has no line breaks."""
    return b'{"unit":%d,"status":%d,"answer":%b}\n' % (number, answer.status, answer.body)
