"""Two forms of one word: by the rules of the language, and by the endings that a witness itself uses."""

from typing import Final

from collate.classify.language.early_english import are_forms_of_two_words
from collate.classify.language.english import IRREGULAR, shared_inflection
from collate.classify.language.folding import common_prefix_length, with_one_letter
from collate.classify.language.formatives import formative_table
from collate.classify.language.languages import LanguageRules
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rules.correspondence import are_no_endings
from collate.classify.rules.words import APART_COST, certainty_of_two, has_digit
from collate.classify.work_evidence import SHORTEST_STEM
from collate.model.variation import Certainty, Kind, Variation
from collate.text.proclitics import without_shared_particles

MIN_STEM_SHARE: Final = 0.45  # of the longer word; .3 to .5 do equally well
LONGEST_ENDING: Final = 4
LONGEST_STEM: Final = 9
LONGEST_PREFIX: Final = 2
MIN_PREFIXED_WORDS: Final = 4  # words that one witness has with the prefix and without


def irregular(pair: ReadingPair) -> Variation | None:
    """Forms of one irregular word, or stems of one verb, as listed in a rule file."""
    words = pair.single
    if words is None:
        return None
    rules = pair.evidence.language_rules
    families = rules.families
    if words.base in families and words.reading in families and families[words.base] & families[words.reading]:
        return Variation(Kind.INFLECTION, IRREGULAR, certainty=certainty_of_two(pair, words, APART_COST))
    if rules.graphic and _are_older_forms(pair, words):
        return Variation(
            Kind.INFLECTION, f"{IRREGULAR}, in older spelling", certainty=certainty_of_two(pair, words, APART_COST)
        )
    if rules.stems and (stems := _stems_of_one_verb(pair, words, rules)):
        how = f"with the stems {stems[0]}- and {stems[1]}-" if stems[0] != stems[1] else f"with the stem {stems[0]}-"
        return Variation(
            Kind.INFLECTION, f"forms of one verb, {how}", certainty=certainty_of_two(pair, words, APART_COST)
        )
    return None


def _are_older_forms(pair: ReadingPair, words: WordPair) -> bool:
    """Return whether two words are forms of one irregular word when the letters of the language are folded."""
    if {words.base, words.reading} <= pair.evidence.language_rules.common:
        return False  # den and denn
    families, fold = pair.evidence.folded_families, pair.evidence.fold_graphic
    numbers = families.get(fold(words.base))
    return bool(numbers and numbers & families.get(fold(words.reading), frozenset()))


def _stems_of_one_verb(pair: ReadingPair, words: WordPair, rules: LanguageRules) -> tuple[str, str] | None:
    """Return the two stems of one verb that the words have, after the same prefix if any and before known endings."""
    base, reading = pair.evidence.fold_graphic(words.base), pair.evidence.fold_graphic(words.reading)
    prefixes = formative_table(rules.formatives).prefixes
    for start in range(common_prefix_length(base, reading) + 1):
        if start and base[:start] not in prefixes and base[:start] not in rules.prefixes:
            continue
        stems, others = (_known_stems(word, start, rules) for word in (base, reading))
        for stem, verbs in stems.items():
            for other, other_verbs in others.items():
                is_telling = len(stem) >= SHORTEST_STEM or stem != other
                has_ending = base[start:] != stem or reading[start:] != other
                if verbs & other_verbs and is_telling and has_ending:
                    return stem, other
    return None


def _known_stems(word: str, start: int, rules: LanguageRules) -> dict[str, frozenset[str]]:
    """Return each stem of a verb that begins at a letter of a word and is followed by an ending."""
    prefix = next((p for p in rules.prefixes if word.startswith(p, start)), "")  # ge|sproch|en
    found = {}
    for begin in {start, start + len(prefix)}:
        for end in range(begin + 2, min(len(word), begin + LONGEST_STEM) + 1):
            if word[begin:end] in rules.stems and word[end:] in rules.endings:
                found[word[begin:end]] = rules.stems[word[begin:end]]
    return found


def english_inflection(pair: ReadingPair) -> Variation | None:
    """Two forms of one English word."""
    words = pair.single
    if words is None or not pair.evidence.is_english:
        return None
    why = shared_inflection(words.base_surface, words.reading_surface)
    if why is None or has_digit(words.base):
        return None  # the 1920s are not 1920
    if why != IRREGULAR and (are_no_endings(pair, words) or are_forms_of_two_words(words.base, words.reading)):
        return None  # tapped is of tap, taped of tape
    # The forms of an irregular word are listed one by one, and are words of today.
    certainty = Certainty.HIGH if why == IRREGULAR else certainty_of_two(pair, words, APART_COST)
    return Variation(Kind.INFLECTION, why, certainty=certainty)


