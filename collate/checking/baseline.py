"""Findings that are known: named by rule, words and neighbours, never by line, so that an edit above moves nothing.

Beside them stand the entries of the apparatus of each work, so that what came and what went can be told.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from collate.errors import ConfigError
from collate.files.read import read_bytes
from collate.model.findings import Finding

VERSION: Final = "collate-baseline/1"
_NEAR: Final = 24  # signs of the line on either side that go into a fingerprint
_MEND: Final = "write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known: why, by fingerprint; and the entries of works, by the path of the work and by their names."""

    why: Mapping[str, str] = field(default_factory=dict)
    apparatus: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


NOTHING_KNOWN: Final = Baseline()


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Name each finding; the second of two that are alike in all has a name of its own."""
    seen = Counter[str]()
    for f in findings:
        parts = (" ".join(part.split()) for part in (f.before[-_NEAR:], f.here, f.after[:_NEAR]))
        # Where there are no words to be known by, what is said is all there is.
        content = "\x00".join(
            (f.code, f.path, *parts) if f.before or f.here or f.after else (f.code, f.path, f.message)
        )
        name = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def written(findings: Sequence[Finding], apparatus: Mapping[str, Mapping[str, str]], before: Baseline) -> str:
    """Write a baseline, a line a finding, so that a change of it reads well. Reasons that were given are kept."""
    known = (
        {"fingerprint": mark, "code": f.code, "path": f.path, "line": f.line, "message": f.message}
        | {"why": before.why.get(mark, "")}
        for f, mark in zip(findings, fingerprints(findings), strict=True)
    )
    works = ",\n".join(f"{_json(work)}: {{{_lines(_pairs(entries))}}}" for work, entries in sorted(apparatus.items()))
    return f'{{"format": "{VERSION}",\n"known": [{_lines(map(_json, known))}],\n"apparatus": {{{works}}}}}\n'


def _pairs(entries: Mapping[str, str]) -> Iterator[str]:
    return (f"{_json(ident)}: {_json(said)}" for ident, said in entries.items())


def _lines(rows: Iterable[str]) -> str:
    text = ",\n".join(rows)
    return f"\n{text}\n" if text else ""


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # Half a sign has no place in a file of UTF-8.
    return json.dumps(value) if any("\ud800" <= c <= "\udfff" for c in text) else text


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises ConfigError where it is none, or of another version."""
    try:
        return _read(read_bytes(path))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; {_MEND}") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: no baseline ({error}); {_MEND}") from None
    except (TypeError, KeyError, AttributeError):
        raise ConfigError(f"{path}: a baseline with parts missing; {_MEND}") from None


@lru_cache(maxsize=4)
def _read(written: bytes) -> Baseline:
    """Read what a baseline holds; each work of a run asks for the same."""
    content = json.loads(written)
    found = content.get("format") if isinstance(content, dict) else None
    if found != VERSION:
        raise ValueError(f"its format is {found!r}, and this collate reads {VERSION!r}")
    return _of(content)


def _of(content: Mapping[str, Any]) -> Baseline:
    why = {str(known["fingerprint"]): str(known.get("why", "")) for known in content["known"]}
    apparatus = {
        str(work): {str(ident): str(said) for ident, said in entries.items()}
        for work, entries in content.get("apparatus", {}).items()
    }
    return Baseline(why, apparatus)
