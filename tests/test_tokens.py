"""Tokens of any script, and the proof that none is lost.

More than 300 lines: its tables have a line for each way in which a word may be cut or kept whole.
"""

import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from trials import tried

from collate._codepoints import WHITE_SPACE
from collate.errors import InternalError, TokenError
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort, Tokens, Vocabulary
from collate.model.witness import Siglum, Witness
from collate.text import char_classes
from collate.text.editorial_signs import SUPERSCRIPTS
from collate.text.lacunose import join_lacunose_words
from collate.text.normalise import DEFAULT, NORMALISERS, compose_normalisers, is_letter
from collate.text.segmentation import reference_spans, segment, token_spans
from collate.text.tokenise import TOKENISERS, tokenise


def surfaces(text: str) -> list[str]:
    return [text[c.start : c.end] for c in reference_spans(text)]


def forms(*texts: str) -> list[list[str]]:
    cut = tokenise([Witness(Siglum(str(i)), t) for i, t in enumerate(texts)])
    return [[t.form for t in tokens] for tokens in cut]


WORDS = {
    "an inner hyphen or apostrophe belongs to its word": (
        "People's Great-Russian ’tis",
        "People's|Great-Russian|’|tis",
    ),
    "a mark of Armenian inside a word belongs to it": ("ա՟ծ ի՞նչ վա՜յ է՞ տր՟.", "ա՟ծ|ի՞նչ|վա՜յ|է|՞|տր|՟|."),
    "an outer quote does not": ("'autonomisation'.", "'|autonomisation|'|."),
    "a dash parts two words": ("jest—to", "jest|—|to"),
    "a number keeps its point": ("3.14 1,000.", "3.14|1,000|."),
    "a bracket inside a word parts it": ("G[rigori]", "G|[|rigori|]"),
    "marks that stand together are one": ("... -- ——", "...|--|——"),
    "a lacuna is one token": ("the [...] Word […]", "the|[...]|Word|[…]"),
    "a word broken at a line end is one": ("atti-\n\ntude", "atti-\n\ntude"),
    "a word broken over a carriage return is one": ("atti-\r\n  tude", "atti-\r\n  tude"),
    "whatever the hyphen": (
        "mor\u00ad\nning mor¬\nning mor⸗\nning mor=\nning mor⹀\nning",
        "mor\u00ad\nning|mor¬\nning|mor⸗\nning|mor=\nning|mor⹀\nning",
    ),
    "an oblique hyphen between letters is one": ("Haus⸗Tür a⹀b a=b", "Haus⸗Tür|a⹀b|a|=|b"),
    "an invisible character is part of its word": (
        "wo\u200brd wo\u200crd wo\ufeffrd",
        "wo\u200brd|wo\u200crd|wo\ufeffrd",
    ),
    "a number range at a line end is not": ("1914-\n1918", "1914|-|1918"),
    "a capital after the break is not": ("Anglo-\nSaxon", "Anglo|-|Saxon"),
    "a page number between keeps two tokens": ("atti-\n[242]\ntude", "atti|-|[|242|]|tude"),
    "Hebrew keeps its points": ("בְּרֵאשִׁית בָּרָא", "בְּרֵאשִׁית|בָּרָא"),
    "Hebrew keeps its gershayim": ('צה"ל', 'צה"ל'),
    "Arabic keeps its vowels": ("السَّلام عليكم", "السَّلام|عليكم"),
    "Devanagari keeps its signs": ("नमस्ते दुनिया", "नमस्ते|दुनिया"),
    "decomposed Greek keeps its accents": ("Α\u0313ρχη\u0301 ην", "Α\u0313ρχη\u0301|ην"),
    "Chinese is cut at its characters": ("太初有道。", "太|初|有|道|。"),
    "Thai is cut at its characters": ("ภาษา", "ภ|า|ษ|า"),
    "a sign for a word is one token": ("tails & wheels ⁊ AT&T", "tails|&|wheels|⁊|AT|&|T"),
    "&c is one token": ("wine, &c. ⁊c &cetera &cash", "wine|,|&c|.|⁊c|&cetera|&|cash"),
    "an ampersand of markup is one token": ("R&amp;D &lt; ⁊amp;", "R|&amp;|D|&|lt|;|⁊|amp|;"),
    "an emoji is one token": ("a👨‍👩‍👧b", "a|👨‍👩‍👧|b"),
}


