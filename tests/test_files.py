"""Files are opened, written and removed in one room, all of a set or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from modules import MODULES, PACKAGE, module_of, name_of

from collate.errors import ReadError, WriteError
from collate.files.content import Content
from collate.files.read import has_content, read_input, require_text
from collate.files.write import require_not_read, rewrite_files, write_files

OPENERS = {
    "open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rename",
    "rmdir", "rmtree", "touch", "chmod", "symlink_to", "hardlink_to", "mkstemp", "mkdtemp", "NamedTemporaryFile",
    "TemporaryFile", "TemporaryDirectory", "copyfile", "copy2", "copytree",
    # What looks at the disk: a path of a stranger may lead anywhere, and how long it takes or what it answers tells.
    "exists", "lexists", "is_file", "is_dir", "is_symlink", "stat", "lstat", "resolve", "realpath", "samefile",
    "iterdir", "glob", "rglob", "walk", "listdir", "scandir", "access", "readlink",
}  # fmt: skip
MAY_OPEN = {
    ("cli/main.py", "open"): "the null device takes the place of a closed standard stream",
    ("cli/main.py", "fdopen"): "the null device takes the place of a closed standard stream",
    **dict.fromkeys(
        (("kernel/loading.py", call) for call in ("is_dir", "glob", "read_bytes")),
        "it compares the compiled module with its own sources, in a folder of the package that nobody names",
    ),
}


def opening_calls(path: Path) -> frozenset[str]:
    """Return the names of the calls in a module that open, look at, write or remove files."""
    module = module_of(path)
    return (module.methods & OPENERS) | (module.functions & {"open"})


def test_files_are_opened_and_written_in_one_room_only() -> None:
    elsewhere = [path for path in MODULES if not name_of(path).startswith("files/")]
    found = {(name_of(path), call) for path in elsewhere for call in opening_calls(path)}
    assert found - set(MAY_OPEN) == set()


def test_every_exception_to_the_one_room_is_needed() -> None:
    assert {(name, call) for name, _ in MAY_OPEN for call in opening_calls(PACKAGE / name)} == set(MAY_OPEN)


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "Path('a').read_bytes()",
        "os.open('a', 0)",
        "p.open()",
        "p.write_text('')",
        "p.is_file()",
        "os.walk(p)",
    ],
)
def test_a_call_that_opens_a_file_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "module.py").write_text(line, encoding="utf-8")
    assert opening_calls(tmp_path / "module.py")


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    def sentence(name: str) -> str:
        with pytest.raises(ReadError) as caught:
            read_input(name)
        return str(caught.value)

    (tmp_path / "large.txt").write_bytes(b"")
    with (tmp_path / "large.txt").open("r+b") as file:
        file.truncate((64 << 20) + 1)
    assert sentence(f"{tmp_path}/gone.txt") == f"{tmp_path}/gone.txt: no such file; check the name"
    assert (
        sentence(str(tmp_path))
        == f"{tmp_path}: this is a folder, not a witness; name one work folder and nothing else, or files"
    )
    assert sentence("a\x00b") == "'a\\x00b': not a valid file name"
    assert sentence(f"{tmp_path}/large.txt") == (
        f"{tmp_path}/large.txt: 64 MB is too large, the limit is 64 MB; divide the text into several works"
    )


@pytest.mark.parametrize(
    ("content", "encoding", "is_text"),
    [
        (b"a\x00b", "utf-8", False),
        (b"a\x00b", "utf-16-le", True),
        (b"\xff\xfea\x00", "utf-8", True),
        (b"ab", "utf-8", True),
    ],
)
def test_a_file_with_zero_bytes_is_text_only_in_an_encoding_that_has_them(
    content: bytes, encoding: str, is_text: bool
) -> None:
    if is_text:
        require_text(Path("a.txt"), content, encoding)
    else:
        with pytest.raises(ReadError, match=r"a.txt: not a text file \(it contains zero bytes\)"):
            require_text(Path("a.txt"), content, encoding)


def test_a_set_of_files_is_written_whole(tmp_path: Path) -> None:
    write_files({tmp_path / "a.txt": "é", tmp_path / "new" / "b.bin": b"\x00"})
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9"
    assert (tmp_path / "new" / "b.bin").read_bytes() == b"\x00"


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(WriteError) as caught:
        write_files({tmp_path / "a.txt": "new", tmp_path / "b.txt": "new"})
    assert str(caught.value) == f"{tmp_path / 'b.txt'}: this is a folder; name a file"
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_file_is_written_from_its_chunks(tmp_path: Path) -> None:
    write_files({tmp_path / "text": iter(["ä\n", "", "\ud800"]), tmp_path / "bytes": [b"\x00", b"\xff"]})
    assert (tmp_path / "text").read_bytes() == b"\xc3\xa4\n\xed\xa0\x80"
    assert (tmp_path / "bytes").read_bytes() == b"\x00\xff"


def test_where_a_chunk_cannot_be_made_no_file_is_written(tmp_path: Path) -> None:
    def failing() -> Iterator[str]:
        yield "a"
        raise WriteError("no more")

    with pytest.raises(WriteError, match=r"^no more$"):
        write_files({tmp_path / "first": "whole", tmp_path / "second": failing()})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "same"),
    [
        ("one\ntwo\n", True),
        (["one\n", "", "two\n"], True),
        ([b"one\ntw", b"o\n"], True),
        (["one\n"], False),
        (["one\n", "two\n", "three\n"], False),
        (["one\n", "too\n"], False),
        ("", False),
    ],
)
def test_a_file_is_compared_with_content_chunk_by_chunk(tmp_path: Path, content: Content, same: bool) -> None:
    (tmp_path / "a").write_bytes(b"one\ntwo\n")
    assert has_content(tmp_path / "a", content) is same


def test_why_a_file_cannot_be_written_is_told_with_the_advice_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        write_files({tmp_path / "a" / "b.txt": ""}, "use -o")
    assert str(caught.value) == f"{tmp_path / 'a'}: File exists; use -o"


def test_a_file_that_is_written_anew_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    rewrite_files({path: b"new"})
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def test_nothing_is_written_over_a_file_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    require_not_read([tmp_path / "b.txt"], [tmp_path / "a.txt"])
    with pytest.raises(
        WriteError, match=r"link\.txt: this file is read as input and is never overwritten; choose another path$"
    ):
        require_not_read([tmp_path / "link.txt"], [tmp_path / "a.txt"])
    with pytest.raises(WriteError, match=r"link\.txt: this file is read as input and is never overwritten; use -o$"):
        require_not_read([tmp_path / "link.txt"], [tmp_path / "a.txt"], "use -o")
