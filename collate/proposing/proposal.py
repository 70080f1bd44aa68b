"""Propose the settings of a work: what `collate init` writes into `collation.toml`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import CollateError, ReadError
from collate.files.boundary import NO_PERMISSIONS, Permissions, boundary_of, resolved_path
from collate.files.toml import SettingsTable, parse_toml
from collate.model.witness import PassageUnit, Siglum
from collate.model.work import Work
from collate.proposing.candidates import Candidate, NotTaken, find_candidates
from collate.proposing.proposed_sigla import proposed_sigla, shape_of, year_in
from collate.proposing.resemblance import (
    FEWEST_WORDS,
    TextWords,
    groups_of,
    passages_of,
    possible_parts,
    text_words,
    works_of,
)
from collate.proposing.source_metadata import SourceMetadata, metadata_of
from collate.proposing.work_language import guessed_language
from collate.reading.options import SETTING, ReadOptions
from collate.reading.profiles import ReadProfile, found_profile
from collate.reading.project_read import project_read_tables
from collate.reading.read_settings import settings_of_options
from collate.reading.readers import PLAIN
from collate.reading.witness_reading import read_witnesses
from collate.reading.work import CONFIG, work_of_settings

_ALL_HANDS: Final = "hand"
_ALL_WITNESSES: Final = "witness"


@dataclass(frozen=True, slots=True)
class ProposedWitness:
    """A witness as the settings would name it.

    date         the year in its name, "" if there is none
    passages     of a fragment, what a passage is; None for a complete witness
    work         0 if it has words in common with the others; else the number of its work, or UNJUDGED, and it is a
                 comment
    profile      the project whose habits its files have
    several      the key of `[read]` with which the file has several witnesses: `hand` or `witness`; "" if there is none
    sigla        of these witnesses
    reads_all    whether that key is set, because there is no other witness
    is_judged    whether it is long enough for its words to tell of which work it is
    is_part      whether it may be a part of one text, with others whose names differ from its name by a number
    """

    siglum: str
    candidate: Candidate
    metadata: SourceMetadata
    date: str = ""
    passages: PassageUnit | None = None
    work: int = 0
    profile: ReadProfile | None = None
    several: str = ""
    sigla: tuple[str, ...] = ()
    reads_all: bool = False
    is_judged: bool = True
    is_part: bool = False

    def __repr__(self) -> str:
        return repr_line("ProposedWitness", f"{self.siglum}: {self.candidate.name}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The settings that are proposed for a work.

    title_source, language_source   where the title and the language are from, in words; "" if there is none
    base                            the siglum of the base, a witness that is complete
    not_taken                       what lies in the folder and is no witness
    """

    title: str
    title_source: str
    language: str
    language_source: str
    base: str
    witnesses: tuple[ProposedWitness, ...]
    not_taken: tuple[NotTaken, ...]

    def __repr__(self) -> str:
        return repr_line("Proposal", f"{counted(len(self.witnesses), 'witness', 'witnesses')}, base {self.base}")


def propose_settings(folder: Path, language: str = "", permissions: Permissions = NO_PERMISSIONS) -> Proposal:
    """Propose the settings of the work in a folder, from the files that lie there.

    Parameters
    ----------
    folder
        The folder; what it has in other folders is looked at too, what is hidden, ignored or excluded is not.
    language
        The language, if the user names it.
    permissions
        What the user allows beyond the project.

    Returns
    -------
    Proposal
        Its witnesses are in the natural order of their names.

    Raises
    ------
    ReadError
        There is no text in the folder.
    """
    tables = project_read_tables(folder, permissions)
    candidates, not_taken = find_candidates(folder, tables, permissions)
    if not candidates:
        seen = "".join(f"; {item.name or folder}: {item.why}" for item in not_taken[:1])
        raise ReadError(f"{folder}: there is no text of a format that is read{seen}; put the texts there")
    witnesses = _proposed_witnesses(candidates, tables)
    title, title_source = _title(folder, witnesses)
    source = "named on the command line"
    if not language:
        language, source = _language([w for w in witnesses if not w.work])
    base = _base_siglum(_base(witnesses))
    return Proposal(title, title_source, language, source, base, tuple(witnesses), tuple(not_taken))


def _base(witnesses: Sequence[ProposedWitness]) -> ProposedWitness:
    """Return the first witness that is complete, and long enough to judge if there is one."""
    complete = [w for w in witnesses if w.passages is None and not w.work] or [witnesses[0]]
    return next((w for w in complete if w.is_judged), complete[0])


def _base_siglum(witness: ProposedWitness) -> str:
    """Return the siglum of the first witness in a file."""
    if witness.several == _ALL_WITNESSES and witness.reads_all:
        return witness.sigla[0]
    read = witness.candidate.read.witnesses
    return read[0].siglum if len(read) > 1 else witness.siglum


def load_proposal(text: str, folder: Path, permissions: Permissions = NO_PERMISSIONS) -> Work:
    """Return the work that the text of a proposal describes, before it is written. Raises what `read_work` raises."""
    table = parse_toml(text, str(folder / CONFIG), boundary_of(folder, permissions))
    return work_of_settings(table, folder, permissions=permissions)


