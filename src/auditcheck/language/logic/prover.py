"""Criteria: whether one is met whenever another is, and whether two can ever both be met.

What it says holds in all evidence on all days; where it cannot tell it says no. That a criterion
is met stands for what it requires and when it applies. These are unfolded into branches, of which
one at least is so, and each branch must do. What an audit leaves out – not in force, not due, not
applicable – may be missing in any condition that names it, and then says nothing.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from auditcheck.language.logic.atoms import Signed, denies, follows, signed, subject
from auditcheck.language.logic.excluding import exclude, impossible
from auditcheck.language.logic.plain import plain
from auditcheck.language.spans import Span, span_of
from auditcheck.model.conditions import Combined, Condition, CriterionHolds, Negated
from auditcheck.model.rules import Criterion, Demand, Pack
from auditcheck.model.truth import Degree

_STRENGTH: dict[Demand, int] = {"any": 0, "documentary": 1, "corroborated": 2}
_MOST_BRANCHES = 64
_MOST_CHOSEN_FROM = 8
_DEEPEST = 10  # criteria that name criteria: beyond, nothing is said


class Fact(NamedTuple):
    """Something that is so, also when evidence is asked for as strong as `demand`."""

    what: Signed
    demand: Demand


class Branch:
    """Facts that are so together, by what each is about."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = tuple(dict.fromkeys(facts))
        self.about: dict[object, list[Fact]] = {}
        for fact in self.facts:
            self.about.setdefault(subject(fact.what.condition), []).append(fact)
        self.denying = {
            about for about, found in self.about.items() if any(denies(f.what) for f in found)
        }
        self.proven: dict[tuple[CriterionHolds, bool], bool] = {}

    def joined(self, other: "Branch") -> "Branch":
        """What is so when both are."""
        return Branch((*self.facts, *other.facts))


