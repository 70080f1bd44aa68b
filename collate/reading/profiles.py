"""Profiles: the settings `[read]` of projects whose files many people have, and how such a file is recognised.

Each is a file of `data/read_profiles`: its name is that of the profile.

    title = "New Testament manuscripts (INTF, IGNTP)"

    [[recognise]]                  # one of these tables is enough; in one table everything must be so
    format = "tei"                 # as `format` of `[read]`
    root = "TEI"
    namespace = "http://..."       # of the root, or another one that the beginning of the file declares
    words = ["...", "..."]         # each stands in the first 64 KB of the file, for instance in its header
    without = ["..."]              # none of them stands there

    [read]
    abbreviations = "written"
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate._suggestion import suggestion
from collate.files.package_data import DATA, package_files, package_text
from collate.files.toml import SettingsTable, parse_toml
from collate.reading.beginnings import beginning_of
from collate.reading.options import SourceContent

FOLDER: Final = DATA / "read_profiles"
SEARCHED: Final = 1 << 16  # bytes at the beginning of a file
NO_PROFILE: Final = "none"


@dataclass(frozen=True, slots=True)
class Recognition:
    """By what a file is recognised: everything that is not empty must be so.

    format     the name of the format
    root       the name of the root element
    namespace  that the beginning of the file declares
    words      that stand there
    without    words that do not stand there
    """

    format: str = ""
    root: str = ""
    namespace: str = ""
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def fits(self, format_name: str, root: str, text: str) -> bool:
        """Return whether a file is recognised."""
        return (
            self.format in ("", format_name)
            and self.root in ("", root)
            and self.namespace in text
            and all(word in text for word in self.words)
            and not any(word in text for word in self.without)
        )


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """The habits of a project.

    settings     its table `[read]`
    recognised   the ways in which its files are recognised; none: they are not
    """

    name: str
    title: str
    settings: SettingsTable
    recognised: tuple[Recognition, ...] = ()

    def __repr__(self) -> str:
        return repr_line("ReadProfile", self.name)


@cache
def profiles() -> dict[str, ReadProfile]:
    """Return the profiles by name."""
    found = {}
    for path in package_files(FOLDER, ".toml"):
        table = parse_toml(package_text(path), path.name)
        table.require_known_keys(("title", "recognise", "read"))
        ways = tuple(_recognition(t) for t in table.tables("recognise"))
        found[path.stem] = ReadProfile(path.stem, table.string("title", path.stem), table.table("read"), ways)
    return found


def _recognition(table: SettingsTable) -> Recognition:
    table.require_known_keys(("format", "root", "namespace", "words", "without"))
    return Recognition(
        table.string("format", ""),
        table.string("root", ""),
        table.string("namespace", ""),
        table.strings("words"),
        table.strings("without"),
    )


def named_profile(table: SettingsTable) -> ReadProfile | None:
    """Return the profile that a table `[read]` names; None for "none". Raises ConfigError if there is no such one."""
    name = table.string("profile")
    if name == NO_PROFILE:
        return None
    if name not in profiles():
        known = [*profiles(), NO_PROFILE]
        raise table.error("profile", f"there is no profile {name!r}; {suggestion(name, known)}")
    return profiles()[name]


def found_profile(sources: Sequence[SourceContent], format_name: str) -> ReadProfile | None:
    """Return the one profile whose files the first source is one of; None if there is none, or more than one."""
    content = sources[0].content[:SEARCHED]
    beginning = beginning_of(content)
    text = content.decode("utf-8", "replace")
    fitting = [
        p for p in profiles().values() if any(way.fits(format_name, beginning.root, text) for way in p.recognised)
    ]
    return fitting[0] if len(fitting) == 1 else None