@pytest.mark.parametrize("sentence", WORDS)
def test_words(sentence: str) -> None:
    text, expected = WORDS[sentence]
    assert surfaces(text) == expected.split("|")


PIECES = [
    *"aZ9é٣二あกа漢한ー⸗⹀.,-'’·=¬_*—–\"״[]…() \n\r\t\x0b\x85\u00a0\u2028\u200d\u00ad\u0301\u05b0\ufe0f\uff9e\ue000\ud800\u200f",
    "\r\n", "\u0600", "\u0d4e", "\x1c", "\u0483", "\uff9e-\na", "а", "é", "\0", "👍", "👨\u200d👩", "🇩🇪", "🏽", "𝒜", "[...]", "[ . . . ]", "&", "&c", "⁊", "&amp;", "＆", "c", "-\n", "--", "a-b", "don't", "3.14", 'ה"ל', "नि", "\u1100\u1161",
]  # fmt: skip


@tried(500, hunted=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20))
def test_the_fast_path_gives_the_spans_of_the_reference(text: str) -> None:
    cuts = segment(text)
    assert list(zip(*cuts.spans.T.tolist(), cuts.sorts.tolist(), strict=True)) == [
        tuple(c) for c in reference_spans(text)
    ]


@pytest.mark.parametrize("settled", char_classes._STABLE_BLOCKS, ids=lambda r: hex(r.start))
def test_the_tables_of_python_and_of_regex_agree_where_they_are_not_compared(settled: range) -> None:
    for point in settled:
        known = char_classes._stable_class(point)
        assert known is None or chr(point).isspace() or known == char_classes._class_by_regex(point), hex(point)


def test_letters_and_digits_are_those_of_regex() -> None:
    letter = regex.compile(r"[\p{L}\p{N}]")
    assert [hex(p) for p in range(0x110000) if is_letter(chr(p)) != bool(letter.match(chr(p)))] == []


def test_a_plain_text_does_not_load_the_library_of_scripts() -> None:
    text = "“Οὐκ” don’t self-\\nevident [...] Ёлка, naïve – 3.14 [ . . . ]"
    program = (
        "import sys; from collate.text.tokenise import tokenise; from collate.model.witness import Siglum, Witness; "
        f"tokenise([Witness(Siglum('A'), '{text}')]); print('regex' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "False\n"
    )


def test_white_space_is_what_python_says_it_is() -> None:
    assert {chr(p) for p in range(0x110000) if chr(p).isspace()} == set(WHITE_SPACE)


def test_characters_of_every_class_are_cut_as_the_reference_cuts_them() -> None:
    some = "".join(f"{c}a{c} {c}1{c}\n" for c in map(chr, range(0, 0x110000, 61)))
    cuts = segment(some)
    assert list(zip(*cuts.spans.T.tolist(), cuts.sorts.tolist(), strict=True)) == [
        tuple(c) for c in reference_spans(some)
    ]


@tried(200, hunted=600)
@given(st.lists(st.sampled_from(PIECES + [" ", "a", "λ"] * 12), max_size=30).map("".join), st.integers(0, 9))
def test_a_text_is_cut_in_blocks_as_it_is_as_a_whole(text: str, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("collate.text.segmentation._BLOCK", block)
        cuts = segment(text)
    assert list(zip(*cuts.spans.T.tolist(), cuts.sorts.tolist(), strict=True)) == [
        tuple(c) for c in reference_spans(text)
    ]


def test_many_hyphens_in_one_word_are_cut_in_linear_time() -> None:
    assert len(segment("a-" * 200_000).spans) == 2


@pytest.mark.parametrize("tokeniser", TOKENISERS)
@given(text=st.text(max_size=40))
def test_any_text_reads_back(tokeniser: str, text: str) -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), text)], TOKENISERS[tokeniser])
    covered = "".join(t.surface for t in tokens)
    assert covered == "".join(c for c in text if not c.isspace()) or any(c.isspace() for c in covered)
    at = 0
    for token in tokens:
        start, end = token.span
        assert at <= start < end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


