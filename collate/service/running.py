"""Run the service until it is told to stop."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Final

import h11
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from collate.errors import OptionError
from collate.service.answers import error_answer
from collate.service.application import application
from collate.service.log_records import Log, ServerLogHandler
from collate.service.settings import ServiceSettings

SECONDS_FOR_A_HEAD: Final = 15.0
_BACKLOG: Final = 2048  # connections that wait to be accepted


class HeadTimedProtocol(H11Protocol):
    """HTTP that closes a connection whose next request has begun, and whose head does not come to its end in time."""

    head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Read what has come, and wait for a head if it is not whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        if self.head_timer is not None:
            self.head_timer.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP as other mistakes are, unless an answer has begun, and close the connection."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            body = error_answer(400, "this is not a request of HTTP; correct the program that sent it").body
            headers = [
                ("content-type", "application/json"),
                ("content-length", f"{len(body)}"),
                ("connection", "close"),
            ]
            for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _watch(self) -> None:
        is_waiting = self.conn.their_state is h11.IDLE
        if is_waiting and self.head_timer is None:
            self.head_timer = self.loop.call_later(SECONDS_FOR_A_HEAD, self._close_unless_whole)
        elif not is_waiting and self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _close_unless_whole(self) -> None:
        self.head_timer = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OptionError where the address or the port cannot be had."""
    listening = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        if listening is not None:
            listening.close()
        raise OptionError(
            f"cannot listen on {host}, port {port} ({error.strerror}); choose another with --host or --port"
        ) from None
    return listening


def serve(settings: ServiceSettings, log: Log, started: Callable[[str], None]) -> None:
    """Run the service until SIGINT or SIGTERM; requests that have begun are then answered.

    Parameters
    ----------
    settings : ServiceSettings
    log : callable
        What gets each record of the log.
    started : callable
        What gets the address of the service when its workers are ready.
    """
    listening = listening_socket(settings.host, settings.port)

    async def run() -> None:
        server = server_of(settings, log)
        serving = asyncio.create_task(server.serve([listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            started(address_of(listening, settings.prefix))
        await serving

    asyncio.run(run())


def address_of(listening: socket.socket, prefix: str) -> str:
    """Return the address of the service that listens on a socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{prefix}/"


def server_of(settings: ServiceSettings, log: Log) -> Server:
    """Return the server; it serves on the sockets that its method `serve` is given."""
    logger = logging.getLogger("uvicorn.error")
    logger.handlers[:] = [ServerLogHandler(log)]
    logger.propagate = False
    return Server(
        Config(
            application(settings, log),
            http=HeadTimedProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=_BACKLOG,
            timeout_keep_alive=30,
            # A collation that has begun may take its whole time.
            timeout_graceful_shutdown=int(settings.limits.seconds) + 5,
        )
    )
