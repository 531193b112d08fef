"""`check`: every diagnostic at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.cli.answer import Code, out, tell
from auditcheck.cli.opening import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditcheck.files.diagnostic import Diagnostic


def run_check(
    folder: Path, rules: Path | None, as_of: str | None, format_: str, *, quiet: bool
) -> int:
    """Check; exit 0 when there are no faults, else 1."""
    from auditcheck.files.diagnostic import in_order
    from auditcheck.pipeline import documents_in, evaluated, texts_in, weighing
    from auditcheck.report.diagnostics import FORMATS
    from auditcheck.report.diagnostics.findings import Findings

    audit = opened(folder, rules, as_of)
    found = audit.diagnostics
    if audit.sound:
        found = in_order([*found, *weighing(audit, evaluated(audit))])
    in_text = format_ == "text"
    shown = tuple(each for each in found if each.severity == "fault" or not (quiet and in_text))
    texts = texts_in(audit.folders, (each.path for each in shown))
    findings = Findings(shown, texts, documents_in(audit.folders))
    out(FORMATS[format_](findings))
    if in_text or not quiet:
        tell(_counts(found))
    return Code.NO if any(map(findings.fails, shown)) else Code.DONE


def _counts(found: "Sequence[Diagnostic]") -> str:
    told = []
    for severity in ("fault", "warning", "note"):
        number = sum(each.severity == severity for each in found)
        told.append(f"{number} {severity}" if number == 1 else f"{number} {severity}s")
    return ", ".join(told)
