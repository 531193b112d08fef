"""Which numbers comparisons with known arguments leave possible."""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from typing import NamedTuple

from auditcheck.language.comparing import exact
from auditcheck.model.conditions import Compare, Fixed, Operator

_OTHERWISE: dict[Operator, Operator] = {
    "is": "is_not", "one_of": "none_of", "is_not": "is", "none_of": "one_of",
    "at_least": "below", "below": "at_least", "above": "at_most", "at_most": "above",
}  # fmt: skip


class Numbers(NamedTuple):
    """A set of numbers: between two ends, each in or out, but for some; of `only`, if any."""

    low: Fraction | None = None
    low_in: bool = True
    high: Fraction | None = None
    high_in: bool = True
    only: frozenset[Fraction] | None = None
    but: frozenset[Fraction] = frozenset()
    whole: bool = False

    def has(self, number: Fraction) -> bool:
        """Whether the number is in it."""
        above = self.low is None or number > self.low or (self.low_in and number == self.low)
        below = self.high is None or number < self.high or (self.high_in and number == self.high)
        among = self.only is None or number in self.only
        fits = not self.whole or number.denominator == 1
        return above and below and among and fits and number not in self.but

    @property
    def empty(self) -> bool:
        """Whether no number is in it."""
        if self.only is not None:
            return not any(map(self.has, self.only))
        if self.low is None or self.high is None:
            return False
        if self.whole:
            first, last = ceil(self.low), floor(self.high)
            spare = len(self.but) + 2  # so many can be taken away by `but` and the ends
            return last - first < spare and not any(
                self.has(Fraction(number)) for number in range(first, last + 1)
            )
        return self.low > self.high or (self.low == self.high and not self.has(self.low))

    @property
    def least(self) -> Fraction | None:
        """The least whole number in it; None where it has no lower end, or nothing is in it."""
        if self.only is not None:
            return min(filter(self.has, self.only), default=None)
        if self.low is None or self.empty:
            return None
        first = ceil(self.low)
        tried = (Fraction(first + step) for step in range(len(self.but) + 2))
        return next(filter(self.has, tried), None)

    def met(self, compare: Compare) -> "Numbers":
        """What a comparison leaves of it: all, where its arguments are not known."""
        values = _values(compare)
        if values is None:
            return self
        match compare.operator:
            case "is" | "one_of":
                left = (v for v in values if self.only is None or v in self.only)
                return self._replace(only=frozenset(left))
            case "is_not" | "none_of":
                return self._replace(but=self.but.union(values))
            case "at_least" | "above":
                return self._above(values[0], inside=compare.operator == "at_least")
            case "at_most" | "below":
                return self._below(values[0], inside=compare.operator == "at_most")
            case _:
                low, high = compare.arguments
                above, below = Compare("at_least", (low,)), Compare("at_most", (high,))
                return self.met(above).met(below)

    def _above(self, low: Fraction, *, inside: bool) -> "Numbers":
        if self.low is None or low > self.low:
            return self._replace(low=low, low_in=inside)
        return self._replace(low_in=self.low_in and (inside or low < self.low))

    def _below(self, high: Fraction, *, inside: bool) -> "Numbers":
        if self.high is None or high < self.high:
            return self._replace(high=high, high_in=inside)
        return self._replace(high_in=self.high_in and (inside or high > self.high))

    def within(self, compare: Compare) -> bool:
        """Whether a comparison, whose arguments are known, holds of every number in it."""
        if _values(compare) is None:
            return False
        return all(self.met(each).empty for each in _otherwise(compare))


def _values(compare: Compare) -> list[Fraction] | None:
    """The numbers that it compares with; None when one is looked up, or is no number."""
    values = [
        exact(argument.value)
        for argument in compare.arguments
        if isinstance(argument, Fixed)
        and isinstance(argument.value, int | float | Fraction)
        and not isinstance(argument.value, bool)
    ]
    return values if len(values) == len(compare.arguments) else None


def _otherwise(compare: Compare) -> Iterable[Compare]:
    """What holds of a number of which the comparison does not: one of these."""
    if compare.operator == "between":
        return (
            Compare("below", compare.arguments[:1]), Compare("above", compare.arguments[1:]),
        )  # fmt: skip
    return (Compare(_OTHERWISE[compare.operator], compare.arguments),)


ALL = Numbers()
AMOUNTS = Numbers(low=Fraction(0))
COUNTS = Numbers(low=Fraction(0), whole=True)
SHARES = Numbers(low=Fraction(0), high=Fraction(1))
WHOLE = Numbers(only=frozenset({Fraction(1)}))
"""The share of a selection of which nothing is asked."""


def numbers(compares: Iterable[Compare], among: Numbers = ALL) -> Numbers:
    """The numbers among some of which every comparison may hold."""
    return reduce(Numbers.met, compares, among)
