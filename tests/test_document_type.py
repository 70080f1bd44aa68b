"""Declarations that a file in XML takes from another file: they are not read, and the text is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_sources import options_of, read, text_proper
from stranger import Called
from web_sources import read_page as read_web_page

from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.document_type import without_unread_declarations
from collate.reading.options import SourceContent
from collate.reading.pages.page import read_page
from collate.reading.tei import read_tei

PERSEUS = (
    '<!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main DTD Driver File//EN" "tei2.dtd" [\n'
    '<!ENTITY % TEI.XML "INCLUDE"><!ENTITY % Prose PUBLIC "-//Prose//EN" "http://a.org/Prose.dtd">%Prose;\n]>\n'
)


def read_files(*files: str) -> Witness:
    sources = [SourceContent(f"{n}.xml", content.encode()) for n, content in enumerate(files)]
    return read_tei(sources, options_of({}, "0.xml"))[0]


def tei4(text: str, doctype: str) -> str:
    return f"{doctype}<TEI.2><teiHeader/><text><body><p>{text}</p></body></text></TEI.2>"


def test_a_file_is_read_without_the_declarations_of_another_file_and_they_are_told_once() -> None:
    witness = read_files(tei4("ἄνδρα μοι\nἔννεπε", PERSEUS), tei4("Μοῦσα", PERSEUS))
    assert " ".join(text_proper(witness).split()) == "ἄνδρα μοι ἔννεπε Μοῦσα"
    assert witness.notices == (
        "0.xml:2: %Prose; stands for declarations in 'http://a.org/Prose.dtd', which is not read "
        "(the first of 2 such places)",
    )
    assert witness.origins.position(witness.text.index("ἔ"))[1] == 5


def test_an_entity_that_is_then_declared_nowhere_names_the_other_file() -> None:
    with pytest.raises(ReadError) as raised:
        read_files(tei4("a &mdash; b", PERSEUS))
    assert str(raised.value) == (
        '0.xml:4: the entity &mdash; is not declared; put <!ENTITY mdash "..."> into a local file, and name it: '
        "entities = \"FILE\" under [read]; a copy of 'http://a.org/Prose.dtd' will do, if it declares it so"
    )


def test_a_local_file_of_entities_declares_what_the_other_file_would() -> None:
    menota = "<!DOCTYPE TEI [<!ENTITY % Names SYSTEM 'http://a.no/names.txt'>\n%Names;\n]>"
    content = f"{menota}<TEI><text><body><p>&thorn;at</p></body></text></TEI>"
    options = replace(options_of({}, "a.xml"), entities='<!ENTITY thorn "&#xFE;">')
    (witness,) = read_tei([SourceContent("a.xml", content.encode("utf-16"))], options)
    assert witness.text == "þat"


def test_a_page_of_a_scanner_and_a_page_of_the_web_are_read_too() -> None:
    outer = '<!DOCTYPE {} SYSTEM "own.dtd" [<!ENTITY % own SYSTEM "own.ent"> %own; %other;]>\n'
    (scanned,) = read(
        read_page, outer.format("PcGts") + "<PcGts><Page><TextRegion><TextLine><TextEquiv><Unicode>Größe</Unicode>"
        "</TextEquiv></TextLine></TextRegion></Page></PcGts>"
    )  # fmt: skip
    assert scanned.text == "Größe"
    assert scanned.notices == (
        "a.xml:1: %own; stands for declarations in 'own.ent', which is not read",
        "a.xml:1: %other; stands for declarations in the DTD, which is not read",
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>l&#8217;&eacute;t&eacute;</p></body></html>'
    web = read_web_page((outer.format("html") + page).encode())
    assert web.text == "l’été"
    assert len(web.notices) == 2


@pytest.mark.parametrize(
    ("subset", "changed"),
    [
        ('<!ENTITY % x SYSTEM "x"> %x;', '<!ENTITY % x SYSTEM "x">    '),
        ('<!ENTITY % x SYSTEM "x"><!-- "%x; --> %x;', '<!ENTITY % x SYSTEM "x"><!-- "%x; -->    '),
        ('<!ENTITY % x SYSTEM "x"><?y "%x; ?>', '<!ENTITY % x SYSTEM "x"><?y "%x; ?>'),
        ('<!ENTITY % x SYSTEM "]>%x;">%x;', '<!ENTITY % x SYSTEM "]>%x;">   '),
        ("<!ENTITY y '%x;'><!ENTITY % x SYSTEM 'x'>", "<!ENTITY y '%x;'><!ENTITY % x SYSTEM 'x'>"),
        ('<!ENTITY % x "own"><!ENTITY % x SYSTEM "x">%x;', '<!ENTITY % x "own"><!ENTITY % x SYSTEM "x">%x;'),
        ('<!ENTITY % x SYSTEM "x">%y;', '<!ENTITY % x SYSTEM "x">%y;'),
        ('<!ENTITY % ſ PUBLIC "p" "x">\n%ſ;', '<!ENTITY % ſ PUBLIC "p" "x">\n    '),
    ],
)
def test_only_references_to_declarations_in_other_files_become_spaces(subset: str, changed: str) -> None:
    content = f"<!-- <!DOCTYPE b [ --><!DOCTYPE a [{subset}]><a>%x;</a>"
    assert without_unread_declarations(content.encode())[0].decode() == content.replace(subset, changed)


def test_declarations_in_the_file_itself_that_have_a_name_are_one_sentence() -> None:
    with pytest.raises(ReadError) as raised:
        read_files("<!DOCTYPE TEI [<!ENTITY % x \"<!ENTITY y 'z'>\">\n%x;]><TEI><text><body>&y;</body></text></TEI>")
    assert str(raised.value) == "0.xml:2: %x; is not replaced by its declarations; write them in its place"


def test_names_of_other_files_cannot_write_to_the_terminal(called: Called, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<!DOCTYPE TEI [<!ENTITY % x\u202e SYSTEM "\u202ex"> %x\u202e;]><TEI><text><body>a</body></text></TEI>',
        encoding="utf-8",
    )
    code, _, err = called("show", "text", str(path))
    assert code == 2
    assert "\u202e" not in err


@given(st.text(alphabet="<!->[]%x;'\"ENTITY SM?", max_size=60))
def test_a_file_keeps_its_length_and_its_lines(subset: str) -> None:
    content = f'<!DOCTYPE a SYSTEM "d" [<!ENTITY % x SYSTEM "x">\n{subset}%x;\n]><a/>'.encode()
    changed, _ = without_unread_declarations(content)
    assert len(changed) == len(content)
    assert all(new in (old, 32) for old, new in zip(content, changed, strict=True))
