"""Numbers of pages between bars, slashes or angle brackets within the text: `|17|`, `//17//`, `<17>`.

Such numbers are pages where two or more follow each other, each greater by one than the one before it.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MIN_PAGES: Final = 2

# A cell of a table has other cells beside it, and white space between its bars.
_FORMS: Final = (
    ("|", late_regex(r"(?<![|\w])\|{1,2}(?:[Sp]\.\s?)?(\d{1,4})\|{1,2}(?![|\w])")),
    ("//", late_regex(r"//(\d{1,4})//(?![/\w])")),
    ("<", late_regex(r"<(?:[Sp]\.\s?)?(\d{1,4})>")),
)


def page_signs(witness: Witness) -> Iterable[Intervention]:
    """Find numbers of pages between bars, slashes or angle brackets."""
    text = witness.text
    for sign, pattern in _FORMS:
        if sign not in text:
            continue
        matches = list(pattern.finditer(text))
        numbers = [int(match.group(1)) for match in matches]
        if len(numbers) >= MIN_PAGES and all(second == first + 1 for first, second in pairwise(numbers)):
            for match in matches:
                why = "a number between signs, in a text whose numbers of this form count its pages"
                yield Intervention(*match.span(), Role.PARATEXT, Cause.PAGE_NUMBER, why)
