"""Levels: quantities, rungs, the three policies, judgements and the conclusion."""

import pytest

from small import evaluated

CRITERIA = """
criteria:
  y: {title: Y, requires: {audit: {subject.kind: kommun}}}
  y2: {title: Y, requires: {audit: {subject.kind: kommun}}}
  u: {title: U, requires: {audit: {plan_year: 2023}}}
  u2: {title: U, requires: {audit: {plan_year: 2023}}}
  n: {title: N, requires: {audit: {subject.kind: region}}}
  n2: {title: N, requires: {audit: {subject.kind: region}}}
  p: {title: P, requires: {audit: {subject.kind: region}}, partly: {audit: {subject.kind: kommun}}}
  na: {title: A, requires: {count: funds, is: 1}, applies: {audit: {subject.kind: region}}}
  nd: {title: D, requires: {count: funds, is: 1}, due: 2030-01-01}
"""
EVERYTHING = "  rest: {asks: R, open: true, informing: [y, y2, u, u2, n, n2, p, na, nd]}\n"
SCALE = """
scale:
  levels: [Nej, Delvis, Ja]
  ladder: {Ja: {essential: all}, Delvis: {essential: some, counting: partly}}
  not_evidenced: %s
"""


def level(
    essential: str, policy: str = "lowers", more: str = "", evidence: str = "{}"
) -> tuple[str, str | None, str | None]:
    """The state, assessment and potential of a question with these essential criteria."""
    rules = (
        f"{CRITERIA}{SCALE % policy}questions:\n"
        f"  q: {{asks: Q, essential: [{essential}]{more}}}\n{EVERYTHING}"
    )
    found = evaluated(rules, evidence).levels["q", ""]
    return found.state, named(found.assessment), named(found.potential)


def named(rank: int | None) -> str | None:
    """A level by its rank."""
    return None if rank is None else ("Nej", "Delvis", "Ja")[rank]


@pytest.mark.parametrize(
    ("essential", "lowers", "withholds", "favours"),
    [
        ("y, y2", "Ja Ja", "Ja Ja", "Ja Ja"),
        ("y, n", "Delvis Delvis", "Delvis Delvis", "Delvis Delvis"),
        ("n, p", "Delvis Delvis", "Delvis Delvis", "Delvis Delvis"),
        ("n, n2", "Nej Nej", "Nej Nej", "Nej Nej"),
        ("y, u", "Delvis Ja", "None Ja", "Ja Delvis"),
        ("n, u", "Nej Delvis", "None Delvis", "Delvis Nej"),
        ("u, u2", "None Ja", "None Ja", "None Ja"),
        ("y, na, nd", "Ja Ja", "Ja Ja", "Ja Ja"),
        ("u, na", "None Ja", "None Ja", "None Ja"),
    ],
)
def test_the_three_policies(essential: str, lowers: str, withholds: str, favours: str) -> None:
    """What is not evidenced lowers, withholds the level, or counts as met till shown."""
    for policy, expected in (("lowers", lowers), ("withholds", withholds), ("favours", favours)):
        state, assessment, potential = level(essential, policy)
        assert f"{assessment} {potential}" == expected
        assert state == ("not evidenced" if assessment is None else "graded")


@pytest.mark.parametrize(
    ("essential", "state"),
    [("na", "not applicable"), ("nd", "not yet due"), ("na, nd", "not yet due")],
)
def test_a_part_with_nothing_to_weigh(essential: str, state: str) -> None:
    """A part with nothing applicable is not applicable, or not yet due if any is."""
    assert level(essential) == (state, None, None)


def test_an_open_question_has_no_level() -> None:
    """`open: true`: answered in prose."""
    assert level("y", more=", open: true") == ("open", None, None)


@pytest.mark.parametrize(
    ("rung", "essential", "expected"),
    [
        ("essential: all", "y, y2", "true"),
        ("essential: all", "y, u", "unknown"),
        ("essential: some", "n, y", "true"),
        ("essential: some", "n, u", "unknown"),
        ("essential: half", "y, n", "true"),
        ("essential: half", "y, n, n2", "false"),
        ("essential: none", "n, n2", "true"),
        ("essential: none", "n, u", "unknown"),
        ("essential: none", "y, u", "false"),
        ("essential: 2", "y, y2, n", "true"),
        ("essential: 2", "y, n, u", "unknown"),
        ("essential: 66 %", "y, y2, n", "true"),
        ("essential: 67 %", "y, y2, n", "false"),
        ("essential: all, counting: partly", "y, p", "true"),
        ("essential: all", "y, p", "false"),
        ("supporting: all", "y", "true"),
        ("supporting: half", "y", "true"),
        ("supporting: none", "y", "true"),
        ("supporting: 75 %", "y", "true"),
        ("supporting: some", "y", "false"),
        ("supporting: 1", "y", "false"),
        ("essential: all, finding: styrning", "y", "unknown"),
        ("criterion: n", "y", "false"),
        ("criterion: na", "y", "false"),
        ("all: [{criterion: na}, {criterion: y2}]", "y", "true"),
        ("not: {criterion: nd}", "y", "false"),
        ("at_least: 1, of: [{criterion: n}, {criterion: y}]", "y", "true"),
    ],
)
def test_rungs(rung: str, essential: str, expected: str) -> None:
    """Quantities of what applies and is due, and one condition: all of them must hold."""
    rules = (
        f"{CRITERIA}{SCALE % 'lowers'}questions:\n"
        f"  q: {{asks: Q, essential: [{essential}], levels: {{Ja: {{{rung}}}}}}}\n"
        f"  s: {{asks: S, essential: [y, n]}}\n{EVERYTHING}"
    )
    truths = evaluated(rules, "{}").levels["q", ""].truths
    assert [each.name.lower() for each in truths] == [expected]


