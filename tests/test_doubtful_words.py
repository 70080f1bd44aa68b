"""In doubt, words are text: what looks like a note or a heading and is none, in several genres and languages."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[i.start : i.end], str(i.role)) for i in find_interventions(Witness(Siglum("A"), text), FINDERS.values())
    ]


TEXT = {
    "clauses whose numbers a sentence enumerates": "We do two things: (1) copy, and (2) sell.\n\n1. You may copy it.\n\n"
    "2. You may sell it.",
    "clauses that a sentence cites": "The tenant pays as clauses (1), (2) and (3) say.\n\n(1) Rent is due in May.\n\n"
    "(2) Subject to clause (1), pets are allowed.\n\n(3) The garden is shared.",
    "a law in German": "Es gilt Absatz (2), soweit nichts anderes bestimmt ist.\n\n(1) Die Würde des Menschen ist "
    "unantastbar.\n\n(2) Das deutsche Volk bekennt sich dazu.",
    "a law in French": "Le bail comprend (1) la maison et (2) le jardin.\n\n1. La maison est louée.\n\n2. Le jardin "
    "est partagé.",
    "a contract in Russian": "Стороны согласны: (1) продать и (2) купить.\n\n1. Продавец продаёт дом.\n\n2. Покупатель "
    "покупает дом.",
    "clauses in Latin": "Duo sunt: (1) dare et (2) facere.\n\n(1) Dare est rem tradere.\n\n(2) Facere est opus praestare.",
    "a folded line that begins with a number": "as he said(1) of sections\n1 and 2 above on a medium.",
    "the definitions of a law": "In this Act (a) and (b) apply.\n\n(a) a dog is an animal;\n\n(b) a cat is none.",
    "numbers that do not rise": "One¹ and two² came.\n\n2. Milk is white.\n\n1. Bread is good.",
    "sections of a statute": "see section 3(1) and section 3(2).\n\n1. This is the first.\n\n2. This is the second.",
    "items that begin with a star": "the price* of it\n\nand the cost* too\n\n* Bread is cheap.\n* Milk is not.",
    "a warranty in capitals": "Copy it freely.\n\nTHE PROGRAM IS PROVIDED AS IS\nWITHOUT WARRANTY OF ANY KIND, EITHER\n"
    "EXPRESSED OR IMPLIED,\nINCLUDING ITS FITNESS.\n\nThis is the end of it.",
    "a sentence in capitals": "Copy it.\n\nTHE SELLER IS NOT LIABLE FOR ANY DAMAGE TO IT.\n\nThat is all of it.",
    "an inscription": "The stone says\n\nIVLIAE PRIMITIVAE\nVIXIT ANNIS XX\nMATER FECIT\n\nand nothing else.",
    "what a sign says": "On the door he read:\n\nKEEP OUT\n\nSo he went home again.",
    "a Greek inscription": "ἐπὶ τῷ λίθῳ γέγραπται·\n\nΘΕΟΙΣ ΠΑΣΙΝ\nΟΙ ΠΟΛΙΤΑΙ\nΑΝΕΘΗΚΑΝ\n\nκαὶ οὐδὲν ἄλλο.",
    "the speakers of a play": "HAMLET\nTo be, or not to be,\nthat is it.\n\nHORATIO\nMy lord.\n\nHAMLET\nWhat is it?\n\n"
    "HORATIO\nNothing.",
    "a shout in a stanza": "The bells began to ring,\nAND ALL THE PEOPLE SANG\nuntil the end of day.",
    "a folded sentence with capitals": "It is sold\nAS IT IS NOW\nand nothing else is promised.",
    "short sentences with numbers": "One.\n\n1. Rent is due.\n\nIt is paid in May.\n\n2. Pets are allowed.\n\nOnly cats.",
    "a column of numbers": "The counts were\n\n12\n15\n18\n\nand no more.",
}


@pytest.mark.parametrize("sentence", TEXT)
def test_in_doubt_words_are_text(sentence: str) -> None:
    assert [f for f in found(TEXT[sentence]) if f[0] not in "¹²"] == []


STILL_FOUND = {
    "French notes": (
        "Le roi vint (1).\n\nLa reine resta (2).\n\n(1) Louis XIV.\n\n(2) Marie-Thérèse.",
        ["(1)", "(2)", "(1) Louis XIV.", "(2) Marie-Thérèse."],
    ),
    "notes in two numberings": ("So.[1] And.[2]\n\n1. Bread.\n\n2. Milk.", ["[1]", "[2]", "1. Bread.", "2. Milk."]),
    "notes that begin again on each page": (
        "One¹ came.\n\n1. A king.\n\nTwo¹ came.\n\n1. A queen.",
        ["¹", "1. A king.", "¹", "1. A queen."],
    ),
    "a heading of two lines": (
        "One thing is said, and then another.\n\nTERMS AND CONDITIONS\nFOR COPYING\n\nThen it goes on.",
        ["TERMS AND CONDITIONS", "FOR COPYING"],
    ),
    "a heading that recurs": (
        "THE OLD GARDEN BOOK\nA true account\n\nOne thing is said, and then another.\n\nTHE OLD GARDEN BOOK\n\nThen it goes on.",
        ["THE OLD GARDEN BOOK", "THE OLD GARDEN BOOK"],
    ),
    "a heading above its paragraph": ("One is said.\n\nOF BREAD\nBread is good, and\nit is cheap.", ["OF BREAD"]),
    "a numbered heading with a stop": ("One.\n\n7. Additional Terms.\n\nThere are none.", ["7. Additional Terms."]),
}


@pytest.mark.parametrize("sentence", STILL_FOUND)
def test_an_editor_is_still_found(sentence: str) -> None:
    text, expected = STILL_FOUND[sentence]
    assert [words for words, _ in found(text)] == expected