def test_a_tokeniser_that_skips_a_letter_is_found_out() -> None:
    with pytest.raises(TokenError, match="do not read back"):
        tokenise([Witness(Siglum("A"), "ab cd")], lambda text: list(reference_spans(text))[1:])


def test_a_tokeniser_of_ours_that_skips_a_letter_is_an_internal_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collate.text.tokenise.segment", lambda text: token_spans([*reference_spans(text)][1:]))
    with pytest.raises(InternalError, match="the tokens of A do not read back as its text: the tokeniser lost"):
        tokenise([Witness(Siglum("A"), "ab cd")])


def test_words_that_share_a_number_are_told_apart_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collate._codepoints._span_hashes", lambda points, spans, long: np.zeros(len(spans), np.uint64))
    (tokens,) = tokenise([Witness(Siglum("A"), "one two one three")])
    assert [t.surface for t in tokens] == ["one", "two", "one", "three"]


LIES = {
    "a surface that is not what stands there": ([[0, 2], [3, 5]], [0, 0]),
    "a stretch that is left out": ([[0, 2]], [0]),
    "stretches that overlap": ([[0, 2], [1, 5]], [0, 2]),
    "stretches out of order": ([[3, 5], [0, 2]], [1, 0]),
    "a stretch beyond the end": ([[0, 2], [3, 6]], [0, 3]),
    "an empty stretch": ([[0, 2], [2, 2], [3, 5]], [0, 4, 1]),
}


@pytest.mark.parametrize("lie", LIES)
def test_tokens_that_do_not_say_what_stands_there_are_refused(lie: str) -> None:
    spans, codes = LIES[lie]
    strings = ["ab", "cd", "b cd", "cdx", ""]
    vocabulary = Vocabulary(strings, {s: k for k, s in enumerate(strings)})
    surface = np.array(codes, np.int32)
    with pytest.raises(TokenError, match="do not read back"):
        Tokens(
            Witness(Siglum("A"), "ab cd"), vocabulary, np.array(spans, np.int32), surface, surface.copy(),
            np.zeros(len(codes), np.int8),
        )  # fmt: skip


@given(st.lists(st.text("ab", min_size=1, max_size=60), max_size=40))
def test_equal_words_have_one_code_and_unlike_ones_two(found: list[str]) -> None:
    text = " ".join(found)
    (tokens,) = tokenise([Witness(Siglum("A"), text)], TOKENISERS["blanks"])
    assert [t.surface for t in tokens] == found
    codes = tokens.surface.tolist()
    assert [codes.index(c) for c in codes] == [found.index(w) for w in found]


@given(
    st.from_regex(r"[A-Za-z0-9]{1,5}(['-][A-Za-z0-9]{1,3}){0,2}", fullmatch=True), st.permutations(list(NORMALISERS))
)
def test_plain_words_are_normalised_as_step_by_step(surface: str, steps: Sequence[str]) -> None:
    slowly = surface
    for name in steps:
        slowly = NORMALISERS[name](slowly)
    assert compose_normalisers(tuple(steps))(surface) == slowly


@pytest.mark.parametrize("steps", [tuple(NORMALISERS), tuple(reversed(tuple(NORMALISERS))), DEFAULT])
def test_words_of_letters_are_normalised_as_step_by_step(steps: Sequence[str]) -> None:
    for surface in (f"a{c}b" for c in map(chr, range(128, 0x110000)) if c.isalpha()):
        if unicodedata.category(surface[1]) == "Lo" and ord(surface[1]) % 16:
            continue  # Han and Hangul are many, and all alike
        slowly = surface
        for name in steps:
            slowly = NORMALISERS[name](slowly)
        assert compose_normalisers(steps)(surface) == slowly, surface


