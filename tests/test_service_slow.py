"""Clients that are slow on purpose: they harm nobody but themselves."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from served import Served, served, wait_until

from collate.service import connection
from collate.service.limits import ServiceLimits
from collate.service.settings import ServiceSettings

CATS = {"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}
HEAD = b"POST /collate HTTP/1.1\r\nHost: localhost\r\n"
BEGUN = HEAD + b"Content-Length: 1000\r\n\r\n{"


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(ServiceSettings(workers=1, limits=ServiceLimits(waiting=3))) as running:
        yield running


@contextmanager
def begun(service: Served, *parts: bytes) -> Iterator[list[socket.socket]]:
    """Open connections, and send a part of a request on each."""
    with ExitStack() as stack:
        opened = []
        for part in parts:
            one = stack.enter_context(socket.create_connection(("127.0.0.1", service.port), timeout=5))
            one.sendall(part)
            opened.append(one)
        yield opened


def received(opened: socket.socket) -> bytes:
    """Return what the service sends until it closes a connection."""
    got = b""
    while piece := opened.recv(65536):
        got += piece
    return got


def test_bodies_that_do_not_come_take_no_place_of_requests(service: Served) -> None:
    with begun(service, *[BEGUN] * 10):
        assert service.ask("POST", "/collate", CATS).status == 200
        assert service.ask("GET", "/health").document["requests"] == 0


def test_where_too_many_connections_wait_the_slowest_is_dropped(
    service: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST_INCOMING", 3)
    body = json.dumps(CATS).encode() + b" " * 9000
    fast = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:-1]
    with begun(service, fast, BEGUN, b"POST /coll") as (is_fast, is_slow, has_no_head):
        time.sleep(0.2)
        assert service.ask("POST", "/collate", CATS).status == 200  # a fourth
        assert has_no_head.recv(65536) == b""
        with begun(service, BEGUN):
            assert service.ask("POST", "/collate", CATS).status == 200
            dropped = received(is_slow)
        assert dropped.startswith(b"HTTP/1.1 408 ")
        told = "the request came too slowly while many others came; send it again"
        assert json.loads(dropped.partition(b"\r\n\r\n")[2]) == {"error": told}
        is_fast.sendall(body[-1:])
        assert received(is_fast).startswith(b"HTTP/1.1 200 ")


def test_a_client_that_does_not_take_its_answer_is_left(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "SECONDS_TO_TAKE", 0.2)
    # The answers are more than the system keeps for a connection.
    unit = {"witnesses": [{"id": "A", "tokens": [{"t": "a", "note": "x" * 1_500_000}]}, {"id": "B", "content": "a"}]}
    body = (json.dumps(unit).encode() + b"\n") * 8
    with socket.socket() as unread:
        unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        unread.settimeout(5)
        unread.connect(("127.0.0.1", service.port))
        unread.sendall(b"POST /collate/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body))
        unread.sendall(body)
        wait_until(lambda: service.ask("GET", "/health").document["requests"] == 1)
        wait_until(lambda: service.ask("GET", "/health").document["requests"] == 0)
