"""The native aligner: complete witnesses joined nearest first to a profile of every form."""

from collections.abc import Sequence

import numpy as np

from collate.align.anchors import anchors
from collate.align.fragments import spread
from collate.align.gaps import Longs, Meetings, between, early, released, whole
from collate.align.joined import Joined
from collate.align.meet import meet
from collate.align.options import AlignOptions, Limits
from collate.align.order import nearest_first
from collate.align.profile import begin, homes_of, join, place_of
from collate.align.similarity import Attraction, attraction
from collate.align.trace import CLEAR
from collate.tokens import Ints, Tokens


def align_native(witnesses: Sequence[Tokens], options: AlignOptions) -> Joined:
    """Align complete witnesses."""
    weights = attraction(witnesses, options.exact)
    limits = options.limits.for_sizes([len(t) for t in witnesses])
    joining = nearest_first([t.form for t in witnesses], weights, limits)
    first = joining[0][0]
    profile = begin(witnesses[first].form)
    numbers: dict[int, Longs] = {first: profile.order}
    margins: dict[int, Longs] = {first: np.full(len(witnesses[first]), CLEAR, np.int64)}
    for w, near in joining[1:]:
        forms = witnesses[w].form
        given = _anchored(witnesses[near].form, forms, weights, limits)
        places = place_of(profile)[numbers[near]]
        given = Meetings(places[given.rows], given.columns)
        gaps = between(whole(np.array([len(profile)]), np.array([len(forms)])), given)
        met = meet(profile, forms, given, gaps, weights, limits)
        numbers[w], margins[w] = join(profile, forms, met, homes_of(met.meetings, len(forms)))
    every = range(len(witnesses))
    return spread(place_of(profile), [numbers[w] for w in every], [margins[w] for w in every])


def _anchored(near: Ints, forms: Ints, weights: Attraction, limits: Limits) -> Meetings:
    """Give the meetings of phrases with the nearest witness, as early as they can stand."""
    one, other = weights.anchoring(near), weights.anchoring(forms)
    gaps = whole(np.array([len(one)]), np.array([len(other)]))
    return released(early(anchors(one, other, gaps, limits.anchor)[0], one, other), one, other)