def test_the_columns_cannot_be_written_to() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "a b")])
    with pytest.raises(ValueError, match="read-only"):
        tokens.form[0] = 1


def test_columns_of_unlike_length_are_refused() -> None:
    one, two = np.zeros(1, np.int32), np.zeros(2, np.int32)
    with pytest.raises(InternalError, match="the arrays of A differ in length"):
        Tokens(Witness(Siglum("A"), "a"), Vocabulary(["a"], {"a": 0}), np.array([[0, 1]], np.int32), one, two,
               np.zeros(1, np.int8))  # fmt: skip


def test_a_token_is_a_view() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "Ab,\nCd")])
    assert [(t.surface, t.form, t.sort, t.line) for t in tokens] == [
        ("Ab", "ab", Sort.WORD, 1), (",", ",", Sort.PUNCTUATION, 1), ("Cd", "cd", Sort.WORD, 2)
    ]  # fmt: skip
    with pytest.raises(IndexError, match="none with the number 3"):
        tokens[3]
    with pytest.raises(IndexError):
        tokens.vocabulary.decode(np.array([-1], np.int32))


def test_a_broken_word_keeps_its_hyphen_only_where_the_witnesses_write_one() -> None:
    assert forms("a self-\nevident atti-\ntude", "self-evident attitude") == [
        ["a", "self-evident", "attitude"], ["self-evident", "attitude"]
    ]  # fmt: skip


NORMALISED = [
    ("quotes", "“", '"'), ("quotes", "’", '"'), ("quotes", "don’t", "don't"), ("quotes", "״", "״"),
    ("quotes", "l’", "l'"), ("quotes", "ὑπ᾽", "ὑπ'"), ("quotes", "ὑπ\u0313", "ὑπ'"), ("quotes", "παῤ", "παρ'"),
    ("quotes", "’Twas", "'Twas"), ("quotes", "word’", "word\""), ("quotes", "‘word’", "\"word\""),
    ("dashes", "-", "–"), ("dashes", "—", "–"), ("dashes", "--", "–"), ("dashes", "over‑do", "over-do"),
    ("ligatures", "ﬁnd", "find"), ("ligatures", "…", "..."), ("long-s", "poſſible", "possible"),
    ("nfc", "e\u0301", "é"), ("case", "Straße", "strasse"), ("case", "ΛΌΓΟΣ", "λόγοσ"), ("marks", "ἀρχή", "αρχη"),
    ("marks", "\u0301", "\u0301"), ("line-end", "atti-\n\ntude", "attitude"), ("spaces", "a\u00a0b", "a b"),
    ("invisible", "at\u00adtitude", "attitude"), ("invisible", "\u200e", "\u200e"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "surface", "form"), NORMALISED)
def test_normalisers(name: str, surface: str, form: str) -> None:
    assert NORMALISERS[name](surface) == form


@given(st.text(min_size=1, max_size=12))
def test_normalising_leaves_no_token_empty(surface: str) -> None:
    cut = surfaces(surface)
    assert all(compose_normalisers(tuple(NORMALISERS))(s) for s in cut)


LOST = ["Ky[...]os", "w[..]d", "[..]gates", "bar[.]", "x[.]y[..]z", "ga[–]s", "a[…]b"]


@pytest.mark.parametrize("word", LOST)
def test_a_word_of_which_letters_are_lost_is_one_word(word: str) -> None:
    found = [(t.surface, t.sort) for t in tokenise([Witness(Siglum("w"), f"one {word} two")])[0]]
    assert found == [("one", Sort.WORD), (word, Sort.WORD), ("two", Sort.WORD)]


