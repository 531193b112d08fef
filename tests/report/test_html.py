"""The HTML report, read as a browser reads it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from auditcheck.report import html, pretty
from auditcheck.report.templates import printable
from auditcheck.report.view import View
from report.hostile import HOSTILE
from report.reading import Page

TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "div", "p", "h1", "h2", "h3",
    "h4", "h5", "dl", "dt", "dd", "nav", "ol", "ul", "li", "span", "main", "section", "svg",
    "circle", "path", "line", "rect", "polyline", "text", "desc", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "br", "strong", "details", "summary", "article", "code", "q",
    "footer", "g",
}  # fmt: skip


@pytest.fixture(scope="module")
def read(page: str) -> Page:
    """The page as read."""
    return Page(page)


def bare(text: str) -> str:
    """A text as the view prints it, with its white space squeezed."""
    return " ".join(pretty.tidy(printable(text)).split())


def test_every_hostile_text_is_there_as_text(read: Page) -> None:
    """As a heading, a note and a quote."""
    headings, notes = ([" ".join(t.split()) for t in read.of(tag)] for tag in ("h4", "p"))
    quotes = [" ".join(t.split()) for t in read.of("q")]
    for text in HOSTILE:
        assert bare(text) in headings
        assert bare(text) in notes
        assert " ".join(printable(text).split()) in quotes


def test_nothing_is_there_but_what_the_templates_made(read: Page) -> None:
    """No element, comment or attribute out of what the auditor wrote; nothing that runs."""
    assert {tag for tag, _ in read.elements} <= TAGS
    assert read.comments == []
    assert read.unbalanced == []
    for _, attributes in read.elements:
        assert not [name for name in attributes if name.startswith("on")]
        href = attributes.get("href", "#")
        assert href.startswith(("#", "https://")), href
        assert "src" not in attributes


def test_every_link_has_its_target_once(read: Page) -> None:
    """Also what labels and describes an element."""
    assert sorted(read.ids) == sorted(set(read.ids))
    assert read.targets <= set(read.ids)
    named = [
        name
        for _, attributes in read.elements
        for key in ("aria-labelledby", "aria-describedby")
        for name in attributes.get(key, "").split()
    ]
    assert set(named) <= set(read.ids)


def test_every_level_and_outcome_has_its_word(read: Page) -> None:
    """Nothing is told by colour alone, and the signs are hidden from those who hear the words."""
    kinds = [
        attributes["class"].split()[0]
        for tag, attributes in read.elements
        if tag == "span" and attributes.get("class", "").split()[:1] in (["level"], ["outcome"])
    ]
    assert {"level", "outcome"} == set(kinds)
    assert all(read.of("span"))
    for tag, attributes in read.elements:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or (
                attributes["role"] == "img" and attributes["aria-labelledby"]
            )


def test_the_page_is_built_for_everybody(read: Page, page: str, view: View) -> None:
    """One h1, a language, a skip link, landmarks, captions, header cells with their scope."""
    tags = [tag for tag, _ in read.elements]
    assert page.startswith(f'<!doctype html>\n<html lang="{view["language"]}">')
    assert tags.count("h1") == tags.count("main") == tags.count("nav") == 1
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attributes for tag, attributes in read.elements if tag == "th")
    regions = [a for _, a in read.elements if a.get("class") == "wide"]
    assert regions
    assert all(a["tabindex"] == "0" and a["role"] == "region" for a in regions)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert all(deeper - upper <= 1 for upper, deeper in pairwise(levels))


def test_the_page_fetches_nothing(read: Page, page: str) -> None:
    """One file, no script, and a policy that says so."""
    policy = [a["content"] for _, a in read.elements if "http-equiv" in a]
    assert policy == [
        (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
            "form-action 'none'"
        )
    ]
    assert "url(" not in page
    assert "@import" not in page


def test_closed_details_print(page: str) -> None:
    """The explanations are there on paper too."""
    assert "details::details-content { content-visibility: visible;" in page


def test_the_same_view_gives_the_same_bytes(view: View, page: str, templates: Path) -> None:
    """Rendering has no clock and no chance in it."""
    assert html.render(view, templates) == page
