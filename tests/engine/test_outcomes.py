"""Outcomes of criteria: what applies, when it is due, what the evidence must be worth."""

import pytest

from small import evaluated, outcomes

CRITERION = """
authorities:
  law: {title: L, kind: statute, in_force: 2024-03-31, repealed: 2025-01-01}
  coming: {title: C, kind: statute, in_force: 2024-04-01}
  gone: {title: G, kind: statute, repealed: 2024-03-31}
criteria:
  c: {title: C, %s}
"""
MET = "requires: {audit: {subject.kind: kommun}}"
NOT_MET = "requires: {audit: {subject.kind: region}}"
UNKNOWN = "requires: {audit: {plan_year: 2023}}"
YES, NO, MAYBE = (text.removeprefix("requires: ") for text in (MET, NOT_MET, UNKNOWN))


@pytest.mark.parametrize(
    ("written", "outcome", "reason"),
    [
        (MET, "met", ""),
        (NOT_MET, "not met", ""),
        (UNKNOWN, "not evidenced", ""),
        (f"{NOT_MET}, partly: {YES}", "partly met", ""),
        (f"{NOT_MET}, partly: {NO}", "not met", ""),
        (f"{NOT_MET}, partly: {MAYBE}", "not evidenced", ""),
        (f"{UNKNOWN}, partly: {YES}", "not evidenced", ""),
        (f"{MET}, partly: {NO}", "met", ""),
        (f"{MET}, applies: {YES}", "met", ""),
        (f"{MET}, applies: {NO}", "not applicable", "does not apply"),
        (f"{MET}, applies: {MAYBE}", "not evidenced", "unknown whether it applies"),
        (f"{NOT_MET}, due: 2024-04-01", "not yet due", "not yet due"),
        (f"{NOT_MET}, due: 2024-03-31", "not met", ""),
        (f"{UNKNOWN}, due: 2024-04-01", "not yet due", "not yet due"),
        (f"{NOT_MET}, partly: {YES}, due: 2024-04-01", "not yet due", "not yet due"),
        (f"{MET}, due: 2024-04-01", "met", ""),
        (f"{MET}, due: 2024-04-01, applies: {MAYBE}", "not yet due", "not yet due"),
        (f"{MET}, due: 2024-04-01, applies: {NO}", "not applicable", "does not apply"),
        (f"{MET}, authority: law", "met", ""),
        (f"{MET}, authority: coming", "not applicable", "not in force"),
        (f"{MET}, authority: gone", "not applicable", "repealed"),
        (f"{MET}, authority: coming, in_force: 2024-03-31", "met", ""),
        (f"{MET}, authority: gone, repealed: 2024-04-01", "met", ""),
        (f"{MET}, authority: law, in_force: 2024-04-01", "not applicable", "not in force"),
        (f"{MET}, repealed: 2024-03-31", "not applicable", "repealed"),
    ],
)
def test_outcomes(written: str, outcome: str, reason: str) -> None:
    """What does not apply is left aside; before `due` nothing but met is told from the rest."""
    found = evaluated(CRITERION % written, "{}").criteria["c"]
    assert (str(found.decided.outcome), found.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("partly", "expected"),
    [("", "not met"), (f"partly: {{criterion: never}}, {NOT_MET}", "not met")],
)
def test_a_partly_left_out_is_false(partly: str, expected: str) -> None:
    """A `partly` with nothing left in it does not hold."""
    never = f"  never: {{title: N, {MET}, applies: {NO}}}\n"
    assert outcomes(f"{CRITERION % (partly or NOT_MET)}{never}", "{}")["c"] == expected


def test_a_bare_finding_brings_its_own_partly() -> None:
    """An observation that says partly makes it partly met; `at_least: partly` makes it met."""
    rules = """
criteria:
  bare: {title: B, requires: {finding: styrning}}
  enough: {title: E, requires: {finding: styrning, at_least: partly}}
  inside: {title: I, requires: {all: [{finding: styrning}]}}
"""
    partly = "observations: {o: {topic: styrning, holds: partly, says: S}}"
    assert outcomes(rules, partly) == {
        "bare": "partly met",
        "enough": "met",
        "inside": "not met",
    }


ONE = "documents: {p: {type: plan, status: beslutad, sources: [%s]}}"


@pytest.mark.parametrize(
    ("sources", "documentary", "corroborated"),
    [
        ("talk", "not evidenced", "not evidenced"),
        ("talk, talk-two", "not evidenced", "not evidenced"),
        ("plan-file", "met", "not evidenced"),
        ("plan-file, talk", "met", "met"),
        ("minutes, plan-file", "met", "met"),
        ("minutes, {source: minutes, page: 2}", "met", "not evidenced"),
        ("", "met", "not evidenced"),
    ],
)
def test_what_an_item_is_worth(sources: str, documentary: str, corroborated: str) -> None:
    """Documentary: a source above oral. Corroborated: two sources, one of them above oral."""
    requires = "requires: {some: documents, where: {type: plan}, has: {status: beslutad}}"
    for demand, expected in (("documentary", documentary), ("corroborated", corroborated)):
        rules = CRITERION % f"{requires}, evidence: {demand}"
        assert outcomes(rules, ONE % sources)["c"] == expected


