"""What `collate serve` does."""

import json
import os
import re
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from collate._late_regex import late_regex
from collate.cli.output import print_line, print_text
from collate.errors import OptionError
from collate.service.log_records import stamped
from collate.service.settings import ServiceSettings, is_loopback

_PREFIX: Final = late_regex(r"(?:/[A-Za-z0-9._~-]+)+")
_ORIGIN: Final = late_regex(r"https?://[^/\s]+", re.IGNORECASE)
MOST_WORKERS: Final = 8


def run_service(settings: ServiceSettings) -> None:
    """Run the service until it is stopped. Raises OptionError for settings that cannot be obeyed."""
    settings = _checked(settings)
    for module in ("starlette", "uvicorn"):
        if find_spec(module) is None:
            raise OptionError(f"serving needs {module}; install it with: pip install 'textcollate[serve]'")
    from collate.service.running import serve  # late: it loads the server

    if not is_loopback(settings.host):
        print_line(
            f"warning: everyone who reaches {settings.host} can use this service: there is no password and no "
            "encryption; put it behind a server that has both"
        )
    with suppress(SystemExit, KeyboardInterrupt):  # raised once more when everything has ended
        serve(settings, _log, _started)


def _checked(settings: ServiceSettings) -> ServiceSettings:
    prefix = settings.prefix.rstrip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise OptionError(f"--prefix {settings.prefix!r} is not a path; write one such as /collatex")
    origins = tuple(origin.rstrip("/").lower() for origin in settings.origins)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise OptionError(
                f"--origin {origin!r} is not the address of a site; write one such as https://example.org"
            )
    workers = settings.workers or min(os.cpu_count() or 1, MOST_WORKERS)
    return replace(settings, prefix=prefix, origins=origins, workers=workers)


def _started(address: str) -> None:
    print_line(f"collate answers at {address}collate (try it at {address}); Ctrl-C stops it")
    _log({"event": "started", "address": address})


def _log(record: dict[str, object]) -> None:
    """Write a record of the log as one line of JSON to standard error."""
    print_text(f"{json.dumps(stamped(record))}\n", to_stderr=True)
