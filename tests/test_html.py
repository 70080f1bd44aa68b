"""The HTML report as a file: one page, offline, complete, and safe whatever a witness says.

What a browser makes of it is in `test_page`. The small apparatus is built by hand, so that the page
is judged apart from the aligner.
"""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from rendered import text_of

from collate.apparatus import Apparatus, Contrast, Entry, Lemma, Reading, Support
from collate.model.alignment import Alignment, Testimony
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import Bibliography, Extent, Role, Siglum, SourceFile, Witness
from collate.text.tokenise import tokenise, whitespace_tokeniser
from collate.variants import VariationUnit

A, B, C = Siglum("A"), Siglum("B"), Siglum("C")
TEXTS = {
    A: "The <script>alert(1)</script> colour\n\nשלום here today",
    B: "The ]]> color\r\nשָׁלוֹם today\n",
    C: "שלום really here today",
}
ABSENT = ((2, Testimony.ABSENT),)
SILENT = ((C, Testimony.ABSENT),)


def alignment() -> Alignment:
    witnesses = [
        Witness(
            A,
            TEXTS[A],
            bibliography=Bibliography("<b>First</b> ]]>", "1900", "A press"),
            sources=(SourceFile("a.txt"),),
        ),
        Witness(B, TEXTS[B], derived_from=A),
        Witness(C, TEXTS[C], extent=Extent.FRAGMENT),
    ]
    table = np.array(
        [[0, 0, -1], [1, 1, -1], [2, 2, -1], [3, 3, 0], [-1, -1, 1], [4, -1, 2], [5, 4, 3]], dtype=np.int32
    )
    testimony = np.where(table >= 0, Testimony.READS, Testimony.OMITS).astype(np.int8)
    testimony[:3, 2] = Testimony.ABSENT
    return Alignment(tokenise(witnesses, whitespace_tokeniser), table, testimony, np.zeros(table.shape, np.float32))


def support(siglum: Siglum, words: str) -> Support:
    start = TEXTS[siglum].index(words)
    return Support(siglum, ((start, start + len(words)),))


def after(siglum: Siglum, words: str) -> Support:
    end = TEXTS[siglum].index(words) + len(words)
    return Support(siglum, ((end, end),))


def entries() -> tuple[Entry, ...]:
    script = "<script>alert(1)</script>"
    return (
        Entry(
            1, "one", VariationUnit(1, 2, ((0,), (1,)), ABSENT),
            Lemma(script, (support(A, script),), 1, "The ", " colour"),
            (Reading("]]>", (support(B, "]]>"),), Variation(Kind.SUBSTITUTION, "other <words>")),),
            SILENT,
        ),
        Entry(
            2, "two", VariationUnit(2, 3, ((0,), (1,)), ABSENT),
            Lemma("colour", (support(A, "colour"),), 1, "The ", "", occurrence=2),
            (
                Reading(
                    "color", (support(B, "color"),),
                    Variation(
                        Kind.SPELLING, "-our beside -or", "regional", "regional",
                        (Kind.CAPITALISATION,), Role.PARATEXT, Certainty.MEDIUM,
                    ),
                ),
            ),
            SILENT,
        ),
        Entry(
            3, "three", VariationUnit(3, 3, ((0,), (1,)), ABSENT, is_white_space=True),
            Lemma("\n\n", (support(A, "\n\n"),), 1, "colour", "שלום"),
            (Reading("\r\n", (support(B, "\r\n"),), Variation(Kind.TYPOGRAPHY, "white space only")),),
            SILENT,
        ),
        Entry(
            4, "four", VariationUnit(3, 4, ((0, 2), (1,))),
            Lemma("שלום", (support(A, "שלום"), support(C, "שלום")), 3, "", " here"),
            (Reading("שָׁלוֹם", (support(B, "שָׁלוֹם"),), Variation(Kind.DIACRITICS, "points only")),),
        ),
        Entry(
            5, "five", VariationUnit(4, 5, ((0, 1), (2,))),
            Lemma("", (after(A, "שלום"), after(B, "שָׁלוֹם")), 3, "שלום", " here"),
            (Reading("really", (support(C, "really"),), Variation(Kind.ADDITION, "the base has nothing")),),
        ),
        Entry(
            6, "six", VariationUnit(5, 6, ((0, 2), (1,))),
            Lemma("here", (support(A, "here"), support(C, "here")), 3, "שלום ", " today"),
            (Reading("", (after(B, "שָׁלוֹם"),), Variation(Kind.OMISSION, "B has nothing")),),
            doubt=0.5, other_place="to line 9",
        ),
    )  # fmt: skip


def apparatus() -> Apparatus:
    witnesses = tuple(t.witness for t in alignment().tokens)
    return Apparatus("Of <i>colour</i> & ]]>", "en", "A", witnesses, entries(), (("spelling.error", 3),))


