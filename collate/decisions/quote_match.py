"""Find words and their neighbours in the running text of a witness."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.model.decisions import QuoteSelector
from collate.model.tokens import Tokens
from collate.text.normalise import DEFAULT, compose_normalisers

# Readings whose folded form is kept: all that decisions name, and a part of those in a large apparatus.
CACHE_SIZE: Final = 1 << 14

_fold = compose_normalisers(DEFAULT)
_SPACE: Final = late_regex(r"[^\S\x1c-\x1f]+")  # the white space of Unicode, as between tokens; Python's has more


@lru_cache(CACHE_SIZE)
def single_spaced(text: str) -> str:
    """Return a text with each run of white space as one space, and none at the ends: line breaks do not matter."""
    return _SPACE.sub(" ", text).strip(" ")


@lru_cache(CACHE_SIZE)
def fold_reading(text: str) -> str:
    """Return a text without differences of typography and case, word for word."""
    return " ".join([_fold(word) for word in single_spaced(text).split(" ")])


@dataclass(frozen=True, slots=True, eq=False)
class RunningText:
    """The n tokens of a witness as one string, with one space where they are separated.

    Attributes
    ----------
    text : str
        The tokens one after another, as written or folded.
    starts, ends : (n,) int64
        The offset of `text` at which each token begins, and at which it ends.
    """

    text: str
    starts: Int64
    ends: Int64

    def __repr__(self) -> str:
        return f"<RunningText: {len(self.starts)} tokens>"

    def token_from(self, offset: int) -> int | None:
        """Return the token that begins at an offset, or None."""
        i = int(np.searchsorted(self.starts, offset))
        return i if i < len(self.starts) and int(self.starts[i]) == offset else None

    def token_until(self, offset: int) -> int | None:
        """Return the token that ends at an offset, or None."""
        i = int(np.searchsorted(self.ends, offset))
        return i if i < len(self.ends) and int(self.ends[i]) == offset else None

    def start_of(self, words: str, stop: int) -> int | None:
        """Return the first token of these words where they end just before token `stop`; without words, `stop`."""
        if not words:
            return stop
        end = int(self.ends[stop - 1]) if stop else 0
        return self.token_from(end - len(words)) if stop and self.text.endswith(words, 0, end) else None

    def stop_of(self, words: str, start: int) -> int | None:
        """Return the token after these words where they begin with token `start`; without words, `start`."""
        if not words:
            return start
        if start >= len(self.starts) or not self.text.startswith(words, int(self.starts[start])):
            return None
        last = self.token_until(int(self.starts[start]) + len(words))
        return None if last is None else last + 1

    def phrases(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the tokens [start, stop) of each occurrence of these words."""
        at = self.text.find(words)
        while at >= 0:
            first, last = self.token_from(at), self.token_until(at + len(words))
            if first is not None and last is not None:
                yield first, last + 1
            at = self.text.find(words, at + 1)


def running_text(tokens: Tokens, fold: bool) -> RunningText:
    """Return the tokens of a witness as one string, each folded or as written."""
    form_of = fold_reading if fold else single_spaced
    strings = tokens.vocabulary.strings
    codes = tokens.surface.tolist()
    forms = {code: form_of(strings[code]) or strings[code] for code in set(codes)}
    separated = np.zeros(len(codes), bool)
    separated[1:] = tokens.spans[1:, 0] > tokens.spans[:-1, 1]
    sizes = np.fromiter((len(forms[c]) for c in codes), np.int64, len(codes))
    ends = np.cumsum(sizes + separated)
    text = "".join([f" {forms[c]}" if space else forms[c] for c, space in zip(codes, separated.tolist(), strict=True)])
    return RunningText(text, ends - sizes, ends)


def find_quote(selector: QuoteSelector, witness: RunningText, fold: bool) -> list[tuple[int, int]]:
    """Return the tokens [start, stop) of all places that have the words of a quotation between its neighbours.

    With `fold`, the witness is folded and the quotation is folded too.
    """
    form_of = fold_reading if fold else single_spaced
    before, text, after = form_of(selector.before), form_of(selector.text), form_of(selector.after)
    if not (before or text or after) or (selector.text and not text and single_spaced(selector.text)):
        return []  # folding has left nothing to look for
    places = []
    # The longest of the three occurs least often.
    longest = max((text, before, after), key=len)
    for first, stop in witness.phrases(longest):
        text_start: int | None
        text_stop: int | None
        if longest == text:
            text_start, text_stop = first, stop
        elif longest == before:
            text_start, text_stop = stop, witness.stop_of(text, stop)
        else:
            text_start, text_stop = witness.start_of(text, first), first
        if text_start is None or text_stop is None:
            continue
        if witness.start_of(before, text_start) is not None and witness.stop_of(after, text_stop) is not None:
            places.append((text_start, text_stop))
    return places
