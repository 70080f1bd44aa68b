"""Paratext: headings, datelines, signatures, page numbers.

A line is judged by its own form first, then by its neighbours: a name near a dateline is a signature, a line above a
dateline is a heading.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.editorial import headings
from collate.editorial.capitals import headings_in_capitals
from collate.editorial.cause import Cause
from collate.editorial.datelines import is_dateline, is_loose_date, is_year
from collate.editorial.line_spans import TextSpan, count_line_breaks, line_spans, paragraph_starts
from collate.editorial.text_statements import begins_statement
from collate.editorial.titles import PART_WITH_NUMBER, ROMAN_NUMBER, Verdicts, judge_title
from collate.editorial.website_lines import begins_note, ends_text
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

# Lengths are in code points.
MAX_DISTANCE: Final = 2  # lines between a signature and its dateline
MAX_LINE_LENGTH: Final = 120  # a longer line is text
MAX_NUMBERED_LENGTH: Final = 80  # of a date, or a number with a title
MAX_PLACE_LENGTH: Final = 60  # of a place and a year
MIN_PAGE_LENGTH: Final = 150  # between two page numbers that count; nearer ones may count things in a sentence
MIN_HEADING_WORDS: Final = 3  # above a dateline; a shorter line may be a name, or the weather in a diary

_NUMBERED_NOTE: Final = late_regex(r"\d{1,3}\.?\s[^\W\d_a-zа-я]\w*\s.{20}")
_YEAR_ENDS: Final = frozenset("0123456789.")
_DIGIT: Final = late_regex(r"\d")


def framing_lines(witness: Witness) -> Iterable[Intervention]:
    """Find lines that frame the text.

    A heading is a line in capitals, a numbered part, a short title with its number, or a title at the beginning of the
    text or above a dateline. A dateline is only a date. A signature is one to four capitalised words near a dateline or
    before a heading. A page number is only a number.
    """
    text = witness.text
    lines = line_spans(text)
    short = _short_lines(lines, MAX_LINE_LENGTH)
    starts = paragraph_starts(text, lines) if short else []
    verdicts = _judge_alone(text, lines, starts, short)
    _judge_places_with_years(lines, starts, verdicts)
    _judge_by_neighbours(lines, starts, verdicts)
    _judge_initialled_names(lines, starts, verdicts)
    judge_title(text, lines, verdicts)
    return list(_interventions(lines, verdicts))


def _short_lines(lines: Sequence[TextSpan], longest: int) -> list[int]:
    return [k for k, line in enumerate(lines) if line.end - line.start <= longest]


def _interventions(lines: Sequence[TextSpan], verdicts: Verdicts) -> Iterator[Intervention]:
    for k, (cause, why) in sorted(verdicts.items()):
        yield Intervention(lines[k].start, lines[k].end, Role.PARATEXT, cause, why)


def _judge_alone(text: str, lines: Sequence[TextSpan], starts: Sequence[bool], short: Sequence[int]) -> Verdicts:
    """Return the verdicts on short lines by their own form; `starts` is where paragraphs begin."""
    verdicts: Verdicts = {}
    in_capitals = []
    for k in short:
        line = lines[k].text
        is_paragraph = starts[k] and starts[k + 1]
        if line.isupper():
            if headings.is_in_capitals(line):
                in_capitals.append(k)
            elif is_paragraph and len(lines) > 1 and headings.is_roman(line) and not _goes_on(lines, k):
                verdicts[k] = (Cause.HEADING, ROMAN_NUMBER)
        if len(line) <= MAX_NUMBERED_LENGTH and (is_paragraph or _DIGIT.search(line)):
            begins_something = starts[k] or _ends_a_sentence(lines[k - 1].text)
            verdict = _judge_with_number(line, is_paragraph, begins_something)
            if verdict and not (verdict[1] == _NUMBERED and _goes_on(lines, k)):
                verdicts[k] = verdict
    _judge_section_numbers(text, lines, verdicts)
    # In a text that is all in capitals they mark no headings.
    if in_capitals and not _is_all_capitals(text):
        pages = {k for k, (cause, _) in verdicts.items() if cause is Cause.PAGE_NUMBER}
        beside_pages = {n for k in pages for n in (k - 1, k + 1)}
        for k in headings_in_capitals(text, lines, in_capitals, beside_pages):
            verdicts.setdefault(k, (Cause.HEADING, "a line in capitals"))
    _drop_lists(lines, verdicts)
    _drop_announced_numbers(lines, verdicts)
    return verdicts


_NUMBER_ALONE: Final = "a number alone on its line"
_NUMBERED: Final = "a number and a short title, in a paragraph of their own"


def _ends_a_sentence(line: str) -> bool:
    """Return whether the next line begins something new rather than continuing a folded paragraph."""
    return not line[-1].isalnum() and line[-1] not in ",;-–—"


def _judge_with_number(line: str, is_paragraph: bool, begins_something: bool) -> tuple[Cause, str] | None:
    """Return the verdict on a line that has a number or is a paragraph, or None."""
    if begins_something and not line[0].islower() and is_dateline(line):
        return Cause.DATELINE, "a line that is only a date"
    if headings.is_page_number(line):
        return Cause.PAGE_NUMBER, _NUMBER_ALONE
    if headings.is_running_head(line):
        return Cause.RUNNING_HEAD, "words in capitals next to a page number"
    if is_paragraph and headings.is_part_heading(line):
        return Cause.HEADING, PART_WITH_NUMBER
    if is_paragraph and headings.is_signed_name(line):
        return Cause.SIGNATURE, "a name that is marked as a signature"
    if is_paragraph and headings.is_numbered_heading(line):
        return Cause.HEADING, _NUMBERED
    return None


def _goes_on(lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a sentence goes on below a line."""
    following = lines[k + 1].text if k + 1 < len(lines) else ""
    return following[:1].islower() and following[1:2] not in (".", ")")  # `a.` begins an item of a list


