"""Writing: what was decided is set down. Writers compute nothing.

`WRITERS` are by name; `FILES` says under which name a format stands in a folder of reports;
`DIFFS` are for two texts.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from collate.alignment import Alignment
from collate.apparatus import Apparatus
from collate.write.apparatus_json import write_json
from collate.write.delimited import write_csv
from collate.write.html import write_html
from collate.write.markdown import write_markdown
from collate.write.side_by_side import write_side_by_side
from collate.write.terminal import write_terminal
from collate.write.words import write_coloured, write_words

Writer = Callable[[Apparatus, Alignment], str]

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "terminal": write_terminal,
        "html": write_html,
        "markdown": write_markdown,
        "json": write_json,
        "csv": write_csv,
    }
)

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {"html": "apparatus.html", "markdown": "apparatus.md", "json": "apparatus.json", "csv": "apparatus.csv"}
)

DIFFS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "terminal": write_coloured,
        "words": write_words,
        "side-by-side": write_side_by_side,
        "json": write_json,
        "html": write_html,
    }
)

# JSON is for programs and always holds every entry; the page holds typography and lets its reader choose.
WHOLE: Final = frozenset({"json"})
INTERACTIVE: Final = frozenset({"html"})
