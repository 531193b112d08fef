"""Annotations, read by the rules of GitHub's workflow commands."""

import re

from auditcheck.report.diagnostics import github
from auditcheck.report.diagnostics.findings import said
from report.diagnostics.given import NASTY_ONES, PATH, USUAL, findings

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner reads it: the command, its properties, its message."""
    found = COMMAND.fullmatch(line)
    assert found is not None, line
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    properties = {
        name: plain(value.replace("%3A", ":").replace("%2C", ",")) for name, value in pairs
    }
    return found[1], properties, plain(found[3])


def plain(text: str) -> str:
    """Text without escapes."""
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_each_diagnostic_is_a_line() -> None:
    """The message with its help comes back as it was, and the path with its comma and colon."""
    rendered = github.render(findings())
    read_back = [read(line) for line in rendered.splitlines()]
    assert [message for _, _, message in read_back] == [said(each) for each in USUAL]
    assert [command for command, _, _ in read_back] == [
        *("error", "notice", "error", "notice", "warning")
    ]
    assert {properties["file"] for _, properties, _ in read_back} == {PATH}
    assert read_back[2][1] == {
        "title": "unknown-word",
        "file": PATH,
        "line": "6",
        "endLine": "6",
        "col": "11",
    }
    assert "line" not in read_back[0][1]
    assert "col" not in read_back[4][1]


def test_nothing_breaks_out_of_a_line() -> None:
    """A message or a path with line breaks and commands in it stays one annotation."""
    lines = github.render(findings(NASTY_ONES)).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(NASTY_ONES)
    assert all(line.isprintable() for line in lines)
    assert {read(line)[2] for line in lines} == {said(each) for each in NASTY_ONES}


def test_nothing_found() -> None:
    """No diagnostic, no line."""
    assert github.render(findings(())) == ""
