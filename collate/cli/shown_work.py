"""Reading the work that the arguments name, with progress and notes on standard error.

It is apart from `collating`, because a table of an alignment needs neither rules nor an apparatus.
"""

from collate.cli.notices import tell_notices
from collate.cli.progress import progress_shown
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.model.work import Work
from collate.reading import read_sources


def read_shown(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices = NO_CHOICES,
    untold: str = "",
) -> Work:
    """Read the work that the arguments name, show progress, and tell what the readers want to tell.

    `untold` is the beginning of sentences that are not told.
    """
    with progress_shown() as progress:
        work = read_sources(sources, encoding, permissions, progress, choices)
    tell_notices(work.witnesses, untold)
    return work
