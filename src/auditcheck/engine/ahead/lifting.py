"""Which minimal sets of criteria, by being met, lift a part to a level; all of them, exactly.

The sets are those of a decision diagram: they are counted and told smallest first without being
listed, and criteria that can take each other's place stand together: any 20 of these 40.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import factorial
from typing import NamedTuple

from auditcheck.engine.ahead.diagrams import EMPTY, NONE, Diagrams, Families, TooManyError
from auditcheck.engine.ahead.ladders import Ranks, direct
from auditcheck.engine.ahead.symbols import Choice, Symbols
from auditcheck.engine.evaluate import Evaluation
from auditcheck.model.rules import Part
from auditcheck.model.truth import Degree

MOST_NODES = 500_000
MOST_CRITERIA = 200
MOST_LISTED = 24
"""So many sets are told one by one; more, with those together that take each other's place."""

Raised = tuple[str, Degree]


class Pick(NamedTuple):
    """So many of these criteria, whichever, are raised to a degree."""

    number: int
    criteria: tuple[str, ...]
    to: Degree


class Group(NamedTuple):
    """Criteria that can take each other's place, by the numbers of their variables.

    A criterion's own variable says that it is raised; the next one, where it can be partly met
    too, that it is raised to met.
    """

    criteria: tuple[tuple[str, int], ...]
    partly: bool


class Lifting:
    """What lifts one part to a rank of its scale; TooManyError beyond the bounds."""

    def __init__(self, evaluation: Evaluation, key: tuple[str, str], rank: int) -> None:
        names = direct(evaluation, key)
        if len(names) > MOST_CRITERIA:
            raise TooManyError
        questions = evaluation.program.pack.questions
        part = next(part for part in questions[key[0]].parts if part.id == key[1])
        self._criteria = evaluation.program.pack.criteria
        self.names = _in_order(evaluation, part, names)
        diagrams = Diagrams(MOST_NODES)
        choices = {}
        for place, name in enumerate(self.names):
            raised, met = diagrams.variable(2 * place), diagrams.variable(2 * place + 1)
            to = {Degree.MET: raised}
            if self._can_be_partly(name):
                to = {
                    Degree.MET: diagrams.all(raised, met),
                    Degree.PARTLY_MET: diagrams.all(raised, diagrams.no(met)),
                }
            choices[name] = Choice(to, rising=True)
        ranks: Ranks = Symbols(evaluation, diagrams, choices).part(key)
        self.highest = max(
            (at for at, reached in enumerate(ranks.reaches) if reached), default=None
        )
        self._families = Families(MOST_NODES, unweighed=range(1, 2 * len(names), 2))
        self._family = diagrams.minimal(ranks.reaches[rank], self._families)

    @property
    def reached(self) -> bool:
        """Whether nothing needs to be raised."""
        return self._family == EMPTY

    @property
    def sizes(self) -> Counter[int]:
        """How many minimal sets there are of each size; none where the level is out of reach."""
        return self._families.sizes(self._family)

    def sets(self) -> Iterator[tuple[Raised, ...]]:
        """Every minimal set, smallest first, made as it is asked for."""
        for size in sorted(self.sizes):
            for chosen in self._families.sets(self._family, size):
                yield tuple(
                    (name, self._degree(place, name, chosen))
                    for place, name in enumerate(self.names)
                    if 2 * place in chosen
                )

    def _degree(self, place: int, name: str, chosen: Sequence[int]) -> Degree:
        met = 2 * place + 1 in chosen or not self._can_be_partly(name)
        return Degree.MET if met else Degree.PARTLY_MET

    def _can_be_partly(self, name: str) -> bool:
        return self._criteria[name].partly is not None

    # ways

    def ways(self, listed: int = MOST_LISTED) -> "Ways":
        """The sets as ways: up to `listed` one by one, more with what is alike put together."""
        alike = self.sizes.total() > listed
        groups: list[Group] = []
        for place, name in enumerate(self.names):
            partly = self._can_be_partly(name)
            each = Group(((name, 2 * place),), partly)
            last = groups[-1] if groups else None
            if alike and last and last.partly is partly and self._alike(last, each):
                groups[-1] = Group((*last.criteria, *each.criteria), partly)
            else:
                groups.append(each)
        return Ways(self._families, self._family, groups)

    def _alike(self, one: Group, other: Group) -> bool:
        """Whether the sets stay the same when the two change places."""
        (_, first), (_, second) = one.criteria[-1], other.criteria[0]
        return self._families.alike(self._family, first, second, pairs=one.partly)


