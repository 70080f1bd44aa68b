"""Which states of a file with changes are read, and the witness of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from collate._repr import quoted
from collate.model.witness import Siglum, Witness
from collate.reading.lightweight.destinies import PartRules
from collate.reading.lightweight.items import DELETED, INSERTED, INSERTION, UNKNOWN, Item, LeftOutRun, PartBegin
from collate.reading.lightweight.source_text import SourceText, with_rest
from collate.reading.lightweight.writing import ItemWriter
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import Changes
from collate.reading.transcript import Separator, Transcript
from collate.reading.two_states import asked_changes, notices_of_settings

_STATES: Final[Mapping[Changes, tuple[str, ...]]] = MappingProxyType(
    {Changes.ACCEPT: (DELETED,), Changes.REJECT: (INSERTED,), Changes.ALL: (DELETED, INSERTED)}
)

ItemsOf = Callable[[SourceText, str], list[Item]]  # of a file, in the state that does not have deleted or inserted text


def witnesses_of_items(
    files: Sequence[SourceText],
    items_of: ItemsOf,
    sources: Sequence[SourceContent],
    options: ReadOptions,
    notices: Callable[[SourceText, Sequence[Item]], Iterator[str]] | None = None,
) -> tuple[Witness, ...]:
    """Return the witness of some files that are one text, or one for each state that the settings ask for.

    `notices` are what the reader of the format has to tell of the items of a file.
    """
    rules = PartRules(options.settings)
    last = _items(files, items_of, DELETED)
    told: list[str] = []
    for file, found in zip(files, last, strict=True):
        told += [*(notices(file, found) if notices else ()), *_unknown(file, found)]
    has_changes = any(_is_change(item) for found in last for item in found)
    states = _STATES[asked_changes(options.settings)] if has_changes else (DELETED,)
    parts = []
    for gone in states:
        own = last if gone == DELETED else _items(files, items_of, gone)
        transcript = _transcribed(files, own, ItemWriter(rules, options.settings, gone))
        parts.append(transcript.parts(tuple(file.file for file in files)))
    told += notices_of_settings(rules.rows, has_changes, options)
    return tuple(
        marked_up_witness(
            own,
            sources,
            options,
            siglum=Siglum(f"{options.siglum}*") if n else options.siglum,
            derived_from=options.siglum if n else None,
            notices=() if n else told,
        )
        for n, own in enumerate(parts)
    )


def _items(files: Sequence[SourceText], items_of: ItemsOf, gone: str) -> list[list[Item]]:
    return [with_rest(items_of(file, gone), file.text) for file in files]


def _is_change(item: Item) -> bool:
    """Return whether an item is inserted or deleted, by a sign or an element."""
    if isinstance(item, PartBegin):
        return item.name == INSERTION or item.kind in (DELETED, INSERTED)
    return isinstance(item, LeftOutRun) and item.name in (DELETED, INSERTED)


def _transcribed(files: Sequence[SourceText], found: Sequence[Sequence[Item]], writer: ItemWriter) -> Transcript:
    """Write one state of the text. Raises InternalError if a character was lost."""
    for file, own in zip(files, found, strict=True):
        writer.transcript.separate(Separator.PARAGRAPH)
        writer.write(file, own)
    writer.transcript.check_conservation(writer.visible)
    return writer.transcript


def _unknown(file: SourceText, found: Sequence[Item]) -> Iterator[str]:
    first = next((item for item in found if isinstance(item, LeftOutRun) and item.name == UNKNOWN), None)
    if first is not None:
        words = quoted(file.text[first.start : first.end].strip())
        yield f"{file.place(first.start)}: {words} is markup that no rule knows; it is left out"
