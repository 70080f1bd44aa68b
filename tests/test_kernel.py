"""The compiled kernel and its twins in numpy are equal on every input, and the kernel refuses what does not fit.

More than 300 lines: each function of the kernel has its twin and inputs of its own.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate._arrays import Int32
from collate.alignment.exact.anchors import SharedRuns, heaviest_chain_mask, shared_runs, shared_runs_in_numpy
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, full_tables
from collate.alignment.options import Limits
from collate.alignment.progressive.align_to_profile import align_gaps, align_to_profile
from collate.alignment.progressive.profile import add_witness, insertion_points, profile_from_witness
from collate.alignment.relations.stretch_posteriors import _Matches, _posteriors
from collate.alignment.scoring import build_scoring
from collate.kernel import is_compiled, kernel_in_words, loading
from collate.model.tokens import Tokens
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

ROOM = Path(loading.__file__).parent
needs_kernel = pytest.mark.skipif(not is_compiled(), reason=f"the compiled kernel does not run: {kernel_in_words()}")


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let the path be decided anew in this test, and again after it."""
    loading._why_numpy.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    loading._why_numpy.cache_clear()


def test_the_environment_chooses_numpy(undecided: pytest.MonkeyPatch) -> None:
    undecided.setenv("COLLATE_KERNEL", "numpy")
    assert not is_compiled()
    assert kernel_in_words() == "numpy (COLLATE_KERNEL asks for it)"


def test_without_the_module_numpy_runs(undecided: pytest.MonkeyPatch) -> None:
    undecided.delenv("COLLATE_KERNEL", raising=False)
    undecided.delattr("collate.kernel._compiled", raising=False)
    undecided.setattr(sys, "path", [])
    undecided.delitem(sys.modules, "collate.kernel._compiled", raising=False)
    undecided.setattr("collate.kernel.__path__", [])
    assert kernel_in_words() == "numpy (no compiler when it was installed)"


@needs_kernel
def test_a_module_of_another_version_is_not_used(undecided: pytest.MonkeyPatch) -> None:
    undecided.setattr(loading, "INTERFACE", loading.INTERFACE + 1)
    assert kernel_in_words() == "numpy (the compiled module is of another version; install collate again)"


@needs_kernel
def test_a_module_of_other_sources_is_not_used(undecided: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "module.c").write_text("/* changed */\n", encoding="utf-8")
    undecided.setattr(loading, "_SOURCES", tmp_path)
    assert kernel_in_words() == "numpy (the sources of the compiled module have changed; run make)"


@needs_kernel
def test_without_sources_the_module_is_used(undecided: pytest.MonkeyPatch, tmp_path: Path) -> None:
    undecided.setattr(loading, "_SOURCES", tmp_path / "source")
    assert kernel_in_words() == "compiled"


def test_a_module_that_cannot_be_loaded_is_not_used(undecided: pytest.MonkeyPatch, tmp_path: Path) -> None:
    undecided.delenv("COLLATE_KERNEL", raising=False)
    (tmp_path / "_compiled.py").write_text("raise ImportError('wrong platform')\n", encoding="utf-8")
    undecided.delattr("collate.kernel._compiled", raising=False)
    undecided.delitem(sys.modules, "collate.kernel._compiled", raising=False)
    undecided.setattr("collate.kernel.__path__", [str(tmp_path)])
    assert kernel_in_words() == "numpy (the compiled module cannot be loaded; install collate again)"


def test_the_sources_and_python_name_the_same_interface() -> None:
    header = (ROOM / "source" / "kernel.h").read_text(encoding="utf-8")
    assert re.findall(r"#define INTERFACE (\d+)", header) == [str(loading.INTERFACE)]


def test_every_compiled_function_is_described_and_has_a_source() -> None:
    table = (ROOM / "source" / "module.c").read_text(encoding="utf-8")
    functions = re.findall(r'\{"(\w+)", \w+, METH_VARARGS', table)
    described = re.findall(r"^def (\w+)", (ROOM / "_compiled.pyi").read_text(encoding="utf-8"), re.MULTILINE)
    assert functions
    assert sorted(functions) == sorted(described)


