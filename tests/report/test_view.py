"""What the view holds: order, numbers, labels and links, in plain values only."""

from dataclasses import replace
from typing import Any

import pytest

from auditcheck.model.results import Result
from auditcheck.report.view import build


@pytest.fixture(scope="module")
def sv(result: Result) -> dict[str, Any]:
    """The sample's view in Swedish."""
    return build(result, "sv")


def plain(value: object) -> bool:
    """Whether a value is made of dicts, lists, texts and numbers only."""
    match value:
        case dict():
            return all(type(key) is str and plain(inner) for key, inner in value.items())
        case list():
            return all(map(plain, value))
        case _:
            return type(value) in (str, int, float, bool)


def test_a_view_is_plain(sv: dict[str, Any]) -> None:
    """A template can reach no method and no model through it."""
    assert plain(sv)


def test_chapters_come_in_the_order_such_reports_have(sv: dict[str, Any]) -> None:
    """Summary first, closing table before the annexes."""
    assert [(c["number"], c["key"]) for c in sv["contents"]] == [
        ("1", "summary"), ("2", "about"), ("3", "law"), ("4", "findings"), ("5", "conclusion"),
        ("A", "compliance"), ("B", "reporting"), ("C", "indicators"), ("D", "gaps"),
        ("E", "unweighed"), ("F", "notes"), ("G", "evidence"), ("H", "sources"), ("I", "inputs"),
    ]  # fmt: skip
    assert [below["number"] for below in sv["contents"][3]["below"]] == [
        "4.1",
        "4.2",
        "4.3",
        "4.4",
    ]


def test_a_question_has_its_parts_levels_in_order(sv: dict[str, Any]) -> None:
    """The level that counts is the judgement's; the rules' level stands beside it."""
    roles, task = sv["questions"][0]["parts"]
    assert roles["level"]["word"]["text"] == "Delvis"
    assert roles["rules"]["word"]["text"] == "I allt väsentligt"
    assert roles["judgement"]["by"] == "Uppdragsledare"
    assert task["level"]["word"]["text"] == "Nej"
    assert not task["judgement"]


def test_an_expired_judgement_is_told_and_does_not_count(sv: dict[str, Any]) -> None:
    """It says until when it held."""
    law = sv["questions"][1]["parts"][0]
    assert law["level"]["word"]["text"] == "Ja"
    assert [lapsed["until"] for lapsed in law["lapsed"]] == ["31\u00a0december\u00a02023"]


def test_the_potential_says_whether_it_rises_or_sinks(sv: dict[str, Any]) -> None:
    """Under `favours` open evidence can lower the level."""
    assert sv["questions"][0]["parts"][0]["potential"]["way"] == "rises"
    assert sv["questions"][1]["parts"][0]["potential"]["way"] == "sinks"
    assert sv["questions"][0]["parts"][1]["potential"] == {}


def test_each_state_without_a_level_is_named(sv: dict[str, Any]) -> None:
    """What has no level is never shown as the lowest."""
    states = [part["level"]["word"]["say"] for q in sv["questions"][2:] for part in q["parts"]]
    assert states == [
        "state.open", "state.not evidenced", "state.not applicable", "state.not yet due",
        "state.graded",
    ]  # fmt: skip


def test_criteria_are_numbered_where_they_are_explained(sv: dict[str, Any]) -> None:
    """Those that another refers to stand after it, each once; one that nobody uses is left out."""
    explained = [
        c["key"] for q in sv["questions"] for part in q["parts"] for c in part["criteria"]
    ]
    assert explained == [
        "law.met", "law.partly-met", "hostile", "law.not-applicable", "law.not-met",
        "law.not-evidenced", "law.not-yet-due", "composite", "inner", "alone",
    ]  # fmt: skip
    refs = [
        c["criterion"]["ref"]
        for q in sv["questions"]
        for part in q["parts"]
        for c in part["criteria"]
    ]
    assert refs == [f"K{number}" for number in range(1, 11)]


def test_a_criterion_that_only_a_recommendation_names_is_still_explained(result: Result) -> None:
    """So that the recommendation's reason can be followed."""
    orphan = replace(result.recommendations[0], because_of=("hidden",))
    view: dict[str, Any] = build(replace(result, recommendations=(orphan,)), "sv")
    assert [criterion["key"] for criterion in view["others"]] == ["hidden"]


def test_sections_of_a_statute_come_in_their_order(sv: dict[str, Any]) -> None:
    """By number, not by letter."""
    sections = [row["section"] for row in sv["statutes"][0]["rows"]]
    expected = ["7 §", "8 §", "9 §", "10 §", "10 § st. 2", "11 §", "12 §"]
    assert [section.replace("\u00a0", " ") for section in sections] == expected


def test_the_reasons_of_the_closing_table_are_what_lacks(sv: dict[str, Any]) -> None:
    """Or, where nothing lacks, what is met."""
    roles, task = sv["questions"][0]["parts"]
    assert [r["text"] for r in roles["reasons"]] == ["Kommunen lever upp till law.partly-met."]
    assert [r["text"] for r in task["reasons"]] == ["Kommunen lever upp till law.not-met."]


def test_recommendations_name_the_bodies_of_the_audit(sv: dict[str, Any]) -> None:
    """A body that the audit does not name stays as the pack says it."""
    assert [to["text"] for to in sv["recommendations"][1]["to"]] == [
        "Kommunstyrelsen",
        "styrelsen",
    ]


def test_an_indicators_years_are_in_order_and_compared_with_their_targets(
    sv: dict[str, Any],
) -> None:
    """Nothing is said of a year without a target."""
    safe, empty, one = sv["indicators"]
    assert [(r["year"], r["reached"]) for r in safe["rows"]] == [
        ("2021", ""), ("2022", "yes"), ("2023", "no"),
    ]  # fmt: skip
    assert safe["rows"][2]["value"] == "63,5\u00a0%"
    assert empty["chart"] == {}
    assert [r["reached"] for r in one["rows"]] == ["yes"]


def test_a_source_knows_what_cites_it(sv: dict[str, Any]) -> None:
    """The links go both ways."""
    sources = {source["key"]: source for source in sv["sources"]}
    assert [c["text"] for c in sources["coordinator"]["cited_by"]] == [
        "Överenskommelse 2023–2024", "Styrning",
    ]  # fmt: skip
    assert sources["uncited"]["cited_by"] == []


def test_a_bare_result_has_a_view(result: Result) -> None:
    """A report can be made of an audit that says next to nothing."""
    bare = replace(
        result, audit={}, questions=(), criteria={}, recommendations=(), judgements=(), gaps=(),
        shortcomings_not_weighed=(), not_weighed=(), diagnostics=(), items={}, conclusion=None,
        authorities={}, scales={},
    )  # fmt: skip
    assert plain(build(bare, "en"))
