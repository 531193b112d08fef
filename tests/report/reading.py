"""What a reader of the rendered report gets: texts, elements, links and their targets."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

# the elements that the templates make; nothing else may come of what an auditor wrote
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3",
    "h4", "h5", "dl", "dt", "dd", "nav", "ol", "ul", "li", "span", "main", "section", "svg",
    "circle", "path", "line", "rect", "polyline", "text", "desc", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "br", "strong", "details", "summary", "article", "code", "q",
    "footer", "g",
}  # fmt: skip
VOID = {"meta", "br", "img", "hr", "input", "link"}


class Page(HTMLParser):
    """The elements of a page, with the text of each, its ids and its internal links."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.unbalanced: list[str] = []
        self.comments: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append((tag, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without contents."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends; its text goes to the one around it too."""
        if not self._open or self._open[-1][0] != tag:
            self.unbalanced.append(tag)
            return
        _, pieces = self._open.pop()
        self.texts.append((tag, "".join(pieces)))
        if self._open:
            self._open[-1][1].extend(pieces)

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open:
            self._open[-1][1].append(data)

    def handle_comment(self, data: str) -> None:
        """A comment: there should be none."""
        self.comments.append(data)

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def targets(self) -> set[str]:
        """What the internal links lead to."""
        links = (attributes.get("href", "") for _, attributes in self.elements)
        return {link[1:] for link in links if link.startswith("#")}

    def of(self, tag: str) -> list[str]:
        """The texts of all elements with this tag."""
        return [squeezed(text) for name, text in self.texts if name == tag]


def squeezed(text: str) -> str:
    """A text as a browser shows it: white space but the unbreakable is one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


def said_in(element: Any) -> Iterator[str]:
    """Each text of a parsed page that a reader is told, in order: drawings and signs are not."""
    hidden = element.get("aria-hidden") == "true"
    if not isinstance(element.tag, str) or element.tag in ("svg", "nav") or hidden:
        return
    if element.text and element.text.strip():
        yield element.text
    for child in element:
        yield from said_in(child)
        if child.tail and child.tail.strip():
            yield child.tail
