"""Many collations in one request: a line of JSON for each, and a line of the answer for each, in their order."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from collate.service.answers import Answer, error_answer


async def answer_lines(
    body: bytes, size: int, together: int, answer: Callable[[bytes], Awaitable[Answer]]
) -> AsyncIterator[bytes]:
    """Yield a line for each line of a body that is not empty: its number, the status, and the answer.

    `together` lines are asked for at once. A line of more than `size` bytes is not collated.
    """

    async def answered(content: bytes) -> Answer:
        if len(content) > size:
            return error_answer(413, f"the line is too large, the limit is {size:,} bytes; send parts of the text")
        return await answer(content)

    asked: deque[tuple[int, asyncio.Task[Answer]]] = deque()
    try:
        for number, content in filled_lines(body):
            asked.append((number, asyncio.create_task(answered(content))))
            if len(asked) >= together:
                yield await _first_line(asked)
        while asked:
            yield await _first_line(asked)
    finally:  # the client has left
        for _, task in asked:
            task.cancel()


async def _first_line(asked: deque[tuple[int, asyncio.Task[Answer]]]) -> bytes:
    """Wait for the first answer, and take it out. The body of an answer in JSON has no line breaks."""
    number, task = asked[0]
    answer = await task
    asked.popleft()
    return b'{"line":%d,"status":%d,"answer":%b}\n' % (number, answer.status, answer.body)


def filled_lines(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number, from 1, and the content of each line that is not empty."""
    start = number = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        number += 1
        if content := body[start:end].strip():
            yield number, content
        start = end + 1