def _drop_lists(lines: Sequence[TextSpan], verdicts: Verdicts) -> None:
    """Remove numbered headings next to other numbered lines, and numbers next to numbers: the items of a list."""
    numbers = {k for k, (_, why) in verdicts.items() if why == _NUMBER_ALONE and lines[k].text.isdigit()}
    for k in [k for k in numbers if k - 1 in numbers or k + 1 in numbers]:
        del verdicts[k]
    numbered = [k for k, (_, why) in verdicts.items() if why == _NUMBERED and not lines[k].text[:-1].isdecimal()]
    for k in numbered:
        if any(0 <= n < len(lines) and _leads_with_number(lines[n].text) for n in (k - 1, k + 1)):
            del verdicts[k]


def _judge_section_numbers(text: str, lines: Sequence[TextSpan], verdicts: Verdicts) -> None:
    """Make section numbers of numbers alone, counting from 1, each on the first line of a paragraph."""
    alone = [k for k, (_, why) in verdicts.items() if why == _NUMBER_ALONE and lines[k].text.isdigit()]
    at_start = [k for k in alone if _stands_above(text, lines, k)]
    for k, number in zip(at_start, range(1, len(at_start) + 1), strict=True):
        if int(lines[k].text) != number:
            return
    for k in at_start if len(at_start) > 1 else ():
        verdicts[k] = (Cause.SECTION_NUMBER, "a number above a paragraph; these numbers count from 1")


