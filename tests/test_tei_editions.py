"""The witnesses of a critical edition in TEI: each has what the apparatus says of it, and no more.

More than 300 lines: each edition is a source, written out.
"""

import pytest

import collate
from collate.files.toml import SettingsTable
from collate.model.witness import Extent, GapReason, Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei


def read(body: str, before: str = "", **settings: object) -> dict[str, Witness]:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{before}<text><body>{body}</body></text></TEI>'
    table = SettingsTable.of(settings or {"witness": "all", "hand": "all"}, "read")
    options = ReadOptions("e.xml", Siglum("e"), settings=read_settings([table]))
    return {w.siglum: w for w in read_tei([SourceContent("e.xml", text.encode())], options)}


def texts(body: str, before: str = "", **settings: object) -> dict[str, str]:
    return {siglum: witness.text for siglum, witness in read(body, before, **settings).items()}


def test_a_witness_has_the_reading_that_names_it_and_the_text_around() -> None:
    body = '<p>Arma <app><lem wit="#A">virumque</lem><rdg wit="#B #C">virosque</rdg></app> cano.</p>'
    assert texts(body) == {"A": "Arma virumque cano.", "B": "Arma virosque cano.", "C": "Arma virosque cano."}


def test_a_lemma_without_sigla_is_read_by_all_who_are_not_named() -> None:
    body = '<p>In principio <app><lem>creavit</lem><rdg wit="#B">fecit</rdg></app> <app><lem>Deus</lem>\
<rdg wit="#C">dominus</rdg></app></p>'
    assert texts(body) == {"B": "In principio fecit Deus", "C": "In principio creavit dominus"}


def test_a_witness_that_no_reading_names_is_silent_and_does_not_omit() -> None:
    body = '<p>a <app><rdg wit="#A #B">b</rdg><rdg wit="#C"/></app> c <app><rdg wit="#A">d</rdg><rdg wit="#C">e</rdg>\
</app></p>'
    witnesses = read(body)
    assert {siglum: w.text for siglum, w in witnesses.items()} == {"A": "a b c d", "B": "a b c [...]", "C": "a c e"}
    assert [(m.start, m.end, m.gap) for m in witnesses["B"].marks] == [(6, 11, GapReason.ABSENT)]


def test_two_silences_with_nothing_between_them_are_one() -> None:
    body = '<p>a <app><rdg wit="#A">b</rdg></app> <app><rdg wit="#A">c</rdg><rdg wit="#B"/></app>\
 <app><rdg wit="#A">d</rdg></app> e</p>'
    assert texts(body) == {"A": "a b c d e", "B": "a [...] e"}


def test_an_entry_inside_a_reading_is_read_with_it() -> None:
    body = (
        '<p><app><rdg wit="#A #B">terram<app><lem wit="#A">que</lem><rdg wit="#B"/></app></rdg><rdg wit="#C">aquam</rdg>\
</app></p>'
    )
    assert texts(body) == {"A": "terramque", "B": "terram", "C": "aquam"}


@pytest.mark.parametrize(
    "listed",
    [
        '<listWit xml:id="f"><witness xml:id="A"/><witness xml:id="B"/></listWit><witness xml:id="C"/>',
        '<witness xml:id="f">family<listWit><witness xml:id="A"/><witness xml:id="B"/></listWit></witness>',
        '<listWit xml:id="f"><listWit xml:id="g"><witness xml:id="A"/></listWit><witness xml:id="B"/></listWit>',
    ],
)
def test_a_reading_of_a_family_is_that_of_each_member(listed: str) -> None:
    body = '<p>a <app><lem wit="#f">b</lem><rdg wit="#C">c</rdg></app> <app><lem>d</lem><rdg wit="#f"/></app></p>'
    before = f"<standOff>{listed}</standOff>"
    assert texts(body, before) == {"A": "a b", "B": "a b", "C": "a c d"}


def test_a_witness_may_be_named_with_the_file_that_lists_it() -> None:
    body = '<p><app><lem wit="sigla.xml#A #B">b</lem><rdg wit="http://a.org/sigla.xml#C">c</rdg></app></p>'
    assert texts(body) == {"A": "b", "B": "b", "C": "c"}


def test_readings_in_groups_are_readings() -> None:
    body = (
        '<p><app><rdgGrp type="orthographic"><rdg wit="A">b</rdg><rdg wit="B">bb</rdg></rdgGrp><rdg wit="C">x</rdg></app>\
</p>'
    )
    assert texts(body) == {"A": "b", "B": "bb", "C": "x"}


