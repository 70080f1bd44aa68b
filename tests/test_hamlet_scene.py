"""A scene in TEI and in XHTML, read and collated: what a person who compares the two must see."""

import shutil

import pytest
from page_sources import SHARED

import collate
from collate.model.alignment import GAP, Testimony
from collate.model.witness import Role

FOLDER = SHARED / "works" / "hamlet-1-1"
WORK = """
base = "Q1"
language = "en"
[[witnesses]]
siglum = "Q1"
file = "q1.xml"
[[witnesses]]
siglum = "SE"
file = "se.xhtml"
extent = "fragment"
"""

needs_scene = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: works/hamlet-1-1/")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> collate.CollationResult:
    folder = tmp_path_factory.mktemp("hamlet")
    for name in ("q1.xml", "se.xhtml"):
        shutil.copy(FOLDER / name, folder)
    (folder / "collation.toml").write_text(WORK, encoding="utf-8")
    return collate.collate(collate.read(folder))


def columns(scene: collate.CollationResult) -> list[tuple[str, str]]:
    """Return the words of Q1 and SE in each column; "" for none."""
    surfaces = [
        [tokens.witness.text[start:end] for start, end in tokens.spans.tolist()] for tokens in scene.alignment.tokens
    ]
    table = scene.alignment.table.tolist()
    return [("" if q1 == GAP else surfaces[0][q1], "" if se == GAP else surfaces[1][se]) for q1, se in table]


@needs_scene
def test_a_fragment_is_silent_after_the_entry_of_the_ghost(scene: collate.CollationResult) -> None:
    rows = columns(scene)
    last = max(n for n, (_, se) in enumerate(rows) if se)
    assert [q1 for q1, _ in rows[last + 1 :]][:2] == ["Mar", "."]
    assert set(scene.alignment.testimony[last + 1 :, 1].tolist()) == {Testimony.ABSENT}


@needs_scene
@pytest.mark.parametrize(
    ("old", "new"), [("vpon", "upon"), ("haue", "have"), ("souldier", "soldier"), ("peece", "piece")]
)
def test_older_spelling_is_told_as_such(scene: collate.CollationResult, old: str, new: str) -> None:
    found = [e for e in scene.entries if e.lemma is not None and e.lemma.text == old]
    assert found
    for entry in found:
        (variation,) = entry.variations
        assert (entry.readings[0].text, str(variation.kind), variation.cause) == (new, "spelling", "historical")


@needs_scene
def test_prefixes_of_speeches_are_paratext_and_stand_beside_each_other(scene: collate.CollationResult) -> None:
    speakers = []
    for witness in scene.work.witnesses:
        spans = [(m.start, m.end) for m in witness.marks if m.role is Role.PARATEXT and m.cause == "speaker"]
        speakers.append({witness.text[start:end] for start, end in spans})
    assert speakers[0] >= {"1.", "2.", "Hor.", "Mar."}
    assert speakers[1] == {"Bernardo", "Francisco", "Horatio", "Marcellus"}
    beside = {(q1, se) for q1, se in columns(scene) if q1 in ("1", "2", "Hor", "Mar") and se}
    assert beside == {
        ("1", "Bernardo"),
        ("1", "Francisco"),
        ("2", "Bernardo"),
        ("Hor", "Horatio"),
        ("Mar", "Marcellus"),
    }


@needs_scene
def test_a_word_over_a_line_end_is_one_word_in_both(scene: collate.CollationResult) -> None:
    assert ("westward", "westward") in columns(scene)
