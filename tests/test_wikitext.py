"""Wikitext is read as a person reads the page; a project says what its templates are.

More than 300 lines: its tables have a line for each sort of markup and template.
"""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightweight_sources import states_of_text, wikitext, words_at
from page_sources import SHARED, expected, gaps, left_out, places, read_sample, said, text_proper, words
from web_sources import tidy_asides

import collate
from collate.errors import ConfigError, ReadError
from collate.model.witness import Siglum
from collate.reading.lightweight.wikitext import read_wikitext
from collate.reading.options import ReadOptions
from collate.reading.profiles import profiles
from collate.reading.source_files import files_at
from collate.reading.witness_reading import read_witnesses

FOLDER: Final = SHARED / "plainish"
needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: plainish/")


@needs_samples
@pytest.mark.parametrize(("errors", "changes"), [("written", {}), ("corrected", {"smae": "same", "teh": "the"})])
def test_a_page_with_everything_is_read_as_a_person_reads_it(errors: str, changes: dict[str, str]) -> None:
    wanted = expected("page.wiki", FOLDER)
    templates = dict(profiles()["wikisource"].settings.values["templates"]) | wanted["options"]["templates"]
    found = read_sample(read_wikitext, "page.wiki", {"templates": templates, "errors": errors}, FOLDER)[0]
    assert words(text_proper(found)) == [changes.get(word, word) for word in words(wanted["text"])]
    assert tidy_asides(found) == [tuple(row) for row in wanted["roles"]]
    assert said(found, "unclear") == [("unclear", "", "wrod")]
    assert gaps(found) == [("[...]", "illegible")]
    assert {"noinclude", "comments"} <= {*left_out(found)}
    assert found.notices == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("''individ''uals, '''Stra'''ße, ''''' слово'''''м", "individuals, Straße, словом"),
        ("one\ntwo\n\nthree<br/>four", "one two\n\nthree\nfour"),
        ("== Τίτλος ==\nα\n=== Β ===\nβ", "Τίτλος\n\nα\n\nΒ\n\nβ"),
        ("* un\n* deux\n# trois\n:quatre\n;cinq:six", "un\ndeux\ntrois\nquatre\ncinq\nsix"),
        ("[[Plum]]s [[w:Plum|plum]]s [[:Category:A|cat]] [http://x.org a site] http://y.org", "Plums plums cat a site http://y.org"),
        ("{| class='x'\n|+ Titel\n! sort !! year\n|-\n| plum || 1859\n|}", "Titel\nsort\nyear\nplum\n1859"),
        ("<poem>\nEine Zeile,\n  und noch\n\neine.\n</poem>", "Eine Zeile,\nund noch\n\neine."),
        ("<nowiki>''not [[it]]''</nowiki> <pre>a\n  ''b''</pre>", "''not [[it]]''\n\na\n''b''"),
        ("&thorn;e &amp; caf&#233; &nosuch;", "þe & café &nosuch;"),
        ("a<!-- no -->b __NOTOC__ [[Category:X]] [[Файл:a.png|thumb|x]] [[de:Y]]", "ab"),
        ("<section begin=s/>שלום<section end=s/> <includeonly>a</includeonly>", "שלום a"),
        ("{{{1|so}}} {{PAGENAME}} {{#if:a|b}}", "so"),
        ("<div>漢字</div>\n<span>仮</span>名", "漢字\n\n仮名"),
        ("Not ''closed\nnext [[link", "Not closed next [[link"),
        ("Et ''Roland'' dans l'''Orlando'' puis '''gras''' fin.", "Et Roland dans l'Orlando puis gras fin."),
        ("dell'''Inferno''\nnell'''Eneide'' e", "dell'Inferno nell'Eneide e"),
        ("a''b'' l'''Iliade''' du d'''x''", "ab l'Iliade du dx"),
        ("x<ref>d'''une''</ref> ''y''", "x d'une y"),
        ("''''gras''' <nowiki>l'''a''</nowiki>", "'gras l'''a''"),
    ],
)  # fmt: skip
def test_markup_is_no_text_and_divides_no_word(text: str, wanted: str) -> None:
    assert wikitext(text).text == wanted


