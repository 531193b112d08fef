"""Conditions without their places, so that two that say the same are equal."""

from typing import assert_never

from auditcheck.language.comparing import exact
from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    CheckShare,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Dollar,
    FieldTest,
    Finding,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Negated,
    Operator,
    Parameter,
    Place,
    Quantified,
    Range,
    Reaches,
    RecordCount,
    Records,
    Tests,
)

NOWHERE = Place("", ())
_SAME: dict[Operator, Operator] = {"is": "one_of", "is_not": "none_of"}


def plain(condition: Condition) -> Condition:
    """The same condition with every place taken away, and numbers and operators in one form."""
    match condition:
        case Quantified():
            where, has = plain_tests(condition.where), plain_tests(condition.has)
            return condition._replace(where=where, has=has, place=NOWHERE)
        case Counted():
            return condition._replace(
                where=plain_tests(condition.where),
                has=plain_tests(condition.has),
                matcher=_compares(condition.matcher),
                place=NOWHERE,
            )
        case Finding():
            about = None if condition.where is None else plain_tests(condition.where)
            return condition._replace(where=about, place=NOWHERE)
        case Combined():
            return condition._replace(parts=tuple(map(plain, condition.parts)), place=NOWHERE)
        case Negated():
            return Negated(plain(condition.part), NOWHERE)
        case AuditFact():
            return AuditFact(plain_tests(condition.tests), NOWHERE)
        case CriterionHolds() | Reaches():
            return condition._replace(place=NOWHERE)
        case _:
            assert_never(condition)


def plain_tests(tests: Tests) -> Tests:
    """The same tests without their places."""
    return tuple(
        FieldTest(t.path, tuple(map(_matcher, t.matchers)), NOWHERE, t.many, t.refers)
        for t in tests
    )


def _matcher(matcher: Matcher) -> Matcher:
    match matcher:
        case Compare():
            return plain_compare(matcher)
        case Records() | Latest():
            where, has = plain_tests(matcher.where), plain_tests(matcher.has)
            return matcher._replace(where=where, has=has)
        case RecordCount():
            where, has = plain_tests(matcher.where), plain_tests(matcher.has)
            return RecordCount(where, has, _compares(matcher.matcher))
        case Follow():
            return Follow(plain_tests(matcher.where))
        case CheckShare():
            return CheckShare(_compares(matcher.matcher))
        case IsGiven():
            return matcher
        case _:
            assert_never(matcher)


def _compares(compares: tuple[Compare, ...]) -> tuple[Compare, ...]:
    return tuple(map(plain_compare, compares))


def plain_compare(compare: Compare) -> Compare:
    """The same comparison with its numbers and its operator in one form."""
    operator = _SAME.get(compare.operator, compare.operator)
    return Compare(operator, tuple(map(_argument, compare.arguments)))


def _argument(argument: Argument) -> Argument:
    match argument:
        case Fixed(bool()):
            return argument
        case Fixed(int() | float() as number):
            return Fixed(exact(number))
        case Range(start, end):
            return Range(start and _argument(start), end and _argument(end))
        case Fixed() | Dollar() | Parameter():
            return argument
        case _:
            assert_never(argument)
