"""A worker: a process that answers one request after the other, from standard input to standard output.

The server starts it, and kills it where a request takes too long. It ends when standard input ends.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import ModuleType
from typing import Any, Final

from collate.service.answering import answer_collation
from collate.service.answers import FAULT, Answer, AnswerForm, error_answer
from collate.service.frames import Frame, packed, read_frame
from collate.service.limits import MEGABYTE, ServiceLimits
from collate.service.log_records import place_of

_FIRST: Final = b'{"witnesses": [{"id": "A", "content": "the colour"}, {"id": "B", "content": "a color"}]}'


def main() -> None:
    """Answer requests until standard input ends. The first argument holds the limits, as JSON."""
    limits = ServiceLimits(**json.loads(sys.argv[1]))
    channel = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed must not reach the server as an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then lets requests end
    resource = _resource()
    if resource is not None:
        _limit_memory(resource, limits.memory * MEGABYTE)
    for form in (AnswerForm.COLLATE, AnswerForm.JSON):  # loads what a first request would wait for
        answer_collation(_FIRST, form, limits)
    send(channel.write, channel.flush, Frame({"ready": os.getpid()}))
    while (question := read_frame(sys.stdin.buffer.read)) is not None:
        answer, fault = answered(question, limits)
        header = {
            "number": question.header["number"],
            "status": answer.status,
            "media_type": answer.media_type,
            "witnesses": answer.witnesses,
            "tokens": answer.tokens,
            "peak": 0 if resource is None else _peak(resource),
            "fault": fault,
        }
        send(channel.write, channel.flush, Frame(header, answer.body))


def send(write: Callable[[bytes], object], flush: Callable[[], object], frame: Frame) -> None:
    """Write a frame."""
    write(packed(frame))
    flush()


def answered(question: Frame, limits: ServiceLimits) -> tuple[Answer, str]:
    """Return the answer to a request, and where collate failed, for the log; "" if it did not."""
    try:
        return answer_collation(question.body, question.header["accept"], limits), ""
    except Exception as error:
        return error_answer(500, FAULT), place_of(error)


def _resource() -> ModuleType | None:
    """Return the module that limits and measures memory; Windows has none."""
    try:
        import resource
    except ImportError:
        return None
    return resource


def _limit_memory(resource: Any, size: int) -> None:  # noqa: ANN401 (a module)
    """Let allocations beyond a size fail, so that Python raises MemoryError."""
    with suppress(ValueError, OSError):  # the system has a lower limit, or does not know this one
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def _peak(resource: Any) -> int:  # noqa: ANN401 (a module)
    """Return how many bytes of memory this process had at most."""
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
