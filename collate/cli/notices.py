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
