"""What nothing weighs stands where it concerns a question; a day stands by what is due then."""

from dataclasses import replace
from typing import Any

from auditcheck.engine.publishing import publish
from auditcheck.model.results import Result
from auditcheck.model.traces import Plain
from auditcheck.model.truth import Outcome
from auditcheck.report import markdown
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.test_told import view, words

WHY = "Byrån bedömer insatserna efter antal."


def recorded(result: Result, **more: Plain) -> dict[str, Plain]:
    """The engagement with one record of the shortcoming that the sample does not weigh."""
    record: dict[str, Plain] = {"item": "no-plans", "because": WHY, **more}
    return {**result.audit, "unweighed": [record]}


def under(view: dict[str, Any]) -> dict[str, list[str]]:
    """What is told as not weighed, by question."""
    return {q["key"]: [f["says"] for f in q["unweighed"]] for q in view["questions"]}


def test_it_stands_under_each_question_that_it_concerns(result: Result) -> None:
    """With its reason; in the summary, the conclusion and the annex too."""
    sv = view(result, audit=recorded(result, affects=["law"]))
    told = under(sv)
    assert told.pop("law") == ["Inga aktivitetsplaner har tagits fram."]
    assert not any(told.values())
    number = next(q["number"] for q in sv["questions"] if q["key"] == "law")
    said = words(sv)
    assert said.count(f"Aktivitetsplaner (rör fråga {number})") == 2
    assert said.count(WHY) == 4
    assert markdown.render(sv, TEMPLATES).count(WHY) == 4


def test_without_a_record_it_still_stands_in_the_annex(result: Result) -> None:
    """And the report says that no reason is given."""
    sv = view(result)
    assert not any(under(sv).values())
    (only,) = sv["shortcomings"]
    assert only["because"] == {"say": "unadvised.unsaid", "params": {}, "to": ""}


def test_a_record_of_what_is_weighed_tells_nothing(result: Result) -> None:
    """A criterion may have come to weigh it since."""
    audit = recorded(result, affects=["law"])
    assert WHY not in words(view(result, audit=audit, shortcomings_not_weighed=()))


def test_a_record_of_what_is_hidden_is_hidden(result: Result) -> None:
    """Its reason may tell what the shortcoming is."""
    hidden = replace(result.items["no-plans"], confidential=True)
    whole = replace(
        result,
        audit=recorded(result, affects=["law"]),
        items=result.items | {"no-plans": hidden},
    )
    assert WHY in str(build(whole, "sv"))
    assert WHY not in str(publish(whole))


def test_a_recommendation_has_the_day_of_what_it_reaches(result: Result) -> None:
    """Also through another criterion; what is met has none."""
    called = result.recommendations[0].because_of[0]
    inner = next(id_ for id_ in result.criteria if id_ not in ("composite", called))
    criteria = result.criteria | {
        called: replace(result.criteria[called], refers_to=(inner,), due=None),
        inner: replace(
            result.criteria[inner], outcome=Outcome.NOT_YET_DUE, due="2024-07-01", refers_to=()
        ),
    }
    sv = view(result, criteria=criteria)
    assert [day["date"] for day in sv["recommendations"][0]["due"]] == ["1\u00a0juli\u00a02024"]
    assert sv["advised"][0]["recommendations"][0]["due"] == sv["recommendations"][0]["due"]
    assert "Senast 1 juli 2024." in words(sv)
    met = criteria | {inner: replace(criteria[inner], outcome=Outcome.MET)}
    assert view(result, criteria=met)["recommendations"][0]["due"] == []