@needs_kernel
def test_the_path_is_told_with_the_version() -> None:
    done = subprocess.run([sys.executable, "-m", "collate", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "kernel: compiled"


@st.composite
def gaps_within(draw: st.DrawFn, rows: int, columns: int) -> Gaps:
    """Return some gaps, in order, of a table of this size: often the whole table, or all of its parts."""
    count = draw(st.sampled_from([1, 1, 2, 3]))

    def borders(size: int) -> list[int]:
        cuts = st.lists(st.integers(0, size), min_size=count - 1, max_size=count - 1)
        return [0, *sorted(draw(cuts)), size]

    row_borders, column_borders = np.array(borders(rows), np.int64), np.array(borders(columns), np.int64)
    ends = np.array(draw(st.lists(st.booleans(), min_size=2 * count, max_size=2 * count)), bool)
    sides = row_borders[:-1], row_borders[1:], column_borders[:-1], column_borders[1:]
    return Gaps(*sides, ends[:count], ends[count:]).select(np.flatnonzero(ends[:count] | (count < 3)))


@st.composite
def sides_with_gaps(draw: st.DrawFn) -> tuple[Int32, Int32, Gaps]:
    """Return two sides, of which the second often has words of the first in their order, and gaps between them."""
    codes = st.lists(st.integers(0, draw(st.sampled_from([2, 12, 40]))), min_size=5, max_size=40)
    rows = draw(codes)
    at = draw(st.integers(0, len(rows)))
    columns = draw(st.sampled_from([rows, rows[at:] + rows[:at], rows[at:] + draw(codes), draw(codes)]))
    gaps = draw(gaps_within(len(rows), len(columns)))
    return np.array(rows, np.int32), np.array(columns, np.int32), gaps


@needs_kernel
@settings(deadline=None)
@given(sides_with_gaps(), st.integers(1, 5))
def test_shared_runs_are_those_of_numpy(sides: tuple[Int32, Int32, Gaps], length: int) -> None:
    rows, columns, gaps = sides
    found, expected = shared_runs(rows, columns, gaps, length), shared_runs_in_numpy(rows, columns, gaps, length)
    assert [part.tolist() for part in found] == [part.tolist() for part in expected]


@needs_kernel
@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), min_size=2, max_size=30))
def test_the_heaviest_chain_is_that_of_numpy(runs: list[tuple[int, int]]) -> None:
    columns, sizes = (np.array(part, np.int64) for part in zip(*runs, strict=True))
    shared = SharedRuns(np.arange(len(runs)), columns, sizes)
    compiled = heaviest_chain_mask(shared)
    with in_numpy():
        assert compiled.tolist() == heaviest_chain_mask(shared).tolist()


WORDS = st.sampled_from(
    [
        "&",
        "and",
        "et",
        "Word",
        "wörd",
        "λόγος",
        "λόγον",
        "דבר",
        "דברים",
        ",",
        ".",
        "(",
        "[...]",
        "a",
        "x" * 70,
        "y" * 30 + "x" * 70,
        "𝒜𝒷",
        "字",
    ]
)


@st.composite
def scored_tokens(draw: st.DrawFn) -> tuple[list[Tokens], bool]:
    """Return the tokens of two or three texts that have words in common, and whether only equal forms are similar."""
    words = st.lists(st.one_of(WORDS, st.text(st.characters(codec="utf-8"), max_size=8)), max_size=12).map(" ".join)
    contents = draw(st.lists(words, min_size=2, max_size=3))
    witnesses = [Witness(Siglum(name), text) for name, text in zip("ABC", contents, strict=False)]
    return list(tokenise(witnesses)), draw(st.booleans())


def in_numpy() -> AbstractContextManager[object]:
    """Let the twins run meanwhile."""
    return patch.object(loading, "_why_numpy", lambda: "a test asks for it")


@needs_kernel
@settings(deadline=None)
@given(scored_tokens())
def test_scores_are_those_of_numpy(drawn: tuple[list[Tokens], bool]) -> None:
    tokens, exact = drawn
    left, right = tokens[0].form, tokens[1].form
    compiled = build_scoring(tokens, exact).score_matrix(left, right)
    with in_numpy():
        assert compiled.tolist() == build_scoring(tokens, exact).score_matrix(left, right).tolist()


LONG_KEYS = " ".join(["x" * 70, "y" * 30 + "x" * 70, "xy" * 40, "y" + "xz" * 33, "λ" * 64, "λ" * 65 + "x" * 20])


@needs_kernel
def test_scores_of_long_words_are_those_of_numpy() -> None:
    tokens = tokenise([Witness(Siglum("A"), LONG_KEYS), Witness(Siglum("B"), LONG_KEYS)])
    compiled = build_scoring(tokens).score_matrix(tokens[0].form, tokens[1].form)
    with in_numpy():
        assert compiled.tolist() == build_scoring(tokens).score_matrix(tokens[0].form, tokens[1].form).tolist()


