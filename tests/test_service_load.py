"""What the service keeps in memory: how bodies are counted, and which of them is dropped where they are too many."""

import json
import socket
from contextlib import ExitStack, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served import served, wait_until

from collate.service import load as load_module
from collate.service.load import Load
from collate.service.settings import ServiceSettings

CATS = {"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}
TOO_MUCH = {"error": "the service has too much to do; send the request again in some seconds"}


def test_requests_are_counted_while_they_last() -> None:
    load = Load(most=2)
    with load.of_request():
        assert load.refusal is None
        with suppress(KeyError), load.of_request():
            assert load.refusal is not None
            raise KeyError
        assert (load.requests, load.refusal) == (1, None)
    assert load.requests == 0


def test_bytes_are_counted_from_the_first_to_the_answer() -> None:
    load = Load(most=2, most_bytes=10)
    with load.of_body() as body:
        assert load.take(body, b"ab")
        assert load.take(body, b"cd")
        assert load.bytes == 4
        assert load.whole(body) == b"abcd"
        assert load.bytes == 4
        with suppress(KeyError), load.of_body(5):
            assert load.bytes == 9
            raise KeyError
    assert load.bytes == 0


def test_the_largest_body_that_is_not_whole_is_dropped() -> None:
    load = Load(most=2, most_bytes=10)
    with load.of_body() as whole, load.of_body() as large, load.of_body() as small:
        load.take(whole, b"123456")
        load.whole(whole)
        load.take(large, b"123")
        assert load.take(small, b"12")
        assert (large.is_dropped, large.content, load.bytes) == (True, bytearray(), 8)
        assert not load.take(large, b"3")
        assert not load.take(small, b"345")  # it is the only one left to drop
        assert load.bytes == 6
    assert load.bytes == 0


def test_large_bodies_leave_room_for_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_module, "SMALL_BODY", 4)
    load = Load(most=2, most_bytes=80)
    with load.of_body(70), load.of_body() as large, load.of_body() as small:
        assert load.take(small, b"1234")
        load.whole(small)
        assert not load.take(large, b"12345")
        assert load.bytes == 74


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6), st.booleans()), max_size=40))
def test_bytes_never_exceed_the_most_and_none_is_left_over(steps: list[tuple[int, int, bool]]) -> None:
    load = Load(most=9, most_bytes=12)
    with ExitStack() as stack:
        all_bodies = [stack.enter_context(load.of_body()) for _ in range(4)]
        ended: set[int] = set()
        for number, size, is_last in steps:
            if number in ended:
                continue
            if load.take(all_bodies[number], b"x" * size) and is_last:
                load.whole(all_bodies[number])
                ended.add(number)
            assert load.bytes == sum(body.size for body in all_bodies) <= 12
    assert load.bytes == 0


def test_bodies_that_stop_halfway_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 2_000_000
    monkeypatch.setattr(load_module.Load.__init__, "__defaults__", (most,))
    head = b"POST /collate/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"
    with served(ServiceSettings(workers=1)) as service, ExitStack() as stack:
        halves = []
        for _ in range(4):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", service.port), timeout=10))
            half.sendall(head + b" " * 800_000)
            halves.append(half)
        assert service.ask("POST", "/collate", CATS).status == 200
        with suppress(BrokenPipeError, ConnectionResetError):
            for half in halves:
                half.sendall(b" ")
        wait_until(lambda: sum(record.get("status") == 503 for record in service.log) == 2)
        refused = [half for half in halves if is_answered(half)]
        assert len(refused) == 2
        head_of_answer, _, body = refused[0].recv(65536).partition(b"\r\n\r\n")
        assert json.loads(body) == TOO_MUCH
        assert b"retry-after: 5" in head_of_answer.lower()


def is_answered(connection: socket.socket) -> bool:
    connection.settimeout(0.1)
    try:
        return connection.recv(1, socket.MSG_PEEK) != b""
    except TimeoutError:
        return False
