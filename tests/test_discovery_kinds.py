"""What is no text of an author is told apart from a sentence that only looks like it; in doubt words are text."""

import pytest
from planted_passages import words_of

from collate.discovery import ParallelKind, ParallelPassage, discover
from collate.discovery.boilerplate import is_boilerplate
from collate.discovery.kinds import (
    PassageFacts,
    is_dating,
    is_list_of_references,
    kind_of,
    share_of_letters,
)
from collate.discovery.unspaced import shares_of_words
from collate.model.witness import Role, Siglum, Witness

DATINGS = (
    "Given at our palace of Westminster on the fourth day of November in the thirty-second year of the reign",
    "Datum et actum apud sanctum Germanum in die festo beati Martini anno domini 1287 indictione prima",
    "Datum Lateranis xii kal. Maii pontificatus nostri anno tertio",
    "Donné à Paris le vingt-deux mars mil deux cent et dix",
    "Gegeben zu Wien am dritten Tag des Monats Mai",
    "Dado en Toledo a 12 días del mes de mayo",
    "Дано въ Москвѣ 5 мая 1700 года",
)
NO_DATINGS = (
    "Given that the evidence is so weak, it may be doubted whether any reader will follow the argument to its end",
    "Date palms grew along the road for twenty miles, and in March the whole valley was white with flowers",
    "Done was the work, and three hundred of the men came home in March, when the ice was gone from the river",
    "Donné pour mort, il revint au mois de mars avec trois cents hommes qui ne le connaissaient plus",
    "Gegeben hatte er ihr alles, und im Mai kam er mit 300 Mann wieder und nahm es ihr aus der Hand",
    "Dato che in maggio era ancora freddo, i 40 contadini restarono nella valle con tutte le pecore",
    "Fait étrange, les mois de mars et avril furent froids, et 1200 soldats périrent au bord du fleuve",
)
REFERENCES = (
    "Smith, J. (1999). A history of words. Oxford: Clarendon Press. pp. 12-45. Jones, A. & Brown, B. (2001). Cambridge.",
    "Abbot, 12, 15, 19; Bishop, 3, 44; Castle, 5, 17, 23; Duke, 7; Earl, 12, 18",
    "Mt 5:3, 5:7; Lk 6:20, 12:4; Jn 3:16",
    "12 33 44 11 53 2 towns 5 8 9",
)
NO_REFERENCES = (
    "In 1066 the king came with 300 ships and in 1067 he built 12 castles and in 1070 he gave 40 farms to 3 bishops",
    "J. S. Mill and W. E. Gladstone walked with H. G. Wells to the house of T. H. Huxley where A. R. Wallace read aloud",
    "En 1789, 12 députés et 300 soldats, en 1790, 40 prêtres, en 1791, 7 évêques et 9 nobles passèrent le pont",
    "Im Jahre 1813 zogen 300 Mann, 12 Wagen, 40 Pferde und 7 Offiziere über 3 Flüsse, und 1814 waren es 9",
    "В 1812 году 300 солдат и 12 пушек перешли 3 реки, а в 1813 году 40 крестьян и 7 коней вернулись",
)
ON_RIGHTS = (
    "He granted them a licence to distribute and copy the work, for all rights reserved to the library under the terms of "
    "the project were the copyright of the university press",
    "Le droit d'auteur n'est pas une licence, dit-il, et le domaine public n'est pas un copyright que chacun possède",
    "Das Urheberrecht kennt keinen Copyright, sagte er, und gemeinfrei ist ein Werk auch ohne eine License des Verlags",
    "El copyright no es el dominio público, y los derechos de autor no son una licence que un editor dé a sus lectores",
)


@pytest.mark.parametrize("text", DATINGS)
def test_a_date_after_the_words_of_a_dating_clause_is_one(text: str) -> None:
    assert is_dating(text)


@pytest.mark.parametrize("text", REFERENCES)
def test_numbers_in_the_punctuation_of_references_are_a_list(text: str) -> None:
    assert is_list_of_references(text)


