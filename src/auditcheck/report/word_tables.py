"""The grid of a page's table in Word: where each cell stands, how wide columns are, whole rows."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table

Element = Any  # lxml's elements have no types

_ROOM, _LEAST, _SHORT = 84, 6, 18  # characters beside each other, in a column, of a short text
_SPACES = re.compile(r"[ \t\r\n\f]+")  # a line is not broken at others


class Placed(NamedTuple):
    """A cell of a page's table, with its place in the grid and the places it takes."""

    element: Element
    row: int
    column: int
    height: int
    width: int

    @property
    def corners(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last place that it takes, as row and column."""
        last = self.row + self.height - 1, self.column + self.width - 1
        return (self.row, self.column), last


def placed(rows: Iterable[Element]) -> Iterator[Placed]:
    """Each cell where the grid has room for it."""
    rows = list(rows)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            height = min(int(cell.get("rowspan", 1)), len(rows) - number)
            width = int(cell.get("colspan", 1))
            taken |= {(number + y, column + x) for y in range(height) for x in range(width)}
            yield Placed(cell, number, column, height, width)


def widen(table: Table, placed: Iterable["Placed"]) -> None:
    """Give each column room for its longest word and, of what is left, more for longer texts."""
    words = [float(_LEAST)] * len(table.columns)
    texts = list(words)
    for cell in placed:
        text = _SPACES.split("".join(cell.element.itertext()).strip())
        if cell.width == 1 and text:
            letter = 1.35 if cell.element.tag == "th" else 1.2  # the bold are wider
            longest = max(map(len, text)) * letter + 2
            words[cell.column] = max(words[cell.column], longest)
            whole = len(" ".join(text))
            texts[cell.column] = max(texts[cell.column], min(whole, _SHORT) + 2, whole**0.5 * 3)
    longer = [max(text - word, 0.1) for text, word in zip(texts, words, strict=True)]
    left = max(_ROOM - sum(words), 0) / sum(longer)
    shares = [word + left * more for word, more in zip(words, longer, strict=True)]
    width = sum(column.width or 0 for column in table.columns)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(width * share / sum(shares)))
    for row in table._tbl.tr_lst:  # noqa: SLF001  a cell's own width is what Word goes by
        for cell, column in zip(row.tc_lst, table.columns, strict=True):
            cell.width = column.width


def describe(table: Table, text: str) -> None:
    """What a screen reader says of the table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), " ".join(text.split()))
    table._tbl.tblPr.append(caption)  # noqa: SLF001  python-docx has no captions


def keep_whole(table: Table, number: int, *, header: bool) -> None:
    """A row is not broken over two pages, and one of headings is repeated on each."""
    properties = table.rows[number]._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has none
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
