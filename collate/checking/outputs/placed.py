"""The verse or page of a finding, before its message."""

from collate.model.findings import Finding


def placed_message(finding: Finding) -> str:
    """Return the message of a finding after the places in which it is: `Mark 1:3, page 12v: 'the' is repeated`."""
    if not finding.places:
        return finding.message
    from collate.rendering.citation import cite_names  # late: most texts have no places

    return f"{cite_names(finding.places)}: {finding.message}"
