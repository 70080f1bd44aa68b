"""Every rule of `collate check`: a case file each, with its texts, its settings and what is found."""

import re
from pathlib import Path

import pytest

from collate.checking import RULES
from collate.cli.main import run

CASES = sorted((Path(__file__).parent / "check").glob("*.txt"))
SIGN = re.compile(r"‹(byte )?([0-9A-F]{2,6})›")  # a sign by its code point, or a byte


def files_of(given: str) -> dict[str, bytes]:
    """Take the files of a case: `--- name`, then its text; `‹FEFF›` is a sign and `‹byte E9›` a byte."""
    found = {}
    for block in re.split(r"^--- ", given, flags=re.MULTILINE)[1:]:
        name, _, body = block.partition("\n")
        pieces, at = [], 0
        for sign in SIGN.finditer(body):
            pieces.append(body[at : sign.start()].encode())
            pieces.append(
                bytes([int(sign[2], 16)]) if sign[1] else chr(int(sign[2], 16)).encode("utf-8", "surrogatepass")
            )
            at = sign.end()
        found[name] = b"".join([*pieces, body[at:].encode()])
    return found


def options_of(given: str) -> list[str]:
    said = re.search(r"^# options: (.*)$", given, flags=re.MULTILINE)
    return said[1].split() if said else []


def checked(given: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    for name, content in files_of(given).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.chdir(folder)
    code = run(["check", "--format", "concise", *options_of(given)])
    out, err = capsys.readouterr()
    return f"{out}{err}exit {code}\n".replace(str(folder), "FOLDER")


@pytest.mark.parametrize("question", CASES, ids=lambda path: path.stem)
def test_what_is_found(
    question: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    given, _, expected = question.read_text(encoding="utf-8").partition("=== findings\n")
    found = checked(given, tmp_path, capsys, monkeypatch)
    if update:
        question.write_text(f"{given}=== findings\n{found}", encoding="utf-8")
    else:
        assert found == expected


def test_every_rule_has_a_case() -> None:
    found = set()
    for case in CASES:
        found |= set(re.findall(r"^\S+:\d+:\d+: (\S+) \[", case.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert found == set(RULES)
