"""For people: message, place, the line with carets, help."""

from auditcheck.files.diagnostic import excerpt
from auditcheck.report.diagnostics.findings import Findings


def render(findings: Findings) -> str:
    """Each diagnostic as some lines of text, a blank line between them."""
    texts = findings.texts
    return "\n\n".join(excerpt(each, texts.get(each.path)) for each in findings.diagnostics)
