"""Small marked-up files for tests of what stands around the readers."""


def tei(body: str, header: str = "") -> str:
    """Return a file in TEI; its body begins on line 3."""
    return f'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><body>\n{body}\n</body></TEI>\n'
