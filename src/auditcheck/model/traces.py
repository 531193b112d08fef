"""Traces: how an outcome came about, as trees of what was asked and what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, JsonValue, WithJsonSchema

from auditcheck.model.days import Days, Duration
from auditcheck.model.truth import Truth

if TYPE_CHECKING:
    Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
else:
    Plain = JsonValue  # the same, in the form that pydantic can read without end


def _truth(value: object) -> object:
    return Truth[value.upper()] if value in ("false", "unknown", "true") else value


TruthField = Annotated[
    Truth, BeforeValidator(_truth), WithJsonSchema({"enum": ["false", "unknown", "true"]})
]


class Because(StrEnum):
    """Why a test is unknown."""

    KNOWN = ""
    NOT_GIVEN = "not given"
    NOT_KNOWN = "not known by then"
    INCOMPLETE = "the list is incomplete"
    ARGUMENT = "what it is compared with is not given"
    PARTIAL_DATE = "the date is not given to the day"
    NONE_TESTED = "none were tested"
    SEVERAL = "several records are the latest, and they disagree"
    RECORD = "a record leaves it open"


@dataclass(frozen=True, slots=True)
class Rest:
    """Candidates that are not told one by one: what came of them, how many, and which."""

    concerned: TruthField
    holds: TruthField
    number: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldTrace:
    """One test of one field: what was asked, what was found, and the truth of it.

    `records` are what was looked at in a list, or where a reference leads; `rest` those of very
    many that are not told.
    """

    field: str
    operator: str
    asked: Plain
    found: Plain
    truth: TruthField
    because: Because = Because.KNOWN
    records: tuple["Candidate", ...] = ()
    rest: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item (or a record of a list) that was looked at: is it concerned, does it hold."""

    id: str
    concerned: TruthField
    holds: TruthField
    where: tuple[FieldTrace, ...]
    has: tuple[FieldTrace, ...]


Form = Literal[
    "some", "every", "no", "count", "sum", "share", "finding", "criterion", "question",
    "all", "any", "not", "at_least", "audit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """A condition with what each part of it found.

    `considered` counts the items of the kind; `candidates` are those concerned, perhaps concerned
    or, when there are none, the nearest; of very many those that decide the truth and the nearest
    misses, and `rest` what came of the others. `absences` are the recorded absences that cover it.
    `lowest` and `highest` bound a number, total or share (null: unbounded). `left_out` names why a
    condition has no truth of its own. `rests_on` are the items that the truth rests on.
    `withheld`: in a public result, something confidential that was found here is left out.
    """

    form: Form
    place: str
    truth: TruthField
    asked: Plain = None
    kind: str = ""
    considered: int = 0
    candidates: tuple[Candidate, ...] = ()
    rest: tuple[Rest, ...] = ()
    absences: tuple[str, ...] = ()
    collecting: bool = False
    lowest: str | None = None
    highest: str | None = None
    conflict: tuple[str, ...] = ()
    left_out: Literal["", "not applicable", "not yet due"] = ""
    rests_on: tuple[str, ...] = ()
    parts: tuple["Trace", ...] = ()
    withheld: bool = False


def to_plain(value: object) -> Plain:
    """A result, or any value in it, as what JSON can hold: truth by name, dates as written."""
    return _plainer(type(value))(value)  # type: ignore[arg-type]  # a class is hashable


@cache
def _plainer(of: type[object]) -> Callable[[Any], Plain]:
    """How values of one type become plain."""
    if issubclass(of, Truth):
        return lambda value: value.name.lower()
    if of is NoneType or of is bool or of in (int, float, str):
        return lambda value: value
    if issubclass(of, Fraction):
        return float
    if issubclass(of, str | Days | Duration):
        return str
    if issubclass(of, tuple | list):
        return lambda value: [to_plain(element) for element in value]
    if issubclass(of, Mapping):
        return lambda value: {str(key): to_plain(each) for key, each in value.items()}
    names = [field.name for field in fields(of)]  # type: ignore[arg-type]  # our dataclasses
    return lambda value: {name: to_plain(getattr(value, name)) for name in names}
