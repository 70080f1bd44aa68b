"""Brackets about one word in a witness and about more words in another are one entry."""

import pytest

import collate


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    return [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]


@pytest.mark.parametrize(("base", "other", "pair"), [
    ("He goes. [Exit] The king stays.", "He goes. [Exit Hamlet] The king stays.", ("[Exit]", "[Exit Hamlet]")),
    ("foo [options] file", "foo [global options] file", ("[options]", "[global options]")),
    ("Deus ⟨meus⟩ adiuva me.", "Deus ⟨meus et dominus⟩ adiuva me.", ("⟨meus⟩", "⟨meus et dominus⟩")),
    ("Er geht. [Ab] Sie bleibt.", "Er geht. [Ab mit Hans] Sie bleibt.", ("[Ab]", "[Ab mit Hans]")),
    ("Il sort. [Bas] Oui.", "Il sort. [Très bas] Oui.", ("[Bas]", "[Très bas]")),
    ("Он ушёл [sic] домой.", "Он ушёл [sic auctor] домой.", ("[sic]", "[sic auctor]")),
])  # fmt: skip
def test_a_longer_stretch_in_brackets_is_one_entry(base: str, other: str, pair: tuple[str, str]) -> None:
    assert told(base, other) == [pair]
    assert told(other, base) == [pair[::-1]]


@pytest.mark.parametrize(("base", "other", "pairs"), [
    ("take (bread) now", "take (good bread) now", [("", "good")]),
    ("he goes out now", "he [goes quickly] now", [("", "["), ("out", "quickly"), ("", "]")]),
])  # fmt: skip
def test_words_and_brackets_that_both_have_are_no_part_of_the_entry(
    base: str, other: str, pairs: list[tuple[str, str]]
) -> None:
    assert told(base, other) == pairs


def test_what_varies_within_the_longer_brackets_stays_an_entry_of_its_own() -> None:
    garden, forest = (f"now [Enter the king from the {place}] he says" for place in ("garden", "forest"))
    result = collate.collate({"A": garden, "B": forest, "C": "now [Enter] he says"}, language="en")
    entries = {entry.lemma.text: [r.text for r in entry.readings] for entry in result.entries if entry.lemma}
    assert entries["garden"] == ["forest", ""]


def test_brackets_about_very_many_agreed_words_are_two_marks() -> None:
    words = " ".join(f"word{k}" for k in range(90))
    assert told(f"so {words} it is", f"so [{words}] it is") == [("", "["), ("", "]")]
