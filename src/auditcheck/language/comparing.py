"""Operators: the truth of one value against resolved arguments; every one is a line in a table."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from auditcheck.language.world import Resolved
from auditcheck.model.conditions import Operator
from auditcheck.model.days import Days, Duration, back_from, before, day, on_or_before
from auditcheck.model.truth import Truth, truth_of

Comparison = Callable[[Resolved, Sequence[Resolved], Days], Truth]

OPEN_START, OPEN_END = day(date.min), day(date.max)


def exact(number: object) -> Fraction:
    """A number without rounding: a decimal fraction is what was written, not its binary cousin."""
    if isinstance(number, Fraction):
        return number
    return Fraction(str(number))


def equal(left: Resolved, right: Resolved) -> bool:
    """Equality that compares type first: true is not 1, '1' is not 1; 1 and 1.0 are one number."""
    if type(left) is type(right):
        return left == right
    return _is_number(left) and _is_number(right) and exact(left) == exact(right)


def key_of(value: object) -> Hashable:
    """What two values share when they are equal, to find one among many."""
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return exact(value)
    return type(value), str(value)


def _is_number(value: Resolved) -> bool:
    return isinstance(value, int | float | Fraction) and not isinstance(value, bool)


def _is(value: Resolved, arguments: Sequence[Resolved], _: Days) -> Truth:
    return truth_of(any(equal(value, argument) for argument in arguments))


def _is_not(value: Resolved, arguments: Sequence[Resolved], as_of: Days) -> Truth:
    return _is(value, arguments, as_of).negated()


def _number(holds: Callable[[Fraction, Fraction], bool]) -> Comparison:
    return lambda value, arguments, _: truth_of(holds(exact(value), exact(arguments[0])))


def _between(value: Resolved, arguments: Sequence[Resolved], _: Days) -> Truth:
    lowest, highest = (exact(argument) for argument in arguments)
    return truth_of(lowest <= exact(value) <= highest)


def _dates(holds: Callable[[Days, Days], Truth]) -> Comparison:
    def compare(value: Resolved, arguments: Sequence[Resolved], _: Days) -> Truth:
        assert isinstance(value, Days)  # noqa: S101  the reading of rules promised it
        assert isinstance(arguments[0], Days)  # noqa: S101
        return holds(value, arguments[0])

    return compare


def _begins(arguments: Sequence[Resolved], as_of: Days) -> Days:
    duration = arguments[0]
    assert isinstance(duration, Duration)  # noqa: S101  the reading of rules promised it
    return day(back_from(as_of.first, duration))


def _within(value: Resolved, arguments: Sequence[Resolved], as_of: Days) -> Truth:
    assert isinstance(value, Days)  # noqa: S101  the reading of rules promised it
    return min(on_or_before(_begins(arguments, as_of), value), on_or_before(value, as_of))


def _older_than(value: Resolved, arguments: Sequence[Resolved], as_of: Days) -> Truth:
    assert isinstance(value, Days)  # noqa: S101  the reading of rules promised it
    return before(value, _begins(arguments, as_of))


def _ends(period: Resolved) -> tuple[Days, Days]:
    """The first and last days of a period, or of a date; an end that is left out is open."""
    if isinstance(period, Days):
        return period, period
    assert isinstance(period, Mapping)  # noqa: S101  the reading of rules promised it
    start, end = period.get("from", OPEN_START), period.get("until", OPEN_END)
    assert isinstance(start, Days)  # noqa: S101
    assert isinstance(end, Days)  # noqa: S101
    return start, end


def _in_period(value: Resolved, arguments: Sequence[Resolved], _: Days) -> Truth:
    (start, end), (first, last) = _ends(value), _ends(arguments[0])
    return min(on_or_before(first, start), on_or_before(end, last))


def _overlaps(value: Resolved, arguments: Sequence[Resolved], _: Days) -> Truth:
    (start, end), (first, last) = _ends(value), _ends(arguments[0])
    return min(on_or_before(start, last), on_or_before(first, end))


def _text(holds: Callable[[str, str], bool]) -> Comparison:
    return lambda value, arguments, _: truth_of(
        holds(str(value).casefold(), str(arguments[0]).casefold())
    )


COMPARISONS: Mapping[Operator, Comparison] = {
    "is": _is,
    "is_not": _is_not,
    "one_of": _is,
    "none_of": _is_not,
    "at_least": _number(lambda value, bound: value >= bound),
    "at_most": _number(lambda value, bound: value <= bound),
    "above": _number(lambda value, bound: value > bound),
    "below": _number(lambda value, bound: value < bound),
    "between": _between,
    "before": _dates(before),
    "after": _dates(lambda value, bound: before(bound, value)),
    "on_or_before": _dates(on_or_before),
    "on_or_after": _dates(lambda value, bound: on_or_before(bound, value)),
    "within": _within,
    "older_than": _older_than,
    "in_period": _in_period,
    "overlaps": _overlaps,
    "contains_text": _text(lambda text, part: part in text),
    "starts_with": _text(str.startswith),
    "ends_with": _text(str.endswith),
}


def among(
    operator: Operator, elements: Sequence[Resolved], arguments: Sequence[Resolved], open_: Truth
) -> Truth:
    """Membership in a list; `open_` is the truth of being in it for what was not found there."""
    found = [
        Truth.TRUE if any(equal(element, each) for element in elements) else open_
        for each in arguments
    ]
    match operator:
        case "includes":
            return min(found)
        case "includes_any":
            return max(found)
        case _:
            return max(found).negated()
