"""A corpus: each work is done once, whatever fails, stops or is killed, and the results are always the same.

More than 300 lines: a test for each way in which a run can be stopped, changed or misled.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from collate.cli.commands.corpus import CORPUS_JOBS
from collate.cli.main import run
from collate.corpus import data_set, doing, manifest, running
from collate.corpus.batches import Batch, alone, bucket_of, count_buckets, divide
from collate.corpus.doing import DoneBatch, do_batch
from collate.corpus.jobs import JOBS, JobName, JobOptions, JobResult
from collate.corpus.manifest import MANIFEST
from collate.corpus.works import CorpusWork, is_possible_name
from collate.errors import WriteError
from collate.files.record_lines import append_lines, whole_lines

# Batches of two works, so that a small corpus has several; the other processes get them from this one.
SMALL_BATCHES = "import collate.corpus.batches as b; b.BATCH_WORKS = 2; from collate.cli.main import main; main()"


def write_work(folder: Path, texts: dict[str, str], more: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tables = [f'[[witnesses]]\nsiglum = "{siglum}"\nfile = "{siglum}.txt"\n' for siglum in texts]
    (folder / "collation.toml").write_text(more + "".join(tables), encoding="utf-8")
    for siglum, text in texts.items():
        (folder / f"{siglum}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def works(tmp_path: Path) -> Path:
    """Five works; the third has a witness that is not there."""
    top = tmp_path / "works"
    for k in range(5):
        write_work(top / f"w{k}", {"A": f"the grey cat sat on mat {k}\n", "B": f"the gray cat on a mat {k}\n"})
    (top / "w2" / "B.txt").unlink()
    return top


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the batches in this process: starting others takes a second for each run."""

    def mapped(
        batches: Sequence[Batch], output: Path, options: JobOptions, jobs: int
    ) -> Iterator[tuple[Batch, DoneBatch]]:
        assert jobs >= 1
        return ((batch, do_batch(batch, output, options)) for batch in batches)

    monkeypatch.setattr(running, "map_locally", mapped)


def records(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in whole_lines(output / MANIFEST)]


