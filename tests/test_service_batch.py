"""Many collations in one request: a line for each, in order, and a mistake in one stops no other."""

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from collate.service.answers import Answer, error_answer
from collate.service.batch import answer_lines, filled_lines


def answered(body: bytes, together: int, delays: list[float], size: int = 100) -> tuple[list[dict[str, object]], int]:
    """Return the lines for a body whose lines take some time each, and how many were asked for at once."""
    at_once = most = 0

    async def answer(line: bytes) -> Answer:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(delays[int(line) % len(delays)])
        at_once -= 1
        return error_answer(422, "odd") if int(line) % 2 else Answer(200, "application/json", b'{"n":%b}' % line)

    async def run() -> list[dict[str, object]]:
        return [json.loads(line) async for line in answer_lines(body, size, together, answer)]

    return asyncio.run(run()), most


def test_answers_come_in_the_order_of_the_lines_however_long_each_takes() -> None:
    lines, most = answered(b"0\n\n 1 \r\n2\n3\n4", 3, [0.02, 0.0, 0.01])
    assert lines == [
        {"line": 1, "status": 200, "answer": {"n": 0}},
        {"line": 3, "status": 422, "answer": {"error": "odd"}},
        {"line": 4, "status": 200, "answer": {"n": 2}},
        {"line": 5, "status": 422, "answer": {"error": "odd"}},
        {"line": 6, "status": 200, "answer": {"n": 4}},
    ]
    assert most == 3


def test_a_line_that_is_too_large_is_not_collated() -> None:
    lines, _ = answered(b"0\n" + b"2" * 101 + b"\n4\n", 2, [0.0])
    assert [line["status"] for line in lines] == [200, 413, 200]
    assert lines[1]["answer"] == {"error": "the line is too large, the limit is 100 bytes; send parts of the text"}


def test_what_has_been_asked_for_is_stopped_when_the_client_leaves() -> None:
    cancelled: list[bytes] = []

    async def answer(line: bytes) -> Answer:
        try:
            await asyncio.sleep(0 if line == b"0" else 60)
        except asyncio.CancelledError:
            cancelled.append(line)
            raise
        return Answer(200, "application/json", b"{}")

    async def run() -> None:
        lines = answer_lines(b"0\n1\n2\n3\n4\n5", 100, 3, answer)
        await anext(lines)
        await asyncio.sleep(0)
        await lines.aclose()  # type: ignore[attr-defined]
        await asyncio.sleep(0)

    asyncio.run(run())
    assert cancelled == [b"1", b"2"]


@given(st.lists(st.binary(max_size=6)))
def test_lines_that_hold_something_are_numbered(lines: list[bytes]) -> None:
    body = b"\n".join(lines)
    numbered = enumerate(body.split(b"\n"), 1)
    assert [*filled_lines(body)] == [(number, line.strip()) for number, line in numbered if line.strip()]
