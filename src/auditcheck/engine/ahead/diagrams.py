"""Functions of yes and no as shared decision diagrams, and their minimal solutions.

Bryant's reduced ordered diagrams: a function is a number, equal functions are the same number, and
a variable with a lower number is asked first. A family of sets is kept likewise (Minato's
zero-suppressed diagrams): how many sets it holds is counted without listing them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

NO, YES = 0, 1
NONE, EMPTY = 0, 1
"""The family without a set, and the one whose only set is the empty one."""
_LAST = 1 << 30  # stands after every variable


class TooManyError(Exception):
    """There are more cases than can be told apart within the bound."""


class _Nodes:
    """Nodes that exist once each; `most` in all, then TooManyError."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._nodes: list[tuple[int, int, int]] = [(_LAST, 0, 0), (_LAST, 1, 1)]
        self._known: dict[tuple[int, int, int], int] = {}

    def _once(self, variable: int, low: int, high: int) -> int:
        """The node of a variable with what follows where it is false, and where it is true."""
        key = (variable, low, high)
        found = self._known.get(key)
        if found is None:
            found = len(self._nodes)
            if found > self._most:
                raise TooManyError
            self._nodes.append(key)
            self._known[key] = found
        return found


class Diagrams(_Nodes):
    """Functions of numbered variables."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._chosen: dict[tuple[int, int, int], int] = {}

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self._nodes)

    def variable(self, number: int) -> int:
        """True where the variable is."""
        return self._node(number, NO, YES)

    def _node(self, variable: int, low: int, high: int) -> int:
        return low if low == high else self._once(variable, low, high)

    def choose(self, test: int, then: int, other: int) -> int:
        """`then` where the test is true, else `other`."""
        if test <= YES:
            return then if test else other
        if then == other:
            return then
        if then == YES and other == NO:
            return test
        key = (test, then, other)
        found = self._chosen.get(key)
        if found is None:
            first, without, with_ = self._nodes[test]
            second, then_without, then_with = self._nodes[then]
            third, other_without, other_with = self._nodes[other]
            top = min(first, second, third)
            if first != top:
                without = with_ = test
            if second != top:
                then_without = then_with = then
            if third != top:
                other_without = other_with = other
            low = self.choose(without, then_without, other_without)
            found = self._node(top, low, self.choose(with_, then_with, other_with))
            self._chosen[key] = found
        return found

    def no(self, function: int) -> int:
        """True where the function is false."""
        return self.choose(function, NO, YES)

    def all(self, *functions: int) -> int:
        """True where all are."""
        found = YES
        for each in functions:
            found = self.choose(each, found, NO)
        return found

    def any(self, *functions: int) -> int:
        """True where one is."""
        found = NO
        for each in functions:
            found = self.choose(each, YES, found)
        return found

    def _first(self, functions: Iterable[int]) -> int:
        """The first variable that any of the functions asks."""
        return min(self._nodes[each][0] for each in functions)

    def tallies(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """Where so many of a group are met and so many are there, of pairs (there, met).

        Those that ask the last variables are added first, which keeps each sum small.
        """
        sums = {(0, 0): YES}
        for there, met in sorted(pairs, key=self._first, reverse=True):
            cases = (
                ((1, 1), self.all(there, met)),
                ((0, 1), self.all(there, self.no(met))),
                ((0, 0), self.no(there)),
            )
            more: dict[tuple[int, int], int] = {}
            for (number, size), sofar in sums.items():
                for (met_more, there_more), when in cases:
                    if (both := self.choose(when, sofar, NO)) != NO:
                        key = (number + met_more, size + there_more)
                        more[key] = self.choose(both, YES, more.get(key, NO))
            sums = more
        return sums

    def holds(self, function: int, true: Collection[int]) -> bool:
        """The function's value where these variables are true, and all others false."""
        while function > YES:
            variable, low, high = self._nodes[function]
            function = high if variable in true else low
        return function == YES

    def fewest(self, function: int) -> int | None:
        """The least number of variables that must be true for the function to be; None: never."""
        if function == NO:
            return None
        cost: dict[int, float] = {NO: float("inf"), YES: 0}
        waiting = [function]
        while waiting:
            _, low, high = self._nodes[waiting[-1]]
            open_ = [each for each in (low, high) if each not in cost]
            if open_:
                waiting += open_
            else:
                cost[waiting.pop()] = min(cost[low], cost[high] + 1)
        return int(cost[function])

    def minimal(self, function: int, families: "Families") -> int:
        """The sets of true variables that make the function true while no smaller part does."""
        known = {NO: NONE, YES: EMPTY}

        def of(each: int) -> int:
            if each not in known:
                variable, low, high = self._nodes[each]
                without, with_ = of(low), of(high)
                known[each] = families.node(variable, without, families.not_above(with_, without))
            return known[each]

        return of(function)


