"""What a source says that a word is (its full form, regular spelling, lemma, number, a name) is evidence of its kind."""

import pytest

import collate
from collate.model.annotations import Annotation, AnnotationName, Annotations
from collate.model.witness import Siglum, Witness

Said = dict[str, dict[AnnotationName, str]]


def witness(siglum: str, text: str, said: Said) -> Witness:
    starts = {word: f" {text} ".index(f" {word} ") for word in said}
    annotations = [
        Annotation(starts[word], starts[word] + len(word), name, value)
        for word, values in said.items()
        for name, value in values.items()
    ]
    return Witness(Siglum(siglum), text, annotations=Annotations.of(annotations), structured=True)


def kinds(text: str, said: Said, other: str, said_of_other: Said | None = None, language: str = "") -> list[str]:
    witnesses = {"A": witness("A", text, said), "B": witness("B", other, said_of_other or {})}
    result = collate.collate(witnesses, language=language)
    variations = [reading.variation for entry in result.entries for reading in entry.readings]
    return ["+".join([variation.label, *variation.also, variation.rule]) for variation in variations]


LEMMA, REG, FULL = AnnotationName.LEMMA, AnnotationName.REGULARISED, AnnotationName.ABBREVIATION
NAME, NUMERAL, ERROR = AnnotationName.NAME, AnnotationName.NUMERAL, AnnotationName.ERROR
PART = AnnotationName.PART_OF_SPEECH


@pytest.mark.parametrize(
    ("short", "full", "text"),
    [
        ("xyz", "parlement", "le {} du roy"),
        ("mgrm", "magistrum", "ad {} suum"),
        ("hñ", "haben", "wir {} gesehen"),
        ("оч", "очи", "его {} видѣша"),
    ],
)
def test_an_expansion_of_the_source_is_an_abbreviation(short: str, full: str, text: str) -> None:
    found = kinds(text.format(short), {short: {FULL: full}}, text.format(full))
    assert found == ["abbreviation+told"]


def test_an_expansion_that_is_another_form_is_an_inflection() -> None:
    said: Said = {"mgr": {FULL: "magister"}}
    assert kinds("et mgr suus", said, "et magistrum suus", language="la") == ["inflection+abbreviation+told"]


@pytest.mark.parametrize(
    ("written", "regular", "text"),
    [
        ("icke", "ich", "da bin {} froh"),
        ("oughen", "eyes", "in hir {} two"),
        ("ueil", "oeil", "de cel {} vit"),
        ("ꙗзык", "язык", "его {} нѣмъ"),
    ],
)
def test_a_regular_spelling_of_the_source_is_a_spelling(written: str, regular: str, text: str) -> None:
    found = kinds(text.format(written), {written: {REG: regular}}, text.format(regular))
    assert found == ["spelling+told"]


def test_one_lemma_is_no_substitution() -> None:
    for one, other, lemma, text in [
        ("fu", "est", "estre", "mout {} bone"), ("tuli", "ferebat", "fero", "lumen {} eis"), ("ging", "geht", "gehen", "er {} dahin"),
        ("шелъ", "иде", "ити", "и {} прочь"),
    ]:  # fmt: skip
        found = kinds(text.format(one), {one: {LEMMA: lemma}}, text.format(other), {other: {LEMMA: lemma}})
        assert [kind.split("+")[0] for kind in found] == ["inflection"], (one, found)


def test_two_lemmas_are_two_words_where_only_similarity_says_one() -> None:
    said: Said = {"conuerti": {LEMMA: "conuerto"}}
    other: Said = {"contenti": {LEMMA: "contentus"}}
    assert kinds("qui conuerti sunt", said, "qui contenti sunt", other) == ["substitution+told"]


def test_two_forms_of_a_lemma_are_an_inflection_where_they_look_like_spellings() -> None:
    said: Said = {"bienn": {LEMMA: "bien", PART: "ADV.1"}}
    other: Said = {"bien": {LEMMA: "bien", PART: "ADV.2"}}
    assert kinds("mout bienn dist", said, "mout bien dist", other) == ["inflection+told"]


def test_a_correction_of_the_source_is_an_error() -> None:
    assert kinds("the teh old", {"teh": {ERROR: "then"}}, "the then old") == ["spelling.error+told"]


def test_a_numeral_counts_what_the_source_says() -> None:
    assert kinds("il ot vixx ans", {"vixx": {NUMERAL: "120"}}, "il ot 120 ans") == ["abbreviation.numeral+told"]
    assert kinds("il ot vixx ans", {"vixx": {NUMERAL: "120"}}, "il ot 80 ans") == ["substitution.numeral+told"]


def test_words_that_both_sources_mark_as_names_are_names() -> None:
    said: Said = {"tchaikovsky": {NAME: "person"}}
    other: Said = {"chaikovskii": {NAME: "person"}}
    found = kinds("li rois tchaikovsky vint", said, "li rois chaikovskii vint", other)
    assert [kind.split("+")[0] for kind in found] == ["spelling.name"]
    assert kinds("li rois tchaikovsky vint", {}, "li rois chaikovskii vint") != found
