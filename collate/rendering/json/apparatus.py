"""The apparatus as JSON, `collate-apparatus/1`: the stable interface.

The schema is `collate/data/apparatus.schema.json`. Spans are code points [start, end) of the text of
each witness as it was read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from collate.apparatus import Apparatus, Entry, Lemma, Reading, Support, summary
from collate.decisions import Outcome
from collate.model.alignment import Alignment
from collate.model.tokens import Tokens
from collate.model.told_marks import told_marks
from collate.model.variation import Kind, Variation
from collate.model.witness import Siglum, Witness
from collate.rendering.direction import base_direction
from collate.rendering.json.layout import laid_out
from collate.rendering.json.surrogates import escape_surrogates

FORMAT: Final = "collate-apparatus/1"
_Sources = Mapping[Siglum, Witness]


def write_json(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the whole apparatus as one JSON document, keys in a fixed order, an entry at a time."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "title": apparatus.title,
        "language": apparatus.language,
        "base": apparatus.base,
        "witnesses": [_witness(t) for t in alignment.tokens],
    }
    if apparatus.part:
        places, outside = list(apparatus.part.places), len(apparatus.part.outside)
        head["part"] = {"places": places, "entries": len(apparatus.entries), "outside": outside}
    tail = {
        "summary": {
            siglum: {str(kind): kinds[kind] for kind in Kind if kinds[kind]}
            for siglum, kinds in summary(apparatus).items()
            if siglum != apparatus.base
        },
        "decisions": [_decision(outcome) for outcome in apparatus.decisions],
    }
    yield "{\n" + "".join(f' "{key}": {laid_out(value, 1)},\n' for key, value in head.items())
    yield ' "entries": ['
    separator = "\n  "
    sources = _annotated(apparatus)
    for entry in apparatus.entries:
        yield separator + laid_out(_entry(entry, sources), 2)
        separator = ",\n  "
    yield "\n ],\n" if apparatus.entries else "],\n"
    tail = {"echoes": [_entry(echo, sources) for echo in apparatus.echoes], **tail} if apparatus.echoes else tail
    yield ",\n".join(f' "{key}": {laid_out(value, 1)}' for key, value in tail.items()) + "\n}\n"


def write_jsonl(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the entries as JSON Lines: the same records as in the JSON, each valid against `$defs/entry`."""
    del alignment
    sources = _annotated(apparatus)
    for entry in (*apparatus.entries, *apparatus.echoes):
        yield escape_surrogates(json.dumps(_entry(entry, sources), ensure_ascii=False)) + "\n"


def _annotated(apparatus: Apparatus) -> _Sources:
    """Return the witnesses whose sources say something of words."""
    return {w.siglum: w for w in apparatus.witnesses if len(w.annotations)}


def _witness(tokens: Tokens) -> dict[str, Any]:
    witness = tokens.witness
    return {
        "siglum": witness.siglum,
        "title": witness.bibliography.title,
        "date": witness.bibliography.date,
        "source": witness.bibliography.source,
        "licence": witness.bibliography.licence,
        "tokens": len(tokens),
        "extent": str(witness.extent),
        "hand_of": witness.derived_from,
        "sha256": witness.sources[0].sha256 if len(witness.sources) == 1 else None,
        "files": [{"file": s.file, "encoding": s.encoding, "sha256": s.sha256} for s in witness.sources],
        "direction": base_direction(witness.text),
    }


def _entry(entry: Entry, sources: _Sources) -> dict[str, Any]:
    document: dict[str, Any] = {
        "n": entry.number,
        "id": entry.id,
        "lemma": _lemma(entry.lemma, sources) if entry.lemma else None,
        "readings": [_reading(r, bool(entry.lemma), sources) for r in entry.readings],
        "silent": {siglum: testimony.name.lower() for siglum, testimony in entry.silent},
        "doubt": round(entry.doubt, 3),
        "moved": entry.other_place,
    }
    if entry.places:
        document["places"] = dict(entry.places)
    if entry.told_in is not None:
        document["told_in"] = entry.told_in
    if entry.lemma is None:
        document["pairs"] = [
            {
                "witnesses": [list(p.first.witnesses), list(p.second.witnesses)],
                **_variation(p.second.variation),
            }
            for p in entry.pairs
        ]
    return document


def _lemma(lemma: Lemma, sources: _Sources) -> dict[str, Any]:
    return {
        "text": lemma.text,
        "witnesses": list(lemma.witnesses),
        "spans": _spans(lemma.support[0]),
        **({"file": lemma.file} if lemma.file else {}),
        "line": lemma.line,
        "places": dict(lemma.places),
        "before": lemma.before,
        "after": lemma.after,
        "occurrence": lemma.occurrence,
        **_marks(lemma.support, sources),
    }


def _marks(supports: Iterable[Support], sources: _Sources) -> dict[str, Any]:
    """Return what sources say of the words of a reading under the key `marks`; no key if they say nothing."""
    if not sources:
        return {}
    told = [m for s in supports if s.siglum in sources for m in told_marks(sources[s.siglum], s.spans)]
    marks = [
        {"mark": str(m.name), "value": m.value, "witness": m.siglum, "span": [m.start, m.end], "text": m.words}
        for m in told
    ]
    return {"marks": marks} if marks else {}


def _reading(reading: Reading, has_lemma: bool, sources: _Sources) -> dict[str, Any]:
    document: dict[str, Any] = {
        "witnesses": list(reading.witnesses),
        "text": reading.text,
        "spans": {s.siglum: _spans(s) for s in reading.support},
        **_marks(reading.support, sources),
    }
    return {**document, **_variation(reading.variation)} if has_lemma else document


def _variation(variation: Variation) -> dict[str, Any]:
    return {
        "kind": str(variation.kind),
        "cause": variation.cause,
        "also": [str(kind) for kind in variation.also],
        "within": str(variation.within) if variation.within else None,
        "significance": str(variation.significance),
        "why": variation.why,
        "rule": variation.rule,
        "decision": variation.decision,
        "certainty": str(variation.certainty),
    }


def _decision(outcome: Outcome) -> dict[str, Any]:
    decision = outcome.decision
    return {
        "id": decision.id,
        "file": decision.file,
        "line": decision.line,
        "action": str(decision.action),
        "kind": decision.kind,
        "cause": decision.cause,
        "scope": str(decision.scope),
        "state": str(outcome.state),
        "why": outcome.why,
        "who": decision.who,
        "when": decision.when,
        "entries": list(outcome.entries),
    }


def _spans(support: Support) -> list[list[int]]:
    return [list(span) for span in support.spans]
