"""Options and parameters that tests share."""

import pytest
from casefile import CASES, read_case
from hypothesis import settings

# `make test` says the same of the same code on every machine; `make hunt` looks for what no one has thought of.
settings.register_profile("same", derandomize=True)
settings.register_profile("hunt", derandomize=False, print_blob=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="write what is found into the case and golden files")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--update-cases")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [read_case(p) for p in CASES], ids=[p.stem for p in CASES])
