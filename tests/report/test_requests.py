"""Requests on record, beside what is open; and the list of what to ask for, in all its forms."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import docx
import pytest

from auditcheck.engine.hidden import MARK
from auditcheck.engine.publishing import publish
from auditcheck.model.results import Gap, Result
from auditcheck.report import html, markdown
from auditcheck.report.exports import csv_tables
from auditcheck.report.request_list import build, render, table
from auditcheck.report.requests import by_gap, unanswered
from auditcheck.report.view import build as report
from auditcheck.report.word import render as word
from report.conftest import TEMPLATES
from report.hostile import HOSTILE

OPEN = "law.not-evidenced"
REQUEST: dict[str, Any] = {"criterion": OPEN, "to": "board", "sent": "2024-02-12"}


def asked(result: Result, *requests: Any, **changes: Any) -> Result:
    """The sample with requests on record."""
    return replace(result, audit={**result.audit, "requests": [*requests]}, **changes)


def everything(_: Gap) -> bool:
    """No request is left out."""
    return True


def test_what_is_sent_stands_beside_what_is_open(result: Result) -> None:
    """With the days since, to the day of the assessment, while there is no answer."""
    ((_, (sent,)),) = by_gap(asked(result, REQUEST))
    assert (sent.to, sent.sent, sent.answered, sent.days) == ("board", "2024-02-12", "", 48)
    assert unanswered(asked(result, REQUEST)) == [sent]
    answered = asked(result, REQUEST | {"answered": "2024-03-01"})
    ((_, (sent,)),) = by_gap(answered)
    assert sent.answered == "2024-03-01"
    assert unanswered(answered) == []


@pytest.mark.parametrize(
    "written",
    [
        MARK,
        REQUEST | {"sent": "2024-04-01"},
        REQUEST | {"sent": "2024-13-01"},
        {"criterion": OPEN, "sent": "2024-02-12"},
        REQUEST | {"criterion": "law.met"},
        REQUEST | {"criterion": "nothing-such"},
    ],
    ids=["hidden", "later", "no day", "to nobody", "settled", "unknown"],
)
def test_what_is_not_asked_for_by_then_is_not_told(result: Result, written: object) -> None:
    """Nor what is asked for that is not open."""
    ((_, sent),) = by_gap(asked(result, written))
    assert sent == []


def test_an_answer_that_comes_later_is_not_there_yet(result: Result) -> None:
    """On the day of the assessment it is still waited for."""
    (sent,) = unanswered(asked(result, REQUEST | {"answered": "2024-04-02"}))
    assert sent.answered == ""


def test_a_request_belongs_to_what_its_body_is_asked(result: Result) -> None:
    """To that alone where there is such, else to all that is open in what it refers to."""
    outer = replace(result.criteria["law.met"], refers_to=(OPEN,))
    gap = replace(result.gaps[0], to="council")
    other = replace(gap, to="board", request="Något annat")
    known = asked(
        result,
        REQUEST | {"criterion": "law.met"},
        REQUEST | {"to": "police"},
        criteria={**result.criteria, "law.met": outer},
        gaps=(gap, other),
    )
    found = {each.to: [sent.to for sent in sents] for each, sents in by_gap(known)}
    assert found == {"council": ["police"], "board": ["board", "police"]}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", "Begärt från Kommunstyrelsen den 12 februari 2024, inte besvarat efter 48 dagar."),
        ("en", "Kommunstyrelsen was asked on 12 February 2024; not answered after 48 days."),
    ],
)
def test_the_report_tells_it(result: Result, language: str, told: str) -> None:
    """In the annex, under the question, and among the limits; an answer in the first two."""
    made = report(asked(result, REQUEST | {"what": "protokollen"}), language)
    for said in (html.render(made, TEMPLATES), markdown.render(made, TEMPLATES)):
        assert said.replace("\xa0", " ").count(told) >= 3
        assert "Protokollen" in said
    answered = report(asked(result, REQUEST | {"answered": "2024-03-01"}), language)
    assert answered["unanswered"] == []
    for said in (html.render(answered, TEMPLATES), markdown.render(answered, TEMPLATES)):
        plain = said.replace("\xa0", " ")
        assert "besvarat den 1 mars 2024." in plain or "answered on 1 March 2024." in plain
        assert told not in plain


@pytest.fixture
def listed(result: Result) -> Result:
    """A request on record for what is open, and another that is not."""
    gap = replace(result.gaps[0], request="=2+3", of="@Någon", to=None, items=(), parts=())
    return asked(result, REQUEST, gaps=(*result.gaps, gap))


def cells(result: Result, language: str = "sv") -> list[list[str]]:
    """The list as CSV, read back."""
    raw = csv_tables.render(table(build(result, language, everything), TEMPLATES))
    return [*csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";")]


def test_the_list_as_a_table(listed: Result) -> None:
    """A row a request, numbered; what a spreadsheet would work out is text."""
    head, first, other = cells(listed)
    assert head == [
        "Nr", "Behöver inhämtas", "Från", "Kriterium", "Kan avgöra revisionsfråga",
        "Nu → kan bli", "Begärt", "Begärt från", "Besvarat",
    ]  # fmt: skip
    assert first[0] == "1"
    assert first[1].startswith("Beslut som bygger på lägesbilden (")
    assert [each.replace("\xa0", " ") for each in first[6:]] == [
        "12 februari 2024", "Kommunstyrelsen", "inte besvarat",
    ]  # fmt: skip
    assert first[4].count("; ") == first[5].count("; ") == 1
    assert other[:3] == ["2", "'=2+3", "'@Någon"]
    assert cells(listed, "en")[0][0] == "No."


def test_every_form_has_every_cell(listed: Result) -> None:
    """Markdown and Word say what the table says."""
    view = build(listed, "sv", everything, "Styrelsen")
    text = render(view, TEMPLATES, "md").replace("\\", "").replace("\xa0", " ")
    written = word(render(view, TEMPLATES, "html"), (TEMPLATES / "requests.docx").read_bytes())
    document = docx.Document(BytesIO(written))
    (made,) = document.tables
    for row, shown in zip(cells(listed), made.rows, strict=True):
        for cell, there in zip(row, shown.cells, strict=True):
            plain = cell.replace("\xa0", " ").removeprefix("'")
            assert plain.replace("; ", "<br>") in text or plain in text
            assert plain == there.text.replace("\n", "; ").replace("\xa0", " ")
    assert "Begäran till Styrelsen" in text
    assert any("Begäran till Styrelsen" in each.text for each in document.paragraphs)


def test_only_the_chosen_are_there_with_their_numbers(listed: Result) -> None:
    """And where none is, that is said."""
    view = build(listed, "sv", lambda gap: gap.of == "@Någon")
    assert "| 2 |" in render(view, TEMPLATES, "md")
    for format_ in ("md", "html"):
        nothing = render(build(listed, "sv", lambda _: False), TEMPLATES, format_)
        assert "Inget underlag behöver inhämtas." in nothing


def test_hostile_words_are_text(result: Result) -> None:
    """Whatever a request or a body is called."""
    for each in HOSTILE:
        gap = replace(result.gaps[0], request=each, of=each)
        made = build(replace(result, gaps=(gap,)), "sv", everything)
        assert "<script" not in render(made, TEMPLATES, "html")
        assert "<script" not in render(made, TEMPLATES, "md")


def test_the_public_list_says_what_it_is(result: Result) -> None:
    """A request to a body that is hidden is not in it, and so is not told."""
    board = replace(result.items["board"], confidential=True)
    made = asked(result, REQUEST, items={**result.items, "board": board})
    public = publish(made)
    assert public.audit["requests"] == [MARK]
    assert unanswered(public) == []
    assert "Offentlig version" in render(build(public, "sv", everything), TEMPLATES, "md")
