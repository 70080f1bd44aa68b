"""Text of pdftotext: what a printer puts around the text is no text, and in doubt a line is text.

More than 300 lines: a test for each sort of furniture of a page.
"""

import unicodedata
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_sources import SHARED, asides, expected, left_out, places, read, text_proper, words

import collate
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.pdf_text.reader import read_pdf_text


def witness(*pages: str, **more: object) -> Witness:
    return read(read_pdf_text, "".join(f"{page}\n\f" for page in pages), **more)[0]


def names(read_witness: Witness) -> list[str]:
    """Return the names of the pages in order."""
    return [name for name, _ in places(read_witness, "page")]


LEFT = "Horum omnium fortissimi sunt Belgae, propterea quod a cultu\natque humanitate provinciae longissime absunt, minimeque"
RIGHT = "ad eos mercatores saepe commeant atque ea quae ad\neffeminandos animos pertinent important, proximique sunt"

THIRD = "Apud Helvetios longe nobilissimus fuit et ditissimus\nOrgetorix, qui regni cupiditate inductus coniurationem"
FOURTH = "nobilitatis fecit et civitati persuasit ut de finibus\nsuis cum omnibus copiis exirent, perfacile esse potiri"
FIFTH = "Qua de causa Helvetii quoque reliquos Gallos virtute\npraecedunt, quod fere cotidianis proeliis contendunt"


# -- running heads and numbers of pages


def test_heads_that_count_are_left_out_and_name_the_pages() -> None:
    found = witness(
        f"6             THE ORIGIN OF SPECIES.       CHAP. I.\n\n{LEFT}",
        f"CHAP. I.      UNDER DOMESTICATION.                 7\n\n{RIGHT}",
        f"8             THE ORIGIN OF SPECIES.       CHAP. I.\n\n{THIRD}",
    )
    assert text_proper(found) == " ".join(words(f"{LEFT} {RIGHT} {THIRD}"))
    assert left_out(found) == {"header": 19}
    assert places(found, "page") == [("6", "Horum omnium"), ("7", "ad eos"), ("8", "Apud Helvetios")]


@pytest.mark.parametrize(
    "numbers",
    [
        ("12", "13", "14"),
        ("- 12 -", "- 13 -", "- 14 -"),
        ("xi", "xii", "xiii"),
        ("[12]", "[13]", "[14]"),
        ("٤", "٥", "٦"),
        ("p. 12", "p. 13", "p. 14"),
    ],
)
def test_numbers_alone_are_left_out_at_the_head_and_at_the_foot(numbers: tuple[str, ...]) -> None:
    for layout in ("{0}\n\n{1}", "{1}\n\n{0}", "{1}\n                    {0}"):
        found = witness(*(layout.format(n, text) for n, text in zip(numbers, (LEFT, RIGHT, THIRD), strict=True)))
        assert text_proper(found) == " ".join(words(f"{LEFT} {RIGHT} {THIRD}"))
        assert sum(left_out(found).values()) == sum(len(n.split()) for n in numbers)


def test_heads_with_roman_numbers_are_left_out() -> None:
    found = witness(
        f"xii          PREFACE\n\n{LEFT}", f"PREFACE     xiii\n\n{RIGHT}", f"xiv          PREFACE\n\n{THIRD}"
    )
    assert text_proper(found) == " ".join(words(f"{LEFT} {RIGHT} {THIRD}"))
    assert names(found) == ["xii", "xiii", "xiv"]


def test_a_page_without_a_number_has_the_one_between_its_neighbours() -> None:
    assert names(witness(f"12\n\n{LEFT}", f"13\n\n{RIGHT}", LEFT, f"15\n\n{RIGHT}")) == ["12", "13", "14", "15"]
    assert names(witness(f"12\n\n{LEFT}", f"13\n\n{RIGHT}", "", f"15\n\n{RIGHT}")) == ["12", "13", "15"]
    assert names(witness(LEFT, RIGHT)) == ["1", "2"]
    assert witness(LEFT, "", RIGHT).notices == ()
    assert names(witness("Titulus libri", f"1\n\n{RIGHT}", f"2\n\n{RIGHT}")) == ["sheet 1", "1", "2"]


