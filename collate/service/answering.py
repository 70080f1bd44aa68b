"""From the body of a request to its answer, without a server: nothing is read or written but the body."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType
from typing import Any, Final

from collate._dataclass import dataclass
from collate.api.collation import collate
from collate.compat.java_collations import align_java_collation
from collate.compat.java_forms import java_dot, java_graphml, java_svg, java_tei
from collate.compat.token_spaces import spaces_after
from collate.compat.variant_graph import can_draw
from collate.errors import CollateError, ReadError
from collate.model.witness import Witness
from collate.reading.collatex_java import JavaCollation, java_collation
from collate.reading.collatex_json import parse_json
from collate.rendering.json.surrogates import escape_surrogates
from collate.service.answers import Answer, AnswerForm, asked_form, error_answer
from collate.service.limits import ServiceLimits

BODY: Final = "the request"  # what messages call the body


class _TooLargeError(Exception):
    """A collation beyond a limit; the message says which."""


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """A collation as it was sent, and what was read of it."""

    sent: Mapping[str, object]
    given: JavaCollation


def answer_collation(body: bytes, accept: str, limits: ServiceLimits) -> Answer:
    """Answer a request to collate.

    Parameters
    ----------
    body : bytes
        A collation in the Java dialect of CollateX JSON.
    accept : str
        The `Accept` of the request, which decides the form of the answer.
    limits : ServiceLimits
        How many witnesses and tokens there may be.

    Returns
    -------
    Answer
        200 with the table in the form that is asked for, or 204 for SVG where Graphviz is missing; 400 if the body is
        not JSON, 413 if it is too large, 422 if it is no collation.

    Examples
    --------
    >>> body = b'{"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}'
    >>> answer = answer_collation(body, "application/json", ServiceLimits())
    >>> answer.status, answer.body.decode().partition(',"doubt"')[0]
    (200, '{"witnesses":["A","B"],"table":[[["a "],["a "]],[["cat"],["dog"]]]')
    """
    form = asked_form(accept)
    if form is AnswerForm.SVG and not can_draw():
        return Answer(204, form, b"")
    try:
        sent = parse_json(body, BODY)
    except ReadError as error:
        return error_answer(400, str(error) if _is_utf8(body) else f"{BODY} is not in UTF-8; send JSON in UTF-8")
    try:
        question = _question(sent, limits)
        content = _engine_form(question) if form is AnswerForm.COLLATE else FORMS[form](_table(question))
    except _TooLargeError as error:
        return error_answer(413, str(error))
    except MemoryError:
        return error_answer(413, f"{BODY} needs more memory than a worker has; send parts of the text")
    except CollateError as error:
        return error_answer(422, str(error))
    tokens = sum(map(len, question.given.tokens))
    return Answer(200, form, content.encode("utf-8"), len(question.given.witnesses), tokens)


def _question(sent: object, limits: ServiceLimits) -> _Question:
    """Return the collation. Raises ReadError if it is none."""
    listed = sent.get("witnesses") if isinstance(sent, dict) else None
    if isinstance(listed, list) and len(listed) > limits.witnesses:
        raise _TooLargeError(
            f"{len(listed):,} witnesses are too many, the limit is {limits.witnesses:,}; send fewer at a time"
        )
    given = java_collation(sent, BODY)
    tokens = sum(map(len, given.tokens))
    if tokens > limits.tokens:
        raise _TooLargeError(f"{tokens:,} tokens are too many, the limit is {limits.tokens:,}; send parts of the text")
    return _Question(sent if isinstance(sent, dict) else {}, given)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _table(question: _Question) -> dict[str, Any]:
    return align_java_collation(question.given)


def _engine_form(question: _Question) -> str:
    """Return the apparatus, with kinds, and the alignment from which it was made, as one JSON object on one line.

    `language`, `base` and `title` of the collation are read. Texts are divided into words as those of files are.
    """
    given = question.given
    witnesses = [_as_text(witness, tokens) for witness, tokens in zip(given.witnesses, given.tokens, strict=True)]
    base, language, title = (_setting(question, key) for key in ("base", "language", "title"))
    result = collate(witnesses, base=base, language=language, title=title)
    document = {"format": "collate-service/1"} | {
        key: json.loads(result.render(name)) for key, name in (("apparatus", "json"), ("alignment", "collatex"))
    }
    return _one_line(document)


def _setting(question: _Question, key: str) -> str | None:
    """Return a setting of the collation that is a string, or None."""
    value = question.sent.get(key)
    if isinstance(value, str | None):
        return value
    raise ReadError(f'{BODY}: the "{key}" of the collation is not a string; write one, or leave it out')


def _as_text(witness: Witness, tokens: tuple[object, ...]) -> Witness:
    """Return a witness as collate reads texts.

    What was sent as a text has no tokens yet. Tokens that were sent without white space get spaces between them.
    """
    if not any(isinstance(token, dict) for token in tokens):
        return replace(witness, pretokens=())
    written = [witness.text[p.start : p.end] for p in witness.pretokens]
    spaces = spaces_after(written)
    starts = accumulate((len(text) + len(space) for text, space in zip(written, spaces, strict=True)), initial=0)
    pretokens = tuple(
        replace(p, start=start, end=start + len(text))
        for p, start, text in zip(witness.pretokens, starts, written, strict=False)
    )
    text = "".join(text + space for text, space in zip(written, spaces, strict=True))
    return replace(witness, text=text, pretokens=pretokens)


def _one_line(value: object) -> str:
    """Return a value as JSON without line breaks, which a line of a batch cannot hold."""
    return escape_surrogates(json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


FORMS: Final[Mapping[AnswerForm, Callable[[Mapping[str, Any]], str]]] = MappingProxyType(
    {
        AnswerForm.DOT: java_dot,
        AnswerForm.TEI: java_tei,
        AnswerForm.GRAPHML: java_graphml,
        AnswerForm.SVG: java_svg,
        AnswerForm.JSON: _one_line,
    }
)
