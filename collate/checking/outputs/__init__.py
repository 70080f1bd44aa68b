"""Findings as people, forges and programs read them. `OUTPUTS` are by name; each is loaded when it first writes."""

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

# For forges, which can show a finding only in a file of the project.
IN_PROJECT: Final = frozenset({"github", "gitlab", "sarif", "junit"})
# For people, who name a file as it is seen from where they stand.
FROM_HERE: Final = frozenset({"text", "concise"})
