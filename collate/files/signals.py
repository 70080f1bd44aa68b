"""Hold back the signals that stop a program, while its files must not be left half replaced."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

# Windows has no SIGHUP.
STOPPING_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


@contextmanager
def signals_held() -> Iterator[None]:
    """Hold back Ctrl-C, SIGTERM and SIGHUP, and deliver them at the end.

    Python runs the handlers of signals in its main thread only, so nothing needs to be held back in other threads.
    """
    with ExitStack() as stack:
        for number in STOPPING_SIGNALS:
            stack.enter_context(_signal_held(number))
        yield


@contextmanager
def _signal_held(number: signal.Signals) -> Iterator[None]:
    handler = signal.getsignal(number)
    received = False

    def hold(signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        nonlocal received
        received = True

    if handler is None:  # set by another language, and Python could not set it again
        yield
        return
    replaced = False
    try:
        try:
            signal.signal(number, hold)
            replaced = True
        except ValueError:  # this is not the main thread
            pass
        yield
    finally:
        if replaced:
            signal.signal(number, handler)
        if received:
            signal.raise_signal(number)
