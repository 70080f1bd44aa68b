"""The service over HTTP: paths, other origins, names, limits, and clients that mean harm.

More than 300 lines: a test for each path and each kind of bad request.
"""

import json
import logging
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from served import Served, served, wait_until

from collate import __version__
from collate.service import application, bodies
from collate.service import connection as connection_module
from collate.service.frames import Frame
from collate.service.limits import ServiceLimits
from collate.service.log_records import ServerLogHandler
from collate.service.settings import ServiceSettings
from collate.service.worker import answered

CATS = {"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}
TABLE = [[["a "], ["a "]], [["cat"], ["dog"]]]
SMALL = 20_000
SETTINGS = ServiceSettings(workers=1, known_hosts=("Collate.Example",), limits=ServiceLimits(size=SMALL))


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(SETTINGS) as running_service:
        yield running_service


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""])
def test_the_body_is_json_whatever_its_content_type_says(service: Served, content_type: str) -> None:
    reply = service.ask("POST", "/collate", CATS, {"Content-Type": content_type})
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.document["table"] == TABLE


def test_accept_decides_the_form(service: Served) -> None:
    reply = service.ask("POST", "/collate", CATS, {"Accept": "application/tei+xml"})
    assert reply.headers["content-type"] == "application/tei+xml"
    assert b'<rdg wit="B">dog</rdg>' in reply.body


def test_health_and_version_are_told(service: Served) -> None:
    assert service.ask("GET", "/health").document == {"status": "ok", "workers": 1, "requests": 0}
    assert service.ask("GET", "/version").document == {"name": "collate", "version": __version__}


def test_the_page_loads_and_asks_nothing_of_other_sites(service: Served) -> None:
    reply = service.ask("GET", "/")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert b"http" not in reply.body.replace(b"http-equiv", b"")
    assert reply.body.count(b"<script>") == reply.body.count(b"<style>") == 1


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/collate", 405, "this path does not take this method; /openapi.json says which it takes"),
        ("PUT", "/collate", 405, "this path does not take this method; /openapi.json says which it takes"),
        ("GET", "/nothing", 404, "there is nothing at this path; send POST to /collate"),
        ("GET", "/../../etc/passwd", 404, "there is nothing at this path; send POST to /collate"),
        ("GET", "/%2e%2e/etc/passwd", 404, "there is nothing at this path; send POST to /collate"),
        ("POST", "/collate", 400, "the request:1:1: not valid JSON (Expecting value); correct it there"),
    ],
)
def test_a_wrong_request_is_answered_by_one_sentence_in_json(
    service: Served, method: str, path: str, status: int, sentence: str
) -> None:
    reply = service.ask(method, path)
    assert (reply.status, reply.document, reply.headers["content-type"]) == (
        status,
        {"error": sentence},
        "application/json",
    )


@pytest.mark.parametrize("path", ["/collate/", "//collate", "//collate//", "/collate?x=1"])
def test_several_slashes_are_one_and_one_at_the_end_changes_nothing(service: Served, path: str) -> None:
    assert service.ask("POST", path, CATS).document["table"] == TABLE
    assert service.ask("GET", path).status == 405
    head = b"POST %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    assert statuses(service.send(head % path.encode())) == [400]  # no redirect


# Pages of other sites.


@pytest.mark.parametrize(
    ("path", "body", "status"), [("/collate", CATS, 200), ("/collate", [], 422), ("/x", CATS, 404)]
)
def test_pages_of_any_site_may_ask_and_read(service: Served, path: str, body: object, status: int) -> None:
    reply = service.ask("POST", path, body, {"Origin": "https://editor.example"})
    assert reply.status == status
    assert {k: v for k, v in reply.headers.items() if k.startswith("access-control")} == {
        "access-control-allow-origin": "https://editor.example",
        "access-control-allow-methods": "GET, POST, HEAD, OPTIONS",
        "access-control-allow-headers": "Content-Type, Accept, X-Requested-With",
        "access-control-max-age": "86400",
        "access-control-allow-credentials": "true",
    }
    assert service.ask("POST", path, body).headers["access-control-allow-origin"] == "*"


