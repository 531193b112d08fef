"""Word documents from paragraphs, with a table, a header and a footnote."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NEW = (1980, 1, 1, 0, 0, 0)  # what a zip takes for no date at all


def docx(
    paragraphs: Sequence[str],
    table: Sequence[Sequence[str]] = (),
    header: str = "",
    footnote: str = "",
) -> bytes:
    """A Word document; a paragraph may hold tabs, soft hyphens and, as it is, WordprocessingML."""
    note = f"<w:p>{run(footnote)}</w:p>" if footnote else ""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>' if footnote else ""
    body = [paragraph(text) for text in paragraphs]
    if body and mark:
        body[-1] = body[-1].replace("</w:p>", f"{mark}</w:p>")
    if table:
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
            for row in table
        )
        body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>")
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    main = f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{"".join(body)}{section}'
    return zipped(
        {
            **described(),
            "word/document.xml": f"{XML}{main}</w:body></w:document>",
            "word/header1.xml": f'{XML}<w:hdr xmlns:w="{W}">{paragraph(header)}</w:hdr>',
            "word/footnotes.xml": f'{XML}<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{note}'
            "</w:footnote></w:footnotes>",
        }
    )


def described() -> dict[str, str]:
    """The parts that say what the others are."""
    kinds = {"document": "document.main", "header1": "header", "footnotes": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("header", "header1.xml"), ("footnotes", "footnotes.xml")), 1
        )
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{links}</Relationships>",
    }


def paragraph(text: str) -> str:
    """A paragraph of one run, or of the WordprocessingML that is given."""
    return f"<w:p>{text if text.startswith('<w:') else run(text)}</w:p>"


def run(text: str) -> str:
    """Text as a run."""
    pieces = "<w:softHyphen/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\u00ad")
    )
    return f"<w:r>{pieces}</w:r>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED, compresslevel=9) as package:
        for name, text in parts.items():
            entry = ZipInfo(name, NEW)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, text)
    return into.getvalue()
