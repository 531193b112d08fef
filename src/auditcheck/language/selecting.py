"""Which items a demand concerns, and which of them have what it asks."""

from collections.abc import Callable
from heapq import nsmallest
from operator import itemgetter
from typing import NamedTuple

from auditcheck.language.absences import covering
from auditcheck.language.remembering import Test
from auditcheck.language.testing import compile_passing, compile_tests, conjunction
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
    where, has = compile_passing(condition.where), compile_tests(condition.has)
    nearest = _compile_nearest(condition)
    kind = condition.kind
    by_where_only = isinstance(condition, Quantified) and condition.quantifier == "every"
    if isinstance(condition, Counted):
        by_where_only = condition.measure == "share"
    denied = condition.where if by_where_only else (*condition.where, *condition.has)

    def survey(world: World) -> Survey:
        concerned = []
        for item in world.evidence.of(kind):
            scope = Scope(world, item)
            selected = where(item, scope)
            if selected is not None:
                concerned.append(_look(item, conjunction(selected), selected, has, scope))
        return Survey(
            tuple(concerned),
            tuple(concerned) or nearest(world),
            len(world.evidence.kinds.get(kind, ())),
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


def _compile_nearest(
    condition: Quantified | Counted,
) -> Callable[[World], tuple[Candidate, ...]]:
    """The items that miss fewest of what makes one concerned, if they meet anything of it."""
    where = compile_tests(condition.where)

    def misses(item: Item, world: World) -> tuple[int, Item, tuple[FieldTrace, ...]] | None:
        traces = where(item, Scope(world, item))
        truths = [trace.truth for trace in traces]
        return (truths.count(Truth.FALSE), item, traces) if Truth.TRUE in truths else None

    def nearest(world: World) -> tuple[Candidate, ...]:
        missing = (misses(item, world) for item in world.evidence.of(condition.kind))
        ranked = nsmallest(_NEAREST, filter(None, missing), key=itemgetter(0))
        return tuple(
            Candidate(item.id, Truth.FALSE, Truth.UNKNOWN, traces, ())
            for _, item, traces in ranked
        )

    return nearest


def rests_on_survey(survey: Survey, truth: Truth) -> tuple[str, ...]:
    """The items that a truth rests on: those that have it, those that lack it, or the absences."""
    if truth is Truth.UNKNOWN:
        return ()
    agreeing = tuple(c.id for c in survey.sure if c.holds is truth)
    if truth is Truth.TRUE:
        return agreeing
    return (*agreeing, *survey.absences)
