"""The schemas for editors know what the loader knows."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auditcheck.language.schema import evidence_schema, rules_schema
from small import document

ROOT = Path(__file__).parents[2]


def faults(schema: dict[str, Any], text: str) -> list[str]:
    """What a judge from outside finds wrong."""
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(document(text).data)
    return [str(each.json_path) for each in found]


@pytest.mark.parametrize("path", sorted((ROOT / "rules").glob("*.yaml")), ids=lambda p: p.name)
def test_the_shipped_rules_fit_their_schema(path: Path) -> None:
    """Every file of the shipped pack is one that the editor takes."""
    if not path.name.endswith(".test.yaml"):
        assert faults(rules_schema(), path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "evidence").glob("*.yaml")), ids=lambda p: p.name)
def test_the_shipped_evidence_fits_its_schema(path: Path) -> None:
    """Every file of the shipped evidence is one that the editor takes."""
    assert faults(evidence_schema({}), path.read_text("utf-8")) == []


def test_what_the_schemas_refuse() -> None:
    """An unknown section, field, operator or word is marked."""
    words = {"documents.type": {"plan": ""}}
    assert faults(evidence_schema(words), "documents: {d: {type: plan, sources: [s]}}") == []
    assert faults(evidence_schema(words), "documents: {d: {type: brev, sources: [s]}}")
    assert faults(evidence_schema(words), "documents: {d: {typ: plan, sources: [s]}}")
    assert (
        faults(rules_schema(), "criteria: {c: {title: C, requires: {sum: funds.amount, is: 1}}}")
        == []
    )
    assert faults(rules_schema(), "criteria: {c: {titel: C}}")
