"""Each document has a name of its own, by which its file is found; nothing is told of the wrong file."""

import json
from pathlib import Path

import pytest
from planted_passages import words_of
from stranger import Called

import collate
from collate.corpus.jobs import JOBS, JobName, JobOptions
from collate.corpus.works import CorpusWork

PASSAGE = " ".join(words_of(1, 60))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files of one name, with a passage at different places."""
    monkeypatch.chdir(tmp_path)
    for name, before in (("x", 40), ("y", 90)):
        (tmp_path / "raw" / name).mkdir(parents=True)
        text = f"{' '.join(words_of(before, before))}\n{PASSAGE}\n{' '.join(words_of(before + 1, 80))}\n"
        (tmp_path / "raw" / name / "page.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["raw", "./raw", "{}/raw", "../{0.name}/raw"])
def test_files_of_one_name_are_two_documents(folder: Path, called: Called, form: str) -> None:
    code, out, _ = called("discover", form.format(folder), "--format", "json")
    (passage,) = json.loads(out)
    assert code == 0
    for span, name in ((passage["a"], "x"), (passage["b"], "y")):
        text = Path(span["file"]).read_text(encoding="utf-8")
        assert text[span["start"] : span["end"]] == PASSAGE
        assert span["file"].endswith(f"raw/{name}/page.txt")


def test_the_page_does_not_show_the_folders_of_this_computer(folder: Path, called: Called) -> None:
    _, page, _ = called("discover", f"{folder}/raw", "--format", "html")
    assert str(folder) not in page
    assert "<bdi>x/page.txt</bdi>" in page
    assert "<bdi>y/page.txt</bdi>:2" in page


def test_a_file_that_is_named_twice_is_one_document(folder: Path, called: Called) -> None:
    (folder / "link.txt").symlink_to(folder / "raw" / "x" / "page.txt")
    code, out, err = called("discover", "raw/x", f"{folder}/raw/x/page.txt", "link.txt", "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert err.splitlines() == [
        f"note: {folder}/raw/x/page.txt: left out, because it is the same file as raw/x/page.txt",
        "note: link.txt: left out, because it is the same file as raw/x/page.txt",
        "no parallel passages found in 1 document",
    ]


def test_a_text_within_a_file_is_told_from_a_file_of_its_name(folder: Path, called: Called) -> None:
    texts = [f"{' '.join(words_of(seed, 50))} {PASSAGE}" for seed in (30, 31, 32)]
    witnesses = [{"id": name, "content": text} for name, text in zip("AB", texts[:2], strict=True)]
    (folder / "in.json").write_text(json.dumps({"witnesses": witnesses}), encoding="utf-8")
    (folder / "in.json#A").write_text(texts[2], encoding="utf-8")
    _, out, _ = called("discover", "in.json", "in.json#A", "--format", "json")
    pairs = [(p["a"]["file"], p["b"]["file"]) for p in json.loads(out)]
    assert pairs == [("in.json#A", "in.json#B"), ("in.json#A", "in.json#A (2)"), ("in.json#B", "in.json#A (2)")]


def test_the_api_names_documents_by_their_paths(folder: Path) -> None:
    found = collate.find_passages(folder / "raw")
    assert [p.a.file for p in found.passages] == [(folder / "raw/x/page.txt").as_posix()]


def test_the_passages_of_a_corpus_do_not_depend_on_where_it_is(folder: Path) -> None:
    (folder / "raw" / "collation.toml").write_text('title = "A"\n', encoding="utf-8")
    results = []
    for source in (Path("raw"), folder / "raw", Path("..") / folder.name / "raw"):
        contents = JOBS[JobName.DISCOVER](CorpusWork("work", source), JobOptions(job=JobName.DISCOVER)).contents
        results.append({name: "".join(map(str, content)) for name, content in contents.items()})
    assert results[0] == results[1] == results[2]
    (passage,) = json.loads(results[0]["passages.json"])
    assert (passage["a"]["file"], passage["b"]["file"]) == ("x/page.txt", "y/page.txt")
