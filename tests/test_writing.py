"""Writers set down what was decided, and their consumers accept it."""

import csv
import io
import json
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
from casefile import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import bytes_of, text_of
from strategies import texts, witnesses
from trials import tried
from word_dump import dump

from collate.apparatus import Selection, select
from collate.model.witness import Bibliography, Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.formats import FORMATS, REPORT_FORMATS
from collate.rendering.writers import render, render_diff
from collate.terminal.display import columns, isolated, padded, shortened, visible, width

GOLDEN = Path(__file__).parent / "golden"
PACKED = ("xlsx", "parquet", "docx", "docx-edition")  # formats of bytes, which are read back where they are tested
INSTALLED = [n for n in REPORT_FORMATS if not (needs := FORMATS[n].needs) or find_spec(needs.module)]
SCHEMA = json.loads(files("collate").joinpath("data", "apparatus.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
few = settings(max_examples=40, deadline=None)

SMALL = Work((
        Witness(Siglum("A"), 'The colour of "autonomisation". He said\nit is so [*] and\n\nAll the men went in to town.',
                bibliography=Bibliography("First | print", "1901", "Here", "public domain")),
        Witness(Siglum("B"), "The color of “autonomization.” He said it is [very] so [*] and all men went into town."),
        Witness(Siglum("C"), "He said it was so", extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH),
    ), title="A small work", base=Siglum("A"), language="en")  # fmt: skip


HANDS = Work((
        Witness(Siglum("B"), "In principle was the word of God, and it was good for all women."),
        Witness(Siglum("01C1"), "In the beginning was the word of the God, and it was good for all men.",
                derived_from=Siglum("01")),
        Witness(Siglum("01*"), "In the beginning was the worde of God, and was good for all men.",
                derived_from=Siglum("01")),
        Witness(Siglum("01"), "In the beginning was the word of God, and it was good for all men."),
        Witness(Siglum("Q"), "In the beginning was the worde of God, and it was good for all women."),
        Witness(Siglum("Q (a.c.)"), "In the beginning was [...] God, and it was good for all women.",
                derived_from=Siglum("Q")),
    ), title="Hands", base=Siglum("B"), language="en")  # fmt: skip


@cache
def small() -> Collated:
    return collate_work(SMALL)


@cache
def hands() -> Collated:
    return collate_work(HANDS)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", [n for n in REPORT_FORMATS if n not in ("html", *PACKED)])
def test_golden(name: str, update: bool) -> None:
    collated = small()
    written = text_of(name, select(collated.apparatus, Selection(typography=True)), collated.alignment)
    path = GOLDEN / f"small.{name}"
    if update:
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [n for n in REPORT_FORMATS if n not in ("html", *PACKED)])
def test_golden_of_hands(name: str, update: bool) -> None:
    collated = hands()
    written = text_of(name, select(collated.apparatus, Selection(typography=True)), collated.alignment)
    path = GOLDEN / f"hands.{name}"
    if update:
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.skipif(find_spec("docx") is None, reason="needs python-docx")
@pytest.mark.parametrize("name", ["docx", "docx-edition"])
@pytest.mark.parametrize("of", ["small", "hands"])
def test_golden_of_word_files(name: str, of: str, update: bool) -> None:
    collated = small() if of == "small" else hands()
    written = dump(bytes_of(name, select(collated.apparatus, Selection(typography=True)), collated.alignment))
    path = GOLDEN / f"{of}.{name}"
    if update:
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["terminal", "words", "side-by-side"])
def test_golden_of_two(name: str, update: bool) -> None:
    collated = collate_work(Work(SMALL.witnesses[:2], base=Siglum("A"), language="en"))
    written = render_diff(name, select(collated.apparatus, Selection()), collated.alignment)
    path = GOLDEN / f"two.{name}"
    if update:
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def test_json_of_every_case_is_valid(case: Case) -> None:
    collated = case.collated
    VALIDATOR.validate(json.loads(text_of("json", collated.apparatus, collated.alignment)))


