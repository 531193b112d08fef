"""The drawings: each has a name, is told by more than colour, and says what its table says."""

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import html
from auditcheck.report.figures.matrix import matrix
from auditcheck.report.figures.strip import Graded, strips
from auditcheck.report.names import Names, numbered, text
from auditcheck.report.templates import css
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.reading import Page, squeezed

SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
ROWS = re.compile(r"<tr.*?</tr>", re.DOTALL)
OPEN, OPENED = re.compile(r" (kan bli .+)$"), r" (\1)"
WORDS = {"value": "Utfall", "target": "Mål", "reference": "Jämförelse"}
Row = dict[str, str]


@pytest.fixture(scope="module")
def page(result: Result) -> str:
    """The sample's report in Swedish, with one way of reporting that is missing."""
    return html.render(_changed(result, _no_report(result)), TEMPLATES)


def _no_report(result: Result) -> ItemResult:
    where: Plain = {"to": "board", "about": "läge"}
    return replace(result.items["no-plan"], fields={"of": "reports", "where": where})


def figures(page: str) -> dict[str, ET.Element]:
    """The images of a page by their ids; its signs, which are hidden from readers, are none."""
    drawn = [ET.fromstring(svg) for svg in SVG.findall(page)]  # noqa: S314  our own page
    return {each.attrib["id"]: each for each in drawn if each.get("aria-hidden") != "true"}


def table(page: str, id_: str) -> list[Row]:
    """The rows of a table, each cell by its column's header; the first is `""`."""
    (found,) = re.findall(rf'<table[^>]* id="{id_}".*?</table>', page, re.DOTALL)
    head, *rows = (
        [squeezed(t) for tag, t in Page(row).texts if tag in ("th", "td")]
        for row in ROWS.findall(found)
    )
    return [dict(zip(["", *head[1:]], row, strict=True)) for row in rows if len(row) == len(head)]


def told(figure: ET.Element) -> list[str]:
    """What each mark of a figure says of itself."""
    return [squeezed(title.text or "") for title in figure.findall(".//g/title")]


def said(page: str, id_: str, figure: ET.Element) -> list[str]:
    """What the marks of a figure should say, by its table."""
    rows = table(page, figure.attrib["aria-details"])
    kind = id_.split("-")[1]
    match kind:
        case "levels":
            return [f"{row[''].split()[0]}: {OPEN.sub(OPENED, row['Bedömning'])}" for row in rows]
        case "ways":
            return [f"{row['']}: {row['Väg']}" for row in rows]
        case "strengths":
            names = ("Prövat eller nedtecknat", "Dokument", "Muntligt")
            return [f"{r['']}, {n}: {r[n]}" for r in rows for n in names if r[n] != "0"]
        case _:
            names = ("Utfall", "Mål", "Jämförelse")
            return [f"{r['']}, {n}: {r[n]}" for n in names for r in rows if r.get(n, "–") != "–"]


def test_every_figure_is_named_described_and_has_its_table(page: str) -> None:
    """An accessibility checker does not miss the name of an image in the page's own text."""
    ids = Page(page).ids
    drawn = figures(page)
    assert {id_.split("-")[1] for id_ in drawn} == {"levels", "ways", "strengths", "i"}
    for figure in drawn.values():
        assert figure.attrib["role"] == "img"
        for name, tag in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
            own = figure.find(tag)
            assert own is not None
            assert own.attrib["id"] == figure.attrib[name]
            assert (own.text or "").strip()
        assert figure.attrib["aria-details"] in ids


def test_a_figure_says_what_its_table_says(page: str) -> None:
    """Mark by mark, each number and word; and writes nothing else but what it measures with."""
    for id_, figure in figures(page).items():
        assert sorted(told(figure)) == sorted(said(page, id_, figure))
        rows = table(page, figure.attrib["aria-details"])
        words = " ".join(chain.from_iterable(chain(row, row.values()) for row in rows))
        for written in figure.iter("text"):
            if written.get("class") != "axis":
                assert squeezed(written.text or "") in words


def test_a_figure_that_strays_from_its_table_is_seen(page: str) -> None:
    """The comparison can fail."""
    drawn = figures(page)
    spoiled = page.replace("2022, Utfall: 68,5", "2022, Utfall: 86,5", 1)
    assert spoiled != page
    strayed = [i for i, f in figures(spoiled).items() if told(f) != told(drawn[i])]
    assert [sorted(told(figures(spoiled)[i])) == sorted(said(spoiled, i, drawn[i]))
            for i in strayed] == [False]  # fmt: skip


