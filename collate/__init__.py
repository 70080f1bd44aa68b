"""Collate parallel witnesses of a text, and say of every difference what kind it is, and why."""

from collate.errors import CollateError as CollateError
from collate.witness import Siglum as Siglum
from collate.witness import Witness as Witness
