"""What scribes write short: holy names, numbers in letters, signs and strokes; expanded before they are compared."""

import pytest

from collate.classify.pairs import classify_pairs


def label(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language)
    return "+".join([variation.label, *variation.also])


HOLY_NAMES = [
    ("ιυ", "ιησου", "grc"), ("χρυ", "χριστου", "grc"), ("κϲ", "κυριος", "grc"), ("θ̅ϲ̅", "θεός", "grc"), ("πνων", "πνευμάτων", ""), ("κ̅ω̅", "κυρίῳ", "grc"),
    ("ουνου", "οὐρανοῦ", "grc"), ("ανους", "ἀνθρώπους", ""), ("ιηλ", "ἰσραήλ", "grc"), ("δαδ", "δαυείδ", "grc"), ("ϲωρ", "σωτηρ", ""),
    ("ihu", "iesu", "la"), ("xpi", "christi", "la"), ("dn̄i", "domini", "la"), ("ih's", "jhesus", "fro"), ("xp̄s", "christus", ""),
    ("бг҃ъ", "богъ", "cu"), ("іс҃ъ", "исусъ", ""), ("дх҃а", "доуха", "cu"), ("чл҃къ", "человѣкъ", "cu"), ("цр҃ь", "царь", "ru"),
    ("ած", "աստուած", "hy"), ("տր", "տէր", ""), ("քի", "քրիստոսի", "hy"), ("զած", "զաստուած", "hy"),
    ("ⲓ̅ⲥ̅", "ⲓⲏⲥⲟⲩⲥ", "cop"), ("ⲡⲉⲭⲥ", "ⲡⲉⲭⲣⲓⲥⲧⲟⲥ", ""), ("ⲡⲛⲁ", "ⲡⲛⲉⲩⲙⲁ", "cop"), ("ⲡϭⲥ", "ⲡϫⲟⲉⲓⲥ", "cop"),
]  # fmt: skip


@pytest.mark.parametrize(("short", "full", "language"), HOLY_NAMES)
def test_a_holy_name_and_its_short_form_are_one_word(short: str, full: str, language: str) -> None:
    assert label(short, full, language) == "abbreviation.nomen-sacrum"
    assert label(full, short, language) == "abbreviation.nomen-sacrum"


@pytest.mark.parametrize(
    ("short", "full", "language"),
    [("κσ", "ιησους", "grc"), ("θυ", "κυριου", "grc"), ("xps", "petrus", "la"), ("бг҃ъ", "господь", "cu")],
)
def test_a_short_form_of_another_name_is_another_word(short: str, full: str, language: str) -> None:
    assert label(short, full, language) == "substitution"


NUMBERS = [
    ("μ", "τεσσεράκοντα", "grc"), ("ι̅β̅", "δώδεκα", ""), ("γʹ", "τρεῖς", "grc"), ("χξϛ", "ἑξακόσιοι ἑξήκοντα ἕξ", "grc"), ("β̅", "δευτέρα", ""),
    ("к҃", "двадесѧть", "cu"), ("в҃і", "дванадесѧть", ""), ("·р҃·", "сто", "cu"), ("҂а", "тысѧща", "cu"), ("͵α", "χίλιοι", "grc"), ("כ״ד", "עשרים וארבע", "he"), ("ժբ", "երկոտասան", "hy"), ("ի", "քսան", "hy"),
    ("ⲓ̅ⲃ̅", "ⲙⲛⲧⲥⲛⲟⲟⲩⲥ", "cop"), ("י״ב", "שנים עשר", "he"), ("ט״ו", "חמישה עשר", ""), ("٣", "ثلاثة", "ar"), (".xx.", "vint", "fro"), ("xij", "duodecim", "la"),
]  # fmt: skip


@pytest.mark.parametrize(("letters", "words", "language"), NUMBERS)
def test_letters_and_words_of_equal_value_are_one_number(letters: str, words: str, language: str) -> None:
    assert label(letters, words, language) == "abbreviation.numeral"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("μ", "τριάκοντα", "grc"), ("ι", "α", "grc"), ("γαρ", "τρεῖς", "grc"), ("и", "осмь", "ru"), ("I", "one", "en")],
)
def test_letters_without_a_mark_are_a_number_only_beside_its_words(one: str, other: str, language: str) -> None:
    assert not label(one, other, language).startswith("abbreviation")


