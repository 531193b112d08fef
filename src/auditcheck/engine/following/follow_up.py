"""What became of an audit: each part, criterion and recommendation of two results, then and now.

Pure: from the results alone. What made each difference is told in `causes`.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from auditcheck.engine.aligning import Names, Pair
from auditcheck.engine.following.facts import Facts
from auditcheck.engine.following.standing import (
    Stand,
    compared,
    scope,
    stand_of_level,
    stand_of_outcome,
)
from auditcheck.model.assessments import ConclusionResult, PartResult, RecommendationResult
from auditcheck.model.differences import UNCHANGED, Change, Difference, Why
from auditcheck.model.results import Result

Side = Literal["then", "now"]


class Told(NamedTuple):
    """All differences between two results, without their causes."""

    conclusion: Difference | None
    parts: tuple[Difference, ...]
    criteria: tuple[Difference, ...]
    recommendations: tuple[Difference, ...]


def differences(
    old: Result, new: Result, names: Names, hidden: frozenset[str] | None = None
) -> Told:
    """Everything of two results that was or is asked, then and now.

    `hidden` are the items that these two leave out, where it is known.
    """
    return _Comparison(old, new, names, Facts(old, new, hidden)).told()


class _Comparison:
    def __init__(self, old: Result, new: Result, names: Names, facts: Facts) -> None:
        self.old = old
        self.new = new
        self.names = names
        self.facts = facts
        self.examined = scope(old), scope(new)
        self.changed: dict[str, Difference] = {}  # criteria by their names now

    def told(self) -> Told:
        criteria = tuple(
            self.criterion(pair)
            for pair in self.names.criteria
            if any(name in self.examined[0] for name in pair.old)
            or any(name in self.examined[1] for name in pair.new)
        )
        self.changed = {each.name: each for each in criteria if each.change not in UNCHANGED}
        return Told(
            self.conclusion(),
            tuple(map(self.part, self.names.parts)),
            criteria,
            tuple(map(self.recommendation, self.names.recommendations)),
        )

    def criterion(self, pair: Pair) -> Difference:
        then, now = self._outcome(pair.old, "then"), self._outcome(pair.new, "now")
        change, why = _of_pair(pair, then, now)
        known = self.new.criteria if pair.new else self.old.criteria
        return Difference(
            pair.name, _was(pair), known[pair.name].title, change,
            _word(self.old, pair.old), _word(self.new, pair.new), why, (), (),
            self.facts.of(pair.old, pair.new),
        )  # fmt: skip

    def _outcome(self, names: tuple[str, ...], side: Side) -> Stand:
        """How a criterion stands on a side, by the first of its names there."""
        result = self.old if side == "then" else self.new
        if not names:
            return Stand("unasked", "not in the rules")
        if names[0] not in self.examined[side == "now"]:
            return Stand("unexamined", "not asked")
        return stand_of_outcome(result.criteria[names[0]].outcome)

    def part(self, pair: Pair) -> Difference:
        old, new = _part(self.old, pair.old), _part(self.new, pair.new)
        told = new or old
        assert told is not None  # noqa: S101  a pair has a name on one side
        then, now = self._stand(old, self.old, pair), self._stand(new, self.new, pair)
        change, why = _of_pair(pair, then, now)
        behind = [
            name
            for result, names in ((self.new, pair.new), (self.old, pair.old))
            for name in self._behind(result, names)
        ]
        return Difference(
            pair.name, _was(pair), told.asks, change, _level(old), _level(new),
            why, (), self._changed(behind), (),
        )  # fmt: skip

    def _stand(self, part: PartResult | None, result: Result, pair: Pair) -> Stand:
        if part is not None:
            return stand_of_level(part.state, part.level, _scale(result, part))
        asked = result.audit.get("questions")
        names = {name.partition(".")[0] for name in (*pair.old, *pair.new)}
        names |= {w for name in names for w in self.new.renamed.questions.get(name, ())}
        if isinstance(asked, list) and names.isdisjoint(map(str, asked)):
            return Stand("unexamined", "not asked")
        return Stand("unasked", "not in the rules")

    def _behind(self, result: Result, parts: tuple[str, ...]) -> Iterable[str]:
        """The criteria that parts weigh, through others too, by their names now."""
        for each in result.criteria.values():
            if not {*parts}.isdisjoint(each.weighed_in):
                yield self.names.criterion(each.id) if result is self.old else each.id

    def _changed(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in dict.fromkeys(names) if name in self.changed)

    def conclusion(self) -> Difference | None:
        old, new = self.old.conclusion, self.new.conclusion
        told = new or old
        if told is None:
            return None
        then, now = _concluded(self.old), _concluded(self.new)
        change, why = compared(then, now)
        return Difference(
            "conclusion", (), told.asks, change, _of_conclusion(old), _of_conclusion(new), why,
            (), (), (),
        )  # fmt: skip

    def recommendation(self, pair: Pair) -> Difference:
        old, new = _called(self.old, pair.old), _called(self.new, pair.new)
        told = new or old
        assert told is not None  # noqa: S101  a pair has a name on one side
        why: Why | None = None
        if old and new:
            change = self._still(old, new)
        elif old:
            change, why = self._gone(old, "now")
        else:
            assert new is not None  # noqa: S101  one of the two is there
            change, why = self._gone(new, "then")
        callers = [self.names.criterion(name) for name in (old.because_of if old else ())]
        callers += new.because_of if new else ()
        facts = self.facts.of(self._named(callers, "then"), self._named(callers, "now"))
        renamed = self.new.renamed.recommendations.items()
        name = next((now for now, was in renamed if pair.name in was), pair.name)
        return Difference(
            name, _was(pair._replace(new=(name,))), told.text, change, "made" if old else None,
            "made" if new else None, why, (), self._changed(callers), facts,
        )  # fmt: skip

    def _still(self, old: RecommendationResult, new: RecommendationResult) -> Change:
        """Made both times: better, worse, or the same – where some is either, it remains."""
        callers = {self.names.criterion(name) for name in old.because_of} | {*new.because_of}
        found = {self.changed[name].change for name in callers if name in self.changed}
        better, worse = found & {"mended", "partly"}, "worse" in found
        if worse and not better:
            return "worse"
        return "partly" if better and not worse else "remaining"

    def _gone(self, made: RecommendationResult, other: Side) -> tuple[Change, Why | None]:
        """Made on one side alone: what the criteria that called for it are on the other."""
        own = made.because_of
        if other == "now":
            own = tuple(map(self.names.criterion, own))
        stands = [self._outcome(self._names(name, other), other) for name in own]
        lacking = any(each.sort == "ranked" and not each.is_best for each in stands)
        unsure = next((each for each in stands if each.sort in ("open", "unexamined")), None)
        met = any(each.sort == "ranked" for each in stands)
        aside: Change = "withdrawn" if other == "now" else "new demand"
        if lacking or not stands:
            return aside, "not recommended now" if other == "now" else "not recommended then"
        if unsure is not None:
            return "not comparable", unsure.why(other)
        if met:
            return ("mended" if other == "now" else "worse"), None
        return aside, stands[0].why(other)

    def _names(self, now: str, side: Side) -> tuple[str, ...]:
        """A criterion's names on a side, by its name now."""
        pair = next((each for each in self.names.criteria if each.name == now), None)
        if pair is None:
            return ()
        return pair.old if side == "then" else pair.new

    def _named(self, now: Iterable[str], side: Side) -> tuple[str, ...]:
        return tuple(name for each in now for name in self._names(each, side))


