"""How one thing stands in one result, and what became of it from one standing to another."""

from typing import Literal, NamedTuple, cast

from auditcheck.model.assessments import PartState
from auditcheck.model.differences import Change, Why
from auditcheck.model.results import Result
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Outcome

Reason = Literal[
    "", "not in the rules", "not asked", "not evidenced", "not applicable", "not yet due",
    "answered in prose",
]  # fmt: skip

_DEGREES = tuple(OUTCOME_OF.values())


class Stand(NamedTuple):
    """`ranked`: on its scale of `levels`, lowest first, at `rank` from 0.

    `open`: asked, and not decided; `unasked`: the day, the rules or the facts do not demand it;
    `unexamined`: the rules demand it, and the audit did not ask.
    """

    sort: Literal["ranked", "open", "unasked", "unexamined"]
    reason: Reason = ""
    rank: int = 0
    levels: tuple[str, ...] = ()

    @property
    def is_best(self) -> bool:
        """Whether it stands at the top of its scale."""
        return self.sort == "ranked" and self.rank == len(self.levels) - 1

    def why(self, when: Literal["then", "now"]) -> Why:
        """That it stands so then, or now, as the reason that nothing is better or worse."""
        return cast("Why", f"{self.reason} {when}")


def stand_of_outcome(outcome: Outcome) -> Stand:
    """How a criterion stands that the audit asked about."""
    if outcome in LEFT_OUT:
        due = outcome is Outcome.NOT_YET_DUE
        return Stand("unasked", "not yet due" if due else "not applicable")
    if outcome in _DEGREES:
        return Stand("ranked", "", _DEGREES.index(outcome), _DEGREES)
    return Stand("open", "not evidenced")


def stand_of_level(state: PartState, level: str | None, levels: tuple[str, ...]) -> Stand:
    """How a part or the conclusion stands, by the level that counts and its scale's levels."""
    if level in levels:
        return Stand("ranked", "", levels.index(level), levels)
    if state in ("not applicable", "not yet due"):
        return Stand("unasked", "not yet due" if state == "not yet due" else "not applicable")
    return Stand("open", "answered in prose" if state == "open" else "not evidenced")


def compared(then: Stand, now: Stand) -> tuple[Change, Why | None]:
    """What became of it; where it is neither better nor worse nor the same, why."""
    if then.sort == now.sort == "ranked":
        if then.levels != now.levels:
            return "not comparable", "another scale"
        if now.rank == then.rank:
            return ("still met" if now.is_best else "remaining"), None
        if now.rank < then.rank:
            return "worse", None
        return ("mended" if now.is_best else "partly"), None
    if then.sort == now.sort and (then.sort != "open" or then.reason == now.reason):
        return "as before", None
    if then.sort == "unexamined":
        return "not comparable", then.why("then")
    if now.sort == "unexamined":
        return "not comparable", now.why("now")
    if then.sort == "unasked":
        return "new demand", then.why("then")
    if now.sort == "unasked":
        return "withdrawn", now.why("now")
    return "not comparable", then.why("then") if then.sort == "open" else now.why("now")


def scope(result: Result) -> frozenset[str]:
    """The criteria that an audit asks about: weighed, informing, advised on or behind those."""
    named = {each.id for each in result.criteria.values() if each.weighed_in or each.informs}
    waiting = [*named, *(name for each in result.recommendations for name in each.because_of)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in result.criteria:
            found.add(name)
            waiting += result.criteria[name].refers_to
    return frozenset(found)
