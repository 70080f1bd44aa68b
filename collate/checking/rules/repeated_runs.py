"""T206: a run of words that stands twice, as when a copyist's eye goes back to a word that it has left."""

from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.model.findings import Match, Transcription

_MOST_WORDS: Final = 60  # of a run
_LONG_RUN: Final = 8  # words that stand twice by chance or as a refrain only seldom, even with a mark between them
_MOST_SHOWN: Final = 8  # words that a message quotes
_REFRAINS: Final = 3  # long runs with a mark between them: so many are a litany, and no slip
_PIECE: Final = late_regex(r"\S+")
_MARKS: Final = ".,;:!?…·—–-()[]{}\"'“”„‘’«»¿¡״׃،؛؟。，、"
# Two words that stand twice are a run if one is an article or the like: `of the of the`, and not `again and again and`.
_SMALL_WORDS_TEXT: Final = """
the a an of in to at by with from for le la les de du des un une et dans der die das dem den des ein eine und von zu mit
ad et in cum el los las del il lo gli della i o καὶ τὸ τοῦ τῆς τὸν τὴν ὁ ἡ ἐν εἰς и в на с
"""
_SMALL_WORDS: Final = frozenset(_SMALL_WORDS_TEXT.split())


def repeated_runs(file: Transcription) -> Iterator[Match]:
    """Find runs of three words or more (or of two small ones) that stand twice without a mark between them.

    A run of eight words or more is found also behind a mark, and with other marks and capitals, unless it is said a
    third time, or the text has several, as a litany has.
    """
    pieces = file.text.split()
    runs = [*_runs(pieces), *_long_runs(pieces)]
    if not runs:
        return
    spans = [piece.span() for piece in _PIECE.finditer(file.text)]
    behind_mark, told_until = [], 0
    for second, length, times in sorted(runs):
        if second < told_until:
            continue
        told_until = second + length
        match = _match(file.text, spans[second : second + length])
        if pieces[second - 1][-1].isalnum():
            yield match
        elif length >= _LONG_RUN and times == 1:
            behind_mark.append(match)
    yield from behind_mark if len(behind_mark) < _REFRAINS else ()


def _match(text: str, spans: list[tuple[int, int]]) -> Match:
    start, end = spans[0][0], spans[-1][1]
    shown = " ".join(text[start : spans[min(len(spans), _MOST_SHOWN) - 1][1]].split())
    words = repr(shown) if len(spans) <= _MOST_SHOWN else f"{shown + ' …'!r} ({len(spans)} words)"
    return Match(start, end, f"{words} occurs twice in a row", "delete one, unless the source has both")


def _long_runs(pieces: list[str]) -> list[tuple[int, int, int]]:
    """Return the long runs that stand twice if neither marks nor capitals count."""
    words = [piece.strip(_MARKS) or piece for piece in map(str.casefold, pieces)]
    return [run for run in _runs(words) if run[1] >= _LONG_RUN]


def _runs(pieces: list[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where a run begins for the second time, its words, and how often it is said again.

    Two words in a row that were last there at one distance, such as five words ago, may be in one.
    """
    last: dict[str, int] = {}
    find, before, stop = last.get, 0, 0
    for k, piece in enumerate(pieces):
        distance = k - find(piece, -_MOST_WORDS)
        last[piece] = k
        if distance == before and 1 < distance < _MOST_WORDS and k >= stop:
            second = _second_of_run(pieces, k, distance, stop)
            if second is not None:
                stop = second + distance
                while stop < len(pieces) and _is_same(pieces, stop, distance):  # a third time is told with the second
                    stop += 1
                yield second, distance, (stop - second) // distance
        before = distance


def _second_of_run(pieces: list[str], k: int, length: int, lowest: int) -> int | None:
    """Return where a run of some words, of which piece k is one, begins for the second time, not before `lowest`."""
    first, stop = k, k + 1
    while first > max(length, lowest, k + 1 - length) and _is_same(pieces, first - 1, length):
        first -= 1
    while stop < len(pieces) and stop < first + length and _is_same(pieces, stop, length):
        stop += 1
    run = pieces[first : first + length]
    if stop - first < length or not _is_of_words(run):
        return None
    return first if length > 2 or _SMALL_WORDS.issuperset(map(str.lower, run)) else None


def _is_same(pieces: list[str], k: int, length: int) -> bool:
    """Return whether a word is that of some words before; the last of a run may have a mark behind it."""
    one, other = pieces[k - length], pieces[k]
    return one == other or (one.isalpha() and other.startswith(one) and not other[len(one)].isalnum())


def _is_of_words(run: list[str]) -> bool:
    """Return whether a run has letters in each word, and more than one word: `ha ha ha` is no run."""
    return len(set(run)) > 1 and all(word[0].isalpha() or word[-1].isalpha() for word in run)
