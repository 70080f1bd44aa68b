"""Datelines: lines with a place and a date."""

import re
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.files.package_data import DATA, package_table

_DATA: Final = DATA / "months.toml"

MAX_LENGTH: Final = 70  # code points of a dateline
MAX_WORDS: Final = 8  # of a date in an editor's brackets
SHORTEST_ABBREVIATION: Final = 3  # letters of the name of a month: Jan., Feb.; some are one longer: Sept.


def is_dateline(text: str) -> bool:
    """Return whether a line is only a date, with or without a place, brackets of an editor ignored."""
    # This excludes most lines quickly.
    has_number = any(map(str.isdecimal, text)) or _has_figures(text) or _GIVEN.match(text)
    if len(text) > MAX_LENGTH or not has_number:
        return False
    bare = _BRACKETED.sub(" ", text) if "[" in text and not text.startswith("[") else text
    forms = {" ".join(_without_brackets(form).split()) for form in (bare, _SQUARE.sub("", text))}
    return any(_is_date(form) for form in forms)


def _is_date(form: str) -> bool:
    """Return whether a line is only a date; the pattern takes any word for a month, and the set says if it is one."""
    match = _dateline_pattern().fullmatch(form)
    words = [word for word in match.groups() if word] if match else []
    return bool(match) and all(word.casefold() in _months() for word in words)


def _has_figures(text: str) -> bool:
    """Return whether a date without decimal digits may stand in a text: `MDCCCXLVIII`, `一九三四年`."""
    return ("M" in text or "年" in text) and bool(_FIGURES.search(text))


def _without_brackets(line: str) -> str:
    """Return a line without the brackets around the whole of it."""
    is_round = line[0] in "(（" and line[-1] in ")）" and line.count(line[0]) == 1
    return line[1:-1] if is_round else line.strip("[]")


def is_loose_date(text: str) -> bool:
    """Return whether a few words have the name of a month and a year, as where an editor dates a letter."""
    words = text.strip("[]")
    few = len(words) <= MAX_LENGTH and len(words.split()) <= MAX_WORDS
    return few and bool(_YEAR.search(words) and _month_pattern().search(words))


def names_month(word: str) -> bool:
    """Return whether a word is the name of a month."""
    return word.casefold() in _months()


def is_year(text: str) -> bool:
    """Return whether a line is only a year with a full stop."""
    return bool(_YEAR_ALONE.fullmatch(text))


_BRACKETED: Final = late_regex(r"\[[^\[\]]{0,40}\]")
_GIVEN: Final = late_regex(r"(?:D|Dat|Data|Scr|Scripta)\.?\s.{0,20}(?:Kal|Cal|Non|Id)\w*\.?\s")
_SQUARE: Final = late_regex(r"[\[\]]")
_HAN_NUMBER: Final = r"(?:[\d〇○零一二三四五六七八九十廿卅元]{1,4})"
_ERA: Final = "(?:民國|民国|昭和|大正|明治|平成|光緒|道光|康熙|乾隆|同治|宣統|嘉慶|咸豐|雍正)"
_HAN_YEAR: Final = rf"(?:[\d〇○零一二三四五六七八九]{{4}}|{_ERA}{_HAN_NUMBER})年"
_HAN_DATE: Final = rf"{_HAN_YEAR}(?:{_HAN_NUMBER}月(?:{_HAN_NUMBER}日)?)?"
_ROMAN_YEAR: Final = r"(?=[MDCLXVI.]{4})M{1,2}\.?[DCLXVI.]{0,12}"
_FIGURES: Final = late_regex(rf"(?<!\w){_ROMAN_YEAR}(?!\w)|{_HAN_NUMBER}年")  # in a date without decimal digits
_YEAR: Final = late_regex(r"(?<!\d)1[0-9]{3}(?!\d)")
_YEAR_ALONE: Final = late_regex(r"1[0-9]{3}(?:-\d{2,4})?\.")


@cache
def _day_names() -> str:
    """Return a pattern for the names of the days of a week."""
    days = package_table(_DATA)["days"]
    return "(?:" + "|".join(sorted(day for language in days.values() for day in language)) + ")"


@cache
def _months() -> frozenset[str]:
    """Return the names of months in small letters, in full or shortened with a full stop."""
    months = package_table(_DATA)
    names = {m.casefold() for language in months["names"].values() for m in language}
    lengths = (SHORTEST_ABBREVIATION, SHORTEST_ABBREVIATION + 1)
    return frozenset(names | {f"{name[:k]}." for name in names for k in lengths if len(name) > k})


@cache
def _month_pattern() -> re.Pattern[str]:
    """Return the pattern of the beginning of a month, for short words in brackets."""
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})", re.IGNORECASE)


@cache
def _dateline_pattern() -> re.Pattern[str]:
    """Return the pattern of a dateline: day, name of the month and year in several orders, with or without a place.

    Its groups are the words where the name of a month stands.
    """
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|d|\.)?", r"(?:\d{4}(?:[-/]\d{2,4})?|[’']?\d{2})"
    month = r"([^\W\d_]+\.?)"
    roman = rf"(?:(?:prid|a\. d|[IVX]{{1,5}})\.?\s)?(?:Kal|Cal|Non|Id)\w*\.?\s{month}"
    russian = r"\s?(?:г\.|года)"
    dates = (
        rf"{month}\s{day},?\s{year}",
        rf"{day}(?:\s(?:de|of))?\s{month}(?:\sde)?,?\s{year}(?:{russian})?",
        rf"{month},?\s\d{{4}}(?:[-/]\d{{2,4}})?(?:{russian})?",
        rf"\d{{4}},?\s{month}\s{day}",
        rf"\d{{4}}{russian}\s{month}\s{day}(?:\.\s(?-i:[А-Я])[\w-]+)?",
        r"\d{1,2}\.\s?(?:\d{1,2}|[IVX]{1,4})\.\s?\d{4}",
        rf"(?:{roman}|{day}\s{month}),?\s(?:anno\s)?(?:{_ROMAN_YEAR}|{year})",
    )
    word = r"[^\W\d_][\w’'.-]*"
    name = r"(?-i:[^\W\d_a-zа-яα-ω])[\w’'.-]*"
    place = rf"(?:{name}(?:\s{name}){{0,3}}\s|{name}(?:\s{word}){{0,3}}[,.:]\s)?"
    day_name = rf"(?:{_day_names()}(?:\s{word})?,?\s)?"
    article = r"(?:(?:den|d\.|le|the|am|il|el|this|ce)\s)?"
    place_after = r"(?:,\s(?-i:[^\W\d_a-zа-я])[\w’'-]+|(?<=г\.)\s(?-i:[А-Я])[\w-]+)?"
    western = rf"{place}{article}{day_name}{article}(?:{'|'.join(dates)}){place_after}\.?"
    given = (
        rf"(?:D|Dat|Data|Scr|Scripta)\.?\s{roman}(?:\s{name}){{0,3}}\.?"  # a Latin letter: `D. prid. Non. Apr. Antio.`
    )
    return re.compile(rf"{western}|{given}|{_HAN_DATE}[。]?", re.IGNORECASE)
