"""What tests of the whole project ask of its modules; each module is parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "collate"
MODULES = sorted(PACKAGE.rglob("*.py"))


@dataclass(frozen=True, slots=True)
class Module:
    """What a module imports, calls and documents.

    An import is its dotted name, with a dot before it for each level if it is relative. A call `a.b.c()` is of the
    method c, `a()` of the function a.
    """

    imports: frozenset[str]
    functions: frozenset[str]
    methods: frozenset[str]
    docstrings: tuple[str, ...]


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from [f"collate.{a.name}" for a in node.names] if module == "collate" else [module]
    elif isinstance(node, ast.Import):
        yield from (a.name for a in node.names)


@cache
def module_of(path: Path) -> Module:
    """Parse a module."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    documented = [n for n in nodes if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)]
    return Module(
        frozenset(name for node in nodes for name in _imports(node)),
        frozenset(f.id for f in called if isinstance(f, ast.Name)),
        frozenset(f.attr for f in called if isinstance(f, ast.Attribute)),
        tuple(ast.get_docstring(node) or "" for node in documented),
    )


def name_of(path: Path) -> str:
    """Return the name of a module, from the folder of the package on."""
    return path.relative_to(PACKAGE).as_posix()


def can_be_imported(path: Path) -> bool:
    """Return whether what a module imports when it is loaded is installed: a library of an extra may be missing."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    roots = {name.split(".")[0] for node in body for name in _imports(node)}
    return all(find_spec(root) for root in roots - {"", "__future__"})
