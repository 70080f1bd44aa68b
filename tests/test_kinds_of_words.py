"""Pairs of words as an editor reads them, each once called something else."""

import pytest

import collate
from collate.classify.pairs import classify_pairs
from collate.model.variation import Kind


def said(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language)
    return f"{variation.label} {variation.certainty}"


NUMBERS = [
    ("dix", "10", "fr", "abbreviation.numeral high"),
    ("dix", "six", "fr", "substitution.numeral high"),
    ("quatre vingt dix", "90", "fr", "abbreviation.numeral high"),
    ("three score and ten", "70", "en", "abbreviation.numeral high"),
    ("five and twenty", "25", "en", "abbreviation.numeral high"),
    ("one two", "3", "en", "substitution high"),
    ("25", "twenty five drunken", "en", "substitution high"),
    ("25", "zwanzig fünf betrunkene", "de", "substitution high"),
    ("xxv", "viginti quinque fortibus", "la", "substitution high"),
    ("120", "cento venti uomini", "it", "substitution high"),
    ("25", "двадцать пять храбрых", "ru", "substitution high"),
    ("κζʹ", "κʹ ζʹ ἵππων", "grc", "substitution high"),
    ("27", "xx y vii", "es", "abbreviation.numeral high"),
    ("27", "xx & vii", "en", "abbreviation.numeral high"),
    ("27", "xx atque vii", "la", "abbreviation.numeral high"),
    ("VI", "6", "en", "abbreviation.numeral high"),
    ("vi", "6", "la", "abbreviation.numeral high"),
    ("v", "5", "en", "abbreviation.numeral high"),
    ("I", "one", "en", "substitution high"),
    ("mix", "six", "en", "substitution high"),
    ("MIX", "MIL", "en", "substitution low"),
    ("CC", "CCC", "en", "substitution.numeral medium"),
    ("score", "twenty", "en", "substitution high"),
    ("fourty", "forty", "en", "spelling.historical medium"),
    ("ein", "eine", "de", "inflection high"),
    ("ԵԿԵԱԼ", "եկեալ", "hy", "capitalisation high"),
    ("ԵԿԵԱԼ", "101", "hy", "substitution high"),
    ("ԵՃՂԱ", "591", "hy", "abbreviation.numeral high"),
    ("Ի", "Յ", "hy", "substitution high"),
    ("Ի", "20", "hy", "abbreviation.numeral high"),
    ("quattuor", "quatuor", "la", "spelling low"),
    ("eight", "eighth", "en", "substitution.numeral medium"),
    ("1" * 5000, "1" * 4999 + "2", "", "substitution low"),
]


@pytest.mark.parametrize(("one", "other", "language", "kind"), NUMBERS)
def test_a_number_is_a_number_in_its_language_only(one: str, other: str, language: str, kind: str) -> None:
    assert said(one, other, language) == kind
    assert said(other, one, language) == kind


