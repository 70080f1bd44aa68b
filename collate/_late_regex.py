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

    @property  # type: ignore[misc]  # in `object` it can be set
    def __class__(self) -> Any:  # noqa: ANN401 - `object` says that it is the class of the object itself
        """The class that it stands for, so that `isinstance` and the functions of `re` take it."""
        return Pattern

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the pattern has
        """Compile the expression. This is called only for what the object does not have yet."""
        if name.startswith("_"):  # asked for by `copy` and `pickle`, perhaps before there is an expression
            raise AttributeError(f"'re.Pattern' object has no attribute {name!r}", name=name, obj=self)
        compiled = self._compiled()
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)

    def _compiled(self) -> Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __repr__(self) -> str:
        return repr(self._compiled())

    def __eq__(self, other: object) -> bool:
        if type(other) is _LateRegex:
            other = other._compiled()
        return self._compiled() == other

    def __hash__(self) -> int:
        return hash(self._compiled())

    def __copy__(self) -> "_LateRegex":
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> "_LateRegex":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return late_regex, (self.pattern, int(self._flags))


def late_regex(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what `re.compile` returns, compiled when it is first used."""
    return cast("Pattern[str]", _LateRegex(pattern, flags))


def as_replacement(template: str) -> str | Callable[[Match[str]], str]:
    r"""Return what `re.sub` puts in place of a match; a template such as `\1` is then read only where one is found."""
    expand: Callable[[Match[str]], str] = methodcaller("expand", template)
    return expand if "\\" in template else template
