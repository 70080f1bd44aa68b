"""The settings `[read]` of a work: which numbers in its texts name places."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
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
_TEMPLATE: Final = late_regex(r"\{[^\W\d_][\w-]*\}")
_OF_PATTERNS: Final = "\\^$()+?|"
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


def place_settings_of(tables: Sequence[SettingsTable], clock: SearchClock | None = None) -> PlaceSettings:
    """Return what the key `places` of some tables `[read]` says of plain text, a later table over an earlier one.

    `clock` limits the time of all searches of a work. Rows that only a marked-up source can have, such as
    `page = "pb/@n"`, say nothing of plain text.

    Raises ConfigError, with file and line where there is a file, for a mistake.
    """
    finds, patterns, last = True, dict[str, BoundedPattern](), None
    clock = clock or SearchClock()
    for table in tables:
        value = table.values.get("places")
        if value is None:
            continue
        last = table
        if isinstance(value, bool):
            finds, patterns = value, {}
        else:
            patterns |= _patterns(table, value, clock)
    if last is None or not patterns:
        return PlaceSettings(finds)
    return PlaceSettings(patterns=tuple(patterns.items()), error_at=partial(last.error, "places"))


def _patterns(table: SettingsTable, value: object, clock: SearchClock) -> dict[str, BoundedPattern]:
    """Return the patterns of a table `places`, by system."""
    if not isinstance(value, dict) or not all(isinstance(pattern, str) for pattern in value.values()):
        raise table.error("places", f"places must be true, false or a table of patterns; write {_EXAMPLE}")
    table.require_fewer("places", len(value), MOST_SYSTEMS)
    patterns = {}
    for system, pattern in value.items():
        if not re.fullmatch(_SYSTEM, system):
            raise table.error(
                "places", f"{system!r} cannot name a system of places; use letters, such as verse or page"
            )
        if is_marked_up_rule(pattern):
            continue
        try:
            patterns[system] = compile_pattern(pattern, clock, flags=re.MULTILINE)
        except PatternError as error:
            raise table.error("places", str(error)) from None
    return patterns


def is_marked_up_rule(rule: str) -> bool:
    """Return whether a row of `places` names an attribute of an element, or is a template of names."""
    return "/@" in rule or bool(_TEMPLATE.search(rule))


def is_pattern(rule: str) -> bool:
    """Return whether a row of `places` can only be a pattern of plain text."""
    return not is_marked_up_rule(rule) and any(sign in rule for sign in _OF_PATTERNS)
