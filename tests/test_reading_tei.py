"""The reader of TEI: what is text in each state, where words end, and that nothing is lost.

More than 300 lines: each element that has a rule has a source of its own.
"""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tei_sources import kept_aside, text_proper, words

from collate.files.toml import SettingsTable
from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei


def read(body: str, **settings: object) -> tuple[Witness, ...]:
    options = ReadOptions("a.xml", Siglum("A"), settings=read_settings([SettingsTable.of(settings, "options")]))
    return read_tei([SourceContent("a.xml", f"<TEI><text><body>{body}</body></text></TEI>".encode())], options)


def proper(body: str, **settings: object) -> str:
    return " ".join(words(text_proper(read(body, **settings)[0])))


# -- what is made at random, against a slow reading of the same pieces

GO_ON = "\0"
Piece = str | tuple[str, tuple["Piece", ...]]
leaf = st.sampled_from(["a", "bc", "d ", " e", " ", "\n  ", "f g", ("lb", ()), ("no", ()), ("note", ("n1",))])
pieces = st.recursive(
    st.lists(leaf, max_size=5).map(tuple),
    lambda inner: st.lists(leaf | st.tuples(st.sampled_from(["hi", "del", "add", "seg"]), inner), max_size=5).map(
        tuple
    ),
    max_leaves=12,
)
TAGS = {"lb": "<lb/>", "no": '<lb break="no"/>'}


def as_tei(found: Sequence[Piece]) -> str:
    return "".join(p if isinstance(p, str) else TAGS.get(p[0], f"<{p[0]}>{as_tei(p[1])}</{p[0]}>") for p in found)


def slowly(found: Sequence[Piece], last: bool) -> str:
    text = ""
    for piece in found:
        if isinstance(piece, str):
            text += piece
        elif piece[0] in ("lb", "no"):
            text += " " if piece[0] == "lb" else GO_ON
        elif piece[0] not in ("note", "add" if not last else "del"):
            text += slowly(piece[1], last)
    return text


def joined(text: str) -> list[str]:
    return re.sub(rf"[\s{GO_ON}]*{GO_ON}[\s{GO_ON}]*", "", text).split()


def has(found: Sequence[Piece], name: str) -> bool:
    return any(not isinstance(p, str) and (p[0] == name or has(p[1], name)) for p in found)


@given(pieces)
def test_each_state_has_the_words_that_a_slow_reading_finds(found: tuple[Piece, ...]) -> None:
    if has(found, "note") and has(found, "no"):
        return  # where a note stands between the halves of a word is another question
    for hand, last in (("first", False), ("last", True)):
        witness = read(f"<p>{as_tei(found)}</p>", hand=hand)[0]
        assert text_proper(witness).split() == joined(slowly(found, last))


@given(pieces)
def test_words_kept_and_words_left_out_are_those_of_the_file(found: tuple[Piece, ...]) -> None:
    for witness in read(f"<p>{as_tei(found)}</p>", hand="all"):  # conservation is checked while reading
        assert all(row.words >= 0 for row in witness.left_out)
    if not has(found, "del") and not has(found, "add"):
        assert [w.siglum for w in read(f"<p>{as_tei(found)}</p>", hand="all")] == ["A"]
        first, last = (read(f"<p>{as_tei(found)}</p>", hand=hand)[0] for hand in ("first", "last"))
        assert first.text == last.text


