"""What a source says of words reaches its tokens: as flags, and as values that rules and reports look up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collate.model.annotations import TOKEN_MARKS, Annotation, AnnotationName, Annotations
from collate.model.token_annotations import values_of
from collate.model.token_marks import TokenMark
from collate.model.tokens import Tokens
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

TEXT = "Maria ging in die Stadt, und\nJosef blieb."


def tokens_of(text: str, *annotations: Annotation) -> Tokens:
    (tokens,) = tokenise([Witness(Siglum("A"), text, structured=True, annotations=Annotations.of(annotations))])
    return tokens


def of(words: str, name: AnnotationName, value: str = "", text: str = TEXT) -> Annotation:
    start = text.index(words)
    return Annotation(start, start + len(words), name, value)


def test_a_token_has_the_flags_of_all_annotations_over_a_part_of_it() -> None:
    tokens = tokens_of(
        TEXT,
        of("ar", AnnotationName.SUPPLIED, "lost"),
        of("aria ging", AnnotationName.UNCLEAR),
        of("Maria", AnnotationName.NAME, "person"),
        of("Stadt,", AnnotationName.DELETED),
    )
    assert [(t.surface, t.marks) for t in tokens if t.marks] == [
        ("Maria", TokenMark.SUPPLIED | TokenMark.UNCLEAR | TokenMark.NAME),
        ("ging", TokenMark.UNCLEAR),
        ("Stadt", TokenMark.DELETED),
        (",", TokenMark.DELETED),
    ]


def test_flags_of_a_source_stand_beside_those_of_signs() -> None:
    tokens = tokens_of("u(est)er [mos]", of("mos", AnnotationName.NAME, text="u(est)er [mos]"))
    assert [(t.surface, t.marks) for t in tokens if t.marks & TokenMark.NAME] == [
        ("[mos]", TokenMark.SUPPLIED | TokenMark.NAME)
    ]


def test_the_white_space_between_words_gives_no_word_a_flag() -> None:
    assert not tokens_of("one two", Annotation(3, 4, AnnotationName.SUPPLIED)).marks.any()


def test_each_token_has_the_value_of_the_annotation_that_begins_last() -> None:
    tokens = tokens_of(
        TEXT,
        Annotation(0, len(TEXT), AnnotationName.LANGUAGE, "de"),
        of("in die", AnnotationName.LANGUAGE, "nds"),
        of("ging", AnnotationName.LEMMA, "gehen"),
    )
    languages = values_of(tokens, AnnotationName.LANGUAGE)
    assert [languages.strings[code] for code in languages.codes.tolist()] == ["de"] * 2 + ["nds"] * 2 + ["de"] * 6
    lemmas = values_of(tokens, AnnotationName.LEMMA)
    assert [lemmas.strings[code] if code >= 0 else None for code in lemmas.codes.tolist()] == [
        None, "gehen", None, None, None, None, None, None, None, None,
    ]  # fmt: skip
    assert values_of(tokens, AnnotationName.PART_OF_SPEECH).codes.tolist() == [-1] * 10


def test_a_witness_without_annotations_says_nothing_of_its_tokens() -> None:
    (tokens,) = tokenise([Witness(Siglum("A"), TEXT)])
    assert not tokens.marks.any()
    assert set(values_of(tokens, AnnotationName.LEMMA).codes.tolist()) == {-1}
    assert tokens.witness.annotations.over(0, 100) == ()


spans = st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 40)))
annotations = st.lists(
    st.builds(
        lambda span, name, value: Annotation(span[0], span[1], name, value),
        spans,
        st.sampled_from([AnnotationName.SUPPLIED, AnnotationName.LEMMA, AnnotationName.HAND]),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=12,
)


@given(annotations, spans)
def test_the_annotations_over_a_stretch_are_those_that_a_slow_search_finds(
    found: list[Annotation], span: tuple[int, int]
) -> None:
    columns = Annotations.of(found)
    expected = [a for a in columns if a.start < span[1] and a.end > span[0]]
    assert list(columns.over(*span)) == expected
    lemmas = [a for a in expected if a.name is AnnotationName.LEMMA]
    assert list(columns.over(*span, [AnnotationName.LEMMA])) == lemmas


@given(annotations, st.lists(st.sampled_from(["ab", "c", " ", "\n"]), min_size=1, max_size=20))
def test_the_flags_of_tokens_are_those_that_a_slow_search_finds(found: list[Annotation], pieces: list[str]) -> None:
    text = "".join(pieces)
    kept = [Annotation(a.start, min(a.end, len(text)), a.name, a.value) for a in found if a.start < len(text)]
    tokens = tokens_of(text, *kept)
    expected = [
        sum({int(TOKEN_MARKS[a.name]) for a in kept if a.name in TOKEN_MARKS and a.start < e and a.end > s})
        for s, e in tokens.spans.tolist()
    ]
    assert np.array_equal(tokens.marks, expected)
    last = [
        max(
            (k for k, a in enumerate(tokens.witness.annotations) if a.name == "lemma" and a.start < e and a.end > s),
            default=-1,
        )
        for s, e in tokens.spans.tolist()
    ]
    values = values_of(tokens, AnnotationName.LEMMA)
    assert [values.strings[c] if c >= 0 else None for c in values.codes.tolist()] == [
        tokens.witness.annotations[k].value if k >= 0 else None for k in last
    ]
