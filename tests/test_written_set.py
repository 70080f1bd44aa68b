"""A set of files is written whole or not at all: errors, signals, killed runs, links, and journals of strangers."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import collate
from collate.cli.main import run
from collate.errors import WriteError
from collate.files import folder_lock
from collate.files.targets import target_in
from collate.files.write import rewrite_files, write_files

NAMES = ("a.html", "b.csv", "c.md")
OLD = {"a.html": "old a", "b.csv": "old b"}
NEW = {"a.html": "new a", "b.csv": "new b", "c.md": "new c"}
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
RUN = ".collate-1-0123abcd"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def old_set(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in OLD.items():
        (folder / name).write_text(content)
    return folder


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


def identity(path: Path) -> str:
    status = path.lstat()
    return f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"


HOSTILE = {
    "a path that leads out": [{"name": "../victim", "old": None, "new": "VICTIM"}],
    "an absolute path": [{"name": "ABSOLUTE", "old": None, "new": "VICTIM"}],
    "its own folder": [{"name": ".", "old": None, "new": "VICTIM"}],
    "a folder below": [{"name": "below/victim", "old": None, "new": "VICTIM"}],
    "a NUL": [{"name": "a\x00", "old": None, "new": "VICTIM"}],
    "one of our names": [{"name": f"{RUN}-0.old", "old": None, "new": "VICTIM"}],
    "half a character": [{"name": "\ud800", "old": None, "new": "VICTIM"}],
    "a name of 300 letters": [{"name": "n" * 300, "old": None, "new": "VICTIM"}],
    "a name of 300 bytes": [{"name": "é" * 150, "old": None, "new": "VICTIM"}],
    "no name": [{"name": "", "old": None, "new": "VICTIM"}],
    "a number as a name": [{"name": 1, "old": None, "new": "VICTIM"}],
    "a link as identity": [{"name": "link", "old": None, "new": "no file"}],
    "a key too many": [{"name": "a", "old": None, "new": "VICTIM", "mode": 1}],
    "a key too few": [{"name": "a", "old": None}],
    "no list": {"name": "../victim"},
    "numbers": [1, 2],
}


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_a_journal_of_a_stranger_does_nothing_outside_of_its_folder(rows: object, tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "folder"
    victim.write_text("precious")
    folder.mkdir()
    (folder / "link").symlink_to(victim)
    text = json.dumps(rows).replace("VICTIM", identity(victim)).replace("ABSOLUTE", str(victim))
    journal = folder / f"{RUN}.journal"
    journal.write_text(text)
    assert write_files({folder / "a": "new"}) == [
        f"{journal}: removed, because it is not a journal that collate has written whole"
    ]
    assert victim.read_text() == "precious"
    assert sorted(path.name for path in folder.iterdir()) == ["a", "link"]


@pytest.mark.parametrize(
    "content", [b"", b"[", b"\xff", b"[" * 100_000, b"[" + b"1" * 5_000 + b"]", b"[]" + b" " * (5 << 20)]
)
def test_a_journal_that_cannot_be_read_is_removed(content: bytes, tmp_path: Path) -> None:
    (tmp_path / f"{RUN}.journal").write_bytes(content)
    assert write_files({tmp_path / "a": "new"}) == [
        f"{tmp_path / f'{RUN}.journal'}: removed, because it is not a journal that collate has written whole"
    ]
    assert contents(tmp_path) == {"a": "new"}


def test_a_journal_of_a_stranger_with_plain_names_renames_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / f"{RUN}-0.old").write_text("of a stranger")
    (tmp_path / f"{RUN}-0.new").write_text("of a stranger")
    rows = [{"name": name, "old": "1:2:3", "new": "4:5:6"} for name in ("a", "link", "missing")]
    (tmp_path / f"{RUN}.journal").write_text(json.dumps(rows))
    assert len(write_files({tmp_path / "b": "new"})) == 1
    assert contents(tmp_path) == {"a": "mine", "b": "new", "link": "mine"}


def test_links_folders_and_pipes_with_our_names_are_not_opened_and_stay(tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "folder"
    victim.write_text("[]")
    folder.mkdir()
    (folder / f"{RUN}.journal").symlink_to(victim)
    (folder / f"{RUN}-0.new").symlink_to(victim)
    (folder / f"{RUN}-1.new").mkdir()
    os.mkfifo(folder / ".collate-2-0123abcd.journal")
    assert write_files({folder / "a": "new"}) == []
    assert victim.read_text() == "[]"
    assert len(list(folder.iterdir())) == 5


def test_a_backup_without_a_journal_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / f"{RUN}-0.old").write_text("perhaps the only copy")
    assert write_files({tmp_path / "a": "new"}) == [
        f"{tmp_path / f'{RUN}-0.old'}: an old file that an earlier run kept; remove it if it is not needed"
    ]
    assert (tmp_path / f"{RUN}-0.old").read_text() == "perhaps the only copy"


@pytest.mark.parametrize("name", [".collate-1-0123abcd", ".collate-1-0123abcd-0.newer", "collate-1-0123abcd-0.new"])
def test_files_with_names_that_are_not_ours_stay(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("")
    assert write_files({tmp_path / "a": "new"}) == []
    assert (tmp_path / name).exists()


def test_a_link_is_not_followed_and_nothing_is_written(tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "folder"
    victim.write_text("precious")
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "file").write_text("precious")
    for leads_to in ("../victim", "sub/file", "missing", "b"):
        (folder / "b").symlink_to(leads_to)
        with pytest.raises(WriteError) as caught:
            write_files({folder / "a": "new", folder / "b": "new", tmp_path / "made" / "c": "new"})
        assert str(caught.value).startswith(
            f"{folder / 'b'}: this is a symbolic link; remove it, or choose another path"
        )
        (folder / "b").unlink()
    assert victim.read_text() == (folder / "sub" / "file").read_text() == "precious"
    assert sorted(path.name for path in folder.iterdir()) == ["sub"]
    assert not (tmp_path / "made").exists()


def test_a_hook_is_not_written_through_a_linked_folder(tmp_path: Path) -> None:
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh")
    (tmp_path / "reports").symlink_to(".git/hooks")
    with pytest.raises(WriteError, match="a link leads out of the project or into a hidden folder"):
        write_files({tmp_path / "reports" / "pre-commit": "new"})
    assert hook.read_text() == "#!/bin/sh"


def test_two_names_of_one_file_are_refused_unless_they_have_the_same_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "sub").mkdir()
    other_name = tmp_path / "sub" / ".." / "a"
    with pytest.raises(WriteError, match=r"a: two files of a set would be the same file; choose another path$"):
        write_files({tmp_path / "a": "1", other_name: "2"})
    assert (tmp_path / "a").read_text() == "old"
    write_files({tmp_path / "a": "same", other_name: "same"})
    assert (tmp_path / "a").read_text() == "same"


def test_devices_and_pipes_are_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_files({Path("/dev/null"): "gone"})
    assert Path("/dev/null").is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_files({pipe: ["one ", "two"]})
    reader.join()
    assert read == ["one two"]
    assert pipe.is_fifo()
    with pytest.raises(WriteError, match=r"pipe: this is a pipe or a device, and only one file can be written to it"):
        write_files({tmp_path / "a": "new", pipe: "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    with pytest.raises(WriteError, match=r"^/dev/full: No space left on device; choose another path$"):
        write_files({Path("/dev/full"): "text"})


def test_an_open_file_that_is_named_by_its_number_is_written_from_where_it_is(tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb", buffering=0) as file:
        file.write(b"before ")
        write_files({Path(f"/dev/fd/{file.fileno()}"): "text"})
        file.write(b" after")
    assert contents(tmp_path) == {"log": "before text after"}
    with pytest.raises(WriteError, match=r"^/dev/fd/99999: Bad file descriptor; choose another path$"):
        write_files({Path("/dev/fd/99999"): "text"})


def test_what_was_printed_before_comes_before_what_is_written_to_standard_output(tmp_path: Path) -> None:
    script = (
        "import pathlib; from collate.files.write import write_files; "
        "print('before'); write_files({pathlib.Path('/dev/stdout'): 'text '}); print('after')"
    )
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", script], stdout=log, env=BUFFERED, check=True)
    assert contents(tmp_path) == {"log": "before\ntext after\n"}


def test_paths_that_no_file_can_have_are_refused_in_one_sentence(tmp_path: Path) -> None:
    def sentence(path: str) -> str:
        with pytest.raises(WriteError) as of_target:
            target_in(path, "apparatus.html")
        if path:
            with pytest.raises(WriteError) as of_file:
                write_files({Path(path): "text"})
            assert str(of_file.value) == str(of_target.value)
        return str(of_target.value)

    assert sentence("") == "the path is empty; choose another path"
    assert sentence("a\x00b") == "'a\\x00b': not a valid file name; choose another path"
    assert sentence("a" * 300) == f"{'a' * 300}: File name too long; choose another path"


@pytest.mark.parametrize("path", ["", "a\x00b", "a" * 300, "missing\x00/folder"])
def test_a_result_is_not_written_to_a_path_that_no_file_can_have(path: str) -> None:
    with pytest.raises(WriteError, match=r"; choose another path$"):
        collate.diff("a grey cat", "a gray cat").write("csv", path)


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    write_files({tmp_path / ("a" * 255): "1", tmp_path / ("b" * 255): "2"})
    assert sorted(contents(tmp_path).values()) == ["1", "2"]


def test_a_folder_gets_the_usual_name_and_a_file_keeps_its_own(tmp_path: Path) -> None:
    assert target_in(tmp_path, "apparatus.html") == tmp_path / "apparatus.html"
    assert target_in(str(tmp_path / "new.html"), "apparatus.html") == tmp_path / "new.html"


def test_while_a_private_file_is_written_anew_no_one_else_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    real = os.fdopen

    def watched(handle: int, mode: str) -> object:
        modes.append(os.fstat(handle).st_mode & 0o777)
        return real(handle, mode)

    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o600)
    monkeypatch.setattr(os, "fdopen", watched)
    rewrite_files({tmp_path / "a": b"new"})
    assert modes == [0o600]


def test_permissions_are_set_before_a_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    real = os.replace

    def watched(source: Path, target: Path) -> None:
        modes.append(Path(source).stat().st_mode & 0o777)
        real(source, target)

    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o604)
    monkeypatch.setattr(os, "replace", watched)
    rewrite_files({tmp_path / "a": b"new"})
    previous = os.umask(0o027)
    try:
        write_files({tmp_path / "b": "new"})
    finally:
        os.umask(previous)
    assert modes == [0o604, 0o640]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o604


def test_where_the_folder_vanishes_one_sentence_says_so(tmp_path: Path) -> None:
    folder = old_set(tmp_path / "folder")

    def removing() -> Iterator[str]:
        yield "new"
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()

    with pytest.raises(WriteError, match=r"folder.*: No such file or directory; choose another path$"):
        write_files({folder / "a.html": removing(), folder / "b.csv": "new"})
    with pytest.raises(WriteError, match=r"folder.*: No such file or directory; choose another path$"):
        write_files({old_set(folder) / "a.html": "new", folder / "b.csv": removing()})
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("a grey cat")
    (tmp_path / "b.txt").write_text("a gray cat")
    return tmp_path


def test_a_report_to_the_null_device_is_no_error(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "a.txt", "b.txt", "-o", "/dev/null"]) == 0
    assert capsys.readouterr().out.startswith("wrote /dev/null\n")
    assert run(["report", "a.txt", "b.txt", "--format", "json", "--format", "csv", "-o", "/dev/null"]) == 2
    assert (
        capsys.readouterr().err
        == "collate: /dev/null is one file, and 2 formats need a folder; name a folder with -o\n"
    )
    assert sorted(path.name for path in texts.iterdir()) == ["a.txt", "b.txt"]


def test_a_committed_link_among_the_reports_is_not_followed(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / "reports").mkdir()
    (texts / "reports" / "apparatus.csv").symlink_to("../a.txt")
    (texts / "outside.txt").write_text("precious")
    (texts / "reports" / "apparatus.json").symlink_to("../outside.txt")
    assert run(["report", "a.txt", "b.txt", "--format", "json", "--format", "html", "-o", "reports"]) == 2
    assert capsys.readouterr().err == (
        "collate: reports/apparatus.json: this is a symbolic link; remove it, or choose another path with -o\n"
    )
    assert (texts / "outside.txt").read_text() == "precious"
    assert sorted(path.name for path in (texts / "reports").iterdir()) == ["apparatus.csv", "apparatus.json"]


def test_what_was_mended_is_said_on_standard_error(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (texts / f"{RUN}-0.new").write_text("half a rep")
    assert run(["report", "a.txt", "b.txt", "--format", "csv", "-o", "report.csv"]) == 0
    assert capsys.readouterr().err == f"note: {texts}: removed 1 temporary files of an earlier run that was stopped\n"


# A process whose report sends it a signal when its first chunk has been written.
SIGNALLED = """
import os, sys, time
import collate.cli.run_report as command
from collate.cli.main import main
number = int(sys.argv[1])
def chunks(*_):
    yield "first"
    os.kill(os.getpid(), number)
    time.sleep(10)