@few
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_json_of_any_witnesses_is_valid_and_finds_its_spans(found: list[Witness], base: str) -> None:
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)
    document = json.loads(text_of("json", collated.apparatus, collated.alignment))
    VALIDATOR.validate(document)
    texts = {w.siglum: w.text for w in found}
    for entry in document["entries"]:
        for reading in entry["readings"]:
            for siglum, spans in reading["spans"].items():
                cut = "".join(texts[siglum][a:b] for a, b in spans)
                assert "".join(cut.split()) == "".join(reading["text"].split())


@few
@given(found=witnesses())
def test_every_writer_writes_any_witnesses_and_the_same_twice(found: list[Witness]) -> None:
    work = Work(tuple(found), title="t", base=Siglum("A"))
    one, two = collate_work(work), collate_work(work)
    for name in INSTALLED:
        written = render(name, one.apparatus, one.alignment)
        assert written == render(name, two.apparatus, two.alignment), name
        if name not in PACKED:
            assert isinstance(written, str), name
            assert not written or written.endswith("\n"), name


@tried(80, hunted=200)
@given(one=texts(), other=texts())
def test_the_base_with_its_readings_put_in_is_the_other_witness(one: str, other: str) -> None:
    pair = (Witness(Siglum("A"), one + " end"), Witness(Siglum("B"), other + " end"))
    collated = collate_work(Work(pair, base=Siglum("A")))
    lost = [e for e in collated.apparatus.entries if e.lemma is None or e.silent]
    if lost or "[...]" in one + other:
        return
    built, at = "", 0
    lemmas = [(e.lemma, e) for e in collated.apparatus.entries if e.lemma]
    for lemma, entry in sorted(lemmas, key=lambda pair: (pair[0].support[0].spans[0], pair[1].number)):
        start, end = lemma.support[0].spans[0]
        built += pair[0].text[at:start] + entry.readings[0].text
        at = end
        assert lemma.text != entry.readings[0].text
    built += pair[0].text[at:]
    assert "".join(built.split()) == "".join(pair[1].text.split())


def test_many_differences_that_stand_together_are_counted() -> None:
    texts = [" ".join(f"{word}{k} and all the rest went" for k in range(12)) for word in ("old", "new")]
    collated = collate_work(
        Work(tuple(Witness(Siglum(s), t) for s, t in zip("AB", texts, strict=True)), base=Siglum("A"))
    )
    head = render_diff("words", collated.apparatus, collated.alignment).splitlines()[2]
    assert head == "@@ -1 +1 @@ #1-#12 12 substitution"


@cache
def hostile(text: str) -> Collated:
    return collate_work(
        Work((Witness(Siglum("A"), f"one {text} two"), Witness(Siglum("B"), "one x two")), title=text, base=Siglum("A"))
    )


HOSTILE = ["=cmd|' /C calc'!A0", "@SUM(1)", "| a | b |", "<script>alert(1)</script>", "]]>", "`x` *y* _z_", "\u202eabc",
           "\x1b[31mred\x1b[0m", "\x00", "\ud800", "[-a-]{+b+}", "a\\b", "$x$ & #h"]  # fmt: skip


@pytest.mark.parametrize("name", [n for n in REPORT_FORMATS if n not in PACKED])
@pytest.mark.parametrize("text", HOSTILE)
def test_every_writer_writes_hostile_readings(name: str, text: str) -> None:
    collated = hostile(text)
    written = text_of(name, collated.apparatus, collated.alignment)
    assert "\x1b[31mred" not in written
    assert "\x00" not in written
    if name not in ("json", "html"):
        assert not re.search("[\ud800-\udfff]", written)


