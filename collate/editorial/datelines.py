"""Lines that say where and when."""

import re
import tomllib
from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "months.toml"

MAX_LENGTH: Final = 70  # code points
MAX_WORDS: Final = 8  # of a date in an editor's brackets
SHORTEST_ABBREVIATION: Final = 3  # letters of a month: Jan., Feb.; some write four, Sept.


def is_dateline(text: str) -> bool:
    """A place, perhaps, and a date, and nothing else; an editor's brackets may stand inside or around it."""
    # Most lines have no digit, or are long, and are not looked at twice.
    if len(text) > MAX_LENGTH or not any(map(str.isdecimal, text)):
        return False
    bare = _BRACKETED.sub(" ", text) if "[" in text and not text.startswith("[") else text
    return bool(_dateline_pattern().fullmatch(" ".join(bare.strip("[]").split())))


def is_loose_date(text: str) -> bool:
    """A month by name and a year stand in a few words, as editors date a letter in brackets."""
    words = text.strip("[]")
    few = len(words) <= MAX_LENGTH and len(words.split()) <= MAX_WORDS
    return few and bool(_YEAR.search(words) and _month_pattern().search(words))


def is_year(text: str) -> bool:
    """A year alone, with its stop."""
    return bool(_YEAR_ALONE.fullmatch(text))


_BRACKETED: Final = re.compile(r"\[[^\[\]]{0,40}\]")
_YEAR: Final = re.compile(r"(?<!\d)1[0-9]{3}(?!\d)")
_YEAR_ALONE: Final = re.compile(r"1[0-9]{3}(?:-\d{2,4})?\.")


@cache
def _month_names() -> str:
    """Every name of a month, in full, and cut short with a stop."""
    months = tomllib.loads(package_text(_DATA))
    names = {m for language in months["names"].values() for m in language}
    short = {n[:k] for n in names for k in (SHORTEST_ABBREVIATION, SHORTEST_ABBREVIATION + 1) if len(n) > k}
    alternatives = [*sorted(names, key=len, reverse=True), *(s + r"\." for s in sorted(short, key=len, reverse=True))]
    return "|".join(alternatives)


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_month_names()})", re.IGNORECASE)


@cache
def _dateline_pattern() -> re.Pattern[str]:
    """Make the pattern of a line that is a date: day, month by name and year, perhaps a place before."""
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|d|\.)?", r"(?:\d{4}(?:[-/]\d{2,4})?|[’']?\d{2})"
    month = rf"(?:{_month_names()})"
    dates = (
        rf"{month}\s{day},?\s{year}",
        rf"{day}(?:\s(?:de|of))?\s{month}(?:\sde)?,?\s{year}",
        rf"{month},?\s\d{{4}}(?:[-/]\d{{2,4}})?",
        r"\d{1,2}\.\s?(?:\d{1,2}|[IVX]{1,4})\.\s?\d{4}",
    )
    word = r"[^\W\d_][\w’'.-]*"
    place = rf"(?:{word}(?:\s{word}){{0,3}}[,.:]?\s)?"
    article = r"(?:(?:den|d\.|le|the|am|il|el|this|ce)\s)?"
    return re.compile(rf"{place}{article}(?:{'|'.join(dates)})\.?", re.IGNORECASE)