# -- habits


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>quam multi<lb break='no'/>plicium</p>", "quam multiplicium"),
        ("<p>vn-<lb/>to me</p>", "vnto me"),
        ("<p>Haupt-<lb/>\n und Staat</p>", "Haupt- und Staat"),
        ("<p>Haupt-<lb/>vnd Staats-<lb/>\n sachen</p>", "Haupt- vnd Staatssachen"),
        ("<p>fifteenth-<lb/>and sixteenth-<pb/>century</p>", "fifteenth- and sixteenthcentury"),
        ("<p>hab-<lb/>et, undis vagab-<lb/>undis</p>", "habet, undis vagabundis"),
        ("<p>vagab¬<lb/>und</p>", "vagabund"),
        ("<p>Haupt-<lb break='no'/>und</p>", "Hauptund"),  # the source says so
        ("<p>Nord-<lb/>Amerika</p>", "Nord-Amerika"),
        ("<p>a dash -<lb/>here</p>", "a dash - here"),
        ("<p>слово-<pb/>сочетание</p>", "словосочетание"),
        ("<p>εὐαγ\n <lb break='no'/>\n γελίου</p>", "εὐαγγελίου"),
        ("<p>be\u00ad<lb/>come</p>", "become"),
        ("<l>that's west<g ref='char:EOLhyphen'/></l> <l>ward</l>", "that's westward"),
        ("<p>Ur<note>n</note>\n<lb break='no'/>sache ist</p>", "Ursache ist"),
        ("<p>quam <lb type='inWord'/>multi<lb n='2' type='worddiv'/>plicium</p>", "quammultiplicium"),
        ("<p>ver<lb rend='hyphen'/>bo d<lb break='yes' rend='hyphen'/>e</p>", "verbo d e"),
        ("<p>con∣<lb/>tain it</p>", "contain it"),
        ("<l>west<g ref='char:EOLhyphen'>∣</g></l> <l>ward</l>", "westward"),
        ("<p>et <note>a note cut off-</note>\n<lb/>cetera</p>", "et cetera"),
    ],
)  # fmt: skip
def test_a_word_goes_on_over_a_line_end(body: str, text: str) -> None:
    assert proper(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("<list><item>eins</item><item>zwei</item></list>", "eins zwei"),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>", "a b"),
        ("<lg><l>vers</l><l>autre</l></lg>", "vers autre"),
        ("<p><hi>A</hi>ufklärung</p>", "Aufklärung"),
        ("<p>בְּ<hi>רֵא</hi>שִׁית</p>", "בְּרֵאשִׁית"),
        ("<p>in <persName>Roma</persName>, <placeName>Troia</placeName>.</p>", "in Roma, Troia."),
        ("<q>He said:<p>so it is</p></q>", "He said: so it is"),
        ("<ab><w>a</w><w>b</w><pc>.</pc><w>c</w></ab>", "a b. c"),
        ("<ab><w> λο\n γος </w>\n<w>ην</w></ab>", "λογος ην"),
        ("<l>arma virumque cano<caesura/>Troiae</l>", "arma virumque cano Troiae"),
        ("<ab><w>a</w><pc join='right'>(</pc><w>b</w><pc>)</pc></ab>", "a (b)"),
        ("<entry><form>λόγος</form><sense>word</sense></entry>", "λόγος word"),
        (
            "<p>He said <ellipsis><metamark>...</metamark><supplied>all of it</supplied></ellipsis></p>",
            "He said all of it",
        ),
    ],
)
def test_blocks_part_words_and_inline_markup_does_not(body: str, text: str) -> None:
    assert proper(body) == text


