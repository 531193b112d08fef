"""What holds of every diagnostic, text and page, whatever went in: for fuzzers and tests alike."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from auditcheck.files.characters import UNSEEN
from auditcheck.files.diagnostic import Diagnostic, excerpt
from auditcheck.files.place import LINE_BREAK, Span
from auditcheck.files.shipped import shipped
from report.reading import Page

# What is said of a whole file or folder; all else has its place.
WITHOUT_PLACE = {"too-large", "too-deep", "no-audit", "no-pack", "no-scale"}
WITHOUT_HELP = {"yaml-syntax", "too-many-faults"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "img", "link", "base"}


@cache
def tags() -> frozenset[str]:
    """The elements that the templates of pages make."""
    pages = [path for path in shipped("templates").rglob("*.j2") if ".md." not in path.name]
    named = (re.findall(r"<([a-z][a-z0-9]*)", path.read_text("utf-8")) for path in pages)
    return frozenset(tag for each in named for tag in each) | {"h2", "h3", "h4", "h5", "h6"}


def told_in_place(found: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
    """Each has its message, its file, a place inside the text, and shows harmlessly."""
    for each in found:
        assert each.message, each
        if each.span is None:
            assert each.code in WITHOUT_PLACE, each
        else:
            within(each.span, texts[each.path])
        for other in each.also:
            if other.span is not None:
                within(other.span, texts[other.path])
        on_terminal(excerpt(each, texts.get(each.path)))


def within(span: Span, text: str) -> None:
    """The span lies in the text, and does not end before it begins."""
    lines = LINE_BREAK.split(text)
    assert (span.line, span.column) <= (span.end_line, span.end_column), span
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= line <= len(lines), span
        assert 1 <= column <= len(lines[line - 1]) + 1, span


def on_terminal(text: str) -> None:
    """Nothing that a terminal obeys and nothing that an eye misses; it can be encoded."""
    hidden = UNSEEN.search(text)
    assert hidden is None, f"{hidden.group()!a} is shown in {text!a}"
    assert not {*"\t\r"} & {*text}, text
    text.encode()


def page(source: str) -> Page:
    """A page that holds what the templates made and nothing more: no script, no foreign link."""
    read = Page(source)
    assert read.comments == []
    assert read.unbalanced == []
    assert {tag for tag, _ in read.elements} <= tags() - FORBIDDEN
    for _, attributes in read.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not {"src", "srcset", "action", "formaction"} & {*attributes}
        assert attributes.get("href", "#").startswith(("#", "https://", "http://"))
    return read


def linked(read: Page) -> None:
    """Every place of a page has its own name, and every link inside it leads to one."""
    assert len(read.ids) == len({*read.ids})
    assert read.targets <= {*read.ids}
