"""Refuse requests under a name that the service does not know.

A page of the web can let the name of its own site lead to an address on this computer or in this network (DNS
rebinding). The browser then takes our answers for those of that site. It sends the name of the site as `Host`.
"""

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from collate.service.answers import error_answer
from collate.service.responses import response_of
from collate.service.settings import is_address


def only_known_hosts(app: ASGIApp, names: Iterable[str]) -> ASGIApp:
    """Return an application that answers 403 where `Host` is no address, not `localhost` and none of some names."""
    known = {"localhost", *(name.lower() for name in names)}

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "*" in known:
            return await app(scope, receive, send)
        hosts = Headers(scope=scope).getlist("host")
        name = host_name(hosts[0]) if len(hosts) == 1 else ""
        if name in known or is_address(name):
            return await app(scope, receive, send)
        told = "this service is not known under the name in Host; start it with --known-host and that name"
        return await response_of(error_answer(403, told))(scope, receive, send)

    return checked


def host_name(host: str) -> str:
    """Return the name in a `Host`, without its port and without the brackets of an IPv6 address."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".").lower()
