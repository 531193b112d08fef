"""GitLab's code quality report."""

from collections.abc import Mapping

from pydantic_core import to_json

from auditcheck.files.diagnostic import Diagnostic, Severity
from auditcheck.report.diagnostics.findings import Findings, fingerprints, said

SEVERITIES: Mapping[Severity, str] = {"fault": "major", "warning": "minor", "note": "info"}


def render(findings: Findings) -> str:
    """A JSON array of violations; what is wrong with a whole file is shown at its first line."""
    violations = [
        {
            "description": said(each),
            "check_name": each.code,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[each.severity],
            "location": {"path": each.path, "lines": _lines(each)},
        }
        for each, fingerprint in zip(findings.diagnostics, fingerprints(findings), strict=True)
    ]
    return to_json(violations, indent=2).decode() + "\n"


def _lines(each: Diagnostic) -> dict[str, int]:
    if each.span is None:
        return {"begin": 1}
    return {"begin": each.span.line, "end": each.span.end_line}
