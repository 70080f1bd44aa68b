"""A kind that an editor has decided is told everywhere, and only of what was decided."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from decided import (
    HERE,
    SCHEMA,
    SPELLED,
    TEXTS,
    collated,
    entries,
    parsed,
    states,
)
from rendered import text_of

from collate.apparatus import Apparatus, Selection, select
from collate.decisions import State
from collate.model.alignment import Alignment
from collate.pipeline.collating import Collated
from collate.rendering.formats import FORMATS, REPORT_FORMATS
from collate.rendering.writers import render


def test_a_decision_stands_above_the_rules_with_the_words_of_its_editor() -> None:
    found = collated(TEXTS, SPELLED.format("inflection") + 'cause = "odd"\n')
    (variation,) = found.apparatus.entries[0].variations
    assert (variation.label, variation.rule, variation.certainty) == ("inflection.odd", "decision", "high")
    assert variation.why == "so it is (M. Editor, 2026-11-23)"
    assert variation.decision == found.apparatus.decisions[0].decision.id
    assert found.apparatus.decisions[0].entries == (1,)


def test_a_decision_speaks_of_its_place_alone() -> None:
    found = collated(("see the colour , see a colour", "see the color , see a color"), SPELLED.format("inflection"))
    assert entries(found) == [("colour", ("color", "inflection")), ("colour", ("color", "spelling.regional"))]


def test_against_another_base_an_omission_is_an_addition() -> None:
    block = 'kind = "omission"\ncause = "eye-skip"\nplace = { witness = "A", before = "the", text = "red" }\n'
    block += 'other = { witness = "B", before = "the", text = "", after = "sea" }\n'
    texts = ("in the red sea", "in the sea")
    assert entries(collated(texts, block)) == [("red", ("", "omission.eye-skip"))]
    assert entries(collated(texts, block, base="B")) == [("", ("red", "addition.eye-skip"))]
    assert states(collated(texts, block, base="none")) == [State.OBEYED]


def test_a_decision_whose_readings_are_not_compared_is_idle() -> None:
    texts = (*TEXTS, "see the hue")
    assert states(collated(texts, SPELLED.format("inflection"), base="C")) == [State.IDLE]
    assert states(collated((*TEXTS[:1], TEXTS[0]), SPELLED.format("inflection"))) == [State.STALE]


def test_a_pair_is_known_by_case_where_nothing_else_tells_its_readings_apart() -> None:
    block = 'kind = "substitution"\nscope = "work"\npair = ["State", "state"]\n'
    texts = ("the State ; a red State , The end", "the state ; a red STATE , the end")
    labels = [label for _, *readings in entries(collated(texts, block)) for _, label in readings]
    assert labels == ["substitution", "capitalisation", "capitalisation"]


def test_a_decision_on_a_pair_is_of_the_pair_in_either_order() -> None:
    for pair in ('["colour", "color"]', '["color", "colour"]'):
        assert entries(collated(TEXTS, f'kind = "inflection"\nscope = "work"\npair = {pair}\n')) == [
            ("colour", ("color", "inflection"))
        ]


def test_a_decision_on_a_witness_is_of_that_which_has_the_second_reading() -> None:
    block = 'kind = "inflection"\nscope = "witness"\nwitness = "{}"\npair = ["colour", "color"]\n'
    assert states(collated(TEXTS, block.format("B"))) == [State.OBEYED]
    assert states(collated(TEXTS, block.format("A"))) == [State.STALE]
    assert states(collated(("the colour , color", "the color , colour"), block.format("A"))) == [State.OBEYED]


def test_two_of_one_scope_that_say_different_things_are_a_conflict_and_the_rules_speak() -> None:
    found = collated(TEXTS, SPELLED.format("inflection"), SPELLED.format("substitution"))
    assert states(found) == [State.CONFLICT, State.CONFLICT]
    assert entries(found) == [("colour", ("color", "spelling.regional"))]


def test_two_decisions_on_one_pair_in_two_witnesses_are_found_out_at_the_entry() -> None:
    other = SPELLED.format("substitution").replace('"B"', '"C"')
    found = collated((*TEXTS, TEXTS[1]), SPELLED.format("inflection"), other)
    assert states(found) == [State.CONFLICT, State.CONFLICT]
    assert entries(found) == [("colour", ("color", "spelling.regional"))]


def test_the_later_speaks_if_it_says_that_it_replaces_the_other() -> None:
    first = parsed(SPELLED.format("inflection"))[0].id
    found = collated(TEXTS, SPELLED.format("inflection"), SPELLED.format("substitution") + f'replaces = "{first}"\n')
    assert states(found) == [State.IDLE, State.OBEYED]
    assert entries(found) == [("colour", ("color", "substitution"))]


def test_two_that_say_the_same_are_both_obeyed() -> None:
    other = SPELLED.format("inflection").replace('"B"', '"C"')
    assert states(collated((*TEXTS, TEXTS[1]), SPELLED.format("inflection"), other)) == [State.OBEYED] * 2


def test_what_is_ignored_is_counted_and_stays_in_json() -> None:
    found = collated(TEXTS, SPELLED.format("inflection").replace('kind = "inflection"', 'action = "ignore"'))
    shown = select(found.apparatus, Selection())
    assert (shown.entries, shown.hidden) == ((), (("ignored by decision", 1),))
    document = json.loads(text_of("json", found.apparatus, found.alignment))
    (reading,) = document["entries"][0]["readings"]
    assert (reading["kind"], reading["decision"]) == ("spelling", document["decisions"][0]["id"])
    assert document["decisions"][0]["action"] == "ignore"


def test_a_whole_place_can_be_ignored_and_a_pair_in_it_still_be_decided() -> None:
    place_alone = 'action = "ignore"\nplace = { witness = "A", before = "the", text = "colour" }\n'
    texts = (*TEXTS, "see the hue")
    assert select(collated(texts, place_alone).apparatus, Selection()).entries == ()
    found = collated(texts, place_alone, SPELLED.format("inflection"))
    assert [r.text for e in select(found.apparatus, Selection()).entries for r in e.readings] == ["color"]


def test_white_space_is_never_taken_for_the_place_between_two_words() -> None:
    block = 'action = "ignore"\nplace = { witness = "A", before = "the", text = "", after = "sea" }\n'
    assert states(collated(("the sea", "the\u00a0sea"), block)) == [State.STALE]


@pytest.mark.parametrize("name", [n for n in REPORT_FORMATS if not FORMATS[n].needs])
def test_every_format_is_written_with_decisions(name: str) -> None:
    blocks = [SPELLED.format("inflection"), 'kind = "spelling"\n' + HERE.format("gone", "lost")]
    found = collated(TEXTS, *blocks)
    written_ = render(name, found.apparatus, found.alignment)
    if name == "json":
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(written_))
    if name == "html":
        assert isinstance(written_, str)
        (said,) = re.findall('"decisions":(.*?)}</script>', written_)
        assert [row[2] for row in json.loads(said)] == ["stale"]
        assert '"decisions":[]}</script>' in text_of(name, *without(found))
    if name == "markdown":
        assert "Decisions that no longer hold" in written_
        assert "Decisions that no longer hold" not in text_of(name, *without(found))


def without(found: Collated) -> tuple[Apparatus, Alignment]:
    return replace(found.apparatus, decisions=()), found.alignment
