"""Whole lines that are added beside a changed word, and rewritten lines, are told as an editor would."""

import pytest

import collate


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    pairs = [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]
    return [(" ".join(one.split()), " ".join(two.split())) for one, two in pairs]


@pytest.mark.parametrize(("base", "other", "expected"), [
    ("fig, dried\n", "fig, dry\nquince, yellow\n", [("dried", "dry"), ("", "quince, yellow")]),
    ("Rom fiel\nBern stand\n", "Rom sank\nOslo kam\nBern stand\n", [("fiel", "sank"), ("", "Oslo kam")]),
    ("pain frais\nvin\n", "sel gris\npain dur\nvin\n", [("", "sel gris"), ("frais", "dur")]),
])  # fmt: skip
def test_an_added_line_is_not_part_of_the_word_beside_it(
    base: str, other: str, expected: list[tuple[str, str]]
) -> None:
    assert told(base, other) == expected


def test_in_wrapped_prose_unlike_words_beside_each_other_are_one_entry() -> None:
    assert told("so he sat there\nand slept", "so he stood\nup again there and slept") == [("sat", "stood up again")]


def test_a_short_word_inside_another_one_does_not_part_a_rewritten_line() -> None:
    base = "king of bread\nriver king bread old king field the\nriver went of new"
    other = "king of bread\nentirely other words stand here now\nriver went of new"
    assert told(base, other) == [("river king bread old king field the", "entirely other words stand here now")]
