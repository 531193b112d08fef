"""OSCAL assessment results: valid by compliance-trestle's models, whole, and always the same."""

import json
from dataclasses import replace
from typing import Any

import pytest
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.assessment_results import Model

from auditcheck.model.results import Result
from auditcheck.report.exports import oscal
from auditcheck.report.stored import read_result
from verification.made import AUDITS, text_of


def read(name: str) -> Result:
    """A shipped audit's result."""
    result = read_result(text_of(name).encode())
    assert isinstance(result, Result)
    return result


def made(result: Result) -> dict[str, Any]:
    """Its OSCAL, as plain data."""
    plain: dict[str, Any] = json.loads(oscal.render(result, b"the same bytes"))
    return plain


@pytest.mark.parametrize("name", AUDITS)
def test_it_is_valid(name: str) -> None:
    """Another program's models take it, at the version that it says it is of."""
    plain = made(read(name))
    Model.model_validate(plain)
    assert plain["assessment-results"]["metadata"]["oscal-version"] == OSCAL_VERSION


def test_the_models_refuse_what_is_wrong() -> None:
    """The judge is awake: without a part that OSCAL needs, it says no."""
    plain = made(read("exempelby"))
    del plain["assessment-results"]["results"][0]["findings"][0]["target"]
    with pytest.raises(ValueError, match="target"):
        Model.model_validate(plain)


def test_nothing_is_lost_but_what_is_listed() -> None:
    """Each criterion assessed is a finding, each level a property; all that is named is there."""
    result = read("huddinge")
    (found,) = made(result)["assessment-results"]["results"]
    states = {each["target"]["target-id"]: each["target"]["status"] for each in found["findings"]}
    for id_, criterion in result.criteria.items():
        left_out = criterion.outcome in ("not applicable", "not yet due")
        assert (oscal.control(id_) in states) is not left_out
        if not left_out:
            status = states[oscal.control(id_)]
            assert (status["state"] == "satisfied") is (criterion.outcome == "met")
            assert status["remarks"] == criterion.outcome
    levels = {each.get("remarks", ""): each["value"] for each in found["props"]}
    assert levels["law"] == "Nej"
    assert levels["organisation.roles"] == "I allt väsentligt"
    text = json.dumps(found)
    observed = {each["uuid"] for each in found["observations"]}
    assert {each["observation-uuid"] for finding in found["findings"]
            for each in finding.get("related-observations", ())} <= observed  # fmt: skip
    assert all(each["uuid"] in text for each in found["risks"])


def test_it_is_the_same_each_time() -> None:
    """No clock and no chance: the same result gives the same bytes, another other names."""
    result = read("exempelby")
    assert oscal.render(result, b"a") == oscal.render(result, b"a")
    one, other = (json.loads(oscal.render(result, raw)) for raw in (b"a", b"b"))
    assert one["assessment-results"]["uuid"] != other["assessment-results"]["uuid"]


def test_what_is_confidential_is_not_told() -> None:
    """An item or a source that is confidential is there by its id alone."""
    result = read("exempelby")
    items = {id_: replace(each, confidential=True) for id_, each in result.items.items()}
    whole = made(replace(result, items=items))
    Model.model_validate(whole)
    found = whole["assessment-results"]
    told = {each["description"] for each in found["results"][0]["observations"]}
    assert told <= {each.kind for each in items.values()}
    titles = {each["title"] for each in found["back-matter"]["resources"][1:]}
    assert titles <= {*items}
