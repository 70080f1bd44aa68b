"""The apparatus as an edition prints it: said in the field's words, and TeX sets whatever a witness says.

Long because TeX is asked about whatever a witness may say."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import witnesses
from written import few, hostile, silent_everywhere, small, work_of, written

from collate.apparatus import Apparatus, Selection, select
from collate.cli.main import run
from collate.model.witness import ApparatusForm, Extent, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.print.notes import abbreviate, text_notes
from collate.rendering.print.tex import tex_text
from collate.rendering.printed_text import printed_text

XELATEX = shutil.which("xelatex")
NOTES_OF_TEX = (".aux", ".1", ".toc", ".out")  # what a run of TeX writes for the next one
needs_tex = pytest.mark.skipif(XELATEX is None, reason="needs xelatex and reledmac: make setup-full")


def lines_of(*texts: str, base: str | None = None, form: ApparatusForm = ApparatusForm.POSITIVE) -> list[str]:
    """The lines of the plain apparatus, without what stands before them."""
    collated = collate_work(work_of(*texts), base=base)
    shown = replace(select(collated.apparatus, Selection()), form=form)
    text = written("text", collated, shown)
    return re.findall(r"^(?:[A-Z] )?\d+  .*$", text, re.MULTILINE)


def test_a_positive_apparatus_names_who_has_the_lemma() -> None:
    assert lines_of("a cat sat", "a cat sat", "a dog sat") == ["1  cat] A B; dog C (1)"]


def test_a_negative_apparatus_names_only_those_who_differ() -> None:
    assert lines_of("a cat sat", "a cat sat", "a dog sat", form=ApparatusForm.NEGATIVE) == ["1  cat] dog C (1)"]


def test_what_is_left_out_and_what_is_added() -> None:
    assert lines_of(
        "the old cat sat down", "the cat sat down", "the old cat sat right down", form=ApparatusForm.NEGATIVE
    ) == ["1  old] om. B (1)  ‖  post cat sat] add. right C (2)"]


def test_a_mark_is_printed_with_the_word_before_it() -> None:
    assert lines_of("one, two, three", "one, two three", form=ApparatusForm.NEGATIVE) == ["1  two,] two B (1)"]
    assert lines_of("one, two, three", "one, two; three", form=ApparatusForm.NEGATIVE) == ["1  two,] two; B (1)"]
    assert lines_of("one, two, three", "one, two; three") == ["1  two,] A; two; B (1)"]


def test_a_mark_whose_word_another_witness_lacks_is_named() -> None:
    assert lines_of("you may freely act; whoever", "you may whoever", "you may freely act. whoever") == [
        "1  freely act] A C; om. B (1)",
        "1  act;] A; om. ; B; act. C (2)",
    ]


def test_a_word_that_stands_twice_in_its_line_has_a_number() -> None:
    assert lines_of("the cat and the dog ran", "the cat and a dog ran", form=ApparatusForm.NEGATIVE) == [
        "1  the²] a B (1)"
    ]


def test_what_is_added_behind_one_of_several_like_words_says_behind_which() -> None:
    assert lines_of("the cat and the cat ran off", "the cat and the cat so ran off", form=ApparatusForm.NEGATIVE) == [
        "1  post the cat²] add. so B (1)"
    ]
    assert lines_of("the cat and the cat ran off", "the cat so and the cat ran off", form=ApparatusForm.NEGATIVE) == [
        "1  post the cat¹] add. so B (1)"
    ]


def test_sigla_with_a_blank_are_parted_by_commas() -> None:
    collated = collate_work(work_of("a cat", "a dog", "a dog", sigla=["A", "P46 vid", "B"]))
    assert "dog P46 vid, B (1)" in written("text", collated)


def test_many_words_are_their_first_and_last() -> None:
    assert abbreviate("one two three four five") == "one two three four five"
    assert abbreviate("one two three four five six") == "one … six"


def test_a_lacuna_is_said_at_its_place() -> None:
    assert lines_of("one two three four", "one two free four", "one [...] four", form=ApparatusForm.NEGATIVE) == [
        "1  three] free B; lac. C l. 1 (1)"
    ]


def test_without_a_base_all_readings_stand_side_by_side() -> None:
    assert lines_of("a cat sat", "a dog sat", base="none") == ["A 1  cat A : dog B (1)"]


def half(base: str | None, form: ApparatusForm = ApparatusForm.NEGATIVE) -> tuple[Collated, Apparatus]:
    """A work of whose three lines C has the second alone."""
    texts = ("one two three\n\nfour five six\n\nseven eight nine", "one too three\n\nfour fife six\n\nseven ate nine")
    found = [Witness(Siglum(s), text) for s, text in zip("AB", texts, strict=True)]
    found.append(Witness(Siglum("C"), "four five six", extent=Extent.FRAGMENT))
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)
    return collated, replace(collated.apparatus, form=form)


def test_a_base_that_is_silent_says_so_and_the_others_are_cited_by_their_own_lines() -> None:
    text = written("text", *half("C"))
    assert "The text is that of C; where C is not extant, all readings are listed with their witnesses." in text
    assert "C: deest ante init., post l. 1\n" in text
    assert re.findall("^(?:A )?[0-9]  .*$", text, re.MULTILINE) == [
        "A 1  two A : too B; deest C (1)",
        "A 5  eight A : ate B; deest C (3)",
        "1  five] fife B (2)",  # a slip, after what is substantive
    ]


def test_no_apparatus_is_called_negative_where_every_witness_is_named() -> None:
    for name in ("text", "edition", "latex"):
        assert "negative" not in written(name, *half("none"))
        assert "negative" in written(name, *half("A"))


def test_the_majority_is_cited_by_the_lines_of_those_who_have_it() -> None:
    texts = ("one two three", "x\n\none too three", "x\n\none too three")
    assert re.findall(
        "^[A-C] [0-9]  too.*$", written("text", collate_work(work_of(*texts), base="majority")), re.M
    ) == ["B 3  too] B C; two A (2)"]


def test_the_witness_whose_text_is_printed_is_named() -> None:
    assert "The text is that of A, the longest witness" in written("latex", *half("majority"))
    assert "The text is that of A, the longest witness" in written("latex", *half("none"))


def test_who_differs_in_another_series_does_not_seem_to_have_the_lemma() -> None:
    texts = ("the colour here", "the color here", "the sound here")
    assert lines_of(*texts, form=ApparatusForm.NEGATIVE) == [
        "1  colour] color B; sound C (1)",
        "1  colour] color B; aliter C (1)",
    ]


def test_what_is_not_shown_is_counted() -> None:
    collated = collate_work(work_of("‘one’ two", "'one' too"))
    shown = select(collated.apparatus, Selection())
    for name in ("text", "edition", "latex"):
        assert "Not shown: 2 typography." in written(name, collated, shown)


def test_a_lemma_is_said_once_for_all_that_is_added_after_it() -> None:
    collated = collate_work(work_of("one two", "one, and then two", "one and now two"))
    assert written("latex", collated).count(r"\said{post }one") == 1


def test_an_entry_without_a_lemma_is_printed_once() -> None:
    assert lines_of("one hue here", "one colour here", "one color here", base="none") == [
        "A 1  hue A : colour B : color C (1)"
    ]


def test_the_text_that_is_printed_is_not_called_silent() -> None:
    collated = collate_work(work_of("one two [...] five six", "one two three four five six"))
    assert "lac." not in written("text", collated)


def test_a_negative_apparatus_does_not_say_at_every_place_who_is_absent() -> None:
    collated = small()
    negative = replace(collated.apparatus, form=ApparatusForm.NEGATIVE)
    assert written("text", collated, negative).count("deest") == 1


def test_that_a_witness_is_absent_is_told_once_for_a_stretch_in_each_series() -> None:
    texts = (
        "one two three\n\nfour five six\n\nseven colour nine\n\nten",
        "one too three\n\nfour fife six\n\nate color, nin\n\nten",
    )
    found = [Witness(Siglum(s), text) for s, text in zip("AB", texts, strict=True)]
    found.append(Witness(Siglum("C"), "one two three", extent=Extent.FRAGMENT))
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A"), language="en"))
    for name, head in (("text", "Substantive readings"), ("latex", r"\beginnumbering")):
        assert (name, written(name, collated).split(head)[1].count("deest")) == (name, 2)
    text = written("text", collated)
    assert "3  five] A; fife B; deest C ll. 3–7 (2)\n5  seven] A; ate B (3)" in text
    assert "5  colour] A; color B; deest C ll. 3–7 (4)  ‖  colour] A; color, B (5)" in text
    terminal = written("terminal", collated)
    assert (terminal.count("[C absent ll. 3–7]"), terminal.count("absent")) == (1, 1)
    markdown = written("markdown", collated).split("## Substitution")[1]
    assert markdown.count("C absent ll. 3–7") == len(re.findall("^## ", "## Substitution" + markdown, re.MULTILINE))


def test_who_is_absent_is_said_before_the_text() -> None:
    collated = small()
    assert "C: deest ll. 1, 2–4" in written("text", collated)
    assert r"deest ll. \wordlines{token.0}" in written("latex", collated)  # TeX knows the lines that it prints


@few
@given(witnesses(), st.sampled_from(["A", "majority", "none"]))
def test_every_entry_is_in_a_note_and_no_two_notes_overlap(found: list[Witness], base: str | None) -> None:
    from collate.model.work import Work

    collated = collate_work(Work(tuple(found), title="t", base=found[0].siglum), base=base)
    notes = text_notes(collated.apparatus, collated.alignment, lambda first, last, labelled: "")
    assert {item.entry.number for note in notes for item in note.items} == {
        e.number for e in collated.apparatus.entries
    }
    printed = printed_text(collated.apparatus, collated.alignment)
    assert printed is not None
    count = len(collated.alignment.tokens[printed])
    reached = 0
    for note in notes:
        # A base without a word has no place but its beginning.
        assert reached <= note.first < note.last <= count or (note.first, note.last, count) == (0, 0, 0)
        reached = note.last


def test_the_signs_of_tex_are_words() -> None:
    assert tex_text(r"\input{x} 50% $a_b^c ~ # &") == (
        r"\textbackslash{}input\{x\} 50\% \$a\_b\textasciicircum{}c \textasciitilde{} \# \&"
    )


def test_words_from_right_to_left_are_set_so() -> None:
    assert tex_text("the שלום עולם here") == r"the \fromright{שלום עולם} here"
    assert tex_text("the السلام here") == r"the \fromrightarabic{السلام} here"


@pytest.mark.parametrize("name", ["latex", "text", "edition"])
def test_an_apparatus_is_positive_or_negative_as_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for file, text in (("a", "a cat sat"), ("b", "a dog sat")):
        (tmp_path / f"{file}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "collation.toml").write_text(
        '[report]\napparatus = "negative"\n[[witnesses]]\nfile = "a.txt"\n[[witnesses]]\nfile = "b.txt"\n',
        encoding="utf-8",
    )
    said = []
    for arguments in (["."], [".", "--apparatus", "positive"]):
        assert run(["report", *arguments, "--format", name]) == 0
        said.append(capsys.readouterr().out)
    assert "negative" in said[0]
    assert "positive" in said[1]


# TeX itself.


def compiled(folder: Path, text: str) -> list[str]:
    """Run TeX until its notes of numbers stay the same, at most three times; return the lines of its log that matter."""
    (folder / "edition.tex").write_text(text, encoding="utf-8")
    noted: list[bytes] = []
    while len(noted) < 3 and (len(noted) < 2 or noted[-1] != noted[-2]):
        command = [
            XELATEX or "xelatex",
            "-interaction=nonstopmode",
            "-halt-on-error",
            "-no-shell-escape",
            "edition.tex",
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-1500:]
        noted.append(
            b"".join(path.read_bytes() for path in sorted(folder.glob("edition.*")) if path.suffix in NOTES_OF_TEX)
        )
    log = (folder / "edition.log").read_text(encoding="utf-8", errors="replace")
    assert (folder / "edition.pdf").stat().st_size > 1000
    return re.findall(r"^(?:!.*|.*Warning.*|Overfull.*|Missing character.*)$", log, re.MULTILINE)


@needs_tex
@pytest.mark.parametrize("form", list(ApparatusForm))
@pytest.mark.parametrize("base", ["A", "majority", "none"])
def test_tex_sets_an_edition_without_a_warning(tmp_path: Path, form: ApparatusForm, base: str | None) -> None:
    from test_writing import SMALL

    collated = collate_work(SMALL, base=base)
    assert compiled(tmp_path, written("latex", collated, replace(collated.apparatus, form=form))) == []


@needs_tex
def test_tex_sets_other_scripts(tmp_path: Path) -> None:
    texts = (
        "μῆνιν ἄειδε θεὰ Πηληϊάδεω\n\nבראשית ברא אלהים את השמים\n\nԵրկինք եւ երկիր անցանեն\n\nthe word שלום here",
        "μηνιν ἄειδε θεὰ Πηληιάδεω\n\nבראשית ברא את הארץ\n\nԵրկինք և երկիր անցցեն\n\nthe word שלום there",
    )
    assert compiled(tmp_path, written("latex", collate_work(work_of(*texts)))) == []


@needs_tex
@pytest.mark.parametrize("collated", [hostile, silent_everywhere])
def test_tex_sets_hostile_words(tmp_path: Path, collated: Callable[[], Collated]) -> None:
    found = compiled(tmp_path, written("latex", collated()))
    assert [line for line in found if not line.startswith(("Missing character", "Overfull"))] == []


def printed(folder: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", "edition.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


@needs_tex
def test_silence_is_cited_by_the_lines_that_are_printed(tmp_path: Path) -> None:
    line = " ".join(["word"] * 60)
    texts = (f"{line}\n\nfour five six", "four five six")
    from collate.model.witness import Extent, Siglum, Witness
    from collate.model.work import Work

    work = Work(
        (Witness(Siglum("A"), texts[0]), Witness(Siglum("B"), texts[1], extent=Extent.FRAGMENT)),
        title="t",
        base=Siglum("A"),
    )
    assert compiled(tmp_path, written("latex", collate_work(work))) == []
    if shutil.which("pdftotext"):
        assert re.search(r"B +deest ll\. 1–[3-9]\n", printed(tmp_path))


@needs_tex
@pytest.mark.parametrize("base", ["A", "C", "majority", "none"])
def test_tex_sets_a_text_that_is_half_silent(tmp_path: Path, base: str | None) -> None:
    assert compiled(tmp_path, written("latex", *half(base))) == []


@needs_tex
def test_tex_sets_words_from_right_to_left(tmp_path: Path) -> None:
    texts = (
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים (abc 12) סוף\n\nالحمد لله (رب) العالمين\n\nthe words שלום עולם here",
        "בראשית [...] סוף\n\nالحمد لله (ربي) العالمين\n\nthe words שלום עולמי here",
    )
    assert compiled(tmp_path, written("latex", collate_work(work_of(*texts, sigla="אב")))) == []


@needs_tex
def test_tex_sets_a_base_without_a_word(tmp_path: Path) -> None:
    assert compiled(tmp_path, written("latex", collate_work(work_of("", "one two"), base="A"))) == []
    if shutil.which("pdftotext"):
        assert "add. one two B" in printed(tmp_path)


@needs_tex
def test_tex_sets_a_text_without_an_entry(tmp_path: Path) -> None:
    assert compiled(tmp_path, written("latex", collate_work(work_of("one and the same", "one and the same")))) == []


@needs_tex
def test_a_sign_that_no_font_has_is_shown_by_its_code_point(tmp_path: Path) -> None:
    collated = collate_work(work_of("one 天 \U0001f9ff two", "one 地 two"))
    assert compiled(tmp_path, written("latex", collated)) == []
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "edition.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
        assert "U+1F9FF" in done.stdout.decode()
        assert "天" in done.stdout.decode() or "U+5929" in done.stdout.decode()


def test_the_reading_of_most_is_put_into_the_text() -> None:
    collated = collate_work(work_of("a cat sat down there", "a dog sat", "A dog sat"), base="majority")
    body = written("latex", collated).partition(r"\beginnumbering")[2]
    assert r"\edtext{\sameword[1]{dog}}" in body
    assert r"cat \sigla{A}" in body
