"""SARIF against the schema that OASIS publishes, and what the schema does not say."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from auditcheck.files.diagnostic import CODES, Diagnostic
from auditcheck.files.place import Span
from auditcheck.report.diagnostics import sarif
from auditcheck.report.diagnostics.findings import Findings, fingerprints
from report.diagnostics.given import NASTY_ONES, PATH, USUAL, findings

SCHEMA = Path(__file__).parents[2] / "schemas" / "sarif-2.1.0.json"


@cache
def validator() -> Draft4Validator:
    """Of the schema, with the formats that it names."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert schema["id"] == sarif.SCHEMA
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(given: Findings) -> Any:
    """The one run of a log, once the schema has found nothing wrong."""
    log = json.loads(sarif.render(given))
    assert [error.message for error in validator().iter_errors(log)] == []
    (run,) = log["runs"]
    return run


def region(result: Any) -> dict[str, int]:
    """The place of a result in its file."""
    found: dict[str, int] = result["locations"][0]["physicalLocation"]["region"]
    return found


@pytest.mark.parametrize("given", [(), USUAL, NASTY_ONES, (*USUAL, *NASTY_ONES)])
def test_what_the_schema_does_not_say(given: tuple[Diagnostic, ...]) -> None:
    """Rules are found by their index and id, fingerprints differ, nothing passes as an error."""
    run = run_of(findings(given))
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result.get("kind", "fail") == "fail"
        assert result["level"] in {"error", "warning", "note"}
        assert all(number >= 1 for number in region(result).values())
    prints = [result["partialFingerprints"]["auditcheck/v1"] for result in run["results"]]
    assert prints == [*fingerprints(findings(given))]
    assert len({*prints}) == len(given)


def test_a_result() -> None:
    """Its level, its place from 1 with the end exclusive, and the other places it speaks of."""
    run = run_of(findings())
    assert run["columnKind"] == "unicodeCodePoints"
    whole, _, word, _, last = run["results"]
    assert (word["ruleId"], word["level"]) == ("unknown-word", "error")
    assert word["message"]["text"] == "documents.type is 'lägesbld'\nhelp: write {{from: …}}"
    assert region(word) == {"startLine": 6, "startColumn": 11, "endLine": 6, "endColumn": 19}
    assert region(whole) == {"startLine": 1}
    here, there = last["relatedLocations"]
    assert (here["id"], there["id"]) == (1, 2)
    assert here["message"]["text"] == "it is 'no' here"
    assert here["physicalLocation"]["region"]["startLine"] == 2
    (rule,) = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "unknown-word"]
    assert rule["shortDescription"]["text"] == CODES["unknown-word"]
    assert rule["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize(
    ("path", "prefix", "relative"),
    [
        (PATH, "", True),
        ("../rules/pack.yaml", "", True),
        ("/home/å ä/e.yaml", "file://", False),
        ("C:/Users/å/e.yaml", "file:///", False),
    ],
)
def test_a_path_as_uri(path: str, prefix: str, relative: bool) -> None:
    """Encoded, and read back by an independent reader it is the path."""
    run = run_of(findings([Diagnostic("tag", "fault", "m", path, Span(1, 1, 1, 1))]))
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"].isascii()
    assert " " not in artifact["uri"]
    split = urlsplit(artifact["uri"])
    assert (split.scheme, split.query, split.fragment) == ("" if relative else "file", "", "")
    assert unquote(artifact["uri"]) == prefix + path
    assert (artifact.get("uriBaseId") == "%SRCROOT%") is relative


def test_a_message_is_text() -> None:
    """No placeholder to fill in, no link to follow, nothing that a terminal obeys."""
    for result in run_of(findings(NASTY_ONES))["results"]:
        text = result["message"]["text"]
        assert "{0}" not in text.replace("{{", "").replace("}}", "")
        assert "](" not in text
        assert text.replace("\n", "").isprintable()
