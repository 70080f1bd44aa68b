"""What a source marks as written short is a short form of the word opposite, if its letters may be."""

import pytest

import collate
from collate.model.annotations import Annotation, AnnotationName, Annotations
from collate.model.witness import Siglum, Witness


def kinds(text: str, other: str, short: list[str], name: AnnotationName, language: str = "grc") -> list[str]:
    starts = {w: f" {text} ".index(f" {w} ") for w in short}
    said = [Annotation(start, start + len(w), name) for w, start in starts.items()]
    witness = Witness(Siglum("01"), text, annotations=Annotations.of(said), structured=True)
    result = collate.collate({"RP": Witness(Siglum("RP"), other), "01": witness}, language=language)
    return [reading.variation.label for entry in result.entries for reading in entry.readings]


@pytest.mark.parametrize(
    ("text", "other", "short"),
    [
        ("αρχη ιυ χυ υυ θυ καθως", "αρχη ιησου χριστου υιου θεου καθως", ["ιυ", "χυ", "υυ", "θυ"]),
        ("εν τω πνι αγιω", "εν τω πνευματι αγιω", ["πνι"]),
        ("gratia dni nri sci sps", "gratia domini nostri sancti spiritus", ["dni", "nri", "sci", "sps"]),
    ],
)
def test_nomina_sacra_side_by_side_are_no_other_words(text: str, other: str, short: list[str]) -> None:
    found = kinds(text, other, short, AnnotationName.NOMEN_SACRUM)
    assert set(found) <= {"abbreviation.nomen-sacrum", "abbreviation"}, found


def test_a_numeral_may_be_any_word() -> None:
    assert kinds("εν τη ερημω μ ημερας", "εν τη ερημω τεσσαρακοντα ημερας", ["μ"], AnnotationName.NUMERAL) == [
        "abbreviation.numeral"
    ]


def test_a_word_whose_letters_do_not_fit_is_another_word() -> None:
    found = kinds("λεγει ο κς αυτοις", "λεγει ο ιησους αυτοις", ["κς"], AnnotationName.NOMEN_SACRUM)
    assert found == ["substitution"]
