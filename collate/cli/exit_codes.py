"""Exit codes, the same for every command."""

from typing import Final

NOTHING_TO_REPORT: Final = 0  # no difference that is not ignored; or the work was done
DIFFERENT: Final = 1  # differences, findings at error level, or a stale report
TROUBLE: Final = 2  # bad arguments or input that cannot be read
INTERRUPTED: Final = 130  # Ctrl-C
PIPE_CLOSED: Final = 141  # the reader of our output went away; nothing is wrong
