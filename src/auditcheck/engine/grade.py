"""Levels: from outcomes, through ladders, to each part's assessment and potential."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from auditcheck.engine.program import PartsStep, Step
from auditcheck.language.checking import Check
from auditcheck.language.quantities import counts_enough
from auditcheck.language.world import Decided, Graded, World
from auditcheck.model.assessments import PartState, Reach, has_level
from auditcheck.model.rules import Part, PartsRung, Policy, Quantity, Scale
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Outcome, Truth, truth_of

Weight = Literal["essential", "supporting"]


class Level(NamedTuple):
    """What a ladder gives: the state, and the levels by the rules, as ranks on the scale.

    `truths` tells of each rung whether it holds, `reached` what its quantities came to.
    """

    state: PartState
    assessment: int | None
    potential: int | None
    truths: tuple[Truth, ...]
    reached: tuple[tuple[Reach, ...], ...] = ()

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
    groups: dict[Weight, list[Decided]] = {
        "essential": _counted(part.essential, world),
        "supporting": _counted(part.supporting, world),
    }
    reached = tuple(_reached(step, groups) for step in ladder)
    truths = _truths(ladder, reached, world)
    ranks = [scale.levels.index(step.rung.level) for step in ladder]
    assessment, potential = bounds_of(ranks, truths, scale.not_evidenced)
    nothing = bool(counted) and all(d.outcome is Outcome.NOT_EVIDENCED for d in counted)
    if nothing or (scale.not_evidenced == "withholds" and assessment != potential):
        return Level("not evidenced", None, max(assessment, potential), truths, reached)
    return Level("graded", assessment, potential, truths, reached)


def _counted(names: Iterable[str], world: World) -> list[Decided]:
    decided = [world.criteria[name] for name in names]
    return [each for each in decided if each.outcome not in LEFT_OUT]


def _truths(
    ladder: Sequence[Step | PartsStep], reached: Sequence[tuple[Reach, ...]], world: World
) -> tuple[Truth, ...]:
    """Of each rung, whether its condition and all its quantities hold."""
    return tuple(
        min(_condition_truth(step.condition, world), *(each.truth for each in reaches), Truth.TRUE)
        for step, reaches in zip(ladder, reached, strict=True)
    )


def _reached(step: Step, groups: Mapping[Weight, Sequence[Decided]]) -> tuple[Reach, ...]:
    """What the quantities of a part's rung come to."""
    rung, reaches = step.rung, []
    up_to = OUTCOME_OF[rung.counting].value
    asked: tuple[tuple[Weight, Quantity | None], ...] = (
        ("essential", rung.essential),
        ("supporting", rung.supporting),
    )
    for of, quantity in asked:
        if quantity is not None:
            least = sum(each.lowest >= rung.counting for each in groups[of])
            most = sum(each.highest >= rung.counting for each in groups[of])
            size = len(groups[of])
            truth = quantity_truth(quantity, least, most, size)
            reaches.append(Reach(of, up_to, quantity.text, least, most, size, truth))
    return tuple(reaches)


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
    reached = tuple(_parts_reached(step.rung, standings) for step in ladder)
    truths = _truths(ladder, reached, world)
    ranks = [scale.levels.index(step.rung.level) for step in ladder]
    assessment, potential = bounds_of(ranks, truths, scale.not_evidenced)
    nothing = all(standing.assessment is None for standing in standings)
    if nothing or (scale.not_evidenced == "withholds" and assessment != potential):
        return Level("not evidenced", None, max(assessment, potential), truths, reached)
    return Level("graded", assessment, potential, truths, reached)


def _parts_reached(rung: PartsRung, standings: Sequence[Standing]) -> tuple[Reach, ...]:
    """What the quantity of a conclusion's rung comes to; where no part can speak, not enough."""
    if rung.parts is None or rung.reaches is None:
        return ()
    level = rung.reaches
    counted = [standing for standing in standings if level in standing.levels]
    reach = [_reach(standing, standing.levels.index(level)) for standing in counted]
    least, size = reach.count(Truth.TRUE), len(counted)
    most = least + reach.count(Truth.UNKNOWN)
    truth = quantity_truth(rung.parts, least, most, size) if counted else Truth.FALSE
    return (Reach("parts", level, rung.parts.text, least, most, size, truth),)


def _reach(standing: Standing, rank: int) -> Truth:
    """Whether the part reaches a rank: surely by its assessment, perhaps by its potential."""
    assessment = -1 if standing.assessment is None else standing.assessment
    potential = -1 if standing.potential is None else standing.potential
    if assessment >= rank:
        return Truth.TRUE
    return Truth.UNKNOWN if potential >= rank else Truth.FALSE
