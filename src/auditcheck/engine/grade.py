"""Levels: from outcomes, through ladders, to each part's assessment and potential."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from auditcheck.engine.program import PartsStep, Step
from auditcheck.language.checking import Check
from auditcheck.language.quantities import counts_enough
from auditcheck.language.world import Decided, Graded, World
from auditcheck.model.results import PartState, has_level
from auditcheck.model.rules import Part, Policy, Quantity, Scale
from auditcheck.model.truth import LEFT_OUT, Outcome, Truth, truth_of


class Level(NamedTuple):
    """What a ladder gives: the state, and the levels by the rules, as ranks on the scale."""

    state: PartState
    assessment: int | None
    potential: int | None
    truths: tuple[Truth, ...]

    @property
    def is_open(self) -> bool:
        """Whether open evidence can change it."""
        return self.assessment != self.potential

    def graded(self, rests_on: tuple[str, ...]) -> Graded:
        """As conditions that ask for a level see it."""
        return Graded(has_level(self.state), self.assessment, self.potential, rests_on)


def grade_part(
    part: Part, ladder: Sequence[Step], scale: Scale, world: World, *, is_open: bool
) -> Level:
    """The level of one part; an open question's has none."""
    if is_open:
        return Level("open", None, None, ())
    weighed = [world.criteria[name] for name in part.weighed]
    counted = [decided for decided in weighed if decided.outcome not in LEFT_OUT]
    if weighed and not counted:
        due = any(decided.outcome is Outcome.NOT_YET_DUE for decided in weighed)
        return Level("not yet due" if due else "not applicable", None, None, ())
    groups = {
        "essential": _counted(part.essential, world),
        "supporting": _counted(part.supporting, world),
    }
    truths = tuple(_rung_truth(step, groups, world) for step in ladder)
    ranks = [scale.levels.index(step.rung.level) for step in ladder]
    assessment, potential = bounds_of(ranks, truths, scale.not_evidenced)
    nothing = bool(counted) and all(d.outcome is Outcome.NOT_EVIDENCED for d in counted)
    if nothing or (scale.not_evidenced == "withholds" and assessment != potential):
        return Level("not evidenced", None, max(assessment, potential), truths)
    return Level("graded", assessment, potential, truths)


def _counted(names: Iterable[str], world: World) -> list[Decided]:
    decided = [world.criteria[name] for name in names]
    return [each for each in decided if each.outcome not in LEFT_OUT]


def _rung_truth(step: Step, groups: Mapping[str, Sequence[Decided]], world: World) -> Truth:
    rung = step.rung
    truths = [_condition_truth(step.condition, world)]
    for quantity, name in ((rung.essential, "essential"), (rung.supporting, "supporting")):
        if quantity is not None:
            lowest = sum(each.lowest >= rung.counting for each in groups[name])
            highest = sum(each.highest >= rung.counting for each in groups[name])
            truths.append(quantity_truth(quantity, lowest, highest, len(groups[name])))
    return min(truths)


def _condition_truth(condition: Check | None, world: World) -> Truth:
    """A rung's condition; one with nothing left in it does not hold."""
    if condition is None:
        return Truth.TRUE
    trace = condition(world)
    return Truth.FALSE if trace.left_out else trace.truth


def quantity_truth(quantity: Quantity, lowest: int, highest: int, size: int) -> Truth:
    """Whether enough of `size` are met when from `lowest` to `highest` may be."""
    enough = {counts_enough(quantity, number, size) for number in (lowest, highest)}
    return truth_of(enough.pop()) if len(enough) == 1 else Truth.UNKNOWN


def bounds_of(ranks: Sequence[int], truths: Sequence[Truth], policy: Policy) -> tuple[int, int]:
    """Assessment and potential: the first rung from the top that holds, and that may hold.

    Under `favours` they change places: what is open counts as met until a deviation is shown.
    """
    pairs = list(zip(ranks, truths, strict=True))
    sure = next((rank for rank, truth in pairs if truth is Truth.TRUE), 0)
    possible = next((rank for rank, truth in pairs if truth), 0)
    return (possible, sure) if policy == "favours" else (sure, possible)


class Standing(NamedTuple):
    """A graded part as the conclusion counts it: its scale's levels, and its two ranks.

    A judgement in force gives both.
    """

    levels: tuple[str, ...]
    assessment: int | None
    potential: int | None


def grade_conclusion(
    ladder: Sequence[PartsStep], scale: Scale, standings: Sequence[Standing], world: World
) -> Level:
    """The level of the whole audit."""
    if not standings:
        return Level("not applicable", None, None, ())
    truths = tuple(_parts_truth(step, standings, world) for step in ladder)
    ranks = [scale.levels.index(step.rung.level) for step in ladder]
    assessment, potential = bounds_of(ranks, truths, scale.not_evidenced)
    nothing = all(standing.assessment is None for standing in standings)
    if nothing or (scale.not_evidenced == "withholds" and assessment != potential):
        return Level("not evidenced", None, max(assessment, potential), truths)
    return Level("graded", assessment, potential, truths)


def _parts_truth(step: PartsStep, standings: Sequence[Standing], world: World) -> Truth:
    """Whether a rung of the conclusion holds; one that no part can speak for does not."""
    rung = step.rung
    truths = [_condition_truth(step.condition, world)]
    if rung.parts is not None and rung.reaches is not None:
        level = rung.reaches
        counted = [standing for standing in standings if level in standing.levels]
        reach = [_reach(standing, standing.levels.index(level)) for standing in counted]
        lowest = reach.count(Truth.TRUE)
        highest = lowest + reach.count(Truth.UNKNOWN)
        truths.append(
            quantity_truth(rung.parts, lowest, highest, len(counted)) if counted else Truth.FALSE
        )
    return min(truths)


def _reach(standing: Standing, rank: int) -> Truth:
    """Whether the part reaches a rank: surely by its assessment, perhaps by its potential."""
    assessment = -1 if standing.assessment is None else standing.assessment
    potential = -1 if standing.potential is None else standing.potential
    if assessment >= rank:
        return Truth.TRUE
    return Truth.UNKNOWN if potential >= rank else Truth.FALSE
