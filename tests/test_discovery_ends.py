"""A passage ends where it ends: a lone word that happens to agree behind other words does not belong to it."""

import pytest
from planted_passages import spoilt, words_of

from collate.discovery import ParallelKind, discover
from collate.model.witness import Siglum, Witness

ENGLISH = (
    "The captain of the little vessel had promised that he would bring his crew home before the winter, and every widow of "
    "the village remembered his promise when the ice came down the river in October."
)
FRENCH = (
    "Le vieux pêcheur avait juré que la barque rentrerait avant les grandes pluies, mais toutes les femmes du village "
    "savaient que le vent du nord ne tient jamais ses promesses."
)
GERMAN = (
    "Der alte Schmied hatte seinen Söhnen versprochen, dass keiner von ihnen jemals wieder frieren sollte, solange im Wald "
    "noch eine einzige trockene Eiche stand."
)
RUSSIAN = (
    "Старый мельник обещал своим детям, что ни одна зима больше не застанет их без хлеба, пока вода в реке вертит тяжелое "
    "колесо под мостом."
)
CASES = (
    (ENGLISH, ("A first book about nobody.", "Some other words follow."), ("It tells of ships.", "Another writer says more.")),
    (ENGLISH, ("A first book of nobody.", "Some other words follow."), ("It tells of ships.", "Another writer says more.")),
    (FRENCH, ("Un livre de rien.", "Une autre histoire suit."), ("Voici un conte de fées.", "Les autres parlent.")),
    (GERMAN, ("Ein Buch von nichts.", "Die anderen reden."), ("Es handelt von Schiffen.", "Noch andere Worte.")),
    (RUSSIAN, ("Книга ни о чем на свете.", "Потом другие слова."), ("Повесть о кораблях на море.", "Теперь другой рассказ.")),
)  # fmt: skip


@pytest.mark.parametrize("blank", ["\n\n", " "], ids=["paragraphs", "one-line"])
@pytest.mark.parametrize(("quoted", "own", "other"), CASES)
def test_an_exact_quotation_ends_at_its_last_word(
    quoted: str, own: tuple[str, str], other: tuple[str, str], blank: str
) -> None:
    texts = {"A": blank.join((own[0], quoted, own[1])), "B": blank.join((other[0], quoted, other[1]))}
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [quoted[:-1]] * 2


def test_a_quotation_of_two_paragraphs_is_one() -> None:
    quoted = "\n\n".join(" ".join(words_of(seed, 25)) for seed in (1, 2))
    texts = [f"{' '.join(words_of(seed, 60))}\n\n{quoted}\n\n{' '.join(words_of(seed + 9, 60))}" for seed in (3, 4)]
    (passage,) = discover([Witness(Siglum(f"D{k}"), text) for k, text in enumerate(texts)]).passages
    assert texts[0][passage.a.start : passage.a.end] == quoted


# In the second of each two, words at the ends are divided or joined, as OCR has them.
DIVIDED = (
    (ENGLISH, ("The captain", "Thecaptain"), ("in October", "in Octo ber")),
    (FRENCH, ("Le vieux", "Levieux"), ("ses promesses", "sespromesses")),
    (GERMAN, ("Schmied hatte", "Schmiedhatte"), ("Eiche stand", "Eichestand")),
    (RUSSIAN, ("Старый мельник", "Ста рый мельник"), ("под мостом", "подмостом")),
)


@pytest.mark.parametrize(("quoted", "first", "last"), DIVIDED)
def test_words_that_are_divided_otherwise_are_the_same(
    quoted: str, first: tuple[str, str], last: tuple[str, str]
) -> None:
    other = quoted.replace(*first).replace(*last)
    own = [" ".join(words_of(seed, 60)) for seed in range(4)]
    texts = {"A": f"{own[0]} {quoted} {own[1]}", "B": f"{own[2]} {other} {own[3]}"}
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [quoted[:-1], other[:-1]]


def test_a_phrase_that_stands_before_a_passage_too_is_no_part_of_it() -> None:
    quoted, between = words_of(1, 60), words_of(2, 110)
    texts = {
        "A": " ".join([*words_of(3, 60), *quoted[30:42], *between, *quoted, *words_of(4, 60)]),
        "B": " ".join([*words_of(5, 60), *quoted, *words_of(6, 60)]),
    }
    found = discover([Witness(Siglum(name), text) for name, text in texts.items()])
    (passage,) = [p for p in found.passages if p.a.file != p.b.file and p.kind is ParallelKind.QUOTATION]
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [" ".join(quoted)] * 2


