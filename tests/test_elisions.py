"""An apostrophe for the last vowel of a word is part of the word, and one entry; a closing quotation mark is none."""

import pytest

import collate


def entries(one: str, other: str) -> list[tuple[str, str, str]]:
    result = collate.diff(one, other)
    return [
        (entry.lemma.text if entry.lemma else "", reading.text, str(reading.variation.kind))
        for entry in result.apparatus.entries
        for reading in entry.readings
    ]


@pytest.mark.parametrize(
    ("one", "other", "entry"),
    [
        ("doch hoffe ich auf Antwort", "doch hoff' ich auf Antwort", ("hoffe", "hoff'")),
        ("und habe ich es gesagt", "und hab’ ich es gesagt", ("habe", "hab’")),
        ("l'amore che move il sole", "l'amor' che move il sole", ("l'amore", "l'amor'")),
        ("une grande mere de famille", "une grand' mere de famille", ("grande", "grand'")),
        ("ik hebbe een huis gezien", "ik heb' een huis gezien", ("hebbe", "heb'")),
        ("videne quid agat puer", "viden' quid agat puer", ("videne", "viden'")),
        ("Die Freude ist groß", "‚Ja‘ Die Freud’ ist groß", ("Freude", "Freud’")),
    ],
)
def test_an_elision_is_one_entry(one: str, other: str, entry: tuple[str, str]) -> None:
    assert (*entry, "abbreviation") in entries(one, other)
    assert not [own for own in entries(one, other) if own[2] in ("punctuation", "spelling")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("he said the hope of men", "he said 'the hop' of men"),  # a quotation that is open
        ("il dit une grande mere", "il dit `une grand' mere"),
        ("the kings house is red", "the kings' house is red"),  # no text has another vowel
        ("the disciples feet were disciplesy", "the disciples’ feet were disciplesy"),  # a genitive
        ("er sagte Freude sei gut", "er sagte ‚die Freud’ sei gut"),
    ],
)
def test_a_quotation_mark_behind_a_word_is_a_mark(one: str, other: str) -> None:
    assert not [own for own in entries(one, other) if own[2] == "abbreviation"]
    assert [own for own in entries(one, other) if own[2] == "punctuation"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He sang “Rollin on” and left; one was here.", "He sang ‘Rollin’ on’ and left; one was here."),
        ("“Ich hoff ich komm her” und ging; here lag er.", "‘Ich hoff’ ich komm her’ und ging; here lag er."),
    ],
)
def test_the_last_of_several_signs_in_a_quotation_closes_it(one: str, other: str) -> None:
    assert {own[2] for own in entries(one, other)} <= {"punctuation", "typography"}
