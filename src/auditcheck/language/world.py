"""What a compiled condition sees: the evidence, the day, and what has been decided so far."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from operator import itemgetter
from typing import NamedTuple, assert_never

from auditcheck.model.conditions import Argument, Dollar, DollarOf, Fixed, Parameter, Range
from auditcheck.model.days import Days, Duration, day
from auditcheck.model.evidence import Evidence, Item, Value
from auditcheck.model.rules import Demand, Steps
from auditcheck.model.traces import FieldTrace
from auditcheck.model.truth import Degree, Outcome

Resolved = Value | Duration | Fraction | None


class Decided(NamedTuple):
    """A criterion's outcome, with the degrees it can have, and what it rests on."""

    outcome: Outcome
    lowest: Degree
    highest: Degree
    rests_on: tuple[str, ...]


class Graded(NamedTuple):
    """A part's assessment and potential, as ranks on its scale; none when it has no level."""

    graded: bool
    assessment: int | None
    potential: int | None
    rests_on: tuple[str, ...]


@dataclass(slots=True)
class World:
    """One audit under evaluation.

    `criteria` and `parts` fill up in the order of evaluation: what a condition refers to is there
    before it. `demand` is what the criterion being evaluated asks of each item it rests on,
    `known` what its tests have found of the items that references lead to.
    """

    evidence: Evidence
    parameters: Mapping[str, Steps]
    levels: Mapping[str, tuple[str, ...]]
    criteria: dict[str, Decided] = field(default_factory=dict)
    parts: dict[str, dict[str, Graded]] = field(default_factory=dict)
    demand: Demand = "any"
    known: dict[tuple[int, str, str, int], tuple[tuple[FieldTrace, ...], Item | None]] = field(
        default_factory=dict
    )

    @property
    def as_of(self) -> Days:
        """The day that the assessment speaks for."""
        return day(self.evidence.as_of)

    def is_weak(self, item: Item) -> bool:
        """Whether the item falls short of what the criterion asks of its evidence."""
        match self.demand:
            case "any":
                return False
            case "documentary":
                return not self.evidence.is_documentary(item)
            case "corroborated":
                return not self.evidence.is_corroborated(item)
            case _:
                assert_never(self.demand)


class Scope(NamedTuple):
    """What `$item` and `$record` stand for while an item is tested."""

    world: World
    item: Item | None
    record: Item | None = None


def value_at(item: Item, path: tuple[str, ...]) -> Value | None:
    """The value at a path; None when the item does not give it."""
    value: Value | None = item.fields.get(path[0])
    for step in path[1:]:
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def resolve(argument: Argument, scope: Scope) -> Resolved:
    """What an argument stands for; None when that is not given."""
    world = scope.world
    match argument:
        case Fixed(value):
            return value
        case Range():
            return _resolve_range(argument, scope)
        case Parameter(name, on):
            return _value_of_parameter(world, name, on, scope)
        case Dollar(of, path):
            return _look_up(of, path, scope)
        case _:
            assert_never(argument)


def _look_up(of: DollarOf, path: tuple[str, ...], scope: Scope) -> Value | None:
    audit = Item("audit", "audit", scope.world.evidence.audit)
    match of:
        case "as_of":
            return scope.world.as_of
        case "body":
            return value_at(audit, ("bodies", *path))
        case "period":
            return value_at(audit, ("period", *path))
        case "audit":
            return value_at(audit, path)
        case "item":
            return value_at(scope.item, path) if scope.item else None
        case "record":
            return value_at(scope.record, path) if scope.record else None
        case _:
            assert_never(of)


def _resolve_range(argument: Range, scope: Scope) -> Value | None:
    ends = {}
    for name, end in (("from", argument.start), ("until", argument.end)):
        if end is None:
            continue
        value = resolve(end, scope)
        if not isinstance(value, Days):
            return None
        ends[name] = value
    return ends


def _value_of_parameter(
    world: World, name: str, on: tuple[str, ...], scope: Scope
) -> Value | None:
    """The last value begun by the day; none when the days in question disagree or precede all."""
    days: Value | None = world.as_of
    if on:
        days = value_at(scope.item, on) if scope.item else None
    if not isinstance(days, Days):
        return None
    steps = world.parameters[name].values
    first, last = (bisect_right(steps, at, key=itemgetter(0)) for at in (days.first, days.last))
    begun = {value for _, value in steps[max(first - 1, 0) : last]}
    return begun.pop() if first and len(begun) == 1 else None
