"""Single conditions: which of them imply others, and which two exclude each other.

What is said holds of every trace: an item that falls short of what a criterion asks of its
evidence, a kind that is still being collected and an absence that covers are all reckoned with.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple, assert_never

from auditcheck.language.absences import MOST_COMBINATIONS, PINNING
from auditcheck.language.logic.ranges import ALL, COUNTS, SHARES, numbers
from auditcheck.language.logic.tests import (
    at_least,
    compares_in,
    implied,
    numbered,
    same,
)
from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Fixed,
    Negated,
    Quantified,
    Reaches,
    Tests,
)

_ONE = (Compare("at_least", (Fixed(Fraction(1)),)),)
_NONE = Fraction(0)
DOMAINS = {"count": COUNTS, "sum": ALL, "share": SHARES}
Levels = Mapping[str, Sequence[str]]  # the levels of each question's scale, lowest first


class Signed(NamedTuple):
    """That a condition is true, or that it is false."""

    holds: bool
    condition: Condition

    @property
    def otherwise(self) -> "Signed":
        """The mirror."""
        return Signed(not self.holds, self.condition)


def signed(condition: Condition, *, holds: bool = True) -> Signed:
    """That a condition is true or false, said of what it denies where it denies something."""
    match condition:
        case Negated():
            return signed(condition.part, holds=not holds)
        case Quantified("no"):
            return Signed(not holds, condition._replace(quantifier="some"))
        case _:
            return Signed(holds, condition)


def subject(condition: Condition) -> object:
    """What a condition is about: only of two that are about one thing one can follow."""
    match condition:
        case Quantified() | Counted():
            return condition.kind
        case Finding(topic):
            return "finding", topic
        case CriterionHolds(name):
            return "criterion", name
        case Reaches():
            return "question", condition.question, condition.part
        case AuditFact():
            return "audit"
        case Combined() | Negated():
            return "several"
        case _:
            assert_never(condition)


def denies(what: Signed) -> bool:
    """Whether it says of something that it is not: of others none excludes another."""
    some = isinstance(what.condition, Quantified) and what.condition.quantifier == "some"
    positive = some or isinstance(what.condition, Finding | CriterionHolds | Reaches | Combined)
    return not (what.holds and positive)


def follows(have: Signed, wanted: Signed, levels: Levels) -> bool:
    """Whether the one is so whenever the other is."""
    if have == wanted:
        return True
    if have.holds and wanted.holds:
        return _true(have.condition, wanted.condition, levels)
    if not have.holds and not wanted.holds:
        return _false(have.condition, wanted.condition, levels)
    if have.holds:
        return _denies(have.condition, wanted.condition)
    return _none_of(have.condition, wanted.condition)


def _true(have: Condition, wanted: Condition, levels: Levels) -> bool:
    match have, wanted:
        case Quantified() | Counted("count"), Quantified() | Counted("count"):
            return _some(have, wanted) or _alike(have, wanted)
        case Counted(), Counted():
            return _same_number(have, wanted)
        case Finding(), Finding():
            return _finding(have, wanted)
        case Reaches(), Reaches():
            return _reaches(have, wanted, levels)
        case AuditFact(), AuditFact():
            return implied(have.tests, wanted.tests)
        case CriterionHolds(), CriterionHolds():
            return have.criterion == wanted.criterion and have.at_least >= wanted.at_least
        case Combined("at_least"), Combined():
            return _at_least(have, wanted)
        case _:
            return False


def _false(have: Condition, wanted: Condition, levels: Levels) -> bool:
    match have, wanted:
        case Quantified("some"), Quantified("some"):
            return (
                have.kind == wanted.kind
                and same(have.where, wanted.where)
                and implied(whole(wanted), have.has, both=True)
                and _covered(whole(have), whole(wanted))
            )
        case Quantified("every"), Quantified("every"):
            alike = have.kind == wanted.kind and same(have.where, wanted.where)
            return alike and implied(wanted.has, have.has, both=True)
        case Counted(), Counted():
            return _same_number(wanted, have)
        case Finding(), Finding():
            return _finding(wanted, have)
        case Reaches(), Reaches():
            return _reaches(wanted, have, levels)
        case AuditFact(), AuditFact():
            return implied(wanted.tests, have.tests, both=True)
        case CriterionHolds(), CriterionHolds():
            return have.criterion == wanted.criterion and have.at_least <= wanted.at_least
        case _:
            return False


def whole(condition: Quantified | Counted) -> Tests:
    """All that an item must be to count."""
    return (*condition.where, *condition.has)


def least(condition: Quantified | Counted) -> tuple[Compare, ...]:
    """What is surely so of the number of items that surely have it all: at least one, so many."""
    if isinstance(condition, Quantified):
        return _ONE
    return condition.matcher if condition.measure == "count" else ()


def _some(have: Quantified | Counted, wanted: Quantified | Counted) -> bool:
    """Whether so many items have what is asked, by those that the first is sure of."""
    if isinstance(wanted, Quantified) and wanted.quantifier != "some":
        return False
    enough = have.kind == wanted.kind and at_least(least(have), least(wanted))
    return enough and implied(whole(have), whole(wanted))


def _alike(have: Quantified | Counted, wanted: Quantified | Counted) -> bool:
    """Whether the two look at the same items, and the second asks no more of them."""
    match have, wanted:
        case Quantified("every"), Quantified("every"):
            alike = have.kind == wanted.kind and same(have.where, wanted.where)
            return alike and implied(have.has, wanted.has)
        case Counted(), Counted():
            return _same_number(have, wanted)
        case _:
            return False


def one_number(one: Counted, other: Counted) -> bool:
    """Whether the two are about one number."""
    return (
        (one.measure, one.kind, one.field) == (other.measure, other.kind, other.field)
        and same(one.where, other.where)
        and same(one.has, other.has)
    )


def _same_number(have: Counted, wanted: Counted) -> bool:
    among = DOMAINS[have.measure]
    return one_number(have, wanted) and numbered(have.matcher, wanted.matcher, among)


def _finding(have: Finding, wanted: Finding) -> bool:
    if have.topic != wanted.topic or have.partly_is_enough > wanted.partly_is_enough:
        return False
    return have.where == wanted.where and have.any_about <= wanted.any_about


def _reaches(have: Reaches, wanted: Reaches, levels: Levels) -> bool:
    asked = (have.question, have.part) == (wanted.question, wanted.part)
    ranks = levels[have.question]
    return asked and ranks.index(have.level) >= ranks.index(wanted.level)


def _at_least(have: Combined, wanted: Combined) -> bool:
    """Whether enough of the conditions are among those wanted, however many fall outside."""
    among = list(wanted.parts)
    outside = 0
    for part in have.parts:
        if part in among:
            among.remove(part)
        else:
            outside += 1
    needed = {"all": None, "any": 1, "at_least": wanted.number}[wanted.how]
    return needed is not None and have.number - outside >= needed


def _denies(have: Condition, wanted: Condition) -> bool:
    """Whether a count that is true says that there is none."""
    match have, wanted:
        case Counted("count"), Quantified("some"):
            alike = have.kind == wanted.kind and same(have.where, wanted.where)
            none = numbers(have.matcher, COUNTS).within(Compare("at_most", (Fixed(_NONE),)))
            return alike and same(have.has, wanted.has) and none
        case _:
            return False


def _none_of(have: Condition, wanted: Condition) -> bool:
    """Whether a count of what is not there is as it is to be."""
    match have, wanted:
        case Quantified("some"), Counted("count"):
            alike = have.kind == wanted.kind and same(have.where, wanted.where)
            is_none = numbered((Compare("one_of", (Fixed(_NONE),)),), wanted.matcher, COUNTS)
            return alike and same(have.has, wanted.has) and is_none
        case _:
            return False


def _covered(have: Tests, wanted: Tests) -> bool:
    """Whether absences that cover the one demand cover the other, which asks for more."""
    pins = list(_pins(wanted))
    if prod(len(each) for _, each in pins) > MOST_COMBINATIONS:
        return False
    return all(
        any(field == name and _narrows(each, alternatives) for name, each in pins)
        for field, alternatives in _pins(have)
    )


Alternatives = list[frozenset[Argument]]


def _pins(tests: Tests) -> Iterable[tuple[str, Alternatives]]:
    """The fields that an absence may name, each with what of it would do."""
    for test in tests:
        for each in compares_in(test.matchers):
            if each.operator in PINNING:
                together = each.operator == "includes"
                apart = [frozenset([argument]) for argument in each.arguments]
                yield test.field, [frozenset(each.arguments)] if together else apart


def _narrows(narrow: Alternatives, wide: Alternatives) -> bool:
    return all(any(few <= many for few in wide) for many in narrow)
