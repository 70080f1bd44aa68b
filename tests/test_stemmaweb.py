"""What Stemmaweb reads of a collation: its tables and its JSON, by the rules of its readers."""

import csv
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from rendered import text_of
from strategies import alignments
from test_writing import HANDS
from written import hostile, many, silent_everywhere, slow_cells, small, work_of, written

from collate.model.alignment import Alignment
from collate.model.tokens import Sort
from collate.model.witness import Extent, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.layers import layer_columns
from collate.rendering.unbroken import unbroken

FORMATS = {"stemmaweb": ",", "stemmaweb-tsv": "\t"}


def rows_of(text: str, separator: str) -> list[list[str]]:
    r"""Read a table as opencsv does: in quotes, a backslash and a quote before a quote or a backslash are escapes.

    A backslash that is before another character is lost.
    """
    rows, cells, cell, quoted, i = [], [], "", False, 0
    while i < len(text):
        c, after = text[i], text[i + 1 : i + 2]
        if quoted and ((c == "\\" and after in ("\\", '"')) or c == '"' == after):
            cell += after
            i += 1
        elif c == '"':
            quoted = not quoted
        elif c == "\\":
            pass
        elif c in (separator, "\n") and not quoted:
            cells.append(cell)
            cell = ""
            if c == "\n":
                rows.append(cells)
                cells = []
        else:
            cell += c
        i += 1
    assert (cell, cells) == ("", [])
    return rows


def table(collated: Collated, name: str = "stemmaweb") -> list[list[str]]:
    return rows_of(written(name, collated), FORMATS[name])


def read_json(text: str) -> dict[str, list[str]]:
    """Return the readings of each witness as the reader of `cxjson` makes them, without empty ones."""
    document = json.loads(text)
    found: dict[str, list[str]] = {siglum: [] for siglum in document["witnesses"]}
    for column in document["table"]:
        assert len(column) == len(found)
        for siglum, cell in zip(found, column, strict=True):
            found[siglum] += [token["t"] for token in cell]
    return found


def joined(text: str, siglum: str) -> str:
    """Return the text of a witness as Stemmaweb shows it."""
    document = json.loads(text)
    w = document["witnesses"].index(siglum)
    shown, joins = "", True
    for column in document["table"]:
        for token in column[w]:
            shown += ("" if joins or token.get("join_prior") else " ") + token["t"]
            joins = token.get("join_next", False)
    return shown


def expected_cells(alignment: Alignment, siglum: str) -> list[str]:
    """Return the cells of a witness that is no hand, from the long way through the table."""
    cells = []
    for _, own, token, testimony in slow_cells(alignment):
        if own == siglum:
            is_extant = testimony in ("reads", "omits") and (token is None or token.sort != Sort.LACUNA)
            cells.append("#LACUNA#" if not is_extant else token.surface if token else "")
    return cells


@many
@given(alignment=alignments())
def test_stemmaweb_reads_every_token_and_silence(alignment: Alignment) -> None:
    cells = [expected_cells(alignment, tokens.witness.siglum) for tokens in alignment.tokens]
    for name, separator in FORMATS.items():
        head, *rows = rows_of(text_of(name, small().apparatus, alignment), separator)
        assert head == [tokens.witness.siglum for tokens in alignment.tokens]
        for w, expected in enumerate(cells):
            if all(cell.isprintable() for cell in expected):
                assert [row[w] for row in rows] == expected


def test_a_row_is_a_rank_and_a_column_a_witness() -> None:
    work = work_of("the old cat, sat", "the cat sat")
    expected = [["A", "B"], ["the", "the"], ["old", ""], ["cat", "cat"], [",", ""], ["sat", "sat"]]
    assert table(collate_work(work)) == expected
    assert table(collate_work(work), "stemmaweb-tsv") == expected
    assert written("stemmaweb", collate_work(work)) == 'A,B\nthe,the\nold,\ncat,cat\n",",\nsat,sat\n'.replace(
        '",",', '",",'
    )


def test_a_witness_that_is_not_extant_has_lacunae_and_no_omissions() -> None:
    work = Work(
        (
            Witness(Siglum("A"), "one two three four five six seven"),
            Witness(Siglum("B"), "one two [...] six seven"),
            Witness(Siglum("C"), "three four five", extent=Extent.FRAGMENT),
        ),
        base=Siglum("A"),
    )
    collated = collate_work(work)
    assert table(collated)[1:] == [
        ["one", "one", "#LACUNA#"],
        ["two", "two", "#LACUNA#"],
        ["three", "#LACUNA#", "three"],
        ["four", "#LACUNA#", "four"],
        ["five", "#LACUNA#", "five"],
        ["", "#LACUNA#", "#LACUNA#"],  # the sign of the lacuna itself
        ["six", "six", "#LACUNA#"],
        ["seven", "seven", "#LACUNA#"],
    ]
    # JSON has no such sign: one token where the stretch begins.
    found = read_json(written("collatex-java", collated))
    assert found["B"] == ["one", "two", "#LACUNA#", "six", "seven"]
    assert found["C"] == ["#LACUNA#", "three", "four", "five", "#LACUNA#"]