TEMPLATES: Final = {
    "sc": "1", "lang": "2", "named": "@text", "efn": "note", "title": "heading", "gl": "gloss:2", "unclear": "unclear:1",
    "ill": "gap", "gap": "space", "line": "line", "dash": "—", "nop": "", "ed": "drop", "pg": "page:1", "SIC": "error:1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{sc|Mr. K''n''ight}}s", "Mr. Knights"),
        ("{{Sc|1=Großer}}", "Großer"),
        ("{{lang|la|sic}} {{named|x|text=это}}", "sic это"),
        ("a{{gap}}b{{dash}}c{{nop|x}}d{{line}}e", "a b—cd\ne"),
        ("w{{ill}}d {{ill}} x", "w[..]d [...] x"),
        ("{{ed|of the editor}}ב", "ב"),
        ("{{sc|{{sc|{{lang|de|tief}}}}}}", "tief"),
    ],
)
def test_templates_are_what_the_project_says(text: str, wanted: str) -> None:
    found = wikitext(text, templates=TEMPLATES)
    assert (found.text, found.notices) == (wanted, ())


def test_templates_have_roles_and_say_something_of_words() -> None:
    text = "{{title|Of Cats}} {{pg|12}}one{{efn|Une ''note''.}} {{unclear|two}} {{gl|x|of it}} {{SIC|teh|the}}"
    found = wikitext(text, templates=TEMPLATES)
    assert tidy_asides(found) == [
        ("paratext", "heading", "Of Cats"),
        ("note", "footnote", "Une note."),
        ("gloss", "gl", "of it"),
    ]
    assert said(found) == [("unclear", "", "two"), ("error", "the", "teh")]
    assert places(found, "page") == [("12", "one Une")]
    assert left_out(found) == {"template gl": 1, "template SIC": 1}
    assert text_proper(wikitext(text, templates=TEMPLATES, errors="corrected")) == "one two the"
    assert tidy_asides(wikitext(text, templates=TEMPLATES, notes="drop", headings="keep")) == [("gloss", "gl", "of it")]


def test_a_template_of_which_nothing_is_said_is_told_and_counted() -> None:
    found = wikitext("a\n{{foo|x y}} {{Bar}} {{foo|z}}")
    assert (found.text, left_out(found)) == ("a", {"template foo": 3, "template Bar": 1})
    assert found.notices == (
        "a.wiki:2: 2 templates left out of which nothing is said: foo, Bar; "
        'say which argument is text: templates = { "foo" = "1" } under [read]',
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "of {{hws|culti|cultivated}}<noinclude>foot</noinclude>\n{{hwe|vated|cultivated}} plants",
            "of cultivated plants",
        ),
        ("mit {{Hyphenated word start|Ge|Gemüse}}", "mit Gemüse"),
        ("{{hyphenated word end|ный|красный}} дом", "красный дом"),
    ],
)
def test_a_word_that_two_templates_divide_is_read_once(text: str, wanted: str) -> None:
    assert wikitext(text).text == wanted


def test_a_word_may_go_on_in_the_next_page(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "2.wiki").write_text("{{hwe|vated|cultivated}} plants", encoding="utf-8")
    (folder / "1.wiki").write_text("of {{hws|culti|cultivated}}", encoding="utf-8")
    (folder / "README.md").write_text("# pages", encoding="utf-8")
    found = read_witnesses(files_at(folder, "pages"), ReadOptions("pages", Siglum("A"))).witnesses[0]
    assert found.text == "of cultivated plants"
    assert found.notices[0].endswith("its 2 files are read as one text, from 1.wiki to 2.wiki")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("<noinclude>Kopf<poem></noinclude>\nEine\nZeile<noinclude></poem>12</noinclude>", "Eine\nZeile"),
        ("<noinclude>12\n{| class=x\n|-</noinclude>\n| un || deux\n|-\n| trois", "un\ndeux\ntrois"),
        ("<noinclude>\n{|</noinclude>| un\n|-\n| deux<noinclude>\n|}</noinclude>", "un\ndeux"),
        (
            "<noinclude><div class=p>1</noinclude>слово<noinclude></div></noinclude>",
            "слово",
        ),
        ("<noinclude>1</noinclude>* un\n* deux", "un\ndeux"),
        ("wo<noinclude>x</noinclude>rd [[a<noinclude>y</noinclude>|b]]", "word b"),
        ("<nowiki><noinclude>x</noinclude></nowiki> a", "<noinclude>x</noinclude> a"),
    ],
)
def test_what_is_not_included_may_open_what_the_next_one_closes(text: str, wanted: str) -> None:
    found = wikitext(text)
    assert (found.text, {*left_out(found)} <= {"noinclude", "link addresses"}) == (wanted, True)


def test_a_block_that_is_kept_has_its_words_and_no_tags() -> None:
    found = wikitext("<noinclude><div>''Kopf'' 12\n{|</noinclude>\n| un\n|}", furniture="running-head")
    assert tidy_asides(found) == [("paratext", "running-head", "Kopf 12")]
    assert words_at(found, ["Kopf", "un"]) == [(1, 19), (3, 3)]


