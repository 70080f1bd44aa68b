"""The rows of `dropped` and `roles` under `[read]`, for formats whose parts are matched one by one."""

from collections.abc import Callable, Iterator

from collate._repr import counted, repr_line
from collate.reading.read_settings import LEFT_OUT, Destiny, ReadSettings
from collate.reading.selectors import Selector


class SelectorRows:
    """What the user says of parts; the first row that matches counts: `dropped`, then `roles` from the last one on."""

    def __init__(self, settings: ReadSettings) -> None:
        self._rows = [*((s, LEFT_OUT) for s in settings.dropped), *reversed(settings.roles)]
        self._stated = settings.stated
        self._used: set[str] = set()

    def __repr__(self) -> str:
        return repr_line("SelectorRows", counted(len(self._rows), "selector"))

    def __bool__(self) -> bool:
        """Whether the user says anything of parts."""
        return bool(self._rows)

    def destiny(self, is_meant: Callable[[Selector], bool]) -> Destiny | None:
        """Return what becomes of a part; None if no selector means it."""
        for selector, destiny in self._rows:
            if is_meant(selector):
                self._used.add(selector.text)
                return destiny
        return None

    def unused(self) -> Iterator[tuple[str, str]]:
        """Yield the setting and the text of each selector of the user that has matched nothing."""
        for selector, destiny in self._rows:
            key = "dropped" if destiny is LEFT_OUT and "dropped" in self._stated else "roles"
            row = key if key == "dropped" else f"roles.{selector.text}"
            if row in self._stated and selector.text not in self._used:
                yield key, selector.text
