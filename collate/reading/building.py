"""Works made without settings: of files, and of texts that a program has in memory."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

from collate.errors import WitnessError
from collate.model.witness import Siglum, Witness, require_distinct_sigla
from collate.reading.sources import read_sources
from collate.reading.work import Work

Source = str | Path  # a text, or the file that holds one


def read_path(path: str | Path | Sequence[str | Path], encoding: str = "utf-8") -> Work:
    """Read the work in a folder, or make one of the files named."""
    paths = [path] if isinstance(path, str | Path) else [*path]
    return read_sources([str(p) for p in paths], encoding)


def work_of(
    witnesses: Mapping[str, Source] | Sequence[Source | Witness], language: str = "", title: str | None = None
) -> Work:
    """Make a work of texts: by siglum, or one after the other as A, B, C, …"""
    pairs = [*witnesses.items()] if isinstance(witnesses, Mapping) else [*zip(_letters(), witnesses, strict=False)]
    made = tuple(_witness(siglum, source) for siglum, source in pairs)
    if not made:
        raise WitnessError("there are no witnesses; pass at least one text")
    require_distinct_sigla(made)
    return Work(
        title=" / ".join(w.siglum for w in made) if title is None else title,
        witnesses=made,
        base=made[0].siglum,
        language=language,
        files=tuple(source for _, source in pairs if isinstance(source, Path)),
    )


def _witness(siglum: str, source: Source | Witness) -> Witness:
    if isinstance(source, Witness):
        return source
    if isinstance(source, Path):
        (witness,) = read_sources([f"{siglum}={source}"]).witnesses
        return witness
    return Witness(Siglum(siglum), source)


def _letters() -> Iterable[str]:
    """Name witnesses A to Z, then A1 to Z1, and so on."""
    for number in count():
        yield from (f"{chr(ord('A') + k)}{number or ''}" for k in range(26))
