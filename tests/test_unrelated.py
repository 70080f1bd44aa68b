"""A witness of another text is named, one in old spelling is not."""

from itertools import permutations

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

TEXT = "In the bigynnyng was the word and the word was at God and God was the word this was in the bigynnyng at God "
NEW = "In the beginning was the Word and the Word was with God and the Word was God the same was in the beginning with God "
OTHER = "It is a truth universally acknowledged that a single man in possession of a good fortune must want a wife "


def strange(*texts: str) -> tuple[int, ...]:
    tokens = tokenise([Witness(Siglum("ABC"[k]), t) for k, t in enumerate(texts)])
    return unrelated_witnesses(ALIGNERS["native"](tokens, AlignOptions()))


def test_a_text_in_old_spelling_is_no_stranger() -> None:
    assert strange(TEXT * 3, NEW * 3) == ()


def test_unrelated_texts_are_strangers_to_each_other() -> None:
    assert strange(NEW * 3, OTHER * 3) == (0, 1)


def test_one_stranger_among_witnesses_is_named() -> None:
    assert strange(NEW * 3, OTHER * 3, NEW * 3 + "again") == (1,)


def test_a_few_words_say_nothing() -> None:
    assert strange("alpha beta", "gamma delta") == ()


def test_who_is_a_stranger_does_not_depend_on_the_order() -> None:
    roots, ends = "kelm salt brod vint gorp tarn hulk wesp yond quil".split(), "ing ent osk uma erl ady".split()
    words = [root + end for root in roots for end in ends]
    respelled = [word.replace("e", "a").replace("i", "o") + "h" for word in words]
    other = [f"zz{2 * chr(97 + k % 26)}qq" for k in range(len(words))]
    for order in permutations([" ".join(words), " ".join(respelled), " ".join(other)]):
        assert [order[w] for w in strange(*order)] == [" ".join(other)]
