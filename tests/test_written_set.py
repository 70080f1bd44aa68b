"""A set of files is written whole or not at all: errors, signals, killed runs, two runs at once."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from file_sets import OLD, RUN, contents, old_set

from collate.errors import WriteError
from collate.files import folder_lock
from collate.files.write import write_files

NEW = {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}


def write_new(folder: Path) -> list[str]:
    return write_files({folder / name: content for name, content in NEW.items()})


def fail_at(patch: pytest.MonkeyPatch, call: str, number: int, error: BaseException) -> None:
    """Let the call of this number to a function of `os` raise an error."""
    real: Callable[..., object] = getattr(os, call)
    numbers = iter(range(1, 1000))

    def failing(*arguments: object, **options: object) -> object:
        if next(numbers) == number:
            raise error
        return real(*arguments, **options)

    patch.setattr(os, call, failing)


# One rename for the journal and three for the files; one link for each of the two old files.
RENAMES = [("replace", number) for number in (1, 2, 3, 4)]


CREATIONS = [("open", number) for number in (1, 2, 3, 4, 5)]  # the folder, three temporaries, the journal


@pytest.mark.parametrize(("call", "number"), [*RENAMES, *CREATIONS, ("fdopen", 1), ("fdopen", 4)])
def test_an_error_at_any_step_leaves_the_old_set(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_set(tmp_path)
    with monkeypatch.context() as patch:
        fail_at(patch, call, number, OSError(28, "No space left on device"))
        with pytest.raises(WriteError, match=r"No space left on device; choose another path$"):
            write_new(tmp_path)
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b"}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(143), MemoryError()], ids=repr)
@pytest.mark.parametrize(("call", "number"), [*RENAMES, *CREATIONS, ("link", 1), ("link", 2)])
def test_an_interruption_at_any_step_leaves_the_old_set(
    call: str, number: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_set(tmp_path)
    with monkeypatch.context() as patch:
        fail_at(patch, call, number, error)
        with pytest.raises(type(error)):
            write_new(tmp_path)
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b"}


def test_every_step_at_which_a_fault_is_injected_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_set(tmp_path)
    calls: list[str] = []
    for call in ("replace", "link", "open", "fdopen"):
        real: Callable[..., object] = getattr(os, call)

        def counting(*arguments: object, call: str = call, real: Callable[..., object] = real) -> object:
            calls.append(call)
            return real(*arguments)

        monkeypatch.setattr(os, call, counting)
    assert write_new(tmp_path) == []
    assert calls == [*["open"] * 1, *["open", "fdopen"] * 4, "replace", *["link"] * 2, *["replace"] * 3]
    assert contents(tmp_path) == {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_where_there_are_no_hard_links_old_files_are_renamed_and_put_back(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    old_set(tmp_path)
    with monkeypatch.context() as patch:
        fail_at(patch, "replace", number, OSError(5, "Input/output error"))
        with pytest.raises(WriteError, match=r"Input/output error; choose another path$"):
            write_new(tmp_path)
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b"}
    assert write_new(tmp_path) == []
    assert contents(tmp_path) == {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}


def test_old_files_that_a_killed_run_took_away_are_put_back(tmp_path: Path) -> None:
    old_set(tmp_path)
    no_links = "import os\ndef link(*_): raise PermissionError\nos.link = link\n"
    without_links = no_links + KILLED.replace(', folder / "c.md": "new c"', "")
    # One rename is of the journal, two take the old files away.
    subprocess.run([sys.executable, "-c", without_links, "replace", "4", str(tmp_path)], check=False)
    assert not (tmp_path / "a.html").exists()
    assert write_files({tmp_path / "d.txt": "d"}) == [f"{tmp_path}: {TAKEN_BACK}"]
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b", "d.txt": "d"}


def test_where_the_old_files_cannot_be_put_back_the_next_run_puts_them_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_set(tmp_path)
    real, numbers = os.replace, iter(range(1, 100))

    def failing(*arguments: object) -> object:
        if next(numbers) in (4, 5):  # the last file of the set, and the first that is put back
            raise OSError(5, "Input/output error")
        return real(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(WriteError, match="some files are new and some are old"):
            write_new(tmp_path)
    assert (tmp_path / "a.html").read_text() == "new a"
    assert write_files({tmp_path / "d.txt": "d"}) == [
        f"{tmp_path}: an earlier run was stopped before all files were replaced; its new files were taken back"
    ]
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b", "d.txt": "d"}


def test_a_set_in_two_folders_is_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = old_set(tmp_path / "one"), old_set(tmp_path / "two")
    new = {one / "a.html": "new 1", two / "a.html": "new 2"}
    for number in (1, 2, 3, 4):  # two journals, two files
        with monkeypatch.context() as patch:
            fail_at(patch, "replace", number, OSError(5, "Input/output error"))
            with pytest.raises(WriteError, match=f"^{one}: Input/output error; choose another path$"):
                write_files(new)
        assert contents(one) == contents(two) == {"a.html": "old a", "b.csv": "old b"}
    write_files(new)
    assert contents(one) == {"a.html": "new 1", "b.csv": "old b"}
    assert contents(two) == {"a.html": "new 2", "b.csv": "old b"}


# A process that writes the new set and kills itself before the rename, or the removal, of this number.
KILLED = """
import os, pathlib, sys
from collate.files.write import write_files
call, number, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
real, numbers = getattr(os, call), iter(range(1, 100))
def killing(*arguments, **options):
    if next(numbers) == number:
        os.kill(os.getpid(), 9)
    return real(*arguments, **options)
