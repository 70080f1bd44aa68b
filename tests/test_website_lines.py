"""What websites and libraries set around a text, and sentences that look like it."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness

FOUND = {
    "an English source": ("First published in 1923 in the newspaper Pravda No. 24.", "paratext", "source"),
    "a German source": ("Zuerst erschienen in: Die Zeit, 1921, S. 3", "paratext", "source"),
    "a Russian source": (
        "Впервые опубликовано в 1924 г. в журнале «Пролетарская революция» № 3",
        "paratext",
        "source",
    ),
    "a place in a collection": ("in: Werke, Band 3, p. 440-444", "paratext", "source"),
    "lines of a wiki": ("Jump to navigation Jump to search", "paratext", "furniture"),
    "a line of a French wiki": ("Aller à la navigation", "paratext", "furniture"),
    "a note of a wiki": ("1. ↑ See the letter of May.", "note", "endnote"),
}


def found(text: str) -> list[tuple[str, str, str]]:
    witness = Witness(Siglum("A"), text)
    return [(text[i.start : i.end], str(i.role), i.cause) for i in find_interventions(witness, FINDERS.values())]


@pytest.mark.parametrize("sentence", FOUND)
def test_a_line_of_a_website_is_found(sentence: str) -> None:
    assert found(f"He came in the evening.\n\n{FOUND[sentence][0]}\n\nNobody saw him.") == [FOUND[sentence]]


def test_links_of_a_wiki_are_found() -> None:
    assert found("The tasks[edit source] and les tâches[modifier | modifier le code]") == [
        ("[edit source]", "paratext", "furniture"),
        ("[modifier | modifier le code]", "paratext", "furniture"),
    ]


def test_a_record_is_found_line_by_line() -> None:
    record = ["Written: in May 1917", "Source: Works, Moscow", "Transcription/Markup: a friend"]
    text = "\n".join(record) + "\n\nHe came in the evening."
    assert found(text) == [(line, "paratext", "source") for line in record]


SENTENCES = [
    "First published in haste, the book was soon forgotten by all.",
    "First published in 1920, the book was soon forgotten by all.",
    "Published in Paris, he said, in 1900, it was soon a great success.",
    "Printed from old type, it looked bad.",
    "Editor: I know it.\nAuthor: So do I.\nEditor: Then be quiet.",
    "In: that is where he went, and out: that is where he came from.",
    "He wanted to edit the source and jump to navigation at once.",
    "Veröffentlicht wurde das Buch 1920 gegen den Willen seiner Freunde.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_no_source(sentence: str) -> None:
    assert found(f"He came in the evening.\n\n{sentence}\n\nNobody saw him.") == []


TERMS = {
    "English": (
        "This eBook is for the use of anyone anywhere at no cost and with",
        "almost no restrictions whatsoever.  You may copy it, give it away or",
        "re-use it under the terms of the licence.",
    ),
    "English, on one line": ("This ebook is for the use of anyone anywhere in the United States at no cost.",),
    "English, at the end": ("Updated editions will replace the previous one—the old editions will", "be renamed."),
    "Polish": ("Ta lektura, podobnie jak tysiące innych, jest dostępna on-line", "na stronie wolnelektury.pl."),
    "Italian": ("Questo e-book è stato realizzato anche grazie", "al sostegno di molti."),
    "Russian": ("Спасибо, что скачали книгу в бесплатной электронной", "библиотеке."),
}


@pytest.mark.parametrize("language", TERMS)
def test_who_may_use_an_electronic_book_is_no_text(language: str) -> None:
    lines = TERMS[language]
    text = "\n".join(lines)
    assert found(f"{text}\n\nHe came in the evening.") == [(line, "paratext", "furniture") for line in lines]


MENUS = [
    ("Jump to content", "Main menu", "Search", "From Wikisource"),
    ("Aller au contenu", "Menu principal", "Rechercher"),
    ("Zum Inhalt springen", "Hauptmenü", "Suche"),
    ("Перейти к навигации", "Главное меню", "Поиск"),
]


@pytest.mark.parametrize("lines", MENUS, ids=[lines[0] for lines in MENUS])
def test_links_beside_a_line_of_a_wiki_are_found(lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    places = sorted(found(f"{text}\nThe Raven\n\nHe came in the evening."), key=lambda place: text.find(place[0]))
    assert places == [(line, "paratext", "furniture") for line in lines]


@pytest.mark.parametrize("line", ["Search", "Rechercher", "Suche", "He read: this ebook is for the use of anyone."])
def test_the_same_words_elsewhere_are_text(line: str) -> None:
    assert found(f"He came in the evening.\n{line}\nNobody saw him.") == []
