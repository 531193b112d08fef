"""The shipped audit: the levels that the audit firm reached, and what decides each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditcheck.loading.after import look_after
from auditcheck.model.results import Result
from auditcheck.pipeline import Audit, evaluated, open_audit, result_of
from variants import ROOT, Data, levels, variant

FULL_PICTURE = {
    "type": "lägesbild",
    "status": "beslutad",
    "contains": [
        "kartläggning",
        "brottslighetens omfattning",
        "brottslighetens konsekvenser",
        "annan information",
        "analys",
    ],
    "sources": ["agreement-text"],
}
PLAN = {
    "type": "åtgärdsplan",
    "status": "beslutad",
    "based_on": ["full-picture"],
    "sources": ["agreement-text"],
}
COUNCIL = {
    "name": "Brottsförebyggande rådet",
    "designated_as": ["strategiskt råd"],
    "led_by": "huddinge-kommun",
    "members": [{"actor": "kriminalvarden", "leading": True}],
    "sources": ["agreement-text"],
}


@pytest.fixture(scope="module")
def audit() -> Audit:
    """The shipped audit, loaded once."""
    return open_audit(ROOT / "evidence", "evidence")


@pytest.fixture(scope="module")
def result(audit: Audit) -> Result:
    """Its result, made once."""
    return result_of(audit)


def test_the_levels_are_those_of_the_audited_report(result: Result) -> None:
    """Six questions, nine parts, the conclusion: as the audit firm graded them."""
    assert levels(result) == {
        "organisation.roles": "I allt väsentligt",
        "organisation.preparatory-body": "Nej",
        "helhetssyn.cooperation": "Delvis",
        "helhetssyn.programme": "Nej",
        "external.cooperation": "Ja",
        "external.activities": "Ja",
        "resources": "Delvis",
        "steering": "Delvis",
        "law": "Nej",
    }
    assert result.conclusion is not None
    assert result.conclusion.assessment == "Delvis"


def test_only_resources_could_be_otherwise(result: Result) -> None:
    """The one part that open evidence can change is question 4, which could reach Ja."""
    open_parts = {
        part.name: part.potential
        for question in result.questions
        for part in question.parts
        if part.potential != part.assessment
    }
    assert open_parts == {"resources": "Ja"}
    assert [gap.criteria for gap in result.gaps if gap.parts] == [("board-decides-from-pictures",)]


def test_the_law_is_met_in_two_of_four_demands(result: Result) -> None:
    """The question on the law weighs the firm's four demands."""
    (law,) = next(q for q in result.questions if q.id == "law").parts
    assert (law.met, law.counted) == (2, 4)


def test_ten_recommendations_in_eleven_rows(result: Result) -> None:
    """One serves questions 1 and 2; question 3 has none."""
    assert len(result.recommendations) == 10
    rows = {question.id: len(question.recommendations) for question in result.questions}
    assert rows == {
        "organisation": 2, "helhetssyn": 2, "external": 0, "resources": 1, "steering": 3, "law": 3,
    }  # fmt: skip
    shared = [each.id for each in result.recommendations if len(each.questions) > 1]
    assert shared == ["review-forums"]


Change = Callable[[Data], object]


def _full_picture(data: Data) -> None:
    data["documents"]["full-picture"] = FULL_PICTURE


def _picture_and_plan(data: Data) -> None:
    _full_picture(data)
    data["documents"]["plan"] = PLAN
    del data["absences"]["no-action-plan"]


def _council(data: Data) -> None:
    data["forums"]["council-forum"] = COUNCIL
    del data["absences"]["no-strategic-council"]


def _all_of_the_law(data: Data) -> None:
    _picture_and_plan(data)
    _council(data)


def _council_led_by_another(data: Data) -> None:
    _council(data)
    data["forums"]["council-forum"] = COUNCIL | {"led_by": "kriminalvarden"}


def _board_decides_from_pictures(data: Data) -> None:
    data["decisions"]["board-on-pictures"] = {
        "body": "kommunstyrelsen",
        "date": "2023-11-15",
        "based_on": ["overall-picture-2023"],
        "sources": ["board-minutes-2023"],
    }


def _fewer_external_parties(data: Data) -> None:
    parties: list[str] = data["documents"]["agreement-2023"]["parties"]
    parties.remove("kriminalvarden")


def _programme_decided(data: Data) -> None:
    programme: dict[str, Any] = data["documents"]["programme-draft-2024"]
    programme |= {"status": "beslutad", "valid": {"from": "2024-01-01", "until": 2027}}


def _role_defined(data: Data) -> None:
    data["documents"]["role-description"] = {
        "type": "uppdragsbeskrivning",
        "status": "beslutad",
        "contains": ["beredningens roll"],
        "sources": ["agreement-text"],
    }


def _steering_forum_gone(data: Data) -> None:
    data["forums"]["styrgruppen"]["tasks"] = []


def _governance_unified(data: Data) -> None:
    data["observations"]["no-unified-governance"]["holds"] = "yes"


def _cooperation_gathered(data: Data) -> None:
    data["observations"]["cooperation-scattered"]["holds"] = "yes"


def _no_universal_measures(data: Data) -> None:
    del data["activities"]["universal-measures"]


def _goals_not_followed_up(data: Data) -> None:
    for indicator in data["indicators"].values():
        indicator["followed_up_by"] = []


