"""The schemas for editors know what the loader knows."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auditcheck.files.shipped import PACKS
from auditcheck.language.rules_schema import rules_schema
from auditcheck.language.schema import evidence_schema
from auditcheck.loading.accepting import ON_EVIDENCE
from small import document

ROOT = Path(__file__).parents[2]
RULES = [
    path
    for folder in PACKS.values()
    for path in sorted((ROOT / folder).glob("*.yaml"))
    if not path.name.endswith(".test.yaml")
]


def faults(schema: dict[str, Any], text: str) -> list[str]:
    """What a judge from outside finds wrong."""
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(document(text).data)
    return [str(each.json_path) for each in found]


@pytest.mark.parametrize("path", RULES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_shipped_rules_fit_their_schema(path: Path) -> None:
    """Every file of the shipped packs is one that the editor takes."""
    assert faults(rules_schema(), path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "evidence").glob("*.yaml")), ids=lambda p: p.name)
def test_the_shipped_evidence_fits_its_schema(path: Path) -> None:
    """Every file of the shipped evidence is one that the editor takes."""
    assert faults(evidence_schema({}, ON_EVIDENCE), path.read_text("utf-8")) == []


WORDS = {"documents.type": {"plan": "En plan"}}


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ("{type: plan, sources: [s]}", []),
        ("{type: plan, decided: {date: 2024-02}, sources: [s]}", []),
        ("{type: brev, sources: [s]}", ["type"]),
        ("{typ: plan, type: plan, sources: [s]}", [""]),
        ("{type: plan, decided: {date: 2024-13-01}}", ["decided.date"]),
        ("{type: plan, accept: [{code: oral-only, because: B}]}", []),
        ("{type: plan, accept: [{code: bad-id, because: B}]}", ["accept[0].code"]),
    ],
)
def test_what_the_schema_of_evidence_refuses(document: str, where: list[str]) -> None:
    """A word, a field, a date, a code that there is not: at its place."""
    found = faults(evidence_schema(WORDS, ON_EVIDENCE), f"documents: {{d: {document}}}")
    assert [each.removeprefix("$.documents.d").lstrip(".") for each in found] == where


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ("{sum: funds.amount, is: 1}", []),
        ("{finding: x, at_least: partly}", []),
        ("{at_least: 2, of: [{some: a}, {some: b}]}", []),
        ("{some: documents, whre: {type: plan}}", [""]),
        ("{some: documents, is: 3}", [""]),
        ("{count: documents}", [""]),
        ("{where: {type: plan}}", [""]),
        ("{}", [""]),
        ("{any: [{some: documents, is: 3}, {finding: x}]}", ["any[0]"]),
        ("{some: documents, has: {status: {at_lest: 3}}}", ["has.status"]),
        ("{some: documents, has: {status: {given: ja}}}", ["has.status.given"]),
        ("{some: funds, has: {amount: {parameter: p, on: $item.date, is: 3}}}", ["has.amount"]),
        ("{some: forums, has: {members: {count: {where: {role: r}, atleast: 2}}}}",
         ["has.members.count"]),
    ],
)  # fmt: skip
def test_what_the_schema_of_rules_refuses(condition: str, where: list[str]) -> None:
    """A key that its form or operator does not have, or lacks: in the branch that was begun."""
    found = faults(rules_schema(), f"criteria: {{c: {{title: C, requires: {condition}}}}}")
    assert [each.removeprefix("$.criteria.c.requires").lstrip(".") for each in found] == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("scale: {levels: [A, B], ladder: {B: {essential: all, some: documents}}}", []),
        ("scale: {levels: [A, B], ladder: {B: {parts: all}}}", ["$.scale.ladder.B"]),
        ("conclusion: {asks: A, levels: {B: {parts: all, reaches: B}}}", []),
        ("conclusion: {asks: A, levels: {B: {question: q, reaches: B}}}", []),
        ("conclusion: {asks: A, levels: {B: {essential: all}}}", ["$.conclusion.levels.B"]),
    ],
)
def test_a_rung_is_of_its_ladder(text: str, where: list[str]) -> None:
    """Groups of criteria in a part's, parts in the conclusion's, and a condition in both."""
    assert faults(rules_schema(), text) == where
