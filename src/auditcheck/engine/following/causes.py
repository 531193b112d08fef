"""What made each difference: told apart by evaluating crosswise, or by what alone differs.

A cause is a factor that by itself, given to the old audit, makes the thing as it is in the new
one; where none does, the smallest sets that do together. A factor that is in none of these, and
without which the new audit would have the thing as it was in the old, is one too.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Literal, assert_never

from auditcheck.engine.aligning import Names
from auditcheck.engine.following.crossing import Crossing
from auditcheck.engine.following.standing import scope
from auditcheck.model.differences import FACTORS, UNCHANGED, Cause, Difference, Factor
from auditcheck.model.results import Renamed, Result
from auditcheck.model.traces import Plain

Sort = Literal["conclusion", "parts", "criteria", "recommendations"]
Value = Hashable
_NOT_WEIGHED = ("judgements", "responses")
_NOT_FACTS = ("as_of", "rules")


def differing(old: Result, new: Result) -> tuple[Factor, ...]:
    """The factors in which two results differ, or may: what is left out could tell otherwise."""
    found: dict[Factor, bool] = {
        "evidence": _evidence(old) != _evidence(new) or _may_hide(old, new),
        "date": old.as_of != new.as_of,
        "pack": {*old.inputs.rules} != {*new.inputs.rules},
        "judgement": _judgements(old) != _judgements(new),
    }
    return tuple(factor for factor in FACTORS if found[factor])


def _evidence(result: Result) -> tuple[object, ...]:
    """What conditions may ask of: everything but judgements, responses and the day."""
    items = {
        id_: (each.kind, each.fields, [(s.source, s.quote, s.page) for s in each.sources],
              sorted(each.incomplete))
        for id_, each in result.items.items()
        if each.kind not in _NOT_WEIGHED
    }  # fmt: skip
    audit = {name: each for name, each in result.audit.items() if name not in _NOT_FACTS}
    return items, audit, result.known, {*result.set_aside}


def _judgements(result: Result) -> dict[str, dict[str, Plain]]:
    items = result.items.values()
    return {each.id: each.fields for each in items if each.kind == "judgements"}


def _may_hide(old: Result, new: Result) -> bool:
    """Whether something left out of a public result may differ: its files' digests tell less."""
    return any(each.public is not None and each.public.items > 0 for each in (old, new))


def by_what_differs(sort: Sort, told: Difference, factors: Sequence[Factor]) -> Difference:
    """The difference with its cause where only one factor that can make it differs."""
    able = [each for each in factors if each != "judgement" or sort in ("conclusion", "parts")]
    if told.change in UNCHANGED:
        return told
    if told.why == "joined or divided":
        return _caused_by("pack", told)
    return _caused_by(able[0], told) if len(able) == 1 else told


def _caused_by(factor: Factor, told: Difference) -> Difference:
    """The difference as one that this factor alone has made."""
    return replace(told, causes=(Cause((factor,), alone=True, needed=True),))


class Attribution:
    """Tells the causes of differences between two audits that can both be evaluated."""

    def __init__(
        self,
        crossing: Crossing,
        names: Names,
        renamed: Iterable[Renamed],
        factors: Iterable[Factor],
    ) -> None:
        """`renamed` is what each of the two packs says its things were called."""
        self._crossing = crossing
        self._names = names
        self._renamed = tuple(renamed)
        self._factors = tuple(factors)
        self._scopes: dict[int, frozenset[str]] = {}

    def explained(self, sort: Sort, told: Difference) -> Difference:
        """The difference with all its causes; what has not changed has none."""
        if told.change in UNCHANGED:
            return told
        if told.why == "joined or divided":
            return _caused_by("pack", told)
        known = self._known_as(sort, told)

        def value(newer: frozenset[Factor]) -> Value:
            return tuple(self._values(self._crossing.result(newer), sort, known))

        return replace(told, causes=causes(value, self._factors))

    def _known_as(self, sort: Sort, told: Difference) -> frozenset[str]:
        """Every name of the thing, under the rules of either."""
        names = {told.name, *told.was}
        if sort != "conclusion":
            for renamed in self._renamed:
                for name, was in getattr(renamed, sort).items():
                    if not names.isdisjoint((name, *was)):
                        names.update((name, *was))
        return frozenset(names)

    def _values(self, result: Result, sort: Sort, names: frozenset[str]) -> Iterable[Value]:
        """What is compared of a thing, for each of its names that the result has."""
        match sort:
            case "criteria":
                for id_, each in result.criteria.items():
                    if id_ in names:
                        yield each.outcome if id_ in self._scope(result) else None
            case "parts":
                for question in result.questions:
                    for part in question.parts:
                        if part.name in names:
                            scale = result.scales.get(part.scale)
                            yield part.state, part.level, scale and scale.levels
            case "recommendations":
                for made in result.recommendations:
                    if made.id in names:
                        outcomes = ((name, result.criteria[name]) for name in made.because_of)
                        yield frozenset(
                            (self._names.criterion(name), str(each.outcome))
                            for name, each in outcomes
                        )
            case "conclusion":
                concluded = result.conclusion
                if concluded is not None:
                    scale = result.scales.get(concluded.scale)
                    yield concluded.state, concluded.assessment, scale and scale.levels
            case _:
                assert_never(sort)

    def _scope(self, result: Result) -> frozenset[str]:
        if id(result) not in self._scopes:
            self._scopes[id(result)] = scope(result)
        return self._scopes[id(result)]


def causes(
    value: Callable[[frozenset[Factor]], Value], factors: Sequence[Factor]
) -> tuple[Cause, ...]:
    """The causes of a change, given what the thing is when these factors are the newer audit's."""
    whole = frozenset(factors)
    old, new = value(frozenset()), value(whole)

    def cause(chosen: Sequence[Factor]) -> Cause:
        taken = frozenset(chosen)
        return Cause(tuple(chosen), value(taken) == new, value(whole - taken) == old)

    single = [cause((factor,)) for factor in factors]
    found = [each for each in single if each.alone]
    for size in range(2, len(factors) + 1) if not found else ():
        for chosen in combinations(factors, size):
            within = any({*each.factors} <= {*chosen} for each in found)
            if not within and value(frozenset(chosen)) == new:
                found.append(cause(chosen))
    named = {factor for each in found for factor in each.factors}
    return (*found, *(each for each in single if each.needed and named.isdisjoint(each.factors)))
