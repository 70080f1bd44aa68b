"""Output formats of findings, for people, forges and programs, by name. A format is imported when it is used."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.checking.outputs.lazy import Output as Output
from collate.checking.outputs.lazy import lazy_output

OUTPUTS: Final[Mapping[str, Output]] = MappingProxyType(
    {
        "text": lazy_output("text"),
        "concise": lazy_output("concise"),
        "json": lazy_output("json_report"),
        "github": lazy_output("github"),
        "gitlab": lazy_output("gitlab"),
        "sarif": lazy_output("sarif"),
        "junit": lazy_output("junit"),
    }
)

# Formats for forges, which can show a finding only in a file of the project.
IN_PROJECT: Final = frozenset({"github", "gitlab", "sarif", "junit"})
# Formats for people, with paths relative to the current folder.
FROM_HERE: Final = frozenset({"text", "concise"})
