"""Files with deleted and inserted text and no names of hands: which of their two states is read, and what is told."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from collate.reading.options import ReadOptions
from collate.reading.read_settings import Changes, ReadSettings
from collate.reading.selector_rows import SelectorRows

_HANDS: Final[Mapping[str, Changes]] = MappingProxyType({"first": Changes.REJECT, "all": Changes.ALL})


def asked_changes(settings: ReadSettings) -> Changes:
    """Return which state is asked for; `hand` counts before `changes`."""
    return _HANDS.get(settings.hand, settings.changes)


def notices_of_settings(rows: SelectorRows, has_changes: bool, options: ReadOptions) -> Iterator[str]:
    """Yield what the user should know of the settings, each a sentence: hands, changes, and selectors without use."""
    hand = options.settings.hand
    if hand not in ("last", *_HANDS):
        yield f"{options.file}: hand = {hand!r} is not in this file, which names no hands; the last state is read"
    if has_changes and asked_changes(options.settings) is Changes.ACCEPT and "changes" not in options.settings.stated:
        yield (
            f"{options.file}: has text that is marked as deleted or inserted; its last state is read; "
            "--hand first reads the text before"
        )
    yield from unused_selectors(rows, options)


def unused_selectors(rows: SelectorRows, options: ReadOptions) -> Iterator[str]:
    """Yield a sentence for each selector of the user that has matched nothing."""
    for key, text in rows.unused():
        yield f"{options.file}: {text!r} under {key} matches nothing; correct it"
