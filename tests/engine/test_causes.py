"""Each cause by itself, all at once, and those that only together make a change."""

from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given as given_by
from hypothesis import strategies as st

from auditcheck.engine.following.causes import causes, differing
from auditcheck.engine.knowing import known_by
from auditcheck.engine.publishing import publish
from auditcheck.model.differences import FACTORS, UNCHANGED, Cause, Factor
from engine.test_laws import lawful
from followed import alone, every, given, given_of, kept, named, step_of

PLAN = "{some: documents, where: {type: plan}, has: {status: beslutad}}"
RULES = f"""
criteria:
  plan: {{title: Plan, requires: {PLAN}}}
  fresh:
    title: Färsk
    requires: {{some: documents, where: {{type: plan}}, has: {{updated: {{within: 1 year}}}}}}
questions:
  q: {{asks: Q, essential: [plan]}}
  f: {{asks: F, essential: [fresh]}}
conclusion: {{asks: C, levels: {{Ja: {{parts: all, reaches: Ja}}}}}}
recommendations:
  decide: {{text: Besluta., when_not_met: [plan]}}
"""
DRAFT = "documents: {p: {type: plan, status: utkast, updated: [2023-12-01], sources: [minutes]}}"
DECIDED = DRAFT.replace("utkast", "beslutad")
JUDGED = "\njudgements: {j: {question: q, level: Ja, reason: R, by: Revisor, date: 2024-03-01}}"
LAXER = RULES.replace(PLAN, "{some: documents, where: {type: plan}}")


def test_by_evidence_alone() -> None:
    """The plan was decided: criterion, level and recommendation say so."""
    step = step_of(given(RULES, DRAFT), given(RULES, DECIDED))
    assert step.differing == ("evidence",)
    told = named(step.parts)["q"], named(step.criteria)["plan"], step.recommendations[0]
    assert [(each.change, each.causes) for each in told] == [("mended", alone("evidence"))] * 3
    assert [(fact.item, fact.change, fact.fields) for fact in told[1].facts] == [
        ("p", "changed", ("status",))
    ]
    assert named(step.criteria)["fresh"].change == "still met"


def test_by_date_alone() -> None:
    """What was fresh has grown old."""
    step = step_of(given(RULES, DRAFT), given(RULES, DRAFT, "2025-06-30"))
    assert step.differing == ("date",)
    told = named(step.parts)["f"], named(step.criteria)["fresh"]
    assert [(each.change, each.causes) for each in told] == [("worse", alone("date"))] * 2
    assert all(fact.change != "changed" for each in every(step) for fact in each.facts)


def test_by_the_law_coming_into_force() -> None:
    """It was in the pack before: the day brought it."""
    law = "authorities: {law: {title: L, kind: statute, in_force: 2025-01-01}}\n"
    rules = law + RULES.replace("title: Plan,", "title: Plan, authority: law,")
    step = step_of(given(rules, DRAFT), given(rules, DRAFT, "2025-01-01"))
    plan = named(step.criteria)["plan"]
    assert (plan.change, plan.why) == ("new demand", "not applicable then")
    assert plan.causes == alone("date")


def test_by_the_pack_alone() -> None:
    """The rules ask for less."""
    step = step_of(given(RULES, DRAFT), given(LAXER, DRAFT))
    assert step.differing == ("pack",)
    told = named(step.parts)["q"], named(step.criteria)["plan"], step.recommendations[0]
    assert [(each.change, each.causes) for each in told] == [("mended", alone("pack"))] * 3


def test_by_a_judgement_alone() -> None:
    """The level and the conclusion rise; criterion and recommendation stay."""
    step = step_of(given(RULES, DRAFT), given(RULES, DRAFT + JUDGED))
    assert step.differing == ("judgement",)
    assert step.conclusion is not None
    told = named(step.parts)["q"], step.conclusion
    assert [(each.change, each.causes) for each in told] == [("mended", alone("judgement"))] * 2
    rest = named(step.criteria)["plan"], step.recommendations[0]
    assert [(each.change, each.causes) for each in rest] == [("remaining", ())] * 2


