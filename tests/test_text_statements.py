"""What editors say about a text without a sign: notes, sources, citations in notes; and sentences that look like them."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness


def found(text: str) -> list[tuple[str, str]]:
    interventions = find_interventions(Witness(Siglum("A"), text), FINDERS.values())
    return [(text[i.start : i.end], i.label) for i in interventions]


BODY = "He came in the evening, and nobody saw him; so he went away again."

NOTES = {
    "English": "The text is taken from the author's copy, now in the Bodleian Library. The title is the editor's.",
    "with an opening": "Note. The text follows the first edition; the spelling of names is modern.",
    "French": "L'autographe est à la Bibliothèque municipale de Rouen, fonds Laporte.",
    "German": "Der Text folgt der Abschrift im Nachlass, Staatsarchiv Weimar. Die Handschrift ist verschollen.",
    "Italian": "L'autografo è perduto. La data è del copista.",
    "Russian": "Печатается по автографу, хранящемуся в архиве музея.",
    "Latin": "Textus ex editione principe, quae in bibliotheca Vaticana est.",
    "Spanish": "El manuscrito está en la biblioteca de Sevilla; el título es del editor.",
}


@pytest.mark.parametrize("language", NOTES)
def test_an_unsigned_note_about_a_text_is_found_after_it(language: str) -> None:
    assert found(f"{BODY}\n\n{NOTES[language]}") == [(NOTES[language], "note.endnote")]


LABELLED = {
    "a transcriber": "Transcriber's Note: The spelling of the original has been kept.",
    "a German transcriber": "Anmerkungen zur Transkription: Offensichtliche Fehler wurden verbessert.",
    "a French publisher": "Note de l'éditeur. — Nous avons gardé l'orthographe de l'auteur.",
    "a Russian editor": "От редакции. Статья печатается с сокращениями.",
}


@pytest.mark.parametrize("who", LABELLED)
def test_a_labelled_note_is_found_wherever_it_stands(who: str) -> None:
    assert found(f"{LABELLED[who]}\n\n{BODY}") == [(LABELLED[who], "note.endnote")]
    assert found(f"{BODY}\n\n{LABELLED[who]}\n\n{BODY}") == [(LABELLED[who], "note.endnote")]


def test_notes_on_words_of_a_letter_follow_the_note_about_it() -> None:
    about, on_word = "L'autografo è nella biblioteca di Firenze.", "il libro: le Memorie, stampate nel 1826."
    text = f"Mi domandi del libro: è finito, ma non lo credo buono affatto.\n\n{about}\n\n{on_word}"
    assert found(text) == [(about, "note.endnote"), (on_word, "note.endnote")]


def test_lines_of_an_apparatus_are_notes() -> None:
    lines = ["1 a maioribus add. Schneider", "2 et secl. Gesner", "3 quaerit: quaerat B"]
    text = "Qui agrum colit, caelum prius quam terram intueatur.\n\n" + "\n".join(lines)
    assert found(text) == [(line, "note.endnote") for line in lines]


TEXT = {
    "a letter in a novel": "The letter was found in the library by the butler, who gave it to the police.",
    "who speaks of himself": "The manuscript is in the library to which I gave it in my youth, with all my books.",
    "a manuscript in a sentence": "The manuscript is lost, and with it the name of the man who wrote it.",
    "a note of a contract": "Note: a key that is lost must be paid for.",
    "a note of an author": "Note that he never said when he would come back to the town.",
    "a German novel": "Die Handschrift war schön, und der Brief roch nach Flieder.",
    "a Russian novel": "Впервые он увидел её в мае, и с тех пор не знал покоя.",
    "written in haste": "Written in haste, the book was soon forgotten by all who had read it.",
    "a list of changes": "1 The clerk said no. Smith said yes.\n2 The del. North was late.",
}


@pytest.mark.parametrize("sentence", TEXT)
def test_a_sentence_about_a_text_is_text(sentence: str) -> None:
    assert found(f"{BODY}\n\n{TEXT[sentence]}\n\n{BODY}") == []


CITATIONS = {
    "an English title": ("See Weber, \"Die Presse,\" Archiv 7 (1931), pp. 12-19; it is lost.", "Weber, \"Die Presse,\" Archiv 7 (1931), pp. 12-19"),
    "a German title": ("Vgl. E. Rothe, Smith und die Seinen, Leipzig 1921, S. 90.", "E. Rothe, Smith und die Seinen, Leipzig 1921, S. 90"),
    "a Russian title": ("Инженер Фосс; см. Русский архив, 1868, с. 14.", "Русский архив, 1868, с. 14"),
    "an Italian title": ("Edita da G. Sforza, Lettere inedite, Lucca 1889, p. 41.", "G. Sforza, Lettere inedite, Lucca 1889, p. 41"),
    "a French quotation": ("Une autre édition porte « un falot », p. 33.", "p. 33"),
    "a classical place": ("Verba poetae sunt, cf. Colum. 1, 1, 5.", "Colum. 1, 1, 5"),
    "a page of this edition": ("The same is said on p. 440 of this volume.", "p. 440"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", CITATIONS)
def test_a_citation_in_a_note_is_told_as_well(sentence: str) -> None:
    note, citation = CITATIONS[sentence]
    text = f"{BODY}[1]\n\n[1] {note}"
    assert found(text) == [("[1]", "note.marker"), (f"[1] {note}", "note.footnote"), (citation, "paratext.source")]


@pytest.mark.parametrize("sentence", [sentence for sentence in CITATIONS if sentence != "a German title"])
def test_a_citation_outside_a_note_is_text(sentence: str) -> None:
    assert found(f"{BODY}\n\n{CITATIONS[sentence][0]}\n\n{BODY}") == []


def test_a_note_that_begins_with_its_page_cites_nothing() -> None:
    assert "paratext.source" not in [label for _, label in found("So.[1]\n\n[1] Zu S. 288. Grundlinien.")]


FORMS = {
    "a licence": "Copyright (C) <year> <name of author>. This is <one line about it> for all.",
    "a French form": "Je soussigné, <nom et prénom>, demeurant à <lieu>, déclare.",
    "a Russian form": "Я, <имя и фамилия>, живущий в городе <место>, прошу.",
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_to_be_filled_in_is_text(form: str) -> None:
    assert found(FORMS[form]) == []


def test_a_letter_that_calls_a_labelled_note_is_its_sign() -> None:
    text = "The mist lay thick.[A] He was right.[B]\n\n[Footnote A: As in May.]\n\n[Footnote B: A Mr. Reeve.]"
    assert [label for _, label in found(text)] == ["note.marker", "note.marker", "note.footnote", "note.footnote"]


def test_numbers_between_signs_that_count_on_are_pages() -> None:
    for one, two in (("|17|", "|18|"), ("<17>", "<18>"), ("//17//", "//18//"), ("|S. 17|", "|S. 18|")):
        text = f"{one} Wer im Winter kam, hat {two} es gehört."
        assert found(text) == [(one, "paratext.page-number"), (two, "paratext.page-number")]
    assert found("|17| or |19| of them") == []
    assert found("| 17 | 18 |\n|17|18|\n") == []


FRAMES = {
    "an author and a title above a date": (
        f"Rosa Lindt\n\nDie Frauen und das Wahlrecht\n\n(1. Mai 1909)\n\n{BODY}",
        "Die Frauen und das Wahlrecht",
        "paratext.heading",
    ),
    "an author below a title": (f"Le Moulin\n\npar Antoine Grel\n\n{BODY}", "par Antoine Grel", "paratext.heading"),
    "a title below a line of a wiki": (f"From Wikisource\n\nThe Old Mill\n\n{BODY}", "The Old Mill", "paratext.heading"),
    "a record beside a source": (
        f"Zuerst erschienen in: Die Zeit, 1921, S. 3\nTranskription: Peter Kranz\n\n{BODY}",
        "Transkription: Peter Kranz",
        "paratext.source",
    ),
    "a signature after a greeting": (f"{BODY}\n\nС товарищеским приветом\n\nП. Громов", "П. Громов", "paratext.signature"),
    "a signature before the source": (
        f"{BODY}\n\nA. Markov\n\nFirst published in Pravda, No. 14, 1921",
        "A. Markov",
        "paratext.signature",
    ),
    "a German chapter": (f"{BODY}\n\nErstes Kapitel\n\n{BODY}", "Erstes Kapitel", "paratext.heading"),
    "a French chapter": (f"{BODY}\n\nChapitre premier\n\n{BODY}", "Chapitre premier", "paratext.heading"),
    "a Russian chapter": (f"{BODY}\n\nГлава первая\n\n{BODY}", "Глава первая", "paratext.heading"),
    "a date of writing": (f"{BODY}\n\nWritten on October 9, 1919", "Written on October 9, 1919", "paratext.source"),
    "a German date of writing": (f"{BODY}\n\nGeschrieben Ende Mai 1847.", "Geschrieben Ende Mai 1847.", "paratext.source"),
    "a Russian date of writing": (f"{BODY}\n\nНаписано 6 мая 1918 г.", "Написано 6 мая 1918 г.", "paratext.source"),
    "a copy": (f"{BODY}\n\nPrinted from the original", "Printed from the original", "paratext.source"),
    "a volume": (f"{BODY}\n\nVol. 36, p. 513", "Vol. 36, p. 513", "paratext.source"),
    "who made it": (f"Produced by volunteers\n\n{BODY}", "Produced by volunteers", "paratext.source"),
    "categories": (f"{BODY}\n\nCatégories : Articles de 1868", "Catégories : Articles de 1868", "paratext.furniture"),
    "where it was found": (
        f"{BODY}\n\nRetrieved from \"https://example.org/x\"",
        "Retrieved from \"https://example.org/x\"",
        "paratext.furniture",
    ),
}  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_what_frames_a_text_is_found(frame: str) -> None:
    text, words, label = FRAMES[frame]
    assert (words, label) in found(text)


NO_FRAMES = {
    "a name in a list": f"{BODY}\n\nA. Markov\n\n{BODY}",
    "a name in verse": "The bells rang\nfor A. Markov\nA. Markov\nwho came home late",
    "a greeting that is no author": f"Le Moulin est à vendre.\n\nde Paris\n\n{BODY}",
    "a speaker with a colon": f"{BODY}\n\nTranslator: I know it.\n\n{BODY}",
    "a volume in the middle": f"{BODY}\n\nVol. 36, p. 513\n\n" + f"{BODY}\n\n" * 9,
    "a category of an author": f"Category: a word that nobody knows.\n\n{BODY}\n\n" * 9,
    "who did it in the middle": f"{BODY}\n\n" * 9 + "Produced by the wind, the sound was strange to all.\n\n" + f"{BODY}\n\n" * 9,
}  # fmt: skip


@pytest.mark.parametrize("sentence", NO_FRAMES)
def test_what_only_looks_like_a_frame_is_text(sentence: str) -> None:
    assert found(NO_FRAMES[sentence]) == []
