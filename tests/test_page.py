"""The HTML report in a browser: what its reader chooses is shown, and it is what the engine says.

Long because every view of the page is tried, and every way to choose."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from placed import PLAIN, A, B
from rendered import text_of
from small_reader import read_small
from test_html import TEXTS, alignment, apparatus, without_base
from written import hostile, silent_everywhere

from collate.apparatus import Selection, entries_and_echoes, readings_by_group, select_for_every_base
from collate.model.alignment import Testimony
from collate.model.witness import Extent, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.parts import limited_to
from collate.pipeline.reports import render_report
from collate.reading import read_sources
from collate.reading.building import work_of
from collate.rendering.citation import cite_place
from collate.rendering.cited_words import CitedTexts
from collate.rendering.phylo.characters import character_states
from collate.rendering.tables.agreement import count_agreements
from collate.terminal.display import visible

if TYPE_CHECKING:  # selenium is imported where a browser is started: it may not be installed
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,1000"
).split()
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver: make setup-full")

WORK = Path(__file__).parent.parent / "witnesses" / "autonomisation"
EVERYTHING = Selection(typography=True)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Chrome]":
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


class Opened:
    """A page that is open."""

    def __init__(self, browser: "Chrome", file: Path) -> None:
        self.browser, self.file = browser, file

    def at(self, fragment: str) -> "Opened":
        self.browser.get("about:blank")
        self.browser.get(f"{self.file.as_uri()}{fragment}")
        return self

    def js(self, script: str, *given: object) -> Any:  # noqa: ANN401 (whatever the script returns)
        """Run a script that sees what the page's modules export, under their names."""
        return self.browser.execute_script(f"with (window.page ?? {{}}) {{ {script} }}", *given)

    def all(self, selector: str) -> "list[WebElement]":
        return self.browser.find_elements("css selector", selector)

    def one(self, selector: str) -> "WebElement":
        """Wait for an element: what is drawn in windows comes with the next picture of the screen."""
        from selenium.webdriver.support.wait import WebDriverWait

        self.settle()
        return WebDriverWait(self.browser, 10, 0.05).until(lambda b: b.find_element("css selector", selector))

    def click(self, selector: str) -> None:
        self.js("document.querySelector(arguments[0]).click()", selector)
        self.settle()

    def settle(self) -> None:
        """Let the page hear of what was done: a change of its address comes to it a moment later."""
        self.browser.execute_async_script("setTimeout(() => setTimeout(arguments[0], 0), 0)")

    def choose(self, base: str) -> None:
        self.js(
            "const s = document.querySelector('#base'); s.value = arguments[0];"
            "s.dispatchEvent(new Event('input', {bubbles: true}))",
            base,
        )

    def type(self, selector: str, text: str) -> None:
        self.js(
            "const s = document.querySelector(arguments[0]); s.value = arguments[1];"
            "s.dispatchEvent(new Event('input', {bubbles: true}))",
            selector,
            text,
        )

    @property
    def status(self) -> str:
        return self.one("#status").text

    def line(self, n: int) -> str:
        return " ".join(self.js("return document.getElementById(arguments[0]).textContent", f"e{n}").split())


def saved(folder: Path, html: str) -> Path:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8", errors="surrogatepass", newline="")
    return path


