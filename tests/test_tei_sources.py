"""Samples of TEI as projects have it, against values that were found by reading them."""

import re
from pathlib import Path
from typing import Any

import pytest
from tei_sources import expected_files, kept_aside, load, read_sample, text_proper, words

from collate.model.witness import Witness

FILES = expected_files("tei")
# What is expected in another way, and why.
OTHER_ORDER = {"genetic-page.xml"}  # the number of the page stands before the heading in the file
OTHER_WITNESSES = {"standoff.xml": {"B"}}  # of an edition
WITH_OMITTED_LETTERS = {"Ἱπποσθένης Πράτωνος": "Ἱπποσένης Πράτωνος"}  # the letter was never written
LEFT_OUT = {
    "teiHeader": "teiHeader", "desc in gap": "desc", "g char:punc": "g char:punc", "metamark": "metamark",
    "every other div": "div translation", "B. M": "fw sig", "und (catch": "fw catch", "482": "fw header",
    "pb ed": "pb of another edition", "standOff": "standOff", "figDesc": "figDesc", "note of": "note editorial",
    "back": "back",
}  # fmt: skip

params = [pytest.param(path, load(path), id=path.name.partition(".")[0]) for path in FILES]


def sample(path: Path, values: dict[str, Any], **more: object) -> tuple[Witness, ...]:
    return read_sample(path.with_name(values["source"]), values["options"], **more)


def first_of(path: Path, values: dict[str, Any]) -> Witness:
    hand = values["options"].get("hand", "last")
    return sample(path, values, hand="first" if hand == "all" else hand)[0]


def is_edition(values: dict[str, Any]) -> bool:
    return bool(values["source"] == "parallel-segmentation.xml")


@pytest.mark.parametrize(("path", "values"), params)
def test_words_and_what_is_kept_aside(path: Path, values: dict[str, Any]) -> None:
    witness = first_of(path, values)
    assert words(text_proper(witness)) == words(values["text"])
    found, wanted = kept_aside(witness), [list(map(str, row)) for row in values.get("roles", [])]
    if values["source"] in OTHER_ORDER:
        found, wanted = sorted(found), sorted(wanted)
    assert found == wanted


@pytest.mark.parametrize(("path", "values"), params)
def test_variants(path: Path, values: dict[str, Any]) -> None:
    text = words(values["text"])
    for variant in values.get("variants", []):
        found = words(text_proper(sample(path, values, **variant["options"])[0]))
        if "text" in variant:
            assert found == words(variant["text"])
            continue
        wanted = " ".join(text)
        for before, after in variant["changes"]:
            plain = re.sub(r" \(.*\)", "", " ".join(words(before)))
            assert plain in wanted
            wanted = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", " ".join(words(after)), wanted, count=1)
        assert found == wanted.split()


@pytest.mark.parametrize(("path", "values"), params)
def test_hands(path: Path, values: dict[str, Any]) -> None:
    if "hands" not in values:
        pytest.skip("one hand")
    more = {"witness": "all"} if is_edition(values) else {}
    read = sample(path, values, hand="all", **more)
    found = {w.siglum.replace("(a.c.)", "a.c."): words(text_proper(w)) for w in read}
    wanted = {siglum: words(text) for siglum, text in values["hands"].items()}
    for siglum in OTHER_WITNESSES.get(values["source"], ()):
        del wanted[siglum]
    assert {siglum: found.get(siglum) for siglum in wanted} == wanted


@pytest.mark.parametrize(("path", "values"), params)
def test_places(path: Path, values: dict[str, Any]) -> None:
    witness = first_of(path, values)
    for system, value, wanted in values.get("places", []):
        found = [p for p in witness.places if (p.system, p.value) == (system, value)]
        assert found, f"no {system} {value}"
        proper = text_proper(witness)
        if inside := re.match(r"(?:begins )?inside (\w+)", wanted):
            around = re.match(r"\w*", witness.text[found[0].start :])
            before = re.search(r"\w*$", witness.text[: found[0].start])
            assert before is not None
            assert around is not None
            assert before[0]
            assert before[0] + around[0] == inside[1]
        elif wanted.startswith("("):
            assert found[0].start == found[0].end
        else:
            plain = re.sub(r" \(.*\)", "", wanted)
            assert any(" ".join(words(proper[p.start :])).startswith(" ".join(words(plain))) for p in found)