def _was(pair: Pair) -> tuple[str, ...]:
    return tuple(name for name in pair.old if name != pair.name)


def _word(result: Result, names: tuple[str, ...]) -> str | None:
    return str(result.criteria[names[0]].outcome) if names else None


def _part(result: Result, names: tuple[str, ...]) -> PartResult | None:
    parts = (part for question in result.questions for part in question.parts)
    return next((part for part in parts if part.name in names), None)


def _called(result: Result, names: tuple[str, ...]) -> RecommendationResult | None:
    return next((each for each in result.recommendations if each.id in names), None)


def _scale(result: Result, graded: PartResult | ConclusionResult) -> tuple[str, ...]:
    known = result.scales.get(graded.scale)
    return known.levels if known else ()


def _level(part: PartResult | None) -> str | None:
    return None if part is None else part.level or part.state


def _of_conclusion(concluded: ConclusionResult | None) -> str | None:
    return None if concluded is None else concluded.assessment or concluded.state


def _concluded(result: Result) -> Stand:
    concluded = result.conclusion
    if concluded is None:
        return Stand("unasked", "not in the rules")
    return stand_of_level(concluded.state, concluded.assessment, _scale(result, concluded))


def _of_pair(pair: Pair, then: Stand, now: Stand) -> tuple[Change, Why | None]:
    """What became of one thing; several that became one, or one several, are not compared."""
    if len(pair.old) > 1 or len(pair.new) > 1:
        return "not comparable", "joined or divided"
    return compared(then, now)