SIGNS = [
    ("ꝯmenca", "commenca", "fro", "sign"), ("9tra", "contra", "la", "sign"), ("to9", "tous", "fro", "sign"), ("ꝑoles", "paroles", "", "sign"), ("p̱son", "person", "en", "sign"),
    ("ꝓpter", "propter", "la", "sign"), ("bonoꝝ", "bonorum", "la", "sign"), ("eiꝰ", "eius", "", "sign"), ("pͥs", "pris", "fro", "sign"), ("poͬ", "pour", "fro", "sign"), ("p̾ndre", "prendre", "fro", "sign"),
    ("ꝯmence", "cõmence", "fro", "sign"), ("nr̃e", "n're", "fro", "sign"),
    ("uēit", "uenit", "la", "stroke"), ("omīs", "omnis", "la", "stroke"), ("hōme", "homme", "fro", "stroke"), ("kō̄men", "kommen", "de", "stroke"),
    ("q̃", "que", "fro", "titlus"), ("p̄dicat", "praedicat", "la", "titlus"), ("ml't", "molt", "fro", "titlus"), ("nrẽ", "nostre", "fro", "titlus"),
    ("ch'lr", "chevalier", "fro", "titlus"), ("dixer̄", "dixerunt", "la", "titlus"), ("гл҃", "глагола", "cu", "titlus"),
]  # fmt: skip


@pytest.mark.parametrize(("short", "full", "language", "cause"), SIGNS)
def test_a_sign_or_a_stroke_stands_for_letters(short: str, full: str, language: str, cause: str) -> None:
    assert label(short, full, language) == f"abbreviation.{cause}"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("señor", "senador", "es"),
        ("l'an", "lontan", "it"),
        ("d'une", "demande", "fr"),
        ("mão", "mano", "pt"),
        ("qistrẽt", "quistrent", "fro"),
        ("gefuͤrt", "geführt", "de"),
        ("don't", "donut", "en"),
    ],
)
def test_an_accent_or_an_elision_leaves_no_letters_out(one: str, other: str, language: str) -> None:
    assert not label(one, other, language).startswith("abbreviation.titlus")


@pytest.mark.parametrize(
    ("short", "full", "language", "kind"),
    [
        ("ꝑfait", "parfet", "fro", "spelling+abbreviation"),
        ("ꝯmandement", "comandemens", "fro", "spelling+abbreviation"),
        ("θυ", "θεος", "grc", "inflection+abbreviation"),
        ("cōmune", "communem", "la", "inflection+abbreviation"),
    ],
)
def test_a_short_form_that_also_differs_has_the_kind_of_its_full_form(
    short: str, full: str, language: str, kind: str
) -> None:
    assert label(short, full, language) == kind


def test_short_forms_side_by_side_are_compared_word_by_word() -> None:
    assert label("ιυ χυ", "ἰησοῦ χριστοῦ", "grc") == "abbreviation.nomen-sacrum"
    assert label("⁊ sp̄s", "et spiritus", "la").startswith("abbreviation")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("edificarão", "edificaram", "pt"),
        ("razões", "razoens", "pt"),
        ("irmã", "irmam", "pt-BR"),
        ("PÃO", "pam", "por"),
        ("año", "anno", "es"),
        ("Señor", "Sennor", "es"),
        ("sõna", "somna", "et"),
    ],
)
def test_a_letter_with_a_tilde_is_no_stroke_of_a_scribe(one: str, other: str, language: str) -> None:
    for pair in ((one, other), (other, one)):
        (variation,) = classify_pairs([pair], language)
        assert "abbreviation" not in (variation.kind, *variation.also)


@pytest.mark.parametrize(
    ("short", "full", "language"),
    [("nõ", "nom", "pt"), ("grãde", "grande", "pt"), ("cõ", "con", "es"), ("tãta", "tanta", "es"), ("cõ", "con", "la")],
)
def test_a_tilde_on_another_letter_is_a_stroke(short: str, full: str, language: str) -> None:
    assert classify_pairs([(short, full)], language)[0].label == "abbreviation.stroke"


@pytest.mark.parametrize(
    ("short", "full", "language", "kind"),
    [
        ("omnib;", "omnibus", "la", "abbreviation.sign high"),
        ("uob;", "vobis", "la", "abbreviation.sign high"),
        ("neq:", "neque", "la", "abbreviation.sign high"),
        ("&c.", "et cetera", "en", "abbreviation.sign high"),
        ("etc.", "et cetera", "en", "abbreviation high"),
        ("&c.", "und so weiter", "de", "abbreviation.sign high"),
        ("VIII", "the Eighth", "en", "abbreviation.numeral medium"),
        ("VIII", "der achte", "de", "abbreviation.numeral medium"),
        ("big dogs", "red cat", "en", "substitution high"),
        ("the first", "I", "en", "substitution high"),
        ("в", "въ", "ru", "spelling high"),
        ("vnd", "und", "de", "spelling.historical high"),
        ("jn", "ihn", "de", "spelling high"),
    ],
)
def test_each_part_that_is_known_explains_the_whole(short: str, full: str, language: str, kind: str) -> None:
    for pair in ((short, full), (full, short)):
        (variation,) = classify_pairs([pair], language)
        assert f"{variation.label} {variation.certainty}" == kind
