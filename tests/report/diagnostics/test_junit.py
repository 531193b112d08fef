"""JUnit XML, read by the standard library's parser."""

from xml.etree import ElementTree as ET

import pytest

from auditcheck.files.diagnostic import Diagnostic, Severity, excerpt
from auditcheck.report.diagnostics import junit
from report.diagnostics.given import NASTY_ONES, PATH, TEXT, USUAL, diagnostic, findings


def suite_of(given: tuple[Diagnostic, ...], fail_on: Severity = "fault") -> ET.Element:
    """The suite, once its counts are those of its cases."""
    root = ET.fromstring(junit.render(findings(given, fail_on=fail_on)))  # noqa: S314  our own
    (suite,) = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert suite.get("tests") == str(len(suite.findall("testcase")))
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))
    assert suite.get("errors") == "0"
    return suite


@pytest.mark.parametrize(("fail_on", "failing"), [("fault", 2), ("warning", 3), ("note", 5)])
def test_what_fails(fail_on: Severity, failing: int) -> None:
    """What makes the answer no has failed; the rest is told as skipped."""
    assert len(suite_of(USUAL, fail_on).findall("testcase/failure")) == failing
    assert len(suite_of(USUAL, fail_on).findall("testcase/skipped")) == 5 - failing


def test_a_case() -> None:
    """Its name has the code and the place, its text is what a terminal shows."""
    case = suite_of(USUAL)[2]
    assert case.get("name") == f"unknown-word at {PATH}:6:11"
    assert (case.get("file"), case.get("line")) == (PATH, "6")
    (failure,) = case
    assert failure.get("type") == "fault: unknown-word"
    assert failure.get("message") == "documents.type is 'lägesbld'"
    assert failure.text == excerpt(USUAL[2], TEXT)


def test_nothing_found_is_a_case_that_passed() -> None:
    """An empty suite would look like one that was not run."""
    (case,) = suite_of(())
    assert [*case] == []


def test_what_xml_cannot_hold() -> None:
    """Every character that there is, in a message, leaves the XML well formed."""
    everything = "".join(map(chr, range(0x110000)))
    assert len(suite_of((*NASTY_ONES, diagnostic("tag", "fault", None, everything)))) == 3
