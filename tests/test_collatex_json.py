"""CollateX JSON in, CollateX JSON out: what a program that calls CollateX may rely on.

More than 300 lines: a table of mistakes has a line for each, with its whole sentence.
"""

import copy
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import collatex  # here: what it loads may raise the limit of recursion, which hypothesis forbids within a test
import pytest
from collatex.core_classes import VariantGraphRanking
from hypothesis import assume, example, given
from hypothesis import strategies as st
from trials import tried

import collate
from collate import align_collatex_json
from collate.cli.main import run
from collate.errors import OptionError, ReadError
from collate.reading import collatex_json

Document = dict[str, Any]  # JSON
Step = tuple[int, str] | str  # a column and the word in it; or the start, the end

few = tried(30, hunted=60)
every_layout = pytest.mark.parametrize(
    "options",
    [
        {"segmentation": True},
        {"segmentation": False},
        {"segmentation": True, "near_match": True},
        {"segmentation": False, "near_match": True},
        {"segmentation": True, "aligner": "collatex"},
        {"segmentation": False, "aligner": "collatex"},
    ],
    ids=lambda o: " ".join(f"{k}={v}" for k, v in o.items()),
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
WRITTEN = st.sampled_from(["the ", "The ", "black ", "cat", "cats ", "katt ", ", ", ".", " ", "\n", "in", "to ", "into ", "\ud800", "λόγος "])  # fmt: skip


@st.composite
def given_tokens(draw: st.DrawFn) -> Document:
    token = {"t": draw(WRITTEN)}
    if draw(st.booleans()):
        token["n"] = draw(st.sampled_from(["the", "cat", "x", "", " ", ".", "\udfff"]))
    foreign = draw(st.dictionaries(st.text(max_size=4).filter(lambda k: k not in ("t", "n")), ANYTHING, max_size=2))
    return token | foreign


@st.composite
def collations(draw: st.DrawFn, most: int = 4) -> Document:
    witnesses = []
    for k in range(draw(st.integers(1, most))):
        given = (
            {"tokens": draw(st.lists(given_tokens(), max_size=7))}
            if draw(st.booleans())
            else {"content": "".join(draw(st.lists(WRITTEN, max_size=7)))}
        )
        witnesses.append({"id": "ABCDEF"[k], **given})
    return {"witnesses": witnesses}


def tokens_read_down(result: Document, w: int) -> list[Document]:
    return [token for cell in result["table"][w] for token in cell or []]


def texts_of(*contents: str) -> Document:
    return {"witnesses": [{"id": "ABCDEF"[k], "content": c} for k, c in enumerate(contents)]}


def drawn(result: Document) -> list[str]:
    """Draw a table: what is written, a row a witness, `-` for null."""
    return [
        " | ".join("-" if c is None else "".join(t["t"] for t in c).strip() for c in row) for row in result["table"]
    ]


def aligned(
    collation: Document, segmentation: bool = True, near_match: bool = False, aligner: str = "native"
) -> Document:
    return align_collatex_json(collation, segmentation, near_match, aligner)


def require_full_table(result: Document, segmentation: bool) -> None:
    """All rows are of one length, and no column or cell is empty."""
    rows = result["table"]
    assert {len(row) for row in rows} == {len(result["doubt"])}
    assert all(any(column) for column in zip(*rows, strict=True))
    assert all(cell is None or cell for row in rows for cell in row)
    if not segmentation:
        assert all(cell is None or len(cell) == 1 for row in rows for cell in row)


# What holds of any collation.


def require_every_token(result: Document, collation: Document) -> None:
    """Every token reads back, in order and with all its keys."""
    assert result["witnesses"] == [w["id"] for w in collation["witnesses"]]
    for w, witness in enumerate(collation["witnesses"]):
        found = tokens_read_down(result, w)
        if "tokens" in witness:
            assert found == witness["tokens"]
        else:
            assert "".join(t["t"] for t in found) == witness["content"]
            assert all(t["n"] == t["t"].rstrip() and set(t) == {"t", "n"} for t in found)


@every_layout
@few
@given(collation=collations(), data=st.data())
def test_no_token_is_lost_and_the_order_of_the_witnesses_changes_the_order_of_the_rows_alone(
    options: Document, collation: Document, data: st.DataObject
) -> None:
    witnesses = data.draw(st.permutations(collation["witnesses"]))
    before = copy.deepcopy(collation)
    one = aligned(collation, **options)
    assert collation == before
    require_every_token(one, collation)
    require_full_table(one, options["segmentation"])
    other = aligned({"witnesses": witnesses}, **options)
    assert dict(zip(one["witnesses"], one["table"], strict=True)) == dict(
        zip(other["witnesses"], other["table"], strict=True)
    )
    assert one["doubt"] == other["doubt"]
    assert (one["links"], one["moves"]) == (other["links"], other["moves"])


# The last word of A and the fourth of D are not put together, and yet come to stand in one column.
EQUAL_BY_RANK_ALONE = {
    "witnesses": [
        {"id": "A", "tokens": [{"t": "the "}, {"t": "the "}, {"t": "the "}, {"t": "the ", "n": "\udfff"}]},
        {"id": "B", "content": "the the the "},
        {"id": "C", "content": "the the the the "},
        {
            "id": "D",
            "tokens": [
                {"t": ", "},
                {"t": "the ", "n": "the"},
                {"t": ", "},
                {"t": "the ", "n": "\udfff"},
                {"t": "the ", "n": "the"},
                {"t": "The "},
            ],
        },
    ]
}


@few
@given(collation=collations())
def test_exact_columns_stand_as_far_to_the_left_as_their_words_allow(collation: Document) -> None:
    """The slow way: a word's column is one after the last column of any word that must stand before it."""
    result = aligned(collation, segmentation=False)
    columns = list(zip(*result["table"], strict=True))
    before = dict.fromkeys(result["witnesses"], -1)  # the last column so far of each witness
    for number, column in enumerate(columns):
        words: dict[str, list[str]] = {}
        for siglum, cell in zip(result["witnesses"], column, strict=True):
            if cell:
                words.setdefault(cell[0].get("n", cell[0]["t"]), []).append(siglum)
        for sigla in words.values():
            assert max(before[s] for s in sigla) == number - 1
        before |= {s: number for sigla in words.values() for s in sigla}


@few
@given(collation=collations())
@example(collation=EQUAL_BY_RANK_ALONE)
def test_two_words_share_a_cell_just_where_they_always_follow_one_another(collation: Document) -> None:
    """The slow way: count, for each word of the table of single words, what comes after and what comes before."""
    single = aligned(collation, segmentation=False)
    joined = aligned(collation, segmentation=True)
    after: dict[Step, set[Step]] = {}
    before: dict[Step, set[Step]] = {}
    paths = []
    for row in single["table"]:
        path = [(c, cell[0].get("n", cell[0]["t"])) for c, cell in enumerate(row) if cell]
        paths.append(path)
        steps: list[Step] = ["start", *path, "end"]
        for one, other in pairwise(steps):
            after.setdefault(one, set()).add(other)
            before.setdefault(other, set()).add(one)
    for path, row in zip(paths, joined["table"], strict=True):
        sizes = [1] * bool(path)
        for one, other in pairwise(path):
            if len(after[one]) == len(before[other]) == 1:
                sizes[-1] += 1
            else:
                sizes.append(1)
        assert [len(cell) for cell in row if cell] == sizes


WORDS = st.lists(st.sampled_from(["a ", "b ", "c ", "d ", "e ", "f "]), min_size=1, max_size=8).map("".join)


@pytest.mark.parametrize("segmentation", [True, False])
@few
@given(texts=st.lists(WORDS, min_size=2, max_size=4, unique=True))
def test_with_the_aligner_of_collatex_the_table_is_that_of_collatex(segmentation: bool, texts: list[str]) -> None:
    collation = texts_of(*sorted(texts, key=str.split))  # the order in which our door hands them to CollateX
    try:
        graph = collatex.collate(copy.deepcopy(collation), output="graph", segmentation=False)
        theirs = json.loads(collatex.collate(copy.deepcopy(collation), output="json", segmentation=segmentation))
    except KeyError:  # it cannot collate texts without a word in common
        assume(False)
    # Equal words that it leaves unmatched and yet puts into one column are one word to us.
    assume(
        all(len({str(v) for v in column}) == len(column) for column in VariantGraphRanking.of(graph).byRank.values())
    )
    ours = align_collatex_json(collation, segmentation=segmentation, aligner="collatex")
    assert drawn(ours) == drawn(theirs)


# What is decided, by example.


def test_a_small_collation_is_aligned_as_collatex_aligns_it() -> None:
    result = align_collatex_json(
        {
            "witnesses": [
                {"id": "A", "content": "The black cat, today"},
                {
                    "id": "B",
                    "tokens": [{"t": "The ", "n": "The", "x": [1, {"y": None}]}, {"t": "cat", "n": "cat"}, {"t": "!"}],
                },
            ]
        }
    )
    assert result["witnesses"] == ["A", "B"]
    assert result["table"] == [
        [
            [{"t": "The ", "n": "The"}],
            [{"t": "black ", "n": "black"}],
            [{"t": "cat", "n": "cat"}],
            [{"t": ", ", "n": ","}, {"t": "today", "n": "today"}],
        ],
        [
            [{"t": "The ", "n": "The", "x": [1, {"y": None}]}],
            None,
            [{"t": "cat", "n": "cat"}],
            [{"t": "!"}],
        ],
    ]
    assert set(result) == {"witnesses", "table", "doubt", "links", "moves"}


def test_segments_are_words_on_which_the_same_witnesses_agree() -> None:
    result = align_collatex_json(texts_of("the big black cat sat", "the red dog sat", "the red dog sat down"))
    assert drawn(result) == ["the | big black cat | sat | -", "the | red dog | sat | -", "the | red dog | sat | down"]


def test_exact_words_attract_each_other_only_if_they_are_equal() -> None:
    texts = texts_of("a big grey koala", "a gray koala")
    assert drawn(align_collatex_json(texts, segmentation=False)) == ["a | big | grey | koala", "a | gray | - | koala"]


def test_near_words_share_a_column() -> None:
    texts = texts_of("a big grey koala", "a gray koala")
    expected = ["a | big | grey | koala", "a | - | gray | koala"]
    assert drawn(align_collatex_json(texts, segmentation=False, near_match=True)) == expected


def test_near_matching_joins_columns_in_which_the_same_witnesses_agree_and_parts_no_like_words() -> None:
    texts = texts_of("a big fat grey koala bear", "a gray koala bear")
    expected = ["a | big fat | grey | koala bear", "a | - | gray | koala bear"]
    assert drawn(align_collatex_json(texts, near_match=True)) == expected


def test_the_form_to_compare_is_taken_as_it_stands() -> None:
    def given(n: object) -> Document:
        return {"tokens": [{"t": "x ", "n": n}, {"t": "cat "}]}

    def first_column(*forms: object) -> int:
        collation = {"witnesses": [{"id": str(k), **given(n)} for k, n in enumerate(forms)]}
        return len(aligned(collation)["table"][0])

    assert first_column("the", "the") == 1
    assert first_column("the", "The") == 2
    assert first_column("café", "cafe\u0301") == 2


def test_words_keep_the_space_after_them_and_marks_stand_together() -> None:
    result = aligned(texts_of(" one,  two?! "), segmentation=False)
    assert [cell[0] for cell in result["table"][0]] == [
        {"t": " ", "n": ""},
        {"t": "one", "n": "one"},
        {"t": ",  ", "n": ","},
        {"t": "two", "n": "two"},
        {"t": "?! ", "n": "?!"},
    ]


def test_a_word_division_is_told_by_tokens() -> None:
    result = align_collatex_json(texts_of("he went in to the house", "he went into the house"), near_match=True)
    assert result["links"] == [{"A": [2, 4], "B": [2, 3]}]


def test_a_move_is_told_by_tokens_on_both_sides() -> None:
    phrase = "when the evening shadows lengthened "
    texts = texts_of(f"{phrase}they walked slowly home together", f"they walked slowly home together {phrase}")
    (move,) = aligned(texts, segmentation=False)["moves"]
    assert {json.dumps(side) for side in move.values()} in (
        {'{"A": [0, 5]}', '{"B": [5, 10]}'},
        {'{"A": [5, 10]}', '{"B": [0, 5]}'},
    )


def test_one_witness_is_a_table_of_itself() -> None:
    assert drawn(align_collatex_json(texts_of("one two"))) == ["one two"]
    assert drawn(align_collatex_json(texts_of("one two"), segmentation=False)) == ["one | two"]


def test_witnesses_that_say_nothing_are_a_table_without_columns() -> None:
    result = align_collatex_json({"witnesses": [{"id": "A", "content": ""}, {"id": "B", "tokens": []}]})
    assert result["table"] == [[], []]


def test_an_empty_witness_is_a_row_of_nothing() -> None:
    assert drawn(align_collatex_json(texts_of("one two", ""))) == ["one two", "-"]


def test_other_keys_of_a_collation_are_not_read() -> None:
    collation = {**texts_of("one", "two"), "algorithm": "dekker", "joined": False}
    assert drawn(align_collatex_json(collation)) == ["one", "two"]


def test_near_matching_is_not_asked_of_collatex() -> None:
    with pytest.raises(OptionError, match="CollateX loses words when it matches similar ones"):
        align_collatex_json(texts_of("one", "two"), near_match=True, aligner="collatex")


def test_an_aligner_that_is_not_there_is_named() -> None:
    with pytest.raises(OptionError, match="there is no aligner 'dekker'; the aligners are native, collatex"):
        align_collatex_json(texts_of("one", "two"), aligner="dekker")


def test_the_library_loads_nothing_heavy_until_it_is_called() -> None:
    script = "import sys, collate; collate.align_collatex_json; print([m for m in ('numpy', 'regex', 'rapidfuzz', 'collatex', 'json') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
    assert collate.align_collatex_json is align_collatex_json


# The command.


class Printed(NamedTuple):
    out: str
    err: str


def align(
    collation: Document | bytes, *options: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> tuple[int, "Printed"]:
    file = tmp_path / "collation.json"
    file.write_bytes(collation if isinstance(collation, bytes) else json.dumps(collation).encode())
    code = run(["align", str(file), *options])
    return code, Printed(*capsys.readouterr())


@pytest.mark.parametrize(
    ("options", "keywords"),
    [
        ([], {}),
        (["--segmentation", "--exact"], {}),
        (["--tokens"], {"segmentation": False}),
        (["--tokens", "--near-match"], {"segmentation": False, "near_match": True}),
        (["--aligner", "collatex"], {"aligner": "collatex"}),
    ],
)
def test_the_command_and_the_library_give_one_answer(
    options: list[str], keywords: dict[str, Any], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    collation = texts_of("a big grey koala, today", "a gray koala, to day")
    code, told = align(collation, *options, capsys=capsys, tmp_path=tmp_path)
    assert (code, told.err) == (0, "")
    assert json.loads(told.out) == align_collatex_json(collation, **keywords)


def test_the_command_reads_standard_input_and_writes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "table.json"
    command = [sys.executable, "-m", "collate", "align", "-o", str(out)]
    done = subprocess.run(command, input=json.dumps(texts_of("one", "two")).encode(), capture_output=True, check=True)
    assert done.stdout == b""
    assert json.loads(out.read_text(encoding="utf-8"))["table"] == align_collatex_json(texts_of("one", "two"))["table"]


def test_half_of_a_surrogate_pair_passes_through(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    raw = b'{"witnesses": [{"id": "A", "content": "a \\ud800 b"}, {"id": "B", "tokens": [{"t": "a ", "\\udc00": "\\ud83d"}]}]}'
    code, told = align(raw, capsys=capsys, tmp_path=tmp_path)
    assert code == 0
    assert told.out.isascii()
    assert json.loads(told.out) == align_collatex_json(json.loads(raw))


def test_letters_are_written_as_they_are(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, told = align(texts_of("λόγος 😀", "λόγος"), capsys=capsys, tmp_path=tmp_path)
    assert "λόγος" in told.out
    assert "😀" in told.out


def test_a_byte_order_mark_is_no_part_of_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, told = align(b"\xef\xbb\xbf" + json.dumps(texts_of("one")).encode(), capsys=capsys, tmp_path=tmp_path)
    assert (code, told.err) == (0, "")


def test_the_file_that_is_read_is_never_written_over(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "collation.json"
    before = json.dumps(texts_of("one", "two")).encode()
    code, told = align(before, "-o", str(file), capsys=capsys, tmp_path=tmp_path)
    assert code == 2
    assert "choose another path with -o" in told.err
    assert file.read_bytes() == before


def tokens_of_a(*tokens: object) -> Document:
    return {"witnesses": [{"id": "A", "tokens": list(tokens)}]}


MISTAKES = {
    b"": ":1:1: not valid JSON (Expecting value); correct it there",
    b'{"witnesses": [\n  {"id": "A" "content": "a"}]}': ":2:14: not valid JSON (Expecting ',' delimiter); correct it there",
    b'{"witnesses": [{"id": "A", "content": "a\nb"}]}': ":1:41: not valid JSON (Invalid control character at); correct it there",
    b'{"witnesses": "\xe9"}': ":1: byte 15 (0xE9) is not UTF-8; name its encoding, for instance --encoding cp1252",
    b'{"witnesses": [],\n "NaN": NaN}': ":2:9: NaN is not JSON; write null or a number",
    b"[-Infinity]": ":1:2: -Infinity is not JSON; write null or a number",
    b"[1e999]": ": the number 1e999 is too large; write it as a string",
    b"[" + b"9" * 5000 + b"]": ": a number of 5000 digits is too large; write it as a string",
    b"[" * 100_000: ": brackets are nested too deeply; a collation has 5 levels at most",
    b'{"witnesses": [{"id": "A", "id": "B", "content": ""}]}': ": the key 'id' occurs twice in one object; keep one of them",
    b"[]": ': there is no list of witnesses; write {"witnesses": [...]}',
    b"{}": ': there is no list of witnesses; write {"witnesses": [...]}',
    b'{"witnesses": {}}': ': there is no list of witnesses; write {"witnesses": [...]}',
    b'{"witnesses": []}': ": the list of witnesses is empty; add one witness or more",
    b'{"witnesses": ["A"]}': ': witness 1 has no "id" that is a string; add one',
    b'{"witnesses": [{"content": "a"}]}': ': witness 1 has no "id" that is a string; add one',
    b'{"witnesses": [{"id": 1, "content": "a"}]}': ': witness 1 has no "id" that is a string; add one',
    b'{"witnesses": [{"id": "", "content": "a"}]}': ": witness 1 (): a witness has an empty siglum",
    b'{"witnesses": [{"id": "\\ud800", "content": "a"}]}': ": witness 1 (\\u{d800}): the siglum '\\ud800' begins or ends with white space or has a control",
    b'{"witnesses": [{"id": "A"}]}': ': witness 1 (A) has neither "content" nor "tokens"; it needs exactly one of them',
    b'{"witnesses": [{"id": "A", "content": "a", "tokens": []}]}': ': witness 1 (A) has both "content" and "tokens"; it needs exactly one of them',
    b'{"witnesses": [{"id": "A", "content": ["a"]}]}': ': the "content" of witness 1 (A) is not a string; write the text of the witness',
    b'{"witnesses": [{"id": "A", "tokens": "a"}]}': ': the "tokens" of witness 1 (A) are not a list; write [{"t": "..."}, ...]',
    json.dumps(tokens_of_a({"t": "a"}, {"n": "a"})).encode(): ': token 2 of witness 1 (A) has no "t"; write {"t": "..."}',
    json.dumps(tokens_of_a("a")).encode(): ': token 1 of witness 1 (A) has no "t"; write {"t": "..."}',
    json.dumps(tokens_of_a({"t": ""})).encode(): ': the "t" of token 1 of witness 1 (A) is empty; write the text of the token',
    json.dumps(tokens_of_a({"t": 1})).encode(): ': the "t" of token 1 of witness 1 (A) is not a string; write the text of the token',
    json.dumps(tokens_of_a({"t": "a", "n": None})).encode(): ': the "n" of token 1 of witness 1 (A) is not a string; write the form to compare',
    json.dumps({"witnesses": [*texts_of("a", "b")["witnesses"], {"id": "A", "content": ""}]}).encode(): ": witnesses 1 and 3 have the same id, 'A'; change one of them",
}  # fmt: skip


@pytest.mark.parametrize(("raw", "sentence"), MISTAKES.items(), ids=[s[:60] for s in MISTAKES.values()])
def test_bad_json_is_one_sentence_and_exit_2(
    raw: bytes, sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = align(raw, "-o", str(tmp_path / "out.json"), capsys=capsys, tmp_path=tmp_path)
    assert code == 2
    assert told.out == ""
    assert told.err.startswith(f"collate: {tmp_path / 'collation.json'}{sentence}")
    assert told.err.count("\n") == 1
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("MOST_WITNESSES", 1, "2 witnesses are too many; align 1 at most"),
        ("LARGEST_TABLE", 5, "a table of more than 5 cells is too large; align parts of the text"),
        ("LONGEST_TEXT", 4, r"witness 1 \(A\) has 11 characters, which is too many"),
    ],
)
def test_what_is_too_large_is_said_before_any_work_is_done(
    limit: str, value: int, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collatex_json, limit, value)
    with pytest.raises(ReadError, match=f"^{sentence}"):
        align_collatex_json(texts_of("a b c d e f", "a b"))


@pytest.mark.parametrize("depth", [10, 300, 900, 950, 970, 980, 990, 995, 1000, 5000])
def test_whatever_is_nested_is_written_or_refused_in_a_sentence(
    depth: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nested = b'{"witnesses": [{"id": "A", "tokens": [{"t": "a", "x": ' + b"[" * depth + b"]" * depth + b"}]}]}"
    code, told = align(nested, capsys=capsys, tmp_path=tmp_path)
    assert (code, told.err) == (0, "") or (code == 2 and "nested too deep" in told.err and told.err.count("\n") == 1)


def test_a_folder_is_no_collation(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["align", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"collate: {tmp_path}: this is a folder; name a file of CollateX JSON\n"