def _stands_above(text: str, lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a blank line is above a line, and none below it."""
    if k + 1 == len(lines) or count_line_breaks(text, lines[k].end, lines[k + 1].start) > 1:
        return False
    return k == 0 or count_line_breaks(text, lines[k - 1].end, lines[k].start) > 1


def _drop_announced_numbers(lines: Sequence[TextSpan], verdicts: Verdicts) -> None:
    """Remove numbers alone that a sentence above them announces or leaves open, unless they count pages."""
    alone = [k for k, (_, why) in verdicts.items() if why == _NUMBER_ALONE and lines[k].text.isdigit()]
    places = {int(lines[k].text): lines[k].start for k in alone}
    for k in alone:
        number, here = int(lines[k].text), lines[k].start
        beside = [places[n] for n in (number - 1, number + 1) if n in places]
        counts = any(abs(here - place) >= MIN_PAGE_LENGTH for place in beside)
        above = lines[k - 1].text if k and k - 1 not in verdicts else ""
        is_open = above[-1:].isalpha() or above.endswith(",")
        if above.endswith(":") or (is_open and not above.isupper() and not counts):
            del verdicts[k]


def _leads_with_number(line: str) -> bool:
    return headings.is_numbered_heading(line) and not line[:-1].isdecimal()


def _judge_places_with_years(lines: Sequence[TextSpan], starts: Sequence[bool], verdicts: Verdicts) -> None:
    """Add a place with a year as a dateline where a text ends: at its end, above a heading, or above notes."""
    for k in _short_lines(lines, MAX_PLACE_LENGTH):
        line = lines[k]
        if k and line.text[-1] in _YEAR_ENDS and k not in verdicts and headings.is_place_and_year(line.text):
            ends = k + 1 == len(lines) or _is_heading(verdicts, k + 1) or _follows_text(lines[k + 1].text)
            if starts[k] and starts[k + 1] and ends and _ends_a_sentence(lines[k - 1].text):
                verdicts[k] = (Cause.DATELINE, "a place and a year, at the end of a text")


def _judge_by_neighbours(lines: Sequence[TextSpan], starts: Sequence[bool], verdicts: Verdicts) -> None:
    """Add the verdicts that depend on neighbours: running heads, years, signatures, headings above a dateline."""
    dated = {k for k, (cause, _) in verdicts.items() if cause is Cause.DATELINE}
    dated |= {k for k, line in enumerate(lines) if line.text[0] == "[" and line.text[-1] == "]" and _is_date(line.text)}
    for k in [k for k, (cause, _) in verdicts.items() if cause is Cause.HEADING]:
        if any(n in verdicts and verdicts[n][0] is Cause.PAGE_NUMBER for n in (k - 1, k + 1)):
            verdicts[k] = (Cause.RUNNING_HEAD, "a line in capitals next to a page number")
        below = k + 1
        if below < len(lines) and below in verdicts and is_year(lines[below].text):
            verdicts[below] = (Cause.DATELINE, "a year below a heading")
            dated.add(below)
    if not dated:
        return
    _judge_signatures(lines, starts, verdicts, dated)
    _judge_above_dateline(lines, starts, verdicts, dated)


def _is_date(line: str) -> bool:
    """Return whether an editor's brackets hold a date; `bracket_contents` finds these as interventions."""
    return is_dateline(line) or is_loose_date(line)


def _judge_above_dateline(
    lines: Sequence[TextSpan], starts: Sequence[bool], verdicts: Verdicts, dated: set[int]
) -> None:
    """Add as headings the paragraphs above a dateline that end without punctuation or are there every time."""
    above = [k - 1 for k in sorted(dated) if k and starts[k - 1] and starts[k] and k - 1 not in verdicts]
    everywhere = Counter(line.text for line in lines if len(line.text) <= headings.MAX_TITLE_LENGTH)
    above_dateline = Counter(lines[k].text for k in above)
    for k in above:
        line = lines[k].text
        is_below_number = k - 1 in verdicts and verdicts[k - 1][1] in (_NUMBER_ALONE, _NUMBERED) and starts[k]
        if is_below_number and line[0].isupper() and headings.without_marker(line)[-1].isalnum():
            verdicts[k] = (Cause.HEADING, "a line between a number and a dateline")
        if k in verdicts or len(line.split()) < MIN_HEADING_WORDS or not line[0].isupper():
            continue
        if headings.is_title(line):
            verdicts[k] = (Cause.HEADING, "a line without final punctuation, alone above a dateline")
        elif above_dateline[line] > 1 and above_dateline[line] == everywhere[line]:
            verdicts[k] = (Cause.HEADING, "a line that is alone above a dateline each time it occurs")


def _judge_signatures(lines: Sequence[TextSpan], starts: Sequence[bool], verdicts: Verdicts, dated: set[int]) -> None:
    """Add names near a dateline, before a heading, at the end of a dated text, or that recur, as signatures."""
    frequencies = Counter(line.text for line in lines if len(line.text) <= headings.MAX_SIGNATURE_LENGTH)
    near_dateline = {n for k in dated for n in range(k - MAX_DISTANCE, k + MAX_DISTANCE + 1)}
    for k, line in enumerate(lines):
        if k in verdicts or len(line.text) > headings.MAX_SIGNATURE_LENGTH or not _follows_a_sentence(lines, k):
            continue
        name = headings.without_marker(line.text)
        if k in near_dateline and name[-1:].isalpha() and headings.is_personal_name(name):
            verdicts[k] = (Cause.SIGNATURE, "a name alone on its line, near a dateline")
        elif starts[k] and starts[k + 1] and headings.is_personal_name(name) and name[-1] not in ",;:!?":
            is_last = k + 1 == len(lines) and k - 1 not in dated
            notes_follow = k + 1 < len(lines) and k not in dated and _follows_text(lines[k + 1].text)
            if is_last or _is_heading(verdicts, k + 1) or notes_follow:
                verdicts[k] = (Cause.SIGNATURE, "a name alone on its line, at the end of a dated text")
            elif frequencies[line.text] > 1 and k - 1 not in dated and len(name.split()) < headings.MAX_NAME_WORDS:
                verdicts[k] = (Cause.SIGNATURE, "a name alone on its line that recurs in a dated text")


def _judge_initialled_names(lines: Sequence[TextSpan], starts: Sequence[bool], verdicts: Verdicts) -> None:
    """Add names with initials, each a paragraph, at the end of a text: what follows is no text."""
    short = _short_lines(lines, headings.MAX_SIGNATURE_LENGTH)
    for k in reversed(short[short[:1] == [0] :]):
        if k in verdicts or not _signs(lines, k):
            continue
        is_last = k + 1 == len(lines) or k + 1 in verdicts or _follows_text(lines[k + 1].text)
        begins = starts[k] or (k > 0 and _is_farewell(lines[k - 1].text))
        if begins and starts[k + 1] and is_last and _follows_a_sentence(lines, k, headings.MAX_SIGNATURE_LENGTH):
            verdicts[k] = (Cause.SIGNATURE, "a name with initials, alone at the end of a text")


def _signs(lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a line is a name with initials, or a name above a line that says when the text was written."""
    name = lines[k].text
    if headings.is_initialled_name(name) or headings.is_initials(name):
        return True
    if headings.is_initial(name):
        return k + 1 < len(lines) and begins_statement(lines[k + 1].text)
    is_name = headings.is_personal_name(name) and name[-1].isalpha() and k + 1 < len(lines)
    return is_name and ends_text(lines[k + 1].text)


def _is_farewell(line: str) -> bool:
    """Return whether a line is short and ends with a mark, as the last words of a letter do."""
    return len(line) <= headings.MAX_SIGNATURE_LENGTH and line[-1] in ",.!"


def _follows_text(line: str) -> bool:
    """Return whether a line is a note with its sign, or one that says where the text was printed."""
    return begins_note(line) or bool(_NUMBERED_NOTE.match(line)) or ends_text(line) or begins_statement(line)


def _is_heading(verdicts: Verdicts, k: int) -> bool:
    return k in verdicts and verdicts[k][0] is Cause.HEADING


def _follows_a_sentence(lines: Sequence[TextSpan], k: int, longest_greeting: int = 0) -> bool:
    """Return whether the line before ends with punctuation; a name between two lines of verse is no signature.

    A greeting of this length may come before it: `With best wishes`.
    """
    return k == 0 or not lines[k - 1].text[-1].isalpha() or len(lines[k - 1].text) <= longest_greeting


def _is_all_capitals(text: str) -> bool:
    """Return whether more than half of the letters are capitals."""
    counts = Counter(text)
    return sum(n for c, n in counts.items() if c.isupper()) * 2 > sum(n for c, n in counts.items() if c.isalpha())
