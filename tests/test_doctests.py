"""The examples of the public API run, and print what they say."""

import doctest
import inspect

import pytest

import collate

DOCUMENTED = [name for name in collate.__all__ if callable(getattr(collate, name))]
EXAMPLES = [
    example
    for name in DOCUMENTED
    for example in doctest.DocTestFinder(recurse=False).find(getattr(collate, name), name, globs={})
] + [
    example
    for name, method in inspect.getmembers(collate.CollationResult, inspect.isfunction)
    if not name.startswith("_")
    for example in doctest.DocTestFinder(recurse=False).find(method, f"CollationResult.{name}", globs={})
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_example_of_a_public_name_runs(
    example: doctest.DocTest, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(request.config.rootpath)
    failures: list[str] = []
    flags = doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=flags).run(example, out=failures.append)
    assert not failures, "".join(failures)
