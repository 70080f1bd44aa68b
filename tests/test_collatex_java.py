"""The Java dialect: what a client of CollateX's HTTP service may rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from collate import align_collatex_json
from collate.cli.main import run
from collate.errors import OptionError, ReadError

Document = dict[str, Any]  # JSON


def java(collation: Document, segmentation: bool = True, near_match: bool = False) -> Document:
    return align_collatex_json(collation, segmentation, near_match, dialect="java")


def of_contents(**contents: str) -> Document:
    return {"witnesses": [{"id": siglum, "content": content} for siglum, content in contents.items()]}


def of_tokens(**tokens: list[Document]) -> Document:
    return {"witnesses": [{"id": siglum, "tokens": given} for siglum, given in tokens.items()]}


# What goes back.


def test_columns_are_outside_and_nothing_is_an_empty_list() -> None:
    result = java(of_contents(A="the black cat", B="the cat"))
    assert result["witnesses"] == ["A", "B"]
    assert result["table"] == [[["the "], ["the "]], [["black "], []], [["cat"], ["cat"]]]


def test_sigla_are_sorted_and_cells_with_them() -> None:
    result = java(of_contents(W2="one two", W10="one", B="one two"))
    assert result["witnesses"] == ["B", "W10", "W2"]
    assert result["table"] == [[["one "], ["one"], ["one "]], [["two"], [], ["two"]]]


def test_sigla_are_sorted_as_java_sorts_strings() -> None:
    # In UTF-16 a letter above U+FFFF comes before U+FF21; in code points it comes after it.
    assert java(of_contents(**{"\uff21": "a", "\U0001d400": "a"}))["witnesses"] == ["\U0001d400", "\uff21"]


def test_tokens_go_back_as_they_were_sent() -> None:
    sent = {"t": "Cat ", "index": "2", "rule_match": ["cat"], "reading": "A", "gap_after": None}
    result = java(of_tokens(B=[{"t": "cat", "n": "cat", "x": {"y": [1]}}], A=[sent]))
    assert result["table"] == [[[sent], [{"t": "cat", "n": "cat", "x": {"y": [1]}}]]]
    assert list(result["table"][0][0][0]) == ["t", "index", "rule_match", "reading", "gap_after"]


def test_tokens_of_content_go_back_as_strings_beside_tokens_that_are_objects() -> None:
    result = java(
        {"witnesses": [{"id": "A", "content": "The cat."}, {"id": "B", "tokens": [{"t": "the "}, {"t": "cat"}]}]}
    )
    assert result["table"] == [[["The ", "cat"], [{"t": "the "}, {"t": "cat"}]], [["."], []]]


def test_our_own_keys_stand_beside_the_table() -> None:
    phrase = "when the evening shadows lengthened "
    collation = of_contents(
        B=f"{phrase}they walked slowly home together", A=f"they walked slowly home together {phrase}"
    )
    result = java(collation)
    assert list(result) == ["witnesses", "table", "doubt", "links", "moves"]
    assert result["moves"] == align_collatex_json(collation)["moves"] != []
    assert len(result["doubt"]) == len(result["table"])


def test_a_witness_without_words_has_empty_cells() -> None:
    assert java(of_contents(A="one", B=""))["table"] == [[["one"], []]]
    assert java(of_tokens(A=[], B=[]))["table"] == []


# What is compared.


def test_without_n_a_token_is_compared_by_its_letters_in_lower_case_without_white_space_around_them() -> None:
    result = java(of_tokens(A=[{"t": " The\n"}, {"t": "Cat"}], B=[{"t": "the"}, {"t": "dog"}]), segmentation=False)
    assert result["table"] == [[[{"t": " The\n"}], [{"t": "the"}]], [[{"t": "Cat"}], [{"t": "dog"}]]]
    apart = java(of_tokens(A=[{"t": "Cat "}, {"t": "x"}], B=[{"t": "y"}, {"t": "z"}, {"t": "cat"}]), segmentation=False)
    assert apart["table"][2] == [[{"t": "Cat "}], [{"t": "cat"}]]


def test_content_is_compared_in_lower_case() -> None:
    result = java(of_contents(A="The Cat sat", B="the cat sat"))
    assert result["table"] == [[["The ", "Cat ", "sat"], ["the ", "cat ", "sat"]]]
    python: Document = align_collatex_json(of_contents(A="The Cat sat", B="the cat sat"))
    assert len(python["table"][0]) == 2


def test_n_is_compared_as_it_stands() -> None:
    result = java(of_tokens(A=[{"t": "a ", "n": "X"}, {"t": "c"}], B=[{"t": "b"}, {"t": "a", "n": "x"}, {"t": "c"}]))
    assert result["table"] == [
        [[{"t": "a ", "n": "X"}], [{"t": "b"}, {"t": "a", "n": "x"}]],
        [[{"t": "c"}], [{"t": "c"}]],
    ]


def test_java_trims_no_white_space_beyond_the_space() -> None:
    # U+00A0 belongs to the form, so these two are not equal.
    table = java(of_tokens(A=[{"t": "a\u00a0"}, {"t": "c"}], B=[{"t": "a"}, {"t": "c"}]))["table"]
    assert len(table) == 2


def test_tokens_are_taken_where_content_is_there_too() -> None:
    result = java({"witnesses": [{"id": "A", "content": "dog", "tokens": [{"t": "cat"}]}]})
    assert result["table"] == [[[{"t": "cat"}]]]


def test_white_space_around_an_id_is_no_part_of_it() -> None:
    assert java({"witnesses": [{"id": " A\n", "content": "a"}]})["witnesses"] == ["A"]


def test_the_collation_is_not_changed() -> None:
    collation = {"witnesses": [{"id": " A", "tokens": [{"t": "Cat"}]}, {"id": "B", "content": "a"}], "joined": False}
    before = json.dumps(collation)
    java(collation)
    assert json.dumps(collation) == before


# The settings of the collation.

KOALA = of_contents(A="a big grey koala", B="a gray koala")


def drawn(result: Document) -> list[str]:
    """Draw a table: a string for each column."""
    return [" | ".join("".join(cell).strip() or "-" for cell in column) for column in result["table"]]


EXACT = ["a | a", "big | gray", "grey | -", "koala | koala"]
NEAR = ["a | a", "big | -", "grey | gray", "koala | koala"]


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        (None, EXACT),
        ({}, EXACT),
        ({"type": "equality"}, EXACT),
        ({"type": "equality", "distance": 2}, EXACT),
        ({"type": "levenshtein"}, NEAR),
        ({"type": "levenshtein", "distance": 0}, NEAR),
        ({"type": "levenshtein", "distance": 2}, NEAR),
        ({"type": "levenshtein", "distance": None}, NEAR),
        ({"type": "levenshtein", "distance": "2"}, NEAR),  # CollateX takes these too
        ({"type": "levenshtein", "distance": 2.0}, NEAR),
    ],
    ids=str,
)
def test_levenshtein_is_near_matching(comparator: Document | None, expected: list[str]) -> None:
    assert drawn(java(KOALA | {"joined": False, "tokenComparator": comparator})) == expected


def test_near_match_can_be_asked_for_beside_the_comparator() -> None:
    assert drawn(java(KOALA | {"joined": False, "tokenComparator": {"type": "equality"}}, near_match=True)) == NEAR


@pytest.mark.parametrize(
    ("joined", "segmentation", "cells"),
    [(None, True, 1), (True, True, 1), (False, True, 3), (True, False, 3), (False, False, 3)],
)
def test_words_share_a_cell_unless_joined_or_segmentation_is_false(
    joined: bool | None, segmentation: bool, cells: int
) -> None:
    collation = of_contents(A="one two three", B="one two three") | {"joined": joined}
    assert len(java(collation, segmentation=segmentation)["table"]) == cells


@pytest.mark.parametrize(("transpositions", "moves"), [(None, 1), (True, 1), (False, 0)])
def test_moves_are_told_unless_transpositions_is_false(transpositions: bool | None, moves: int) -> None:
    phrase = "when the evening shadows lengthened "
    texts = of_contents(A=f"{phrase}they walked slowly home together", B=f"they walked slowly home together {phrase}")
    assert len(java(texts | {"transpositions": transpositions})["moves"]) == moves


@pytest.mark.parametrize("algorithm", ["dekker", "needleman-wunsch", "gst", "medite", "auto", None])
def test_any_algorithm_is_accepted_and_changes_nothing(algorithm: str | None) -> None:
    assert java(KOALA | {"algorithm": algorithm}) == java(KOALA)


def test_the_python_dialect_reads_no_settings() -> None:
    settings = {"joined": False, "tokenComparator": 1, "transpositions": "no", "algorithm": []}
    assert align_collatex_json(KOALA | settings) == align_collatex_json(KOALA)


MISTAKES = [
    (KOALA | {"algorithm": 1}, 'the "algorithm" of the collation is not a string; write "dekker", or leave it out'),
    (KOALA | {"joined": "yes"}, "the \"joined\" of the collation is 'yes'; write true or false"),
    (KOALA | {"joined": 0}, 'the "joined" of the collation is 0; write true or false'),
    (KOALA | {"transpositions": []}, 'the "transpositions" of the collation is []; write true or false'),
    (KOALA | {"tokenComparator": "levenshtein"}, 'the "tokenComparator" of the collation is not an object; write {"type": "equality"}'),
    (KOALA | {"tokenComparator": {"type": 1}}, 'the "type" of "tokenComparator" is 1; write equality or levenshtein'),
    (KOALA | {"tokenComparator": {"type": "edit"}}, "the \"type\" of \"tokenComparator\" is 'edit'; write equality or levenshtein"),
    (of_tokens(B=[{"t": "a"}], A=[{"t": "a"}, {"t": "b", "n": ""}]), 'the "n" of token 2 of witness 2 (A) is empty; write the form to compare, or leave "n" out'),
    (of_tokens(A=[{"n": "a"}]), 'token 1 of witness 1 (A) has no "t"; write {"t": "..."}'),
    ({"witnesses": [{"id": " "}]}, 'witness 1 () has neither "content" nor "tokens"; it needs exactly one of them'),
    ({"witnesses": [{"id": " ", "content": "a"}]}, "witness 1 (): a witness has an empty siglum; choose another"),
    ({"witnesses": [{"id": "A", "content": "a"}, {"id": "A ", "content": "a"}]}, "witnesses 1 and 2 have the same id, 'A'; change one of them"),
    ({"witnesses": ["A"]}, 'witness 1 has no "id" that is a string; add one'),
    ({"witnesses": []}, "the list of witnesses is empty; add one witness or more"),
    ({"witnesses": {}}, 'there is no list of witnesses; write {"witnesses": [...]}'),
    ([], 'there is no list of witnesses; write {"witnesses": [...]}'),
]  # fmt: skip


@pytest.mark.parametrize(("collation", "sentence"), MISTAKES, ids=[s for _, s in MISTAKES])
def test_a_mistake_is_one_sentence_that_names_the_key(collation: Document, sentence: str) -> None:
    with pytest.raises(ReadError) as error:
        java(collation)
    assert str(error.value) == sentence


def test_a_dialect_that_does_not_exist_is_named() -> None:
    with pytest.raises(OptionError, match=r"^there is no dialect 'perl'; use one of python, java$"):
        align_collatex_json(KOALA, dialect="perl")


# The command.


def test_the_command_writes_the_java_dialect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "collation.json"
    file.write_text(json.dumps(of_contents(B="the cat", A="the black cat")), encoding="utf-8")
    assert run(["align", str(file), "--dialect", "java"]) == 0
    assert capsys.readouterr().out.startswith(
        '{"witnesses": ["A", "B"],\n'
        ' "table": [[["the "], ["the "]],\n'
        '  [["black "], []],\n'
        '  [["cat"], ["cat"]]],\n'
        ' "doubt": ['
    )


@pytest.mark.parametrize("dialect", ["java", "python"])
def test_the_command_and_the_library_give_one_answer_in_each_dialect(
    dialect: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "collation.json"
    file.write_text(json.dumps(KOALA | {"joined": False}), encoding="utf-8")
    assert run(["align", str(file), "--dialect", dialect]) == 0
    assert json.loads(capsys.readouterr().out) == align_collatex_json(KOALA | {"joined": False}, dialect=dialect)


def test_the_command_names_the_file_of_a_setting_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "collation.json"
    file.write_text(json.dumps(KOALA | {"joined": 1}), encoding="utf-8")
    assert run(["align", str(file), "--dialect", "java"]) == 2
    assert capsys.readouterr().err == f'collate: {file}: the "joined" of the collation is 1; write true or false\n'
