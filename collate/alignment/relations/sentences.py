"""Sentences and lines: where a moved passage may begin and end."""

from typing import Final

from collate.model.tokens import Sort, Tokens

LONGEST_SENTENCE: Final = 250  # words
SENTENCE_ENDS: Final = frozenset(".!?;:…·;。！？；：׃؟۔।॥")


def sentence_around(tokens: Tokens, at: int) -> tuple[int, int]:
    """Return the tokens [start, stop) of the sentence, or of the line, that has a token."""
    start, stop = at, at + 1
    while start > 0 and at - start < LONGEST_SENTENCE and not _begins_sentence(tokens, start):
        start -= 1
    while stop < len(tokens) and stop - at < LONGEST_SENTENCE and not _begins_sentence(tokens, stop):
        stop += 1
    return start, stop


def _begins_sentence(tokens: Tokens, at: int) -> bool:
    """Check whether a token is the first of a sentence or of a line; a mark at the end of a sentence belongs to it."""
    space = _space_before(tokens, at)
    if at == 0 or "\n" in space:
        return True
    if not space and tokens.sort[at] != Sort.WORD:
        return False
    end = at - 1
    while (
        end > 0 and tokens.sort[end] != Sort.WORD and not _ends_sentence(tokens, end) and not _space_before(tokens, end)
    ):
        end -= 1
    if not _ends_sentence(tokens, end):
        return False
    # `3.` at the beginning of a line is the number of a sentence, and not a sentence.
    return not (end == at - 1 and end > 0 and (end == 1 or "\n" in _space_before(tokens, end - 1)))


def _space_before(tokens: Tokens, at: int) -> str:
    """Return the white space before a token."""
    return tokens.witness.text[tokens.spans[at - 1, 1] if at else 0 : tokens.spans[at, 0]]


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    """Check whether a token is a mark that ends a sentence."""
    is_mark = tokens.sort[at] == Sort.PUNCTUATION
    return is_mark and set(tokens.vocabulary.strings[int(tokens.surface[at])]) <= SENTENCE_ENDS
