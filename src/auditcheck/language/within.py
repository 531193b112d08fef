"""What a condition compares with, however deep inside."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from auditcheck.language.references import walk
from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    CheckShare,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Negated,
    Parameter,
    Quantified,
    Reaches,
    RecordCount,
    Records,
    Tests,
)


def parameters_in(condition: Condition) -> Iterator[str]:
    """The names of the parameters that a condition uses, in the order written."""
    for argument in arguments_in(condition):
        if isinstance(argument, Parameter):
            yield argument.name


def arguments_in(condition: Condition) -> Iterator[Argument]:
    """Every argument in a condition and in those inside it; not in the criteria it names."""
    for each in walk(condition):
        match each:
            case Quantified():
                yield from _of_tests((*each.where, *each.has))
            case Counted():
                yield from _of_tests((*each.where, *each.has))
                yield from _of_compares(each.matcher)
            case Finding():
                yield from _of_tests(each.where or ())
            case AuditFact():
                yield from _of_tests(each.tests)
            case CriterionHolds() | Reaches() | Combined() | Negated():
                pass
            case _:
                assert_never(each)


def _of_compares(compares: Iterable[Compare]) -> Iterator[Argument]:
    for compare in compares:
        yield from compare.arguments


def _of_tests(tests: Tests) -> Iterator[Argument]:
    for test in tests:
        for matcher in test.matchers:
            yield from _of_matcher(matcher)


def _of_matcher(matcher: Matcher) -> Iterator[Argument]:
    match matcher:
        case Compare():
            yield from matcher.arguments
        case Records() | Latest():
            yield from _of_tests((*matcher.where, *matcher.has))
        case RecordCount():
            yield from _of_tests((*matcher.where, *matcher.has))
            yield from _of_compares(matcher.matcher)
        case Follow():
            yield from _of_tests(matcher.where)
        case CheckShare():
            yield from _of_compares(matcher.matcher)
        case IsGiven():
            pass
        case _:
            assert_never(matcher)
