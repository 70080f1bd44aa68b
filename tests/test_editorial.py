"""What stands in a witness in an editor's name, found without any collation."""

import pytest

from collate.editorial import FINDERS, find_interventions, roles_of
from collate.tokenise import tokenise
from collate.witness import Mark, Role, Siglum, Witness


def found(text: str) -> list[tuple[str, str, str]]:
    witness = Witness(Siglum("A"), text)
    return [(text[i.start : i.end], str(i.role), i.cause) for i in find_interventions(witness, FINDERS.values())]


ONE = {
    "a bracketed gloss": ("the Georgian [Stalin] who", ("[Stalin]", "gloss", "bracketed")),
    "brackets nest": ("a [b [c] d] e", ("[b [c] d]", "gloss", "bracketed")),
    "an expansion": ("his friend G[rigori] came", ("[rigori]", "gloss", "expansion")),
    "an expansion before its word": ("the [in]famous man", ("[in]", "gloss", "expansion")),
    "sic": ("ruffraff [sic] here", ("[sic]", "gloss", "sic")),
    "sic with a mark": ("ruffraff [sic!] here", ("[sic!]", "gloss", "sic")),
    "a page number in brackets": ("end.\n[242]\nThe next", ("[242]", "paratext", "page-number")),
    "a page number alone on its line": ("end.\n\n242\n\nThe next", ("242", "paratext", "page-number")),
    "a bracketed marker": ("as he said [12] then", ("[12]", "note", "marker")),
    "a heading": (
        "One thing was said.\n\nTHE SECOND PART\n\nTwo things were said.",
        ("THE SECOND PART", "paratext", "heading"),
    ),
    "a dateline": (
        "One.\n\nMoscow, 30 December 1922\n\nTwo things.",
        ("Moscow, 30 December 1922", "paratext", "dateline"),
    ),
    "a French dateline": (
        "Un.\nParis, 1er mars 1871\nDeux choses.",
        ("Paris, 1er mars 1871", "paratext", "dateline"),
    ),
    "a note that its editor signs": (
        "One.\n\nSee the plan.—Ed.\n\nTwo.",
        ("See the plan.—Ed.", "note", "footnote"),
    ),
    "a note signed in brackets": ("One.\n\nSee the plan. (Ed.)", ("See the plan. (Ed.)", "note", "footnote")),
}


@pytest.mark.parametrize("sentence", ONE)
def test_one_intervention_is_found(sentence):
    text, expected = ONE[sentence]
    assert found(text) == [expected]


NONE = {
    "an author's own parenthesis": "The Georgian (a clever man) who",
    "a lacuna": "the [...] Word [. . .] and […]",
    "an open bracket": "the [Georgian who was",
    "a bracket closed in another paragraph": "the [Georgian\n\nwho was] there",
    "a closing bracket": "one] two",
    "a text all in capitals": "THE WHOLE OF IT\nIS IN CAPITALS\nAND NOTHING IS A HEADING",
    "an acronym alone": "One.\n\nUSA\n\nTwo.",
    "a name without a dateline": "One.\n\nLenin\n\nTwo.",
    "an asterisk that calls nothing": "a price of 3* or so",
    "a starred line without its marker": "One.\n\n* Two things.",
    "a date inside a sentence": "It was on December 30, 1922 that he spoke.",
    "a line of verse": "of the man\nLenin\nDecember 30, 1922",
}


@pytest.mark.parametrize("sentence", NONE)
def test_an_author_is_not_an_editor(sentence):
    assert [f for f in found(NONE[sentence]) if f[2] != "dateline"] == []


def test_a_footnote_and_its_marker_find_each_other():
    text = "understood?*\n\nNext.\n\n* A phrase was crossed out."
    assert found(text) == [("*", "note", "marker"), ("* A phrase was crossed out.", "note", "footnote")]


def test_a_signature_stands_near_a_dateline():
    text = "the end.\n\nV. Lenin\n\nTaken down by M.V.\n\nDecember 30, 1922"
    assert found(text)[0] == ("V. Lenin", "paratext", "signature")


def test_a_mark_of_the_work_speaks_before_every_rule():
    witness = Witness(Siglum("A"), "a [b] c", marks=(Mark(2, 5, role=Role.TEXT, why="the author's"),))
    assert find_interventions(witness, FINDERS.values()) == ()


def test_roles_stand_on_tokens():
    witness = Witness(Siglum("A"), "one [two three] four")
    (tokens,) = tokenise([witness])
    roles = roles_of(tokens, find_interventions(witness, FINDERS.values()))
    assert roles.of.tolist() == [-1, 0, 0, 0, 0, -1]
    assert roles.at(0) is None
    assert roles.at(2).role is Role.GLOSS
