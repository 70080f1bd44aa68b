"""What `check` calls a slip, the report calls an error; and the other way round, of a form that one witness alone has."""

from hypothesis import given
from hypothesis import strategies as st
from trials import tried

from collate.apparatus import work_evidence
from collate.checking.error_evidence import ERROR_CAUSES
from collate.checking.rules.probable_errors import probable_errors
from collate.classify import Kind, ReadingPair, ReadingSide, Rulebook, Slip, WorkEvidence, classify, probable_error
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work

WORDS = "tongue tounge water watre clear dear modern modem year yeer indeed mindeed the teh availeth availleth not n0t".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
FRAME = "when all the men of that far land had gone to see what there was to be seen"


def aligned(texts: list[str]) -> Alignment:
    witnesses = tuple(Witness(Siglum(name), f"{FRAME} {text}") for name, text in zip("ABC", texts, strict=False))
    return align_work(Work(witnesses, language="en"))


def word(alignment: Alignment, column: int, w: int) -> str | None:
    """Return the word that a witness has in a column, as written."""
    i = alignment.table[column, w]
    tokens = alignment.tokens[w]
    if i == GAP or tokens.sort[i] != Sort.WORD:
        return None
    return tokens.vocabulary.strings[int(tokens.surface[i])]


@tried(40, hunted=100)
@given(st.lists(TEXTS, min_size=2, max_size=3, unique=True))
def test_a_slip_in_its_column_is_an_error_of_the_report_and_the_other_way_round(texts: list[str]) -> None:
    alignment = aligned(texts)
    evidence = work_evidence(alignment, Rulebook("en"))
    told = {(e.witness, e.column): {text for text, _ in e.corrections} for e in probable_errors(alignment, evidence)}
    for column in range(len(alignment.table)):
        words = [word(alignment, column, w) for w in range(len(texts))]
        for w, form in enumerate(words):
            others = {o for o in words if form and o and o != form}
            errors = {o: judged(form or "", o, words.count(o), evidence) for o in others}
            is_of_one = form is not None and evidence.slips.owner(form) is not None
            if is_of_one and any(
                error is not None and not error.is_either and error.form == form for error in errors.values()
            ):
                assert (w, column) in told, (texts, form)
            assert all(errors[o] is not None for o in told.get((w, column), set()) & others), (texts, form)


def judged(form: str, other: str, count: int, evidence: WorkEvidence) -> Slip | None:
    """Return which word the report would call an error, of a word and of another that some witnesses have."""
    sides = ReadingSide((other,), (Sort.WORD,), is_singular=count < 2), ReadingSide((form,), (Sort.WORD,))
    pair = ReadingPair(*sides, evidence)
    variation = classify(pair)
    is_error = variation.kind is Kind.SPELLING and variation.cause in ERROR_CAUSES
    return probable_error(pair) if is_error else None
