"""The order in which the regions of a page are read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from lxml import etree

from collate.reading.xml_source import local_name

Item = TypeVar("Item")
_LAST: Final = 10**9


def ordered_ids(order: etree._Element) -> list[str]:
    """Return the ids of regions in a `ReadingOrder`, whose groups may be inside others.

    In an ordered group the attribute `index` counts, in an unordered one the file. A group that has the id of a region
    itself, such as a table, has it before its own members.
    """
    found: list[str] = []
    for member in _members(order):
        if region := member.get("regionRef") or member.get("REF"):
            found.append(region)
        found += ordered_ids(member)
    return found


def _members(group: etree._Element) -> list[etree._Element]:
    members = [child for child in group if isinstance(child.tag, str)]
    if local_name(group).startswith("Unordered"):
        return members
    return sorted(members, key=lambda member: _index(member.get("index")))


def _index(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else _LAST


def in_order(
    items: Sequence[Item], ids: Iterable[str], id_of: Callable[[Item], str], parent_of: Callable[[Item], str]
) -> tuple[list[Item], list[Item]]:
    """Return the items in the order of the ids, and those that no id names.

    An item that no id names, but inside of one that has a place, stands behind that one.
    """
    by_id: dict[str, Item] = {}
    for item in items:
        by_id.setdefault(id_of(item), item)
    by_id.pop("", None)
    named = [key for key in dict.fromkeys(ids) if key in by_id]
    named_set = set(named)
    inside: dict[str, list[Item]] = {}
    rest: list[Item] = []
    for item in items:
        own = id_of(item)
        if own in named_set and by_id[own] is item:
            continue
        parent = parent_of(item)
        if parent in named_set or parent in inside:
            inside.setdefault(parent, []).append(item)
            if own:
                inside.setdefault(own, [])
        else:
            rest.append(item)

    def with_inner(item: Item) -> Iterator[Item]:
        yield item
        for inner in inside.get(id_of(item), []) if by_id.get(id_of(item), item) is item else []:
            yield from with_inner(inner)

    return [inner for key in named for inner in with_inner(by_id[key])], rest


def by_index(items: Sequence[Item], index_of: Callable[[Item], int | None]) -> list[Item]:
    """Return items in the order of their numbers, if all have one; else as they are."""
    numbers = [index_of(item) for item in items]
    known = [number for number in numbers if number is not None]
    if len(known) < len(items):
        return list(items)
    return [item for _, item in sorted(zip(known, items, strict=True), key=lambda pair: pair[0])]


def along_chains(items: Sequence[Item], id_of: Callable[[Item], str], next_of: Callable[[Item], str]) -> list[Item]:
    """Return items in their order, but each directly before the one that it names as the next."""
    by_id = {id_of(item): item for item in items if id_of(item)}
    named = {next_of(item) for item in items if next_of(item) in by_id and next_of(item) != id_of(item)}
    placed: set[int] = set()
    found: list[Item] = []
    # First those that no other names, then what is left: chains that are circles.
    for start in [*(item for item in items if id_of(item) not in named), *items]:
        item: Item | None = start
        while item is not None and id(item) not in placed:
            placed.add(id(item))
            found.append(item)
            item = by_id.get(next_of(item))
    return found
