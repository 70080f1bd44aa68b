"""The templates of a wiki: what a project says of each, and the words that two templates divide."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from mwparserfromhell.nodes import Comment, Template
from mwparserfromhell.wikicode import Wikicode

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.read_settings import CAUSES, Errors, ReadSettings
from collate.reading.template_rules import JOINED, OTHERWISE, TemplateRule, TemplateUse, parse_template_rule

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
_CORRECTED: Final = MappingProxyType(dict.fromkeys(("sIC", "sic", "tooltip", "corr", "errata", "ec", "опечатка"), "2"))


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

    def arguments(
        self, template: Template, rule: TemplateRule, arguments: Sequence[TemplateArgument]
    ) -> tuple[TemplateArgument, ...]:
        """Return the arguments of a template that are read; the last one of a name counts."""
        if rule.use in (TemplateUse.PART, TemplateUse.WHOLE):
            return self._divided[id(template)] if self.is_divided(template) else _undivided(rule, arguments)
        if not rule.argument:
            return ()
        corrected = self.correction(name_of(template), arguments)
        if self._errors is Errors.CORRECTED and corrected is not None:
            return (corrected,)
        return _named(arguments, rule)

    def correction(self, name: str, arguments: Sequence[TemplateArgument]) -> TemplateArgument | None:
        """Return the argument that corrects another one; None if there is none."""
        return _last(arguments, _CORRECTED.get(name, ""))

    def is_divided(self, template: Template) -> bool:
        """Return whether the other half of a divided word is in another template."""
        return id(template) in self._divided

    def _divided_words(self, parsed: Sequence[Wikicode]) -> dict[int, tuple[TemplateArgument, ...]]:
        """Return what is read of templates of which both halves of a word are there, by their identities."""
        found: dict[int, tuple[TemplateArgument, ...]] = {}
        before: tuple[Template, _Halves] | None = None
        for template, is_end, halves in self._halves(parsed):
            if not is_end:
                before = template, halves
            elif before is not None and before[1].are_of_one_word(halves):
                found[id(before[0])], found[id(template)] = before[1].read_with(halves)
                before = None
        return found

    def _halves(self, parsed: Sequence[Wikicode]) -> Iterator[tuple[Template, bool, "_Halves"]]:
        """Yield the templates of divided words, whether each is the second half, and what it has of the word."""
        for template in (own for code in parsed for own in code.ifilter_templates()):
            rule = self.of(name_of(template))
            if rule is not None and rule.use in (TemplateUse.PART, TemplateUse.WHOLE):
                yield template, rule.use is TemplateUse.WHOLE, _halves_of(rule, arguments_of(template))


@dataclass(frozen=True, slots=True)
class _Halves:
    """What a template has of a divided word.

    half   its own half
    whole  the word; "" if it does not name it
    first  the first half, if the template has both; else None
    last   the second half, if the template has both; else None
    """

    half: TemplateArgument | None
    whole: str
    first: TemplateArgument | None = None
    last: TemplateArgument | None = None

    def __repr__(self) -> str:
        return repr_line("_Halves", self.whole)

    @property
    def has_both(self) -> bool:
        """Whether the template has both halves, with letters."""
        return _is_known(self.first) and _is_known(self.last)

    def are_of_one_word(self, end: "_Halves") -> bool:
        """Return whether another template has the end of the same word."""
        if (self.has_both and end.has_both) or (self.last is None and end.last is None):
            return self.whole == end.whole
        return _may_be_equal(self.first, end.first) and _may_be_equal(self.last, end.last)

    def read_with(self, end: "_Halves") -> tuple[tuple[TemplateArgument, ...], tuple[TemplateArgument, ...]]:
        """Return what is read here and at the end of the word."""
        if self.first is not None and self.last is not None and self.has_both:
            return (self.first, self.last), ()  # the two templates may divide the word at two places
        return tuple(own.half for own in (self,) if own.half), (end.half,) if end.half else ()


def _is_known(argument: TemplateArgument | None) -> bool:
    return argument is not None and str(argument.value).strip(" .…") != ""


def _may_be_equal(left: TemplateArgument | None, right: TemplateArgument | None) -> bool:
    """Return whether two halves are the same, where both are known."""
    if left is None or right is None or not (_is_known(left) and _is_known(right)):
        return True
    return str(left.value).strip() == str(right.value).strip()


def _halves_of(rule: TemplateRule, arguments: Sequence[TemplateArgument]) -> _Halves:
    if JOINED in rule.argument:
        names = rule.argument.split(JOINED)
        first, last = _last(arguments, names[0]), _last(arguments, names[-1])
        whole = "".join(str(own.value).strip().strip("'") for own in (first, last) if own)
        return _Halves(last if rule.use is TemplateUse.WHOLE else first, whole, first, last)
    own = _last(arguments, rule.argument)
    half = next((own for own in arguments if own.name != rule.argument), None)
    return _Halves(half, str(own.value).strip() if own else "")


def _undivided(rule: TemplateRule, arguments: Sequence[TemplateArgument]) -> tuple[TemplateArgument, ...]:
    """Return what is read of a divided word of which the other half is missing: the whole."""
    return tuple(own for own in _named(arguments, rule) if _is_known(own)) or tuple(arguments[:1])


def _named(arguments: Sequence[TemplateArgument], rule: TemplateRule) -> tuple[TemplateArgument, ...]:
    """Return the arguments that a rule names: of several ways to name them, those of the first that has words."""
    for way in rule.argument.split(OTHERWISE):
        found = (_last(arguments, name) for name in way.split(JOINED))
        named = tuple(own for own in found if own is not None)
        if any(str(own.value).strip() for own in named):
            return named
    return ()


def _last(arguments: Sequence[TemplateArgument], name: str) -> TemplateArgument | None:
    return next((own for own in reversed(arguments) if own.name == name), None)
