"""An editor's decisions: read with a line for every mistake, placed on the same words or nowhere, and obeyed.

Long because it asks of every action what it does, and of every mistake what is said of it.
"""

import json
import re
import tomllib
from bisect import bisect
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random

import jsonschema
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rendered import text_of
from strategies import alignments, texts, witnesses
from trials import tried

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.constraints import is_satisfied
from collate.apparatus import Apparatus, Selection, select
from collate.cli.main import run
from collate.cli.new_decision import complete_decision
from collate.decisions import (
    Action,
    AlignmentConstraint,
    Decision,
    QuoteSelector,
    Scope,
    State,
    TokenRange,
    UnitOverride,
)
from collate.decisions.locating import locate, locate_decisions
from collate.decisions.parsing import decision_id, parse_decisions, require_distinct
from collate.decisions.quote_match import running_text
from collate.decisions.writing import append_decision, decision_toml, quote_selector
from collate.errors import ConfigError, OptionError, PlaceError
from collate.files.toml import SettingsTable, parse_toml
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.pipeline.collating import Collated, collate_work, find_roles
from collate.reading import read_work
from collate.rendering.formats import FORMATS, REPORT_FORMATS
from collate.rendering.writers import render
from collate.text.tokenise import tokenise
from collate.variants import variation_units
from collate.variants.columns import varying_columns
from collate.variants.overrides import columns_of

Stretch = tuple[Tokens, int, int]  # a text, and its tokens from the first to before the last

SCHEMA = json.loads((Path(__file__).parent.parent / "collate" / "data" / "apparatus.schema.json").read_text("utf-8"))
SIGNED = 'who = "M. Editor"\nwhen = 2026-11-23\nwhy = "so it is"\n'
HERE = 'place = {{ witness = "A", before = "the", text = "{}" }}\nother = {{ witness = "B", before = "the", text = "{}" }}\n'


def parsed(*blocks: str, signed: str = SIGNED) -> tuple[Decision, ...]:
    text = "".join(f"[[decisions]]\n{block}\n{signed}\n" for block in blocks)
    return require_distinct(parse_decisions(parse_toml(text, "decisions.toml"), "decisions.toml"))


def work(*texts: str, base: str = "A") -> Work:
    return Work(
        tuple(Witness(Siglum("ABCDEF"[k]), text) for k, text in enumerate(texts)), base=Siglum(base), language="en"
    )


def collated(texts: Sequence[str], *blocks: str, base: str = "A") -> Collated:
    return collate_work(work(*texts), base=base, decisions=parsed(*blocks))


def states(found: Collated) -> list[str]:
    return [v.state for v in found.apparatus.decisions]


def entries(found: Collated) -> list[tuple[str | None, *tuple[tuple[str, str], ...]]]:
    return [
        (e.lemma.text if e.lemma else None, *((r.text, r.variation.label) for r in e.readings))
        for e in found.apparatus.entries
        if not e.unit.is_white_space
    ]


# ------------------------------------------------------------------------------------------ reading

MISTAKES = [
    ('kind = "spelling"\ncolour = 1\n' + HERE.format("a", "b"), 3, "unknown key colour"),
    (HERE.format("a", "b"), 1, "a decision needs a kind or an action; write kind"),
    ('action = "hide"\n', 2, "action = 'hide' is not allowed; use one of kind, ignore, align"),
    ('action = "ignore"\nkind = "spelling"\n', 3, "kind is only for a decision on a kind; remove kind"),
    ('action = "ignore"\ncause = "x"\n', 3, "cause is only for a decision on a kind"),
    ('kind = "spelling"\nscope = "all"\n', 3, "scope = 'all' is not allowed; use one of here, witness, work"),
    ('action = "merge"\nscope = "work"\n', 3, 'merge needs one place; write scope = "here"'),
    ('kind = "spelling"\n', 1, "place is missing; write place = {"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a" }\n', 1, "kind needs two readings; write other"),
    ('kind = "spelling"\nplace = "a"\n', 3, "place must be a table"),
    ('kind = "spelling"\nplace = { text = "a" }\n', 3, "place: witness is missing"),
    ('kind = "spelling"\nplace = { witness = "A" }\n', 3, "place: text is missing"),
    ('kind = "spelling"\nplace = { witness = "A", text = 3 }\n', 3, "place: text must be a string in quotes, not 3"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", line = 3 }\n', 3, "place: unknown key line; the keys are"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", count = 2 }\n', 3, "place: count and of must be written together"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", count = 3, of = 2 }\n', 3, "place: count and of must be written together"),
    ('kind = "spelling"\nplace = { witness = "A", text = "" }\n', 3, "place: the text is empty, so the place cannot be found; write the words before"),
    ('action = "split"\nplace = { witness = "A", before = "a", text = "" }\n', 3, "place: the text is empty, so the place cannot be found; write the words them"),
    ('action = "split"\n' + HERE.format("a", "b"), 4, "split needs words of one witness only; remove other"),
    ('kind = "spelling"\n' + HERE.format("a", "b").replace('"B"', '"A"'), 4, "other names the same witness as place"),
    ('kind = "omission"\n' + HERE.format("a", "b"), 2, "both readings have words, so the kind cannot be omission"),
    ('kind = "spelling"\n' + HERE.format("", ""), 1, "neither reading has words"),
    ('kind = "spelling"\npair = ["a", "b"]\n', 3, 'pair is only for scope = "witness" or "work"'),
    ('kind = "spelling"\nscope = "work"\npair = ["a"]\n', 4, "pair must have two different readings"),
    ('kind = "spelling"\nscope = "work"\npair = ["a", " a"]\n', 4, "pair must have two different readings"),
    ('kind = "spelling"\nscope = "work"\npair = ["a", "b"]\nwitness = "B"\n', 5, "witness is only for scope"),
    ('kind = "spelling"\nscope = "witness"\npair = ["a", "b"]\n', 1, "witness is missing"),
    ('kind = "spelling"\nscope = "work"\n' + HERE.format("a", "b"), 4, 'place is only for scope = "here"'),
    ('kind = "spelling"\ncause = "a\\u001bb"\n' + HERE.format("a", "b"), 3, "cause has a control character"),
    ('kind = "spelling"\nreplaces = "0123"\n' + HERE.format("a", "b"), 3, "replaces = '0123': no earlier decision has this id"),
]  # fmt: skip