setattr(os, call, killing)
write_files({folder / "a.html": "new a", folder / "b.csv": "new b", folder / "c.md": "new c"})
"""


TAKEN_BACK = "an earlier run was stopped before all files were replaced; its new files were taken back"


KEPT = "an earlier run was stopped after all files were replaced; they were kept"


@pytest.mark.parametrize(
    ("call", "number", "notes", "expected"),
    [
        ("fdopen", 3, ["removed 3 temporary files of an earlier run that was stopped"], OLD),
        ("replace", 1, ["removed 4 temporary files of an earlier run that was stopped"], OLD),
        ("link", 1, [TAKEN_BACK], OLD),
        ("link", 2, [TAKEN_BACK], OLD),
        ("replace", 2, [TAKEN_BACK], OLD),
        ("replace", 3, [TAKEN_BACK], OLD),
        ("replace", 4, [TAKEN_BACK], OLD),
        ("unlink", 1, [KEPT], NEW),
        ("unlink", 4, [KEPT], NEW),
        ("unlink", 7, [KEPT], NEW),
    ],
)
def test_what_a_killed_run_left_is_mended_by_the_next(
    call: str, number: int, notes: list[str], expected: dict[str, str], tmp_path: Path
) -> None:
    old_set(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, call, str(number), str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert any(path.name.startswith(".collate-") for path in tmp_path.iterdir())
    assert write_files({tmp_path / "d.txt": "d"}) == [f"{tmp_path}: {note}" for note in notes]
    assert contents(tmp_path) == {**expected, "d.txt": "d"}


def test_a_file_that_was_changed_since_the_killed_run_stays(tmp_path: Path) -> None:
    old_set(tmp_path)
    subprocess.run([sys.executable, "-c", KILLED, "replace", "4", str(tmp_path)], check=False)
    (tmp_path / "a.html").write_text("by hand")
    write_files({tmp_path / "d.txt": "d"})
    assert contents(tmp_path) == {"a.html": "by hand", "b.csv": "old b", "d.txt": "d"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_files_are_renamed_comes_after_all_are(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_set(tmp_path)
    real, handled = os.replace, signal.getsignal(number)

    def interrupted(*arguments: object) -> object:
        os.kill(os.getpid(), number)
        return real(*arguments)  # type: ignore[arg-type]

    def stop(*_: object) -> None:
        raise SystemExit(128 + number)

    monkeypatch.setattr(os, "replace", interrupted)
    signal.signal(number, stop)
    try:
        with pytest.raises(SystemExit):
            write_new(tmp_path)
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, handled)
    assert contents(tmp_path) == {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}


def test_a_signal_while_temporaries_are_written_removes_them(tmp_path: Path) -> None:
    def interrupted() -> Iterator[str]:
        yield "first"
        signal.raise_signal(signal.SIGINT)
        yield "second"

    old_set(tmp_path)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)  # a worker of the tests ignores Ctrl-C
    try:
        with pytest.raises(KeyboardInterrupt):
            write_files({tmp_path / "a.html": "new", tmp_path / "b.csv": interrupted()})
    finally:
        signal.signal(signal.SIGINT, handler)
    assert contents(tmp_path) == {"a.html": "old a", "b.csv": "old b"}


def test_files_are_written_in_a_thread_too(tmp_path: Path) -> None:
    thread = threading.Thread(target=write_new, args=(tmp_path,))
    thread.start()
    thread.join()
    assert contents(tmp_path) == {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}


def test_a_second_run_waits_for_the_first_and_then_writes_its_whole_set(tmp_path: Path) -> None:
    first_is_writing, order = threading.Event(), []

    def slow() -> Iterator[str]:
        first_is_writing.set()
        yield "first"
        second.join(timeout=0.1)
        order.append("first")

    def write_second() -> None:
        first_is_writing.wait()
        write_files({tmp_path / "a": "second", tmp_path / "b": "second"})
        order.append("second")

    second = threading.Thread(target=write_second)
    second.start()
    write_files({tmp_path / "a": slow(), tmp_path / "b": "first"})
    second.join()
    assert order == ["first", "second"]
    assert contents(tmp_path) == {"a": "second", "b": "second"}


def test_a_run_that_waits_too_long_for_another_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_lock, "LONGEST_WAIT", 0.01)
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(WriteError, match=r": another run has been writing here for 0 seconds; try again when it has"):
        write_files({tmp_path / "a": ""})
    os.close(handle)
    assert contents(tmp_path) == {}


def test_a_folder_that_cannot_be_locked_is_written_to_and_what_others_left_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert write_files({tmp_path / "a": "new"}) == []
    (tmp_path / f"{RUN}-0.new").write_text("perhaps of a run that is writing")
    assert write_files({tmp_path / "a": "newer"}) == [
        f"{tmp_path}: has files of another run (.collate-*); if no run is writing here, remove them"
    ]
    assert contents(tmp_path) == {f"{RUN}-0.new": "perhaps of a run that is writing", "a": "newer"}
