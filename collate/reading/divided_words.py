"""Words that a line end divides, with a hyphen or with none: known by the words of the whole work.

A manuscript may divide `loen ge` without a sign. Nothing in it says that this is one word; another witness does, which
has `loenge`. So a work is read twice where the setting `hyphens = "lexicon"` asks for it: once to know its words
(`known_words`), and then each such witness again, with these words in its `ReadOptions.words`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, repr_line
from collate.model.witness import Witness
from collate.text.normalise import letters

_WORD: Final = late_regex(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_FIRST: Final = late_regex(r"\s*((?:[^\W\d_][\u0300-\u036f]*)+)")
_LAST: Final = late_regex(r"(?:[^\W\d_][\u0300-\u036f]*)+(?=\s*\Z)")
_BETWEEN: Final = late_regex(r"[-¬=⸗\u00ad]?\s*\Z")
_LONGEST: Final = 80  # code points of a word
_LONG: Final = 6  # letters: one of a shorter word may be all that tells it from another
# Words before which a hyphen stands for the rest of a word: `Haupt- und Nebensatz`, `fifteenth- and sixteenth-century`.
# Those that are also the end of many words, as Latin `et` and English `or`, are not among them.
_ELIDING: Final = frozenset(
    {"und", "vnd", "unnd", "vnnd", "undt", "vndt", "oder", "odder", "sowie", "bis", "beziehungsweise", "bzw"}
    | {"and", "og", "och", "eller"}
)


@dataclass(frozen=True, slots=True)
class WorkWords:
    """The words of a work, by their letters.

    found  all of them
    sure   those away from the ends of lines, where a word may be half of one
    """

    found: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return repr_line("WorkWords", counted(len(self.found), "word"))


NO_WORDS: Final = WorkWords()


def known_words(witnesses: Iterable[Witness]) -> WorkWords:
    """Return the words of witnesses, read without knowing them."""
    found: set[str] = set()
    sure: set[str] = set()
    for witness in witnesses:
        text = witness.text
        starts = {place.start for place in witness.places if place.system == "line"} | _line_starts(witness)
        # Where a line begins, and where the one before it ends, whatever white space and hyphen are between.
        edges = {*starts, *(n - _length_between(text, n) for n in starts)}
        words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
        found.update(word for _, _, word in words)
        sure.update(word for start, end, word in words if start not in edges and end not in edges)
    return WorkWords(frozenset(map(letters, found)), frozenset(map(letters, sure)))


def _line_starts(witness: Witness) -> set[int]:
    """Return where a new line of the file begins: there a line of the source may begin, whether it is marked or not."""
    lines = witness.origins.lines
    return {witness.origins.starts[n] for n in range(1, len(lines)) if lines[n] != lines[n - 1]}


def _length_between(text: str, start: int) -> int:
    """Return how many characters stand between the last letter of a line and the start of the next."""
    match = _BETWEEN.search(text[max(start - 4, 0) : start])
    return len(match.group()) if match else 0


def is_elided(following: str) -> bool:
    """Return whether a hyphen before this word stands for the rest of a word, so that it divides none."""
    found = _FIRST.match(following)
    return found is not None and found[1].lower() in _ELIDING


def is_divided_word(line: str, following: str, words: WorkWords) -> bool:
    """Return whether the last letters of a line and the first of the next are one word of a work.

    The whole is a word of it, and one half is none, as far as words are known that are not at the end of a line. If
    neither half is a word, the whole may be one in another spelling: `enseig niez`, where the work has `enseingniez`.
    """
    head, tail = _LAST.search(line, max(len(line) - _LONGEST, 0)), _FIRST.match(following)
    if head is None or tail is None:
        return False
    first, rest = letters(head.group()), letters(tail[1])
    whole = letters(head.group() + tail[1])
    if whole in words.found:
        return first not in words.sure or rest not in words.sure
    return first not in words.sure and rest not in words.sure and _is_near_word(whole, words.sure)


def _is_near_word(whole: str, words: frozenset[str]) -> bool:
    """Return whether a long word differs by one letter, which is not the first, from one of a work."""
    if len(whole) < _LONG:
        return False
    from rapidfuzz.distance import Levenshtein  # imported late: only for halves that are no words

    near = _by_beginning(words).get(whole[0], ())
    return any(abs(len(w) - len(whole)) <= 1 and Levenshtein.distance(w, whole, score_cutoff=1) <= 1 for w in near)


@lru_cache(maxsize=2)
def _by_beginning(words: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the long words by their first letter."""
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _LONG - 1:
            found.setdefault(word[0], []).append(word)
    return {beginning: tuple(own) for beginning, own in found.items()}