def test_the_states_of_a_witness_are_told_by_the_types_of_its_readings() -> None:
    body = '<p>βίον <app><rdg wit="#Q" type="a.c.">κατακλείσαντι</rdg><rdg wit="#Q" type="s.l.">καταλύσαντι</rdg>\
<rdg wit="#A">κατακλείσαντι</rdg></app></p>'
    found = read(body)
    assert {siglum: w.text for siglum, w in found.items()} == {
        "Q": "βίον καταλύσαντι",
        "Q (a.c.)": "βίον κατακλείσαντι",
        "A": "βίον κατακλείσαντι",
    }
    assert found["Q (a.c.)"].derived_from == "Q"


def test_a_later_hand_in_a_witness_is_a_state_of_it() -> None:
    body = '<p><app><lem wit="#B">lux</lem><rdg wit="#A" hand="#A2">lux</rdg><rdg wit="#A">dux</rdg></app> <app><rdg wit="#A" hand="#A2">a</rdg><rdg wit="#B">b</rdg></app></p>'
    assert texts(body) == {"A": "lux a", "A (a.c.)": "dux a", "B": "lux b"}


def test_a_type_of_the_project_is_a_state_if_the_settings_say_so() -> None:
    body = '<p><app><rdg wit="#Q" type="alpha">x</rdg><rdg wit="#Q">y</rdg></app></p>'
    assert texts(body, witness="Q", hand="first", layers={"alpha": "first"}) == {"Q": "x"}
    assert texts(body, witness="Q", hand="last", layers={"alpha": "last"}) == {"Q": "x"}


def test_what_was_only_added_later_is_not_in_the_first_state() -> None:
    body = '<p>a <app><rdg wit="#Q" type="margin">b</rdg><rdg wit="#A"/></app> c</p>'
    assert texts(body) == {"Q": "a b c", "Q (a.c.)": "a c", "A": "a c"}


def test_a_witness_is_absent_before_it_starts_and_after_it_ends() -> None:
    body = '<p>a b <app><rdg wit="#G"><witStart/></rdg></app> c <app><rdg wit="#A">d</rdg><rdg wit="#G">D</rdg></app> e\
<app><rdg wit="#G"><witEnd/></rdg></app> f</p>'
    found = read(body)
    assert {siglum: w.text for siglum, w in found.items()} == {"A": "a b c d e f", "G": "c D e"}
    assert (found["A"].extent, found["G"].extent) == (Extent.COMPLETE, Extent.FRAGMENT)


def test_a_lacuna_of_a_witness_has_its_sign() -> None:
    body = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">x <lacunaStart/></rdg></app> c d</p>\
<p>e <app><lem wit="#A">f</lem><rdg wit="#B"><lacunaEnd/>f</rdg></app> g</p>'
    found = read(body)["B"]
    assert found.text == "a x [...] f g"
    assert [m.gap for m in found.marks] == [GapReason.LACUNA]


def test_an_illegible_reading_is_no_omission() -> None:
    body = '<p>a <app><rdg wit="#A">b</rdg><rdg wit="#G" type="illegible"/></app> c</p>'
    found = read(body)["G"]
    assert (found.text, [m.gap for m in found.marks]) == ("a [...] c", [GapReason.ILLEGIBLE])


def test_layout_before_a_mark_of_punctuation_is_no_white_space() -> None:
    body = '<p>\n  <app>\n <rdg wit="#A"> ἐστὶν </rdg>\n </app>, οὗτος \n <app><rdg wit="#A">ὤν</rdg> </app>\n  ·</p>'
    assert texts(body) == {"A": "ἐστὶν, οὗτος ὤν·"}


def test_an_entry_behind_its_words_names_where_they_begin() -> None:
    body = '<p>In principio <anchor xml:id="a1"/>creavit Deus<app from="#a1"><lem>creavit Deus</lem>\
<rdg wit="#B">fecit dominus</rdg><rdg wit="#C"/></app> caelum.</p>'
    assert texts(body) == {"B": "In principio fecit dominus caelum.", "C": "In principio caelum."}
    assert texts(body, hand="last") == {"e": "In principio creavit Deus caelum."}


def test_an_entry_before_its_words_names_where_they_end() -> None:
    body = '<p>caelum et <app to="#a2"><rdg wit="#B">terras</rdg></app>terram<anchor xml:id="a2"/>.</p>'
    assert texts(body) == {"B": "caelum et terras."}


def test_an_apparatus_elsewhere_names_words() -> None:
    apparatus = '<standOff><listApp><app from="#w2" to="#w3"><lem wit="#A"/><rdg wit="#B">x</rdg></app>\
<app loc="w1"><rdg wit="#B"/></app></listApp></standOff>'
    body = '<p><w xml:id="w1">a</w> <w xml:id="w2">b</w> <w xml:id="w3">c</w> d</p>'
    assert texts(body, apparatus) == {"A": "a b c d", "B": "x d"}


