"""Which file does a path lead to? Links are not followed, pipes and devices are not replaced, permissions stay."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_sets import BUFFERED, contents, old_set

import collate
from collate.errors import WriteError
from collate.files.targets import target_in
from collate.files.write import rewrite_files, write_files


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
