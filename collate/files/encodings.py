"""The encodings that a user names: one for all files, and others for single files."""

from collections.abc import Sequence
from pathlib import Path
from string import ascii_uppercase

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.errors import OptionError
from collate.files.boundary import resolved_path


@dataclass(frozen=True, slots=True)
class Encodings:
    """The encoding of all files, and the encodings of single ones by the name with which the user means them.

    Such a name is a siglum, a path, the name of a file without its folder, or a letter: A for the first file.
    """

    default: str = "utf-8"
    named: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return repr_line("Encodings", ", ".join([self.default, *(f"{name}={e}" for name, e in self.named)]))

    def of_files(self, files: Sequence[tuple[str, str]], own: Sequence[str] | None = None) -> list[str]:
        """Return the encoding of each file; `files` are its siglum and its path, `own` what it has if none is named.

        Raises OptionError if a name means no file, or more than one.
        """
        encodings = list(own) if own is not None else [self.default] * len(files)
        taken: dict[int, str] = {}
        for name, encoding in self.named:
            k = file_named(name, files, f"--encoding {name}=")
            if k in taken:
                raise OptionError(
                    f"--encoding {name}={encoding}: {taken[k]} is named for this file too; leave one of them out"
                )
            taken[k] = encodings[k] = encoding
        return encodings

    def with_paths(self, named: Sequence[tuple[Path, str]]) -> "Encodings":
        """Return the same encodings with others for files that are named by their path."""
        return Encodings(self.default, (*self.named, *((_full(path), encoding) for path, encoding in named)))

    def named_for(self, path: Path) -> str:
        """Return the encoding that is named for a path, or an empty string; the names are those of `with_paths`."""
        return dict(self.named).get(_full(path), "") if self.named else ""

    def of_path(self, path: Path) -> str:
        """Return the encoding of a file; the names are those of `with_paths`."""
        return self.named_for(path) or self.default


def _full(path: Path) -> str:
    return str(resolved_path(path) or path)


def parse_encodings(values: Sequence[str]) -> Encodings:
    """Return the encodings of `--encoding cp1252` and `--encoding A=cp1252`; of bare ones the last counts."""
    named = tuple((name, encoding) for name, equals, encoding in (v.rpartition("=") for v in values) if equals)
    for name, encoding in named:
        if not name or not encoding:
            raise OptionError(f"--encoding {name}={encoding}: write it so: --encoding A=cp1252")
    bare = [value for value in values if "=" not in value]
    return Encodings(bare[-1], named) if bare else Encodings(named=named)


def as_encodings(encoding: "str | Encodings") -> Encodings:
    """Return an encoding of all files as encodings."""
    return encoding if isinstance(encoding, Encodings) else Encodings(encoding)


def file_named(name: str, files: Sequence[tuple[str, str]], option: str) -> int:
    """Return the number of the file that a name means: its siglum comes before its path, its name and its letter.

    `files` are the siglum and the path of each. Raises OptionError, which begins with the option, if a name means no
    file, or more than one.
    """
    letters = ascii_uppercase[: len(files)]
    ways = (
        [siglum for siglum, _ in files],
        [path for _, path in files],
        [Path(path).name for _, path in files],
        list(letters),
    )
    for names in ways:
        found = [k for k, known in enumerate(names) if known == name]
        if len(found) > 1:
            raise OptionError(f"{option}: {len(found)} files have this name; use a siglum or a path")
        if found:
            return found[0]
    known = ", ".join(dict.fromkeys([*ways[0], *letters]))
    raise OptionError(f"{option}: no file and no witness has this name; use one of {known}")
