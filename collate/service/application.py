"""The service as an ASGI application: what each path does."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from collate._dataclass import dataclass
from collate._version import __version__
from collate.service.answers import FAULT, Answer, AnswerForm, asked_form, error_answer
from collate.service.batch import answer_lines, filled_lines
from collate.service.bodies import read_body
from collate.service.cross_origin import with_cross_origin
from collate.service.host_check import only_known_hosts
from collate.service.length_check import only_one_length
from collate.service.load import Load
from collate.service.log_records import Log
from collate.service.openapi import openapi_document
from collate.service.page import page
from collate.service.pool import WorkerPool
from collate.service.request_log import notes_of, with_log
from collate.service.responses import response_of
from collate.service.settings import ServiceSettings
from collate.service.slashes import with_plain_paths

JSON_LINES: Final = "application/x-ndjson"
SECONDS_AFTER_LEAVING: Final = 2.0  # a collation may take this long when its client has left; then it is stopped
_RETRY: Final = {"Retry-After": "5", "Connection": "close"}  # the body has not been read
_UNKNOWN: Final = "there is nothing at this path; send POST to /collate"
_OTHER_METHOD: Final = "this path does not take this method; /openapi.json says which it takes"


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """The parts that requests share."""

    settings: ServiceSettings
    pool: WorkerPool
    load: Load


def application(settings: ServiceSettings, log: Log) -> ASGIApp:
    """Return the application. Its workers start and end with it."""
    limits = settings.limits
    service = Service(settings, WorkerPool(settings.workers, limits, log), Load(limits.waiting))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        try:
            await service.pool.start()
            yield
        finally:
            await service.pool.stop()

    handlers: dict[Any, Any] = {HTTPException: _refused, ClientDisconnect: _left, Exception: _failed}
    app = Starlette(routes=_routes(service), lifespan=lifespan, exception_handlers=handlers)
    app.router.redirect_slashes = False
    names = (settings.host, *settings.known_hosts)
    known = only_known_hosts(with_cross_origin(with_plain_paths(app), settings.origins), names)
    return with_log(only_one_length(known), log)


def _routes(service: Service) -> Sequence[BaseRoute]:
    prefix = service.settings.prefix
    return [
        Route(f"{prefix}/collate", partial(_collate, service), methods=["POST"]),
        Route(f"{prefix}/collate/batch", partial(_batch, service), methods=["POST"]),
        Route(f"{prefix}/health", partial(_health, service)),
        Route(f"{prefix}/version", _version),
        Route(f"{prefix}/openapi.json", partial(_openapi, service)),
        Route(prefix or "/", _page),
    ]


async def _collate(service: Service, request: Request) -> Response:
    """Collate one text."""
    if refusal := service.load.refusal:
        return response_of(refusal, _RETRY)
    with service.load.of_body() as incoming:
        body = await read_body(request, service.settings.limits.size, service.load, incoming)
        if isinstance(body, Answer):
            return _unread(body)
        if refusal := service.load.refusal:  # others have come while this body was read
            return response_of(refusal, _RETRY)
        with service.load.of_request():
            answer = await _while_connected(request, service.pool.answer(body, request.headers.get("accept", "")))
    notes_of(request.scope).note(answer)
    return response_of(answer)


def _unread(refusal: Answer) -> Response:
    """Return the response to a request whose body is not read to its end."""
    return response_of(refusal, _RETRY if refusal.status == 503 else {"Connection": "close"})


async def _while_connected(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """Return the answer. Raises ClientDisconnect, and stops the work, if the client leaves and it takes longer."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            await asyncio.wait({working}, timeout=SECONDS_AFTER_LEAVING)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()


async def _batch(service: Service, request: Request) -> Response:
    """Collate many texts, and send the answer to each as soon as those before it are sent."""
    limits = service.settings.limits
    if refusal := service.load.refusal:
        return response_of(refusal, _RETRY)
    with service.load.of_body() as incoming:
        body = await read_body(request, limits.batch_size, service.load, incoming)
    if isinstance(body, Answer):
        return _unread(body)
    if refusal := service.load.refusal:
        return response_of(refusal, _RETRY)
    if next(filled_lines(body), None) is None:
        return response_of(error_answer(400, "the batch is empty; write a collation in JSON on each line"))
    # The other forms are no JSON, so they could not be a part of a line.
    ours = asked_form(request.headers.get("accept", "")) is AnswerForm.COLLATE
    form, notes = AnswerForm.COLLATE if ours else AnswerForm.JSON, notes_of(request.scope)

    async def answer(line: bytes) -> Answer:
        found = await service.pool.answer(line, form)
        notes.note(found)
        return found

    async def lines() -> AsyncIterator[bytes]:
        with service.load.of_request(), service.load.of_body(len(body)):
            async for line in answer_lines(body, limits.size, service.pool.count + 1, answer):
                yield line

    return StreamingResponse(lines(), media_type=JSON_LINES, headers={"Cache-Control": "no-store"})


async def _health(service: Service, request: Request) -> Response:
    """Return whether a worker is there."""
    del request
    alive = service.pool.alive
    known = {"status": "ok" if alive else "no worker", "workers": alive, "requests": service.load.requests}
    return response_of(_json_answer(known, 200 if alive else 503))


async def _version(request: Request) -> Response:
    del request
    return response_of(_json_answer({"name": "collate", "version": __version__}))


async def _openapi(service: Service, request: Request) -> Response:
    del request
    return response_of(_json_answer(openapi_document(service.settings.prefix)))


async def _page(request: Request) -> Response:
    """Return the page. What it asks is relative to its address, which must end with a slash."""
    path: str = request.scope["raw_path"].decode("ascii", "replace")
    if not path.endswith("/"):
        return Response(
            status_code=307, headers={"Location": f"{path.rpartition('/')[2]}/", "Cache-Control": "no-store"}
        )
    html, policy = page()
    return response_of(Answer(200, "text/html; charset=utf-8", html), {"Content-Security-Policy": policy})


async def _refused(request: Request, error: HTTPException) -> Response:
    """Answer a path or a method that does not exist."""
    del request
    sentence = {404: _UNKNOWN, 405: _OTHER_METHOD}.get(error.status_code, error.detail)
    return response_of(error_answer(error.status_code, sentence), error.headers)


async def _left(request: Request, error: ClientDisconnect) -> Response:
    """Answer a client that has left: nobody reads it."""
    del request, error
    return Response(status_code=400)


async def _failed(request: Request, error: Exception) -> Response:
    """Answer a request in which the service failed; the server logs where."""
    del request, error
    return response_of(error_answer(500, FAULT), {"Connection": "close"})


def _json_answer(value: object, status: int = 200) -> Answer:
    return Answer(status, AnswerForm.JSON, json.dumps(value).encode("ascii"))
