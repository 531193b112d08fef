"""The code quality report, as GitLab documents it."""

import json

import pytest

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.report.diagnostics import gitlab
from report.diagnostics.given import NASTY_ONES, PATH, USUAL, findings

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


@pytest.mark.parametrize("given", [(), USUAL, NASTY_ONES, (*USUAL, *NASTY_ONES)])
def test_what_gitlab_asks_of_a_violation(given: tuple[Diagnostic, ...]) -> None:
    """An array; each has its fields, of their types, and a fingerprint of its own."""
    rendered = gitlab.render(findings(given))
    assert rendered.startswith("[")
    violations = json.loads(rendered)
    assert len({each["fingerprint"] for each in violations}) == len(given)
    for each in violations:
        assert set(each) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert each["severity"] in SEVERITIES
        assert each["description"].replace("\n", "").isprintable()
        assert isinstance(each["location"]["lines"]["begin"], int)
        assert not each["location"]["path"].startswith(("/", "./"))


def test_a_violation() -> None:
    """Its place and weight."""
    whole, _, word, _, last = json.loads(gitlab.render(findings()))
    assert word["check_name"] == "unknown-word"
    assert word["description"] == "documents.type is 'lägesbld'\nhelp: write {from: …}"
    assert word["location"] == {"path": PATH, "lines": {"begin": 6, "end": 6}}
    assert last["location"]["lines"] == {"begin": 8, "end": 9}
    assert whole["location"]["lines"] == {"begin": 1}
    assert [each["severity"] for each in (whole, word, last)] == ["major", "major", "minor"]
