"""`collate init` writes settings that can be read at once, and says what it guessed and what it did not take.

More than 300 lines: a test for each sort of folder.
"""

import os
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from stranger import git

from collate.cli.main import run

TEXT = (
    "It is said that the union was decided in a hurry, and that the question had hardly been touched upon. "
    "Nobody knew who first asked for it, nor why all agreed so quickly. In the evening the committee went home.\n"
)
OTHER = TEXT.replace("hurry", "haste").replace("quickly", "soon")
LONG = "".join(
    f"Then on day {k} it was the {word} that came to the town of {word}s.\n\n" for k, word in enumerate(TEXT.split())
)


def tei(body: str, header: str = "", language: str = "") -> str:
    text = f'<text xml:lang="{language}">' if language else "<text>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>{text}<body>{body}</body></text></TEI>\n'


Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `letters` in a project, from whose root the command is run."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "letters").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "letters"


def put(folder: Path, **files: str | bytes) -> None:
    """Write files; `__` in a name is a point, and `_s_` a folder."""
    for name, content in files.items():
        put_file(folder / name.replace("_s_", "/").replace("__", "."), content)


def put_file(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def proposed(folder: Path) -> dict[str, object]:
    """Write the settings, and return them after the work was collated with them as they are."""
    assert run(["init", str(folder)]) == 0
    assert run(["report", str(folder), "--format", "csv", "-o", str(folder.parent / "out.csv")]) == 0
    return tomllib.loads((folder / "collation.toml").read_text(encoding="utf-8"))


def witnesses(folder: Path) -> list[dict[str, object]]:
    found = proposed(folder)["witnesses"]
    assert isinstance(found, list)
    return found


def comments(folder: Path) -> list[str]:
    lines = (folder / "collation.toml").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("#")]


def test_each_text_is_a_witness_and_the_first_is_the_base(folder: Path) -> None:
    put(folder, **{"1805__txt": TEXT, "1850__txt": OTHER})
    assert proposed(folder) == {
        "title": "letters",
        "language": "en",
        "base": "1805",
        "witnesses": [
            {"siglum": "1805", "file": "1805.txt", "date": "1805"},
            {"siglum": "1850", "file": "1850.txt", "date": "1850"},
        ],
    }


def test_the_next_steps_are_three_lines_that_can_be_run(folder: Path, capsys: Printed) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER, README__md="about")
    assert run(["init", "letters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "wrote letters/collation.toml: 2 witnesses, base A; 1 not taken, listed in it",
        "  edit letters/collation.toml      correct what is a guess",
        "  collate show text letters --all  what was read as text, and what was not",
        "  collate report letters           the apparatus",
    ]
    for line in lines[2:]:
        assert run(shlex.split(line.split("  ")[1])[1:]) == 0


def test_nothing_is_overwritten(folder: Path, capsys: Printed) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER, collation__toml="# mine\n")
    assert run(["init", "letters"]) == 2
    assert capsys.readouterr().err == (
        "collate: letters/collation.toml: is there already and is never overwritten; see a proposal with --dry-run\n"
    )
    assert (folder / "collation.toml").read_text() == "# mine\n"
    (folder / "collation.toml").unlink()
    (folder / "collation.toml").symlink_to("nowhere.toml")
    assert run(["init", "letters"]) == 2
    assert "collation.toml: is there already and is never overwritten" in capsys.readouterr().err
    assert not (folder / "nowhere.toml").exists()


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(folder: Path, capsys: Printed) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER)
    assert run(["init", "letters", "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == ["A.txt", "B.txt"]
    assert run(["init", "letters"]) == 0
    assert (folder / "collation.toml").read_text(encoding="utf-8") == printed
    assert run(["init", "letters", "--dry-run"]) == 0


def test_the_current_folder_is_the_default(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER)
    monkeypatch.chdir(folder)
    assert run(["init"]) == 0
    assert capsys.readouterr().out.startswith("wrote collation.toml: 2 witnesses, base A\n")
    assert 'title = "letters"' in (folder / "collation.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere", "nowhere: no such folder; name another folder"),
        ("pyproject.toml", "pyproject.toml: not a folder; name another folder"),
        ("letters", "letters: there is no text of a format that is read; scan.jpg: an image; transcribe it first; "),
    ],
)
def test_a_folder_without_texts_is_refused_in_one_sentence(name: str, why: str, folder: Path, capsys: Printed) -> None:
    put(folder, scan__jpg=b"\xff\xd8\xff")
    assert run(["init", name]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"collate: {why}")
    assert err.count("\n") == 1
    assert not (folder / "collation.toml").exists()


