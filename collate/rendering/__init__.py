"""Writing: what was decided is set down. Writers compute nothing.

`WRITERS` are by name; `FILES` says under which name a format stands in a folder of reports;
`DIFFS` are for two texts. Each is imported when it first writes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from collate.rendering.late import TextWriter as TextWriter
from collate.rendering.late import Writer as Writer
from collate.rendering.late import late, late_text

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "terminal": late("text.terminal", "write_terminal"),
        "html": late("html.page", "write_html"),
        "markdown": late("tables.markdown", "write_markdown"),
        "json": late("json.apparatus", "write_json"),
        "latex": late("print.latex", "write_latex"),
        "text": late("print.edition", "write_text"),
        "edition": late("print.edition", "write_edition"),
        "csv": late("tables.delimited", "write_csv"),
        "tei": late("tei.document", "write_tei"),
        "tei-dep": late("tei.document", "write_tei_dep"),
        "tsv": late("tables.delimited", "write_tsv"),
        "xlsx": late("tables.xlsx", "write_xlsx"),
        "jsonl": late("json.apparatus", "write_jsonl"),
        "table": late("tables.alignment_table", "write_table"),
        "table-long": late("tables.alignment_table", "write_table_long"),
        "parquet": late("tables.parquet", "write_parquet"),
        "collatex": late("json.collatex", "write_collatex"),
        "graphml": late("graphs.graphml", "write_graphml"),
        "dot": late("graphs.dot", "write_dot"),
        "nexus": late("phylo.nexus", "write_nexus"),
        "phylip": late("phylo.nexus", "write_phylip"),
        "matrix": late("tables.agreement", "write_matrix"),
    }
)

FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "apparatus.html",
        "markdown": "apparatus.md",
        "json": "apparatus.json",
        "latex": "apparatus.tex",
        "text": "apparatus.txt",
        "edition": "edition.md",
        "csv": "apparatus.csv",
        "tei": "apparatus.xml",
        "tei-dep": "apparatus-dep.xml",
        "tsv": "apparatus.tsv",
        "xlsx": "apparatus.xlsx",
        "jsonl": "apparatus.jsonl",
        "table": "table.csv",
        "table-long": "table-long.csv",
        "parquet": "table.parquet",
        "collatex": "collatex.json",
        "graphml": "graph.graphml",
        "dot": "graph.dot",
        "nexus": "readings.nex",
        "phylip": "readings.phy",
        "matrix": "agreement.csv",
    }
)

DIFFS: Final[Mapping[str, TextWriter]] = MappingProxyType(
    {
        "terminal": late_text("text.word_diff", "write_coloured"),
        "words": late_text("text.word_diff", "write_words"),
        "side-by-side": late_text("text.side_by_side", "write_side_by_side"),
        "json": late_text("json.apparatus", "write_json"),
        "html": late_text("html.page", "write_html"),
    }
)

# What a folder of reports holds when nobody says what it should: to look at, to read, for programs, to sort.
USUAL: Final = ("html", "markdown", "json", "csv")

# JSON is for programs and always holds every entry; the page holds typography and lets its reader choose.
WHOLE: Final = frozenset({"json", "jsonl"})
INTERACTIVE: Final = frozenset({"html"})
# Typography is in TEI whatever is asked for: without it no witness could be read out of it again, sign for sign.
VERBATIM: Final = frozenset({"tei", "tei-dep"})

# What a format needs beside the package: the module, which an extra of the format's name installs.
EXTRAS: Final[Mapping[str, str]] = MappingProxyType({"parquet": "pyarrow"})
