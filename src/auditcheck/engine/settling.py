"""Which parts a request settles by itself: whatever the answer is, and with all else open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.grade import grade_part
from auditcheck.engine.outcomes import degrees_of, evaluate_criterion
from auditcheck.language.references import Node
from auditcheck.language.world import Decided, World
from auditcheck.model.truth import OUTCOME_OF, Degree, Outcome

_MOST_ANSWERS = 1000  # combinations tried for one part; a request with more is not said to settle

Key = tuple[str, str]  # a part, by its question's id and its own


class Settling:
    """What becomes of the levels of one evaluation once some of its open criteria are answered.

    `asked` are the criteria that each request is for.
    """

    def __init__(self, evaluation: Evaluation, asked: Sequence[tuple[str, ...]]) -> None:
        self._evaluation = evaluation
        self._program = evaluation.program
        self._pack = evaluation.program.pack
        self._times = Counter(name for names in asked for name in names)
        self._parts = {
            (question.id, part.id): (question, part)
            for question in self._pack.questions.values()
            for part in question.parts
        }

    def settled(self, criteria: tuple[str, ...], parts: Iterable[Key]) -> list[Key]:
        """Those of the parts whose level is settled by every answer to a request for these."""
        answered = self._answered(criteria)
        return [part for part in parts if answered and self._is_settled(part, answered)]

    def _answered(self, criteria: tuple[str, ...]) -> list[str]:
        """The criteria that nothing else is asked for, and that wait for no other criterion."""
        alone = [name for name in criteria if self._times[name] == 1]
        chosen: list[str] = []
        for name in filter(alone.__contains__, self._program.order):
            waits = (each for each in self._program.behind.needs(name) if self._is_open(each))
            if isinstance(name, str) and all(each in chosen for each in waits):
                chosen.append(name)
        return chosen

    def _is_open(self, node: Node) -> bool:
        if isinstance(node, str):
            return self._evaluation.criteria[node].decided.outcome is Outcome.NOT_EVIDENCED
        return self._evaluation.levels[node].is_open

    def _is_settled(self, key: Key, answered: list[str]) -> bool:
        behind = self._program.behind.weighed_by(self._parts[key][1])
        names = [name for name in answered if name in behind]
        answers = [[*self._answers(name)] for name in names]
        if not names or prod(map(len, answers)) > _MOST_ANSWERS:
            return False
        changed = self._changed(names, key)
        return all(
            self._settles(key, changed, dict(zip(names, each, strict=True)))
            for each in product(*answers)
        )

    def _answers(self, name: str) -> Iterator[Decided]:
        """What the criterion may come to: each degree that it can have, or that it is left out."""
        evaluated = self._evaluation.criteria[name]
        lowest, highest = evaluated.decided.lowest, evaluated.decided.highest
        if evaluated.reason == "unknown whether it applies":
            yield Decided(Outcome.NOT_APPLICABLE, Degree.NOT_MET, Degree.NOT_MET, ())
            least, highest = degrees_of(evaluated.requires, evaluated.partly)
            lowest = least if evaluated.criterion.evidence == "any" else Degree.NOT_MET
            if lowest is not highest:  # that it applies does not tell how far it is met
                yield Decided(Outcome.NOT_EVIDENCED, lowest, highest, ())
                return
        for degree in Degree:
            possible = degree is not Degree.PARTLY_MET or evaluated.criterion.partly is not None
            if lowest <= degree <= highest and possible:
                yield Decided(OUTCOME_OF[degree], degree, degree, ())

    def _changed(self, names: list[str], until: Node) -> list[Node]:
        """What stands on these criteria, in the order of evaluation, as far as the part."""
        changed: list[Node] = []
        moved: set[Node] = {*names}
        order = self._program.order
        for node in order[: order.index(until) + 1]:
            if node not in names and moved.intersection(self._program.behind.needs(node)):
                moved.add(node)
                changed.append(node)
        return changed

    def _settles(self, part: Key, changed: list[Node], assumed: Mapping[str, Decided]) -> bool:
        world = self._world()
        world.criteria.update(assumed)
        level = self._evaluation.levels[part]
        for node in changed:
            if isinstance(node, str):
                tests = self._program.tests[node]
                authority = self._pack.authorities.get(tests.criterion.authority or "")
                world.criteria[node] = evaluate_criterion(tests, authority, world).decided
                continue
            question, each = self._parts[node]
            scale, ladder = self._pack.scales[question.scale], self._program.ladders[node]
            level = grade_part(each, ladder, scale, world, is_open=question.open)
            world.parts[node[0]][node[1]] = level.graded(())
        return not level.is_open

    def _world(self) -> World:
        """The world as it was when all had been evaluated."""
        evaluation = self._evaluation
        world = World(
            evaluation.evidence,
            self._pack.parameters,
            {q.id: self._pack.scales[q.scale].levels for q in self._pack.questions.values()},
            {id_: each.decided for id_, each in evaluation.criteria.items()},
            {name: {} for name in self._pack.questions},
        )
        for (question, part), level in evaluation.levels.items():
            world.parts[question][part] = level.graded(())
        return world
