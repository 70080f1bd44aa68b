"""What has moved is found once, with both places, and only where there is no doubt of it."""

import random
from itertools import permutations

import numpy as np
import pytest

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.relations.moved_blocks import MovedBlock
from collate.alignment.relations.moved_passages import _Judged
from collate.alignment.relations.moves import _split_keys
from collate.alignment.relations.searched_text import searched_text
from collate.alignment.scoring import build_scoring
from collate.model.alignment import GAP
from collate.model.witness import GapReason, Mark, Siglum, Witness
from collate.text.tokenise import tokenise


def moved(*texts: str) -> list[tuple[str, str]]:
    """The moves between some texts: who has which words where they are said to have moved."""
    tokens = tokenise([Witness(Siglum("ABCDEF"[k]), text) for k, text in enumerate(texts)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    forms, strings = alignment.codes("form"), tokens[0].vocabulary.strings
    found = []
    for move in alignment.moves:
        (start, stop), w = move.columns, move.witnesses[0]
        words = " ".join(strings[c] for c in forms[start:stop, w].tolist() if c >= 0)
        found.append(("".join("ABCDEF"[w] for w in move.witnesses), words))
    return found


MOVED = {
    "two nouns change places": (["the king and the queen went", "the queen and the king went"], [("B", "king")]),
    "a phrase behind its verb": (
        ["when in any country breeds have once been formed they stay", "when breeds have once been formed in any country they stay"],
        [("B", "in any country")],
    ),
    "the same in two witnesses of three": (
        ["he went home by night and slept", "by night he went home and slept", "by night he went home and slept soundly"],
        [("A", "by night")],
    ),
    "a word that is also elsewhere near is no move": (["the man saw the dog", "man the saw the the dog"], []),
    "a common word far away is no move": (
        ["the more that one two three four five six seven eight nine ten eleven", "more one two three four five six seven eight nine ten the eleven"],
        [],
    ),
    "two words that changed places bear each other out": (
        ["the tall king and all of the land saw the old queen", "the tall queen and all of the land saw the old king"],
        [("B", "king")],
    ),
    "a word that stands twice near is no move": (["he did not say that she was not ill", "he did say not that she was not ill"], []),
    "a rare word far away is no move": (["alpha " + "and the of to " * 40, "and the of to " * 10 + "alpha " + "and the of to " * 30], []),
    "nothing in common is no move": (["alpha beta gamma", "one two three four"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", MOVED)
def test_a_move_is_told_once_or_not_at_all(name: str) -> None:
    texts, expected = MOVED[name]
    assert moved(*texts) == expected


def test_words_that_have_moved_are_not_in_a_second_move() -> None:
    after = "hael luel diel heel pael guel jeel ceel rael liel roel"
    tokens = tokenise(
        [
            Witness(
                Siglum("A"),
                f"tiel poel juelizing dielizing moelizing luelizing geel sael fielizing loelizing nuelizing buel moel {after}",
            ),
            Witness(
                Siglum("B"),
                f"tiel poel geel sael buel moel loelizing nuelizing hielizing juelizing dielizing moelizing luelizing {after}",
            ),
        ]
    )
    moves = ALIGNERS["native"](tokens, AlignOptions()).moves
    assert [(m.columns, m.other_columns) for m in moves] == [((10, 12), (2, 4)), ((15, 17), (4, 6)), ((13, 15), (6, 8))]


def test_as_many_words_in_place_as_have_moved_are_no_objection() -> None:
    before = "duel reel miel pael foel joel tiel goel suel sael hael hoel fael feel nael giel meel geel ceel peel mael coel moel"
    one, other = "saelizing fielizing", "mielizing peelizing"
    tokens = tokenise(
        [
            Witness(Siglum("A"), f"{before} cael tuel {one} {one} {other} {other} huel piel ciel gael cuel"),
            Witness(
                Siglum("B"),
                f"{before} cael rielizing juelizing {one} {other} tuel huel piel ciel rielizing juelizing {one} {other} gael cuel",
            ),
        ]
    )
    assert len(ALIGNERS["native"](tokens, AlignOptions()).moves) == 1


def sentences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    words = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nrst"]
    return [" ".join(chance.choice(words) for _ in range(12)) + "." for _ in range(count)]


def test_halves_that_are_swapped_are_one_move() -> None:
    text = sentences(60, 1)
    (found,) = moved(" ".join(text), " ".join(text[30:] + text[:30]))
    assert len(found[1].split()) >= 30 * 12


def test_a_moved_block_stays_whole_though_it_was_revised() -> None:
    text = sentences(80, 2)
    revised = [s.replace("ba", "be") for s in text[10:30]]
    (found,) = moved(" ".join(text), " ".join(text[:10] + text[30:70] + revised + text[70:]))
    assert len(found[1].split()) >= 20 * 12 - 5


def test_a_long_moved_passage_with_a_changed_line_in_it_is_one_move() -> None:
    start, passage, end = ([f"{letter}{k}" for k in range(size)] for letter, size in (("a", 20), ("b", 60), ("c", 90)))
    revised = [*passage[:30], *"not one word as it was".split(), *passage[36:]]
    assert len(moved(" ".join(start + passage + end), " ".join(start + end + revised))) == 1


def test_every_move_has_witnesses_on_both_sides_though_a_lacuna_stands_within() -> None:
    texts = "alpha beta gamma [...] delta epsilon zeta", "delta [...] epsilon zeta alpha beta gamma [...]"
    alignment = ALIGNERS["native"](
        tokenise([Witness(Siglum(s), t) for s, t in zip("AB", texts, strict=True)]), AlignOptions()
    )
    assert all(move.witnesses and move.other_witnesses for move in alignment.moves)


def test_twins_of_which_one_is_torn_give_the_same_moves_in_any_order() -> None:
    torn = Witness(Siglum("C"), "by night he went home", marks=(Mark(0, 8, gap=GapReason.LACUNA),))
    found = [Witness(Siglum("A"), "by night he went home"), Witness(Siglum("B"), "he went home by night"), torn]
    told = []
    for order in permutations(found):
        alignment = ALIGNERS["native"](tokenise(order), AlignOptions())
        told.append(
            [(m.columns, m.other_columns, sorted(order[w].siglum for w in m.witnesses), sorted(order[w].siglum for w in m.other_witnesses))
             for m in alignment.moves]
        )  # fmt: skip
    assert all(moves == told[0] for moves in told)
    assert told[0]


def test_a_further_witness_may_have_a_variant_in_the_moved_words() -> None:
    phrase, rest = "when evening came, the old king rode", "down towards the harbour with all his friends and a dog"
    texts = f"{phrase} {rest}", f"{phrase.replace(',', ';')} {rest}", f"{rest} {phrase}"
    tokens = tokenise([Witness(Siglum("ABC"[k]), text) for k, text in enumerate(texts)])
    (move,) = ALIGNERS["native"](tokens, AlignOptions()).moves
    assert (move.witnesses, move.other_witnesses) == ((2,), (0, 1))


REWORDED = {
    "Latin": (
        ["Arma gravi numero violentaque bella parabam edere.", "Materia conveniente modis inferior versus erat.", "Risisse Cupido dicitur atque unum surripuisse pedem."],
        2, 0, ("Cupido", "Amor"),
    ),
    "Russian": (
        ["Мельник встаёт до рассвета.", "Серая кошка перебегает двор.", "В полдень на селе звонят колокола."],
        0, 2, ("рассвета", "зари"),
    ),
    "French": (
        ["1. Le loyer est payable chaque mois.", "2. Les animaux sont interdits.", "3. Le jardin est commun à tous."],
        2, 0, ("commun", "ouvert"),
    ),
    "Hebrew": (
        ["השומר קם לפני עלות השחר.", "חתולה אפורה חוצה את החצר.", "בצהריים מצלצלים הפעמונים בכפר."],
        2, 0, ("בכפר", "בעיר"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", REWORDED)
def test_a_sentence_that_moved_in_other_words_is_one_move_and_not_woven(language: str) -> None:
    sentences, at, to, (old, new) = REWORDED[language]
    moved_sentences = [s for k, s in enumerate(sentences) if k != at]
    moved_sentences.insert(to, sentences[at].replace(old, new))
    tokens = tokenise(
        [Witness(Siglum("A"), "\n\n".join(sentences)), Witness(Siglum("B"), "\n\n".join(moved_sentences))]
    )
    (move,) = ALIGNERS["native"](tokens, AlignOptions()).moves
    assert move.columns[1] - move.columns[0] == len(tokenise([Witness(Siglum("A"), sentences[at])])[0])


def test_moves_are_the_same_whatever_the_order_of_the_witnesses() -> None:
    text = sentences(12, 5)
    texts = " ".join(text), " ".join(text[4:] + text[:4]), " ".join([*text[:2], *text[5:], *text[2:5]])
    told = []
    for order in permutations(range(3)):
        alignment = ALIGNERS["native"](tokenise([Witness(Siglum("ABC"[k]), texts[k]) for k in order]), AlignOptions())
        told.append([(m.columns, m.other_columns, sorted(order[w] for w in m.witnesses)) for m in alignment.moves])
    assert all(moves == told[0] for moves in told)
    assert told[0]


def test_where_a_witness_has_other_words_between_no_key_is_that_of_a_word_or_of_another_place() -> None:
    keys = np.array([5, 6, GAP, 7, 8, 5, 6, 9, 7], np.int32)
    at = np.array([0, 1, 4, 5, 7], np.int64)  # 7 stands between, and 6 between the last two
    splits = [_split_keys(keys, at, side) for side in (0, 1)]
    assert [split.numbers.tolist() for split in splits] == [[0, 1, -1, 2, 3, -1, 4]] * 2
    assert [split.keys[split.numbers >= 0].tolist() for split in splits] == [[5, 6, 8, 5, 9]] * 2
    separators = [int(key) for split in splits for key in split.keys[split.numbers < 0]]
    assert len(set(separators)) == 4
    assert max(separators) < GAP


@pytest.mark.parametrize(
    ("block", "extended"),
    [
        ((1, 5, 1, 5), (0, 5, 0, 5)),  # most of the first sentence: its beginning is taken in
        ((1, 6, 1, 6), (0, 6, 0, 6)),  # one word of eight of the second sentence: its rest is not
        ((1, 10, 1, 10), (0, 13, 0, 13)),  # five of eight: it is
        ((1, 6, 1, 10), (0, 6, 0, 10)),  # on one side alone: it is not
        ((1, 10, 1, 6), (0, 10, 0, 6)),
        ((4, 13, 1, 13), (4, 13, 1, 13)),  # one word of five of the first sentence, on either side
        ((1, 13, 4, 13), (1, 13, 4, 13)),
    ],
)
def test_a_moved_passage_takes_the_rest_of_a_sentence_of_which_it_has_most(
    block: tuple[int, int, int, int], extended: tuple[int, int, int, int]
) -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "one two three four. five six seven eight nine ten eleven.")])
    text = searched_text(tokens, build_scoring((tokens, tokens)))
    none = np.zeros(0, np.int32)
    assert _Judged(text, text, none, none).extended(MovedBlock(*block)) == extended