HOSTILE_WRITTEN = [
    ("csv", "=cmd|' /C calc'!A0", "\n1,616620428d56,1,,one ,'=cmd|' /C calc'!,A0 two,A,,B,omission,"),
    ("tsv", "a\\b", "\t1\t\tone \ta\t\\\\b two\tA\tx\tB\tsubstitution\t"),
    ("markdown", "| a | b |", "| 1 | one \\| a **\\| b \\|** two | *om.* | B |"),
    ("edition", "`x` *y* _z_", "\n1 **\\` \\*y\\* \\_z\\_**] A; *om.* B (2)"),
    ("text", "\u202eabc", "\n1  abc] A; x B (2)"),
    ("terminal", "\x1b[31mred\x1b[0m", "\n1  l. 1  \\u{1b}[31mred\\u{1b}[ ] om. B  "),
    ("tei", "<script>alert(1)</script>", "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"),
    ("html", "<script>alert(1)</script>", "<title>&lt;script&gt;alert(1)&lt;/script&gt;: apparatus</title>"),
    ("tei", "a \u200fb\u200e \u2066c", "&#x200F;"),
    ("nexus", "[-a-]{+b+}", "\n  1 'entry 1' / '0 [-' '1 om.',\n"),
    ("dot", "a\\b", '\n label="a\\\\b";\n'),
    ("json", "\ud800", '\n "title": "\\ud800",\n'),
    (
        "collatex",
        "\ud800",
        '[{"t": "one ", "n": "one"}], [{"t": "\\ud800 ", "n": "\\ud800"}], null, [{"t": "two", "n": "two"}]]',
    ),
]


@pytest.mark.parametrize(
    ("name", "text", "expected"), HOSTILE_WRITTEN, ids=[f"{name}-{k}" for k, (name, *_) in enumerate(HOSTILE_WRITTEN)]
)
def test_a_hostile_reading_is_written_so(name: str, text: str, expected: str) -> None:
    collated = hostile(text)
    assert expected in text_of(name, collated.apparatus, collated.alignment)


def test_json_says_which_occurrence_of_its_words_a_lemma_is() -> None:
    pair = (
        Witness(Siglum("A"), "the man of the sea and the sky"),
        Witness(Siglum("B"), "the man of the sea and thy sky"),
    )
    collated = collate_work(Work(pair, base=Siglum("A")))
    (entry,) = json.loads(text_of("json", collated.apparatus, collated.alignment))["entries"]
    assert (entry["lemma"]["text"], entry["lemma"]["occurrence"]) == ("the", 3)


def test_csv_is_safe_in_a_spreadsheet() -> None:
    collated = hostile("=cmd @SUM +1")
    rows = list(csv.reader(io.StringIO(text_of("csv", collated.apparatus, collated.alignment))))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_rows_keep_their_cells() -> None:
    collated = hostile("| a | b |")
    written = text_of("markdown", collated.apparatus, collated.alignment)
    rows = [line for line in written.splitlines() if line.startswith("| <a")]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 8 for row in rows)


def test_typography_is_hidden_and_counted() -> None:
    collated = small()
    shown = select(collated.apparatus, Selection())
    assert dict(shown.hidden) == {"typography": 2}
    assert [e.number for e in shown.entries] == [1, 3, 4, 5, 6, 8, 9, 10]
    only = select(collated.apparatus, Selection(only=("spelling.regional",)))
    assert [r.text for e in only.entries for r in e.readings] == ["color", "autonomization"]


def test_widths_are_those_of_a_terminal() -> None:
    assert [width(t) for t in ("abc", "太初", "בְּרֵאשִׁית", "कि")] == [3, 4, 6, 2]
    assert padded("太", 4) == "太  "
    assert columns([("太", "x"), ("abc", "y")]) == ["太   x", "abc  y"]
    assert shortened("one two three four five", 15) == "one two th … ve"
    assert width(shortened("太初有道" * 10, 20)) <= 20


def test_readings_stand_in_isolates_where_they_run_from_right_to_left() -> None:
    assert isolated("abc") == "abc"
    assert isolated("בָּרָא") == "\u2068בָּרָא\u2069"
    assert isolated("a\u202eb") == "\u2068a\u202eb\u202c\u2069"


def test_control_signs_are_made_visible() -> None:
    assert visible("a\x1b[0m") == "a\\u{1b}[0m"
    assert visible("atti-\n\ntude") == "atti-¶¶tude"
    assert visible(" ") == "␣"
    assert visible("\u00a0") == "⍽"


def test_what_no_rule_could_name_is_listed_before_the_tables() -> None:
    one, other = (Witness(Siglum(s), f"he had a {word} in hand") for s, word in (("A", "stamen"), ("B", "stator")))
    collated = collate_work(Work((one, other), title="t", base=Siglum("A"), language="en"))
    page = text_of("markdown", collated.apparatus, collated.alignment)
    assert "## Not classified (1)" in page
    assert page.index("## Not classified") < page.index("## Substitution")
