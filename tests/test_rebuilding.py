"""Every witness can be rebuilt from what is written for machines, as far as docs/formats.md promises it.

The readers here know the formats by that page alone, and use nothing of the package to read them.
"""

import csv
import io
import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from rendered import text_of
from strategies import varied_texts
from tei_reader import Picked, parsed, running

from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work

SIGLA = ["A", "P46 vid", "=1", "א"]
ODD_WORDS = ["the", "The", "colour", "color", "=1+1", "'tis", "'=x", "-", "@a", "＝", '"', "“", ",", ";", "a,b", "<b>", "&amp;", "]]>",
             "[sic]", "(absent)", "\\n", "λόγος", "בָּרָא", "太初", "self-\nevident", "to-day", "e\u0301", "𝔓46", "\u202e", "null", "..."]  # fmt: skip
ODD_SPACES = [" ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\u3000", ""]
few = settings(max_examples=30, deadline=None)


def odd_texts() -> SearchStrategy[str]:
    piece = st.tuples(st.sampled_from(ODD_WORDS), st.sampled_from(ODD_SPACES)).map("".join)
    return st.tuples(st.sampled_from(ODD_SPACES), st.lists(piece, min_size=1, max_size=9).map("".join)).map("".join)


@st.composite
def odd_works(draw: st.DrawFn) -> Collated:
    """Draw two to four witnesses with odd words and spaces; later ones may be fragments."""
    found = []
    for k in range(draw(st.integers(2, 4))):
        text = draw(odd_texts())
        if k and draw(st.booleans()):
            found.append(Witness(Siglum(SIGLA[k]), text, extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH))
        else:
            found.append(Witness(Siglum(SIGLA[k]), text + " end"))
    return collate_work(Work(tuple(found), title="t", base=Siglum("A")))


@st.composite
def varied_works(draw: st.DrawFn) -> Collated:
    """Draw complete witnesses that vary a real sentence, with odd white space between the words."""
    found = []
    for siglum, text in zip(SIGLA, draw(varied_texts()), strict=False):
        spaces = draw(st.lists(st.sampled_from([" ", " ", " ", "\n", "  "]), min_size=3, max_size=3))
        words = text.split()
        pieces = [word + spaces[k % 3] for k, word in enumerate(words[:-1])]
        found.append(Witness(Siglum(siglum), "".join(pieces) + words[-1]))
    return collate_work(Work(tuple(found), title="t", base=Siglum("A"), language="en"))


def without_space(text: str) -> str:
    return "".join(text.split())


def texts_of(collated: Collated) -> dict[str, str]:
    return {str(w.siglum): w.text for w in collated.work.witnesses}


def written(name: str, collated: Collated) -> str:
    return text_of(name, collated.apparatus, collated.alignment)


def cells_of(document: str) -> list[dict[str, str]]:
    """Read CSV: rows by the names of the columns, each cell without the apostrophe that guards it."""
    reader = csv.reader(io.StringIO(document, newline=""))
    head, *rows = [[re.sub(r"^'(?='*[=+\-@\t\r＝＋－＠])", "", cell) for cell in row] for row in reader]
    return [dict(zip(head, row, strict=True)) for row in rows]


def require_text_from_the_long_table(collated: Collated) -> None:
    rows = cells_of(written("table-long", collated))
    for siglum, text in texts_of(collated).items():
        tokens = [row for row in rows if row["siglum"] == siglum and row["start"]]
        spans = [(int(row["start"]), int(row["end"])) for row in tokens]
        assert spans == sorted(spans)
        assert [row["surface"] for row in tokens] == [text[start:end] for start, end in spans]
        assert "".join(without_space(row["surface"]) for row in tokens) == without_space(text)


def require_text_from_the_table(collated: Collated) -> None:
    rows = cells_of(written("table", collated))
    for siglum, text in texts_of(collated).items():
        if "(absent)" in text:  # a word that is also the sign of silence: the page sends its reader to the long table
            continue
        words = [row[siglum] for row in rows if row[siglum] not in ("(absent)", "(lacuna)", "(illegible)")]
        assert without_space("".join(words)) == without_space(text)


