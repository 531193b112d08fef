"""Whether recorded absences cover a demand: it was looked for and is not there."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from auditcheck.language.comparing import equal, key_of
from auditcheck.language.world import Resolved, Scope, World, resolve
from auditcheck.model.conditions import Compare, Tests
from auditcheck.model.evidence import Item

Required = tuple[Resolved, ...]
Said = frozenset[tuple[str, frozenset[Hashable]]]  # fields with the values that count
MOST_COMBINATIONS = 10_000
_MOST_COMPARED = 100_000  # combinations times absences that say different things
PINNING = ("is", "one_of", "includes", "includes_any")


def covering(world: World, kind: str, tests: Tests) -> tuple[str, ...]:
    """The absences that together cover a demand for a kind; none when something is not covered.

    An absence covers when each field of its `where` stands in the demand with a value that the
    absence's include. A demand for one of several values is covered value by value; one for all
    of several, by an absence of one of them.
    """
    absences = [
        item
        for item in world.evidence.of("absences")
        if item.fields["of"] == kind and not world.is_weak(item)
    ]
    if not absences:
        return ()
    named = {field for absence in absences for field in _where(absence)}
    pins = [
        (test.field, _alternatives(matcher, world))
        for test in tests
        for matcher in test.matchers
        if test.field in named and isinstance(matcher, Compare) and matcher.operator in PINNING
    ]
    alike = _by_what_they_say(absences, pins)
    combinations = prod(len(alternatives) for _, alternatives in pins)
    if combinations > MOST_COMBINATIONS or combinations * len(alike) > _MOST_COMPARED:
        return ()
    fields = [field for field, _ in pins]
    used: dict[Said, int] = {}  # what is said that covers, by the first combination it covers
    for number, combination in enumerate(product(*(each for _, each in pins))):
        demanded = list(zip(fields, combination, strict=True))
        covers = [said for said, (first, *_) in alike.items() if _covers(first, demanded)]
        if not covers:
            return ()
        for said in covers:
            used.setdefault(said, number)
    order = {absence.id: number for said, number in used.items() for absence in alike[said]}
    covering_ = (absence.id for absence in absences if absence.id in order)
    return tuple(sorted(covering_, key=order.__getitem__))


def _by_what_they_say(
    absences: Iterable[Item], pins: Iterable[tuple[str, Sequence[Required]]]
) -> dict[Said, list[Item]]:
    """The absences that may cover some of what is demanded, those together that cover the same."""
    demanded: dict[str, set[Hashable]] = {}
    for field, alternatives in pins:
        values = (one for required in alternatives for one in required if one is not None)
        demanded.setdefault(field, set()).update(map(key_of, values))
    alike: dict[Said, list[Item]] = {}
    for absence in absences:
        said = frozenset(
            (field, frozenset(map(key_of, _several(values))) & demanded.get(field, set()))
            for field, values in _where(absence).items()
        )
        if all(values for _, values in said):
            alike.setdefault(said, []).append(absence)
    return alike


def _where(absence: Item) -> Mapping[str, object]:
    where = absence.fields.get("where", {})
    return where if isinstance(where, Mapping) else {}


def _alternatives(matcher: Compare, world: World) -> Sequence[Required]:
    """The values that would do, each with those that it needs beside it."""
    scope = Scope(world, None)
    values = [resolve(argument, scope) for argument in matcher.arguments]
    return [tuple(values)] if matcher.operator == "includes" else [(value,) for value in values]


def _covers(absence: Item, demanded: Iterable[tuple[str, Required]]) -> bool:
    demanded = list(demanded)
    return all(
        any(field == name and _includes(values, required) for name, required in demanded)
        for field, values in _where(absence).items()
    )


def _includes(values: object, required: Required) -> bool:
    return any(
        equal(one, each) for one in required if one is not None for each in _several(values)
    )


def _several(values: Any) -> tuple[Any, ...]:  # noqa: ANN401  whatever is sought
    return values if isinstance(values, tuple) else (values,)
