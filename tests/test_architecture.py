"""Rooms are imported one way, and only the command line prints."""

import ast
from pathlib import Path

from modules import MODULES, PACKAGE, module_of, name_of

# A room knows the rooms before it and nothing after it.
ROOMS = [
    "errors", "_version", "_suggestion", "_dataclass", "_late_regex", "_arrays", "kernel", "_repr", "_codepoints", "files", "model", "terminal", "text", "reading", "editorial", "decisions", "alignment", "variants",
    "classify", "of_pairs", "apparatus", "rendering", "pipeline", "proposing", "compat", "checking", "discovery", "api", "corpus", "service", "cli",
]  # fmt: skip
DOORS = {"__init__", "__main__"}


def room(path: Path) -> str:
    return name_of(path).split("/")[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in module_of(path).imports if name.startswith("collate.")}


def later_rooms(path: Path) -> set[str]:
    """Return the rooms that a module imports and should not know."""
    return {r for r in imported_rooms(path) if ROOMS.index(r) > ROOMS.index(room(path))}


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 10


def test_a_room_knows_only_the_rooms_before_it() -> None:
    inside = [path for path in MODULES if room(path) not in DOORS]
    assert {name_of(path): later for path in inside if (later := later_rooms(path))} == {}


def test_no_module_imports_relatively() -> None:
    assert {name_of(p): name for p in MODULES for name in module_of(p).imports if name.startswith(".")} == {}


def test_only_the_public_api_and_the_command_line_know_the_names_of_other_tools() -> None:
    elsewhere = [path for path in MODULES if room(path) not in {"compat", "service", "cli"} | DOORS]
    assert [name_of(path) for path in elsewhere if "compat" in imported_rooms(path)] == []


def test_no_module_imports_for_type_checking_only() -> None:
    found = [name_of(path) for path in MODULES if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]
    # The names of the package are loaded when they are first used, and a type checker cannot follow that.
    assert found == ["__init__.py"]


def test_only_the_command_line_prints_or_exits() -> None:
    elsewhere = [path for path in MODULES if room(path) != "cli"]
    assert {name_of(p): made for p in elsewhere if (made := module_of(p).functions & {"print", "exit", "quit"})} == {}
    assert [name_of(p) for p in elsewhere if "click" in {name.split(".")[0] for name in module_of(p).imports}] == []


def writes_to_a_stream(call: ast.Call) -> bool:
    """Return whether a call prints: `print`, `echo`, or a `write` of a standard stream."""
    function = ast.unparse(call.func)
    streams = ("sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write", "sys.stderr.buffer.write")
    return function in (*streams, "print") or function.split(".")[-1] in ("echo", "secho", "echo_via_pager")


def test_only_one_module_of_the_command_line_prints() -> None:
    printing = {}
    for path in sorted(PACKAGE.glob("cli/**/*.py")):
        calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
        printing[name_of(path)] = [ast.unparse(call) for call in calls if writes_to_a_stream(call)]
    assert {name for name, calls in printing.items() if calls} == {"cli/output.py"}, printing


WRITERS_KNOW = {
    "apparatus", "alignment", "editorial", "classify", "decisions", "variants", "files", "model", "terminal", "rendering",
    "errors", "_arrays", "_dataclass", "_late_regex", "_repr", "_suggestion",
}  # fmt: skip


def test_writers_know_the_types_and_compute_nothing() -> None:
    writers = sorted(PACKAGE.glob("rendering/**/*.py"))
    assert len(writers) > 10
    assert {name_of(path): known for path in writers if (known := imported_rooms(path) - WRITERS_KNOW)} == {}


def test_a_package_init_is_a_table_of_contents() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        functions = {n.name for n in body if isinstance(n, ast.FunctionDef)}
        # The door of the package loads its names when they are first used (PEP 562).
        assert functions == ({"__getattr__", "__dir__"} if path == PACKAGE / "__init__.py" else set()), path
        assert not {type(n) for n in body} & {ast.ClassDef, ast.For, ast.While}, path


def test_no_docstring_begins_with_give_or_say() -> None:
    root = PACKAGE.parent
    paths = [path for folder in ("collate", "tests", "bench") for path in sorted((root / folder).rglob("*.py"))]
    begun = {
        str(path.relative_to(root)): text
        for path in paths
        for text in module_of(path).docstrings
        if text.startswith(("Give", "Say"))
    }
    assert len(paths) > 100
    assert begun == {}