def require_text_from_the_table_of_collatex(collated: Collated) -> None:
    document = json.loads(written("collatex", collated))
    rebuilt = {
        siglum: "".join(cell[0]["t"] for cell in row if cell is not None)
        for siglum, row in zip(document["witnesses"], document["table"], strict=True)
    }
    assert rebuilt == texts_of(collated)
    assert len({len(row) for row in document["table"]}) == 1


def require_text_from_tei(collated: Collated) -> None:
    segmented, pointed = (written(name, collated) for name in ("tei", "tei-dep"))
    for siglum, text in texts_of(collated).items():
        rebuilt = Picked(parsed(segmented), siglum).text
        if siglum == "A":
            assert rebuilt == running(parsed(pointed)) == text
        assert without_space(rebuilt) == without_space(text)


def require_text_from_json_and_the_base(collated: Collated) -> None:
    texts = texts_of(collated)
    document = json.loads(written("json", collated))
    entries = sorted(
        document["entries"] + document.get("echoes", []), key=lambda entry: (entry["lemma"]["spans"][0], entry["n"])
    )
    for siglum, text in texts.items():
        rebuilt, at = "", 0
        for entry in entries:
            start, end = entry["lemma"]["spans"][0]
            rebuilt += texts["A"][at:start] + reading_in_json(entry, siglum)
            at = end
        rebuilt += texts["A"][at:]
        # Words are compared with the white space between them: no two have run into one.
        assert rebuilt.split() == text.split()


def reading_in_json(entry: dict[str, Any], siglum: str) -> str:
    """Return what a witness has in an entry, with a space after what the base does not have."""
    if siglum in entry["lemma"]["witnesses"]:
        return str(entry["lemma"]["text"])
    if entry["silent"].get(siglum) == "omits":  # the white space beside words that other entries say it omits
        return " "
    (text,) = [reading["text"] for reading in entry["readings"] if siglum in reading["witnesses"]]
    start, end = entry["lemma"]["spans"][0]
    return f" {text} " if start == end else str(text)


def require_text_from_csv_and_the_base(collated: Collated) -> None:
    """A row names its place by the words before and after it; between the words any white space may stand."""
    texts = texts_of(collated)
    entries: dict[str, list[dict[str, str]]] = {}
    for row in cells_of(written("csv", collated)):
        entries.setdefault(row["id"], []).append(row)
    for siglum, text in texts.items():
        rebuilt, at = "", 0
        for rows in entries.values():
            before, lemma, after = (re.sub(r"(?:\\ )+|\\\n", r"\\s+", re.escape(rows[0][c])) for c in ("before", "lemma", "after"))  # fmt: skip
            if not rows[0]["lemma"].strip() and not any(row["reading"].strip() for row in rows):
                continue  # white space alone
            place = re.compile(f"{before}(?P<lemma>{lemma}){after}").search(
                texts["A"], max(0, at - len(rows[0]["before"]) - 40)
            )
            assert place is not None
            start, end = place.span("lemma")
            assert start >= at
            sigla = [s for row in rows for s in cited(row["witnesses"])]
            mine = [row["reading"] for row in rows if siglum in cited(row["witnesses"])]
            assert len(sigla) == len(set(sigla))
            assert (siglum in cited(rows[0]["lemma_witnesses"])) == (not mine)
            rebuilt += texts["A"][at:start] + (mine[0] if mine else rows[0]["lemma"])
            at = end
        assert without_space(rebuilt + texts["A"][at:]) == without_space(text)


def cited(cell: str) -> list[str]:
    """Return the sigla of a cell; one that has a space stays whole."""
    return [s for s in SIGLA if re.search(rf"(?:^| ){re.escape(s)}(?:,? |$)", cell)]


@few
@given(odd_works())
def test_odd_words_are_rebuilt_from_every_table_and_from_tei(collated: Collated) -> None:
    require_text_from_the_long_table(collated)
    require_text_from_the_table(collated)
    require_text_from_the_table_of_collatex(collated)
    require_text_from_tei(collated)


@few
@given(varied_works())
def test_texts_are_rebuilt_from_the_base_and_its_readings(collated: Collated) -> None:
    require_text_from_json_and_the_base(collated)
    require_text_from_csv_and_the_base(collated)
