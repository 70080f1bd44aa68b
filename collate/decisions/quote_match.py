"""A witness as running text in which words and their neighbours are looked for, token by token."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate.model.decisions import QuoteSelector
from collate.model.tokens import Tokens
from collate.text.normalise import DEFAULT, compose

CACHE_SIZE: Final = 1 << 14  # readings; those of which there are decisions, and of a large work's entries a part

_fold = compose(DEFAULT)
_SPACE: Final = re.compile(r"[^\S\x1c-\x1f]+")  # the white space of Unicode, not of Python, as between tokens


@lru_cache(CACHE_SIZE)
def single_spaced(text: str) -> str:
    """Make all white space single spaces, with none at the ends: how a text was broken into lines is no matter."""
    return _SPACE.sub(" ", text).strip(" ")


@lru_cache(CACHE_SIZE)
def fold_reading(text: str) -> str:
    """Fold typography and case away, word for word."""
    return " ".join([_fold(word) for word in single_spaced(text).split(" ")])


@dataclass(frozen=True, slots=True, eq=False)
class RunningText:
    """The n tokens of a witness, white space made one space.

    text             the tokens one after another, as written or folded
    starts, ends     (n,) int64   where each begins and ends in it
    """

    text: str
    starts: Int64
    ends: Int64

    def token_from(self, offset: int) -> int | None:
        """Give the token that begins at an offset."""
        i = int(np.searchsorted(self.starts, offset))
        return i if i < len(self.starts) and int(self.starts[i]) == offset else None

    def token_until(self, offset: int) -> int | None:
        """Give the token that ends at an offset."""
        i = int(np.searchsorted(self.ends, offset))
        return i if i < len(self.ends) and int(self.ends[i]) == offset else None

    def until(self, words: str, token: int) -> int | None:
        """Give the first of the tokens that spell these words and end before a token; that token if there are none."""
        if not words:
            return token
        end = int(self.ends[token - 1]) if token else 0
        return self.token_from(end - len(words)) if token and self.text.endswith(words, 0, end) else None

    def since(self, words: str, token: int) -> int | None:
        """Give the token after those that spell these words and begin with a token; that token if there are none."""
        if not words:
            return token
        if token >= len(self.starts) or not self.text.startswith(words, int(self.starts[token])):
            return None
        last = self.token_until(int(self.starts[token]) + len(words))
        return None if last is None else last + 1

    def phrases(self, words: str) -> Iterator[tuple[int, int]]:
        """Give the tokens [first, last) that spell these words, wherever they do."""
        at = self.text.find(words)
        while at >= 0:
            first, last = self.token_from(at), self.token_until(at + len(words))
            if first is not None and last is not None:
                yield first, last + 1
            at = self.text.find(words, at + 1)


def running_text(tokens: Tokens, fold: bool) -> RunningText:
    """Write the tokens of a witness one after another."""
    say = fold_reading if fold else single_spaced
    strings = tokens.vocabulary.strings
    codes = tokens.surface.tolist()
    said = {code: say(strings[code]) or strings[code] for code in set(codes)}
    apart = np.zeros(len(codes), bool)
    apart[1:] = tokens.spans[1:, 0] > tokens.spans[:-1, 1]
    sizes = np.fromiter((len(said[c]) for c in codes), np.int64, len(codes))
    ends = np.cumsum(sizes + apart)
    text = "".join([f" {said[c]}" if space else said[c] for c, space in zip(codes, apart.tolist(), strict=True)])
    return RunningText(text, ends - sizes, ends)


def find_quote(anchor: QuoteSelector, where: RunningText, fold: bool) -> list[tuple[int, int]]:
    """Give the tokens [first, last) that an anchor may mean: its words, between those before and after."""
    say = fold_reading if fold else single_spaced
    before, text, after = say(anchor.before), say(anchor.text), say(anchor.after)
    if not (before or text or after) or (anchor.text and not text and single_spaced(anchor.text)):
        return []  # folding has left nothing to look for
    found = []
    # The longest of the three stands least often.
    longest = max((text, before, after), key=len)
    for first, last in where.phrases(longest):
        start: int | None
        stop: int | None
        if longest == text:
            start, stop = first, last
        elif longest == before:
            start, stop = last, where.since(text, last)
        else:
            start, stop = where.until(text, first), first
        if start is None or stop is None:
            continue
        if where.until(before, start) is not None and where.since(after, stop) is not None:
            found.append((start, stop))
    return found