def without_base() -> Apparatus:
    agrees = Variation(Kind.AGREEMENT, "a reading of this place")
    first = Reading("colour", (support(A, "colour"),), agrees)
    second = Reading("color", (support(B, "color"),), agrees)
    spelled = replace(second, variation=Variation(Kind.SPELLING, "-our beside -or"))
    unit = VariationUnit(2, 3, ((0,), (1,)), ABSENT)
    entry = Entry(1, "one", unit, None, (first, second), SILENT, (Contrast(first, spelled),))
    return replace(apparatus(), base="none", entries=(entry,))


class Page(HTMLParser):
    """The elements of a page, and what stands in each that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.content: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in ("meta", "input"):
            self._open.append(found.get("id") or tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.content[name] = self.content.get(name, "") + data

    @property
    def record(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self.content["record"])
        return record


@pytest.fixture(scope="module")
def html() -> str:
    return text_of("html", apparatus(), alignment())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_same_apparatus_gives_the_same_page(html: str) -> None:
    assert text_of("html", apparatus(), alignment()) == html


def test_markup_in_a_witness_is_text(html: str, page: Page) -> None:
    assert "<script>alert" not in html
    assert "<b>First" not in html
    assert "<i>colour" not in html
    assert "other <words>" not in html
    assert html.count("<script") == 2
    assert page.content["h1"] == "Of <i>colour</i> & ]]>"
    assert page.record["witnesses"][0]["title"] == "<b>First</b> ]]>"


def test_nothing_in_a_witness_can_end_the_record(html: str) -> None:
    record = re.search(r'<script type="application/json" id="record">(.*?)</script>', html, re.DOTALL)
    assert record
    assert "<" not in record[1]


def test_only_the_style_and_the_script_of_the_page_may_run(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = policy[1]
    assert rules.startswith("default-src 'none';")
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inline
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules


def test_the_page_asks_for_nothing_from_anywhere(html: str, page: Page) -> None:
    addresses = set(re.findall(r"https?://[^\s\"')]*", html))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # the name of SVG, which no browser opens
    assert "url(" not in html
    assert not [a for _, a in page.elements if "src" in a or "style" in a]
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object"} == set()
    assert not [name for _, a in page.elements for name in a if name.startswith("on")]


def test_the_record_holds_the_text_of_every_witness(page: Page) -> None:
    assert [w["text"] for w in page.record["witnesses"]] == list(TEXTS.values())


def test_the_tokens_of_the_record_are_counted_as_a_browser_counts() -> None:
    witness = Witness(A, "\U00010330\U00010331 b \ud800\udc00 c")
    table = np.arange(4, dtype=np.int32)[:, None]
    found = Alignment(
        tokenise([witness], whitespace_tokeniser), table, np.zeros((4, 1), np.int8), np.zeros((4, 1), np.float32)
    )
    said = Page(text_of("html", Apparatus("", "", "A", (witness,), ()), found)).record["witnesses"][0]
    assert (said["gaps"], said["lengths"]) == ([0, 1, 1, 1], [4, 1, 2, 1])


def test_a_page_says_without_its_script_what_it_is_made_of(page: Page) -> None:
    assert page.content["facts"].startswith("6 entries from 3 witnesses; made with base A.")
    assert "Left out of this page when it was made: spelling.error 3." in page.content["facts"]
    assert "read the same entries in the Markdown" in page.content["noscript"]


def test_what_was_not_asked_is_unknown_and_what_is_not_shown_is_hidden(page: Page) -> None:
    groupings, entries = page.record["groupings"], page.record["entries"]
    assert [groupings[e[8]] for e in entries][:4] == [[[0], [1]], [[0], [1]], [[0], [1]], [[0, 2], [1]]]
    assert entries[0][11] == [-1, 0, -2, -1]
    assert page.record["variations"][0][3] == "other <words>"


def test_the_record_says_what_a_doubt_means_and_which_an_editor_should_look_at() -> None:
    entries_ = tuple(
        replace(entry, doubt=doubt) for entry, doubt in zip(entries(), (0, 0.2496, 0.25, 1, 0, 0.25), strict=True)
    )
    record = Page(text_of("html", replace(apparatus(), entries=entries_), alignment())).record
    assert [record["doubts"][e[5]] for e in record["entries"]] == [
        [0, "", 0],
        [0.25, "in about 2 of 10 such places the words stand elsewhere", 0],
        [0.25, "in about 2 of 10 such places the words stand elsewhere", 1],
        [1, "no place was found for the passage of the fragment that has these words", 1],
        [0, "", 0],
        [0.25, "in about 2 of 10 such places the words stand elsewhere", 1],
    ]


def test_without_a_base_the_kinds_stand_between_readings() -> None:
    record = Page(text_of("html", without_base(), alignment())).record
    assert [e[11] for e in record["entries"]] == [[-1, 0, -2, -1]]


def test_witnesses_that_agree_give_a_page_all_the_same() -> None:
    page = Page(text_of("html", replace(apparatus(), entries=()), alignment()))
    assert page.content["facts"].startswith("0 entries from 3 witnesses")
