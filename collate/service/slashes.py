"""Take several slashes of a path for one, and none at its end, as CollateX does: `//collate/` is `/collate`."""

from starlette.types import ASGIApp, Receive, Scope, Send


def with_plain_paths(app: ASGIApp) -> ASGIApp:
    """Return an application that gets paths with single slashes, and none at the end."""

    async def plain(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope = dict(scope) | {"path": plain_path(scope["path"])}
        await app(scope, receive, send)

    return plain


def plain_path(path: str) -> str:
    """Return a path with single slashes, and none at the end.

    Examples
    --------
    >>> plain_path("//collate/"), plain_path("/")
    ('/collate', '/')
    """
    return "/" + "/".join(filter(None, path.split("/")))
