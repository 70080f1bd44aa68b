"""A work: the witnesses of one text, and the settings with which they are collated."""

from dataclasses import KW_ONLY
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import listed, repr_line, shorten
from collate.errors import CollateError, WitnessError
from collate.files.boundary import NO_PERMISSIONS, Permissions
from collate.files.toml import SettingsTable
from collate.model.hands import in_order_of_hands
from collate.model.token_marks import TokenMark
from collate.model.witness import ApparatusForm, Siglum, Witness, require_distinct_sigla

# Names of the tokeniser and of the normalisers that are used if a work names none; see collate.text.
DEFAULT_TOKENISER: Final = "words"
DEFAULT_NORMALISERS: Final = (
    "nfc",
    "line-end",
    "signs",
    "invisible",
    "ligatures",
    "long-s",
    "quotes",
    "dashes",
    "spaces",
    "case",
)

_FIRST_WITNESS: Final = Siglum("")  # in place of the siglum of a base


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
    witnesses : tuple of Witness
        One or more, in the order in which they are cited; no two have one siglum. Each hand comes after its
        manuscript, whatever the order in which they are given.
    title : str
        The title, as reports print it; empty if it has none.
    base : Siglum
        The siglum of the witness against which the apparatus is made, or `majority`, or `none`; the first witness
        if it is not named.
    language : str
        Code of the language (ISO 639); empty when it is not known.
    tokeniser : str
        Name of the tokeniser.
    normalisers : tuple of str
        Names of the normalisers, in the order in which they are applied.
    signs : frozenset of str
        Signs that always belong to the word that they cut, beside the brackets that only editors use.
    sign_meanings : tuple of (str, TokenMark)
        Signs, each with what it means in this work; the others mean what they mean elsewhere.
    report : ReportSettings
        Where reports are written, and what they show.
    rules : SettingsTable or None
        The table `[rules]`: words and rules of this work.
    folder : Path or None
        The folder of the work; None for a work that was not read from one.
    files : tuple of Path
        The files that were read; no report may be written over them.
    decisions : tuple of tuple of (str, Path)
        Files of decisions, each with the name by which it is cited.
    left_out : tuple of Siglum
        Sigla of witnesses that the work has and this collation leaves out.
    permissions : Permissions
        What the user allows the files of the work.

    Raises
    ------
    WitnessError
        There is no witness, one is not a `Witness`, or two have one siglum.

    Examples
    --------
    >>> import collate
    >>> work = collate.Work((collate.Witness("A", "a cat"), collate.Witness("B", "the cat")), title="Two texts")
    >>> collate.collate(work).sigla
    ('A', 'B')
    """

    witnesses: tuple[Witness, ...]
    _: KW_ONLY
    title: str = ""
    base: Siglum = _FIRST_WITNESS
    language: str = ""
    tokeniser: str = DEFAULT_TOKENISER
    normalisers: tuple[str, ...] = DEFAULT_NORMALISERS
    signs: frozenset[str] = frozenset()
    sign_meanings: tuple[tuple[str, TokenMark], ...] = ()
    report: ReportSettings = ReportSettings()
    rules: SettingsTable | None = None
    folder: Path | None = None
    files: tuple[Path, ...] = ()
    decisions: tuple[tuple[str, Path], ...] = ()
    left_out: tuple[Siglum, ...] = ()
    permissions: Permissions = NO_PERMISSIONS

    def __post_init__(self) -> None:
        """Raise WitnessError unless there are witnesses that can be cited apart; take the first as the base."""
        if not self.witnesses:
            raise WitnessError("a work has no witness; name one or more")
        for witness in self.witnesses:
            if not isinstance(witness, Witness):
                raise WitnessError(f"the witnesses of a work must be of the class Witness, not {witness!r}")
        require_distinct_sigla(self.witnesses)
        if self.base == _FIRST_WITNESS:
            object.__setattr__(self, "base", self.witnesses[0].siglum)
        object.__setattr__(self, "witnesses", in_order_of_hands(self.witnesses))

    def __repr__(self) -> str:
        title = f"of {shorten(self.title, 40)}" if self.title else "without a title"
        return repr_line("Work", f"{title}: {listed([w.siglum for w in self.witnesses])}")


@dataclass(frozen=True, slots=True)
class UnreadWitness:
    """A witness of a work that could not be read.

    file        its path
    encoding    the encoding that it should have
    error       what is wrong
    is_outside  whether the file is outside the project; then it must not be opened
    """

    file: Path
    encoding: str
    error: CollateError
    is_outside: bool = False

    def __repr__(self) -> str:
        return repr_line("UnreadWitness", self.file.name)