def test_a_project_names_the_templates_that_divide_words() -> None:
    rules = {"peh": "part", "pef": "whole", "a": "part:3", "b": "whole:@w"}
    assert wikitext("{{peh|im|impossible}}\n{{pef|possible|impossible}}", templates=rules).text == "impossible"
    assert wikitext("{{peh|im|impossible}} {{pef|x|other}}", templates=rules).text == "impossible other"
    assert wikitext("{{a|Ge|x|Gemüse}} {{b|müse|w=Gemüse}}", templates=rules).text == "Gemüse"


@pytest.mark.parametrize(
    ("name", "is_magic"),
    [
        ("OCR|lost words", False),
        ("ADB", False),
        ("PAGENAME", True),
        ("DEFAULTSORT:x", True),
        ("#if:a", True),
        ("lc:A", True),
    ],
)
def test_templates_in_capitals_are_no_magic_words(name: str, is_magic: bool) -> None:
    found = wikitext(f"a {{{{{name}}}}} b")
    assert (found.text, not found.notices, "magic words" in left_out(found)) == ("a b", is_magic, is_magic)


def test_notes_furniture_and_other_tags() -> None:
    text = (
        "<noinclude>head</noinclude>one<ref name='a'>Eine ''Note''.</ref> <ref name='a'/>two <del>three</del><ins>four</ins> "
        "<gallery>x.png</gallery><sup>st</sup>\n<references/>"
    )
    found = wikitext(text)
    assert tidy_asides(found) == [("note", "footnote", "Eine Note.")]
    assert text_proper(found) == "one two four st"
    assert left_out(found) == {"noinclude": 1, "deleted text": 1, "gallery": 1}
    kept = wikitext(text, furniture="running-head", changes="reject", notes="drop")
    assert tidy_asides(kept) == [("paratext", "running-head", "head")]
    assert text_proper(kept) == "one two three st"


def test_a_note_stands_behind_the_word_and_its_comma() -> None:
    text = "the beds<ref>Les ''lits''.</ref>, and{{efn|Ja.}}; so"
    assert wikitext(text, templates=TEMPLATES).text == "the beds, Les lits. and; Ja. so"
    assert wikitext(text, templates=TEMPLATES, notes="keep").text == "the beds Les lits. , and Ja. ; so"


def test_each_word_has_its_line_and_column() -> None:
    text = "''ein''s {{sc|''zwei''}} [[x|drei]]\r\n* vier<ref>fünf</ref>\r\n{|\r\n| a || sechs\r\n|}"
    assert words_at(wikitext(text, templates=TEMPLATES), ["eins", "zwei", "drei", "vier", "fünf", "sechs"]) == [
        (1, 3),
        (1, 17),
        (1, 30),
        (2, 3),
        (2, 12),
        (4, 8),
    ]


