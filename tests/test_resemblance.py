"""Which texts are witnesses of one work, which are fragments, and which have nothing to do with the others."""

import pytest

from collate.model.witness import PassageUnit
from collate.proposing.resemblance import (
    RELATED,
    UNJUDGED,
    are_parallel,
    are_related,
    groups_of,
    passages_of,
    possible_parts,
    share,
    text_words,
    works_of,
)

WORDS = "sea moon ship night wind captain harbour lantern sail letter storm island"
LINES = [
    f"On day {k} the {a} was as still as the {b}, and no {c} had come from where the {a} and the {c} were seen."
    for k, (a, b, c) in enumerate(
        (a, b, c) for a in WORDS.split() for b in WORDS.split() for c in WORDS.split()[:2] if len({a, b, c}) == 3
    )
]
TEXT = "\n\n".join(LINES)
OTHER = " ".join(
    f"Item {k}: pay {k * 7} pounds to the {word} of number {k + 3}." for k, word in enumerate("abcdefghij")
)


def works(*texts: str) -> list[int]:
    words = text_words(texts)
    return works_of(words, groups_of(words, [""] * len(texts)))


def test_equal_texts_share_everything_and_different_texts_nothing() -> None:
    one, same, other, none = text_words([TEXT, TEXT.upper(), OTHER, ""])
    assert share(one.triples, same.triples) == 1.0
    assert share(one.triples, other.triples) == 0.0
    assert share(one.triples, none.triples) == 0.0


def test_a_share_is_of_the_shorter_text() -> None:
    one, part = text_words([TEXT, LINES[40]])
    assert share(one.runs, part.runs) == 1.0


def test_a_phrase_that_two_texts_have_by_chance_relates_them_not() -> None:
    words = {letter: " ".join(f"{letter}{k}" for k in range(900)) for letter in "ab"}
    phrase = "on the other side of"
    one, other = text_words([f"{phrase} {words[letter]}" for letter in "ab"])
    assert not are_related(one, other)
    one, other = text_words([f"{phrase} {words[letter][:300]}" for letter in "ab"])
    assert share(one.runs, other.runs) > RELATED
    assert not are_related(one, other)
    one, other = text_words([f"{phrase} the {words[letter][:3000]}" for letter in "ab"])
    assert share(one.runs, other.runs) > RELATED
    assert not are_related(one, other)
    one, other = text_words([f"{phrase} the moon and {words[letter][:3000]}" for letter in "ab"])
    assert are_related(one, other)


def test_short_phrases_that_chapters_of_one_book_share_relate_them_not() -> None:
    words = {letter: [f"{letter}{k}" for k in range(1500)] for letter in "ab"}
    phrases = [f"it was p{k} on the" for k in range(6)]
    one, other = text_words(
        [
            " ".join(w for k, p in enumerate(phrases) for w in [*own[k * 250 : k * 250 + 250], p])
            for own in words.values()
        ]
    )
    assert RELATED < share(one.runs, other.runs) < 0.005
    assert not are_related(one, other)


def test_versions_are_parallel_and_pages_are_not() -> None:
    letters = text_words([OTHER, " ".join(LINES[3].split()[::-1]) * 2, "pay of my own to no one else here " * 4])
    assert are_parallel(text_words([TEXT, TEXT.replace("still", "calm"), TEXT.replace("was", "lay")]), RELATED)
    assert not are_parallel(letters, RELATED)


def test_a_text_that_shares_nothing_is_of_another_work() -> None:
    assert works(TEXT, OTHER, TEXT.replace("still", "calm")) == [0, 1, 0]


def test_the_work_with_the_most_texts_comes_first() -> None:
    assert works(OTHER, OTHER, TEXT, TEXT, TEXT) == [1, 1, 0, 0, 0]
    assert works(TEXT, TEXT, OTHER, OTHER) == [0, 0, 1, 1]


def test_where_no_two_texts_are_related_they_are_of_one_work() -> None:
    assert works(TEXT, OTHER) == [0, 0]
    assert works("") == [0]


@pytest.mark.parametrize(
    ("note", "work"),
    [
        ("milk, bread and two eggs", UNJUDGED),
        ("Ask Anna whether the library has the other print of the year", UNJUDGED),
        ("lait, pain, œufs", UNJUDGED),
        ("", UNJUDGED),
        ("On day 7 the sea was as still as the ship, and no wind", 0),
    ],
)
def test_a_short_text_is_of_the_work_that_has_its_words(note: str, work: int) -> None:
    assert works(note, TEXT, TEXT) == [work, 0, 0]
    assert works(note, TEXT) == [work, 0]


def test_texts_that_are_all_short_are_of_one_work() -> None:
    assert works("arma virumque cano", "arma uirumque cano", "milk and bread") == [0, 0, 0]


def test_a_short_version_of_a_text_that_is_not_long_is_of_its_work() -> None:
    verse = "the sea was as still as the moon and no captain had come from where the sail was seen that night"
    assert works(verse, " ".join(verse.split()[:12]).replace("come", "gone")) == [0, 0]


def test_only_a_number_tells_possible_parts_apart() -> None:
    texts = text_words([OTHER, TEXT, "pay of my own to no one else here " * 4])
    for shapes, parts in ((["c#", "c#", "c#"], [0, 1, 2]), (["", "c#", "c#"], [1, 2]), (["a#", "b#", "c#"], [])):
        assert possible_parts(groups_of(texts, shapes), shapes) == parts
    versions = text_words([TEXT, TEXT.replace("still", "calm"), OTHER])
    assert possible_parts(groups_of(versions, ["c#"] * 3), ["c#"] * 3) == []


def test_a_passage_of_another_text_is_a_fragment() -> None:
    whole, part = text_words([TEXT, " ".join(LINES[50:56])])
    assert passages_of(part, whole) is PassageUnit.FILE


def test_passages_of_several_places_are_paragraphs() -> None:
    whole, part = text_words([TEXT, "\n\n".join([" ".join(LINES[10:13]), " ".join(LINES[150:153])])])
    assert passages_of(part, whole) is PassageUnit.PARAGRAPH


def test_passages_beside_summaries_are_no_paragraphs() -> None:
    summaries = [" ".join(" ".join(line.split()[:9]) for line in LINES[k::40]) for k in range(3)]
    whole, part = text_words([TEXT, "\n\n".join([" ".join(LINES[10:13]), " ".join(LINES[150:153]), *summaries])])
    assert passages_of(part, whole) is None


def test_a_summary_of_the_whole_is_no_fragment() -> None:
    whole, part = text_words([TEXT, " ".join(" ".join(line.split()[:9]) for line in LINES[::10])])
    assert passages_of(part, whole) is None


def test_a_long_part_is_no_fragment() -> None:
    whole, part = text_words([TEXT, "\n\n".join(LINES[: len(LINES) * 3 // 5])])
    assert passages_of(part, whole) is None


def test_unrelated_words_are_no_fragment() -> None:
    whole, part = text_words([TEXT, OTHER])
    assert passages_of(part, whole) is None