def test_a_preflight_is_answered(service: Served) -> None:
    headers = {
        "Origin": "https://editor.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-csrftoken",
        "Access-Control-Request-Private-Network": "true",
    }
    reply = service.ask("OPTIONS", "/collate", headers=headers)
    assert (reply.status, reply.body) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == "https://editor.example"
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert reply.headers["access-control-allow-headers"] == "content-type,x-csrftoken"
    assert reply.headers["access-control-allow-private-network"] == "true"


def test_only_some_sites_may_ask_if_they_are_named() -> None:
    with served(ServiceSettings(workers=0, prefix="/p", origins=("https://editor.example",))) as service:
        named = service.ask("GET", "/p/version", headers={"Origin": "https://editor.example"})
        assert (named.status, named.headers["access-control-allow-origin"]) == (200, "https://editor.example")
        for method, path in (("POST", "/p/collate"), ("GET", "/p/version"), ("OPTIONS", "/p/collate")):
            refused = service.ask(method, path, headers={"Origin": "https://other.example"})
            assert (refused.status, refused.document) == (
                403,
                {
                    "error": "pages of this site may not use this service; start it with --origin and the address of the site"
                },
            )
            assert "access-control-allow-origin" not in refused.headers
        assert service.ask("GET", "/p/version").status == 200  # programs send no Origin
        assert service.ask("POST", "/collate", CATS).status == 404  # all paths are below the prefix
        assert "/p/collate" in service.ask("GET", "/p/openapi.json").document["paths"]
        pages = [service.ask("GET", path).headers["content-type"] for path in ("/p/", "//p//")]
        assert pages == ["text/html; charset=utf-8"] * 2
        without = service.ask("GET", "/p")  # the page asks for `collate` beside it
        assert (without.status, without.headers["location"]) == (307, "p/")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7369", 200),
        ("localhost", 200),
        ("LOCALHOST.:80", 200),
        ("[::1]:7369", 200),
        ("192.168.1.5", 200),
        ("collate.example:443", 200),
        ("attacker.example:7369", 403),
        ("127.0.0.1.attacker.example", 403),
        ("localhost.attacker.example", 403),
        ("", 403),
    ],
)
def test_a_name_that_is_not_known_is_refused(service: Served, host: str, status: int) -> None:
    for path in ("/health", "/", "/collate"):
        reply = service.send(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        expected = 405 if path == "/collate" and status == 200 else status
        assert reply.split()[1] == str(expected).encode()


def test_a_batch_is_answered_by_json_lines_in_order(service: Served) -> None:
    units = [
        {"witnesses": [{"id": "A", "content": f"unit {n}"}, {"id": "B", "content": f"unit {n}"}]} for n in range(5)
    ]
    body = b"\n".join([*(json.dumps(unit).encode() for unit in units), b"{}", b"not json"])
    reply = service.ask("POST", "/collate/batch", body, {"Accept": "text/plain"})
    assert (reply.status, reply.headers["content-type"]) == (200, "application/x-ndjson")
    lines = [json.loads(line) for line in reply.body.splitlines()]
    assert [(line["line"], line["status"]) for line in lines] == [*((n, 200) for n in range(1, 6)), (6, 422), (7, 400)]
    assert [line["answer"]["table"][0][0] for line in lines[:5]] == [["unit ", str(n)] for n in range(5)]
    ours = service.ask("POST", "/collate/batch", body, {"Accept": "application/vnd.collate+json"})
    first, *_ = [json.loads(line) for line in ours.body.splitlines()]
    assert first["answer"]["format"] == "collate-service/1"
    assert service.ask("POST", "/collate/batch", b"\n" * (16 * SMALL + 1)).status == 413
    empty = service.ask("POST", "/collate/batch", b" \n\n")
    assert (empty.status, empty.document) == (
        400,
        {"error": "the batch is empty; write a collation in JSON on each line"},
    )


# Too large, too slow, malformed.


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(c), c) for c in chunks) + b"0\r\n\r\n"


