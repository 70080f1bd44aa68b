"""Notes that letters, and signs in brackets, call; and lists and laws that look the same."""

import pytest

import collate
from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness


def notes(text: str) -> list[str]:
    """Return the words of the notes and markers of a text."""
    witness = Witness(Siglum("A"), text)
    return [text[i.start : i.end] for i in find_interventions(witness, FINDERS.values()) if i.role.value == "note"]


CALLED = {
    "letters in brackets": (
        "The king went to York (a), where he was crowned (b). He stayed.\n\n(a) In the spring.\n(b) By the archbishop.",
        ["(a)", "(b)", "(a) In the spring.", "(b) By the archbishop."],
    ),
    "letters in brackets that touch the word": (
        "Le roi(a) alla à la ville, et les seigneurs(b) vinrent.\n\n(a) Henri le grand.\n\n(b) Ceux du nord.",
        ["(a)", "(b)", "(a) Henri le grand.", "(b) Ceux du nord."],
    ),
    "Greek letters": (
        "ὁ βασιλεύς (α), οἱ δὲ ἄρχοντες (β).\n\n(α) Ἑνρῖκος.\n(β) οἱ ἐκ βορρᾶ.",
        ["(α)", "(β)", "(α) Ἑνρῖκος.", "(β) οἱ ἐκ βορρᾶ."],
    ),
    "Russian letters": (
        "Вот король (а), и с ним все бояре (б).\n\n(а) Первый из них.\n(б) Из северных земель.",
        ["(а)", "(б)", "(а) Первый из них.", "(б) Из северных земель."],
    ),
    "raised letters": (
        "Der Königᵃ ging fort, und die Herrenᵇ blieben.\n\nᵃ Heinrich.\nᵇ Die aus dem Norden.",
        ["ᵃ", "ᵇ", "ᵃ Heinrich.", "ᵇ Die aus dem Norden."],
    ),
    "a raised letter and a note with a full stop": (
        "Rexᵃ abiit, dominiᵇ autem manserunt.\n\na. Henricus.\n\nb. Qui ex septentrione venerant.",
        ["ᵃ", "ᵇ", "a. Henricus.", "b. Qui ex septentrione venerant."],
    ),
    "stars with one bracket": (
        "Il re *) andò via, e i signori **) vennero.\n\n*) Enrico.\n\n**) Quelli del nord.",
        ["*)", "**)", "*) Enrico.", "**) Quelli del nord."],
    ),
    "a star in brackets": (
        "The king (*) went, and the lords (†) stayed.\n\n(*) Henry.\n\n(†) Of the north.",
        ["(*)", "(†)", "(*) Henry.", "(†) Of the north."],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CALLED.values(), ids=CALLED)
def test_a_letter_or_sign_calls_the_note_that_begins_with_it(text: str, expected: list[str]) -> None:
    assert notes(text) == expected


TEXT = {
    "paragraphs of a law behind one word": (
        "He who does what paragraph (a) names, and not what is in paragraph (b), is guilty.\n\n(a) A tree is cut.\n\n(b) A house burns."
    ),
    "paragraphs of a law after a colon": (
        "He pays what is due under (a), and the rest of it within (b), namely:\n\n(a) ten pounds\n\n(b) five pounds"
    ),
    "items with semicolons": "It is of wood (a), or it is made of stone (b).\n\n(a) a house of wood;\n(b) a house of stone.",
    "references together": "All of this is told (a), (b).\n\n(a) Of wood.\n(b) Of stone.",
    "an enumeration": "We saw (a) a cat and (b) a dog.\n\n(a) The cat ran.\n(b) The dog sat.",
    "answers of which one is not named": (
        "Take the first answer (a). Then perhaps the last (b).\n\n(a) red\n(b) blue\n(c) green"
    ),
    "plurals": "The book(s) and the pen(s) are here.\n\n(s) A thing.\n(t) Another.",
    "letters that do not begin the alphabet": "He did it (x), and she did not (y).\n\n(x) One of them.\n(y) Another.",
    "files": "Files: debian/*\nLicense: none\n\n* Redistributions of the source are allowed.",
    "items after a colon": "It costs 3* in all, and that for two things:\n\n* the first of them",
    "names with a number": "The EXT2 files, all of EXT2, in page.1 of it.\n\n1. A first one.\n\n2. A second one.",
    "letters above the line in words": "wᵗʰ Mᵃ and yᵉ Majᵗʸ of Londonᵃ",
}


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_what_may_be_a_list_is_text(text: str) -> None:
    assert notes(text) == []


def test_a_raised_letter_that_calls_a_note_is_no_letter_of_the_word() -> None:
    diff = collate.diff("The king went.", "The kingᵃ went.\n\nᵃ Henry.")
    assert [reading.text for entry in diff.entries for reading in entry.readings] == ["ᵃ", "ᵃ Henry."]


def test_a_raised_letter_without_a_note_stays_in_its_word() -> None:
    diff = collate.diff("sent wᵗʰ yᵉ Majᵗʸ", "sent with the Majesty")
    assert [entry.lemma.text for entry in diff.entries if entry.lemma] == ["wᵗʰ", "yᵉ", "Majᵗʸ"]


def test_a_paragraph_after_the_last_numbered_note_is_text() -> None:
    text = "So he said.\n\nNotes:\n\n(1) In his diary, and not\n    in his letters.\n\nThanks to all who have helped with it."
    assert notes(text)[0].startswith("(1)")
    assert not any("Thanks" in note for note in notes(text))


def test_a_note_over_several_lines_is_one() -> None:
    text = "So he said.\n\nNotes\n1. In his diary, and not\nin his letters, as was\nsaid.\n2. Of the mill."
    assert notes(text) == ["1. In his diary, and not\nin his letters, as was\nsaid.", "2. Of the mill."]
