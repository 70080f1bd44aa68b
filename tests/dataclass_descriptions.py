"""What can be seen of the dataclasses of modules from outside; run as a program, with those of the standard library."""

import dataclasses
import inspect
import json
import re
import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def _refused(base: type, **options: bool) -> str | None:
    """Return why a class cannot inherit from a class, None if it can."""
    try:
        dataclasses.dataclass(**options)(type("Other", (base,), {}))
    except TypeError as refused:
        return str(refused)
    return None


def _description(cls: Any) -> list[str]:  # noqa: ANN401 - a dataclass
    seen = [
        *(cls.__dataclass_params__, inspect.signature(cls), cls.__match_args__, cls.__dict__.get("__slots__")),
        *(cls.__hash__ is None, cls.__eq__ is object.__eq__, cls.__repr__ is object.__repr__, cls.__doc__),
        *(_refused(cls, frozen=False), _refused(cls, frozen=True), dataclasses.fields(cls)),
        sorted(name for name in vars(cls) if not name.startswith("__")),
    ]
    return [re.sub(" at 0x[0-9a-f]+", "", str(value)) for value in seen]


def described_classes(names: list[str]) -> dict[str, list[str]]:
    """Describe each dataclass that is defined in one of the modules."""
    return {
        f"{name}.{cls.__qualname__}": _description(cls)
        for name in names
        for cls in vars(import_module(name)).values()
        if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls.__module__ == name
    }


if __name__ == "__main__":
    standard: Any = ModuleType("collate._dataclass")
    standard.dataclass = dataclasses.dataclass
    sys.modules["collate._dataclass"] = standard
    print(json.dumps(described_classes(sys.argv[1:])))  # noqa: T201 - the test reads it