def results(output: Path) -> dict[str, bytes]:
    """Return the reports and the readings of a corpus: what does not depend on when it was made."""
    found = [p for name in ("works", "readings") for p in sorted((output / name).rglob("*")) if p.is_file()]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def corpus_process(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SMALL_BATCHES, "corpus", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.usefixtures("in_this_process")
def test_a_work_that_fails_is_told_and_stops_no_other(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    assert run(["corpus", str(works), "-o", str(output), "--format", "csv", "--jobs", "1"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "5 works: 5 done now, 0 unchanged, 1 failed"
    assert printed.err.startswith("failed: w2: ")
    assert "B.txt" in printed.err
    assert sorted(p.name for p in (output / "works").iterdir()) == ["w0", "w1", "w3", "w4"]
    assert {r["work"]: r["state"] for r in records(output)}["w2"] == "failed"
    page = (output / "index.html").read_text(encoding="utf-8")
    assert "<h1>Corpus of 5 works</h1>" in page
    assert "4 done, 1 failed; 56 words in all witnesses; 12 entries." in page


@pytest.mark.usefixtures("in_this_process")
def test_a_later_run_does_only_what_has_changed(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]

    def first_line(*more: str) -> str:
        run([*arguments, *more])
        return capsys.readouterr().out.splitlines()[0]

    first_line()
    assert first_line() == "5 works: 0 done now, 5 unchanged, 1 failed"
    (works / "w1" / "A.txt").write_text("the grey cat sat\n", encoding="utf-8")
    assert first_line() == "5 works: 1 done now, 4 unchanged, 1 failed"
    assert first_line("--retry-failed") == "5 works: 1 done now, 4 unchanged, 1 failed"
    (works / "w2" / "B.txt").write_text("the gray cat\n", encoding="utf-8")
    assert first_line() == "5 works: 1 done now, 4 unchanged, 0 failed"
    (tmp_path / "out" / "works" / "w3" / "apparatus.csv").unlink()
    assert first_line() == "5 works: 1 done now, 4 unchanged, 0 failed"
    assert first_line("--base", "B") == "5 works: 5 done now, 0 unchanged, 0 failed"


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("job", ["report", "check"])
@pytest.mark.parametrize("file", [".hidden/A.txt", "inner/A.txt", "../../shared/A.txt", "link/A.txt"])
def test_a_work_is_done_again_when_a_file_that_it_read_has_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, job: str
) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    work = tmp_path / "works" / "w"
    write_work(work, {"A": "the grey cat sat here\n", "B": "the gray cat sat here\n"})
    (tmp_path / "shared").mkdir()
    (work / "link").symlink_to(tmp_path / "shared")
    write_work(work / "inner", {"A": "a text of its own\n", "C": "a text of its own\n"})
    (work / ".hidden").mkdir()
    (work / file).write_text("the grey cat sat here\n", encoding="utf-8")
    settings = work / "collation.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"A.txt"', f'"{file}"'), encoding="utf-8")
    (work / "A.txt").unlink()
    arguments = ["corpus", str(tmp_path / "works"), "-o", str(tmp_path / "out"), "--job", job, "--jobs", "1"]

    def first_line() -> str:
        run(arguments)
        return capsys.readouterr().out.split(",")[0]

    assert first_line() == "2 works: 2 done now"
    assert first_line() == "2 works: 0 done now"
    (work / file).write_text("the grey dog sat here\n", encoding="utf-8")
    assert first_line() == ("2 works: 2 done now" if file == "inner/A.txt" else "2 works: 1 done now")
    (work / file).unlink()
    first_line()
    (work / file).write_text("the grey cat sat here\n", encoding="utf-8")
    assert first_line() != "2 works: 0 done now"


@pytest.mark.usefixtures("in_this_process")
def test_a_file_that_changes_while_it_is_collated_is_read_again_by_the_next_run(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]
    original = JOBS[JobName.REPORT]

    def overtaken(work: CorpusWork, options: JobOptions) -> JobResult:
        result = original(work, options)
        if work.name == "w0":
            (work.folder / "A.txt").write_text("the grey dog\n", encoding="utf-8")
        return result

    with monkeypatch.context() as patched:
        patched.setattr(doing, "JOBS", {**JOBS, JobName.REPORT: overtaken})
        run(arguments)
    capsys.readouterr()
    run(arguments)
    assert capsys.readouterr().out.startswith("5 works: 1 done now, 4 unchanged")


@pytest.mark.usefixtures("in_this_process")
def test_a_work_that_fails_now_keeps_no_older_report(works: Path, tmp_path: Path) -> None:
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]
    run(arguments)
    assert (tmp_path / "out" / "works" / "w0" / "apparatus.csv").exists()
    (works / "w0" / "B.txt").unlink()
    run(arguments)
    assert not (tmp_path / "out" / "works" / "w0" / "apparatus.csv").exists()


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("first", "second"), [("report", "check"), ("check", "discover"), ("discover", "report")])
def test_a_folder_with_the_results_of_another_job_is_refused(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str, second: str
) -> None:
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--jobs", "1"]
    run([*arguments, "--job", first])
    before = {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    capsys.readouterr()
    assert run([*arguments, "--job", second]) == 2
    assert capsys.readouterr().err == (
        f"collate: {tmp_path / 'out'}: this folder has the results of --job {first}; "
        f"name another folder with -o for --job {second}\n"
    )
    assert {p: p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()} == before


@pytest.mark.usefixtures("in_this_process")
def test_reports_in_formats_that_are_not_named_again_stay_while_the_work_is_unchanged(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def names(*options: str) -> list[str]:
        run(["corpus", str(works), "-o", str(tmp_path / "out"), "--jobs", "1", *options])
        return sorted(path.name for path in (tmp_path / "out" / "works" / "w0").iterdir())

    assert names("--format", "csv") == ["apparatus.csv"]
    assert names("--format", "json") == ["apparatus.csv", "apparatus.json"]
    assert names("--format", "markdown", "--base", "B") == ["apparatus.csv", "apparatus.json", "apparatus.md"]
    assert "removed" not in capsys.readouterr().err
    (works / "w0" / "A.txt").write_text("the grey cat sat\n", encoding="utf-8")
    assert names("--format", "json") == ["apparatus.json"]
    assert "note: 2 files of earlier results were removed, because their works have changed: w0" in (
        capsys.readouterr().err
    )


@pytest.mark.usefixtures("in_this_process")
def test_an_option_with_which_a_work_fails_removes_no_report(works: Path, tmp_path: Path) -> None:
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]
    run(arguments)
    before = results(tmp_path / "out")
    assert run([*arguments, "--base", "Z", "--no-data"]) == 1
    assert results(tmp_path / "out") == before


@pytest.mark.usefixtures("in_this_process")
def test_a_damaged_file_of_readings_is_named(works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]
    run(arguments)
    (part,) = (tmp_path / "out" / "readings").iterdir()
    content = bytearray(part.read_bytes())
    content[4:400] = bytes(396)
    part.write_bytes(content)
    write_work(works / "w9", {"A": "a cat\n", "B": "a dog\n"})
    capsys.readouterr()
    assert run(arguments) == 2
    assert f"{part}: this file of readings is damaged; remove it, and run again" in capsys.readouterr().err
    part.unlink()
    assert run(arguments) == 1
    assert capsys.readouterr().out.startswith("6 works: 4 done now, 2 unchanged, 1 failed")


@pytest.mark.usefixtures("in_this_process")
def test_a_disk_on_which_nothing_can_be_written_is_no_fault_of_a_work(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise WriteError(f"{folder}: no space left on device; choose another path with -o")

    def fails(contents: object, advice: str = "") -> list[str]:
        raise WriteError("results: no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(doing, "write_files", fails)
        patched.setattr(doing, "require_writable", full)
        assert run(["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]) == 2
    assert "no space left on device" in capsys.readouterr().err
    assert records(tmp_path / "out") == []


def test_two_works_of_one_name_are_refused(works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_work(works, {"A": "a cat\n", "B": "a dog\n"})
    write_work(works / "work", {"A": "a cat\n", "B": "a dog\n"})
    assert run(["corpus", str(works), "-o", str(tmp_path / "out")]) == 2
    assert "this folder is a work, and so is the folder work in it; rename that folder" in capsys.readouterr().err


@pytest.mark.usefixtures("in_this_process")
def test_a_report_of_a_corpus_is_that_of_the_work_alone(works: Path, tmp_path: Path) -> None:
    run(["corpus", str(works), "-o", str(tmp_path / "out"), "--jobs", "1"])
    run(["report", str(works / "w0"), "-o", str(tmp_path / "alone")])
    alone_files = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir()}
    assert {p.name: p.read_bytes() for p in (tmp_path / "out" / "works" / "w0").iterdir()} == alone_files


def test_a_run_that_is_killed_goes_on_where_it_was(works: Path, tmp_path: Path) -> None:
    # A work of the last batch waits until the run is killed.
    write_work(works / "w4", {"A": "a cat\n", "B": "a dog\n"}, 'title = "waits"\n[rules]\npython = ["rules.py"]\n')
    (works / "w4" / "rules.py").write_text(
        f"import time, pathlib\nwhile not pathlib.Path({str(tmp_path / 'go')!r}).exists():\n    time.sleep(0.01)\n",
        encoding="utf-8",
    )
    for name in ("w0", "w1", "w2", "w3"):
        (works / name / "notes.txt").write_text("so that w4 is the shortest work" * 20, encoding="utf-8")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    options = ["--format", "csv", "--jobs", "1", "--allow-rules"]
    with corpus_process(str(works), "-o", str(killed), *options) as process:
        deadline = time.monotonic() + 120
        while not (killed / MANIFEST).exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.kill()
    assert 0 < len(records(killed)) < 5
    (tmp_path / "go").touch()
    for output in (killed, whole):
        run(["corpus", str(works), "-o", str(output), *options])
    assert sorted(str(r["work"]) for r in records(killed)) == ["w0", "w1", "w2", "w3", "w4"]
    assert results(killed) == results(whole)


class Stopped(BaseException):
    """What a kill is to a run: nothing is done after it."""


# Each way in which a run changes the disk.
CHANGES = (
    (doing, "write_files"), (data_set, "write_files"), (running, "write_files"), (manifest, "append_lines"),
    (data_set, "remove_written"), (running, "remove_written"),
)  # fmt: skip


@contextmanager
def stopped_at(change: int) -> Iterator[list[str]]:
    """Stop a run before a change of the disk, counted from 0; the changes that were made are returned."""
    made: list[str] = []

    def counted(name: str, original: Callable[..., object]) -> Callable[..., object]:
        def changing(*arguments: object) -> object:
            if len(made) == change:
                raise Stopped
            made.append(name)
            return original(*arguments)

        return changing

    with pytest.MonkeyPatch.context() as patched, suppress(Stopped):
        for module, name in CHANGES:
            patched.setattr(module, name, counted(name, getattr(module, name)))
        yield made


@pytest.mark.usefixtures("in_this_process")
def test_a_run_that_is_stopped_before_any_change_of_the_disk_goes_on(
    works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collate.corpus.batches.BATCH_WORKS", 2)

    def arguments(name: object) -> list[str]:
        return ["corpus", str(works), "-o", str(tmp_path / f"{name}"), "--format", "csv", "--jobs", "1"]

    with stopped_at(-1) as made:
        run(arguments("whole"))
    assert {*made} == {"write_files", "append_lines", "remove_written"}
    for change in range(len(made)):
        with stopped_at(change) as begun:
            run(arguments(change))
        assert len(begun) == change
        assert run(arguments(change)) == 1
        assert sorted(str(r["work"]) for r in records(tmp_path / f"{change}")) == ["w0", "w1", "w2", "w3", "w4"]
        assert results(tmp_path / f"{change}") == results(tmp_path / "whole")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_work_that_ends_its_process_is_told_and_the_others_are_done(works: Path, tmp_path: Path) -> None:
    (works / "w4" / "rules.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", encoding="utf-8"
    )
    write_work(
        works / "w4",
        {"A": "a cat\n", "B": "a dog\n"},
        'title = "ends its process"\n[rules]\npython = ["rules.py"]\n',
    )
    with corpus_process(str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--allow-rules") as process:
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "failed: w4: its process ended without an answer" in errors
    states = {str(r["work"]): r["state"] for r in records(tmp_path / "out")}
    assert states == {"w0": "done", "w1": "done", "w2": "failed", "w3": "done", "w4": "failed"}


@pytest.mark.usefixtures("in_this_process")
def test_the_check_of_a_corpus_has_the_findings_of_each_work(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_work(works / "w2", {"A": "the the cat \u200b sat\n", "B": "the cat sat\n"})
    output = tmp_path / "out"
    code = run(["corpus", str(works), "-o", str(output), "--job", "check", "--jobs", "1"])
    assert code == 1
    assert "failed: w2: " in capsys.readouterr().err
    findings = json.loads((output / "works" / "w2" / "findings.json").read_text(encoding="utf-8"))
    assert [(f["code"], f["line"]) for f in findings] == [("T201", 1), ("T103", 1)]


@pytest.mark.usefixtures("in_this_process")
def test_a_corpus_is_searched_for_passages_in_each_work(works: Path, tmp_path: Path) -> None:
    letter = "We shall meet at the old mill when the moon stands over the river and nobody walks the road by night"
    (works / "w2" / "A.txt").write_text(f"{letter}\n", encoding="utf-8")
    (works / "w2" / "B.txt").write_text(f"She wrote to me: {letter}. I did not go.\n", encoding="utf-8")
    assert run(["corpus", str(works), "-o", str(tmp_path / "out"), "--job", "discover", "--jobs", "1"]) == 0
    found = json.loads((tmp_path / "out" / "works" / "w2" / "passages.json").read_text(encoding="utf-8"))
    assert [(p["kind"], p["words"], p["a"]["start"], p["b"]["start"]) for p in found] == [("witness", 21, 0, 17)]


@pytest.mark.usefixtures("in_this_process")
def test_the_data_set_has_a_row_for_each_reading_of_all_works(works: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    output = tmp_path / "out"
    run(["corpus", str(works), "-o", str(output), "--format", "csv", "--jobs", "1"])
    rows = parquet.read_table(output / "readings").to_pylist()
    assert [(r["work"], r["n"], r["lemma"], r["reading"], r["witnesses"], r["kind"], r["cause"]) for r in rows[:3]] == [
        ("w0", 1, "grey", "gray", ["B"], "spelling", "regional"),
        ("w0", 2, "sat", "", ["B"], "omission", None),
        ("w0", 3, "", "a", ["B"], "addition", None),
    ]
    assert [r["work"] for r in rows] == sorted(r["work"] for r in rows)
    assert {r["work"] for r in rows} == {"w0", "w1", "w3", "w4"}
    (works / "w0" / "B.txt").write_text("the grey cat sat on mat 0\n", encoding="utf-8")
    run(["corpus", str(works), "-o", str(output), "--format", "csv", "--jobs", "1"])
    assert {r["work"] for r in parquet.read_table(output / "readings").to_pylist()} == {"w1", "w3", "w4"}
    assert list((output / "staged").iterdir()) == []


@pytest.mark.usefixtures("in_this_process")
def test_a_data_set_that_is_not_renewed_is_told(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    arguments = ["corpus", str(works), "-o", str(tmp_path / "out"), "--format", "csv", "--jobs", "1"]
    run(arguments)
    assert "data set" not in capsys.readouterr().err
    run([*arguments, "--no-data"])
    assert (
        f"note: {tmp_path / 'out' / 'readings'} is the data set of an earlier run; run without --no-data to renew it\n"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('{"work": "../x", "folder": "works/w0"}\n', ":1: '../x' cannot name a work; "),
        (
            '{"work": "a", "folder": "works/w0"}\n{"work": "a", "folder": "works/w1"}\n',
            ":2: the work a was listed before",
        ),
        ('{"work": "a"}\n', ":1: a row needs folder"),
        ("[" * 50_000 + "\n", ":1: this line is no JSON object"),
        ("\n", ": no work in it"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, message: str
) -> None:
    del works
    (tmp_path / "list.jsonl").write_text(lines, encoding="utf-8")
    assert run(["corpus", str(tmp_path / "list.jsonl"), "-o", str(tmp_path / "out")]) == 2
    assert f"list.jsonl{message}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("in_this_process")
def test_a_list_names_the_works_to_do(works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del works
    (tmp_path / "list.jsonl").write_text('{"work": "x/y", "folder": "works/w0"}\n', encoding="utf-8")
    assert run(["corpus", str(tmp_path / "list.jsonl"), "-o", str(tmp_path / "out"), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("1 work: 1 done now, 0 unchanged, 0 failed")
    assert (tmp_path / "out" / "works" / "x" / "y" / "apparatus.csv").is_file()


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("job", CORPUS_JOBS)
@pytest.mark.parametrize("lost", ["nowhere", "empty", "a-file"])
def test_a_listed_folder_that_is_no_work_fails_and_stops_no_other(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lost: str, job: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a-file").write_text("a cat\n", encoding="utf-8")
    rows = f'{{"work": "x", "folder": "{lost}"}}\n{{"work": "y", "folder": "works/w0"}}\n'
    (tmp_path / "list.jsonl").write_text(rows, encoding="utf-8")
    arguments = ["corpus", str(tmp_path / "list.jsonl"), "-o", str(tmp_path / "out"), "--job", job, "--jobs", "1"]
    assert run(arguments) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("2 works: 2 done now, 0 unchanged, 1 failed")
    assert f"failed: x: {tmp_path / lost}: no collation.toml in this folder, so it is no work; " in printed.err
    assert (tmp_path / "out" / "works" / "y").is_dir()
    if lost == "nowhere":
        write_work(works.parent / lost, {"A": "a cat\n", "B": "a dog\n"})
        assert run(arguments) == 0


@pytest.mark.usefixtures("in_this_process")
def test_a_listed_folder_outside_the_project_is_told_and_stops_no_other(
    works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    write_work(project / "w", {"A": "a cat\n", "B": "a dog\n"})
    (project / "pyproject.toml").touch()
    (project / "link").symlink_to(works / "w0")
    (project / "list.jsonl").write_text('{"folder": "link"}\n{"folder": "w"}\n', encoding="utf-8")
    assert run(["corpus", str(project / "list.jsonl"), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("1 work: 1 done now, 0 unchanged, 0 failed")
    assert f"note: {project / 'list.jsonl'}:1: link: " in printed.err


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("file", ["A.txt", "pages/A.txt", "ä b.txt"])
def test_a_work_that_fails_is_told_with_the_whole_path_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    work = tmp_path / "works" / "w"
    write_work(work, {"A": "a cat\n", "B": "a dog\n"}, "")
    (work / file).parent.mkdir(exist_ok=True)
    (work / file).write_bytes(b"ab\x88cd\n")
    settings = work / "collation.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"A.txt"', f'"{file}"'), encoding="utf-8")
    assert run(["corpus", str(tmp_path / "works"), "-o", str(tmp_path / "out"), "--jobs", "1"]) == 1
    assert f"failed: w: {work / file}:1: byte 2 (0x88) is not UTF-8; " in capsys.readouterr().err


@pytest.mark.usefixtures("in_this_process")
def test_works_that_failed_before_are_named_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for k in range(7):
        write_work(tmp_path / "works" / f"w{k}", {"A": "a cat\n"}, "title = 1\n")
    arguments = ["corpus", str(tmp_path / "works"), "-o", str(tmp_path / "out"), "--jobs", "1"]
    run(arguments)
    assert "failed before: " not in capsys.readouterr().err
    assert run(arguments) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line[:17] for line in told[:5]] == [f"failed before: w{k}" for k in range(5)]
    assert told[5:] == [
        f"and 2 more that failed before: see {tmp_path / 'out' / 'index.html'}",
        "note: nothing has changed in what failed before; run with --retry-failed to do it again",
    ]


def test_results_are_never_written_into_a_work(works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "link").symlink_to(works / "w0")
    (tmp_path / "res").mkdir()
    for output in (works / "w0" / "out", tmp_path / "link" / "out", tmp_path / "res" / ".." / "works" / "w0" / "out"):
        assert run(["corpus", str(works), "-o", str(output)]) == 2
        assert "this folder is in the work" in capsys.readouterr().err


def test_options_that_do_not_belong_to_the_job_are_refused(works: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in (["--strict"], ["--job", "check", "--base", "A"], ["--jobs", "2", "--scheduler", "tcp://h:1"]):
        assert run(["corpus", str(works), "-o", "out", *options]) == 2
    assert run(["corpus", str(works), "-o", "out", "--format", "nothing"]) == 2
    assert capsys.readouterr().err.count("collate: ") == 4


@pytest.mark.parametrize(
    "name", ["", "/a", "a/../b", "..", ".", "a//b", "a\\b", "c:x", "a\nb", ".git", "a/.git", "x" * 501]
)
def test_a_name_that_could_lead_elsewhere_names_no_work(name: str) -> None:
    assert not is_possible_name(name)


def test_a_line_that_was_not_finished_is_removed_before_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    append_lines(path, ["a", "b"])
    with path.open("ab") as file:
        file.write(b'{"half')
    assert list(whole_lines(path)) == [b"a\n", b"b\n"]
    append_lines(path, ["c"])
    assert path.read_bytes() == b"a\nb\nc\n"


def test_each_work_is_in_one_batch_of_its_bucket_and_the_longest_comes_first() -> None:
    works = [CorpusWork(f"w{k}", Path()) for k in range(2_000)]
    sizes = [1_000 * (k % 97) for k in range(2_000)]
    batches = divide(works, sizes, count_buckets(len(works)))
    assert sorted(w.name for b in batches for w in b.works) == sorted(w.name for w in works)
    assert [b.cost for b in batches] == sorted((b.cost for b in batches), reverse=True)
    assert {bucket_of(w.name, 4) for b in batches for w in b.works if b.bucket == 3} == {3}
    assert [len(b.works) for b in alone(batches[0])] == [1] * len(batches[0].works)


def test_a_bucket_divides_into_two_when_there_are_twice_as_many() -> None:
    names = [f"w{k}" for k in range(500)]
    assert [bucket_of(n, 8) >> 1 for n in names] == [bucket_of(n, 4) for n in names]


def test_the_command_names_the_jobs_that_there_are() -> None:
    assert CORPUS_JOBS == tuple(JobName) == tuple(JOBS)