@pytest.mark.parametrize("text", [*NO_DATINGS, *NO_REFERENCES, *ON_RIGHTS])
def test_a_sentence_that_is_quoted_is_shown(text: str) -> None:
    assert (is_dating(text), is_list_of_references(text), is_boilerplate(text)) == (False, False, False)
    one, two, three, four = (" ".join(words_of(seed, 120)) for seed in range(4))
    documents = {"A": f"{one}\n\n{text}\n\n{two}", "B": f"{three}\n\n{text}\n\n{four}"}
    found = discover([Witness(Siglum(name), own) for name, own in documents.items()])
    assert [(p.kind, p.group) for p in found.passages] == [(ParallelKind.QUOTATION, 1)]


def test_one_phrase_of_a_statement_is_enough_at_an_end_of_a_document() -> None:
    statement = (
        "Copyright by the author. All rights reserved. The disclaimer and the terms of use are those of the press."
    )
    assert is_boilerplate(statement, is_at_end=True)
    assert not is_boilerplate(statement)


def test_a_statement_that_is_the_lesser_part_of_a_passage_does_not_hide_it() -> None:
    statement = (
        "All rights reserved. No part of this publication may be stored in a retrieval system. Copyright, ISBN 3."
    )
    assert is_boilerplate(statement)
    assert not is_boilerplate(f"{' '.join(words_of(1, 200))} {statement}", is_at_end=True)


STATEMENTS = {
    "publisher": "All rights reserved. No part of this publication may be reproduced or stored in a retrieval system without the permission of the publisher. This book is sold on the condition that",
    "german": "Alle Rechte vorbehalten. Die Nutzungsbedingungen und das Urheberrecht nennt der Verlag; ohne schriftliche Genehmigung darf nichts vervielfältigt werden. Das Buch wird mit der Bedingung verkauft, dass",
    "french": "Tous droits réservés. Toute reproduction est interdite. Source: Bibliothèque nationale de France, Gallica. Cette œuvre est du domaine public et le lecteur peut la lire pour que",
}  # fmt: skip


@pytest.mark.parametrize("text", STATEMENTS.values(), ids=STATEMENTS)
@pytest.mark.parametrize("length", [45, 60, 61, 63, 80])
def test_whether_a_statement_is_most_of_a_passage_is_counted_in_words(text: str, length: int) -> None:
    words = text.split()
    assert is_boilerplate(" ".join([*words, *words_of(1, length - len(words))]))
    assert not is_boilerplate(" ".join([*words, *words_of(1, 90)]))


def test_few_words_that_agree_in_nearly_all_letters_are_a_quotation() -> None:
    quoted = "always tend, perhaps more at one period than another, as the breed rises or falls in fashion and"
    spoilt = "always tend, perhaps more ai one periodd than another, s hte breed riises orr falls ni fashion aud"
    one, two, three, four = (" ".join(words_of(seed, 120)) for seed in range(4))
    texts = {"A": f"{one}\n\n{quoted}\n\n{two}", "B": f"{three}\n\n{spoilt}\n\n{four}"}
    (passage,) = discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages
    assert (passage.kind, passage.words) == (ParallelKind.QUOTATION, 13)


@pytest.mark.parametrize(
    ("words", "agreeing", "letters", "kind"),
    [
        (20, 13, 0.92, ParallelKind.QUOTATION),
        (20, 13, 0.80, ParallelKind.SHORT),
        (15, 13, 0.92, ParallelKind.SHORT),
        (20, 14, 0.0, ParallelKind.QUOTATION),
    ],
)
def test_letters_decide_where_few_words_agree(words: int, agreeing: int, letters: float, kind: ParallelKind) -> None:
    assert kind_of(PassageFacts(words, agreeing, 0.1, 1, "some words", letters=letters)) is kind


def test_few_characters_are_no_measure_of_letters() -> None:
    assert share_of_letters("神看着是好的有晚上有早晨" * 2, "神看着是好的有晚上有早晨" * 2) == 0.0
    assert share_of_letters("alwaistendperhapsmoreatoneperiodthananotherasthebredrises" * 2, "alwais" * 19) < 0.5


