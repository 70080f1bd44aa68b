"""Reads a sample of `sources/` as a project would, and compares it with what was expected by reading it."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from collate.files.toml import SettingsTable
from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings

SOURCES = Path(__file__).parent / "sources"
SHARED = Path(os.environ.get("COLLATE_SOURCES", Path(__file__).parents[2] / "shared" / "sources"))

Reader = Callable[[Sequence[SourceContent], ReadOptions], tuple[Witness, ...]]


def options_of(settings: Mapping[str, Any], file: str = "a.xml") -> ReadOptions:
    """Return the options of a witness with these settings `[read]`; its siglum is `siglum`, else P."""
    siglum = Siglum(settings.get("siglum", "P"))
    table = SettingsTable.of({key: value for key, value in settings.items() if key != "siglum"}, "[read]")
    return ReadOptions(file, siglum, settings=read_settings([table]))


def read(reader: Reader, content: str | bytes | list[str], **settings: object) -> tuple[Witness, ...]:
    """Read a file, or several, with settings."""
    contents = content if isinstance(content, list) else [content]
    sources = [
        SourceContent(f"{'abcdef'[n]}.xml", c if isinstance(c, bytes) else c.encode()) for n, c in enumerate(contents)
    ]
    return reader(sources, options_of(settings))


def expected(file: str, folder: Path = SOURCES) -> dict[str, Any]:
    """Return what was expected of a sample."""
    path = folder / file
    found: dict[str, Any] = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    return found


def read_sample(
    reader: Reader, file: str, more: dict[str, Any] | None = None, folder: Path = SOURCES
) -> tuple[Witness, ...]:
    """Read a sample with the settings that are expected for it, and more."""
    path = folder / file
    options = options_of(expected(file, folder)["options"] | (more or {}), path.name)
    return reader([SourceContent(path.name, path.read_bytes())], options)


def words(text: str) -> list[str]:
    """Return the words of a text; every run of white space is one space."""
    return text.split()


def text_proper(witness: Witness) -> str:
    """Return the words of a witness that no role covers."""
    kept = list(witness.text)
    for mark in witness.marks:
        if mark.role is not None:
            kept[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join(words("".join(kept)))


def asides(witness: Witness) -> list[tuple[str, str, str]]:
    """Return what is kept aside: role, cause, text."""
    return [(str(m.role), m.cause or "", witness.text[m.start : m.end]) for m in witness.marks if m.role]


def gaps(witness: Witness) -> list[tuple[str, str]]:
    """Return the signs of gaps: sign, reason."""
    return [(witness.text[m.start : m.end], str(m.gap)) for m in witness.marks if m.gap]


def said(witness: Witness, *names: str) -> list[tuple[str, str, str]]:
    """Return what is said of stretches: name, value, text; of all but the image."""
    found = [(str(a.name), a.value, witness.text[a.start : a.end]) for a in witness.annotations]
    return [row for row in found if (row[0] in names if names else row[0] != "facsimile")]


def places(witness: Witness, system: str) -> list[tuple[str, str]]:
    """Return the places of a system: name, and the words with which each begins."""
    return [(p.value, " ".join(words(witness.text[p.start : p.end])[:2])) for p in witness.places if p.system == system]


def left_out(witness: Witness) -> dict[str, int]:
    """Return what was left out: name, and how many words."""
    return {row.name: row.words for row in witness.left_out}
