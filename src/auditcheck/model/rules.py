"""The rules as read: the pack, and the tree of conditions and matchers that tests each criterion.

A tree is what the method owner wrote, checked and typed, with the place of each node. It is
compiled to closures by `language`, put in words by `language.sentences`, and never changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from auditcheck.model.days import Days, Duration
from auditcheck.model.truth import Degree, Outcome

Constant = str | int | float | bool | Days | Duration | Fraction


class Place(NamedTuple):
    """Where in the pack something stands: its file and the keys and indices to it."""

    path: str
    route: tuple[str | int, ...]

    def __str__(self) -> str:
        return "/".join(str(step) for step in self.route)


# Arguments


class Fixed(NamedTuple):
    """An argument written out."""

    value: Constant


DollarOf = Literal["as_of", "period", "body", "audit", "item", "record"]


class Dollar(NamedTuple):
    """An argument looked up when the criterion is evaluated: `$as_of`, `$body.board` …"""

    of: DollarOf
    path: tuple[str, ...] = ()


class Parameter(NamedTuple):
    """The value of a parameter at `as_of`, or on the item's own day in the field `on`."""

    name: str
    on: tuple[str, ...] = ()


class Range(NamedTuple):
    """A period as an argument; an end that is left out is open."""

    start: "Argument | None"
    end: "Argument | None"


Argument = Fixed | Dollar | Parameter | Range

# Matchers

Operator = Literal[
    "is", "is_not", "one_of", "none_of",
    "at_least", "at_most", "above", "below", "between",
    "before", "after", "on_or_before", "on_or_after",
    "within", "older_than", "in_period", "overlaps",
    "contains_text", "starts_with", "ends_with",
    "includes", "includes_any", "excludes",
]  # fmt: skip


class Compare(NamedTuple):
    """A field's value against arguments."""

    operator: Operator
    arguments: tuple[Argument, ...]


class IsGiven(NamedTuple):
    """Whether the field is given at all."""

    expected: bool


class Records(NamedTuple):
    """Some, every or none of a list's records (or referenced items) has what is asked."""

    quantifier: Literal["some", "every", "no"]
    where: "Tests"
    has: "Tests"


class RecordCount(NamedTuple):
    """How many of a list's elements have what is asked."""

    where: "Tests"
    has: "Tests"
    matcher: tuple[Compare, ...]


class Latest(NamedTuple):
    """The record with the highest value in `by`."""

    by: str
    where: "Tests"
    has: "Tests"


class Follow(NamedTuple):
    """The item that a reference names has what is asked."""

    where: "Tests"


class CheckShare(NamedTuple):
    """The share that passed a check of a sample."""

    matcher: tuple[Compare, ...]


Matcher = Compare | IsGiven | Records | RecordCount | Latest | Follow | CheckShare


@dataclass(frozen=True, slots=True)
class FieldTest:
    """What one field must be: every one of `matchers` holds.

    `many` tells a list from one value, `refers` an item's id from other text: what the evaluation
    needs of the field's type.
    """

    path: tuple[str, ...]
    matchers: tuple[Matcher, ...]
    place: Place
    many: bool = False
    refers: bool = False

    @property
    def field(self) -> str:
        """The field as it is written, with its dots."""
        return ".".join(self.path)


Tests = tuple[FieldTest, ...]

# Conditions


class Quantified(NamedTuple):
    """Some, every or none of the items that `where` selects has what `has` asks."""

    quantifier: Literal["some", "every", "no"]
    kind: str
    where: Tests
    has: Tests
    place: Place


class Counted(NamedTuple):
    """The number, total or share of the items selected; `field` is what a sum adds up."""

    measure: Literal["count", "sum", "share"]
    kind: str
    where: Tests
    has: Tests
    matcher: tuple[Compare, ...]
    place: Place
    field: tuple[str, ...] = ()
    lowest: int | None = None


class Finding(NamedTuple):
    """What the auditor observed under a topic."""

    topic: str
    where: Tests | None
    any_about: bool
    partly_is_enough: bool
    place: Place


class CriterionHolds(NamedTuple):
    """Another criterion is met, or at least partly met."""

    criterion: str
    at_least: Degree
    place: Place


class Reaches(NamedTuple):
    """A question, or one part of it, reaches a level."""

    question: str
    part: str | None
    level: str
    place: Place


class Combined(NamedTuple):
    """All, any or at least `number` of the parts hold."""

    how: Literal["all", "any", "at_least"]
    parts: tuple["Condition", ...]
    place: Place
    number: int = 0


class Negated(NamedTuple):
    """The part does not hold."""

    part: "Condition"
    place: Place


class AuditFact(NamedTuple):
    """A fact of the engagement."""

    tests: Tests
    place: Place


Condition = (
    Quantified | Counted | Finding | CriterionHolds | Reaches | Combined | Negated | AuditFact
)

# The pack

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
    """One of the questions inside a question: criteria by weight, ladder highest first."""

    id: str
    asks: str
    essential: tuple[str, ...]
    supporting: tuple[str, ...]
    informing: tuple[str, ...]
    ladder: tuple[Rung, ...]
    place: Place

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


class Steps(NamedTuple):
    """A parameter's values by the day from which each holds, earliest first."""

    values: tuple[tuple[date, int | float | str], ...]


class Pack(NamedTuple):
    """A rule pack, checked; whatever valid evidence it meets, it can be evaluated."""

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
