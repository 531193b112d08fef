"""Single conditions of which two can never both be so, and those that can never be true."""

from auditcheck.language.logic.atoms import (
    DOMAINS,
    Levels,
    Signed,
    follows,
    least,
    one_number,
    whole,
)
from auditcheck.language.logic.ranges import COUNTS, numbers
from auditcheck.language.logic.tests import at_least_one, clash, implied
from auditcheck.model.conditions import AuditFact, Condition, Counted, Quantified


def exclude(one: Signed, other: Signed, levels: Levels) -> bool:
    """Whether the two can never both be so."""
    if follows(one, other.otherwise, levels) or follows(other, one.otherwise, levels):
        return True
    return one.holds and other.holds and (
        _exclude(one.condition, other.condition) or _exclude(other.condition, one.condition)
    )  # fmt: skip


def _exclude(one: Condition, other: Condition) -> bool:
    match one, other:
        case Quantified() | Counted("count"), Quantified("every") if at_least_one(least(one)):
            known = whole(one)
            return (
                one.kind == other.kind
                and implied(known, other.where)
                and clash((*known, *other.has))
            )
        case Quantified() | Counted("count"), Counted("count"):
            return _too_many(one, other) or _other_number(one, other)
        case Counted(), Counted():
            return _other_number(one, other)
        case AuditFact(), AuditFact():
            return clash((*one.tests, *other.tests))
        case _:
            return False


def _too_many(one: Quantified | Counted, other: Counted) -> bool:
    """Whether there are surely more than the other allows."""
    more = numbers(least(one), COUNTS).least
    up = COUNTS._replace(low=more)
    within = one.kind == other.kind and implied(whole(one), whole(other))
    return bool(more) and within and numbers(other.matcher, up).empty


def _other_number(one: Condition, other: Counted) -> bool:
    if not isinstance(one, Counted) or not one_number(one, other):
        return False
    return numbers((*one.matcher, *other.matcher), DOMAINS[one.measure]).empty


def impossible(what: Signed) -> bool:
    """Whether it is never so: a condition that nothing makes true, or nothing makes false."""
    match what.condition:
        case Quantified("some" | "every") as condition:
            return what.holds and clash(whole(condition))
        case Counted("count") as condition if not what.holds:
            return all(map(COUNTS.within, condition.matcher))
        case Counted() as condition:
            none = numbers(condition.matcher, DOMAINS[condition.measure]).empty
            some = at_least_one(least(condition))
            return what.holds and (none or (some and clash(whole(condition))))
        case AuditFact(tests):
            return what.holds and clash(tests)
        case _:
            return False
