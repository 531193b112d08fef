"""A look at numbers that are asked for: those that hold whatever is found."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from auditcheck.language.logic.plain import plain_compare
from auditcheck.language.logic.ranges import ALL, AMOUNTS, COUNTS, SHARES, WHOLE, Numbers
from auditcheck.language.references import conditions_of, walk
from auditcheck.loading.rule_looks.seen import Seen, Told, inside
from auditcheck.model.conditions import (
    AuditFact,
    CheckShare,
    Compare,
    Condition,
    Counted,
    Finding,
    Place,
    Quantified,
    RecordCount,
    Tests,
)


def always_holds(seen: Seen) -> Iterable[Told]:
    """Counts, sums and shares that every number fits, each once."""
    said = set[Place]()
    for condition in _conditions(seen):
        for place, among in _certain(condition):
            if place not in said:
                said.add(place)
                message, remedy = "every number fits this: it always holds", "mend the limit"
                if among == WHOLE:
                    message = "without 'has' the share is all that is selected: it always holds"
                    remedy = "say under 'has' what is demanded, or write 'some'"
                yield seen.told(place, message, remedy)


def _conditions(seen: Seen) -> Iterator[Condition]:
    written = [c for criterion in seen.pack.criteria.values() for c in conditions_of(criterion)]
    for _, part in seen.graded:
        written += [rung.condition for rung in part.ladder if rung.condition is not None]
    if seen.pack.conclusion is not None:
        ladder = seen.pack.conclusion.ladder
        written += [rung.condition for rung in ladder if rung.condition is not None]
    for condition in written:
        yield from walk(condition)


def _certain(condition: Condition) -> Iterator[tuple[Place, Numbers]]:
    """Where a number is asked for that cannot be another, and what it is one of."""
    match condition:
        case Counted(where=where, has=has, matcher=matcher, place=place):
            among = _among(condition)
            if _every(matcher, among):
                yield inside(place, "is"), among
            yield from _inside((*where, *has))
        case Quantified(where=where, has=has):
            yield from _inside((*where, *has))
        case Finding(where=where):
            yield from _inside(where or ())
        case AuditFact(tests=tests):
            yield from _inside(tests)
        case _:
            pass


def _among(condition: Counted) -> Numbers:
    """What the number can be."""
    match condition.measure:
        case "count":
            return COUNTS
        case "sum":
            return ALL if condition.lowest is None else AMOUNTS
        case "share":
            return SHARES if condition.has else WHOLE
        case _:
            assert_never(condition.measure)


def _inside(tests: Tests) -> Iterator[tuple[Place, Numbers]]:
    for test in tests:
        for matcher in test.matchers:
            among = SHARES if isinstance(matcher, CheckShare) else COUNTS
            if isinstance(matcher, CheckShare | RecordCount) and _every(matcher.matcher, among):
                yield test.place, among
            yield from _inside((*getattr(matcher, "where", ()), *getattr(matcher, "has", ())))


def _every(matcher: Sequence[Compare], among: Numbers) -> bool:
    """Whether every number of those that it can be fits the comparisons."""
    return all(among.within(plain_compare(each)) for each in matcher)
