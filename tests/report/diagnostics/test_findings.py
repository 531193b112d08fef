"""Which diagnostics fail, and what each is known by."""

from dataclasses import replace
from typing import get_args

import pytest

from auditcheck.cli.commands import CheckFormat
from auditcheck.files.diagnostic import Severity
from auditcheck.files.place import Span
from auditcheck.report.diagnostics import FORMATS
from auditcheck.report.diagnostics.findings import fingerprints
from report.diagnostics.given import NASTY_ONES, TEXT, USUAL, findings


def test_the_table_of_formats() -> None:
    """The command line offers what the table has."""
    assert get_args(CheckFormat) == tuple(FORMATS)


@pytest.mark.parametrize(("fail_on", "failing"), [("fault", 2), ("warning", 3), ("note", 5)])
def test_what_fails(fail_on: Severity, failing: int) -> None:
    """What weighs as much as the limit, or more."""
    given = findings(fail_on=fail_on)
    assert sum(map(given.fails, given.diagnostics)) == failing


def test_fingerprints_are_all_different() -> None:
    """Two alike in two items, and twice the same in one."""
    twice = [*USUAL, *NASTY_ONES, USUAL[1], USUAL[0]]
    assert len({*fingerprints(findings(twice))}) == len(twice)


def test_fingerprints_survive_moved_lines() -> None:
    """New lines and items above, another indentation, and items in another order change none."""
    before = [*fingerprints(findings())]
    moved = [
        each if each.span is None else replace(each, span=_down(each.span, 3)) for each in USUAL
    ]
    text = TEXT.replace("  plan:", "# a comment\n  first: {type: plan}\n\n  plan:")
    assert [*fingerprints(findings(moved, text))] == before
    swapped = f"{TEXT[:11]}{TEXT[TEXT.index('  picture') : TEXT.index('observ')]}"
    swapped += TEXT[11 : TEXT.index("  picture")] + TEXT[TEXT.index("observ") :]
    places = [None, Span(7, 5, 7, 12), Span(3, 11, 3, 19), Span(4, 5, 4, 12), Span(8, 1, 9, 39)]
    other = [replace(each, span=span) for each, span in zip(USUAL, places, strict=True)]
    assert {*fingerprints(findings(other, swapped))} == {*before}


def _down(span: Span, lines: int) -> Span:
    return replace(span, line=span.line + lines, end_line=span.end_line + lines)


def test_fingerprints_tell_apart() -> None:
    """Another code, file, item or message is another finding."""
    (usual,) = fingerprints(findings(USUAL[2:3]))
    for other in (
        replace(USUAL[2], code="wrong-type"),
        replace(USUAL[2], path="other.yaml"),
        replace(USUAL[2], span=Span(3, 11, 3, 19)),
        replace(USUAL[2], message="documents.type is 'lägesbid'"),
    ):
        assert [*fingerprints(findings([other]))] != [usual]
