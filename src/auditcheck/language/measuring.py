"""Counts, totals and shares of the items selected, within the bounds of what is known."""

from collections.abc import Callable
from fractions import Fraction

from auditcheck.language.comparing import exact
from auditcheck.language.numbers import Bounds, NumberMatcher, Shares, Worlds, hull
from auditcheck.language.selecting import Survey, compile_survey
from auditcheck.language.world import Scope, World, value_at
from auditcheck.model.conditions import Counted
from auditcheck.model.traces import Candidate, Trace
from auditcheck.model.truth import Truth

Measured = tuple[Bounds, Worlds]
_NOTHING = Bounds(Fraction(0), Fraction(0))
_MOST_TOTALS = 1_000


def compile_counted(condition: Counted) -> Callable[[World], Trace]:
    """A count, sum or share as one function from a world to a trace."""
    survey_of = compile_survey(condition)
    matcher = NumberMatcher(condition.matcher)
    measure = {"count": _count, "sum": _sum, "share": _share}[condition.measure]

    def check(world: World) -> Trace:
        survey = survey_of(world)
        scope = Scope(world, None)
        looked = survey.sure or survey.absences
        if looked:
            bounds, worlds = measure(condition, survey, world)
            truth = matcher.truth(worlds, scope)
        else:
            bounds, truth = Bounds(None, None), Truth.UNKNOWN
        if condition.measure == "share" and survey.absences and not survey.sure:
            truth = Truth.FALSE
        if condition.measure != "count" and survey.collecting and survey.sure:
            truth = Truth.UNKNOWN
        return Trace(
            form=condition.measure,
            place=str(condition.place),
            truth=truth,
            asked=matcher.asks(scope),
            kind=condition.kind,
            considered=survey.considered,
            candidates=survey.shown,
            absences=survey.absences,
            collecting=survey.collecting,
            lowest=_written(bounds.lowest),
            highest=_written(bounds.highest),
            rests_on=() if truth is Truth.UNKNOWN else _cited(survey),
        )

    return check


def _cited(survey: Survey) -> tuple[str, ...]:
    return (*(candidate.id for candidate in survey.sure), *survey.absences)


def _written(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _settled(survey: Survey) -> tuple[Candidate, ...]:
    """The candidates that count: an absence that covers settles that others are not concerned."""
    return survey.sure if survey.absences else survey.concerned


def _count(_condition: Counted, survey: Survey, _world: World) -> Measured:
    truths = [min(candidate.concerned, candidate.holds) for candidate in survey.concerned]
    lowest = truths.count(Truth.TRUE)
    highest = lowest if survey.absences else lowest + truths.count(Truth.UNKNOWN)
    unbounded = survey.collecting and not survey.absences
    bounds = Bounds(Fraction(lowest), None if unbounded else Fraction(highest))
    return bounds, bounds.whole


def _sum(condition: Counted, survey: Survey, world: World) -> Measured:
    """Every total that could be: with and without what is perhaps concerned.

    Where they are very many, only the least and the greatest are followed from there on.
    """
    totals = {_NOTHING}
    are_few = True
    for candidate in _settled(survey):
        amount = _amount(condition, candidate, world)
        more = {total.plus(amount) for total in totals}
        totals = more | totals if candidate.concerned is Truth.UNKNOWN else more
        are_few = are_few and len(totals) <= _MOST_TOTALS
        if not are_few:
            totals = {hull(totals)}
    return hull(totals), lambda named: {each for total in totals for each in total.real(named)}


def _amount(condition: Counted, candidate: Candidate, world: World) -> Bounds:
    item = world.evidence.items[candidate.id]
    value = value_at(item, condition.field)
    if value is None or world.is_weak(item):
        return Bounds(None if condition.lowest is None else Fraction(condition.lowest), None)
    return Bounds(exact(value), exact(value))


def _share(_condition: Counted, survey: Survey, _world: World) -> Measured:
    settled = _settled(survey)
    pairs = [(candidate.concerned, candidate.holds) for candidate in settled]
    shares = Shares(
        sure_have=pairs.count((Truth.TRUE, Truth.TRUE)),
        sure_open=pairs.count((Truth.TRUE, Truth.UNKNOWN)),
        sure_lack=pairs.count((Truth.TRUE, Truth.FALSE)),
        may_have=pairs.count((Truth.UNKNOWN, Truth.TRUE)),
        may_open=pairs.count((Truth.UNKNOWN, Truth.UNKNOWN)),
        may_lack=pairs.count((Truth.UNKNOWN, Truth.FALSE)),
    )
    if not settled:
        return _NOTHING, _NOTHING.real
    return shares.bounds, shares.worlds
