"""`check`: every diagnostic at once."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, out, tell, terminal
from auditcheck.cli.opening import as_json, coloured, excerpts, opened

if TYPE_CHECKING:
    from auditcheck.files.diagnostic import Diagnostic
    from auditcheck.files.place import Span


def run_check(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    format_: Literal["text", "json"],
    *,
    quiet: bool,
) -> int:
    """Check; exit 0 when there are no faults, else 1."""
    from auditcheck.files.diagnostic import in_order
    from auditcheck.pipeline import evaluated, weighing

    audit = opened(folder, rules, as_of)
    found = list(audit.diagnostics)
    if audit.sound:
        found += weighing(audit, evaluated(audit))
    found = list(in_order(found))
    faults = sum(each.severity == "fault" for each in found)
    if format_ == "json":
        out(as_json([_plain(each) for each in found]))
    else:
        shown = [each for each in found if not quiet or each.severity == "fault"]
        text = excerpts(audit, shown)
        out(coloured(text) if terminal().colour else text)
        tell(_counts(found))
    return Code.NO if faults else Code.DONE


def _counts(found: list["Diagnostic"]) -> str:
    told = []
    for severity in ("fault", "warning", "note"):
        number = sum(each.severity == severity for each in found)
        told.append(f"{number} {severity}" if number == 1 else f"{number} {severity}s")
    return ", ".join(told)


def _place(path: str, span: "Span | None") -> dict[str, object]:
    if span is None:
        return {"path": path}
    return {
        "path": path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _plain(each: "Diagnostic") -> dict[str, object]:
    return {
        "code": each.code,
        "severity": each.severity,
        "message": each.message,
        **_place(each.path, each.span),
        "help": each.help,
        "also": [{"message": o.message, **_place(o.path, o.span)} for o in each.also],
    }