def folder_of(
    tmp_path: Path,
    decisions: str | None,
    a: str = "the colour of it\n",
    b: str = "the color of it\n",
    settings: str = "",
) -> Path:
    (tmp_path / "a.txt").write_text(a, encoding="utf-8")
    (tmp_path / "b.txt").write_text(b, encoding="utf-8")
    named = "".join(f'[[witnesses]]\nsiglum = "{s.upper()}"\nfile = "{s}.txt"\n' for s in "ab")
    (tmp_path / "collation.toml").write_text(f'language = "en"\n{settings}{named}', encoding="utf-8")
    if decisions is not None:
        (tmp_path / "decisions.toml").write_text(decisions, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("block", "line", "sentence"), MISTAKES, ids=[s for _, _, s in MISTAKES])
def test_a_mistake_in_a_decision_names_file_line_and_mend(
    block: str, line: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, f"[[decisions]]\n{block}{SIGNED}")
    assert run(["report", str(folder)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"collate: {folder / 'decisions.toml'}:{line}: {sentence}")
    assert told.count("\n") == 1


@pytest.mark.parametrize("key", ["who", "when", "why"])
def test_a_decision_is_signed(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed = "".join(line for line in SIGNED.splitlines(True) if not line.startswith(key))
    folder = folder_of(tmp_path, f'# of one\n[[decisions]]\nkind = "spelling"\n{HERE.format("a", "b")}{signed}')
    assert run(["report", str(folder)]) == 2
    assert f"decisions.toml:2: {key} is missing" in capsys.readouterr().err


def test_a_mistake_in_the_second_decision_is_at_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = f'[[decisions]]\nkind = "spelling"\n{HERE.format("colour", "color")}{SIGNED}\n'
    folder = folder_of(tmp_path, first + first.replace("spelling", "speling"))
    assert run(["diff", str(folder)]) == 2
    assert (
        "decisions.toml:10: kind = 'speling' does not exist; the kinds are typography, punctuation"
        in capsys.readouterr().err
    )


def test_a_decision_that_stands_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = f'[[decisions]]\nkind = "spelling"\n{HERE.format("colour", "color")}{SIGNED}\n'
    folder = folder_of(tmp_path, one + one)
    assert run(["diff", str(folder)]) == 2
    assert f"decisions.toml:9: the same decision is already at {folder / 'decisions.toml'}:1" in capsys.readouterr().err


def test_a_named_file_that_is_not_there_is_named_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, None, settings='decisions = ["gone.toml"]\n')
    assert run(["diff", str(folder)]) == 2
    assert f"collation.toml:2: {folder / 'gone.toml'}: no such file" in capsys.readouterr().err


def test_files_are_heard_in_the_order_named_and_the_unnamed_one_last(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", settings='decisions = ["late.toml", "early.toml"]\n')
    for name in ("late", "early"):
        (folder / f"{name}.toml").write_text("", encoding="utf-8")
    assert [name for name, _ in read_work(folder).decisions] == ["late.toml", "early.toml", "decisions.toml"]
    folder_of(tmp_path, "", settings='decisions = ["decisions.toml", "early.toml"]\n')
    assert [name for name, _ in read_work(folder).decisions] == ["decisions.toml", "early.toml"]


@pytest.mark.parametrize("command", ["report", "diff", "explain", "show"])
def test_every_command_that_collates_hears_decisions(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, "decisions = 3\n")
    arguments = {"explain": ["explain", str(folder), "#1"], "show": ["show", "table", str(folder)]}
    assert run(arguments.get(command, [command, str(folder)])) == 2
    assert "decisions must be tables" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------ writing

plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
words = st.text(st.sampled_from('ab é"\\\n\u200bש'), max_size=8)
anchors = st.builds(QuoteSelector, plain.filter(str.strip), words.filter(str.split), words, words)


@given(anchors, anchors, plain.filter(str.strip), plain.filter(str.strip))
def test_what_is_written_is_read_again(one: QuoteSelector, other: QuoteSelector, who: str, why: str) -> None:
    assume(
        one.witness != other.witness
        and all(a.text.split() or a.before.split() or a.after.split() for a in (one, other))
    )
    assume(one.text.split() or other.text.split())
    decision = Decision("", Action.KIND, Scope.HERE, why, who, "2026-11-23", "spelling", "error", (one, other))
    decision = replace(decision, id=decision_id(decision))
    text = append_decision(b"# before\r\n[other]\n", decision_toml(decision)).decode("utf-8")
    found = tomllib.loads(text)["decisions"]
    again = parse_decisions(SettingsTable.of({"decisions": found}), "d")[0]
    assert replace(again, file="", line=0) == decision


def test_a_decision_is_added_below_what_stands_there_with_the_line_ends_of_the_file() -> None:
    assert append_decision(b"", "a\nb\n") == b"a\nb\n"
    assert append_decision(b"# mine\n", "a\n") == b"# mine\n\na\n"
    assert append_decision(b"# mine\r\nx = 1", "a\nb\n") == b"# mine\r\nx = 1\r\n\r\na\r\nb\r\n"


def test_an_id_does_not_change_with_the_reason_and_does_with_what_is_decided() -> None:
    (one,) = parsed('kind = "spelling"\n' + HERE.format("a", "b"))
    (same,) = parsed('kind = "spelling"\n' + HERE.format("a", "b"), signed=SIGNED.replace("so it is", "oh, yes"))
    (other,) = parsed('kind = "inflection"\n' + HERE.format("a", "b"))
    assert one.id == same.id != other.id


# ------------------------------------------------------------------------------------------ placing

SMALL = st.lists(st.sampled_from(["the", "The", "sea", "of", "a", ","]), min_size=1, max_size=24)


def tokens_of(words: Sequence[str], siglum: str = "A") -> Tokens:
    return tokenise([Witness(Siglum(siglum), " ".join(words))])[0]


def found_in(anchor: QuoteSelector, tokens: Tokens) -> tuple[int, int] | str:
    return locate(anchor, 0, lambda _, fold: running_text(tokens, fold))


@st.composite
def anchored(draw: st.DrawFn) -> Stretch:
    """A text, and a stretch of it, empty or not."""
    tokens = tokens_of(draw(SMALL))
    first = draw(st.integers(0, len(tokens)))
    last = draw(st.integers(first, min(first + 3, len(tokens))))
    return tokens, first, last


def surfaces(tokens: Tokens) -> list[str]:
    return [t.surface for t in tokens]


def reach(anchor: QuoteSelector, first: int, last: int) -> tuple[int, int]:
    """The tokens that an anchor holds on to: its own and its neighbours'."""
    before, after = (len(tokens_of([part])) if part else 0 for part in (anchor.before, anchor.after))
    return first - before, last + after


@settings(deadline=None)
@given(anchored())
def test_what_is_anchored_is_found_where_it_stands(place_of: Stretch) -> None:
    tokens, first, last = place_of
    assert found_in(quote_selector(tokens, first, last), tokens) == (first, last)


@settings(deadline=None)
@given(texts(), st.data())
def test_whatever_its_white_space_and_marks_a_place_is_found(text: str, data: st.DataObject) -> None:
    tokens = tokenise([Witness(Siglum("A"), text + " end")])[0]
    first = data.draw(st.integers(0, len(tokens)))
    last = data.draw(st.integers(first, len(tokens)))
    anchor = quote_selector(tokens, first, last)
    assert found_in(anchor, tokens) == (first, last)
    wrapped = tokenise([Witness(Siglum("A"), text.replace("\n", "  ") + "\nend")])[0]
    if surfaces(wrapped) == surfaces(tokens):
        assert found_in(anchor, wrapped) == (first, last)


@tried(100, hunted=300)
@given(anchored(), st.integers(0, 30), st.integers(0, 3), SMALL)
@example((tokens_of(["a", "b", "a", "b"]), 0, 1), 9, 0, ["a"])
def test_an_edit_elsewhere_moves_nothing(place_of: Stretch, at: int, gone: int, new: list[str]) -> None:
    tokens, first, last = place_of
    anchor = quote_selector(tokens, first, last)
    low, high = reach(anchor, first, last)
    words = surfaces(tokens)
    assume(at + gone <= low or (high <= at <= len(words)))
    edited = tokens_of([*words[:at], *new, *words[at + gone :]])
    shift = 0 if at >= high else len(edited) - len(tokens)
    found = found_in(anchor, edited)
    assert found == (first + shift, last + shift) or (isinstance(found, str) and "times" in found)


@settings(deadline=None)
@given(anchored(), st.integers(0, 30), st.integers(0, 3), st.lists(st.sampled_from(["new", "words"]), max_size=4))
def test_new_words_elsewhere_do_not_even_make_it_stale(place_of: Stretch, at: int, gone: int, new: list[str]) -> None:
    tokens, first, last = place_of
    anchor = quote_selector(tokens, first, last)
    low, high = reach(anchor, first, last)
    words = surfaces(tokens)
    assume(not anchor.of and (at + gone <= low or (high <= at <= len(words))) and (new or not gone))
    edited = tokens_of([*words[:at], *new, *words[at + gone :]])
    shift = 0 if at >= high else len(edited) - len(tokens)
    assert found_in(anchor, edited) == (first + shift, last + shift)


@tried(100, hunted=300)
@given(anchored(), st.integers(0, 30))
def test_damage_to_the_place_makes_it_stale_and_never_moves_it(place_of: Stretch, at: int) -> None:
    tokens, first, last = place_of
    anchor = quote_selector(tokens, first, last)
    low, high = reach(anchor, first, last)
    assume(low <= at < high)
    words = surfaces(tokens)
    assert isinstance(found_in(anchor, tokens_of([*words[:at], "damaged", *words[at + 1 :]])), str)


@tried(100, hunted=300)
@given(SMALL, st.data())
def test_a_place_written_by_hand_is_never_found_elsewhere_either(words_: list[str], data: st.DataObject) -> None:
    tokens = tokens_of(words_)
    first = data.draw(st.integers(0, len(tokens) - 1))
    size = data.draw(st.integers(0, 2))
    before, after = words_[max(0, first - size) : first], words_[first + 1 : first + 1 + size]
    anchor = QuoteSelector(Siglum("A"), words_[first], " ".join(before), " ".join(after))
    if found_in(anchor, tokens) == (first, first + 1):
        at = data.draw(st.integers(first - len(before), first + len(after)))
        damaged = tokens_of([*words_[:at], "damaged", *words_[at + 1 :]])
        assert isinstance(found_in(anchor, damaged), str)


ANCHORS = [
    (QuoteSelector(Siglum("A"), "Sea", "of the", ""), "of the sea", (2, 3)),  # folded, since it stands once so
    (QuoteSelector(Siglum("A"), "Sea"), "the sea , the Sea", "'Sea' in A occurs 2 times, if typography and case are ignored; write more"),
    (QuoteSelector(Siglum("A"), "Sea", count=1, of=1), "the sea , the Sea", (4, 5)),  # as typed
    (QuoteSelector(Siglum("A"), "Sea", count=1, of=1), "the sea , the sea", "'Sea' in A occurred once with these neighbours, and now occurs 0 times"),
    (QuoteSelector(Siglum("A"), "Sea"), "the sea , the SEA", "'Sea' in A occurs 2 times, if typography and case are ignored; write more of the words before and after"),
    (QuoteSelector(Siglum("A"), "sea"), "the sea , the sea", "'sea' in A occurs 2 times; write more of the words before and after"),
    (QuoteSelector(Siglum("A"), "sea", count=2, of=2), "sea , sea", (2, 3)),
    (QuoteSelector(Siglum("A"), "sea", count=2, of=2), "sea , sea , sea", "'sea' in A occurred 2 times with these neighbours, and now occurs 3 times"),
    (QuoteSelector(Siglum("A"), "sea", "the"), "then sea", "'sea' in A does not occur after 'the' any more"),
    (QuoteSelector(Siglum("A"), "sea", "the", "is"), "the seas is", "'sea' in A is not in the text any more"),
    (QuoteSelector(Siglum("A"), "in to"), "into", "'in to' in A is not in the text any more"),
    (QuoteSelector(Siglum("A"), "", "the", "is"), "the is", (1, 1)),
    (QuoteSelector(Siglum("A"), "", "the", "is"), "the sea is", "the place between two words in A does not occur after 'the' and before 'is' any more"),
    (QuoteSelector(Siglum("A"), "self- evident"), "a self-\nevident", (1, 2)),
    (QuoteSelector(Siglum("A"), "it,", "of"), "of it, and", (1, 3)),
    # Signs in a word, and brackets around it that were tokens of their own when the decision was written.
    (QuoteSelector(Siglum("A"), "ki[n]g", "the", "came"), "the ki[n]g came", (1, 2)),
    (QuoteSelector(Siglum("A"), "king", "the", "came"), "the ki[n]g came", (1, 2)),
    (QuoteSelector(Siglum("A"), "Stalin", "by", "said"), "by [Stalin] said", (1, 2)),
    (QuoteSelector(Siglum("A"), "Stalin", "by [", "] said"), "by [Stalin] said", (1, 2)),
    (QuoteSelector(Siglum("A"), "Stalin", "by [", "] said"), "by [Lenin] said", "'Stalin' in A is not in the text any more"),
    (QuoteSelector(Siglum("A"), "&", "bread", "wine"), "bread & wine", (1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("anchor", "text", "expected"), ANCHORS)
def test_a_place_is_its_words_between_their_neighbours(
    anchor: QuoteSelector, text: str, expected: tuple[int, int] | str
) -> None:
    found = found_in(anchor, tokenise([Witness(Siglum("A"), text)])[0])
    assert found == expected or (isinstance(found, str) and isinstance(expected, str) and found.startswith(expected))


def test_a_place_in_a_witness_that_is_gone_is_stale_and_in_one_left_out_idle() -> None:
    decisions = parsed('kind = "spelling"\n' + HERE.format("a", "b"))
    tokens = tokenise([Witness(Siglum("A"), "the a")])
    assert [v.state for v in locate_decisions(decisions, tokens).outcomes] == [State.STALE]
    assert [v.state for v in locate_decisions(decisions, tokens, [Siglum("B")]).outcomes] == [State.IDLE]


# ------------------------------------------------------------------------------------------ kinds

SPELLED = 'kind = "{}"\n' + HERE.format("colour", "color").replace("{", "{{").replace("}", "}}")
TEXTS = ("see the colour", "see the color")


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


# ------------------------------------------------------------------------------------------ columns


@st.composite
def bonds(draw: st.DrawFn) -> tuple[list[Witness], AlignmentConstraint]:
    """Witnesses, and words of two of them to be put together or apart."""
    found = draw(witnesses(least=2, most=4))
    tokens = tokenise(found)
    full = [w for w, t in enumerate(tokens) if len(t)]
    assume(len(full) > 1)
    one, other = draw(st.permutations(full))[:2]
    stretches = []
    for w in (one, other):
        first = draw(st.integers(0, len(tokens[w]) - 1))
        stretches.append(TokenRange(w, first, draw(st.integers(first + 1, min(first + 3, len(tokens[w]))))))
    return found, AlignmentConstraint(stretches[0], stretches[1], draw(st.booleans()))


@tried(80, hunted=200)
@given(bonds())
def test_a_bond_is_obeyed_and_no_word_is_lost(given_: tuple[list[Witness], AlignmentConstraint]) -> None:
    found, bond = given_
    alignment = ALIGNERS["native"](tokenise(found), AlignOptions(constraints=(bond,)))
    assert is_satisfied(bond, alignment.table)
    for w, tokens in enumerate(alignment.tokens):
        column = alignment.table[:, w]
        assert column[column != GAP].tolist() == list(range(len(tokens)))


@tried(80, hunted=200)
@given(bonds(), st.randoms(use_true_random=False))
def test_the_order_of_the_witnesses_changes_nothing_about_a_bond(
    given_: tuple[list[Witness], AlignmentConstraint], seed: Random
) -> None:
    found, bond = given_
    order = list(range(len(found)))
    seed.shuffle(order)
    one, other = (s._replace(witness=order.index(s.witness)) for s in (bond.first, bond.second))
    straight = ALIGNERS["native"](tokenise(found), AlignOptions(constraints=(bond,)))
    shuffled = ALIGNERS["native"](
        tokenise([found[k] for k in order]), AlignOptions(constraints=(AlignmentConstraint(one, other, bond.together),))
    )
    for name in ("table", "testimony", "doubts"):
        assert (getattr(straight, name)[:, order] == getattr(shuffled, name)).all()


@settings(deadline=None)
@given(bonds(), st.integers(0, 5))
def test_a_bond_that_holds_already_changes_nothing(given_: tuple[list[Witness], AlignmentConstraint], k: int) -> None:
    found, bond = given_
    tokens = tokenise(found)
    free = ALIGNERS["native"](tokens, AlignOptions())
    assume(is_satisfied(bond, free.table))
    assert (ALIGNERS["native"](tokens, AlignOptions(constraints=(bond,) * (k + 1))).table == free.table).all()


ALIGNED = 'action = "align"\nplace = { witness = "A", before = "x", text = "p" }\nother = { witness = "B", text = "q", after = "y" }\n'


def test_words_that_are_put_together_take_their_twins_with_them() -> None:
    found = collated(("x p y z", "x y z q y", "x p y z", "x y z q y"), ALIGNED)
    table = found.alignment.table
    column = columns_of(found.alignment, TokenRange(0, 1, 2))[0]
    assert table[column].tolist() == [1, 3, 1, 3]
    assert (np.diff((table != GAP).astype(int), axis=1)[:, 1::2] <= 1).all()


def test_decisions_that_cannot_both_be_obeyed_are_a_conflict_of_the_later() -> None:
    crossing = 'action = "align"\nplace = { witness = "A", text = "b" }\nother = { witness = "B", text = "a" }\n'
    straight = 'action = "align"\nplace = { witness = "A", text = "a" }\nother = { witness = "B", text = "b" }\n'
    assert states(collated(("a b", "a b"), crossing, straight)) == [State.OBEYED, State.CONFLICT]


def test_to_align_and_to_separate_the_same_words_is_a_conflict_of_both() -> None:
    apart = ALIGNED.replace("align", "separate")
    assert states(collated(("x p y", "x q y"), ALIGNED, apart)) == [State.CONFLICT, State.CONFLICT]


def test_separated_words_are_in_columns_and_entries_of_their_own_the_first_named_first() -> None:
    one = (
        'action = "separate"\nplace = { witness = "A", text = "harbour" }\nother = { witness = "B", text = "market" }\n'
    )
    other = one.replace('"A"', '"X"').replace('"B"', '"A"').replace('"X"', '"B"').replace("harbour", "Y")
    other = other.replace("market", "harbour").replace("Y", "market")
    texts = ("to the harbour now", "to the market now")
    assert entries(collated(texts, one)) == [("harbour", ("", "omission")), ("", ("market", "addition"))]
    assert entries(collated(texts, other)) == [("", ("market", "addition")), ("harbour", ("", "omission"))]


def test_the_second_aligner_obeys_too() -> None:
    table = collate_work(work("x p y z", "x y z q y"), "collatex", decisions=parsed(ALIGNED)).alignment.table
    assert [1, 3] in table.tolist()


def test_a_fragment_keeps_its_passages_where_columns_are_made_anew() -> None:
    from collate.model.witness import Extent

    block = 'action = "align"\nplace = { witness = "A", text = "one" }\nother = { witness = "B", text = "eins" }\n'
    fragment = Witness(Siglum("F"), "six seven", extent=Extent.FRAGMENT)
    three = Work(
        (*work("one two three four five six seven", "two three eins four five six seven").witnesses, fragment),
        base=Siglum("A"),
    )
    found = collate_work(three, decisions=parsed(block))
    column = found.alignment.table[:, 2]
    assert states(found) == [State.OBEYED]
    assert (found.alignment.testimony[:, 2] == 3).tolist() == (column == GAP).tolist()


# ------------------------------------------------------------------------------------------ extent

MERGED = 'action = "merge"\nplace = { witness = "A", text = "old man saw" }\n'
SPLIT = 'action = "split"\nplace = { witness = "A", text = "waved" }\n'
EXTENTS = ("the old man saw it , one waved", "the young man spied it , she dropped")


def test_entries_are_joined_and_cut_as_the_editor_has_it() -> None:
    assert entries(collated(EXTENTS, MERGED, SPLIT)) == [
        ("old man saw", ("young man spied", "substitution")),
        ("one", ("she", "substitution")),
        ("waved", ("dropped", "substitution")),
    ]
    assert entries(collated(EXTENTS))[-1][0] == "one waved"


def test_what_is_joined_can_be_decided() -> None:
    block = 'kind = "inflection"\nplace = { witness = "A", text = "old man saw" }\nother = { witness = "B", text = "young man spied" }\n'
    assert entries(collated(EXTENTS, MERGED, block))[0] == ("old man saw", ("young man spied", "inflection"))
    assert states(collated(EXTENTS, block)) == [State.STALE]


def test_entries_are_not_joined_over_a_border_of_testimony() -> None:
    texts = ("the old man saw it", "the young man spied it", "the aged man [...] it")
    found = collated(texts, MERGED)
    assert states(found) == [State.CONFLICT]
    assert "some witnesses are extant in a part of it only" in found.apparatus.decisions[0].why


def test_what_one_decision_joins_and_a_later_one_cuts_is_a_conflict() -> None:
    cut = 'action = "split"\nplace = { witness = "A", text = "man" }\n'
    assert states(collated(EXTENTS, MERGED, cut)) == [State.CONFLICT, State.OBEYED]


def test_there_is_nothing_to_join_where_all_agree() -> None:
    assert states(collated(("a b", "a b"), 'action = "merge"\nplace = { witness = "A", text = "a b" }\n')) == [
        State.IDLE
    ]


@st.composite
def joined(draw: st.DrawFn) -> tuple[Alignment, list[UnitOverride]]:
    """An alignment, and words around which its entries are joined or cut."""
    alignment = draw(alignments())
    joints = []
    for w in draw(st.lists(st.sampled_from([w for w, t in enumerate(alignment.tokens) if len(t)]), max_size=3)):
        first = draw(st.integers(0, len(alignment.tokens[w]) - 1))
        last = draw(st.integers(first + 1, len(alignment.tokens[w])))
        joints.append(UnitOverride(TokenRange(w, first, last), draw(st.booleans())))
    return alignment, joints


@tried(70, hunted=200)
@given(joined())
def test_joined_or_cut_every_varying_column_is_in_one_entry_or_among_equal_words(
    given_: tuple[Alignment, list[UnitOverride]],
) -> None:
    alignment, joints = given_
    roles = [find_roles(t) for t in alignment.tokens]
    units = [u for u in variation_units(alignment, roles, joints) if not u.is_white_space]
    columns = [c for u in units for c in range(u.start, u.stop)]
    assert columns == sorted(set(columns))
    rest = sorted(set(varying_columns(alignment, roles).at.tolist()) - set(columns))
    for _, between in groupby(rest if not alignment.links else (), lambda c: bisect(columns, c)):
        run = list(between)
        at = list(range(run[0], run[-1] + 1))
        told = np.flatnonzero((alignment.testimony[at] <= Testimony.OMITS).all(axis=0)).tolist()
        assert (
            len({tuple(alignment.tokens[w].surface[[t for t in alignment.table[at, w] if t >= 0]]) for w in told}) <= 1
        )
    for u in units if not alignment.links else ():
        assert len({tuple(row > Testimony.OMITS) for row in alignment.testimony[u.start : u.stop]}) == 1


@tried(25, hunted=60)
@given(witnesses(least=3, most=4), st.data())
def test_the_order_of_the_witnesses_changes_nothing_about_decisions(found: list[Witness], data: st.DataObject) -> None:
    plain_ = collate_work(Work(tuple(found), base=Siglum("A")))
    whole = [w for w, t in enumerate(plain_.alignment.tokens) if len(t)]
    blocks = []
    for action in ("merge", "split", "ignore"):
        w = data.draw(st.sampled_from(whole))
        tokens = plain_.alignment.tokens[w]
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first + 1, len(tokens)))
        anchor = quote_selector(tokens, first, last)
        draft = Decision("", Action(action), Scope.HERE, "w", "me", "now", places=(anchor,))
        blocks.append(replace(draft, id=decision_id(draft)))
    against = collate_work(Work(tuple(found), base=Siglum("A")), base="majority")
    for entry in [e for e in against.apparatus.entries if e.lemma and not e.unit.is_white_space][:3]:
        for reading in entry.readings:
            draft = Decision(
                "", Action.KIND, Scope.HERE, "w", "me", "now", data.draw(st.sampled_from(["note", "gloss"]))
            )
            with suppress(PlaceError, OptionError):
                draft = complete_decision(draft, against, f"#{entry.number}", reading.witnesses[0], None)
                blocks.append(replace(draft, id=decision_id(draft)))
    shuffled = data.draw(st.permutations(found))
    one, other = (
        collate_work(Work(tuple(f), base=Siglum("A")), base="majority", decisions=blocks) for f in (found, shuffled)
    )
    assert states(one) == states(other)
    assert [(e.id, {(r.text, r.variation) for r in e.readings}) for e in one.apparatus.entries] == [
        (e.id, {(r.text, r.variation) for r in e.readings}) for e in other.apparatus.entries
    ]


@tried(25, hunted=60)
@given(witnesses(), st.data())
def test_whatever_is_decided_of_whatever_words_the_order_of_the_witnesses_changes_nothing(
    found: list[Witness], data: st.DataObject
) -> None:
    tokens = tokenise(found)
    full = [w for w, t in enumerate(tokens) if len(t)]
    assume(len(full) > 1)
    decisions = {}
    for action in data.draw(st.lists(st.sampled_from(Action), min_size=1, max_size=6)):
        of_two = action in (Action.KIND, Action.ALIGN, Action.SEPARATE)
        places = []
        for w in data.draw(st.permutations(full))[: 1 + of_two]:
            first = data.draw(st.integers(0, len(tokens[w]) - 1))
            last = data.draw(st.integers(first + 1, min(first + 3, len(tokens[w]))))
            places.append(quote_selector(tokens[w], first, last))
        kind = "gloss" if action is Action.KIND else None
        draft = Decision("", action, Scope.HERE, "w", "me", "now", kind, None, tuple(places))
        decisions[decision_id(draft)] = replace(draft, id=decision_id(draft))
    base = data.draw(st.sampled_from(["A", "majority", "none"]))
    orders = found, data.draw(st.permutations(found))
    one, other = (
        collate_work(Work(tuple(f), base=Siglum("A")), base=base, decisions=list(decisions.values())) for f in orders
    )
    assert [(v.state, v.entries) for v in one.apparatus.decisions] == [
        (v.state, v.entries) for v in other.apparatus.decisions
    ]
    assert [(e.id, {(r.text, r.variation) for r in e.readings}) for e in one.apparatus.entries] == [
        (e.id, {(r.text, r.variation) for r in e.readings}) for e in other.apparatus.entries
    ]
    document = json.loads(text_of("json", one.apparatus, one.alignment))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_equal_words_that_an_editor_sets_in_other_columns_are_no_entry() -> None:
    found = [Witness(Siglum(siglum), "the colour the ") for siglum in "AB"]
    tokens = tokenise(found)
    places = quote_selector(tokens[0], 0, 1), quote_selector(tokens[1], 1, 2)
    draft = Decision("", Action.ALIGN, Scope.HERE, "w", "me", "now", places=places)
    for base in ("A", "majority", "none"):
        collated = collate_work(Work(tuple(found), base=Siglum("A")), base=base, decisions=[draft])
        assert [v.state for v in collated.apparatus.decisions] == [State.OBEYED]
        assert collated.apparatus.entries == ()


# ------------------------------------------------------------------------------------------ decide


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("USER", "nobody")
    found = folder_of(
        tmp_path, "# kept\n", a="the colour of the old sea , he saw it\n", b="the color of the sea , she saw it\n"
    )
    monkeypatch.chdir(found)
    return found


def decide(*arguments: str) -> int:
    return run(["decide", *arguments, "--who", "M. Editor", "--when", "2026-11-23", "--why", "so it is"])


def kinds(capsys: pytest.CaptureFixture[str]) -> tuple[list[tuple[str, str, str | None]], list[str], str]:
    capsys.readouterr()
    run(["report", ".", "--format", "json"])
    told = capsys.readouterr()
    document = json.loads(told.out)
    found = [(r["text"], r["kind"], r["cause"]) for e in document["entries"] for r in e["readings"]]
    return found, [d["state"] for d in document["decisions"]], told.err


def test_what_is_decided_is_reported_and_stale_when_its_words_are_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide("#1", "--kind", "inflection", "--cause", "odd") == 0
    assert capsys.readouterr().out.startswith("#1  colour ] color B  spelling (regional) → inflection (odd)\n")
    assert kinds(capsys) == (
        [("color", "inflection", "odd"), ("", "omission", None), ("she", "substitution", None)],
        ["obeyed"],
        "",
    )
    (folder / "b.txt").write_text("the hue of the sea , she saw it\n", encoding="utf-8")
    found, became, told = kinds(capsys)
    assert (found[0][1], became) == ("substitution", ["stale"])
    assert told.startswith("note: decisions.toml:3: stale decision ")
    assert "'color' in B is not in the text any more" in told


def test_a_decision_that_is_taken_out_of_the_file_is_forgotten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide("#1", "--kind", "inflection")
    (folder / "decisions.toml").write_text("# kept\n", encoding="utf-8")
    assert kinds(capsys)[:2] == (
        [("color", "spelling", "regional"), ("", "omission", None), ("she", "substitution", None)],
        [],
    )


def test_what_stands_in_the_file_is_kept(folder: Path) -> None:
    decide("#1", "--kind", "inflection")
    assert (folder / "decisions.toml").read_text(encoding="utf-8").startswith("# kept\n\n[[decisions]]\nkind = ")


@pytest.mark.parametrize("arguments", [
    ["#1", "--ignore"],
    ["#1", "--kind", "inflection", "--scope", "work"],
    ["#1", "--kind", "inflection", "--scope", "witness"],
    ["A:1:5", "--kind", "inflection"],
    ["#2", "--kind", "gloss"],
    ["#1", "--separate"],
    ["A@4-10", "--align", "B@4-9"],
    ["A@0-3", "--align", "B@23-26"],
    ["A@4-21", "--merge"],
    ["#1", "--merge"],
    [".:#1", "--ignore"],
], ids=" ".join)  # fmt: skip
def test_every_decision_that_is_written_is_obeyed(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(*arguments) == 0, capsys.readouterr().err
    assert kinds(capsys)[1:] == (["obeyed"], "")


REFUSED = [
    (["#9", "--ignore"], "#9: no entry has this number; the last entry is #3"),
    (["A:1:1", "--ignore"], "A:1:1: there is no entry here, because all extant witnesses agree; name another place"),
    (["A:1", "--ignore"], "A:1: there are 3 entries here, #1, #2, #3; name one of them"),
    (["#1", "--kind", "speling"], "--kind speling: this cannot be decided; use one of typography"),
    (["#1", "--kind", "agreement"], "--kind agreement: this cannot be decided"),
    (["#1", "--kind", "omission"], "#1: colour A : color B: both readings have words, so the kind cannot be omission; use one of typography"),
    (["#2", "--kind", "inflection"], "#2: old A : ‸ B: inflection needs words on both sides; use one of typography"),
    (["#1", "--kind", "gloss"], "neither reading has words or signs that the other lacks, so there is no gloss"),
    (["#1", "--kind", "gloss", "--scope", "work"], "#1: colour A : color B: neither reading has words or signs"),
    (["#1", "--ignore", "--merge"], "--ignore and --merge cannot be used together"),
    (["#1"], "there is nothing to decide; use one of --kind"),
    (["#1", "--cause", "x", "--ignore"], "--cause is the cause of a kind"),
    (["#1", "--kind", "spelling", "--reading", "A"], "--reading A: this witness has no variant reading at #1; use one of B"),
    (["#2", "--separate"], "--separate: one of the two witnesses has no words here"),
    (["#1", "--split"], "#1: --split needs words to split at; name them"),
    (["#3", "--merge"], "#3: there is no next entry"),
    (["A@4-10", "--merge"], "A@4-10: there are fewer than two entries here"),
    (["A@4-10", "--align", "A@0-3"], "--align: both places are in the same witness"),
    (["#1", "--merge", "--scope", "work"], "--merge applies to one place only; leave out --scope work"),
    (["#1", "--ignore", "--replace"], "--replace: this decision contradicts no other"),
    (["#000000000000", "--ignore"], "#000000000000: no entry has this id any more; name its words"),
    (["--undo"], "there is no decision to undo"),
    (["--undo", "--ignore"], "--undo makes no decision"),
    (["#1", "--ignore", "--list"], "--list makes no decision; name a work and nothing else"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED, ids=[" ".join(a) for a, _ in REFUSED])
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(
    arguments: list[str], sentence: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in folder.iterdir()}
    assert decide(*arguments) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.usefixtures("folder")
def test_a_decision_needs_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "#1", "--ignore"]) == 2
    assert 'a decision needs a reason; add --why "..."' in capsys.readouterr().err


def test_who_decides_is_never_guessed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("USER")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    assert run(["decide", "#1", "--ignore", "--why", "x"]) == 2
    assert "git has no user.name, and $USER is not set; add --who NAME" in capsys.readouterr().err
    monkeypatch.setenv("USER", "copyist")
    assert run(["decide", "#1", "--ignore", "--why", "x"]) == 0
    assert 'who = "copyist"' in (folder / "decisions.toml").read_text(encoding="utf-8")


def test_a_contradiction_is_refused_unless_it_replaces(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    before = (folder / "decisions.toml").read_bytes()
    assert decide("#1", "--kind", "substitution") == 2
    assert "the decision contradicts decisions.toml:3" in capsys.readouterr().err
    assert decide("#1", "--kind", "inflection") == 2
    assert "this is decided already, at decisions.toml:3" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_bytes() == before
    assert decide("#1", "--kind", "substitution", "--replace") == 0
    assert kinds(capsys)[1:] == (["idle", "obeyed"], "")


def test_words_are_cut_out_of_their_entry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("and one waved\n", encoding="utf-8")
    (folder / "b.txt").write_text("and she dropped\n", encoding="utf-8")
    assert decide("A@8-13", "--split") == 0
    assert capsys.readouterr().out.startswith(
        "- #1  one waved ] she dropped B\n+ #1  one ] she B\n+ #2  waved ] dropped B\nwrote decisions.toml: decision "
    )


def test_a_pair_of_several_has_to_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_text("the hue of the sea , she saw it\n", encoding="utf-8")
    with (folder / "collation.toml").open("a", encoding="utf-8") as file:
        file.write('[[witnesses]]\nsiglum = "C"\nfile = "c.txt"\n')
    assert decide("#1", "--kind", "inflection") == 2
    assert "#1: there are 2 readings here; add --reading B or --reading C" in capsys.readouterr().err
    assert decide("#1", "--kind", "inflection", "--reading", "C") == 0
    assert kinds(capsys)[0][:2] == [("color", "spelling", "regional"), ("hue", "inflection", None)]


def test_the_page_of_commands_shows_decisions_that_can_be_read() -> None:
    page = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    text = page.split("## decisions.toml")[1].split("```toml\n")[1].split("```")[0]
    shown = parse_decisions(parse_toml(text, "d"), "d")
    assert [(d.label, d.line) for d in shown] == [("kind spelling.compositor", 1), ("ignore", 11)]
    assert shown[0].id in page


def test_half_a_sign_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "#1", "--ignore", "--who", "me", "--why", "\udcff"]) == 2
    assert "an unpaired surrogate, which UTF-8 cannot encode; retype that text" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "# kept\n"


def test_files_by_name_have_no_decisions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "a.txt", "#1", "--ignore", "--why", "x", "--who", "me"]) == 2
    assert "decisions belong to a work; name its folder" in capsys.readouterr().err
    assert folder.is_dir()


