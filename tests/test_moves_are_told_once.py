"""A move is one entry: with both places, with what changed inside, and with one decision about both halves."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment.relations.sentences import LONGEST_SENTENCE, part_starts, sentence_around
from collate.apparatus import Apparatus, Selection, select
from collate.decisions.parsing import parse_decisions
from collate.files.toml import parse_toml
from collate.model.tokens import Sort, Tokens
from collate.model.variation import Certainty, Kind
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.pipeline.places import PlaceQuery, entries_at, parse_place
from collate.rendering.tables.rows import HEADER, apparatus_rows
from collate.rendering.writers import render_diff
from collate.text.tokenise import tokenise

MILLER = "The miller wakes before dawn.\n\nA grey cat crosses the yard.\n\nAt noon the bells are rung.\n"
MOVED = "A grey dog crosses the yard.\n\nAt noon the bells are rung.\n\nThe miller wakes before dawn.\n"
RIVER = (
    "to the river his father sent an only son with one golden cup",
    "his father sent an only son to the river with one golden cup",
    "his father sent an only son with one golden cup to the river",
)
AT_THE_END = """[[decisions]]
kind = "{kind}"
place = {{ witness = "B", before = "the bells are rung.", text = "The miller wakes before dawn." }}
other = {{ witness = "A", before = "the bells are rung.", text = "" }}
who = "M. Editor"
when = 2026-11-29
why = "as the printer says"
"""


def apparatus_of(*texts: str, decisions: str = "", base: str = "A") -> Apparatus:
    work = Work(tuple(Witness(Siglum("ABCD"[k]), t) for k, t in enumerate(texts)), base=Siglum("A"), language="en")
    parsed = parse_decisions(parse_toml(decisions, "decisions.toml"), "decisions.toml") if decisions else ()
    return collate_work(work, base=base, decisions=parsed).apparatus


def kinds(apparatus: Apparatus) -> list[Kind]:
    return [v.kind for entry in apparatus.entries for v in entry.variations if not entry.unit.is_white_space]


@pytest.mark.parametrize("base", ["A", "B", "majority", "none"])
def test_a_moved_paragraph_is_one_entry_for_every_base(base: str) -> None:
    assert kinds(apparatus_of(MILLER, MOVED, base=base)).count(Kind.TRANSPOSITION) == 1


MOVED_NOTES = {
    "numbers": ("Der Müller erwacht vor dem Morgen.[1]", "[1] Zu lesen: Abend."),
    "signs": ("La vieille dame chantait sous le pont.[*]", "[*] Note de l'auteur."),
}


@pytest.mark.parametrize(("words", "note"), MOVED_NOTES.values(), ids=list(MOVED_NOTES))
def test_each_part_of_moved_words_is_told_by_the_same_part(words: str, note: str) -> None:
    rest = "Then came the old black dog from the valley below."
    end = "And at the end the great grey owl sang all night long in the tall tree."
    texts = ("\n\n".join(order) for order in ((words, rest, end, note), (rest, words, end, note)))
    found = apparatus_of(*texts)
    told = [entry.lemma.text for entry in found.entries[:2] if entry.lemma]
    assert told[1] == words[-3:]
    echoed = [(echo.told_in, echo.readings[0].text) for echo in found.echoes]
    assert echoed == [(1, told[0]), (2, told[1])]


def test_words_in_three_places_are_one_entry_that_names_the_other_two() -> None:
    found = apparatus_of(*RIVER)
    (entry,) = found.entries
    assert [echo.told_in for echo in found.echoes] == [1, 1]
    assert entry.other_place == "on line 1 of B and on line 1 of C"


def test_what_is_decided_at_one_place_of_a_move_holds_at_both() -> None:
    found = apparatus_of(MILLER, MOVED, decisions=AT_THE_END.format(kind="addition"))
    (outcome,) = found.decisions
    assert (str(outcome.state), len(outcome.entries)) == ("obeyed", 1)
    (told,) = [entry for entry in found.entries if entry.number == outcome.entries[0]]
    assert [v.kind for v in told.variations] == [Kind.OMISSION]  # what B adds there, it omits here
    assert [v.kind for echo in found.echoes for v in echo.variations] == [Kind.ADDITION]
    rows = [row for row in apparatus_rows(found) if row[HEADER.index("n")] == str(told.number)]
    assert [(row[HEADER.index("kind")], "as the printer says" in row[HEADER.index("why")]) for row in rows] == [
        ("omission", True),
        ("addition", True),
    ]


def test_both_places_lead_to_the_one_entry() -> None:
    work = Work((Witness(Siglum("A"), MILLER), Witness(Siglum("B"), MOVED)), base=Siglum("A"))
    collated = collate_work(work)
    (move,) = [e for e in collated.apparatus.entries if e.other_place]
    last_line_of_b, first_line_of_a = PlaceQuery(witness=1, start=60, end=64), PlaceQuery(end=4)
    assert entries_at(collated, last_line_of_b) == entries_at(collated, first_line_of_a) == [move]
    echo = next(echo for echo in collated.apparatus.echoes if echo.told_in == move.number)
    assert entries_at(collated, parse_place(f"#{echo.id}", collated)) == [move]


def test_a_change_inside_a_moved_passage_is_not_hidden_by_the_move() -> None:
    old = "A grey cat crosses the yard.\n\nThe miller wakes before dawn.\n\nAt noon the bells are rung.\n"
    new = "The miller wakes before dawn.\n\nAt noon the bells are rung.\n\nA grey dog crosses the yard.\n"
    shown = select(apparatus_of(old, new), Selection(only=("substitution",)))
    (variation,) = [v for entry in shown.entries for v in entry.variations]
    assert "“cat” to “dog” (substitution)" in variation.why


def test_one_word_that_passes_two_may_be_misplaced() -> None:
    found = apparatus_of(
        *(f"then spake {words} unto all Galilee" for words in ("Paul wisely", "wisely Paul", "wisely Mark"))
    )
    (move,) = [v for entry in found.entries for v in entry.variations if v.kind is Kind.TRANSPOSITION]
    assert move.certainty is Certainty.LOW
    assert move.why == "the same words are on line 1 of B; or the one or two words that it passes have moved"


# ------------------------------------------------------------------------------------------ sentences


def slow_sentence(tokens: Tokens, at: int) -> tuple[int, int]:
    """Look for both ends of a sentence token by token."""
    start, stop = at, at + 1
    while start > 0 and at - start < LONGEST_SENTENCE and not slow_begins(tokens, start):
        start -= 1
    while stop < len(tokens) and stop - at < LONGEST_SENTENCE and not slow_begins(tokens, stop):
        stop += 1
    return start, stop


def slow_begins(tokens: Tokens, at: int) -> bool:
    surfaces = [tokens.witness.text[start:end] for start, end in tokens.spans.tolist()]
    spaces = [tokens.witness.text[a:b] for a, b in zip([0, *tokens.spans[:-1, 1]], tokens.spans[:, 0], strict=True)]

    def ends(k: int) -> bool:
        return tokens.sort[k] == Sort.PUNCTUATION and set(surfaces[k]) <= set(".!?;:")

    if at == 0 or "\n" in spaces[at]:
        return True
    if not spaces[at] and tokens.sort[at] != Sort.WORD:
        return False
    end = at - 1
    while end > 0 and tokens.sort[end] != Sort.WORD and not ends(end) and not spaces[end]:
        end -= 1
    is_number = end == at - 1 and end > 0 and (end == 1 or "\n" in spaces[end - 1])
    return ends(end) and not is_number


def pieces() -> st.SearchStrategy[Sequence[str]]:
    return st.lists(st.sampled_from(["a", "Bc", ".", "!", '"', "\n", " ", "3.", ";", ",", "”", "(", ")"]), max_size=24)


@given(pieces())
def test_sentences_are_those_of_a_search_token_by_token(found: Sequence[str]) -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "".join(found))])
    starts = part_starts(tokens).sentences
    for at in range(len(tokens)):
        assert sentence_around(starts, len(tokens), at) == slow_sentence(tokens, at)


@pytest.mark.parametrize("base", ["A", "B", "C", "majority", "none"])
def test_a_variant_in_moved_words_is_told_for_every_base(base: str) -> None:
    rest = "A grey cat crosses the yard. At noon the bells are rung."
    found = apparatus_of(
        f"The miller wakes before dawn. {rest}",
        f"{rest} The miller wakes before dawn.",
        f"The miller woke before dawn. {rest}",
        base=base,
    )
    told = [reading.text for entry in found.entries for reading in entry.readings]
    told += [entry.lemma.text for entry in found.entries if entry.lemma]
    assert any("woke" in text for text in told)


def test_added_words_and_the_other_place_of_a_move_are_in_the_order_of_the_text() -> None:
    items = "pay the rent", "keep no pets", "share the garden", "sweep the stairs"
    old, new = (
        "".join(f"{number}. You shall {item}.\n" for number, item in enumerate(order, 1))
        for order in (items, (items[3], *items[:3]))
    )
    work = Work((Witness(Siglum("A"), old), Witness(Siglum("B"), new)), base=Siglum("A"), language="en")
    collated = collate_work(work)
    first_line = render_diff("words", collated.apparatus, collated.alignment).splitlines()[3]
    assert first_line == "1. {+You shall sweep the stairs.+} {+2.+} You shall pay the rent."
