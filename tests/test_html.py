"""The HTML report: one page, offline, complete, and safe whatever a witness says.

Long because it builds its small apparatus by hand: the page is judged apart from the aligner.
"""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from collate.alignment import Alignment, Testimony
from collate.apparatus import Apparatus, Contrast, Entry, Lemma, Reading, Support
from collate.classify.kinds import Certainty, Kind, Variation
from collate.tokenise import blanks, tokenise
from collate.variants import VariationUnit
from collate.witness import Bibliography, Extent, Role, Siglum, Source, Witness
from collate.write.html import write_html

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
            A, TEXTS[A], bibliography=Bibliography("<b>First</b> ]]>", "1900", "A press"), sources=(Source("a.txt"),)
        ),
        Witness(B, TEXTS[B], derived_from=A),
        Witness(C, TEXTS[C], extent=Extent.FRAGMENT),
    ]
    table = np.array(
        [[0, 0, -1], [1, 1, -1], [2, 2, -1], [3, 3, 0], [-1, -1, 1], [4, -1, 2], [5, 4, 3]], dtype=np.int32
    )
    testimony = np.where(table >= 0, Testimony.READS, Testimony.OMITS).astype(np.int8)
    testimony[:3, 2] = Testimony.ABSENT
    return Alignment(tokenise(witnesses, blanks), table, testimony, np.zeros(table.shape, np.float32))


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
            3, "three", VariationUnit(3, 3, ((0,), (1,)), ABSENT, between=True),
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
            doubt=0.5, moved="to line 9",
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


@dataclass
class Page(HTMLParser):
    """What a reader of the page finds: texts of witnesses, lines of entries, links, elements."""

    html: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    content: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag not in ("meta", "input", "br", "wbr"):
            self.open.append((tag, found))
        if found.get("class") == "text":
            self.texts.setdefault(self.cell(), []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(a.get("class") == "text" for _, a in self.open):
            self.texts[self.cell()][-1] += data
        elif self.open and self.open[-1][1].get("class") == "aside" and any(t == "td" for t, _ in self.open):
            self.notes.append(data)
        for tag, found in self.open:
            for name in {tag, found.get("id") or tag}:
                self.content[name] = self.content.get(name, "") + data

    def cell(self) -> str:
        return next(a["data-w"] or "" for tag, a in reversed(self.open) if tag == "td")

    def line(self, n: int) -> str:
        return " ".join(self.content[f"e{n}"].split())

    def named(self, name: str) -> dict[str, str | None]:
        return next(a for _, a in self.elements if a.get("id") == name)


@pytest.fixture(scope="module")
def html() -> str:
    return write_html(apparatus(), alignment())


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


def test_the_same_apparatus_gives_the_same_page(html):
    assert write_html(apparatus(), alignment()) == html


def test_markup_in_a_witness_is_text(html, page):
    assert "<script>alert" not in html
    assert "<b>First" not in html
    assert "<i>colour" not in html
    assert "other <words>" not in html
    assert html.count("<script") == 1
    assert page.content["h1"] == "Of <i>colour</i> & ]]>"
    assert "The <script>alert(1)</script> CA" not in page.line(1)
    assert "<script>alert(1)</script> A ]" in page.line(1)


def test_only_the_style_and_the_script_of_the_page_may_run(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none';")
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        inline = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inline
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules


def test_the_page_asks_for_nothing_from_anywhere(html, page):
    assert "http://" not in html
    assert "https://" not in html
    assert "url(" not in html
    assert not [a for _, a in page.elements if "src" in a or "style" in a]
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object"} == set()
    assert not [name for _, a in page.elements for name in a if name.startswith("on")]


def test_every_entry_has_a_permanent_link_and_every_link_leads_somewhere(page):
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if i and re.fullmatch(r"e\d+", i)] == ["e1", "e2", "e3", "e4", "e5", "e6"]
    assert {a["href"] for tag, a in page.elements if tag == "a"} <= {f"#{i}" for i in ids}


def test_the_text_of_every_witness_is_complete(page):
    assert {w: "".join(cells) for w, cells in page.texts.items()} == {
        "0": "The <script>alert(1)</script> colour\n\nשלום here today",
        "1": "The ]]> color\r\nשָׁלוֹם today\n",
        "2": "שלום really here today",
    }


def test_the_texts_go_in_step_with_the_paragraphs_of_the_base(page):
    assert page.texts == {
        "0": ["The <script>alert(1)</script> colour\n\n", "שלום here today"],
        "1": ["The ]]> color\r\n", "שָׁלוֹם today\n"],
        "2": ["", "שלום really here today"],
    }
    assert page.notes == ["absent"]


def test_an_entry_is_cited_as_in_a_printed_apparatus(page):
    assert page.line(1).startswith("1 l. 1 …The <script>alert(1)</script> A ] ]]> B substitution C absent")
    assert page.line(2).startswith(
        "2 l. 1 …The colour2 A ] color B spelling (regional) also capitalisation within paratext medium certainty C absent"
    )
    assert page.line(3).startswith("3 l. 1 …colour¶¶שלום… A ] ¶ B typography")
    assert page.line(5).startswith("5 l. 3 …שלום‸ here… A B ] add. really C addition")
    assert page.line(6).startswith("6 l. 3 …שלום here A C ] om. B omission moved: to line 9 alignment doubt 0.5")


def test_every_entry_says_why(page):
    assert "why B -our beside -or rule regional, medium certainty" in page.line(2)


def test_readings_stand_in_their_own_direction(html, page):
    assert '<bdi lang="en">שָׁלוֹם</bdi>' in html
    assert all(a["dir"] == "auto" for _, a in page.elements if a.get("class") == "text")


def test_the_summary_counts_readings_by_kind_and_witness(page):
    rows = page.content["tbody"].split("\n")
    assert "spellingaccidental1–1–" in rows
    assert "additionsubstantive1––1" in rows


def test_typography_alone_is_left_out_at_first(page):
    boxes = [a for tag, a in page.elements if tag == "input" and a.get("name") == "kind"]
    assert [a["value"] for a in boxes if "checked" not in a] == ["typography"]


def test_without_a_script_nothing_is_hidden_but_the_controls(page):
    assert [(tag, a["id"]) for tag, a in page.elements if "hidden" in a] == [
        ("form", "filter"),
        ("form", "shown"),
        ("div", "foot"),
    ]


def test_what_was_left_out_is_said(html):
    assert "Left out of this page when it was made: spelling.error 3." in html


def test_without_a_base_the_kinds_stand_between_readings():
    page = Page(write_html(without_base(), alignment()))
    assert page.line(1).startswith("1 A l. 1 colour A : color B spelling C absent")


def test_witnesses_that_agree_give_a_page_that_says_so():
    page = Page(write_html(replace(apparatus(), entries=()), alignment()))
    assert "The witnesses do not differ." in page.content["entries"]


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=3000 --dump-dom"
).split()
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: make setup-full")


