"""Regular expressions that are compiled when they are first used.

A command loads hundreds of expressions, and most texts need less than half of them.
"""

import re
from collections.abc import Callable
from operator import methodcaller
from re import Match, Pattern
from typing import Any, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _LateRegex:
    """Stands for a `re.Pattern`, and takes over its methods when the first of them is looked up."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has
        """Compile the expression. This is called only for what the object does not have yet."""
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late_regex(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what `re.compile` returns, compiled when it is first used."""
    return cast("Pattern[str]", _LateRegex(pattern, flags))


def as_replacement(template: str) -> str | Callable[[Match[str]], str]:
    r"""Return what `re.sub` puts in place of a match; a template such as `\1` is then read only where one is found."""
    expand: Callable[[Match[str]], str] = methodcaller("expand", template)
    return expand if "\\" in template else template
