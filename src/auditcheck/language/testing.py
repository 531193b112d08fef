"""Tests of fields, compiled: each gives a trace of what was asked and what was found."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple, assert_never

from auditcheck.language.comparing import COMPARISONS, among, exact
from auditcheck.language.numbers import Bounds, NumberMatcher, exactly
from auditcheck.language.world import Resolved, Scope, resolve, value_at
from auditcheck.model.days import Days
from auditcheck.model.evidence import Item, Value
from auditcheck.model.results import Because, Candidate, FieldTrace, Plain, to_plain
from auditcheck.model.rules import (
    CheckShare,
    Compare,
    FieldTest,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.truth import Truth, truth_of

Test = Callable[[Item, Scope], tuple[FieldTrace, ...]]


class Found(NamedTuple):
    """What matching a value came to."""

    truth: Truth
    because: Because = Because.KNOWN
    records: tuple[Candidate, ...] = ()


class Match(NamedTuple):
    """A compiled matcher: what it asks, and what comes of a value that is given.

    `of` takes the value, the truth of what is not found in it (false, or unknown where it is a
    list that the item says is incomplete), and the scope.
    """

    operator: str
    asks: Callable[[Scope], Plain]
    of: Callable[[Any, Truth, Scope], Found]


def compile_tests(tests: Tests) -> Test:
    """The tests of a `where` or `has` as one function from an item to the traces of its fields."""
    compiled = [_compile_field(test) for test in tests]

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...]:
        return tuple(trace for each in compiled for trace in each(item, scope))

    return compiled[0] if len(compiled) == 1 else run


def conjunction(traces: Sequence[FieldTrace]) -> Truth:
    """Whether all the tests hold; of none, true."""
    return min((trace.truth for trace in traces), default=Truth.TRUE)


def _compile_field(test: FieldTest) -> Test:
    path, name = test.path, test.field
    matches = [_compile(matcher, test) for matcher in test.matchers]

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...]:
        value = value_at(item, path)
        if value is not None and isinstance(value, tuple) is not test.many:
            value = None  # a reference to any kind: this kind means something else by the name
        unfound = Truth.UNKNOWN if path[0] in item.incomplete else Truth.FALSE
        return tuple(_trace(name, match, value, unfound, scope) for match in matches)

    return run


def _trace(
    name: str, match: Match, value: Value | None, unfound: Truth, scope: Scope
) -> FieldTrace:
    asked, shown = match.asks(scope), to_plain(value)
    if value is None and match.operator != "given":
        return FieldTrace(name, match.operator, asked, None, Truth.UNKNOWN, Because.NOT_GIVEN)
    found = match.of(value, unfound, scope)
    return FieldTrace(
        name, match.operator, asked, shown, found.truth, found.because, found.records
    )


def _compile(matcher: Matcher, test: FieldTest) -> Match:
    match matcher:
        case IsGiven(expected):
            return Match("given", lambda _: expected, _given(expected=expected))
        case Compare(operator) if operator in ("includes", "includes_any", "excludes"):
            return Match(operator, _asks(matcher), _membership(matcher))
        case Compare(operator):
            return Match(operator, _asks(matcher), _comparison(matcher))
        case Records(quantifier):
            return Match(quantifier, _nothing, _records(matcher, refers=test.refers))
        case RecordCount(matcher=number):
            return Match("count", NumberMatcher(number).asks, _count(matcher, refers=test.refers))
        case Latest(by):
            return Match("latest", lambda _: by, _latest(matcher))
        case Follow():
            return Match("where", _nothing, _follow(matcher))
        case CheckShare(number):
            return Match("share", NumberMatcher(number).asks, _check_share(NumberMatcher(number)))
        case _:
            assert_never(matcher)


def _given(*, expected: bool) -> Callable[[Value | None, Truth, Scope], Found]:
    return lambda value, _unfound, _scope: Found(truth_of((value is not None) == expected))


def _nothing(_: Scope) -> Plain:
    return None


def _asks(compare: Compare) -> Callable[[Scope], Plain]:
    arguments = compare.arguments

    def asks(scope: Scope) -> Plain:
        resolved = [to_plain(resolve(argument, scope)) for argument in arguments]
        return resolved[0] if len(resolved) == 1 else resolved

    return asks


def _resolved(compare: Compare, scope: Scope) -> list[Resolved] | None:
    resolved = [resolve(argument, scope) for argument in compare.arguments]
    return None if None in resolved else resolved


def _unknown_if(truth: Truth, because: Because) -> Found:
    return Found(truth, because if truth is Truth.UNKNOWN else Because.KNOWN)


def _membership(compare: Compare) -> Callable[[Value, Truth, Scope], Found]:
    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        arguments = _resolved(compare, scope)
        if arguments is None:
            return Found(Truth.UNKNOWN, Because.ARGUMENT)
        assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
        return _unknown_if(among(compare.operator, value, arguments, unfound), Because.INCOMPLETE)

    return of


def _comparison(compare: Compare) -> Callable[[Value, Truth, Scope], Found]:
    holds = COMPARISONS[compare.operator]

    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        arguments = _resolved(compare, scope)
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


def _elements(value: Value, scope: Scope, *, refers: bool) -> list[Item]:
    """A list's records, or the items that its references name, as items to be tested."""
    assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
    if refers:
        return [scope.world.evidence.items[str(each)] for each in value]
    return [
        Item(str(index), "", each if isinstance(each, dict) else {})
        for index, each in enumerate(value, 1)
    ]