@pytest.mark.parametrize(
    ("body", "settings", "text"),
    [
        ("<p><choice><reg>a</reg><orig>b</orig></choice></p>", {}, "b"),
        ("<p><choice><orig>b</orig><reg>a</reg></choice></p>", {"spelling": "regularised"}, "a"),
        ("<p><choice><corr>x</corr><sic>y</sic></choice></p>", {}, "y"),
        ("<p><choice>\n <sic>y</sic>\n <corr>x</corr>\n</choice>es</p>", {"errors": "corrected"}, "xes"),
        ("<p><choice><abbr>dñs</abbr><expan>dominus</expan></choice></p>", {}, "dominus"),
        ("<p><expan>d<ex>omi</ex>n<ex>u</ex>s</expan></p>", {"abbreviations": "written"}, "dns"),
        ("<p><expan><abbr>Imp<am>p</am></abbr><ex>eratores</ex></expan></p>", {}, "Imperatores"),
        ("<p><expan><abbr>Imp<am>p</am></abbr><ex>eratores</ex></expan></p>", {"abbreviations": "written"}, "Impp"),
        ("<p>θε<supplied reason='omitted'>ο</supplied>ς</p>", {}, "θες"),
        ("<p>θε<supplied reason='lost'>ο</supplied>ς</p>", {"supplied": "drop"}, "θε[.]ς"),
        ("<p>the <surplus>the</surplus> end</p>", {"errors": "corrected"}, "the end"),
        ("<p>ok <suppressed>ok</suppressed> <expunged>hann</expunged></p>", {"errors": "corrected"}, "ok"),
        ("<p>ok <suppressed>ok</suppressed> hann<punct><pc>.</pc></punct></p>", {}, "ok ok hann."),
        ("<p><unclear>ab</unclear>c</p>", {"unclear": "drop"}, "[..]c"),
        ("<p><sic corr='the'>teh</sic></p>", {"errors": "corrected"}, "the"),
        ("<p><choice><unclear cert='low'>a</unclear><unclear cert='high'>b</unclear></choice></p>", {}, "b"),
        ("<p>x<gap reason='illegible' quantity='3' unit='chars'/>y <gap extent='2 lines'/> z</p>", {}, "x[...]y [...] z"),
        ("<p>abc<gap reason='lost' extent='2' unit='lines'/>de</p>", {}, "abc [...] de"),
        ("<p>abc<gap extent='1 word'/>, de <w>f<gap unit='words'/>g</w></p>", {}, "abc [...], de f[…]g"),
        ("<p>x<gap reason='lost' extent='unknown'/> z<gap unit='character' quantity='50'/></p>", {},
         "x[…] z[....................]"),
    ],
)  # fmt: skip
def test_one_of_several_is_read(body: str, settings: dict[str, object], text: str) -> None:
    assert proper(body, **settings) == text


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        ("<p>a <del>b</del> <add>c</add> d</p>", "a b d", "a c d"),
        ("<p>w<subst><del>o</del><add>a</add></subst>s</p>", "wos", "was"),
        ("<p><restore><del>stet</del></restore></p>", "stet", "stet"),
        ("<p>a <add xml:id='x'>b</add> c<undo target='#x'/></p>", "a c", "a c"),
        ("<p><del>α<add>β</add></del>γ</p>", "αγ", "γ"),
        ("<p>один <delSpan spanTo='#e'/>два</p><p>три <anchor xml:id='e'/>четыре</p>", "один два три четыре", "один четыре"),
        ("<p>x</p><addSpan spanTo='#z'/><p>new</p><anchor xml:id='z'/><p>y</p>", "x y", "x new y"),
        ("<p>dissap<mod>\n <del rend='overwritten'>e</del>\n <add place='intralinear'>p</add>\n</mod>ared</p>",
         "dissapeared", "dissappared"),
    ],
)  # fmt: skip
def test_first_and_last_state(body: str, first: str, last: str) -> None:
    assert (proper(body, hand="first"), proper(body, hand="last")) == (first, last)


HANDS = (
    "<p>a <del hand='#b'>x</del><add hand='#b'>y</add> <add hand='#c'>z</add> "
    "<subst><del>p</del><add hand='#c'>q</add></subst> end</p>"
)


def test_each_named_hand_is_a_state() -> None:
    found = {w.siglum: (w.derived_from, " ".join(w.text.split())) for w in read(HANDS, hand="all")}
    assert found == {
        "A": (None, "a y z q end"),
        "A*": ("A", "a x p end"),
        "A^b": ("A", "a y p end"),
    }
    assert proper(HANDS, hand="b") == "a y p end"


def test_a_hand_may_testify_to_its_own_words_only() -> None:
    found = {w.siglum: w.text.split() for w in read(HANDS, hand="all", inherit=False)}
    assert found == {"A*": ["a", "x", "p", "end"], "A^b": ["y"], "A^c": ["z", "q"]}


def test_what_no_rule_knows_is_text_and_told_once() -> None:
    witness = read("<p>a <blob>b</blob>\n<blob>c</blob></p>")[0]
    assert witness.text.split() == ["a", "b", "c"]
    assert [n for n in witness.notices if "<blob>" in n and "a.xml:1" in n and "2 times" in n]


