"""JSON of the collation editor, and of CollateX, as witnesses."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from page_sources import SHARED, SOURCES, expected, gaps, left_out, options_of, places, read_sample, said, words

from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.collatex_json import read_collatex_witnesses
from collate.reading.editor_json import read_editor_json
from collate.reading.options import SourceContent

here_only = pytest.mark.skipif(not (SHARED / "json").is_dir(), reason="the samples under other licences are not here")


def verse(
    name: str, hands: Mapping[str, str | list[dict[str, Any]]], siglum: str = "1010", **more: object
) -> SourceContent:
    """Return a verse; the words of a hand are given as one string, or as tokens."""
    witnesses = [
        {
            "id": siglum + hand,
            "tokens": [{"index": str(2 * n), "t": w, "original": w} for n, w in enumerate(tokens.split(), 1)]
            if isinstance(tokens, str)
            else tokens,
        }
        for hand, tokens in hands.items()
    ]
    value = {
        "id": f"NT_GRC_{siglum}_{name}",
        "transcription": f"NT_GRC_{siglum}_Mark",
        "siglum": siglum,
        **more,
        "witnesses": witnesses,
    }
    return SourceContent(f"{name}.json", json.dumps(value, ensure_ascii=False, indent=1).encode())


def read(*verses: SourceContent, **settings: object) -> list[tuple[str, str, str]]:
    """Return siglum, manuscript and text of each witness."""
    found = read_editor_json(verses, options_of({"siglum": "1010", **settings}, "1010"))
    return [(w.siglum, w.derived_from or "", w.text) for w in found]


@here_only
def test_a_verse_of_the_editor_is_read() -> None:
    (witness,) = read_sample(read_editor_json, "json/editor-verse.json", folder=SHARED)
    wanted = expected("json/editor-verse.json", SHARED)
    assert words(witness.text) == words(wanted["text"])
    assert [["verse", *row] for row in places(witness, "verse")] == wanted["places"]
    last = witness.pretokens[-1]
    assert (witness.text[last.start : last.end], last.form) == ("κυ", "κυ")
    assert {"nomSac": True, "index": "32"}.items() <= dict(last.keys).items()
    assert said(witness) == [("nomen-sacrum", "", "κυ")]


def test_verses_are_read_in_the_order_given_each_hand_a_witness() -> None:
    verses = [
        verse("Mark.1.2", {"": "ως γεγραπται"}),
        verse("Mark.1.1", {"*": "αρχη του", "C1": "αρχη", "C2": "αρχη τω"}),
        verse("Mark.1.3", {"*": "φωνη", "C2": "φωναι"}),
        verse("Mark.1.4", {"*": "", "C1": "εγενετο"}),
    ]
    assert read(*verses, hand="all") == [
        ("1010*", "", "ως γεγραπται\nαρχη του\nφωνη"),
        ("1010C1", "1010*", "ως γεγραπται\nαρχη\nφωνη\nεγενετο"),
        ("1010C2", "1010*", "ως γεγραπται\nαρχη τω\nφωναι\nεγενετο"),
    ]
    assert read(*verses) == [("1010", "", "ως γεγραπται\nαρχη τω\nφωναι\nεγενετο")]
    assert read(*verses, hand="first") == read(*verses, hand="1010*") == [("1010", "", "ως γεγραπται\nαρχη του\nφωνη")]
    assert read(*verses, hand="C1", inherit=False) == [("1010", "", "αρχη\nεγενετο")]


def test_correctors_are_in_the_order_of_their_numbers() -> None:
    assert [s for s, _, _ in read(verse("Mark.1.1", {"*": "a", "C10": "b", "C2": "c"}), hand="all")] == [
        "1010*",
        "1010C2",
        "1010C10",
    ]


def test_without_correctors_a_manuscript_is_one_witness() -> None:
    assert read(verse("Mark.1.1", {"*": "initium"}), hand="all") == [("1010", "", "initium")]


def test_a_hand_that_is_nowhere_is_told() -> None:
    (witness,) = read_editor_json([verse("Mark.1.1", {"": "initium"})], options_of({"hand": "C3"}, "1010"))
    assert witness.notices == ("hand = “C3”: 1010 has no hand of this name; the last is read",)


def test_tokens_keep_what_is_written_what_is_compared_and_their_keys() -> None:
    tokens = [
        {"t": "ihs", "original": "ιης", "nomSac": True, "index": "2", "pc_after": "·"},
        {
            "t": "dns",
            "original": "dn̄s",
            "expanded": "dominus",
            "gap_after": True,
            "gap_details": "2 lines",
            "index": "4",
        },
        {"t": "et", "unclear": True, "gap_before": True, "index": "6"},
    ]
    (witness,) = read_editor_json([verse("Mark.1.1", {"": tokens})], options_of({"keys": ["index"]}, "1010"))
    assert witness.text == "ιης· dn̄s [...] et"
    assert [(witness.text[p.start : p.end], p.form, p.keys) for p in witness.pretokens] == [
        ("ιης", "ihs", (("index", "2"),)),
        ("dn̄s", "dns", (("index", "4"),)),
        ("et", "et", (("index", "6"),)),
    ]
    assert gaps(witness) == [("[...]", "lacuna")]
    assert [m.why for m in witness.marks] == ["2 lines"]
    assert said(witness) == [("nomen-sacrum", "", "ιης"), ("abbreviation", "dominus", "dn̄s"), ("unclear", "", "et")]


def test_settings_name_the_keys_of_what_is_written_and_compared() -> None:
    tokens = [{"t": "kai", "original": "ϗ", "n": "και"}]
    (witness,) = read_editor_json([verse("Mark.1.1", {"": tokens})], options_of({"surface": "t", "form": "n"}, "1010"))
    assert (witness.text, witness.pretokens[0].form) == ("kai", "και")


def test_each_token_leads_to_its_line() -> None:
    (witness,) = read_editor_json([verse("Mark.1.1", {"": "initium evangelii"})], options_of({}, "1010"))
    assert [witness.position(n)[:2] for n in (0, 8)] == [(0, 11), (0, 16)]


def test_words_of_other_hands_are_left_out_and_counted() -> None:
    (witness,) = read_editor_json([verse("Mark.1.1", {"*": "a b c", "C1": "a b"})], options_of({}, "1010"))
    assert left_out(witness) == {"other hands": 3}


@pytest.mark.parametrize(
    ("name", "more", "place"),
    [
        ("John.6.23", {}, "John.6.23"),
        ("B04K6V23", {"context": "John.6.23"}, "John.6.23"),
        ("Mc 1", {"transcription": None}, "Mc 1"),
    ],
)
def test_the_verse_is_named_by_its_id_or_context(name: str, more: dict[str, Any], place: str) -> None:
    (witness,) = read_editor_json([verse(name, {"": "verbum"}, **more)], options_of({}, "1010"))
    assert [p.value for p in witness.places] == [place]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "there is no list of hands"),
        ({"witnesses": []}, "there is no list of hands"),
        ({"witnesses": [{"id": "1"}]}, 'a hand needs an "id" and a list of "tokens"'),
        ({"witnesses": [{"id": "1", "tokens": [{"n": "a"}]}]}, 'token 1 of 1 has no "t"'),
        ({"witnesses": [{"id": "1", "tokens": []}, {"id": "1", "tokens": []}]}, "two hands have the id '1'"),
    ],
)
def test_what_is_no_verse_of_the_editor_is_one_sentence(value: object, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read_editor_json([SourceContent("a.json", json.dumps(value).encode())], options_of({}, "a.json"))


# -- CollateX


def collatex(**settings: object) -> tuple[Witness, ...]:
    path = SOURCES / "json" / "collatex-input.json"
    return read_collatex_witnesses(
        [SourceContent(path.name, path.read_bytes())], options_of({"siglum": "X", **settings}, path.name)
    )


def test_witnesses_of_collatex_are_read_under_their_names() -> None:
    wanted = expected("json/collatex-input.json")["hands"]
    assert {str(w.siglum): w.text for w in collatex()} == wanted


def test_tokens_of_collatex_are_taken_as_they_are_and_texts_are_divided_as_texts() -> None:
    a, b, _, d = collatex()
    assert (a.pretokens, d.pretokens) == ((), ())
    assert [(b.text[p.start : p.end], p.form, dict(p.keys)) for p in b.pretokens] == [
        ("The ", "the", {"x": 1}),
        ("blacke", "black", {"lemma": "black"}),
        (" cat", "cat", {}),
    ]


def test_words_of_collatex_lead_to_their_lines() -> None:
    a, b, c, _ = collatex()
    assert [a.position(4), b.position(4), c.position(4)] == [(0, 5, 20), (0, 16, 12), (0, 36, 12)]


def test_one_witness_of_collatex_is_read_under_the_siglum_that_was_asked_for() -> None:
    assert [(w.siglum, w.text) for w in collatex(witness="C")] == [("X", "The cat")]
    with pytest.raises(ReadError, match="has no witness 'Q'; its witnesses are A, B, C, D"):
        collatex(witness="Q")


def test_a_verse_of_a_corrector_alone_gives_the_first_hand_no_words() -> None:
    verses = verse("Mark.1.1", {"*": "αρχη"}), verse("Mark.1.2", {"C1": "καθως"})
    assert read(*verses, hand="all") == [("1010*", "", "αρχη"), ("1010C1", "1010*", "αρχη\nκαθως")]
    assert read(*verses, hand="first") == [("1010", "", "αρχη")]
    assert read(*verses, hand="last") == [("1010", "", "αρχη\nκαθως")]


def test_a_manuscript_that_has_correctors_only_has_no_first_hand() -> None:
    verses = verse("Mark.1.1", {"C1": "αρχη", "C2": "αρχηι"})
    assert read(verses, hand="all") == [("1010C1", "", "αρχη"), ("1010C2", "1010C1", "αρχηι")]
