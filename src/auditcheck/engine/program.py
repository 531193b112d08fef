"""A pack compiled once: every condition a closure, everything in an order that works."""

from collections.abc import Mapping
from typing import NamedTuple

from auditcheck.language.behind import Behind
from auditcheck.language.checking import Check, compile_condition
from auditcheck.language.references import Node, evaluation_order
from auditcheck.model.rules import Criterion, Pack, Part, PartsRung, Rung


class Tests(NamedTuple):
    """The compiled conditions of one criterion."""

    criterion: Criterion
    requires: Check
    applies: Check | None
    partly: Check | None


class Step(NamedTuple):
    """A rung of a part's ladder with its compiled condition."""

    rung: Rung
    condition: Check | None


class PartsStep(NamedTuple):
    """A rung of the conclusion's ladder with its compiled condition."""

    rung: PartsRung
    condition: Check | None


class Program(NamedTuple):
    """A compiled pack: `order` names criteria and parts, each after all that it refers to.

    `places` tells where in it each stands, `behind` which criteria stand behind what.
    """

    pack: Pack
    order: tuple[Node, ...]
    places: Mapping[Node, int]
    tests: Mapping[str, Tests]
    ladders: Mapping[tuple[str, str], tuple[Step, ...]]
    conclusion: tuple[PartsStep, ...]
    behind: Behind


def compile_pack(pack: Pack, like: Program | None = None) -> Program:
    """The pack as a program; it was checked when it was loaded, so this cannot fail.

    Of a program of a pack much like it, the criteria that are the same are not compiled again.
    """
    known = like.tests if like else {}
    tests = {
        criterion.id: known[criterion.id]
        if criterion.id in known and known[criterion.id].criterion == criterion
        else _compile_criterion(criterion)
        for criterion in pack.criteria.values()
    }
    ladders = {
        (question.id, part.id): _compile_ladder(part)
        for question in pack.questions.values()
        for part in question.parts
    }
    conclusion = tuple(
        PartsStep(rung, None if rung.condition is None else compile_condition(rung.condition))
        for rung in (pack.conclusion.ladder if pack.conclusion else ())
    )
    order = tuple(evaluation_order(pack))
    places = {node: place for place, node in enumerate(order)}
    return Program(pack, order, places, tests, ladders, conclusion, Behind(pack))


def _compile_criterion(criterion: Criterion) -> Tests:
    return Tests(
        criterion,
        compile_condition(criterion.requires),
        None if criterion.applies is None else compile_condition(criterion.applies),
        None if criterion.partly is None else compile_condition(criterion.partly),
    )


def _compile_ladder(part: Part) -> tuple[Step, ...]:
    return tuple(
        Step(rung, None if rung.condition is None else compile_condition(rung.condition))
        for rung in part.ladder
    )
