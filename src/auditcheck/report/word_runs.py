"""Inline text of a page as Word's runs, with links to bookmarks inside the document."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

Element = Any  # lxml's elements have no types

_BREAK = "\v"
_LINE = "\x1e"  # a break, unless a line begins there already
_ON_LINES_OF_THEIR_OWN = {"cite", "finding", "subject"}  # though they are inline by their tags
_STRONG = {"level", "outcome", "subject"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_QUOTES = {"sv": ("”", "”"), "en": ("“", "”")}
_UNSHOWN = {"svg", "script", "style", "nav", "template"}


class Run(NamedTuple):
    """A piece of text with how it looks and where it leads: `#id` in the page, or an address."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    raised: bool = False
    link: str = ""


def pieces(element: Element) -> Iterator["Run | Element"]:
    """An element's own texts and its children, in order, without what is not shown in words."""
    if element.text:
        yield Run(element.text)
    for child in element:
        if isinstance(child.tag, str) and _shown(child):
            yield child
        if child.tail:
            yield Run(child.tail)


def _shown(element: Element) -> bool:
    hidden = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return element.tag not in _UNSHOWN and not hidden


class Bookmarks:
    """The page's anchors as bookmarks, each set in the next paragraph that is written."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._passed: set[str] = set()
        self._waiting: list[str] = []
        self._set = 0

    def pass_by(self, element: Element) -> None:
        """The element's own anchor comes with the next paragraph."""
        anchor = element.get("id")
        if anchor and anchor not in self._passed:
            self._passed.add(anchor)
            self._waiting.append(anchor)

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor: hidden in Word's list, since it begins with `_`."""
        return self._names.setdefault(anchor, f"_a{len(self._names) + 1}")

    def runs(self, element: Element, style: Run = Run("")) -> list[Run]:  # noqa: B008  a tuple
        """The texts inside an element as they look and lead."""
        self.pass_by(element)
        classes = set((element.get("class") or "").split())
        if classes & _STRONG:
            style = style._replace(bold=True)
        match element.tag:
            case "b" | "strong" | "th":
                style = style._replace(bold=True)
            case "i" | "em":
                style = style._replace(italic=True)
            case "code":
                style = style._replace(code=True)
            case "a" if element.get("href"):
                raised = element.get("class") == "ref"
                style = style._replace(link=element.get("href"), raised=raised)
            case "sup":
                style = style._replace(raised=True)
            case "br":
                return [style._replace(text=_BREAK)]
            case _:
                pass
        found: list[Run] = []
        for piece in pieces(element):
            if isinstance(piece, Run):
                found.append(style._replace(text=piece.text))
            else:
                found += self.runs(piece, style)
        if element.tag == "q" and "finding" not in classes:  # those are the auditor's own words
            language = next((e.get("lang") for e in element.iterancestors() if e.get("lang")), "")
            opening, closing = _QUOTES.get(language, _QUOTES["sv"])
            return [style._replace(text=opening), *found, style._replace(text=closing)]
        if classes & _ON_LINES_OF_THEIR_OWN:
            return [Run(_LINE), *found, Run(_LINE)]
        if "outcome" in classes and element.getparent().tag == "summary":
            return [Run(" – "), *found]
        return found

    def set_in(self, paragraph: Paragraph) -> None:
        """Set the bookmarks that wait, at the paragraph's beginning."""
        for anchor in self._waiting:
            self._set += 1
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            for each in (start, end):
                each.set(qn("w:id"), str(self._set))
            start.set(qn("w:name"), self.name(anchor))
            paragraph._p.append(start)  # noqa: SLF001  python-docx has no bookmarks
            paragraph._p.append(end)  # noqa: SLF001
        self._waiting = []


def collapsed(runs: list[Run]) -> list[Run]:
    """The runs with white space as a page shows it: one space, and none at the ends of lines."""
    found: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if text == _LINE:
            text = _BREAK if found and found[-1].text[-1:] != _BREAK else ""
        if text.startswith(" ") and (not found or found[-1].text[-1:] in (" ", _BREAK)):
            text = text[1:]
        if text:
            found.append(run._replace(text=text))
    while found and not found[-1].text.strip(f" {_BREAK}"):
        found.pop()
    if found:
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
    return found


def write_runs(paragraph: Paragraph, runs: list[Run], marks: Bookmarks) -> None:
    """Write the runs into a paragraph, links as Word's own."""
    marks.set_in(paragraph)
    for run in collapsed(runs):
        written = paragraph.add_run()
        for number, line in enumerate(run.text.split(_BREAK)):
            if number:
                written.add_break()
            written.add_text(line)
        written.bold = run.bold or None
        written.italic = run.italic or None
        written.font.superscript = run.raised or None
        if run.code:
            written.font.name = "Consolas"
        if run.link:
            _link(paragraph, written, run.link, marks)


def _link(paragraph: Paragraph, run: WordRun, to: str, marks: Bookmarks) -> None:
    """Put a run into a link, to a bookmark or to an address."""
    link = OxmlElement("w:hyperlink")
    if to.startswith("#"):
        link.set(qn("w:anchor"), marks.name(to[1:]))
    else:
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), paragraph.part.relate_to(to, kind, is_external=True))
    link.set(qn("w:history"), "1")
    run._r.addprevious(link)  # noqa: SLF001  python-docx makes no links
    link.append(run._r)  # noqa: SLF001
