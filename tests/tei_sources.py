"""Where the samples of marked-up sources are, and how their expected values are compared."""

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

from collate.files.toml import SettingsTable
from collate.model.witness import Role, Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei

OWN = Path(__file__).parent / "sources"
OTHERS = Path(os.environ.get("COLLATE_SOURCES", Path(__file__).parent.parent.parent / "shared" / "sources"))


def expected_files(folder: str) -> list[Path]:
    """Return the files with expected values, those of the tests and those beside the project, each name once."""
    found = {path.name: path for root in (OTHERS, OWN) for path in sorted((root / folder).glob("*.expected.json"))}
    return [found[name] for name in sorted(found)]


def words(text: str) -> list[str]:
    """Return the words of a text; accents as one code point, because a sample and its values may differ in that."""
    return unicodedata.normalize("NFC", text).split()


def text_proper(witness: Witness) -> str:
    """Return the text of a witness that no role covers."""
    covered = bytearray(len(witness.text))
    for mark in witness.marks:
        if mark.role not in (None, Role.TEXT):
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    return "".join(" " if covered[n] else c for n, c in enumerate(witness.text))


def kept_aside(witness: Witness) -> list[list[str]]:
    """Return role, cause and text of what is kept aside; a stretch without what is kept aside in it."""
    marks = [m for m in witness.marks if m.role not in (None, Role.TEXT)]
    found = []
    for mark in marks:
        letters = list(witness.text[mark.start : mark.end])
        for inner in marks:
            if inner is not mark and mark.start <= inner.start and inner.end <= mark.end:
                letters[inner.start - mark.start : inner.end - mark.start] = " " * (inner.end - inner.start)
        found.append([str(mark.role), mark.cause or "", " ".join("".join(letters).split())])
    return found


def read_sample(path: Path, values: dict[str, Any], **more: object) -> tuple[Witness, ...]:
    """Read a sample with the options of its expected values, and others."""
    options = {key: value for key, value in {**values, **more}.items() if key not in ("siglum", "order")}
    if options.get("joined") == "@next":  # what goes on elsewhere is always read on
        del options["joined"]
    if "anchored" in options:
        options["anchored"] = options["anchored"].partition(" ->")[0]
    settings = read_settings([SettingsTable.of(options, "options")])
    read = ReadOptions(file=path.name, siglum=Siglum(values.get("siglum", "X")), settings=settings)
    return read_tei([SourceContent(path.name, path.read_bytes())], read)


def load(path: Path) -> dict[str, Any]:
    """Return expected values."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
