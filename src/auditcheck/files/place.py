"""Places: where in a file a value stands, symbolic (a route) and concrete (a span)."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

Step = str | int
Route = tuple[Step, ...]

Nodes = tuple["array[int]", "array[int]", "array[int]"]  # where each starts, ends; what is next

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines and columns from 1; columns count characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of a text as an editor counts them, found when first asked for."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets (characters from 0, the end exclusive)."""
        if not self._starts:
            self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]
        starts = self._starts
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, end)
        return Span(line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)


class Spots:
    """The places of the keys and values of one file.

    The nodes are numbered as they are written, a value right after its key and a container before
    what it holds; so three integers a node are enough: where it starts, where it ends, and the
    number of the first node after it.
    """

    __slots__ = ("_after", "_ends", "_inner", "_lines", "_lists", "_names", "_starts", "_top")

    def __init__(
        self,
        text: str,
        nodes: Nodes,
        lists: set[int],
        names: Mapping[int, str],
        top: tuple[int, int | None] = (0, None),
    ) -> None:
        """Take the nodes, which of them are lists, and the keys that are not written as read.

        `top` is the node that routes begin at, with its key.
        """
        self._lines = Lines(text)
        self._starts, self._ends, self._after = nodes
        self._lists = lists
        self._names = names
        self._inner: dict[int, dict[Step, int]] = {}
        self._top = top

    def below(self, route: Route) -> "Spots":
        """Return the places of the same file by their routes from the value at `route` on."""
        node, key, _ = self._walk(route)
        nodes = self._starts, self._ends, self._after
        return Spots(self._lines.text, nodes, self._lists, self._names, (node, key))

    def value(self, route: Route) -> Span:
        """Return the span of the value; steps that the file lacks are passed over.

        Where the last step is lacking, the span is that of the key of what should have held it.
        """
        value, key, found = self._walk(route)
        return self._span(value if found or key is None else key)

    def key(self, route: Route) -> Span:
        """Return the span of the key at the route, or of the value where it has no key."""
        value, key, _ = self._walk(route)
        return self._span(value if key is None else key)

    def first(self, name: str, mapping: int) -> tuple[int, int]:
        """Return the offsets of the first key of that name in a mapping that may still be open."""
        key = mapping + 1
        while self._name(key) != name:
            key = self._after[self._after[key]]
        return self._starts[key], self._ends[key]

    def _walk(self, route: Route) -> tuple[int, int | None, bool]:
        """Return the last node on the route, its key, and whether the last step led there."""
        (node, key), found = self._top, True
        for step in route:
            child = self._children(node).get(step)
            found = child is not None
            if child is not None:
                node, key = child, None if isinstance(step, int) else child - 1
        return node, key, found

    def _children(self, node: int) -> dict[Step, int]:
        children = self._inner.get(node)
        if children is None:
            children = {}
            child, end = node + 1, self._after[node] if self._after else 0
            listed = node in self._lists
            while child < end:
                name: Step = len(children) if listed else self._name(child)
                child += 0 if listed else 1
                children[name] = child
                child = self._after[child]
            self._inner[node] = children
        return children

    def _name(self, key: int) -> str:
        name = self._names.get(key)
        return self._lines.text[self._starts[key] : self._ends[key]] if name is None else name

    def _span(self, node: int) -> Span:
        if not self._starts:
            return Span(1, 1, 1, 1)
        return self._lines.span(self._starts[node], self._ends[node])
