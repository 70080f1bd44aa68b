"""From texts to a result in one call: `collate`, `diff`, `align` and `read`."""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from collate.api.arguments import paths_of, permissions_of, require_language, require_string
from collate.api.result import CollationResult
from collate.errors import OptionError, WitnessError
from collate.model.alignment import Alignment
from collate.model.witness import Witness
from collate.model.work import Work
from collate.reading.building import Source, read_paths, work_of
from collate.reading.rules_allowed import rules_not_run
from collate.terminal.escaping import printable_line

Witnesses = Mapping[str, Source] | Iterable[Source] | Work


def read(
    path: str | Path | Sequence[str | Path],
    *,
    encoding: str = "utf-8",
    settings: Mapping[str, object] | None = None,
    roots: Sequence[str | Path] = (),
    allow_rules: bool = False,
) -> Work:
    """Read a work: a folder with `collation.toml`, one file, or several files, in any format that is read.

    What readers tell, such as an element that no rule knows, is in `Witness.notices`.

    Parameters
    ----------
    path : str or Path or sequence of str or Path
        A folder, a file, or the files of a work. A `str` is a path here, not a text.
    encoding : str, default "utf-8"
        The encoding of files that have no byte order mark and none in their settings.
    settings : mapping, optional
        What `[read]` of a `collation.toml` holds: which hand, notes and spellings of a marked-up
        source are read, such as `{"hand": "all"}`. They come before all other settings.
    roots : sequence of str or Path
        Folders outside the project of the work that its settings and links may lead to. The
        project is the nearest folder with `.git` or `pyproject.toml`, else the folder of the work.
    allow_rules : bool, default False
        Run the Python rules of the work when it is collated. Only for works that you trust.

    Returns
    -------
    Work
        The witnesses and the settings they are collated with.

    Raises
    ------
    ReadError
        A file cannot be read as a text.
    ConfigError
        The settings of the work say something wrong; the message names file and line.
    WitnessError
        Two witnesses have the same siglum.
    OptionError
        A parameter has a wrong type.

    See Also
    --------
    collate : Collate a work, or texts that are in memory.

    Examples
    --------
    >>> import collate
    >>> work = collate.read("witnesses/autonomisation")
    >>> [witness.siglum for witness in work.witnesses]
    ['CW', 'WO', 'LFF']
    """
    require_string("encoding", encoding)
    if settings is not None and not isinstance(settings, Mapping):
        raise OptionError(f"settings must be a mapping, such as {{'hand': 'first'}}, not {type(settings).__name__}")
    return read_paths(paths_of(path), encoding, permissions_of(roots, allow_rules), settings)


def collate(
    witnesses: Witnesses,
    *,
    base: str | None = None,
    language: str | None = None,
    title: str | None = None,
    aligner: str = "native",
) -> CollationResult:
    """Collate witnesses: align them, and say of each difference what kind it is and why.

    Parameters
    ----------
    witnesses : mapping, sequence or Work
        Two witnesses or more: a mapping from sigla to texts; a sequence of texts; or a work, as
        `read` returns it. A `str` is a text, a `Path` is a file, and a `Witness` is itself. In a
        sequence, texts have the letters A, B, C, … as sigla, by their place; a file has its name
        without the suffix, and a `Witness` keeps its own siglum.
    base : str, optional
        The siglum of the witness that the apparatus is made against, "majority" or "none".
        The first witness, or what the work says, if it is not given.
    language : str, optional
        The ISO 639 code of the language, such as "en" or "la". It decides which rules of
        spelling and inflection are used; a language without rules of its own is compared by
        rules that are common to all. If it is not given, or is "", the common words of longer
        texts may tell it.
    title : str, optional
        The title of the work, for reports.
    aligner : {"native", "collatex"}, default "native"
        Which aligner puts the tokens side by side.

    Returns
    -------
    CollationResult
        The alignment table, the entries of the apparatus, and ways to show and write them.

    Raises
    ------
    WitnessError
        There are fewer than two witnesses, two have the same siglum, or the base is not one of
        them.
    ReadError
        A file cannot be read as a text.
    OptionError
        There is no such aligner, the language is not a code, or a parameter has a wrong type.
    AlignmentError
        The aligner "collatex" lost a token.

    Examples
    --------
    >>> import collate
    >>> result = collate.collate({"A": "the colour red", "B": "the color red"}, language="en")
    >>> result
    <CollationResult: 2 witnesses, 1 entry, base A>
    >>> entry = result.entries[0]
    >>> entry.lemma.text, entry.readings[0].text, str(entry.readings[0].variation.kind)
    ('colour', 'color', 'spelling')
    """
    from collate.pipeline.collating import collate_work

    if base is not None:
        require_string("base", base)
    if base == "":
        raise WitnessError('the base is empty; choose a siglum, "majority" or "none"')
    work = _work(witnesses, language, title)
    if not_run := rules_not_run(work.rules):
        names = ", ".join(not_run)
        note = f"Python rules of the work are not run ({names}); read it with allow_rules=True"
        warnings.warn(printable_line(note), stacklevel=2)
    return CollationResult(collate_work(work, _aligner(aligner), base), aligner=aligner)


