"""Tables as CSV that a spreadsheet in Swedish opens as it is, and pandas with `sep=";"`."""

import csv
from collections.abc import Sequence
from io import StringIO

from auditcheck.report.exports.tables import Cell, Table

ENDING = ".csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(table: Table) -> bytes:
    """UTF-8 with a byte order mark, semicolons, CRLF; an empty cell is what is not there."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(_cells(row) for row in table.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(row: Sequence[Cell]) -> list[str]:
    return [_cell(each) for each in row]


def _cell(value: Cell) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks so."""
    match value:
        case None:
            return ""
        case bool() | int():
            return str(value)
        case tuple():
            return _harmless(" ".join(value))
        case _:
            return _harmless(value)


def _harmless(text: str) -> str:
    bare = text.lstrip(" \u00a0")
    return f"'{text}" if bare.startswith(_FORMULA) or text.startswith(_FORMULA) else text
