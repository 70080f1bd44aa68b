"""The service described as OpenAPI 3.1."""

from typing import Any, Final

from collate._version import __version__
from collate.service.answers import AnswerForm

Schema = dict[str, Any]

_TOKEN: Final[Schema] = {
    "type": "object",
    "required": ["t"],
    "properties": {
        "t": {"type": "string", "minLength": 1, "description": "What is written."},
        "n": {"type": "string", "minLength": 1, "description": "What is compared; by default t in lower case."},
    },
    "additionalProperties": True,
    "description": "Other keys come back as they were sent.",
}
_ID: Final[Schema] = {
    "type": "string",
    "minLength": 1,
    "description": "The siglum: printable characters, and not the siglum of another witness.",
}
_WITNESS: Final[Schema] = {
    "description": "Tokens, or content; if there are both, content is not read.",
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": _ID,
        "tokens": {"type": "array", "items": {"$ref": "#/components/schemas/Token"}},
    },
    "anyOf": [
        {"required": ["tokens"]},
        {"required": ["content"], "properties": {"content": {"type": "string"}}},
    ],
}
_COLLATION: Final[Schema] = {
    "type": "object",
    "required": ["witnesses"],
    "properties": {
        "witnesses": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Witness"}},
        "algorithm": {"type": ["string", "null"], "description": "Any name is accepted; it changes nothing."},
        "tokenComparator": {
            "type": ["object", "null"],
            "properties": {
                "type": {"enum": ["equality", "levenshtein", None]},
                "distance": {"description": "Not read: whatever it is, similar words attract each other."},
            },
        },
        "joined": {"type": ["boolean", "null"], "description": "Words that go together share a cell; true by default."},
        "transpositions": {"type": ["boolean", "null"], "description": "Moves are told; true by default."},
        # The forms of CollateX do not know these, so anything may be there.
        "language": {"description": f"A string, an ISO 639 code; for {AnswerForm.COLLATE} only."},
        "base": {"description": f"A string, a siglum; for {AnswerForm.COLLATE} only."},
        "title": {"description": f"A string; for {AnswerForm.COLLATE} only."},
    },
}
_TABLE: Final[Schema] = {
    "type": "object",
    "required": ["witnesses", "table", "doubt", "links", "moves"],
    "properties": {
        "witnesses": {"type": "array", "items": {"type": "string"}, "description": "The sigla, sorted."},
        "table": {
            "type": "array",
            "description": "A list for each column, in it a cell for each witness; a cell is a list of tokens.",
            "items": {
                "type": "array",
                "items": {"type": "array", "items": {"type": ["string", "object"]}},
            },
        },
        "doubt": {"type": "array", "items": {"type": "number", "minimum": 0, "maximum": 1}},
        "links": {"type": "array", "items": {"type": "object"}},
        "moves": {"type": "array", "items": {"type": "object"}},
    },
}
_APPARATUS: Final[Schema] = {
    "type": "object",
    "required": ["format", "apparatus", "alignment"],
    "properties": {
        "format": {"const": "collate-service/1"},
        "apparatus": {"type": "object", "description": "As collate report --format json writes it."},
        "alignment": {"type": "object", "description": "As collate report --format collatex writes it."},
    },
}
_ERROR: Final[Schema] = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "One sentence: what is wrong and what to do."}},
}
_ERRORS: Final = {
    "400": "The body is not JSON in UTF-8.",
    "403": "The name in Host is not known.",
    "408": "The body comes too slowly.",
    "413": "Too many bytes, witnesses or tokens.",
    "415": "The body is compressed.",
    "422": "The body is JSON, but no collation.",
    "500": "A fault of collate.",
    "503": "The collation was stopped or lost, or the service has too much to do.",
}


def openapi_document(prefix: str = "") -> Schema:
    """Return the description of the service, whose paths begin with a prefix."""
    schemas = {"Token": _TOKEN, "Witness": _WITNESS, "Collation": _COLLATION, "Table": _TABLE, "Error": _ERROR}
    paths = {
        "/collate": {"post": _collate_operation()},
        "/collate/batch": {"post": _batch_operation()},
        "/health": {"get": _json_operation("Whether a worker is there", {"503": "No worker is there."})},
        "/version": {"get": _json_operation("The version of collate", {})},
        "/openapi.json": {"get": _json_operation("This document", {})},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "collate", "version": __version__, "license": {"name": "GPL-3.0-or-later"}},
        "paths": {f"{prefix}{path}": operations for path, operations in paths.items()},
        "components": {"schemas": schemas | {"Apparatus": _APPARATUS}},
    }


def _collate_operation() -> Schema:
    text = {form: {"schema": {"type": "string"}} for form in AnswerForm if "json" not in form}
    content = {
        AnswerForm.JSON: {"schema": {"$ref": "#/components/schemas/Table"}},
        AnswerForm.COLLATE: {"schema": {"$ref": "#/components/schemas/Apparatus"}},
        **text,
    }
    return {
        "summary": "Collate the witnesses of one text",
        "description": "The first of the media types below that Accept contains, in the order application/vnd.collate"
        "+json, text/plain (DOT), TEI, GraphML, SVG, decides the form; JSON if it contains none of them.",
        "requestBody": _body("application/json", {"$ref": "#/components/schemas/Collation"}),
        "responses": {
            "200": {"description": "The collation.", "content": {str(form): value for form, value in content.items()}},
            "204": {"description": "SVG was asked for, and Graphviz is not installed."},
            **_error_responses(_ERRORS),
        },
    }


def _batch_operation() -> Schema:
    lines = {"type": "string", "description": "A line for each collation: the number of its line, status, answer."}
    of_batch = {status: why for status, why in _ERRORS.items() if status not in ("422", "500")}
    of_batch["400"] = "There is no collation."
    return {
        "summary": "Collate many texts, each a collation as JSON on one line",
        "requestBody": _body("application/x-ndjson", {"type": "string"}, "text/plain"),
        "responses": {
            "200": {
                "description": "The answers, in the order of the lines.",
                "content": {"application/x-ndjson": {"schema": lines}},
            },
            **_error_responses(of_batch),
        },
    }


def _json_operation(summary: str, errors: dict[str, str]) -> Schema:
    content = {"application/json": {"schema": {"type": "object"}}}
    answered = {status: {"description": why, "content": content} for status, why in errors.items()}
    refused = _error_responses({"403": _ERRORS["403"]})
    return {
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}, **answered, **refused},
    }


def _body(media_type: str, schema: Schema, *others: str) -> Schema:
    return {"required": True, "content": {name: {"schema": schema} for name in (media_type, *others)}}


def _error_responses(errors: dict[str, str]) -> Schema:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {status: {"description": why, "content": content} for status, why in errors.items()}
