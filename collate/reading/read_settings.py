"""The settings `[read]`: what is text in a marked-up source, and which of its alternatives are read.

A setting comes from these places, a later one over an earlier one: the profile of the project whose files these are,
`[tool.collate.read]` of `pyproject.toml`, `[read]` of the work, `[witnesses.read]` of the witness, and `--read` of the
command line. Tables such as `roles` are joined key by key.

More than 300 lines: each setting is one field with its meaning, one row of the table of keys, and the sentence for a
wrong value.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate._suggestion import suggestion
from collate.errors import ConfigError
from collate.files.toml import SettingsTable
from collate.model.witness import Role
from collate.reading.selectors import Selector, SelectorError, parse_selector
from collate.reading.template_rules import TemplateRuleError, parse_template_rule

Choice = TypeVar("Choice", bound=StrEnum)

MOST_SELECTORS: Final = 500  # of one setting


class Spelling(StrEnum):
    """Which of `orig` and `reg` is read."""

    ORIGINAL = "original"
    REGULARISED = "regularised"


class Errors(StrEnum):
    """Which of `sic` and `corr` is read."""

    WRITTEN = "written"
    CORRECTED = "corrected"


class Abbreviations(StrEnum):
    """Which of `abbr` and `expan` is read."""

    EXPANDED = "expanded"
    WRITTEN = "written"


class Keeping(StrEnum):
    """Whether letters that an editor supplied, or could hardly read, are read, or are a gap."""

    KEEP = "keep"
    DROP = "drop"


class Changes(StrEnum):
    """Which state of a document with tracked changes is read."""

    ACCEPT = "accept"
    REJECT = "reject"
    ALL = "all"


class LineEnds(StrEnum):
    """Whether the lines of a page are lines of the text, or run on."""

    JOIN = "join"
    KEEP = "keep"


class Hyphens(StrEnum):
    """What becomes of a hyphen at the end of a line.

    With LEXICON the halves of a word are joined where the work has the whole, and a half of it nowhere.
    """

    JOIN = "join"
    KEEP = "keep"
    LEXICON = "lexicon"


class Words(StrEnum):
    """Whether the words are those that the source marks with `w`, or are found in the text."""

    GIVEN = "w"
    FOUND = "none"


@dataclass(frozen=True, slots=True)
class Destiny:
    """What becomes of an element: text, a stretch with a role and a cause, or left out.

    role   of what is kept; None for what is left out
    cause  as an apparatus names it; "" for that of the element
    """

    role: Role | None
    cause: str = ""

    def __repr__(self) -> str:
        return repr_line("Destiny", f"{self.role or 'left out'} {self.cause}")

    def of_part(self, name: str) -> "Destiny":
        """Return the same for a part with a name; what is kept aside without a cause has this name as its cause."""
        return self if self.role in (None, Role.TEXT) or self.cause else Destiny(self.role, name)


LEFT_OUT: Final = Destiny(None)
_CAUSES: Final[Mapping[str, Role]] = MappingProxyType(
    {
        "heading": Role.PARATEXT,
        "stage-direction": Role.PARATEXT,
        "speaker": Role.PARATEXT,
        "signature": Role.PARATEXT,
        "dateline": Role.PARATEXT,
        "page-number": Role.PARATEXT,
        "running-head": Role.PARATEXT,
        "caption": Role.PARATEXT,
        "marginalia": Role.PARATEXT,
        "footnote": Role.NOTE,
        "endnote": Role.NOTE,
        "marginal": Role.NOTE,
        "editor": Role.GLOSS,
    }
)


def destiny_of_cause(cause: str) -> Destiny:
    """Return what becomes of something with a cause, such as `heading`: a stretch with the role that belongs to it."""
    return Destiny(_CAUSES.get(cause, Role.NOTE), cause)


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """How a source names the places of a system.

    system    what is numbered: `page`, `verse`
    selector  the element with which a place begins, and the attribute with its name; None for a template
    template  the name made of the names of other systems: `{book} {chapter}:{verse}`
    """

    system: str
    selector: Selector | None = None
    template: str = ""

    def __repr__(self) -> str:
        return repr_line("PlaceRule", f"{self.system} = {self.template or self.selector}")

    @property
    def levels(self) -> tuple[str, ...]:
        """The systems that the template names."""
        return tuple(_LEVEL.findall(self.template))

    def composed(self, names: Mapping[str, str]) -> str:
        """Return the name that the template makes of those of other systems; "" if it has none of them."""
        if not any(names.get(level) for level in self.levels):
            return ""
        return _LEVEL.sub(lambda match: names.get(match[1], ""), self.template).strip()


# What a template of a wiki may be called besides text.
CAUSES: Final = (*(str(role) for role in Role if role is not Role.TEXT), *_CAUSES, "reference")
_LEVEL: Final = late_regex(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What is text in a marked-up source, and which of its alternatives are read. Each is a key of `[read]`.

    format         of the file; "" for the one that its content shows
    profile        the project whose habits the files have; "" for the one that the file shows, "none" for no project
    body           what holds the text
    hand           last, first, all, or the name of a hand
    inherit        whether a hand that is silent reads what the hand before it reads
    witness        which witness of a critical edition is read, or all
    edition        whose page, column and line breaks are places
    level          of the transcription, such as facs, dipl or norm
    form           what is compared instead of what is written: `w/@reg`, `level:norm`
    surface        what is written, in JSON of editors: `original`
    spelling, errors, abbreviations, supplied, unclear
                   which of two alternatives is read
    notes, furniture, headings, speakers, stage
                   what becomes of these elements
    roles          what becomes of others
    changes        which state of a document with tracked changes is read
    lines, hyphens what becomes of line ends, and of hyphens at them
    words          whether words are those that the source marks
    keys           attributes of words that are kept
    places         how places are named
    layers         which states the types of readings are: a.c. = first
    apart, joined, dropped
                   what has white space around it, what joins its neighbours, and what is left out
    anchored       what is read at the place that an attribute names: `zone/@corresp`
    glyphs         characters by the reference of a glyph
    entities       a local file that declares entities
    templates      of a wiki: which argument is text, and what others are
    stated         the keys, and the rows of tables as `roles.note`, that a user wrote and not a profile
    """

    format: str = ""
    profile: str = ""
    body: tuple[Selector, ...] = ()
    hand: str = "last"
    inherit: bool = True
    witness: str = ""
    edition: str = ""
    level: str = ""
    form: str = ""
    surface: str = ""
    spelling: Spelling = Spelling.ORIGINAL
    errors: Errors = Errors.WRITTEN
    abbreviations: Abbreviations = Abbreviations.EXPANDED
    supplied: Keeping = Keeping.KEEP
    unclear: Keeping = Keeping.KEEP
    notes: Destiny = Destiny(Role.NOTE)
    furniture: Destiny = LEFT_OUT
    headings: Destiny = Destiny(Role.PARATEXT, "heading")
    speakers: Destiny = Destiny(Role.PARATEXT, "speaker")
    stage: Destiny = Destiny(Role.PARATEXT, "stage-direction")
    roles: tuple[tuple[Selector, Destiny], ...] = ()
    changes: Changes = Changes.ACCEPT
    lines: LineEnds = LineEnds.JOIN
    hyphens: Hyphens = Hyphens.JOIN
    words: Words = Words.FOUND
    keys: tuple[str, ...] = ()
    places: tuple[PlaceRule, ...] = ()
    layers: tuple[tuple[str, str], ...] = ()
    apart: tuple[Selector, ...] = ()
    joined: tuple[Selector, ...] = ()
    dropped: tuple[Selector, ...] = ()
    anchored: tuple[Selector, ...] = ()
    glyphs: tuple[tuple[str, str], ...] = ()
    entities: str = ""
    templates: tuple[tuple[str, str], ...] = ()
    stated: frozenset[str] = field(default=frozenset(), compare=False)

    def __repr__(self) -> str:
        return repr_line("ReadSettings", " ".join([self.format, self.profile, *sorted(self.stated)]))


