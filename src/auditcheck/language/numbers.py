"""Numbers that are known only within bounds: counts, totals and shares against a matcher.

A matcher changes its truth only at the numbers it names, so trying those, their neighbours and
the bounds tries every possible number.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor
from typing import NamedTuple

from auditcheck.language.comparing import COMPARISONS, exact
from auditcheck.language.world import Scope, World, resolve
from auditcheck.model.conditions import Compare, Operator
from auditcheck.model.traces import Plain, to_plain
from auditcheck.model.truth import Truth, truth_of

Worlds = Callable[[Sequence[Fraction]], Iterable[Fraction]]
_MOST_WORLDS = 10_000


class Bounds(NamedTuple):
    """The least and greatest that a number can be, both possible; None: no bound."""

    lowest: Fraction | None
    highest: Fraction | None

    def plus(self, other: "Bounds") -> "Bounds":
        """The bounds of the sum of two numbers."""
        return Bounds(_added(self.lowest, other.lowest), _added(self.highest, other.highest))

    def whole(self, named: Sequence[Fraction]) -> list[Fraction]:
        """Whole numbers within the bounds, enough to meet every truth a matcher can have."""
        tried = [
            Fraction(n + step)
            for at in named
            for n in (floor(at), ceil(at))
            for step in (-1, 0, 1)
        ]
        return self._within(tried)

    def real(self, named: Sequence[Fraction]) -> list[Fraction]:
        """Numbers within the bounds, enough to meet every truth a matcher can have."""
        ends = [end for end in (self.lowest, self.highest) if end is not None]
        marks = sorted({*named, *ends})
        middles = [(left + right) / 2 for left, right in pairwise(marks)]
        return self._within([*marks, *middles, marks[0] - 1, marks[-1] + 1])

    def _within(self, tried: Iterable[Fraction]) -> list[Fraction]:
        ends = [end for end in (self.lowest, self.highest) if end is not None]
        return [
            number
            for number in {*tried, *ends}
            if (self.lowest is None or number >= self.lowest)
            and (self.highest is None or number <= self.highest)
        ]


def _added(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def hull(bounds: Iterable[Bounds]) -> Bounds:
    """The bounds of a number that lies within one of several."""
    all_ = list(bounds)
    lowest = [each.lowest for each in all_ if each.lowest is not None]
    highest = [each.highest for each in all_ if each.highest is not None]
    return Bounds(
        min(lowest) if len(lowest) == len(all_) else None,
        max(highest) if len(highest) == len(all_) else None,
    )


class Shares(NamedTuple):
    """Who is counted in a share: surely or perhaps concerned, and whether each has what is asked.

    `sure_open`: surely concerned, may have it. `may_have`, `may_open`, `may_lack`: perhaps
    concerned, and has it, may have it, has it not.
    """

    sure_have: int
    sure_open: int
    sure_lack: int
    may_have: int
    may_open: int
    may_lack: int

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest share; at least one item is surely concerned."""
        sure = self.sure_have + self.sure_open + self.sure_lack
        lacking = self.may_lack + self.may_open
        having = self.may_have + self.may_open
        return Bounds(
            Fraction(self.sure_have, sure + lacking),
            Fraction(self.sure_have + self.sure_open + having, sure + having),
        )

    def worlds(self, named: Sequence[Fraction]) -> Iterable[Fraction]:
        """Every share that could be; where they are very many, those that the bounds allow."""
        size = (
            (self.sure_open + 1)
            * (self.may_have + 1)
            * (self.may_lack + 1)
            * (self.may_open + 1) ** 2
        )
        if size > _MOST_WORLDS:
            return self.bounds.real(named)
        sure = self.sure_have + self.sure_open + self.sure_lack
        choices = product(
            range(self.sure_open + 1),
            range(self.may_have + 1),
            range(self.may_lack + 1),
            range(self.may_open + 1),
            range(self.may_open + 1),
        )
        return {
            Fraction(self.sure_have + had + has + gained, sure + has + lacks + gained + lost)
            for had, has, lacks, gained, lost in choices
            if gained + lost <= self.may_open
        }


class NumberMatcher(NamedTuple):
    """What a number must be: every comparison holds."""

    compares: tuple[Compare, ...]

    def asks(self, scope: Scope) -> Plain:
        """What is asked, with the arguments looked up."""
        return {
            compare.operator: _single([to_plain(resolve(a, scope)) for a in compare.arguments])
            for compare in self.compares
        }

    def truth(self, worlds: Worlds, scope: Scope) -> Truth:
        """True or false where every number that could be agrees, else unknown."""
        compared = [
            (compare.operator, [resolve(a, scope) for a in compare.arguments])
            for compare in self.compares
        ]
        known = [
            (operator, [exact(argument) for argument in arguments])
            for operator, arguments in compared
            if None not in arguments
        ]
        if not known:
            return Truth.UNKNOWN
        tests = [_test(operator, arguments, scope.world) for operator, arguments in known]
        named = [argument for _, arguments in known for argument in arguments]
        truths = {min(test(number) for test in tests) for number in worlds(named)}
        truth = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
        return truth if len(known) == len(compared) else min(truth, Truth.UNKNOWN)


def _test(
    operator: Operator, arguments: Sequence[Fraction], world: World
) -> Callable[[Fraction], Truth]:
    """A comparison with these numbers; among many a number is looked up."""
    if operator in ("is", "one_of", "is_not", "none_of"):
        found = truth_of(operator in ("is", "one_of"))
        named = {*arguments}
        return lambda number: found if number in named else found.negated()
    holds, as_of = COMPARISONS[operator], world.as_of
    return lambda number: holds(number, arguments, as_of)


def _single(values: list[Plain]) -> Plain:
    return values[0] if len(values) == 1 else values


def exactly(number: int | Fraction) -> Worlds:
    """The one number that it is."""
    return lambda _: [Fraction(number)]
