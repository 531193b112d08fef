"""Which levels can come out: every mix of the outcomes that a pack's criteria can have, counted.

A criterion can be partly met where it has a `partly`, and left out where it has a due date, days
in force, an `applies`, or rests on nothing but such criteria. Conditions of rungs may go either
way. What is not evidenced adds nothing to this, but where `none` is asked for: then a rung may
fail, too, because nobody knows.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from auditcheck.language.quantities import turning
from auditcheck.language.references import evaluation_order, walk
from auditcheck.language.spans import Span, span_of
from auditcheck.model.conditions import Combined, Condition, CriterionHolds, Negated
from auditcheck.model.rules import Pack, Part, Quantity, Rung, Scale
from auditcheck.model.truth import Degree

_ALWAYS = Span(date.min, date.max)


class Degrees(NamedTuple):
    """What can become of criteria: which can be partly met, and which left out."""

    partly: frozenset[str]
    loose: frozenset[str]


class Group(NamedTuple):
    """How many criteria there are, by whether they can be left out and partly met."""

    fixed_partly: int
    fixed: int
    loose_partly: int
    loose: int


class Answers(NamedTuple):
    """Whether any of a group applies, and which rungs the group satisfies."""

    some: bool
    rungs: tuple[bool, ...]


def degrees_in(pack: Pack) -> Degrees:
    """What can become of the criteria of a pack without circles, on some day, in some audit."""
    loose = set[str]()
    for name in evaluation_order(pack):
        criterion = pack.criteria.get(name) if isinstance(name, str) else None
        if criterion is not None and (
            criterion.due
            or criterion.applies
            or not _ALWAYS.within(span_of(criterion, pack.authorities))
            or _rests_on(criterion.requires, loose)
        ):
            loose.add(criterion.id)
    partly = (each.id for each in pack.criteria.values() if each.partly)
    return Degrees(frozenset(partly), frozenset(loose))


def _rests_on(condition: Condition, loose: set[str]) -> bool:
    """Whether a condition asks for nothing but criteria that can be left out."""
    facts = (each for each in walk(condition) if not isinstance(each, Combined | Negated))
    return all(isinstance(each, CriterionHolds) and each.criterion in loose for each in facts)


def reachable(part: Part, scale: Scale, degrees: Degrees) -> list[str]:
    """The levels that some mix of outcomes gives a part, lowest first."""
    reached = set[str]()
    for left in _answers(part, "essential", degrees):
        for right in _answers(part, "supporting", degrees):
            if part.weighed and not left.some and not right.some:
                continue  # with nothing that applies a part has no level
            for rung, *both in zip(part.ladder, left.rungs, right.rungs, strict=True):
                if all(both):
                    reached.add(rung.level)
                    if not _can_fail(rung, part, scale, essential=left, supporting=right):
                        break
            else:
                reached.add(scale.levels[0])
    return [level for level in scale.levels if level in reached]


def _can_fail(rung: Rung, part: Part, scale: Scale, **groups: Answers) -> bool:
    """Whether a rung whose groups are as it asks may still not hold."""
    if rung.condition is not None:
        return True
    if scale.not_evidenced != "lowers" or len(part.weighed) == 1:
        return False
    quantities = ((name, _quantity(rung, name)) for name in groups)
    return any(each and each.word == "none" and groups[name].some for name, each in quantities)


def _group(names: tuple[str, ...], degrees: Degrees) -> Group:
    sorts = [(name in degrees.loose, name in degrees.partly) for name in names]
    return Group(*(sorts.count((loose, p)) for loose in (False, True) for p in (True, False)))


def _answers(part: Part, name: str, degrees: Degrees) -> set[Answers]:
    """For every mix of a group's outcomes: whether any of it applies, which rungs it satisfies.

    A rung's answer turns at one number of those that apply. So of all numbers those are tried at
    which some rung turns, and of all sizes of the group those that give other numbers to try.
    """
    group = _group(part.essential if name == "essential" else part.supporting, degrees)
    quantities = [_quantity(rung, name) for rung in part.ladder]
    turns_to = [quantity is None or quantity.word != "none" for quantity in quantities]
    with_partly = [rung.counting < Degree.MET for rung in part.ladder]
    found = set[Answers]()
    seen = set[object]()
    for size in range(group.fixed_partly + group.fixed, sum(group) + 1):
        partly = min(group.fixed_partly + group.loose_partly, size - group.fixed)
        turns = [0 if each is None else turning(each, size) for each in quantities]
        tried = sorted({0, *(number for number in turns if number <= size)})
        ranks = tuple(bisect_left(tried, number) for number in turns)
        pairs = tuple(_pairs(tried, size, partly))
        sort = (size > 0, ranks, pairs)
        if sort not in seen:
            seen.add(sort)
            rungs = list(zip(ranks, turns_to, with_partly, strict=True))
            for met, counted in pairs:
                answers = (((counted if p else met) >= rank) is to for rank, to, p in rungs)
                found.add(Answers(size > 0, tuple(answers)))
    return found


def _pairs(tried: list[int], size: int, partly: int) -> Iterator[tuple[int, int]]:
    """Between which of the numbers tried those met can be, and those at least partly met."""
    for met in range(len(tried)):
        most = (tried[met + 1] - 1 if met + 1 < len(tried) else size) + partly
        for counted in range(met, len(tried)):
            if counted == met or tried[counted] <= most:
                yield met, counted


def _quantity(rung: Rung, group: str) -> Quantity | None:
    return rung.essential if group == "essential" else rung.supporting
