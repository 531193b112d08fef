"""The facts that `whatif` names: written into the evidence, they lift what they are to lift."""

from dataclasses import replace
from pathlib import Path

import pytest

from applying import UnwritableError, Writer
from auditcheck.engine.ahead.lifting import Lifting
from auditcheck.engine.ahead.meeting import Facts
from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.model.conditions import (
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Fixed,
    Follow,
    Quantified,
    Records,
    Tests,
)
from auditcheck.model.evidence import Evidence
from auditcheck.model.truth import LEFT_OUT, Degree
from auditcheck.pipeline import evaluated, open_audit
from strategies import Traits, make_case

ROOT = Path(__file__).parents[2]
AUDITS = ["evidence", "examples/furuhede-2024"]


def assessed(folder: str) -> Evaluation:
    """An audit as it is."""
    audit = open_audit(ROOT / folder, folder)
    assert audit.sound, audit.diagnostics
    return evaluated(audit)


@pytest.mark.parametrize("near", [True, False])
@pytest.mark.parametrize("folder", AUDITS)
def test_the_answer_applied_reaches_the_level(folder: str, near: bool) -> None:
    """Of each part, level above its own and set: with its facts written the level is reached."""
    before = assessed(folder)
    facts = Facts(before)
    tried = 0
    for question in before.asked:
        for part in question.parts:
            key = question.id, part.id
            for rank in range(1, len(before.program.pack.scales[question.scale].levels)):
                for chosen in Lifting(before, key, rank).sets():
                    writer = Writer(before, near=near)
                    for name, degree in chosen:
                        fact = facts.of(name, degree)
                        assert fact is not None
                        writer.write(fact)
                    after = evaluate(before.program, writer.evidence())
                    reached = after.levels[key].assessment
                    assert reached is not None
                    assert reached >= rank, (key, rank, chosen)
                    tried += bool(chosen)
    assert tried


def named(evidence: Evidence) -> Evidence:
    """The evidence with names for what can be a body of the audit, as its own form demands."""
    kinds = dict(evidence.kinds)
    for kind in ("actors", "forums"):
        kinds[kind] = {
            id_: replace(item, fields={**item.fields, "name": id_})
            for id_, item in kinds[kind].items()
        }
    return Evidence(evidence.audit, evidence.as_of, kinds, evidence.collecting)


def plain(condition: Condition) -> bool:
    """Whether nothing in it speaks against something else, or asks for nothing at all."""
    match condition:
        case Combined(parts=parts):
            return all(map(plain, parts))
        case Quantified(where=where, has=has):
            return each_once((*where, *has))
        case Counted(measure="count", where=where, has=has, matcher=(Compare(arguments=(n,)),)):
            return n != Fixed(0) and each_once((*where, *has))
        case _:
            return isinstance(condition, CriterionHolds)


def each_once(tests: Tests) -> bool:
    """Whether each field is asked for once, outside and inside lists."""
    inside = [
        (*matcher.where, *(matcher.has if isinstance(matcher, Records) else ()))
        for test in tests
        for matcher in test.matchers
        if isinstance(matcher, Records | Follow)
    ]
    fields = [test.path for test in tests]
    return (
        len({*fields}) == len(fields)
        and all(len(test.matchers) == 1 for test in tests)
        and all(map(each_once, inside))
    )


def test_facts_meet_the_criteria_of_random_cases() -> None:
    """Whatever speaks against nothing else and can be written meets its criterion."""
    written = 0
    for seed in range(1_500):
        case = make_case(seed, seed % 3, Traits(only_rising=True, given=False))
        program = compile_pack(case.pack)
        before = evaluate(program, named(case.evidence))
        facts = Facts(before)
        for name, each in before.criteria.items():
            met = each.decided.outcome in LEFT_OUT or each.decided.lowest is Degree.MET
            if met or not plain(each.criterion.requires):
                continue
            fact = facts.of(name, Degree.MET)
            assert fact is not None, (seed, name)
            writer = Writer(before, near=not isinstance(each.criterion.requires, Combined))
            try:
                writer.write(fact)
            except UnwritableError:
                continue
            written += 1
            after = evaluate(program, writer.evidence())
            assert after.criteria[name].decided.lowest is Degree.MET, (seed, name, fact.says)
    assert written > 100
