"""What frames a text: headings, datelines, signatures, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from collate.editorial.interventions import Intervention
from collate.editorial.lines import Stretch, lines
from collate.witness import Role, Witness

_DATA: Final = Path(__file__).parent.parent / "data" / "months.toml"

LONGEST_HEADING: Final = 120  # code points
LONGEST_SIGNATURE: Final = 40
NEAR: Final = 2  # lines between a signature and its dateline


def framing_lines(witness: Witness) -> Iterable[Intervention]:
    """Find lines that frame the text.

    A heading is a line in capitals; a dateline a line with a date and nothing else; a signature a
    line of one to four capitalised words without a stop, near a dateline; a page number a number alone.
    """
    stretches = lines(witness.text)
    headings = [_is_heading(s.text) for s in stretches]
    # A text that is set in capitals throughout has no headings to be told by them.
    capitals = any(headings) and _in_capitals(witness.text)
    dated = [_is_dateline(s.text) for s in stretches]
    for k, line in enumerate(stretches):
        if dated[k]:
            yield _paratext(line, "dateline", "a line that is a date and nothing else")
        elif line.text.isdigit():
            yield _paratext(line, "page-number", "a number alone on its line")
        elif headings[k] and not capitals:
            yield _paratext(line, "heading", "a line in capitals")
        elif any(dated[max(0, k - NEAR) : k + NEAR + 1]) and _is_signature(line.text) and _stands_alone(stretches, k):
            yield _paratext(line, "signature", "a name alone on its line, beside a dateline")


def _paratext(line: Stretch, cause: str, why: str) -> Intervention:
    return Intervention(line.start, line.end, Role.PARATEXT, cause, why)


def _is_heading(text: str) -> bool:
    """Two words or more in capitals, or one of four letters."""
    if len(text) > LONGEST_HEADING or not text.isupper():
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 1]
    return len(words) > 1 or any(len(w) > 3 for w in words)


def _in_capitals(text: str) -> bool:
    """More than half of the letters are capitals, as Unicode counts letters."""
    counts = Counter(text)
    return sum(n for c, n in counts.items() if c.isupper()) * 2 > sum(n for c, n in counts.items() if c.isalpha())


def _is_dateline(text: str) -> bool:
    """A date and nothing else. Such a line ends with a year, so most lines are not looked at twice."""
    return text.rstrip(".")[-1:].isdecimal() and bool(_dateline().fullmatch(text))


def _is_signature(text: str) -> bool:
    words = text.split()
    named = all(w[0].isupper() for w in words)
    return named and len(words) <= 4 and len(text) <= LONGEST_SIGNATURE and text[-1].isalpha()


def _stands_alone(stretches: Sequence[Stretch], k: int) -> bool:
    """A signature comes after a sentence, not between two lines of verse."""
    return k == 0 or not stretches[k - 1].text[-1].isalpha()


@cache
def _dateline() -> re.Pattern[str]:
    """Make the pattern of a line that is a date: day, month by name and year, perhaps a place before."""
    import tomllib  # late: few texts have a line that may be a date

    months = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    names = "|".join(sorted({m for language in months["names"].values() for m in language}, key=len, reverse=True))
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|\.)?", r"\d{4}"
    dates = (
        rf"(?:{names})\s+{day},?\s+{year}",
        rf"{day}(?:\s+(?:de|of))?\s+(?:{names})(?:\s+de)?,?\s+{year}",
        rf"(?:{names})\s+{year}",
    )
    return re.compile(rf"(?:[^\W\d_]+,\s+)?(?:{'|'.join(dates)})\.?", re.IGNORECASE)
