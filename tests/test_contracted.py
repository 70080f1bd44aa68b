"""Contractions among many witnesses: those that are the same around a contraction are one question."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.relations import contracted
from collate.model.alignment import Alignment
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise


def aligned(texts: list[str]) -> Alignment:
    found = [Witness(Siglum(f"w{k}"), text) for k, text in enumerate(texts)]
    return ALIGNERS["native"](tokenise(found), AlignOptions())


WORDS = st.sampled_from(["it's", "it", "is", "he'd", "he", "had", "would", "not", "don't", "do", "we'll", "we", "will"])


@settings(max_examples=40, deadline=None)
@given(found=st.lists(st.lists(WORDS, min_size=1, max_size=14), min_size=2, max_size=5))
def test_what_is_far_from_a_contraction_is_read_where_it_matters(found: list[list[str]]) -> None:
    texts = [" ".join(words) for words in found]
    links = aligned(texts).links
    with patch.object(contracted, "REACH", (1000,)):
        assert aligned(texts).links == links
    assert [link.witnesses for link in aligned([*texts, *texts]).links] == [
        tuple(sorted((*link.witnesses, *(w + len(texts) for w in link.witnesses)))) for link in links
    ]
