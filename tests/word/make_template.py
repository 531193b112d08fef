"""Makes `report.docx`, `fact-check.docx` and `requests.docx`: the Word templates that we ship.

    python tests/word/make_template.py templates

A firm replaces them with documents of its own; these are made by a program only so that what is in
them can be read and reviewed.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

INK = RGBColor(0x14, 0x30, 0x4F)
MUTED = RGBColor(0x44, 0x44, 0x44)
SERIF, SANS = "Georgia", "Calibri"
DAY = datetime(1980, 1, 1, tzinfo=UTC)


def font(style: Any, name: str, size: float, *, bold: bool = False, colour: Any = None) -> None:
    """Set a style's font, for East Asian and other scripts too."""
    style.font.name, style.font.size, style.font.bold = name, Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        if "heme" in key:
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), name)


def spaced(style: Any, before: float, after: float, line: float = 1.15) -> None:
    """Set a style's space before and after, in points, and its line height."""
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line


def styled(document: Any) -> None:
    """The styles that the report uses."""
    styles = document.styles
    font(styles["Normal"], SERIF, 10.5)
    spaced(styles["Normal"], 0, 6)
    font(styles["Body Text"], SERIF, 10.5)
    spaced(styles["Body Text"], 0, 6)
    font(styles["Title"], SERIF, 30, colour=INK)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    font(styles["Subtitle"], SANS, 16, colour=MUTED)
    sizes = {1: 20, 2: 15, 3: 12, 4: 11, 5: 10.5, 6: 10.5}
    for level, size in sizes.items():
        font(styles[f"Heading {level}"], SANS, size, bold=True, colour=INK)
        spaced(styles[f"Heading {level}"], 18 - 2 * level, 4, 1.0)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    styles["Heading 1"].paragraph_format.page_break_before = True
    font(styles["Caption"], SANS, 9.5, bold=True, colour=INK)
    spaced(styles["Caption"], 10, 3)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number", "List Continue"):
        for depth in ("", " 2", " 3"):
            font(styles[name + depth], SERIF, 10.5)
            spaced(styles[name + depth], 0, 3)
    cell = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = styles["Normal"]
    font(cell, SANS, 9)
    spaced(cell, 1, 2, 1.0)
    listed = styles.add_style("Table Bullet", WD_STYLE_TYPE.PARAGRAPH)
    listed.base_style = styles["List Bullet"]
    font(listed, SANS, 9)
    spaced(listed, 1, 2, 1.0)
    listed.paragraph_format.left_indent = Cm(0.35)
    listed.paragraph_format.first_line_indent = Cm(-0.35)
    for level in (1, 2):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        entry.base_style = styles["Normal"]
        font(entry, SANS, 10.5, bold=level == 1)
        spaced(entry, 3 if level == 1 else 0, 2, 1.0)
        entry.paragraph_format.left_indent = Cm(0.8 * (level - 1))
    font(styles["Header"], SANS, 8.5, colour=MUTED)
    font(styles["Footer"], SANS, 8.5, colour=MUTED)
    ruled(styles)
    language(styles)


def ruled(styles: Any) -> None:
    """A table with thin rules between its rows, and a heavier one under its headings."""
    style = styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    properties = parse_xml(
        f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
        '<w:top w:val="single" w:sz="8" w:color="14304F"/>'
        '<w:bottom w:val="single" w:sz="8" w:color="14304F"/>'
        '<w:insideH w:val="single" w:sz="4" w:color="BBBBBB"/>'
        '</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    old = style.element.find(qn("w:tblPr"))
    if old is not None:
        style.element.remove(old)
    style.element.append(properties)


def language(styles: Any) -> None:
    """Swedish, unless the report says otherwise."""
    for each in styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), "sv-SE")


def field(paragraph: Any, name: str) -> None:
    """A field that Word counts, such as PAGE."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def paged(document: Any, *, wide: bool) -> None:
    """A4, lying where it is wide, with what runs along each page: title, version, page."""
    section = document.sections[0]
    short, long = Cm(21), Cm(29.7)
    section.page_width, section.page_height = (long, short) if wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header.paragraphs[0].text = "{{ title }}{% if subject %} – {{ subject }}{% endif %}"
    section.header.add_paragraph("{{ version }}", style="Header")
    foot = section.footer.paragraphs[0]
    foot.text = "{{ footer }}\t"
    field(foot, "PAGE")


def covered(document: Any) -> None:
    """The cover and the contents."""
    opening = document.add_paragraph("{{ heading }}", style="Subtitle")
    opening.paragraph_format.space_before = Cm(7)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subject }}", style="Subtitle")
    table = document.add_table(3, 2)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.cell(0, 0).text = "{%tr for fact in facts %}"
    table.cell(1, 0).paragraphs[0].add_run("{{ fact.label }}").bold = True
    table.cell(1, 1).text = "{{ fact.value }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    heading = document.add_paragraph("{{ contents_heading }}", style="Subtitle")
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{{ contents }}")


def made(*, cover: bool = False, wide: bool = False) -> bytes:
    """A template's bytes, the same each time."""
    document = Document()
    styled(document)
    paged(document, wide=wide)
    if cover:
        covered(document)
    document.add_paragraph("{{ body }}")
    about = document.core_properties
    about.author = about.last_modified_by = "auditcheck"
    about.title, about.language = "auditcheck: report", "sv-SE"
    about.comments = ""
    about.created = about.modified = DAY
    package = document.part.package
    for key, each in list(package.rels.items()):
        if each.reltype.endswith("thumbnail"):
            package.rels.pop(key)
    written, packed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            entry = ZipInfo(each.filename, (1980, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(each), ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1], "report.docx").write_bytes(made(cover=True))
    Path(sys.argv[1], "fact-check.docx").write_bytes(made())
    Path(sys.argv[1], "requests.docx").write_bytes(made(wide=True))