def test_heads_that_recur_are_left_out_though_a_scan_has_errors_in_them() -> None:
    heads = ("FIRST PRINCIPLES OF LAW", "FIRST PRINCIPLE5 OF LAW", "FIRST PRINCIPLES 0F LAW", "FIRST PRINCIPLES OF LAW")
    found = witness(*(f"{head}\n{text}" for head, text in zip(heads, (LEFT, RIGHT, THIRD, FOURTH), strict=True)))
    assert text_proper(found) == " ".join(words(f"{LEFT} {RIGHT} {THIRD} {FOURTH}"))


def test_the_heading_of_a_chapter_is_text_though_the_heads_after_it_have_its_words() -> None:
    found = witness(
        f"LIBER SECVNDVS\n\n{LEFT}",
        f"2       DE BELLO GALLICO\n\n{RIGHT}",
        f"LIBER SECVNDVS         3\n\n{THIRD}",
        f"4       DE BELLO GALLICO\n\n{FOURTH}",
        f"LIBER SECVNDVS         5\n\n{FIFTH}",
    )
    assert words(text_proper(found))[:3] == ["LIBER", "SECVNDVS", "Horum"]
    assert left_out(found) == {"header": 14}


@pytest.mark.parametrize(
    "pages",
    [
        (
            "HAMLET.\nto be or not to be\nHAMLET.\nthat is",
            "HAMLET.\nthe question\nHAMLET.\nwhether",
            "HAMLET.\ntis nobler",
        ),
        ("Anno 1859 liber", "Anno 1859 alius", "Anno 1872 tertius"),
        ("1 In principio erat verbum", "9 et lux in tenebris lucet", "14 et verbum caro"),
        ("Primus versus", "Alius versus", "Ultimus versus"),
        ("12 equites venerunt", "13 pedites steterunt", "14 naves abierunt"),
        (
            "finis epistulae\nLenin\nalia epistula\niam scribitur",
            "Lenin\nquarta epistula\niam scripta\nnon missa",
            "quinta\niam\nLenin\nsexta",
        ),
    ],
    ids=["speakers", "years", "verses", "lines", "numbers", "signatures"],
)
def test_in_doubt_the_first_line_of_a_page_is_text(pages: tuple[str, ...]) -> None:
    found = witness(*pages)
    assert text_proper(found) == " ".join(words(" ".join(pages)))
    assert left_out(found) == {}


REFRAINS = [
    "for his mercy endureth for ever.",
    "quia in aeternum misericordia eius;",
    "כי לעולם חסדו׃",
    "O let us sing!",
]


@pytest.mark.parametrize("refrain", REFRAINS)
@pytest.mark.parametrize("layout", ["    {0}", "\n      {0}", "\n      Alleluia, amen\n      {0}", "    {0}\n    {0}"])
def test_a_refrain_at_the_foot_of_each_page_is_text(refrain: str, layout: str) -> None:
    verses = [text.replace("\n", "\n    ") for text in (LEFT, RIGHT, THIRD, FOURTH, FIFTH)]
    pages = [f"    {text}\n{layout.format(refrain)}" for text in verses]
    found = witness(*(f"            PSALM {n}.       {n}\n\n{page}" for n, page in enumerate(pages, 31)))
    assert " ".join(words(text_proper(found))) == " ".join(words(" ".join(pages)))


def test_a_foot_that_stands_inside_pages_too_is_text() -> None:
    texts = (LEFT, RIGHT, THIRD, FOURTH, FIFTH)
    pages = [f"{text}\n\n       Gloria patri" for text in texts]
    assert "Gloria" not in text_proper(witness(*pages))
    pages[1] = f"{RIGHT}\nGloria patri\n{pages[1]}"
    pages[2] = f"{THIRD}\nGloria patri\n{pages[2]}"
    assert text_proper(witness(*pages)).count("Gloria patri") == 7


@pytest.mark.parametrize(
    "foot", ["THE ORIGIN OF SPECIES.", "Journal of Texts", "Downloaded on 12 May 2020.", "ספר תהלים"]
)
@pytest.mark.parametrize("layout", ["\n{0}", "              {0}", "\n   {0}\n   Press of the City"])
def test_feet_that_are_set_apart_from_the_text_are_left_out(foot: str, layout: str) -> None:
    texts = (LEFT, RIGHT, THIRD, FOURTH)
    found = witness(*(f"{text}\n{layout.format(foot)}" for text in texts))
    assert text_proper(found) == " ".join(words(" ".join(texts)))


def test_a_page_that_has_nothing_else_has_its_words() -> None:
    found = witness("1\n\nThe sea, the sea", "2\n\nthe sea, the sea")
    assert text_proper(found) == "The sea, the sea the sea, the sea"
    assert left_out(found) == {"page-number": 2}