def said(witness: Witness, name: str, value: str) -> list[str]:
    return [
        " ".join(words(witness.text[a.start : a.end]))
        for a in witness.annotations
        if a.name == name and value in ("", a.value)
    ]


@pytest.mark.parametrize(("path", "values"), params)
def test_marks(path: Path, values: dict[str, Any]) -> None:
    witness = first_of(path, values)
    for name, given in values.get("marks", []):
        kind, _, value = name.partition(" ")
        kind = "numeral" if kind == "number" else kind
        wanted = WITH_OMITTED_LETTERS.get(given, given)
        plain = re.sub(r" in \S+$", "", " ".join(words(wanted))).replace("(", "").replace(")", "")
        plain, _, last = plain.partition(" … ")
        found = said(witness, kind, value)
        assert any(plain in text and last in text for text in found), (name, wanted, found)


@pytest.mark.parametrize(("path", "values"), params)
def test_silences(path: Path, values: dict[str, Any]) -> None:
    if is_edition(values):
        pytest.skip("each witness of an edition has its own; see below")
    witness = first_of(path, values)
    found = []
    for mark in witness.marks:
        if mark.gap is not None:
            before = re.search(r"\w*$", witness.text[: mark.start])
            assert before is not None
            found.append([before[0] + witness.text[mark.start : mark.end], str(mark.gap)])
    if "silences" in values:
        assert found == [row[:2] for row in values["silences"]]


@pytest.mark.parametrize(("path", "values"), params)
def test_tokens_of_the_source(path: Path, values: dict[str, Any]) -> None:
    if "pretokens" not in values:
        pytest.skip("no words are given")
    witness = first_of(path, values)
    names = {"xml:id", "lemma", "pos", "facs", "dipl"}
    found = iter(witness.pretokens)
    for row in values["pretokens"]:
        token = next(t for t in found if witness.text[t.start : t.end] == row["t"])
        keys = dict(token.keys)
        assert {k: v for k, v in keys.items() if k in row and k in names} == {
            k: v for k, v in row.items() if k in names
        }
        if "form" in row:
            assert token.form == row["form"]


@pytest.mark.parametrize(("path", "values"), params)
def test_what_is_left_out_is_named(path: Path, values: dict[str, Any]) -> None:
    witness = first_of(path, values)
    names = {row.name for row in witness.left_out}
    for wanted in values.get("left_out", []):
        key = next(key for key in LEFT_OUT if wanted.startswith(key))
        assert LEFT_OUT[key] in names


@pytest.mark.parametrize(("path", "values"), params)
def test_reading_twice_gives_the_same(path: Path, values: dict[str, Any]) -> None:
    assert sample(path, values) == sample(path, values)


@pytest.mark.parametrize(("path", "values"), params)
def test_each_word_is_where_its_origin_says(path: Path, values: dict[str, Any]) -> None:
    source = path.with_name(values["source"])
    encoding = "latin-1" if source.name.startswith("p4") else "utf-8"
    lines = source.read_bytes().decode(encoding).split("\n")
    witness = first_of(path, values)
    wrong = []
    for start in witness.origins.starts:
        _, line, column = witness.position(start)
        letter = witness.text[start]
        there = lines[line - 1][column - 1 : column]
        if there not in (letter, "&") and not witness.text[start:].startswith("["):
            wrong.append((start, letter, line, column, there))
    assert not wrong[:5]


def test_silences_of_the_witnesses_of_an_edition() -> None:
    path = next(path for path in FILES if path.name.startswith("parallel-segmentation"))
    found = {str(w.siglum): w for w in sample(path, load(path), witness="all")}

    def gaps(siglum: str) -> list[str]:
        return [str(m.gap) for m in found[siglum].marks if m.gap]

    assert found["G"].text.startswith("ἐξετάσει τῶν βεβιωμένων")
    assert gaps("G")[0] == "illegible"
    assert "ἡ ἁμαρτία.\n\n[...] Νείλου" in found["K"].text
    assert gaps("K") == ["absent"]
    assert "Ἐλεήμονος" not in found["Q"].text
    assert found["Q"].text.endswith("γυναικῶν.")