def test_no_figure_rests_on_colour(page: str) -> None:
    """Without its colours every level, line, field and way still has a look of its own."""
    drawn = figures(page)
    assert not re.search(r'(?:fill|stroke)="(?!none|currentColor)', "".join(SVG.findall(page)))
    for id_, figure in drawn.items():
        lines = {line.get("stroke-dasharray") for line in figure.iter("polyline")}
        assert len(lines) == len(list(figure.iter("polyline"))), id_
    missing = drawn["c-ways"].findall(".//g[@class='way is-not_met']")
    assert missing
    assert all(way.find("path[@stroke-dasharray]") is not None for way in missing)


def test_the_strip_puts_each_part_at_its_level(result: Result) -> None:
    """Higher is better; what has no level stands below; many parts stand in several strips."""
    levels = [*result.scales["scale"].levels, None]
    parts = [Graded(text(str(n)), "scale", w, None, {}) for n, w in enumerate(levels)]
    (strip,) = strips(result, parts)
    marks: Any = strip["marks"]
    heights = [mark["y"] for mark in marks]
    assert heights[:-1] == sorted(heights[:-1], reverse=True)
    assert heights[-1] == strip["without_y"] == max(heights)
    assert len(strips(result, parts * 10)) == 4
    assert strips(result, [Graded(text("1"), "another", "Ja", None, {})]) == []


def test_the_matrix_holds_each_criterion_once_under_its_outcome(result: Result) -> None:
    """Only outcomes that there are have a column."""
    shown, _ = numbered(result, "K")
    criteria = [result.criteria[id_] for id_ in shown]
    made: Any = matrix(criteria, Names(result, "sv", shown))
    cells = [cell for row in made["rows"] for cell in row["cells"]]
    found = {piece["ref"]: cell["outcome"]["key"] for cell in cells for piece in cell["criteria"]}
    assert found == {shown[each.id]: each.outcome.replace(" ", "_") for each in criteria}
    assert sum(len(cell["criteria"]) for cell in cells) == len(criteria)
    assert {o["key"] for o in made["outcomes"]} == set(found.values())


def _changed(result: Result, *items: ItemResult) -> dict[str, Any]:
    return build(replace(result, items=result.items | {each.id: each for each in items}), "sv")


def test_the_ways_tell_reports_presented_documents_and_what_is_missing(result: Result) -> None:
    """By receiver; a body of the audit that nothing reaches is named too."""
    ways = _changed(result, _no_report(result))["ways"]
    there = {(row["to"]["text"], row["there"]) for row in ways["rows"]}
    assert ("Kommunstyrelsen", True) in there
    assert ("Kommunstyrelsen", False) in there
    assert [row["number"] for row in ways["rows"]] == list(range(1, len(ways["rows"]) + 1))
    receivers = [row["to"]["text"] for row in ways["rows"]]
    assert receivers == sorted(receivers, key=receivers.index)
    bodies = result.audit | {"bodies": {"council": "council", "other": "coordinator"}}
    unreached = build(replace(result, audit=bodies), "sv")["ways"]
    assert isinstance(unreached, dict)
    assert unreached["unreached"]
    assert build(replace(result, items={}), "sv")["ways"] == {}


def test_lines_of_the_ways_meet_boxes_and_not_each_other(result: Result) -> None:
    """Each arrives at a height of its own."""
    drawing = _changed(result)["ways"]["drawing"]
    heights = [line["y2"] for line in drawing["lines"]]
    assert len(set(heights)) == len(heights)
    assert all(0 < height < drawing["height"] for height in heights)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Sida {page} av {pages}", '"Sida " counter(page) " av " counter(pages) ""'),
        ('</style>"\\', r'"\3c \2f style\3e \22 \5c "'),
        ("Ärende – 5 §", '"Ärende – 5 \\a7 "'),
    ],
)
def test_a_text_in_the_style_sheet_is_only_text(written: str, printed: str) -> None:
    """It closes neither its quotes nor the sheet."""
    assert str(css(written)) == printed


def test_templates_draw_nothing_without_its_table() -> None:
    """Each drawing that a template asks for names the table beside it."""
    for template in Path(TEMPLATES, "html").glob("*.j2"):
        for call in re.findall(r"\{\{ f\.\w+\(([^}]*)\) \}\}", template.read_text("utf-8")):
            assert '"tb-' in call, template


def test_a_pdf_has_a_fill_for_all_that_the_page_fills_by_name(templates: Path) -> None:
    """In a drawing WeasyPrint does not know the page's colours by name, and would paint black."""
    page, pdf = ((templates / name).read_text("utf-8") for name in ("report.css", "pdf.css"))
    named = re.findall(r"(\.[^{}]*)\{[^{}]*\bfill: var\(", page)
    classes = {each.split(".")[-1].strip() for rule in named for each in rule.split(",")}
    assert {"hollow", "plate", "tinted", "inside-full", "axis", "label-of"} == classes
    filled = " ".join(re.findall(r"(\.[^{}]*)\{[^{}]*\bfill: #", pdf))
    assert sorted(each for each in classes if f".{each}" not in filled) == []
