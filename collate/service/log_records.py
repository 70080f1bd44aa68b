"""Records of the log of the service: what happened, without texts."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from traceback import extract_tb

Log = Callable[[dict[str, object]], None]


def stamped(record: dict[str, object]) -> dict[str, object]:
    """Return a record of the log with the time, in UTC, before it."""
    return {"time": datetime.now(UTC).isoformat(timespec="milliseconds")} | record


def place_of(error: BaseException) -> str:
    """Return the type of an exception and where it was raised. Its message is left out: it may hold words of a text."""
    frames = extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    file = frames[-1].filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__} in {frames[-1].name}, line {frames[-1].lineno} of {file}"


class ServerLogHandler(logging.Handler):
    """Puts what the server library tells into our log."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Log a warning or an error; of one with a traceback, its last line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            self.log({"event": "server", "message": record.getMessage().rstrip().rpartition("\n")[2]})
        else:
            self.log({"event": "fault", "where": place_of(error)})