def diff(
    a: Source, b: Source, *, language: str | None = None, title: str | None = None, aligner: str = "native"
) -> CollationResult:
    """Compare two texts: what changed from `a` to `b`, in words, and the kind of each change.

    Parameters
    ----------
    a, b : str, Path or Witness
        The old and the new text. A `str` is a text, a `Path` is a file; their sigla are A and B.
        A `Witness` keeps its own siglum.
    language : str, optional
        The ISO 639 code of the language, such as "en"; see `collate`.
    title : str, optional
        A title, for reports.
    aligner : {"native", "collatex"}, default "native"
        Which aligner puts the tokens side by side.

    Returns
    -------
    CollationResult
        The result with the old text as base; `str(result)` shows the differences in words.

    Raises
    ------
    WitnessError
        Both are a `Witness`, and have the same siglum.
    ReadError
        A file cannot be read as a text.
    OptionError
        There is no such aligner, the language is not a code, or a parameter has a wrong type.

    Examples
    --------
    >>> import collate
    >>> for entry in collate.diff("He is not here.", "He is now here.").entries:
    ...     print(entry.lemma.text, "→", entry.readings[0].text, "|", entry.readings[0].variation.kind)
    not → now | substitution
    """
    if isinstance(a, Witness) and isinstance(b, Witness) and a.siglum == b.siglum:
        raise WitnessError(f"both texts have the siglum {a.siglum}; build one of them with another siglum")
    old = a.siglum if isinstance(a, Witness) else "B" if isinstance(b, Witness) and b.siglum == "A" else "A"
    new = b.siglum if isinstance(b, Witness) else "A" if old == "B" else "B"
    return collate({old: a, new: b}, base=old, language=language, title=title, aligner=aligner)


def align(witnesses: Witnesses, *, aligner: str = "native") -> Alignment:
    """Align witnesses, and stop there: no kinds, no apparatus.

    Parameters
    ----------
    witnesses : mapping, sequence or Work
        As for `collate`: texts by siglum, texts alone, or a work. A `str` is a text.
    aligner : {"native", "collatex"}, default "native"
        Which aligner puts the tokens side by side.

    Returns
    -------
    Alignment
        `table` is (columns, witnesses) int32: the number of each witness's token in each column,
        -1 where it has none; `testimony`, of the same shape, says why there is none.

    Raises
    ------
    WitnessError
        There are fewer than two witnesses, or two have the same siglum.
    ReadError
        A file cannot be read as a text.
    OptionError
        There is no such aligner.
    AlignmentError
        The aligner "collatex" lost a token.

    Examples
    --------
    >>> import collate
    >>> alignment = collate.align(["the cat sat", "the cat"])
    >>> alignment.table.tolist()
    [[0, 0], [1, 1], [2, -1]]
    """
    from collate.pipeline.aligning import align_work

    return align_work(_work(witnesses, None, None), _aligner(aligner))


def _work(witnesses: Witnesses, language: str | None, title: str | None) -> Work:
    """Return the work that is meant, with what the caller says of it."""
    if title is not None:
        require_string("title", title)
    if language is not None:
        require_language(language)
    if isinstance(witnesses, str | Path | bytes) or not isinstance(witnesses, Work | Mapping | Iterable):
        raise WitnessError(
            "a collation needs a mapping from sigla to texts, a list of texts, or a work; "
            "to read a folder or a file, use collate.read"
        )
    if not isinstance(witnesses, Work | Mapping | Sequence):
        witnesses = [*witnesses]
    if not isinstance(witnesses, Work):
        return work_of(witnesses, language=language or "", title=title or "")
    require_language(witnesses.language)
    return replace(
        witnesses,
        language=witnesses.language if language is None else language,
        title=witnesses.title if title is None else title,
    )


def _aligner(name: str) -> str:
    from collate.alignment import ALIGNERS

    require_string("aligner", name)
    if name not in ALIGNERS:
        raise OptionError(f"there is no aligner {name!r}; use one of {', '.join(ALIGNERS)}")
    return name
