"""What a result keeps of very long traces: what decides, the nearest misses, and all the ids."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.keeping import MOST, MOST_VALUES, kept
from auditcheck.engine.program import compile_pack
from auditcheck.model.traces import Candidate, FieldTrace, Rest, Trace
from auditcheck.model.truth import Truth
from small import trace
from strategies import Case, cases

MANY = 3 * MOST


def documents(number: int, fields: str) -> str:
    """So many documents with the same fields."""
    items = (f"d{n}: {{{fields}}}" for n in range(number))
    return f"documents: {{{', '.join(items)}}}"


def pairs(shown: Iterable[Candidate], rest: Iterable[Rest]) -> list[tuple[str, Truth, Truth]]:
    """Every candidate, told or not, with what came of it."""
    told = [(each.id, each.concerned, each.holds) for each in shown]
    return told + [(id_, each.concerned, each.holds) for each in rest for id_ in each.ids]


def walk(whole: Trace) -> Iterable[Trace]:
    """A trace and all inside it."""
    yield whole
    for part in whole.parts:
        yield from walk(part)


def is_decided(whole: Trace) -> bool:
    """Whether what decides is among the candidates that are told one by one."""
    front = whole.candidates[0]
    both = front.concerned is front.holds is Truth.TRUE
    fails = front.concerned is Truth.TRUE and front.holds is Truth.FALSE
    match whole.form, whole.truth:
        case ("some", Truth.TRUE) | ("no", Truth.FALSE):
            return both
        case "every", Truth.FALSE:
            return fails or bool(whole.absences)
        case _:
            return True


@given(cases())
@settings(max_examples=150, derandomize=True, deadline=None, database=None)
def test_nothing_that_decides_is_lost(case: Case) -> None:
    """Cut to one candidate, a trace has all with what came of them; what decides is told."""
    found = evaluate(compile_pack(case.pack), case.evidence)
    for each in found.criteria.values():
        for full, cut in zip(walk(each.requires), walk(kept(each.requires, 1)), strict=True):
            assert kept(full) == full
            assert len(cut.candidates) == min(1, len(full.candidates))
            assert sorted(pairs(cut.candidates, cut.rest)) == sorted(pairs(full.candidates, ()))
            assert all(rest.number == len(rest.ids) for rest in cut.rest)
            assert replace(cut, candidates=full.candidates, rest=(), parts=full.parts) == full
            if cut.rest:
                assert is_decided(cut)


@pytest.mark.parametrize(
    "condition",
    [
        "{some: documents, where: {type: plan}, has: {status: beslutad}}",
        "{no: documents, where: {type: plan}, has: {status: beslutad}}",
        "{every: documents, where: {type: plan}, has: {status: utkast}}",
        "{count: documents, where: {type: plan}, has: {status: beslutad}, is: 1}",
        "{share: documents, where: {type: plan}, has: {status: utkast}, is: {above: 9 %}}",
    ],
)
def test_what_decides_comes_first(condition: str) -> None:
    """The last of hundreds is told first, where it is the one that makes the difference."""
    evidence = "documents:\n" + "".join(
        f"  d{n}: {{type: plan, status: {'beslutad' if n == MANY - 1 else 'utkast'}}}\n"
        for n in range(MANY)
    )
    found = kept(trace(condition, evidence))
    assert found.candidates[0].id == f"d{MANY - 1}"
    assert [each.id for each in found.candidates[1:]] == [f"d{n}" for n in range(MOST - 1)]
    (rest,) = found.rest
    assert rest.number == MANY - MOST
    assert rest.ids == tuple(f"d{n}" for n in range(MOST - 1, MANY - 1))


def test_all_that_is_cited_is_cited_still() -> None:
    """What a truth rests on is never cut."""
    found = kept(trace("{some: documents, where: {type: plan}}", documents(MANY, "type: plan")))
    assert len(found.candidates) == MOST
    assert found.rests_on == tuple(f"d{n}" for n in range(MANY))
    assert found.considered == MANY


def test_the_observations_that_decide_come_first() -> None:
    """Of a finding, those that it rests on and those in conflict are told before the others."""
    observations = ", ".join(
        f"o{n}: {{topic: styrning, says: S, holds: 'yes', sources: [talk]}}" for n in range(MANY)
    )
    strong = "last: {topic: styrning, says: S, holds: 'no', sources: [minutes]}"
    evidence = f"observations: {{{observations}, {strong}}}"
    found = kept(trace("{finding: styrning}", evidence))
    assert found.truth is Truth.FALSE
    assert found.candidates[0].id == "last"
    assert sum(rest.number for rest in found.rest) == MANY + 1 - MOST


def record(number: int, found: object) -> Candidate:
    """A record of a list that has what is asked, or lacks it."""
    test = FieldTrace("date", "is", "x", found, Truth.TRUE)  # type: ignore[arg-type]  # plain
    return Candidate(str(number), Truth.TRUE, Truth.TRUE, (), (test,))


def looked(operator: str, asked: str | None, found: list[object]) -> Trace:
    """A trace of one item with a list of so many records."""
    records = tuple(record(n, each) for n, each in enumerate(found, 1))
    test = FieldTrace("series", operator, asked, found, Truth.TRUE, records=records)  # type: ignore[arg-type]  # plain
    item = Candidate("i", Truth.TRUE, Truth.TRUE, (), (test,))
    return Trace("some", "", Truth.TRUE, kind="indicators", considered=1, candidates=(item,))


def records_of(whole: Trace) -> FieldTrace:
    """The test of the only item."""
    return kept(whole).candidates[0].has[0]


def test_few_records_are_kept_as_they_are() -> None:
    """A list with fewer values than the bound is not touched."""
    whole = looked("some", None, ["a"] * 50)
    assert kept(whole) == whole


@pytest.mark.parametrize(
    ("values", "latest"),
    [
        ([*range(1, MOST_VALUES)], MOST_VALUES - 1),
        ([f"20{n % 90 + 10}-01" for n in range(MOST_VALUES)], 90),
        ([*range(1, MOST_VALUES), None], MOST_VALUES),
    ],
)
def test_of_the_latest_record_it_is_kept(values: list[object], latest: int) -> None:
    """Of `latest`, those that have the highest value, or none that is known, are kept."""
    found: list[object] = [{"year": value} if value is not None else {} for value in values]
    test = records_of(looked("latest", "year", found))
    assert len(test.records) == MOST_VALUES // 2
    assert test.records[0].id == str(latest)
    assert sorted(pairs(test.records, test.rest)) == sorted(
        (str(n), Truth.TRUE, Truth.TRUE) for n in range(1, len(values) + 1)
    )


@pytest.mark.parametrize("operator", ["some", "every"])
def test_a_record_with_more_values_takes_more_room(operator: str) -> None:
    """Records that hold long lists are kept in smaller number, so that a trace stays bounded."""
    test = records_of(looked(operator, None, [["a"] * 500] * 10))
    assert len(test.records) == 3
    assert [(rest.number, len(rest.ids)) for rest in test.rest] == [(7, 7)]
