"""Find the words of a decision that were divided into other tokens when it was made.

The engine may come to see one word where it saw two (`ki[n]g`), so a quotation is searched letter by letter, without
white space, with as many of its neighbours as there are, or as it needs to be the only such place.
"""

from collections.abc import Iterator

from collate.model.apparatus import Span
from collate.model.decisions import QuoteSelector
from collate.model.witness import Witness


def find_letters(selector: QuoteSelector, witness: Witness) -> Span | str:
    """Return the code points of a quotation, or why there is no such place or several."""
    offsets = [k for k, c in enumerate(witness.text) if not c.isspace()]
    letters = "".join([witness.text[k] for k in offsets])
    subject = f"{selector.text!r} in {selector.witness}" if selector.text.strip() else f"a place in {selector.witness}"
    most = 0
    for text, before, after in _ways(selector):
        found = [at + len(before) for at in _occurrences(letters, before + text + after)]
        if text and not (before and after):
            found = [at for at in found if _are_words(witness.text, offsets[at], offsets[at + len(text) - 1] + 1)]
        most = max(most, len(found))
        if selector.of and len(found) == selector.of:
            found = found[selector.count - 1 : selector.count]
        if len(found) == 1:
            last = found[0] + len(text)
            end = offsets[last - 1] + 1 if last else 0
            return (offsets[found[0]], end) if text else (end, end)
    return f"{subject} is in {most} places" if most else f"{subject} is not in the text any more"


def _ways(selector: QuoteSelector) -> Iterator[tuple[str, str, str]]:
    """Yield words and neighbours to search: with all neighbours, with those on one side, and with none."""
    text, before, after = (_letters(part) for part in (selector.text, selector.before, selector.after))
    yield text, before, after
    if text:
        yield text, before, ""
        yield text, "", after
        yield text, "", ""


def _are_words(text: str, start: int, end: int) -> bool:
    """Return whether code points [start, end) cut no word."""
    cuts_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not cuts_before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


def _letters(text: str) -> str:
    return "".join(text.split())


def _occurrences(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
