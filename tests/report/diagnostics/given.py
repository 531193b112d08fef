"""Findings to render: some of a real kind, and some that no format may stumble over."""

from collections.abc import Iterable
from dataclasses import replace

from auditcheck.files.diagnostic import Diagnostic, Related, Severity, in_order
from auditcheck.files.place import Span
from auditcheck.files.yaml_text import read_yaml
from auditcheck.report.diagnostics.findings import Findings

PATH = "min mapp/år 1,5:%.yaml"
TEXT = """documents:
  plan:
    type: handlingsplan
    sources: [talk]
  picture:
    type: lägesbld
    sources: [talk]
observations:
  one: {topic: a, holds: yes, says: b}
"""
NASTY = "100 % 'a,b:c'\r\n::error::{0} [here](https://e.org) ]]> <b>&\x00\x1b[2J\u202e\ufffe\ud800"


def diagnostic(
    code: str,
    severity: Severity,
    span: Span | None,
    message: str = "a message",
    also: tuple[Related, ...] = (),
) -> Diagnostic:
    """A diagnostic in the file above."""
    return Diagnostic(code, severity, message, PATH, span, "write {from: …}", also)


USUAL = (
    diagnostic("unreadable", "fault", None, "permission denied"),
    diagnostic("oral-only", "note", Span(4, 5, 4, 12), "this rests on what was said alone"),
    diagnostic("unknown-word", "fault", Span(6, 11, 6, 19), "documents.type is 'lägesbld'"),
    diagnostic("oral-only", "note", Span(7, 5, 7, 12), "this rests on what was said alone"),
    diagnostic(
        "contradicting-observations",
        "warning",
        Span(8, 1, 9, 39),
        also=(Related("it is 'no' here", PATH, Span(2, 3, 2, 7)), Related("and here", PATH, None)),
    ),
)
NASTY_ONES = (
    diagnostic("tag", "warning", Span(1, 1, 1, 2), NASTY, (Related(NASTY, PATH, None),)),
    replace(diagnostic("bad-file-name", "fault", None, NASTY), path="a\nb,c\x1b:d.yaml"),
)


def findings(
    diagnostics: Iterable[Diagnostic] = USUAL, text: str = TEXT, fail_on: Severity = "fault"
) -> Findings:
    """The diagnostics with the file above, or with another text of it."""
    document, _ = read_yaml(PATH, text.encode())
    assert document is not None
    return Findings(in_order(diagnostics), {PATH: text}, {PATH: document}, fail_on)
