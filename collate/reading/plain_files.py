"""Plain text in one file, or in the files of a folder: these are one text, in their natural order."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collate._late_regex import late_regex
from collate.model.origins import Origins
from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.place_numbers import find_places
from collate.reading.plain import read_plain

_LINE: Final = late_regex(r"[^\r\n]+")


def read_plain_files(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the one witness that files of plain text hold. Each file begins a new line."""
    witnesses = [read_plain(source.content, replace(options, file=source.file)) for source in sources]
    if len(witnesses) == 1:
        return (witnesses[0],)
    texts = [w.text if not w.text or w.text.endswith(("\n", "\r")) else f"{w.text}\n" for w in witnesses]
    text = "".join(texts)
    joined = replace(
        witnesses[0],
        text=text,
        places=find_places(text, options.places),
        sources=tuple(w.sources[0] for w in witnesses),
        origins=origins_of_lines(texts),
    )
    return (joined,)


def origins_of_lines(texts: Sequence[str]) -> Origins:
    """Return where each line of some texts, one after the other, stands in its own text."""
    starts, files, lines, columns = array("i"), array("i"), array("i"), array("i")
    before = 0
    for number, text in enumerate(texts):
        counted, line = 0, 1
        for match in _LINE.finditer(text):
            between = text[counted : match.start()]
            line += between.count("\n") + between.count("\r") - between.count("\r\n")
            counted = match.end()
            for column, value in zip(
                (starts, files, lines, columns), (before + match.start(), number, line, 1), strict=True
            ):
                column.append(value)
        before += len(text)
    return Origins(starts, files, lines, columns)