LINES = (
    '<div n="1"><l n="1">arma virumque cano, Troiae qui primus ab oris</l><l n="2">Italiam <hi>Laviniaque</hi> venit</l>'
    '</div><div n="2"><l n="1">arma gravi numero, <note>arma</note></l></div><p n="9"><lb n="3"/>unum <lb n="4"/>unum</p>'
)
LINES_OF_B = "arma virumque cano, Troiae qui primus ab oris Italiam Laviniaque venit arma gravi numero, arma unum unum"


@pytest.mark.parametrize(
    ("loc", "lemma", "reading", "changed"),
    [
        ("1.1", "virumque", "virum", ("virumque", "virum")),
        ("1, 1", "Troiae  qui", "quae", ("Troiae qui", "quae")),
        ("1.1", "Troiae ... primus", "primus", ("Troiae qui primus", "primus")),
        ("1.2", "Laviniaque", "", ("Laviniaque ", "")),
        ("2.1", "arma", "armis", ("arma gravi", "armis gravi")),
        ("4", "unum", "duo", ("unum unum", "unum duo")),
    ],
)
def test_an_apparatus_elsewhere_names_a_place_and_the_words_there(
    loc: str, lemma: str, reading: str, changed: tuple[str, str]
) -> None:
    entry = f'<app loc="{loc}"><lem>{lemma}</lem><rdg wit="#A">{reading}</rdg></app>'
    other = '<app loc="1.1"><lem>cano</lem><rdg wit="#B">cano</rdg></app>'
    found = read(f"{LINES}<div><listApp>{entry}{other}</listApp></div>")
    assert " ".join(found["B"].text.split()) == LINES_OF_B
    assert " ".join(found["A"].text.split()) == LINES_OF_B.replace(*changed)
    assert found["A"].notices == ()


@pytest.mark.parametrize(
    ("loc", "lemma"),
    [("1.1", "nihil"), ("3.1", "arma"), ("2.1", "arm"), ("1.1", ""), ("9", "unum"), ("1", "arma virumque")],
)
def test_words_that_stand_nowhere_or_twice_at_a_place_are_told(loc: str, lemma: str) -> None:
    entry = f'<app loc="{loc}"><lem>{lemma}</lem><rdg wit="#A">x</rdg></app>'
    found = read(f'{LINES}<div n="1"><l>arma virumque</l></div><div><listApp>{entry}</listApp></div>')
    assert "x" not in found["A"].text.split()
    assert [n for n in found["A"].notices if "the words of this <app> cannot be found" in n]


def test_two_entries_in_one_line_are_both_placed() -> None:
    entries = "".join(
        f'<app loc="1.1"><lem>{lemma}</lem><rdg wit="#A">{own}</rdg></app>'
        for lemma, own in (("ab", "ex"), ("arma", "armis"), ("virumque cano", "vir"), ("cano", "canit"))
    )
    found = read(f"{LINES}<div><listApp>{entries}</listApp></div>")
    assert found["A"].text.startswith("armis vir, Troiae qui primus ex oris")
    assert len(found["A"].notices) == 1  # of cano, which is in another entry


def test_entries_that_cross_or_name_nothing_are_told() -> None:
    body = '<p><w xml:id="w1">a</w> <w xml:id="w2">b</w> <w xml:id="w3">c</w></p><listApp>\
<app from="#w1" to="#w2"><rdg wit="#B">x</rdg></app>\n<app from="#w2" to="#w3"><rdg wit="#B">y</rdg></app>\n\
<app from="#w9"><rdg wit="#B">y</rdg></app></listApp>'
    found = read(body)["B"]
    assert found.text == "x c"
    assert [notice.partition(": ")[0] for notice in found.notices] == ["e.xml:2", "e.xml:3"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"hand": "last"}, "this is an edition of 2 witnesses (A, B); its own text is read"),
        ({"witness": "Z"}, "no reading names the witness 'Z'; its witnesses are A, B"),
    ],
)
def test_what_is_read_of_an_edition_is_told(settings: dict[str, str], said: str) -> None:
    body = '<p><app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app></p>'
    (witness,) = read(body, "", **settings).values()
    assert said in witness.notices[0]


def test_pages_that_an_edition_gives_for_each_witness_are_those_of_the_one_that_is_read() -> None:
    body = '<p><pb n="1" ed="#A"/>a <pb n="8" ed="#B"/><app><rdg wit="#A">b</rdg><rdg wit="#B #C">c</rdg></app> d</p>'
    pages = {siglum: [(p.value, p.start) for p in w.places] for siglum, w in read(body).items()}
    assert pages == {"A": [("1", 0)], "B": [("8", 2)], "C": [("1", 0), ("8", 2)]}


def test_where_a_reading_stands_is_known() -> None:
    witness = read('<p>In principio\n<app to="#a2"><rdg wit="#B">terras</rdg></app>terram<anchor xml:id="a2"/>.</p>')[
        "B"
    ]
    assert witness.position(witness.text.index("terras")) == (0, 2, 29)


