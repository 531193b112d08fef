"""SARIF 2.1.0 (OASIS), as GitHub code scanning and editors read it."""

from collections.abc import Mapping
from pathlib import PureWindowsPath
from urllib.parse import quote

from pydantic_core import to_json

from auditcheck import __version__
from auditcheck.files.characters import harmless
from auditcheck.files.diagnostic import CODES, Diagnostic, Severity
from auditcheck.files.place import Span
from auditcheck.report.diagnostics.findings import Findings, fingerprints, said

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS: Mapping[Severity, str] = {"fault": "error", "warning": "warning", "note": "note"}
FINGERPRINT = "auditcheck/v1"  # a new way to make fingerprints takes a new number

Plain = dict[str, object]


def render(findings: Findings) -> str:
    """A log with one run: the codes found as rules, and a result for each diagnostic."""
    found = findings.diagnostics
    severities = {each.code: each.severity for each in found}
    rules = {code: index for index, code in enumerate(severities)}
    driver = {
        "name": "auditcheck",
        "version": __version__,
        "rules": [_rule(code, severity) for code, severity in severities.items()],
    }
    results = [
        _result(each, rules[each.code], fingerprint)
        for each, fingerprint in zip(found, fingerprints(findings), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return to_json(log, indent=2).decode() + "\n"


def _rule(code: str, severity: Severity) -> Plain:
    return {
        "id": code,
        "shortDescription": {"text": _escaped(CODES[code])},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _result(each: Diagnostic, rule: int, fingerprint: str) -> Plain:
    result: Plain = {
        "ruleId": each.code,
        "ruleIndex": rule,
        "level": LEVELS[each.severity],
        "message": {"text": _escaped(said(each))},
        "locations": [_location(each.path, each.span)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if each.also:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(other.path, other.span),
                "message": {"text": _escaped(harmless(other.message))},
            }
            for number, other in enumerate(each.also, 1)
        ]
    return result


def _location(path: str, span: Span | None) -> Plain:
    """A whole file is shown at its first line: forges want one."""
    region = {"startLine": 1}
    if span is not None:
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _artifact(path: str) -> Plain:
    """A relative path is relative to where the sources lie; an absolute one is a file's URI."""
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    if PureWindowsPath(path).drive:
        return {"uri": f"file:///{quote(path, safe='/:')}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _escaped(text: str) -> str:
    """Text in which nothing is a placeholder (section 3.11.5) or a link (section 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
