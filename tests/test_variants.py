"""Where extant witnesses differ: the arrays say what a person would who went from column to column."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import slow_paragraphs, slow_units
from strategies import alignments

from collate.editorial.lines import lines, paragraphs
from collate.pipeline import roles_in
from collate.variants import variation_units


@settings(deadline=None, max_examples=300)
@given(alignments())
def test_units_are_those_found_column_by_column(alignment):
    roles = [roles_in(t) for t in alignment.tokens]
    found = [(u.start, u.stop, u.groups, u.silent, u.between) for u in variation_units(alignment, roles)]
    assert found == slow_units(alignment, roles)


@settings(deadline=None)
@given(alignments())
def test_a_unit_asked_for_alone_is_the_one_in_its_row(alignment):
    units = variation_units(alignment, [roles_in(t) for t in alignment.tokens])
    assert [units[u] for u in range(len(units))] == list(units)


LINES = st.text("ab \t\u00a0\n\r[", max_size=30)


@given(LINES)
def test_paragraphs_stand_between_blank_lines(text):
    assert [(p.start, p.text) for p in paragraphs(text)] == slow_paragraphs(text)


@given(LINES)
def test_lines_stand_between_line_ends(text):
    assert [line.text for line in lines(text)] == [s.strip() for s in re.split("[\r\n]", text) if s.strip()]
    assert all(text[line.start : line.end] == line.text for line in lines(text))