def _proposed_witnesses(candidates: Sequence[Candidate], tables: tuple[SettingsTable, ...]) -> list[ProposedWitness]:
    found = [
        metadata_of([s.content for s in candidate.files.sources], candidate.read.format.name != PLAIN)
        for candidate in candidates
    ]
    # A collation in JSON has sigla of its own, which stay as they are.
    taken = {w.siglum for c in candidates if len(c.read.witnesses) > 1 for w in c.read.witnesses}
    sigla = proposed_sigla([candidate.name for candidate in candidates], [own.siglum for own in found], taken)
    words = text_words([candidate.text for candidate in candidates])
    shapes = [shape_of(candidate.name) for candidate in candidates]
    groups = groups_of(words, shapes)
    works = works_of(words, groups)
    parts = frozenset(possible_parts(groups, shapes))
    rows = zip(sigla, candidates, found, _passages(words, works), works, strict=True)
    proposed = [_proposed_witness(*row, tables, len(candidates) == 1) for row in rows]
    return [
        replace(witness, is_judged=len(words[k].words) >= FEWEST_WORDS, is_part=k in parts)
        for k, witness in enumerate(proposed)
    ]


def _read_as(siglum: str, candidate: Candidate, tables: tuple[SettingsTable, ...]) -> Candidate:
    """Return a candidate whose witnesses have the sigla that a work would give them, if there are several."""
    if len(candidate.read.witnesses) < 2:
        return candidate
    options = ReadOptions(file=candidate.name, siglum=Siglum(siglum), encoding_syntax=SETTING)
    return replace(candidate, read=read_witnesses(candidate.files, options, tables))


def _proposed_witness(
    siglum: str,
    candidate: Candidate,
    metadata: SourceMetadata,
    passages: PassageUnit | None,
    work: int,
    tables: tuple[SettingsTable, ...],
    is_alone: bool,
) -> ProposedWitness:
    several = ""
    sigla: tuple[str, ...] = ()
    for key in (_ALL_WITNESSES, _ALL_HANDS):
        if not sigla and (key == _ALL_HANDS or metadata.is_edition):
            several, sigla = key, _sigla_of_all(siglum, candidate, key, tables)
    return ProposedWitness(
        siglum,
        _read_as(siglum, candidate, tables),
        metadata,
        year_in(candidate.name),
        passages,
        work,
        _profile(candidate, tables),
        several if sigla else "",
        sigla,
        bool(sigla) and is_alone,
    )


def _profile(candidate: Candidate, tables: tuple[SettingsTable, ...]) -> ReadProfile | None:
    """Return the project by whose habits a file is read, unless the project says it."""
    if any("profile" in table.values for table in tables):
        return None
    return found_profile(candidate.files.sources, candidate.read.format.name)


def _sigla_of_all(siglum: str, candidate: Candidate, key: str, tables: tuple[SettingsTable, ...]) -> tuple[str, ...]:
    """Return the sigla of all hands or witnesses of a file; none if it has one, or cannot be read so."""
    if candidate.read.format.name == PLAIN or key not in candidate.read.format.keys:
        return ()
    options = ReadOptions(file=candidate.name, siglum=Siglum(siglum), encoding_syntax=SETTING)
    try:
        read = read_witnesses(candidate.files, options, (*tables, settings_of_options((f"{key}=all",))))
    except CollateError:
        return ()
    sigla = tuple(witness.siglum for witness in read.witnesses)
    return sigla if len(sigla) > len(candidate.read.witnesses) else ()


def _passages(words: Sequence[TextWords], works: Sequence[int]) -> list[PassageUnit | None]:
    """Return what a passage of each fragment is, None for complete texts."""
    longest = max((k for k, work in enumerate(works) if not work), key=lambda k: len(words[k].words))
    return [None if works[k] else passages_of(text, words[longest]) for k, text in enumerate(words)]


def _title(folder: Path, witnesses: Sequence[ProposedWitness]) -> tuple[str, str]:
    """Return a title and where it is from: that of several files, or of the only one, else the name of the folder."""
    titled = [w for w in witnesses if w.metadata.title and not w.work]
    if titled:
        [(title, count)] = Counter(w.metadata.title for w in titled).most_common(1)
        if count > 1 or len(witnesses) == 1:
            first = next(w for w in titled if w.metadata.title == title)
            return title, f"a guess: from {first.candidate.name}"
    name = (resolved_path(folder) or folder).name
    return name.replace("_", " ") or "Untitled", "a guess: the name of the folder"


def _language(witnesses: Sequence[ProposedWitness]) -> tuple[str, str]:
    """Return the one language that the files name, else a guess from their words, and where it is from."""
    named = {w.metadata.language for w in witnesses if w.metadata.language}
    if len(named) == 1:
        first = next(w for w in witnesses if w.metadata.language)
        return named.pop(), f"as {first.candidate.name} says"
    guess = guessed_language([w.candidate.text for w in witnesses])
    return guess, "a guess: from the common words of the texts" if guess else ""