def test_all_four_at_once() -> None:
    """Each of four questions is changed by another factor; and each is told its own."""
    rules = """
criteria:
  by-evidence: {title: E, requires: {some: documents, has: {status: beslutad}}}
  by-date: {title: D, due: 2025-01-01, requires: {some: documents, where: {type: brev}}}
  by-pack: {title: P, requires: {some: documents, has: {title: {given: true}}}}
  judged: {title: J, requires: {some: documents, where: {type: brev}}}
questions:
  e: {asks: E, essential: [by-evidence]}
  d: {asks: D, essential: [by-date]}
  p: {asks: P, essential: [by-pack]}
  j: {asks: J, essential: [judged]}
"""
    other = rules.replace(", has: {title: {given: true}}", "")
    letterless = "\nabsences: {x: {of: documents, where: {type: brev}, sources: [minutes]}}"
    judged = "\njudgements: {j: {question: j, level: Ja, reason: R, by: B, date: 2025-02-01}}"
    old = given(rules, DRAFT + letterless)
    new = given(other, DECIDED + letterless + judged, "2025-03-31")
    step = step_of(old, new)
    assert step.differing == FACTORS
    assert {name: (each.change, each.causes) for name, each in named(step.parts).items()} == {
        "e": ("mended", alone("evidence")),
        "d": ("new demand", alone("date")),
        "p": ("mended", alone("pack")),
        "j": ("mended", alone("judgement")),
    }
    assert {name: each.causes for name, each in named(step.criteria).items()} == {
        "by-evidence": alone("evidence"),
        "by-date": alone("date"),
        "by-pack": alone("pack"),
        "judged": (),
    }


def test_two_that_only_together_make_it() -> None:
    """A decided plan that is old on the new day, under rules that ask for neither before."""
    stricter = LAXER.replace("{some: documents, where: {type: plan}}}", f"{PLAN}}}", 1)
    old, new = given(LAXER, DECIDED), given(stricter, DRAFT)
    plan = named(step_of(old, new).criteria)["plan"]
    assert plan.change == "worse"
    assert plan.causes == (Cause(("evidence", "pack"), alone=True, needed=True),)


def test_two_of_which_each_is_enough() -> None:
    """Either of them makes the plan good enough, and without one the other still does."""
    plan = named(step_of(given(RULES, DRAFT), given(LAXER, DECIDED)).criteria)["plan"]
    assert plan.causes == (
        Cause(("evidence",), alone=True, needed=False),
        Cause(("pack",), alone=True, needed=False),
    )


def table(values: dict[frozenset[Factor], int]) -> tuple[Cause, ...]:
    """The causes where every mix of the factors gives what the table says."""
    return causes(values.__getitem__, FACTORS)


MIXES = [frozenset(each) for size in range(5) for each in combinations(FACTORS, size)]


def test_all_four_together() -> None:
    """What nothing less than all of them brings about is told as that."""
    values = {mix: int(len(mix) == len(FACTORS)) for mix in MIXES}
    assert table(values) == (Cause(FACTORS, alone=True, needed=True),)


def test_what_undoes_without_being_enough() -> None:
    """Evidence mends; the day breaks it, and the pack mends it again."""
    values = {
        mix: int("evidence" in mix and ("date" not in mix or "pack" in mix)) for mix in MIXES
    }
    assert table(values) == (
        Cause(("evidence",), alone=True, needed=True),
        Cause(("pack",), alone=False, needed=True),
    )


