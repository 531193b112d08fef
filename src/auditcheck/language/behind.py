"""Which criteria stand behind others, and behind questions: what they refer to, through all."""

from collections.abc import Iterable

from auditcheck.language.references import Node, conditions_of, refers_to
from auditcheck.model.conditions import Condition
from auditcheck.model.rules import Pack, Part, Question


class Behind:
    """What each criterion and part of a pack refers to, looked up when it is first asked for."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._parts = {
            (question.id, part.id): part
            for question in pack.questions.values()
            for part in question.parts
        }
        self._needed: dict[Node, list[Node]] = {}

    def criteria(self, nodes: Iterable[Node]) -> dict[str, None]:
        """The criteria and all that their conditions refer to, in order of first mention.

        A part that is asked for by its level stands for the criteria that it weighs.
        """
        behind: dict[str, None] = {}
        seen: set[Node] = set()
        waiting = list(reversed(list(nodes)))
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                if isinstance(node, str):
                    behind[node] = None
                waiting += reversed(self.needs(node))
        return behind

    def weighed_by(self, part: Part) -> dict[str, None]:
        """The criteria that a part weighs, through others too: not those that only inform."""
        return self.criteria(self._weighs(part))

    def questions(self, *questions: Question) -> dict[str, None]:
        """All criteria that questions weigh or are informed by, directly or through others."""
        parts = [part for question in questions for part in question.parts]
        return self.criteria(
            node for part in parts for node in (*self._weighs(part), *part.informing)
        )

    def needs(self, node: Node) -> list[Node]:
        """What a criterion's conditions refer to; of a part, all that its level is made of."""
        if node not in self._needed:
            self._needed[node] = (
                self._refers(conditions_of(self._pack.criteria[node]))
                if isinstance(node, str)
                else self._weighs(self._parts[node])
            )
        return self._needed[node]

    def _weighs(self, part: Part) -> list[Node]:
        """What a part's quantities count and its rungs' conditions refer to."""
        in_rungs = [rung.condition for rung in part.ladder if rung.condition is not None]
        return [*part.weighed, *self._refers(in_rungs)]

    def _refers(self, conditions: Iterable[Condition]) -> list[Node]:
        questions = self._pack.questions
        return list(dict.fromkeys(n for each in conditions for n in refers_to(each, questions)))
