"""The manifest: a line of JSON for each work that was done, so that a later run does only what has changed.

The last line of a work counts. Lines are only added, after the results that they name are on the disk, so a run that is
killed at any moment loses at most the batches that it was doing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.corpus.jobs import Figures, JobName
from collate.errors import ReadError
from collate.files.record_lines import append_lines, whole_lines

MANIFEST: Final = "manifest.jsonl"


class WorkState(StrEnum):
    """What became of a work."""

    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """A line of the manifest: a work, what its results depend on, and what became of it.

    work       its name
    job        what was done with it
    state      whether it is done
    inputs     fingerprint of its files
    settings   fingerprint of the job, its options and the version of the program
    seconds    how long it took
    figures    what was counted
    files      the names of its results
    notes      what the reader of its report should know
    elsewhere  files that it read and that are not in its folder
    error      why it failed, in a sentence; empty if it is done
    """

    work: str
    job: JobName
    state: WorkState
    inputs: str
    settings: str
    seconds: float = 0.0
    figures: Figures = Figures()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    error: str = ""

    def __repr__(self) -> str:
        return repr_line("WorkRecord", f"{self.work}: {self.state}")

    @property
    def version_of_readings(self) -> str:
        """What the rows of this work in the data set are marked with: rows with another mark are of an older state."""
        return _version(self.inputs, self.settings)


@dataclass(frozen=True, slots=True)
class LastRecord:
    """What must be remembered of the last line of a work, to decide whether it is done again; as in `WorkRecord`."""

    job: JobName
    state: WorkState
    inputs: str
    settings: str
    files: tuple[str, ...]
    elsewhere: tuple[str, ...]

    def __repr__(self) -> str:
        return repr_line("LastRecord", f"{self.state} {self.inputs[:8]}")

    @property
    def version_of_readings(self) -> str:
        """As in `WorkRecord`."""
        return _version(self.inputs, self.settings)


def add_records(output: Path, records: Iterable[WorkRecord]) -> None:
    """Add the records of a batch to the manifest, and return when the disk has them."""
    append_lines(output / MANIFEST, [_to_json(record) for record in records])


def last_records(output: Path) -> dict[str, LastRecord]:
    """Return the last record of each work. Raises ReadError, with the line, for what is no record."""
    found: dict[str, LastRecord] = {}
    for _, record in _records(output):
        found[record.work] = LastRecord(
            record.job, record.state, record.inputs, record.settings, record.files, record.elsewhere
        )
    return found


def present_records(output: Path, works: Iterable[str]) -> Iterator[WorkRecord]:
    """Yield the last record of some works, in the order of the manifest; the whole is never in memory."""
    wanted = set(works)
    last = {record.work: number for number, record in _records(output) if record.work in wanted}
    for number, record in _records(output):
        if last.get(record.work) == number:
            yield record


def _version(inputs: str, settings: str) -> str:
    return f"{inputs[:16]}{settings[:16]}"


def _records(output: Path) -> Iterator[tuple[int, WorkRecord]]:
    path = output / MANIFEST
    for number, line in enumerate(whole_lines(path), 1):
        try:
            yield number, _from_json(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ReadError(
                f"{path}:{number}: this line is no record of a work; remove it, or use another folder with -o"
            ) from None


def _to_json(record: WorkRecord) -> str:
    figures = record.figures
    return json.dumps(
        {
            "work": record.work,
            "job": record.job,
            "state": record.state,
            "inputs": record.inputs,
            "settings": record.settings,
            "seconds": round(record.seconds, 3),
            "words": dict(figures.words),
            "entries": figures.entries,
            "kinds": dict(figures.kinds),
            "by_witness": {siglum: dict(counts) for siglum, counts in figures.by_witness.items()},
            "doubtful": figures.doubtful,
            "agreement": figures.agreement,
            "files": record.files,
            "notes": record.notes,
            "elsewhere": record.elsewhere,
            "error": record.error,
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )


def _from_json(row: Mapping[str, Any]) -> WorkRecord:
    figures = Figures(
        row["words"],
        int(row["entries"]),
        row["kinds"],
        row["by_witness"],
        int(row["doubtful"]),
        tuple((str(a), str(b), int(equal), int(both)) for a, b, equal, both in row["agreement"]),
    )
    return WorkRecord(
        str(row["work"]),
        JobName(row["job"]),
        WorkState(row["state"]),
        str(row["inputs"]),
        str(row["settings"]),
        float(row["seconds"]),
        figures,
        tuple(map(str, row["files"])),
        tuple(map(str, row["notes"])),
        tuple(map(str, row["elsewhere"])),
        str(row["error"]),
    )
