"""The settings `[read]` of a work: which numbers in its texts name places."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from collate._repr import listed, repr_line
from collate.errors import ConfigError
from collate.files.patterns import (
    BoundedPattern,
    PatternError,
    SearchClock,
    SlowPatternError,
    compile_pattern,
    slow_pattern,
)
from collate.files.toml import SettingsTable

MOST_LABELS: Final = 100_000  # of one pattern in one text
LONGEST_LABEL: Final = 200  # code points
MOST_SYSTEMS: Final = 50

_EXAMPLE: Final = "places = false, or a pattern for each system: places = { verse = '^(\\d+)\\.' }"
_SYSTEM: Final = r"[^\W\d_][\w-]{0,29}"


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """Which labels of places are looked for in a plain text.

    finds      whether those are found that need no setting
    patterns   for each system a pattern of its labels, instead of these; its first group is the value
    error_at   the error for a mistake in the settings
    """

    finds: bool = True
    patterns: tuple[tuple[str, BoundedPattern], ...] = ()
    error_at: Callable[[str], ConfigError] = ConfigError

    def __repr__(self) -> str:
        systems = listed([system for system, _ in self.patterns], 40)
        return repr_line("PlaceSettings", f"{'finds all' if self.finds else 'finds none'} {systems}")

    def labels(self, text: str) -> list[tuple[int, int, str, str]]:
        """Return what the patterns match: code points [start, end), system and value."""
        found = []
        for system, pattern in self.patterns:
            try:
                matches = pattern.matches(text, MOST_LABELS + 1)
            except SlowPatternError:
                raise self.error_at(slow_pattern(pattern.pattern, text)) from None
            if len(matches) > MOST_LABELS:
                raise self.error_at(f"the pattern {pattern.pattern!r} has more than {MOST_LABELS:,} matches; narrow it")
            for (start, end), (first, last) in matches:
                if max(end - start, last - first) > LONGEST_LABEL:
                    why = f"has a match of more than {LONGEST_LABEL} characters"
                    raise self.error_at(f"the pattern {pattern.pattern!r} {why}; let it match the number alone")
                label, value = text[start:end], " ".join(text[first:last].split())
                if value and label.strip():
                    blanks = len(label) - len(label.lstrip()), len(label) - len(label.rstrip())
                    found.append((start + blanks[0], end - blanks[1], system, value))
        return found


FIND_PLACES: Final = PlaceSettings()


def read_place_settings(work: SettingsTable) -> PlaceSettings:
    """Read the key `places` of the table `[read]` of a work. Raises ConfigError with file and line."""
    table = work.table("read")
    table.require_known_keys(("places",))
    value = table.values.get("places", True)
    if isinstance(value, bool):
        return PlaceSettings(value)
    if not isinstance(value, dict) or not all(isinstance(pattern, str) for pattern in value.values()):
        raise table.error("places", f"places must be true, false or a table of patterns; write {_EXAMPLE}")
    table.require_fewer("places", len(value), MOST_SYSTEMS)
    clock, patterns = SearchClock(), []
    for system, pattern in value.items():
        if not re.fullmatch(_SYSTEM, system):
            raise table.error(
                "places", f"{system!r} cannot name a system of places; use letters, such as verse or page"
            )
        try:
            patterns.append((system, compile_pattern(pattern, clock, flags=re.MULTILINE)))
        except PatternError as error:
            raise table.error("places", str(error)) from None
    return PlaceSettings(patterns=tuple(patterns), error_at=lambda why: table.error("places", why))
