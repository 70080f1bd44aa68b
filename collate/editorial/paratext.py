"""What frames a text: headings, datelines, signatures, page numbers.

A line is judged by itself first, and then by its neighbours: a name beside a dateline is a signature, a line above
a dateline a heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from collate.editorial import headings
from collate.editorial.cause import Cause
from collate.editorial.datelines import is_dateline, is_loose_date, is_year
from collate.editorial.line_spans import TextSpan, count_line_breaks, line_spans, paragraph_starts
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MAX_DISTANCE: Final = 2  # lines between a signature and its dateline
MAX_LINE_LENGTH: Final = 120  # code points; a longer one frames nothing
MAX_NUMBERED_LENGTH: Final = 80  # code points; a date, a number and a title are shorter
MIN_HEADING_WORDS: Final = 3  # of a heading above a dateline; less may be a name, or the weather in a diary
MIN_SENTENCE_LENGTH: Final = 40  # code points, below a title

_DIGIT: Final = re.compile(r"\d")

_Verdicts = dict[int, tuple[Cause, str]]


def framing_lines(witness: Witness) -> Iterable[Intervention]:
    """Find lines that frame the text.

    A heading is a line in capitals, a numbered part, a short title with its number, a title at the head of the text
    or above a dateline; a dateline a line with a date and nothing else; a signature a line of one to four capitalised
    words beside a dateline, or before a heading; a page number a number alone.
    """
    text = witness.text
    stretches = line_spans(text)
    short = [k for k, s in enumerate(stretches) if s.end - s.start <= MAX_LINE_LENGTH]
    begins = paragraph_starts(text, stretches) if short else []
    found = _judge_alone(text, stretches, begins, short)
    _judge_by_neighbours(stretches, begins, found)
    _judge_title(text, stretches, found)
    return list(_interventions(stretches, found))


def _interventions(stretches: Sequence[TextSpan], found: _Verdicts) -> Iterator[Intervention]:
    for k, (cause, why) in sorted(found.items()):
        yield Intervention(stretches[k].start, stretches[k].end, Role.PARATEXT, cause, why)


def _judge_alone(text: str, stretches: Sequence[TextSpan], begins: Sequence[bool], short: Sequence[int]) -> _Verdicts:
    """Judge each line by itself."""
    found: _Verdicts = {}
    capitals = []
    for k in short:
        line = stretches[k].text
        own = begins[k] and begins[k + 1]
        if line.isupper():
            if headings.is_in_capitals(line):
                capitals.append(k)
            elif own and len(stretches) > 1 and headings.is_roman(line):
                found[k] = (Cause.HEADING, "a Roman number alone on its line")
        if len(line) <= MAX_NUMBERED_LENGTH and (own or _DIGIT.search(line)):
            named = _judge_with_number(line, own, begins[k] or _ends_a_sentence(stretches[k - 1].text))
            if named:
                found[k] = named
    # A text that is set in capitals throughout has no headings to be told by them.
    if capitals and not _is_all_capitals(text):
        for k in capitals:
            found.setdefault(k, (Cause.HEADING, "a line in capitals"))
    _drop_lists(stretches, found)
    return found


_NUMBERED: Final = "a number and a short title, alone in their paragraph"


def _ends_a_sentence(line: str) -> bool:
    """The next line begins something new, and is no tail of a folded paragraph."""
    return not line[-1].isalnum() and line[-1] not in ",;-–—"


def _judge_with_number(line: str, own: bool, fresh: bool) -> tuple[Cause, str] | None:
    if fresh and not line[0].islower() and is_dateline(line):
        return Cause.DATELINE, "a line that is a date and nothing else"
    if headings.is_page_number(line):
        return Cause.PAGE_NUMBER, "a number alone on its line"
    if headings.is_running_head(line):
        return Cause.RUNNING_HEAD, "words in capitals beside the number of their page"
    if own and headings.is_part_heading(line):
        return Cause.HEADING, "a part of the work and its number, alone in their paragraph"
    if own and headings.is_signed_name(line):
        return Cause.SIGNATURE, "a name that says that it is a signature"
    if own and headings.is_numbered_heading(line):
        return Cause.HEADING, _NUMBERED
    return None


def _drop_lists(stretches: Sequence[TextSpan], found: _Verdicts) -> None:
    """Numbered lines one after the other are a list."""
    numbered = [k for k, (_, why) in found.items() if why == _NUMBERED and not stretches[k].text[:-1].isdecimal()]
    for k in numbered:
        if any(0 <= n < len(stretches) and _leads_with_number(stretches[n].text) for n in (k - 1, k + 1)):
            del found[k]


def _leads_with_number(line: str) -> bool:
    return headings.is_numbered_heading(line) and not line[:-1].isdecimal()


def _may_have_title(text: str, stretches: Sequence[TextSpan]) -> bool:
    return len(stretches) > 1 and headings.is_title(stretches[0].text)


def _judge_title(text: str, stretches: Sequence[TextSpan], found: _Verdicts) -> None:
    """Take the first line for the title if it stands alone, without a stop, above a sentence."""
    if 0 in found or not _may_have_title(text, stretches):
        return
    one, other = stretches[:2]
    below = any(len(s.text) >= MIN_SENTENCE_LENGTH and len(s.text) > len(one.text) for s in stretches[1:4])
    if below and count_line_breaks(text, one.end, other.start) > 1:
        found[0] = (Cause.HEADING, "a line without a stop that stands alone at the head of the text")


def _judge_by_neighbours(stretches: Sequence[TextSpan], begins: Sequence[bool], found: _Verdicts) -> None:
    """Judge lines by what stands beside them: signatures, headings above a dateline, running heads."""
    dated = {k for k, (cause, _) in found.items() if cause is Cause.DATELINE}
    dated |= {k for k, s in enumerate(stretches) if s.text[0] == "[" and s.text[-1] == "]" and _is_date(s.text)}
    for k in [k for k, (cause, _) in found.items() if cause is Cause.HEADING]:
        if any(n in found and found[n][0] is Cause.PAGE_NUMBER for n in (k - 1, k + 1)):
            found[k] = (Cause.RUNNING_HEAD, "a line in capitals beside the number of its page")
        below = k + 1
        if below < len(stretches) and below in found and is_year(stretches[below].text):
            found[below] = (Cause.DATELINE, "a year below a heading")
            dated.add(below)
    if not dated:
        return
    _judge_signatures(stretches, begins, found, dated)
    _judge_above_dateline(stretches, begins, found, dated)


def _is_date(line: str) -> bool:
    """An editor's brackets that hold a date; other finders give them."""
    return is_dateline(line) or is_loose_date(line)