def test_every_file_that_is_not_taken_is_listed_with_the_reason(folder: Path) -> None:
    put(
        folder,
        A__txt=TEXT,
        B__txt=OTHER,
        README__md="about",
        scan1__jpg=b"\xff\xd8\xff",
        scan2__JPG=b"\xff\xd8\xff",
        old__pdf=b"%PDF-1.4",
        empty__txt=" \n",
        rows__csv="a,b\n",
        list__xml="<catalogue/>",
        broken__xml="<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>",
        apparatus__html="<html></html>",
        header__xml=tei(""),
        w_s_collation__toml="",
        w_s_a__txt=TEXT,
        __hidden__txt=TEXT,
    )
    assert [w["file"] for w in witnesses(folder)] == ["A.txt", "B.txt"]
    told = "\n".join(comments(folder))
    for row in (
        "README.md: about the folder",
        "scan1.jpg, scan2.JPG: an image; transcribe it first",
        "old.pdf: a PDF; extract its text first, for instance with pdftotext",
        "empty.txt: empty",
        "rows.csv: of no format that is known by its name",
        "list.xml: XML with the root element catalogue, which is no known transcription",
        "broken.xml: line 1: not well-formed XML: ",
        "header.xml: without a text",
        "apparatus.html: a report of collate",
        "w/: a work of its own",
    ):
        assert f"#   {row}" in told, row
    assert "hidden" not in told


def test_what_git_ignores_and_the_project_excludes_is_not_taken(folder: Path) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER, C__txt=TEXT, D__txt=TEXT)
    git(folder.parent, "init", "--quiet")
    put_file(folder.parent / ".gitignore", "C.txt\n")
    put_file(folder.parent / "pyproject.toml", '[tool.collate]\nexclude = ["D.txt"]\n')
    assert [w["file"] for w in witnesses(folder)] == ["A.txt", "B.txt"]
    assert "#   1 file left out, ignored by git: C.txt" in comments(folder)
    assert "#   1 file left out, excluded in pyproject.toml: D.txt" in comments(folder)


def test_a_folder_of_pages_is_one_witness(folder: Path) -> None:
    pages = {f"ms/p{k}.txt": part for k, part in enumerate(re.split(r"(?<=\.) ", TEXT), 1)}
    for name, text in {**pages, "ed.txt": OTHER}.items():
        put_file(folder / name, text)
    assert [(w["siglum"], w["file"]) for w in witnesses(folder)] == [("ed", "ed.txt"), ("ms", "ms")]
    assert "# ms/: plain text, 3 files as one text, 40 words" in comments(folder)


HEAD = "THE HISTORY OF THE LONG WAR OF THE NORTH"  # of each page


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (("p1", "p2"), ["ed.txt", "src"]),
        (("f1r", "f1v"), ["ed.txt", "src"]),
        (("Q", "F"), ["ed.txt", "src/F.txt", "src/Q.txt"]),
    ],
)
def test_texts_that_share_little_are_pages_if_their_names_are_numbers(
    names: tuple[str, str], files: list[str], folder: Path
) -> None:
    lines = [line.replace("Then", f"Then {k}x") for k, line in enumerate(LONG.split("\n\n"))]
    texts = [f"{HEAD}\n" + " ".join(f"{word}{k}" for word in " ".join(lines).split()) for k in range(2)]
    for name, text in zip((*(f"src/{name}.txt" for name in names), "ed.txt"), (*texts, " ".join(texts)), strict=True):
        put_file(folder / name, text)
    assert [w["file"] for w in witnesses(folder)] == files


def test_a_folder_of_witnesses_is_several(folder: Path) -> None:
    for name, text in {"texts/A.txt": TEXT, "texts/B.txt": OTHER, "C.txt": TEXT}.items():
        put_file(folder / name, text)
    assert [(w["siglum"], w["file"]) for w in witnesses(folder)] == [
        ("C", "C.txt"), ("A", "texts/A.txt"), ("B", "texts/B.txt"),
    ]  # fmt: skip


