"""An answer as HTTP sends it."""

from collections.abc import Mapping

from starlette.responses import Response

from collate.service.answers import Answer, AnswerForm


def response_of(answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer as a response. It is never kept, and never taken for another media type."""
    media_type = answer.media_type
    if media_type == AnswerForm.DOT:
        media_type += "; charset=utf-8"
    response = Response(answer.body, answer.status, headers, media_type if answer.body else None)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if answer.media_type == AnswerForm.SVG:
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