HEAD = b"POST /collate HTTP/1.1\r\nHost: localhost\r\n"


def statuses(reply: bytes) -> list[int]:
    return [int(part[:3]) for part in reply.split(b"HTTP/1.1 ")[1:]]


def test_a_body_that_is_too_large_is_refused_before_it_is_read(service: Served) -> None:
    reply = service.send(HEAD + b"Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n")
    assert statuses(reply) == [100, 413] or statuses(reply) == [413]
    assert b"the body is too large, the limit is 20,000 bytes; send parts of the text" in reply


def test_a_body_that_turns_out_too_large_is_refused(service: Served) -> None:
    reply = service.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(*[b" " * 1000] * 30))
    assert statuses(reply) == [413]
    assert service.ask("POST", "/collate", b" " * (SMALL + 1)).status == 413
    assert service.ask("POST", "/collate", b" " * SMALL).status == 400


def test_a_compressed_body_is_refused(service: Served) -> None:
    reply = service.ask("POST", "/collate", b"\x1f\x8b", {"Content-Encoding": "gzip"})
    assert (reply.status, reply.document) == (415, {"error": "the body is compressed; send it as it is"})


SMUGGLED = b"GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: +5\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 0x5\r\n",
        b"Content-Length: 5, 6\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"X: a\x00b\r\n",
        b"X" * 300_000 + b": y\r\n",
    ],
)
def test_a_malformed_request_is_refused_and_its_connection_closed(service: Served, head: bytes) -> None:
    reply = service.send(HEAD + head + b"\r\n" + b"0\r\n\r\n" + SMUGGLED, seconds=3)
    assert statuses(reply) in ([400], [501])
    assert b'"name": "collate"' not in reply
    if b"\r\n\r\n{" in reply:
        assert list(json.loads(reply.partition(b"\r\n\r\n")[2])) == ["error"]


def test_what_is_no_http_is_told_in_json(service: Served) -> None:
    reply = service.send(b"\x16\x03\x01 not HTTP\r\n\r\n")
    assert statuses(reply) == [400]
    sentence = "this is not a request of HTTP; correct the program that sent it"
    assert json.loads(reply.partition(b"\r\n\r\n")[2]) == {"error": sentence}