def test_a_folder_for_each_witness_gives_its_name(folder: Path) -> None:
    for name, text in {"A/text.txt": TEXT, "B/text.txt": OTHER}.items():
        put_file(folder / name, text)
    assert [(w["siglum"], w["file"]) for w in witnesses(folder)] == [("A", "A/text.txt"), ("B", "B/text.txt")]


def test_a_passage_is_proposed_as_a_fragment(folder: Path) -> None:
    put(folder, A__txt=LONG, B__txt=LONG.replace("came", "went"), C__txt="".join(LONG.splitlines(keepends=True)[20:28]))
    found = witnesses(folder)
    assert [w.get("extent") for w in found] == [None, None, "fragment"]
    assert "passages" not in found[2]


def test_passages_of_several_places_are_paragraphs(folder: Path) -> None:
    lines = LONG.split("\n\n")
    passages = "\n\n".join([" ".join(lines[3:6]), " ".join(lines[30:33])])
    put(folder, A__txt=LONG, B__txt=LONG.replace("came", "went"), C__txt=passages)
    assert witnesses(folder)[2] == {"siglum": "C", "file": "C.txt", "extent": "fragment", "passages": "paragraph"}


def test_the_base_is_a_complete_witness(folder: Path) -> None:
    put(folder, A__txt="".join(LONG.splitlines(keepends=True)[20:28]), B__txt=LONG, C__txt=LONG.replace("came", "went"))
    assert proposed(folder)["base"] == "B"


def test_a_text_of_another_work_is_not_the_base(folder: Path) -> None:
    note = " ".join(f"{word}s" for word in reversed(TEXT.split()))
    put(folder, A__txt=note, B__txt=TEXT, C__txt=OTHER)
    assert proposed(folder)["base"] == "B"


def test_a_text_that_has_nothing_to_do_with_the_others_is_a_comment(folder: Path, capsys: Printed) -> None:
    note = "Bread, 3 pounds; candles, 12; paper of the large sort; ink; sealing wax, red, two sticks; one quill; sand; a lamp; oil.\n"
    put(folder, A__txt=TEXT, B__txt=OTHER, shopping__txt=note)
    assert [w["file"] for w in witnesses(folder)] == ["A.txt", "B.txt"]
    assert '# file = "shopping.txt"' in comments(folder)
    assert "# It has nothing in common with the other texts, so it is not collated:" in comments(folder)
    told = "note: the texts seem to be of 2 works; the file has those of one, and the others as comments\n"
    assert told in capsys.readouterr().err


def test_a_text_that_is_too_short_to_judge_is_a_comment_and_never_the_base(folder: Path, capsys: Printed) -> None:
    put(folder, A__txt="milk, bread, eggs and a new lamp\n", B__txt=LONG, C__txt=LONG.replace("town", "city"))
    settings = proposed(folder)
    assert settings["base"] == "B"
    assert [w["file"] for w in witnesses_of(settings)] == ["B.txt", "C.txt"]
    assert "# It has too few words to tell of which text it is a witness, so it is not collated:" in comments(folder)
    assert "seem to be of" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["chapter{}", "canto_{}", "{}-Kapitel"])
def test_numbered_texts_without_parallels_are_told_as_possible_parts(name: str, folder: Path, capsys: Printed) -> None:
    names = [f"{name.format(number)}.txt" for number in ("ii", "iii") if "_" in name] or [
        f"{name.format(number)}.txt" for number in (2, 3)
    ]
    for k, file in enumerate(names):
        put_file(folder / file, " ".join(f"{word}{k}" for word in LONG.split()))
    assert len(witnesses(folder)) == 2
    told = (
        f"{names[0]}, {names[1]} may be parts of one text, as only a number tells their names apart and they have "
        "nothing in common; files of one witness are put in a folder of their own"
    )
    assert f"# {told}." in comments(folder)
    assert f"note: {told}" in capsys.readouterr().err


