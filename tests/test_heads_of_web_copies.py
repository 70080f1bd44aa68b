"""What stands around a text on the web: its author and title, records, links and the description of the book."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness


def found(text: str) -> list[tuple[str, str]]:
    """Return the words and the cause of all that is no text."""
    witness = Witness(Siglum("A"), text)
    return [(text[i.start : i.end], str(i.cause)) for i in find_interventions(witness, FINDERS.values())]


HEADS = {
    "English": (
        "Rosa Example\nOn the Strike\n(May 1906)\n\nWritten: 1906.\nSource: Works, Volume 2, pp. 14–19.\n\nThe workers met and voted.",
        ["Rosa Example", "On the Strike", "(May 1906)"],
    ),
    "Russian": (
        "Пётр Образцов\nО хлебе\n\nИсточник: Сочинения. Т. 3. М., 1936.\nOCR: Сергей К.\n\nХлеб дорожает с каждым днём.",
        ["Пётр Образцов", "О хлебе"],
    ),
    "French": (
        "Le Moulin\nJean Exemple\nHachette, 1872 (p. 12-15).\n◄ Chapitre I\nChapitre III ►\n\nLe meunier se leva tôt.",
        ["Le Moulin", "Jean Exemple"],
    ),
}


@pytest.mark.parametrize(("text", "heads"), HEADS.values(), ids=HEADS)
def test_short_lines_above_two_lines_of_a_record_are_headings(text: str, heads: list[str]) -> None:
    assert [words for words, cause in found(text) if cause == "heading"] == heads


TEXT = {
    "a recipe": "Apple Cake\nServes six\n\nTime: 40 minutes\nOven: 180 degrees\n\nMix the flour with the eggs. Bake until brown.",
    "a story": "The train stopped at noon\nNobody got off\n\nWeather: fine\nWind: none\n\nThe captain wrote this down.",
    "verse": "The wind is low\nThe light is gone\n\nAnd who will go\nWhen day is done",
    "short sentences and a year": "He lived. He wrote. He died. Rome. 1821.",
    "an initial in a letter": "thank you for the book.\nCome soon!\n\nG.\n\nBring the dog with you, and the letter.",
    "an arrow in a sentence": "Then he went → home and slept, and so did she.",
}


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT)
def test_what_an_author_writes_so_is_text(text: str) -> None:
    assert found(text) == []


FOUND = {
    "a link to the next chapter": ("One thing came.\n\nChapter III ►", ("Chapter III ►", "furniture")),
    "the description of a book": (
        "He rose early and went to the river to see it.\n\nM. Tullius Cicero. Epistulae. L. C. Purser. Oxford. 1901.",
        ("M. Tullius Cicero. Epistulae. L. C. Purser. Oxford. 1901.", "source"),
    ),
    "words that are crossed out": ("Он молчал <зачёркнуто: и плакал> долго.", ("<зачёркнуто: и плакал>", "supplement")),
    "a page after a sentence, far beyond the notes": (
        "He rose.[1] Then [113] he went.\n\n[1] In the spring.",
        ("[113]", "page-number"),
    ),
    "what stands on a letter below initials": (
        "I am ever yours,\nJ. K.\n\nEndorsed: “Keats, 1820”.",
        ("Endorsed: “Keats, 1820”.", "endnote"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_one_more_thing_of_an_editor_is_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_a_row_of_links_as_the_last_line_below_notes_is_read() -> None:
    assert found("It was so.\n\nNotes\n1. In the spring.\nMills | Rivers")[1][1] == "endnote"
