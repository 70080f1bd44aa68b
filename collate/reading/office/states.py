"""Which states a document with tracked changes has: before all changes, after each author and day, and now."""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line, shorten
from collate.model.witness import Siglum
from collate.reading.office.document import Aside, Change, ChangeKind, OfficeText, Paragraph
from collate.reading.options import ReadOptions
from collate.reading.read_settings import Changes as Asked
from collate.reading.read_settings import ReadSettings

MOST_SITTINGS: Final = 50  # states by author and day; above it by author alone; of more authors than these, none
MOST_NAMED: Final = 10  # authors in a sentence
LONGEST_NAME: Final = 40  # characters of an author in a siglum
UNKNOWN: Final = "unknown"
NO_DAY: Final = "without a date"
FIRST: Final = "first"
LAST: Final = "last"
ALL: Final = "all"

Sitting = tuple[str, str]  # an author, and a day


@dataclass(frozen=True, slots=True)
class OfficeState:
    """A state of a document: the changes of which sittings are made in it; None for all."""

    siglum: Siglum
    sittings: frozenset[Sitting] | None = None

    def __repr__(self) -> str:
        return repr_line("OfficeState", self.siglum)

    def has(self, changes: Sequence[Change]) -> bool:
        """Return whether words with these changes stand in the text."""
        for change in changes:
            is_made = self.sittings is None or sitting_of(change) in self.sittings
            if is_made is (change.kind is ChangeKind.DELETED):
                return False
        return True


def sitting_of(change: Change) -> Sitting:
    """Return whose change it is, and of which day."""
    return change.author, change.day


def all_changes(paragraphs: Iterable[Paragraph]) -> Iterator[Change]:
    """Yield the changes of words and of ends of paragraphs, in the order of the file."""
    for paragraph in paragraphs:
        yield from paragraph.end
        for item in paragraph.items:
            if item.changes:
                yield from item.changes
            if isinstance(item, Aside):
                yield from all_changes(item.paragraphs)
        if paragraph.boxes:
            yield from all_changes(paragraph.boxes)


def sittings_of(documents: Sequence[OfficeText]) -> tuple[Sitting, ...]:
    """Return who changed documents on which day, in the order of time; those without a date as they stand in them."""
    first: dict[Sitting, str] = {}
    for change in dict.fromkeys(c for document in documents for c in all_changes(document.paragraphs)):
        own = sitting_of(change)
        if own not in first or change.time < first[own]:
            first[own] = change.time
    order = {own: n for n, own in enumerate(first)}
    return tuple(sorted(first, key=lambda own: (first[own], order[own])))


def states_of(sittings: Sequence[Sitting], options: ReadOptions) -> tuple[OfficeState, ...]:
    """Return the states that the settings ask for, that of the document itself first."""
    asked, siglum = asked_state(options.settings), options.siglum
    last, first = OfficeState(siglum), OfficeState(siglum, frozenset())
    if asked == FIRST:
        return (first,)
    if asked == LAST or not sittings:
        return (last,)
    if asked != ALL:
        after = _after_author(asked, sittings)
        return (OfficeState(siglum, after),) if after is not None else (last,)
    return (last, OfficeState(Siglum(f"{siglum}*"), frozenset()), *_after_sittings(siglum, sittings))


def asked_state(settings: ReadSettings) -> str:
    """Return which state is asked for: first, last, all, or the name of an author; `hand` counts before `changes`."""
    if settings.hand != LAST:
        return settings.hand
    return {Asked.ACCEPT: LAST, Asked.REJECT: FIRST, Asked.ALL: ALL}[settings.changes]


def has_author(name: str, sittings: Sequence[Sitting]) -> bool:
    """Return whether somebody of this name changed the document."""
    return any(_is_of(name, sitting) for sitting in sittings)


def _is_of(name: str, sitting: Sitting) -> bool:
    """Return whether a name means the author of a sitting, or the author and the day."""
    author, day = shown_author(sitting[0]), sitting[1]
    return name.casefold() in (author.casefold(), f"{author}, {day or NO_DAY}".casefold())


def _after_author(name: str, sittings: Sequence[Sitting]) -> frozenset[Sitting] | None:
    """Return the sittings up to the last one of an author; None if there is none."""
    own = [n for n, sitting in enumerate(sittings) if _is_of(name, sitting)]
    return frozenset(sittings[: own[-1] + 1]) if own else None


def _after_sittings(siglum: Siglum, sittings: Sequence[Sitting]) -> Iterator[OfficeState]:
    """Yield the state after each sitting; of one sitting alone, the document itself is that state."""
    authors = [shown_author(author) for author, _ in sittings]
    if len(sittings) == 1 or _are_too_many(authors):
        return
    by_author = len(sittings) > MOST_SITTINGS
    last = {author: n for n, author in enumerate(authors)}
    made: list[Sitting] = []
    taken: set[str] = set()
    for n, sitting in enumerate(sittings):
        made.append(sitting)
        if by_author and n < last[authors[n]]:
            continue
        day = "" if by_author or authors.count(authors[n]) == 1 else f", {sitting[1] or NO_DAY}"
        name = _unused(f"{authors[n]}{day}", taken)
        taken.add(name)
        yield OfficeState(Siglum(f"{siglum} ({name})"), frozenset(made))


def _unused(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: two long names of authors may begin alike."""
    numbered = (f"{name}, state {n}" for n in count(2))
    return name if name not in taken else next(own for own in numbered if own not in taken)


def _are_too_many(authors: Sequence[str]) -> bool:
    return len(set(authors)) > MOST_SITTINGS


def shown_author(author: str) -> str:
    """Return the name of an author as sigla have it."""
    printable = "".join(c if c.isprintable() else " " for c in author)
    return shorten(" ".join(printable.split()), LONGEST_NAME) or UNKNOWN


def _listed(names: Sequence[str]) -> str:
    """Return names in a sentence; of very many the first ones, and how many others there are."""
    if len(names) <= MOST_NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED:,} others"


def describe_changes(
    documents: Sequence[OfficeText], sittings: Sequence[Sitting], options: ReadOptions
) -> Iterator[str]:
    """Yield a sentence that says that a document has tracked changes, and which state of it is read."""
    asked = asked_state(options.settings)
    names = tuple(dict.fromkeys(shown_author(author) for author, _ in sittings))
    authors = _listed(names)
    if asked == ALL and _are_too_many(names):
        yield (
            f"{options.file}: the changes are by {len(names):,} authors; above {MOST_SITTINGS} only the last state "
            "and the first are read; --hand NAME reads the state after the changes of one author"
        )
    if asked not in (FIRST, LAST, ALL) and not has_author(asked, sittings):
        who = f"the changes are by {authors}" if authors else "it has no tracked changes"
        yield f"{options.file}: hand = {asked!r} is not in this document; {who}; the last state is read"
    if formatting := sum(document.formatting for document in documents):
        what = counted(formatting, "tracked change")
        yield f"{options.file}: {what} of the formatting left out; they change no words"
    if not sittings or asked != LAST or "changes" in options.settings.stated:
        return
    yield (
        f"{options.file}: has tracked changes by {authors}; they are read as accepted; "
        "--hand first reads the text before them"
    )