class Families(_Nodes):
    """Families of sets of numbered variables; those `unweighed` add nothing to a set's size."""

    def __init__(self, most: int, *, unweighed: Collection[int] = ()) -> None:
        super().__init__(most)
        self._unweighed = frozenset(unweighed)
        self._left: dict[tuple[int, int], int] = {}
        self._parts: dict[tuple[int, int, bool], int] = {}
        self._seen: tuple[int, dict[int, int]] | None = None
        self._sizes: dict[int, Counter[int]] = {NONE: Counter(), EMPTY: Counter({0: 1})}

    def node(self, variable: int, without: int, with_: int) -> int:
        """The sets `without`, and those of `with_` with the variable in each."""
        return without if with_ == NONE else self._once(variable, without, with_)

    def not_above(self, family: int, others: int) -> int:
        """The sets of a family that hold no set of the other one, in which none holds another."""
        if NONE in (family, others):
            return family
        if others in (EMPTY, family):
            return NONE
        if family == EMPTY:
            return family
        key = (family, others)
        found = self._left.get(key)
        if found is None:
            variable, without, with_ = self._nodes[family]
            other, o_without, o_with = self._nodes[others]
            if variable < other:
                found = self.node(
                    variable, self.not_above(without, others), self.not_above(with_, others)
                )
            elif variable > other:
                found = self.not_above(family, o_without)
            else:
                neither = self.not_above(self.not_above(with_, o_without), o_with)
                found = self.node(variable, self.not_above(without, o_without), neither)
            self._left[key] = found
        return found

    def part(self, family: int, variable: int, *, with_: bool) -> int:
        """The sets that have the variable, less it; or those that have it not."""
        asked, low, high = self._nodes[family]
        if asked > variable:
            return NONE if with_ else family
        if asked == variable:
            return high if with_ else low
        key = (family, variable, with_)
        if key not in self._parts:
            self._parts[key] = self.node(
                asked,
                self.part(low, variable, with_=with_),
                self.part(high, variable, with_=with_),
            )
        return self._parts[key]

    def alike(self, family: int, one: int, other: int, *, pairs: bool) -> bool:
        """Whether two variables, one right after the other, can change places in every set.

        `pairs`: each of them with the one after it, which stands in no set without it.
        """
        above = self._above(family)
        states = range(3 if pairs else 2)

        def at(node: int, a: int, b: int) -> int:
            return self.state(self.state(node, one, a, pair=pairs), other, b, pair=pairs)

        for node, parent in above.items():
            variable = self._nodes[node][0]
            if variable == other and parent < one:
                return False  # here sets may have the other, and none the one
            if variable == one and any(
                at(node, a, b) != at(node, b, a) for a in states for b in range(a)
            ):
                return False
        return True

    def _above(self, family: int) -> dict[int, int]:
        """The nodes of a family, each with the first variable from which an arrow leads to it."""
        if self._seen is None or self._seen[0] != family:
            above, waiting = {family: -1}, [family]
            while waiting:
                variable, *parts = self._nodes[waiting.pop()]
                for each in parts if variable != _LAST else ():
                    if each not in above:
                        waiting.append(each)
                    above[each] = min(above.get(each, variable), variable)
            self._seen = family, above
        return self._seen[1]

    def state(self, family: int, variable: int, state: int, *, pair: bool) -> int:
        """The sets without a variable (0) or with it (1); of a pair, with the first (1), both (2).

        The sets are given less those variables.
        """
        family = self.part(family, variable, with_=state > 0)
        return self.part(family, variable + 1, with_=state > 1) if pair else family

    def sizes(self, family: int) -> Counter[int]:
        """How many sets there are of each size."""
        found = self._sizes.get(family)
        if found is None:
            variable, without, with_ = self._nodes[family]
            weight = variable not in self._unweighed
            found = Counter(self.sizes(without))
            for size, number in self.sizes(with_).items():
                found[size + weight] += number
            self._sizes[family] = found
        return found

    def sets(self, family: int, size: int) -> Iterator[tuple[int, ...]]:
        """Its sets of a size, one after the other as they are asked for."""
        if not self.sizes(family)[size]:
            return
        if family == EMPTY:
            yield ()
            return
        variable, without, with_ = self._nodes[family]
        for each in self.sets(with_, size - (variable not in self._unweighed)):
            yield (variable, *each)
        yield from self.sets(without, size)
