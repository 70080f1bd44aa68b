"""The templates of a wiki: what a project says of each, and the words that two templates divide."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from mwparserfromhell.nodes import Comment, Template
from mwparserfromhell.wikicode import Wikicode

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.read_settings import CAUSES, Errors, ReadSettings
from collate.reading.template_rules import TemplateRule, TemplateUse, parse_template_rule

TEMPLATE: Final = "template "
MAGIC: Final = "magic words"
_PART: Final = TemplateRule(TemplateUse.PART, "2")
_WHOLE: Final = TemplateRule(TemplateUse.WHOLE, "2")
_ALWAYS: Final = MappingProxyType(
    {
        "hws": _PART,
        "hyphenated word start": _PART,
        "hwe": _WHOLE,
        "hyphenated word end": _WHOLE,
        "sIC": TemplateRule(TemplateUse.TEXT, "1"),
    }
)
_CORRECTED: Final = MappingProxyType({"sIC": "2", "sic": "2", "tooltip": "2", "corr": "2", "errata": "2"})


@dataclass(frozen=True, slots=True)
class TemplateArgument:
    """An argument of a template: its value, and where it begins in the template."""

    name: str
    value: Wikicode
    start: int

    def __repr__(self) -> str:
        return repr_line("TemplateArgument", f"{self.name} at {self.start}")


def name_of(template: Template) -> str:
    """Return the name of a template; its first letter may be large or small, and `_` is a blank."""
    name = "".join(str(node) for node in template.name.nodes if not isinstance(node, Comment))
    name = " ".join(name.replace("_", " ").split())
    return _same(name)


def _same(name: str) -> str:
    return name[:1].lower() + name[1:]


def arguments_of(template: Template) -> list[TemplateArgument]:
    """Return the arguments of a template in order."""
    found = []
    place = 2 + len(str(template.name))
    for parameter in template.params:
        key = str(parameter.name)
        place += 1 + (len(key) + 1 if parameter.showkey else 0)
        found.append(TemplateArgument(key.strip(), parameter.value, place))
        place += len(str(parameter.value))
    return found


class TemplateRules:
    """What becomes of templates, by the settings."""

    def __init__(self, settings: ReadSettings, divided: frozenset[int]) -> None:
        self._rules = {_same(" ".join(name.replace("_", " ").split())): text for name, text in settings.templates}
        self._errors = settings.errors
        self._divided = divided

    def __repr__(self) -> str:
        return repr_line("TemplateRules", f"{len(self._rules)} templates")

    def of(self, name: str) -> TemplateRule | None:
        """Return what is said of a template; None if nothing is."""
        if name in self._rules:
            return parse_template_rule(self._rules[name], CAUSES)
        return _ALWAYS.get(name)

    def argument(self, name: str, rule: TemplateRule, arguments: Sequence[TemplateArgument]) -> TemplateArgument | None:
        """Return the argument of a template that is read; the last one of a name counts."""
        corrected = self.correction(name, arguments)
        if self._errors is Errors.CORRECTED and corrected is not None:
            return corrected
        return _last(arguments, rule.argument)

    def correction(self, name: str, arguments: Sequence[TemplateArgument]) -> TemplateArgument | None:
        """Return the argument that corrects another one; None if there is none."""
        return _last(arguments, _CORRECTED.get(name, ""))

    def is_divided(self, template: Template) -> bool:
        """Return whether the other half of a divided word is in another template."""
        return id(template) in self._divided


def _last(arguments: Sequence[TemplateArgument], name: str) -> TemplateArgument | None:
    return next((own for own in reversed(arguments) if own.name == name), None)


def divided_words(parsed: Sequence[Wikicode]) -> frozenset[int]:
    """Return the identities of the templates that are both halves of a divided word: `{{hws|..}}` and `{{hwe|..}}`."""
    found: set[int] = set()
    before: Template | None = None
    for template in _halves(parsed):
        if _ALWAYS[name_of(template)] is _PART:
            before = template
        elif before is not None and _whole(before) == _whole(template):
            found |= {id(before), id(template)}
            before = None
    return frozenset(found)


def _halves(parsed: Sequence[Wikicode]) -> Iterator[Template]:
    for code in parsed:
        for template in code.ifilter_templates():
            if _ALWAYS.get(name_of(template)) in (_PART, _WHOLE):
                yield template


def _whole(template: Template) -> str:
    own = _last(arguments_of(template), "2")
    return str(own.value).strip() if own else ""