@needs_kernel
@settings(deadline=None)
@given(scored_tokens(), st.data())
def test_traces_are_those_of_numpy(drawn: tuple[list[Tokens], bool], data: st.DataObject) -> None:
    tokens, exact = drawn
    rows, columns = tokens[0].form, tokens[1].form
    gaps = data.draw(gaps_within(len(rows), len(columns)))
    compiled = align_gaps(rows, columns, gaps, build_scoring(tokens, exact))
    with in_numpy():
        expected = align_gaps(rows, columns, gaps, build_scoring(tokens, exact))
    assert [side.tolist() for side in compiled] == [side.tolist() for side in expected]


@needs_kernel
@settings(deadline=None)
@given(scored_tokens(), st.data())
def test_traces_to_a_profile_are_those_of_numpy(drawn: tuple[list[Tokens], bool], data: st.DataObject) -> None:
    tokens, exact = drawn
    scoring = build_scoring(tokens, exact)
    profile = profile_from_witness(tokens[0].form)
    gaps = full_tables(np.array([len(tokens[0])]), np.array([len(tokens[1])]))
    matches = align_gaps(tokens[0].form, tokens[1].form, gaps, scoring)
    add_witness(profile, tokens[1].form, matches, insertion_points(matches, len(tokens[1])))
    last = tokens[-1].form
    gaps = data.draw(gaps_within(len(profile), len(last)))
    arguments = profile, profile.order, last, NO_MATCHES, gaps, scoring, Limits()
    compiled = align_to_profile(*arguments)
    with in_numpy():
        expected = align_to_profile(*arguments)
    assert [side.tolist() for side in compiled] == [side.tolist() for side in expected]


@needs_kernel
@settings(deadline=None)
@given(scored_tokens(), st.data())
def test_posteriors_are_those_of_numpy(drawn: tuple[list[Tokens], bool], data: st.DataObject) -> None:
    tokens, exact = drawn
    text = np.concatenate([tokens[0].form, tokens[1].form])
    gaps = data.draw(gaps_within(len(tokens[0]), len(tokens[1]))).shifted(0, len(tokens[0]))
    tables = zip(*(border.tolist() for border in gaps.borders), strict=True)
    cells = [np.indices((bottom - top, right - left)).reshape(2, -1) for top, bottom, left, right in tables]
    rows, columns = (np.concatenate([np.zeros(0, np.int64), *side]) for side in (
        [cell[0] + top for cell, top in zip(cells, gaps.top, strict=True)],
        [cell[1] + left for cell, left in zip(cells, gaps.left, strict=True)],
    ))  # fmt: skip
    matches = _Matches(np.append(0, np.cumsum(gaps.areas)), rows, columns)
    compiled = _posteriors(gaps, matches, text, build_scoring(tokens, exact))
    with in_numpy():
        expected = _posteriors(gaps, matches, text, build_scoring(tokens, exact))
    assert np.allclose(compiled, expected, rtol=1e-12, atol=1e-300)


@needs_kernel
@pytest.mark.parametrize("seed", range(4))
def test_traces_of_large_gaps_are_those_of_numpy(seed: int) -> None:
    chance = Random(seed)
    words = [chance.choice(["and", "word", "worde", "ward", "λόγος", "λόγον", ",", "."]) for _ in range(400)]
    edited = [[w for w in words for w in chance.choice(([w], [w], [], ["new", w]))] for _ in range(3)]
    tokens = tokenise([Witness(Siglum(name), " ".join(text)) for name, text in zip("ABC", edited, strict=True)])
    scoring = build_scoring(tokens)
    profile = profile_from_witness(tokens[0].form)
    one, other = len(tokens[0]), len(tokens[1])
    matches = align_gaps(tokens[0].form, tokens[1].form, full_tables(np.array([one]), np.array([other])), scoring)
    add_witness(profile, tokens[1].form, matches, insertion_points(matches, other))
    last = tokens[2].form
    heights, widths = np.array([180, len(profile) - 180]), np.array([200, len(last) - 200])
    arguments = profile, profile.order, last, NO_MATCHES, full_tables(heights, widths), scoring, Limits().for_sizes([9])
    compiled = align_to_profile(*arguments)
    with in_numpy():
        expected = align_to_profile(*arguments)
    assert [side.tolist() for side in compiled] == [side.tolist() for side in expected]


