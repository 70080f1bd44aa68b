"""Tracked changes are states of a document: before all, after each author and day, and now."""

from pathlib import Path

import pytest
from office_sources import change, docx, lines, mark, note, paragraph, read_word, run, sign, states, zipped
from page_sources import asides, left_out, said
from stranger import Called


def test_a_change_of_one_author_gives_two_states() -> None:
    body = paragraph("the ", change("del", "old"), change("ins", "new"), " house")
    assert states(read_word(docx(body), changes="all")) == {"P": ["the new house"], "P*": ["the old house"]}
    assert states(read_word(docx(body), changes="accept")) == {"P": ["the new house"]}
    assert states(read_word(docx(body), changes="reject")) == {"P": ["the old house"]}
    assert states(read_word(docx(body), hand="first")) == {"P": ["the old house"]}
    assert states(read_word(docx(paragraph("the house")), changes="all")) == {"P": ["the house"]}


def test_authors_are_states_in_the_order_of_time_and_days_only_where_an_author_has_several() -> None:
    body = paragraph(
        change("ins", "c", author="Bea", date="2024-05-02T09:00:00Z"),
        change("ins", "a", author="Ada", date="2024-05-01T09:00:00Z"),
        change("ins", "d", author="Ada", date="2024-05-03T09:00:00Z"),
    )
    assert states(read_word(docx(body), changes="all")) == {
        "P": ["cad"],
        "P*": [],
        "P (Ada, 2024-05-01)": ["a"],
        "P (Bea)": ["ca"],
        "P (Ada, 2024-05-03)": ["cad"],
    }
    assert states(read_word(docx(body), hand="Bea")) == {"P": ["ca"]}
    assert states(read_word(docx(body), hand="ada, 2024-05-01")) == {"P": ["a"]}


def test_a_hand_that_changed_nothing_is_told() -> None:
    (witness,) = read_word(docx(paragraph(change("ins", "a"))), hand="Eve")
    assert witness.notices == (
        "a.docx: hand = 'Eve' is not in this document; the changes are by Ada; the last state is read",
    )


def test_words_that_were_inserted_and_deleted_again_are_in_the_state_between() -> None:
    later = {"author": "Bea", "date": "2024-06-01T00:00:00Z"}
    body = paragraph("one", change("ins", " two", change("del", " three", **later)))
    found = states(read_word(docx(body), changes="all"))
    assert found == {"P": ["one two"], "P*": ["one"], "P (Ada)": ["one two three"], "P (Bea)": ["one two"]}


def test_a_move_has_its_words_once_in_each_state() -> None:
    body = paragraph(change("moveTo", "b ")) + paragraph("a ") + paragraph(change("moveFrom", "b "))
    assert states(read_word(docx(body), changes="all")) == {"P": ["b", "a"], "P*": ["a", "b"]}


def test_the_end_of_a_paragraph_may_be_inserted_or_deleted() -> None:
    body = (
        paragraph("split", properties=mark("ins")) + paragraph("here and") + paragraph("join", properties=mark("del"))
    )
    assert states(read_word(docx(body + paragraph("ed")), changes="all")) == {
        "P": ["split", "here and", "joined"],
        "P*": ["splithere and", "join", "ed"],
    }


def test_a_paragraph_that_is_deleted_with_its_end_leaves_nothing() -> None:
    body = paragraph("one") + paragraph(change("del", "two"), properties=mark("del")) + paragraph("three")
    assert states(read_word(docx(body), changes="all")) == {"P": ["one", "three"], "P*": ["one", "two", "three"]}


def test_a_heading_is_one_in_each_state_in_which_it_has_words() -> None:
    body = paragraph("Title", style="Heading1", properties=mark("ins")) + paragraph(change("ins", "new text"))
    last, first = read_word(docx(body), changes="all")
    assert asides(last) == asides(first) == [("paratext", "heading", "Title")]


def test_a_row_of_a_table_may_be_inserted_or_deleted() -> None:
    def row(text: str, name: str = "") -> str:
        own = f'<w:trPr><w:{name} w:id="1" w:author="Ada"/></w:trPr>' if name else ""
        return f"<w:tr>{own}<w:tc>{paragraph(text)}</w:tc></w:tr>"

    body = f"<w:tbl>{row('a')}{row('b', 'ins')}{row('c', 'del')}</w:tbl>"
    assert states(read_word(docx(body), changes="all")) == {"P": ["a", "b"], "P*": ["a", "c"]}


