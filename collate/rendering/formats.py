"""The formats of reports and of differences: a table with one row for each format.

A writer is named here as `module:function`, the module within `collate.rendering`, and is imported when it is
used. So this table imports nothing heavy, and `--help` can read the names of the formats from it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._suggestion import suggestion
from collate.errors import OptionError


class Shows(StrEnum):
    """Which entries of an apparatus a format shows."""

    SELECTED = "selected"  # those that `--only` and `--ignore` select
    VERBATIM = "verbatim"  # the same and always typography: without it no witness could be read back letter by letter
    WHOLE = "whole"  # every entry, whatever is selected: programs select for themselves
    INTERACTIVE = "interactive"  # the selected, typography, and every reading against every other: the reader selects


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a format needs beyond the package: a module, the extra that installs it, and the library that it is of."""

    module: str
    extra: str
    library: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a report on a work, of the differences of two texts, or of both.

    Attributes
    ----------
    name : str
        What `--format` calls it.
    file_name : str
        Its file in a folder of reports, or "" where a folder never holds it.
    report : str
        Its writer for a work, `module:function`, or "" where there is none.
    sentence : str
        What the format is, or is for.
    diff : str
        Its writer for the differences of two texts, likewise.
    shows : Shows
        Which entries it shows.
    default : bool
        Whether a folder of reports holds it if no formats are named.
    binary : bool
        Whether its writers yield bytes; else they yield text.
    needs : Requirement or None
        What must be installed for it.
    cites_hands_once : bool
        Whether a hand that agrees with its manuscript is not named beside it, as in print.

    Examples
    --------
    >>> import collate
    >>> collate.FORMATS["tei"].file_name, collate.FORMATS["xlsx"].binary
    ('apparatus.xml', True)
    """

    name: str
    file_name: str
    report: str
    sentence: str
    diff: str = ""
    shows: Shows = Shows.SELECTED
    default: bool = False
    binary: bool = False
    needs: Requirement | None = None
    cites_hands_once: bool = False

    def __repr__(self) -> str:
        return f"<Format {self.name}: {self.sentence}>"

    @property
    def suffix(self) -> str:
        """Return the suffix of its file, such as `.csv`."""
        return PurePath(self.file_name).suffix


_PYTHON_DOCX: Final = Requirement("docx", "docx", "python-docx")

_ROWS: Final = (
    Format(
        "terminal", "", "text.terminal:write_terminal", "a table to read at once",
        diff="text.word_diff:write_coloured", cites_hands_once=True,
    ),
    Format(
        "words", "", "", "differences of two texts as `git diff --word-diff` shows them",
        diff="text.word_diff:write_words",
    ),
    Format(
        "side-by-side", "", "", "differences of two texts in two columns",
        diff="text.side_by_side:write_side_by_side",
    ),
    Format(
        "html", "apparatus.html", "html.page:write_html", "one offline page to explore",
        diff="html.hunks_page:write_hunks", shows=Shows.INTERACTIVE, default=True,
    ),
    Format(
        "markdown", "apparatus.md", "tables.markdown:write_markdown", "a table for each kind", default=True,
        cites_hands_once=True,
    ),
    Format(
        "json", "apparatus.json", "json.apparatus:write_json", "every entry, for programs",
        diff="json.apparatus:write_json", shows=Shows.WHOLE, default=True,
    ),
    Format(
        "latex", "apparatus.tex", "print.latex:write_latex", "the text with its apparatus at the foot of the page",
        cites_hands_once=True,
    ),
    Format(
        "text", "apparatus.txt", "print.edition:write_text", "the apparatus as an edition prints it",
        cites_hands_once=True,
    ),
    Format("edition", "edition.md", "print.edition:write_edition", "the same in Markdown", cites_hands_once=True),
    Format(
        "docx", "apparatus.docx", "word.apparatus:write_docx", "the apparatus for Word, by kind", binary=True,
        needs=_PYTHON_DOCX, cites_hands_once=True,
    ),
    Format(
        "docx-edition", "edition.docx", "word.edition:write_docx_edition",
        "the text for Word, with its apparatus in footnotes", binary=True, needs=_PYTHON_DOCX, cites_hands_once=True,
    ),
    Format("csv", "apparatus.csv", "tables.delimited:write_csv", "a spreadsheet", default=True),
    Format("tei", "apparatus.xml", "tei.document:write_tei", "TEI P5, parallel segmentation", shows=Shows.VERBATIM),
    Format(
        "tei-dep", "apparatus-dep.xml", "tei.document:write_tei_dep", "TEI P5, double end-point attachment",
        shows=Shows.VERBATIM,
    ),
    Format("tsv", "apparatus.tsv", "tables.delimited:write_tsv", "the rows of the CSV, for shell tools"),
    Format("xlsx", "apparatus.xlsx", "tables.xlsx:write_xlsx", "a spreadsheet with filters and colours", binary=True),
    Format(
        "jsonl", "apparatus.jsonl", "json.apparatus:write_jsonl", "one entry on each line, for programs",
        shows=Shows.WHOLE,
    ),
    Format("table", "table.csv", "tables.alignment_table:write_table", "the alignment, a column for each witness"),
    Format(
        "table-long", "table-long.csv", "tables.alignment_table:write_table_long", "the alignment, a row for each cell",
    ),
    Format(
        "parquet", "table.parquet", "tables.parquet:write_parquet", "the same with typed columns",
        binary=True, needs=Requirement("pyarrow", "parquet", "pyarrow"),
    ),
    Format("collatex", "collatex.json", "json.collatex:write_collatex", "the alignment as CollateX writes it"),
    Format(
        "collatex-java", "collatex-java.json", "json.collatex_java:write_collatex_java",
        "the alignment as the Java version of CollateX writes it",
    ),
    Format("stemmaweb", "stemmaweb.csv", "tables.stemmaweb:write_stemmaweb", "the alignment for Stemmaweb"),
    Format(
        "stemmaweb-tsv", "stemmaweb.tsv", "tables.stemmaweb:write_stemmaweb_tsv", "the same with tabs between cells",
    ),
    Format("graphml", "graph.graphml", "graphs.graphml:write_graphml", "the variant graph, for programs"),
    Format("dot", "graph.dot", "graphs.dot:write_dot", "the variant graph, for Graphviz to draw"),
    Format("nexus", "readings.nex", "phylo.nexus:write_nexus", "the readings as characters, for trees of witnesses"),
    Format("phylip", "readings.phy", "phylo.nexus:write_phylip", "the same for RAxML, IQ-TREE and PHYLIP"),
    Format("matrix", "agreement.csv", "tables.agreement:write_matrix", "how often each two witnesses agree"),
)  # fmt: skip

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({row.name: row for row in _ROWS})

REPORT_FORMATS: Final = tuple(row.name for row in _ROWS if row.report)
FILE_FORMATS: Final = tuple(row.name for row in _ROWS if row.file_name)
# Formats that write the texts or the graph themselves: of a part, they write only its texts.
TEXT_FORMATS: Final = frozenset({"html", "latex", "docx-edition", "tei", "tei-dep", "collatex", "graphml", "dot"})
# Lines for people, which a terminal shows; and documents, which are read or printed. The others are for programs.
PEOPLE_FORMATS: Final = frozenset({"terminal", "words", "side-by-side"})
DOCUMENT_FORMATS: Final = frozenset({"markdown", "text", "edition"})
DEFAULT_FORMATS: Final = tuple(row.name for row in _ROWS if row.default)
# The page comes last in the help of `collate diff`.
DIFF_FORMATS: Final = tuple(
    row.name for row in sorted(_ROWS, key=lambda row: row.shows is Shows.INTERACTIVE) if row.diff
)


def unknown_format(name: object, formats: Sequence[str]) -> OptionError:
    """Build the error for the name of a format that does not exist, or not for this use."""
    return OptionError(f"there is no format {name}; {suggestion(str(name), formats)}")
