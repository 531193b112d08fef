"""A part's ladder as functions of changes: where it reaches which rank of its scale."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from auditcheck.engine.ahead.diagrams import NO, YES, Diagrams
from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.quantities import counts_enough
from auditcheck.language.references import refers_to
from auditcheck.model.rules import Quantity, Rung, Scale
from auditcheck.model.truth import Degree

PARTLY, MET = 0, 1
"""The places of "at least partly met" and "met" in a pair."""


class Said(NamedTuple):
    """A condition: where it is true, where it may be, and where it is left out, and why."""

    true: int
    may: int
    due: int = NO
    out: int = NO


class Outcomes(NamedTuple):
    """A criterion: where it is left out, where open, and where at least partly met, and met.

    `low` and `high` are how far it is met at least and at most.
    """

    due: int
    out: int
    open: int
    low: tuple[int, int]
    high: tuple[int, int]


class Ranks(NamedTuple):
    """A part: where it stands on its scale, and where it reaches each rank, or may."""

    stands: int
    reaches: tuple[int, ...]
    may: tuple[int, ...]


Groups = Mapping[str, Sequence[Outcomes]]


class Ladder:
    """A scale's or part's rungs, highest first, each with what its condition says."""

    def __init__(
        self, diagrams: Diagrams, scale: Scale, rungs: Sequence[tuple[Rung, Said | None]]
    ) -> None:
        self._diagrams = diagrams
        self._scale = scale
        self._rungs = rungs

    def ranks(self, groups: Groups, *, is_open: bool) -> Ranks:
        """What `grade_part` decides, of the part whose criteria these are."""
        d = self._diagrams
        weighed = [*groups["essential"], *groups["supporting"]]
        left = [d.any(each.due, each.out) for each in weighed]
        stands, nothing = NO if is_open else YES, NO
        if weighed:
            stands = d.all(stands, d.no(d.all(*left)))
            pairs = zip(weighed, left, strict=True)
            nothing = d.all(*(d.any(each.open, gone) for each, gone in pairs))
        rungs = [
            (self._scale.levels.index(rung.level), self._rung(rung, said, groups))
            for rung, said in self._rungs
        ]
        sure = self._first_that(rungs, lambda said: said.true)
        may = self._first_that(rungs, lambda said: said.may)
        return self._by_policy(stands, nothing, sure, may)

    def _by_policy(
        self, stands: int, nothing: int, sure: Sequence[int], may: Sequence[int]
    ) -> Ranks:
        d, policy = self._diagrams, self._scale.not_evidenced
        withheld = nothing
        if policy == "withholds":
            pairs = zip(sure, may, strict=True)
            withheld = d.any(nothing, *(d.choose(a, d.no(b), b) for a, b in pairs))
        level, other = (may, sure) if policy == "favours" else (sure, may)
        given = d.all(stands, d.no(withheld))
        highest = [d.any(a, b) for a, b in zip(sure, may, strict=True)]
        potential = [d.choose(withheld, a, b) for a, b in zip(highest, other, strict=True)]
        return Ranks(
            stands,
            tuple(d.all(given, each) for each in level),
            tuple(d.all(stands, each) for each in potential),
        )

    def _first_that(
        self, rungs: Sequence[tuple[int, Said]], holds: Callable[[Said], int]
    ) -> list[int]:
        """Where the first rung from the top that holds gives each rank; the lowest always."""
        d = self._diagrams
        return [
            YES if not rank else d.any(*(holds(said) for at, said in rungs if at >= rank))
            for rank in range(len(self._scale.levels))
        ]

    def _rung(self, rung: Rung, condition: Said | None, groups: Groups) -> Said:
        """Where a rung holds; a condition with nothing left in it does not."""
        d, said = self._diagrams, []
        if condition is not None:
            kept = d.no(d.any(condition.due, condition.out))
            said.append(Said(d.all(kept, condition.true), d.all(kept, condition.may)))
        for quantity, name in ((rung.essential, "essential"), (rung.supporting, "supporting")):
            if quantity is not None:
                said.append(self._quantity(quantity, groups[name], rung.counting))
        return Said(d.all(*(each.true for each in said)), d.all(*(each.may for each in said)))

    def _quantity(self, quantity: Quantity, group: Sequence[Outcomes], counting: Degree) -> Said:
        d, at = self._diagrams, MET if counting is Degree.MET else PARTLY
        there = [d.no(d.any(each.due, each.out)) for each in group]

        def enough(met: Iterable[int]) -> int:
            sums = d.tallies(zip(there, met, strict=True))
            return d.any(*(w for (n, size), w in sums.items() if counts_enough(quantity, n, size)))

        least, most = enough(e.low[at] for e in group), enough(e.high[at] for e in group)
        return Said(d.all(least, most), d.any(least, most))


def direct(evaluation: Evaluation, key: tuple[str, str]) -> tuple[str, ...]:
    """The criteria that a part's ladder itself asks: those weighed, and those that rungs name.

    A rung that asks for another part's level asks for what that part's ladder does.
    """
    questions = evaluation.program.pack.questions
    parts = {(q.id, part.id): part for q in questions.values() for part in q.parts}
    found: dict[str, None] = {}
    waiting, seen = [key], {key}
    while waiting:
        part = parts[waiting.pop()]
        found |= dict.fromkeys(part.weighed)
        for rung in part.ladder:
            for node in refers_to(rung.condition, questions) if rung.condition else ():
                if isinstance(node, str):
                    found[node] = None
                elif node not in seen:
                    seen.add(node)
                    waiting.append(node)
    return tuple(found)
