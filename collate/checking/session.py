"""What a run is told, and what comes of it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from collate.checking.settings import CheckSettings
from collate.errors import CollateError, ReadError
from collate.files.read import STDIN
from collate.model.findings import Finding


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a run is told: rules to ask instead of those of the settings, and rules to leave out besides.

    `root` is the project. Without `by_baseline` nothing is known; with
    `known_too` what is known is told all the same.
    """

    root: Path
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    encoding: str = "utf-8"
    aligner: str = "native"
    by_baseline: bool = True
    known_too: bool = False

    def over(self, settings: CheckSettings) -> CheckSettings:
        """Lay what a run is told over what a project says."""
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=self.ignore if self.select else (*settings.ignore, *self.ignore),
            baseline=self.baseline or settings.baseline,
        )

    def cited(self, path: Path) -> str:
        """Name a file as findings do: from the root of the project, with slashes; in full where it lies outside."""
        if str(path) == STDIN:
            return STDIN
        full = Path.cwd() / path
        for seen in (Path(os.path.normpath(full)), full.resolve()):
            if seen.is_relative_to(self.root):
                return seen.relative_to(self.root).as_posix()
        return full.resolve().as_posix()


@dataclass(slots=True)
class BaselineEntries:
    """What a baseline would hold: the findings that it is asked about, and the entries of works."""

    findings: list[Finding] = field(default_factory=list)
    apparatus: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class CheckResult:
    """What came of a run: findings that are not known, how many are known, and what could not be checked.

    `by_baseline` are all findings, by the file of the baseline that may know them; `gone` counts what baselines know
    and nobody found.
    """

    findings: list[Finding] = field(default_factory=list)
    known: int = 0
    gone: int = 0
    files: int = 0
    troubles: list[CollateError] = field(default_factory=list)
    by_baseline: dict[Path | None, BaselineEntries] = field(default_factory=dict)

    def add(self, settings: CheckSettings, findings: Iterable[Finding]) -> None:
        """Put findings down, but those that a file is spared."""
        kept = self.by_baseline.setdefault(settings.baseline, BaselineEntries()).findings
        kept += [f for f in findings if not settings.per_file or not settings.spares(f.path, f.rule)]

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Take a step; where it cannot be taken, note why, and go on."""
        try:
            yield
        except CollateError as error:
            self.troubles.append(error)
        except OSError as error:
            self.troubles.append(ReadError(f"{error.filename}: {error.strerror}; it was there before"))
