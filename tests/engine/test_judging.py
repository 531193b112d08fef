"""Judgements above final demands: what they pass over, and whose leave that needs."""

import pytest

from auditcheck.engine.judging import judgement_of, without_leave
from small import evaluated

RULES = """
scale:
  levels: [Nej, Delvis, Ja]
  ladder: {{Ja: {{essential: all}}, Delvis: {{essential: some, counting: partly}}}}
criteria:
  hard:
    title: Planen är beslutad
    modality: ska
    final: true
    requires: {{some: documents, where: {{type: plan}}, has: {{status: beslutad}}}}
    partly: {{some: documents, where: {{type: plan}}, has: {{contains: mål}}}}
  behind: {{title: Allt, requires: {{criterion: hard}}}}
  soft: {{title: Rådet finns, requires: {{some: forums}}}}
questions:
  q: {{asks: Q, {part}}}
  other: {{asks: O, essential: [hard, behind, soft]}}
"""
WEIGHED = "essential: [hard, soft]"


def judged(
    plan: str, level: str, part: str = WEIGHED, more: str = ""
) -> tuple[tuple[str, ...], list[str]]:
    """What the one judgement passes over, and what of it has no leave."""
    evidence = f"""
documents: {{plan: {{type: plan, {plan}}}}}
forums: {{f: {{name: F}}}}
judgements: {{j: {{question: q, level: {level}, reason: R, by: B, date: 2024-01-01{more}}}}}
"""
    found = evaluated(RULES.format(part=part), evidence)
    (each,) = found.judged
    without = [name for _, names in without_leave(found) for name in names]
    return judgement_of(each, found).passes_over, without


@pytest.mark.parametrize(
    ("plan", "level", "passed"),
    [
        ("status: utkast, contains: []", "Ja", ("hard",)),
        ("status: utkast, contains: [mål]", "Ja", ("hard",)),  # partly met
        ("title: T", "Ja", ("hard",)),  # not evidenced
        ("status: beslutad", "Ja", ()),  # met
        ("status: utkast, contains: []", "Delvis", ()),  # the rules' own level
        ("status: utkast, contains: []", "Nej", ()),  # below it
    ],
)
def test_a_judgement_above_the_rules_passes_over_what_is_not_met(
    plan: str, level: str, passed: tuple[str, ...]
) -> None:
    """Of what is final alone; one that is met, or stays with the rules, passes over nothing."""
    assert judged(plan, level) == (passed, [*passed])


@pytest.mark.parametrize(
    ("part", "passed", "without"),
    [
        ("essential: [behind, soft]", ("hard",), ["hard"]),  # through another
        ("essential: [soft, behind], may_pass_over: [hard]", ("hard",), []),
        ("essential: [hard, soft], may_pass_over: [hard]", ("hard",), []),
        ("essential: [soft], supporting: [hard]", (), []),  # Ja by the rules: it lifts nothing
        ("essential: [soft], informing: [hard]", (), []),
    ],
)
def test_the_part_gives_leave(part: str, passed: tuple[str, ...], without: list[str]) -> None:
    """For criteria that it weighs, through others too; what only informs is not passed over."""
    assert judged("status: utkast, contains: []", "Ja", part) == (passed, without)


def test_a_part_without_a_level_may_be_judged_at_the_lowest_alone() -> None:
    """Where nothing is evidenced, any level above the lowest is above the rules'."""
    for level, passed in (("Nej", ()), ("Delvis", ("hard",))):
        assert judged("title: T", level, "essential: [hard]") == (passed, [*passed])


def test_one_that_has_expired_passes_over_nothing() -> None:
    """It does not count."""
    assert judged("status: utkast, contains: []", "Ja", more=", until: 2024-03-30") == ((), [])


def test_one_of_a_question_that_is_not_asked_passes_over_nothing() -> None:
    """It counts nowhere."""
    evidence = """
audit: {title: T, subject: {name: S}, as_of: 2024-03-31, questions: [other]}
documents: {plan: {type: plan, status: utkast}}
judgements: {j: {question: q, level: Ja, reason: R, by: B, date: 2024-01-01}}
"""
    found = evaluated(RULES.format(part=WEIGHED), evidence)
    assert [judgement_of(each, found).passes_over for each in found.judged] == [()]
    assert [*without_leave(found)] == []