def _judge_above_dateline(
    stretches: Sequence[TextSpan], begins: Sequence[bool], found: _Verdicts, dated: set[int]
) -> None:
    """Take for a heading what stands alone above a dateline, without a stop, or with one every time that it occurs."""
    above = [k - 1 for k in sorted(dated) if k and begins[k - 1] and begins[k] and k - 1 not in found]
    everywhere = Counter(s.text for s in stretches if len(s.text) <= headings.MAX_TITLE_LENGTH)
    here = Counter(stretches[k].text for k in above)
    for k in above:
        line = stretches[k].text
        if len(line.split()) < MIN_HEADING_WORDS or not line[0].isupper():
            continue
        if headings.is_title(line):
            found[k] = (Cause.HEADING, "a line without a stop that stands alone above a dateline")
        elif here[line] > 1 and here[line] == everywhere[line]:
            found[k] = (Cause.HEADING, "a line that stands alone above a dateline whenever it occurs")


def _judge_signatures(stretches: Sequence[TextSpan], begins: Sequence[bool], found: _Verdicts, dated: set[int]) -> None:
    recurring = Counter(s.text for s in stretches if len(s.text) <= headings.MAX_SIGNATURE_LENGTH)
    near = {n for k in dated for n in range(k - MAX_DISTANCE, k + MAX_DISTANCE + 1)}
    for k, line in enumerate(stretches):
        if k in found or len(line.text) > headings.MAX_SIGNATURE_LENGTH or not _follows_a_sentence(stretches, k):
            continue
        bare = headings.without_marker(line.text)
        if k in near and bare[-1:].isalpha() and headings.is_personal_name(bare):
            found[k] = (Cause.SIGNATURE, "a name alone on its line, beside a dateline")
        elif begins[k] and begins[k + 1] and headings.is_personal_name(bare) and bare[-1] not in ",;:!?":
            last = k + 1 == len(stretches) and k - 1 not in dated
            if last or _is_heading(found, k + 1):
                found[k] = (Cause.SIGNATURE, "a name alone on its line, at the end of a dated text")
            elif recurring[line.text] > 1 and k - 1 not in dated and len(bare.split()) < headings.MAX_NAME_WORDS:
                found[k] = (Cause.SIGNATURE, "a name alone on its line, which recurs in dated texts")


def _is_heading(found: _Verdicts, k: int) -> bool:
    return k in found and found[k][0] is Cause.HEADING


def _follows_a_sentence(stretches: Sequence[TextSpan], k: int) -> bool:
    """A signature comes after a sentence, not between two lines of verse."""
    return k == 0 or not stretches[k - 1].text[-1].isalpha()


def _is_all_capitals(text: str) -> bool:
    """More than half of the letters are capitals, as Unicode counts letters."""
    counts = Counter(text)
    return sum(n for c, n in counts.items() if c.isupper()) * 2 > sum(n for c, n in counts.items() if c.isalpha())
