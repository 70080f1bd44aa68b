"""Selectors: which elements or lines of a marked-up source a setting means.

`name`, `name[@a='b']`, `name[@a]`, `parent/name`, `.class`, `#id`; a `*` at the end of a value stands for any more
characters. Names have no namespace. There are no axes and no functions.
"""

from collections.abc import Callable, Mapping
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten

_VALUE: Final = r"""(?:'[^']*'|"[^"]*")"""
_PREDICATE: Final = rf"\[@[\w:.-]+(?:\s*=\s*{_VALUE})?\]"
_STEP: Final = late_regex(rf"(?P<name>[\w:-]+|\*)?(?P<short>(?:[.#][\w:-]+\*?)*)(?P<predicates>(?:{_PREDICATE})*)")
_BETWEEN_STEPS: Final = late_regex(r"""/(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""")
_ONE_PREDICATE: Final = late_regex(rf"\[@(?P<attribute>[\w:.-]+)(?:\s*=\s*(?P<value>{_VALUE}))?\]")
_SHORT: Final = late_regex(r"([.#])([\w:-]+\*?)")
LONGEST_SELECTOR: Final = 500  # characters
SYNTAX: Final = "name, name[@type='x'], parent/name, .class or #id"

Attributes = Callable[[str], str | None]  # from the name of an attribute to its value


class SelectorError(Exception):
    """A selector that has none of the forms of `SYNTAX`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a selector: the name of an element, or "*", and what its attributes must be.

    attributes  the name of an attribute, its value (None for any), and whether more characters may follow
    """

    name: str
    attributes: tuple[tuple[str, str | None, bool], ...] = ()

    def matches(self, name: str, attributes: Attributes) -> bool:
        """Return whether an element is meant."""
        if self.name not in ("*", name):
            return False
        for key, wanted, is_prefix in self.attributes:
            value = attributes(key)
            if value is None:
                return False
            if wanted is None:
                continue
            values = value.split() if key in ("class", "rend", "rendition") else [value]
            if not any(v.startswith(wanted) if is_prefix else v == wanted for v in values):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector. The last step is the element that is meant; those before it are its parents.

    text        as it was written
    attribute   the attribute that the setting takes, from `name/@attribute`; "" for none
    """

    text: str
    steps: tuple[Step, ...]
    attribute: str = ""

    def __repr__(self) -> str:
        return repr_line("Selector", shorten(self.text, 60))

    @property
    def name(self) -> str:
        """The name of the element that is meant; "*" for any."""
        return self.steps[-1].name


def parse_selector(text: str) -> Selector:
    """Return what a selector means. Raises SelectorError if it has none of the forms of `SYNTAX`."""
    if len(text) > LONGEST_SELECTOR:
        raise SelectorError(f"a selector of {len(text):,} characters is too long; shorten it")
    parts = _divided(text.strip())
    attribute = ""
    if len(parts) > 1 and parts[-1].startswith("@"):
        attribute = parts.pop()[1:]
    if not parts or not all(parts):
        raise SelectorError(f"{text!r} is not a selector; write {SYNTAX}")
    return Selector(text.strip(), tuple(_step(part, text) for part in parts), attribute)


def _divided(text: str) -> list[str]:
    """Return the steps of a selector; a `/` inside quotation marks divides nothing."""
    return [part.strip() for part in _BETWEEN_STEPS.split(text)]


def _step(part: str, whole: str) -> Step:
    match = _STEP.fullmatch(part)
    if match is None or not part:
        raise SelectorError(f"{whole!r} is not a selector; write {SYNTAX}")
    wanted: list[tuple[str, str | None, bool]] = []
    for sign, value in _SHORT.findall(match["short"] or ""):
        key = "class" if sign == "." else "xml:id"
        wanted.append((key, value.rstrip("*"), value.endswith("*")))
    for predicate in _ONE_PREDICATE.finditer(match["predicates"] or ""):
        value = predicate["value"][1:-1] if predicate["value"] else None
        is_prefix = value is not None and value.endswith("*")
        wanted.append((predicate["attribute"], value.rstrip("*") if value else value, is_prefix))
    name = match["name"] or "*"
    return Step(name.rpartition(":")[2], tuple(wanted))


def by_name(selectors: Mapping[Selector, object] | tuple[Selector, ...]) -> dict[str, list[Selector]]:
    """Return selectors by the name of the element that they mean, in their order; those for any name under "*"."""
    found: dict[str, list[Selector]] = {}
    for selector in selectors:
        found.setdefault(selector.name, []).append(selector)
    return found
