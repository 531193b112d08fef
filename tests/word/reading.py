"""What a reader of a Word document gets."""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn


def paragraphs(document: Document) -> list[str]:
    """The text of every paragraph, those in tables and links too, in order."""
    return inside(document.element.body)


def inside(element: Any) -> list[str]:
    """The text of every paragraph in an element."""
    found = []
    for paragraph in element.iter(qn("w:p")):
        parts = [
            "\n" if each.tag == qn("w:br") else each.text or ""
            for each in paragraph.iter(qn("w:t"), qn("w:br"))
        ]
        found.append("".join(parts))
    return found
