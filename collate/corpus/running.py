"""Run a job over a corpus: find the works, leave out those that are done, do the others, and count over all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.corpus.batches import Batch, count_buckets, divide
from collate.corpus.data_set import DATA, has_data_set, merge_readings, versions_on_disk
from collate.corpus.doing import DoneBatch
from collate.corpus.fingerprints import inputs_fingerprint, settings_fingerprint, size_of_work
from collate.corpus.jobs import JobName, JobOptions, results_folder
from collate.corpus.local import map_locally
from collate.corpus.manifest import (
    LastRecord,
    WorkRecord,
    WorkState,
    add_records,
    last_records,
    present_records,
)
from collate.corpus.summary import CorpusSummary, summarise
from collate.corpus.summary_files import summary_files
from collate.corpus.works import CorpusWork, find_works, is_possible_name
from collate.errors import CollateError, WriteError
from collate.files.boundary import resolved_path
from collate.files.folder_lock import folder_locked
from collate.files.folders import make_folder
from collate.files.presence import is_file
from collate.files.removal import remove_written
from collate.files.write import write_files
from collate.model.progress import Progress, tracked

MOST_NAMED: Final = 5  # files or works that a note names
_LOCK: Final = ".lock"  # a folder that is locked while a run writes


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """Where the works are, where the results go, and who does the work.

    source        a folder of works, or a list of works
    output        the folder of the results
    job           what is done with each work
    jobs          processes on this machine
    scheduler     address of a Dask scheduler, in place of processes on this machine; empty for none
    retry_failed  whether works that failed are done again although nothing has changed
    """

    source: str
    output: Path
    job: JobOptions = field(default_factory=JobOptions)
    jobs: int = 1
    scheduler: str = ""
    retry_failed: bool = False

    def __repr__(self) -> str:
        return repr_line("CorpusOptions", f"{self.source}: {self.job.job}")


@dataclass(frozen=True, slots=True)
class CorpusResult:
    """What a run did: the summary of all works, and how many of them it did itself.

    summary    counts over all works
    done_now   works that this run did
    unchanged  works whose results were there already
    failures   folders that could not be read
    notes      what the user should know
    failed_before  works that failed in an earlier run, and that were not done again
    """

    summary: CorpusSummary
    done_now: int
    unchanged: int
    failures: tuple[CollateError, ...] = ()
    notes: tuple[str, ...] = ()
    failed_before: tuple[WorkRecord, ...] = ()

    def __repr__(self) -> str:
        return repr_line("CorpusResult", f"{self.done_now} done, {self.unchanged} unchanged")


def run_corpus(
    options: CorpusOptions, progress: Progress | None = None, tell: Callable[[WorkRecord], None] | None = None
) -> CorpusResult:
    """Run a job over a corpus, and write its results, the manifest, the data set and the summary.

    `tell` gets the record of each work that fails, while the run goes on.

    Raises ReadError for a source without works, WriteError where the results cannot be written.
    """
    failures: list[CollateError] = []
    works = find_works(options.source, options.job.permissions, failures)
    _require_outside(options.output, works)
    job = options.job
    notes = []
    if job.with_data and find_spec("pyarrow") is None:
        job = replace(job, with_data=False)
        notes.append(
            "the data set of readings is left out, because pyarrow is not installed; pip install 'textcollate[corpus]'"
        )
    with _locked(options.output):
        last = last_records(options.output)
        _require_same_job(options, last)
        todo = _works_to_do(works, last, options, job, progress)
        sizes = [size_of_work(work) for work in todo]
        batches = divide(todo, sizes, count_buckets(len(works)))
        mapped = _mapped(batches, options, job)
        removed: list[str] = []
        for record in _recorded(mapped, last, options.output, sum(sizes), progress):
            if record.work in last:
                removed += _remove_old(record, last[record.work], options.output)
            if tell is not None and record.state is WorkState.FAILED:
                tell(record)
        if removed:
            notes.append(_removed_note(removed))
        names = [work.name for work in works]
        if job.with_data:
            versions = {
                record.work: record.version_of_readings
                for record in present_records(options.output, names)
                if record.state is WorkState.DONE
            }
            merge_readings(options.output, versions, progress)
        elif has_data_set(options.output):
            notes.append(_old_data_note(options))
        summary = summarise(present_records(options.output, names))
        write_files(summary_files(options.output, summary, present_records(options.output, names)))
    done = {work.name for work in todo}
    failed_before = tuple(record for record in summary.failed if record.work not in done)
    return CorpusResult(summary, len(todo), len(works) - len(todo), tuple(failures), tuple(notes), failed_before)


def _require_outside(output: Path, works: Sequence[CorpusWork]) -> None:
    """Raise WriteError if the results would be written into a work: they would be files of it in the next run."""
    whole = resolved_path(output) or output
    for work in works:
        if whole.is_relative_to(resolved_path(work.folder) or work.folder):
            raise WriteError(f"{output}: this folder is in the work {work.folder}; choose another folder with -o")


def _require_same_job(options: CorpusOptions, last: Mapping[str, LastRecord]) -> None:
    """Raise WriteError if the folder has the results of another job: they would be mixed, or replaced."""
    job = options.job.job
    for other in JobName:
        if other is not job and any(record.job is other for record in last.values()):
            raise WriteError(
                f"{options.output}: this folder has the results of --job {other}; "
                f"name another folder with -o for --job {job}"
            )


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Keep other runs out of the folder of the results."""
    lock = output / _LOCK
    make_folder(lock)
    with folder_locked(lock):
        yield


