"""`find_passages`: the parallel passages of documents, as records."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from collate.api.arguments import require_string
from collate.discovery import PassageSet, discover, read_documents
from collate.errors import OptionError
from collate.files.encodings import Encodings
from collate.model.witness import Witness
from collate.reading.building import Source, work_of


def find_passages(documents: Mapping[str, Source] | Sequence[Source] | Path, *, encoding: str = "utf-8") -> PassageSet:
    """Find parallel passages: where two documents, or two places of one, have the same words.

    Parameters
    ----------
    documents : mapping or sequence of str, Path or Witness, or Path
        The documents by name, or a list of them, or a folder. A `str` is a text, a `Path` is a
        file; in a list of paths, a folder means all files below it that can be read. A document
        has its path as name; a text in a list has a letter of the alphabet.
    encoding : str, default "utf-8"
        The encoding of the files.

    Returns
    -------
    PassageSet
        The documents, all passages with their spans and kinds, and the groups of spans that have
        one text. Passages of the kinds `short`, `formula`, `paratext` and `boilerplate` are among
        them; they belong to no group.

    Raises
    ------
    ReadError
        A file is not there, or is not a text.
    WitnessError
        Two documents have one name.
    OptionError
        A parameter has a wrong type.

    Examples
    --------
    >>> import collate
    >>> letter = "We shall meet at the old mill when the moon stands over the river and nobody walks the road by night"
    >>> found = collate.find_passages({"letter": letter, "diary": f"She wrote to me: {letter}. I did not go."})
    >>> [(p.kind.value, p.words, p.b.file, p.b.start) for p in found.passages]
    [('witness', 21, 'diary', 17)]
    """
    require_string("encoding", encoding)
    if isinstance(documents, str):
        raise OptionError("documents must be a mapping, a list or a path, not a single text")
    paths = [documents] if isinstance(documents, Path) else [d for d in documents if isinstance(d, Path)]
    if isinstance(documents, Path) or (not isinstance(documents, Mapping) and len(paths) == len(documents) > 0):
        read = read_documents([str(path) for path in paths], Encodings(encoding))
        if read.failures:
            raise read.failures[0]
        return discover(read.documents)
    witnesses: tuple[Witness, ...] = work_of(documents, encoding=encoding).witnesses
    return discover(witnesses)
