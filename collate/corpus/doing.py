"""Do the works of one batch: what runs in a worker, on this machine or on another one."""

import time
import traceback
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate._version import __version__
from collate.apparatus import Apparatus
from collate.corpus.batches import Batch
from collate.corpus.fingerprints import WorkInputs, inputs_of_work, settings_fingerprint
from collate.corpus.jobs import JOBS, JobName, JobOptions, JobResult, results_folder
from collate.corpus.manifest import WorkRecord, WorkState
from collate.corpus.works import CorpusWork
from collate.errors import CollateError, ReadError, WriteError
from collate.files.folders import require_writable
from collate.files.presence import is_entry, is_folder
from collate.files.read_record import reads_recorded
from collate.files.write import write_files
from collate.reading.work import CONFIG

STAGED: Final = "staged"  # the folder of readings that are not yet in the data set
LOST: Final = (
    "its process ended without an answer, as it does when memory runs out or when somebody ends it; "
    "run again with --retry-failed, and with fewer --jobs if memory is short"
)


@dataclass(frozen=True, slots=True)
class DoneBatch:
    """The records of the works of a batch, and the version of the program that did them."""

    records: tuple[WorkRecord, ...]
    version: str = __version__

    def __repr__(self) -> str:
        return f"<DoneBatch: {counted(len(self.records), 'record')}>"


def do_batch(batch: Batch, output: Path, options: JobOptions) -> DoneBatch:
    """Do the works of a batch, write their results, and return their records. No fault of a work stops the others."""
    settings = settings_fingerprint(options)
    records: list[WorkRecord] = []
    kept = []
    for work in batch.works:
        record, table = _do_work(work, output, options, settings)
        records.append(record)
        if table is not None:
            kept.append((record, table))
    if kept:
        from collate.corpus.readings import staged_readings  # late: it imports pyarrow

        name = f"{batch.name}.parquet"
        write_files({output / STAGED / name: staged_readings(kept)})
    return DoneBatch(tuple(records))


def lost_batch(batch: Batch, options: JobOptions) -> DoneBatch:
    """Return the records of a batch whose process ended without an answer."""
    settings = settings_fingerprint(options)
    return DoneBatch(
        tuple(_failed(work, inputs_of_work(work, {}), options.job, settings, LOST) for work in batch.works)
    )


def _do_work(work: CorpusWork, output: Path, options: JobOptions, settings: str) -> tuple[WorkRecord, object]:
    """Do one work; return its record, and a table of its readings if they are kept, else None.

    Raises WriteError when nothing can be written: that is no fault of the work.
    """
    began = time.perf_counter()
    with reads_recorded() as read:
        try:
            _require_settings(work)
            result = JOBS[options.job](work, options)
            folder = results_folder(output, work)
            write_files({folder / name: content for name, content in result.contents.items()})
            inputs = inputs_of_work(work, read)
            record = _record(work, inputs, options.job, settings, result, time.perf_counter() - began)
            return record, _readings(record, result.apparatus)
        except WriteError as error:
            require_writable(output / STAGED)
            why = str(error)
        except CollateError as error:
            why = _with_folder(str(error), work.folder)
        except MemoryError:
            why = "there is not enough memory for it; run with fewer --jobs"
        except Exception as error:  # a fault of ours must not stop the other works
            why = _fault(error)
    return _failed(work, inputs_of_work(work, read), options.job, settings, why, time.perf_counter() - began), None


def _require_settings(work: CorpusWork) -> None:
    """Raise ReadError for a folder without settings: a list names it, or it was removed since it was found."""
    if not is_entry(work.folder / CONFIG):
        raise ReadError(f"{work.folder}: no {CONFIG} in this folder, so it is no work; check its path")


def _with_folder(message: str, folder: Path) -> str:
    """Return a message with the folder of its work before the name of the file, if it begins with one of this folder.

    Reports show the files of a work by their names there, which many works have.
    """
    name, colon, _ = message.partition(":")
    first = folder / name.split("/")[0]
    if not colon or message.startswith(str(folder)) or not (is_entry(first) or is_folder(first)):
        return message
    return f"{folder / name}{message[len(name) :]}"


def _readings(record: WorkRecord, apparatus: Apparatus | None) -> object:
    """Return the table of the readings of a work; None if they are not kept."""
    if apparatus is None:
        return None
    from collate.corpus.readings import readings_of  # late: it imports pyarrow

    return readings_of(record, apparatus)


def _record(
    work: CorpusWork, inputs: WorkInputs, job: JobName, settings: str, result: JobResult, seconds: float
) -> WorkRecord:
    return WorkRecord(
        work.name,
        job,
        WorkState.FAILED if result.failure else WorkState.DONE,
        inputs.fingerprint,
        settings,
        seconds,
        result.figures,
        tuple(result.contents),
        result.notes,
        inputs.elsewhere,
        result.failure,
    )


def _failed(
    work: CorpusWork, inputs: WorkInputs, job: JobName, settings: str, error: str, seconds: float = 0.0
) -> WorkRecord:
    read = inputs.elsewhere
    return WorkRecord(
        work.name, job, WorkState.FAILED, inputs.fingerprint, settings, seconds, elsewhere=read, error=error
    )


def _fault(error: Exception) -> str:
    """Return what to report of a fault of ours: its last line, and where it happened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    name = Path(last.filename).name
    return f"a fault of collate ({type(error).__name__}: {error}, {name}:{last.lineno}); please report it"