def test_a_part_graded_by_conditions_only_is_graded() -> None:
    """Where no criterion is weighed, nothing can be "not at all evidenced"."""
    rules = f"""{CRITERIA}{SCALE % "lowers"}
questions:
  q: {{asks: Q, levels: {{Ja: {{finding: styrning}}, Delvis: {{criterion: y}}}}}}
{EVERYTHING}"""
    found = evaluated(rules, "{}").levels["q", ""]
    assert (found.state, found.assessment, found.potential) == ("graded", 1, 2)


WHOLE = f"""{CRITERIA}{SCALE % "POLICY"}
scales: {{other: {{levels: [Svag, Stark], ladder: {{Stark: {{essential: all}}}}}}}}
questions:
  one: {{asks: A, parts: {{good: {{essential: [y]}}, bad: {{essential: [n]}}}}}}
  two: {{asks: B, essential: [y, u]}}
  three: {{asks: C, essential: [y], scale: other}}
  none: {{asks: D, essential: [na]}}
{EVERYTHING}
conclusion:
  asks: W
  levels:
    Ja: {{RUNG}}
"""


def concluded(
    rung: str, audit: str = "", evidence: str = "{}", policy: str = "lowers"
) -> tuple[str, int | None, int | None]:
    """The state, assessment and potential of the whole."""
    rules = WHOLE.replace("{RUNG}", f"{{{rung}}}").replace("POLICY", policy)
    head = f"audit: {{title: T, subject: {{name: S, kind: kommun}}, as_of: 2024-03-31{audit}}}\n"
    found = evaluated(rules, head + evidence.replace("{}", "")).conclusion
    assert found is not None
    return found.state, found.assessment, found.potential


@pytest.mark.parametrize(
    ("rung", "audit", "expected"),
    [
        ("parts: half, reaches: Delvis", "", (2, 2)),
        ("parts: all, reaches: Delvis", "", (0, 0)),
        ("parts: 2, reaches: Ja", "", (0, 2)),
        ("parts: all, reaches: Stark", "", (2, 2)),
        ("parts: none, reaches: Ja", ", questions: [two]", (0, 2)),
        ("parts: all, reaches: Delvis", ", questions: [two]", (2, 2)),
        ("parts: all, reaches: Nej, criterion: n", "", (0, 0)),
        ("question: one.good, reaches: Ja", "", (2, 2)),
        ("criterion: na", "", (0, 0)),
    ],
)
def test_the_conclusion(rung: str, audit: str, expected: tuple[int, int]) -> None:
    """A rung counts the asked questions' graded parts whose scale has the level."""
    assert concluded(rung, audit) == ("graded", *expected)


def test_a_conclusion_of_nothing() -> None:
    """With no graded part there is none; of parts without an assessment it is not evidenced."""
    all_ja = "parts: all, reaches: Ja"
    assert concluded(all_ja, ", questions: [none, rest]") == ("not applicable", None, None)
    withheld = concluded(all_ja, ", questions: [two]", policy="withholds")
    assert withheld == ("not evidenced", None, 2)
    open_ = concluded("parts: 2, reaches: Ja", policy="withholds")
    assert open_ == ("not evidenced", None, 2)


@pytest.mark.parametrize(
    ("judgement", "in_force", "why_not", "expected"),
    [
        ("question: two, level: Ja", True, "", (2, 2)),
        ("question: two, level: Nej", True, "", (0, 0)),
        ("question: two, level: Ja, until: 2024-03-31", True, "", (2, 2)),
        ("question: two, level: Ja, until: 2024-03", True, "", (2, 2)),
        ("question: two, level: Ja, until: 2024-03-30", False, "expired", (0, 2)),
        ("question: one, part: bad, level: Ja", True, "", (2, 2)),
        ("question: none, level: Ja", False, "the part has no level", (0, 2)),
    ],
)
def test_a_judgement_is_what_the_conclusion_counts(
    judgement: str, in_force: bool, why_not: str, expected: tuple[int, int]
) -> None:
    """A judgement in force gives its part both levels; expired, or of no level, it counts not."""
    evidence = f"judgements: {{j: {{{judgement}, reason: R, by: Chef, date: 2024-05-01}}}}"
    assert concluded("parts: 2, reaches: Ja", evidence=evidence) == ("graded", *expected)
    rules = WHOLE.replace("{RUNG}", "{parts: all, reaches: Ja}").replace("POLICY", "lowers")
    judged = evaluated(rules, evidence).judged[0]
    assert (judged.in_force, judged.why_not) == (in_force, why_not)


def test_reaches_asks_the_rules_not_the_judgement() -> None:
    """`question: … reaches` asks the rules everywhere."""
    evidence = (
        "judgements: {j: {question: one, part: bad, level: Ja, reason: R, by: C, date: 2024}}"
    )
    assert concluded("question: one.bad, reaches: Ja", evidence=evidence)[1:] == (0, 0)


def test_a_pack_without_a_conclusion_gives_none() -> None:
    """Without `levels` there is no conclusion."""
    rules = (
        f"{CRITERIA}{SCALE % 'lowers'}questions:\n  q: {{asks: Q, essential: [y]}}\n{EVERYTHING}"
    )
    assert evaluated(rules, "{}").conclusion is None
    assert evaluated(rules + "conclusion: {asks: W}\n", "{}").conclusion is None