command.report_chunks = chunks
sys.argv[1:] = ["report", "a.txt", "b.txt", "--format", "csv", "--format", "json", "-o", "reports"]
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_the_program_with_its_exit_code_and_leaves_no_temporary(
    number: signal.Signals, code: int, texts: Path
) -> None:
    reports = texts / "reports"
    reports.mkdir()
    (reports / "apparatus.csv").write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", f"import signal; signal.signal(2, signal.default_int_handler){SIGNALLED}", str(number)],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
    assert contents(reports) == {"apparatus.csv": "old"}


@pytest.mark.parametrize(
    ("arguments", "full", "code"),
    [
        (["--help"], "stdout", 2),
        (["diff", "a.txt", "b.txt"], "stdout", 2),
        (["report", "a.txt", "b.txt", "--format", "csv", "-o", "report.csv"], "stdout", 2),
        (["report", "a.txt", "missing.txt"], "stderr", 2),
        (["check", "missing.txt"], "stderr", 2),
        (["diff", "a.txt", "b.txt"], "stderr", 1),
    ],
)
def test_a_full_disk_under_standard_output_or_error_is_no_fault(
    arguments: list[str], full: str, code: int, texts: Path
) -> None:
    with Path("/dev/full").open("wb") as device:
        done = subprocess.run(
            [sys.executable, "-m", "collate", *arguments], cwd=texts, env=BUFFERED, check=False,
            stdout=device if full == "stdout" else subprocess.PIPE,
            stderr=device if full == "stderr" else subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == code
    if full == "stdout":
        assert done.stderr == b"collate: standard output: No space left on device; nothing more was written\n"
