"""What a result keeps of a trace: all that decides and explains; of very many, the first.

The others are kept by their ids and what came of them, so that the truth can still be followed.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate, takewhile
from math import inf

from auditcheck.model.traces import Candidate, FieldTrace, Rest, Trace
from auditcheck.model.truth import Truth

MOST = 100  # candidates of one condition that are kept with their tests
MOST_VALUES = 2_000  # values found in the records that are kept of one candidate, at all depths

_BROKEN_BY_FAILING = ("every", "share")


def kept(trace: Trace, most: int = MOST) -> Trace:
    """The trace with at most so many candidates for each condition in it.

    Where there are more, those come first that decide the truth, then the nearest misses.
    """
    if not trace.candidates and not trace.parts:
        return trace
    parts = tuple(kept(part, most) for part in trace.parts)
    shown, left = trace.candidates, trace.candidates[:0]
    if len(shown) > most:
        ranked = sorted(shown, key=_rank_in(trace))
        shown, left = tuple(ranked[:most]), tuple(ranked[most:])
    candidates = tuple(_Room(MOST_VALUES).candidate(each) for each in shown)
    return replace(trace, candidates=candidates, rest=_rest(left), parts=parts)


def _rank_in(trace: Trace) -> Callable[[Candidate], tuple[object, ...]]:
    """What orders the candidates of a condition, those that serve its reader first.

    One that fails breaks an `every`; one that has what is asked gives a `some` and breaks a `no`.
    """
    if trace.form == "finding":
        deciding = {*trace.conflict, *trace.rests_on}
        return lambda candidate: (candidate.id not in deciding, *_rank(candidate))
    if trace.form in _BROKEN_BY_FAILING:
        return _rank_failing
    return _rank


def _rank_in_list(test: FieldTrace) -> Callable[[Candidate], tuple[object, ...]]:
    """The same of a list's records: of `latest` those that it may be come first."""
    if test.operator == "every":
        return _rank_failing
    if test.operator != "latest" or not isinstance(test.found, list):
        return _rank
    order = {
        str(place): _recent(each, str(test.asked)) for place, each in enumerate(test.found, 1)
    }
    return lambda record: (not record.concerned, order[record.id])


def _recent(record: object, by: str) -> float:
    """What sorts a record before those with a lower number, or an earlier date, in `by`."""
    value = record.get(by) if isinstance(record, dict) else None
    if isinstance(value, str):  # a date: of a month or a year, the last day that it can be
        value = int(value.replace("-", "").ljust(8, "9"))
    return -inf if value is None else -value


def _rank(candidate: Candidate) -> tuple[object, ...]:
    truth = min(candidate.concerned, candidate.holds)
    return (-truth, -candidate.concerned, _misses(candidate))


def _rank_failing(candidate: Candidate) -> tuple[object, ...]:
    truth = max(candidate.concerned.negated(), candidate.holds)
    return (truth, -candidate.concerned, _misses(candidate))


def _misses(candidate: Candidate) -> int:
    tests = (*candidate.where, *candidate.has)
    return sum(trace.truth is not Truth.TRUE for trace in tests)


def _rest(candidates: Iterable[Candidate]) -> tuple[Rest, ...]:
    alike: dict[tuple[Truth, Truth], list[str]] = {}
    for candidate in candidates:
        alike.setdefault((candidate.concerned, candidate.holds), []).append(candidate.id)
    return tuple(
        Rest(concerned, holds, len(ids), tuple(ids)) for (concerned, holds), ids in alike.items()
    )


class _Room:
    """The room that is left for the records of one candidate."""

    def __init__(self, most: int) -> None:
        self.left = most

    def candidate(self, candidate: Candidate) -> Candidate:
        """The candidate, or record, with the records that there is room for in its tests."""
        tests = (*candidate.where, *candidate.has)
        if not any(test.records for test in tests):
            return candidate
        where = tuple(map(self._test, candidate.where))
        return replace(candidate, where=where, has=tuple(map(self._test, candidate.has)))

    def _test(self, test: FieldTrace) -> FieldTrace:
        if not test.records:
            return test
        shown, left = test.records, test.records[:0]
        if sum(map(_size, shown)) > self.left:
            ranked = sorted(shown, key=_rank_in_list(test))
            ends = accumulate(map(_size, ranked))
            fitting = sum(1 for _ in takewhile(lambda end: end <= self.left, ends))
            shown, left = tuple(ranked[:fitting]), tuple(ranked[fitting:])
        self.left -= sum(map(_size, shown))
        return replace(test, records=tuple(map(self.candidate, shown)), rest=_rest(left))


def _size(record: Candidate) -> int:
    """How many values a record tells: one for itself, and what its tests found."""
    found = (test.found for test in (*record.where, *record.has))
    return 1 + sum(len(each) if isinstance(each, list) else 1 for each in found)
