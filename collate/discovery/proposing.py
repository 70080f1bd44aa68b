"""A `collation.toml` for a group: its witnesses are spans of the raw files, found again by their words.

A span is told by its first and last words, with more of them, or with the words beside them, until they are in the file
once. So the file stays as it is, and an edit elsewhere in it does not shift the span. A span at an end of its file has
such words too, because something may be added there; only the whole file needs none.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.discovery.passages import DocumentSpan, PassageSet, TextGroup
from collate.errors import OptionError
from collate.files.boundary import resolved_path
from collate.files.toml_strings import toml_string
from collate.model.witness import Extent, Siglum, Witness
from collate.reading.sigla import siglum_of
from collate.reading.spans import SpanWords, find_words

LENGTHS: Final = (24, 40, 60, 90, 140, 220, 400)  # characters of the words at an end, fewer first
AROUND_LENGTHS: Final = (30, 60, 120, 300)  # of the words beside them
FRAGMENT_SHARE: Final = 0.8  # of the longest span; a shorter one is a fragment
LONGEST_TITLE: Final = 60
UTF_8: Final = ("utf-8", "utf8", "UTF-8", "utf-8-sig")
_MARKS_BEHIND: Final = late_regex(r"(?!\.\.\.)[^\w\s…]{0,4}(?=\s|$)")
_MARKS_BEFORE: Final = late_regex(r"(?<!\S)[^\w\s.…]{1,4}$")
_WORD_END: Final = late_regex(r"(?<=\w)(?!\w)|(?<=\W)(?=\s)|$")
_WORD_BEGINNING: Final = late_regex(r"(?<!\w)(?=\w)|^")


@dataclass(frozen=True, slots=True)
class SpanWitness:
    """A witness of a proposed work: its siglum, its document and file, and the words by which its span is found."""

    siglum: Siglum
    document: Witness
    path: Path
    words: SpanWords
    extent: Extent

    def __repr__(self) -> str:
        return repr_line("SpanWitness", f"{self.siglum} {self.words}")


def propose_witnesses(found: PassageSet, group: TextGroup, paths: Mapping[str, Path]) -> list[SpanWitness]:
    """Return the witnesses of a group, the longest first.

    Raises OptionError for a span that cannot be told by words, and for a file that has several texts.
    """
    witnesses: list[SpanWitness] = []
    taken: set[str] = set()
    longest = max(span.end - span.start for span in group.spans)
    for span in group.spans:
        document, path = found.document(span.file), paths[span.file]
        if "#" in span.file and not span.file.endswith(path.name):
            raise OptionError(f"{path}: this file has several texts; save {span.file} as a file of its own")
        extent = Extent.FRAGMENT if span.end - span.start < FRAGMENT_SHARE * longest else Extent.COMPLETE
        siglum = _distinct(siglum_of(path.name) or "W", taken)
        witnesses.append(SpanWitness(siglum, document, path, words_of_span(document, span), extent))
    return witnesses


def _distinct(siglum: str, taken: set[str]) -> Siglum:
    """Return a siglum that is not taken yet: the second of one file has 2 behind it."""
    found, number = siglum, 1
    while found in taken:
        number += 1
        found = f"{siglum}-{number}"
    taken.add(found)
    return Siglum(found)


def words_of_span(document: Witness, span: DocumentSpan) -> SpanWords:
    """Return words that are found at a span of a document and nowhere else. The whole document needs none.

    Raises OptionError if there are none for an end within the document.
    """
    text = document.text
    start, end = with_marks(text, span.start, span.end)
    is_behind_text, is_before_text = bool(text[:start].strip()), bool(text[end:].strip())
    if not is_behind_text and not is_before_text:
        return SpanWords()
    first = _unique(text, _beginnings(text, start, end), start, 0, is_first=True)
    last = _unique(text, _endings(text, start, end), end, start, is_first=False)
    for found, is_needed, place in ((first, is_behind_text, start), (last, is_before_text, end)):
        if is_needed and not found:
            raise OptionError(
                f"{span.file}: no words tell the passage at {place} from other places; name it in the file by hand"
            )
    before, opening = first or ("", "")
    after, closing = last or ("", "")
    return SpanWords(opening, closing, before, after)


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the marks that touch its words: quotation marks before them, a full stop behind them."""
    behind = _MARKS_BEHIND.match(text, end)
    before = _MARKS_BEFORE.search(text[max(0, start - 8) : start])
    return start - (len(before.group()) if before else 0), behind.end() if behind else end


def _unique(
    text: str, choices: Iterator[tuple[str, str]], place: int, begin: int, is_first: bool
) -> tuple[str, str] | None:
    """Return the first choice of words, and those beside them, that is found at one place only, and that is it."""
    for around, words in choices:
        found = find_words(text, (around, words, "") if is_first else ("", words, around), begin)
        if len(found) == 1 and found[0][0 if is_first else 1] == place:
            return around, words
    return None


def _beginnings(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield words beside a span, and its first words: more of these first, then with more of those."""
    for length in LENGTHS:
        yield "", _one_line(text[start : _word_end(text, min(start + length, end), end)])
    words = _one_line(text[start : _word_end(text, min(start + LENGTHS[1], end), end)])
    for length in AROUND_LENGTHS:
        yield _one_line(text[_word_beginning(text, max(0, start - length)) : start]), words


def _endings(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield words beside a span, and its last words."""
    for length in LENGTHS:
        yield "", _one_line(text[_word_beginning(text, max(start, end - length)) : end])
    words = _one_line(text[_word_beginning(text, max(start, end - LENGTHS[1])) : end])
    for length in AROUND_LENGTHS:
        yield _one_line(text[end : _word_end(text, min(end + length, len(text)), len(text))]), words


def _word_end(text: str, place: int, most: int) -> int:
    found = _WORD_END.search(text, place)
    return min(found.start() if found else most, most)


def _word_beginning(text: str, place: int) -> int:
    found = _WORD_BEGINNING.search(text, place)
    return found.start() if found else place


def _one_line(words: str) -> str:
    return " ".join(words.split())


def collation_toml(
    witnesses: Sequence[SpanWitness], folder: Path, title: str = "", settings: Sequence[str] = ()
) -> str:
    """Return the `collation.toml` of a work in a folder; `settings` are those of readers, each KEY=VALUE."""
    first = witnesses[0]
    lines = [f"title = {toml_string(title or _title(first))}", f"base = {toml_string(first.siglum)}"]
    if settings:
        lines += ["", "[read]"]
        lines += [f"{key} = {toml_string(value)}" for key, _, value in (s.partition("=") for s in settings)]
    for witness in witnesses:
        lines += ["", "[[witnesses]]", f"siglum = {toml_string(witness.siglum)}"]
        path, own = (resolved_path(p) or p for p in (witness.path, folder))
        file = Path(os.path.relpath(path, own)).as_posix()
        lines.append(f"file = {toml_string(file)}")
        encoding = witness.document.sources[0].encoding if witness.document.sources else "utf-8"
        if encoding not in UTF_8:
            lines.append(f"encoding = {toml_string(encoding)}")
        if witness.extent is Extent.FRAGMENT:
            lines.append(f"extent = {toml_string(Extent.FRAGMENT)}")
        words = witness.words
        named = (("before", words.before), ("from", words.first), ("to", words.last), ("after", words.after))
        lines += [f"{key} = {toml_string(value)}" for key, value in named if value]
    return "\n".join(lines) + "\n"


def _title(witness: SpanWitness) -> str:
    """Return the first words of a witness as a title."""
    opening = witness.words.first or _one_line(witness.document.text[:200])
    return shorten(opening, LONGEST_TITLE)
