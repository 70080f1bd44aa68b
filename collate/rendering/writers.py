"""The writers of the formats, by name; each is imported when it is used.

A writer yields its report in chunks of text or of bytes, so a report can be written to a file without being held as a
whole. Where a format must be made as a whole, its writer yields one chunk and says so.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from collate.apparatus import Apparatus
from collate.errors import OptionError
from collate.model.alignment import Alignment
from collate.rendering.formats import DIFF_FORMATS, FORMATS, REPORT_FORMATS

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
        raise OptionError(f"there is no format {name}; the formats are {', '.join(REPORT_FORMATS)}")
    module, _, function = FORMATS[name].report.partition(":")
    writer: Writer = getattr(import_module(f"collate.rendering.{module}"), function)
    return writer


def diff_writer(name: str) -> DiffWriter:
    """Return the writer of differences by the name of its format. Raises OptionError when there is none."""
    if name not in DIFF_FORMATS:
        raise OptionError(f"there is no format {name} for differences; the formats are {', '.join(DIFF_FORMATS)}")
    module, _, function = FORMATS[name].diff.partition(":")
    writer: DiffWriter = getattr(import_module(f"collate.rendering.{module}"), function)
    return writer
