"""Outputs that are imported when they are used: a run uses one."""

from collections.abc import Callable, Sequence
from importlib import import_module

from collate.model.findings import Finding

Output = Callable[[Sequence[Finding]], str]


def lazy_output(module: str) -> Output:
    """Return a function that imports a module of this package when it is called, and calls its `write`."""

    def write(findings: Sequence[Finding]) -> str:
        output: Output = import_module(f"collate.checking.outputs.{module}").write
        return output(findings)

    return write
