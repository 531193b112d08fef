"""The PDF: tagged, whole, the same each time, and made of nothing but the page."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pikepdf
import pytest
from pypdf import PdfReader

from auditcheck.pipeline import open_audit, result_of
from auditcheck.report import html
from auditcheck.report.pdf import render
from auditcheck.report.templates import printable
from auditcheck.report.view import View, build
from report.hostile import HOSTILE
from report.reading import said_in
from report.sample import sample
from variants import ROOT

TEMPLATES = Path(__file__).parents[2] / "templates"
CSS = (TEMPLATES / "pdf.css").read_text("utf-8")
HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010"))


@pytest.fixture(scope="module")
def view() -> View:
    """The sample in Swedish."""
    return build(sample(), "sv")


@pytest.fixture(scope="module")
def page(view: View) -> str:
    """Its page."""
    return html.render(view, TEMPLATES)


@pytest.fixture(scope="module")
def written(page: str) -> bytes:
    """The page on paper."""
    return render(page, CSS)


def bare(text: str) -> str:
    """The text without what the breaking of lines and the setting in capitals change."""
    return "".join(text.split()).translate(HYPHENS).casefold()


def test_it_is_tagged_and_says_what_it_is(written: bytes, page: str, view: View) -> None:
    """Language, title, structure, bookmarks, and words for each drawing."""
    with pikepdf.open(BytesIO(written)) as pdf:
        root: Any = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "sv"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(view["title"]) in str(pdf.docinfo["/Title"])
        titles = list(_bookmarks(pdf))
        kinds: dict[str, list[Any]] = {}
        waiting = [root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            for kid in _kids(node):
                kinds.setdefault(str(kid.get("/S", "")), []).append(kid)
                waiting.append(kid)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P"} <= set(kinds)
    assert kinds["/Figure"]
    assert all("/Alt" in figure for figure in kinds["/Figure"])
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(page.encode(), parser=parser)
    drawn = [bare(each.findtext("title")) for each in tree.iterfind(".//svg[@role='img']")]
    named = {bare(str(figure["/Alt"])) for figure in kinds["/Figure"]}
    assert drawn
    assert [each for each in drawn if not any(each in alt for alt in named)] == []
    headings = [bare(each.text_content()) for each in tree.iterfind(".//main//h2")]
    assert len(headings) > 10
    assert [each for each in headings if each not in map(bare, titles)] == []


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The titles of all bookmarks, those below others too."""
    with pdf.open_outline() as outline:
        waiting = [*outline.root]
        while waiting:
            entry = waiting.pop()
            waiting += entry.children
            yield str(entry.title)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [each for each in listed if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def test_nothing_that_the_page_says_is_lost(page: str, written: bytes) -> None:
    """Each text of the page is on paper; what is folded on the screen is not."""
    text = bare("".join(each.extract_text() for each in PdfReader(BytesIO(written)).pages))
    parser = lxml.html.HTMLParser(encoding="utf-8")
    main = lxml.html.document_fromstring(page.encode(), parser=parser).find(".//main")
    for way_back in main.findall(".//*[@class='back']"):  # for the screen alone
        way_back.clear()
    missing = [each for each in said_in(main) if bare(each) not in text]
    assert missing == []


def test_the_same_page_gives_the_same_bytes(page: str, written: bytes) -> None:
    """No clock, no chance."""
    assert render(page, CSS) == written


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Two processes too, whose sets and identities differ."""
    made = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        evidence = str(TEMPLATES.parent / "tests" / "hostile" / "base" / "evidence")
        command = [sys.executable, "-m", "auditcheck", "evaluate", evidence, "-q"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, "--report", str(path)], env=environment, check=True)
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """Neither a file nor an address, though a template asks for it."""
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>hemligt</text></svg>")
    asks = "".join(
        f'<img alt="x" src="{address}"><link rel="stylesheet" href="{address}">'
        for address in (secret.as_uri(), str(secret), "http://127.0.0.1:9/x.svg")
    )
    made = render(f"<html lang=sv><title>T</title><body><p>Text</p>{asks}", "")
    assert b"hemligt" not in made
    assert "Text" in PdfReader(BytesIO(made)).pages[0].extract_text()
    with pikepdf.open(BytesIO(made)) as pdf:
        assert not list(pdf.attachments)
        assert not pdf.pages[0].get_images()


def test_every_hostile_text_stands_there_as_text(written: bytes) -> None:
    """Nothing is cut and nothing runs."""
    text = bare("".join(each.extract_text() for each in PdfReader(BytesIO(written)).pages))
    for each in HOSTILE:
        assert bare(printable(each)) in text
    with pikepdf.open(BytesIO(written)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


def test_the_summary_of_the_shipped_audit_is_one_page() -> None:
    """It is what most read: levels, what is not weighed, recommendations."""
    shipped = build(result_of(open_audit(ROOT / "evidence", "evidence")), "sv")
    reader = PdfReader(BytesIO(render(html.render(shipped, TEMPLATES), CSS)))
    begun = (reader.named_destinations[id_] for id_ in ("summary", "about"))
    first, then = map(reader.get_destination_page_number, begun)
    assert first is not None
    assert then == first + 1