# -- signatures and catchwords


def test_signatures_and_catchwords_are_left_out() -> None:
    found = witness(
        f"{LEFT}\n                                   B 2                ad eos",
        f"{RIGHT}\n                                   Aa iij             Apud",
        f"{THIRD}\n                                                      minus",
        "minuscula erat",
    )
    assert text_proper(found) == " ".join(words(f"{LEFT} {RIGHT} {THIRD} minuscula erat"))
    assert left_out(found) == {"catch-word": 8}


def test_a_last_line_that_is_no_catchword_is_text() -> None:
    assert words(text_proper(witness(f"{LEFT}\nfinis", RIGHT)))[-len(words(RIGHT)) - 1] == "finis"
    assert words(text_proper(witness(f"{LEFT}\nHAMLET.", f"HAMLET.\n{RIGHT}"))).count("HAMLET.") == 2
    assert left_out(witness(f"{LEFT}\nad eos", RIGHT)) == {}  # one, at the margin: it may be said twice


# -- notes


def test_notes_at_the_foot_are_kept_aside_with_their_signs_and_the_sentence_goes_on() -> None:
    found = witness(
        "Gallia est omnis divisa in partes tres,* quarum unam in-\n* om. codd.",
        "colunt Belgae,1 aliam Aquitani,2 tertiam\n\n1deest in B\n2 Cod. Amst. 73\nom. omnis",
    )
    assert text_proper(found) == (
        "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam"
    )
    assert asides(found) == [
        ("note", "footnote", "* om. codd."),
        ("note", "footnote", "1 deest in B"),
        ("note", "footnote", "2 Cod. Amst. 73 om. omnis"),
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page_in_the_middle_of_a_sentence_only() -> None:
    text = "\n".join((LEFT, RIGHT, THIRD))
    first = f"{text} est,* et\n\n* Codex habet hoc et"
    for rest, cause in (("alia multa.", "footnote"), ("Alia multa.", None)):
        found = witness(first, f"{text}\n\n{rest}")
        covering = [m.cause for m in found.marks if m.start <= found.text.index(rest) < m.end]
        assert covering == ([cause] if cause else [])


def test_notes_may_be_left_out_or_be_text() -> None:
    page = "Gallia est omnis divisa¹ in partes\n¹ om. codd."
    assert left_out(witness(page, notes="drop")) == {"note markers": 1, "footnote": 3}
    assert text_proper(witness(page, notes="keep")) == "Gallia est omnis divisa¹ in partes ¹ om. codd."


@pytest.mark.parametrize(
    "page",
    [
        "Tria sunt:\n1 fides\n2 spes\n3 caritas",
        "Anno 12 erat consul\n13 anni post mortem",
        "Gallia est omnis divisa.1 Hi omnes\nlingua inter se differunt",
        "* * *\nGallia est omnis",
        "Sunt 3 codices, quorum\nunus Romae:\n3 Vaticanus\n4 Ottobonianus",
    ],
    ids=["list", "numbers", "no note", "stars", "things"],
)
def test_in_doubt_a_line_with_a_number_is_text(page: str) -> None:
    found = witness(page)
    assert text_proper(found) == " ".join(words(page))
    assert asides(found) == []


# -- words, paragraphs, columns


def test_a_word_goes_on_over_lines_pages_and_what_stands_between() -> None:
    found = witness(
        "12    DE BELLO\n\nI think we are driven to con-",
        "DE BELLO    13\n\nclude that the vari-\nety of",
        "14    DE BELLO\n\nit",
    )
    assert text_proper(found) == "I think we are driven to conclude that the vari- ety of it"
    assert places(found, "page") == [("12", "I think"), ("13", "clude that"), ("14", "it")]


def test_a_hyphen_stays_where_the_text_has_the_word_with_it() -> None:
    assert text_proper(witness("the sub-\nvariety of a sub-variety")) == "the sub-variety of a sub-variety"
    assert text_proper(witness("a sub-\nvariety, a subvariety")) == "a subvariety, a subvariety"
    assert text_proper(witness("a sub-\nvariety, a subvariety, a sub-variety")) == (
        "a sub- variety, a subvariety, a sub-variety"
    )
    assert text_proper(witness("a sub-\nvariety", hyphens="join")) == "a subvariety"
    assert text_proper(witness("Jean-\nPaul et Jean-Paul")) == "Jean-Paul et Jean-Paul"
    assert text_proper(witness("the sub-\nvariety", hyphens="keep")) == "the sub- variety"


@pytest.mark.parametrize("other", ["the sub-variety of wild-ducks", "the subvariety of wildducks"])
def test_where_the_text_does_not_know_the_words_of_the_work_decide(other: str) -> None:
    found = witness("the sub-\nvariety of\nwild-\nducks")
    result = collate.collate({"P": found, "Q": other})
    causes = [variation.cause for entry in result.entries for variation in entry.variations]
    assert causes == ["line-end", "line-end"]


def test_ligatures_are_kept_and_soft_hyphens_are_not() -> None:
    found = witness("ﬁrst diﬀerent vari\u00adety and soft\u00ad\nened")
    assert text_proper(found) == "ﬁrst diﬀerent variety and softened"
    assert left_out(found) == {"hyphens at line ends": 1, "soft hyphens": 1}


def test_indentation_and_blank_lines_divide_paragraphs() -> None:
    text = f"   {LEFT}\nfinis.\n   {RIGHT}\nfinis.\n\n{LEFT}"
    assert witness(text).text.count("\n\n") == 2
    assert witness(text, lines="keep").text.count("\n") == 9


def test_columns_are_read_one_after_the_other_and_this_is_told() -> None:
    left = [f"left column line {n}" for n in "abcdefghijkl"]
    right = [f"right column line {n}" for n in "abcdefghijkl"]
    page = "\n".join(f"{a}     {b}" for a, b in zip(left, right, strict=True))
    found = witness(page)
    assert text_proper(found) == " ".join(left + right)
    assert found.notices == ("a.xml:1: the text of this page is read as 2 columns, one after the other",)


@pytest.mark.parametrize("on_the_right", [3, 6, 12])
def test_the_last_page_has_the_columns_of_the_page_before_it(on_the_right: int) -> None:
    left = [f"left column line {n}" for n in "abcdefghijklmnopqrstuvwxyz"]
    right = [f"right column line {n}" for n in "abcdefghijklmnopqrstuvwxyz"]
    full = "\n".join(f"{a}     {b}" for a, b in zip(left, right, strict=True))
    last = "\n".join(f"{a}     {b}" for a, b in zip(left, right[:on_the_right], strict=False))
    last = "\n".join([last, *left[on_the_right:]])
    assert text_proper(witness(full, last)) == " ".join([*left, *right, *left, *right[:on_the_right]])


def test_lines_that_may_be_columns_are_told() -> None:
    left = [f"left column line {n}" for n in "abcdefghijklmnopqrstuvwxyz"]
    page = "\n".join(f"{a}     right column line" if n < 10 else a for n, a in enumerate(left))
    told = "a.xml:1: this page may have columns or a table; each of its lines is read as one line: see the PDF"
    assert witness(page).notices == (told,)
    assert witness("\n".join(left)).notices == ()


def test_a_table_and_the_numbers_of_verses_are_no_columns() -> None:
    verses = "\n".join(f"Arma virumque cano Troiae qui primus ab oris     {5 * n}" for n in range(1, 13))
    assert text_proper(witness(verses)) == " ".join(words(verses))


def test_lines_from_the_right_are_read_in_their_order() -> None:
    # Seen on the page, from the left: אחד :על. pdftotext writes the point and the blank as they stand there.
    assert text_proper(witness("\u202bבכתב אחד\u202a :\u202cעל המים\u202c")) == "בכתב אחד: על המים"
    assert text_proper(witness("\u202bפני המים\u202a 1.\u202cויאמר\u202c")) == "פני המים.1 ויאמר"
    assert text_proper(witness("\u202bספר\u202a page 12\u202c של\u202c")) == "ספרpage 12 של"


# -- what is asked for, and what cannot be read


def test_settings_say_what_becomes_of_furniture() -> None:
    pages = (f"12    DE BELLO\n\n{LEFT}", f"13    DE BELLO\n\n{RIGHT}")
    assert words(text_proper(witness(*pages, furniture="keep")))[:3] == ["12", "DE", "BELLO"]
    assert asides(witness(*pages, roles={"header": "running-head"})) == [
        ("paratext", "running-head", "12 DE BELLO"),
        ("paratext", "running-head", "13 DE BELLO"),
    ]


def test_a_word_has_its_line_and_column_in_the_file() -> None:
    found = witness(f"12    DE BELLO\n\n   {LEFT}", f"13    DE BELLO\n\n{RIGHT}")
    assert found.position(found.text.index("omnium"))[-2:] == (3, 10)
    assert found.position(found.text.index("mercatores"))[-2:] == (7, 8)


def test_bytes_that_are_not_of_the_encoding_are_one_sentence() -> None:
    with pytest.raises(ReadError, match=r"^a\.xml:2: byte 3 "):
        read(read_pdf_text, b"a\n\f\xff")


@pytest.mark.parametrize(
    "text",
    ["1 word,1\n" * 8_000, "a" * 100_000 + " b-\nc", "x-" * 30_000 + "\ny", "i\n\f" * 2 + "ii\n\f" + "\f" * 20_000,
     "a  b" * 30_000, "\u202b" + "\u202a 1.\u202c" * 8_000],
    ids=["notes", "letters", "hyphens", "pages", "blanks", "directions"],
)  # fmt: skip
def test_a_hostile_text_takes_no_time(text: str) -> None:
    started = process_time()
    assert read(read_pdf_text, text)
    assert process_time() - started < 6


SAMPLE = SHARED / "plainish" / "running-heads.txt"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="needs the samples of COLLATE_SOURCES: plainish/running-heads.txt")
def test_pages_of_a_book_are_read_as_a_person_reads_them() -> None:
    wanted = expected("running-heads.txt", SAMPLE.parent)
    found = read(read_pdf_text, SAMPLE.read_bytes(), hyphens="join")[0]
    assert "ﬁrst" in found.text  # its ligatures stay; what was written down has letters for them
    read_words = words(unicodedata.normalize("NFKC", text_proper(found)))
    assert read_words == words(wanted["text"].replace("cultivated,*", "cultivated,"))
    assert asides(found) == [*map(tuple, wanted["roles"])]
    assert places(found, "page") == [("6", "WHEN we"), ("7", "the plants"), ("8", "clude that")]
    assert left_out(found) == {"header": 20, "signature-mark": 2, "hyphens at line ends": 5, "note markers": 1}


