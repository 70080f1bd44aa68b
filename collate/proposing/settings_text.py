"""The text of `collation.toml` for a proposal: its settings, and in comments what is a guess and what was not taken."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate._repr import counted
from collate.files.toml_strings import toml_string
from collate.model.witness import PassageUnit
from collate.proposing.candidates import NotTaken
from collate.proposing.proposal import Proposal, ProposedWitness
from collate.proposing.resemblance import UNJUDGED
from collate.terminal.escaping import printable_line

_HEAD: Final = """\
# The settings of a work, proposed by `collate init` from the files in this folder. What is called a guess may be wrong:
# correct it, and delete what you do not need. docs/cli.md (collation.toml) explains every key.
"""
_REPORT: Final = """\
# Where the reports are committed, and in which formats; then `collate check` tells when they are out of date.
# [report]
# folder = "reports"
# formats = ["html", "markdown", "json", "csv"]
"""
_BASE: Final = 'the apparatus is made against it; or "majority", or "none"'
_NAMES_SHOWN: Final = 200  # characters of the names in a comment
_STRANGER: Final = "It has nothing in common with the other texts, so it is not collated:"
_TOO_SHORT: Final = "It has too few words to tell of which text it is a witness, so it is not collated:"
_PARTS: Final = "may be parts of one text, as only a number tells their names apart and they have nothing in common"
_PARTS_MEND: Final = "files of one witness are put in a folder of their own"


def settings_text(proposal: Proposal) -> str:
    """Return the text of `collation.toml`."""
    parts = [_HEAD, "".join(f"{line}\n" for line in _work_lines(proposal)), _REPORT]
    parts += ["".join(f"{line}\n" for line in _witness_lines(witness)) for witness in proposal.witnesses]
    if proposal.not_taken:
        parts.append("".join(f"{line}\n" for line in _not_taken_lines(proposal.not_taken)))
    return "\n".join(parts)


def _comment(text: str) -> str:
    return f"# {printable_line(text)}"


def _work_lines(proposal: Proposal) -> Iterator[str]:
    yield f"title = {toml_string(proposal.title)}  {_comment(proposal.title_source)}"
    if proposal.language:
        yield f"language = {toml_string(proposal.language)}  {_comment(proposal.language_source)}"
    else:
        yield '# language = "la"  # could not be guessed; two or three letters of ISO 639'
    if proposal.base:
        yield f"base = {toml_string(proposal.base)}  {_comment(_BASE)}"
    if parts := _parts(proposal):
        yield _comment(f"{_names(parts)} {_PARTS}; {_PARTS_MEND}.")


def _parts(proposal: Proposal) -> list[str]:
    return [witness.candidate.name for witness in proposal.witnesses if witness.is_part]


def _witness_lines(witness: ProposedWitness) -> Iterator[str]:
    """Yield the lines of a witness; of a stranger, each as a comment."""
    lines = [*_comments(witness), *_keys(witness)]
    if not witness.work:
        yield from lines
        return
    yield _comment(_TOO_SHORT if witness.work == UNJUDGED else _STRANGER)
    yield from (line if line.startswith("#") else f"# {line}".rstrip() for line in lines)


def _comments(witness: ProposedWitness) -> Iterator[str]:
    candidate = witness.candidate
    words = counted(sum(len(w.text.split()) for w in candidate.read.witnesses[:1]), "word")
    files = f"{counted(len(candidate.files.sources), 'file')} as one text, " if candidate.name.endswith("/") else ""
    yield _comment(f"{candidate.name}: {candidate.read.format.title}, {files}{words}")
    if witness.profile is not None:
        yield _comment(f"Read as a file of {witness.profile.title} (profile {witness.profile.name!r}).")
    for notice in candidate.files.notices:
        if "as one text" not in notice:
            yield _comment(notice)
    if len(candidate.read.witnesses) > 1:
        yield _comment(f"It has several witnesses: {_names([w.siglum for w in candidate.read.witnesses])}.")


def _keys(witness: ProposedWitness) -> Iterator[str]:
    candidate = witness.candidate
    yield "[[witnesses]]"
    yield f"siglum = {toml_string(witness.siglum)}"
    yield f"file = {toml_string(candidate.name.rstrip('/'))}"
    if witness.metadata.title not in ("", witness.siglum):
        yield f"title = {toml_string(witness.metadata.title)}"
    if witness.date:
        yield f"date = {toml_string(witness.date)}  # a guess: from the name"
    if candidate.encoding:
        yield f"encoding = {toml_string(candidate.encoding)}  # a guess: it is not UTF-8; see `collate show text`"
    if witness.passages is not None:
        yield 'extent = "fragment"  # a guess: it is short, and what it has stands together in a longer text'
    if witness.passages is PassageUnit.PARAGRAPH:
        yield 'passages = "paragraph"  # a guess: blank lines divide passages from several places'
    yield from _several_lines(witness)


def _several_lines(witness: ProposedWitness) -> Iterator[str]:
    """Yield how all hands of a manuscript, or all witnesses of an edition, are read: set, or as a comment."""
    if not witness.several:
        return
    what = "hands or states" if witness.several == "hand" else "witnesses of an edition"
    mark = "" if witness.reads_all else "# "
    yield ""
    yield _comment(
        f"It has {len(witness.sigla)} {what}: {_names(witness.sigla)}.{'' if mark == '' else ' To collate all:'}"
    )
    yield f"{mark}[witnesses.read]"
    yield f'{mark}{witness.several} = "all"'


def _not_taken_lines(not_taken: Sequence[NotTaken]) -> Iterator[str]:
    yield "# Not taken:"
    by_why: dict[str, list[str]] = {}
    for item in not_taken:
        by_why.setdefault(item.why, []).append(item.name)
    for why, names in by_why.items():
        yield _comment(f"  {_names(names)}: {why}" if any(names) else f"  {why}")


def _names(names: Sequence[str]) -> str:
    """Return names with commas; those for which there is no space are counted."""
    shown: list[str] = []
    for name in names:
        if shown and len(", ".join([*shown, name])) > _NAMES_SHOWN:
            return f"{', '.join(shown)} and {len(names) - len(shown)} more"
        shown.append(name)
    return ", ".join(shown)


def advice(proposal: Proposal) -> str:
    """Return a sentence about what the user should look at first, "" if there is nothing unusual."""
    taken = [witness for witness in proposal.witnesses if not witness.work]
    if len(taken) == 1 and not taken[0].reads_all and len(taken[0].candidate.read.witnesses) == 1:
        return "only one witness was found, and a collation needs two; name the others in the file too"
    if parts := _parts(proposal):
        return f"{_names(parts)} {_PARTS}; {_PARTS_MEND}"
    works = {witness.work for witness in proposal.witnesses} - {UNJUDGED}
    if len(works) > 1:
        return f"the texts seem to be of {len(works)} works; the file has those of one, and the others as comments"
    return ""
