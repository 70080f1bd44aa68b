"""Where pages, columns, lines, verses and sections begin, and what they are called."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.model.place_names import without_codes
from collate.reading.read_settings import PlaceRule, ReadSettings
from collate.reading.selectors import Selector
from collate.reading.tei.body import matches
from collate.reading.tei.critical import EditionWitness
from collate.reading.tei.elements import attribute

_PART: Final = late_regex(r"(?<=.)[IMF]$")
# The systems of a source that no setting names: the element, the system, and the attributes with the name.
_DEFAULT: Final = MappingProxyType(
    {
        "pb": ("page", ("n", "facs", "xml:id")),
        "surface": ("page", ("n", "folio", "xml:id")),
        "cb": ("column", ("n",)),
        "lb": ("line", ("n",)),
        "l": ("line", ("n",)),
        "line": ("line", ("n",)),
    }
)
_OF_TYPE: Final = frozenset({"milestone", "div", "ab", "seg"})  # `unit` or `type` says what begins
_DIVISIONS: Final = frozenset(
    {"book", "chapter", "act", "scene", "section", "canto", "poem", "letter", "part", "volume", "lectio", "psalm"}
    | {"verse", "chant", "fragment", "column", "face", "side"}
)
BREAK_NAMES: Final = frozenset({"pb", "cb", "lb", "gb", "line"})  # a word may go on over them, which is found first
BREAKS: Final = ("{*}pb", "{*}cb", "{*}lb", "{*}gb", "{*}milestone")


class PlaceNames:
    """The places of a text while it is read: which element begins one, and its name.

    A name may be made of those of other systems, such as `{book} {chapter}:{verse}`.
    """

    def __init__(self, settings: ReadSettings) -> None:
        rules = [rule for rule in settings.places if rule.selector is not None]
        self._rules: dict[str, list[tuple[str, Selector]]] = {}
        for rule in rules:
            if rule.selector is not None:
                self._rules.setdefault(rule.selector.name, []).append((rule.system, rule.selector))
        stated = "places" in settings.stated
        self._finds = not rules and (not stated or bool(settings.places))
        self._templates = {self._trigger(rule): rule for rule in settings.places if rule.template}
        self._current: dict[str, str] = {}
        self.matched: set[str] = set()

    @staticmethod
    def _trigger(rule: PlaceRule) -> str:
        """Return the system whose places a template names."""
        levels = rule.levels
        return rule.system if rule.system in levels or not levels else levels[-1]

    def of_name(self, name: str) -> bool:
        """Return whether an element of a name may begin a place."""
        if self._rules:
            return name in self._rules or "*" in self._rules
        return self._finds and (name in _DEFAULT or name in _OF_TYPE or name.startswith("div"))

    def begun_by(self, element: etree._Element, name: str) -> list[tuple[str, str]]:
        """Return the systems and names of the places that begin with an element."""
        found = list(self._named(element, name))
        begun = []
        for system, given in found:
            value = without_codes(given)
            if element.get("part") in ("I", "M", "F"):
                value = name_of_whole(given)
                if element.get("part") != "I" and self._current.get(system) == value:
                    continue
            self._current[system] = value
            template = self._templates.get(system)
            if template is None:
                begun.append((system, value))
            else:
                if template.system != system:
                    begun.append((system, value))
                composed = self._composed(template, value)
                if composed:
                    begun.append((template.system, composed))
        return begun

    def _composed(self, template: PlaceRule, value: str) -> str:
        """Return a name of several levels; the inner one alone where it has the outer ones in it, or has none."""
        outer = [self._current.get(level, "") for level in template.levels[:-1]]
        if ":" in value and value.partition(":")[0] == outer[-1]:
            return value  # as a name with codes is: B04K6V23 is 6:23
        if not all(outer) or any(len(name) > 1 and value.startswith(name) for name in outer):
            return value
        return template.composed(self._current)

    def _named(self, element: etree._Element, name: str) -> Sequence[tuple[str, str]]:
        if self._rules:
            return self._by_rules(element, name)
        if not element.keys():
            return ()
        system, attributes = _DEFAULT.get(name, ("", ()))
        if name == "milestone":
            system, attributes = _system_of_milestone(element), ("n",)
        elif name in _OF_TYPE or name.startswith("div"):
            system, attributes = _system_of_division(element), ("n",)
        value = next((v for v in (attribute(element, a) for a in attributes) if v), None)
        return [(system, value)] if system and value else []

    def _by_rules(self, element: etree._Element, name: str) -> list[tuple[str, str]]:
        found = []
        for system, selector in (*self._rules.get(name, ()), *self._rules.get("*", ())):
            if matches(selector, element):
                self.matched.add(system)
                value = attribute(element, selector.attribute or "n")
                if value:
                    found.append((system, value))
        return found

    def unmatched(self) -> list[tuple[str, Selector]]:
        """Return the systems whose selector meant no element."""
        return [row for rows in self._rules.values() for row in rows if row[0] not in self.matched]


def name_of_whole(given: str) -> str:
    """Return the name of what a part belongs to: `5:18` for `B06K5V18` and `18` for `18F`."""
    return _PART.sub("", without_codes(given))


def _system_of_milestone(element: etree._Element) -> str:
    unit = element.get("unit", "")
    return "" if unit.startswith("tei:") else unit


def _system_of_division(element: etree._Element) -> str:
    kind = element.get("type", "").lower()
    if kind == "textpart":
        kind = element.get("subtype", "").lower()
    return kind if kind in _DIVISIONS else ""


def edition_of(root: etree._Element, witness: EditionWitness | None) -> str:
    """Return the witness whose text is read if breaks name it as theirs; "" if all breaks count."""
    if witness is None:
        return ""
    named = (name for e in root.iter(*BREAKS) for name in _editions_of(e))
    return witness.name if witness.name in named else ""


def _editions_of(element: etree._Element) -> list[str]:
    return [name.rpartition("#")[2] for name in (element.get("ed") or element.get("edRef") or "").split()]


def is_of_edition(element: etree._Element, edition: str) -> bool:
    """Return whether a break is one of the edition that is read; one that names no edition is."""
    if not edition:
        return True
    named = _editions_of(element)
    return not named or edition.rpartition("#")[2] in named
