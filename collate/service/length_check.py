"""Refuse requests that tell the length of their body in two ways.

A server in front of this one may read as many bytes as `Content-Length` says, where we would read the chunks of
`Transfer-Encoding`. The two would not agree where the next request begins, so one could be smuggled in (RFC 9112).
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from collate.service.answers import error_answer
from collate.service.responses import response_of

_TOLD: Final = "the request has Content-Length and Transfer-Encoding; send one of them"


def only_one_length(app: ASGIApp) -> ASGIApp:
    """Return an application that answers 400 to such a request, and closes its connection."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if "transfer-encoding" in headers and "content-length" in headers:
                return await response_of(error_answer(400, _TOLD), {"Connection": "close"})(scope, receive, send)
        return await app(scope, receive, send)

    return checked
