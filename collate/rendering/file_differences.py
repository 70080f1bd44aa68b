"""How files with the same words differ: line ends, Unicode normalisation, byte order mark, encoding."""

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import is_normalized, normalize

from collate._repr import shorten
from collate.model.witness import LeftOutText, SourceFile, Witness

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
_LINE_END_NAMES: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
MOST_FILES: Final = 3  # of a witness that are named one by one
MOST_CHANGES: Final = 3  # in what is left out, that are shown under one name
LONGEST_CHANGE: Final = 60  # characters that are shown of each
_FORMS: Final = ("NFC", "NFD")


def have_same_words(witnesses: Sequence[Witness]) -> bool:
    """Return whether texts are equal but for white space and Unicode normalisation."""
    return len({" ".join(normalize("NFC", w.text).split()) for w in witnesses}) < 2


def describe_files(witnesses: Sequence[Witness]) -> str:
    """Return in what the files of witnesses differ, such as `their line ends (CRLF, LF) and a byte order mark`.

    It is "" if they differ in nothing of this kind. The names in brackets are in the order of the witnesses.
    """
    parts = []
    line_ends = [_line_ends(w.text) if w.is_typed else "" for w in witnesses]
    if len(set(filter(None, line_ends))) > 1:
        parts.append(f"their line ends ({_each(line_ends)})")
    forms = [_form(w.text) for w in witnesses]
    if len(set(forms)) > 1:
        parts.append(f"Unicode normalisation ({_each(forms)})")
    sources = [w.sources[0] for w in witnesses if len(w.sources) == 1 and w.is_typed]
    if len({source.byte_order_mark for source in sources}) > 1:
        parts.append("a byte order mark")
    encodings = [source.encoding for source in sources]
    if len(set(encodings)) > 1 and len({w.text for w in witnesses}) == 1 and not witnesses[0].text.isascii():
        parts.append(f"encoding ({_each(encodings)})")
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def describe_left_out(witnesses: Sequence[Witness]) -> str:
    """Return how two files differ in what is left out of their texts, with the words of both; "" if they do not.

    Plain text leaves nothing out, and two hands of one file have the same file.
    """
    if len(witnesses) != 2 or not all(w.structured or w.left_out for w in witnesses):
        return ""
    old, new = witnesses
    if [s.sha256 for s in old.sources] == [s.sha256 for s in new.sources]:
        return ""
    before, after = ({x.name: x for x in w.left_out} for w in witnesses)
    names = [
        name
        for name in dict.fromkeys((*before, *after))
        if (before[name].digest if name in before else "") != (after[name].digest if name in after else "")
    ]
    if not names:
        return ""
    counts = [_counted(name, before.get(name), after.get(name)) for name in names]
    return f"the files differ in what is left out: {', '.join(counts)}"


def _counted(name: str, before: LeftOutText | None, after: LeftOutText | None) -> str:
    return f"{name} ({_words(before)} : {_words(after)} words{_changes(before, after)})"


def _words(left_out: LeftOutText | None) -> int:
    return left_out.words if left_out else 0


def _changes(before: LeftOutText | None, after: LeftOutText | None) -> str:
    """Return the first changes in what is left out under a name, each with its line; "" where it is not listed."""
    if (before and not before.pieces) or (after and not after.pieces):
        return ""
    from rapidfuzz.distance import Levenshtein  # late: most files leave nothing out

    old, new = (x.pieces if x else () for x in (before, after))
    steps = [s for s in Levenshtein.opcodes([p[1] for p in old], [p[1] for p in new]) if s.tag != "equal"]
    shown = []
    for step in steps[:MOST_CHANGES]:
        line = new[step.dest_start][0] if step.dest_end > step.dest_start else old[step.src_start][0]
        one = _shown(old[step.src_start : step.src_end])
        other = _shown(new[step.dest_start : step.dest_end])
        change = f"{one} → {other}" if one and other else f"{one} is gone" if one else f"{other} is new"
        shown.append(f"; line {line}: {change}")
    more = f"; and {len(steps) - MOST_CHANGES} more" if len(steps) > MOST_CHANGES else ""
    return "".join(shown) + more


def _shown(pieces: Sequence[tuple[int, str]]) -> str:
    return shorten(" ".join(words for _, words in pieces), LONGEST_CHANGE)


def _line_ends(text: str) -> str:
    """Return the name of the line ends of a text: one name, `mixed`, or "" if there are none."""
    found = set(_LINE_END.findall(text))
    return "mixed" if len(found) > 1 else _LINE_END_NAMES[found.pop()] if found else ""


def _form(text: str) -> str:
    return next((form for form in _FORMS if is_normalized(form, text)), "mixed")


def _each(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, names)))


def list_files(sources: Sequence[SourceFile]) -> str:
    """Return the names of the files of a witness; of many, such as those of its pages, the first and the last."""
    files = [source.file for source in sources]
    return " ".join(files) if len(files) <= MOST_FILES else f"{files[0]} … {files[-1]}, {len(files)} files"