DEFAULT_SETTINGS: Final = ReadSettings()

_Parser = Callable[[SettingsTable, str], Any]  # (table, key) -> the value of the field


def _string(table: SettingsTable, key: str) -> str:
    return table.string(key)


def _boolean(table: SettingsTable, key: str) -> bool:
    return table.boolean(key)


def _strings(table: SettingsTable, key: str) -> tuple[str, ...]:
    value = table.values[key]
    return (value,) if isinstance(value, str) else table.strings(key, most=MOST_SELECTORS)


def _choice(options: type[Choice]) -> Callable[[SettingsTable, str], Choice]:
    def parse(table: SettingsTable, key: str) -> Choice:
        return table.choice(key, options, next(iter(options)))

    return parse


def _selectors(table: SettingsTable, key: str) -> tuple[Selector, ...]:
    return tuple(selector_of(table, key, text) for text in _strings(table, key))


def selector_of(table: SettingsTable, key: str, text: str) -> Selector:
    """Return a selector. Raises ConfigError at its key if it is none."""
    try:
        return parse_selector(text.partition("->")[0])
    except SelectorError as error:
        raise table.error(key, str(error)) from None


def _named_strings(table: SettingsTable, key: str) -> tuple[tuple[str, str], ...]:
    inner = table.table(key)
    table.require_fewer(key, len(inner.values), MOST_SELECTORS)
    return tuple((name, str(inner.values[name])) for name in inner.values)


