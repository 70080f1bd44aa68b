"""Case files: one text file, one question; its name is the sentence that it proves."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from collate.decisions import Decision
from collate.decisions.parsing import parse_decisions
from collate.files.toml import parse_toml
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@dataclass
class Case:
    """A question, the witnesses that put it, and the answers expected."""

    path: Path
    head: str
    language: str
    base: str
    witnesses: list[Witness]
    expected: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def work(self) -> Work:
        return Work(self.path.stem, tuple(self.witnesses), Siglum(self.base), self.language)

    def collated(self) -> Collated:
        return collate_work(self.work(), decisions=self.decisions)


def read_case(path: Path) -> Case:
    """Take a case file apart: comments and options, `--- SIGLUM [fragment]`, `--- decisions`, `=== section`."""
    text = path.read_text(encoding="utf-8")
    given, *sections = re.split(r"^=== ", text, flags=re.MULTILINE)
    head, *blocks = re.split(r"^--- ", given, flags=re.MULTILINE)
    options = dict(re.findall(r"^# (language|base): (\S+)$", head, flags=re.MULTILINE))
    witnesses: list[Witness] = []
    decisions: list[Decision] = []
    for block in blocks:
        name, _, body = block.partition("\n")
        if name == "decisions":
            decisions = parse_decisions(parse_toml(body, name), name)
            continue
        siglum, *words = name.split()
        fragment = "fragment" in words
        witnesses.append(
            Witness(
                Siglum(siglum),
                body.removesuffix("\n").replace("␠", " ").replace("⍽", "\u00a0"),
                extent=Extent.FRAGMENT if fragment else Extent.COMPLETE,
                passages=PassageUnit.PARAGRAPH if fragment else PassageUnit.FILE,
            )
        )
    expected = dict(s.split("\n", 1) for s in sections)
    return Case(
        path,
        given,
        options.get("language", "en"),
        options.get("base", witnesses[0].siglum),
        witnesses,
        expected,
        decisions,
    )