def test_an_encoding_is_proposed_for_a_text_that_is_not_utf_8(folder: Path) -> None:
    french = (
        "Elle était très belle, et le château où elle avait vécu était à elle ; mais ce n’est pas là qu’elle mourut.\n"
    )
    put(folder, A__txt=french, B__txt=french.encode("cp1252"), C__txt=french.encode("utf-16"))
    assert [w.get("encoding") for w in witnesses(folder)] == [None, "cp1252", "utf-16"]
    assert (folder.parent / "out.csv").read_text(encoding="utf-8").count("\n") == 1


def test_the_language_is_that_of_the_files_or_of_the_command_line(folder: Path) -> None:
    latin = tei("<p>arma virumque cano</p>", language="la")
    put(folder, A__xml=latin, B__xml=latin.replace("virumque", "uirumque"))
    assert proposed(folder)["language"] == "la"
    (folder / "collation.toml").unlink()
    assert run(["init", "letters", "--language", "grc"]) == 0
    assert 'language = "grc"  # named on the command line' in (folder / "collation.toml").read_text(encoding="utf-8")
    assert run(["init", "letters", "--dry-run", "--language", "?"]) == 2


def test_languages_that_differ_are_left_to_the_user(folder: Path) -> None:
    put(folder, A__xml=tei("<p>arma virumque</p>", language="la"), B__xml=tei("<p>arma virumque</p>", language="grc"))
    assert "language" not in proposed(folder)


def test_a_language_that_cannot_be_guessed_is_left_to_the_user(folder: Path) -> None:
    put(folder, A__txt="arma virumque cano\n", B__txt="arma uirumque cano\n")
    assert "language" not in proposed(folder)
    assert '# language = "la"  # could not be guessed; two or three letters of ISO 639' in comments(folder)


TITLE = "<fileDesc><titleStmt><title>Three &amp; <hi>Four</hi>\n Letters</title></titleStmt></fileDesc>"


def test_titles_and_sigla_are_those_of_the_files(folder: Path) -> None:
    header = f'{TITLE}<sourceDesc><listWit><witness xml:id="Q"/></listWit></sourceDesc>'
    put(folder, one__xml=tei(f"<p>{TEXT}</p>", header), two__xml=tei(f"<p>{OTHER}</p>", TITLE))
    assert proposed(folder) == {
        "title": "Three & Four Letters",
        "language": "en",
        "base": "Q",
        "witnesses": [
            {"siglum": "Q", "file": "one.xml", "title": "Three & Four Letters"},
            {"siglum": "two", "file": "two.xml", "title": "Three & Four Letters"},
        ],
    }


def test_the_title_of_one_file_among_others_is_not_that_of_the_work(folder: Path) -> None:
    put(folder, A__xml=tei(f"<p>{TEXT}</p>", TITLE), B__txt=OTHER)
    assert proposed(folder)["title"] == "letters"
    assert not any("It has" in line for line in comments(folder))


HANDS = tei("<p>the <del>old</del><add>black</add> cat sat on the mat and it was not in the house</p>")


def test_hands_beside_other_witnesses_are_a_comment(folder: Path) -> None:
    put(folder, A__xml=HANDS, B__txt="the black cat sat on the mat and it was not in a house\n")
    assert witnesses(folder)[0] == {"siglum": "A", "file": "A.xml"}
    told = comments(folder)
    at = told.index("# It has 2 hands or states: A, A*. To collate all:")
    assert told[at + 1 : at + 3] == ["# [witnesses.read]", '# hand = "all"']


def test_the_hands_of_the_only_source_are_the_witnesses(folder: Path) -> None:
    put(folder, A__xml=HANDS)
    assert witnesses(folder) == [{"siglum": "A", "file": "A.xml", "read": {"hand": "all"}}]


def test_the_witnesses_of_the_only_edition_are_the_witnesses(folder: Path) -> None:
    app = '<app><lem wit="#P">black</lem><rdg wit="#Q #R">old</rdg></app>'
    put(folder, ed__xml=tei(f"<p>the {app} cat <del>lay</del><add>sat</add> on the mat</p>"))
    assert proposed(folder)["base"] == "P"
    assert 'witness = "all"' in (folder / "collation.toml").read_text(encoding="utf-8")