def test_what_only_one_side_has_between_two_long_parts_does_not_divide_them() -> None:
    first, second, note = words_of(1, 80), words_of(2, 80), words_of(3, 110)
    texts = {"A": " ".join([*first, *note, *second]), "B": " ".join([*first, *second])}
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert (passage.words, passage.a.end, passage.b.end) == (160, len(texts["A"]), len(texts["B"]))


@pytest.mark.parametrize("place", ["before", "behind"])
@pytest.mark.parametrize("is_first", [True, False])
def test_words_that_are_written_twice_at_an_end_are_taken_once(place: str, is_first: bool) -> None:
    quoted = words_of(1, 60)
    twice = [*quoted[:12], *quoted] if place == "before" else [*quoted, *quoted[-12:]]
    own = [words_of(seed, 60) for seed in range(2, 6)]
    texts = {"A": " ".join([*own[0], *twice, *own[1]]), "B": " ".join([*own[2], *quoted, *own[3]])}
    if not is_first:
        texts = {"A": texts["B"], "B": texts["A"]}
    found = discover([Witness(Siglum(name), text) for name, text in texts.items()])
    (passage,) = [p for p in found.passages if p.kind is ParallelKind.QUOTATION]
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [" ".join(quoted)] * 2


def ends_of(one: list[str], other: list[str], behind: tuple[list[str], list[str]]) -> list[list[str]]:
    """Return the words of the passage that is found of two versions of a text, each with other words behind it."""
    before = words_of(61, 90), words_of(62, 90)
    texts = {
        name: " ".join([*before[k], *text, *behind[k], *words_of(63 + k, 90)])
        for k, (name, text) in enumerate((("A", one), ("B", other)))
    }
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    return [texts[span.file][span.start : span.end].split() for span in (passage.a, passage.b)]


@pytest.mark.parametrize("seed", range(3))
def test_a_frequent_word_behind_another_word_is_not_taken_in(seed: int) -> None:
    one, other = words_of(seed, 40), spoilt(words_of(seed, 39), 0.15, seed)
    one[:3] = other[:3] = ["somebody", "had", "remembered"]
    one[-2:] = other[38:] = ["vanished", "yesterday"]
    assert ends_of(one, other, (["zebra", "the"], ["mouse", "the"])) == [one, other]


@pytest.mark.parametrize(("short", "broken"), [("me", "m"), ("up", "p"), ("to", "o")])
def test_a_frequent_word_behind_a_broken_short_one_is_taken_in(short: str, broken: str) -> None:
    one, other = words_of(1, 40), spoilt(words_of(1, 40), 0.15, 1)
    one[:3] = other[:3] = ["somebody", "had", "remembered"]
    one[-3:], other[-3:] = ["granted", short, "the"], ["granted", broken, "the"]
    assert ends_of(one, other, (["zebra"], ["mouse"])) == [one, other]


# A quotation, and the word with which the next sentence begins in both documents by chance.
NEXT_SENTENCES = (
    (ENGLISH, "Mother", "called them to the table", "has sold her last cow"),
    (FRENCH, "Maman", "nous appelait à table", "avait vendu sa vache"),
    (GERMAN, "Mutter", "rief uns zum Essen", "verkaufte ihre letzte Kuh"),
    (RUSSIAN, "Мельница", "стояла пустая до весны", "сгорела прошлой осенью"),
)


@pytest.mark.parametrize("blank", ["\n", "  \n   "], ids=["lines", "indented"])
@pytest.mark.parametrize("mark", [".", "!", ".”", "?»"])
@pytest.mark.parametrize(("quoted", "word", "own", "other"), NEXT_SENTENCES)
def test_a_word_with_which_the_next_line_begins_too_is_not_taken_in(
    quoted: str, word: str, own: str, other: str, mark: str, blank: str
) -> None:
    before, behind = words_of(3, 60), words_of(4, 60)
    texts = {
        "A": f"{' '.join(before)}.{blank}{quoted[:-1]}{mark}{blank}{word} {own} {' '.join(behind)}",
        "B": f"{' '.join(behind[::-1])}.{blank}{quoted[:-1]}{mark}{blank}{word} {other} {' '.join(before[::-1])}",
    }
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [quoted[:-1]] * 2


@pytest.mark.parametrize(("quoted", "word", "own", "other"), NEXT_SENTENCES)
def test_a_quotation_of_two_sentences_is_one(quoted: str, word: str, own: str, other: str) -> None:
    both = f"{quoted}\n{word} {own}.\n{other}"
    texts = {name: f"{' '.join(words_of(k, 60))} {both} {' '.join(words_of(k + 9, 60))}" for k, name in enumerate("AB")}
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert [texts[s.file][s.start : s.end] for s in (passage.a, passage.b)] == [both] * 2