def test_the_image_of_a_surface_is_that_of_its_text() -> None:
    text = '<surface xmlns="http://www.tei-c.org/ns/1.0"><graphic url="https://example.org/17v"/><zone><line>one</line>\
<line>two</line></zone></surface>'
    options = ReadOptions("p.xml", Siglum("P"))
    (witness,) = read_tei([SourceContent("p.xml", text.encode())], options)
    (image,) = [a for a in witness.annotations if a.name == "facsimile"]
    assert (image.value, witness.text[image.start : image.end].split()) == ("https://example.org/17v", ["one", "two"])


def test_of_two_entries_whose_words_cross_the_later_one_has_no_place() -> None:
    text = "".join(f'<w xml:id="w{k}">{word}</w> ' for k, word in enumerate("arma virumque cano Troiae".split()))
    entry = '<app from="#w{}" to="#w{}"><rdg wit="#B">{}</rdg></app>'
    entries = entry.format(1, 2, "y") + entry.format(0, 1, "x") + entry.format(3, 3, "z") + entry.format(0, 0, "in")
    found = read(f"<p>{text}</p>{entries}")
    assert {siglum: w.text.split() for siglum, w in found.items()} == {"B": ["x", "cano", "z"]}
    assert ["cross" in notice for notice in found["B"].notices] == [True]


@pytest.mark.parametrize(
    ("start", "end", "gap"),
    [
        ("<lacunaStart/>", "<lacunaEnd/>", GapReason.LACUNA),
        ('<gap reason="lacuna"/><lacunaStart/><witEnd/>', '<gap reason="lacuna"/><lacunaEnd/><witStart/>', GapReason.LACUNA),
        ('<gap reason="illegible"/><lacunaStart/><witEnd/>', "<lacunaEnd/><witStart/>", GapReason.ILLEGIBLE),
        ('<gap reason="absent"/><witEnd/>', '<gap reason="absent"/><witStart/>', GapReason.ABSENT),
        ("<witEnd/>", "<witStart/>", GapReason.ABSENT),
    ],
)  # fmt: skip
@pytest.mark.parametrize("group", ['<rdgGrp type="lac">%s</rdgGrp>', "%s"])
def test_a_silence_between_two_limits_is_one_gap(start: str, end: str, gap: GapReason, group: str) -> None:
    def limit(mark: str) -> str:
        return group % f'<rdg wit="#B">{mark}</rdg>'

    body = (
        f'<p>a <app><rdg wit="#A">b</rdg>{limit(start)}<witDetail type="lac" wit="#B">...</witDetail></app> c '
        f'<app><rdg wit="#A">d</rdg>{limit(end)}</app> e</p>'
    )
    witnesses = read(body)
    assert {siglum: w.text for siglum, w in witnesses.items()} == {"A": "a b c d e", "B": "a [...] e"}
    assert [(m.start, m.end, m.gap) for m in witnesses["B"].marks] == [(2, 7, gap)]


def test_a_lacuna_that_lasts_to_the_end_is_told_if_the_edition_has_a_gap() -> None:
    body = '<p>a <app><rdg wit="#A">b</rdg><rdg wit="#B"><gap reason="lacuna"/><lacunaStart/></rdg></app> c</p>'
    assert texts(body) == {"A": "a b c", "B": "a [...]"}


def test_no_witness_lacks_a_word_where_all_readings_are_white_space() -> None:
    body = (
        '<p>to<app><rdg wit="#A"> </rdg><rdg wit="#B"/></app>day <app><rdg wit="#A #B">b</rdg><rdg wit="#C"/></app></p>'
    )
    assert texts(body) == {"A": "to day b", "B": "today b", "C": "today"}


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("here is a word and then more of it for all", "here is [...] more of it for all"),
        ("in principio creavit deus caelum et terram autem", "in principio [...] et terram autem"),
        ("ἐν ἀρχῇ ἦν ὁ λόγος καὶ ὁ λόγος ἦν πρὸς τὸν θεόν", "ἐν ἀρχῇ [...] ἦν πρὸς τὸν θεόν"),
        ("в начале было слово и слово было у бога", "в начале [...] слово было у бога"),
    ],
)
def test_the_edition_that_collate_writes_is_read_back(whole: str, part: str) -> None:
    document = str(collate.collate({"A": whole, "B": part}).render("tei"))
    options = ReadOptions("e.xml", Siglum("e"), settings=read_settings([SettingsTable.of({"witness": "all"}, "read")]))
    found = read_tei([SourceContent("e.xml", document.encode())], options)
    assert {w.siglum: w.text for w in found} == {"A": whole, "B": part}
    assert [m.gap for w in found for m in w.marks] == [GapReason.LACUNA]