class Ways:
    """A family of sets as ways: of each group so many criteria to each degree, whichever."""

    def __init__(self, families: Families, family: int, groups: Sequence[Group]) -> None:
        self._families = families
        self._family = family
        self._groups = groups
        self._known: dict[tuple[int, int], Counter[int]] = {}

    def sizes(self) -> Counter[int]:
        """How many ways there are of each size."""
        return self._sizes(self._family, 0)

    def __iter__(self) -> Iterator[tuple[Pick, ...]]:
        """Every way, smallest first, made as it is asked for."""
        for size in sorted(self.sizes()):
            yield from self._of(self._family, 0, size)

    def _sizes(self, family: int, at: int) -> Counter[int]:
        if family == NONE or at == len(self._groups):
            return Counter({0: 1}) if family == EMPTY else Counter()
        found = self._known.get((family, at))
        if found is None:
            found = Counter()
            for met, partly, rest in self._choices(family, at):
                for size, number in self._sizes(rest, at + 1).items():
                    found[size + met + partly] += number
            self._known[family, at] = found
        return found

    def _of(self, family: int, at: int, size: int) -> Iterator[tuple[Pick, ...]]:
        if not self._sizes(family, at)[size]:
            return
        if at == len(self._groups):
            yield ()
            return
        names = tuple(name for name, _ in self._groups[at].criteria)
        for met, partly, rest in self._choices(family, at):
            picks = (Pick(met, names, Degree.MET), Pick(partly, names, Degree.PARTLY_MET))
            own = tuple(pick for pick in picks if pick.number)
            for others in self._of(rest, at + 1, size - met - partly):
                yield (*own, *others)

    def _choices(self, family: int, at: int) -> Iterator[tuple[int, int, int]]:
        """How many of a group are met and partly met, most first, and the sets of what is left.

        Since they are alike, the first of them stand for any.
        """
        members, partly = self._groups[at]
        first = family
        most = len(members)
        after_met = [first]
        for _, variable in members:
            first = self._families.state(first, variable, 2 if partly else 1, pair=partly)
            after_met.append(first)
        for met in range(most, -1, -1):
            rest = after_met[met]
            for half in range(most - met + 1 if partly else 1):
                if half:
                    variable = members[met + half - 1][1]
                    rest = self._families.state(rest, variable, 1, pair=partly)
                left = rest
                for _, variable in members[met + half :]:
                    left = self._families.state(left, variable, 0, pair=partly)
                if left != NONE:
                    yield met, half, left


def sets_in(way: Sequence[Pick]) -> int:
    """How many sets a way holds."""
    number = 1
    taken: Counter[tuple[str, ...]] = Counter()
    for pick in way:
        of = len(pick.criteria) - taken[pick.criteria]
        number *= factorial(of) // (factorial(pick.number) * factorial(of - pick.number))
        taken[pick.criteria] += pick.number
    return number


def _in_order(evaluation: Evaluation, part: Part, names: Sequence[str]) -> list[str]:
    """Those side by side that may take each other's place; then those that hang together.

    Of these each comes as soon as what it refers to has come, which keeps diagrams small.
    """
    places, behind = evaluation.program.places, evaluation.program.behind
    known = set(names)
    refers = {name: [n for n in behind.criteria([name]) if n in known and n != name]
              for name in names}  # fmt: skip
    tied = {name for name, needs in refers.items() if needs}
    tied.update(need for needs in refers.values() for need in needs)
    alone = [name for name in names if name not in tied]
    order = dict.fromkeys(sorted(alone, key=lambda name: _profile(evaluation, part, name)))
    for name in sorted(tied, key=places.__getitem__):
        if refers[name]:
            for need in sorted(refers[name], key=places.__getitem__):
                order[need] = None
            order[name] = None
    return list(order)


def _profile(evaluation: Evaluation, part: Part, name: str) -> tuple[object, ...]:
    """What puts criteria side by side that may take each other's place."""
    decided = evaluation.criteria[name].decided
    groups = name not in part.essential, name not in part.supporting
    return *groups, -decided.lowest, -decided.highest, decided.outcome.value