def _candidates(
    value: Value, where: Test, has: Test, scope: Scope, *, refers: bool
) -> tuple[Candidate, ...]:
    candidates = []
    for element in _elements(value, scope, refers=refers):
        inner = scope if refers else Scope(scope.world, scope.item, element)
        concerned, holds = where(element, inner), has(element, inner)
        candidates.append(
            Candidate(element.id, conjunction(concerned), conjunction(holds), concerned, holds)
        )
    return tuple(candidates)


def some_of(candidates: Sequence[Candidate]) -> Truth:
    """At least one is concerned and has what is asked."""
    return max((min(c.concerned, c.holds) for c in candidates), default=Truth.FALSE)


def every_of(candidates: Sequence[Candidate]) -> Truth:
    """At least one is concerned, and each that is has what is asked."""
    exists = max((c.concerned for c in candidates), default=Truth.FALSE)
    return min([exists, *(max(c.concerned.negated(), c.holds) for c in candidates)])


def _records(matcher: Records, *, refers: bool) -> Callable[[Value, Truth, Scope], Found]:
    where, has = compile_tests(matcher.where), compile_tests(matcher.has)

    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        candidates = _candidates(value, where, has, scope, refers=refers)
        truth = _quantified(matcher.quantifier, candidates, unfound)
        because = Because.INCOMPLETE if unfound else Because.RECORD
        return Found(truth, because if truth is Truth.UNKNOWN else Because.KNOWN, candidates)

    return of


def _quantified(
    quantifier: Literal["some", "every", "no"], candidates: Sequence[Candidate], unfound: Truth
) -> Truth:
    """Of an incomplete list only what is found counts."""
    match quantifier:
        case "some":
            return max(some_of(candidates), unfound)
        case "no":
            return max(some_of(candidates), unfound).negated()
        case "every":
            truth = every_of(candidates)
            if not unfound:
                return truth
            return Truth.FALSE if any(map(fails, candidates)) else Truth.UNKNOWN
        case _:
            assert_never(quantifier)


def fails(candidate: Candidate) -> bool:
    """Whether what is surely concerned surely lacks what is asked."""
    return candidate.concerned is Truth.TRUE and candidate.holds is Truth.FALSE


def _count(matcher: RecordCount, *, refers: bool) -> Callable[[Value, Truth, Scope], Found]:
    where, has = compile_tests(matcher.where), compile_tests(matcher.has)
    number = NumberMatcher(matcher.matcher)
    plain = not (matcher.where or matcher.has)

    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
        candidates = () if plain else _candidates(value, where, has, scope, refers=refers)
        truths = [min(c.concerned, c.holds) for c in candidates]
        lowest = len(value) if plain else truths.count(Truth.TRUE)
        highest = lowest + truths.count(Truth.UNKNOWN)
        bounds = Bounds(Fraction(lowest), None if unfound else Fraction(highest))
        truth = number.truth(bounds.whole, scope)
        because = Because.INCOMPLETE if unfound else Because.RECORD
        return Found(truth, because if truth is Truth.UNKNOWN else Because.KNOWN, candidates)

    return of


def _latest(matcher: Latest) -> Callable[[Value, Truth, Scope], Found]:
    where, has = compile_tests(matcher.where), compile_tests(matcher.has)

    def of(value: Value, unfound: Truth, scope: Scope) -> Found:
        candidates = _candidates(value, where, has, scope, refers=False)
        if unfound:
            return Found(Truth.UNKNOWN, Because.INCOMPLETE, candidates)
        assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
        ranks = [_rank(record, matcher.by) for record in value]
        sure = [r for r, c in zip(ranks, candidates, strict=True) if c.concerned is Truth.TRUE]
        floor = max((lowest for lowest, _ in sure), default=None)
        latest = {
            c.holds
            for (_, highest), c in zip(ranks, candidates, strict=True)
            if c.concerned and (floor is None or highest >= floor)
        }
        if floor is None:
            latest.add(Truth.FALSE)
        if len(latest) == 1:
            return Found(latest.pop(), Because.KNOWN, candidates)
        return Found(Truth.UNKNOWN, Because.SEVERAL, candidates)

    return of


_LEAST, _MOST = (0, Fraction(0)), (2, Fraction(0))


def _rank(record: Value, by: str) -> tuple[tuple[int, Fraction], tuple[int, Fraction]]:
    """The least and the greatest that a record's value in `by` can be; not given: anything."""
    value = record.get(by) if isinstance(record, dict) else None
    match value:
        case None:
            return _LEAST, _MOST
        case Days():
            return (1, Fraction(value.first.toordinal())), (1, Fraction(value.last.toordinal()))
        case _:
            return (1, exact(value)), (1, exact(value))


def _follow(matcher: Follow) -> Callable[[Value, Truth, Scope], Found]:
    test = compile_tests(matcher.where)

    def of(value: Value, _: Truth, scope: Scope) -> Found:
        item = scope.world.evidence.items[str(value)]
        traces = test(item, scope)
        truth = conjunction(traces)
        seen = Candidate(item.id, Truth.TRUE, truth, (), traces)
        return Found(truth, Because.RECORD if truth is Truth.UNKNOWN else Because.KNOWN, (seen,))

    return of


def _check_share(number: NumberMatcher) -> Callable[[Value, Truth, Scope], Found]:
    def of(value: Value, _: Truth, scope: Scope) -> Found:
        assert isinstance(value, dict)  # noqa: S101  the evidence was validated
        passed, tested = exact(value["passed"]), exact(value["of"])
        if not tested:
            return Found(Truth.UNKNOWN, Because.NONE_TESTED)
        return _unknown_if(number.truth(exactly(passed / tested), scope), Because.ARGUMENT)

    return of
