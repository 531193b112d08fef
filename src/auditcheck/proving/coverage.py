"""What of a pack its cases have seen: outcomes, levels, and each condition's three values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.quantities import counts_enough
from auditcheck.language.references import walk
from auditcheck.model.conditions import Condition, Place
from auditcheck.model.rules import Criterion, Pack, Part, Question, Rung
from auditcheck.model.traces import Trace
from auditcheck.model.truth import Degree, Outcome, Truth


class Point(NamedTuple):
    """Something that can be seen: what it is of – a criterion, part or condition – and which."""

    of: str
    seen: str
    place: Place


class Coverage(NamedTuple):
    """All that could be seen, and of it what was not, in the order of the rules."""

    points: tuple[Point, ...]
    missing: tuple[Point, ...]

    @property
    def percent(self) -> float:
        """How much was seen, of 100; rounded down, so that 100 means everything."""
        number = len(self.points)
        return (number - len(self.missing)) * 1000 // number / 10 if number else 100.0


def measure(pack: Pack, evaluations: Iterable[Evaluation]) -> Coverage:
    """Hold what the evaluations show against all that the pack could show."""
    seen: set[tuple[str, str]] = set()
    for evaluation in evaluations:
        seen.update(_shown(pack, evaluation))
    points = tuple(_points(pack))
    missing = tuple(point for point in points if (point.of, point.seen) not in seen)
    return Coverage(points, missing)


def _points(pack: Pack) -> Iterator[Point]:
    for criterion in pack.criteria.values():
        for outcome in _outcomes(criterion):
            yield Point(criterion.id, outcome.value, criterion.place)
        for condition in _conditions(criterion):
            for each in walk(condition):
                for truth in Truth:
                    yield Point(str(each.place), truth.name.lower(), each.place)
    for question in pack.questions.values():
        for part in question.parts if not question.open else ():
            for level in reachable(pack, question, part):
                yield Point(_name(question.id, part.id), level, part.place)


def _name(question: str, part: str) -> str:
    return f"{question}.{part}".removesuffix(".")


def _outcomes(criterion: Criterion) -> Iterator[Outcome]:
    """The outcomes that a criterion can come to."""
    yield Outcome.MET
    if criterion.partly is not None:
        yield Outcome.PARTLY_MET
    yield Outcome.NOT_MET
    yield Outcome.NOT_EVIDENCED
    if criterion.applies is not None or criterion.in_force or criterion.repealed:
        yield Outcome.NOT_APPLICABLE
    if criterion.due is not None:
        yield Outcome.NOT_YET_DUE


def _conditions(criterion: Criterion) -> Iterator[Condition]:
    """The conditions that are written; a bare finding's own `partly` is not."""
    yield criterion.requires
    if criterion.applies is not None:
        yield criterion.applies
    if criterion.partly is not None and criterion.partly.place != criterion.requires.place:
        yield criterion.partly


def _shown(pack: Pack, evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    for name, evaluated in evaluation.criteria.items():
        yield name, evaluated.decided.outcome.value
        own = {str(condition.place) for condition in _conditions(evaluated.criterion)}
        traces = [evaluated.requires, evaluated.applies]
        if evaluated.partly is not None and len(own) > 1 + (evaluated.applies is not None):
            traces.append(evaluated.partly)
        for trace in traces:
            if trace is not None:
                yield from _truths(trace)
    for (question, part), level in evaluation.levels.items():
        if level.assessment is not None:
            levels = pack.scales[pack.questions[question].scale].levels
            yield _name(question, part), levels[level.assessment]


def _truths(trace: Trace) -> Iterator[tuple[str, str]]:
    if not trace.left_out:
        yield trace.place, trace.truth.name.lower()
    for part in trace.parts:
        yield from _truths(part)


def reachable(pack: Pack, question: Question, part: Part) -> list[str]:
    """The levels that some mix of outcomes gives a part; conditions in rungs may go either way."""
    levels = pack.scales[question.scale].levels
    vectors = [_vectors(pack, part, group) for group in ("essential", "supporting")]
    reached: set[str] = set()
    for some, essential in vectors[0]:
        for others, supporting in vectors[1]:
            if part.weighed and not some and not others:
                continue
            reached.update(_reached(part, essential, supporting, levels[0]))
    return [level for level in levels if level in reached]


def _reached(
    part: Part, essential: Sequence[bool], supporting: Sequence[bool], lowest: str
) -> Iterator[str]:
    for rung, left, right in zip(part.ladder, essential, supporting, strict=True):
        if left and right:
            yield rung.level
            if rung.condition is None:
                return
    yield lowest


def _vectors(pack: Pack, part: Part, group: str) -> set[tuple[bool, tuple[bool, ...]]]:
    """For every mix of outcomes: whether any of the group counts, which rungs it satisfies."""
    names = part.essential if group == "essential" else part.supporting
    able = sum(pack.criteria[name].partly is not None for name in names)
    return {
        (size > 0, tuple(_enough(rung, group, met, partly, size) for rung in part.ladder))
        for size in range(len(names) + 1)
        for partly in range(min(able, size) + 1)
        for met in range(size - partly + 1)
    }


def _enough(rung: Rung, group: str, met: int, partly: int, size: int) -> bool:
    quantity = rung.essential if group == "essential" else rung.supporting
    counted = met + (partly if rung.counting < Degree.MET else 0)
    return quantity is None or counts_enough(quantity, counted, size)