def test_cells_stay_apart_where_the_ends_of_their_paragraphs_are_deleted() -> None:
    cells = "".join(f"<w:tc>{paragraph(text, properties=mark('del'))}</w:tc>" for text in ("a", "b"))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph("c")
    assert states(read_word(docx(body), changes="all")) == {"P": ["a", "b", "c"], "P*": ["a", "b", "c"]}


def test_a_note_may_be_inserted_and_may_be_changed_inside() -> None:
    body = paragraph("text", sign("footnote"), change("ins", sign("footnote", 3)))
    notes = note("footnote", paragraph("see ", change("del", "p. 1"), change("ins", "p. 2")))
    last, first = read_word(docx(body, footnotes=notes + note("footnote", paragraph("new note"), key=3)), changes="all")
    assert [row[2] for row in asides(last)] == ["see p. 2", "new note"]
    assert [row[2] for row in asides(first)] == ["see p. 1"]
    assert left_out(first) == {"tracked insertions": 4}


def test_who_inserted_words_is_told_of_them() -> None:
    (witness,) = read_word(docx(paragraph("a ", change("ins", "b", author="Ada"), " c")))
    assert said(witness) == [("hand", "Ada", "b"), ("added", "", "b")]


def test_a_note_before_inserted_words_is_none_of_them() -> None:
    body = paragraph("Arma", sign("footnote"), change("ins", " virumque"))
    (witness,) = read_word(docx(body, footnotes=note("footnote", paragraph("a note"))))
    assert said(witness, "added") == [("added", "", "virumque")]


def test_changes_of_the_formatting_are_counted_and_change_no_words() -> None:
    body = paragraph(run("a", '<w:b/><w:rPrChange w:author="Ada"><w:rPr/></w:rPrChange>'))
    (witness,) = read_word(docx(body), changes="all")
    assert lines(witness) == ["a"]
    assert witness.notices == ("a.docx: 1 tracked change of the formatting left out; they change no words",)


def test_tracked_changes_are_told_unless_a_setting_speaks_of_them() -> None:
    content = docx(paragraph(change("ins", "a", author="Ada"), change("del", "b", author="Ed. B")))
    assert read_word(content)[0].notices == (
        "a.docx: has tracked changes by Ada, Ed. B; they are read as accepted; --hand first reads the text before them",
    )
    assert read_word(content, changes="accept")[0].notices == ()


def test_many_sittings_are_states_by_author_alone() -> None:
    days = [f"2024-{m:02}-{d:02}T00:00:00Z" for m in range(1, 4) for d in range(1, 29)]
    body = paragraph(*(change("ins", "x ", author="Bea" if n == 3 else "Ada", date=d) for n, d in enumerate(days)))
    assert [w.siglum for w in read_word(docx(body), changes="all")] == ["P", "P*", "P (Bea)", "P (Ada)"]


def test_names_that_cannot_stand_in_a_siglum_are_made_fit() -> None:
    names = ("", "A\u202eB\n", "x" * 60, "x" * 70)
    body = paragraph(*(change("ins", "a", author=name, date=f"2024-01-0{n + 1}") for n, name in enumerate(names)))
    sigla = [w.siglum for w in read_word(docx(body.replace("\n", "&#10;")), changes="all")]
    assert sigla == [
        "P",
        "P*",
        "P (unknown)",
        "P (A B)",
        f"P ({'x' * 39}…, 2024-01-03)",
        f"P ({'x' * 39}…, 2024-01-04)",
    ]


@pytest.fixture(name="draft")
def _draft(tmp_path: Path) -> Path:
    first = paragraph("It was the ", change("del", "best"), change("ins", "worst"), " of times.")
    (tmp_path / "draft.docx").write_bytes(docx(first))
    (tmp_path / "clean.docx").write_bytes(docx(paragraph("It was the worst of times.")))
    return tmp_path


def test_two_states_of_one_file_are_compared(draft: Path, called: Called) -> None:
    for options in (("--hand", "first", "--hand", "last"), ("--hand", "all"), ("--read", "changes=all")):
        code, out, _ = called("diff", str(draft / "draft.docx"), *options)
        assert code == 1
        assert "It was the [-best-]{+worst+} of times." in out


def test_two_files_are_compared_as_they_are_now(draft: Path, called: Called) -> None:
    code, out, err = called("diff", str(draft / "draft.docx"), str(draft / "clean.docx"))
    assert (code, out.splitlines()[0]) == (1, "no difference")
    assert "tracked deletions (1 : 0 words)" in out
    assert "has tracked changes by Ada; they are read as accepted" in err
    code, out, _ = called("diff", str(draft / "draft.docx"), str(draft / "clean.docx"), "--hand", "A=first")
    assert "It was the [-best-]{+worst+} of times." in out


