"""The native aligner: complete witnesses joined nearest first to a profile of every form."""

from collections.abc import Sequence

from collate.align.options import AlignOptions
from collate.align.order import nearest_first
from collate.align.profile import Profile, begin, homes_of, join, meet
from collate.align.similarity import attraction
from collate.tokens import Ints, Tokens


def align_native(witnesses: Sequence[Tokens], options: AlignOptions) -> Ints:
    """Give the table (columns, witnesses) of complete witnesses."""
    weights = attraction(witnesses, options.exact)
    order = nearest_first(witnesses)
    profile = begin(witnesses[order[0]].form)
    for w in order[1:]:
        profile = join_whole(profile, witnesses[w].form, meet(profile, witnesses[w].form, weights, options.limits))
    place = [order.index(w) for w in range(len(witnesses))]
    return profile.table[:, place]


def join_whole(profile: Profile, forms: Ints, meetings: list[tuple[int, int]]) -> Profile:
    """Join a complete witness."""
    return join(profile, forms, meetings, homes_of(meetings, len(forms)))
