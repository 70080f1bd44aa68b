"""Output formats of findings, for people, forges and programs, by name. A format is imported when it is used."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.checking.outputs.late import Output as Output
from collate.checking.outputs.late import late

OUTPUTS: Final[Mapping[str, Output]] = MappingProxyType(
    {
        "text": late("text"),
        "concise": late("concise"),
        "json": late("json_report"),
        "github": late("github"),
        "gitlab": late("gitlab"),
        "sarif": late("sarif"),
        "junit": late("junit"),
    }
)

# Formats for forges, which can show a finding only in a file of the project.
IN_PROJECT: Final = frozenset({"github", "gitlab", "sarif", "junit"})
# Formats for people, with paths relative to the current folder.
FROM_HERE: Final = frozenset({"text", "concise"})
