"""The report as a Word document: the page's blocks, in the firm's own template.

A template is a Word document with Jinja's marks in its text, such as `{{ title }}`. In place of
the paragraph `{{ contents }}` comes the table of contents, and in place of `{{ body }}` the report
itself, in the template's styles.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from auditcheck.report.word_body import Body, move, styles_of

Element = Any  # lxml's elements have no types

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_MOST_BYTES = 64 * 1024 * 1024
_LONGEST = 255  # characters that a document can say of itself in one place
_NO_PAGE = b"<body></body>"
_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)
_BODY, _CONTENTS = "\ue000body\ue000", "\ue000contents\ue000"


class WordTemplateError(Exception):
    """The template cannot be used; says why."""


def render(page: str, template: bytes) -> bytes:
    """The document that shows what the page shows; the same bytes for the same page."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    html = lxml.html.document_fromstring(page.strip().encode() or _NO_PAGE, parser=parser)
    fields = _fields(html)
    document = _filled(template, fields)
    main = html.find(".//main") if html.find(".//main") is not None else html.find("body")
    _put(document, _CONTENTS, lambda: _contents(document, main))
    body = Body(document)
    if not _put(document, _BODY, lambda: body.write(main, document)):
        raise WordTemplateError("no paragraph of it is '{{ body }}', where the report is to stand")
    _describe(document, fields)
    written = BytesIO()
    document.save(written)
    return _repacked(written.getvalue())


def _fields(html: Element) -> dict[str, object]:
    """What a template may name, read off the page's cover and foot."""
    cover = html.find(".//header[@class='cover']")
    rows = [] if cover is None else cover.iterfind(".//dl/div")
    maker = html.find(".//meta[@name='generator']")  # a page of the user's own may have nothing
    title = cover if cover is not None and cover.find(".//h1") is not None else html
    return {
        "language": html.get("lang", "sv"),
        "heading": _text(html.find(".//p[@class='eyebrow']")),
        "title": _text(title.find(".//h1" if title is cover else ".//title")),
        "subject": _text(html.find(".//p[@class='subject']")),
        "version": _text(html.find(".//header/p[@class='version working']")),
        "facts": [{"label": _text(r.find("dt")), "value": _text(r.find("dd"))} for r in rows],
        "made_by": "" if maker is None else maker.get("content", ""),
        "footer": _text(html.find(".//footer/p")),
        "contents_heading": _text(html.find(".//nav/h2")),
        "contents": _CONTENTS,
        "body": _BODY,
    }


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _filled(template: bytes, fields: dict[str, object]) -> Document:
    """The template with its marks filled in."""
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        with ZipFile(BytesIO(template)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_BYTES:
                raise WordTemplateError("it holds more than 64 MiB")
        filled = DocxTemplate(BytesIO(template))
        filled.render(fields, environment)
    except TemplateError as error:
        raise WordTemplateError(error.message or type(error).__name__) from None
    except (
        BadZipFile,
        PackageNotFoundError,
        lxml.etree.LxmlError,
        LookupError,
        ValueError,
    ) as error:
        raise WordTemplateError(f"it is not a Word document ({error})") from None
    document: Document = filled.docx
    return document


def _put(document: Document, mark: str, write: Callable[[], None]) -> bool:
    """Put what `write` adds to the document's end where the mark is; whether it was there."""
    for paragraph in document.paragraphs:
        if paragraph.text.strip() == mark:
            body = document.element.body
            before = len(body)
            write()
            move(list(body)[before - 1 : -1], paragraph._p)  # noqa: SLF001  the last is the section
            return True
    return False


def _contents(document: Document, main: Element) -> None:
    """Word's own table of contents, with what it is to show until Word has counted the pages."""
    headings = [(each.tag, _text(each)) for each in main.iter("h2", "h3")]
    styles = styles_of(document, WD_STYLE_TYPE.PARAGRAPH)
    for number, (tag, text) in enumerate(headings):
        paragraph = document.add_paragraph()
        paragraph._p.style = styles.get("toc 1" if tag == "h2" else "toc 2")  # noqa: SLF001
        if number == 0:
            _field(paragraph, "begin")
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = r' TOC \o "1-2" \h \z \u '
            paragraph.add_run()._r.append(instruction)  # noqa: SLF001  python-docx has no fields
            _field(paragraph, "separate")
        paragraph.add_run(text)
        if number == len(headings) - 1:
            _field(paragraph, "end")


def _field(paragraph: Paragraph, part: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), part)
    if part == "begin":
        mark.set(qn("w:dirty"), "true")  # Word counts the pages when it opens the document
    paragraph.add_run()._r.append(mark)  # noqa: SLF001  python-docx has no fields


def _describe(document: Document, fields: dict[str, object]) -> None:
    """The document's title, language and maker; no clock and no user."""
    from datetime import UTC, datetime

    about = document.core_properties
    about.title = str(fields["title"])[:_LONGEST]
    about.subject = str(fields["subject"])[:_LONGEST]
    about.author = about.last_modified_by = str(fields["made_by"])[:_LONGEST]
    language = str(fields["language"])[:_LONGEST]
    about.language = _LANGUAGES.get(language, language)
    about.created = about.modified = datetime(*_THE_SAME_DAY[:3], tzinfo=UTC)
    about.revision = 1
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}")
    for each in defaults.iter(qn("w:lang")) if defaults is not None else ():
        each.set(qn("w:val"), about.language)


def _repacked(document: bytes) -> bytes:
    """The same files in a package whose bytes tell no time."""
    written = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            entry = ZipInfo(each.filename, _THE_SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(each))
    return written.getvalue()
