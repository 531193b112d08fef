"""A tree of lines, as indented text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditcheck.files.characters import harmless


@dataclass(slots=True)
class Node:
    """A line with the lines below it."""

    text: str
    children: list["Node"] = field(default_factory=list)


def lines(node: Node, width: int, depth: int = 0) -> Iterable[str]:
    """The tree as harmless indented lines; wrapped under themselves where there is a width."""
    indent, text = "  " * depth, harmless(node.text)
    if width:
        from textwrap import wrap

        yield from wrap(
            text,
            max(width, len(indent) + 24),
            initial_indent=indent,
            subsequent_indent=f"{indent}    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{indent}{text}"
    for child in node.children:
        yield from lines(child, width, depth + 1)
