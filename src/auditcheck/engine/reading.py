"""Which items the criteria read: what was weighed, and what was not."""

from collections.abc import Iterable, Mapping

from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.references import refers_to
from auditcheck.model.evidence import Item
from auditcheck.model.traces import Candidate, Trace
from auditcheck.model.truth import Truth

CONTEXT = ("sources", "actors", "judgements", "responses")


def read_by(evaluation: Evaluation) -> dict[str, list[str]]:
    """For each item, the criteria that looked at it as something that concerns them."""
    readers: dict[str, list[str]] = {}
    items = evaluation.evidence.items
    for evaluated in evaluation.criteria.values():
        traces = (evaluated.requires, evaluated.applies, evaluated.partly)
        seen: set[str] = set()
        looked: set[int] = set()
        for trace in traces:
            if trace is not None:
                _see(trace, seen, looked)
        for id_ in seen:
            if id_ in items:
                readers.setdefault(id_, []).append(evaluated.criterion.id)
    return readers


def _see(trace: Trace, seen: set[str], looked: set[int]) -> None:
    """Note the ids of all that a trace looked at as something that concerns it."""
    seen.update(trace.absences)
    if trace.form != "audit":
        _see_candidates(trace.candidates, seen, looked)
    for part in trace.parts:
        _see(part, seen, looked)


def _see_candidates(candidates: Iterable[Candidate], seen: set[str], looked: set[int]) -> None:
    """The same of candidates; `looked` are the tests that are done, which several may share."""
    for candidate in candidates:
        if candidate.concerned is Truth.FALSE:
            continue
        seen.add(candidate.id)
        for field in (*candidate.where, *candidate.has):
            if field.records and id(field) not in looked:
                looked.add(id(field))
                _see_candidates(field.records, seen, looked)


def criteria_asked(evaluation: Evaluation) -> dict[str, None]:
    """All criteria behind the questions asked, and behind the conclusion's own conditions."""
    pack, behind = evaluation.program.pack, evaluation.program.behind
    names = behind.questions(*evaluation.asked)
    for rung in pack.conclusion.ladder if pack.conclusion else ():
        if rung.condition is not None:
            names |= behind.criteria(refers_to(rung.condition, pack.questions))
    return names


def not_weighed(
    evaluation: Evaluation, readers: Mapping[str, list[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items that no criterion asked for reads: shortcomings, and the others.

    A shortcoming is a recorded absence, or an observation that something does not hold.
    """
    counted = criteria_asked(evaluation).keys()
    shortcomings: list[str] = []
    others: list[str] = []
    for kind, items in evaluation.evidence.kinds.items():
        for item in items.values() if kind not in CONTEXT else ():
            if counted.isdisjoint(readers.get(item.id, ())):
                (shortcomings if _is_shortcoming(item) else others).append(item.id)
    return tuple(shortcomings), tuple(others)


def _is_shortcoming(item: Item) -> bool:
    if item.kind == "observations":
        return item.fields["holds"] != "yes"
    return item.kind == "absences"
