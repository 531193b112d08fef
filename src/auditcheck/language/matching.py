"""Matchers of one value, compiled: what is asked of it, and what comes of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from auditcheck.language.comparing import COMPARISONS, among, exact
from auditcheck.language.numbers import NumberMatcher, exactly
from auditcheck.language.world import Resolved, Scope, resolve
from auditcheck.model.conditions import CheckShare, Compare, Fixed, IsGiven, Operator
from auditcheck.model.days import Days
from auditcheck.model.evidence import Value
from auditcheck.model.traces import Because, Candidate, Plain, to_plain
from auditcheck.model.truth import Truth, truth_of


class Found(NamedTuple):
    """What matching a value came to."""

    truth: Truth
    because: Because = Because.KNOWN
    records: tuple[Candidate, ...] = ()


class Match(NamedTuple):
    """A compiled matcher: what it asks, and what comes of a value that is given.

    `of` takes the value, the truth of what is not found in it (false, or unknown where it is a
    list that the item says is incomplete), and the scope. `fixed`: what comes of a text hangs on
    that text alone.
    """

    operator: str
    asks: Callable[[Scope], Plain]
    of: Callable[[Any, Truth, Scope], Found]
    fixed: bool = False


def compile_given(matcher: IsGiven) -> Match:
    """Whether the field is given at all."""
    expected = matcher.expected
    return Match(
        "given",
        lambda _: expected,
        lambda value, _unfound, _scope: Found(truth_of((value is not None) == expected)),
    )


def compile_compare(matcher: Compare) -> Match:
    """A value, or a list's elements, against arguments."""
    operator, look = matcher.operator, _look_up(matcher)
    listed = operator in ("includes", "includes_any", "excludes")
    of = _membership(operator, look) if listed else _comparison(operator, look)
    fixed = all(isinstance(argument, Fixed) for argument in matcher.arguments)
    return Match(operator, lambda scope: look(scope)[1], of, fixed)


def compile_check_share(matcher: CheckShare) -> Match:
    """The share that passed a check of a sample."""
    number = NumberMatcher(matcher.matcher)
    return Match("share", number.asks, _check_share(number))


Looked = tuple[list[Resolved] | None, Plain]


def _look_up(compare: Compare) -> Callable[[Scope], Looked]:
    """The arguments (None when one is not given) and how they read; looked up once if fixed."""
    fixed = [argument.value for argument in compare.arguments if isinstance(argument, Fixed)]
    if len(fixed) == len(compare.arguments):
        known: Looked = (list(fixed), _read(fixed))
        return lambda _: known

    def look(scope: Scope) -> Looked:
        resolved = [resolve(argument, scope) for argument in compare.arguments]
        return None if None in resolved else resolved, _read(resolved)

    return look


def _read(arguments: Sequence[Resolved]) -> Plain:
    plain = [to_plain(argument) for argument in arguments]
    return plain[0] if len(plain) == 1 else plain


def _unknown_if(truth: Truth, because: Because) -> Found:
    return Found(truth, because if truth is Truth.UNKNOWN else Because.KNOWN)


def _membership(
    operator: Operator, look: Callable[[Scope], Looked]
) -> Callable[[Value, Truth, Scope], Found]:
    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        arguments, _ = look(scope)
        if arguments is None:
            return Found(Truth.UNKNOWN, Because.ARGUMENT)
        assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
        return _unknown_if(among(operator, value, arguments, unfound), Because.INCOMPLETE)

    return of


def _comparison(
    operator: Operator, look: Callable[[Scope], Looked]
) -> Callable[[Value, Truth, Scope], Found]:
    holds = COMPARISONS[operator]

    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        arguments, _ = look(scope)
        if arguments is None:
            return Found(Truth.UNKNOWN, Because.ARGUMENT)
        as_of = scope.world.as_of
        if not isinstance(value, tuple):
            return _unknown_if(holds(value, arguments, as_of), Because.PARTIAL_DATE)
        latest = _latest_day(value, unfound, as_of)
        if latest is None:
            return _unknown_if(unfound, Because.INCOMPLETE)
        truth = holds(latest, arguments, as_of)
        if not value:
            truth = min(truth, Truth.UNKNOWN)
        return _unknown_if(truth, Because.INCOMPLETE if unfound else Because.PARTIAL_DATE)

    return of


def _latest_day(dates: tuple[Value, ...], unfound: Truth, as_of: Days) -> Days | None:
    """What the latest of the dates can be; in an incomplete list, any day up to `as_of`."""
    days = [each for each in dates if isinstance(each, Days)]
    first = max((each.first for each in days), default=None)
    last = max((each.last for each in days), default=None)
    if unfound is Truth.FALSE:
        return None if first is None or last is None else Days(first, last, "")
    return Days(first or date.min, max(last or as_of.last, as_of.last), "")


def _check_share(number: NumberMatcher) -> Callable[[Value, Truth, Scope], Found]:
    def of(value: Value, _: Truth, scope: Scope) -> Found:
        assert isinstance(value, dict)  # noqa: S101  the evidence was validated
        passed, tested = exact(value["passed"]), exact(value["of"])
        if not tested:
            return Found(Truth.UNKNOWN, Because.NONE_TESTED)
        return _unknown_if(number.truth(exactly(passed / tested), scope), Because.ARGUMENT)

    return of
