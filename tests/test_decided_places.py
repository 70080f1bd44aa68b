"""A decision is placed on the same words as before or nowhere, whatever else has changed."""

from collections.abc import Sequence

import pytest
from decided import HERE, Stretch, parsed
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import texts
from trials import tried

from collate.decisions import QuoteSelector, State
from collate.decisions.locating import locate, locate_decisions
from collate.decisions.quote_match import running_text
from collate.decisions.writing import quote_selector
from collate.model.tokens import Tokens
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

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