LINES = st.lists(
    st.text(alphabet="ab1 IVx.,-*¹()\t\u00ad\u202a\u202b\u202c\u05d0\r\u00a0", max_size=12)
    | st.sampled_from(["12", "13", "   DE BELLO  14", "* om.", "1 om.", "a,1 b", "B 2", "word     other     third"]),
    max_size=8,
)


@given(st.lists(LINES, max_size=6))
@settings(max_examples=80)
def test_every_character_of_any_pages_is_read_or_counted(pages: list[list[str]]) -> None:
    # The reader raises InternalError if one is lost.
    text = "\f".join("\n".join(lines) for lines in pages)
    first, again = (read(read_pdf_text, text)[0] for _ in range(2))
    assert first.text == again.text
    kept = read(read_pdf_text, text, furniture="keep", notes="keep", hyphens="keep")[0]
    gone = "\u202a\u202b\u202c\u00ad"
    assert sorted(c for c in kept.text if not c.isspace() and c not in gone) == sorted(
        c for c in text if not c.isspace() and c not in gone
    )


# -- refrains at the head of pages


@pytest.mark.parametrize(
    "refrain",
    [
        "O weep for Adonais, he is dead!",
        "and the green grass grew all around",
        "Toll for the brave, the brave that are no more,",
        "Ach, wie bald, ach wie bald!",
        "Плачь, о плачь, моя душа;",
        "Dormi, dormi, bel bambin.",
    ],
)
def test_a_refrain_at_the_head_of_each_page_is_text(refrain: str) -> None:
    pages = [f"{refrain}\n{page}" for page in (LEFT, RIGHT, THIRD, FOURTH, FIFTH)]
    for layout in ("{0}", "{0}\n\n                    {1}", "             THE SONG   {1}\n\n{0}"):
        found = witness(*(layout.format(page, n) for n, page in enumerate(pages, 12)))
        assert " ".join(words(text_proper(found))) == " ".join(words(" ".join(pages)))


@pytest.mark.parametrize("head", ["The Life of Doctor Johnson.", "THE SPECTATOR.", "Das Leben der Anna"])
def test_a_head_that_is_set_apart_is_no_text_even_with_a_point(head: str) -> None:
    found = witness(*(f"{' ' * 20}{head}\n\n{page}" for page in (LEFT, RIGHT, THIRD, FOURTH)))
    assert left_out(found) == {"header": 4 * len(head.split())}
