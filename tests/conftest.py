"""Command-line options, fixtures and parameters shared by the tests."""

import pytest
from casefile import CASES, read_case
from hypothesis import settings

# `make test` tries the same examples on every machine; `make hunt` tries new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("hunt", derandomize=False, print_blob=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases", action="store_true", help="write the actual output into the case and golden files"
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    update: bool = request.config.getoption("--update-cases")
    return update


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [read_case(p) for p in CASES], ids=[p.stem for p in CASES])
