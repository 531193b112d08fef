"""Text and JSON: all that a diagnostic has, for people and for programs."""

import json

from auditcheck.files.diagnostic import excerpt
from auditcheck.report.diagnostics import plain_json, text
from report.diagnostics.given import PATH, TEXT, USUAL, findings


def test_text() -> None:
    """The excerpts, a blank line between them; a line where the file is there to show it."""
    assert text.render(findings()) == "\n\n".join(excerpt(each, TEXT) for each in USUAL)
    assert " 6 |     type: lägesbld\n" in text.render(findings())


def test_json() -> None:
    """Each field by its name."""
    read = json.loads(plain_json.render(findings()))
    assert read[2] == {
        "code": "unknown-word",
        "severity": "fault",
        "message": "documents.type is 'lägesbld'",
        "path": PATH,
        "line": 6,
        "column": 11,
        "end_line": 6,
        "end_column": 19,
        "help": "write {from: …}",
        "also": [],
    }
    assert "line" not in read[0]
    assert [each["message"] for each in read[4]["also"]] == ["it is 'no' here", "and here"]