def test_the_profile_of_wikisource_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.wiki").write_text('<noinclude><pagequality level="3" /></noinclude>{{sc|Knight}}', encoding="utf-8")
    found = collate.read(tmp_path / "a.wiki").witnesses[0]
    assert found.text == "Knight"
    assert found.notices[0].startswith("a.wiki: read as a file of Wikisource")


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("{{SeitePR|3|x}}\n{{SperrSchrift|Faust}} und {{Fehler|Juristerey}}{{idt}}ein", "Faust und Juristerey ein"),
        ("<pagequality level=3/>{{Lettrine|L}}e roi {{Centré|Louis}} {{Mlle|B}}", "Le roi Louis B"),
        (
            "{{Отексте|x}}{{poem|T|Буря мглою\nВихри|1825}}",
            "Буря мглою\nВихри",
        ),
        ("{{ppoem|One\n two}}{{block center/s}} {{sc|three}}{{block center/e}} {{nop}}", "One\ntwo\n\nthree"),
        ("{{Qualità|75}} {{Sc|Dante}} {{centrato|canto}}", "Dante canto"),
        (
            "{{ls}}ome Bri{{ls}}ti{{ls}}h of {{al|John Milton|Milton}} and {{al|Dickens}}",
            "ſome Briſtiſh of Milton and Dickens",
        ),
        ("{{Capolettera|N}}el mezzo, di{{AutoreCitato|Dante|ritta}}", "Nel mezzo, diritta"),
        ("{{encabezado|x}}{{Capitular|E|N}} un lugar{{np|12}}", "EN un lugar"),
        ("Był {{pp|sta|ry}}\n{{pk|sta|ry}} {{korekta|dwur|dwór}}", "Był stary dwur"),
        ("我讀{{專名|孔子}}{{*|小注}}。{{ruby|書|しょ}}", "我讀孔子。書小注"),
    ],
)
def test_the_profile_of_wikisource_knows_pages_of_several_languages(tmp_path: Path, page: str, wanted: str) -> None:
    (tmp_path / "a.wiki").write_text(page, encoding="utf-8")
    found = collate.read(tmp_path / "a.wiki").witnesses[0]
    assert (found.text, len(found.notices)) == (wanted, 1)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            "{{Infobox Ort|Name=Prag}} Prag ({{lang|cs|Praha}}){{Belege}} {{Zitat|Text=lässt nicht los}}",
            "Prag (Praha) lässt nicht los",
        ),
        (
            "{{short description|x}} {{nowrap|six novels}} {{quote|text=Known}} {{'}}so{{'}}{{snd}}x",
            "six novels Known 'so' – x",
        ),
        ("{{Infobox}} {{lien web|titre=x}}La {{langue|la|res}} est {{refnec|sûre}}", "La res est sûre"),
        ("{{Infobox}} Пётр {{цитата|Здесь будет город}} {{нет АИ|2|3}}", "Пётр Здесь будет город"),
    ],
)
def test_the_profile_of_wikipedia_knows_words_and_hints(tmp_path: Path, page: str, wanted: str) -> None:
    (tmp_path / "a.wiki").write_text(page, encoding="utf-8")
    found = collate.read(tmp_path / "a.wiki").witnesses[0]
    assert found.notices[0].startswith("a.wiki: read as a file of Wikipedia")
    assert found.text == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "left"),
    [
        ("傳,-{已經}-不止", "傳,已經不止", 0),
        ("是「-{zh:立言;zh-hans:立言二;}-」的", "是「立言」的", 1),
        ("-{zh-hans:电脑; zh-hant:電腦}-好", "电脑好", 1),
        ("a -{T|zh-hans:题}- -{H|计算=>zh-tw:算}- b", "a b", 2),
        ("Ово је -{Windows}- и -{sr-ec:Београд; sr-el:Beograd}-.", "Ово је Windows и Београд.", 1),
        ("x -{[[孔子|夫子]]}- y -{R|z}-", "x 夫子 y z", 1),
        ("<math>e^{-{x}-y}</math> <nowiki>-{q}-</nowiki>", "e^{-{x}-y} -{q}-", 0),
        ("a-{b:c d}-", "ab:c d", 0),
        ("a-{note: see below}- b", "anote: see below b", 0),
        ("和 -{zh-hans:[[鏈]];zh-hant:鏈}-。", "和鏈。", 1),
        ("x -{zh-hans:「''甲''」;zh-hant:''乙'' [[丙]]}- y -{[[丁]]}-", "x 「甲」 y 丁", 2),
        ("x -{zh-tw:a;zh:[[b]] c}- y", "x b c y", 1),
        ("== -{zh-hans:[[鏈]];zh-hant:鏈}- ==\n-{ [[x]]", "鏈\n\n-{ x", 1),
    ],
)
def test_one_variant_of_the_language_is_read(text: str, wanted: str, left: int) -> None:
    found = wikitext(text)
    assert found.text == wanted
    counted = left_out(found)
    assert counted.get("variants of the language", 0) + counted.get("link addresses", 0) == left


def test_struck_out_words_are_text_and_are_told() -> None:
    found = wikitext("<s>qui</s> quae <strike>fuit</strike>")
    assert (found.text, said(found)) == ("qui quae fuit", [("deleted", "", "qui"), ("deleted", "", "fuit")])


def test_the_first_argument_that_a_template_has_is_read() -> None:
    rules = {"al": "2 or 1", "q": "1 or @text", "s": "supplied:2 or 1"}
    text = "{{al|a|b}} {{al|c}} {{al|d|}} {{q|e}} {{q|text=f}} {{s|g}} {{q|x=h}}"
    assert wikitext(text, templates=rules).text == "b c d e f g"


def test_notes_at_the_side_are_glosses(tmp_path: Path) -> None:
    page = "{{nop}} one {{sidenote|side}} two {{left sidenote|left}}"
    (tmp_path / "a.wiki").write_text(page, encoding="utf-8")
    found = collate.read(tmp_path / "a.wiki").witnesses[0]
    assert tidy_asides(found) == [("gloss", "sidenote", "side"), ("gloss", "left sidenote", "left")]


