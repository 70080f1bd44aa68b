"""What a collation returns: its table and its apparatus, and ways to choose, show and write them.

Most of this module is the docstrings of one public class, so it is longer than 300 lines.
"""

from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.api.arguments import require_path
from collate.api.dataframes import DataFrame, entries_frame, table_frame
from collate.apparatus import Apparatus, Entry, Selection, select
from collate.apparatus import summary as summary_by_witness
from collate.errors import OptionError, PlaceError
from collate.files.targets import target_in
from collate.files.write import require_not_read, write_files
from collate.model.alignment import Alignment
from collate.model.suggestions import Suggestion
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work, with_every_base
from collate.pipeline.explaining import Explanation, explain
from collate.pipeline.parts import columns_in, limited_to
from collate.pipeline.places import PlaceQuery
from collate.pipeline.reports import needs_every_base, render_report
from collate.reading.work import select_witnesses
from collate.rendering.formats import DIFF_FORMATS, FORMATS, REPORT_FORMATS, unknown_format
from collate.rendering.html.fragment import html_fragment
from collate.rendering.writers import render, render_diff
from collate.terminal.colour import without_colour

ALL_KINDS: Final = Selection(typography=True)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CollationResult:
    """A collated work: the alignment table, the entries of the apparatus, and what can be made of them.

    Results are made by `collate` and `diff`. They do not change: `only`, `without`, `at` and
    `witnesses` return new ones. Entries keep the numbers that they have among all entries.

    A result has a length and can be iterated over: its shown entries. A result without entries is
    false. Two results are equal only if they are one object; compare their `entries` instead.

    Parameters
    ----------
    collated : Collated
        What each stage of the engine returned: alignment, roles, variation units, evidence, apparatus.
    selection : Selection
        Which kinds of variation are shown.
    aligner : str
        The aligner that was used.
    places : tuple of str
        The places to which the entries are limited; all entries if it is empty.

    Examples
    --------
    >>> import collate
    >>> result = collate.collate({"A": "a grey cat", "B": "a gray cat sat"}, language="en")
    >>> result.table
    (('a', 'a'), ('grey', 'gray'), ('cat', 'cat'), ('', 'sat'))
    >>> result.only("spelling")
    <CollationResult: 2 witnesses, 1 of 2 entries, base A>
    """

    collated: Collated
    selection: Selection = ALL_KINDS
    aligner: str = "native"
    places: tuple[str, ...] = ()
    _selected: list[Apparatus] = field(init=False, default_factory=list)  # once computed

    @property
    def work(self) -> Work:
        """The witnesses and the settings they were collated with."""
        return self.collated.work

    @property
    def alignment(self) -> Alignment:
        """The alignment as arrays: `alignment.table` is (columns, witnesses) int32."""
        return self.collated.alignment

    @property
    def apparatus(self) -> Apparatus:
        """The apparatus: the entries that are shown, and how many readings of each kind are not."""
        if not self._selected:
            self._selected.append(select(limited_to(self.collated, self.places).apparatus, self.selection))
        return self._selected[0]

    @property
    def sigla(self) -> tuple[str, ...]:
        """The sigla of the witnesses, in the order of the table's cells."""
        return tuple(tokens.witness.siglum for tokens in self.alignment.tokens)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The alignment table in words.

        A row for each column of the alignment, and in it a cell for each witness: its word as it is
        written, or "" where it has nothing. `alignment.testimony` says why it has nothing.
        """
        codes = self.alignment.codes("surface")
        words = [*self.alignment.tokens[0].vocabulary.strings, ""] if self.alignment.tokens else [""]
        # A gap is -1: the last of the words, "".
        return tuple(tuple([words[code] for code in row]) for row in codes.tolist())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the apparatus that are shown, in the order of the text."""
        return self.apparatus.entries

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """For each witness, how many of its shown readings differ from the lemma, by kind."""
        counts = summary_by_witness(self.apparatus)
        return {siglum: {str(kind): n for kind, n in kinds.items()} for siglum, kinds in counts.items()}

    def only(self, *names: str) -> "CollationResult":
        """Show only some kinds of variation, in the place of an earlier `only`; without names, all kinds.

        Parameters
        ----------
        *names : str
            Kinds ("spelling"), kinds with a cause ("spelling.regional") or significances
            ("substantive").

        Returns
        -------
        CollationResult
            A result with the entries that have such a reading; other readings are left out.

        Raises
        ------
        ConfigError
            There is no kind, cause or significance of that name.

        Examples
        --------
        >>> import collate
        >>> result = collate.diff("A grey cat, old.", "a gray cat sat, old.", language="en")
        >>> [entry.number for entry in result.only("substantive").entries]
        [3]
        """
        return replace(self, selection=replace(self.selection, only=_as_strings("only", names)))

    def without(self, *names: str) -> "CollationResult":
        """Leave out some kinds of variation, with those that are left out already.

        Parameters
        ----------
        *names : str
            Kinds ("typography"), kinds with a cause ("spelling.regional") or significances
            ("accidental").

        Returns
        -------
        CollationResult
            A result without these readings; `apparatus.hidden` counts them.

        Raises
        ------
        ConfigError
            There is no kind, cause or significance of that name.

        Examples
        --------
        >>> import collate
        >>> result = collate.diff("A grey cat.", "a gray cat.", language="en").without("capitalisation")
        >>> result.apparatus.hidden
        (('capitalisation', 1),)
        """
        ignored = (*self.selection.ignore, *_as_strings("without", names))
        return replace(self, selection=replace(self.selection, ignore=ignored))

    def at(self, *places: str) -> "CollationResult":
        """Show only the entries at some places, in the place of an earlier `at`; without places, all entries.

        Parameters
        ----------
        *places : str
            Places by name, as `collate report --place` takes them: "verse=Mark 1:3", "verse=Mark 1" for
            all below this level, "page=12r-13v" for a range, "B:page=12r" for the page of one witness.

        Returns
        -------
        CollationResult
            A result with the entries there; `apparatus.part.outside` has the others.

        Raises
        ------
        PlaceError
            No witness has such a place.

        Examples
        --------
        >>> import collate
        >>> old = "1 He came\\n2 she saw\\n3 they won\\n4 we left\\n5 all fled"
        >>> result = collate.diff(old, old.replace("saw", "sees").replace("fled", "flew"))
        >>> [entry.lemma.text for entry in result.at("verse=2").entries]
        ['saw']
        """
        named = replace(self, places=_as_strings("at", places))
        columns_in(self.alignment, named.places, self.apparatus.base)  # so that a wrong name is told at once
        return named

    def witnesses(self, *sigla: str) -> "CollationResult":
        """Collate some of the witnesses only.

        They are aligned anew, as with `collate report --witnesses`; the selection of kinds stays.

        Parameters
        ----------
        *sigla : str
            The witnesses to keep, in any order; all if none is named. If the base is not among
            them, the first of them is the base.

        Returns
        -------
        CollationResult
            The result for these witnesses.

        Raises
        ------
        WitnessError
            A siglum is not one of the work, or a single witness is left.

        Examples
        --------
        >>> import collate
        >>> result = collate.collate({"A": "a cat", "B": "the cat", "C": "a cat sat"})
        >>> result.witnesses("A", "C").sigla
        ('A', 'C')
        """
        work = select_witnesses(self.work, _as_strings("witnesses", sigla))
        base = self.apparatus.base
        kept = base if base in (*sigla, "majority", "none") else None
        return replace(self, collated=collate_work(work, self.aligner, kept))

    def explain(self, number: int) -> "Explanation":
        """Explain an entry: why its words stand together, and which rule named each difference.

        Parameters
        ----------
        number : int
            The number of the entry, from 1.

        Returns
        -------
        Explanation
            The entry, its columns, and what each rule answered; `str` of it is text to read.

        Raises
        ------
        PlaceError
            There is no entry with this number.

        Examples
        --------
        >>> import collate
        >>> explanation = collate.diff("a grey cat", "a gray cat", language="en").explain(1)
        >>> explanation.pairs[0].answers[-1].rule
        'regional'
        """
        if not isinstance(number, int) or isinstance(number, bool):
            raise PlaceError(f"the number of an entry is a whole number, not {number!r}")
        (explanation,) = explain(self.collated, PlaceQuery(entry=number))
        return explanation

    def suggest_decisions(self, count: int = 10) -> list[Suggestion]:
        """Return the pairs of words whose kind an editor should decide first, as `collate decide --suggest` does.

        Parameters
        ----------
        count : int, default 10
            How many pairs, at most.

        Returns
        -------
        list of Suggestion
            The pairs whose decision would teach most, the most useful first. They are pairs of which no
            rule is certain and that no decision is about.

        Raises
        ------
        OptionError
            The count is no whole number from 1.

        Examples
        --------
        >>> import collate
        >>> result = collate.diff("his sonne came", "his son came")
        >>> [(s.entry, s.first, s.second) for s in result.suggest_decisions()]
        [(1, 'sonne', 'son')]
        """
        from collate.pipeline.teaching import suggest_decisions  # late: it is seldom needed

        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            raise OptionError(f"the number of suggestions is a whole number from 1, not {count!r}")
        return suggest_decisions(self.collated, count)

    def to_dataframe(self) -> "DataFrame":
        """Return the shown entries as a data frame, a row for each reading.

        Returns
        -------
        pandas.DataFrame or polars.DataFrame
            Whichever is installed, pandas if both are. Columns: n, id, line, places, before, lemma,
            after, lemma_witnesses, reading, witnesses, kind, cause, also, within, significance, certainty,
            why, rule, silent, doubt. `n` and `line` are integers, `doubt` is a number from 0 to 1.

        Raises
        ------
        OptionError
            Neither pandas nor polars is installed.

        Examples
        --------
        >>> import collate
        >>> frame = collate.diff("a grey cat", "a gray cat", language="en").to_dataframe()
        >>> frame[["n", "lemma", "reading", "kind"]].to_dict("records")
        [{'n': 1, 'lemma': 'grey', 'reading': 'gray', 'kind': 'spelling'}]
        """
        return entries_frame(self.apparatus)

    def to_long_dataframe(self) -> "DataFrame":
        """Return the alignment table as a data frame, a row for each witness in each column.

        Returns
        -------
        pandas.DataFrame or polars.DataFrame
            Whichever is installed, pandas if both are. Columns: column (from 1), siglum, surface
            (as written), form (as compared), start and end (code points of the witness's text),
            testimony ("reads", "omits", "lacuna", "absent" or "illegible"). Where a witness has no
            token, surface and form are "" and start and end are missing.

        Raises
        ------
        OptionError
            Neither pandas nor polars is installed.

        Examples
        --------
        >>> import collate
        >>> frame = collate.diff("a cat", "a cat sat").to_long_dataframe()
        >>> frame[frame["testimony"] == "omits"][["column", "siglum"]].to_dict("records")
        [{'column': 3, 'siglum': 'A'}]
        """
        return table_frame(self.alignment)

    def render(self, name: str = "terminal") -> str | bytes:
        """Render the result in a format.

        What is shown is what this result shows: all kinds, typography too, unless `only` or
        `without` chose some. (`collate report` leaves typography out, except with `--all`.) JSON
        always holds every entry, TEI always keeps typography, and the HTML page lets its reader
        choose.

        Parameters
        ----------
        name : str, default "terminal"
            The name of a format, one of `collate.FORMATS`, such as "html", "tei", "json" or "csv".

        Returns
        -------
        str or bytes
            The report; bytes for the formats that are binary ("xlsx", "docx", "docx-edition", "parquet"). Text has no
            colour codes.

        Raises
        ------
        OptionError
            There is no such format.
        WriteError
            The format cannot hold the result, or needs a package that is not installed.

        Examples
        --------
        >>> import collate
        >>> result = collate.diff("a grey cat", "a gray cat", language="en")
        >>> result.render("csv").splitlines()[1].split(",")[5:11]
        ['grey', ' cat', 'A', 'gray', 'B', 'spelling']
        """
        if name in DIFF_FORMATS and name not in REPORT_FORMATS:
            if len(self.sigla) != 2 or self.apparatus.base != self.sigla[0]:
                raise OptionError(f"the format {name} shows two witnesses, of which the first is the base")
            return render_diff(name, self.apparatus, self.alignment)
        if name not in REPORT_FORMATS:
            raise unknown_format(name, tuple(FORMATS))
        collated = with_every_base(self.collated) if needs_every_base((name,)) else self.collated
        report = render_report(limited_to(collated, self.places), name, self.selection, self.work.report.form)
        return without_colour(report) if name == "terminal" and isinstance(report, str) else report

    def write(self, name: str, path: str | Path) -> Path:
        """Write the result to a file in a format: the whole file, or nothing.

        Parameters
        ----------
        name : str
            The name of a format, one of `collate.FORMATS`.
        path : str or Path
            The file, or a folder that is there already: then the file has the usual name of its
            format, such as `apparatus.html`.

        Returns
        -------
        Path
            The file that was written.

        Raises
        ------
        OptionError
            There is no such format.
        WriteError
            The file cannot be written, or is one of the files of the work.

        Examples
        --------
        >>> import collate, tempfile
        >>> result = collate.diff("a grey cat", "a gray cat", language="en")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     result.write("html", folder).name
        'apparatus.html'
        """
        content = self.render(name)
        require_path(path)
        target = target_in(path, FORMATS[name].file_name or f"apparatus.{name}.txt")
        require_not_read([target], self.work.files)
        write_files({target: content})
        return target

    def __len__(self) -> int:
        """Count the entries that are shown."""
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        """Iterate over the entries that are shown."""
        return iter(self.entries)

    def __repr__(self) -> str:
        shown, all_entries = len(self.entries), len(self.collated.apparatus.entries)
        of_all = f" of {all_entries}" if shown != all_entries else ""
        noun = "entry" if (all_entries if of_all else shown) == 1 else "entries"
        return f"<CollationResult: {len(self.sigla)} witnesses, {shown}{of_all} {noun}, base {self.apparatus.base}>"

    def __str__(self) -> str:
        """Return the result as plain text: differences in words of two witnesses, else a table of entries."""
        if len(self.sigla) == 2 and self.apparatus.base == self.sigla[0]:
            return render_diff("words", self.apparatus, self.alignment)
        return without_colour(str(render("terminal", self.apparatus, self.alignment)))

    def _repr_html_(self) -> str:
        """Return the apparatus as a small table for a notebook; it loads nothing from anywhere."""
        return html_fragment(self.apparatus, self.alignment)


def _as_strings(method: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names as they are. Raise OptionError for a list in the place of names."""
    if not all(isinstance(name, str) for name in names):
        raise OptionError(f"{method} takes one or more strings, such as {method}('a', 'b'), and no list")
    return names