def test_settings_that_match_nothing_are_told() -> None:
    witness = read("<p>a</p>", roles={"seg[@type='x']": "note"}, places={"page": "pb/@n"}, hand="pbs")[0]
    assert len([n for n in witness.notices if "matches nothing" in n]) == 2
    assert [n for n in witness.notices if "hand = 'pbs'" in n]


@pytest.mark.parametrize(
    ("body", "aside"),
    [
        ("<p>a<note place='bottom'>b</note></p>", ["note", "footnote", "b"]),
        ("<p>a<note type='crit'>cod. b</note></p>", ["note", "editor", "cod. b"]),
        ("<div><head>Κεφάλαιον</head><p>a</p></div>", ["paratext", "heading", "Κεφάλαιον"]),
        ("<sp><speaker>Mar.</speaker><l>a</l></sp>", ["paratext", "speaker", "Mar."]),
        ("<sp><l>a <stage>(geht)</stage> b</l></sp>", ["paratext", "stage-direction", "(geht)"]),
        ("<p>a</p><closer><signed>W.</signed></closer>", ["paratext", "signature", "W."]),
        ("<p>a <label place='margin-left'>De angelis</label> b</p>", ["note", "marginal", "De angelis"]),
    ],
)
def test_what_is_kept_aside(body: str, aside: list[str]) -> None:
    assert kept_aside(read(body)[0]) == [aside]


def test_furniture_and_other_parts_are_left_out_by_name() -> None:
    tei = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><p>head words</p></teiHeader><text><front><p>pre</p>"
        "<pb n='1'/></front><body><p>a <fw type='catch'>next</fw><pb n='2'/>next</p></body></text></TEI>"
    )
    witness = read_tei([SourceContent("a.xml", tei.encode())], ReadOptions("a.xml", Siglum("A")))[0]
    assert {r.name: r.words for r in witness.left_out} == {"teiHeader": 2, "front": 1, "fw catch": 1}
    assert [(p.value, p.start) for p in witness.places if p.system == "page"] == [("1", 0), ("2", 2)]


# -- places and what is said of words


@pytest.mark.parametrize(
    ("chapter", "verse", "name"),
    [
        ("1", "3", "1:3"),
        ("B04K6", "B04K6V23", "6:23"),
        ("B01K1", "B01K1V10", "1:10"),
        ("John.6", "John.6.23", "John.6.23"),
        ("", "B04K6V23", "6:23"),
        ("1", "10", "1:10"),
    ],
)
def test_a_verse_that_names_its_chapter_is_named_alone(chapter: str, verse: str, name: str) -> None:
    body = f'<div type="chapter" n="{chapter}"><ab n="{verse}">in</ab></div>'
    places = {"chapter": "div/@n", "verse": "ab/@n"}
    (witness,) = read(body, places=places, verse="{chapter}:{verse}")
    assert [p.value for p in witness.places if p.system == "verse"] == [name]


@pytest.mark.parametrize(
    ("look", "raised"),
    [
        ("sup", True),
        ("superscript", True),
        ("vertical-align: super", True),
        ("supraline", False),
        ("suppressed", False),
    ],
)
def test_letters_under_a_line_are_not_raised(look: str, raised: bool) -> None:
    (witness,) = read(f'<p>a <hi rend="{look}">b</hi></p>')
    assert bool(len(witness.annotations)) is raised


def test_a_hyphen_at_a_line_end_is_left_out_where_it_stands() -> None:
    (witness,) = read("<p>\n\nver-<lb/>\nbum</p>")
    assert [(x.name, x.line) for x in witness.left_out] == [("hyphens at line ends", 3)]


MILESTONES = ("handShift", "milestone", "delSpan", "addSpan", "damageSpan", "witStart", "witEnd", "lacunaStart")
MORE = ("lacunaEnd", "lb", "pb", "cb", "gb", "anchor", "space", "caesura", "ptr", "gap", "g", "substJoin", "secl")


