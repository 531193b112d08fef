"""HTML: what a reader of the page sees, as one text; scripts, styles and comments are no words."""

from html.parser import HTMLParser

from auditcheck.sources.pages import Document, RefusedError, decoded, document

_SKIPPED = ("script", "style", "template", "title")
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip


def read(raw: bytes) -> Document:
    """The one page of an HTML file."""
    try:
        text = text_of(decoded(raw))
    except (AssertionError, ValueError):  # what the parser makes of <![x[ and &#99999…;
        raise RefusedError("broken") from None
    return document([text], numbered=False)


def text_of(markup: str) -> str:
    """The words of some HTML; all from a tag or comment that is not ended is left out."""
    reader = _Reader()
    # Never closed: what is then still open would be taken for text, in quadratic time.
    reader.feed(f"{markup}\n")
    return "".join(reader.words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser calls it
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag not in _INLINE:
            self.words.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag not in _INLINE:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words.append(data.replace("\f", " "))
