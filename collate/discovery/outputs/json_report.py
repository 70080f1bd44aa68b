"""Parallel passages as JSON; `collate/data/passages.schema.json` is its schema."""

import json
from collections.abc import Iterator, Sequence

from collate.discovery.passages import DocumentSpan, ParallelPassage, PassageSet


def passages_json(found: PassageSet, passages: Sequence[ParallelPassage]) -> Iterator[str]:
    """Yield the pieces of a JSON list with an object for each passage."""
    documents = {str(document.siglum): document for document in found.documents}

    def span(of: DocumentSpan) -> dict[str, object]:
        document = documents[of.file]
        return {"file": of.file, "start": of.start, "end": of.end, "line": document.line(of.start)}

    yield "["
    for number, passage in enumerate(passages):
        row = {
            "a": span(passage.a),
            "b": span(passage.b),
            "words": passage.words,
            "share": passage.share,
            "kind": passage.kind,
            "group": passage.group or None,
            "between": [
                {"side": b.side, "start": b.start, "end": b.end, "role": b.role, "cause": b.cause or None}
                for b in passage.between
            ],
        }
        yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"
