"""What `collate corpus` does."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.cli import exit_codes
from collate.cli.output import print_line, print_message
from collate.cli.progress import duration, progress_shown
from collate.corpus.jobs import JobName, JobOptions
from collate.corpus.manifest import WorkRecord
from collate.corpus.running import MOST_NAMED, CorpusOptions, CorpusResult, run_corpus
from collate.errors import OptionError, WriteError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.presence import is_file
from collate.files.read_choices import ReadChoices
from collate.model.language import language_error
from collate.model.progress import Progress
from collate.rendering.formats import FILE_FORMATS, unknown_format

MINUTE: Final = 60.0  # seconds between two lines where there is no terminal
_DASK_ADDRESS: Final = "DASK_SCHEDULER_ADDRESS"  # as Dask itself reads it


@dataclass(frozen=True, slots=True)
class CorpusCommandOptions:
    """The arguments and options of `collate corpus`, with lists split into their items."""

    source: str
    output: str
    job: str
    formats: tuple[str, ...]
    base: str | None
    jobs: int | None
    scheduler: str
    uses_dask: bool
    retry_failed: bool
    with_data: bool
    is_strict: bool
    language: str
    encoding: Encodings
    permissions: Permissions
    choices: ReadChoices


def run_corpus_command(command_options: CorpusCommandOptions) -> int:
    """Run the job over the corpus, tell what failed, and return the exit code."""
    options = _corpus_options(command_options)
    with progress_shown() as line, _minutely() as minutely:
        result = run_corpus(options, line or minutely, _tell_failed)
    for failure in result.failures:
        print_message(f"note: {failure}")
    for note in result.notes:
        print_message(f"note: {note}")
    for text in _failed_before(result, options):
        print_message(text)
    for text in _told(result, options):
        print_line(text)
    return exit_codes.DIFFERENCES if result.summary.failed or result.failures else exit_codes.SUCCESS


def _corpus_options(command_options: CorpusCommandOptions) -> CorpusOptions:
    """Return the options of the run. Raises OptionError and WriteError for what cannot be."""
    job = JobName(command_options.job)
    for name in command_options.formats:
        if name not in FILE_FORMATS:
            raise unknown_format(name, FILE_FORMATS)
    if job is not JobName.REPORT and (command_options.formats or command_options.base):
        raise OptionError("--format and --base belong to --job report; leave them out")
    if job is not JobName.CHECK and (command_options.is_strict or command_options.language):
        raise OptionError("--strict and --language belong to --job check; leave them out")
    if command_options.language and (why := language_error(command_options.language)):
        raise OptionError(f"--{why}")
    if not command_options.output or is_file(command_options.output):
        raise WriteError(
            f"{command_options.output or 'the path of -o'}: not a folder; name the folder of the results with -o"
        )
    return CorpusOptions(
        source=command_options.source,
        output=Path(command_options.output),
        job=JobOptions(
            job=job,
            formats=command_options.formats,
            base=command_options.base,
            with_data=command_options.with_data and job is JobName.REPORT,
            is_strict=command_options.is_strict,
            language=command_options.language,
            encoding=command_options.encoding,
            choices=command_options.choices,
            permissions=command_options.permissions,
        ),
        jobs=command_options.jobs or _cores(),
        scheduler=_scheduler(command_options),
        retry_failed=command_options.retry_failed,
    )


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _scheduler(command_options: CorpusCommandOptions) -> str:
    address = command_options.scheduler
    if command_options.uses_dask and not address:
        address = os.environ.get(_DASK_ADDRESS, "")
        if not address:
            raise OptionError(f"--dask: {_DASK_ADDRESS} is not set; set it, or name the scheduler with --scheduler")
    if address and command_options.jobs:
        raise OptionError(
            "--jobs is for processes on this machine, and --scheduler for a cluster; leave one of them out"
        )
    return address


def _tell_failed(record: WorkRecord) -> None:
    print_message(f"failed: {record.work}: {record.error}")


def _failed_before(result: CorpusResult, options: CorpusOptions) -> Iterator[str]:
    """Yield the first works that failed in an earlier run, and what to do to have them done again."""
    before = result.failed_before
    for record in before[:MOST_NAMED]:
        yield f"failed before: {record.work}: {record.error}"
    if len(before) > MOST_NAMED:
        yield f"and {len(before) - MOST_NAMED:,} more that failed before: see {options.output / 'index.html'}"
    if before:
        yield "note: nothing has changed in what failed before; run with --retry-failed to do it again"


def _told(result: CorpusResult, options: CorpusOptions) -> Iterator[str]:
    """Yield what is printed at the end."""
    summary = result.summary
    yield (
        f"{counted(summary.works, 'work')}: {result.done_now:,} done now, {result.unchanged:,} unchanged, "
        f"{len(summary.failed):,} failed"
    )
    for kind, count in summary.kinds.items():
        yield f"  {kind} {count:,}"
    yield f"wrote {options.output / 'index.html'}"


@contextmanager
def _minutely() -> Iterator[Progress | None]:
    """Tell the stage and the share once a minute, in lines, for logs and other programs than a terminal."""
    began = told = time.monotonic()

    def report(stage: str, share: float) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < MINUTE:
            return
        told = now
        left = f", about {duration((now - began) * (1 - share) / share)} left" if share > 0 else ""
        print_message(f"{stage}: {int(100 * share)} %, {duration(now - began)} so far{left}")

    yield None if sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI") else report
