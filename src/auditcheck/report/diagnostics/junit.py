"""JUnit XML, which whatever shows tests can show."""

from auditcheck.files.characters import harmless
from auditcheck.files.diagnostic import Diagnostic, excerpt, where
from auditcheck.report.diagnostics.findings import Findings


def render(findings: Findings) -> str:
    """One suite: a failed case for each diagnostic that fails, a skipped one for each other.

    Where there is none the suite holds one case that passed. What XML cannot hold is spelt out.
    """
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    found = findings.diagnostics
    failed = sum(map(findings.fails, found))
    counts = {
        "tests": str(len(found) or 1),
        "failures": str(failed),
        "errors": "0",
        "skipped": str(len(found) - failed),
    }
    root = Element("testsuites", counts)
    suite = SubElement(root, "testsuite", {"name": "auditcheck", **counts})
    for each in found:
        case = SubElement(suite, "testcase", _named(each))
        kind = "failure" if findings.fails(each) else "skipped"
        about = {"type": f"{each.severity}: {each.code}", "message": harmless(each.message)}
        told = SubElement(case, kind, about)
        told.text = excerpt(each, findings.texts.get(each.path))
    if not found:
        SubElement(suite, "testcase", {"name": "nothing is wrong", "classname": "auditcheck"})
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "unicode") + "\n"


def _named(each: Diagnostic) -> dict[str, str]:
    named = {
        "name": f"{each.code} at {where(each.path, each.span)}",
        "classname": harmless(each.path),
        "file": harmless(each.path),
    }
    return named if each.span is None else {**named, "line": str(each.span.line)}
