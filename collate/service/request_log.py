"""One record for each request: when, what, how long. Nothing of a text, no siglum, no address of a client."""

import time
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from collate.service.answers import Answer
from collate.service.log_records import Log

LONGEST_PATH: Final = 100  # characters


class RequestNotes:
    """What the parts of the service note of one request."""

    def __init__(self) -> None:
        self.received = 0  # bytes of the body
        self.answers = 0  # collations that were made
        self.witnesses = 0
        self.tokens = 0

    def note(self, answer: Answer) -> None:
        """Note the answer to one collation, or that it was refused."""
        self.answers += answer.status == 200
        self.witnesses += answer.witnesses
        self.tokens += answer.tokens


def notes_of(scope: Scope) -> RequestNotes:
    """Return the notes of a request."""
    notes: RequestNotes = scope.setdefault("collate.notes", RequestNotes())
    return notes


def with_log(app: ASGIApp, log: Log) -> ASGIApp:
    """Return an application that logs each request when it has been answered."""

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        began, notes = time.monotonic(), notes_of(scope)
        sent: dict[str, Any] = {"status": 499, "bytes": 0}  # 499: the client left before it was answered

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
            else:
                sent["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await app(scope, receive, send_counted)
        finally:
            log(
                {
                    "event": "request",
                    "method": scope["method"][:LONGEST_PATH],
                    "path": scope["path"][:LONGEST_PATH],
                    "status": sent["status"],
                    "seconds": round(time.monotonic() - began, 3),
                    "received": notes.received,
                    "sent": sent["bytes"],
                    "collations": notes.answers,
                    "witnesses": notes.witnesses,
                    "tokens": notes.tokens,
                }
            )

    return logged
