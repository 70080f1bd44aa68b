"""Sigla for witnesses that have none: short names made of the names of their files."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Final

from collate._late_regex import late_regex
from collate.model.witness import RESERVED
from collate.reading.sigla import siglum_of

LONGEST: Final = 12  # characters of a siglum that is not shortened
_YEAR: Final = late_regex(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_NUMBER_OF_PART: Final = late_regex(r"\d+|(?<=[\W_])[ivxlc]+$")
_WORD_FOR_WITNESS: Final = late_regex(r"(?i:witness|wit|ms|siglum|txt|text)(?:[\s._-]+(?=.)|(?-i:(?=[A-Z0-9]{1,3}$)))")
_SEPARATOR: Final = late_regex(r"[\s._-]+")
# What has a meaning beside a siglum on the command line: `A:12`, `A@3-5`, `A=file`, `A,B`, `#3`.
_NOT_IN_SIGLUM: Final = late_regex(r"[\s,=:@#/\\\"'`$*?<>|;&!]+")


def proposed_sigla(files: Sequence[str], own: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a siglum for each file: no two are equal, and none names a base.

    Parameters
    ----------
    files
        The names of files or folders, from the folder of the work on.
    own
        The siglum that each file has itself, or "".
    taken
        Sigla that no file may have, because a witness in one of them has it.

    Returns
    -------
    list of str
        The sigla, in the order of the files.
    """
    names = _distinct_names(files)
    short = _without_shared_parts(names)
    sigla: list[str] = []
    for name, part, siglum in zip(names, short, own, strict=True):
        chosen = _usable(siglum) or _shortened(_usable(part)) or _shortened(_usable(name)) or "W"
        sigla.append(chosen)
    return _distinct(sigla, {*taken, *RESERVED})


def year_in(name: str) -> str:
    """Return the one year in the name of a file, "" if there is none or more than one."""
    years = set(_YEAR.findall(PurePosixPath(name).name))
    return str(years.pop()) if len(years) == 1 else ""


def shape_of(name: str) -> str:
    """Return the name of a file without its number, which may be that of a part; "" if it has none, or a year."""
    path = PurePosixPath(name)
    stem = siglum_of(path.name).lower()
    if name.endswith("/") or year_in(name) or not _NUMBER_OF_PART.search(stem):
        return ""
    return (path.parent / _NUMBER_OF_PART.sub("#", stem)).as_posix()


def _distinct_names(files: Sequence[str]) -> list[str]:
    """Return the name of each file without its ending; with that of its folder where two are equal."""
    stems = [siglum_of(file.rstrip("/")) for file in files]
    count = Counter(stems)
    if all(n == 1 for n in count.values()):
        return stems
    folders = [PurePosixPath(file).parent.name for file in files]
    if len(set(folders)) == len(folders) and all(folders):  # A/text.xml, B/text.xml
        return folders
    return [
        f"{folder}-{stem}" if count[stem] > 1 and folder else stem for stem, folder in zip(stems, folders, strict=True)
    ]


def _without_shared_parts(names: Sequence[str]) -> list[str]:
    """Return the names without the words with which all begin and end: `hamlet_q1`, `hamlet_f1` are q1 and f1."""
    cut = [_WORD_FOR_WITNESS.sub("", name, count=1) if _WORD_FOR_WITNESS.match(name) else name for name in names]
    if len(cut) < 2:
        return cut
    years = [year_in(name) for name in cut]
    if all(years) and len({name.replace(year, "") for name, year in zip(cut, years, strict=True)}) == 1:
        return years  # darwin1859, darwin1860
    first = _shared_beginning(cut)
    ends = [match.end() for match in _SEPARATOR.finditer(first)]
    start = ends[-1] if ends else 0
    rest = [name[start:] for name in cut]
    last = _shared_beginning([name[::-1] for name in rest])
    ends = [match.end() for match in _SEPARATOR.finditer(last)]
    stop = ends[-1] if ends else 0
    rest = [name[: len(name) - stop] for name in rest]
    return rest if all(rest) else cut


def _shared_beginning(names: Sequence[str]) -> str:
    letters = takewhile(lambda column: len(set(column)) == 1, zip(*names, strict=False))
    return "".join(column[0] for column in letters)


def _usable(name: str) -> str:
    """Return a name without what has a meaning beside a siglum on the command line, and without invisible signs."""
    visible = "".join(c if c.isprintable() else " " for c in name)
    return _NOT_IN_SIGLUM.sub("-", visible.strip()).strip("-_. ")


def _shortened(name: str) -> str:
    """Return a long name as its one year, else as the first letters of its words."""
    if len(name) <= LONGEST:
        return name
    if year := year_in(name):
        return year
    words = [word for word in _SEPARATOR.split(name) if word]
    letters = "".join(word if word.isdecimal() else word[0].upper() for word in words)
    return letters[:LONGEST] if len(words) > 1 else name[:LONGEST]


def _distinct(sigla: Sequence[str], taken: Collection[str]) -> list[str]:
    """Return the sigla with numbers behind those that come a second time, and behind those that are taken."""
    found: list[str] = []
    for siglum in sigla:
        number, chosen = 2, siglum
        while chosen in found or chosen in taken or (chosen != siglum and chosen in sigla):
            chosen = f"{siglum}-{number}"
            number += 1
        found.append(chosen)
    return found
