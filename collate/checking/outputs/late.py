"""Outputs that are imported when they first write: a run writes one."""

from collections.abc import Callable, Sequence
from importlib import import_module

from collate.model.findings import Finding

Output = Callable[[Sequence[Finding]], str]


def late(module: str) -> Output:
    """Give the output that a module of this package writes."""

    def write(findings: Sequence[Finding]) -> str:
        writer: Output = import_module(f"collate.checking.outputs.{module}").write
        return writer(findings)

    return write
