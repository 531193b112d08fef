"""What refers to what in a pack: criteria to criteria and parts, parts to criteria and parts."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import assert_never

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
from auditcheck.model.rules import Criterion, Pack, Part, Question

Node = str | tuple[str, str]  # a criterion's id, or a question's and a part's


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and all conditions inside it, outermost first."""
    yield condition
    match condition:
        case Combined():
            for part in condition.parts:
                yield from walk(part)
        case Negated():
            yield from walk(condition.part)
        case Quantified() | Counted() | Finding() | CriterionHolds() | Reaches() | AuditFact():
            pass
        case _:
            assert_never(condition)


def conditions_of(criterion: Criterion) -> list[Condition]:
    """The conditions that a criterion is tested by."""
    written = (criterion.requires, criterion.applies, criterion.partly)
    return [condition for condition in written if condition is not None]


def refers_to(condition: Condition, questions: Mapping[str, Question]) -> Iterable[Node]:
    """What a condition needs to have been decided before it."""
    for each in walk(condition):
        match each:
            case CriterionHolds():
                yield each.criterion
            case Reaches():
                parts = questions[each.question].parts
                yield from ((each.question, p.id) for p in parts if each.part in (None, p.id))
            case _:
                pass


def _needs_of_part(part: Part, questions: Mapping[str, Question]) -> Iterable[Node]:
    yield from (*part.essential, *part.supporting, *part.informing)
    for rung in part.ladder:
        if rung.condition is not None:
            yield from refers_to(rung.condition, questions)


def evaluation_order(pack: Pack) -> list[Node]:
    """Criteria and parts, each after all that it refers to; CycleError names a circle."""
    sorter: TopologicalSorter[Node] = TopologicalSorter()
    for criterion in pack.criteria.values():
        needs = [n for c in conditions_of(criterion) for n in refers_to(c, pack.questions)]
        sorter.add(criterion.id, *needs)
    for question in pack.questions.values():
        for part in question.parts:
            sorter.add((question.id, part.id), *_needs_of_part(part, pack.questions))
    return list(sorter.static_order())


def circle_in(pack: Pack) -> list[Node]:
    """A circle of criteria and parts that refer to each other; empty when there is none."""
    try:
        evaluation_order(pack)
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
