"""Trees of lines as a Mermaid flowchart."""

from collections.abc import Iterable

from auditcheck.cli.drawing import Node
from auditcheck.report.mermaid import label


def mermaid(roots: Iterable[Node], depth: int) -> str:
    """The trees to a depth as a Mermaid flowchart, safe against anything in their texts."""
    boxes: list[str] = []
    arrows: list[str] = []

    def add(node: Node, level: int) -> str:
        name = f"n{len(boxes) + 1}"
        boxes.append(f'  {name}["{label(node.text)}"]')
        below = node.children if level < depth else []
        arrows.extend([f"  {name} --> {add(child, level + 1)}" for child in below])
        return name

    for root in roots:
        add(root, 0)
    return "\n".join(["flowchart LR", *boxes, *arrows]) + "\n"
