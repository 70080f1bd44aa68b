"""Comments that accept a finding: `collate: ignore[T202]`, for its line, or for the next if it is alone on its line."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.registry import ALL, RULES, is_selected
from collate.checking.settings import require_known_rules
from collate.errors import ConfigError
from collate.model.findings import Finding

_LINE_END: Final = late_regex(r"\r\n|\n|\r")  # what parsers count as lines
_DIRECTIVE: Final = r"collate:\s*+ignore(?:\[(?P<codes>[^\[\]\n]*+)\])?"
_MARKUP_COMMENT: Final = late_regex(rf"<!--\s*+{_DIRECTIVE}(?:(?!<!--|-->).)*+-->")  # comments are not nested
_HASH_COMMENT: Final = late_regex(rf"#\s*+{_DIRECTIVE}")
_PERCENT_COMMENT: Final = late_regex(rf"%\s*+{_DIRECTIVE}")
# Plain text has no comments: a finding in it is accepted in a baseline.
COMMENT_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    ".toml": _HASH_COMMENT,
    ".xml": _MARKUP_COMMENT,
    ".tei": _MARKUP_COMMENT,
    ".page": _MARKUP_COMMENT,
    ".alto": _MARKUP_COMMENT,
    ".html": _MARKUP_COMMENT,
    ".md": _MARKUP_COMMENT,
    ".wiki": _MARKUP_COMMENT,
    ".tex": _PERCENT_COMMENT,
}

# A comment cannot accept these: they are about whole files that collate writes (reports, the baseline), and a comment
# that a stranger adds to a report would hide that the report was changed.
_NEVER_SUPPRESSED: Final = ("D1", "D3")

Suppressions = Mapping[int, tuple[str, ...]]  # names of rules by line


def suppressions_in(text: str, path: str) -> Suppressions:
    """Read the suppressions in the comments of a text. Raises ConfigError, with file and line, for an unknown rule."""
    pattern = COMMENT_PATTERNS.get(path[path.rfind(".") :].lower()) if "." in path else None
    suppressions: dict[int, tuple[str, ...]] = {}
    if pattern is None or "collate:" not in text:
        return suppressions
    for number, line in enumerate(_LINE_END.split(text), 1):
        content_start, content_end = len(line) - len(line.lstrip()), len(line.rstrip())
        for comment in pattern.finditer(line):
            names = tuple(name.strip() for name in (comment["codes"] or "").split(",") if name.strip()) or (ALL,)
            try:
                require_known_rules(names)
            except ConfigError as error:
                raise ConfigError(f"{path}:{number}: {error}") from None
            is_alone = comment.start() <= content_start and content_end <= comment.end()
            for covered in (number, number + 1) if is_alone else (number,):
                suppressions[covered] = tuple(dict.fromkeys((*suppressions.get(covered, ()), *names)))
    return suppressions


def is_suppressed(suppressions_of: Callable[[str], Suppressions], finding: Finding) -> bool:
    """Return whether a comment in the file of a finding accepts it."""
    if finding.code.startswith(_NEVER_SUPPRESSED):
        return False
    names = suppressions_of(finding.path).get(finding.line, ())
    return bool(names) and is_selected(RULES[finding.code], names)