def test_hands_are_layers_of_their_manuscript_and_come_after_it() -> None:
    collated = collate_work(HANDS)
    headings = ["B", "_x30_1", "_x30_1 (a.c.)", "_x30_1 (C1)", "Q", "Q (a.c.)"]
    assert table(collated)[0] == headings
    assert json.loads(written("collatex-java", collated))["witnesses"] == headings
    layer = [row[5] for row in table(collated)[1:] if row[5] and row[5] != "#LACUNA#"]
    assert " ".join(layer) == "In the beginning was God , and it was good for all women ."


def hand(siglum: str, text: str = "one two") -> Witness:
    return Witness(Siglum(siglum), text, derived_from=Siglum("A"))


LABELS = [
    (["A*"], ["A (a.c.)"]),
    (["A(C1)", "AC2"], ["A (C1)", "A (C2)"]),
    (["A*", "A (a.c.)"], ["A (a.c.)", "A (a.c. 2)"]),
    (["second"], ["A (second)"]),
    (["A#"], ["A (hand)"]),
    (["Awitnesses"], ["A (witnesses 2)"]),
]


@pytest.mark.parametrize(("sigla", "expected"), LABELS)
def test_the_name_of_a_layer(sigla: Sequence[str], expected: list[str]) -> None:
    work = Work((Witness(Siglum("A"), "one two"), *map(hand, sigla)), base=Siglum("A"))
    assert [column.heading for column in layer_columns(collate_work(work).alignment)] == ["A", *expected]


def test_a_hand_that_says_nothing_has_the_words_of_its_manuscript() -> None:
    work = Work(
        (
            Witness(Siglum("A"), "one two three four five six"),
            Witness(Siglum("A*"), "three fore five", derived_from=Siglum("A"), extent=Extent.FRAGMENT),
        ),
        base=Siglum("A"),
    )
    assert [row[1] for row in table(collate_work(work))] == ["A (a.c.)", "one", "two", "three", "fore", "five", "six"]


def test_no_siglum_has_a_sign_that_stemmaweb_refuses() -> None:
    for heading in table(hostile())[0]:
        assert not set(heading) & set('<>#%"{}|\\^[]`()')


def test_a_word_that_is_broken_at_a_line_end_is_whole() -> None:
    collated = collate_work(work_of("his atti-\ntude was", "his attitude was"))
    assert table(collated)[2] == ["attitude", "attitude"]
    assert read_json(written("collatex-java", collated))["A"] == ["his", "attitude", "was"]


UNBROKEN = [
    ("atti-\ntude", "attitude", "attitude"),
    ("well-\n known", "well-known", "well-known"),
    ("atti¬\r\ntude", "attitude", "attitude"),
    ("well-known", "well-known", "well-known"),
    ("—", "—", "—"),
]


@pytest.mark.parametrize(("word", "form", "expected"), UNBROKEN)
def test_a_broken_word_is_whole(word: str, form: str, expected: str) -> None:
    assert unbroken(word, form) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_words_are_read_as_they_are(name: str) -> None:
    _, *rows = table(hostile(), name)
    read = [row[0] for row in rows if row[0]]
    expected = [token.surface for _, siglum, token, _ in slow_cells(hostile().alignment) if token and siglum == "א"]
    kept = [(a, b) for a, b in zip(read, expected, strict=True) if b.isprintable()]
    assert len(kept) > 30
    assert [a for a, _ in kept] == [b for _, b in kept]
    assert "\x1b" not in "".join(read)


def test_what_a_spreadsheet_would_run_is_guarded_and_a_dash_is_a_dash() -> None:
    pretokens = [{"t": "=cmd|A0 ", "n": "x"}, {"t": "- ", "n": "-"}, {"t": "end", "n": "end"}]
    from collate.reading.collatex_json import witnesses_of

    witnesses = witnesses_of({"witnesses": [{"id": "A", "tokens": pretokens}, {"id": "B", "tokens": pretokens[2:]}]})
    found = table(collate_work(Work(witnesses, base=Siglum("A"))))
    assert [row[0].strip() for row in found] == ["A", "'=cmd|A0", "-", "end"]


def test_a_spreadsheet_reads_the_same_cells_where_there_is_no_backslash() -> None:
    text = written("stemmaweb", small())
    assert [*csv.reader(text.splitlines())] == rows_of(text, ",")


# JSON.


TEXTS = [
    "The cat, he said, (and “so on”) sat. Yes: twenty-one.",
    "“What?” said he—and left; all (of it) well",
    "道可道，非常道。 名可名",
    "one",
]


@pytest.mark.parametrize("text", TEXTS)
def test_stemmaweb_joins_the_text_as_it_is(text: str) -> None:
    assert joined(written("collatex-java", collate_work(work_of(text, "other"))), "A") == text


def test_a_word_is_the_same_whether_a_mark_touches_it_or_not() -> None:
    document = json.loads(written("collatex-java", collate_work(work_of("(old) cat, sat", "old cat sat"))))
    for column in document["table"]:
        cells = [cell for cell in column if cell]
        assert len(cells) == 1 or cells[0] == cells[1]


def test_every_token_has_a_key_beside_those_that_stemmaweb_takes() -> None:
    # Its reader fails where two witnesses share a reading and the first of them has nothing more.
    for collated in (small(), hostile(), silent_everywhere()):
        for column in json.loads(written("collatex-java", collated))["table"]:
            for token in (token for cell in column for token in cell):
                assert set(token) - {"t", "normal_form", "display", "join_prior", "join_next"} >= {"n"}


def test_the_title_is_the_name_of_the_section() -> None:
    assert json.loads(written("collatex-java", small()))["name"] == "A small work"
