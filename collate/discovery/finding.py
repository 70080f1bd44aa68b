"""Find the parallel passages of documents: the whole path, from words to groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.discovery.chains import find_chains
from collate.discovery.formulas import is_known_formula
from collate.discovery.groups import WordSpan, group_spans
from collate.discovery.kinds import (
    AT_END,
    FEW_WORDS,
    LONGEST_FORMULA,
    PassageFacts,
    editorial_in,
    is_mostly_editorial,
    is_worth_telling,
    kind_of,
    share_of_letters,
)
from collate.discovery.origins import as_named, by_document, no_origins, order_by_copies
from collate.discovery.passages import (
    LEFT_OUT,
    DocumentSpan,
    ParallelKind,
    ParallelPassage,
    PassageSet,
    StretchBetween,
    TextGroup,
)
from collate.discovery.refrains import count_recurrences, is_of_refrains
from collate.discovery.seeds import MANY, find_seeds
from collate.discovery.stretches import StretchPair, agreeing_words, insertions, stretch_pairs
from collate.discovery.unspaced import shares_of_words
from collate.discovery.words import WordColumns, word_columns
from collate.model.interventions import Intervention
from collate.model.progress import Progress
from collate.model.witness import Role, Witness

LONGEST_PARATEXT: Final = 300  # words; a longer passage is not looked at as a heading, a dateline or a note
AT_ENDS_SHARE: Final = 0.8  # of the documents that have a formula at an end
_RANK: Final = {kind: rank for rank, kind in enumerate(ParallelKind)}


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage on the way: its words, how many agree, and its spans by words."""

    pair: StretchPair
    agreeing: int
    spans: tuple[WordSpan, WordSpan]

    def __repr__(self) -> str:
        return repr_line("_Told", repr(self.pair))


def discover(documents: Sequence[Witness], progress: Progress | None = None) -> PassageSet:
    """Return the parallel passages between documents and within them.

    Parameters
    ----------
    documents
        The texts; the siglum of each is its name.
    progress
        Is told the stage and the share of it that is done.

    Returns
    -------
    PassageSet
        All passages, those too that are no text of an author, with their kinds.
    """
    words = word_columns(documents, progress)
    if progress:
        progress("looking for passages", 0.0)
    told = _worth_telling(words)
    kinds = _kinds(documents, words, told)
    passages = [_passage(documents, words, t, kind) for t, kind in zip(told, kinds, strict=True)]
    return _grouped(documents, words, told, passages)


def _worth_telling(words: WordColumns) -> list[_Told]:
    """Return the passages in which enough words agree, in the order of the documents.

    Of a text in many documents these are the ones that link each copy with another one.
    """
    order = order_by_copies(words)
    ordered = words.in_order(order)
    origins = no_origins(ordered)
    told: list[_Told] = []
    for seeds in find_seeds(ordered):
        for own in by_document(ordered, seeds):
            pairs = stretch_pairs(ordered, find_chains(ordered, origins.unknown(own)))
            agreeing = [agreeing_words(ordered, pair) for pair in pairs]
            kept = [(p, count) for p, count in zip(pairs, agreeing, strict=True) if is_worth_telling(p.length, count)]
            origins.add(ordered, [pair for pair, _ in kept])
            told += [_told(words, as_named(pair, words, ordered, order), count) for pair, count in kept]
    return sorted(told, key=lambda t: (t.spans[0].document, t.spans[1].document, t.pair.a, -t.pair.a_end, t.pair.b))


def _told(words: WordColumns, pair: StretchPair, agreeing: int) -> _Told:
    one, other = words.documents_of(np.array([pair.a, pair.b])).tolist()
    return _Told(pair, agreeing, (WordSpan(one, pair.a, pair.a_end), WordSpan(other, pair.b, pair.b_end)))


def _kinds(documents: Sequence[Witness], words: WordColumns, told: Sequence[_Told]) -> list[ParallelKind]:
    """Return the kind of each passage."""
    shares = shares_of_words(words.forms)
    scales = [float(shares[words.codes[t.pair.a : t.pair.a_end]].mean()) for t in told]
    short = [k for k, t in enumerate(told) if t.pair.length * scales[k] < LONGEST_FORMULA]
    numbers, groups = group_spans([told[k].spans for k in short])
    group_of = {k: groups[number] for k, number in zip(short, numbers, strict=True)}
    sizes = np.diff(words.borders)
    known: dict[WordSpan, bool] = {}
    kinds = []
    for k, t in enumerate(told):
        length = t.pair.length
        shorter = int(min(sizes[span.document] for span in t.spans))
        places = [span for span in group_of.get(k, ()) if 2 * len(span) >= length]  # not of a phrase within it
        facts = PassageFacts(
            length * scales[k],
            t.agreeing * scales[k],
            length / shorter,
            max(Counter(span.document for span in places).values(), default=1),
            _text(documents, words, t.spans[0]),
            length < LONGEST_PARATEXT and any(_is_editorial(documents, words, span, known) for span in t.spans),
            any(_is_at_end(words, span) for span in t.spans),
            share_of_letters(*(_letters(words, span) for span in t.spans)) if length < FEW_WORDS else 0.0,
            k in group_of and (_is_at_ends_of_many(words, places) or is_known_formula(_forms(words, t.spans[0]))),
        )
        kinds.append(kind_of(facts))
    return kinds


def _is_at_end(words: WordColumns, span: WordSpan) -> bool:
    """Return whether a span is near the beginning or the end of its document."""
    begin, end = int(words.borders[span.document]), int(words.borders[span.document + 1])
    return span.start - begin < AT_END or end - span.end < AT_END


