"""Datelines: lines with a place and a date."""

import re
import tomllib
from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "months.toml"

MAX_LENGTH: Final = 70  # code points of a dateline
MAX_WORDS: Final = 8  # of a date in an editor's brackets
SHORTEST_ABBREVIATION: Final = 3  # letters of the name of a month: Jan., Feb.; some are one longer: Sept.


def is_dateline(text: str) -> bool:
    """Return whether a line is only a date, with or without a place, brackets of an editor ignored."""
    # This excludes most lines quickly.
    if len(text) > MAX_LENGTH or not any(map(str.isdecimal, text)):
        return False
    bare = _BRACKETED.sub(" ", text) if "[" in text and not text.startswith("[") else text
    return bool(_dateline_pattern().fullmatch(" ".join(_without_brackets(bare).split())))


def _without_brackets(line: str) -> str:
    """Return a line without the brackets around the whole of it."""
    is_round = line.startswith("(") and line.endswith(")") and line.count("(") == 1
    return line[1:-1] if is_round else line.strip("[]")


def is_loose_date(text: str) -> bool:
    """Return whether a few words have the name of a month and a year, as where an editor dates a letter."""
    words = text.strip("[]")
    few = len(words) <= MAX_LENGTH and len(words.split()) <= MAX_WORDS
    return few and bool(_YEAR.search(words) and _month_pattern().search(words))


def is_year(text: str) -> bool:
    """Return whether a line is only a year with a full stop."""
    return bool(_YEAR_ALONE.fullmatch(text))


_BRACKETED: Final = re.compile(r"\[[^\[\]]{0,40}\]")
_YEAR: Final = re.compile(r"(?<!\d)1[0-9]{3}(?!\d)")
_YEAR_ALONE: Final = re.compile(r"1[0-9]{3}(?:-\d{2,4})?\.")


@cache
def _month_names() -> str:
    """Return a pattern for the names of months, in full or shortened with a full stop."""
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
    """Return the pattern of a dateline: day, name of the month and year in several orders, with or without a place."""
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
