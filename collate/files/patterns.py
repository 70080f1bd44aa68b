"""Regular expressions that a file brings: compiled and searched within limits, because anyone may have written them."""

import re
import time
import warnings
from collections.abc import Callable
from dataclasses import field
from itertools import islice
from typing import Any, Final, cast

from collate._dataclass import dataclass
from collate._repr import repr_line

LONGEST_PATTERN: Final = 5_000  # characters
LARGEST_PATTERN: Final = 10_000  # characters, with every repetition such as {100} written out
DEEPEST_PATTERN: Final = 50  # groups inside one another
MOST_PATTERNS: Final = 1_000  # of one key
SEARCH_TIMEOUT: Final = 1.0  # seconds of CPU time; a usual search takes a thousandth of this

# What the searches of a clock may take on top of that, all together: much more than a usual pattern needs.
_SECONDS_PER_SEARCH: Final = 20e-6
_SECONDS_PER_CHARACTER: Final = 1e-6

_SECONDS_PER_PATTERN: Final = 5e-3  # of compiling, which are not charged to the clock
_RANGE_SIZE: Final = 100  # the size of a set with a range, where case is folded
# The next two are compiled when first used, because most projects have no patterns.
_FOLDS_CASE: Final = r"\(\?[a-zA-Z]*i"
# An escape, a set of characters (its first may be `]`), a repetition with numbers, a comment, or one sign.
_PART: Final = r"(?s)\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]?|\{(\d*+)(?:,(\d*+))?\}|\(\?#[^)]*+\)?|."


class PatternError(ValueError):
    """A pattern cannot be used. The message says why, and what to do."""


class SlowPatternError(Exception):
    """A search takes longer than patterns may."""


@dataclass(slots=True)
class SearchClock:
    """The CPU time in seconds that the patterns of one file may still take."""

    left: float = field(default_factory=lambda: SEARCH_TIMEOUT)

    def __repr__(self) -> str:
        return repr_line("SearchClock", f"{self.left:.3f} s left")


@dataclass(frozen=True, slots=True)
class BoundedPattern:
    """A regular expression whose searches stop when they take too long.

    pattern        as in the file
    clock          shared by the patterns of a file
    _search, _sub, _find_all
                   methods of the compiled pattern of `regex`, because the standard `re` has no timeout
    """

    pattern: str
    clock: SearchClock
    _search: Callable[..., Any] = field(compare=False, repr=False)
    _sub: Callable[..., Any] = field(compare=False, repr=False)
    _find_all: Callable[..., Any] = field(compare=False, repr=False)

    def __repr__(self) -> str:
        return repr_line("BoundedPattern", self.pattern)

    def is_in(self, text: str) -> bool:
        """Return whether the pattern matches somewhere in a text. Raises SlowPatternError."""
        return self._timed(self._search, text) is not None

    def substitute(self, replacement: str, text: str) -> str:
        """Return a text with every match replaced. Raises SlowPatternError."""
        return str(self._timed(self._sub, replacement, text))

    def matches(self, text: str, most: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Return the spans of the matches in a text, each with that of its first group; without a group, the same.

        At most `most` matches are returned. Raises SlowPatternError.
        """

        def find_all(text: str, timeout: float) -> object:
            return [
                (match.span(), match.span(1) if match.re.groups and match.start(1) >= 0 else match.span())
                for match in islice(self._find_all(text, timeout=timeout), most)
            ]

        return list(cast("list[tuple[tuple[int, int], tuple[int, int]]]", self._timed(find_all, text)))

    def _timed(self, search: Callable[..., Any], *arguments: str) -> object:
        clock = self.clock
        clock.left += _SECONDS_PER_SEARCH + _SECONDS_PER_CHARACTER * len(arguments[-1])
        start = time.thread_time()
        try:
            return search(*arguments, timeout=max(min(clock.left, SEARCH_TIMEOUT), 0.001))
        except (TimeoutError, MemoryError):
            raise SlowPatternError from None
        finally:
            clock.left -= time.thread_time() - start


def compile_pattern(pattern: str, clock: SearchClock, replacement: str = "", flags: int = 0) -> BoundedPattern:
    """Compile a regular expression of a file. `flags` are those of the standard `re`.

    Raises PatternError if it is no regular expression, its replacement is not possible, or it is too large.
    """
    import regex  # late: most projects have no patterns, and it is slow to load

    folds_case = bool(flags & re.IGNORECASE) or re.search(_FOLDS_CASE, pattern) is not None
    _require_size(pattern, _RANGE_SIZE if folds_case else 1)
    start = time.thread_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sets that a later version may read differently
            re.compile(pattern, flags).sub(replacement, "")
            compiled = regex.compile(pattern, int(flags))
            compiled.sub(replacement, "")
    except (re.error, regex.error, IndexError, OverflowError, RecursionError, ValueError) as error:
        raise PatternError(f"{_shown(pattern)} is not a regular expression ({error}); correct it") from None
    finally:
        clock.left -= max(time.thread_time() - start - _SECONDS_PER_PATTERN, 0)
    if clock.left < 0:
        raise PatternError(f"the patterns up to {_shown(pattern)} take too long to read; write shorter ones")
    return BoundedPattern(pattern, clock, compiled.search, compiled.sub, compiled.finditer)


def slow_pattern(pattern: str, text: str) -> str:
    """Return the sentence on a pattern that took too long for a text."""
    why = f"takes longer than {SEARCH_TIMEOUT:.0f} s for {_shown(text)}"
    return f"the pattern {_shown(pattern)} {why}; avoid nested repetition such as (a+)+"


def _shown(text: str) -> str:
    return repr(text) if len(text) <= 100 else f"{text[:40]!r}…"


def _require_size(pattern: str, range_size: int) -> None:
    """Raise PatternError for a pattern that would take much time or memory to compile.

    `range_size` is the size of a set with a range: with case folding, every letter of it is looked up.
    """
    advice = "write a shorter pattern"
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"a pattern of {len(pattern):,} characters is too long, {LONGEST_PATTERN:,} are allowed")
    sizes = [0]  # of the open groups, and of the last part of each
    last = [0]
    for part in re.finditer(_PART, pattern):
        sign = part[0]
        if sign == "(":
            sizes.append(0)
            last.append(0)
            if len(sizes) > DEEPEST_PATTERN:
                raise PatternError(f"the groups of {_shown(pattern)} are nested too deeply; {advice}")
            continue
        if part[1] is not None:
            times = max([int(digits[:9]) for digits in part.group(1, 2) if digits], default=1)
            size = last[-1] * max(times - 1, 0)
        else:
            closes = sign == ")" and len(sizes) > 1
            of_part = range_size if sign[0] == "[" and "-" in sign else 1
            size = last[-1] = max(sizes.pop(), 1) if closes else of_part
            if closes:
                last.pop()
                last[-1] = size
        sizes[-1] += size
        if sizes[-1] > LARGEST_PATTERN:
            raise PatternError(f"the repetitions of {_shown(pattern)} are too many; {advice}")
