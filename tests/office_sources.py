"""Makes small documents of Word and of LibreOffice, as these programs write them, and reads them."""

import io
import zipfile
from collections.abc import Mapping

from page_sources import options_of

from collate.model.witness import Siglum, Witness
from collate.reading.office.docx import read_docx
from collate.reading.office.odt import read_fodt, read_odt
from collate.reading.options import SourceContent

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATION}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
PARTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "numbering": "numbering",
         "styles": "styles", "header1": "hdr", "footer1": "ftr"}  # fmt: skip
OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table", "meta")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, more: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """Return a document with this body, and other parts by their names; `more` are files of the zip as they are."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{PARTS[name]} {NAMESPACES}>{content}</w:{PARTS[name]}>"
    return zipped(files | dict(more or {}))


def run(text: str, properties: str = "") -> str:
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "", properties: str = "") -> str:
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(c if c.startswith("<") else run(c) for c in content)
    return f"<w:p><w:pPr>{own}{properties}</w:pPr>{inner}</w:p>"


def change(name: str, *content: str, author: str = "Ada", date: str = "2024-03-01T10:00:00Z") -> str:
    """Return a tracked change of Word: `ins`, `del`, `moveFrom`, `moveTo`."""
    inner = "".join(c if c.startswith("<") else run(c) for c in content)
    if name == "del":
        inner = inner.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    return f'<w:{name} w:id="1" w:author="{author}" w:date="{date}">{inner}</w:{name}>'


def mark(name: str, author: str = "Ada", date: str = "2024-03-01T10:00:00Z") -> str:
    """Return the properties of a paragraph whose end was inserted or deleted."""
    return f'<w:rPr><w:{name} w:id="1" w:author="{author}" w:date="{date}"/></w:rPr>'


def sign(kind: str, key: int = 2, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"{more}/></w:r>'


def note(kind: str, *paragraphs: str, key: int = 2, attributes: str = "") -> str:
    return f'<w:{kind} w:id="{key}"{attributes}>{"".join(paragraphs)}</w:{kind}>'


def field(code: str, result: str) -> str:
    """Return a field of several runs."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{signs[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{signs[1]}{result}{signs[2]}"


def odt(
    body: str, changes: str = "", automatic: str = "", styles: str = "", masters: str = "", flat: bool = False
) -> bytes:
    """Return a text in OpenDocument; `styles` and `masters` are in a file of their own, unless it is flat."""
    text = f"<office:body><office:text>{changes}{body}</office:text></office:body>"
    own = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    others = f"<office:styles>{styles}</office:styles>"
    pages = f"<office:master-styles>{masters}</office:master-styles>"
    mime = "application/vnd.oasis.opendocument.text"
    if flat:
        head = "<office:meta><dc:title>T</dc:title></office:meta>"
        attributes = f'{OPEN_DOCUMENT} office:mimetype="{mime}"'
        return f"<office:document {attributes}>{head}{others}{own}{pages}{text}</office:document>".encode()
    return zipped(
        {
            "mimetype": mime,
            "content.xml": f"<office:document-content {OPEN_DOCUMENT}>{own}{text}</office:document-content>",
            "styles.xml": f"<office:document-styles {OPEN_DOCUMENT}>{others}{pages}</office:document-styles>",
        }
    )


def with_part(content: bytes, name: str, part: str) -> bytes:
    """Return a document with one more file in its zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({own: archive.read(own) for own in archive.namelist()} | {name: part})


def region(
    key: str, kind: str, content: str = "", author: str = "Ada", date: str = "2024-03-01T10:00:00", more: str = ""
) -> str:
    """Return a tracked change of OpenDocument: `insertion`, `deletion` with its words, `format-change`."""
    info = f"<office:change-info><dc:creator>{author}</dc:creator><dc:date>{date}</dc:date></office:change-info>"
    own = f"<text:{kind}>{info}{content}</text:{kind}>"
    return f'<text:changed-region text:id="{key}">{own}{more}</text:changed-region>'


def tracked(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def read_word(content: bytes, **settings: object) -> tuple[Witness, ...]:
    return read_docx([SourceContent("a.docx", content)], options_of(settings, "a.docx"))


def read_open(content: bytes, **settings: object) -> tuple[Witness, ...]:
    reader = read_odt if content.startswith(b"PK") else read_fodt
    return reader([SourceContent("a.odt", content)], options_of(settings, "a.odt"))


def lines(witness: Witness) -> list[str]:
    """Return the lines of a text that are not blank."""
    return [line for line in witness.text.splitlines() if line.strip()]


def states(witnesses: tuple[Witness, ...]) -> dict[Siglum, list[str]]:
    return {witness.siglum: lines(witness) for witness in witnesses}
