"""The description of the service: what it says of requests and answers is so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from collate.service.answering import answer_collation
from collate.service.answers import AnswerForm
from collate.service.limits import ServiceLimits
from collate.service.openapi import openapi_document

DOCUMENT = openapi_document("/p")
OPERATIONS = [(path, op) for path, ops in DOCUMENT["paths"].items() for op in ops.values()]

words = st.text("abc", min_size=1, max_size=3)
tokens = st.lists(
    st.fixed_dictionaries({"t": words}, optional={"n": words, "x": st.none() | st.integers()}), max_size=4
)
scraps: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.text("xy", max_size=2) | st.just([]) | st.just({})
)
collations = st.fixed_dictionaries(
    {"witnesses": st.lists(st.fixed_dictionaries({"id": st.just("A") | scraps}, optional={"content": words | scraps, "tokens": tokens | scraps}), max_size=1) | scraps},
    optional={
        "algorithm": scraps,
        "joined": scraps,
        "transpositions": scraps,
        "tokenComparator": scraps | st.fixed_dictionaries({}, optional={"type": st.sampled_from(["equality", "levenshtein"]) | scraps, "distance": scraps}),
    },
)  # fmt: skip


def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return Draft202012Validator(schema)


@settings(max_examples=100)
@given(collations | scraps)
def test_what_the_schema_allows_is_answered_and_what_it_forbids_is_not(collation: object) -> None:
    answer = answer_collation(json.dumps(collation).encode(), "", ServiceLimits())
    assert (answer.status == 200) == validator("Collation").is_valid(collation)
    validator("Table" if answer.status == 200 else "Error").validate(json.loads(answer.body))


def test_our_own_form_is_as_described() -> None:
    body = b'{"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}'
    answer = answer_collation(body, AnswerForm.COLLATE, ServiceLimits())
    validator("Apparatus").validate(json.loads(answer.body))


def test_every_form_is_described() -> None:
    described = DOCUMENT["paths"]["/p/collate"]["post"]["responses"]["200"]["content"]
    assert set(described) == {str(form) for form in AnswerForm}


def test_every_reference_leads_to_a_schema() -> None:
    found = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))
    assert found == set(DOCUMENT["components"]["schemas"])


@pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[path for path, _ in OPERATIONS])
def test_the_page_names_every_path_and_status(path: str, operation: dict[str, Any]) -> None:
    page = (Path(__file__).parent.parent / "docs" / "service.md").read_text(encoding="utf-8")
    assert re.search(rf"\| `(GET|POST) {re.escape(path.removeprefix('/p'))}` \|", page)
    told = {status for status in operation["responses"] if int(status) >= 400}
    assert {status for status in told if not re.search(rf"^\| .*\b{status}\b", page, re.MULTILINE)} == set()
