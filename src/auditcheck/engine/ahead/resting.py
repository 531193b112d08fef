"""What each part's assessment rests on: criteria, items and sources without which it falls."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from auditcheck.engine.ahead.anew import Anew
from auditcheck.engine.ahead.diagrams import NO, Diagrams, TooManyError
from auditcheck.engine.ahead.ladders import direct
from auditcheck.engine.ahead.symbols import Choice, Symbols
from auditcheck.engine.ahead.without import NEVER_GONE, Gone, Without
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.grade import Level
from auditcheck.language.references import Node
from auditcheck.model.assessments import Fall, Rests, Untried
from auditcheck.model.kinds import ORAL, STRENGTH
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Degree, Outcome

MOST_CRITERIA = 60
"""Of so many criteria that a ladder itself asks for, the margin is sought."""
MOST_NODES = 200_000
"""So many nodes of diagrams are made for all parts together."""
MOST_LOOKS = 30_000
"""So many items are looked at again for the single items, as many for the sources."""

_COPIED = 20  # copying so many items costs no more than looking at one

Key = tuple[str, str]
Falls = Mapping[Key, Sequence[Fall]]


def resting(evaluation: Evaluation, readers: Mapping[str, Sequence[str]]) -> dict[Key, Rests]:
    """What the assessment of each part asked about rests on, where there is one.

    `readers` has the criteria that read each item.
    """
    graded = {
        (question.id, part.id): evaluation.levels[question.id, part.id]
        for question in evaluation.asked
        for part in question.parts
    }
    graded = {key: level for key, level in graded.items() if level.assessment is not None}
    ladders = _ladders(evaluation, graded)
    hanging = _Hanging(evaluation, graded, ladders, readers)
    items, sources, oral = hanging.on_items(), hanging.on_sources(), hanging.on_oral()
    rests = {}
    for key in graded:
        ladder, fall = ladders.get(key), (oral or {}).get(key)
        found = {"margin": ladder, "items": items, "sources": sources, "oral": oral}
        rests[key] = Rests(
            criteria=ladder.falls() if ladder else (),
            items=tuple((items or {}).get(key, ())),
            sources=tuple((sources or {}).get(key, ())),
            oral=fall is not None,
            oral_level=fall[0].level if fall else None,
            single_source=_single_source(evaluation, key, (sources or {}).get(key, ())),
            up=ladder.up() if ladder else None,
            down=ladder.down() if ladder else None,
            untried=tuple(name for name in get_args(Untried) if found[name] is None),
        )
    return rests


def _single_source(evaluation: Evaluation, key: Key, falls: Sequence[Fall]) -> str | None:
    """The one source of all that a part's criteria, as far as they are met, rest on.

    One of those without which the assessment falls.
    """
    decided = [evaluation.criteria[name].decided for name in direct(evaluation, key)]
    met = (each for each in decided if each.outcome in (Outcome.MET, Outcome.PARTLY_MET))
    cited = {id_ for each in met for id_ in each.rests_on}
    items = evaluation.evidence.items
    sources = {citation.source for id_ in cited for citation in items[id_].citations}
    alone = [fall.id for fall in falls if sources == {fall.id}]
    return alone[0] if alone else None


def _ladders(evaluation: Evaluation, graded: Mapping[Key, Level]) -> dict[Key, "_Ladder"]:
    """The ladders of the parts, in their order, as far as the bounds let."""
    ladders, left = {}, MOST_NODES
    for key in graded:
        diagrams = Diagrams(left)
        try:
            ladders[key] = _Ladder(evaluation, diagrams, key)
        except TooManyError:
            continue
        left -= diagrams.size
    return ladders


class _Ladder:
    """Where a part stands when criteria that its ladder asks for are changed to any degree."""

    def __init__(self, evaluation: Evaluation, diagrams: Diagrams, key: Key) -> None:
        self.names = direct(evaluation, key)
        if len(self.names) > MOST_CRITERIA:
            raise TooManyError
        criteria = evaluation.program.pack.criteria
        choices = {}
        for place, name in enumerate(self.names):
            met, partly, unmet = (diagrams.variable(3 * place + at) for at in range(3))
            to = {Degree.MET: met}
            if criteria[name].partly is not None:
                to[Degree.PARTLY_MET] = diagrams.all(partly, diagrams.no(met))
            else:
                partly = NO
            to[Degree.NOT_MET] = diagrams.all(unmet, diagrams.no(diagrams.any(met, partly)))
            choices[name] = Choice(to, rising=False)
        self._diagrams = diagrams
        self._ranks = Symbols(evaluation, diagrams, choices).part(key)
        self._rank = evaluation.levels[key].assessment or 0
        self._levels = _levels(evaluation, key)
        self._sinks = _sinks(evaluation, key)
        outcomes = [evaluation.criteria[name].decided.outcome for name in self.names]
        self._settled = {at for at, each in enumerate(outcomes) if each in OUTCOME_OF.values()}
        self._left_out = {at for at, each in enumerate(outcomes) if each in LEFT_OUT}

    def falls(self) -> tuple[Fall, ...]:
        """The criteria without each of which, were it not met, the assessment is lower."""
        falls = []
        for place, name in enumerate(self.names):
            unmet = {3 * place + 2}
            if not self._diagrams.holds(self._ranks.reaches[self._rank], unmet):
                reached = [
                    level
                    for level, rank in zip(self._levels, self._ranks.reaches, strict=True)
                    if self._diagrams.holds(rank, unmet)
                ]
                falls.append(Fall(name, reached[-1] if reached else None))
        return tuple(falls)

    def up(self) -> int | None:
        """The fewest changes that give a higher assessment."""
        higher = self._ranks.reaches[self._rank + 1 :]
        return self._diagrams.fewest(higher[0]) if higher else None

    def down(self) -> int | None:
        """The fewest changes that give a lower one, or none."""
        return self._diagrams.fewest(self._diagrams.no(self._ranks.reaches[self._rank]))

    def stands_without(self, places: int) -> bool:
        """Whether it surely stays whatever comes of the criteria at these places, as bits.

        The worst that can come of one that counts is that it is not met, where the ladder's
        demands only grow; and where something else is evidenced there is an assessment.
        """
        worst = {at for at in range(len(self.names)) if places >> at & 1}
        return (
            self._sinks
            and bool(self._settled - worst)
            and not self._left_out & worst
            and self._diagrams.holds(
                self._ranks.reaches[self._rank], {3 * place + 2 for place in worst}
            )
        )


def _sinks(evaluation: Evaluation, key: Key) -> bool:
    """Whether a part's assessment is never higher when less of it is met."""
    question = evaluation.program.pack.questions[key[0]]
    part = next(each for each in question.parts if each.id == key[1])
    if evaluation.program.pack.scales[question.scale].not_evidenced == "withholds":
        return False
    return all(
        rung.condition is None
        and all(each is None or each.word != "none" for each in (rung.essential, rung.supporting))
        for rung in part.ladder
    )


