"""The Word document: all that the page says, in Word's own headings, lists, tables and links."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import lxml.html  # type: ignore[import-untyped]
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from auditcheck.report.templates import printable
from auditcheck.report.view import View
from auditcheck.report.word import WordTemplateError, render
from report.hostile import HOSTILE
from report.reading import said_in
from word.make_template import made
from word.reading import inside, paragraphs

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="module")
def template() -> bytes:
    """The shipped template."""
    return (TEMPLATES / "report.docx").read_bytes()


@pytest.fixture(scope="module")
def written(page: str, template: bytes) -> bytes:
    """The page as a Word document."""
    return render(page, template)


@pytest.fixture(scope="module")
def document(written: bytes) -> Document:
    """The same, as python-docx opens it."""
    return docx.Document(BytesIO(written))


def parsed(page: str) -> Any:
    """The page as a tree."""
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(page.encode(), parser=parser)


def test_the_shipped_templates_are_those_that_the_program_makes(template: bytes) -> None:
    """What is in the binary files can be read in the program."""
    assert template == made(cover=True)
    assert (TEMPLATES / "fact-check.docx").read_bytes() == made()
    assert (TEMPLATES / "requests.docx").read_bytes() == made(wide=True)


def test_nothing_that_the_page_says_is_lost(page: str, document: Document) -> None:
    """Each text of the page, in the page's order."""
    squeezed = "".join("".join(paragraphs(document)).split())
    at = 0
    count = 0
    for text in said_in(parsed(page).find(".//main")):
        wanted = "".join(text.split())
        found = squeezed.find(wanted, at)
        assert found >= 0, f"{text!r} is not there, or not in its place"
        at = found + len(wanted)
        count += 1
    assert count > 500


def test_every_hostile_text_stands_there_as_text(document: Document) -> None:
    """Nothing is cut, nothing becomes a mark of Word's or of the template's."""
    shown = [" ".join(each.split()) for each in paragraphs(document)]
    for text in HOSTILE:
        bare = " ".join(printable(text).split())
        assert any(bare in each for each in shown), text


