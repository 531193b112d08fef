"""A tree of lines: as indented text, or as a Mermaid flowchart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(slots=True)
class Node:
    """A line with the lines below it."""

    text: str
    children: list["Node"] = field(default_factory=list)


def lines(node: Node, width: int, depth: int = 0) -> Iterable[str]:
    """The tree as indented lines; wrapped under themselves where there is a width."""
    indent = "  " * depth
    if width:
        from textwrap import wrap

        yield from wrap(
            node.text,
            max(width, len(indent) + 24),
            initial_indent=indent,
            subsequent_indent=f"{indent}    ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{indent}{node.text}"
    for child in node.children:
        yield from lines(child, width, depth + 1)


def mermaid(roots: Iterable[Node], depth: int) -> str:
    """The trees to a depth as a Mermaid flowchart, safe against anything in their texts."""
    boxes: list[str] = []
    arrows: list[str] = []

    def add(node: Node, level: int) -> str:
        name = f"n{len(boxes) + 1}"
        boxes.append(f'  {name}["{_label(node.text)}"]')
        below = node.children if level < depth else []
        arrows.extend([f"  {name} --> {add(child, level + 1)}" for child in below])
        return name

    for root in roots:
        add(root, 0)
    return "\n".join(["flowchart LR", *boxes, *arrows]) + "\n"


def _label(text: str) -> str:
    """Generated labels: every character but letters, digits and a few signs as its code point."""
    return "".join(
        run if plain else "".join(f"#{ord(each)};" for each in run)
        for plain, group in groupby(text, key=lambda c: c.isalnum() or c in " ,.-–()")
        for run in ["".join(group)]
    )