def paradigm(pair: ReadingPair) -> Variation | None:
    """Two endings that alternate on several stems in one witness."""
    words = pair.similar
    if words is None or pair.evidence.is_english:
        return None
    endings = _split_endings(words.base, words.reading)
    if endings is None or max(map(len, endings)) > LONGEST_ENDING:
        return None
    stems = pair.evidence.count_stems(*endings)
    if stems < pair.evidence.min_stems or are_no_endings(pair, words):
        return None
    why = f"the endings -{endings[0]} and -{endings[1]} alternate on {stems} stems in one witness"
    # One added letter may be a spelling; where spelling is free, so may any ending.
    may_be_spelling = sorted(map(len, endings)) == [0, 1] or pair.evidence.spells_freely
    are_known = set(endings) <= pair.evidence.language_rules.endings
    certainty = Certainty.HIGH if are_known and not may_be_spelling else Certainty.MEDIUM
    return Variation(Kind.INFLECTION, why, certainty=certainty)


def known_endings(pair: ReadingPair) -> Variation | None:
    """One stem with two endings of the language."""
    words, rules = pair.similar, pair.evidence.language_rules
    if words is None or not rules.endings:
        return None
    base, reading = pair.evidence.fold_graphic(words.base), pair.evidence.fold_graphic(words.reading)
    split = _split_endings(base, reading)
    if split is None or are_no_endings(pair, words):
        return None
    border = len(base) - len(split[0])
    # The two endings may begin with the same letters: -orum and -o, not -rum and -.
    longest = max(map(len, rules.endings))
    first_border = max(SHORTEST_STEM, len(base) - longest, len(reading) - longest)
    for at in range(border, first_border - 1, -1):
        if base[at:] in rules.endings and reading[at:] in rules.endings:
            why = f"one stem, {base[:at]}-, with the endings -{base[at:]} and -{reading[at:]}"
            return Variation(Kind.INFLECTION, why, certainty=Certainty.MEDIUM)
    return None


def known_prefix(pair: ReadingPair) -> Variation | None:
    """A grammatical prefix: the language has it, or one witness has several words with and without it."""
    words, rules = pair.similar, pair.evidence.language_rules
    if words is None or pair.evidence.is_english:
        return None
    short, long = sorted((words.base, words.reading), key=len)
    if not long.endswith(short) or len(short) < SHORTEST_STEM or not 0 < len(long) - len(short) <= LONGEST_PREFIX:
        return None
    if are_no_endings(pair, words):
        return None
    prefix = long[: len(long) - len(short)]
    if prefix in rules.prefixes:
        why = f"the same word with and without {prefix}-, a grammatical prefix of the language"
        return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)
    prefixed_words = pair.evidence.count_prefixed(prefix, "")
    if prefixed_words < MIN_PREFIXED_WORDS:
        return None
    why = f"one witness has {prefixed_words} words both with and without {prefix}-"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)


def common_stem(pair: ReadingPair) -> Variation | None:
    """A long common beginning, without other evidence."""
    words = pair.similar
    endings = None if words is None or pair.evidence.is_english else _split_endings(words.base, words.reading)
    if words is None or endings is None:
        return None
    if words.similarity < MIN_STEM_SHARE or has_digit(words.base + words.reading):
        return None
    why = f"the words begin alike, {words.base[: len(words.base) - len(endings[0])]}-; there is no other evidence"
    return Variation(Kind.INFLECTION, why, certainty=Certainty.LOW)


def _split_endings(base: str, reading: str) -> tuple[str, str] | None:
    """Return what follows the common beginning of two words, or None if that is too short for a stem."""
    base, reading = without_shared_particles(base, reading)
    border = common_prefix_length(base, reading)
    if border < SHORTEST_STEM:  # the stem may be written with u for v
        base, reading = with_one_letter(base), with_one_letter(reading)
        border = common_prefix_length(base, reading)
    if border < SHORTEST_STEM or border < MIN_STEM_SHARE * max(len(base), len(reading)):
        return None
    return base[border:], reading[border:]