def _levels(evaluation: Evaluation, key: Key) -> tuple[str, ...]:
    pack = evaluation.program.pack
    return pack.scales[pack.questions[key[0]].scale].levels


class _Hanging:
    """What falls when evidence is taken away; None where there is too much to try."""

    def __init__(
        self,
        evaluation: Evaluation,
        graded: Mapping[Key, Level],
        ladders: Mapping[Key, _Ladder],
        readers: Mapping[str, Sequence[str]],
    ) -> None:
        self._evaluation = evaluation
        self._ladders = ladders
        self._graded = graded
        self._without = Without(evaluation.evidence)
        self._anew = Anew(evaluation, graded, readers)
        self._leads: dict[Node, list[tuple[Key, int]]] = {}
        for key in graded:
            for node, places in self._places_behind(key).items():
                self._leads.setdefault(node, []).append((key, places))

    def _places_behind(self, key: Key) -> dict[Node, int]:
        """For all behind a part, the criteria of its ladder that can change with it, as bits.

        None of them, where the ladder is not known.
        """
        program, ladder = self._evaluation.program, self._ladders.get(key)
        names = ladder.names if ladder else ()
        led: dict[Node, int] = {name: 1 << place for place, name in enumerate(names)}
        for node in sorted(self._anew.behind([key]), key=program.places.__getitem__, reverse=True):
            led.setdefault(node, 0)
            for each in program.behind.needs(node):
                led[each] = led.get(each, 0) | led[node]
        return led

    def _matter(self, touched: Iterable[Node]) -> list[Node]:
        """Those of what is touched on which, all together, some part's assessment may hang."""
        changed: dict[Key, int] = {}
        for node in touched:
            for key, places in self._leads[node]:
                changed[key] = changed.get(key, 0) | places
        open_ = {
            key
            for key, places in changed.items()
            if key not in self._ladders or not self._ladders[key].stands_without(places)
        }
        return [node for node in touched if any(key in open_ for key, _ in self._leads[node])]

    def on_items(self) -> Falls | None:
        """The single items without which a part's assessment falls."""
        items = self._evaluation.evidence.items.values()
        tried = (item.id for item in items if item.kind not in NEVER_GONE)
        return self._falls((id_, self._without.items([id_])) for id_ in tried)

    def on_sources(self) -> Falls | None:
        """The single sources without which it does."""
        return self._falls((id_, self._without.sources([id_])) for id_ in self._cited())

    def on_oral(self) -> Falls | None:
        """Whether it does without all oral sources together."""
        sources = self._evaluation.evidence.kinds.get("sources", {})
        kinds = {id_: str(sources[id_].fields["kind"]) for id_ in self._cited()}
        oral = [id_ for id_, kind in kinds.items() if STRENGTH[kind] == ORAL]
        return self._falls([("", self._without.sources(oral))] if oral else [])

    def _cited(self) -> list[str]:
        sources = self._evaluation.evidence.kinds.get("sources", {})
        return [id_ for id_ in sources if id_ in self._without.citing]

    def _falls(self, taken: Iterable[tuple[str, Gone]]) -> Falls | None:
        """For each part what it falls without, each taken away by itself."""
        falls: dict[Key, list[Fall]] = {}
        chosen = self._affordable(taken)
        if chosen is None:
            return None
        for id_, gone, touched in chosen:
            for key, level in self._anew.levels(self._without.left(gone), touched).items():
                before = self._graded.get(key)
                if before is not None and _is_lower(level, before):
                    levels = _levels(self._evaluation, key)
                    to = None if level.assessment is None else levels[level.assessment]
                    falls.setdefault(key, []).append(Fall(id_, to))
        return falls

    def _affordable(
        self, taken: Iterable[tuple[str, Gone]]
    ) -> list[tuple[str, Gone, list[Node]]] | None:
        """What may matter, with what it touches; None where that is too much to try."""
        chosen, left = [], MOST_LOOKS
        for id_, gone in taken:
            touched = self._matter(self._anew.touched(gone))
            if touched:
                left -= self._anew.looks(touched) + len(self._evaluation.evidence.items) // _COPIED
                chosen.append((id_, gone, touched))
            if left < 0:
                return None
        return chosen


def _is_lower(level: Level, before: Level) -> bool:
    """Whether an assessment is lower than it was, or is no longer given."""
    assert before.assessment is not None  # noqa: S101  only parts with one are looked at
    return level.assessment is None or level.assessment < before.assessment
