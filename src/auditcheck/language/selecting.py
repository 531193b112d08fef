"""Which items a demand concerns, and which of them have what it asks."""

from collections.abc import Callable
from typing import NamedTuple

from auditcheck.language.absences import covering
from auditcheck.language.testing import Test, compile_tests, conjunction
from auditcheck.language.world import Scope, World
from auditcheck.model.conditions import Counted, Quantified
from auditcheck.model.evidence import Item
from auditcheck.model.traces import Candidate, FieldTrace
from auditcheck.model.truth import Truth

_NEAREST = 3


class Survey(NamedTuple):
    """What a selection found: the items perhaps or surely concerned, and how far it is closed.

    `shown` are those, or the nearest others when there are none. `absences` cover the demand:
    they settle what is unknown in it. `collecting`: more of this kind is still to come.
    """

    concerned: tuple[Candidate, ...]
    shown: tuple[Candidate, ...]
    considered: int
    absences: tuple[str, ...]
    collecting: bool

    @property
    def sure(self) -> tuple[Candidate, ...]:
        """The items surely concerned; when there are none and no absence, nobody has looked."""
        return tuple(c for c in self.concerned if c.concerned is Truth.TRUE)


def compile_survey(condition: Quantified | Counted) -> Callable[[World], Survey]:
    """The selection of a condition as one function from a world to what it found there.

    An absence must cover what `every` and `share` concern; of the others it may also deny that
    something has what is asked.
    """
    where, has = compile_tests(condition.where), compile_tests(condition.has)
    kind = condition.kind
    by_where_only = isinstance(condition, Quantified) and condition.quantifier == "every"
    if isinstance(condition, Counted):
        by_where_only = condition.measure == "share"
    denied = condition.where if by_where_only else (*condition.where, *condition.has)

    def survey(world: World) -> Survey:
        concerned, others = [], []
        considered = 0
        for item in world.evidence.of(kind):
            considered += 1
            scope = Scope(world, item)
            selected = where(item, scope)
            truth = conjunction(selected)
            if truth is Truth.FALSE:
                others.append((item, selected))
            else:
                concerned.append(_look(item, truth, selected, has, scope))
        return Survey(
            tuple(concerned),
            tuple(concerned) or _nearest(others),
            considered,
            covering(world, kind, denied),
            kind in world.evidence.collecting,
        )

    return survey


def _look(
    item: Item, truth: Truth, selected: tuple[FieldTrace, ...], has: Test, scope: Scope
) -> Candidate:
    traces = has(item, scope)
    holds = Truth.UNKNOWN if scope.world.is_weak(item) else conjunction(traces)
    return Candidate(item.id, truth, holds, selected, traces)


def _nearest(others: list[tuple[Item, tuple[FieldTrace, ...]]]) -> tuple[Candidate, ...]:
    """The items that miss fewest of what makes one concerned, if they meet anything of it."""
    ranked = sorted(
        (
            (sum(trace.truth is Truth.FALSE for trace in traces), place)
            for place, (_, traces) in enumerate(others)
            if any(trace.truth is Truth.TRUE for trace in traces)
        )
    )[:_NEAREST]
    return tuple(
        Candidate(others[place][0].id, Truth.FALSE, Truth.UNKNOWN, others[place][1], ())
        for _, place in ranked
    )


def rests_on_survey(survey: Survey, truth: Truth) -> tuple[str, ...]:
    """The items that a truth rests on: those that have it, those that lack it, or the absences."""
    if truth is Truth.UNKNOWN:
        return ()
    agreeing = tuple(c.id for c in survey.sure if c.holds is truth)
    if truth is Truth.TRUE:
        return agreeing
    return (*agreeing, *survey.absences)