def test_a_list_that_no_decision_can_be_added_to_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'decisions = [{ action = "ignore", scope = "work", pair = ["a", "b"], who = "a", when = "b", why = "c" }]\n'
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    assert decide("#1", "--ignore") == 2
    assert "no decision can be added at the end; write each one under its own [[decisions]]" in capsys.readouterr().err


def test_the_list_shows_what_became_of_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "--list"]) == 0
    assert capsys.readouterr().out == "no decisions\n"
    decide("#1", "--kind", "inflection")
    capsys.readouterr()
    assert run(["decide", ".", "--list"]) == 0
    row = capsys.readouterr().out
    assert "decisions.toml:3  obeyed  kind inflection  here  colour A : color B  so it is (M. Editor" in row
    assert folder.is_dir()


@pytest.mark.usefixtures("folder")
def test_explain_shows_the_decision_and_what_the_rules_would_have_said(capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    run(["explain", "#1"])
    told = capsys.readouterr().out
    assert "rule decision, certainty high" in told
    assert "(kind inflection; scope here), decisions.toml:3: so it is (M. Editor, 2026-11-23)" in told
    assert "this would give spelling (regional)" in told


def test_a_report_is_never_written_over_a_file_of_decisions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--format", "csv", "-o", "decisions.toml"]) == 2
    assert "is never overwritten" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "# kept\n"


def test_a_witness_that_is_left_out_leaves_its_decisions_idle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    (folder / "c.txt").write_text("the hue\n", encoding="utf-8")
    with (folder / "collation.toml").open("a", encoding="utf-8") as file:
        file.write('[[witnesses]]\nsiglum = "C"\nfile = "c.txt"\n')
    capsys.readouterr()
    assert run(["report", ".", "--witnesses", "A,C", "--format", "json"]) == 0
    told = capsys.readouterr()
    (decision,) = json.loads(told.out)["decisions"]
    assert (decision["state"], decision["why"]) == ("idle", "B is left out of this collation")
    assert "stale" not in told.err


def test_a_work_without_decisions_is_aligned_as_ever() -> None:
    assert align_work(work("a b", "a c")).table.tolist() == [[0, 0], [1, 1]]


def test_an_error_of_a_decision_in_memory_has_its_line_too() -> None:
    with pytest.raises(ConfigError, match=r"decisions\.toml:1: kind = 'speling' does not exist"):
        collated(TEXTS, SPELLED.format("speling"))
