"""Parallel passages are found with both ends, whatever their length and whatever was done to their words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_passages import begin_of, document, spoilt, words_of

from collate.discovery import ParallelKind, PassageSet, discover
from collate.discovery.boilerplate import is_boilerplate
from collate.discovery.ends import WINDOW, extend
from collate.discovery.groups import WordSpan, group_spans
from collate.discovery.search_forms import search_form
from collate.discovery.seeds import PATTERNS, find_seeds
from collate.discovery.words import word_columns
from collate.model.witness import Role, Siglum, Witness


def discovered(**texts: str) -> PassageSet:
    return discover([Witness(Siglum(name), text) for name, text in texts.items()])


@pytest.mark.parametrize("length", [20, 40, 100, 600])
def test_a_planted_passage_is_found_to_the_word(length: int) -> None:
    passage, own, around, behind = words_of(1, length), words_of(2, 300), words_of(3, 200), words_of(4, 100)
    found = discover([document("A", own, passage, behind), document("B", around, passage)])
    (one,) = [p for p in found.passages if p.kind in (ParallelKind.QUOTATION, ParallelKind.WITNESS)]
    begin, other = begin_of(own), begin_of(around)
    size = len(" ".join(passage))
    assert (one.a.start, one.a.end, one.b.start, one.b.end) == (begin, begin + size, other, other + size)
    assert (one.words, one.share, one.group) == (length, 1.0, 1)


def test_spoilt_words_do_not_hide_a_passage() -> None:
    missed = 0
    for seed in range(12):
        passage, own, around = words_of(seed, 60), words_of(100 + seed, 200), words_of(200 + seed, 200)
        found = discover([document("A", own, passage, own[:50]), document("B", around, spoilt(passage, 0.2, seed))])
        begin = begin_of(own)
        size = len(" ".join(passage))
        near = [p for p in found.passages if abs(p.a.start - begin) < 30 and abs(p.a.end - begin - size) < 30]
        missed += not near
    assert missed <= 1


def test_documents_with_nothing_in_common_have_no_passage() -> None:
    assert discover([document("A", words_of(1, 2_000)), document("B", words_of(2, 2_000))]).passages == ()
    assert discovered(A="", B="one word", C="one word").passages == ()
    assert discover([]).passages == ()


def test_a_passage_within_one_document_is_found() -> None:
    passage, between = words_of(1, 30), words_of(2, 100)
    found = discover([document("A", passage, between, passage, words_of(3, 30))])
    assert [(p.a.start, p.b.start, p.words) for p in found.passages] == [(0, begin_of(passage, between), 30)]


def test_what_stands_between_two_parts_is_told_with_its_role() -> None:
    first, second = " ".join(words_of(1, 60)), " ".join(words_of(2, 60))
    gloss = "\n\n[The editor has left out a letter here.]\n\n"
    found = discovered(A=f"{first}{gloss}{second}", B=f"{first} {second}")
    (one,) = found.passages
    assert (one.words, one.kind) == (120, ParallelKind.WITNESS)
    assert [(b.side, b.role) for b in one.between] == [("a", Role.GLOSS)]


SONNET = "Shall I compare thee to a summers day thou art more lovely and more temperate rough winds do shake the darling buds of May"
GREEK = "μῆνιν ἄειδε θεὰ Πηληϊάδεω Ἀχιλῆος οὐλομένην ἣ μυρί᾽ Ἀχαιοῖς ἄλγε᾽ ἔθηκε πολλὰς δ᾽ ἰφθίμους ψυχὰς Ἄϊδι προΐαψεν ἡρώων αὐτοὺς δὲ ἑλώρια τεῦχε κύνεσσιν"
LATIN = "Gallia est omnis diuisa in partes tres quarum unam incolunt Belgae aliam Aquitani tertiam qui ipsorum lingua Celtae nostra Galli appellantur"
RUSSIAN = "Всѣ счастливыя семьи похожи другъ на друга каждая несчастливая семья несчастлива по своему все смѣшалось въ домѣ Облонскихъ жена узнала что мужъ"
ARABIC = "قال الملك السعيد أيها الحكيم حدثنا عن مدينة النحاس وما جرى فيها من العجائب والغرائب في سالف العصر والأوان عند أهل تلك البلاد"
HEBREW = (
    "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו וחשך על פני תהום ורוח אלהים מרחפת על פני המים ויאמר אלהים"
)
CHINESE = "道可道非常道名可名非常名無名天地之始有名萬物之母故常無欲以觀其妙常有欲以觀其徼"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SONNET, SONNET.upper()),
        (GREEK, GREEK.replace("ῆ", "η").replace("ὰ", "α")),
        (LATIN, LATIN.replace("uisa", "visa").replace("unam", "vnam").replace("Belgae", "Belgæ")),
        (RUSSIAN, RUSSIAN.replace("ѣ", "е").replace("ъ", "")),
        (ARABIC, ARABIC.replace("أ", "ا")),
        (HEBREW, HEBREW),
        (CHINESE, CHINESE),
        ("so was the sonne of his sister seene at Westminster for the safetie of his person and of his house this day", "fo was the fonne of his fifter feene at Weftminfter for the fafetie of his perfon and of his houfe this day"),
    ],
    ids=["case", "greek", "latin", "russian", "arabic", "hebrew", "chinese", "long-s"],
)  # fmt: skip
def test_other_spellings_and_scripts_are_the_same_words(one: str, other: str) -> None:
    found = discovered(A=f"{one}. 12", B=f"xx yy. {other}")
    (passage,) = found.passages
    assert passage.kind in (ParallelKind.WITNESS, ParallelKind.QUOTATION)
    assert passage.a.start == 0
    assert passage.a.end == len(one)
    assert passage.b.end == 8 + len(other) - 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vnto", "unto"),
        ("iustice", "justice"),
        ("sonne", "son"),
        ("caelum", "celum"),
        ("fafety", "safety"),
        ("міръ", "мир"),
    ],
)
def test_spellings_of_one_word_have_one_search_form(one: str, other: str) -> None:
    assert search_form(one) == search_form(other)


@pytest.mark.parametrize(("one", "other"), [("king", "ring"), ("λόγος", "λόγον"), ("мир", "мор"), ("道", "名")])
def test_other_words_have_other_search_forms(one: str, other: str) -> None:
    assert search_form(one) != search_form(other)


def test_the_statement_of_a_library_is_boilerplate() -> None:
    licence = (
        "This eBook is for the use of anyone anywhere at no cost and with almost no restrictions whatsoever. Project "
        "Gutenberg volunteers and employees ask for donations; see the full license for the trademark and warranty."
    )
    assert is_boilerplate(licence)
    assert not is_boilerplate(" ".join(words_of(1, 200)) + " copyright")
    found = discovered(A=f"{' '.join(words_of(1, 100))}\n\n{licence}", B=f"{licence}\n\n{' '.join(words_of(2, 100))}")
    assert [(p.kind, p.group) for p in found.passages] == [(ParallelKind.BOILERPLATE, 0)]


DATING = "Given at our palace of Westminster on the fourth day of November in the thirty-second year of the reign of our sovereign lord King Henry"
DATUM = "Datum et actum apud sanctum Germanum in die festo beati Martini anno domini 1287 indictione prima regnante domino nostro rege Philippo feliciter amen"
BOOKS = "Smith, J. (1999). A history of words. Oxford: Clarendon Press. pp. 12-45. Jones, A. & Brown, B. (2001). The other history. Cambridge: CUP. pp. 3-9."


@pytest.mark.parametrize("text", [DATING, DATUM, BOOKS], ids=["dating", "datum", "books"])
def test_dating_clauses_and_lists_of_books_are_no_passages(text: str) -> None:
    one, other = " ".join(words_of(1, 80)), " ".join(words_of(2, 80))
    found = discovered(A=f"{one}\n\n{text}", B=f"{other}\n\n{text}\n\n{other[::-1]}")
    assert [(p.kind, p.group) for p in found.passages] == [(ParallelKind.PARATEXT, 0)]


def test_a_running_head_within_a_passage_is_told_as_such() -> None:
    words = words_of(5, 480)
    pages = [" ".join(words[k : k + 80]) for k in range(0, 480, 80)]
    head = "THE HISTORY OF THE KINGS OF THE NORTH"
    found = discovered(A="\n\n".join(f"{head}   {k}\n\n{page}" for k, page in enumerate(pages, 1)), B=" ".join(words))
    (one,) = [p for p in found.passages if p.kind is ParallelKind.WITNESS]
    assert one.words == 480
    assert {(b.side, b.role, b.cause) for b in one.between} == {("a", Role.PARATEXT, "running-head")}


def test_a_formula_that_recurs_is_no_quotation() -> None:
    formula = words_of(9, 22)
    charters = [words_of(seed, 60) for seed in range(4)]
    found = discover([document("A", *[part for own in charters for part in (own, formula)])])
    assert {p.kind for p in found.passages} == {ParallelKind.FORMULA}
    assert found.groups == ()


def test_three_documents_with_one_text_are_one_group() -> None:
    text, quoted = words_of(1, 500), words_of(1, 500)[100:140]
    found = discover(
        [
            document("A", words_of(2, 100), text),
            document("B", text, words_of(3, 100)),
            document("C", words_of(4, 300), quoted, words_of(5, 300)),
        ]
    )
    (group,) = found.groups
    assert [span.file for span in group.spans] == ["A", "B", "C"]
    assert (group.kind, group.words) == (ParallelKind.WITNESS, 500)
    assert {p.kind for p in found.passages} == {ParallelKind.WITNESS, ParallelKind.QUOTATION}


def test_a_saying_in_two_books_does_not_make_them_one_text() -> None:
    spans = {name: WordSpan(k, 0, 1_000) for k, name in enumerate("ABCD")}
    saying = (WordSpan(0, 500, 520), WordSpan(2, 700, 720))
    numbers, groups = group_spans([(spans["A"], spans["B"]), (spans["C"], spans["D"]), saying])
    assert numbers[0] != numbers[1]
    assert sorted(len(group) for group in groups) == [2, 2]


def test_each_long_text_in_many_copies_is_one_group() -> None:
    text = words_of(1, 120)
    found = discover([document(f"D{k}", words_of(50 + k, 80), text) for k in range(40)])
    assert [len(group.spans) for group in found.groups] == [40]


def all_seeds(words: list[int], borders: list[int]) -> set[tuple[int, int]]:
    """Return by brute force the pairs of words of equal n-grams of three words that occur twice."""
    document_of = [sum(border <= k for border in borders[1:-1]) for k in range(len(words))]
    grams: dict[tuple[int, ...], list[int]] = {}
    for k in range(len(words) - 2):
        if document_of[k] == document_of[k + 2]:
            grams.setdefault(tuple(words[k : k + 3]), []).append(k)
    return {
        (one + offset, other + offset)
        for places in grams.values()
        for n, one in enumerate(places)
        for other in places[n + 1 :]
        if other - one >= 12 and len(places) <= 8
        for offset in range(3)
    }


def test_seeds_of_few_documents_at_a_time_are_those_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    words = word_columns([document(f"D{k}", words_of(k, 50), words_of(99, 30)) for k in range(6)])

    def pairs() -> list[tuple[int, int]]:
        return [p for own in find_seeds(words) for p in zip(own.first.tolist(), own.second.tolist(), strict=True)]

    whole = pairs()
    monkeypatch.setattr("collate.discovery.seeds.BLOCK", 1)
    assert len(list(find_seeds(words))) == 5
    assert pairs() == whole


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), min_size=3, max_size=40), min_size=1, max_size=3))
def test_seeds_are_those_of_brute_force(texts: list[list[str]]) -> None:
    words = word_columns([Witness(Siglum(f"D{k}"), " ".join(f"{w}{w}o" for w in text)) for k, text in enumerate(texts)])
    seeds = list(find_seeds(words, PATTERNS[:1]))
    expected = all_seeds(words.codes.tolist(), words.borders.tolist()) if len(words) >= 12 else set()
    assert {pair for own in seeds for pair in zip(own.first.tolist(), own.second.tolist(), strict=True)} == expected


def best_prefix(one: list[str], other: list[str]) -> int:
    """Return by brute force the score of the best alignment that begins with the first words."""
    rows = [[-7 * k for k in range(len(other) + 1)]]
    for i, word in enumerate(one, 1):
        row = [-7 * i]
        for j, partner in enumerate(other, 1):
            row.append(max(rows[-1][j - 1] + (10 if word == partner else -8), rows[-1][j] - 7, row[-1] - 7))
        rows.append(row)
    return max(map(max, rows))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["arma", "virum", "cano", "troiae"]), max_size=WINDOW - 13), st.data())
def test_an_end_has_the_score_of_brute_force(one: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(one)) if data.draw(st.booleans()) else one[:]
    words = word_columns([Witness(Siglum("A"), " ".join(one)), Witness(Siglum("B"), " ".join(other))])
    forms = [words.forms[code] for code in words.codes.tolist()]
    a, b = forms[: len(one)], forms[len(one) :]
    is_common = words.is_common & False
    i, j = extend(words.codes[: len(one)], words.codes[len(one) :], words.forms, is_common)
    assert best_prefix(a[:i], b[:j]) == best_prefix(a, b)


def oracle(one: list[str], other: list[str], least: int) -> set[tuple[int, int, int]]:
    """Return by brute force the longest runs of equal words."""
    runs = set()
    for i in range(len(one)):
        for j in range(len(other)):
            if i and j and one[i - 1] == other[j - 1]:
                continue
            size = 0
            while i + size < len(one) and j + size < len(other) and one[i + size] == other[j + size]:
                size += 1
            if size >= least:
                runs.add((i, j, size))
    return runs


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(25, 60), st.integers(0, 60), st.integers(0, 60))
def test_every_long_run_of_equal_words_is_in_a_passage(seed: int, length: int, before: int, behind: int) -> None:
    passage = words_of(seed, length)
    one = [*words_of(seed + 1, before), *passage, *words_of(seed + 2, behind)]
    other = [*words_of(seed + 3, behind), *passage, *words_of(seed + 4, before)]
    found = discover([document("A", one), document("B", other)])
    spans = [(p.a.start, p.a.end, p.b.start, p.b.end) for p in found.passages]
    for i, j, size in oracle(one, other, 20):
        begin, other_begin = begin_of(one[:i]), begin_of(other[:j])
        end, other_end = begin + len(" ".join(one[i : i + size])), other_begin + len(" ".join(other[j : j + size]))
        assert any(a <= begin and end <= b and c <= other_begin and other_end <= d for a, b, c, d in spans)


def test_the_order_of_the_documents_changes_only_which_is_named_first() -> None:
    texts = [document(f"D{k}", words_of(k, 60), words_of(99, 80), words_of(50 + k, 60)) for k in range(4)]
    shuffled = texts[:]
    random.Random(3).shuffle(shuffled)

    def spans(found: PassageSet) -> set[frozenset[tuple[str, int, int]]]:
        return {frozenset((s.file, s.start, s.end) for s in (p.a, p.b)) for p in found.passages}

    assert spans(discover(texts)) == spans(discover(shuffled))
