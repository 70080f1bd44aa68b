"""Editorial interventions of one witness: from marks of the source and from finders; no collation is needed.

The finders of `FINDERS` run in this order, after the marks. What an earlier one found, a later one cannot change.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.editorial.brackets import other_brackets, square_brackets
from collate.editorial.cause import Cause as Cause
from collate.editorial.finders import Finder as Finder
from collate.editorial.finders import find_interventions as find_interventions
from collate.editorial.finders import interventions_of as interventions_of
from collate.editorial.notes import footnotes
from collate.editorial.page_signs import page_signs
from collate.editorial.paratext import framing_lines
from collate.editorial.parentheses import editors_parentheses
from collate.editorial.roles import roles_of as roles_of
from collate.editorial.source_lines import editorial_statements
from collate.editorial.text_statements import text_statements
from collate.editorial.translations import translations
from collate.editorial.website_lines import website_lines
from collate.model.interventions import Intervention as Intervention
from collate.model.interventions import Roles as Roles

FINDERS: Final[Mapping[str, Finder]] = MappingProxyType(
    {
        "footnotes": footnotes,
        "square-brackets": square_brackets,
        "other-brackets": other_brackets,
        "page-signs": page_signs,
        "parentheses": editors_parentheses,
        "translations": translations,
        "website-lines": website_lines,
        "text-statements": text_statements,
        "statements": editorial_statements,
        "framing-lines": framing_lines,
    }
)
