"""What a long command does, in one line of a terminal that is rewritten: stage, share and time."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from collate.cli.output import rewrite_line
from collate.model.progress import Progress

INTERVAL: Final = 0.1  # seconds between two lines
QUIET_TIME: Final = 0.5  # seconds before the first line: a short command shows none
ELAPSED_FROM: Final = 3.0  # seconds after which the line says how long the command has taken
LEAST_SHARE: Final = 0.02  # below it, and
LEAST_TIME: Final = 1.0  # before so many seconds of a stage, the time left would be a guess
_USUAL_WIDTH: Final = 80  # of a terminal that does not tell it
_SECONDS_IN_MINUTES: Final = 90  # up to here a time is shown in seconds


@contextmanager
def progress_shown() -> Iterator[Progress | None]:
    """Show on the terminal what is reported to the function; None if nobody would see it."""
    if not _is_terminal():
        yield None
        return
    line = ProgressLine(rewrite_line, time.monotonic, _terminal_width)
    done = threading.Event()
    # A thread, because a stage may compute for seconds between two reports.
    thread = threading.Thread(target=_draw_until, args=(done, line), daemon=True)
    thread.start()
    try:
        yield line.report
    finally:
        done.set()
        thread.join()
        line.clear()


def _terminal_width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_WIDTH
    except (OSError, ValueError):
        return _USUAL_WIDTH


def _is_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def _draw_until(done: threading.Event, line: "ProgressLine") -> None:
    while not done.wait(INTERVAL):
        line.draw()


class ProgressLine:
    """The line: what was reported last, when its stage began, and whether the line is on the terminal."""

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float], width: Callable[[], int]) -> None:
        self._write, self._clock, self._width = write, clock, width
        self._began = clock()
        self._stage, self._share, self._stage_began = "", 0.0, self._began
        self._reported = self._began
        self._drawn = ""

    def report(self, stage: str, share: float) -> None:
        """Remember what is done now, and the share of it that is done."""
        now = self._clock()
        if stage != self._stage:
            self._stage_began, self._stage = now, stage
        self._share, self._reported = share, now

    def draw(self) -> None:
        """Write the line again, if it has changed and the command has taken long enough."""
        now = self._clock()
        if not self._stage or now - self._began < QUIET_TIME:
            return
        from collate.terminal.display import shortened  # late: most commands are done before

        line = shortened(self._text(now), max(1, self._width() - 1))
        if line != self._drawn:
            self._drawn = line
            self._write(line)

    def clear(self) -> None:
        """Remove the line."""
        if self._drawn:
            self._drawn = ""
            self._write("")

    def _text(self, now: float) -> str:
        share, seconds = self._share, self._reported - self._stage_began
        parts = [f"{self._stage}: {int(100 * share)} %"] if share else [self._stage]
        if share >= LEAST_SHARE and seconds >= LEAST_TIME:
            left = seconds * (1 - share) / share - (now - self._reported)
            parts += [f"about {duration(left)} left"] if left >= 1 else []
        if now - self._began >= ELAPSED_FROM:
            parts.append(f"{duration(now - self._began)} so far")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time as people say it: `12 s`, `3 min`."""
    return f"{round(seconds)} s" if seconds < _SECONDS_IN_MINUTES else f"{round(seconds / 60)} min"
