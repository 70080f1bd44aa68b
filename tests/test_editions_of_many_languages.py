"""Editors' words in the manner of editions of nine languages, and sentences of a text that look like them."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.editorial.datelines import is_dateline
from collate.model.witness import Siglum, Witness


def found(text: str) -> list[tuple[str, str]]:
    interventions = find_interventions(Witness(Siglum("A"), text), FINDERS.values())
    return [(text[i.start : i.end], i.label) for i in interventions]


BODY = "He came in the evening, and nobody saw him; so he went away again."

DATES = [
    "6 января 1854 г. Тифлис",
    "1852 г. Января 6. Тифлис",
    "Viennae, Kal. Mart. MCCCCLXXI",
    "（一九三四年五月四日）",
    "民國二十三年",
    "Croisset, [jeudi soir, 4 mars 1858]",
    "Σύρος, Αύγουστος 1931",
    "Wednesday, May 4th, 1811, Bath",
    "Coimbra, 4 de maio de 1890",
]
NO_DATES = [
    "He came on 4 May 1811",
    "In May 1811. Nothing",
    "MDCC is a number",
    "1854 г. был голодный",
    "今年我十二年",
    "We sailed Monday, 4 May 1811, and sank",
]


@pytest.mark.parametrize("line", DATES)
def test_a_place_and_a_date_are_a_dateline_in_any_language(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize("line", NO_DATES)
def test_a_sentence_with_a_date_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


TEXT = {
    "a sentence in capitals": "They cried in the street.\n\nTHE KING IS DEAD.\n\nNobody slept that night.",
    "a German sentence in capitals": "Man rief.\n\nDER KÖNIG IST TOT.\n\nNiemand schlief in dieser Nacht.",
    "capitals at the end of a text": "And over the gate one could still read it.\n\nABANDON HOPE",
    "capitals inside a sentence": "Over the door was writ\n\nTHE LORD IS MY HOUSE\nAND MY CANDLE\n\nwhich we got by heart.",
    "a number that a colon announces": "The number of this house, he said, is:\n\n42\n\nAnd I am at home.",
    "a number inside a sentence": "Die Nummer des Hauses in der neuen Gasse ist\n42\nund nicht die alte.",
    "a named number inside a sentence": "The number on the door was\n\nNo. 5\n\nas I remember.",
    "a letter inside a sentence": "We counted.\n\nΑ΄\n\nwas the first letter on the wall.",
    "applause": "We shall not go. [Applause.] We shall stay. [Prolonged laughter]",
    "Russian applause": "Мы не уйдём. [Аплодисменты.] Мы останемся.",
    "stage directions": "LUCIA\nEcco. [Entra il Marchese.] Chi è?\n\nPIETRO\nIo.\n\nLUCIA\nAh.\n\nPIETRO\n[Exit Lucia.]",
    "one who speaks once in a play": "ANNA\nWer?\n\nKARL\nIch.\n\nANNA\nUnd?\n\nKARL\nNichts.\n\nALLE\nWARUM?",
    "a form to be filled in": "Je soussigné <nom et prénom> déclare porter [nombre] poules.",
    "tags that are typed in a text": "He wrote <br> in the margin and <novum> in the text.",
    "a postscript": "I come on Friday.\n\nThe copy is in the library; ask the editor for the edition of 1820.",
    "the end of a novel": "He wept.\n\nThe poem was never found, not in the library and not in the museum.",
    "a row of things": "We eat.\n\nbread | butter | jam\n\nLast updated on my way home, I ate.",
    "a poem about a day": "Gone\nby Tuesday\n\nthe snow had melted and the river was up again and all the roads were closed.",
    "countries": "We drove on.\n\nUSA, UK and Ireland are on the map, p. 3 of it.",
}


@pytest.mark.parametrize("kind", TEXT)
def test_in_doubt_words_are_text(kind: str) -> None:
    assert [label for words, label in found(TEXT[kind]) if words not in ("ANNA", "KARL")] == []


def test_page_numbers_that_count_break_a_sentence() -> None:
    page = "sons came down to the place where the boats lay, and they sang, " * 3
    text = f"the king and his\n12\n{page}to the\n13\nriver in the evening"
    assert found(text) == [("12", "paratext.page-number"), ("13", "paratext.page-number")]


def test_numbers_that_count_from_one_above_paragraphs_are_sections() -> None:
    text = "Riddles.\n\n1\nI have a mouth and never eat.\n\n2\nI have a bed and never sleep."
    assert found(text) == [("1", "paratext.section-number"), ("2", "paratext.section-number")]


HEADED = {
    "English": "Transcribed from the original in the Norfolk Record Office, MS 11402.",
    "German": "Text nach der Abschrift im Staatsarchiv Weimar.",
    "Russian": "Печатается по автографу, хранящемуся в архиве музея.",
}


@pytest.mark.parametrize("language", HEADED)
def test_a_statement_of_the_source_stands_below_a_title(language: str) -> None:
    text = f"The Diary of Hannah Coe\n\n{HEADED[language]}\n\n{BODY}"
    assert (HEADED[language], "note.endnote") in found(text)


def test_a_shelfmark_stands_below_the_heading_of_a_document() -> None:
    first, second = "StA Hohenfels, A 12, Nr. 301, Bl. 14–16. Ausfertigung.", "Ebd., Bl. 17. Konzept."
    text = f"Nr. 14\n\n{first}\n\n{BODY}\n\nNr. 15\n\n{second}\n\n{BODY}"
    assert [pair for pair in found(text) if pair[1] == "paratext.source"] == [
        (first, "paratext.source"),
        (second, "paratext.source"),
    ]


def test_chinese_notes_have_brackets_of_their_own() -> None:
    text = "这话只对了一半〔1〕。我们叫做互助〔2〕。\n\n注　释\n\n〔1〕见《乡村周报》第十二期，第三页。\n\n〔2〕手稿作合作。"
    assert found(text) == [
        ("〔1〕", "note.marker"),
        ("〔2〕", "note.marker"),
        ("注　释", "paratext.heading"),
        ("〔1〕见《乡村周报》第十二期，第三页。", "note.footnote"),
        ("《乡村周报》第十二期，第三页", "paratext.source"),
        ("〔2〕手稿作合作。", "note.footnote"),
    ]


def test_a_foreign_word_in_chinese_is_translated_in_wide_brackets() -> None:
    assert found("英国人叫这个做 self-help（自助），老人（都认得）。") == [("（自助）", "gloss.translation")]


def test_letters_of_a_volume_have_headings_and_names_below_their_numbers() -> None:
    letter = "23\n\nЕй же\n\n6 января 1854 г. Тифлис\n\nПишу вам из Тифлиса, куда приехал вчера.\n\nГр. Р. Лопатин"
    note = "Печатается по автографу (ОР РГБ, ф. 218)."
    assert [label for _, label in found(f"{letter}\n\n{note}")] == [
        "paratext.page-number",
        "paratext.heading",
        "paratext.dateline",
        "paratext.signature",
        "note.endnote",
    ]


def test_initials_sign_a_letter_before_a_note_on_its_autograph() -> None:
    text = "Écrivez-moi.\n\nÀ vous,\n\nG. F.\n\nAutographe: Bibliothèque de Rouen, ms. 1284."
    assert [label for _, label in found(text)] == ["paratext.signature", "note.endnote"]


def test_lines_of_an_apparatus_may_say_what_the_editor_did_himself() -> None:
    lines = ["2 heri addidi: om. V", "9 sine querela del. Hartmann, fort. recte", "11 emendatus V: emendandus P"]
    assert found("Litteras tuas accepi.\n\n" + "\n".join(lines)) == [(line, "note.endnote") for line in lines]


def test_what_a_website_sets_below_notes_is_none() -> None:
    text = "They went.[1]\n\nNotes\n\n[1] All of them.\n\nArchive | Letters\nLast updated on 14 February 2010"
    assert found(text)[-2:] == [
        ("Archive | Letters", "paratext.furniture"),
        ("Last updated on 14 February 2010", "paratext.furniture"),
    ]


def test_a_note_in_brackets_may_name_its_writer() -> None:
    assert found("He fell [Ed. note: badly]. Then he rose [Note by the translator].") == [
        ("[Ed. note: badly]", "note.footnote"),
        ("[Note by the translator]", "note.footnote"),
    ]


def test_an_electronic_book_is_bounded_by_stars() -> None:
    top, start = "The Project Gutenberg EBook of A Lamp, by E. Marsh", "*** START OF THIS EBOOK A LAMP ***"
    text = f"{top}\n\n{start}\n\n{BODY}\n\n*** END OF THIS EBOOK A LAMP ***"
    assert [label for _, label in found(text)] == ["paratext.furniture"] * 3


def test_titles_above_a_text_are_two_or_three() -> None:
    text = f"Paul Ferrand\n\nContre la taxe des fenêtres\n\nDiscours à la Chambre\n\n{BODY} {BODY}\n\n{BODY}"
    assert [label for _, label in found(text)] == ["paratext.heading"] * 3


def test_a_letter_with_an_abbreviated_title_has_a_numbered_heading() -> None:
    assert found(f"118. To the Revd. Thomas Pell\n\n{BODY}") == [("118. To the Revd. Thomas Pell", "paratext.heading")]
    assert found(f"118. He saw it. Then he went\n\n{BODY}") == []


def test_a_year_in_brackets_is_an_editors_and_pages_are_pages() -> None:
    assert found("Norwich, 9 February [1794]\n\nMy dear Sir") == [
        ("Norwich, 9 February [1794]", "paratext.dateline"),
        ("[1794]", "gloss.bracketed"),
    ]
    assert [label for _, label in found("the king [1794] came and the queen [1795] went")] == [
        "paratext.page-number"
    ] * 2


def test_what_stands_on_a_letter_is_told_below_its_name() -> None:
    text = "Norwich, 9 February 1794\n\nIt was the widow.\n\nT. Pell\n\nAddress: The Revd. T. Hale\nMS: not traced."
    assert found(text)[-2:] == [("Address: The Revd. T. Hale", "note.endnote"), ("MS: not traced.", "note.endnote")]
    assert found("I write to tell you.\n\nAddress: the old house by the mill, as before.") == []


def test_a_place_and_a_year_date_a_poem_at_its_end() -> None:
    assert found("Er liest es und kehrt um.\n\nEmden 1889") == [("Emden 1889", "paratext.dateline")]
    assert found("Emden 1889\n\nEr liest es und kehrt um.") == []


def test_lemmas_before_a_bracket_are_an_apparatus() -> None:
    lines = ["5 war] fehlt H", "10 Kehr um] Kehre um E"]
    assert found("Ein Licht war es. Kehr um.\n\n" + "\n".join(lines)) == [(line, "note.endnote") for line in lines]


def test_notes_of_a_charter_have_letters() -> None:
    lines = ["a) solvat om. or.", "b) Wernhardus: sic or. pro Bernhardus."]
    assert found("ut solvat. Wernhardus et alii.\n\n" + "\n".join(lines)) == [(line, "note.endnote") for line in lines]
    assert found("There are two:\n\na) the king\nb) the queen") == []


def test_curly_brackets_may_call_a_note() -> None:
    text = "Холеры нет{1} и не будет.\n\n{1} Началась в апреле. ⟨Прим. ред.⟩"
    assert [label for _, label in found(text)][:2] == ["note.marker", "note.footnote"]


def test_a_translation_may_name_its_language() -> None:
    assert found("Fiat justitia (да свершится правосудие — лат.). Смета утверждена (вчера).") == [
        ("(да свершится правосудие — лат.)", "gloss.translation")
    ]


def test_an_imprint_is_a_source() -> None:
    imprint = "MADRID\nImprenta de J. Ruiz, 14\n1883"
    assert found(f"CUENTOS\n\n{imprint}\n\n{BODY}")[1] == (imprint, "paratext.source")
    assert found(f"{BODY}\n\nThe Press was closed in the winter of 1883\n\n{BODY}") == []


def test_links_above_a_text_are_furniture_with_all_their_brackets() -> None:
    line = "Lib.ru/Классика: [Регистрация] [Найти] [Помощь]"
    assert found(f"{line}\n\n{BODY}") == [(line, "paratext.furniture")]


def test_sections_of_a_letter_may_begin_inside_a_line() -> None:
    text = "[1] Epistulam tuam accepi. Nihil ago. [2] In villa lapis repertus est. [3] Vale."
    assert [label for _, label in found(text)] == ["paratext.section-number"] * 3
    assert [label for _, label in found("As he said [1] and as she wrote [2] there.")] == ["paratext.page-number"] * 2


def test_a_title_of_small_words_is_cited_from_the_word_that_leads_to_it() -> None:
    text = "Грамотных было мало*.\n\n* По переписи. См. Первая всеобщая перепись, т. XLIII, с. 12. — Ред."
    assert found(text)[-1] == ("Первая всеобщая перепись, т. XLIII, с. 12", "paratext.source")


def test_a_number_of_a_journal_is_no_chapter_and_section() -> None:
    text = "Der Tarif[1] gilt.\n\n[1] Vgl. Correspondent, Nr. 117, 1889, S. 1."
    assert found(text)[-1] == ("Correspondent, Nr. 117, 1889, S. 1", "paratext.source")


def test_a_source_and_a_note_about_the_text_are_a_note() -> None:
    note = "Впервые: Современник, 1862, № 4, с. 33–35. Печатается по автографу."
    assert found(f"Дорога наша разделяется на три части.\n\n{note}")[0] == (note, "note.endnote")


@pytest.mark.parametrize(
    "line", ["Zuerst im Mai 1905.", "Apareció en 1905.", "Traduction de 1905", "© 2010 is written on my heart."]
)
def test_an_opening_with_a_year_alone_names_no_source(line: str) -> None:
    assert found(f"{BODY}\n\n{line}") == []
