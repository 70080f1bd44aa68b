"""Roles of one witness's tokens, from marks and rules; no collation is needed.

`FINDERS` are asked in this order, after the marks of the work; who speaks first is heard.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.editorial.brackets import other_brackets, square_brackets
from collate.editorial.cause import Cause as Cause
from collate.editorial.notes import footnotes
from collate.editorial.paratext import framing_lines
from collate.editorial.parentheses import editors_parentheses
from collate.editorial.source_lines import editorial_statements
from collate.model.interventions import Finder as Finder
from collate.model.interventions import Intervention as Intervention
from collate.model.interventions import Roles as Roles
from collate.model.interventions import find_interventions as find_interventions
from collate.model.interventions import roles_of as roles_of

FINDERS: Final[Mapping[str, Finder]] = MappingProxyType(
    {
        "footnotes": footnotes,
        "square-brackets": square_brackets,
        "other-brackets": other_brackets,
        "parentheses": editors_parentheses,
        "statements": editorial_statements,
        "framing-lines": framing_lines,
    }
)