@pytest.mark.parametrize("name", [*MILESTONES, *MORE])
@pytest.mark.parametrize("text", [" ", "\n ", "x", "<hi>x</hi>"])
def test_text_in_an_element_that_should_have_none_is_not_lost(name: str, text: str) -> None:
    (witness,) = read(f"<p>a\n<{name}>{text}</{name}>\n    word</p>")
    position = witness.position(witness.text.index("word"))
    assert (position.line, position.column) == (3 + text.count("\n"), 5)
    assert "x" not in text or "x" in words(witness.text) or witness.left_out


@pytest.mark.parametrize("name", ["handShift", "milestone", "addSpan", "delSpan", "damageSpan", "anchor"])
def test_text_in_an_element_that_should_be_empty_is_read(name: str) -> None:
    assert proper(f"<p>a <{name}>b</{name}> c</p>") == "a b c"


def test_a_hand_that_begins_in_a_note_inside_a_word_ends_after_it() -> None:
    (witness,) = read('<p>Anmer<note><handShift new="#C1"/>sic</note>kung hier</p>')
    assert witness.text == "Anmerkung sic hier"
    assert {a.value for a in witness.annotations} == {"C1"}


def test_a_page_that_begins_in_a_speaker_after_half_a_word_ends_with_the_file() -> None:
    body = "<pb facs='1.jpg'/><l>west<g ref='char:EOLhyphen'/></l><sp><speaker><pb facs='2.jpg'/>Mar.</speaker></sp>"
    witness = read(body)[0]
    assert [(a.name, a.value, witness.text[a.start : a.end]) for a in witness.annotations] == [
        ("facsimile", "1.jpg", "west"),
        ("facsimile", "2.jpg", "Mar."),
    ]


def test_no_white_space_in_a_word_is_a_character_of_it() -> None:
    (witness,) = read("<p><w>πρ\tρον</w> <w>θε\r\nος</w> <w>α&#13;β</w></p>")
    assert witness.text == "πρρον θεος αβ"


def test_an_entry_whose_words_stand_in_it_is_left_out() -> None:
    (witness,) = read('<p>a <app loc="w"><rdg wit="#B"><w xml:id="w">b</w></rdg></app> c</p>')
    assert witness.text.split()[0] == "a"
    assert witness.text.split()[-1] == "c"


@pytest.mark.parametrize(
    ("attributes", "sign"),
    [
        ('quantity="3"', "[...]"),
        ('quantity="-3"', "[…]"),
        ('quantity="\u22123"', "[…]"),
        ('extent="-2"', "[…]"),
        ('quantity="-3" atLeast="2"', "[..]"),
    ],
)
def test_a_number_of_letters_below_none_is_not_known(attributes: str, sign: str) -> None:
    (witness,) = read(f'<p>ar<gap unit="chars" {attributes}/>ma</p>')
    assert witness.text == f"ar{sign}ma"


@pytest.mark.parametrize(
    ("body", "last", "first"),
    [
        ("in <del>my</del>, love", "in, love", "in my, love"),
        ("arma <del>que</del>. Virum", "arma. Virum", "arma que. Virum"),
        ("слово <add>и</add>; дело", "слово и; дело", "слово; дело"),
        ("ὁ λόγος <del>ἦν</del>· καὶ", "ὁ λόγος· καὶ", "ὁ λόγος ἦν· καὶ"),
        ("le mot <del>dit</del> ! Oui", "le mot ! Oui", "le mot dit ! Oui"),
        ("ein <del>altes</del> Haus", "ein Haus", "ein altes Haus"),
        ("(<del>a</del>, b)", "(, b)", "(a, b)"),
    ],
)
def test_a_mark_behind_a_deleted_word_stands_at_the_word_before_it(body: str, last: str, first: str) -> None:
    assert [w.text for w in read(f"<p>{body}</p>", hand="all")] == [last, first]


