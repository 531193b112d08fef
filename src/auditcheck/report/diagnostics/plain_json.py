"""For programs: a list with every field of each diagnostic."""

from pydantic_core import to_json

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Span
from auditcheck.report.diagnostics.findings import Findings


def render(findings: Findings) -> str:
    """The diagnostics as a JSON array; lines and columns from 1, the end exclusive."""
    return to_json([_plain(each) for each in findings.diagnostics], indent=2).decode() + "\n"


def _plain(each: Diagnostic) -> dict[str, object]:
    return {
        "code": each.code,
        "severity": each.severity,
        "message": each.message,
        **_place(each.path, each.span),
        "help": each.help,
        "also": [{"message": o.message, **_place(o.path, o.span)} for o in each.also],
    }


def _place(path: str, span: Span | None) -> dict[str, object]:
    if span is None:
        return {"path": path}
    return {
        "path": path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
