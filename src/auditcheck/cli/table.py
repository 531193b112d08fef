"""A small table: rich's on a terminal, aligned lines where the output is piped."""

from collections.abc import Sequence
from typing import NamedTuple

from auditcheck.cli.answer import Terminal
from auditcheck.files.characters import harmless


class Row(NamedTuple):
    """A row of the summary."""

    number: str
    question: str
    level: str
    open: str


def table(columns: tuple[str, str, str, str], rows: Sequence[Row], terminal: Terminal) -> str:
    """The rows under their headings, a line each; nothing in them is obeyed or read as markup."""
    rows = [Row(*map(harmless, row)) for row in rows]
    if terminal.interactive:
        return _rich(columns, rows, terminal)
    lines = [columns, *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(3)]
    return "\n".join(_aligned(line, widths) for line in lines)


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
    return "  ".join([*cells, line[3]]).rstrip()


def _rich(columns: tuple[str, ...], rows: Sequence[Row], terminal: Terminal) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column(Text(columns[0]), justify="right", no_wrap=True)
    shown.add_column(Text(columns[1]), ratio=5)
    shown.add_column(Text(columns[2]), ratio=3)
    shown.add_column(Text(columns[3]), ratio=3)
    for row in rows:
        bold = "bold" if not row.number else ""
        cells = (row.number, row.question, row.level, row.open)
        shown.add_row(*(Text(cell, style=bold) for cell in cells))
    into = StringIO()
    console = Console(
        file=into,
        width=terminal.width,
        force_terminal=terminal.colour,
        no_color=not terminal.colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(shown)
    return "\n".join(line.rstrip() for line in into.getvalue().splitlines())
