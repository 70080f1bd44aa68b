"""Addresses of the web and of e-mail: another address is told as such, whatever letters both have."""

from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Kind, Variation
from collate.text.addresses import is_address, same_page


def address(pair: ReadingPair) -> Variation | None:
    """Another address of the web or of e-mail, or the same one with `http` for `https`."""
    if pair.single is None:
        return None
    base, reading = pair.single.base_surface, pair.single.reading_surface
    are_addresses = is_address(base), is_address(reading)
    if not any(are_addresses) or base.casefold() == reading.casefold():
        return None
    if not all(are_addresses):
        return Variation(Kind.SUBSTITUTION, "an address in the place of a word")
    if same_page(base).casefold() == same_page(reading).casefold():
        why = "the same address in another form: only its beginning, such as http or www, or its last slash differs"
        return Variation(Kind.SPELLING, why, cause="address")
    return Variation(Kind.SUBSTITUTION, "another address", cause="address")
