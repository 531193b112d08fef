"""A page's blocks as Word's: headings, paragraphs, lists and tables in the template's own styles.

What a reader of the page sees in words stands in the document in the same order; drawings are left
out, since each has its table beside it.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from auditcheck.report.word_runs import Bookmarks, Run, pieces, write_runs
from auditcheck.report.word_tables import describe, keep_whole, placed, widen

Element = Any  # lxml's elements have no types
Container = Document | _Cell

_HEADING = re.compile(r"h([1-6])$")
_INLINE = {
    "a", "abbr", "b", "br", "cite", "code", "em", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
_LIST_DEPTH = 3


class Style(NamedTuple):
    """What the paragraphs of a block are: their style, and the list that numbers them."""

    name: str = "Body Text"
    numbering: int | None = None


_PLAIN = Style()


class Body:
    """Writes the blocks of a page into a document, whose styles it uses."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks = Bookmarks()
        self._level = 0
        self._last: Paragraph | None = None
        self._paragraphs = styles_of(document, WD_STYLE_TYPE.PARAGRAPH)
        self._tables = styles_of(document, WD_STYLE_TYPE.TABLE)

    def write(self, element: Element, into: Container) -> None:
        """The element's blocks, one after the other, at the end of `into`."""
        self._blocks(element, into, _PLAIN, 0, [])

    def _blocks(
        self, element: Element, into: Container, style: Style, depth: int, before: list[Run]
    ) -> None:
        """The blocks in an element; `before` begins its first paragraph."""
        waiting = list(before)
        self._marks.pass_by(element)
        for piece in pieces(element):
            if isinstance(piece, Run):
                waiting.append(piece)
            elif piece.tag in _INLINE:
                waiting += self._marks.runs(piece)
            else:
                if self._flush(waiting, into, style):
                    style = self._after(style)
                waiting = []
                self._block(piece, into, style, depth)
                style = self._after(style)
        self._flush(waiting, into, style)

    def _flush(self, runs: list[Run], into: Container, style: Style) -> bool:
        if not any(run.text.strip() for run in runs):
            return False
        paragraph = self._paragraph(into, style.name)
        if style.numbering is not None:
            _number(paragraph, style.numbering)
        write_runs(paragraph, runs, self._marks)
        return True

    def _after(self, style: Style) -> Style:
        """What follows the first paragraph of a list's element stands under it, unmarked."""
        number = style.name.rsplit(" ", 1)[-1]
        continued = f"List Continue {number}" if number.isdigit() else "List Continue"
        return Style(continued) if style.name.startswith("List") else style

    def _block(self, element: Element, into: Container, style: Style, depth: int) -> None:
        heading = _HEADING.match(element.tag)
        if heading:
            self._level = min(max(int(heading[1]) - 1, 1), self._level + 1)
            self._heading(element, into, self._level)
        elif element.tag == "summary":
            self._heading(element, into, min(self._level + 1, 6))
        elif element.tag in ("ul", "ol"):
            self._list(element, into, depth)
        elif element.tag == "dl":
            self._terms(element, into, style, depth)
        elif element.tag == "table":
            self._table(element, into)
        elif element.tag in ("figcaption", "caption"):
            self._blocks(element, into, Style("Caption"), depth, [])
        else:
            self._blocks(element, into, style, depth, [])

    def _heading(self, element: Element, into: Container, level: int) -> None:
        self._marks.pass_by(element)
        paragraph = self._paragraph(into, f"Heading {level}")
        write_runs(paragraph, self._marks.runs(element), self._marks)

    def _list(self, element: Element, into: Container, depth: int) -> None:
        if self._last is not None and self._last.text.endswith(":"):
            self._last.paragraph_format.keep_with_next = True
        depth = min(depth + 1, _LIST_DEPTH)
        ordered = element.tag == "ol"
        name = f"List {'Number' if ordered else 'Bullet'}{'' if depth == 1 else f' {depth}'}"
        if isinstance(into, _Cell) and not ordered and "Table Bullet" in self._paragraphs:
            name = "Table Bullet"
        style = Style(name, self._new_numbering(name) if ordered else None)
        for each in element:
            if each.tag == "li":
                own = Style("List Continue") if _numbers_itself(each) else style
                self._blocks(each, into, own, depth, [])

    def _terms(self, element: Element, into: Container, style: Style, depth: int) -> None:
        """Each term, in bold and with a colon, begins the paragraph of what it stands for."""
        term: list[Run] = []
        for each in element.iter("dt", "dd"):
            if _nearest_list(each) is not element:
                continue
            if each.tag == "dt":
                term += [run._replace(bold=True) for run in self._marks.runs(each)]
            else:
                asks = bool(term) and term[-1].text.rstrip().endswith("?")
                before = [*term, Run(" " if asks else ": ", bold=True)] if term else []
                self._blocks(each, into, style, depth, before)
                style, term = self._after(style), []

    def _table(self, element: Element, into: Container) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._block(caption, into, _PLAIN, 0)
        rows = [row for row in element.iter("tr") if _nearest_table(row) is element]
        cells_of = list(placed(rows))
        columns = max((cell.column + cell.width for cell in cells_of), default=0)
        if not columns:
            return
        table = self._new_table(into, len(rows), columns)
        if caption is not None:
            describe(table, "".join(caption.itertext()))
        widen(table, cells_of)
        cells = table._cells  # noqa: SLF001  each look-up of one cell would list them all
        for each in cells_of:
            first, last = (cells[row * columns + column] for row, column in each.corners)
            cell = first if first is last else first.merge(last)
            self._cell(cell, each.element)
            if each.width == columns > 1:  # it is a heading of the rows that follow
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
        for number, row in enumerate(rows):
            keep_whole(table, number, header=row.getparent().tag == "thead")
        self._paragraph(into, "Body Text")  # two tables that meet would become one

    def _cell(self, cell: _Cell, element: Element) -> None:
        empty = cell.paragraphs
        self._blocks(element, cell, Style("Table Text"), 0, [])
        if len(cell._tc) > len(empty) + 1:  # noqa: SLF001  more than what a new cell holds
            for paragraph in empty:
                cell._tc.remove(paragraph._p)  # noqa: SLF001
        if element.get("class") == "num":
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if element.tag == "th":
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.bold = True

    def _paragraph(self, into: Container, style: str) -> Paragraph:
        """A paragraph of the style or, where the template has none of the name, of the normal."""
        plain = re.sub(r" \d$", "", style)
        self._last = paragraph = into.add_paragraph()
        paragraph._p.style = self._paragraphs.get(style, self._paragraphs.get(plain))  # noqa: SLF001  by id: a look-up by name costs ten times the paragraph
        return paragraph

    def _new_table(self, into: Container, rows: int, columns: int) -> Table:
        table = into.add_table(rows, columns)
        style = self._tables.get("Report Table", self._tables.get("Table Grid"))
        table._tbl.tblStyle_val = style  # noqa: SLF001  by id, as with paragraphs
        return table

    def _new_numbering(self, name: str) -> int | None:
        """A list that begins at 1, like that of the style; None where the style has no list."""
        if name not in self._paragraphs:
            return None
        found = self._document.styles[name].element.find(f".//{qn('w:numId')}")
        if found is None:
            return None
        numbering: Any = self._document.part.numbering_part.element
        like = numbering.num_having_numId(int(found.get(qn("w:val"))))
        own = numbering.add_num(like.abstractNumId.val)
        own.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(own.numId)


def _nearest_table(element: Element) -> Element:
    return next(element.iterancestors("table"))


def _nearest_list(element: Element) -> Element:
    return next(element.iterancestors("dl"))


def _numbers_itself(element: Element) -> bool:
    """Whether an element of a list says its own number."""
    first = next(iter(element), None)
    return first is not None and first.get("class") == "no"


def _number(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx has no numbering
    properties.get_or_add_numPr().get_or_add_numId().val = numbering


def styles_of(document: Document, kind: WD_STYLE_TYPE) -> dict[str, str]:
    """The ids of the document's styles of a kind, by name."""
    return {str(each.name): each.style_id for each in document.styles if each.type == kind}


def move(elements: Iterable[Element], to: Element) -> None:
    """Put the elements where `to` stands, in its place."""
    for each in elements:
        to.addprevious(each)
    to.getparent().remove(to)
