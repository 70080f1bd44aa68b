"""Words that a source divides itself, signs of gaps that a reader writes, and what only plain text is searched for."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

import collate
from collate.editorial import FINDERS, interventions_of
from collate.model.alignment import Testimony
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort, Tokens
from collate.model.witness import GapReason, Mark, Place, Pretoken, Role, Siglum, Witness
from collate.reading.building import work_of
from collate.text.tokenise import TOKENISERS, tokenise


def word(text: str, surface: str, form: str | None = None) -> Pretoken:
    start = text.index(surface)
    return Pretoken(start, start + len(surface), form)


def surfaces(tokens: Tokens) -> list[str]:
    return [t.surface for t in tokens]


def test_words_of_the_source_are_taken_as_they_are_and_the_rest_is_divided() -> None:
    text = "INCIPIT liber. in to the l'amour, don't"
    given_words = (word(text, "in to"), word(text, "the"), word(text, "l'"), word(text, "amour"), word(text, "don"))
    (tokens,) = tokenise([Witness(Siglum("A"), text, pretokens=given_words)])
    assert surfaces(tokens) == ["INCIPIT", "liber", ".", "in to", "the", "l'", "amour", ",", "don", "'t"]
    assert [t.sort for t in tokens][3:8] == [*[Sort.WORD] * 4, Sort.PUNCTUATION]


def test_forms_of_the_source_are_compared_and_normalised_as_words_are() -> None:
    a = Witness(Siglum("A"), "Ivno ſaid", pretokens=(Pretoken(0, 4, "Iuno"), Pretoken(5, 9)))
    first, second = tokenise([a, Witness(Siglum("B"), "Iuno said")])
    assert [t.form for t in first] == [t.form for t in second] == ["iuno", "said"]
    result = collate.collate({"A": a, "B": "Iuno said"})
    assert [(e.lemma.text, e.readings[0].text) for e in result.entries if e.lemma] == [
        ("Ivno", "Iuno"),
        ("ſaid", "said"),
    ]


def test_a_form_without_any_character_compares_by_the_surface() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "one two", pretokens=(Pretoken(0, 3, " "), Pretoken(4, 7, "")))])
    assert [t.form for t in tokens] == ["one", "two"]


def test_given_words_are_evidence_for_the_words_of_others() -> None:
    given_word = Witness(Siglum("A"), "The morning came", pretokens=(Pretoken(4, 11),))
    plain = Witness(Siglum("B"), "The mor-\n12\nning came")
    _, tokens = tokenise([given_word, plain])
    assert surfaces(tokens) == ["The", "mor-\n12\nning", "came"]


def test_a_reader_has_joined_the_words_that_a_page_breaks() -> None:
    structured = Witness(Siglum("A"), "The mor-\n12\nning came", structured=True)
    tokens, _ = tokenise([structured, Witness(Siglum("B"), "The morning came")])
    assert surfaces(tokens) == ["The", "mor", "-", "12", "ning", "came"]


pieces = st.lists(st.sampled_from(["ab", "c", "-", " ", "\n", "[", "..", "é", "𐐷", "\x1c", "1"]), max_size=12)


given_tuples = st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from([None, "x", "", " "]))


@given(pieces, st.lists(given_tuples, max_size=8))
def test_no_character_is_lost_whatever_words_the_source_gives(
    parts: Sequence[str], given_words: Sequence[tuple[int, int, str | None]]
) -> None:
    text = "".join(parts)
    words = tuple(Pretoken(s, min(s + n, len(text)), form) for s, n, form in given_words if s < len(text))
    for tokeniser in TOKENISERS.values():
        tokens, _ = tokenise([Witness(Siglum("A"), text, pretokens=words), Witness(Siglum("B"), "ab c")], tokeniser)
        assert "".join(surfaces(tokens)) == "".join(text[s:e] for s, e in tokens.spans.tolist())


def gap(text: str, sign: str, reason: GapReason = GapReason.ILLEGIBLE, after: str = "") -> Mark:
    start = text.index(sign, text.index(after))
    return Mark(start, start + len(sign), gap=reason)


def test_the_sign_of_a_gap_that_touches_a_word_is_part_of_it() -> None:
    text = "Cornelu[..] mo[...]n, 12[.] [...]us [a]b[..]"
    marks = [
        gap(text, "[..]"),
        gap(text, "[...]"),
        gap(text, "[.]"),
        gap(text, "[...]", after="12"),
        gap(text, "[..]", after="us"),
    ]
    (tokens,) = tokenise([Witness(Siglum("A"), text, structured=True, marks=tuple(marks))])
    assert surfaces(tokens) == ["Cornelu[..]", "mo[...]n", ",", "12[.]", "[...]us", "[a]b[..]"]
    assert {t.sort for t in tokens if t.surface != ","} == {Sort.WORD}


def test_the_sign_of_a_gap_between_words_is_a_lacuna() -> None:
    text = "one [..] two [...] three, [.]"
    marks = (gap(text, "[..]"), gap(text, "[...]"), gap(text, "[.]"))
    (tokens,) = tokenise([Witness(Siglum("A"), text, structured=True, marks=marks)])
    assert [(t.surface, t.sort) for t in tokens if t.sort is Sort.LACUNA] == [
        ("[..]", Sort.LACUNA), ("[...]", Sort.LACUNA), ("[.]", Sort.LACUNA),
    ]  # fmt: skip


def test_a_gap_is_silent_for_its_reason_and_a_word_with_a_gap_testifies() -> None:
    text = "he saw [..] there and Cornelu[..] came"
    for reason, testimony in ((GapReason.ILLEGIBLE, Testimony.ILLEGIBLE), (GapReason.LACUNA, Testimony.LACUNA)):
        marks = (gap(text, "[..]", reason), gap(text, "[..]", reason, after="Cornelu"))
        a = Witness(Siglum("A"), text, structured=True, marks=marks)
        result = collate.collate({"B": "he saw the good man there and Cornelius came", "A": a})
        assert result.alignment.testimony[:, 1].tolist() == [0, 0, *[testimony] * 4, 0, 0, 0, 0]
        assert [(e.lemma.text, e.readings[0].text) for e in result.entries if e.lemma] == [("Cornelius", "Cornelu[..]")]


def test_words_that_a_mark_declares_illegible_testify_to_nothing() -> None:
    a = Witness(Siglum("A"), "he saw tbe man", marks=(Mark(7, 10, gap=GapReason.ILLEGIBLE),))
    result = collate.collate({"B": "he saw the man", "A": a})
    assert result.alignment.testimony[:, 1].tolist() == [0, 0, Testimony.ILLEGIBLE, 0]


LAID_OUT = "CHAPTER ONE\n\nIt was morning [sic] (sic).\n\n12\n\nSource: Collected Works, 3, p. 12.\n\n1. A note.\n"


def test_the_layout_of_a_structured_witness_says_nothing() -> None:
    plain, marked = Witness(Siglum("A"), LAID_OUT), Witness(Siglum("A"), LAID_OUT, structured=True)
    assert {i.cause for i in interventions_of(plain, FINDERS)} >= {"heading", "sic"}
    assert [(i.role, i.cause, LAID_OUT[i.start : i.end]) for i in interventions_of(marked, FINDERS)] == [
        (Role.GLOSS, "sic", "[sic]"),
        (Role.GLOSS, "sic", "(sic)"),
    ]


def test_numbers_of_a_structured_witness_are_no_places_because_others_have_them() -> None:
    verses = [
        f"{n} {words}"
        for n, words in enumerate(
            ("In the beginning", "And the earth", "And God said", "And God saw", "And God called"), 1
        )
    ]
    text = "\n".join(verses)
    plain = Witness(
        Siglum("A"),
        text,
        places=tuple(
            Place(text.index(v) + 2, text.index(v) + len(v), "verse", v[0], (text.index(v), text.index(v) + 1))
            for v in verses
        ),
    )
    marked = Witness(Siglum("B"), text, structured=True)
    other = Witness(Siglum("C"), text)
    work = work_of({"A": plain, "B": marked, "C": other})
    assert [len(w.places) for w in work.witnesses] == [5, 0, 5]


def test_letters_that_are_lost_are_not_supplied() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "w[..]d w[or]d")])
    assert [t.marks for t in tokens] == [TokenMark(0), TokenMark.SUPPLIED]
