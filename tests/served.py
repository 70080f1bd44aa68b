"""A service that runs while tests ask it."""

import asyncio
import http.client
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collate.service.running import listening_socket, server_of
from collate.service.settings import ServiceSettings

Document = dict[str, Any]  # JSON


@dataclass(frozen=True, slots=True)
class Reply:
    """What the service answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> Document:
        document: Document = json.loads(self.body)
        return document


@dataclass(frozen=True, slots=True)
class Served:
    """A service, and what it has logged."""

    port: int
    log: list[dict[str, object]] = field(default_factory=list)

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None, seconds: float = 60
    ) -> Reply:
        """Send a request: bytes as they are, anything else as JSON."""
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, sent, headers or {})
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def send(self, content: bytes, seconds: float = 5) -> bytes:
        """Send bytes on a connection of their own, and return all that comes until it is closed or nothing comes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(content)
            got = b""
            try:
                while piece := connection.recv(65536):
                    got += piece
            except (TimeoutError, ConnectionResetError):
                pass
            return got


def worker_processes() -> list[int]:
    """Return the processes of the workers of all services of these tests, sorted."""
    return sorted(pid for pid in children(os.getpid()) if b"collate.service.worker" in command_of(pid))


def children(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == parent and after_name[0] != "Z":
            found.append(int(path.parent.name))
    return found


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """Let a process do nothing for a while."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def served(settings: ServiceSettings) -> Iterator[Served]:
    """Run a service in a thread."""
    listening = listening_socket("127.0.0.1", 0)
    service = Served(listening.getsockname()[1])
    server = server_of(settings, service.log.append)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive())
        assert server.started
        yield service
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)
