"""What the readers of witnesses want to tell, on standard error."""

from collections.abc import Sequence

from collate.cli.output import print_message
from collate.model.witness import Witness


def tell_notices(witnesses: Sequence[Witness], but: str = "") -> None:
    """Write what the readers of witnesses want to tell to standard error, each sentence once.

    `but` is the beginning of sentences that are not written.
    """
    for notice in dict.fromkeys(notice for witness in witnesses for notice in witness.notices):
        if not but or not notice.startswith(but):
            print_message(f"note: {notice}")


def tell_piecewise(piecewise: int) -> None:
    """Write to standard error that so many tokens were aligned piece by piece, unless it is 0."""
    if piecewise:
        print_message(
            f"note: {piecewise:,} tokens are in long stretches in which no phrase shows what corresponds; "
            "they were aligned piece by piece, so some equal words may be apart. If the texts have their parts in "
            "another order, or one has several copies of the other, collate the parts by themselves"
        )
