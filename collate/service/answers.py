"""Answers of the service, and the forms that a client may ask for."""

import json
from enum import StrEnum
from typing import Final

from collate._dataclass import dataclass
from collate._repr import abridged
from collate.terminal.escaping import printable_line

FAULT: Final = "this is a fault of collate, not of your texts; please report it"


class AnswerForm(StrEnum):
    """A form of the answer, by its media type."""

    COLLATE = "application/vnd.collate+json"
    DOT = "text/plain"
    TEI = "application/tei+xml"
    GRAPHML = "application/graphml+xml"
    SVG = "image/svg+xml"
    JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered.

    status      of HTTP
    media_type  of the body
    body        the content
    witnesses   how many witnesses were collated, for the log
    tokens      how many tokens they have, for the log
    """

    status: int
    media_type: str
    body: bytes
    witnesses: int = 0
    tokens: int = 0


def asked_form(accept: str) -> AnswerForm:
    """Return the form that an `Accept` asks for.

    As in CollateX, the first of the media types that is anywhere in it decides, without regard to preferences; JSON
    if there is none.
    """
    asked = accept.lower()
    return next((form for form in AnswerForm if form in asked), AnswerForm.JSON)


def error_answer(status: int, sentence: str) -> Answer:
    """Return an answer that says in one sentence what is wrong. What was sent and is quoted in it may be long."""
    body = json.dumps({"error": printable_line(abridged(sentence))}).encode("ascii")
    return Answer(status, AnswerForm.JSON, body)