def _templates(table: SettingsTable, key: str) -> tuple[tuple[str, str], ...]:
    inner = table.table(key)
    table.require_fewer(key, len(inner.values), MOST_SELECTORS)
    for name, value in inner.values.items():
        try:
            parse_template_rule(str(value), CAUSES)
        except TemplateRuleError as error:
            raise inner.error(name, str(error)) from None
    return tuple((name, str(value)) for name, value in inner.values.items())


def _destiny(table: SettingsTable, key: str) -> Destiny:
    return destiny_of(table, key, table.string(key))


def destiny_of(table: SettingsTable, key: str, text: str) -> Destiny:
    """Return what becomes of an element. Raises ConfigError at its key for a word that is no destiny."""
    if text == "drop":
        return LEFT_OUT
    if text == "keep":
        return Destiny(Role.TEXT)
    if text in list(Role):
        return Destiny(Role(text))
    if text in _CAUSES:
        return Destiny(_CAUSES[text], text)
    known = ["drop", *Role, *_CAUSES]
    raise table.error(key, f"{key} = {text!r} is not allowed; {suggestion(text, known)}")


def _roles(table: SettingsTable, key: str) -> tuple[tuple[Selector, Destiny], ...]:
    inner = table.table(key)
    table.require_fewer(key, len(inner.values), MOST_SELECTORS)
    return tuple((selector_of(inner, k, k), destiny_of(inner, k, inner.string(k))) for k in inner.values)


def _places(table: SettingsTable, key: str) -> tuple[PlaceRule, ...]:
    value = table.values[key]
    if isinstance(value, bool):
        return ()
    inner = table.table(key)
    table.require_fewer(key, len(inner.values), MOST_SELECTORS)
    return tuple(_place_rule(inner, system) for system in inner.values)


def _place_rule(table: SettingsTable, system: str) -> PlaceRule:
    text = table.string(system)
    if "{" in text:
        return PlaceRule(system, template=text)
    return PlaceRule(system, selector_of(table, system, text))


def _template(table: SettingsTable, key: str) -> tuple[PlaceRule, ...]:
    return (PlaceRule(key, template=table.string(key)),)


