"""Does a word with a role that the source proves share a column with running text?"""

from collections.abc import Mapping
from pathlib import Path

import pytest

import collate
from collate.model.alignment import GAP

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc>'
    "</teiHeader><text><body>{}</body></text></TEI>"
)


def columns(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Collate files, and return the words of each column, with `-` where a witness has none."""
    rows = [f'[[witnesses]]\nsiglum = "{name[0].upper()}"\nfile = "{name}"\n' for name in files]
    (folder / "collation.toml").write_text("".join(rows), encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = collate.collate(collate.read(folder)).alignment
    words = [[t.witness.text[start:end] for start, end in t.spans.tolist()] for t in found.tokens]
    return [
        "|".join("-" if token == GAP else words[w][token] for w, token in enumerate(row))
        for row in found.table.tolist()
    ]


def play(*speeches: tuple[str, str]) -> str:
    return TEI.format("".join(f"<sp><speaker>{who}</speaker><p>{what}</p></sp>" for who, what in speeches))


def test_the_prefix_of_a_speech_stands_beside_another_and_not_beside_a_word_of_the_speech(tmp_path: Path) -> None:
    first = play(("1.", "Halt; wer da?"), ("2.", "Ein Freund."))
    second = play(("Anna", "Nein, sag du mir: halt und wer bist du?"), ("Otto", "Ein guter Freund."))
    found = columns(tmp_path, {"a.xml": first, "b.xml": second})
    assert "1|Anna" in found
    assert "2|Otto" in found
    assert found[:2] == ["1|Anna", ".|-"]


def test_a_name_that_ends_a_speech_does_not_stand_beside_the_next_prefix(tmp_path: Path) -> None:
    first = play(("A.", "Va te coucher."), ("B.", "Grand merci."))
    second = play(("Un", "Va te coucher, Jean."), ("Deux", "Grand merci."))
    found = columns(tmp_path, {"a.xml": first, "b.xml": second})
    assert "-|Jean" in found
    assert "B|Deux" in found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Liber\n\nArma virumque cano\n"),
        ("a.wiki", "== Liber ==\nArma virumque cano\n"),
        ("a.html", "<html><body><h1>Liber</h1><p>Arma virumque cano</p></body></html>"),
    ],
)
def test_a_heading_stands_beside_no_word_that_the_other_text_begins_with(tmp_path: Path, name: str, text: str) -> None:
    found = columns(tmp_path, {name: text, "b.txt": "Ita: arma virumque cano\n"})
    assert found[-3:] == ["Arma|arma", "virumque|virumque", "cano|cano"]
    assert set(found[:-3]) == {"Liber|-", "-|Ita", "-|:"}


def test_a_note_stands_beside_no_word_of_the_text(tmp_path: Path) -> None:
    first = "The king[^1] rode.\n\n[^1]: John\n"
    found = columns(tmp_path, {"a.md": first, "b.md": "The king himself rode.\n"})
    assert "John|-" in found
    assert "-|himself" in found


def test_words_that_are_alike_share_a_column_whatever_their_roles(tmp_path: Path) -> None:
    marked = play(("Mar.", "Holla, friend."), ("Hor.", "Say, what is it?"))
    found = columns(tmp_path, {"a.xml": marked, "b.txt": "MARCELLUS. Holla, friend.\nHORATIO. Say, what is it?\n"})
    assert found[:3] == ["Mar|MARCELLUS", ".|.", "Holla|Holla"]
    assert "Hor|HORATIO" in found


def test_a_third_witness_keeps_its_words_beside_its_like(tmp_path: Path) -> None:
    first = play(("Mar.", "Holla Barnardo."), ("Hor.", "Say what, is he there?"))
    second = play(("1.", "Well, good night."), ("2.", "What, is he there?"))
    found = columns(tmp_path, {"a.xml": first, "b.xml": second, "c.txt": "Holla my Barnardo. Say then, is he there?\n"})
    assert found[:2] == ["Mar|1|-", ".|.|-"]
    assert {"Hor|2|-", "is|is|is", "there|there|there"} <= set(found)
    assert [c.split("|")[2] for c in found if not c.endswith("|-")] == (
        ["Holla", "my", "Barnardo", ".", "Say", "then", ",", "is", "he", "there", "?"]
    )


def test_the_order_of_the_witnesses_decides_nothing(tmp_path: Path) -> None:
    first = play(("1.", "Stand: who is that?"), ("2.", "Tis I."), ("1.", "O you come most carefully."))
    second = play(("Bern", "Nay, answer me: stand and unfold."), ("Fran", "Tis he."), ("Bern", "You come carefully."))
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    there = columns(one, {"a.xml": first, "b.xml": second})
    back = columns(other, {"b.xml": second, "a.xml": first})
    assert ["|".join(reversed(column.split("|"))) for column in back] == there
