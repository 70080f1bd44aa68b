"""One connection of HTTP, and what happens where its client is too slow."""

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from collate.service.answers import Answer, error_answer
from collate.service.bodies import LEAST_PACE

SECONDS_FOR_A_HEAD: Final = 15.0
SECONDS_TO_TAKE: Final = 15.0  # in which a client takes at least some of its answer
MOST_INCOMING: Final = 400  # connections whose next request is not whole; many systems allow 1024 open files
_NO_HTTP: Final = "this is not a request of HTTP; correct the program that sent it"
_DROPPED: Final = "the request came too slowly while many others came; send it again"


class GuardedProtocol(H11Protocol):
    """HTTP that closes connections whose clients are too slow.

    Those are: a request has begun, and its head does not come to its end in time; an answer is hardly taken; or there
    are too many connections that wait for a request, and this one is the furthest behind.
    """

    head_timer: asyncio.TimerHandle | None = None
    answer_timer: asyncio.TimerHandle | None = None
    began = 0.0  # when the connection, or its request, began
    received = 0  # bytes since then

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self.began = self.loop.time()
        self._watch()
        if len(self.connections) > MOST_INCOMING:
            self._drop_the_slowest()

    def data_received(self, data: bytes) -> None:
        """Read what has come, and wait for a head if it is not whole."""
        if self.conn.their_state is h11.IDLE and self.head_timer is None:
            self.began, self.received = self.loop.time(), 0
        self.received += len(data)
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        for timer in (self.head_timer, self.answer_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait until the client has taken some of the answer."""
        super().pause_writing()
        self._watch_answer()

    def resume_writing(self) -> None:
        """Send more of the answer."""
        super().resume_writing()
        if self.answer_timer is not None:
            self.answer_timer.cancel()
            self.answer_timer = None

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP as other mistakes are, unless an answer has begun, and close the connection."""
        del msg
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._send(error_answer(400, _NO_HTTP))
        self.transport.close()

    @property
    def is_incoming(self) -> bool:
        """Whether no request is being answered: the next has not come, or is not whole."""
        is_open = not self.transport.is_closing() or self.transport.get_write_buffer_size() > 0
        return is_open and self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    @property
    def lead(self) -> float:
        """How many bytes more have come than the least pace asks for; less than none if the client is too slow."""
        return self.received - (self.loop.time() - self.began) * LEAST_PACE

    def drop(self) -> None:
        """Close the connection, and tell why if a request waits for its answer."""
        if self.conn.our_state is h11.SEND_RESPONSE and not self.transport.is_closing():
            self._send(error_answer(408, _DROPPED))
            self.cycle.disconnected = True  # the application has nothing more to answer
        self.transport.close()
        if self.transport.get_write_buffer_size():  # the client does not read either
            self.transport.abort()

    def _send(self, answer: Answer) -> None:
        headers = [
            ("content-type", answer.media_type),
            ("content-length", f"{len(answer.body)}"),
            ("connection", "close"),
        ]
        events = (
            h11.Response(status_code=answer.status, headers=headers),
            h11.Data(data=answer.body),
            h11.EndOfMessage(),
        )
        for event in events:
            self.transport.write(self.conn.send(event) or b"")

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

    def _watch_answer(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        self.answer_timer = self.loop.call_later(SECONDS_TO_TAKE, self._abort_unless_taken, waiting)

    def _abort_unless_taken(self, waiting: int) -> None:
        if waiting - self.transport.get_write_buffer_size() < LEAST_PACE * SECONDS_TO_TAKE:
            self.transport.abort()
        else:
            self._watch_answer()

    def _drop_the_slowest(self) -> None:
        incoming = [one for one in self.connections if isinstance(one, GuardedProtocol) and one.is_incoming]
        if len(incoming) > MOST_INCOMING:
            min(incoming, key=lambda one: one.lead).drop()
