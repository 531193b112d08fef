"""The Markdown report, read as a forge reads it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from auditcheck.report import markdown, pretty
from auditcheck.report.markdown import escape
from auditcheck.report.templates import printable
from auditcheck.report.view import View
from report.hostile import HOSTILE
from report.reading import Page

FORGE = MarkdownIt("gfm-like", {"html": True, "linkify": False})
_WHITE = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


def shown(text: str) -> str:
    """A text as a page shows it: white space is one space."""
    return _WHITE.sub(" ", text).strip()


def rendered(source: str) -> Page:
    """Markdown as a page."""
    return Page(FORGE.render(source))


def test_a_name_between_colons_is_no_picture() -> None:
    """It is escaped; a time of day and an ordinary colon are left as they are."""
    assert escape("bra :smile: och :+1:") == "bra \\:smile: och \\:+1:"
    assert escape("kl. 10:30, se: detta") == "kl. 10:30, se: detta"
    assert "bra :smile:" in str(rendered(escape("bra :smile:")).texts)


@given(st.text(CHARACTERS, min_size=1))
def test_escaped_text_renders_as_itself(text: str) -> None:
    """In a paragraph, a list, emphasis and a link: nothing added, nothing lost."""
    for source in (f"{escape(text)}", f"- {escape(text)}", f"**x {escape(text)} x**"):
        page = rendered(f"x {source}" if source == escape(text) else source)
        assert {tag for tag, _ in page.elements} <= {"p", "ul", "li", "strong"}
    page = rendered(escape(text))
    assert {tag for tag, _ in page.elements} <= {"p"}
    assert "".join(shown(t) for t in page.of("p")) == shown(text)
    page = rendered(f"[{escape(text)}](#x)")
    assert [shown(t) for t in page.of("a")] == [shown(text)]


@given(st.text(CHARACTERS), st.text(CHARACTERS))
def test_escaped_text_stays_in_its_cell(one: str, other: str) -> None:
    """A table's row has the cells that were written."""
    page = rendered(f"| a | b |\n|---|---|\n| {escape(one)} | {escape(other)} |\n")
    assert [shown(t) for t in page.of("td")] == [shown(one), shown(other)]
    assert {tag for tag, _ in page.elements} <= {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_renders_as_itself(text: str) -> None:
    """Each of the strings that are known to break naive reports."""
    text = printable(text)
    assert [shown(t) for t in rendered(escape(text)).of("p")] == [shown(text)]
    row = rendered(f"| a |\n|---|\n| {escape(text)} |\n")
    assert [shown(t) for t in row.of("td")] == [shown(text)]


def test_every_hostile_text_is_in_the_report(document: str) -> None:
    """As a title in bold, and as a note; with no element but the templates' own."""
    page = rendered(document)
    bold, paragraphs = page.of("strong"), page.of("p")
    for text in HOSTILE:
        assert shown(pretty.tidy(printable(text))) in bold
        assert shown(pretty.tidy(printable(text))) in paragraphs
    assert {tag for tag, _ in page.elements} <= {
        "h1", "h2", "h3", "h4", "h5", "p", "ul", "li", "ol", "strong", "a", "table", "thead",
        "tbody", "tr", "th", "td", "br", "blockquote", "hr", "pre", "code",
    }  # fmt: skip


def test_a_chart_holds_nothing_but_its_own_boxes_and_arrows(document: str) -> None:
    """Whatever the evidence calls them: a label has letters, digits, code points and few signs."""
    (chart,) = re.findall(r"^```mermaid\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
    word = r'"(?:[\w ,.–()-]|#\d+;)*"'
    line = rf"  [ab]\d+(?:\[{word}\]| -->\|{word}\| b\d+| -\. {word} \.-x b\d+)"
    first, *others = chart.splitlines()
    assert first == "flowchart LR"
    assert others
    assert [each for each in others if not re.fullmatch(line, each)] == []


def test_every_link_has_its_target_once(document: str) -> None:
    """Anchors are written out, so they do not hang on how a forge makes them of headings."""
    page = rendered(document)
    assert sorted(page.ids) == sorted(set(page.ids))
    assert page.targets <= set(page.ids)


def test_only_targets_are_linked(document: str) -> None:
    """Nothing that the auditor wrote becomes an address."""
    page = rendered(document)
    links = [attributes["href"] for _, attributes in page.elements if "href" in attributes]
    assert [link for link in links if not link.startswith("#")] == []


def test_tables_have_as_many_cells_in_every_row(document: str) -> None:
    """No text has broken a row."""
    rows = [line for line in document.splitlines() if line.startswith("|")]
    tables: dict[int, int] = {}
    for number, line in enumerate(document.splitlines()):
        if line.startswith("|"):
            cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            assert tables.get(number - 1, cells) == cells, line
            tables[number] = cells
    assert rows


def test_every_row_stands_in_a_table(document: str) -> None:
    """A blank line before a row would make a paragraph of it."""
    lines = [line for line in document.splitlines() if line.startswith("|")]
    rows = [line for line in lines if not re.fullmatch(r"[|:-]+", line)]
    page = rendered(document)
    assert [tag for tag, _ in page.elements].count("tr") == len(rows)


def test_the_same_view_gives_the_same_bytes(view: View, document: str, templates: Path) -> None:
    """Rendering has no clock and no chance in it."""
    assert markdown.render(view, templates) == document
