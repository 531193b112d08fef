"""Annotations: lines that a GitHub workflow writes to its log and shows beside the files."""

from collections.abc import Mapping

from auditcheck.files.characters import harmless
from auditcheck.files.diagnostic import Diagnostic, Severity
from auditcheck.report.diagnostics.findings import Findings, said

COMMANDS: Mapping[Severity, str] = {"fault": "error", "warning": "warning", "note": "notice"}


def render(findings: Findings) -> str:
    """`::error file=…,line=…::message`, a line for each diagnostic."""
    return "".join(f"{_command(each)}\n" for each in findings.diagnostics)


def _command(each: Diagnostic) -> str:
    properties = {"title": each.code, "file": harmless(each.path)}
    if each.span is not None:
        properties["line"] = str(each.span.line)
        properties["endLine"] = str(each.span.end_line)
        if each.span.line == each.span.end_line:  # columns are of one line
            properties["col"] = str(each.span.column)
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[each.severity]} {listed}::{_data(said(each))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
