"""Tests of fields, compiled: each gives a trace of what was asked and what was found."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal, assert_never

from auditcheck.language.comparing import exact
from auditcheck.language.matching import (
    Found,
    Match,
    compile_check_share,
    compile_compare,
    compile_given,
)
from auditcheck.language.numbers import Bounds, NumberMatcher
from auditcheck.language.remembering import Test, remembered
from auditcheck.language.world import Scope, value_at
from auditcheck.model.conditions import (
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
from auditcheck.model.days import Days
from auditcheck.model.evidence import Item, Value
from auditcheck.model.traces import Because, Candidate, FieldTrace, Plain, to_plain
from auditcheck.model.truth import Truth

_MOST_KNOWN = 1_000


def compile_tests(tests: Tests) -> Test:
    """The tests of a `where` or `has` as one function from an item to the traces of its fields."""
    compiled = [_compile_field(test) for test in tests]

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...]:
        return tuple(trace for each in compiled for trace in each(item, scope))

    return compiled[0] if len(compiled) == 1 else run


def compile_passing(tests: Tests) -> Callable[[Item, Scope], tuple[FieldTrace, ...] | None]:
    """The same, giving nothing for an item of which one test is false: the others are not made."""
    compiled = [_compile_field(test) for test in tests]

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...] | None:
        found: tuple[FieldTrace, ...] = ()
        for each in compiled:
            traces = each(item, scope)
            for trace in traces:
                if trace.truth is Truth.FALSE:
                    return None
            found += traces
        return found

    return run


def conjunction(traces: Sequence[FieldTrace]) -> Truth:
    """Whether all the tests hold; of none, true."""
    return min((trace.truth for trace in traces), default=Truth.TRUE)


def _compile_inner(tests: Tests, *, refers: bool) -> Test:
    """The tests of what a list holds, or of what references lead to."""
    compiled = compile_tests(tests)
    return remembered(compiled, tests) if refers and tests else compiled


def _compile_field(test: FieldTest) -> Test:
    path, name = test.path, test.field
    matches = [_compile(matcher, test) for matcher in test.matchers]
    fixed = all(match.fixed for match in matches) and not test.many
    top, inside = path[0], len(path) > 1
    known: dict[str, tuple[FieldTrace, ...]] = {}  # of the texts met so far: coded words are few

    def run(item: Item, scope: Scope) -> tuple[FieldTrace, ...]:
        if item.aside:
            return tuple(_unseen(name, match, scope) for match in matches)
        value = value_at(item, path) if inside else item.fields.get(top)
        text = value if fixed and isinstance(value, str) else None
        if text is not None and (found := known.get(text)) is not None:
            return found
        if value is not None and isinstance(value, tuple) is not test.many:
            value = None  # a reference to any kind: this kind means something else by the name
        unfound = Truth.UNKNOWN if top in item.incomplete else Truth.FALSE
        traces = tuple([_trace(name, match, value, unfound, scope) for match in matches])
        if text is not None and len(known) < _MOST_KNOWN:
            known[text] = traces
        return traces

    return run


def _unseen(name: str, match: Match, scope: Scope) -> FieldTrace:
    """A test of what was not known by the day that is asked about: `given` is unknown too."""
    asked = match.asks(scope)
    return FieldTrace(name, match.operator, asked, None, Truth.UNKNOWN, Because.NOT_KNOWN)


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
        case IsGiven():
            return compile_given(matcher)
        case Compare():
            return compile_compare(matcher)
        case CheckShare():
            return compile_check_share(matcher)
        case Records(quantifier):
            return Match(quantifier, _nothing, _records(matcher, refers=test.refers))
        case RecordCount(matcher=number):
            return Match("count", NumberMatcher(number).asks, _count(matcher, refers=test.refers))
        case Latest(by):
            return Match("latest", lambda _: by, _latest(matcher))
        case Follow():
            return Match("where", _nothing, _follow(matcher))
        case _:
            assert_never(matcher)


def _nothing(_: Scope) -> Plain:
    return None


def _elements(value: Value, scope: Scope, *, refers: bool) -> list[Item]:
    """A list's records, or the items that its references name, as items to be tested."""
    assert isinstance(value, tuple)  # noqa: S101  the evidence was validated
    if refers:
        return [scope.world.evidence.named(str(each)) for each in value]
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
    where = _compile_inner(matcher.where, refers=refers)
    has = _compile_inner(matcher.has, refers=refers)

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
    where = _compile_inner(matcher.where, refers=refers)
    has = _compile_inner(matcher.has, refers=refers)
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
            truth = latest.pop()
            because = Because.RECORD if truth is Truth.UNKNOWN else Because.KNOWN
            return Found(truth, because, candidates)
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
    test = _compile_inner(matcher.where, refers=True)

    def of(value: Value, _: Truth, scope: Scope) -> Found:
        item = scope.world.evidence.named(str(value))
        traces = test(item, scope)
        truth = conjunction(traces)
        seen = Candidate(item.id, Truth.TRUE, truth, (), traces)
        return Found(truth, Because.RECORD if truth is Truth.UNKNOWN else Because.KNOWN, (seen,))

    return of
