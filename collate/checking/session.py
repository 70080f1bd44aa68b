"""The options of a check, and its result."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from collate._dataclass import dataclass
from collate.checking.settings import OCR, CheckSettings, parse_settings, project_settings
from collate.errors import CollateError, ReadError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path
from collate.files.encodings import Encodings
from collate.files.read import STDIN
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.files.toml import SettingsTable
from collate.model.findings import Finding
from collate.model.progress import Progress
from collate.model.witness import Witness


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of one check.

    root             the root of the project
    select           rules to run, instead of those of the settings
    ignore           rules to leave out, besides those of the settings
    baseline         a baseline file, instead of that of the settings
    use_baseline     False: behave as if there were no baseline
    encoding         that of all files, and of single ones by their full path
    include_known    True: report the findings that the baseline accepts, too
    permissions      what the user allows the settings of projects and works
    progress         what gets each stage and its share
    choices          what the user asks of readers
    language         that of all texts, instead of that of their works
    """

    root: Path
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    encoding: Encodings = field(default_factory=Encodings)
    aligner: str = "native"
    use_baseline: bool = True
    include_known: bool = False
    permissions: Permissions = NO_PERMISSIONS
    progress: Progress | None = None
    choices: ReadChoices = NO_CHOICES
    language: str = ""

    def override(self, settings: CheckSettings) -> CheckSettings:
        """Return the settings of a project with these options in place of them."""
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=self.ignore if self.select else (*settings.ignore, *self.ignore),
            baseline=self.baseline or settings.baseline,
        )

    def settings_of_file(self, folder: Path) -> CheckSettings:
        """Return the settings for the files of a folder that is no work."""
        return self.override(project_settings(folder, self.permissions))

    def settings_of_work(self, table: SettingsTable, folder: Path) -> CheckSettings:
        """Return the settings for a work: those of its project, and over them its own table `[check]`."""
        settings = parse_settings(table.table("check"), project_settings(folder, self.permissions))
        return self.override(replace(settings, ocr=table.boolean(OCR) if OCR in table.values else settings.ocr))

    def language_of(self, settings: CheckSettings, work_language: str = "") -> str:
        """Return the language of a text: as the user says, else its work, else its project."""
        return self.language or work_language or settings.language

    def display_files(self, witness: Witness, folder: Path | None = None) -> tuple[str, ...]:
        """Return the paths of all files of a witness, as findings show them; none if it has only one."""
        if len(witness.sources) < 2:
            return ()
        return tuple(self.display_path((folder or Path()) / source.file) for source in witness.sources)

    def display_path(self, path: Path) -> str:
        """Return a path as findings show it: relative to the root, with slashes; absolute if it is outside."""
        if str(path) == STDIN:
            return STDIN
        full = Path.cwd() / path
        resolved = resolved_path(full) or full
        for candidate in (Path(os.path.normpath(full)), resolved):
            if candidate.is_relative_to(self.root):
                return candidate.relative_to(self.root).as_posix()
        return resolved.as_posix()


@dataclass(slots=True)
class BaselineContent:
    """What a baseline would hold: the findings of its files, and the apparatus entries (id: line) of its works."""

    findings: list[Finding] = field(default_factory=list)
    entries: dict[str, dict[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<BaselineContent: {len(self.findings)} findings, entries of {len(self.entries)} works>"


@dataclass(slots=True)
class CheckResult:
    """The result of a check.

    findings         the findings that no comment and no baseline accepts
    known_count      how many findings the baselines accept
    obsolete_count   how many findings of the baselines no longer occur
    file_count       how many files were checked
    failures         what could not be checked, and why
    notes            what was left out
    inputs           the files that were read
    by_baseline      all findings, by the baseline file that may accept them
    """

    findings: list[Finding] = field(default_factory=list)
    known_count: int = 0
    obsolete_count: int = 0
    file_count: int = 0
    failures: list[CollateError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    inputs: list[Path] = field(default_factory=list)
    by_baseline: dict[Path | None, BaselineContent] = field(default_factory=dict)

    def add(self, settings: CheckSettings, findings: Iterable[Finding]) -> None:
        """Add findings, without those that the settings ignore in their file."""
        content = self.by_baseline.setdefault(settings.baseline, BaselineContent())
        content.findings += [
            f for f in findings if not settings.per_file_ignores or not settings.ignores_in(f.path, f.rule)
        ]

    @contextmanager
    def collecting_failures(self) -> Iterator[None]:
        """Run a step of the check; if it fails, keep the error and go on."""
        try:
            yield
        except CollateError as error:
            self.failures.append(error)
        except OSError as error:
            self.failures.append(ReadError(f"{error.filename}: {error.strerror}; the file was there before the check"))

    def __repr__(self) -> str:
        counts = f"{len(self.findings)} findings, {self.known_count} known, {len(self.failures)} failures"
        return f"<CheckResult of {self.file_count} files: {counts}>"
