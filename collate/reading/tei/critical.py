"""A critical edition as a source: the text of one of its witnesses, taken out of the apparatus.

Text outside of `app` belongs to each witness that is extant there, from its `witStart` to its `witEnd`. In an `app` a
witness has the reading that names it. If none does, it reads the lemma where that names no witness (a negative
apparatus); else nothing is known of it there: it is silent, and does not omit.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.model.witness import GapReason, Siglum
from collate.reading.options import ReadOptions
from collate.reading.read_settings import ReadSettings
from collate.reading.sigla import siglum_of
from collate.reading.tei.elements import ID
from collate.reading.tei.layers import hand_name
from collate.reading.xml_source import local_name

READINGS: Final = ("lem", "rdg")
LIMITS: Final = ("{*}witStart", "{*}witEnd", "{*}lacunaStart", "{*}lacunaEnd")


class When(IntEnum):
    """In which state of a witness a reading stands."""

    FIRST = 0  # before a correction
    ALWAYS = 1
    LATER = 2  # a correction, or an addition


# Types of readings, without points and spaces.
_MOST_TOLD: Final = 5  # entries without a place that are named
_TYPES: Final[Mapping[str, When]] = MappingProxyType(
    {
        **dict.fromkeys(("ac", "antecorr", "antecorrectionem", "antecorrection", "orig", "firsthand"), When.FIRST),
        **dict.fromkeys(
            (
                *("pc", "postcorr", "postcorrectionem", "corr", "correction", "corrected", "added"),
                *("sl", "supralin", "supralineam", "il", "interlin", "mg", "marg", "margin", "inmarg", "inmargine"),
            ),
            When.LATER,
        ),
    }
)
_LOST: Final[Mapping[str, GapReason]] = MappingProxyType(
    {
        "illegible": GapReason.ILLEGIBLE,
        "unreadable": GapReason.ILLEGIBLE,
        "lacuna": GapReason.LACUNA,
        "lac": GapReason.LACUNA,
        "deest": GapReason.LACUNA,
        "lost": GapReason.LACUNA,
    }
)
_STATE_NAMES: Final[Mapping[str, When]] = MappingProxyType(
    {"first": When.FIRST, "last": When.LATER, "always": When.ALWAYS}
)


@dataclass(frozen=True, slots=True)
class EditionWitness:
    """A witness of an edition, in one of its states.

    name      as readings name it
    groups    the names of the groups of witnesses in which it is, such as a family
    is_first  whether it is read as it was before its corrections
    types     in which state a type of reading stands, if the settings say so
    """

    name: str
    is_first: bool = False
    types: tuple[tuple[str, str], ...] = ()
    groups: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return repr_line("EditionWitness", f"{self.name}{' (a.c.)' if self.is_first else ''}")

    def is_named(self, value: str) -> bool:
        """Return whether `wit="#A #alpha"` names this witness, or a group in which it is."""
        return any(name == self.name or name in self.groups for name in sigla_in(value))

    def when(self, reading: etree._Element) -> When:
        """Return in which state of this witness a reading stands."""
        kind = _type_of(reading)
        for own, state in self.types:
            if _plain(own) == kind:
                return _STATE_NAMES.get(state, When.ALWAYS)
        found = _TYPES.get(kind, When.ALWAYS)
        return When.LATER if found is When.ALWAYS and self._is_of_later_hand(reading) else found

    def _is_of_later_hand(self, reading: etree._Element) -> bool:
        """Return whether a reading is of another hand than the first, and this witness has a reading beside it."""
        if not hand_name(reading.get("hand", "")):
            return False
        app = next((e for e in reading.iterancestors() if local_name(e) == "app"), None)
        beside = readings_of(app) if app is not None else []
        others = [r for r in beside if r is not reading and self.is_named(r.get("wit", ""))]
        return any(not hand_name(r.get("hand", "")) for r in others)


@dataclass(frozen=True, slots=True)
class Silence:
    """An `app` in which a witness has no reading that can be read: its text is lost, or the edition is silent.

    reason  why
    """

    reason: GapReason

    def __repr__(self) -> str:
        return repr_line("Silence", self.reason)


def _plain(kind: str) -> str:
    return "".join(c for c in kind.casefold() if c.isalnum())


def _type_of(reading: etree._Element) -> str:
    parent = reading.getparent()
    kind = reading.get("type") or (parent.get("type", "") if parent is not None else "")
    return (
        _plain(str(kind)) if parent is not None and local_name(parent) == "rdgGrp" else _plain(reading.get("type", ""))
    )


def sigla_in(value: str) -> list[str]:
    """Return the names in `wit="#A witnesses.xml#C"`."""
    names = [name.rpartition("#")[2] for name in value.replace(",", " ").split()]
    return [name for name in names if name]


def readings_of(app: etree._Element) -> list[etree._Element]:
    """Return the readings of an `app`, those in groups too, without those of an `app` inside a reading."""
    found: list[etree._Element] = []
    for child in app:
        name = local_name(child)
        if name in READINGS:
            found.append(child)
        elif name == "rdgGrp":
            found += readings_of(child)
    return found


def read_in(app: etree._Element, witness: EditionWitness) -> Sequence[etree._Element] | Silence:
    """Return what a witness has in an `app`: one reading, none where it omits, or a silence."""
    readings = readings_of(app)
    own = [(r, witness.when(r)) for r in readings if witness.is_named(r.get("wit", ""))]
    if not own:
        if all(_only_limits(r) or _is_blank(r) for r in readings):
            return ()
        lemma = next((r for r in readings if local_name(r) == "lem" and not r.get("wit")), None)
        return (lemma,) if lemma is not None else Silence(GapReason.ABSENT)
    if witness.is_first:
        chosen = min((pair for pair in own if pair[1] is not When.LATER), key=lambda pair: pair[1], default=None)
    else:
        chosen = max(own, key=lambda pair: pair[1])
    if chosen is None:
        return ()
    reading = chosen[0]
    lost = _LOST.get(_type_of(reading))
    if lost is not None and not _has_text(reading) and not _only_limits(reading):
        return Silence(lost)
    return (reading,)


def _only_limits(reading: etree._Element) -> bool:
    """Return whether a reading only says that witnesses start or end there."""
    return next(reading.iter(*LIMITS), None) is not None and not _has_text(reading)


def _is_blank(reading: etree._Element) -> bool:
    """Return whether a reading has only white space, so that no witness can lack a word of it."""
    return not _has_text(reading) and next(reading.iter("{*}gap"), None) is None


def is_beside_limit(gap: etree._Element) -> bool:
    """Return whether a gap is in a reading that says where the text of its witnesses ends or begins again."""
    reading = gap.getparent()
    return reading is not None and local_name(reading) in READINGS and _only_limits(reading)


def _has_text(element: etree._Element) -> bool:
    return bool("".join(element.itertext(etree.Element)).strip())


def witnesses_of(roots: Sequence[etree._Element]) -> tuple[str, ...]:
    """Return the names of the witnesses of an edition: those of its list, then those that only readings name."""
    listed = [e.get(ID) for root in roots for e in root.iter("{*}witness")]
    listed = [name for name in listed if name]
    named = [name for root in roots for e in root.iter("{*}rdg", "{*}lem") for name in sigla_in(e.get("wit", ""))]
    if not named:
        return ()
    members = groups_of(roots)
    single = [witness for name in dict.fromkeys(named) for witness in members.get(name, (name,))]
    cited = set(single)
    return tuple(dict.fromkeys([*(name for name in listed if name in cited), *single]))


def groups_of(roots: Sequence[etree._Element]) -> dict[str, tuple[str, ...]]:
    """Return the witnesses of each family of an edition: of a list with a name, or a witness with a list of its own."""
    found: dict[str, tuple[str, ...]] = {}
    for group in (e for root in roots for e in root.iter("{*}listWit", "{*}witness") if e.get(ID)):
        inner = [e for e in group.iter("{*}witness") if e is not group and next(e.iter("{*}listWit"), None) is None]
        if names := tuple(str(e.get(ID)) for e in inner if e.get(ID)):
            found[str(group.get(ID))] = names
    return found


def siglum_of_witness(witness: EditionWitness, read: Sequence[EditionWitness], options: ReadOptions) -> Siglum:
    """Return the siglum of a witness: its name in the edition, or the siglum that the user chose for it alone."""
    is_alone = len({w.name for w in read}) == 1
    is_chosen = options.siglum != siglum_of(options.file)
    return options.siglum if is_alone and is_chosen else Siglum(witness.name)


def edition_notices(
    roots: Sequence[etree._Element], unplaced: Sequence[etree._Element], options: ReadOptions
) -> Iterator[str]:
    """Yield what a user should know of an edition: its witnesses, and entries whose words cannot be found."""
    for app in unplaced[:_MOST_TOLD]:
        yield (
            f"{options.file}:{app.sourceline}: the words of this <app> cannot be found in the text, or those of "
            "another entry cross them; it is left out; correct its from and to, or its loc and lem"
        )
    if len(unplaced) > _MOST_TOLD:
        yield f"{options.file}: the same is so of {counted(len(unplaced) - _MOST_TOLD, 'more <app>', 'more <app>')}"
    names, wanted = witnesses_of(roots), options.settings.witness
    if names and not wanted:
        yield (
            f"{options.file}: this is an edition of {counted(len(names), 'witness', 'witnesses')} "
            f'({", ".join(names[:5])}{", ..." if len(names) > 5 else ""}); its own text is read; witness = "all" reads '
            f'each of them, witness = "{names[0]}" one'
        )
    elif wanted and wanted != "all" and wanted.lstrip("#") not in names:
        known = f"its witnesses are {', '.join(names)}" if names else "it names no witness"
        yield f"{options.file}: no reading names the witness {wanted!r}; {known}; the text outside of readings is read"
    elif wanted == "all" and not names:
        yield f'{options.file}: witness = "all", but no reading names a witness; the text is read as one witness'


def is_altered(roots: Sequence[etree._Element], witness: EditionWitness) -> bool:
    """Return whether a witness has two readings of different states anywhere."""
    return any(
        witness.is_named(r.get("wit", "")) and witness.when(r) is not When.ALWAYS
        for root in roots
        for r in root.iter("{*}rdg", "{*}lem")
    )


def begins_absent(bodies: Sequence[etree._Element], witness: EditionWitness) -> bool:
    """Return whether a witness is absent where the text begins: the first thing told of it is that it starts."""
    first = next(_limits(bodies, witness), None)
    return first is not None and local_name(first) in ("witStart", "lacunaEnd")


def _limits(bodies: Sequence[etree._Element], witness: EditionWitness) -> Iterator[etree._Element]:
    """Yield what says that a witness starts or ends, in order."""
    for body in bodies:
        for element in body.iter(*LIMITS):
            if names_witness(element, witness):
                yield element


def names_witness(element: etree._Element, witness: EditionWitness) -> bool:
    """Return whether an element is of a witness: it or the reading around it names the witness."""
    current: etree._Element | None = element
    while current is not None:
        if current.get("wit"):
            return witness.is_named(current.get("wit", ""))
        current = current.getparent()
    return False


def witnesses_read(roots: Sequence[etree._Element], settings: ReadSettings) -> list[EditionWitness]:
    """Return the witnesses that the settings ask for, each with its first state after it where that is asked for."""
    names = witnesses_of(roots)
    wanted = names if settings.witness == "all" else [settings.witness] if settings.witness else []
    found: list[EditionWitness] = []
    members = groups_of(roots) if wanted else {}
    for name in wanted:
        own = name.lstrip("#")
        groups = frozenset(group for group, inside in members.items() if own in inside)
        last = EditionWitness(own, types=settings.layers, groups=groups)
        first = EditionWitness(own, True, settings.layers, groups)
        if settings.hand == "first":
            found.append(first)
            continue
        found.append(last)
        if settings.hand == "all" and is_altered(roots, last):
            found.append(first)
    return found
