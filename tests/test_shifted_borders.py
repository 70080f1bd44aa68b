"""The same letters in as many words, divided elsewhere, are one entry."""

import pytest

import collate


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    return [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]


@pytest.mark.parametrize(("before", "base", "other", "after"), [
    ("dixit", "et nonvult", "etnon vult", "venire"),
    ("Er hat sie", "zusammen gerufen unddann", "zusammengerufen und dann", "gesprochen"),
    ("le roi", "alafin parla", "ala finparla", "hier"),
    ("это былъ", "неболь шой", "не большой", "домъ"),
    ("καὶ", "οὐκέτι δέ", "οὐκ έτιδέ", "φησιν"),
    ("they saw", "ano ther", "an other", "house"),
])  # fmt: skip
def test_a_border_of_words_that_stands_elsewhere_is_one_entry(before: str, base: str, other: str, after: str) -> None:
    assert told(f"{before} {base} {after}", f"{before} {other} {after}") == [(base, other)]


@pytest.mark.parametrize(("base", "other"), [
    ("we saw red cats there", "we saw old dogs there"), ("we saw tea mug there", "we saw team ugh there"),
])  # fmt: skip
def test_words_of_other_letters_are_in_no_relation(base: str, other: str) -> None:
    assert collate.align({"A": base, "B": other}).links == ()


def test_every_witness_with_these_words_is_in_the_relation() -> None:
    texts = {"A": "et nonvult venire", "B": "etnon vult venire", "C": "et nonvult venire", "D": "et non venire"}
    (link,) = collate.align(texts).links
    assert (link.start, link.stop, link.witnesses) == (0, 2, (0, 1, 2))
