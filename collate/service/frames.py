"""What the server and a worker send each other: frames of a header, which is JSON, and a body."""

import json
import struct
from asyncio import StreamReader
from collections.abc import Callable
from typing import Any, Final

from collate._dataclass import dataclass

_LENGTHS: Final = struct.Struct(">IQ")  # bytes of the header and of the body


@dataclass(frozen=True, slots=True)
class Frame:
    """A header and a body."""

    header: dict[str, Any]
    body: bytes = b""


def packed(frame: Frame) -> bytes:
    """Return the bytes of a frame."""
    header = json.dumps(frame.header).encode("ascii")
    return _LENGTHS.pack(len(header), len(frame.body)) + header + frame.body


def read_frame(read: Callable[[int], bytes]) -> Frame | None:
    """Read a frame from a blocking stream; None at its end."""
    lengths = read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    header, body = _LENGTHS.unpack(lengths)
    return Frame(json.loads(read(header)), read(body))


async def receive_frame(stream: StreamReader) -> Frame:
    """Read a frame. Raises IncompleteReadError where the stream ends."""
    header, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return Frame(json.loads(await stream.readexactly(header)), await stream.readexactly(body))