@pytest.mark.parametrize(
    ("rule", "message"),
    [("textt", "'textt' is not known; "), ("gap:2", "'gap:2' is not known; "), ("x" * 300, "too long")],
)
def test_a_rule_that_is_not_known_is_an_error(rule: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        wikitext("a", templates={"b": rule})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\0", "a.wiki:2: has a NUL character, so it is no text; check that the file is whole"),
        (" \n", "a.wiki: this file is empty; check that it is the right one"),
        ("{{" * 9000, "a.wiki:1: more than 500 templates, links or tags are not closed; close them"),
        ("[[a|" * 9000, "a.wiki:1: more than 500 templates, links or tags are not closed; close them"),
        ("<a " * 9000, "a.wiki:1: more than 500 templates, links or tags are not closed; close them"),
        ("{|\n" * 9000, "a.wiki:501: more than 500 templates, links or tags are not closed; close them"),
        ("<ref>" * 9000, "a.wiki:1: more than 3,000 elements are not closed; close them"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        wikitext(text)
    assert str(caught.value) == message


PIECES: Final = (
    "''", "'''", "[[", "]]", "|", "[[File:a.png|thumb|cap]]", "[http://x.org t]", "{{", "}}", "{{sc|A b}}", "{{unk|x|y=z}}",
    "{{hws|a|ab}}", "{{hwe|b|ab}}", "{{SIC|x|y}}", "{{efn|n}}", "{{ill}}", "{{{1|d}}}", "<ref>", "</ref>", "<ref name='a'/>",
    "<poem>", "</poem>", "<nowiki>", "</nowiki>", "<noinclude>", "</noinclude>", "<br>", "<div>", "</div>", "<!-- c -->",
    "&amp;", "&#x110000;", "\n", "\n\n", "\n*", "\n ", "== H ==\n", "{|\n", "\n|-\n", "\n| c || d", "\n|}", "__NOTOC__",
    "''''", "<noinclude>{|\n|-</noinclude>", "<noinclude><poem>h</noinclude>", "<noinclude></poem>\n|}</noinclude>",
    "word", "Straße", "слово", "עברית", "字", " ", "\r\n", "\r", "\u00ad", "<del>", "</del>", "<b", "=", "<hr>", "<li>",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_each_letter_of_any_mixture_is_read_or_counted_once_and_known(pieces: list[str]) -> None:
    text = "a" + "".join(pieces)
    for found in states_of_text(read_wikitext, text, "a.wiki", changes="all", templates=TEMPLATES):  # it counts
        assert "markup that no rule knows" not in left_out(found)
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for offset, character in enumerate(found.text):
            if character.isalpha():
                assert lines[found.line(offset) - 1][found.column(offset) - 1] == character


HALVES = {
    "tiret": "part:1+2",
    "tiret2": "whole:1+2",
    "перенос": "part:1+2",
    "перенос2": "whole:1+2",
    "pt": "2",
    "lettrine": "1+2",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{tiret|im|possible}}<noinclude>12</noinclude>\n\n{{tiret2|im|possible}}, dit-il", "impossible, dit-il"),
        ("mais {{tiret|dit|-il}}\n{{tiret2|dit-|il}} bien", "mais dit-il bien"),
        ("un {{tiret|im|possible}} mot", "un impossible mot"),
        ("{{tiret2|im|possible}} mot", "impossible mot"),
        ("{{перенос|сло|…}}\n{{перенос2|…|во}} да", "слово да"),
        ("{{перенос|сло|}}\n{{перенос2||во}} да", "слово да"),
        ("{{перенос|сло|во}}\n{{перенос2|дру|гое}}", "слово другое"),
        ("{{Pt|com-|compito}}\n{{Pt|pito|}} buono", "compito buono"),
        ("{{Lettrine|L|ongtemps}} je", "Longtemps je"),
        ("{{lettrine|L}}ongtemps", "Longtemps"),
    ],
)
def test_a_template_may_have_both_halves_of_a_word(text: str, wanted: str) -> None:
    assert wikitext(text, templates=HALVES).text == wanted


@pytest.mark.parametrize("sign", ["{{a|", "{|\n", "<ref>"])
def test_a_long_page_with_much_that_has_no_end_is_refused(sign: str) -> None:
    what = "templates, tables or elements have no end, the first one here; close them"
    with pytest.raises(ReadError, match=f"^a.wiki:1: 60 {what}$"):
        wikitext(sign * 60 + "word ''it'' " * 5_000)


def test_a_few_templates_without_an_end_are_characters_of_the_page() -> None:
    assert wikitext("{{a|" * 3 + "word " * 2_000).text.startswith("{{a|{{a|{{a|word word")
