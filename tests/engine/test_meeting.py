"""The facts that `whatif` names: written into the evidence, they lift what they are to lift."""

from dataclasses import replace
from pathlib import Path

import pytest

from applying import UnwritableError, Writer
from auditcheck.engine.ahead.lifting import Lifting
from auditcheck.engine.ahead.meeting import Fact, Facts
from auditcheck.engine.ahead.whatif import need_of
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
from small import evaluated as small_audit
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


PLAN = "documents: {p: {type: plan, status: beslutad, title: P}, b: {type: brev, title: B}}"
A_PLAN = "{some: documents, where: {type: plan}}"
NO_PLAN = (
    "Se till att det inte finns något dokument av typen plan; det som i dag brister är P (p)."
)
NO_LETTER = (
    "Se till att det inte finns något dokument av typen brev; det som i dag brister är B (b)."
)
A_PICTURE = "Visa att det finns minst ett dokument av typen lägesbild."


@pytest.mark.parametrize(
    ("requires", "evidence", "form", "said"),
    [
        (f"{{not: {A_PLAN}}}", PLAN, "no", [NO_PLAN]),
        ("{no: documents, where: {type: plan}}", PLAN, "no", [NO_PLAN]),
        ("{not: {no: documents, where: {type: lägesbild}}}", PLAN, "some", [A_PICTURE]),
        ("{not: {not: {some: documents, where: {type: lägesbild}}}}", PLAN, "some", [A_PICTURE]),
        (
            f"{{not: {{all: [{A_PLAN}, {{some: documents, where: {{type: brev}}}}]}}}}",
            PLAN,
            "",
            ["Minst ett av följande:", NO_PLAN, NO_LETTER],
        ),
        (
            f"{{not: {{any: [{A_PLAN}, {{some: documents, where: {{type: brev}}}}]}}}}",
            PLAN,
            "",
            ["Samtliga följande:", NO_PLAN, NO_LETTER],
        ),
        (
            "{not: {every: documents, where: {type: plan}, has: {status: beslutad}}}",
            PLAN,
            "every",
            [
                (
                    "Se till att följande inte gäller: varje dokument av typen plan har status "
                    "beslutad, och det finns minst ett."
                )
            ],
        ),
        (
            "{not: {finding: styrning}}",
            "observations: {o: {topic: styrning, holds: 'yes', says: S}}",
            "finding",
            [
                (
                    "Se till att det inte är så att granskningens iakttagelser visar att ämnet "
                    "”styrning” stämmer."
                )
            ],
        ),
        (
            "{audit: {language: en}}",
            PLAN,
            "audit",
            ["Visa att granskningen har som rapportspråk engelska."],
        ),
        (
            f"{A_PLAN}, evidence: documentary",
            "documents: {p: {type: plan, title: P, sources: [talk]}}",
            "some",
            ["Belägg P (p) med en källa som är mer än muntlig."],
        ),
        (
            f"{A_PLAN}, evidence: corroborated",
            "documents: {p: {type: plan, title: P, sources: [minutes]}}",
            "some",
            ["Belägg P (p) med minst två källor, varav en som är mer än muntlig."],
        ),
        (
            f"{A_PLAN}, applies: {{some: forums, where: {{designated_as: råd}}}}",
            PLAN,
            "some",
            ["Visa att det finns minst ett forum som har utpekats som råd."],
        ),
    ],
)
def test_what_is_said_of_each_form(
    requires: str, evidence: str, form: str, said: list[str]
) -> None:
    """What must not be so is asked for as that, with what stands in its way."""
    evaluation = small_audit(f"criteria: {{c: {{title: C, requires: {requires}}}}}\n", evidence)
    fact = Facts(evaluation).of("c", Degree.MET)
    assert fact is not None
    assert all_said(fact) == said
    assert need_of(fact, evaluation).form == form


def all_said(fact: Fact) -> list[str]:
    """What a fact says, and its parts."""
    return [fact.says, *(said for part in fact.parts for said in all_said(part))]
