"""`accept`: what it silences, where, for how long, and what is told when it silences nothing."""

from datetime import date
from pathlib import Path

import pytest

from auditcheck.files.diagnostic import CODES, Diagnostic
from auditcheck.loading.accepting import (
    ON_EVIDENCE,
    ON_RULES,
    accepts_of_evidence,
    check_accepts,
    settle,
)
from auditcheck.loading.evidence import assembled, read_evidence
from loading.looking import AUDIT, ITEMS, MARKS, document, look, marked, pack_of


def settled(
    text: str, as_of: date = date(2024, 3, 31)
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What is told and what is accepted of the text, with the small audit beside it."""
    documents = [document("evidence.yaml", MARKS.sub("", text)), document("items.yaml", ITEMS)]
    if "audit" not in documents[0].data:
        documents.append(document("audit.yaml", AUDIT))
    read = read_evidence(documents, "evidence")
    accepts = [*accepts_of_evidence(read)]
    assert [*read.sections.problems, *check_accepts(accepts, ON_EVIDENCE, "evidence")] == []
    found = look(read, assembled(read, None), pack_of(), Path("no-such-folder"))
    return settle(accepts, as_of, [each for each in found if each.path == "evidence.yaml"])


def codes(found: list[Diagnostic]) -> list[str]:
    """Their codes."""
    return [each.code for each in found]


TALK = "{from: board, to: board, sources: [interview]%s}"
ACCEPT = ", accept: [{code: oral-only, because: Så är det.%s}]"


def test_it_silences_its_code_in_its_item() -> None:
    """Not another code there, nor the same code in the item beside, even on the same line."""
    one, two = TALK % (ACCEPT % ""), TALK % ""
    told, accepted = settled(f"reports: {{one: {one}, two: {two}}}\n")
    assert codes(accepted) == codes(told) == ["oral-only"]
    assert accepted[0].span is not None
    assert told[0].span is not None
    assert accepted[0].span.column < told[0].span.column
    late = "  one: {from: board, to: board, date: 2025-01-01, sources: [interview]"
    told, accepted = settled(f"reports:\n{late}{ACCEPT % ''}}}\n")
    assert (codes(told), codes(accepted)) == (["dated-after-assessment"], ["oral-only"])


def test_it_may_stand_on_the_audit() -> None:
    """What the audit's own section gives is accepted there, and nothing elsewhere."""
    accept = "  accept:\n    - {code: unexamined-body, because: Ej granskad.}\n"
    told, accepted = settled(f"{AUDIT}  scope: [board]\n{accept}")
    assert (codes(told), codes(accepted)) == ([], ["unexamined-body"])


def test_one_that_is_not_used() -> None:
    """Told at its code: nothing gives it, or another of the same item takes it already."""
    text = "sources: [minutes], accept: [{code: «oral-only», because: Så är det.}]"
    text = f"reports:\n  one: {{from: board, to: board, {text}}}\n"
    told, accepted = settled(text)
    assert (codes(told), accepted) == (["unused-accept"], [])
    assert [each.span for each in told] == marked(text)[0]
    twice = "accept: [{code: oral-only, because: A}, {code: «oral-only», because: B}]"
    text = f"reports:\n  one: {{from: board, to: board, sources: [interview], {twice}}}\n"
    told, accepted = settled(text)
    assert (codes(told), codes(accepted)) == (["unused-accept"], ["oral-only"])
    assert [each.span for each in told] == marked(text)[0]


@pytest.mark.parametrize(
    ("until", "as_of", "expired"),
    [
        ("2024-03-31", date(2024, 3, 31), False),
        ("2024-03-30", date(2024, 3, 31), True),
        ("2024-03", date(2024, 3, 31), False),
        ("2024", date(2024, 3, 31), False),
        ("2024", date(2025, 1, 1), True),
    ],
)
def test_until(until: str, as_of: date, expired: bool) -> None:
    """Its last day is in; after it, what it silenced is told again, and so is it."""
    text = f"reports:\n  one: {TALK % (ACCEPT % f', until: «{until}»')}\n"
    told, accepted = settled(text, as_of)
    assert codes(told) == (["oral-only", "expired-accept"] if expired else [])
    assert codes(accepted) == ([] if expired else ["oral-only"])
    if expired:
        assert [told[-1].span] == marked(text)[0]


def test_a_fault_is_never_accepted() -> None:
    """What can be accepted are codes of warnings and notes."""
    assert {*ON_EVIDENCE, *ON_RULES} <= set(CODES)
    faults = {"backward-period", "outside-file", "unknown-id", "unused-accept", "never-in-force"}
    assert not faults & {*ON_EVIDENCE, *ON_RULES}
