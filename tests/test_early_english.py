"""English words in the spelling of print and manuscript from 1450 to 1700, and words that only look so."""

from collections import Counter

import pytest

from collate.classify import ReadingPair, ReadingSide, Rulebook, WorkEvidence, classify
from collate.classify.language.early_english import is_word_of_today, lemmas_of_today
from collate.classify.pairs import classify_pairs
from collate.model.tokens import Sort


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in (pair.split("/") for pair in text.split())]


def said(one: str, other: str) -> str:
    (variation,) = classify_pairs([(one, other)], "en", aligned_pairs=[])
    return variation.label


SPELLINGS = """
comming/coming madnes/madness handes/hands lippes/lips Bookes/books eares/ears armes/arms hee/he mee/me warre/war farre/far
sonne/son begge/beg iuyce/juice quallitie/quality whipt/whipped goe/go I'le/I'll t'is/'tis thinne/thin haue/have wildernes/wilderness
careles/careless sicke/sick musicke/music publique/public daunce/dance gratious/gracious inchant/enchant alwayes/always
lookt/looked kist/kissed lou'd/loved cry'd/cried callyd/called kyngys/kings beleeue/believe theefe/thief bloud/blood
murther/murder perswade/persuade soueraigne/sovereign raigne/reign Ile/I'll thats/that's mercie/mercy cittie/city onely/only
"""


@pytest.mark.parametrize(("older", "newer"), pairs(SPELLINGS))
def test_an_older_spelling_is_no_ending_and_no_other_word(older: str, newer: str) -> None:
    assert said(older, newer) == said(newer, older) == "spelling.historical"


TWO_WORDS = """
hopping/hoping planed/planned bar/bare car/care her/here on/one tapped/taped starring/staring man/mane thin/thine bath/bathe
mist/missed guest/guessed tide/tied sea/see meet/meat needles/needless princes/princess desert/dessert holy/holly tiny/tinny
vale/veil marry/Mary can't/cant won't/wont wars/wares hats/hates council/counsel altar/alter flower/flour human/humane
"""


@pytest.mark.parametrize(("one", "other"), pairs(TWO_WORDS))
def test_two_words_of_today_are_two_however_alike(one: str, other: str) -> None:
    assert said(one, other) == said(other, one) == "substitution"


FORMS = """
say/saith kill/killest commit/committest shewed/shown speak/spake take/tookest cleave/cloven life/lives brother/brethren
good/best great/greatest hath/has doth/does kings/king's lookes/looked handes/hand warres/war go/wentest
"""


@pytest.mark.parametrize(("one", "other"), pairs(FORMS))
def test_forms_of_one_word_are_an_inflection_in_older_spelling_too(one: str, other: str) -> None:
    assert said(one, other) == said(other, one) == "inflection"


def test_a_name_without_the_apostrophe_of_its_genitive_is_a_spelling() -> None:
    assert said("Hamlets", "Hamlet's") == said("Denmarkes", "Denmark's") == "spelling.historical"
    assert said("Hamlet", "Hamlet's") == "inflection"


def one(word: str) -> ReadingSide:
    return ReadingSide((word,), (Sort.WORD,))


@pytest.mark.parametrize(("count", "label"), [(500, "spelling.historical"), (499, "inflection")])
def test_a_genitive_has_no_apostrophe_where_a_witness_writes_none(count: int, label: str) -> None:
    quarto, modern = Counter({"kings": 3, "the": count - 3}), Counter({"king's": 3, "the": 600})
    evidence = WorkEvidence(Rulebook("en"), (quarto, modern))
    assert classify(ReadingPair(one("kings"), one("king's"), evidence)).label == label


@pytest.mark.parametrize(("others", "label"), [("man's day's", "spelling.historical"), ("man's", "inflection")])
def test_several_genitives_of_another_witness_show_that_a_short_one_writes_none(others: str, label: str) -> None:
    sonnet, modern = Counter("the kings men went".split()), Counter(["king's", *others.split()])
    evidence = WorkEvidence(Rulebook("en"), (sonnet, modern))
    assert classify(ReadingPair(one("kings"), one("king's"), evidence)).label == label


def test_words_of_today_are_known_with_their_regular_forms_as_they_are_spelled_today() -> None:
    assert all(map(is_word_of_today, "hands hoping hopping carries madness coming taketh king's".split()))
    assert not any(map(is_word_of_today, "handes lippes hopeing carrys madnes comming warre".split()))
    assert lemmas_of_today("tapped") == {"tap"}
    assert lemmas_of_today("taped") == {"tape"}
