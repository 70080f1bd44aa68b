"""What does a journal or a temporary do that a stranger has committed? Nothing outside of its folder."""

import json
import os
from pathlib import Path

import pytest
from file_sets import RUN, contents

from collate.files.write import write_files


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


def test_a_journal_of_a_stranger_deletes_no_file_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("precious")
    rows = [{"name": "keep.txt", "old": None, "new": "1:1:1"}, {"name": "nope.txt", "old": None, "new": "1:1:1"}]
    (tmp_path / f"{RUN}.journal").write_text(json.dumps(rows))
    write_files({tmp_path / "a": "new"})
    assert contents(tmp_path) == {"a": "new", "keep.txt": "precious"}
