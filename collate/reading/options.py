"""What a reader is told about the bytes that it reads."""

from dataclasses import dataclass

from collate.model.witness import Bibliography, Extent, PassageUnit, Siglum


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The name of the file, as reports may show it, and what is known of the witness."""

    file: str
    siglum: Siglum
    encoding: str = "utf-8"
    extent: Extent = Extent.COMPLETE
    passages: PassageUnit = PassageUnit.FILE
    derived_from: Siglum | None = None
    bibliography: Bibliography = Bibliography()