@pytest.mark.parametrize(
    ("requires", "evidence", "expected"),
    [
        ("{no: documents, where: {type: plan}}",
         "absences: {x: {of: documents, where: {type: plan}, sources: [talk]}}", "not evidenced"),
        ("{no: documents, where: {type: plan}}",
         "absences: {x: {of: documents, where: {type: plan}, sources: [minutes]}}", "met"),
        ("{some: documents, where: {type: plan}}",
         "absences: {x: {of: documents, where: {type: plan}, sources: [talk]}}", "not met"),
        ("{every: documents, where: {type: plan}, has: {status: beslutad}}", ONE % "talk",
         "not evidenced"),
        ("{count: documents, has: {status: beslutad}, is: {at_least: 1}}", ONE % "talk",
         "not evidenced"),
        ("{count: documents, has: {status: beslutad}, is: {at_most: 1}}", ONE % "talk", "met"),
        ("{sum: funds.amount, is: {at_least: 1}}",
         "funds: {f: {kind: egna medel, amount: 5, sources: [talk]}}", "not evidenced"),
        ("{sum: funds.amount, is: {at_least: 0}}",
         "funds: {f: {kind: egna medel, amount: 5, sources: [talk]}}", "met"),
        ("{share: documents, has: {status: beslutad}, is: 100 %}", ONE % "talk", "not evidenced"),
        ("{audit: {subject.kind: kommun}}", "{}", "met"),
    ],
)  # fmt: skip
def test_what_a_met_rests_on(requires: str, evidence: str, expected: str) -> None:
    """The `has`, amounts and absences that are worth too little are taken as unknown."""
    rules = CRITERION % f"requires: {requires}, evidence: documentary"
    assert outcomes(rules, evidence)["c"] == expected


BOARDS = "actors: {a: {name: A, type: nämnd}, b: {name: B, type: nämnd}}\nobservations:\n"


@pytest.mark.parametrize(
    ("observed", "documentary", "corroborated"),
    [
        ([("a", "talk")], "not evidenced", "not evidenced"),
        ([("a", "talk"), ("a", "minutes")], "met", "met"),
        ([("a", "talk"), ("b", "minutes")], "not evidenced", "not evidenced"),
        ([("a", "talk"), ("a", "talk-two")], "not evidenced", "not evidenced"),
        ([("a", "plan-file"), ("a", "plan-file")], "met", "not evidenced"),
        ([("a", "")], "met", "not evidenced"),
    ],
)
def test_observations_of_one_thing_count_together(
    observed: list[tuple[str, str]], documentary: str, corroborated: str
) -> None:
    """What agrees about one thing counts together; of another it says nothing."""
    lines = [
        f"  o{n}: {{topic: styrning, about: {about}, holds: yes, says: S, sources: [{sources}]}}"
        for n, (about, sources) in enumerate(observed)
    ]
    evidence = BOARDS + "\n".join(lines)
    for demand, expected in (("documentary", documentary), ("corroborated", corroborated)):
        rules = CRITERION % f"requires: {{finding: styrning}}, evidence: {demand}"
        assert outcomes(rules, evidence)["c"] == expected


def test_a_criterion_referred_to_answers_for_itself() -> None:
    """A demand on evidence does not reach through `criterion:`."""
    rules = """
criteria:
  inner: {title: I, requires: {some: documents, where: {type: plan}}}
  outer: {title: O, requires: {criterion: inner}, evidence: corroborated}
"""
    assert outcomes(rules, ONE % "talk") == {"inner": "met", "outer": "met"}


def test_partly_met_may_not_rest_on_hearsay() -> None:
    """What is partly met by weak evidence is not evidenced: from not met to partly met."""
    rules = CRITERION % (
        "requires: {some: documents, where: {type: plan}, has: {status: upphävd}}, "
        "partly: {some: documents, where: {type: plan}}, evidence: documentary"
    )
    found = evaluated(rules, ONE % "talk").criteria["c"]
    assert str(found.decided.outcome) == "not evidenced"
    assert (found.decided.lowest.name, found.decided.highest.name) == ("NOT_MET", "PARTLY_MET")


@pytest.mark.parametrize(
    ("written", "evidence", "rests_on"),
    [
        ("requires: {some: documents, where: {type: plan}}", ONE % "talk", ("p",)),
        ("requires: {some: documents, where: {type: plan}}, applies: {no: funds}",
         f"{ONE % 'talk'}\nfunds: {{}}\nabsences: {{x: {{of: funds}}}}", ("x", "p")),
        ("requires: {count: documents, is: 0}, partly: {finding: styrning}",
         f"{ONE % 'talk'}\nobservations: {{o: {{topic: styrning, holds: yes, says: S}}}}",
         ("o", "p")),
        (f"{UNKNOWN}, applies: {{some: documents, where: {{type: plan}}}}", ONE % "talk", ("p",)),
    ],
)  # fmt: skip
def test_what_an_outcome_rests_on(written: str, evidence: str, rests_on: tuple[str, ...]) -> None:
    """An outcome cites what makes it apply, what makes it partly met, and what decides it."""
    assert evaluated(CRITERION % written, evidence).criteria["c"].decided.rests_on == rests_on
