"""Examples of command lines: each stands in the help of its command, and in the reference of commands."""

from typing import Final

HEADING: Final = "Examples:"
_AS_IT_IS: Final = "\b"  # click does not wrap the lines below it


def examples(*rows: tuple[str, str]) -> str:
    """Return the epilog of a command: a line for each command line, with what it is for."""
    width = max(len(command) for command, _ in rows)
    lines = [f"  {command:<{width}}  # {purpose}" for command, purpose in rows]
    return "\n".join([_AS_IT_IS, HEADING, *lines])


def examples_of(epilog: str | None) -> list[str]:
    """Return the lines of an epilog that `examples` has made; none if there is no epilog."""
    return [line.removeprefix("  ") for line in (epilog or "").splitlines()[2:]]
