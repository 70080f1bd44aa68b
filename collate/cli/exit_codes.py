"""Exit codes, the same for every command."""

from typing import Final

SUCCESS: Final = 0  # no difference that counts, or the work was done
DIFFERENCES: Final = 1  # differences, findings at level error, or an outdated report
ERROR: Final = 2  # wrong arguments, or input that cannot be read or collated
INTERNAL_ERROR: Final = 70  # a fault of this program; the traceback is on standard error
HANGUP: Final = 129  # SIGHUP: the terminal was closed
INTERRUPTED: Final = 130  # Ctrl-C
BROKEN_PIPE: Final = 141  # the program that reads our output has closed it; this is not an error
TERMINATED: Final = 143  # SIGTERM: another program stopped this one
