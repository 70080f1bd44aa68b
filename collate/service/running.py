"""Run the service until it is told to stop."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from uvicorn import Config, Server

from collate.errors import OptionError
from collate.service.application import application
from collate.service.connection import GuardedProtocol
from collate.service.log_records import Log, ServerLogHandler
from collate.service.settings import ServiceSettings

_BACKLOG: Final = 2048  # connections that wait to be accepted


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

    Raises
    ------
    OptionError
        The address or the port cannot be had, or a worker does not start.
    """
    listening = listening_socket(settings.host, settings.port)

    async def run() -> None:
        server = server_of(settings, log)
        serving = asyncio.create_task(_until_stopped(server, listening))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            started(address_of(listening, settings.prefix))
        await serving
        if not server.started:
            raise OptionError("the processes that collate did not start; the log says why; try fewer with --workers")

    with listening:
        asyncio.run(run())


async def _until_stopped(server: Server, listening: socket.socket) -> None:
    """Serve until the server is told to stop. It raises SystemExit, after it has logged why, if it cannot start."""
    with suppress(SystemExit):
        await server.serve([listening])


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
            http=GuardedProtocol,
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
