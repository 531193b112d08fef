"""The report on paper: whole pages of their size, with a running header and their numbers."""

import re
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.opening import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
# How large something is drawn, in Chromium's own unit: 3.125 where nothing is shrunk to fit.
SCALE = re.compile(rb"([\d.]+) 0 0 \1 [\d.-]+ [\d.-]+ cm")
OF_MARGINS = b"3.125"  # what stands in the margins is never shrunk
A4 = re.compile(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]")
PAGES = """() => [...document.styleSheets[0].cssRules].filter(rule => rule instanceof CSSPageRule)
    .map(rule => [rule.selectorText, rule.cssText])"""
CHAPTERS = """() => [...document.querySelectorAll('main > .chapter')]
    .map(each => [getComputedStyle(each).page, each.querySelector('h2').lastChild.data.trim()])"""


def _scale(pdf: bytes) -> float:
    """How large the pages' own text is printed: the scale that most pages have."""
    found: Counter[bytes] = Counter()
    for stream in STREAM.findall(pdf):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        found.update({*SCALE.findall(text)} - {OF_MARGINS})
    return float(found.most_common(1)[0][0])


def test_no_page_is_shrunk(browser: "Browser", report: Path, tmp_path: Path) -> None:
    """Nothing is wider than the paper, or the browser would print all of it smaller."""
    page = opened(browser, report)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(A4.findall(pdf)) == pdf.count(b"/MediaBox") > 40
    assert _scale(pdf) == pytest.approx(3.125, rel=1e-3)
    wide = tmp_path / "wide.html"
    text = report.read_text("utf-8").replace("</style>", ".levels { min-width: 300mm }</style>")
    wide.write_text(text, "utf-8")
    page.goto(wide.as_uri())
    assert _scale(page.pdf(prefer_css_page_size=True)) < 3
    page.close()


def test_each_page_says_what_it_is_of_and_its_number(browser: "Browser", report: Path) -> None:
    """The title and the chapter above, the page and how many there are below; the cover bare."""
    page = opened(browser, report)
    rules: list[list[str]] = page.evaluate(PAGES)
    by_name: dict[str, str] = {}
    for name, rule in rules:
        by_name[name] = by_name.get(name, "") + rule
    title = page.evaluate("document.querySelector('h1').textContent")
    assert f'@top-left {{ content: "{title}"' in by_name[""]
    assert '"Sida " counter(page) " av " counter(pages)' in by_name[""]
    assert by_name[":first"].count("content: none") == 5
    chapters: list[list[str]] = page.evaluate(CHAPTERS)
    assert len(chapters) > 10
    for name, heading in chapters:
        assert f'@top-right {{ content: "{heading}"; }}' in by_name[name]
    page.close()