def _is_at_ends_of_many(words: WordColumns, group: Sequence[WordSpan]) -> bool:
    """Return whether many documents have a text, and nearly all of them near their beginning or end: as charters do."""
    documents = {span.document for span in group}
    at_ends = {span.document for span in group if _is_at_end(words, span)}
    return len(documents) >= MANY and len(at_ends) >= AT_ENDS_SHARE * len(documents)


def _forms(words: WordColumns, span: WordSpan) -> list[str]:
    return [words.forms[code] for code in words.codes[span.start : span.end].tolist()]


def _letters(words: WordColumns, span: WordSpan) -> str:
    return "".join(_forms(words, span))


def _text(documents: Sequence[Witness], words: WordColumns, span: WordSpan) -> str:
    return documents[span.document].text[int(words.starts[span.start]) : int(words.ends[span.end - 1])]


def _is_editorial(
    documents: Sequence[Witness], words: WordColumns, span: WordSpan, known: dict[WordSpan, bool]
) -> bool:
    """Return whether most words of a span are no text of the author of the document."""
    if span not in known:
        starts, ends = words.starts[span.start : span.end], words.ends[span.start : span.end]
        found = editorial_in(documents[span.document], int(starts[0]), int(ends[-1]))
        known[span] = is_mostly_editorial(list(zip(starts.tolist(), ends.tolist(), strict=True)), found)
    return known[span]


def _passage(documents: Sequence[Witness], words: WordColumns, told: _Told, kind: ParallelKind) -> ParallelPassage:
    one, other = (_span(documents, words, span) for span in told.spans)
    between = () if kind in LEFT_OUT else tuple(_between(documents, words, told))
    share = round(told.agreeing / told.pair.length, 3)
    return ParallelPassage(one, other, told.agreeing, share, kind, between=between)


def _span(documents: Sequence[Witness], words: WordColumns, span: WordSpan) -> DocumentSpan:
    file = documents[span.document].siglum
    return DocumentSpan(file, int(words.starts[span.start]), int(words.ends[span.end - 1]))


def _between(documents: Sequence[Witness], words: WordColumns, told: _Told) -> list[StretchBetween]:
    """Return what only one side has within a passage, with the role that `editorial` finds for most of it."""
    found = []
    editorial: dict[str, list[Intervention]] = {}
    for side, start, end in insertions(told.pair):
        span = told.spans[0 if side == "a" else 1]
        document = documents[span.document]
        if side not in editorial:
            whole = _span(documents, words, span)
            editorial[side] = editorial_in(document, whole.start, whole.end)
        begin, stop = int(words.starts[start]), int(words.ends[end - 1])
        found.append(StretchBetween(side, begin, stop, *_role_of(begin, stop, editorial[side])))
    return found


def _role_of(start: int, end: int, interventions: Sequence[Intervention]) -> tuple[Role, str]:
    """Return the role and the cause of what covers most of [start, end), or that of text."""
    covered = Counter[tuple[Role, str]]()
    for i in interventions:
        covered[i.role, str(i.cause)] += max(0, min(i.end, end) - max(i.start, start))
    if 2 * covered.total() <= end - start:
        return Role.TEXT, ""
    return covered.most_common(1)[0][0]


def _refrains(words: WordColumns, told: Sequence[_Told], groups: Mapping[int, Sequence[WordSpan]]) -> set[int]:
    """Return the numbers of the passages within one document that are put together of refrains."""
    counts: dict[int, Int64] = {}
    found = set()
    for k, group in groups.items():
        one, other = told[k].spans
        if one.document == other.document:
            begin, end = words.borders[one.document : one.document + 2].tolist()
            if one.document not in counts:
                counts[one.document] = count_recurrences(words.codes[begin:end])
            own = counts[one.document]
            places = sum(span.document == one.document for span in group)
            if all(is_of_refrains(own[span.start - begin : span.end - begin], places) for span in told[k].spans):
                found.add(k)
    return found


def _grouped(
    documents: Sequence[Witness], words: WordColumns, told: Sequence[_Told], passages: Sequence[ParallelPassage]
) -> PassageSet:
    """Return the passages with the numbers of their groups: what is no text of an author belongs to none."""
    refrains: set[int] = set()
    while True:
        passages = [replace(p, kind=ParallelKind.FORMULA) if k in refrains else p for k, p in enumerate(passages)]
        texts = [k for k, passage in enumerate(passages) if passage.kind not in LEFT_OUT]
        numbers, members = group_spans([told[k].spans for k in texts])
        refrains = _refrains(words, told, dict(zip(texts, (members[n] for n in numbers), strict=True)))
        if not refrains:
            break
    longest = [max(span.end - span.start for span in group) for group in members]
    order = sorted(range(len(members)), key=lambda n: (-longest[n], members[n][0].document, members[n][0].start))
    rank = {n: place for place, n in enumerate(order, 1)}
    group_of = {k: rank[n] for k, n in zip(texts, numbers, strict=True)}
    numbered = tuple(replace(p, group=group_of.get(k, 0)) for k, p in enumerate(passages))
    kinds: dict[int, ParallelKind] = {}
    for passage in numbered:
        if passage.group:
            kinds[passage.group] = min(kinds.get(passage.group, passage.kind), passage.kind, key=_RANK.__getitem__)
    groups = tuple(
        TextGroup(
            rank[n],
            tuple(
                _span(documents, words, span)
                for span in sorted(members[n], key=lambda s: (s.start - s.end, s.document, s.start))
            ),
            kinds[rank[n]],
            longest[n],
        )
        for n in order
    )
    return PassageSet(tuple(documents), numbered, groups)
