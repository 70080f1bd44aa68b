"""Forms of one verb with another stem, language by language."""

import pytest

from collate.classify.pairs import classify_pairs

FORMS = {
    "la": "dicit/dixit mittit/misit facit/fecit accipit/accepit promittit/promisit venit/venerunt currit/cucurrit dicens/dixit captus/capit",
    "de": "gibt/gab gab/gegeben spricht/gesprochen schreibt/schrieb nimmt/nahm verlor/verliert",
    "fr": "prend/prit comprend/comprit vient/vint écrit/écrivit reçoit/reçut vit/vécut",
    "grc": "λαμβάνει/ἔλαβεν βάλλει/ἔβαλεν ἀποθνῄσκει/ἀπέθανεν δίδωσιν/ἔδωκεν εὑρίσκει/εὗρεν",
}
NOT_FORMS = {
    "la": "promittit/permittit dicit/ducit intelligo/intellego", "de": "gesprochen/versprochen Nahme/Name", "fr": "permettre/promettre",
    "grc": "Δαυείδ/Δαυίδ ἀπῆλθεν/ἐξῆλθεν",
}  # fmt: skip


def kind(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language, aligned_pairs=[])
    return variation.kind


@pytest.mark.parametrize("language", FORMS)
def test_stems_of_one_verb_are_an_inflection(language: str) -> None:
    pairs = [pair.split("/") for pair in FORMS[language].split()]
    assert {kind(one, other, language) for one, other in pairs} == {"inflection"}
    assert {kind(other, one, language) for one, other in pairs} == {"inflection"}


@pytest.mark.parametrize("language", NOT_FORMS)
def test_another_prefix_or_another_spelling_is_no_other_stem(language: str) -> None:
    assert "inflection" not in {
        kind(one, other, language) for one, _, other in (pair.partition("/") for pair in NOT_FORMS[language].split())
    }
