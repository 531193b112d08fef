"""Whether recorded absences cover a demand: it was looked for and is not there."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from auditcheck.language.comparing import equal
from auditcheck.language.world import Resolved, Scope, World, resolve
from auditcheck.model.conditions import Compare, Tests
from auditcheck.model.evidence import Item

Required = tuple[Resolved, ...]
MOST_COMBINATIONS = 10_000
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
    if prod(len(alternatives) for _, alternatives in pins) > MOST_COMBINATIONS:
        return ()
    fields = [field for field, _ in pins]
    used: dict[str, None] = {}
    for combination in product(*(alternatives for _, alternatives in pins)):
        demanded = list(zip(fields, combination, strict=True))
        covers = [absence.id for absence in absences if _covers(absence, demanded)]
        if not covers:
            return ()
        used |= dict.fromkeys(covers)
    return tuple(used)


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
    absent = values if isinstance(values, tuple) else (values,)
    return any(equal(one, each) for one in required if one is not None for each in absent)