def arguments(**changed: object) -> list[object]:
    """Return the arguments of a call of `shared_runs`, of which some are changed."""
    borders = {
        name: np.array([value], np.int64) for name, value in (("top", 0), ("bottom", 4), ("left", 0), ("right", 4))
    }
    room = {name: np.zeros(4, np.int64) for name in ("run_rows", "run_columns", "run_sizes")}
    codes = np.arange(4, dtype=np.int32)
    return list(({"rows": codes, "columns": codes} | borders | {"length": 1} | room | changed).values())


FROZEN = np.zeros(4, np.int64)
FROZEN.flags.writeable = False
UNALIGNED = np.frombuffer(bytes(17), np.int8)[1:].view(np.int32)
MISFITS = {
    "rows: other dimensions, or items of another size": {"rows": np.arange(4)},
    "columns: other dimensions, or items of another size": {"columns": np.zeros((2, 2), np.int32)},
    "rows: not a contiguous array": {"rows": np.arange(8, dtype=np.int32)[::2]},
    "columns: not a contiguous array": {"columns": None},
    "rows: not aligned": {"rows": UNALIGNED},
    "run_rows: not a contiguous array to write to": {"run_rows": FROZEN},
    "bottom: not as long as the arrays beside it": {"bottom": np.array([4, 4])},
    "rows: a range is not within the array": {"bottom": np.array([5])},
    "columns: a range is not within the array": {"left": np.array([-1])},
    "rows: the ranges are not in order": {
        "top": np.array([2, 0]), "bottom": np.array([4, 2]), "left": np.zeros(2, np.int64), "right": np.zeros(2, np.int64),
    },
    "length: out of range": {"length": 0},
    "an array that is written to is too short": {
        "columns": np.arange(4, dtype=np.int32)[::-1].copy(), **dict(zip(("run_rows", "run_columns", "run_sizes"), np.zeros((3, 3), np.int64), strict=True)),
    },
}  # fmt: skip


@needs_kernel
@pytest.mark.parametrize(("reason", "changed"), MISFITS.items(), ids=MISFITS)
def test_what_does_not_fit_is_refused(reason: str, changed: dict[str, object]) -> None:
    from collate.kernel import _compiled

    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        _compiled.shared_runs(*arguments(**changed))  # type: ignore[arg-type]


ROOM_FOR_BOTH = np.zeros(8, np.int64)
OVERLAPS = {
    "two that are written": {"run_rows": ROOM_FOR_BOTH[:4], "run_columns": ROOM_FOR_BOTH[3:7]},
    "one that is read": {"top": ROOM_FOR_BOTH[:1], "run_sizes": ROOM_FOR_BOTH[:4]},
}


@needs_kernel
@pytest.mark.parametrize("changed", OVERLAPS.values(), ids=OVERLAPS)
def test_an_array_that_is_written_overlaps_no_other(changed: dict[str, object]) -> None:
    from collate.kernel import _compiled

    with pytest.raises(ValueError, match=r"^arrays: one that is written to overlaps another one$"):
        _compiled.shared_runs(*arguments(**changed))  # type: ignore[arg-type]


@needs_kernel
@pytest.mark.parametrize(
    ("counts", "gap", "reason"),
    [(1 << 15, 1, "counts: out of range"), (-1, 1, "counts: out of range"), (1, 1 << 21, "gap: out of range"), (1, -1, "gap: out of range")],
)  # fmt: skip
def test_numbers_whose_sums_are_too_large_are_refused(counts: int, gap: int, reason: str) -> None:
    from collate.kernel import _compiled

    tokens = tokenise([Witness(Siglum("A"), "word"), Witness(Siglum("B"), "word")])
    table = full_tables(np.array([1]), np.array([1]))
    tables = *table.borders, table.free_start, table.free_end, gap
    profile, filled = (tokens[0].form[None], np.full((1, 1), counts, np.int32)), np.zeros((2, 1), np.int32)
    with pytest.raises(ValueError, match=f"^{reason}$"):
        _compiled.best_traces(
            build_scoring(tokens).scheme(),
            *tables,
            *profile,
            np.zeros(1, np.int32),
            tokens[1].form,
            filled[0],
            filled[1],
        )


TWINS = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def test_the_documents_name_the_twin_of_every_compiled_function() -> None:
    page = (Path(__file__).parent.parent / "docs" / "design.md").read_text(encoding="utf-8")
    table = page.partition("| in C | its twin |")[2].partition("\n\n")[0]
    described = re.findall(r"^def (\w+)", (ROOM / "_compiled.pyi").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(TWINS.findall(table)) == sorted(described)


@needs_kernel
def test_what_fits_is_not_refused() -> None:
    from collate.kernel import _compiled

    assert _compiled.shared_runs(*arguments()) == 1  # type: ignore[arg-type]