@pytest.mark.parametrize("text", ["said [...] he", "said[...] he", "said [...]he", "a [..] b"])
def test_what_an_editor_left_out_is_no_part_of_a_word(text: str) -> None:
    found = [t.surface for t in tokenise([Witness(Siglum("w"), text)])[0]]
    assert not any("[" in surface and any(map(str.isalpha, surface)) for surface in found)


SIGNED = {
    "brackets that only editors use join by themselves": (
        ["ki[n]g G[rigori] [vi]vas ⟨re⟩gis ⟦de⟧leo hom[ine]m kö[n]ig ἀρ[χ]ῇ מ[ל]ך"],
        "ki[n]g G[rigori] [vi]vas ⟨re⟩gis ⟦de⟧leo hom[ine]m kö[n]ig ἀρ[χ]ῇ מ[ל]ך",
    ),
    "so do those that enclose a whole word": (["Knowing [this] and 太[初]有"], "Knowing|[this]|and|太|[初]|有"),
    "a bracket of several words joins the word that it cuts": (["[arma vi]rumque"], "[|arma|vi]rumque"),
    "a word goes on over a line end": (["Cae[sa-\nri] pro-\n[cul]"], "Cae[sa-\nri]|pro-\n[cul]"),
    "several brackets in one word": (["M[ar]c[us], [[ab]]c"], "M[ar]c[us]|,|[[ab]]c"),
    "letters that count call notes": (["the word[a] came[b] home[c]"], "the|word|[|a|]|came|[|b|]|home|[|c|]"),
    "a letter with a note of its own calls it": (["word[b]\n[b] A note."], "word|[|b|]|[|b|]|A|note|."),
    "an index is no letter": (["array[i] array[j] x[1]"], "array|[|i|]|array|[|j|]|x|[|1|]"),
    "a word after a word is no part of it": (["said[sic] text[he]", "text he"], "said|[|sic|]|text|[|he|]"),
    "a gloss of several words stays apart": (["he [i.e. John] came"], "he|[|i|.|e|.|John|]|came"),
    "a link of Markdown stays as it is": (["see[it](u) [it](v)"], "see|[|it|]|(|u|)|[|it|]|(|v|)"),
    "other signs join where another witness has the word": (
        ["u(est)er w<i>th kni|ghts vn|to un/to {h}ominem", "uester with knights unto hominem"],
        "u(est)er w<i>th kni|ghts vn|to un/to {h}ominem",
    ),
    "else they stay as they are": (
        ["and/or f(x) word(s) s/he snake_case a*b *it* un/to", "word words she and or it"],
        "and|/|or|f|(|x|)|word|(|s|)|s|/|he|snake|_|case|a|*|b|*|it|*|un|/|to",
    ),
    "tags are markup": (["w<i>th</i>", "with"], "w|<|i|>|th|<|/|i|>"),
    "letters above the line": (["w^th y^{e} rec^d x^n", "with the received"], "w^th|y^{e}|rec^d|x|^|n"),
}


@pytest.mark.parametrize("sentence", SIGNED)
def test_a_sign_in_a_word(sentence: str) -> None:
    texts, expected = SIGNED[sentence]
    tokens = tokenise([Witness(Siglum(str(k)), text) for k, text in enumerate(texts)])[0]
    separator = "|" if " " not in expected else " "
    assert [t.surface for t in tokens] == expected.split(separator)


