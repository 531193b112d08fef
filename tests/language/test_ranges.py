"""Which numbers comparisons leave."""

from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.language.comparing import COMPARISONS
from auditcheck.language.logic.ranges import ALL, COUNTS, SHARES, Numbers, numbers
from auditcheck.model.conditions import Compare, Dollar, Fixed, Operator
from auditcheck.model.days import parse_days
from auditcheck.model.truth import Truth

TODAY = parse_days("2024-03-31")
OPERATORS = [o for o in get_args(Operator)[:9] if o not in ("one_of", "none_of")]
VALUES = [Fraction(n, 2) for n in range(-2, 8)]


@st.composite
def compares(draw: st.DrawFn) -> Compare:
    """A comparison of a number."""
    operator = draw(st.sampled_from([*OPERATORS, "one_of", "none_of"]))
    several = operator in ("one_of", "none_of", "between")
    values = draw(st.lists(st.sampled_from(VALUES), min_size=2, max_size=2))
    arguments = sorted(values) if operator == "between" else values
    return Compare(operator, tuple(map(Fixed, arguments[: 2 if several else 1])))


def fits(compare: Compare, number: Fraction) -> bool:
    """What the evaluation says."""
    arguments = [a.value for a in compare.arguments if isinstance(a, Fixed)]
    return COMPARISONS[compare.operator](number, arguments, TODAY) is Truth.TRUE


def among(domain: Numbers) -> list[Fraction]:
    """Numbers of a domain, enough to show every difference between halves."""
    return [n for n in (Fraction(k, 8) for k in range(-24, 41)) if domain.has(n)]


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(st.lists(compares(), max_size=3), compares(), st.sampled_from([ALL, COUNTS, SHARES]))
def test_the_set_is_what_the_comparisons_leave(
    have: list[Compare], wanted: Compare, domain: Numbers
) -> None:
    """A number is in it when each holds; it is empty, and within another, just when it is."""
    left = numbers(have, domain)
    members = [n for n in among(domain) if all(fits(each, n) for each in have)]
    assert [n for n in among(domain) if left.has(n)] == members
    assert left.empty == (not members)
    assert left.within(wanted) == all(fits(wanted, n) for n in members)
    if domain is COUNTS:
        assert left.least == min(members, default=None)


@pytest.mark.parametrize("compare", [
    Compare("at_least", (Dollar("item", ("amount",)),)), Compare("is", (Fixed("word"),)),
    Compare("is", (Fixed(True),)),
])  # fmt: skip
def test_what_is_no_known_number_says_nothing(compare: Compare) -> None:
    """It leaves every number, and holds of none for sure."""
    assert numbers([compare]) == ALL
    assert not ALL.within(compare)
    assert ALL.least is None
