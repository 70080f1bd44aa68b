"""A fixture with which all marked-up formats are read by the small reader, whatever readers there are."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from collate.reading import readers


@pytest.fixture
def small_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read TEI, PAGE and ALTO with `hands_reader.read_small`."""
    small = {
        name: replace(format_, reader="hands_reader:read_small") if name in ("tei", "page", "alto") else format_
        for name, format_ in readers.FORMATS.items()
    }
    monkeypatch.setattr(readers, "FORMATS", MappingProxyType(small))


def tei(body: str, header: str = "") -> str:
    """Return a file in TEI; its body begins on line 3."""
    return f'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><body>\n{body}\n</body></TEI>\n'
