"""Levels as functions of changes: which criteria's being otherwise gives a part which level.

What `outcomes` and `grade` decide for one state of things is made here for all that certain
criteria can be, as decision diagrams. What does not hang on a change is taken from the evaluation.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, assert_never

from auditcheck.engine.ahead.diagrams import NO, YES, Diagrams
from auditcheck.engine.ahead.ladders import MET, PARTLY, Ladder, Outcomes, Ranks, Said
from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.checking import compile_condition
from auditcheck.language.references import Node
from auditcheck.language.world import Decided
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.rules import Criterion
from auditcheck.model.truth import Degree, Outcome, Truth


class Choice(NamedTuple):
    """Where a criterion is changed to each degree.

    `rising`: to that at least, where what it rests on does not give it more already.
    """

    to: Mapping[Degree, int]
    rising: bool


class Symbols:
    """One evaluation with some criteria open to change; a criterion left out stays left out."""

    def __init__(
        self, evaluation: Evaluation, diagrams: Diagrams, choices: Mapping[str, Choice]
    ) -> None:
        self._evaluation = evaluation
        self._pack = evaluation.program.pack
        self._diagrams = diagrams
        self._choices = choices
        self._world = evaluation.world
        self._criteria: dict[str, Outcomes] = {}
        self._parts: dict[tuple[str, str], Ranks] = {}

    def part(self, key: tuple[str, str]) -> Ranks:
        """Where a part reaches which rank."""
        for node, moved in self._reached(key).items():
            if not isinstance(node, str):
                self._parts[node] = self._graded(node)
            elif moved:
                self._criteria[node] = self._changed(node, self._criterion(node))
            else:
                self._criteria[node] = self._changed(node, self._outcomes(node))
        return self._parts[key]

    def _reached(self, key: tuple[str, str]) -> dict[Node, bool]:
        """What is changed or, since it refers to that, moved (true); and the part itself.

        Each comes after all that it refers to.
        """
        places, refers = self._evaluation.program.places, self._evaluation.program.behind.needs
        first = min((places[name] for name in self._choices), default=0)
        behind: set[Node] = set()
        waiting: list[Node] = [key]
        while waiting:
            node = waiting.pop()
            if node not in behind and (node == key or places[node] >= first):
                behind.add(node)
                waiting += refers(node)
        reached: dict[Node, bool] = {}
        for node in sorted(behind, key=places.__getitem__):
            moved = any(each in reached for each in refers(node))
            if moved or node == key or node in self._choices:
                reached[node] = moved
        return reached

    # criteria

    def _outcomes(self, name: str) -> Outcomes:
        if name not in self._criteria:
            self._criteria[name] = _settled(self._evaluation.criteria[name].decided)
        return self._criteria[name]

    def _changed(self, name: str, as_is: Outcomes) -> Outcomes:
        choice = self._choices.get(name)
        if choice is None:
            return as_is
        d = self._diagrams
        changed = d.any(*choice.to.values())
        kept = YES if choice.rising else d.no(changed)

        def lifted(degree: Degree, sofar: int) -> int:
            to = [when for at, when in choice.to.items() if at >= degree]
            return d.any(d.all(kept, sofar), *to)

        low = lifted(Degree.PARTLY_MET, as_is.low[PARTLY]), lifted(Degree.MET, as_is.low[MET])
        high = (
            d.choose(changed, low[PARTLY], as_is.high[PARTLY]),
            d.choose(changed, low[MET], as_is.high[MET]),
        )
        return Outcomes(as_is.due, as_is.out, d.all(as_is.open, d.no(changed)), low, high)

    def _criterion(self, name: str) -> Outcomes:
        """As its conditions have it: what `evaluate_criterion` decides."""
        d, criterion = self._diagrams, self._pack.criteria[name]
        evaluated = self._evaluation.criteria[name]
        if evaluated.reason in ("not in force", "repealed"):
            return _settled(evaluated.decided)
        applies = self._said(criterion.applies) if criterion.applies else Said(YES, YES)
        requires = self._said(criterion.requires)
        low, high = self._degrees(criterion, requires)
        if criterion.evidence != "any":
            self._world.demand = criterion.evidence
            strict, _ = self._degrees(criterion, self._said(criterion.requires))
            self._world.demand = "any"
            low = d.all(low[PARTLY], strict[PARTLY]), d.all(low[MET], strict[MET])
        due = d.any(applies.due, requires.due)
        left = d.any(due, applies.out, requires.out)
        out = d.any(d.all(left, d.no(due)), d.all(d.no(left), d.no(applies.may)))
        in_question = d.all(applies.may, d.no(applies.true))
        if criterion.due is not None and self._evaluation.evidence.as_of < criterion.due:
            waits = d.any(in_question, d.no(low[MET]))
            due = d.any(due, d.all(d.no(left), d.no(out), waits))
        certain = d.no(in_question)
        low = d.all(certain, low[PARTLY]), d.all(certain, low[MET])
        high = d.any(in_question, high[PARTLY]), d.any(in_question, high[MET])
        differ = [d.all(may, d.no(sure)) for may, sure in zip(high, low, strict=True)]
        open_ = d.all(d.no(due), d.no(out), d.any(*differ))
        return Outcomes(due, out, open_, low, high)

    def _degrees(
        self, criterion: Criterion, requires: Said
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        d = self._diagrams
        half = self._said(criterion.partly) if criterion.partly else Said(NO, NO)
        told = d.no(d.any(half.due, half.out))
        low = d.any(requires.true, d.all(told, half.true)), requires.true
        high = d.any(requires.may, d.all(told, half.may)), requires.may
        return low, high

    # conditions

    def _said(self, condition: Condition) -> Said:
        d = self._diagrams
        match condition:
            case CriterionHolds(criterion=name, at_least=degree):
                found = self._outcomes(name)
                at = MET if degree is Degree.MET else PARTLY
                return Said(found.low[at], found.high[at], found.due, found.out)
            case Reaches():
                return self._reaches(condition)
            case Combined():
                return self._combined(condition)
            case Negated(part=part):
                inner = self._said(part)
                return Said(d.no(inner.may), d.no(inner.true), inner.due, inner.out)
            case Quantified() | Counted() | Finding() | AuditFact():
                self._world.known.clear()
                truth = compile_condition(condition)(self._world).truth
                return Said(_if(truth is Truth.TRUE), _if(truth is not Truth.FALSE))
            case _:
                assert_never(condition)

    def _combined(self, condition: Combined) -> Said:
        d = self._diagrams
        parts = [self._said(part) for part in condition.parts]
        left = [d.any(part.due, part.out) for part in parts]
        nothing = d.all(*left)
        due = d.all(nothing, d.any(*(part.due for part in parts)))
        out = d.all(nothing, d.no(due))

        def enough(truths: Iterable[int]) -> int:
            pairs = list(zip(left, truths, strict=True))
            match condition.how:
                case "all":
                    return d.all(*(d.any(gone, truth) for gone, truth in pairs))
                case "any":
                    return d.any(*(d.all(d.no(gone), truth) for gone, truth in pairs))
                case "at_least":
                    sums = d.tallies((YES, d.all(d.no(gone), truth)) for gone, truth in pairs)
                    met = (each for (n, _), each in sums.items() if n >= condition.number)
                    return d.any(*met)
                case _:
                    assert_never(condition.how)

        return Said(enough(p.true for p in parts), enough(p.may for p in parts), due, out)

    def _reaches(self, condition: Reaches) -> Said:
        d, question = self._diagrams, self._pack.questions[condition.question]
        rank = self._pack.scales[question.scale].levels.index(condition.level)
        asked = [part for part in question.parts if condition.part in (None, part.id)]
        ranks = [self._ranks((question.id, part.id)) for part in asked]
        true = [d.any(d.no(part.stands), part.reaches[rank]) for part in ranks]
        may = [d.any(before, part.may[rank]) for before, part in zip(true, ranks, strict=True)]
        graded = d.any(*(part.stands for part in ranks))
        return Said(d.all(graded, *true), d.all(graded, *may))

    # parts

    def _ranks(self, key: tuple[str, str]) -> Ranks:
        if key not in self._parts:
            levels = self._pack.scales[self._pack.questions[key[0]].scale].levels
            level = self._evaluation.levels[key]
            reached, may = (-1 if r is None else r for r in (level.assessment, level.potential))
            self._parts[key] = Ranks(
                _if(level.graded(()).graded),
                tuple(_if(rank <= reached) for rank in range(len(levels))),
                tuple(_if(rank <= may) for rank in range(len(levels))),
            )
        return self._parts[key]

    def _graded(self, key: tuple[str, str]) -> Ranks:
        question = self._pack.questions[key[0]]
        part = next(each for each in question.parts if each.id == key[1])
        groups = {
            "essential": [self._outcomes(name) for name in part.essential],
            "supporting": [self._outcomes(name) for name in part.supporting],
        }
        said = [self._said(rung.condition) if rung.condition else None for rung in part.ladder]
        scale = self._pack.scales[question.scale]
        ladder = Ladder(self._diagrams, scale, list(zip(part.ladder, said, strict=True)))
        return ladder.ranks(groups, is_open=question.open)


def _settled(decided: Decided) -> Outcomes:
    """A criterion that no change reaches."""
    low, high = decided.lowest, decided.highest
    return Outcomes(
        _if(decided.outcome is Outcome.NOT_YET_DUE),
        _if(decided.outcome is Outcome.NOT_APPLICABLE),
        _if(decided.outcome is Outcome.NOT_EVIDENCED),
        (_if(low >= Degree.PARTLY_MET), _if(low >= Degree.MET)),
        (_if(high >= Degree.PARTLY_MET), _if(high >= Degree.MET)),
    )


def _if(holds: bool) -> int:
    return YES if holds else NO
