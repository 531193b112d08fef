"""Markdown: the words without their marks, pages where form feeds part them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from auditcheck.sources.html_text import text_of
from auditcheck.sources.pages import Document, RefusedError, decoded, document

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_MARKED = 2**19  # bytes: reading the marks takes its time


def read(raw: bytes) -> Document:
    """The pages of a Markdown file."""
    if len(raw) > MOST_MARKED:
        raise RefusedError("too large")
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    pages = decoded(raw).split("\f")
    texts = ["".join(_words(parser.parse(page))) for page in pages]
    return document(texts, numbered=len(texts) > 1)


def _words(tokens: Iterable["Token"]) -> Iterable[str]:
    for token in tokens:
        match token.type:
            case "inline":
                yield from _words(token.children or ())
                yield "\n"
            case "text" | "code_inline" | "image":
                yield token.content
            case "softbreak" | "hardbreak":
                yield "\n"
            case "fence" | "code_block":
                yield f"{token.content}\n"
            case "html_block":
                yield text_of(token.content)
            case _:  # where something begins or ends
                pass
