"""The tree of a condition as read: what a method owner wrote, checked and typed.

A tree is compiled to closures by `language`, put in words by `language.sentences`, and never
changed. Each node knows its place.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from auditcheck.model.days import Days, Duration
from auditcheck.model.truth import Degree

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
