"""A Dask cluster writes what this machine alone writes, to the byte. It needs the extra `corpus`."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from collate.cli.main import run
from collate.corpus.batches import Batch
from collate.corpus.doing import DoneBatch, do_batch
from collate.corpus.jobs import JobOptions

distributed = pytest.importorskip("distributed", reason="needs dask[distributed], of the extra corpus")

READINGS = ("readings/part-00000-of-00001.parquet",)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as local:
        yield local.scheduler_address


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five works; the third has a witness that is not there."""
    monkeypatch.chdir(tmp_path)
    for k in range(5):
        folder = tmp_path / "works" / f"w{k}"
        folder.mkdir(parents=True)
        tables = [f'[[witnesses]]\nsiglum = "{siglum}"\nfile = "{siglum}.txt"\n' for siglum in "AB"]
        (folder / "collation.toml").write_text("".join(tables), encoding="utf-8")
        (folder / "A.txt").write_text(f"the grey cat sat on mat {k}\n", encoding="utf-8")
        (folder / "B.txt").write_text(f"the gray cat on a mat {k}\n", encoding="utf-8")
    (tmp_path / "works" / "w2" / "B.txt").unlink()
    return Path("works")


def results(output: Path) -> dict[str, bytes]:
    found = [p for name in ("works", "readings") for p in sorted((output / name).rglob("*")) if p.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def map_here(
    batches: Sequence[Batch], output: Path, options: JobOptions, jobs: int
) -> Iterator[tuple[Batch, DoneBatch]]:
    """Do the batches in this process."""
    assert jobs == 1
    return ((batch, do_batch(batch, output, options)) for batch in batches)


def test_a_cluster_writes_the_same_bytes(
    works: Path, cluster: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collate.corpus.batches.BATCH_WORKS", 1)
    monkeypatch.setattr("collate.corpus.running.map_locally", map_here)
    arguments = ["corpus", str(works), "--format", "csv", "-o"]
    assert run([*arguments, "far", "--scheduler", cluster]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("5 works: 5 done now, 0 unchanged, 1 failed\n")
    assert told.err.startswith("failed: w2: ")
    assert run([*arguments, "near", "--jobs", "1"]) == 1
    near = results(Path("near"))
    assert results(Path("far")) == near
    assert sorted(near) == [
        *(READINGS if find_spec("pyarrow") else ()),
        *(f"works/w{k}/apparatus.csv" for k in (0, 1, 3, 4)),
    ]
