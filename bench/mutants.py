"""Break the code in one place at a time, and see whether a test fails: `python bench/mutants.py [SEED]`.

A mutant is a copy of the package in which one comparison, operator, number or condition is another one. Modules of
six rooms are taken, and in each some places that chance chooses by the seed. The tests that run are those of the
module. What survives them is listed with its line, to be looked at: a test is missing, or the change means nothing.

A run takes hours. What was found is kept in `.mutants.jsonl`, so that a run that was stopped goes on; after a change of
code or tests, delete that file or the lines of the mutants that shall be judged again.
"""

import ast
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from figures import markdown_table, print_text

ROOT: Final = Path(__file__).parent.parent
EACH: Final = 5  # mutants of a module
SECONDS: Final = 400  # of CPU for the tests of one mutant; one that never ends is noticed
AT_ONCE: Final = 2
NOT_COPIED: Final = (".git", ".venv", "node_modules", "*_cache", ".hypothesis")
FOUND: Final = ROOT / ".mutants.jsonl"

# The modules, each with the tests of which it is the subject.
SUBJECTS: Final[dict[str, Sequence[str]]] = {
    "alignment/driver.py": ("test_aligning.py", "test_every_base.py", "test_cases.py"),
    "alignment/scoring.py": ("test_aligning.py", "test_cases.py"),
    "alignment/exact/anchors.py": ("test_gaps.py", "test_aligning.py", "test_kernel.py", "test_cases.py"),
    "alignment/exact/false_anchors.py": ("test_false_anchors.py", "test_cases.py"),
    "alignment/relations/moves.py": ("test_moves.py", "test_moves_are_told_once.py", "test_cases.py"),
    "alignment/relations/moved_passages.py": ("test_moves.py", "test_cases.py"),
    "alignment/relations/ambiguity.py": ("test_doubt.py", "test_cases.py"),
    "alignment/relations/word_division.py": ("test_word_divisions.py", "test_divided_words.py", "test_cases.py"),
    "variants/boundaries.py": ("test_variants.py", "test_cases.py"),
    "variants/bracketed.py": ("test_variants.py", "test_shared_interventions.py", "test_cases.py"),
    "apparatus/select.py": ("test_apparatus.py", "test_cases.py"),
    "apparatus/part.py": ("test_parts.py", "test_places.py"),
    "model/apparatus.py": ("test_apparatus.py", "test_doubt.py", "test_tables.py"),
    "classify/engine.py": ("test_classifying.py", "test_rules.py", "test_cases.py"),
    "classify/edit_costs.py": ("test_spelling_model.py", "test_learning.py"),
    "classify/edit_model.py": ("test_spelling_model.py", "test_learning.py"),
    "classify/learning/learner.py": ("test_learning.py",),
    "classify/slip_evidence.py": ("test_slips_beside_others.py", "test_classifying.py", "test_cases.py"),
    "checking/runner.py": ("test_check.py", "test_check_cases.py", "test_check_properties.py"),
    "checking/suppressions.py": ("test_check_of_sources.py", "test_check.py", "test_check_cases.py"),
    "checking/nearest.py": ("test_slips_beside_others.py", "test_check_cases.py"),
    "checking/error_evidence.py": ("test_evidence.py", "test_check_cases.py"),
    "reading/plain.py": ("test_reading.py", "test_places.py", "test_encodings.py"),
    "reading/shared_places.py": ("test_places.py", "test_order_by_place.py"),
    "reading/transcript.py": ("test_transcript.py", "test_text_runs.py", "test_left_out.py"),
    "editorial/note_bodies.py": ("test_editorial.py", "test_hiding.py", "test_cases.py"),
    "editorial/nesting.py": ("test_editorial.py", "test_shared_interventions.py", "test_cases.py"),
    "rendering/citation.py": ("test_writing.py", "test_cited_places.py", "test_tables.py"),
    "rendering/tables/rows.py": ("test_tables.py", "test_writing.py"),
    "rendering/text/hunks.py": ("test_lines_of_diff.py", "test_hunks_page.py", "test_writing.py"),
    "rendering/print/notes.py": ("test_printed.py", "test_writing.py"),
}

_COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change: its line, what was there and what is there now, and the whole source."""

    module: str
    line: int
    was: str
    now: str
    source: str


def mutants_of(module: str, count: int, seed: int) -> list[Mutant]:
    """Return some mutants of a module, in the order of lines."""
    source = (ROOT / "collate" / module).read_text(encoding="utf-8")
    every = list(_mutants(module, source))
    chosen = random.Random(f"{seed} {module}").sample(every, min(count, len(every)))
    return sorted(chosen, key=lambda m: (m.line, m.now))


def _mutants(module: str, source: str) -> Iterator[Mutant]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        for now in _changed(node):
            was = ast.get_source_segment(source, node) or ""
            yield Mutant(module, node.lineno, was, now, _replaced(source, node, now))


def _changed(node: ast.AST) -> Iterator[str]:
    """Yield the source of a node with one change."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            yield f"({ast.unparse(ast.Compare(left, [_COMPARISONS[type(op)]()], [right]))})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS and not _is_text(left, right):
            yield f"({ast.unparse(ast.BinOp(left, _OPERATORS[type(op)](), right))})"
        case ast.BoolOp(op=op, values=values):
            yield f"({ast.unparse(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=int() | float() as number):
            yield repr(number + 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"({ast.unparse(ast.IfExp(test, orelse, body))})"


def _is_text(*nodes: ast.expr) -> bool:
    return any(
        isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        for node in nodes
    )


def _replaced(source: str, node: ast.expr | ast.stmt, now: str) -> str:
    lines = source.encode().splitlines(keepends=True)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    whole = source.encode()
    return (whole[:start] + now.encode() + whole[end:]).decode()


def survives(mutant: Mutant, tree: Path) -> bool:
    """Return whether the tests of a module pass although it is broken; the tree is a copy of the project."""
    path = tree / "collate" / mutant.module
    original = path.read_bytes()
    path.write_text(mutant.source, encoding="utf-8")
    tests = [f"tests/{name}" for name in SUBJECTS[mutant.module]]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    try:
        # Without the compiled kernel, whose twins are broken here too.
        own = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "COLLATE_KERNEL": "numpy"}
        environment = os.environ | own
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, check=False, preexec_fn=_limit_seconds
        )
    finally:
        path.write_bytes(original)
    return done.returncode == 0


def _limit_seconds() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _judged_before() -> dict[str, bool]:
    """Return whether a mutant survived, by mutant, as earlier runs found."""
    if not FOUND.exists():
        return {}
    return {line["mutant"]: line["lives"] for line in map(json.loads, FOUND.read_text(encoding="utf-8").splitlines())}


def _lives(mutant: Mutant, tree: Path, before: Mapping[str, bool]) -> bool:
    """Return whether a mutant survives, and keep the answer."""
    name = f"{mutant.module}:{mutant.line} {mutant.was} -> {mutant.now}"
    if name in before:
        return before[name]
    lives = survives(mutant, tree)
    with FOUND.open("a", encoding="utf-8") as found:
        found.write(json.dumps({"mutant": name, "lives": lives}, ensure_ascii=False) + "\n")
    return lives


def judged(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Return the mutants that survive; each thread has a copy of the project."""
    before = _judged_before()
    with tempfile.TemporaryDirectory() as name:
        trees = [Path(name) / str(k) for k in range(AT_ONCE)]
        for tree in trees:
            shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*NOT_COPIED))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            shares = [mutants[k::AT_ONCE] for k in range(AT_ONCE)]
            found = pool.map(lambda share, tree: [m for m in share if _lives(m, tree, before)], shares, trees)
        return sorted((m for share in found for m in share), key=lambda m: (m.module, m.line))


def main() -> None:
    """Print how many mutants each module has, how many survive, and which."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    mutants = [mutant for module in SUBJECTS for mutant in mutants_of(module, EACH, seed)]
    living = judged(mutants)
    print_text(f"{len(mutants)} mutants (seed {seed}), {len(living)} live.\n")
    rows = [(m.module, m.line, f"`{m.was}`", f"`{m.now}`") for m in living]
    print_text(markdown_table(("module", "line", "was", "now"), rows))


if __name__ == "__main__":
    main()