WORDS = [
    ("y", "i", "", "substitution low"),
    ("y", "i", "pl", "spelling high"),
    ("y", "i", "pt", "substitution low"),
    ("v", "u", "cs", "substitution high"),
    ("Y", "I", "sv", "substitution low"),
    ("j", "i", "en", "substitution high"),
    ("y", "o", "es", "substitution high"),
    ("usw.", "und so weiter", "de", "abbreviation high"),
    ("usw", "und so weiter", "", "abbreviation high"),
    ("osv.", "och så vidare", "sv", "abbreviation high"),
    ("itd.", "i tak dalej", "pl", "abbreviation high"),
    ("ecc.", "eccetera", "it", "abbreviation high"),
    ("etc.", "and so", "en", "substitution high"),
    ("z. B.", "zum Beispiel", "de", "abbreviation high"),
    ("z", "zum", "de", "abbreviation high"),
    ("i.e.", "that is", "en", "abbreviation high"),
    ("i.e.", "that was", "en", "substitution high"),
    ("c.-à-d.", "c'est-à-dire", "fr", "abbreviation high"),
    ("т. е.", "то есть", "ru", "abbreviation high"),
    ("dvs.", "det vill säga", "sv", "abbreviation high"),
    ("50%", "fifty per cent", "en", "abbreviation.numeral high"),
    ("50 %", "cinquante pour cent", "fr", "abbreviation.numeral high"),
    ("50%", "sixty per cent", "en", "substitution.numeral medium"),
    ("§ 5", "Paragraph 5", "de", "abbreviation.numeral high"),
    ("Cæsar", "Caesar", "en", "spelling.historical high"),
    ("7", "et", "fro", "abbreviation.sign high"),
    ("7", "and", "ang", "abbreviation.sign high"),
    ("7", "seven", "en", "abbreviation.numeral high"),
    ("V. M.", "vuestra merced", "es", "abbreviation.initials medium"),
    ("S. Exa.", "Sua Excelência", "pt", "abbreviation.initials medium"),
    ("V. M.", "vuestra casa", "es", "substitution high"),
    ("avoit", "eut", "fr", "inflection high"),
    ("hazer", "hacía", "es", "inflection high"),
    ("ר'", "רבי", "he", "abbreviation high"),
    ("var idi", "vardı", "tr", "abbreviation.contraction high"),
    ("صلعم", "صلى الله عليه وسلم", "ar", "abbreviation high"),
    ("mediæval", "medieval", "en", "spelling.regional high"),
    ("colour's", "color's", "en", "spelling.regional high"),
    ("colour's", "color", "en", "substitution low"),
    ("1920s", "1920", "en", "substitution low"),
    ("ΛΟΓΟΣ", "λογος", "grc", "capitalisation high"),
    ("ΛΟΓΟΣ", "λόγος", "grc", "diacritics high"),
    ("הוא", "היא", "he", "substitution medium"),
    ("דוד", "דויד", "he", "spelling.plene medium"),
    ("apud", "aput", "la", "spelling.historical high"),
    ("Achaia", "Asia", "en", "substitution low"),
    ("Caesarea", "Cesarea", "en", "spelling.name high"),
    ("shew", "show", "en", "spelling.historical high"),
    ("ye", "the", "en", "substitution high"),
    ("we'll", "well", "en", "substitution high"),
    ("U", "USSR", "en", "substitution high"),
    ("ἀλλ", "ἀλλὰ", "grc", "spelling high"),
    ("οὐκ", "οὐχ", "grc", "spelling high"),
    ("ðrym", "þrym", "ang", "spelling.historical high"),
    ("ond", "and", "ang", "spelling high"),
    ("cyning", "cyninges", "ang", "inflection medium"),
    ("mais", "mois", "fr", "substitution low"),
    ("fois", "fais", "fr", "substitution low"),
    ("avois", "avais", "fr", "spelling.historical high"),
    ("monstroient", "monstraient", "fr", "spelling.historical high"),
    ("rois", "roys", "fr", "spelling.historical high"),
    ("den", "denn", "de", "substitution medium"),
    ("wen", "wenn", "de", "substitution medium"),
    ("Masse", "Maße", "de", "spelling.historical medium"),
    ("daß", "dass", "de", "spelling.historical high"),
    ("shed", "she'd", "en", "substitution high"),
    ("wed", "we'd", "en", "substitution high"),
    ("turned", "turn'd", "en", "spelling.historical high"),
    ("a", "an", "en", "spelling high"),
    ("among", "amongst", "en", "spelling.regional high"),
    ("while", "whilst", "en", "spelling.regional high"),
    ("Mary", "Marry", "en", "spelling.name low"),
    ("Paris", "Parish", "en", "spelling.name low"),
    ("Philip", "Phillip", "en", "spelling.name high"),
    ("Himel", "Himmel", "", "spelling.name low"),
    ("Tieffe", "Tiefe", "", "spelling.name low"),
    ("ουδεν", "ουδε εν", "grc", "word-division medium"),
    ("μηδέν", "μηδὲ ἕν", "grc", "word-division medium"),
    ("dellamore", "della amore", "it", "word-division medium"),
    ("IŞIK", "ışık", "tr", "capitalisation high"),
    ("IŞIK", "işik", "tr", "spelling medium"),
    ("Kitap", "kitap", "tr", "capitalisation high"),
    ("kâr", "kar", "tr", "diacritics high"),
]


@pytest.mark.parametrize(("one", "other", "language", "kind"), WORDS)
def test_a_word_is_read_as_an_editor_reads_it(one: str, other: str, language: str, kind: str) -> None:
    assert said(one, other, language) == kind
    assert said(other, one, language) == kind


def test_a_genitive_of_a_name_is_another_form_of_it() -> None:
    (variation,) = classify_pairs([("Tchaikovsky's", "Chaikovskii")], "en")
    assert (variation.kind, variation.also) == ("inflection", ("spelling",))
    assert said("Tchaikovsky's", "Chaikovskii's", "en") == "spelling.name high"


@pytest.mark.parametrize(
    ("short", "full"), [("им", "имени"), ("в", "века"), ("те", "то есть"), ("s", "santo"), ("m", "maria")]
)
def test_a_short_word_without_a_point_is_no_short_form_of_another_language(short: str, full: str) -> None:
    (variation,) = classify_pairs([(short, full)], "")
    assert variation.label == "substitution"


@pytest.mark.parametrize(
    ("words", "word", "label"),
    [
        ("con sent", "content", "substitution"),
        ("for give", "forgave", "substitution"),
        ("zu sagen", "zusage", "substitution"),
        ("my selfe", "myself", "spelling"),
        ("vn to", "unto", "spelling"),
        ("hym self", "himselfe", "spelling"),
    ],
)
def test_a_divided_word_is_a_spelling_if_only_letters_of_older_spelling_differ(
    words: str, word: str, label: str
) -> None:
    (variation,) = classify_pairs([(words, word)], "en")
    assert (variation.kind, variation.also) == (label, (Kind.WORD_DIVISION,))


def test_an_elided_word_is_the_shorter_one_if_the_work_has_it() -> None:
    result = collate.collate({"A": "er sag' es, ich sage es auch", "B": "er sagte es, ich sage es auch"}, language="de")
    assert [r.variation.label for entry in result.entries for r in entry.readings] == ["inflection"]
