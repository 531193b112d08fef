"""Evaluating again after a little is taken away: only what looks at that, and what hangs on it."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from auditcheck.engine.ahead.without import Gone
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.grade import Level, grade_part
from auditcheck.engine.outcomes import evaluate_criterion
from auditcheck.language.naming import bodies_of, chosen_by, named_by
from auditcheck.language.references import Node, conditions_of, walk
from auditcheck.language.world import World
from auditcheck.model.conditions import (
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import Part, Question

_REFERRING = (Combined, Negated, CriterionHolds, Reaches)  # these ask nothing of the evidence

Key = tuple[str, str]
Sections = Mapping[str, Sequence[str]]


class _Asks(NamedTuple):
    """What a criterion hangs on beside the items that it reads.

    `fields` are all that it names, `bodies` those that it asks the audit for; `strength`: it asks
    how well an item is borne. It looks through so many items.
    """

    fields: frozenset[str]
    bodies: frozenset[str]
    strength: bool
    looks: int


class Anew:
    """Levels of some parts with less evidence; `readers` has the criteria that read each item."""

    def __init__(self, evaluation: Evaluation, keys: Iterable[Key], readers: Sections) -> None:
        self._evaluation = evaluation
        program = evaluation.program
        self._parts: dict[Key, tuple[Question, Part]] = {
            (q.id, p.id): (q, p) for q in program.pack.questions.values() for p in q.parts
        }
        self._dependents: dict[Node, list[Node]] = {}
        behind = self.behind(keys)
        for node in behind:
            for each in program.behind.needs(node):
                self._dependents.setdefault(each, []).append(node)
        self._asks = {name: self._asked_by(name) for name in behind if isinstance(name, str)}
        self._of_parts = {
            node: looks
            for node in behind
            if not isinstance(node, str) and (looks := self._looks_of_rungs(node))
        }
        self._choosing: dict[str, set[str]] = {}  # the criteria that choose by a field
        for name in self._asks:
            for field in self._chosen_by(name):
                self._choosing.setdefault(field, set()).add(name)
        self._readers = {
            id_: found
            for id_, names in readers.items()
            if (found := [name for name in names if name in self._asks])
        }

    def behind(self, keys: Iterable[Key]) -> dict[Node, None]:
        """The parts, and all criteria and parts that they refer to."""
        behind: dict[Node, None] = {}
        waiting: list[Node] = [*keys]
        while waiting:
            node = waiting.pop()
            if node not in behind:
                behind[node] = None
                waiting += self._evaluation.program.behind.needs(node)
        return behind

    def touched(self, gone: Gone) -> set[Node]:
        """What can come to something else; other criteria look at nothing that is changed.

        A part whose rungs ask of the evidence themselves always can.
        """
        touched: set[Node] = {*self._of_parts}
        touched |= {name for id_ in gone.items for name in self._readers.get(id_, ())}
        for name in {name for id_ in gone.poorer for name in self._readers.get(id_, ())}:
            asks = self._asks[name]
            if not asks.fields.isdisjoint(gone.fields) or (gone.sources and asks.strength):
                touched.add(name)
        for field in gone.fields:
            touched |= self._choosing.get(field, set())
        if gone.bodies:
            bodies = gone.bodies
            touched |= {n for n, asks in self._asks.items() if not bodies.isdisjoint(asks.bodies)}
        return touched

    def looks(self, touched: Iterable[Node]) -> int:
        """How many items are looked at when these are evaluated."""
        return sum(
            self._asks[node].looks if isinstance(node, str) else self._of_parts[node]
            for node in touched
        )

    def levels(self, evidence: Evidence, touched: Iterable[Node]) -> dict[Key, Level]:
        """The parts whose level is another with this evidence, which touches these."""
        evaluation, program = self._evaluation, self._evaluation.program
        was = evaluation.world
        world = World(
            evidence, was.parameters, was.levels, dict(was.criteria),
            {question: dict(parts) for question, parts in was.parts.items()},
        )  # fmt: skip
        changed: dict[Key, Level] = {}
        waiting: list[tuple[int, Node]] = [(program.places[node], node) for node in touched]
        heapify(waiting)
        done: set[Node] = set()
        while waiting:
            _, node = heappop(waiting)
            if node in done:
                continue
            done.add(node)
            if isinstance(node, str):
                differs = self._criterion(node, world)
            else:
                level = self._grade(node, world)
                differs = level[:3] != evaluation.levels[node][:3]
                if differs:
                    changed[node] = level
            for each in self._dependents.get(node, ()) if differs else ():
                heappush(waiting, (program.places[each], each))
        return changed

    def _criterion(self, name: str, world: World) -> bool:
        """Evaluate one; whether its outcome is another."""
        tests = self._evaluation.program.tests[name]
        authority = self._evaluation.program.pack.authorities.get(tests.criterion.authority or "")
        before = world.criteria[name]
        world.criteria[name] = after = evaluate_criterion(tests, authority, world).decided
        return after[:3] != before[:3]

    def _grade(self, key: Key, world: World) -> Level:
        program = self._evaluation.program
        question, part = self._parts[key]
        scale = program.pack.scales[question.scale]
        level = grade_part(part, program.ladders[key], scale, world, is_open=question.open)
        world.parts[question.id][part.id] = level.graded(())
        return level

    def _asked_by(self, name: str) -> _Asks:
        criterion = self._evaluation.program.pack.criteria[name]
        asked = conditions_of(criterion)
        strength = criterion.evidence != "any" or any(
            isinstance(each, Finding) for whole in asked for each in walk(whole)
        )
        return _Asks(
            frozenset(name for each in asked for name in named_by(each)),
            frozenset(name for each in asked for name in bodies_of(each)),
            strength,
            1 + self._looks(asked),
        )

    def _looks(self, conditions: Iterable[Condition]) -> int:
        kinds = self._evaluation.evidence.kinds
        return sum(len(kinds.get(_kind(each), ())) for c in conditions for each in walk(c))

    def _looks_of_rungs(self, key: Key) -> int:
        """How many items a part's rungs look through themselves; 0 where they ask of none."""
        _, part = self._parts[key]
        conditions = [rung.condition for rung in part.ladder if rung.condition is not None]
        if all(isinstance(e, _REFERRING) for c in conditions for e in walk(c)):
            return 0
        return 1 + self._looks(conditions)

    def _chosen_by(self, name: str) -> set[str]:
        criterion = self._evaluation.program.pack.criteria[name]
        return {field for each in conditions_of(criterion) for field in chosen_by(each)}


def _kind(condition: Condition) -> str:
    """The kind that a condition looks through."""
    match condition:
        case Quantified() | Counted():
            return condition.kind
        case Finding():
            return "observations"
        case _:
            return ""
