"""The audited body's responses in the report: all of them, in order, and no promise as done."""

from dataclasses import replace
from typing import Any

import pytest

from auditcheck.model.results import Result
from auditcheck.report import html, markdown
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.reading import Page

WHOLE = {
    "note": "Tas upp i september.", "recommendation": "plan", "by": "Kommunstyrelsen",
    "date": "2024-02-10", "status": "antagen", "stance": "accepted",
    "measure": "Plan tas fram.", "due": "2024-02", "responsible": "Säkerhetschef",
}  # fmt: skip
OVERDUE = "Skulle vara klart februari 2024; inget visar att det är gjort."


def answered(result: Result, *answers: dict[str, Any]) -> Result:
    """The sample with these responses to its first recommendation, assessed for 31 March 2024."""
    answer = result.items["answer"]
    named = {f"a{n}": replace(answer, id=f"a{n}", fields=f) for n, f in enumerate(answers)}
    first, *others = result.recommendations
    recommendations = (replace(first, responses=(*named,)), *others)
    return replace(result, items=result.items | named, recommendations=recommendations)


def view(result: Result) -> list[Any]:
    """The responses to the first recommendation as the view has them."""
    recommendations: Any = build(result, "sv")["recommendations"]
    responses: list[Any] = recommendations[0]["responses"]
    return responses


def test_a_response_is_told_whole_beside_its_recommendation(result: Result) -> None:
    """Who, when, how far decided, the stance, the measure, when, who answers for it."""
    told = answered(result, WHOLE)
    (response,) = view(told)
    labels = [each["label"]["say"] for each in response["fields"]]
    assert labels == [
        f"field.{name}"
        for name in ("by", "date", "status", "stance", "measure", "due", "responsible", "note")
    ]
    shown = build(told, "sv")
    page = Page(html.render(shown, TEMPLATES))
    main = next(text for tag, text in page.texts if tag == "main")
    for written in (main, markdown.render(shown, TEMPLATES)):
        text = written.replace("\u00a0", " ")
        for word in ("Kommunstyrelsen", "10 februari 2024", "antagen", "godtas", "Plan tas fram.",
                     "februari 2024", "Säkerhetschef", "Tas upp i september."):  # fmt: skip
            assert word in text
        assert OVERDUE in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"due": "2024-02"}, "response.overdue"),
        ({"due": "2024-03-31"}, ""),  # the day itself is not past
        ({"due": "2024"}, ""),  # nor is the year
        ({"due": "2024-03-30", "stance": "already done"}, "response.overdue"),  # a word is no deed
        ({"due": "2024-02", "done": "2024-03-31"}, ""),
        ({"due": "2024-02", "done": "2024-03"}, ""),
        ({"due": "2024-02", "done": "2024-04-01"}, "response.later"),
        ({"done": "2024-04-01"}, ""),
        ({"due": "snart"}, ""),
    ],
)
def test_a_promise_is_not_taken_for_a_deed(
    result: Result, fields: dict[str, Any], told: str
) -> None:
    """Once the day is past at the day of the assessment, what shows it done is asked for."""
    (response,) = view(answered(result, {"recommendation": "plan", **fields}))
    assert (response["overdue"] or {"say": ""})["say"] == told


def test_several_responses_come_in_the_order_of_their_dates(result: Result) -> None:
    """All of them; one without a date last."""
    days = ("2024-03", None, "2023-11-02", "2024-01-15")
    answers = [
        {"recommendation": "plan", "measure": str(day)} | ({"date": day} if day else {})
        for day in days
    ]
    found = view(answered(result, *answers))
    measures = [each["fields"][-1]["value"][0]["text"] for each in found]
    assert measures == ["2023-11-02", "2024-01-15", "2024-03", "None"]
