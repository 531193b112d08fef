"""Conditions, compiled: each gives a trace with its truth and all that it found."""

from collections.abc import Callable
from typing import Literal, assert_never

from auditcheck.language.findings import compile_finding
from auditcheck.language.measuring import compile_counted
from auditcheck.language.selecting import Survey, compile_survey, rests_on_survey
from auditcheck.language.testing import compile_tests, conjunction, every_of, some_of
from auditcheck.language.world import Scope, World
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.evidence import Item
from auditcheck.model.traces import Candidate, Trace
from auditcheck.model.truth import LEFT_OUT, Outcome, Truth, between

Check = Callable[[World], Trace]


def compile_condition(condition: Condition) -> Check:
    """The condition as one function from a world to a trace; it cannot fail on valid evidence."""
    match condition:
        case Quantified():
            return _quantified(condition)
        case Counted():
            return compile_counted(condition)
        case Finding():
            return compile_finding(condition)
        case CriterionHolds():
            return _criterion(condition)
        case Reaches():
            return _reaches(condition)
        case Combined():
            return _combined(condition)
        case Negated():
            return _negated(condition)
        case AuditFact():
            return _audit(condition)
        case _:
            assert_never(condition)


def _quantified(condition: Quantified) -> Check:
    survey_of = compile_survey(condition)
    negative = condition.quantifier == "no"
    decide = _every if condition.quantifier == "every" else _some

    def check(world: World) -> Trace:
        survey = survey_of(world)
        truth = decide(survey)
        return Trace(
            form=condition.quantifier,
            place=str(condition.place),
            truth=truth.negated() if negative else truth,
            kind=condition.kind,
            considered=survey.considered,
            candidates=survey.shown,
            absences=survey.absences,
            collecting=survey.collecting,
            rests_on=rests_on_survey(survey, truth),
        )

    return check


def _some(survey: Survey) -> Truth:
    truth = some_of(survey.concerned)
    if truth is Truth.TRUE:
        return truth
    if survey.absences:
        return Truth.FALSE
    return Truth.UNKNOWN if survey.collecting or not survey.sure else truth


def _every(survey: Survey) -> Truth:
    if survey.absences:
        return every_of(survey.sure)
    truth = every_of(survey.concerned)
    if not survey.sure:
        return Truth.UNKNOWN
    return min(truth, Truth.UNKNOWN) if survey.collecting else truth


def _criterion(condition: CriterionHolds) -> Check:
    name, degree, place = condition.criterion, condition.at_least, str(condition.place)

    def check(world: World) -> Trace:
        decided = world.criteria[name]
        if decided.outcome in LEFT_OUT:
            left_out = _left_out(due=decided.outcome is Outcome.NOT_YET_DUE)
            return Trace("criterion", place, Truth.UNKNOWN, name, left_out=left_out)
        truth = between(decided.lowest >= degree, decided.highest >= degree)
        return Trace("criterion", place, truth, name, rests_on=decided.rests_on)

    return check


def _left_out(*, due: bool) -> Literal["not yet due", "not applicable"]:
    return "not yet due" if due else "not applicable"


def _reaches(condition: Reaches) -> Check:
    question, level, place = condition.question, condition.level, str(condition.place)
    asked = f"{question}.{condition.part}" if condition.part else question

    def check(world: World) -> Trace:
        rank = world.levels[question].index(level)
        parts = world.parts[question]
        chosen = parts.values() if condition.part is None else [parts[condition.part]]
        graded = [part for part in chosen if part.graded]
        truths = [
            between(
                part.assessment is not None and part.assessment >= rank,
                part.potential is not None and part.potential >= rank,
            )
            for part in graded
        ]
        cited = tuple(dict.fromkeys(id_ for part in graded for id_ in part.rests_on))
        truth = min(truths, default=Truth.FALSE)
        return Trace(
            "question", place, truth, {"question": asked, "reaches": level}, rests_on=cited
        )

    return check


def _combined(condition: Combined) -> Check:
    parts = [compile_condition(part) for part in condition.parts]
    number = {"all": None, "any": 1, "at_least": condition.number}[condition.how]
    place = str(condition.place)

    def check(world: World) -> Trace:
        traces = tuple(part(world) for part in parts)
        counted = [trace for trace in traces if not trace.left_out]
        if not counted:
            left_out = _left_out(due=any(trace.left_out == "not yet due" for trace in traces))
            return Trace(condition.how, place, Truth.UNKNOWN, left_out=left_out, parts=traces)
        needed = len(counted) if number is None else number
        sure = sum(trace.truth is Truth.TRUE for trace in counted)
        open_ = sum(trace.truth is Truth.UNKNOWN for trace in counted)
        truth = between(sure >= needed, sure + open_ >= needed)
        cited = (id_ for trace in counted if trace.truth is truth for id_ in trace.rests_on)
        return Trace(
            condition.how,
            place,
            truth,
            condition.number or None,
            rests_on=tuple(dict.fromkeys(cited)),
            parts=traces,
        )

    return check


def _negated(condition: Negated) -> Check:
    part, place = compile_condition(condition.part), str(condition.place)

    def check(world: World) -> Trace:
        trace = part(world)
        return Trace(
            "not",
            place,
            trace.truth.negated(),
            left_out=trace.left_out,
            rests_on=trace.rests_on,
            parts=(trace,),
        )

    return check


def _audit(condition: AuditFact) -> Check:
    test, place = compile_tests(condition.tests), str(condition.place)

    def check(world: World) -> Trace:
        audit = Item("audit", "audit", world.evidence.audit)
        traces = test(audit, Scope(world, None))
        truth = conjunction(traces)
        seen = Candidate("audit", Truth.TRUE, truth, (), traces)
        return Trace("audit", place, truth, kind="audit", considered=1, candidates=(seen,))

    return check