THAI = "คืนนั้นพระจันทร์ลอยอยู่เหนือแม่น้ำ ชายชราพายเรือไปหาลูกสาวที่หายไปตั้งแต่ฤดูฝนปีก่อน"
JAPANESE = "その夜、月は川の上にのぼり、年老いた渡し守は去年の雨の頃にいなくなった娘をさがしに舟をこぎ出した"


@pytest.mark.parametrize("text", [THAI, JAPANESE], ids=["thai", "japanese"])
def test_few_letters_of_a_script_without_spaces_are_no_quotation(text: str) -> None:
    between = [" ".join(words_of(seed, 120)) for seed in range(4)]

    def kinds(quoted: str) -> list[ParallelKind]:
        texts = {"A": f"{between[0]} {quoted} {between[1]}", "B": f"{between[2]} {quoted} {between[3]}"}
        return [p.kind for p in discover([Witness(Siglum(name), own) for name, own in texts.items()]).passages]

    assert kinds(text) == [ParallelKind.QUOTATION]
    assert kinds(text[: len(text) // 3]) == [ParallelKind.SHORT]


def test_a_character_is_a_part_of_a_word() -> None:
    assert shares_of_words(("道", "の", "テキスト", "ท", "a", "ア")).tolist() == [0.8, 0.5, 1.0, 0.5, 1.0, 1.0]


@pytest.mark.parametrize("phrase", [12, 16])
def test_a_quotation_with_a_phrase_that_recurs_is_no_formula(phrase: int) -> None:
    quoted, between = words_of(1, 50), [words_of(seed, 60) for seed in range(2, 9)]
    recurring = quoted[20 : 20 + phrase]
    one = [*between[0], *recurring, *between[1], *recurring, *between[2], *quoted, *between[3], *recurring, *between[4]]
    texts = {"A": " ".join(one), "B": " ".join([*between[5], *quoted, *between[6]])}
    found = discover([Witness(Siglum(name), text) for name, text in texts.items()])
    spans = [(p.kind, texts["B"][p.b.start : p.b.end]) for p in found.passages if p.a.file != p.b.file and p.words > 20]
    assert spans == [(ParallelKind.QUOTATION, " ".join(quoted))]


# A sentence of twenty-two words or more in two halves, and a note that an editor puts between them.
WITH_NOTES = {
    "english": ("The miller kept the key of the tower in a broken jar", "and nobody but his youngest daughter had ever dared to ask him why", "here the copyist of the younger book has left out one line which the editor gives from our Vienna copy of the same work"),
    "german": ("Der Müller verwahrte den Schlüssel des Turmes in einem zerbrochenen Krug", "und niemand außer seiner jüngsten Tochter hatte je gewagt ihn danach zu fragen", "hier hat der Schreiber der jüngeren Handschrift eine Zeile ausgelassen die der Herausgeber nach dem Wiener Exemplar desselben Werkes gibt"),
    "french": ("Le meunier gardait la clef de la tour dans une cruche cassée", "et personne sauf sa plus jeune fille ne lui avait jamais demandé pourquoi", "ici le copiste du manuscrit plus récent a omis une ligne que nous donnons d'après un autre exemplaire conservé à Vienne"),
    "russian": ("Мельник хранил ключ от старой башни в разбитом глиняном кувшине под лавкой", "и никто кроме его младшей дочери не смел спросить его зачем он это делает", "здесь писец младшей рукописи пропустил одну строку которую издатель приводит по венскому списку того же сочинения"),
    "greek": ("ὁ μυλωθρὸς τὴν κλεῖν τοῦ πύργου ἐν κεράμῳ κατεαγότι ἐφύλαττεν ἀεί", "οὐδεὶς δὲ πλὴν τῆς νεωτάτης θυγατρὸς ἐτόλμησέ ποτε ἐρωτῆσαι αὐτὸν τὴν αἰτίαν", "ἐνταῦθα ὁ γραφεὺς τοῦ νεωτέρου βιβλίου στίχον παρέλιπεν ὃν ἡμεῖς ἐξ ἄλλου ἀντιγράφου παρατίθεμεν ὧδε τοῖς ἀναγνώσταις"),
}  # fmt: skip


def passages_in(first: str, second: str) -> list[ParallelPassage]:
    """Return what is found in two documents that have these texts between words of their own."""
    one, two, three, four = (" ".join(words_of(seed, 120)) for seed in range(4))
    texts = {"A": f"{one}\n\n{first}\n\n{two}", "B": f"{three}\n\n{second}\n\n{four}"}
    return list(discover([Witness(Siglum(name), text) for name, text in texts.items()]).passages)


@pytest.mark.parametrize(("begin", "end", "note"), WITH_NOTES.values(), ids=WITH_NOTES)
@pytest.mark.parametrize("length", [6, 12, 15, 16, 20, 24])
@pytest.mark.parametrize("is_first", [True, False])
def test_words_of_an_editor_within_a_quotation_do_not_make_it_longer(
    begin: str, end: str, note: str, length: int, is_first: bool
) -> None:
    with_note = f"{begin} [{' '.join(note.split()[:length])}] {end}"
    sides = (with_note, f"{begin} {end}") if is_first else (f"{begin} {end}", with_note)
    (passage,) = passages_in(*sides)
    count = len(f"{begin} {end}".split())
    assert (passage.kind, passage.words, passage.share) == (ParallelKind.QUOTATION, count, 1.0)
    assert [(b.side, b.role) for b in passage.between] == [("a" if is_first else "b", Role.GLOSS)]


def test_words_of_an_author_within_a_quotation_make_it_longer() -> None:
    begin, end, _ = WITH_NOTES["english"]
    (passage,) = passages_in(f"{begin} {' '.join(words_of(9, 15))} {end}", f"{begin} {end}")
    assert (passage.words, passage.share) == (25, 0.625)


@pytest.mark.parametrize("note", [own[2] for own in WITH_NOTES.values()], ids=WITH_NOTES)
def test_a_note_in_brackets_that_two_documents_have_is_paratext(note: str) -> None:
    assert [p.kind for p in passages_in(f"[{note}]", f"[{note}]")] == [ParallelKind.PARATEXT]
    assert [p.kind for p in passages_in(f"[{note}]", note)] == [ParallelKind.QUOTATION]


OF_LIBRARIES = {
    "google german": "Dies ist ein digitales Exemplar eines Buches, das seit Generationen in den Regalen der Bibliotheken aufbewahrt wurde, bevor es von Google sorgfältig gescannt wurde",
    "google french": "Ceci est une copie numérique d'un ouvrage conservé depuis des générations dans les rayonnages d'une bibliothèque avant d'être numérisé avec précaution par Google",
    "jstor": "JSTOR is a not-for-profit service that helps scholars use content in a trusted digital archive. For more information about JSTOR, please contact support@jstor.org",
    "gallica": "Les contenus accessibles sur le site Gallica sont des reproductions d'oeuvres tombées dans le domaine public provenant des collections de la BnF. Leur réutilisation suit la loi n°78-753",
    "mit": "Permission is hereby granted, free of charge, to any person obtaining a copy of this software to deal in it without restriction, including without limitation the rights to copy and sublicense",
    "german": "Alle Rechte vorbehalten. Kein Teil des Werkes darf ohne schriftliche Genehmigung des Verlages vervielfältigt oder verbreitet werden. Printed in Germany",
    "share alike": "This work is licensed under a Creative Commons Attribution-ShareAlike 4.0 International License. To view a copy of this license, visit http://creativecommons.org/licenses/by-sa/4.0/",
}  # fmt: skip


@pytest.mark.parametrize("text", OF_LIBRARIES.values(), ids=OF_LIBRARIES)
def test_the_statements_of_collections_and_licences_are_no_quotations(text: str) -> None:
    assert is_boilerplate(text)
