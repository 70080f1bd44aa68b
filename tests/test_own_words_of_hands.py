"""A hand that testifies to its own words alone is placed where its file has them, not where like words stand."""

import numpy as np
import pytest

import collate
from collate.files.toml import SettingsTable
from collate.model.alignment import GAP, Testimony
from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei


def beside(body: str, *others: str) -> dict[str, list[str]]:
    """Return what each witness has in each column: "." where it is silent, "-" where it omits."""
    content = f"<TEI><text><body>{body}</body></text></TEI>".encode()
    settings = read_settings([SettingsTable.of({"hand": "all", "inherit": False}, "options")])
    hands = read_tei([SourceContent("m.xml", content)], ReadOptions("m.xml", Siglum("M"), settings=settings))
    plain = [collate.Witness(Siglum(letter), text) for letter, text in zip("BC", others, strict=False)]
    alignment = collate.collate([*hands, *plain]).alignment
    found = {}
    for w, tokens in enumerate(alignment.tokens):
        texts = tokens.witness.text
        spans = tokens.spans
        cells = []
        for n, said in zip(alignment.table[:, w], alignment.testimony[:, w], strict=True):
            cells.append(texts[slice(*spans[n])] if n != GAP else "." if said == Testimony.ABSENT else "-")
        found[str(tokens.witness.siglum)] = cells
    return found


@pytest.mark.parametrize(
    ("body", "others", "hand"),
    [
        (
            "<p>and it rained and it snowed <add hand='#c'>and</add> it ended</p>",
            ["and it rained and it snowed and it ended", "and it rained and it snowed it ended"],
            ". . . . . . and . .",
        ),
        (
            "<p>et deus dixit <subst><del hand='#c'>fiat</del><add hand='#c'>fiad</add></subst> lux et deus vidit</p>",
            ["et deus dixit fiat lux et deus vidit"],
            ". . . fiad . . . .",
        ),
        (
            "<p>λόγος <add hand='#c'>ὁ</add> ἦν πρὸς τὸν θεόν καὶ θεὸς ἦν <add hand='#c'>ὁ</add> λόγος</p>",
            ["λόγος ἦν πρὸς τὸν θεόν καὶ θεὸς ἦν ὁ λόγος"],
            ". ὁ . . . . . . . ὁ .",
        ),
        (
            "<p>в начале было <add hand='#c'>всё</add></p>",
            ["в начале было слово"],
            ". . . всё",
        ),
    ],
)  # fmt: skip
def test_each_word_of_a_hand_stands_at_its_place(body: str, others: list[str], hand: str) -> None:
    assert beside(body, *others)["M^c"] == hand.split()


def test_two_hands_with_one_word_stand_at_two_places() -> None:
    body = "<p>one <add hand='#c'>more</add> word and one <add hand='#d'>more</add> line</p>"
    found = beside(body, "one word and one line")
    assert found["M^c"] == [".", "more", *"....."]
    assert found["M^d"] == [*".....", "more", "."]


def test_no_word_of_a_hand_changes_the_columns_of_the_manuscript() -> None:
    found = beside("<p>a b <add hand='#c'>a b c</add> c d <add hand='#c'>a</add></p>", "a b c d")
    assert [cell for cell in found["M*"] if cell not in "-."] == ["a", "b", "c", "d"]
    assert np.array_equal([c for c in found["M*"] if c not in "-."], [c for c in found["B"] if c not in "-."])
