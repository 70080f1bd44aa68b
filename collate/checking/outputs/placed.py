"""The verse or page of a finding, before its message."""

from collate.model.findings import Finding
from collate.rendering.citation import cite_names


def placed_message(finding: Finding) -> str:
    """Return the message of a finding after the places in which it is: `Mark 1:3, page 12v: 'the' is repeated`."""
    names = cite_names(finding.places)
    return f"{names}: {finding.message}" if names else finding.message
