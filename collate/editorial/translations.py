"""Translations in round brackets directly after a foreign word: `Gleichschaltung (coordination)`.

The author may have set them too, so they are of low certainty. Other words in round brackets are the author's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import may_begin, phrase_pattern, phrases_by_language
from collate.model.interventions import Intervention
from collate.model.variation import Certainty
from collate.model.witness import Role, Witness

MAX_WORDS: Final = 6  # of a translation
MAX_WORDS_AFTER_ENDING: Final = 4  # where only the ending of a word says that it is foreign
MIN_FOREIGN_LETTERS: Final = 6  # of a word whose ending alone says that it is foreign
MAX_FOREIGN_SHARE: Final = 0.02  # of the words of a text that are small words of a language; with more, it is its own
GERMAN_ENDING: Final = "schaft"  # it is foreign where a text is not German
SAMPLE: Final = 20_000  # code points from which the script and the language of a text are known

_BRACKETS: Final = late_regex(r"\(([^()\r\n\d]{2,60})\)")
_WIDE_BRACKETS: Final = late_regex(r"(?<=[A-Za-zÀ-ɏ])（[\u3040-\u9fff]{1,12}）")
_NAMED_LANGUAGE: Final = late_regex(
    r"\((?<=[\w.!?»”\"’*_]\s\()[^()\r\n]{2,120}\s[—–-]\s?(?:лат|фр|франц|нем|англ|ит|итал|исп|греч|польск"
    r"|lat|frz|franz|engl|ital|griech|span|fr|ted|ingl|gr)\.\)"
)
_BLANKS: Final = " \u00a0"
_WORD: Final = late_regex(r"[^\W\d_][\w’'-]*")
_EMPHASISED: Final = late_regex(r"(?:_[^_\s][^_\r\n]{0,40}_|(?<!\*)\*[^*\s][^*\r\n]{0,40}\*)$")
_QUOTED: Final = late_regex(r"(?:[„“\"«]\s?([^\W\d_][\w-]*)\s?[“”\"»])$")
_LAST_WORD: Final = late_regex(r"[^\W\d_][\w’'-]*$")
_SCRIPTS: Final = (("Greek", "\u0370", "\u03ff"), ("Greek", "\u1f00", "\u1fff"), ("Cyrillic", "\u0400", "\u04ff"),
                   ("Hebrew", "\u0590", "\u05ff"), ("Arabic", "\u0600", "\u06ff"), ("Latin", "A", "\u024f"),
                   ("Han", "\u3040", "\u9fff"))  # fmt: skip


def translations(witness: Witness) -> Iterable[Intervention]:
    """Find translations after a word of another script, in italics, or with an ending of another language."""
    text = witness.text
    if "（" in text:
        for match in _WIDE_BRACKETS.finditer(text):
            why = "round brackets directly after a word of another script"
            yield Intervention(*match.span(), Role.GLOSS, Cause.TRANSLATION, why, Certainty.LOW)
    if "(" not in text:
        return
    for match in _NAMED_LANGUAGE.finditer(text) if ".)" in text else ():
        why = "round brackets that end with the name of a language"
        yield Intervention(*match.span(), Role.GLOSS, Cause.TRANSLATION, why, Certainty.LOW)
    matches = [
        match
        for match in _BRACKETS.finditer(text)
        if text[match.start() - 1] in _BLANKS and match.start() > 1 and _may_translate(match.group(1))
    ]
    if not matches:
        return
    words = _WORD.findall(text[:SAMPLE])
    endings, own_script = _foreign_endings(words), _own_script(words)
    for match in matches:
        before = text[max(0, match.start() - 45) : match.start() - 1]
        why = _why_foreign(before, match.group(1), endings, own_script)
        if why:
            yield Intervention(*match.span(), Role.GLOSS, Cause.TRANSLATION, why, Certainty.LOW)


def _may_translate(words: str) -> bool:
    """Return whether words in brackets are a few words or a name in one script, with no mark of a sentence."""
    found = words.rstrip(".!?…").split()
    if may_begin(words, "comment-begins") and _comment_pattern().match(words):
        return False
    return len(found) <= MAX_WORDS and all(_WORD.fullmatch(word.strip('“”„"«»,')) for word in found)


def _why_foreign(before: str, inside: str, endings: Sequence[str], own_script: str) -> str:
    """Return why the words before brackets are foreign, or ""."""
    emphasised = _EMPHASISED.search(before)
    is_capital = emphasised is not None and emphasised.group()[1].isupper() and " " in emphasised.group()
    is_noun = len(inside.split()) == 1 and GERMAN_ENDING not in endings  # German nouns have capitals
    if emphasised and (inside[0].islower() or is_capital or is_noun) and len(emphasised.group().split()) <= MAX_WORDS:
        return "round brackets directly after a word in italics"
    quoted = _QUOTED.search(before)
    word = quoted or _LAST_WORD.search(before)
    if not word:
        return ""
    letters = word.group(1) if quoted else word.group()
    if len(letters) > 1 and _script(letters) not in ("", own_script) and _script(inside) == own_script:
        return "round brackets directly after a word of another script"
    is_long = len(letters) >= MIN_FOREIGN_LETTERS and len(inside.split()) <= MAX_WORDS_AFTER_ENDING
    if (
        is_long
        and inside != inside.upper()
        and letters.casefold().endswith(tuple(endings))
        and not inside.endswith(tuple(endings))
    ):
        return "round brackets directly after a word with an ending of another language"
    return ""


def _script(word: str) -> str:
    """Return the script of the first letter of a word, or ""."""
    letter = next((c for c in word if c.isalpha()), "")
    return next((name for name, first, last in _SCRIPTS if first <= letter <= last), "")


def _own_script(words: Sequence[str]) -> str:
    """Return the script that most words have."""
    scripts: Counter[str] = Counter()
    for begins, count in Counter(word[0] if word[0].isalpha() else word for word in words).items():
        scripts[_script(begins)] += count
    return max(scripts, key=lambda script: scripts[script], default="")


def _foreign_endings(words: Sequence[str]) -> tuple[str, ...]:
    """Return the endings of the languages in which a text is not: it has hardly any of their small words."""
    counts = Counter(map(str.casefold, words))
    most = len(words) * MAX_FOREIGN_SHARE
    small_words = phrases_by_language("small-words")
    return tuple(
        ending
        for language, endings in phrases_by_language("foreign-endings").items()
        if sum(counts[word] for word in small_words.get(language, ())) <= most
        for ending in endings
    )


@cache
def _comment_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('comment-begins')}(?!\w)")