@lawful(400)
@given_by(st.lists(st.integers(0, 2), min_size=16, max_size=16))
def test_every_change_has_its_causes(numbers: list[int]) -> None:
    """At least one; each does what is said of it, and none is larger than it need be."""
    values = dict(zip(MIXES, numbers, strict=True))
    old, new = values[frozenset()], values[frozenset(FACTORS)]
    if old == new:
        return
    found = table(values)
    assert found
    whole = frozenset(FACTORS)
    for each in found:
        taken = frozenset(each.factors)
        assert each.alone == (values[taken] == new)
        assert each.needed == (values[whole - taken] == old)
        assert each.alone or (each.needed and len(taken) == 1)
        if each.alone:
            smaller = (frozenset(s) for n in range(1, len(taken)) for s in combinations(taken, n))
            assert all(values[one] != new for one in smaller)
    for factor in FACTORS:
        one = frozenset([factor])
        if values[one] == new or values[whole - one] == old:
            assert any(factor in each.factors for each in found)


def test_of_kept_results_the_only_factor_is_the_cause() -> None:
    """By what the results hold: digests, day, items and judgements."""
    for new, factor in (
        (given(RULES, DECIDED), "evidence"),
        (given(LAXER, DRAFT), "pack"),
        (given(RULES, DRAFT, "2025-06-30"), "date"),
    ):
        step = step_of(kept(given(RULES, DRAFT)), kept(new))
        assert step.differing == (factor,)
        assert "only results" in step.notes
        changed = [each for each in every(step) if each.change not in UNCHANGED]
        assert changed
        assert all(each.causes == alone(factor) for each in changed)


def test_of_kept_results_with_several_factors_no_cause_is_told() -> None:
    """Unless only one of them can touch the thing: judgements touch no criterion."""
    old, new = kept(given(RULES, DRAFT)), kept(given(LAXER, DECIDED + JUDGED))
    step = step_of(old, new)
    assert all(each.causes == () for each in every(step))
    step = step_of(old, kept(given(RULES, DECIDED + JUDGED)))
    assert named(step.criteria)["plan"].causes == alone("evidence")
    assert named(step.parts)["q"].causes == ()


def test_results_of_different_versions_tell_no_cause() -> None:
    """Another auditcheck may have assessed otherwise; with both folders it has not."""
    old, new = given(RULES, DRAFT), given(RULES, DECIDED)
    other = new._replace(result=replace(new.result, made_by="auditcheck 9"))
    step = step_of(kept(old), kept(other))
    assert "made by different versions" in step.notes
    assert all(each.causes == () for each in every(step))
    assert named(step_of(old, other).criteria)["plan"].causes == alone("evidence")


def test_what_is_left_out_may_differ() -> None:
    """Of a public result that leaves items out nobody can say that the evidence is the same."""
    hidden = DRAFT.replace("sources", "confidential: true, sources")
    old, new = given(RULES, hidden), given(RULES, hidden, "2025-06-30")
    public = kept(new._replace(result=publish(new.result)))
    assert differing(old.result, new.result) == ("date",)
    assert differing(old.result, public.result) == ("evidence", "date")
    step = step_of(kept(old), public)
    assert all(each.causes == () for each in every(step))


def test_responses_are_no_evidence() -> None:
    """A promise is no factor, and nothing changes by it."""
    promised = "\nresponses: {r: {recommendation: decide, measure: M, done: 2024-01-01}}"
    step = step_of(given(RULES, DRAFT), given(RULES, DRAFT + promised))
    assert step.differing == ()
    assert step.notes == ("nothing differs",)
    assert all(each.change in UNCHANGED for each in every(step))


def test_what_was_not_known_is_no_new_item() -> None:
    """An audit as it was known, and as it is written: the evidence differs, and nothing is new."""
    sources = "sources: {minutes: {kind: minutes, title: P, date: 2024-03-01}}\n"
    evidence = sources + DECIDED
    whole = given(RULES, evidence)
    assert whole.side is not None
    pack = whole.side.program.pack
    before = given_of(pack, known_by(whole.side.evidence, date(2024, 1, 1)))
    assert "p" in before.result.set_aside
    step = step_of(before, whole)
    assert step.differing == ("evidence",)
    plan = named(step.criteria)["plan"]
    assert [(fact.item, fact.change) for fact in plan.facts] == [("p", "not shown")]
    assert plan.causes == alone("evidence")