APOSTROPHES_AT_EDGES = {
    "an elided word takes its apostrophe": ("l' uomo dell’ anno qu' il d’ une in th' arm", "l'|uomo|dell’|anno|qu'|il|d’|une|in|th'|arm"),
    "so does a Greek one": ("ὑπ’ αὐτοῦ ἀλλ᾽ ἐγώ, παρ᾿ αὐτῷ: δʼ", "ὑπ’|αὐτοῦ|ἀλλ᾽|ἐγώ|,|παρ᾿|αὐτῷ|:|δʼ"),
    "a clipped word begins with it": ("'Twas ’tis 's ist", "'Twas|’tis|'s|ist"),
    "a closing quotation mark is none": ("he said 'such words' ‘that is all’ and", "he|said|'|such|words|'|‘|that|is|all|’|and"),
    "in an open quotation too": ("'in th' arm' he", "'|in|th'|arm|'|he"),
    "a plural has none of its own": ("the boys' hats", "the|boys|'|hats"),
    "a Greek word that ends like one has none": ("λόγος’ ἐκ’ ἦν’", "λόγος|’|ἐκ|’|ἦν|’"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", APOSTROPHES_AT_EDGES)
def test_an_apostrophe_at_an_edge(sentence: str) -> None:
    text, expected = APOSTROPHES_AT_EDGES[sentence]
    assert [t.surface for t in tokenise([Witness(Siglum("A"), text)])[0]] == expected.split("|")


def test_the_signs_of_the_work_always_join() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "d(omi)n(u)s and/or a|beo")], signs=frozenset("()|"))
    assert [t.surface for t in tokens] == ["d(omi)n(u)s", "and", "/", "or", "a|beo"]


@settings(deadline=None)  # tables are read at first use
@given(st.lists(st.text("abé漢[](){}<>⟨⟩|/*^_-' \n1.", max_size=24), min_size=1, max_size=3))
def test_joining_signs_loses_nothing(texts: list[str]) -> None:
    for tokens, text in zip(tokenise([Witness(Siglum(str(k)), t) for k, t in enumerate(texts)]), texts, strict=True):
        plain = [text[a:b] for a, b in segment(text).spans.tolist()]
        assert "".join("".join(t.surface.split()) for t in tokens) == "".join("".join(p.split()) for p in plain)
        assert all(t.form for t in tokens)


MARKED = {
    "ki[n]g": TokenMark.SUPPLIED, "u(est)er": TokenMark.EXPANSION, "⟦de⟧leo": TokenMark.DELETED,
    "ἀρ\u0323χῇ": TokenMark.UNCLEAR, "yᵉ": TokenMark.SUPERSCRIPT, "&": TokenMark.ABBREVIATION, "king": TokenMark(0),
    "ḥm": TokenMark(0), "[": TokenMark(0),
}  # fmt: skip


@pytest.mark.parametrize("word", MARKED)
def test_marks_say_what_the_signs_of_a_word_say(word: str) -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), f"a {word} b")], signs=frozenset("()"))
    assert [t.marks for t in tokens] == [TokenMark(0), MARKED[word], TokenMark(0)]


def test_a_work_says_what_its_signs_mean() -> None:
    meanings = (("()", TokenMark.SUPPLIED), ("<>", TokenMark.DELETED), ("|", TokenMark(0)))
    witness = Witness(Siglum("A"), "k(yn)g <sh>e vn|to [w]as")
    (tokens,) = tokenise([witness], signs=frozenset("()<>|"), sign_meanings=meanings)
    assert [t.marks for t in tokens] == [TokenMark.SUPPLIED, TokenMark.DELETED, TokenMark(0), TokenMark.SUPPLIED]


def test_the_superscript_letters_are_those_of_the_tables() -> None:
    letter = [c for c in map(chr, range(0x10000)) if unicodedata.decomposition(c)[:7] == "<super>" and c.isalpha()]
    assert [c for c in letter if c not in SUPERSCRIPTS] == []


def test_marks_are_nothing_if_they_are_not_given_and_cannot_be_changed() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), "a b")])
    again = replace(tokens, marks=np.array([1, 96], np.uint16))
    assert [t.marks for t in again] == [TokenMark.SUPPLIED, TokenMark.NUMERAL | TokenMark.SUPERSCRIPT]
    with pytest.raises(ValueError, match="read-only"):
        again.marks[0] = 0
    with pytest.raises(InternalError, match="a token of A has a mark that does not exist"):
        replace(tokens, marks=np.array([0, 2 * TokenMark.ERROR], np.uint16))
    with pytest.raises(InternalError, match="the arrays of A differ in length"):
        replace(tokens, marks=np.zeros(1, np.uint16))
    built = Tokens(tokens.witness, tokens.vocabulary, tokens.spans, tokens.surface, tokens.form, tokens.sort)
    assert built.marks.tolist() == [0, 0]


