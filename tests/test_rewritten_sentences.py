"""A sentence that says something else is one entry, whatever words it shares by chance."""

import pytest

import collate


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    return [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]


@pytest.mark.parametrize(("before", "base", "other", "after"), [
    ("The sun rose.", "The old farmer took his hat and went to town to sell eggs", "Meanwhile in Paris the ministers debated a new tax on salt", "His wife waited."),
    ("Il dormait.", "Le vieux fermier prit son chapeau et partit vendre des oeufs au marché", "Cependant à Paris les ministres débattaient un nouvel impôt sur le sel", "Elle attendit."),
    ("La nave partì.", "Il vecchio marinaio salutò i figli e prese il remo", "Intanto a Roma il senato discuteva le nuove leggi sul grano", "Tutti tacquero."),
    ("Pluit.", "Et senex pileum sumpsit atque ad oppidum ova venditum ivit", "Interea Romae consules et tribuni novam legem de sale agris proposuerunt", "Uxor dormit."),
    ("Дождь шёл.", "Он старый крестьянин взял шапку, пошёл город продавать яйца", "Тем временем Париже он министр обсуждал новый налог соль вино", "Жена ждала."),
    ("Chovia.", "O velho lavrador pegou seu chapéu e desceu para vender ovos", "Entretanto em Lisboa o conselho debatia uma nova lei sobre sal", "Ela dormia."),
])  # fmt: skip
def test_a_rewritten_sentence_is_one_entry(before: str, base: str, other: str, after: str) -> None:
    assert told(f"{before} {base}. {after}", f"{before} {other}. {after}") == [(base, other)]


@pytest.mark.parametrize(("base", "other", "entries"), [
    ("It rained. The king rode out. She slept.", "It rained. Then at dawn the king rode out. She slept.", 2),
    ("It rained. The king saw a red boat. She slept.", "It rained. Then at dawn the king found nine horses. She slept.", 3),
])  # fmt: skip
def test_words_added_before_a_short_change_are_an_entry_of_their_own(base: str, other: str, entries: int) -> None:
    assert len(told(base, other)) == entries
