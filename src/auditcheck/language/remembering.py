"""Tests of items that references lead to: each is made once, however many ways lead there."""

from collections.abc import Callable, Iterable
from typing import Literal, assert_never

from auditcheck.language.world import Scope
from auditcheck.model.conditions import (
    Argument,
    CheckShare,
    Compare,
    Dollar,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Parameter,
    Range,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.evidence import Item
from auditcheck.model.traces import FieldTrace

Test = Callable[[Item, Scope], tuple[FieldTrace, ...]]
Leans = Iterable[Literal["item", "record"]]


def remembered(test: Test, tests: Tests) -> Test:
    """The test, which keeps what it finds until the next criterion is evaluated.

    Documents that build on documents that build on documents are otherwise looked at once for
    every way between them.
    """
    leans = {*_of_tests(tests)}

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...]:
        around = scope.item if "item" in leans else None
        record = scope.record if "record" in leans else None
        key = (id(run), item.id, around.id if around else "", id(record))
        known = scope.world.known.get(key)
        if known is None:  # the record is kept too, or another could come to have its id
            known = scope.world.known[key] = (test(item, scope), record)
        return known[0]

    return run


def _of_tests(tests: Tests) -> Leans:
    """What `$item` and `$record` of the surroundings the tests ask for."""
    for test in tests:
        for matcher in test.matchers:
            yield from _of_matcher(matcher, refers=test.refers)


def _of_matcher(matcher: Matcher, *, refers: bool) -> Leans:
    match matcher:
        case IsGiven():
            return
        case Compare(arguments=arguments):
            yield from _of_arguments(arguments)
        case CheckShare(compares):
            yield from _of_compares(compares)
        case RecordCount(where, has, compares):
            yield from _of_compares(compares)
            yield from _inside((*where, *has), refers=refers)
        case Records(where=where, has=has) | Latest(where=where, has=has):
            yield from _inside((*where, *has), refers=refers)
        case Follow(where):
            yield from _of_tests(where)
        case _:
            assert_never(matcher)


def _inside(tests: Tests, *, refers: bool) -> Leans:
    """Within a list's records `$record` is one of them, not that of the surroundings."""
    return (each for each in _of_tests(tests) if refers or each != "record")


def _of_compares(compares: Iterable[Compare]) -> Leans:
    for compare in compares:
        yield from _of_arguments(compare.arguments)


def _of_arguments(arguments: Iterable[Argument | None]) -> Leans:
    for argument in arguments:
        match argument:
            case None | Fixed() | Parameter(on=()):
                pass
            case Dollar(of):
                if of in ("item", "record"):
                    yield of
            case Parameter():
                yield "item"
            case Range():
                yield from _of_arguments(argument)
            case _:
                assert_never(argument)
