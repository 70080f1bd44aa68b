"""A mistake in settings is told at the line where its key is written."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.errors import ConfigError
from collate.files.toml import KeyPath, SettingsTable, line_starts, parse_toml, read_toml
from collate.files.toml_positions import Position, key_positions

NASTY = (Path(__file__).parent / "nasty.toml").read_text(encoding="utf-8")

LINES = {
    ("title",): (1, 1),
    ("text",): (2, 1),
    ("more",): (6, 1),
    ("more", 0): (7, 3),
    ("more", 1): (7, 8),
    ("more", 2): (8, 3),
    ("more", 2, "base"): (8, 5),
    ("more", 2, "a.b"): (8, 15),
    ("more", 2, "a.b", "c"): (8, 25),
    ("more", 2, "a.b", "c", "d"): (8, 29),
    ("more", 3): (9, 3),
    ("more", 3, 0): (9, 4),
    ("more", 3, 1): (9, 7),
    ("more", 3, 1, 0): (9, 8),
    ("day",): (11, 1),
    ('qu"oted',): (12, 1),
    ('qu"oted', "key"): (12, 14),
    ("lit.eral",): (13, 1),
    ("quotes",): (14, 1),
    ("base",): (16, 1),
    ("table",): (19, 2),
    ("table", "inner"): (17, 11),
    ("table", "inner", "base"): (18, 1),
    ("table", "base"): (20, 1),
    ("rows",): (23, 3),
    ("rows", 0): (23, 3),
    ("rows", 0, "base"): (24, 3),
    ("rows", 0, "part"): (25, 9),
    ("rows", 0, "part", "base"): (26, 3),
    ("rows", 0, "more"): (27, 10),
    ("rows", 0, "more", 0): (27, 10),
    ("rows", 1): (28, 3),
    ("rows", 1, "more"): (29, 10),
    ("rows", 1, "more", 0): (29, 10),
    ("rows", 1, "more", 1): (30, 10),
    ("rows", 1, "more", 1, "base"): (31, 2),
}


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Walk what `tomllib` reads: the path of every key, table and value of an array."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from paths(item, (*path, key))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_key_of_a_nasty_file_has_its_line_and_column(end: str) -> None:
    text = NASTY.replace("\n", end)
    assert key_positions(text) == {path: Position(*place) for path, place in LINES.items()}
    assert set(paths(tomllib.loads(text))) == LINES.keys()


def test_signs_that_are_line_ends_elsewhere_end_no_line_of_toml() -> None:
    text = 'a = "\u2028\u2029\x85\u00a0"\n# \u2028\nb = 1\n'
    assert key_positions(text) == {("a",): Position(1, 1), ("b",): Position(3, 1)}


def test_brackets_may_be_nested_deep() -> None:
    depth = 150
    found = key_positions(f"a = {'[' * depth}{']' * depth}\nb = {'{a=' * depth}1{'}' * depth}\n")
    assert found["a", *([0] * (depth - 1))] == (1, 4 + depth)
    assert found["b", *("a" * depth)] == (2, 3 * depth + 3)


def test_a_file_with_as_many_decisions_as_a_long_work_has_is_read_at_once() -> None:
    rows = ['[[decisions]]\nplace = { text = "x", before = "y" }\nwhy = """\nz\n"""\n' for _ in range(3000)]
    tables = parse_toml("".join(rows), "d.toml").tables("decisions")
    assert [t.line for t in tables] == [1 + 5 * n for n in range(3000)]


def sentence(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text, "a.toml")
    return str(caught.value)


def test_what_is_not_toml_is_told_with_its_line() -> None:
    """What is wrong is in the words of `tomllib`, which differ from one Python to the next."""
    assert re.fullmatch(r"a\.toml:2: not valid TOML: [^()]+; see https://toml\.io", sentence("a = 1\nb = \n"))
    assert re.fullmatch(r"a\.toml:2: not valid TOML: [^()]+; see https://toml\.io", sentence("a = 1\na = 2\n"))
    assert re.fullmatch(r"a\.toml:3: not valid TOML: [^()]+; see https://toml\.io", sentence("a = [\n1,\n"))


def test_an_error_names_the_line_of_its_key_or_of_its_table() -> None:
    root = parse_toml(NASTY, "a.toml")
    table, inner, second = root.table("table"), root.table("table").table("inner"), root.tables("rows")[1]
    assert str(root.error("base", "wrong")) == "a.toml:16: wrong"
    assert str(root.error(None, "wrong")) == "a.toml:1: wrong"
    assert str(root.error("missing", "wrong")) == "a.toml:1: wrong"
    assert str(table.error("base", "wrong")) == "a.toml:20: wrong"
    assert str(table.error(None, "wrong")) == "a.toml:19: wrong"
    assert str(inner.error("base", "wrong")) == "a.toml:18: wrong"
    assert str(second.error("missing", "wrong")) == "a.toml:28: wrong"
    assert [t.line for t in second.tables("more")] == [29, 30]


def test_a_list_names_the_line_of_the_value_that_is_wrong() -> None:
    table = parse_toml('steps = [\n  "nfc",\n  3,\n]\n', "a.toml")
    with pytest.raises(ConfigError) as caught:
        table.strings("steps")
    assert str(caught.value) == "a.toml:3: steps must be a list of strings, but contains 3"


def test_settings_made_in_code_name_the_key_and_no_file() -> None:
    table = SettingsTable.of(
        {"letters": ("uv", "ij"), "tables": [Path("words.toml")], "learn": 3, "rows": [{"a": 1}]}, "rules"
    )
    assert table.strings("letters") == ("uv", "ij")
    assert table.strings("tables") == ("words.toml",)
    assert table.folder == Path()
    with pytest.raises(ConfigError) as caught:
        table.string("learn")
    assert str(caught.value) == "rules.learn: learn must be a string in quotes, not 3"
    assert str(table.tables("rows")[0].error("a", "wrong")) == "rules.rows[0].a: wrong"
    assert str(SettingsTable.of({}).error(None, "wrong")) == "wrong"


def test_the_start_of_a_line_is_counted_as_toml_counts_lines(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("\ufeff# \u2028\r\na = 1\nb = 2".encode())
    assert line_starts(tmp_path / "a.toml") == [0, 5, 11]
    assert read_toml(tmp_path / "a.toml").error("b", "wrong").args == (f"{tmp_path / 'a.toml'}:3: wrong",)
    assert line_starts(tmp_path / "gone.toml") == []


# Documents: statements in any order, of which those are kept that TOML allows after the ones before.
NAMES = ["a", "b", "base", "a.b", "1", "é", 'q"q', ""]
STRINGS = [
    '"base = 1"', "'[a]'", '"#"', '"\\""', "'\\'", '""', "''", '"""\nbase = 1\n[a]\n"""', "'''\n[[b]]\n# a = '\n'''",
    '"""""a"" ""\\""""""', "''''a''b'''''", '"""\\\\"""', '"""a \\\n  b = 2"""', '"\\u00e9"',
]  # fmt: skip
OTHERS = [
    "1",
    "-1.5e3",
    "0xff",
    "inf",
    "true",
    "1979-05-27",
    "07:32:00",
    "1979-05-27 07:32:00.5Z",
    "1979-05-27T07:32:00",
]
SPACE = st.sampled_from(["", " ", "\t", "  "])
GAP = st.sampled_from(["", " ", "\n", " # ] } = \" '\n", "\n\n\t"])


def key_as_written(name: str, style: int) -> str:
    basic = '"' + name.replace('"', '\\"').replace("é", "\\u00e9") + '"'
    styles = [basic, f"'{name}'"] + ([name] if re.fullmatch(r"[A-Za-z0-9_-]+", name) else [])
    return styles[style % len(styles)]


KEYS = st.builds(key_as_written, st.sampled_from(NAMES), st.integers(0, 5))
DOTTED = st.builds(
    lambda parts, gaps: "".join(p + g for p, g in zip(parts, [*gaps, ""], strict=False)).rstrip(". \t"),
    st.lists(KEYS, min_size=1, max_size=3),
    st.lists(st.sampled_from([".", " . ", "\t."]), min_size=3, max_size=3),
)
PAIRS = st.deferred(lambda: st.builds("{}{}={}{}".format, DOTTED, SPACE, SPACE, VALUES))
VALUES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(STRINGS + OTHERS),
    lambda values: (
        st.builds(
            lambda items, gap, comma: (
                f"[{gap}" + f"{gap},{gap}".join(items) + (f",{gap}]" if comma and items else f"{gap}]")
            ),
            st.lists(values, max_size=3),
            GAP,
            st.booleans(),
        )
        | st.builds(
            lambda keys, items, space: (
                "{" + space + f"{space},{space}".join(map("{} = {}".format, keys, items)) + space + "}"
            ),
            st.lists(DOTTED, max_size=2),
            st.lists(values, min_size=2, max_size=2),
            SPACE,
        )
    ),
    max_leaves=5,
)
STATEMENTS = st.lists(
    PAIRS
    | st.builds("[{}{}{}]".format, SPACE, DOTTED, SPACE)
    | st.builds("[[{}{}{}]]".format, SPACE, DOTTED, SPACE)
    | st.sampled_from(["", '# base = 1 "', "  # [a]"]),
    max_size=12,
)


def accepted(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = ""
    for statement in draw(STATEMENTS):
        longer = text + draw(SPACE) + statement + draw(st.sampled_from(["\n", "\r\n", " # a = 1\n"]))
        text = longer if accepted(longer) else text
    return text


def offset_of(text: str, position: Position) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1


WRITTEN_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|[A-Za-z0-9_-]+')


def changed(value: object, path: KeyPath, name: str) -> object:
    """Return a copy in which the last key of a path has another name, or in which a value stands before the last place."""
    first, *rest = path
    if isinstance(value, list):
        assert isinstance(first, int)
        if not rest:
            return [*value[:first], name, *value[first:]]
        return [changed(item, tuple(rest), name) if place == first else item for place, item in enumerate(value)]
    assert isinstance(value, dict)
    if not rest:
        return {name if key == first else key: item for key, item in value.items()}
    return {key: changed(item, tuple(rest), name) if key == first else item for key, item in value.items()}


@given(documents())
def test_every_key_and_value_that_is_read_has_the_position_at_which_it_is_written(text: str) -> None:
    read = tomllib.loads(text)
    every = list(paths(read))
    parents = {path[:-1] for path in every}
    found = key_positions(text)
    assert found.keys() == set(every)
    for path, position in found.items():
        at = offset_of(text, position)
        longer = f'{text[:at]}"another", {text[at:]}'
        if isinstance(path[-1], int) and accepted(longer):
            assert tomllib.loads(longer) == changed(read, path, "another")
            continue
        written = WRITTEN_KEY.match(text, at)
        assert written
        assert list(tomllib.loads(f"{written[0]} = 1")) == [part for part in path if isinstance(part, str)][-1:]
        if isinstance(path[-1], str) and path not in parents:
            assert tomllib.loads(f"{text[:at]}another{text[written.end() :]}") == changed(read, path, "another")