@pytest.mark.parametrize(
    ("change", "part", "level"),
    [
        (_picture_and_plan, "law", "Delvis"),
        (_council, "law", "Delvis"),
        (_council_led_by_another, "law", "Nej"),
        (_all_of_the_law, "law", "Ja"),
        (_board_decides_from_pictures, "resources", "Ja"),
        (_fewer_external_parties, "external.cooperation", "Delvis"),
        (_no_universal_measures, "external.activities", "Delvis"),
        (_programme_decided, "helhetssyn.programme", "I allt väsentligt"),
        (_cooperation_gathered, "helhetssyn.cooperation", "Ja"),
        (_role_defined, "organisation.preparatory-body", "Ja"),
        (_steering_forum_gone, "organisation.roles", "Delvis"),
        (_goals_not_followed_up, "steering", "Nej"),
    ],
)
def test_a_level_changes_with_its_decisive_evidence(
    tmp_path: Path, change: Change, part: str, level: str
) -> None:
    """Each level stands on facts: change them, and it changes, and no other part's does."""
    before = levels(variant(tmp_path / "before", lambda data: data))
    after = levels(variant(tmp_path / "after", change))
    assert after[part] == level
    assert {name for name in after if after[name] != before[name]} <= {part}


def test_a_board_decision_settles_question_four(tmp_path: Path) -> None:
    """With the decision in, nothing is open in it, and its gap is gone."""
    settled = variant(tmp_path / "evidence", _board_decides_from_pictures)
    (part,) = next(q for q in settled.questions if q.id == "resources").parts
    assert (part.assessment, part.potential) == ("Ja", "Ja")
    assert not [gap for gap in settled.gaps if gap.parts]


LAW = (
    "law.extent", "law.action-plan", "law.picture-updated", "law.agreement-concluded",
    "law.council-exists", "law.function", "law.leads", "law.cameras",
)  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "outcomes"),
    [
        ("2023-06-30", dict.fromkeys(LAW, "not applicable")),
        (
            "2023-07-01",
            {
                "law.extent": "not met",
                "law.action-plan": "not yet due",
                "law.picture-updated": "not applicable",
                "law.agreement-concluded": "met",
                "law.council-exists": "not met",
                "law.function": "met",
                "law.leads": "met",
                "law.cameras": "not applicable",
            },
        ),
        ("2024-06-30", {"law.action-plan": "not yet due"}),
        ("2024-07-01", {"law.action-plan": "not met", "law.extent": "not met"}),
        ("2025-04-01", {"law.action-plan": "not met", "law.agreement-concluded": "not met"}),
    ],
)
def test_the_law_at_another_day(tmp_path: Path, as_of: str, outcomes: dict[str, str]) -> None:
    """Before 1 July 2023 the law asks nothing; its plan is due on 1 July 2024, not before."""
    result = variant(tmp_path / "evidence", lambda data: data, as_of)
    assert {name: result.criteria[name].outcome.value for name in outcomes} == outcomes


def test_a_permission_never_becomes_a_shortcoming(tmp_path: Path) -> None:
    """Section 14 lets the municipality use cameras; nothing weighs whether it does."""
    result = variant(tmp_path / "evidence", lambda data: data, "2025-04-01")
    cameras = result.criteria["law.cameras"]
    assert cameras.modality == "får"
    assert cameras.weighed_in == ()


def test_the_law_before_it_is_in_force_has_no_level(tmp_path: Path) -> None:
    """Nothing of it is applicable, so the question is not applicable rather than Nej."""
    result = variant(tmp_path / "evidence", lambda data: data, "2023-06-30")
    (law,) = next(q for q in result.questions if q.id == "law").parts
    assert (law.state, law.level) == ("not applicable", None)


def test_check_finds_what_a_careful_reader_finds(audit: Audit) -> None:
    """Facts about the audited report are warnings and notes; nothing is a fault."""
    found = [*audit.diagnostics, *look_after(audit.read, evaluated(audit))]
    assert not [each for each in found if each.severity == "fault"]
    warnings = [
        (each.code, audit.read.entries[_item(audit, each.path, each.span)].route[1])
        for each in found
        if each.severity == "warning" and each.span
    ]
    assert sorted(warnings) == [
        ("shortcoming-not-weighed", "no-activity-plans"),
        ("unknown-statute", "audit-report"),
        ("unlike-attainment", "good-place-to-live"),
        ("unlike-attainment", "safe-outdoors"),
        ("unlike-in-force", "audit-report"),
        ("unlike-share", "grant-2023"),
    ]
    notes = {each.code for each in found if each.severity == "note"}
    assert {"oral-only", "unexamined-body", "not-weighed"} <= notes


def _item(audit: Audit, path: str, span: object) -> str:
    """The item that a diagnostic stands in."""
    line: int = span.line  # type: ignore[attr-defined]
    entries = audit.read.entries.items()
    begun = [(e.span.line, id_) for id_, e in entries if e.document.path == path]
    return max(each for each in begun if each[0] <= line)[1]


def test_no_person_is_named(result: Result) -> None:
    """Those interviewed are roles."""
    interviewed = [i for i in result.items.values() if i.fields.get("kind") == "interview"]
    assert interviewed
    assert all("role" in item.fields for item in interviewed)


def test_every_level_leads_to_a_source(result: Result) -> None:
    """What a weighed criterion that is met or not met rests on has sources, seen or said."""
    for criterion in result.criteria.values():
        if criterion.outcome.value in ("met", "not met", "partly met"):
            assert criterion.rests_on, criterion.id
            for id_ in criterion.rests_on:
                assert result.items[id_].sources, id_
