"""Two forms of one word: by what is known of the language, and by what its witnesses do themselves."""

from typing import Final

from collate.classify.language.english import shared_inflection
from collate.classify.language.folding import common_prefix_length
from collate.classify.reading_pair import ReadingPair
from collate.classify.rules.words import has_digit
from collate.classify.work_evidence import SHORTEST_STEM
from collate.model.variation import Certainty, Kind, Variation

MIN_STEM_SHARE: Final = 0.45  # of the longer word; .3 to .5 do equally well
LONGEST_ENDING: Final = 4
LONGEST_PREFIX: Final = 2
MIN_PREFIXED_WORDS: Final = 4  # words that stand behind both prefixes


def irregular(pair: ReadingPair) -> Variation | None:
    """Forms of one irregular word, by a list."""
    words = pair.single
    if words is None:
        return None
    families = pair.context.known.families
    shared = families.get(words.one, frozenset()) & families.get(words.other, frozenset())
    if not shared:
        return None
    return Variation(Kind.INFLECTION, "forms of one irregular word")


def english_inflection(pair: ReadingPair) -> Variation | None:
    """Two forms of one English word."""
    words = pair.single
    if words is None or not pair.context.english:
        return None
    how = shared_inflection(words.written, words.written_other)
    if how is None or has_digit(words.one):
        return None  # the 1920s are not 1920
    return Variation(Kind.INFLECTION, how)


def paradigm(pair: ReadingPair) -> Variation | None:
    """Two endings that alternate on several stems inside one witness are a paradigm."""
    words = pair.near
    if words is None or pair.context.english:
        return None
    found = _split_endings(words.one, words.other)
    if found is None or max(map(len, found)) > LONGEST_ENDING:
        return None
    stems = pair.context.stems_with(*found)
    if stems < pair.context.enough_stems:
        return None
    why = f"the endings -{found[0]} and -{found[1]} alternate on {stems} stems inside one witness"
    # One letter more may be a spelling, and where spelling is free so may all else.
    unsure = sorted(map(len, found)) == [0, 1] or pair.context.edits is not None
    both = set(found) <= pair.context.known.endings
    return Variation(Kind.INFLECTION, why, certainty=Certainty.HIGH if both and not unsure else Certainty.MEDIUM)


def known_endings(pair: ReadingPair) -> Variation | None:
    """One stem, with two endings of the language."""
    words, known = pair.near, pair.context.known
    if words is None or not known.endings:
        return None
    here, there = pair.context.graphic(words.one), pair.context.graphic(words.other)
    found = _split_endings(here, there)
    if found is None:
        return None
    border = len(here) - len(found[0])
    # Two endings may begin alike: -orum and -o, not -rum and -.
    longest = max(map(len, known.endings))
    for at in range(border, max(SHORTEST_STEM, len(here) - longest, len(there) - longest) - 1, -1):
        one, other = here[at:], there[at:]
        if one in known.endings and other in known.endings:
            why = f"one stem, {here[:at]}-, with the endings -{one} and -{other}"
            return Variation(Kind.INFLECTION, why, certainty=Certainty.MEDIUM)
    return None


def known_prefix(pair: ReadingPair) -> Variation | None:
    """A prefix that is grammar: the language has it, or several words of one witness stand with and without."""
    words, known = pair.near, pair.context.known
    if words is None or pair.context.english:
        return None
    short, long = sorted((words.one, words.other), key=len)
    if not long.endswith(short) or len(short) < SHORTEST_STEM or not 0 < len(long) - len(short) <= LONGEST_PREFIX:
        return None
    found = long[: len(long) - len(short)]
    if found in known.prefixes:
        why = f"the same word with {found}- and without, which is grammar in this language"
        return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)
    behind = pair.context.stems_after(found, "")
    if behind < MIN_PREFIXED_WORDS:
        return None
    why = f"{behind} words stand with {found}- and without inside one witness"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)


def common_stem(pair: ReadingPair) -> Variation | None:
    """Two words with a long common beginning may be forms of one, where no endings are known."""
    words = pair.near
    if words is None or pair.context.english or _split_endings(words.one, words.other) is None:
        return None
    if words.likeness < MIN_STEM_SHARE or has_digit(words.one + words.other):
        return None
    why = f"a common beginning, {words.one[: words.stem]}-, and nothing else to tell by"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)


def _split_endings(one: str, other: str) -> tuple[str, str] | None:
    """Give what follows the common stem, if that is long enough to be one."""
    border = common_prefix_length(one, other)
    if border < SHORTEST_STEM or border < MIN_STEM_SHARE * max(len(one), len(other)):
        return None
    return one[border:], other[border:]
