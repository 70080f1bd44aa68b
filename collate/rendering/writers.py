"""The writers of the formats, by name; each is imported when it is used.

A writer yields its report in chunks of text or of bytes, so a report can be written to a file without being held as a
whole. Where a format must be made as a whole, its writer yields one chunk and says so.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.formats import DIFF_FORMATS, FORMATS, REPORT_FORMATS, unknown_format
from collate.rendering.hands_once import cite_hands_once

Chunks = Iterator[str] | Iterator[bytes]
Writer = Callable[[Apparatus, Alignment], Chunks]
DiffWriter = Callable[[Apparatus, Alignment], Iterator[str]]


def render(name: str, apparatus: Apparatus, alignment: Alignment) -> str | bytes:
    """Return a report on a work in the format of that name: text, or bytes if the format is binary.

    Raises OptionError when no format of a report has the name, and WriteError when the format needs a module that is
    not installed.
    """
    text: list[str] = []
    content: list[bytes] = []
    for chunk in report_writer(name)(apparatus, alignment):
        if isinstance(chunk, str):
            text.append(chunk)
        else:
            content.append(chunk)
    return b"".join(content) if FORMATS[name].binary else "".join(text)


def render_diff(name: str, apparatus: Apparatus, alignment: Alignment) -> str:
    """Return the differences of two texts in the format of that name.

    Raises OptionError when no format of differences has the name.
    """
    return "".join(diff_writer(name)(apparatus, alignment))


def report_writer(name: str) -> Writer:
    """Return the writer of a report by the name of its format. Raises OptionError when there is none."""
    if name not in REPORT_FORMATS:
        raise unknown_format(name, REPORT_FORMATS)
    module, _, function = FORMATS[name].report.partition(":")
    writer: Writer = getattr(import_module(f"collate.rendering.{module}"), function)
    if not FORMATS[name].cites_hands_once:
        return writer

    @wraps(writer)
    def write_with_hands_once(apparatus: Apparatus, alignment: Alignment) -> Chunks:
        return writer(cite_hands_once(apparatus), alignment)

    return write_with_hands_once


def diff_writer(name: str) -> DiffWriter:
    """Return the writer of differences by the name of its format. Raises OptionError when there is none."""
    if name not in DIFF_FORMATS:
        raise unknown_format(name, DIFF_FORMATS)
    module, _, function = FORMATS[name].diff.partition(":")
    writer: DiffWriter = getattr(import_module(f"collate.rendering.{module}"), function)
    return writer
