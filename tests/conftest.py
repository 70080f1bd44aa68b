"""Options and parameters that tests share."""

import pytest
from casefile import CASES, read_case


def pytest_addoption(parser):
    parser.addoption("--update-cases", action="store_true", help="write what is found into the case and golden files")


@pytest.fixture
def update(request):
    return request.config.getoption("--update-cases")


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", [read_case(p) for p in CASES], ids=[p.stem for p in CASES])
