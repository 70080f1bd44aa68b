"""Let pages of other sites ask the service (CORS), and answer what a browser asks before it sends JSON."""

from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from collate.service.answers import error_answer
from collate.service.responses import response_of

# As CollateX sends them to who does not ask for others.
_ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, POST, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Accept, X-Requested-With",
    "Access-Control-Max-Age": "86400",
    "Access-Control-Allow-Credentials": "true",
}


def with_cross_origin(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """Return an application that allows pages of some origins, or of all if there are none, and answers OPTIONS.

    Pages of other origins are answered 403, because a browser would let them ask, though not read.
    """

    async def allowing(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        is_allowed = not origins or origin in origins

        async def send_allowed(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["Vary"] = "Origin, Accept"
                if is_allowed:
                    answer["Access-Control-Allow-Origin"] = origin or "*"
                    answer.update(_ALLOWED)
                    if asked := headers.get("access-control-request-headers"):  # whatever they are, as in CollateX
                        answer["Access-Control-Allow-Headers"] = asked
                    if "access-control-request-private-network" in headers:
                        answer["Access-Control-Allow-Private-Network"] = "true"
            await send(message)

        if origin and not is_allowed:
            told = "pages of this site may not use this service; start it with --origin and the address of the site"
            return await response_of(error_answer(403, told))(scope, receive, send_allowed)
        if scope["method"] == "OPTIONS":
            return await Response(status_code=204)(scope, receive, send_allowed)
        return await app(scope, receive, send_allowed)

    return allowing
