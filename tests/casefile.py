"""Case files: each is a text file with one question, and its name is the sentence that it proves."""

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
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
    """A case file: its witnesses, its options, and the expected output by section."""

    path: Path
    head: str
    language: str
    base: str
    witnesses: list[Witness]
    expected: dict[str, str] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def work(self) -> Work:
        return Work(tuple(self.witnesses), title=self.path.stem, base=Siglum(self.base), language=self.language)

    @cached_property
    def collated(self) -> Collated:
        """The case collated, once for all tests that read it."""
        return collate_work(self.work(), decisions=self.decisions)


@cache
def read_case(path: Path) -> Case:
    """Parse a case file: comments and options, `--- SIGLUM [fragment] [hand-of=SIGLUM]`, `--- decisions`, `=== section`."""
    text = path.read_text(encoding="utf-8")
    question, *sections = re.split(r"^=== ", text, flags=re.MULTILINE)
    head, *blocks = re.split(r"^--- ", question, flags=re.MULTILINE)
    options = dict(re.findall(r"^# (language|base): (\S+)$", head, flags=re.MULTILINE))
    witnesses: list[Witness] = []
    decisions: list[Decision] = []
    for block in blocks:
        name, _, body = block.partition("\n")
        if name == "decisions":
            decisions = parse_decisions(parse_toml(body, name), name)
            continue
        siglum, *flags = name.split()
        fragment = "fragment" in flags
        hand_of = next((flag.removeprefix("hand-of=") for flag in flags if flag.startswith("hand-of=")), None)
        witnesses.append(
            Witness(
                Siglum(siglum),
                body.removesuffix("\n").replace("␠", " ").replace("⍽", "\u00a0"),
                extent=Extent.FRAGMENT if fragment else Extent.COMPLETE,
                passages=PassageUnit.PARAGRAPH if fragment else PassageUnit.FILE,
                derived_from=Siglum(hand_of) if hand_of else None,
            )
        )
    expected = dict(section.split("\n", 1) for section in sections)
    return Case(
        path,
        question,
        options.get("language", "en"),
        options.get("base", witnesses[0].siglum),
        witnesses,
        expected,
        decisions,
    )
