"""Verses in two parts: one place, and words that touch are two unless the file shows that they are one."""

import pytest
from page_sources import options_of

from collate.model.witness import Witness
from collate.reading.options import SourceContent
from collate.reading.tei import read_tei


def read_body(body: str) -> Witness:
    content = f"<TEI><text><body>{body}</body></text></TEI>"
    settings = {"verse": "{chapter}:{verse}", "places": {"chapter": "div/@n", "verse": "ab/@n"}}
    return read_tei([SourceContent("a.xml", content.encode())], options_of(settings))[0]


def words(text: str) -> str:
    return "".join(f"<w>{word}</w>" for word in text.split())


def verses(*parts: tuple[str, str, str]) -> str:
    return "".join(f'<ab n="{name}"{part and f" part={part!r}"}>{words(text)}</ab>' for name, part, text in parts)


@pytest.mark.parametrize(
    ("first", "rest", "name"),
    [
        (("B06K5V18", "I", "ἄρα οὖν"), ("B06K5V18", "F", "ὡς δι’"), "5:18"),
        (("B01K1V1", "I", "in principio"), ("B01K1V1", "M", "creavit"), "1:1"),
        (("B04K6V23I", "I", "ⲁⲩⲱ ⲛⲉ"), ("B04K6V23F", "F", "ⲡⲉϫⲁϥ"), "6:23"),
        (("7I", "I", "и рече"), ("7F", "F", "бог"), "7"),
    ],
)
def test_the_parts_of_a_verse_are_one_place_and_their_words_are_apart(
    first: tuple[str, str, str], rest: tuple[str, str, str], name: str
) -> None:
    witness = read_body(verses(first, rest))
    assert witness.text == f"{first[2]} {rest[2]}"
    assert [(place.value, place.start, place.end) for place in witness.places if place.system == "verse"] == [
        (name, 0, len(witness.text))
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # Other words of the file show that it is one word.
        (verses(("34", "", "καὶ ἐξῆλθεν"), ("35I", "I", "ἀναστὰς ἐ"), ("35F", "F", "ξῆλθεν")), "ἀναστὰς ἐξῆλθεν"),
        (verses(("1", "", "deus creavit"), ("2", "I", "deus crea"), ("2", "F", "vit deus")), "deus creavit deus"),
        (verses(("1", "", "слово бѣ"), ("2", "I", "бѣ сло"), ("", "F", "во")), "бѣ слово"),
        # A verse ends with a word, and halves that are words of the file are two words.
        (verses(("1", "", "deus creavit"), ("2", "I", "deus crea"), ("3", "F", "vit")), "deus crea vit"),
        (verses(("1", "", "in primo inprimo primo in"), ("2", "I", "et in"), ("2", "F", "primo")), "et in primo"),
        # A half that the file marks is no word of it, and says nothing of other words.
        (
            verses(("1", "", "erat erat"), ("2", "I", "in e"), ("2", "F", "rat")) + "<ab><w part='I'>lu</w></ab>",
            "in erat lu",
        ),
        (
            verses(("1", "I", "in e"), ("1", "F", "rat")) + "<ab><w part='I'>erat</w></ab>",
            "in e rat erat",
        ),
        (
            '<ab n="1">προσωπον</ab><ab n="2" part="I"><w part="I">προ</w></ab>'
            '<ab n="2" part="F"><w part="F">σωπον</w></ab>',
            "προσωπον",
        ),
    ],
)
def test_a_word_goes_on_over_parts_of_a_verse_only_if_the_file_shows_it(body: str, text: str) -> None:
    assert " ".join(read_body(body).text.split()).endswith(text)
