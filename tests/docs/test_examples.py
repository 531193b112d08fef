"""Every example in the docs loads without a fault, and can be evaluated."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from auditcheck.files.yaml_text import read_yaml
from auditcheck.language.conditions import FORMS, form_of
from auditcheck.language.rules_schema import rules_schema
from auditcheck.language.schema import evidence_schema
from auditcheck.loading.accepting import ON_EVIDENCE
from auditcheck.loading.evidence import ALONE as EVIDENCE_ALONE
from auditcheck.loading.pack import ALONE, SECTIONS
from auditcheck.model.conditions import Operator
from auditcheck.model.kinds import KINDS
from auditcheck.pipeline import open_audit, result_of
from docs.tables import DOCS, code, tables

Data = dict[str, dict[str, Any]]
BASE = Path(__file__).parent / "base"
VOCABULARY = DOCS.parent / "rules" / "vocabulary.yaml"
RULES = DOCS / "rules.md"
PAGES = (RULES, DOCS / "evidence.md", DOCS.parent / "README.md")
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EVIDENCE_SCHEMA = Draft202012Validator(evidence_schema({}, ON_EVIDENCE))
RULES_SCHEMA = Draft202012Validator(rules_schema())
OF_LISTS = ("some", "every", "no", "count", "latest", "where", "share", "given")


def read(text: str) -> Data:
    """The data of one YAML text, which must be readable."""
    document, problems = read_yaml("example.yaml", text.encode())
    assert document is not None, problems
    return document.data  # type: ignore[return-value]  # sections are mappings, or the load fails


def over(base: Data, example: Data) -> Data:
    """The example with what the base has beside it; where both have a thing, the example's."""
    alone = (*ALONE, *EVIDENCE_ALONE)
    merged = dict(base)
    for section, entries in example.items():
        merged[section] = entries if section in alone else base.get(section, {}) | entries
    return merged


def load(folder: Path, evidence: Data, rules: Data | None) -> None:
    """Load and evaluate; `rules` None: those that the audit names. An editor takes it too."""
    assert [each.message for each in EVIDENCE_SCHEMA.iter_errors(evidence)] == []
    assert [each.message for each in RULES_SCHEMA.iter_errors(rules or {})] == []
    for name, data in (("evidence", evidence), ("rules", rules or {})):
        (folder / name).mkdir()
        (folder / name / "all.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    audit = open_audit(folder / "evidence", "evidence", rules=folder / "rules" if rules else None)
    faults = [each for each in audit.diagnostics if each.severity == "fault"]
    assert not faults, [f"{each.message}: {each.help}" for each in faults]
    assert result_of(audit).criteria


def base_evidence() -> Data:
    """A small audit that names no rules."""
    return read((BASE / "evidence.yaml").read_text("utf-8"))


def load_rules(folder: Path, example: Data) -> None:
    """Load a part of a pack over the base pack; criteria that it leaves unused are shown."""
    base = read((BASE / "rules.yaml").read_text("utf-8"))
    rules = over(base | read(VOCABULARY.read_text("utf-8")), example)
    rules["questions"]["shown"] = {
        "asks": "F", "open": True, "informing": list(rules["criteria"])
    }  # fmt: skip
    load(folder, base_evidence(), rules)


def load_condition(folder: Path, condition: object) -> None:
    """Load a condition as what a criterion requires."""
    load_rules(folder, {"criteria": {"example": {"title": "K", "requires": condition}}})


def load_example(folder: Path, example: Data) -> None:
    """Load a whole audit or pack by itself, a part of one over the base."""
    shipped = {"rules": "brottsforebyggande"}
    if {"audit", "sources"} <= set(example):
        load(folder, example, None)
    elif "pack" in example:
        load(folder, base_evidence(), example)
    elif set(example) <= {*KINDS, *EVIDENCE_ALONE}:
        base = base_evidence()
        load(folder, over(base | {"audit": base["audit"] | shipped}, example), None)
    elif set(example) <= {*SECTIONS, *ALONE}:
        load_rules(folder, example)
    else:
        assert form_of(example), f"neither evidence nor rules: {list(example)}"
        load_condition(folder, example)


BLOCKS = [
    pytest.param(found.group(1), id=f"{page.name}-{number}")
    for page in PAGES
    for number, found in enumerate(BLOCK.finditer(page.read_text("utf-8")), 1)
]
CELLS = [
    code(row[header.index("example")])
    for _, header, rows in tables(RULES)
    if "example" in header
    for row in rows
]


@pytest.mark.parametrize("text", BLOCKS)
def test_every_block_loads(text: str, tmp_path: Path) -> None:
    """What a reader copies from the docs has no fault."""
    load_example(tmp_path, read(text))


@pytest.mark.parametrize("text", CELLS)
def test_every_example_in_a_table_loads(text: str, tmp_path: Path) -> None:
    """It is a condition, or `kind: {field: …}`, which stands for what some item has."""
    example = read(text)
    if not form_of(example):
        ((kind, has),) = example.items()
        example = {"some": kind, "has": has}  # type: ignore[dict-item]  # a condition
    load_condition(tmp_path, example)


def test_every_block_of_yaml_is_found() -> None:
    """No fence is written in another way, so that none goes untested."""
    for page in PAGES:
        text = page.read_text("utf-8")
        assert text.count("```yaml") == len(BLOCK.findall(text))
        assert "```yml" not in text


def test_every_form_of_condition_is_explained() -> None:
    """The table of conditions has a row for each form, and an example that uses it."""
    (rows,) = [rows for _, header, rows in tables(RULES) if header[0] == "condition"]
    named = [code(row[0]) for row in rows]
    assert named == list(FORMS)
    assert [form_of(read(code(row[-1]))) for row in rows] == list(FORMS)


def test_every_operator_is_explained() -> None:
    """Each operator has a row whose example uses it."""
    rows = [row for _, header, rows in tables(RULES) if header[0] == "operator" for row in rows]
    examples: dict[str, str] = {}
    for row in rows:
        for name in code(row[0]).split(", "):
            examples[name] = examples.get(name, "") + row[-1]
    assert set(examples) == {*get_args(Operator), *OF_LISTS}
    missing = [name for name, example in examples.items() if f"{name}:" not in example]
    assert not missing