def test_headings_follow_each_other(document: Document) -> None:
    """No level is passed over on the way down."""
    levels = [
        int(p.style.name[-1])
        for p in document.paragraphs
        if p.style and p.style.name and p.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_headings_that_are_repeated(document: Document) -> None:
    """As a screen reader, and a reader of the second page, need them."""
    assert document.tables
    for table in document.tables[1:]:  # the first is the cover's
        assert table._tbl.find(f".//{qn('w:tblCaption')}") is not None
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_what_the_page_sets_apart_is_set_apart(document: Document) -> None:
    """Names, findings and sources on lines of their own; one number for each element of a list."""
    said = paragraphs(document)
    findings = [each for each in said if re.search(r"\n(Käll|Source)", each)]
    assert findings
    for each in findings:
        lines = each.split("\n")
        assert all(line and line == line.strip() for line in lines)
    numbered = [p for p in document.paragraphs if p.style and p.style.name == "List Number"]
    assert numbered
    assert not [p.text for p in numbered if p.text.startswith(("Till: ", "To: "))]
    headings = [p.text for p in document.paragraphs if p.style and "Heading" in str(p.style.name)]
    assert any(each.endswith((" – Uppfyllt", " – Met")) for each in headings)
    listed = [
        p for table in document.tables for c in table._cells for p in c.paragraphs if p.style
    ]
    styles = {str(each.style.name) for each in listed if each.style}
    assert "Table Bullet" in styles
    assert not any(each.startswith("List") for each in styles)


def test_a_column_has_room_for_its_longest_word(document: Document) -> None:
    """In a letter as wide as most, where the table is not too full of them."""
    for table in document.tables[1:]:
        columns = list(table.columns)
        whole = sum(column.width or 0 for column in columns)
        needed = [0] * len(columns)
        for row in table._tbl.tr_lst:
            if len(row.tc_lst) == len(columns):
                for place, cell in enumerate(row.tc_lst):
                    words = re.split(r"[ \n]+", " ".join(inside(cell)))
                    needed[place] = max(needed[place], *map(len, words))
        if sum(needed) < 50:
            for column, letters in zip(columns, needed, strict=True):
                assert (column.width or 0) / whole * 84 > letters


def test_each_link_leads_to_one_bookmark(document: Document) -> None:
    """Inside the document, as on the page."""
    body = document.element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    anchors = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    assert len(anchors) > 50
    assert sorted(anchors - set(marks)) == []
    assert len(marks) == len(set(marks))
    assert all(len(mark) <= 40 for mark in marks)


def test_numbered_lists_begin_at_one(document: Document) -> None:
    """Each has a numbering of its own."""
    numbering: Any = document.part.numbering_part.element
    used = {
        each.numPr.numId.val
        for each in document.element.body.iter(qn("w:pPr"))
        if each.numPr is not None and each.numPr.numId is not None
    }
    assert used
    for number in used:
        assert numbering.num_having_numId(number).find(f".//{qn('w:startOverride')}") is not None


def test_what_the_document_says_of_itself(document: Document, view: View) -> None:
    """Title, language, and no clock."""
    about = document.core_properties
    assert about.title == view["title"]
    assert about.language == {"sv": "sv-SE", "en": "en-GB"}[str(view["language"])]
    assert about.created is not None
    assert about.created.year == 1980
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {about.language}


def test_the_same_page_gives_the_same_bytes(page: str, template: bytes, written: bytes) -> None:
    """No clock, no chance."""
    assert render(page, template) == written


def changed(template: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The template with one text changed in one of its parts."""
    packed = BytesIO()
    with ZipFile(BytesIO(template)) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made_:
        for each in given.infolist():
            data = given.read(each)
            if each.filename == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            made_.writestr(each, data)
    return packed.getvalue()


def test_a_template_without_our_styles_will_do(page: str) -> None:
    """A plain document with the marks in it: Word's own styles, or its normal one."""
    plain = docx.Document()
    for style in list(plain.styles):
        if style.name not in ("Normal", "Heading 1", "Default Paragraph Font"):
            style.delete()
    for text in ("{{ title }}", "{{ body }}"):
        plain.add_paragraph(text)
    file = BytesIO()
    plain.save(file)
    opened = docx.Document(BytesIO(render(page, file.getvalue())))
    assert len(opened.paragraphs) > 100


@pytest.mark.parametrize("own", ["", "<p>Text", "<!doctype html><html lang=fi><main><p>Text"])
def test_a_page_of_a_template_of_ones_own(own: str, template: bytes) -> None:
    """It need not have what ours has."""
    opened = docx.Document(BytesIO(render(own, template)))
    assert ("Text" in paragraphs(opened)) is bool(own)


def test_a_title_that_is_longer_than_a_document_can_say(template: bytes) -> None:
    """It is whole on the cover, and cut in what the document says of itself."""
    title = "Granskning " * 50
    page = f"<html lang=sv><title>{title}</title><main><h2>{title}</h2></main>"
    opened = docx.Document(BytesIO(render(page, template)))
    assert opened.core_properties.title == title[:255]
    assert title.strip() in paragraphs(opened)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{{ body }}", "Rapport", "no paragraph of it is"),
        ("{{ subject }}", "{{ subjekt }}", "'subjekt' is undefined"),
        ("{{ subject }}", "{{ title.__class__.__mro__ }}", "unsafe"),
        ("{{ subject }}", "{% for %}", "unexpected|Expected|expected"),
    ],
)
def test_a_template_that_cannot_be_used(
    page: str, template: bytes, old: str, new: str, message: str
) -> None:
    """Says why."""
    with pytest.raises(WordTemplateError, match=message):
        render(page, changed(template, old, new))


def test_what_is_no_template(page: str, template: bytes) -> None:
    """Another file, another package, and a package that would fill the memory."""
    spoiled = changed(template, "<w:body>", "<w:body><", "word/document.xml")
    for data in (b"", b"PK", b"%PDF-1.7", _packed("x", b"x"), spoiled):
        with pytest.raises(WordTemplateError, match="not a Word document"):
            render(page, data)
    with pytest.raises(WordTemplateError, match="64 MiB"):
        render(page, _packed("word/document.xml", bytes(65 * 1024 * 1024)))


def _packed(name: str, data: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return packed.getvalue()
