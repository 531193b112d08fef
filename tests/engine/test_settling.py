"""What a request settles by itself: told by trying, held to packs in which the answer is given."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.gaps import gaps_of
from auditcheck.engine.program import compile_pack
from auditcheck.model.conditions import Negated
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import Gap
from auditcheck.model.rules import Criterion, Pack
from auditcheck.model.truth import Degree, Outcome
from small import evaluated, pack
from strategies import HERE, Case, cases

TRUE = pack("criteria: {c: {title: C, requires: {audit: {as_of: {given: true}}}}}")
TRUE_ = TRUE.criteria["c"].requires
FALSE_ = Negated(TRUE_, HERE)


def answers(criterion: Criterion, found: Evaluation) -> Iterator[Criterion]:
    """The criterion with each answer that it can be given, in place of what it asks."""
    known = criterion._replace(applies=None, evidence="any")
    evaluated_ = found.criteria[criterion.id]
    if evaluated_.reason == "unknown whether it applies":
        yield criterion._replace(applies=FALSE_)
        yield criterion._replace(applies=None)
        return
    lowest, highest = evaluated_.decided.lowest, evaluated_.decided.highest
    if lowest <= Degree.MET <= highest:
        yield known._replace(requires=TRUE_, partly=None)
    if criterion.partly is not None and lowest <= Degree.PARTLY_MET <= highest:
        yield known._replace(requires=FALSE_, partly=TRUE_)
    if lowest is Degree.NOT_MET:
        yield known._replace(requires=FALSE_, partly=None)


def is_settled(part: str, gap: Gap, rules: Pack, found: Evaluation) -> bool:
    """Whether every answer to the request leaves nothing open in the part."""
    key = part.partition(".")[0], part.partition(".")[2]
    given_ = [[*answers(rules.criteria[name], found)] for name in gap.criteria]
    return not any(
        evaluate(
            compile_pack(
                rules._replace(criteria={**rules.criteria, **{each.id: each for each in chosen}})
            ),
            found.evidence,
        )
        .levels[key]
        .is_open
        for chosen in product(*given_)
    )


def named(evidence: Evidence) -> Evidence:
    """The same audit with a name to whatever has none: requests are addressed."""
    kinds = {
        kind: {
            id_: replace(item, fields={"name": id_, **item.fields})
            if kind in ("actors", "forums")
            else item
            for id_, item in items.items()
        }
        for kind, items in evidence.kinds.items()
    }
    audit = {**evidence.audit, "subject": {"name": "S"}}
    return Evidence(audit, evidence.as_of, kinds, evidence.collecting)


def test_random_requests_settle_what_is_said() -> None:
    """On random audits what is said to be settled is, and of what can be tried nothing is left."""
    told = {"settled": 0, "not settled": 0}

    @settings(max_examples=250, derandomize=True, deadline=None, database=None)
    @given(cases())
    def tried(case: Case) -> None:
        found = evaluate(compile_pack(case.pack), named(case.evidence))
        gaps = gaps_of(found)
        for gap in gaps:
            for part in gap.parts:
                truth = is_settled(part, gap, case.pack, found)
                if part in gap.settles:
                    assert truth
                    told["settled"] += 1
                elif is_simple(gap, gaps, found):
                    assert not truth
                    told["not settled"] += 1

    tried()
    assert min(told.values()) > 30, told


def is_simple(gap: Gap, gaps: tuple[Gap, ...], found: Evaluation) -> bool:
    """Whether an answer to it settles its criteria: nothing else is wanted for them."""
    needs = found.program.behind.needs
    return all(
        sum(name in each.criteria for each in gaps) == 1
        and not any(
            found.levels[node].is_open
            if isinstance(node, tuple)
            else found.criteria[node].decided.outcome is Outcome.NOT_EVIDENCED
            for node in needs(name)
        )
        for name in gap.criteria
    )


ONE = "{count: funds, is: 1}"
TWO = "{finding: styrning}"


@pytest.mark.parametrize(
    ("levels", "settles"),
    [
        ("{Ja: {essential: all}}", {"one": (), "two": ()}),
        ("{Ja: {essential: all, criterion: no}}", {"one": ("q",), "two": ("q",)}),
        ("{Ja: {criterion: one}}", {"one": ("q",), "two": ()}),
    ],
)
def test_a_level_of_two_that_are_open(levels: str, settles: dict[str, tuple[str, ...]]) -> None:
    """It is settled by what it hangs on alone, by any that makes it graded, by none of two."""
    rules = f"""
criteria:
  one: {{title: A, requires: {ONE}}}
  two: {{title: B, requires: {TWO}}}
  no: {{title: C, requires: {{audit: {{title: {{given: false}}}}}}}}
questions:
  q: {{asks: Q, essential: [one, two], informing: [no], levels: {levels}}}
"""
    found = gaps_of(evaluated(rules, "{}"))
    assert {gap.criteria[0]: gap.settles for gap in found if gap.parts} == settles


def test_what_many_want_at_once_is_tried_as_far_as_it_goes() -> None:
    """Six answers are tried together; of more than a thousand combinations nothing is said."""
    for number, settled in ((6, ("q",)), (10, ())):
        names = [f"c{n}" for n in range(number)]
        criteria = "\n".join(f"  {n}: {{title: {n}, requires: {ONE}}}" for n in names)
        rules = f"criteria:\n{criteria}\nquestions:\n  q: {{asks: Q, essential: {names}}}\n"
        (gap,) = gaps_of(evaluated(rules.replace("'", ""), "{}"))
        assert (gap.criteria, gap.settles, gap.parts) == (tuple(names), settled, ("q",))
