"""`collate: ignore[T202]` in a comment: what is known on its line, or on the next where it stands alone."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from collate.checking.rules.registry import RULES, named
from collate.checking.settings import require_rules
from collate.errors import ConfigError
from collate.model.findings import Finding

_SAID: Final = r"collate:\s*ignore(?:\[(?P<codes>[^\]\n]*)\])?"
_MARKUP: Final = re.compile(rf"<!--\s*{_SAID}.*?-->")
_HASH: Final = re.compile(rf"#\s*{_SAID}")
_PERCENT: Final = re.compile(rf"%\s*{_SAID}")
# Plain text has no comments: what is known of it stands in a baseline.
COMMENTS: Final[Mapping[str, re.Pattern[str]]] = {
    ".toml": _HASH,
    ".xml": _MARKUP,
    ".tei": _MARKUP,
    ".html": _MARKUP,
    ".md": _MARKUP,
    ".tex": _PERCENT,
}
EVERY: Final = ("all",)

Ignored = Mapping[int, tuple[str, ...]]  # names of rules by line


def ignored_in(text: str, path: str) -> Ignored:
    """Read the comments of a text. Raises ConfigError, with file and line, for a rule that is none."""
    pattern = COMMENTS.get(path[path.rfind(".") :].lower()) if "." in path else None
    found: dict[int, tuple[str, ...]] = {}
    if pattern is None or "collate:" not in text:
        return found
    for number, line in enumerate(text.splitlines(), 1):
        for comment in pattern.finditer(line):
            names = tuple(name.strip() for name in (comment["codes"] or "").split(",") if name.strip()) or EVERY
            try:
                require_rules(names)
            except ConfigError as error:
                raise ConfigError(f"{path}:{number}: {error}") from None
            alone = not (line[: comment.start()] + line[comment.end() :]).strip()
            for at in (number, number + 1) if alone else (number,):
                found[at] = (*found.get(at, ()), *names)
    return found


def is_ignored(ignored: Callable[[str], Ignored], finding: Finding) -> bool:
    """Say whether a comment in the file of a finding lets it pass."""
    names = ignored(finding.path).get(finding.line, ())
    return bool(names) and named(RULES[finding.code], names)
