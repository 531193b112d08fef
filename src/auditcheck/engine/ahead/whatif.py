"""What if: how a part could reach a level, or that it has, or cannot, each with its reasons."""

from collections.abc import Iterable
from itertools import islice
from typing import assert_never

from auditcheck.engine.ahead.lifting import Lifting, Pick, sets_in
from auditcheck.engine.ahead.meeting import Fact, Facts
from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.testing import compile_tests
from auditcheck.language.world import Scope
from auditcheck.model.assessments import Rests
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
    Tests,
)
from auditcheck.model.evidence import Item
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Degree
from auditcheck.model.whatif import Asked, Lifted, Need, Step, Way, WhatIf

MOST_WAYS = 1_000
"""So many ways are told, the smallest; the others are counted."""

Key = tuple[str, str]


def what_if(evaluation: Evaluation, key: Key, reach: str, rests: Rests | None) -> WhatIf:
    """How a part could reach a level of its scale; TooManyError beyond the bounds of `lifting`.

    `rests` is what it rests on now.
    """
    pack = evaluation.program.pack
    question = pack.questions[key[0]]
    part = next(each for each in question.parts if each.id == key[1])
    levels, level = pack.scales[question.scale].levels, evaluation.levels[key]
    lifting = Lifting(evaluation, key, levels.index(reach))
    reached, ways, sets = lifting.reached, lifting.ways(), lifting.sizes.total()
    told = [] if reached else list(islice(ways, MOST_WAYS))
    judged = evaluation.judgement_of(*key)
    assessment = None if level.assessment is None else levels[level.assessment]
    outcomes = {name: evaluation.criteria[name].decided.outcome for name in lifting.names}
    return WhatIf(
        part=f"{question.id}.{part.id}".removesuffix("."),
        asks=part.asks,
        reach=reach,
        answer="reached" if reached else "possible" if sets else "impossible",
        state=level.state,
        assessment=assessment,
        potential=None if level.potential is None else levels[level.potential],
        level=str(judged.item.fields["level"]) if judged else assessment,
        judgement=judged.item.id if judged else None,
        highest=None if lifting.highest is None else levels[lifting.highest],
        left_out={name: outcome for name, outcome in outcomes.items() if outcome in LEFT_OUT},
        sets=0 if reached else sets,
        ways=tuple(map(_way, told)),
        more=0 if reached else ways.sizes().total() - len(told),
        criteria={each.id: each for each in _lifted(evaluation, told)},
        rests=rests if reached else None,
    )


def _way(picks: tuple[Pick, ...]) -> Way:
    steps = tuple(Step(pick.number, pick.criteria, OUTCOME_OF[pick.to]) for pick in picks)
    return Way(sum(pick.number for pick in picks), sets_in(picks), steps)


def _lifted(evaluation: Evaluation, ways: Iterable[tuple[Pick, ...]]) -> Iterable[Lifted]:
    """Each criterion that a way raises, in the order of the pack, with the facts for it."""
    wanted: dict[str, set[Degree]] = {}
    for way in ways:
        for pick in way:
            for name in pick.criteria:
                wanted.setdefault(name, set()).add(pick.to)
    facts = Facts(evaluation)
    for name, criterion in evaluation.program.pack.criteria.items():
        degrees = wanted.get(name, ())
        found = {degree: facts.of(name, degree) for degree in degrees}
        needs = {degree: fact and need_of(fact, evaluation) for degree, fact in found.items()}
        if degrees:
            yield Lifted(
                name,
                criterion.title,
                evaluation.criteria[name].decided.outcome,
                criterion.evidence,
                needs.get(Degree.MET),
                needs.get(Degree.PARTLY_MET),
            )


def need_of(fact: Fact, evaluation: Evaluation) -> Need:
    """A fact as it is told: plain, with what it asks of which fields."""
    form, kind, where, has = _tests(fact)
    lacked = fact.items[0] if fact.lacking else ""
    item = evaluation.evidence.items.get(lacked) or Item("", kind, {})
    if kind == "audit":
        item = Item("audit", "audit", evaluation.evidence.audit)
    return Need(
        fact.says,
        fact.criterion,
        form,
        fact.number,
        tuple(need_of(part, evaluation) for part in fact.parts),
        kind,
        fact.items,
        _asked(where, item, evaluation),
        _asked(has, item, evaluation),
    )


def _tests(fact: Fact) -> tuple[str, str, Tests, Tests]:
    """The form of what a fact is about, its kind, and the tests that select and that demand."""
    condition = fact.condition
    match condition:
        case Quantified(quantifier=quantifier) if fact.lacking:
            return quantifier, condition.kind, (), fact.lacking
        case Quantified(quantifier=quantifier):
            return quantifier, condition.kind, condition.where, condition.has
        case Counted(measure=measure):
            return measure, condition.kind, condition.where, condition.has
        case Finding():
            return "finding", "observations", condition.where or (), ()
        case AuditFact():
            return "audit", "audit", (), condition.tests
        case CriterionHolds():
            return "criterion", "", (), ()
        case Reaches():
            return "question", "", (), ()
        case Combined() | Negated() | None:
            return "", "", (), ()
        case _:
            assert_never(condition)


def _asked(tests: Tests, item: Item, evaluation: Evaluation) -> tuple[Asked, ...]:
    world = evaluation.world
    world.known.clear()
    traces = compile_tests(tests)(item, Scope(world, item))
    return tuple(Asked(each.field, each.operator, each.asked, each.found) for each in traces)