def test_one_text_alone_is_told(folder: Path, capsys: Printed) -> None:
    put(folder, A__txt=TEXT)
    assert run(["init", "letters"]) == 0
    assert "note: only one witness was found" in capsys.readouterr().err


def test_names_that_are_meant_to_do_harm_are_text(folder: Path, capsys: Printed) -> None:
    names = ['a"\n[rules]\npython = "x.py"\n#.txt', "b\x1b[31m\u202e.txt", "::error::c.txt", "$(touch d).txt"]
    for name in names:
        put_file(folder / name, TEXT)
    put_file(folder / "e\x1b\n#.jpg", b"")
    found = proposed(folder)
    assert set(found) == {"title", "language", "base", "witnesses"}
    assert sorted(str(w["file"]) for w in witnesses_of(found)) == sorted(names)
    assert run(["init", "letters", "--dry-run"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert (folder / "collation.toml").read_text(encoding="utf-8").isascii()


def witnesses_of(settings: dict[str, object]) -> list[dict[str, object]]:
    found = settings["witnesses"]
    assert isinstance(found, list)
    return found


def test_a_title_that_is_meant_to_do_harm_is_text(folder: Path) -> None:
    title = TITLE.replace("Letters", '"\u202e]\\ &#10; x = 1')
    put(folder, A__xml=tei(f"<p>{TEXT}</p>", title), B__xml=tei(f"<p>{OTHER}</p>", title))
    assert proposed(folder)["title"] == 'Three & Four " ]\\ x = 1'


def test_a_link_out_of_the_project_is_not_taken(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("the secret of the house\n", encoding="utf-8")
    put(folder, A__txt=TEXT, B__txt=OTHER)
    (folder / "link.txt").symlink_to(secret)
    (folder / "more").symlink_to(secret.parent)
    assert [w["file"] for w in witnesses(folder)] == ["A.txt", "B.txt"]
    assert "secret" not in (folder / "collation.toml").read_text(encoding="utf-8")


def test_a_link_out_of_a_folder_in_no_project_is_never_opened(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for name in ("secret.txt", "secret"):
        put_file(outside / name, "the secret of the house " * 30)
    put(tmp_path, A__txt=TEXT, B__txt=OTHER)
    put(tmp_path, pages_s_p1__txt=LONG[:900], pages_s_p2__txt=LONG[900:])
    for name, target in (("link.txt", "secret.txt"), ("bare", "secret"), ("more", "."), ("pages/p3.txt", "secret.txt")):
        (tmp_path / name).symlink_to(outside / target)
    opened: list[str] = []
    real_open = os.open

    def noted_open(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        opened.append(str(path))
        return real_open(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", noted_open)
    assert run(["init", str(tmp_path)]) == 0
    monkeypatch.undo()
    assert any(name.endswith("A.txt") for name in opened)
    assert not [name for name in opened if name.endswith(("link.txt", "bare", "more", "p3.txt"))]
    text = (tmp_path / "collation.toml").read_text(encoding="utf-8")
    assert "secret" not in text
    assert "#   bare, link.txt, more, pages/p3.txt: a link that leads out of the project; put the file itself" in text


@pytest.mark.parametrize(
    "name", ["0255X.Y.Shamela0023775-ara1", "0255X.Y.JK007-ara1.completed", "0255X.Y.Z-per2.inProgress", "0255X.Y.Z"]
)
def test_a_file_of_openiti_is_known_by_its_first_line(name: str, folder: Path) -> None:
    put_file(folder / name, f"######OpenITI#\n\n#META#Header#End#\n\n# {TEXT}")
    put(folder, B__txt=OTHER, **{"C__Shamela0023775-ara1": TEXT})
    assert [w["file"] for w in witnesses(folder)] == [name, "B.txt"]
    assert "#   C.Shamela0023775-ara1: of no format that is known by its name" in comments(folder)


@pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
def test_a_name_that_is_not_utf_8_is_listed(folder: Path) -> None:
    put(folder, A__txt=TEXT, B__txt=OTHER)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text(TEXT, encoding="utf-8")
    assert [w["file"] for w in witnesses(folder)] == ["A.txt", "B.txt"]
    assert "#   \\u{dcff}.txt: its name is not UTF-8; rename it" in comments(folder)
