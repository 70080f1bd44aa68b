"""What a source says of words is told in reports, and survives in those for programs."""

import json
from pathlib import Path

import jsonschema
import pytest
from small_reader import read_small

import collate
from collate.api.result import CollationResult
from collate.model.witness import Pretoken, Siglum, Witness
from collate.rendering.told_in_entries import ToldInEntries

SOURCE = """<text><pb v="1r"/><p><hand v="h1">It was a <supplied v="lost">bri</supplied>ght <unclear>cold</unclear> day</hand>
in <w v="Aprilis">April</w>, <seg v="w.7">and</seg> the clocks were <del>all</del> striking</p></text>"""
PLAIN = "It was a bright warm day in March, and the clocks were striking"
SCHEMA = json.loads((Path(collate.__file__).parent / "data" / "apparatus.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result() -> CollationResult:
    return collate.collate({"A": read_small("A", ("a.xml", SOURCE)), "B": PLAIN}, language="en")


def test_the_json_tells_marks_of_readings(result: CollationResult) -> None:
    document = json.loads(result.render("json"))
    jsonschema.validate(document, SCHEMA)
    told = [[(m["mark"], m["value"], m["text"]) for m in e["lemma"].get("marks", [])] for e in document["entries"]]
    assert told == [
        [("hand", "h1", "cold"), ("unclear", "", "cold")],
        [("lemma", "Aprilis", "April")],
        [("deleted", "", "all")],
    ]
    mark = document["entries"][0]["lemma"]["marks"][1]
    text = result.alignment.tokens[0].witness.text
    assert (mark["witness"], text[slice(*mark["span"])]) == ("A", "cold")
    assert all("marks" not in reading for entry in document["entries"] for reading in entry["readings"])
    for line in str(result.render("jsonl")).splitlines():
        assert json.loads(line)["lemma"]["marks"]


def test_the_json_of_plain_texts_has_no_new_keys() -> None:
    document = json.loads(collate.collate({"A": "a b", "B": "a c"}).render("json"))
    assert set(document["entries"][0]["lemma"]) == {
        "text", "witnesses", "spans", "line", "places", "before", "after", "occurrence",
    }  # fmt: skip


def test_the_table_for_collatex_keeps_what_the_source_says_of_each_token(result: CollationResult) -> None:
    table = json.loads(result.render("collatex"))["table"]
    tokens = [token for cell in table[0] if cell for token in cell]
    by_word = {token["t"].strip(): token for token in tokens}
    assert by_word["bright"] == {"t": "bright ", "n": "bright", "supplied": "lost", "hand": "h1"}
    assert by_word["April"] == {"t": "April", "n": "april", "lemma": "Aprilis"}
    assert by_word["and"] == {"t": "and ", "n": "and", "xml:id": "w.7"}
    assert by_word["all"] == {"t": "all ", "n": "all", "deleted": True}
    assert "".join(token["t"] for token in tokens) == result.alignment.tokens[0].witness.text


def test_keys_of_given_words_survive_beside_words_that_were_found() -> None:
    words = (Pretoken(0, 4, "one", (("pos", "CD"), ("t", "never"))), Pretoken(9, 14, None, (("lemma", "three"),)))
    a = Witness(Siglum("A"), "One  two three", pretokens=words)
    table = json.loads(collate.collate({"A": a, "B": "one two three"}).render("collatex"))["table"]
    assert [token for cell in table[0] for token in cell] == [
        {"t": "One  ", "n": "one", "pos": "CD"},
        {"t": "two ", "n": "two"},
        {"t": "three", "n": "three", "lemma": "three"},
    ]


def test_the_terminal_and_the_print_tell_it_beside_the_entry(result: CollationResult) -> None:
    terminal = str(result.render("terminal")).replace("\u2068", "").replace("\u2069", "")
    assert "substitution; cold unclear in A" in terminal
    assert "omission; all deleted in A" in terminal
    assert "cold] A; warm B; cold unclear in A (1)" in str(result.render("text"))
    assert "unclear in" in str(result.render("latex"))


def test_witnesses_whose_sources_say_the_same_are_named_together() -> None:
    source = "<t>a <unclear>cold</unclear> day</t>"
    first, second = read_small("A", ("A.xml", source)), read_small("C", ("C.xml", source))
    result = collate.collate({"A": first, "C": second, "B": "a warm day"})
    (told,) = ToldInEntries(result.apparatus).at(result.entries[0])
    assert (told.words, told.label, told.sigla) == ("cold", "unclear", ("A", "C"))