def test_a_mark_behind_a_deleted_line_stays_on_its_line() -> None:
    (witness,) = read("<l>arma</l><l><del>cano</del>, virum</l>")
    assert witness.text == "arma\n, virum"


@pytest.mark.parametrize(
    ("settings", "key", "value"),
    [
        ({"anchored": ["zone/@corresp"]}, "anchored", "zone/@corresp"),
        ({"glyphs": {"#q": "x", "#s": "y"}}, "glyphs", "#q, #s"),
        ({"layers": {"a.c.": "first"}}, "layers", "a.c."),
        ({"form": "w/@reg"}, "form", "w/@reg"),
        ({"form": "level:norm"}, "form", "level:norm"),
        ({"keys": ["lemma", "pos"]}, "keys", "pos"),
    ],
)
def test_a_setting_that_matches_nothing_is_told(settings: dict[str, object], key: str, value: str) -> None:
    (witness,) = read('<p><w lemma="x">a</w><g ref="#r">r</g></p>', **settings)
    assert witness.notices == (f"a.xml: '{value}' under {key} matches nothing; correct it or leave it out",)


@pytest.mark.parametrize(
    "settings",
    [
        {"anchored": ["zone/@corresp"]},
        {"glyphs": {"#r": "y", "#q": "x"}},
        {"layers": {"a.c.": "first"}},
        {"form": "w/@lemma"},
        {"form": "level:norm"},
        {"keys": ["lemma", "xml:id"]},
    ],
)
def test_nothing_is_told_of_a_setting_that_matches(settings: dict[str, object]) -> None:
    body = (
        '<p><w lemma="x" xml:id="w1"><choice><norm>a</norm></choice></w><g ref="#r">r</g><anchor xml:id="b"/>'
        '<app><lem wit="#A">c</lem><rdg type="a.c." wit="#B">d</rdg></app></p><zone corresp="#b">e</zone>'
    )
    assert not any("matches nothing" in notice for notice in read(body, **settings)[0].notices)


@pytest.mark.parametrize(
    ("word", "expanded", "written"),
    [
        ("נזיק<am>'</am><ex>ין</ex>", "נזיקין", "נזיק'"),
        ("n<am>\u0304</am><ex>ost</ex>ri", "nostri", "n\u0304ri"),
        ("co<ex>n</ex><am>\u0304</am>tra", "contra", "co\u0304tra"),
        ("го<am>\u0483</am>", "го\u0483", "го\u0483"),
    ],
)
def test_the_mark_of_an_abbreviation_is_not_read_beside_the_letters_that_it_stands_for(
    word: str, expanded: str, written: str
) -> None:
    assert read(f"<p><w>{word}</w></p>")[0].text == expanded
    assert read(f"<p><w>{word}</w></p>", abbreviations="written")[0].text == written


@pytest.mark.parametrize(
    ("kind", "system"),
    [('type="Book"', "book"), ('type="CHAPTER"', "chapter"), ('type="textpart" subtype="Section"', "section")],
)
def test_a_division_is_a_place_whatever_the_case_of_its_type(kind: str, system: str) -> None:
    (witness,) = read(f'<div {kind} n="1"><p>a</p></div>')
    assert [(p.system, p.value) for p in witness.places] == [(system, "1")]


@pytest.mark.parametrize(
    ("body", "system", "names"),
    [
        ("<div><ab type='verse' n='1'>a</ab><ab type='verse' n='2'>b</ab></div>", "verse", ["1", "2"]),
        ("<p><seg type='verse' n='4a'>a</seg> <seg type='nb' n='9'>b</seg></p>", "verse", ["4a"]),
        ("<ab type='poem' n='xii'>a</ab><ab n='3'>b</ab>", "poem", ["xii"]),
        ("<p><pb xml:id='p14'/>a<pb n='15' xml:id='p15'/>b</p>", "page", ["p14", "15"]),
    ],
)
def test_what_says_its_type_and_number_is_a_place(body: str, system: str, names: list[str]) -> None:
    found = read(body)[0].places
    assert [(p.system, p.value) for p in found] == [(system, name) for name in names]