@pytest.fixture(scope="module")
def small(browser: "Chrome", tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Opened(browser, saved(tmp_path_factory.mktemp("small"), text_of("html", apparatus(), alignment())))


def page_of(browser: "Chrome", folder: Path, collated: Collated) -> Opened:
    shown = select_for_every_base(collated.apparatus, EVERYTHING)
    return Opened(browser, saved(folder, text_of("html", shown, collated.alignment)))


@pytest.fixture(scope="module")
def letters() -> Collated:
    return collate_work(read_sources((str(WORK),), "utf-8"), every_base=True)


@pytest.fixture(scope="module")
def real(browser: "Chrome", tmp_path_factory: pytest.TempPathFactory, letters: Collated) -> Opened:
    return page_of(browser, tmp_path_factory.mktemp("real"), letters)


# What is shown.


@pytest.mark.parametrize("view", ["text", "parallel", "table", "entries", "editorial", "pictures", "graph", "about"])
def test_every_view_opens_asks_nothing_of_a_network_and_complains_of_nothing(real: Opened, view: str) -> None:
    real.browser.get_log("performance")
    real.at(f"#view={view}")
    assert real.one("#view h2").text
    asked = [json.loads(line["message"])["message"] for line in real.browser.get_log("performance")]
    addresses = {m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"}
    assert {a.partition("#")[0] for a in addresses} <= {real.file.as_uri(), "about:blank"}
    assert real.browser.get_log("browser") == []


def test_a_browser_reads_every_witness_back_character_for_character(small: Opened) -> None:
    small.at("#view=parallel&only=all")
    small.js("shown.all()")
    texts = [
        "".join(small.js(f"return [...document.querySelectorAll('.text[data-w=\"{w}\"]')].map(e => e.textContent)"))
        for w in range(3)
    ]
    assert texts == list(TEXTS.values())


def test_the_texts_go_in_step_with_the_paragraphs_of_the_base(small: Opened) -> None:
    small.at("#view=parallel")
    cells = small.js(
        "return [...document.querySelectorAll('.parallel .row')].slice(1).map(r => [...r.querySelectorAll('.cell .text')].map(e => e.textContent))"
    )
    assert cells == [
        ["The <script>alert(1)</script> colour\n\n", "The ]]> color\r\n", ""],
        ["שלום here today", "שָׁלוֹם today\n", "שלום really here today"],
    ]
    assert [e.text for e in small.all(".parallel .cell > .aside")] == ["absent"]


def test_an_entry_is_cited_as_in_a_printed_apparatus(small: Opened) -> None:
    small.at("#view=entries&only=all")
    assert small.line(1).startswith("1l. 1…The <script>alert(1)</script> A ] ]]> B substitution C absent")
    assert small.line(2).startswith(
        "2l. 1…The <script>alert(1)</script> colour A ] color B spelling (regional) also capitalisation within paratextmedium certaintywhy"
    )
    assert small.line(3).startswith("3l. 1…The <script>alert(1)</script> colour¶¶שלום here today… A ] ¶ B typography")
    assert "‸ here today… A ] add. really C addition" in small.line(5)  # B is a hand of A and agrees with it
    assert (
        "here A C ] om. B omission moved: to line 9 doubtful: in about 5 of 10 such places the words stand elsewhere"
        in small.line(6)
    )
    assert "whyB -our beside -or rule regional, medium certainty" in small.line(2)


MARKED_UP = """<t>
<zone v="https://127.0.0.1:9/1r.jpg">It was a <supplied v="lost">bright</supplied></zone>
<zone v="javascript:alert(1)">cold day</zone> in <unclear>April</unclear></t>"""


def test_a_page_tells_what_a_source_says_and_links_to_its_images(browser: "Chrome", tmp_path: Path) -> None:
    a = read_small("A", ("a.xml", MARKED_UP), ("b.xml", "<t>\n\n of 1984</t>"))
    collated = collate_work(work_of({"A": a, "B": "It was a dark cold day in March of 1985"}), every_base=True)
    page = page_of(browser, tmp_path, collated)
    page.browser.get_log("performance")
    page.at("#view=entries")
    assert [page.one(f"#e{n} .place").text for n in (1, 2, 3)] == ["a.xml l. 2", "a.xml l. 3", "b.xml l. 3"]
    assert [item.text for item in page.all("#e1 .said li")] == ["A bright supplied (lost)"]
    assert [item.text for item in page.all("#e2 .said li")] == ["A April unclear"]
    links = [(a.get_attribute("href"), a.get_attribute("rel")) for a in page.all("a.image")]
    assert links == [("https://127.0.0.1:9/1r.jpg", "noreferrer noopener")]
    page.at("#view=text")
    assert [a.get_attribute("href") for a in page.all(".paragraph > .images a")] == ["https://127.0.0.1:9/1r.jpg"]
    asked = [json.loads(line["message"])["message"] for line in page.browser.get_log("performance")]
    addresses = {m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"}
    assert {a.partition("#")[0] for a in addresses} <= {page.file.as_uri(), "about:blank"}
    assert page.browser.get_log("browser") == []


def test_without_a_base_the_kinds_stand_between_readings(browser: "Chrome", tmp_path: Path) -> None:
    page = Opened(browser, saved(tmp_path, text_of("html", without_base(), alignment()))).at("#view=entries")
    assert "colour A : color B spelling" in page.line(1)


def test_what_an_editor_should_look_at_comes_first(browser: "Chrome", tmp_path: Path) -> None:
    for name, word in (("A", "stamen"), ("B", "stator")):
        (tmp_path / f"{name}.txt").write_text(f"he had a {word} in hand", "utf-8")
    collated = collate_work(read_sources(tuple(str(tmp_path / f"{n}.txt") for n in "AB"), "utf-8"), every_base=True)
    view = page_of(browser, tmp_path, collated).at("#view=entries").one("#view").text
    assert "no rule could decide whether they are one word or two: 1" in view
    assert view.index("Not classified") < view.index("stamen")


def test_decisions_that_no_longer_hold_are_listed(browser: "Chrome", tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    for name, word in (("a", "colour"), ("b", "color")):
        (folder / f"{name}.txt").write_text(f"the {word} of the sea", "utf-8")
    (folder / "collation.toml").write_text("".join(f'[[witnesses]]\nfile = "{n}.txt"\n' for n in "ab"), "utf-8")
    place = '{{ witness = "{}", before = "the", text = "gone", after = "of" }}'
    block = f'[[decisions]]\naction = "kind"\nkind = "note"\nwho = "m"\nwhen = "now"\nwhy = "w"\nplace = {place.format("a")}\nother = {place.format("b")}\n'
    (folder / "decisions.toml").write_text(block, "utf-8")
    collated = collate_work(read_sources((str(folder),), "utf-8"), every_base=True)
    view = page_of(browser, tmp_path, collated).at("#view=entries").one("#view").text
    assert "Decisions that no longer hold" in view
    assert "stale" in view


def test_no_entry_at_all_is_said(browser: "Chrome", tmp_path: Path) -> None:
    collated = collate_work(work := read_sources((str(WORK),), "utf-8"))
    del work
    none = select_for_every_base(collated.apparatus, Selection(only=("lacuna",)))
    page = Opened(browser, saved(tmp_path, text_of("html", none, collated.alignment))).at("#view=entries")
    assert "The witnesses do not differ." in page.one("#view").text
    for view in ("text", "parallel", "table", "pictures", "graph", "about"):
        page.at(f"#view={view}")
        assert page.status == "0 of 0 entries shown"
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("collated", [hostile, silent_everywhere])
def test_hostile_words_are_words_in_every_view(
    browser: "Chrome", tmp_path: Path, collated: Callable[[], Collated]
) -> None:
    page = page_of(browser, tmp_path, collated())
    browser.get_log("browser")
    for view, base in product(("text", "parallel", "table", "entries", "pictures", "graph", "about"), ("", "none")):
        page.at(f"#only=all&view={view}" + (f"&base={base}" if base else ""))
        assert page.one("#view h2").text
        assert not page.all("#view script, #view img, #view b")
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("view", ["text", "parallel", "table", "entries", "pictures", "graph", "about"])
def test_a_majority_of_witnesses_that_are_not_shown_is_still_the_lemma(real: Opened, view: str) -> None:
    real.browser.get_log("browser")
    real.at(f"#base=majority&w=WO&only=all&view={view}")
    assert real.one("#view h2").text
    assert real.js("return current.length") > 0
    assert real.js("return current.every(v => v.readings.every(r => sigla(r.witnesses).join() === 'WO'))")
    assert real.browser.get_log("browser") == []


def test_what_is_folded_up_is_printed(browser: "Chrome", tmp_path: Path) -> None:
    words = " ".join(f"word{k}" for k in range(40))
    page = page_of(browser, tmp_path, collate_work(work_of({"A": f"one {words} end", "B": "one end"}), every_base=True))
    page.at("#view=entries")
    opened = "return [...document.querySelectorAll('#view details.long')].map(e => e.open)"
    assert page.js(opened) == [False]
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    assert page.js(opened) == [True]
    page.js("window.dispatchEvent(new Event('afterprint'))")
    assert page.js(opened) == [False]


def test_a_text_that_is_too_long_to_print_says_where_it_ends(browser: "Chrome", tmp_path: Path) -> None:
    verses = [f"{'xyz'[k % 3]}{k}" for k in range(4100)]
    texts = {"A": "\n\n".join(verses), "B": "\n\n".join([*verses[:-1], "end"])}
    page = page_of(browser, tmp_path, collate_work(work_of(texts), every_base=True)).at("#view=text")
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    empty = "return [...document.querySelectorAll('#view .window')].map((w, k) => w.hasChildNodes() ? -1 : k).filter(k => k >= 0)"
    assert page.js(empty) == list(range(1000, 1025))
    assert page.one(".end").text.startswith("The print ends here. It has 1000 of 1025 parts")
    assert page.js("return document.querySelector('.end').nextElementSibling.hasChildNodes()") is False
    page.js("window.dispatchEvent(new Event('afterprint'))")
    assert page.all(".end") == []


def test_a_stretch_of_silence_is_told_once_in_the_list_of_entries(real: Opened, letters: Collated) -> None:
    real.at("#only=all&view=entries")
    told = real.js("const told = silencesTold(current); return current.map((v) => told.get(v).map(([w]) => w))")
    testimony = letters.alignment.testimony
    expected: list[list[int]] = []
    last: dict[int, int] = {}
    for entry in letters.apparatus.entries:
        names = []
        for w, _ in entry.unit.silent:
            start = entry.unit.start
            is_behind = start == len(testimony) or testimony[start, w] <= Testimony.OMITS
            until = testimony[: start + (not is_behind), w].tolist()
            stretch = sum(a != b for a, b in pairwise(until))
            if last.get(w) != stretch:
                names.append(w)
            last[w] = stretch
        expected.append(names)
    assert told == expected
    assert 0 < sum(map(len, expected)) < sum(bool(entry.silent) for entry in letters.apparatus.entries)
    shown = real.all("#view ol.entries .silent")
    assert 0 < len(shown) <= sum(map(len, expected))


# What is chosen.

SEEN = """
return current.map((view) => [view.entry.n, view.lemma < 0 ? null : visible(view.entry.text(speaking(view).w)),
  view.lemma < 0 ? null : [around(view).line, occurrence(view)],
  view.shown.map((r) => [visible(view.entry.text(r.witnesses[0])), sigla(r.witnesses), r.variation.kind, r.variation.cause,
    view.lemma < 0 ? r.variation.undirected : r.variation.why])]);
"""


@pytest.mark.parametrize("base", ["CW", "WO", "LFF", "majority", "none"])
def test_a_base_that_is_chosen_gives_what_the_engine_says_of_it(real: Opened, letters: Collated, base: str) -> None:
    expected = []
    for e in collate_work(letters.work, base=base).apparatus.entries:
        cited = e.readings if e.lemma else [pair.second for pair in e.pairs]
        lemma = (visible(e.lemma.text), [e.lemma.line, e.lemma.occurrence]) if e.lemma else (None, None)
        said = [
            [visible(r.text), list(r.witnesses), str(r.variation.kind), r.variation.cause or "", r.variation.why]
            for r in cited
        ]
        expected.append([e.number, *lemma, said])
    real.at("#view=entries&only=all")
    real.choose(base)
    assert real.js(SEEN) == expected


CITED = """
return current.map((view) => {
  const marks = citedWithWord(view), mark = view.lemma < 0 ? null : view.entry.text(speaking(view).w);
  const lemma = view.lemma < 0 ? null : onOneLine(marks?.first.text ?? mark);
  const times = view.lemma < 0 ? 1 : occurrence(view, marks?.first);
  const readings = view.here.filter((g) => g !== view.lemma);
  return [view.entry.n, lemma, times, readings.map((g) => marks?.readings.get(g) ?? view.entry.text(view.groups[g][0]))];
});
"""


@pytest.mark.parametrize("base", ["A", "C", "none"])
def test_a_mark_is_cited_with_its_word_as_in_every_other_format(browser: "Chrome", tmp_path: Path, base: str) -> None:
    texts = {
        "A": "My Lord. He gave freely, and freely, now. “Yes,” she said – and left. 3 “So, the colour; the end.",
        "B": "My Lord; He gave freely, and freely now. “Yes!” she said, and left. 3 So, the color, the end",
        "C": "My lord. He gave freely, and freely. now. Yes, she said and left. 3 “So the end, end?",
    }
    collated = collate_work(work_of(texts), base=base, every_base=True)
    cite = CitedTexts(collated.alignment).words
    expected = [
        [e.number, cite(e).lemma, cite(e).occurrence, [r.text for r in cite(e).readings]]
        for e in collated.apparatus.entries
        if not e.unit.is_white_space
    ]
    page = page_of(browser, tmp_path, collated).at("#view=entries&only=all")
    page.choose(base)
    assert [row for row in page.js(CITED) if row[0] in {e[0] for e in expected}] == expected


def test_a_page_cites_a_mark_with_its_word(browser: "Chrome", tmp_path: Path) -> None:
    collated = collate_work(work_of({"A": "he gave liberally, now", "B": "he gave liberally now"}), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=entries&only=all")
    assert page.line(1).startswith("1l. 1…he gave liberally, A ] liberally B punctuation")


def test_copies_are_one_voice_of_the_majority(browser: "Chrome", tmp_path: Path) -> None:
    texts = {"A": "the cat sat here", "B": "the dog sat here", "C": "the dog sat there", "D": "the cat sat here"}
    texts |= {"E": "the cat sat here"}
    collated = collate_work(work_of(texts), base="majority", every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=entries&only=all")
    # Two voices for dog; three witnesses, but one voice, for cat.
    assert page.js(SEEN)[0][1] == "dog"
    assert next(entry.lemma.text for entry in collated.apparatus.entries if entry.lemma) == "dog"


def test_a_kind_that_is_chosen_is_shown_alone_and_counted(real: Opened, letters: Collated) -> None:
    real.at("#view=entries")
    counted = Counter(k for e in letters.apparatus.entries for k in {str(v.kind) for v in e.variations})
    shown = {e.get_attribute("data-kind"): int(e.text) for e in real.all(".count")}
    assert {k: n for k, n in shown.items() if n} == counted
    real.click("[data-preset=editorial]")
    assert real.status == f"9 of {len(letters.apparatus.entries)} entries shown"
    kinds = {e.text.split(" ")[0] for e in real.all("#view .kind")}
    assert kinds == {"gloss", "note", "paratext"}
    real.click("input[value=note]")
    assert real.status.startswith("7 of")


def test_typography_alone_is_left_out_at_first(real: Opened) -> None:
    real.at("")
    assert [e.get_attribute("value") for e in real.all("input[name=kind]") if not e.is_selected()] == ["typography"]


def test_numbers_of_places_are_one_line(browser: "Chrome", tmp_path: Path) -> None:
    verses = "".join(
        f"{n} {line}\n" for n, line in enumerate(("Of arms", "and the man", "I sing", "who came", "from Troy"), 1)
    )
    collated = collate_work(
        work_of({"A": verses, "B": "Of arms\nand the man\nI sang\nwho came\nfrom Troy\n"}), every_base=True
    )
    page = page_of(browser, tmp_path, collated).at("#view=entries")
    assert page.status == "1 of 6 entries shown"
    assert page.one(".places").text == "not shown: 5 numbers of places"
    assert page.one("[data-kind='paratext.place']").text == "5"
    page.click("input[value='paratext.place']")
    assert page.status == "6 of 6 entries shown"
    assert page.all(".places") == []


def test_the_page_cites_an_entry_as_every_format_does(browser: "Chrome", tmp_path: Path) -> None:
    for base in ("A", "C", "none"):  # without a base the page also knows the page of the witness that it cites
        collated = collate_work(work_of([A, B, PLAIN]), base=base, every_base=True)
        cited = page_of(browser, tmp_path, collated).at("").js("return current.map(place)")
        shown = [cite_place(entry, base) for entry in collated.apparatus.entries]
        if base == "none":
            lines = ["12r, l. 1", "12r, l. 2", "12v, l. 3", "12v, l. 4", "12v, l. 4", "12v, l. 5"]
            shown = [f"{names}, A page {line}" for names, line in zip(shown, lines, strict=True)]
        assert list(cited) == shown


def test_the_page_of_a_part_has_its_texts_and_the_lines_of_the_whole(browser: "Chrome", tmp_path: Path) -> None:
    part = limited_to(collate_work(work_of([A, B]), every_base=True), ["verse=Mark 1:2", "verse=Mark 10:1"])
    html = render_report(part, "html", EVERYTHING, part.apparatus.form)
    assert isinstance(html, str)
    page = Opened(browser, saved(tmp_path, html)).at("#view=entries")
    assert page.status == "2 of 2 entries shown"
    assert page.js("return current.map(place)") == ["Mark 1:2, page 12r, l. 2", "Mark 10:1, page 12v, l. 5"]
    assert page.js("return WITNESSES[0].text") == "As it is written in the prophets\n\nAnd he arose from thence"
    assert page.one("#facts").text.endswith(
        "This is only a part of the work: Mark 1:2, Mark 10:1 (2 entries; 3 entries are outside)."
    )


def test_witnesses_that_are_left_out_say_nothing(real: Opened) -> None:
    real.at("#view=entries")
    real.click("input[name=witness][value='1']")
    assert "WO" not in {e.text for e in real.all("#view .siglum")}
    assert real.one("#base").get_attribute("value") == "CW"
    assert "w=CW,LFF" in real.browser.current_url


def test_a_search_finds_words_without_case_and_accents(real: Opened, small: Opened) -> None:
    real.at("#view=entries&only=all")
    real.type("#query", "ORJONIKIDZE")
    assert real.status.startswith("1 of")
    small.at("#view=entries&only=all")
    small.type("#query", "שלום")
    assert small.status == "1 of 6 entries shown"


def test_a_search_goes_from_place_to_place_in_the_text(real: Opened, letters: Collated) -> None:
    from selenium.webdriver.common.keys import Keys

    real.at("#view=text")
    real.type("#query", "NON-RUSSIANS")
    count = letters.alignment.tokens[0].witness.text.lower().count("non-russians")
    assert real.one("#places").text.startswith(f"{count} places in the text of CW")
    box = real.one("#query")
    for turn in range(1, count + 2):
        box.send_keys(Keys.ENTER)
        assert real.js("return getSelection().toString()").lower() == "non-russians"
        assert real.one("#places").text.startswith(f"{(turn - 1) % count + 1} of {count}")
    real.type("#query", "nowhere at all")
    assert real.one("#places").text.startswith("0 places")
    box.send_keys(Keys.ENTER)


@pytest.mark.parametrize(
    ("fragment", "status"),
    [
        ("#only=spelling", "1 of 6 entries shown"),
        ("#only=substantive", "3 of 6 entries shown"),
        ("#only=all&q=COLOR", "1 of 6 entries shown"),
        ("#e3", "6 of 6 entries shown"),
        ("#nonsense", "5 of 6 entries shown"),
        ("#only=&w=%ZZ&base=nobody", "0 of 6 entries shown"),
    ],
)
def test_an_address_keeps_a_choice(small: Opened, fragment: str, status: str) -> None:
    assert small.at(fragment).status == status


# Getting about.


def test_a_mark_in_the_text_leads_to_its_entry_and_back(real: Opened) -> None:
    real.at("#view=parallel")
    real.click(".text a[data-n]")
    n = real.one(".text a[data-n]").get_attribute("data-n")
    assert real.one("#foot .n").text == n
    assert f"#e{n}" in real.browser.current_url
    real.js("[...document.querySelectorAll('#foot a')].find(a => a.textContent === 'in the list').click()")
    assert real.one("li.lit").get_attribute("id") == f"e{n}"


def test_a_link_to_an_entry_that_is_not_shown_shows_it(real: Opened, letters: Collated) -> None:
    n = next(e.number for e in letters.apparatus.entries if {str(v.kind) for v in e.variations} == {"typography"})
    real.at(f"#e{n}&q=nothing-has-these-words")
    assert real.one("li.lit").get_attribute("id") == f"e{n}"


def number_of(entry: "WebElement") -> int:
    number = entry.get_attribute("data-n")
    assert number is not None
    return int(number)


def test_keys_go_from_entry_to_entry(real: Opened) -> None:
    from selenium.webdriver.common.keys import Keys

    real.at("#view=entries")
    body = real.one("body")
    for key in "jjk":
        body.send_keys(key)
    numbers = [number_of(e) for e in real.all("#view li[data-n]")]
    assert number_of(real.one("li.lit")) == numbers[0]
    body.send_keys("/")
    assert real.js("return document.activeElement.id") == "query"
    real.one("#query").send_keys(Keys.ESCAPE)
    body.send_keys("6")
    assert real.one("#view h2").text == "Pictures"


def test_what_is_far_from_the_screen_is_made_when_it_is_reached(browser: "Chrome", tmp_path: Path) -> None:
    words = [f"{'xyz'[i % 3]}{i}" for i in range(2000)]
    other = [w if i % 4 else f"q{i}" for i, w in enumerate(words)]
    for name, text in (("A", words), ("B", other)):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(map(" ".join, zip(*[iter(text)] * 10, strict=True))), "utf-8")
    collated = collate_work(read_sources(tuple(str(tmp_path / f"{n}.txt") for n in "AB"), "utf-8"), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=parallel")
    count = len(collated.apparatus.entries)
    assert len(page.all(".text a")) < count
    page.at(f"#e{count}&view=parallel")
    assert page.one(f'.text a[data-n="{count}"].lit').is_displayed()
    page.at("#view=entries")
    page.js("window.scrollTo(0, document.body.scrollHeight)")
    assert page.one(f"#e{count}")
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    assert len(page.all("#view li[data-n]")) == count


def test_buttons_go_from_entry_to_entry_as_keys_do(real: Opened, letters: Collated) -> None:
    real.at("#view=entries")
    count = len(real.js("return current"))
    assert real.one("#step").text == f"{count} entries"
    real.click("[data-step='1']")
    assert real.one("#step").text == f"1 of {count}"
    assert [b.get_attribute("aria-disabled") for b in real.all("[data-step]")] == ["true", "false"]
    real.click("[data-step='1']")
    assert number_of(real.one("li.lit")) == number_of(real.all("#view li[data-n]")[1])
    real.click("[data-step='-1']")
    assert number_of(real.one("li.lit")) == number_of(real.all("#view li[data-n]")[0])


def test_a_button_keeps_the_focus_at_the_last_entry(real: Opened) -> None:
    real.at("#view=entries")
    last = real.js("return current.at(-1).entry.n")
    real.at(f"#e{last}")
    focused = "const b = document.querySelector('[data-step=\"1\"]'); b.focus(); b.click(); return document.activeElement === b"
    assert real.js(focused)
    assert real.js("return choice.entry") == last


def test_the_link_to_the_text_keeps_what_is_chosen(real: Opened) -> None:
    real.at("#view=entries&base=WO&only=spelling")
    address, status = real.browser.current_url, real.status
    real.click(".skip")
    assert real.js("return document.activeElement.id") == "main"
    assert (real.browser.current_url, real.status) == (address, status)
    assert real.one("#view h2").text == "Entries"


def test_a_program_that_reads_aloud_knows_the_title_of_a_siglum(real: Opened) -> None:
    title = "The Question of Nationalities or “Autonomisation”, Collected Works, 4th ed."
    for view, roles in (("parallel", {"checkbox", "columnheader"}), ("table", {"checkbox", "rowheader"})):
        real.at(f"#view={view}").one("#view h2")
        tree = real.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        described = {
            node["role"]["value"]
            for node in tree
            if node.get("name", {}).get("value") == "CW"
            and node.get("description", {}).get("value", "").startswith(title)
        }
        assert roles <= described


def test_a_siglum_says_its_title_where_it_stands(real: Opened) -> None:
    real.at("#view=entries")
    title = "The Question of Nationalities or “Autonomisation”, Collected Works, 4th ed."
    assert (real.one("a.siglum").get_attribute("title") or "").startswith(title)
    assert not real.one("#tip").is_displayed()
    real.js("document.querySelector('a.siglum').focus()")
    assert real.one("#tip").text.startswith(title)
    assert real.js(
        "const r = document.querySelector('#tip').getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth"
    )
    real.js("document.activeElement.blur()")
    assert not real.one("#tip").is_displayed()


def test_the_alignment_shows_the_columns_with_variants_or_all(real: Opened, letters: Collated) -> None:
    def columns() -> list[int]:
        real.js("shown.all()")
        return [
            int(c)
            for c in real.js("return [...document.querySelectorAll('th[data-column]')].map(e => e.dataset.column)")
        ]

    real.at("#view=table&only=substantive")
    shown = {int(e) for e in real.js("return current.map(v => v.entry.n)")}
    expected = {
        c
        for e in letters.apparatus.entries
        if e.number in shown
        for c in range(max(0, e.unit.start - 1), e.unit.stop + 1)
    }
    assert set(columns()) == expected
    assert real.one(".alignment").get_attribute("dir") == "ltr"
    real.click("[data-toggle=variants]")
    assert columns() == list(range(len(letters.alignment.table)))
    assert real.browser.current_url.endswith("words=all")


def test_without_a_base_nothing_was_added_or_left_out(real: Opened) -> None:
    real.at("#view=entries&base=none&only=all")
    kinds = {e.get_attribute("value") for e in real.all("input[name=kind]")}
    assert "addition or omission" in kinds
    assert not kinds & {"addition", "omission"}
    shown = real.js("return current.length")
    counted = int(real.one("[data-kind='addition or omission']").text)
    real.js("shown.all()")
    said = " ".join(real.js("return [...document.querySelectorAll('#view .kind, #view .why')].map(e => e.textContent)"))
    assert "addition or omission" in said
    assert not re.search(r"(?<!or )omission|addition(?! or)|punctuation added|the base|the witness", said)
    real.click("input[value='addition or omission']")
    assert real.js("return current.length") == shown - counted
    assert "addition" not in real.browser.current_url
    real.choose("CW")
    assert "omission" in {e.get_attribute("value") for e in real.all("input[name=kind]")}


def test_absent_fragments_do_not_pile_up(browser: "Chrome", tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {w} has these words and then some more of them, so it is long." for w in "abcdefgh"]
    whole = "\n\n".join(paragraphs)
    witnesses = [Witness(Siglum("A"), whole), Witness(Siglum("B"), whole.replace("some more", "more"))]
    witnesses += [
        Witness(Siglum(f"P{k}"), text.replace("words", "wordes"), extent=Extent.FRAGMENT)
        for k, text in enumerate(paragraphs[2:])
    ]
    page = page_of(browser, tmp_path, collate_work(work_of(witnesses), every_base=True)).at("#view=text")
    assert [e.text for e in page.all("details.silent > summary")] == ["6 witnesses absent"]
    assert page.js("return [...document.querySelector('details.silent').querySelectorAll('bdi')].map(e => e.textContent)") == [
        "P0", "P1", "P2", "P3", "P4", "P5",
    ]  # fmt: skip


def test_with_no_base_the_list_explains_no_lemma(real: Opened) -> None:
    assert "no reading is preferred" in real.at("#view=entries&base=none").one("#view .aside").text
    assert "bracket" not in real.one("#view .aside").text
    assert "Before the bracket are the lemma" in real.at("#view=entries").one("#view .aside").text


@pytest.mark.parametrize("base", ["B", "none"])
def test_white_space_says_who_does_not_have_it(browser: "Chrome", tmp_path: Path, base: str) -> None:
    texts = {
        "A": "he wrote the book and left",
        "B": "he wrote the book, a good one, and left",
        "C": "he wrote the book , a good one, and left",
        "D": "he wrote the book and left",
    }
    collated = collate_work(work_of(texts), every_base=True)
    page = page_of(browser, tmp_path, collated).at(f"#view=entries&only=all&base={base}")
    line = next(page.line(n) for n in page.js("return current.filter(v => v.entry.between).map(v => v.entry.n)"))
    assert "not in A D" in line
    assert "omits" not in line


def test_a_move_that_two_entries_tell_links_the_one_to_the_other(browser: "Chrome", tmp_path: Path) -> None:
    texts = {
        "A": "to the river\nhis father sent an only son with one golden cup",
        "B": "his father sent an only son\nto the river with one golden cup",
        "C": "his father sent an only son\nto a hill with one golden cup",
    }
    page = page_of(browser, tmp_path, collate_work(work_of(texts), every_base=True)).at("#view=entries")
    links = {
        n: [
            (a.text, (a.get_attribute("href") or "").partition("#")[2].partition("&")[0])
            for a in page.all(f"#e{n} .moved")
        ]
        for n in page.js("return current.filter(v => v.entry.moved).map(v => v.entry.n)")
    }
    back = ("A l. 1", "e1")
    assert links == {1: [back, ("B l. 2", "e2")], 2: [("B l. 2", "e2"), back], 3: [("B l. 2", "e3"), back]}


def test_a_move_links_both_its_places(browser: "Chrome", tmp_path: Path) -> None:
    texts = {
        "A": "to the river\nhis father sent an only son with one golden cup",
        "B": "his father sent an only son\nto the river with one golden cup",
    }
    page = page_of(browser, tmp_path, collate_work(work_of(texts), every_base=True)).at("#view=entries")
    assert [e.text for e in page.all("#e1 .moved")] == ["A l. 1", "B l. 2"]
    page.click("#e1 .moved:last-of-type")
    assert page.js("return choice.view") == "parallel"
    lit = page.js("return [...document.querySelectorAll('#view a.lit')].map(e => e.textContent).filter(Boolean)")
    assert lit == ["to the river", "to the river"]


def test_doubt_is_told_in_words(browser: "Chrome", tmp_path: Path) -> None:
    collated = collate_work(work_of({"A": "one red hat here", "B": "one big dog here"}), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=entries")
    page.click("[data-toggle=reasons]")
    text = page.one("#view").text
    assert "of 10 such places the words stand elsewhere" in text
    assert not re.search(r"\b0\.\d", text)


def test_places_are_cited_where_they_begin(browser: "Chrome", tmp_path: Path) -> None:
    page = page_of(browser, tmp_path, collate_work(work_of([A, B]), every_base=True)).at("#view=text")
    names = [e.text for e in page.all(".where")]
    assert names[:2] == ["Mark 1:1, page 12r", "Mark 1:2, page 12r"]
    page.at("#view=parallel")
    assert [e.text for e in page.all(".at a")][:2] == ["Mark 1:1, page 12r, l. 1", "Mark 1:2, page 12r, l. 2"]
    page.at("#view=table")
    assert page.one(".alignment caption").text == "Mark 1:1, page 12r, l. 1"


def test_a_text_that_is_read_from_right_to_left_is_drawn_so(browser: "Chrome", tmp_path: Path) -> None:
    collated = collate_work(work_of({"A": "בראשית ברא אלהים את", "B": "בראשית ברא יהוה את"}), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=table")
    first, last = page.js(
        "return [...document.querySelectorAll('tbody tr:first-child td')].map(e => e.getBoundingClientRect().x).filter((_, k, all) => !k || k === all.length - 1)"
    )
    assert first > last
    page.at("#view=graph")
    boxes = page.js("return [...document.querySelectorAll('svg rect')].map(e => Number(e.getAttribute('x')))")
    assert boxes[0] == max(boxes)


def test_a_search_finds_places(browser: "Chrome", tmp_path: Path) -> None:
    page = page_of(browser, tmp_path, collate_work(work_of([A, B]), every_base=True)).at("#view=entries")
    page.type("#query", "mark 1:2")
    assert page.js("return current.map(place)") == ["Mark 1:2, page 12r, l. 2"]


def test_a_long_reading_keeps_its_lines_of_verse(browser: "Chrome", tmp_path: Path) -> None:
    verse = "\n".join(f"and this is line {w} of a song that goes on" for w in ("one", "two", "three", "four", "five"))
    collated = collate_work(work_of({"A": f"It begins\n{verse}\nIt ends", "B": "It begins\nIt ends"}), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=entries")
    assert page.js("return document.querySelector('#e1 .lines').textContent") == verse


# How it looks.

BROKEN = """
const broken = [], walker = document.createTreeWalker(document.querySelector('.interventions'), NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode())
  for (const word of node.data.matchAll(/[^\\s-]+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map((r) => r.top)).size > 1) broken.push(word[0]);
  }
return broken;
"""


@pytest.mark.parametrize("width", [1280, 380])
def test_the_table_of_editors_breaks_no_word(real: Opened, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    real.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        real.at("#view=editorial")
        assert len(real.all(".interventions tbody tr")) > 10
        assert real.js(BROKEN) == []
        assert real.js("return document.documentElement.scrollWidth") <= width
    finally:
        real.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", [1000, 1040, 1280])
def test_what_stays_at_the_top_hides_no_row_of_the_texts(real: Opened, width: int) -> None:
    metrics = {"width": width, "height": 700, "deviceScaleFactor": 1, "mobile": False}
    real.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        column = real.at("#view=parallel").js("return WITNESSES[0].column[600]")
        real.at(f"#view=parallel&at={column}").settle()
        assert real.js("return scrollY") > 0
        tabs = real.js("return [...document.querySelectorAll('#views a')].map(a => a.getBoundingClientRect().top)")
        assert len(set(tabs)) == 1
        bar, sigla = real.js(
            "return ['#bar', '.parallel .head'].map(s => { const r = document.querySelector(s).getBoundingClientRect(); return [r.top, r.bottom] })"
        )
        rows = real.js(
            "return [...document.querySelectorAll('.parallel .row:not(.head)')].map(r => r.getBoundingClientRect().top)"
        )
        assert abs(bar[1] - sigla[0]) <= 1
        assert any(0 <= top - sigla[1] < 20 for top in rows)
    finally:
        real.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


CONTRAST = """
const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (colour) => { const n = colour.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c; }
  return parse(getComputedStyle(document.documentElement).backgroundColor);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), low = [];
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement;
  if (!node.data.trim() || !e.getClientRects().length || e.closest("script, style, noscript")) continue;
  const style = getComputedStyle(e), ink = parse(e instanceof SVGElement ? style.fill : style.color), paper = ground(e);
  const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) low.push([e.tagName, e.className.baseVal ?? e.className, node.data.slice(0, 20), ratio]);
}
return low;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read_on_its_ground(real: Opened, scheme: str) -> None:
    real.browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    for view in ("text", "parallel", "table", "entries", "editorial", "pictures", "graph", "about"):
        assert real.at(f"#e20&view={view}").js(CONTRAST) == []


def test_every_control_has_a_name_and_every_picture_says_what_it_shows(real: Opened) -> None:
    for view in ("text", "parallel", "table", "entries", "editorial", "pictures", "graph", "about"):
        real.at(f"#view={view}")
        unnamed = real.js(
            "return [...document.querySelectorAll('input, select, button, a[href], summary, svg, [role=region]')].filter(e =>"
            " !(e.labels?.length || e.textContent.trim() && e.tagName !== 'svg' || e.getAttribute('aria-label'))).map(e => e.outerHTML.slice(0, 90))"
        )
        assert unnamed == []
        ids = real.js("return [...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))


# Pictures.


def test_the_heat_map_counts_as_the_matrix_does(real: Opened, letters: Collated) -> None:
    real.at("#view=pictures&only=all")
    equal, both = count_agreements(character_states(letters.apparatus).table)
    tips = real.js(
        "return [...document.querySelectorAll('svg[aria-label^=Agreement] g > title')].map(t => t.textContent)"
    )
    sigla = [w.siglum for w in letters.apparatus.witnesses]
    expected = {
        f"{a} and {b} and in {equal[i, j]} of {both[i, j]} places shown"
        for (i, a), (j, b) in product(enumerate(sigla), repeat=2)
        if i != j
    }
    assert expected <= {re.sub(" agree in .* words,", "", tip) for tip in tips}


def test_agreement_is_first_a_share_of_all_words_and_a_search_does_not_change_it(
    real: Opened, letters: Collated
) -> None:
    real.at("#view=pictures&only=all")
    table, extant = letters.alignment.table, letters.alignment.testimony <= Testimony.OMITS
    expected = {}
    for i, j in product(range(3), repeat=2):
        counted = extant[:, i] & extant[:, j] & ((table[:, i] >= 0) | (table[:, j] >= 0))
        same = counted.copy()
        for entry in entries_and_echoes(letters.apparatus):
            group = {w: g for g, members in enumerate(entry.unit.groups) for w in members}
            if not entry.unit.is_white_space and i in group and j in group and group[i] != group[j]:
                same[entry.unit.start : entry.unit.stop] = False
        sigla = [letters.apparatus.witnesses[w].siglum for w in (i, j)]
        if i != j:
            expected["{} and {}".format(*sigla)] = f"agree in {same.sum()} of {counted.sum()} words"

    def told() -> dict[str, str]:
        tips = real.js(
            "return [...document.querySelectorAll('svg[aria-label^=Agreement] g > title')].map(t => t.textContent)"
        )
        return {
            pair: f"agree in {words}"
            for pair, words in (t.split(",")[0].split(" agree in ") for t in tips if "agree" in t)
        }

    assert told() == expected
    assert expected["CW and WO"] == "agree in 2208 of 2356 words"
    real.type("#query", "autonomisation")
    assert told() == expected


def test_the_tree_joins_the_nearest_first(browser: "Chrome", tmp_path: Path) -> None:
    texts = {"A": "a b c d e f g h", "B": "a b c d e f g x", "C": "q b r d s f t h"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    collated = collate_work(read_sources(tuple(str(tmp_path / f"{n}.txt") for n in "ABC"), "utf-8"), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=pictures&only=all")
    names = page.js("return [...document.querySelectorAll('svg[aria-label^=Tree] .name')].map(t => t.textContent)")
    joints = page.js(
        "return [...document.querySelectorAll('svg[aria-label^=Tree] text.small')].map(t => t.textContent)"
    )
    assert set(names[-2:]) == {"A", "B"} or set(names[:2]) == {"A", "B"}
    assert sorted(joints) == ["13 %", "56 %"]  # 1 of 8 words; 4 and 5 of 8


def test_the_graph_of_a_passage_has_each_reading_once_and_the_sigla_on_its_ways(
    real: Opened, letters: Collated
) -> None:
    entry = next(e for e in letters.apparatus.entries if e.lemma and "autonomisation" in e.lemma.text)
    real.at(f"#e{entry.number}&view=graph")
    texts = real.js("return [...document.querySelectorAll('#view svg text')].map(t => t.textContent)")
    assert texts.count("autonomisation") == 1
    assert texts.count("autonomization") == 1
    assert "CW WO" in texts
    assert "LFF" in texts


def test_every_group_of_an_entry_has_one_side(letters: Collated) -> None:
    number = {w.siglum: k for k, w in enumerate(letters.apparatus.witnesses)}
    for entry in letters.apparatus.entries:
        for group, side in zip(entry.unit.groups, readings_by_group(entry, number), strict=True):
            assert {number[s.siglum] for s in side.support} == set(group)
    assert re.match(r"\w", letters.apparatus.title)


def test_on_a_small_screen_the_text_comes_first(real: Opened) -> None:
    real.browser.set_window_size(420, 900)
    try:
        real.at("#view=text")
        assert not real.one("#choice").is_displayed()
        real.click("#panel > summary")
        assert real.one("#choice").is_displayed()
        wide = real.js(
            "return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == []
    finally:
        real.browser.set_window_size(1280, 1000)


@pytest.mark.parametrize("view", ["text", "parallel", "table", "entries", "editorial", "pictures", "graph", "about"])
def test_no_view_is_wider_than_a_small_screen(real: Opened, view: str) -> None:
    metrics = {"width": 380, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    real.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        real.at(f"#e20&view={view}")
        assert real.js("return document.documentElement.scrollWidth") <= 380
        real.js("window.scrollTo(0, document.body.scrollHeight)")
        assert 0 <= real.js("return document.querySelector('#steps').getBoundingClientRect().top") < 300
    finally:
        real.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_hand_is_cited_only_where_it_differs_and_named_where_it_stands(browser: "Chrome", tmp_path: Path) -> None:
    scribe = "In the beginning was the word of God, and it was good for all men."
    witnesses = (
        Witness(Siglum("B"), "In principle was the word of God, and it was good for all women."),
        Witness(Siglum("01"), scribe),
        Witness(Siglum("01*"), scribe.replace("word", "worde"), derived_from=Siglum("01")),
        Witness(Siglum("01C1"), scribe.replace("of God", "of the God"), derived_from=Siglum("01")),
    )
    collated = collate_work(Work(witnesses, title="t", base=Siglum("B"), language="en"), every_base=True)
    page = page_of(browser, tmp_path, collated).at("#view=entries")

    def cited() -> list[list[str]]:
        return page.js(  # type: ignore[no-any-return]
            "return [...document.querySelectorAll('#view .line')].map(l => [...l.querySelectorAll('a.siglum')].map(s => s.textContent))"
        )

    page.settle()
    assert cited() == [["B", "01"], ["B", "01", "01*"], ["B", "01", "01C1"], ["B", "01"]]
    assert page.one("a.siglum[title^='first hand of 01']").text == "01*"
    page.choose("01*")
    page.settle()
    assert cited()[0] == ["01", "01*", "B"]
    page.choose("majority")
    page.settle()
    assert cited()[0] == ["B", "01"]  # one voice against one: the first by its text
    page.at("#view=about")
    assert [e.text for e in page.all("dt.hand")] == ["01*", "01C1"]
    assert "first hand of 01" in page.one("dl.witnesses").text
