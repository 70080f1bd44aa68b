"""Words that a border divides: of lines, zones, pages and files, with a hyphen or by the words of the work."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tei_sources import text_proper

from collate.files.toml import SettingsTable
from collate.model.witness import Siglum
from collate.reading.divided_words import WorkWords, is_elided
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei
from collate.text.normalise import letters


def words_of(*files: str, known: str = "", **settings: object) -> str:
    found = frozenset(map(letters, known.split()))
    options = ReadOptions(
        "1.xml",
        Siglum("A"),
        settings=read_settings([SettingsTable.of(settings, "options")]),
        words=WorkWords(found, found),
    )
    sources = [SourceContent(f"{n}.xml", content.encode()) for n, content in enumerate(files)]
    return " ".join(text_proper(read_tei(sources, options)[0]).split())


def tei(body: str) -> str:
    return f"<TEI><teiHeader><title>other words</title></teiHeader><text><body>{body}</body></text></TEI>"


def surface(*lines: str, number: str = "7") -> str:
    inner = "".join(f"<line>{line}</line>" for line in lines)
    return f'<surface><zone type="pagination"><line>{number}</line></zone><zone type="main">{inner}</zone></surface>'


@pytest.mark.parametrize(
    ("files", "known", "whole"),
    [
        ((surface("feel with renew"), surface("ed vigour")), "renewed", "feel with renewed vigour"),
        ((surface("a fu", "ture"), surface("life")), "future life", "a future life"),
        ((surface("a fu", "ture"), surface("life")), "other", "a fu ture life"),
        ((tei("<p>la loen</p>"), tei("<pb/><fw>9</fw><p>ge de dieu</p>")), "loenge", "la loenge de dieu"),
        ((tei("<p>ἐν ἀρ-</p>"), tei("<p>χῇ ἦν</p>")), "αρχη", "ἐν ἀρχῇ ἦν"),
        ((tei("<p>сло</p>"), tei("<p>во было</p>")), "слово", "слово было"),
        ((f"<sourceDoc>{surface('in prin')}{surface('cipio erat')}</sourceDoc>",), "principio", "in principio erat"),
        ((tei("<p>ul<lb/><hi>ti</hi>mate<unclear>l</unclear>y it</p>"),), "ultimately", "ultimately it"),
        ((tei("<p>ul<lb/>ti<note>n</note>mately it</p>"),), "ultimately", "ultimately it"),
        ((tei("<p>a fu<lb/>ture<lb/>life</p>"),), "future life", "a future life"),
        ((tei("<p>enseig<lb/>niez de</p>"),), "enseingniez de", "enseigniez de"),
        ((tei("<p>ενδε<lb/>δυμενως ην</p>"),), "ενδεδυμενος ην", "ενδεδυμενως ην"),
        ((tei("<p>en<lb/>seigniez de</p>"),), "en enseingniez de", "en seigniez de"),  # a half is a word
        ((tei("<p>bon<lb/>ment</p>"),), "lonment bonne", "bon ment"),  # another beginning
        ((tei("<p>fe<lb/>ra</p>"),), "fara fer", "fe ra"),  # too short
        ((tei("<p>a fu<lb/>\u00a0 ture</p>"), tei("<p>\u00a0</p>")), "future", "a fu ture"),
        ((tei("<p>in prin<pb/><fw>12</fw>cipio erat</p>"),), "principio", "in principio erat"),
    ],
)
def test_words_of_the_work_are_joined_over_borders(files: tuple[str, ...], known: str, whole: str) -> None:
    assert words_of(*files, known=known, hyphens="lexicon") == whole


@pytest.mark.parametrize(
    ("files", "whole"),
    [
        ((tei("<p>die Ur-</p>"), tei("<p>sache ist</p>")), "die Ursache ist"),
        ((surface("die Ur-"), surface("sache ist")), "die Ursache ist"),
        ((f"<sourceDoc>{surface('die Ur⸗')}{surface('sache ist')}</sourceDoc>",), "die Ursache ist"),
        ((tei("<p>Nord-</p>"), tei("<p>Amerika</p>")), "Nord-Amerika"),
        ((tei("<p>Haupt-</p>"), tei("<p>und Staat</p>")), "Haupt- und Staat"),
        ((tei("<p>the end.</p>"), tei("<p>a new part</p>")), "the end. a new part"),
        ((tei("<p>the end -</p>"), tei("<p>a new part</p>")), "the end - a new part"),
        ((tei(""), tei("<p>one</p>")), "one"),
    ],
)
def test_a_hyphen_at_the_end_of_a_page_or_file_divides_a_word(files: tuple[str, ...], whole: str) -> None:
    assert words_of(*files) == whole


def test_a_word_goes_on_in_an_addition_that_is_named_as_its_rest() -> None:
    content = tei(
        '<p><subst><del>no.</del> <add next="#b">I should ul</add> <add xml:id="b">-timately succeed</add></subst></p>'
    )
    assert words_of(content) == "I should ul -timately succeed"
    assert words_of(content, known="ultimately", hyphens="lexicon") == "I should ul-timately succeed"


@given(st.lists(st.sampled_from(["ab", "abc", "cd", "d"]), min_size=1, max_size=8), st.data())
def test_only_white_space_changes_with_the_words_of_the_work(pieces: list[str], data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.sampled_from(["</line><line>", " ", ""]), min_size=len(pieces), max_size=len(pieces)))
    content = surface("".join(piece + cut for piece, cut in zip(pieces, cuts, strict=True)))
    apart = words_of(content, hyphens="lexicon")
    joined = words_of(content, known="abcd abc d", hyphens="lexicon")
    assert joined.replace(" ", "") == apart.replace(" ", "")
    assert re.sub("(?<=ab) (?=cd)|(?<=abc) (?=d)", "", apart).count(" ") <= joined.count(" ") <= apart.count(" ")


@pytest.mark.parametrize(
    ("word", "elided"), [("und", True), ("Und,", True), ("bis", True), ("unds", False), ("et", False)]
)
def test_words_before_which_a_hyphen_stands_for_the_rest(word: str, elided: bool) -> None:
    assert is_elided(word) == elided


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("1", "a b c"),
        ("*", "a b c"),
        ("[注3]", "a b c"),
        ("la nota", "a b la nota c"),
        ("roi", "a b roi c"),
        ("1715", "a b 1715 c"),
    ],
)
def test_the_number_that_links_to_a_note_is_left_out_and_words_that_do_are_kept(link: str, text: str) -> None:
    content = tei(f"<p>a b<note xml:id='n'>Nota.</note> <ref target='#n'>{link}</ref> c</p>")
    options = ReadOptions("1.xml", Siglum("A"), settings=read_settings([SettingsTable.of({"notes": "drop"}, "o")]))
    (witness,) = read_tei([SourceContent("1.xml", content.encode())], options)
    assert " ".join(witness.text.split()) == text


def test_what_is_said_of_half_a_word_ends_with_it() -> None:
    content = tei(
        "<p><hi rend='sup' xml:lang='la'>Ur-</hi><lb/>sache <w lemma='rest'>re-</w><lb/><w part='F'>st</w></p>"
    )
    options = ReadOptions("1.xml", Siglum("A"), settings=read_settings([SettingsTable.of({"words": "w"}, "o")]))
    (witness,) = read_tei([SourceContent("1.xml", content.encode())], options)
    assert witness.text == "Ursache rest"
    assert {(str(a.name), witness.text[a.start : a.end]) for a in witness.annotations} == {
        ("superscript", "Ur"),
        ("language", "Ur"),
        ("lemma", "re"),
    }
    assert [witness.text[t.start : t.end] for t in witness.pretokens] == ["rest"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p next='#b' xml:id='a'>the Ur-</p><pb/><p prev='#a' xml:id='b'>sache is</p>", "the Ursache is"),
        ("<p next='#b'>one</p><p>other</p><p prev='#a' xml:id='b'>two</p>", "one\n\nother\n\ntwo"),
        ("<lg><l part='I'>half</l><l part='F'>line</l><l>next</l></lg>", "half line\nnext"),
        ("<l xml:id='l' next='#m'>half</l><l xml:id='m' prev='#l'>line</l>", "half line"),
        ("<p>n<seg xml:id='s' next='#t'>o</seg>x <seg xml:id='t' prev='#s'>y</seg></p>", "nox y"),
        ("<p part='I'>ἐν ἀρχῇ</p><p part='F'>ἦν</p>", "ἐν ἀρχῇ ἦν"),
    ],
)
def test_parts_of_a_whole_are_read_in_the_order_of_the_file(body: str, text: str) -> None:
    (witness,) = read_tei([SourceContent("1.xml", tei(body).encode())], ReadOptions("1.xml", Siglum("A")))
    assert witness.text == text
