"""What comparisons of dates say of the first and the last day that a date can be."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditcheck.model.conditions import Argument, Compare, Dollar, Fixed, Range
from auditcheck.model.days import Days, Duration

OF_DATES = ("before", "after", "on_or_before", "on_or_after", "within", "older_than", "in_period")
_AS_OF = Dollar("as_of")
_LENGTHS = {"days": ("days", 1), "weeks": ("days", 7), "months": ("months", 1),
            "years": ("months", 12)}  # fmt: skip


class Ago(NamedTuple):
    """The day so many days, or months, before `as_of`."""

    unit: str
    number: int


Day = int | Argument | Ago  # a day by its number; one that is looked up


class Bound(NamedTuple):
    """The date lies on or after (`up`: on or before) a day, or strictly so."""

    up: bool
    at: Day
    strict: bool


def bounds(compare: Compare) -> list[Bound] | None:
    """The bounds that a comparison is: it is the least of them; None when it is none."""
    if compare.operator not in OF_DATES:
        return None
    (argument,) = compare.arguments
    match compare.operator:
        case "before" | "on_or_before":
            return [_bound(argument, up=True, strict=compare.operator == "before")]
        case "after" | "on_or_after":
            return [_bound(argument, up=False, strict=compare.operator == "after")]
        case "within":
            return [Bound(False, _ago(argument), False), Bound(True, _AS_OF, False)]
        case "older_than":
            return [Bound(True, _ago(argument), True)]
        case _:
            return list(_period(argument)) if isinstance(argument, Range) else None


def _period(period: Range) -> Iterator[Bound]:
    if period.start is not None:
        yield _bound(period.start, up=False, strict=False)
    if period.end is not None:
        yield _bound(period.end, up=True, strict=False)


def _bound(argument: Argument, *, up: bool, strict: bool) -> Bound:
    """A bound at a written day is never strict: it lies at the day beside."""
    if isinstance(argument, Fixed) and isinstance(argument.value, Days):
        number = argument.value.first.toordinal()
        beside = 0 if not strict else -1 if up else 1
        return Bound(up, number + beside, False)
    return Bound(up, argument, strict)


def _ago(argument: Argument) -> Ago:
    assert isinstance(argument, Fixed)  # noqa: S101  the reading of rules promised it
    assert isinstance(argument.value, Duration)  # noqa: S101
    unit, times = _LENGTHS[argument.value.unit]
    return Ago(unit, argument.value.number * times)


def _no_later(one: Day, other: Day) -> bool:
    """Whether the one day surely comes no later than the other; they may be one."""
    match one, other:
        case int(), int():
            return one <= other
        case Ago(unit, number), Ago(other_unit, fewer):
            return unit == other_unit and number >= fewer
        case Ago(), _ if other == _AS_OF:
            return True
        case _:
            return one == other


def _earlier(one: Day, other: Day) -> bool:
    """Whether the one day surely comes before the other."""
    match one, other:
        case int(), int():
            return one < other
        case _:
            return False


def implied(have: Iterable[Bound], wanted: Bound) -> bool:
    """Whether one of the bounds is as narrow as what is wanted."""
    for bound in have:
        if bound.up is wanted.up:
            near, far = (bound.at, wanted.at) if wanted.up else (wanted.at, bound.at)
            if _earlier(near, far) or (
                _no_later(near, far) and (bound.strict or not wanted.strict)
            ):
                return True
    return False


def clash(have: Iterable[Bound]) -> bool:
    """Whether no date lies within all of the bounds."""
    listed = list(have)
    return any(
        _earlier(upper.at, lower.at)
        or ((upper.strict or lower.strict) and _no_later(upper.at, lower.at))
        for upper in listed
        if upper.up
        for lower in listed
        if not lower.up
    )