WITHOUT_SIGNS = [
    ("ki[n]g", "king"), ("w^{th}", "wth"), ("wᵗʰ", "wth"), ("1ˢᵗ", "1st"), ("(word)", "(word)"), ("*word*", "*word*"),
    ("word)", "word)"), ("[word]", "word"), ("Ky[...]os", "Ky[...]os"), ("a[..]b[c]d", "a[..]bcd"), ("|", "|"),
    ("ἀρ\u0323χῇ", "ἀρχῇ"), ("ḥm", "ḥm"),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "form"), WITHOUT_SIGNS)
def test_signs_are_no_letters(surface: str, form: str) -> None:
    assert NORMALISERS["signs"](surface) == form


@given(st.text("ab[]. -…", max_size=30))
def test_joining_lost_letters_loses_nothing_else(text: str) -> None:
    plain = [text[a:b] for a, b in segment(text).spans.tolist()]
    joined = [text[a:b] for a, b in join_lacunose_words(text, segment(text)).spans.tolist()]
    assert "".join(joined) == "".join(plain)
    assert len(joined) <= len(plain)


BROKEN = {
    "a page number goes": ("mor-\n12\nning", "morning"),
    "a running head goes": ("mor-\r\n\r\nA HISTORY\r\n\r\n  ning", "morning"),
    "a word in three parts keeps them": ("over-\nwhel-\nming", "overwhelming"),
    "a word in three parts loses the number alone": ("over-\nwhel-\n12\nming", "overwhelming"),
    "blank lines are nothing": ("atti-\n\n\ntude", "attitude"),
    "a word on one line is itself": ("well-known", "well-known"),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_the_form_of_a_broken_word(sentence: str) -> None:
    surface, form = BROKEN[sentence]
    assert NORMALISERS["line-end"](surface) == form


OVER_A_PAGE = {
    "the whole is a word and a half is none": ("the mor-\n12\nning", "a morning", True),
    "both halves are words": ("to-\n12\nday", "today to day", False),
    "the whole is no word of the work": ("the mor-\n12\nning", "an evening", False),
    "the whole is a word with its hyphen": ("self-\n12\nevident", "self-evident", True),
    "a capital goes on after the page": ("Anglo-\n12\nSaxon", "AngloSaxon", False),
    "a sentence is between": ("mor-\n\nIt rained.\n\nning", "a morning", False),
    "a head in Greek": ("λό-\nΚΑΤΑ ΜΑΡΚΟΝ 12\nγος", "λόγος", True),
    "a page number in Arabic figures": ("мо-\n١٢\nре", "море", True),
    "too much is between": ("mor-\n" + "12\n" * 13 + "ning", "a morning", False),
}


@pytest.mark.parametrize("sentence", OVER_A_PAGE)
def test_a_word_over_a_page_end_is_one_token(sentence: str) -> None:
    text, other, joined = OVER_A_PAGE[sentence]
    (tokens, _) = tokenise([Witness(Siglum("A"), text), Witness(Siglum("B"), other)])
    assert any("-" in t.surface and t.surface.count("\n") > 1 for t in tokens) == joined


@pytest.mark.parametrize("text", ["u(est)er came and uester went", "w^th him with her", "vn|to him vnto her"])
def test_a_copy_is_no_witness_that_joins_a_word(text: str) -> None:
    other = "he came and she went"
    (alone, _) = tokenise([Witness(Siglum("A"), text), Witness(Siglum("B"), other)])
    (copied, *_) = tokenise(
        [Witness(Siglum("A"), text), Witness(Siglum("B"), other), Witness(Siglum("C"), text + "\n")]
    )
    assert alone.spans.tolist() == copied.spans.tolist()