def test_a_body_that_turns_malformed_after_its_answer_is_dropped(service: Served) -> None:
    reply = service.send(HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")
    assert statuses(reply) == [415]
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")
        assert statuses(connection.recv(65536)) == [415]
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(b"zzzz\r\n")
    assert service.ask("POST", "/collate", CATS).status == 200


@pytest.mark.parametrize(
    "lengths", [b"Content-Length: 4\r\nTransfer-Encoding: chunked", b"transfer-encoding: chunked\r\ncontent-length: 0"]
)
@pytest.mark.parametrize("path", [b"/collate", b"/version", b"/nothing"])
def test_a_length_beside_chunks_is_refused_and_nothing_after_it_is_answered(
    service: Served, path: bytes, lengths: bytes
) -> None:
    head = HEAD.replace(b"/collate", path)
    reply = service.send(head + lengths + b"\r\n\r\n" + chunked(json.dumps(CATS).encode()) + SMUGGLED)
    assert statuses(reply) == [400]
    assert b"connection: close" in reply.lower()
    told = "the request has Content-Length and Transfer-Encoding; send one of them"
    assert json.loads(reply.partition(b"\r\n\r\n")[2]) == {"error": told}


def test_requests_on_one_connection_are_answered_in_their_order(service: Served) -> None:
    body = json.dumps(CATS).encode()
    one = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
    last = b"GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    reply = service.send(one + SMUGGLED + one + last)
    assert statuses(reply) == [200, 200, 200, 200]
    assert [b'"table"' in part for part in reply.split(b"HTTP/1.1 ")[1:]] == [True, False, True, False]


def test_a_body_that_never_comes_is_answered_in_time(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS_WITHOUT_BYTES", 0.3)
    reply = service.send(HEAD + b"Content-Length: 100\r\n\r\n{")
    assert statuses(reply) == [408]
    assert b"the body came too slowly; send it again on a faster connection, or in parts" in reply


@pytest.mark.parametrize("bound", ["SECONDS_FOR_ALL", "SECONDS_OF_GRACE"])
def test_a_body_that_trickles_is_answered_in_time(service: Served, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, bound, 0.3)
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n")
        with suppress(BrokenPipeError):
            for _ in range(6):
                connection.sendall(b" ")
                time.sleep(0.1)
        assert statuses(connection.recv(65536)) == [408]


@pytest.mark.parametrize("begun", [b"", b"POST /coll", HEAD])
def test_a_head_that_never_comes_is_not_waited_for(
    service: Served, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "SECONDS_FOR_A_HEAD", 0.3)
    began = time.monotonic()
    assert service.send(begun, seconds=10) == b""
    assert time.monotonic() - began < 5


def test_slow_clients_keep_nobody_waiting(service: Served) -> None:
    slow = [socket.create_connection(("127.0.0.1", service.port), timeout=5) for _ in range(50)]
    try:
        for n, connection in enumerate(slow):
            connection.sendall(b"POST /coll" if n % 2 else HEAD + b"Content-Length: 1000\r\n\r\n{")
        assert service.ask("POST", "/collate", CATS, seconds=10).document["table"] == TABLE
    finally:
        for connection in slow:
            connection.close()


def test_the_log_tells_what_was_asked_and_no_text(service: Served) -> None:
    del service.log[:]
    secret = {"witnesses": [{"id": "Siglum", "content": "the secret"}, {"id": "B", "content": "the secrets"}]}
    twice = b'{"witnesses": [{"id": "Siglum", "content": "secret", "content": ""}]}'
    service.ask("POST", "/collate?secret=1", secret, {"Accept": "text/plain"})
    service.ask("POST", "/collate", twice)
    sizes = (len(json.dumps(secret)), len(twice))
    wait_until(lambda: len([record for record in service.log if record.get("received") in sizes]) == 2)
    first, second = [record for record in service.log if record.get("received") in sizes]
    assert {key: first[key] for key in ("event", "method", "path", "status", "collations", "witnesses", "tokens")} == {
        "event": "request",
        "method": "POST",
        "path": "/collate",
        "status": 200,
        "collations": 1,
        "witnesses": 2,
        "tokens": 4,
    }
    assert (second["status"], second["received"]) == (400, 69)
    assert not any(word in json.dumps(service.log) for word in ("secret", "Siglum"))


def test_a_fault_is_answered_and_logged_without_its_message(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    del service.log[:]

    async def fail(*_: object) -> bytes:
        raise RuntimeError("with words of a text")

    monkeypatch.setattr(application, "read_body", fail)
    # The service of another test may have put its own log in the place of this one.
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "handlers", [ServerLogHandler(service.log.append)])
    reply = service.ask("POST", "/collate", CATS)
    assert (reply.status, reply.document) == (
        500,
        {"error": "this is a fault of collate, not of your texts; please report it"},
    )
    wait_until(lambda: any(record["event"] == "fault" for record in service.log))
    (fault,) = [record for record in service.log if record["event"] == "fault"]
    assert re.fullmatch(r"RuntimeError in fail, line \d+ of test_service_http.py", str(fault["where"]))
    assert "words" not in json.dumps(service.log)


def test_a_fault_in_a_worker_is_answered_and_told_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("with words of a text")

    monkeypatch.setattr("collate.service.worker.answer_collation", fail)
    answer, where = answered(Frame({"number": 1, "accept": ""}, b"{}"), ServiceLimits())
    assert (answer.status, json.loads(answer.body)) == (
        500,
        {"error": "this is a fault of collate, not of your texts; please report it"},
    )
    assert re.fullmatch(r"RuntimeError in fail, line \d+ of test_service_http.py", where)