def opened(html: str, folder: Path, fragment: str = "") -> Page:
    """Open a page in a browser and give what its script has made of it."""
    (folder / "page.html").write_text(html, encoding="utf-8", newline="")
    address = (folder / "page.html").as_uri() + fragment
    command = [CHROMIUM or "chromium", *FLAGS, f"--user-data-dir={folder / 'profile'}", address]
    dumped = subprocess.run(command, capture_output=True, timeout=60, check=True).stdout
    return Page(dumped.decode("utf-8"))


def hidden_entries(page: Page) -> list[str | None]:
    return [a["id"] for tag, a in page.elements if tag == "li" and "data-n" in a and "hidden" in a]


@in_a_browser
def test_a_browser_runs_the_script_and_hides_typography(html, tmp_path):
    page = opened(html, tmp_path)
    assert page.content["status"] == "5 of 6 entries shown"
    assert hidden_entries(page) == ["e3"]
    assert "off" in (page.named("t3-0")["class"] or "")
    assert "href" not in page.named("t3-0")
    assert page.named("t2-0")["href"] == "#e2"
    assert "hidden" not in page.named("filter")


@in_a_browser
def test_a_browser_reads_every_witness_back_character_for_character(html, tmp_path):
    assert ["".join(cells) for cells in opened(html, tmp_path).texts.values()] == [
        "The <script>alert(1)</script> colour\n\nשלום here today",
        "The ]]> color\r\nשָׁלוֹם today\n",
        "שלום really here today",
    ]


@in_a_browser
@pytest.mark.parametrize(
    ("fragment", "status"),
    [
        ("#only=spelling", "1 of 6 entries shown"),
        ("#only=substantive", "3 of 6 entries shown"),
        ("#only=all&q=COLOR", "1 of 6 entries shown"),
        ("#only=all&q=שלום", "4 of 6 entries shown"),
        ("#e3", "6 of 6 entries shown"),
    ],
)
def test_an_address_keeps_a_selection(html, tmp_path, fragment, status):
    assert opened(html, tmp_path, fragment).content["status"] == status