# How each key of `[read]` is read; the name of the key is that of its field.
_KEYS: Final[Mapping[str, _Parser]] = MappingProxyType(
    {
        "format": _string,
        "profile": _string,
        "body": _selectors,
        "hand": _string,
        "inherit": _boolean,
        "witness": _string,
        "edition": _string,
        "level": _string,
        "form": _string,
        "surface": _string,
        "spelling": _choice(Spelling),
        "errors": _choice(Errors),
        "abbreviations": _choice(Abbreviations),
        "supplied": _choice(Keeping),
        "unclear": _choice(Keeping),
        "notes": _destiny,
        "furniture": _destiny,
        "headings": _destiny,
        "speakers": _destiny,
        "stage": _destiny,
        "roles": _roles,
        "changes": _choice(Changes),
        "lines": _choice(LineEnds),
        "hyphens": _choice(Hyphens),
        "words": _choice(Words),
        "keys": _strings,
        "places": _places,
        "layers": _named_strings,
        "apart": _selectors,
        "joined": _selectors,
        "dropped": _selectors,
        "anchored": _selectors,
        "glyphs": _named_strings,
        "entities": _string,
        "templates": _templates,
    }
)
# A `=` in the brackets of a selector is part of the key: `roles.note[@type='x']=drop`.
_KEY_AND_VALUE: Final = late_regex(r"\s*+(?P<key>(?:\[[^\]]*+\]|[^=\[])++)=(?P<value>.*)", re.DOTALL)
_TEMPLATES: Final = ("verse",)  # keys that are short for a template of `places`
KEYS: Final = (*_KEYS, *_TEMPLATES)


def read_settings(tables: Sequence[SettingsTable], beginning: ReadSettings = DEFAULT_SETTINGS) -> ReadSettings:
    """Return the settings of several tables, a later one over an earlier one.

    Raises ConfigError, with file and line where there is a file, for a key or value that is not allowed.
    """
    values = {f.name: getattr(beginning, f.name) for f in fields(ReadSettings)}
    stated = set(beginning.stated)
    for table in tables:
        table.require_known_keys(KEYS)
        for key in table.values:
            name, parse = ("places", _template) if key in _TEMPLATES else (key, _KEYS[key])
            value = parse(table, key)
            stated.add(name)
            is_table = key in _TEMPLATES or isinstance(table.values[key], Mapping)
            if is_table and key not in _TEMPLATES:
                stated.update(f"{name}.{row}" for row in table.values[key])
            values[name] = _joined(values[name], value) if is_table else value
    values["stated"] = frozenset(stated)
    return ReadSettings(**values)


def _joined(earlier: tuple[Any, ...], later: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the rows of two tables; a row of the later one takes the place of an earlier one of the same name."""

    def name(row: PlaceRule | tuple[object, object]) -> object:
        if isinstance(row, PlaceRule):
            return row.system, bool(row.template)
        return row[0].text if isinstance(row[0], Selector) else row[0]

    rows = {name(row): row for row in earlier}
    rows.update({name(row): row for row in later})
    return tuple(rows.values())


def settings_of_options(values: Sequence[str]) -> SettingsTable:
    """Return the table of `--read KEY=VALUE`; a key may have a dot, and a value may be written as in TOML.

    Raises ConfigError for an option that has another form.
    """
    table: dict[str, Any] = {}
    for value in values:
        match = _KEY_AND_VALUE.fullmatch(value)
        if match is None:
            raise ConfigError(f"--read {value}: write it so: --read hand=first")
        key, text = match["key"], match["value"]
        outer, _, inner = key.strip().partition(".")
        parsed = _toml_value(text.strip())
        if inner:
            within = table.setdefault(outer, {})
            if not isinstance(within, dict):
                raise ConfigError(f"--read {value}: {outer} has a value already; leave one of them out")
            within[inner] = parsed
        else:
            table[outer] = parsed
    return SettingsTable.of(table, "--read")


def _toml_value(text: str) -> object:
    """Return a value as TOML reads it; what is no TOML is a string."""
    if not re.match(r"""["'\[{]|true$|false$""", text):
        return text
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
