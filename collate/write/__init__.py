"""Writing: what was decided is set down. Writers compute nothing.

`WRITERS` are by name; `FILES` says under which name a format stands in a folder of reports;
`DIFFS` are for two texts. Each is imported when it first writes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.write.late import Writer as Writer
from collate.write.late import late

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "terminal": late("terminal", "write_terminal"),
        "html": late("html", "write_html"),
        "markdown": late("markdown", "write_markdown"),
        "json": late("apparatus_json", "write_json"),
        "csv": late("delimited", "write_csv"),
    }
)

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {"html": "apparatus.html", "markdown": "apparatus.md", "json": "apparatus.json", "csv": "apparatus.csv"}
)

DIFFS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "terminal": late("words", "write_coloured"),
        "words": late("words", "write_words"),
        "side-by-side": late("side_by_side", "write_side_by_side"),
        "json": late("apparatus_json", "write_json"),
        "html": late("html", "write_html"),
    }
)

# JSON is for programs and always holds every entry; the page holds typography and lets its reader choose.
WHOLE: Final = frozenset({"json"})
INTERACTIVE: Final = frozenset({"html"})
