"""A work: the witnesses of one text, and the settings with which they are collated."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from collate._repr import listed, repr_line, shorten
from collate.errors import CollateError
from collate.files.toml import Table
from collate.model.witness import ApparatusForm, Siglum, Witness

# Names of the tokeniser and of the normalisers that are used if a work names none; see collate.text.
DEFAULT_TOKENISER: Final = "words"
DEFAULT_NORMALISERS: Final = (
    "nfc",
    "line-end",
    "invisible",
    "ligatures",
    "long-s",
    "quotes",
    "dashes",
    "spaces",
    "case",
)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Where the reports of a work are written, and what they show.

    folder     the folder of the reports; None where the work names none
    formats    names of formats; none means the usual ones
    only       kinds, and kinds with causes, that are shown; none means all
    ignore     kinds, and kinds with causes, that are not shown
    witnesses  sigla of the witnesses that are collated; none means all
    form       whether a printed apparatus names the witnesses of the lemma
    """

    folder: Path | None = None
    formats: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    form: ApparatusForm = ApparatusForm.POSITIVE

    def __repr__(self) -> str:
        folder = f" to {shorten(self.folder.name, 40)}" if self.folder else ""
        return repr_line("ReportSettings", f"{listed(self.formats)}{folder}")


@dataclass(frozen=True, slots=True)
class Work:
    """The witnesses of one text and the settings with which they are collated.

    Attributes
    ----------
    title : str
        The title, as reports print it.
    witnesses : tuple of Witness
        The witnesses, in the order in which they are cited.
    base : Siglum
        The siglum of the witness against which the apparatus is made, or `majority`, or `none`.
    language : str
        Code of the language (ISO 639); empty when it is not known.
    tokeniser : str
        Name of the tokeniser.
    normalisers : tuple of str
        Names of the normalisers, in the order in which they are applied.
    report : ReportSettings
        Where reports are written, and what they show.
    rules : Table or None
        The table `[rules]`: words and rules of this work.
    folder : Path or None
        The folder of the work; None for a work that was not read from one.
    files : tuple of Path
        The files that were read; no report may be written over them.
    decisions : tuple of tuple of str, Path]
        Files of decisions, each with the name by which it is cited.
    left_out : tuple of Siglum
        Sigla of witnesses that the work has and this collation leaves out.

    Examples
    --------
    >>> import collate
    >>> work = collate.Work("Two texts", (collate.Witness("A", "a cat"), collate.Witness("B", "the cat")), "A")
    >>> collate.collate(work).sigla
    ('A', 'B')
    """

    title: str
    witnesses: tuple[Witness, ...]
    base: Siglum
    language: str = ""
    tokeniser: str = DEFAULT_TOKENISER
    normalisers: tuple[str, ...] = DEFAULT_NORMALISERS
    report: ReportSettings = ReportSettings()
    rules: Table | None = None
    folder: Path | None = None
    files: tuple[Path, ...] = ()
    decisions: tuple[tuple[str, Path], ...] = ()
    left_out: tuple[Siglum, ...] = ()

    def __repr__(self) -> str:
        title = f"of {shorten(self.title, 40)}" if self.title else "without a title"
        return repr_line("Work", f"{title}: {listed([w.siglum for w in self.witnesses])}")


@dataclass(frozen=True, slots=True)
class Unread:
    """A witness of a work that could not be read: its file, the encoding that it should have, and what is wrong."""

    file: Path
    encoding: str
    error: CollateError

    def __repr__(self) -> str:
        return repr_line("Unread", self.file.name)
