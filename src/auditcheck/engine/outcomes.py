"""Outcomes of criteria: from the truth of their conditions, the day and the evidence."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from auditcheck.engine.program import Tests
from auditcheck.language.world import Decided, World
from auditcheck.model.rules import Authority, Criterion
from auditcheck.model.traces import Trace
from auditcheck.model.truth import OUTCOME_OF, Degree, Outcome, Truth


class Evaluated(NamedTuple):
    """A criterion's outcome with the traces that it came from.

    `reason` says in a word why there is no degree. `weak` are the items that were found but fall
    short of what the criterion asks of its evidence.
    """

    criterion: Criterion
    decided: Decided
    reason: str
    requires: Trace
    applies: Trace | None
    partly: Trace | None
    in_force: date | None
    repealed: date | None
    weak: tuple[str, ...]


def evaluate_criterion(tests: Tests, authority: Authority | None, world: World) -> Evaluated:
    """Evaluate one criterion; everything that it refers to has been."""
    criterion = tests.criterion
    world.demand = "any"
    world.known.clear()
    applies = tests.applies and tests.applies(world)
    requires = tests.requires(world)
    partly = tests.partly and tests.partly(world)
    lowest, highest = degrees_of(requires, partly)
    weak: tuple[str, ...] = ()
    if criterion.evidence != "any":
        world.demand = criterion.evidence
        strict = degrees_of(tests.requires(world), tests.partly and tests.partly(world))
        if strict[0] < lowest:
            weak = tuple(i for i in _supports(requires, partly) if _is_weak(i, world))
            weak = weak or tuple(i for i in _concerned(requires) if _is_weak(i, world))
            lowest = strict[0]
        world.demand = "any"
    in_force, repealed = _validity(criterion, authority)
    outcome, reason = _decide(
        criterion, in_force, repealed, world.evidence.as_of, applies, requires, lowest, highest
    )
    if reason == "unknown whether it applies":
        lowest, highest = Degree.NOT_MET, Degree.MET
    if not reason and outcome is Outcome.NOT_EVIDENCED and weak:
        reason = "weak evidence"
    rests_on = _rests_on(outcome, requires, applies, partly)
    decided = Decided(outcome, lowest, highest, rests_on)
    return Evaluated(
        criterion, decided, reason, requires, applies, partly, in_force, repealed, weak
    )


def _supports(requires: Trace, partly: Trace | None) -> Iterable[str]:
    """The items that make the criterion met or partly met."""
    traces = [trace for trace in (requires, partly) if trace and trace.truth is Truth.TRUE]
    return dict.fromkeys(id_ for trace in traces for id_ in trace.rests_on)


def _concerned(trace: Trace) -> Iterable[str]:
    """The items that a condition surely or perhaps concerns."""
    found = [each.id for each in trace.candidates if each.concerned]
    inside = [id_ for part in trace.parts for id_ in _concerned(part)]
    return dict.fromkeys([*found, *inside])


def _is_weak(id_: str, world: World) -> bool:
    item = world.evidence.items.get(id_)
    return item is not None and world.is_weak(item)


def degrees_of(requires: Trace, partly: Trace | None) -> tuple[Degree, Degree]:
    """The least and the most that the criterion can be met."""
    half = Truth.FALSE if partly is None or partly.left_out else partly.truth
    least = Degree.PARTLY_MET if half is Truth.TRUE else Degree.NOT_MET
    most = Degree.PARTLY_MET if half else Degree.NOT_MET
    lowest = Degree.MET if requires.truth is Truth.TRUE else least
    highest = Degree.MET if requires.truth else most
    return lowest, highest


def _validity(
    criterion: Criterion, authority: Authority | None
) -> tuple[date | None, date | None]:
    """From when and until when it applies: its own dates, else its authority's."""
    in_force, repealed = criterion.in_force, criterion.repealed
    if authority is not None:
        in_force = in_force or authority.in_force
        repealed = repealed or authority.repealed
    return in_force, repealed


def _decide(
    criterion: Criterion,
    in_force: date | None,
    repealed: date | None,
    as_of: date,
    applies: Trace | None,
    requires: Trace,
    lowest: Degree,
    highest: Degree,
) -> tuple[Outcome, str]:
    """The outcome, and why there is no degree where there is none."""
    if in_force is not None and as_of < in_force:
        return Outcome.NOT_APPLICABLE, "not in force"
    if repealed is not None and as_of >= repealed:
        return Outcome.NOT_APPLICABLE, "repealed"
    left_out = {trace.left_out for trace in (applies, requires) if trace and trace.left_out}
    if left_out:
        due = Outcome.NOT_YET_DUE in left_out
        return Outcome.NOT_YET_DUE if due else Outcome.NOT_APPLICABLE, "left out"
    if applies is not None and applies.truth is Truth.FALSE:
        return Outcome.NOT_APPLICABLE, "does not apply"
    open_ = applies is not None and applies.truth is Truth.UNKNOWN
    if criterion.due is not None and as_of < criterion.due and (open_ or lowest < Degree.MET):
        return Outcome.NOT_YET_DUE, "not yet due"
    if open_:
        return Outcome.NOT_EVIDENCED, "unknown whether it applies"
    if lowest is not highest:
        return Outcome.NOT_EVIDENCED, ""
    return OUTCOME_OF[lowest], ""


def _rests_on(
    outcome: Outcome, requires: Trace, applies: Trace | None, partly: Trace | None
) -> tuple[str, ...]:
    """The items that the outcome rests on."""
    cited: list[str] = []
    if applies is not None:
        cited += applies.rests_on
    if outcome is Outcome.PARTLY_MET and partly is not None:
        cited += partly.rests_on
    if outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.NOT_YET_DUE):
        cited += requires.rests_on
    return tuple(dict.fromkeys(cited))
