"""What of a pack its cases have seen: outcomes, levels, and each condition's three values."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.reach import degrees_in, reachable
from auditcheck.language.references import walk
from auditcheck.model.conditions import Condition, Place
from auditcheck.model.rules import Criterion, Pack
from auditcheck.model.traces import Trace
from auditcheck.model.truth import Outcome, Truth


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
    degrees = degrees_in(pack)
    for question in pack.questions.values():
        scale = pack.scales[question.scale]
        for part in question.parts if not question.open else ():
            for level in reachable(part, scale, degrees):
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
