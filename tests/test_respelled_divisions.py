"""Two words of one witness and one word of another with nearly the same letters are one entry."""

import pytest

import collate


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    return [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]


@pytest.mark.parametrize(("base", "other", "pair"), [
    ("he saw my selfe and went", "he saw myself and went", ("my selfe", "myself")),
    ("he saw hym selfe and went", "he saw himself and went", ("hym selfe", "himself")),
    ("long tems après il mourut", "longtemps après il mourut", ("long tems", "longtemps")),
    ("der ist wol gethan hier", "der ist wohlgetan hier", ("wol gethan", "wohlgetan")),
    ("et tam quam rex abiit", "et tanquam rex abiit", ("tam quam", "tanquam")),
    ("он въ правду ушёл", "он вправду ушёл", ("въ правду", "вправду")),
    ("εἰς Νέαν Πόλιν ἦλθον", "εἰς Νεάπολιν ἦλθον", ("Νέαν Πόλιν", "Νεάπολιν")),
    ("vn to the king he came", "unto the king he came", ("vn to", "unto")),
    ("he stood vp on the hill", "he stood upon the hill", ("vp on", "upon")),
    ("there euery one came", "there everyone came", ("euery one", "everyone")),
    ("da war es vber all kalt", "da war es überall kalt", ("vber all", "überall")),
    ("il est venu auec ques luy", "il est venu avecques luy", ("auec ques", "avecques")),
    ("et vs que ad mortem", "et usque ad mortem", ("vs que", "usque")),
    ("онъ не когда былъ", "онъ нѣкогда былъ", ("не когда", "нѣкогда")),
    ("tako mi go rzekł i y dąc", "tako mi go rzekł i idąc", ("y dąc", "idąc")),
    ("and th'expence of it", "and the expense of it", ("th'expence", "the expense")),
])  # fmt: skip
def test_a_word_in_two_halves_and_another_spelling_is_one_entry(base: str, other: str, pair: tuple[str, str]) -> None:
    assert told(base, other) == [pair]
    assert told(other, base) == [pair[::-1]]


@pytest.mark.parametrize(("base", "other"), [
    ("they fall in there", "they falling there"), ("all heaven is here", "all heavens here"),
    ("and the kinges came", "and kings came"), ("ἐκ τοῦ αὐτοῦ ἔργου", "ἐκ τούτου ἔργου"), ("he can take the cup", "he can taketh cup"),
    ("he went to the king", "he went unto king"), ("he is in a room", "he is ina broom"),
])  # fmt: skip
def test_a_word_that_is_added_is_no_half_of_the_word_beside_it(base: str, other: str) -> None:
    assert len(told(base, other)) == 2


def test_every_witness_with_these_words_is_in_the_relation() -> None:
    texts = {
        "A": "saw my selfe there",
        "B": "saw myself there",
        "C": "saw my selfe there",
        "D": "saw myself there",
        "E": "saw me there",
    }
    (link,) = collate.align(texts).links
    assert (link.stop - link.start, link.witnesses) == (2, (0, 1, 2, 3))