def test_a_folder_of_documents_is_one_text(tmp_path: Path, called: Called) -> None:
    (tmp_path / "ms").mkdir()
    for n, text in ((10, "ten"), (2, "two")):
        (tmp_path / "ms" / f"chapter{n}.docx").write_bytes(docx(paragraph(text, change("ins", f" new{n}"))))
    (tmp_path / "ms" / "~$chapter2.docx").write_bytes(b"\x05Ada")
    code, out, err = called("show", "text", str(tmp_path / "ms"))
    assert (code, out.split()) == (0, ["two", "new2", "ten", "new10"])
    assert "1 file of another kind left out: ~$chapter2.docx" in err
    code, out, _ = called("diff", str(tmp_path / "ms"), "--hand", "all")
    assert code == 1
    assert "two {+new2+}" in out


def test_documents_in_a_zip_of_documents_are_not_unpacked(tmp_path: Path, called: Called) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.docx": docx(paragraph("text"))}))
    code, _, err = called("show", "text", str(tmp_path / "a.zip"))
    assert code == 2
    assert "this is a zip, and there is no transcription in it" in err


def test_git_compares_documents_as_they_are_now(draft: Path, called: Called) -> None:
    old, new = str(draft / "draft.docx"), str(draft / "clean.docx")
    arguments = (str(draft / "a.docx"), old, "0", "100644", new, "0", "100644")
    same = "the text is the same; the files differ in what is left out: tracked deletions (1 : 0 words)"
    for setting in ("accept", "all"):
        (draft / "pyproject.toml").write_text(f'[tool.collate.read]\nchanges = "{setting}"\n', encoding="utf-8")
        code, out, _ = called("git-diff", *arguments)
        assert (code, same in out) == (0, True)
    (draft / "pyproject.toml").write_text('[tool.collate.read]\nchanges = "reject"\n', encoding="utf-8")
    assert "It was the [-best-]{+worst+} of times." in called("git-diff", *arguments)[1]


def test_a_document_is_checked_as_any_source(tmp_path: Path, called: Called) -> None:
    (tmp_path / "a.docx").write_bytes(docx(paragraph("one") + paragraph("the the cat sat on the m\u0430t.")))
    code, out, _ = called("check", str(tmp_path / "a.docx"), "--format", "concise")
    assert code == 1
    assert "a.docx:2:24: T106" in out


def test_a_date_that_begins_with_no_day_is_none() -> None:
    dates = ("yesterday", "", "2024-13-01", "2024-W01-1", "0000-00-00T00:00:00", "1.3.2024", "2024-02-03T09:00:00")
    body = paragraph(*(change("ins", "a", author="Ada", date=date) for date in dates))
    assert states(read_word(docx(body), changes="all")) == {
        "P": ["aaaaaaa"],
        "P*": [],
        "P (Ada, without a date)": ["aaaaaa"],
        "P (Ada, 2024-02-03)": ["aaaaaaa"],
    }
    assert states(read_word(docx(body), hand="ada, without a date")) == {"P": ["aaaaaa"]}


def test_names_of_authors_that_begin_alike_are_states_of_their_own() -> None:
    body = paragraph(*(change("ins", "a", author="x" * length, date="") for length in (60, 70, 80)))
    shown = "x" * 39 + "…, without a date"
    sigla = [w.siglum for w in read_word(docx(body), changes="all")]
    assert sigla == ["P", "P*", f"P ({shown})", f"P ({shown}, state 2)", f"P ({shown}, state 3)"]


def test_of_very_many_authors_only_the_last_and_the_first_state_are_read() -> None:
    body = paragraph(*(change("ins", f"w{n} ", author=f"Author {n}") for n in range(51)))
    last, first = read_word(docx(body), changes="all")
    assert (len(last.text.split()), first.text) == (51, "")
    assert last.notices == (
        "a.docx: the changes are by 51 authors; above 50 only the last state and the first are read; "
        "--hand NAME reads the state after the changes of one author",
    )
    (after,) = read_word(docx(body), hand="Author 9")
    assert after.text.split() == [f"w{n}" for n in range(10)]
    assert len(read_word(docx(body.replace("Author 50", "Author 49")), changes="all")) == 52
    (told,) = read_word(docx(body))[0].notices
    assert "by Author 0, Author 1, " in told
    assert "Author 9 and 41 others; they are read as accepted" in told
