"""Decisions of an editor, as tests write and read them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import strategies as st

from collate.cli.main import run
from collate.decisions import Decision
from collate.decisions.parsing import parse_decisions, require_distinct
from collate.files.toml import parse_toml
from collate.model.tokens import Tokens
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work

Stretch = tuple[Tokens, int, int]  # a text, and its tokens from the first to before the last

SCHEMA = json.loads((Path(__file__).parent.parent / "collate" / "data" / "apparatus.schema.json").read_text("utf-8"))
SIGNED = 'who = "M. Editor"\nwhen = 2026-11-23\nwhy = "so it is"\n'
HERE = 'place = {{ witness = "A", before = "the", text = "{}" }}\nother = {{ witness = "B", before = "the", text = "{}" }}\n'


def parsed(*blocks: str, signed: str = SIGNED) -> tuple[Decision, ...]:
    text = "".join(f"[[decisions]]\n{block}\n{signed}\n" for block in blocks)
    return require_distinct(parse_decisions(parse_toml(text, "decisions.toml"), "decisions.toml"))


def work(*texts: str, base: str = "A") -> Work:
    return Work(
        tuple(Witness(Siglum("ABCDEF"[k]), text) for k, text in enumerate(texts)), base=Siglum(base), language="en"
    )


def collated(texts: Sequence[str], *blocks: str, base: str = "A") -> Collated:
    return collate_work(work(*texts), base=base, decisions=parsed(*blocks))


def states(found: Collated) -> list[str]:
    return [v.state for v in found.apparatus.decisions]


def entries(found: Collated) -> list[tuple[str | None, *tuple[tuple[str, str], ...]]]:
    return [
        (e.lemma.text if e.lemma else None, *((r.text, r.variation.label) for r in e.readings))
        for e in found.apparatus.entries
        if not e.unit.is_white_space
    ]


def folder_of(
    tmp_path: Path,
    decisions: str | None,
    a: str = "the colour of it\n",
    b: str = "the color of it\n",
    settings: str = "",
) -> Path:
    (tmp_path / "a.txt").write_text(a, encoding="utf-8")
    (tmp_path / "b.txt").write_text(b, encoding="utf-8")
    named = "".join(f'[[witnesses]]\nsiglum = "{s.upper()}"\nfile = "{s}.txt"\n' for s in "ab")
    (tmp_path / "collation.toml").write_text(f'language = "en"\n{settings}{named}', encoding="utf-8")
    if decisions is not None:
        (tmp_path / "decisions.toml").write_text(decisions, encoding="utf-8")
    return tmp_path


SPELLED = 'kind = "{}"\n' + HERE.format("colour", "color").replace("{", "{{").replace("}", "}}")


TEXTS = ("see the colour", "see the color")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USER", "nobody")
    found = folder_of(
        tmp_path, "# kept\n", a="the colour of the old sea , he saw it\n", b="the color of the sea , she saw it\n"
    )
    monkeypatch.chdir(found)
    return found


def decide(*arguments: str) -> int:
    return run(["decide", *arguments, "--who", "M. Editor", "--when", "2026-11-23", "--why", "so it is"])


def kinds(capsys: pytest.CaptureFixture[str]) -> tuple[list[tuple[str, str, str | None]], list[str], str]:
    capsys.readouterr()
    run(["report", ".", "--format", "json"])
    told = capsys.readouterr()
    document = json.loads(told.out)
    found = [(r["text"], r["kind"], r["cause"]) for e in document["entries"] for r in e["readings"]]
    return found, [d["state"] for d in document["decisions"]], told.err


words = st.text(st.sampled_from('ab é"\\\n\u200bש'), max_size=8)