class Prover:
    """What follows in one pack, whose criteria refer to each other in no circle."""

    def __init__(self, pack: Pack) -> None:
        self.criteria = {each.id: _plain(each) for each in pack.criteria.values()}
        self.levels = {q.id: pack.scales[q.scale].levels for q in pack.questions.values()}
        self._spans = {id_: span_of(each, pack.authorities) for id_, each in self.criteria.items()}
        self._known: dict[tuple[str, bool], tuple[Branch, ...]] = {}
        self._of_criteria: dict[tuple[CriterionHolds, bool, Span], tuple[Branch, ...]] = {}
        self._left_out: dict[tuple[str, Span], bool] = {}

    def implies(self, one: str, other: str) -> bool:
        """Whether the other criterion is met whenever the one is, by what the one requires.

        What it takes for the one to apply is not counted: a criterion that waits for another
        leaves it to carry its weight.
        """
        branches = self._branches(one, applying=False)
        span = self._spans[one]
        return all(self._met(branch, other, span, _DEEPEST) for branch in branches)

    def excludes(self, one: str, other: str) -> bool:
        """Whether the two can never both be met, though there are days when both are in force."""
        mine, its = self._spans[one], self._spans[other]
        if max(mine.first, its.first) >= min(mine.last, its.last):
            return False
        return all(
            self._exclude(left, right)
            for left, right in product(self._branches(one), self._branches(other))
        )

    def hollow(self, name: str) -> bool:
        """Whether a criterion can never be met, whatever is found."""
        return all(map(self._clash, self._branches(name)))

    def never_lacking(self, name: str) -> bool:
        """Whether a criterion can never be less than met, whatever is found."""
        criterion = self.criteria[name]
        lacking = [_lacking(criterion.requires), *_when_it_applies(criterion)]
        return all(map(self._clash, self._unfolded(lacking, self._spans[name], _DEEPEST)))

    def _branches(self, name: str, *, applying: bool = True) -> tuple[Branch, ...]:
        """What may be so when a criterion is met: all of one branch, at least."""
        if (name, applying) not in self._known:
            criterion = self.criteria[name]
            facts = _when_met(criterion) if applying else [_required(criterion)]
            self._known[name, applying] = self._unfolded(facts, self._spans[name], _DEEPEST)
        return self._known[name, applying]

    def _unfolded(self, facts: Sequence[Fact], span: Span, deep: int) -> tuple[Branch, ...]:
        """Every way in which all the facts can be so; where they are too many, the facts alone."""
        ways = [Branch(())]
        for fact in dict.fromkeys(facts):
            inner = self._ways(fact, span, deep)
            if len(ways) * len(inner) > _MOST_BRANCHES:
                inner = (Branch((fact,)),)
            ways = [left.joined(right) for left in ways for right in inner]
        return tuple(ways)

    def _ways(self, fact: Fact, span: Span, deep: int) -> tuple[Branch, ...]:
        """Every way in which a fact can be so; where they are too many, the fact alone.

        What it takes for a criterion to be met is the same wherever it is named.
        """
        holds, condition = fact.what
        if isinstance(condition, CriterionHolds):
            key = condition, holds, span
            if key not in self._of_criteria:
                inner = self._of_criterion(condition, holds=holds) if deep > 0 else [[]]
                self._of_criteria[key] = self._joined(fact, inner, span, deep - 1)
            return self._of_criteria[key]
        if isinstance(condition, Combined):
            inner = [
                [Fact(signed(part, holds=holds), fact.demand) for part in parts]
                for parts in self._of_combined(condition, span, holds=holds)
            ]
            return self._joined(fact, inner, span, deep)
        return (Branch((fact,)),)

    def _joined(
        self, fact: Fact, inner: Iterable[Sequence[Fact]], span: Span, deep: int
    ) -> tuple[Branch, ...]:
        alone = Branch((fact,))
        every = (
            alone.joined(branch)
            for alternative in inner
            for branch in self._unfolded(alternative, span, deep)
        )
        ways = tuple(islice(every, _MOST_BRANCHES + 1))
        return ways if len(ways) <= _MOST_BRANCHES else (alone,)

    def _of_combined(
        self, condition: Combined, span: Span, *, holds: bool
    ) -> list[Sequence[Condition]]:
        """The parts that are so, or are not: all of one of these."""
        parts = condition.parts
        match condition.how, holds:
            case ("all", True) | ("any", False):
                return [[part for part in parts if not self._leaves_out(part, span, _DEEPEST)]]
            case ("any", True) | ("all", False):
                return [[part] for part in parts]
            case "at_least", True if len(parts) <= _MOST_CHOSEN_FROM:
                return [*combinations(parts, condition.number)]
            case _:
                return [[]]

    def _of_criterion(self, condition: CriterionHolds, *, holds: bool) -> list[list[Fact]]:
        criterion = self.criteria[condition.criterion]
        if not holds:
            return [[_lacking(criterion.requires), *_when_it_applies(criterion)]]
        ways = [_when_met(criterion)]
        if condition.at_least is not Degree.MET and criterion.partly is not None:
            partly = Fact(signed(criterion.partly), criterion.evidence)
            ways.append([partly, *_when_it_applies(criterion)])
        return ways

    def _leaves_out(self, condition: Condition, span: Span, deep: int) -> bool:
        """Whether a condition may be left out of one that holds it, on a day of the span."""
        match condition:
            case CriterionHolds(name):
                if (name, span) not in self._left_out:
                    criterion = self.criteria[name]
                    self._left_out[name, span] = (
                        deep == 0
                        or not span.within(self._spans[name])
                        or (criterion.due is not None and criterion.due > span.first)
                        or criterion.applies is not None
                        or self._leaves_out(criterion.requires, span, deep - 1)
                    )
                return self._left_out[name, span]
            case Combined():
                return all(self._leaves_out(part, span, deep) for part in condition.parts)
            case Negated():
                return self._leaves_out(condition.part, span, deep)
            case _:
                return False

    def _clash(self, branch: Branch) -> bool:
        never = any(impossible(fact.what) for fact in branch.facts)
        return never or self._exclude(branch, branch)

    def _exclude(self, one: Branch, other: Branch) -> bool:
        """Whether something that is so in the one and something in the other are never both so."""
        shared = (one.about.keys() & other.about.keys()) & (one.denying | other.denying)
        return any(
            exclude(mine.what, its.what, self.levels)
            for about in shared
            for mine, its in product(one.about[about], other.about[about])
        )

    def _met(self, branch: Branch, name: str, span: Span, deep: int) -> bool:
        """Whether a criterion is met on all days of a span, by what is so in a branch."""
        return span.within(self._spans[name]) and all(
            self._proves(branch, each, span, deep) for each in _when_met(self.criteria[name])
        )

    def _proves(self, branch: Branch, wanted: Fact, span: Span, deep: int) -> bool:
        holds, condition = wanted.what
        strong = _STRENGTH[wanted.demand]
        if any(
            _STRENGTH[fact.demand] >= strong and follows(fact.what, wanted.what, self.levels)
            for fact in branch.about.get(subject(condition), ())
        ):
            return True

        def so(part: Condition) -> bool:
            return self._proves(branch, Fact(signed(part, holds=holds), wanted.demand), span, deep)

        match condition:
            case CriterionHolds() if deep > 0:
                if (condition, holds) not in branch.proven:
                    proven = self._proves_criterion(branch, condition, span, deep - 1, holds=holds)
                    branch.proven[condition, holds] = proven
                return branch.proven[condition, holds]
            case Combined("all"):
                return (all if holds else any)(map(so, condition.parts))
            case Combined("any"):
                return (any if holds else all)(map(so, condition.parts))
            case Combined():
                number, parts = condition.number, condition.parts
                return sum(map(so, parts)) >= (number if holds else len(parts) - number + 1)
            case _:
                return False

    def _proves_criterion(
        self, branch: Branch, condition: CriterionHolds, span: Span, deep: int, *, holds: bool
    ) -> bool:
        name = condition.criterion
        if holds:
            return self._met(branch, name, span, deep)
        criterion = self.criteria[name]
        if criterion.due is not None or not span.within(self._spans[name]):
            return False
        lacking = [_lacking(criterion.requires), *_when_it_applies(criterion)]
        if condition.at_least is not Degree.MET and criterion.partly is not None:
            lacking.append(_lacking(criterion.partly))
        return all(self._proves(branch, each, span, deep) for each in lacking)


def _required(criterion: Criterion) -> Fact:
    return Fact(signed(criterion.requires), criterion.evidence)


def _when_it_applies(criterion: Criterion) -> list[Fact]:
    return [] if criterion.applies is None else [Fact(signed(criterion.applies), "any")]


def _when_met(criterion: Criterion) -> list[Fact]:
    return [_required(criterion), *_when_it_applies(criterion)]


def _lacking(condition: Condition) -> Fact:
    return Fact(signed(condition, holds=False), "any")


def _plain(criterion: Criterion) -> Criterion:
    return criterion._replace(
        requires=plain(criterion.requires),
        applies=criterion.applies and plain(criterion.applies),
        partly=criterion.partly and plain(criterion.partly),
    )
