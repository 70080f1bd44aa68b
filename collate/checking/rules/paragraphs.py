"""T4: rules on paragraphs."""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.habits import out_of_habit
from collate.checking.rules.paragraph_breaks import paragraph_spans
from collate.model.findings import Match, Transcription

_CONTEXT_LENGTH: Final = 80  # characters of a paragraph in which its last words are looked for
_SHORT: Final = 6  # words of a line of a greeting, a signature or a title
_MOST_LEAPT: Final = 8  # notes and page numbers between the two parts of a paragraph
# A note, or what stands at the head or foot of a page: `1 See ..`, `* ..`, `[12]`, `— 12 —`, `p. 12`.
_NOTE: Final = late_regex(
    r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|\[\^?\w{1,4}\]|\[?(?:foot)?note\b[^\]\n]{0,6})[\])]?[.:)]?\s+(?=\S)"
    r"|\[\d{1,3}\]\s*\S",
    re.IGNORECASE,
)
_PAGE_NUMBER: Final = late_regex(
    r"\W*(?:(?:p|pp|pag|page|seite|s|fol|f)\b\.?\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*[rv])?\W*\Z", re.IGNORECASE
)
_LIST_ITEM: Final = late_regex(r"(?:[(\[]?(?:[a-z]|[ivx]{1,5}|\d{1,3})[.)\]]|[-–—•*·+o])\s")
_JOINED_LIST: Final = late_regex(r"[,;:]?\s+(?:and|or|und|oder|et|ou|vel|aut|y|o|e|и|или|και|καὶ|ἢ)\s*\Z")
# Words after which no sentence ends. Only in small letters: a title may end a line with any word.
_GOES_ON_TEXT: Final = """
the of a an and to in with by from for at into upon
le la les de du des et à un une dans avec pour sur par
der die das und von zu mit dem den ein eine
ad et in cum ex ac atque el los las y con para por il lo gli e di che
καὶ τοῦ τῆς τῶν τὸν τὴν τὸ ἐν εἰς и в на с по для к
"""
_GOES_ON: Final = frozenset(_GOES_ON_TEXT.split())
_WORDS: Final = late_regex(r"\w+")
_HELP: Final = "if a page break divided it, join it with the next paragraph"
_MESSAGE: Final = "the paragraph ends in the middle of a sentence"


def cut_paragraphs(file: Transcription) -> Iterator[Match]:
    """Find a paragraph that ends within a sentence, before one that goes on; notes between the two are leapt over."""
    spans = [(start, end) for start, end in paragraph_spans(file.text) if start < end]
    yield from out_of_habit(list(_cuts(file.text, spans)), len(spans))


def _cuts(text: str, spans: list[tuple[int, int]]) -> Iterator[Match]:
    for k, (start, end) in enumerate(spans[:-1]):
        before = text[max(start, end - _CONTEXT_LENGTH) : end].rstrip()
        if not _may_go_on(before):  # a word broken by a hyphen is reported by T202
            continue
        if (following := _next_of_text(text, spans, k + 1)) is None:
            continue
        after = text[slice(*spans[following])].strip()
        if _is_cut(text[start:end], before, after, is_next=following == k + 1):
            last = max(start, end - _CONTEXT_LENGTH) + len(before)
            yield Match(last, spans[following][0], _MESSAGE, _HELP)


def _may_go_on(before: str) -> bool:
    return before[-1:].isalnum() or before.endswith(",")


def _next_of_text(text: str, spans: list[tuple[int, int]], first: int) -> int | None:
    """Return the next paragraph that is no note and no page number."""
    for k in range(first, min(first + _MOST_LEAPT, len(spans))):
        start, end = spans[k]
        if not (_NOTE.match(text, start, end) or _PAGE_NUMBER.match(text[start:end].strip()[:20])):
            return k
    return None


def _is_cut(whole: str, before: str, after: str, is_next: bool) -> bool:
    """Return whether the text of a paragraph goes on in another one."""
    if _NOTE.match(whole) or _PAGE_NUMBER.match(whole.strip()[:20]) or _LIST_ITEM.match(after):
        return False
    is_short = len(_WORDS.findall(whole[: 10 * _CONTEXT_LENGTH])) <= _SHORT
    if after[:1].islower():
        is_closing = is_short and len(_WORDS.findall(after)) <= _SHORT and not after.endswith((".", "!", "?"))
        return (
            not (_JOINED_LIST.search(before) and _LIST_ITEM.match(whole))
            and not is_closing
            and (is_next or not is_short)
        )
    last = _WORDS.findall(before)[-1:]
    is_sentence = not is_short and len(_WORDS.findall(after[:_CONTEXT_LENGTH])) > 2
    return bool(last) and is_sentence and last[0] in _GOES_ON and after[:1].isupper() and before[-1:].isalnum()
