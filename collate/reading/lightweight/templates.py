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

    def __init__(self, settings: ReadSettings, parsed: Sequence[Wikicode]) -> None:
        self._rules = {_same(" ".join(name.replace("_", " ").split())): text for name, text in settings.templates}
        self._errors = settings.errors
        self._divided = self._divided_words(parsed)

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

    def _divided_words(self, parsed: Sequence[Wikicode]) -> frozenset[int]:
        """Return the identities of the templates of which both halves of a divided word are there."""
        found: set[int] = set()
        before: tuple[Template, str] | None = None
        for template, is_end, whole in self._halves(parsed):
            if not is_end:
                before = template, whole
            elif before is not None and before[1] == whole:
                found |= {id(before[0]), id(template)}
                before = None
        return frozenset(found)

    def _halves(self, parsed: Sequence[Wikicode]) -> Iterator[tuple[Template, bool, str]]:
        """Yield the halves of divided words: the template, whether it is the second half, and the whole word."""
        for template in (own for code in parsed for own in code.ifilter_templates()):
            rule = self.of(name_of(template))
            if rule is not None and rule.use in (TemplateUse.PART, TemplateUse.WHOLE):
                yield template, rule.use is TemplateUse.WHOLE, whole_word(rule, arguments_of(template))

    def is_divided(self, template: Template) -> bool:
        """Return whether the other half of a divided word is in another template."""
        return id(template) in self._divided


def _last(arguments: Sequence[TemplateArgument], name: str) -> TemplateArgument | None:
    return next((own for own in reversed(arguments) if own.name == name), None)


def half_word(rule: TemplateRule, arguments: Sequence[TemplateArgument]) -> TemplateArgument | None:
    """Return the argument that is half of a divided word: the first that is not the whole one."""
    return next((own for own in arguments if own.name != rule.argument), None)


def whole_word(rule: TemplateRule, arguments: Sequence[TemplateArgument]) -> str:
    """Return the word of which a template has half; "" if it does not name it."""
    own = _last(arguments, rule.argument)
    return str(own.value).strip() if own else ""
