"""The words by which an entry is cited: a reader sees what changed, never a mark alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import work_of

from collate.pipeline.collating import collate_work
from collate.rendering.citation import cite_lemma, cite_reading
from collate.rendering.cited_words import CitedTexts


def cited(*texts: str, base: str | None = None) -> list[tuple[str, ...]]:
    """The lemma and the readings of each entry that is not about white space, as an apparatus cites them."""
    collated = collate_work(work_of(*texts), base=base)
    words = [
        CitedTexts(collated.alignment).words(entry)
        for entry in collated.apparatus.entries
        if not entry.unit.is_white_space
    ]
    return [(cite_lemma(w), *map(cite_reading, w.readings)) for w in words]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("my Lord. He", "my Lord; He"), [("Lord.", "Lord;")]),
        (("gave liberally, now", "gave liberally now"), [("liberally,", "liberally")]),
        (("gave liberally now", "gave liberally, now"), [("liberally", "liberally,")]),
        (("He said “Yes” now", "He said Yes now"), [("“Yes", "Yes"), ("Yes”", "Yes")]),
        (("he said.” Then", "he said. Then"), [("said.”", "said.")]),
        (("he said.” Then", "he said” Then"), [("said.", "said")]),
        (("Er kam – und ging", "Er kam, und ging"), [("kam –", "kam,")]),
        (("one\n\n— Oui, dit-il", "one\n\nOui, dit-il"), [("— Oui", "Oui")]),
        (("μῆνιν ἄειδε, θεά· Πηληϊάδεω", "μῆνιν ἄειδε θεά, Πηληϊάδεω"), [("ἄειδε,", "ἄειδε"), ("θεά·", "θεά,")]),
        (("Что делать? спросил", "Что делать! спросил"), [("делать?", "делать!")]),
        (("天地玄黃，宇宙", "天地玄黃、宇宙"), [("黃，", "黃、")]),
        (("arma virumque cano: Troiae", "arma virumque cano, Troiae"), [("cano:", "cano,")]),
        (("ברא אלהים, את", "ברא אלהים את"), [("אלהים,", "אלהים")]),
        (("the first* of", "the first of"), [("first*", "first")]),
    ],
)
def test_a_mark_is_cited_with_the_word_that_it_touches(texts: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert cited(*texts) == expected


def test_each_reading_shows_its_own_mark() -> None:
    assert cited("my Lord. He", "my Lord; He", "my Lord: He", "my Lord He") == [("Lord.", "Lord;", "Lord:", "Lord")]


def test_each_reading_has_the_word_as_its_witness_writes_it() -> None:
    assert cited("the colour, he", "the color; he", "the Colour he") == [
        ("colour", "color", "Colour"),
        ("colour,", "color;", "Colour"),
    ]


def test_of_witnesses_with_one_mark_the_one_with_the_word_of_the_lemma_speaks() -> None:
    assert cited("the colour, he", "the color; he", "the colour; he")[1] == ("colour,", "colour;")


def test_a_mark_beside_another_word_is_cited_alone() -> None:
    texts = ("you may freely act; whoever", "you may whoever", "you may freely act. whoever")
    assert cited(*texts) == [("freely act", "om."), ("act;", "om. ;", "act.")]


def test_a_mark_beside_an_unlike_word_names_the_mark_that_it_replaces() -> None:
    assert cited("he spoke nevertheless, and left", "he spoke loudly; and left") == [
        ("nevertheless", "loudly"),
        ("nevertheless,", "; pro ,"),
    ]


def test_a_mark_among_words_that_the_base_lacks_is_added() -> None:
    texts = ("one two three", "one two up, down three", "one two up; down three")
    assert cited(*texts) == [("‸", "add. up"), ("‸", "add. ,", "add. ;"), ("‸", "add. down")]


def test_without_a_base_every_reading_has_its_word() -> None:
    assert cited("my Lord. He", "my Lord; He", base="none") == [("no lemma", "Lord.", "Lord;")]


def test_marks_that_touch_no_word_stay_alone() -> None:
    assert cited("* * *", "* *") == [("*³", "om.")]


def test_the_number_counts_the_word_with_its_mark_in_the_line() -> None:
    assert cited("freely, freely, so freely, now\nfreely, end", "freely, freely, so freely now\nfreely, end") == [
        ("freely,³", "freely")
    ]


def test_what_stands_around_the_lemma_does_not_repeat_the_word() -> None:
    collated = collate_work(work_of("he gave liberally, now", "he gave liberally now"))
    words = CitedTexts(collated.alignment).words(collated.apparatus.entries[0])
    assert (words.before, words.lemma, words.after) == ("he gave ", "liberally,", " now")


MARKED = st.lists(st.sampled_from(["lord", "he", "she", ",", ".", " ", "“", "”", "\n", "—"]), max_size=14).map("".join)


@given(MARKED, MARKED)
def test_what_is_cited_is_in_its_witness(first: str, second: str) -> None:
    collated = collate_work(work_of(first, second))
    plain = {s: " ".join(text.split()) for s, text in zip("AB", (first, second), strict=True)}
    for entry in collated.apparatus.entries:
        if entry.unit.is_white_space or entry.lemma is None:
            continue
        words = CitedTexts(collated.alignment).words(entry)
        assert words.lemma is not None
        assert words.lemma in plain[entry.lemma.witnesses[0]]
        for reading, own in zip(entry.readings, words.readings, strict=True):
            assert " ".join(own.text.split()) in plain[reading.witnesses[0]]
