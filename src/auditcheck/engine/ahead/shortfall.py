"""What an item lacks of a demand, and which of several demands say all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.logic.prover import Prover
from auditcheck.model.conditions import (
    Compare,
    Condition,
    CriterionHolds,
    FieldTest,
    Matcher,
    Quantified,
    Tests,
)
from auditcheck.model.rules import Criterion
from auditcheck.model.traces import Candidate, FieldTrace, Trace
from auditcheck.model.truth import Truth

_MOST_COMPARED = 12  # conditions beside each other of which each may follow from another


def failing_in(candidate: Candidate) -> list[FieldTrace]:
    """The tests that an item does not surely pass."""
    tests = (*candidate.where, *candidate.has)
    return [each for each in tests if each.truth is not Truth.TRUE]


def short_of(condition: Quantified, candidate: Candidate) -> Tests:
    """The tests that an item does not pass, less what it passes of each."""
    pairs = [*_by_test(condition.where, candidate.where)]
    pairs += _by_test(condition.has, candidate.has)
    return tuple(short for test, found in pairs if (short := _short_of(test, found)))


def _by_test(
    tests: Tests, traces: Sequence[FieldTrace]
) -> Iterable[tuple[FieldTest, list[FieldTrace]]]:
    at = 0
    for test in tests:
        yield test, list(traces[at : at + len(test.matchers)])
        at += len(test.matchers)


def _short_of(test: FieldTest, found: Sequence[FieldTrace]) -> FieldTest | None:
    """What of a test an item does not pass; of several words that a list lacks, those."""
    matchers: list[Matcher] = []
    for matcher, trace in zip(test.matchers, found, strict=True):
        if trace.truth is Truth.TRUE:
            continue
        match matcher, trace:
            case Compare("includes", arguments), FieldTrace(asked=list(asked), found=list(has)):
                pairs = zip(arguments, asked, strict=True)
                left = tuple(argument for argument, value in pairs if value not in has)
                matchers.append(Compare("includes", left or arguments))
            case _:
                matchers.append(matcher)
    return replace(test, matchers=tuple(matchers)) if matchers else None


def told_once(
    missing: Sequence[tuple[Condition, Trace]], evaluation: Evaluation
) -> list[tuple[Condition, Trace]]:
    """Those of several conditions that do not follow from another of them."""
    if not 1 < len(missing) <= _MOST_COMPARED:
        return list(missing)
    pack = evaluation.program.pack
    behind = evaluation.program.behind
    names = behind.criteria(
        part.criterion for part, _ in missing if isinstance(part, CriterionHolds)
    )
    today = evaluation.evidence.as_of  # what follows on this day is enough
    alone = {
        f"\0{at}": Criterion(
            f"\0{at}", "", part, part.place, in_force=today, repealed=today + timedelta(1)
        )
        for at, (part, _) in enumerate(missing)
    }
    known = {id_: pack.criteria[id_] for id_ in names}
    prover = Prover(pack._replace(criteria=known | alone))
    kept = list(alone)
    for each in alone:
        if any(other != each and prover.implies(other, each) for other in kept):
            kept.remove(each)
    return [pair for at, pair in enumerate(missing) if f"\0{at}" in kept]
