"""Propose the settings of a work from the files that lie in its folder."""

from collate.proposing.proposal import Proposal, propose_settings

__all__ = ["Proposal", "propose_settings"]
