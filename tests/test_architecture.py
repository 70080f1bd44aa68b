"""Rooms are imported one way, and only the command line prints."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "collate"

# A room knows the rooms before it and nothing after it.
ROOMS = [
    "errors", "_version", "_suggestion", "_dataclass", "_late_regex", "_arrays", "_repr", "_codepoints", "files", "model", "terminal", "text", "reading", "editorial", "decisions", "alignment", "variants",
    "classify", "of_pairs", "apparatus", "rendering", "pipeline", "compat", "checking", "api", "cli",
]  # fmt: skip
DOORS = {"__init__", "__main__"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names = [node.module or ""] if node.module != "collate" else [f"collate.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("collate.")}
    return found


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 10


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_knows_only_the_rooms_before_it(path: Path) -> None:
    if room(path) in DOORS:
        return
    place = ROOMS.index(room(path))
    later = {r for r in imported_rooms(path) if ROOMS.index(r) > place}
    assert not later, f"{room(path)} imports {later}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_public_api_and_the_command_line_know_the_names_of_other_tools(path: Path) -> None:
    if room(path) not in {"compat", "cli"} | DOORS:
        assert "compat" not in imported_rooms(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_imports_for_type_checking_only(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return  # its names are loaded when they are first used, and a type checker cannot follow that
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room(path) == "cli":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not called & {"print", "exit", "quit"}
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    imported |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert "click" not in imported


def writes_to_a_stream(call: ast.Call) -> bool:
    """Return whether a call prints: `print`, `echo`, or a `write` of a standard stream."""
    function = ast.unparse(call.func)
    streams = ("sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write", "sys.stderr.buffer.write")
    return function in (*streams, "print") or function.split(".")[-1] in ("echo", "secho", "echo_via_pager")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("cli/**/*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_one_module_of_the_command_line_prints(path: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    printing = [ast.unparse(call) for call in calls if writes_to_a_stream(call)]
    assert bool(printing) == (path.name == "output.py"), printing


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("rendering/**/*.py")), ids=lambda p: p.name)
def test_writers_know_the_types_and_compute_nothing(path: Path) -> None:
    assert imported_rooms(path) <= {
        "apparatus",
        "alignment",
        "editorial",
        "classify",
        "decisions",
        "variants",
        "files",
        "model",
        "terminal",
        "rendering",
        "errors",
        "_arrays",
        "_dataclass",
        "_late_regex",
        "_suggestion",
    }


def test_a_package_init_is_a_table_of_contents() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        functions = {n.name for n in body if isinstance(n, ast.FunctionDef)}
        # The door of the package loads its names when they are first used (PEP 562).
        assert functions == ({"__getattr__", "__dir__"} if path == PACKAGE / "__init__.py" else set()), path
        assert not {type(n) for n in body} & {ast.ClassDef, ast.For, ast.While}, path


PYTHON_FILES = sorted(p for folder in ("collate", "tests", "bench") for p in (PACKAGE.parent / folder).rglob("*.py"))


@pytest.mark.parametrize("path", PYTHON_FILES, ids=lambda p: str(p.relative_to(PACKAGE.parent)))
def test_no_docstring_begins_with_give_or_say(path: Path) -> None:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, documented)]
    docstrings = [ast.get_docstring(node) or "" for node in nodes]
    assert [text for text in docstrings if text.startswith(("Give", "Say"))] == []
