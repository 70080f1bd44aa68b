"""Read the witnesses in the files of one: find the format, put its settings together, and call its reader."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.errors import ConfigError, ReadError
from collate.files.patterns import SearchClock
from collate.files.read import LARGEST_SETTINGS, read_bytes
from collate.files.toml import SettingsTable
from collate.model.witness import Witness
from collate.reading.divided_words import WorkWords, known_words
from collate.reading.options import ReadOptions
from collate.reading.place_settings import is_pattern, place_settings_of
from collate.reading.profiles import ReadProfile, found_profile, named_profile
from collate.reading.read_settings import DEFAULT_SETTINGS, KEYS, Hyphens, read_settings
from collate.reading.readers import (
    MARKDOWN,
    PDF_TEXT,
    PLAIN,
    SourceFormat,
    format_of,
    known_format,
    markup_in_plain,
    pages_in_plain,
    reader_of,
)
from collate.reading.source_files import WitnessFiles


@dataclass(frozen=True, slots=True)
class ReadWitnesses:
    """The witnesses in the files of one, and the format of the files.

    needs_words   whether they are read again when the words of the work are known: `hyphens = "lexicon"`
    """

    witnesses: tuple[Witness, ...]
    format: SourceFormat
    needs_words: bool = False

    def __repr__(self) -> str:
        return repr_line("ReadWitnesses", f"{self.format.name}: {', '.join(w.siglum for w in self.witnesses)}")


def read_witnesses(
    files: WitnessFiles,
    options: ReadOptions,
    tables: Sequence[SettingsTable] = (),
    clock: SearchClock | None = None,
) -> ReadWitnesses:
    """Read the witnesses in some files.

    Parameters
    ----------
    files
        The files of one witness.
    options
        What is known of it.
    tables
        The tables `[read]` that apply to it, a later one over an earlier one.
    clock
        Limits the time of the searches for places in all witnesses of a work.

    Raises
    ------
    ReadError
        The files cannot be read; with the file and, where there is one, the line.
    ConfigError
        A setting is wrong; with file and line.
    """
    for table in tables:
        table.require_known_keys(KEYS)
    format_ = format_of_files(files, tables)
    notices = [*files.notices]
    if format_.name == PLAIN:
        options = replace(options, places=place_settings_of(tables, clock)) if tables else options
        if not _value(tables, "format"):
            notices += filter(None, map(markup_in_plain, files.sources))
    else:
        options, told = _marked_up_options(files, options, tables, format_)
        notices += told
        if format_.name == PDF_TEXT and not _value(tables, "format"):
            notices += filter(None, [pages_in_plain(files.sources[0])])
    witnesses = reader_of(format_)(files.sources, options)
    if not witnesses:
        raise ReadError(f"{options.file}: there is no witness in this file; check that it is the right one")
    if format_.name == MARKDOWN and not _value(tables, "format"):
        notices += _told_markdown(files, witnesses[0], options)
    if notices:
        first = replace(witnesses[0], notices=(*notices, *witnesses[0].notices))
        witnesses = (first, *witnesses[1:])
    return ReadWitnesses(witnesses, format_, options.settings.hyphens is Hyphens.LEXICON)


def _told_markdown(files: WitnessFiles, witness: Witness, options: ReadOptions) -> Iterable[str]:
    """Yield a sentence if a file that only its name calls Markdown has other words when it is read as plain text."""
    plain = b"\n".join(source.content for source in files.sources).decode(options.encoding, "replace")
    if plain.removeprefix("\ufeff").split() != witness.text.split():
        yield (
            f"{options.file}: read as Markdown, because of its name; to read it as plain text, "
            'write format = "plain" under [read], or --read format=plain'
        )


def words_of(read: Sequence[ReadWitnesses | None]) -> WorkWords | None:
    """Return the words of a work, if some of its witnesses are to be read again with them."""
    if not any(r and r.needs_words for r in read):
        return None
    return known_words(w for r in read if r for w in r.witnesses)


def require_read_tables(tables: Sequence[SettingsTable]) -> None:
    """Raise ConfigError, with file and line, for a mistake in tables `[read]` that many witnesses share."""
    for table in tables:
        table.require_known_keys(KEYS)
        if "profile" in table.values:
            named_profile(table)
    if tables:
        place_settings_of(tables)
        read_settings([_without_patterns(table)[0] for table in tables])


def format_of_files(files: WitnessFiles, tables: Sequence[SettingsTable]) -> SourceFormat:
    """Return the format that the last table names, or that of the first file."""
    table = _value(tables, "format")
    if table is not None and (name := table.string("format")):
        try:
            return known_format(name)
        except ConfigError as error:
            raise table.error("format", str(error)) from None
    return known_format(files.format) if files.format else format_of(files.sources[0])


def _value(tables: Sequence[SettingsTable], key: str) -> SettingsTable | None:
    """Return the last table that has a key."""
    return next((table for table in reversed(tables) if key in table.values), None)


def _marked_up_options(
    files: WitnessFiles, options: ReadOptions, tables: Sequence[SettingsTable], format_: SourceFormat
) -> tuple[ReadOptions, list[str]]:
    """Return the options with the settings for a marked-up source, and what is to be told of them."""
    told: list[str] = []
    naming = _value(tables, "profile")
    if naming is not None and naming.string("profile"):
        profile = named_profile(naming)
    else:
        profile = found_profile(files.sources, format_.name)
        if profile is not None:
            told.append(_found(options.file, profile))
    beginning = replace(read_settings([profile.settings]), stated=frozenset()) if profile else DEFAULT_SETTINGS
    layers: list[SettingsTable] = []
    for table in tables:
        fitting, patterns = _without_patterns(table)
        layers.append(fitting)
        told += [
            f"{options.file}: places.{system} is a pattern for plain text, and says nothing of {format_.title}"
            for system in patterns
        ]
    return replace(options, settings=read_settings(layers, beginning), entities=_entities(tables)), told


def _found(file: str, profile: ReadProfile) -> str:
    return (
        f"{file}: read as a file of {profile.title}, with the profile {profile.name}; "
        'to read it without, write profile = "none" under [read], or --profile none'
    )


def _without_patterns(table: SettingsTable) -> tuple[SettingsTable, list[str]]:
    """Return a table without those rows of `places` that are patterns for plain text, and their systems."""
    places = table.values.get("places")
    if not isinstance(places, dict):
        return table, []
    patterns = [system for system, rule in places.items() if isinstance(rule, str) and is_pattern(rule)]
    kept = {system: rule for system, rule in places.items() if system not in patterns}
    return replace(table, values={**table.values, "places": kept}), patterns


def _entities(tables: Sequence[SettingsTable]) -> str:
    """Return the text of the local file that declares entities, "" if none is named."""
    table = _value(tables, "entities")
    if table is None or not table.string("entities"):
        return ""
    path = table.file_path("entities")
    try:
        return read_bytes(path, LARGEST_SETTINGS).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise table.error("entities", f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except ReadError as error:
        raise table.error("entities", str(error)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a valid file name"
        raise table.error("entities", f"{path}: {why}; check the name of the file") from None


def with_foreign_keys_told(
    witnesses: Sequence[Witness],
    layers: Sequence[tuple[SettingsTable, ...]],
    read: Sequence[ReadWitnesses | None],
) -> tuple[Witness, ...]:
    """Return the witnesses; the first one tells which settings no format has that they are made for.

    `layers` are the tables `[read]` of each file, and `read` the witnesses in it, None if it could not be read.
    """
    if not any(layers) or not witnesses or not all(read):
        return tuple(witnesses)
    made_for: dict[int, tuple[SettingsTable, list[SourceFormat]]] = {}
    for layer, own in zip(layers, read, strict=True):
        for table in layer:
            if own and table.path[:1] != ("tool",):  # a project may have settings for the formats of other works
                made_for.setdefault(id(table), (table, []))[1].append(own.format)
    notices = [notice for table, formats in made_for.values() for notice in _foreign_keys(table, formats)]
    if not notices:
        return tuple(witnesses)
    first = replace(witnesses[0], notices=(*notices, *witnesses[0].notices))
    return (first, *witnesses[1:])


def _foreign_keys(table: SettingsTable, formats: Collection[SourceFormat]) -> Iterable[str]:
    """Yield a sentence for each key of a table that none of the formats has that it is made for."""
    titles = " and ".join(dict.fromkeys(format_.title for format_ in formats))
    has = "has" if len({format_.name for format_ in formats}) == 1 else "have"
    for key, value in table.values.items():
        name = "places" if key == "verse" else key
        if (key, value) == ("hand", "last"):  # what every reader does, and what `diff` asks for
            continue
        if not any(name in format_.keys for format_ in formats):
            yield str(table.error(key, f"{key} changes nothing: {titles} {has} no such setting"))
