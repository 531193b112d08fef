"""The rules as read: the pack, its criteria, questions, scales and recommendations."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple

from auditcheck.model.conditions import Condition, Place
from auditcheck.model.truth import Degree, Outcome

Modality = Literal[
    "ska", "ska verka för", "ska i den utsträckning det är lämpligt", "bör", "får", "ansvarar för"
]
Demand = Literal["any", "documentary", "corroborated"]


class Authority(NamedTuple):
    """What a criterion rests on."""

    id: str
    title: str
    kind: str
    reference: str | None = None
    in_force: date | None = None
    repealed: date | None = None
    note: str | None = None


class Criterion(NamedTuple):
    """One testable demand."""

    id: str
    title: str
    requires: Condition
    place: Place
    applies: Condition | None = None
    partly: Condition | None = None
    authority: str | None = None
    section: str | None = None
    modality: Modality | None = None
    duty_holder: str | None = None
    due: date | None = None
    in_force: date | None = None
    repealed: date | None = None
    evidence: Demand = "any"
    says: Mapping[Outcome, str] | None = None
    note: str | None = None
    final: bool = False
    was: tuple[str, ...] = ()


class Quantity(NamedTuple):
    """How many of a group: `all`, `some`, `half`, `none`, at least a number, or a share."""

    word: Literal["all", "some", "half", "none", "number", "share"]
    number: int = 0
    share: Fraction = Fraction(0)
    text: str = ""


class Rung(NamedTuple):
    """What gives one level: quantities of the groups and a condition, all of which must hold."""

    level: str
    essential: Quantity | None
    supporting: Quantity | None
    counting: Degree
    condition: Condition | None
    place: Place


class PartsRung(NamedTuple):
    """What gives one level of the conclusion."""

    level: str
    parts: Quantity | None
    reaches: str | None
    condition: Condition | None
    place: Place


Policy = Literal["lowers", "withholds", "favours"]


class Scale(NamedTuple):
    """Ordered levels, lowest first, with the ladder that parts without their own use."""

    name: str
    levels: tuple[str, ...]
    ladder: tuple[Rung, ...]
    not_evidenced: Policy


class Part(NamedTuple):
    """One of the questions inside a question: criteria by weight, ladder highest first.

    `may_pass_over` are the final criteria above which a judgement may go though they are not met.
    """

    id: str
    asks: str
    essential: tuple[str, ...]
    supporting: tuple[str, ...]
    informing: tuple[str, ...]
    ladder: tuple[Rung, ...]
    place: Place
    may_pass_over: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def weighed(self) -> tuple[str, ...]:
        """The criteria that the ladder's quantities count."""
        return (*self.essential, *self.supporting)


class Question(NamedTuple):
    """What the auditors asked; a question written without parts has one, without a name."""

    id: str
    number: int | None
    asks: str
    scale: str
    open: bool
    parts: tuple[Part, ...]
    place: Place
    was: tuple[str, ...] = ()


class Conclusion(NamedTuple):
    """The level of the whole audit, from the parts' levels."""

    asks: str
    scale: str
    ladder: tuple[PartsRung, ...]
    place: Place


class Recommendation(NamedTuple):
    """What is proposed when a criterion is not met, and to whom: bodies the audit names."""

    id: str
    text: str
    to: tuple[str, ...]
    when_not_met: tuple[str, ...]
    or_not_evidenced: bool
    place: Place
    was: tuple[str, ...] = ()


class Steps(NamedTuple):
    """A parameter's values by the day from which each holds, earliest first."""

    values: tuple[tuple[date, int | float | str], ...]


class Pack(NamedTuple):
    """A rule pack, checked; whatever valid evidence it meets, it can be evaluated.

    `bodies` are those that conditions name, `words` the coded fields and words that they ask for;
    `names` what sentences call a `body.NAME` or a `parameter.NAME`.
    """

    id: str
    title: str
    version: str
    language: str
    scales: Mapping[str, Scale]
    authorities: Mapping[str, Authority]
    vocabulary: Mapping[str, Mapping[str, str]]
    parameters: Mapping[str, Steps]
    criteria: Mapping[str, Criterion]
    questions: Mapping[str, Question]
    conclusion: Conclusion | None
    recommendations: Mapping[str, Recommendation]
    bodies: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = MappingProxyType({})