def _with_kept(record: WorkRecord, work: CorpusWork, before: LastRecord | None, output: Path) -> WorkRecord:
    """Return a record that names the earlier results too that are not written again, if the work has not changed.

    They are reports in other formats, or those of a work that fails with other options.
    """
    if before is None:
        return record
    kept = [name for name in before.files if name not in record.files]
    if not kept or inputs_fingerprint(work, before.elsewhere) != before.inputs:
        return record
    folder = results_folder(output, work)
    there = [name for name in kept if is_possible_name(name) and is_file(folder / name)]
    return replace(record, files=(*record.files, *there))


def _remove_old(record: WorkRecord, before: LastRecord, output: Path) -> list[str]:
    """Remove the results of an earlier state of a work that are none of its present state, and return their names."""
    folder = output / "works" / record.work
    # The manifest may have been changed by somebody else.
    names = [name for name in before.files if name not in record.files and is_possible_name(name)]
    for name in names:
        remove_written(folder / name)
    return [f"{record.work}/{name}" for name in names]


def _removed_note(removed: Sequence[str]) -> str:
    """Return what to tell of earlier results that were removed."""
    were = "files of earlier results were" if len(removed) > 1 else "file of earlier results was"
    more = f" and {len(removed) - MOST_NAMED:,} more" if len(removed) > MOST_NAMED else ""
    return (
        f"{len(removed):,} {were} removed, because their works have changed: "
        f"{', '.join(removed[:MOST_NAMED])}{more}; name all formats that you need to write them again"
    )


def _old_data_note(options: CorpusOptions) -> str:
    """Return what to tell of a data set that this run does not renew."""
    told = f"{options.output / DATA} is the data set of an earlier run"
    if options.job.job is not JobName.REPORT:
        return f"{told}; this job does not renew it"
    if options.job.with_data:
        return f"{told}; install pyarrow and run again to renew it"
    return f"{told}; run without --no-data to renew it"


def _works_to_do(
    works: Sequence[CorpusWork],
    last: Mapping[str, LastRecord],
    options: CorpusOptions,
    job: JobOptions,
    progress: Progress | None,
) -> list[CorpusWork]:
    """Return the works that have no results of their present state."""
    settings = settings_fingerprint(job)
    on_disk = versions_on_disk(options.output) if job.with_data and last else {}
    todo = []
    for work in tracked(works, len(works), "looking for changes", progress):
        record = last.get(work.name)
        if record is None or not _is_done(work, record, settings, options, job, on_disk):
            todo.append(work)
    return todo


def _is_done(
    work: CorpusWork,
    record: LastRecord,
    settings: str,
    options: CorpusOptions,
    job: JobOptions,
    on_disk: dict[str, set[str]],
) -> bool:
    if record.settings != settings or record.inputs != inputs_fingerprint(work, record.elsewhere):
        return False
    folder = results_folder(options.output, work)
    if not all(is_file(folder / name) for name in record.files):
        return False
    if record.state is WorkState.FAILED:
        return not options.retry_failed
    return not job.with_data or record.version_of_readings in on_disk.get(work.name, ())


def _mapped(batches: Sequence[Batch], options: CorpusOptions, job: JobOptions) -> Iterator[tuple[Batch, DoneBatch]]:
    if not batches:
        return iter(())
    if options.scheduler:
        from collate.corpus.cluster import map_on_cluster  # late: it imports dask

        # The workers of a cluster have current folders of their own.
        here = Path.cwd()
        roots = tuple(here / root for root in job.permissions.roots)
        job = replace(job, permissions=replace(job.permissions, roots=roots))
        moved = [replace(b, works=tuple(CorpusWork(w.name, here / w.folder) for w in b.works)) for b in batches]
        return map_on_cluster(moved, here / options.output, job, options.scheduler)
    return map_locally(batches, options.output, job, options.jobs)


def _recorded(
    mapped: Iterable[tuple[Batch, DoneBatch]],
    last: Mapping[str, LastRecord],
    output: Path,
    cost: int,
    progress: Progress | None,
) -> Iterator[WorkRecord]:
    """Add each batch to the manifest when it is done, and yield its records; `last` are those of earlier runs."""
    done = 0
    if progress is not None:
        progress("working", 0.0)
    for batch, result in mapped:
        works = {work.name: work for work in batch.works}
        records = [_with_kept(r, works[r.work], last.get(r.work), output) for r in result.records]
        add_records(output, records)
        done += batch.cost
        if progress is not None:
            progress("working", min(1.0, done / cost) if cost else 1.0)
        yield from records
