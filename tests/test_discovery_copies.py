"""Of a text in many documents each copy is told once, and the groups are those of all pairs."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from planted_passages import begin_of, document, spoilt, words_of

from collate.discovery import ParallelKind, PassageSet, discover
from collate.discovery.origins import as_named, order_by_copies
from collate.discovery.stretches import StretchPair
from collate.discovery.words import word_columns
from collate.model.witness import Siglum, Witness

TEXT = words_of(1, 320)


def own_words(seed: int) -> list[str]:
    """Return words of one document, the last of which stand nowhere else."""
    chance = random.Random(seed)
    return [*words_of(50 + seed, 40), *("".join(chance.choices("bdgklmnprtz", k=10)) for _ in range(3))]


def copies(count: int, share: float = 0.05) -> list[Witness]:
    """Return documents with copies of one text behind some words of their own; the text begins and ends with sound words."""
    inner = TEXT[3:-3]
    return [document(f"D{k}", own_words(k), TEXT[:3], spoilt(inner, share, k), TEXT[-3:]) for k in range(count)]


def exact_ends(documents: Sequence[Witness]) -> set[tuple[str, int, int]]:
    """Return the spans of the text in copies."""
    return {(d.siglum, begin_of(own_words(k)), len(d.text)) for k, d in enumerate(documents)}


def all_pairs(documents: Sequence[Witness], monkeypatch: pytest.MonkeyPatch) -> PassageSet:
    """Return what is found if each two documents are compared, in however many a text is."""
    with monkeypatch.context() as patch:
        for module in ("seeds", "origins"):
            patch.setattr(f"collate.discovery.{module}.MANY", 1 << 30)
        return discover(documents)


def group_sizes(found: PassageSet) -> list[tuple[str, list[str]]]:
    return [(str(group.kind), sorted(span.file for span in group.spans)) for group in found.groups]


def ends(found: PassageSet) -> list[set[tuple[str, int, int]]]:
    return [{(span.file, span.start, span.end) for span in group.spans} for group in found.groups]


def linked(found: PassageSet) -> set[str]:
    """Return the documents that are linked with the first passage, directly or by others."""
    pairs = [{p.a.file, p.b.file} for p in found.passages]
    reached = set(pairs[0])
    for _ in pairs:
        reached = reached.union(*(pair for pair in pairs if pair & reached))
    return reached


@pytest.mark.parametrize(("count", "pairs"), [(2, 1), (3, 3), (4, 6), (5, 4), (6, 5), (12, 11)])
def test_each_two_of_a_few_copies_are_told_and_of_many_each_once(count: int, pairs: int) -> None:
    found = discover(copies(count))
    assert len(found.passages) == pairs
    assert group_sizes(found) == [("witness", sorted(f"D{k}" for k in range(count)))]
    assert linked(found) == {f"D{k}" for k in range(count)}


def test_forty_copies_are_one_group_with_exact_ends() -> None:
    documents = copies(40)
    found = discover(documents)
    assert len(found.passages) == 39
    assert ends(found) == [exact_ends(documents)]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.15])
@pytest.mark.parametrize("count", [5, 9])
def test_the_groups_are_those_of_all_pairs(count: int, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = copies(count, share)
    slow, fast = all_pairs(documents, monkeypatch), discover(documents)
    assert len(slow.passages) == count * (count - 1) // 2
    assert len(fast.passages) == count - 1
    assert group_sizes(fast) == group_sizes(slow)
    assert ends(fast) == ends(slow) == [exact_ends(documents)]


@pytest.mark.parametrize("place", [0, 3, 8])
def test_a_quotation_of_many_copies_is_told_once_wherever_it_stands(place: int) -> None:
    quotation = document("Q", words_of(30, 200), TEXT[100:140], words_of(31, 200))
    documents = copies(8)
    documents.insert(place, quotation)
    found = discover(documents)
    begin = begin_of(words_of(30, 200))
    told = [(span.start, span.end) for p in found.passages for span in (p.a, p.b) if span.file == "Q"]
    assert told == [(begin, begin + len(" ".join(TEXT[100:140])))]
    assert len(found.passages) == 8
    assert group_sizes(found) == [("witness", sorted(["Q", *(f"D{k}" for k in range(8))]))]


def test_what_the_first_copy_lacks_is_in_the_spans_of_the_others() -> None:
    more = words_of(2, 300)
    documents = [document("A", TEXT), *(document(f"D{k}", own_words(k), TEXT, more) for k in range(7))]
    for order in (documents, documents[::-1]):
        found = discover(order)
        assert len(found.passages) == 7
        expected = {(f"D{k}", begin_of(own_words(k)), len(documents[k + 1].text)) for k in range(7)}
        assert ends(found) == [expected | {("A", 0, len(documents[0].text))}]


def test_a_passage_that_only_some_copies_have_is_found_with_its_ends() -> None:
    first, second, added = words_of(3, 400), words_of(4, 400), words_of(5, 350)
    parts = [(first, second), (first, second), (first, added, second), (first, second), (first, second), (added,), (first, second)]  # fmt: skip
    documents = [document(f"D{k}", *own) for k, own in enumerate(parts)]
    found = discover(documents)
    pairs = {(p.a.file, p.a.start, p.a.end, p.b.file, p.b.start, p.b.end) for p in found.passages}
    begin, size = begin_of(first), len(" ".join(added))
    assert ("D2", begin, begin + size, "D5", 0, size) in pairs
    covered = {name for group in found.groups for name, _, _ in [(s.file, s.start, s.end) for s in group.spans]}
    assert covered == {f"D{k}" for k in range(7)}


def test_two_texts_in_many_copies_are_two_groups() -> None:
    other = words_of(6, 250)
    documents = [document(f"D{k}", own_words(k), other if k % 2 else TEXT) for k in range(14)]
    found = discover(documents)
    assert [len(group.spans) for group in found.groups] == [7, 7]
    assert len(found.passages) == 12
    assert {p.kind for p in found.passages} == {ParallelKind.WITNESS}


def test_passages_are_told_in_the_order_of_the_documents() -> None:
    documents = [document("A", TEXT[:80]), *copies(7)]
    found = discover(documents)
    names = [d.siglum for d in documents]
    order = [(names.index(Siglum(p.a.file)), names.index(Siglum(p.b.file))) for p in found.passages]
    assert order == sorted(order)
    assert all(a < b for a, b in order)


def test_the_longest_copy_comes_first_and_words_find_back_to_their_numbers() -> None:
    documents = [document("A", words_of(9, 50)), document("B", TEXT[:100]), *copies(5, 0.0), document("C", TEXT, TEXT[::-1])]  # fmt: skip
    words = word_columns(documents)
    order = order_by_copies(words)
    assert sorted(order) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert order[-2:] == [1, 0]
    ordered = words.in_order(order)
    assert [words.forms[code] for code in ordered.codes[-50:].tolist()] == [
        words.forms[code] for code in words.codes[:50].tolist()
    ]
    last = len(ordered) - 50
    both = np.array([0, 1], np.int32)
    pair = StretchPair(0, 2, last, last + 2, both, both + np.int32(last))
    named = as_named(pair, words, ordered, order)
    begin = int(words.borders[order[0]])
    assert (named.a, named.a_end, named.b, named.b_end) == (0, 2, begin, begin + 2)
    assert (named.first.tolist(), named.second.tolist()) == ([0, 1], [begin, begin + 1])
