"""Translations in round brackets after a foreign word, and what an author says in round brackets."""

import pytest

from collate.editorial import FINDERS, Cause, find_interventions
from collate.model.variation import Certainty
from collate.model.witness import Role, Siglum, Witness


def translations(text: str) -> list[str]:
    interventions = find_interventions(Witness(Siglum("A"), text), FINDERS.values())
    found = [i for i in interventions if i.cause == Cause.TRANSLATION]
    assert all(i.role is Role.GLOSS and i.certainty is Certainty.LOW for i in found)
    return [text[i.start : i.end] for i in found]


FOUND = {
    "a German word in English": "The measure that was called Gleichschaltung (coordination) is known.",
    "a quoted German word": 'It was the "Volksgemeinschaft" (people\'s community) of that time.',
    "a Russian word in Latin letters": "The old obshchestvo (society) of the town was closed.",
    "a Greek word in German": "Die Alten nannten sie οἰκονομία (Hausverwaltung) und meinten das Haus.",
    "a German word in Russian": "Инженер говорил про Landstraße (большая дорога) и про песок.",
    "a Hebrew word in French": "Le mot שלום (paix) est le premier qu'il apprit.",
    "a word in italics": "It is the *campanilismo* (love of the bell-tower) of that town.",
    "an Italian word in English": "The word trasformazione (change) is the one that was in the text.",
}


@pytest.mark.parametrize("sentence", FOUND)
def test_a_translation_is_found(sentence: str) -> None:
    text = FOUND[sentence]
    assert translations(text) == [text[text.index("(") : text.index(")") + 1]]


AUTHORS = {
    "an office": "Petrov (the chairman) and Smith (a baker) did not agree with that.",
    "a place": "The Times (London) said so, and the Post (Washington) as well.",
    "a remark": "The letters (they were many) came with the first train.",
    "a remark after italics": "We sailed in the _Nautilus_ (for so she was named) in May.",
    "who that was": "Smith (der Professor in Glasgow war) hat es nie gebraucht.",
    "a plural": "Beim Markt (Plural: Märkte) denkt niemand an ein Dach.",
    "a German word in German": "Die Verwaltung (Behörde) ist in der Stadt, und das Haus ist es nicht.",
    "an English word in English": "It was the kindness (unexpected) of the man that did it.",
    "numbers": "The Zeitung (1848) was the first of its kind in the town.",
    "an abbreviation": "The Treuhandgesellschaft (THG) was the owner of the house.",
    "the foreign word in brackets": "Он говорил о свободе (liberty) и о народе, и больше ни о чём.",
    "a word with its ending": "Give the name(s) and the place (or places) of the man.",
    "code": "Call the function render (page) of the module, and it is done.",
    "a letter of mathematics": "Let α (alpha) be the angle of the line to the ground.",
}


@pytest.mark.parametrize("sentence", AUTHORS)
def test_what_an_author_says_in_brackets_is_text(sentence: str) -> None:
    assert translations(AUTHORS[sentence]) == []
