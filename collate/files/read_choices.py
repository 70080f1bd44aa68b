"""What a user asks of readers on the command line: `--read`, `--hand` and `--profile`, for all files or for one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.files.encodings import file_named

_NAMED = late_regex(r"(?P<file>[^=\[]+):(?P<setting>[^:=]+=.*|[^:=\[]+\[.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadChoices:
    """Settings of readers, each `KEY=VALUE`: for all files, and for single ones by the name that the user gives.

    common  for all files
    named   for one file: its name, the setting, and the option as it was written
    hands   the hands that are named for all files, in order
    takes_one_hand
            whether the last hand is read where settings ask for all of them
    """

    common: tuple[str, ...] = ()
    named: tuple[tuple[str, str, str], ...] = ()
    hands: tuple[str, ...] = ()
    takes_one_hand: bool = False

    def __repr__(self) -> str:
        return repr_line("ReadChoices", " ".join([*self.common, *(f"{file}:{row}" for file, row, _ in self.named)]))

    def __bool__(self) -> bool:
        return bool(self.common or self.named)

    def with_last_hands(self) -> "ReadChoices":
        """Return the choices for a command that takes one text of each file: the last state, if no hand is named.

        A hand that the settings of the project name is read, but not all hands.
        """
        if any(setting.startswith("hand=") for setting in (*self.common, *(row for _, row, _ in self.named))):
            return self
        return replace(self, takes_one_hand=True)

    def of_files(self, files: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
        """Return the settings of each file; `files` are its siglum and its path.

        Raises OptionError if a name means no file, or more than one.
        """
        found = [self.common for _ in files]
        for name, setting, option in self.named:
            k = file_named(name, files, option)
            found[k] = (*found[k], setting)
        return found


NO_CHOICES = ReadChoices()


def parse_read_choices(settings: Sequence[str], hands: Sequence[str], profile: str | None) -> ReadChoices:
    """Return what `--read`, `--hand` and `--profile` say.

    `--read hand=first` is for all files, `--read A:hand=first` and `--hand A=first` for one.
    """
    common, named = [], []
    for setting in settings:
        match = _NAMED.fullmatch(setting)
        if match:
            named.append((match["file"], match["setting"], f"--read {setting}"))
        else:
            common.append(setting)
    if profile is not None:
        common.append(f"profile={profile}")
    bare = [hand for hand in hands if "=" not in hand]
    if bare:
        common.append(f"hand={bare[-1]}")
    for hand in hands:
        file, equals, name = hand.rpartition("=")
        if equals:
            named.append((file, f"hand={name}", f"--hand {hand}"))
    return ReadChoices(tuple(common), tuple(named), tuple(bare))
