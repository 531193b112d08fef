"""What an evaluation comes to: traces, outcomes, levels, and the one thing that is kept, `Result`.

`Result` is plain, frozen and versioned. Every report is rendered from it, so it holds all that a
report needs, and names its inputs by digest. It holds no clock and no path of the machine.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue, WithJsonSchema

from auditcheck.model.days import Days, Duration
from auditcheck.model.truth import Outcome, Truth

RESULT_VERSION = 1

if TYPE_CHECKING:
    Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
else:
    Plain = JsonValue  # the same, in the form that pydantic can read without end


def _truth(value: object) -> object:
    return Truth[value.upper()] if value in ("false", "unknown", "true") else value


TruthField = Annotated[
    Truth, BeforeValidator(_truth), WithJsonSchema({"enum": ["false", "unknown", "true"]})
]

# Traces: how an outcome came about


class Because(StrEnum):
    """Why a test is unknown."""

    KNOWN = ""
    NOT_GIVEN = "not given"
    INCOMPLETE = "the list is incomplete"
    ARGUMENT = "what it is compared with is not given"
    PARTIAL_DATE = "the date is not given to the day"
    NONE_TESTED = "none were tested"
    SEVERAL = "several records are the latest, and they disagree"
    RECORD = "a record leaves it open"


@dataclass(frozen=True, slots=True)
class FieldTrace:
    """One test of one field: what was asked, what was found, and the truth of it."""

    field: str
    operator: str
    asked: Plain
    found: Plain
    truth: TruthField
    because: Because = Because.KNOWN
    records: tuple["Candidate", ...] = ()


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
    or, when there are none, the nearest. `absences` are the recorded absences that cover it.
    `lowest` and `highest` bound a number, total or share (null: unbounded). `left_out` names why a
    condition has no truth of its own. `rests_on` are the items that the truth rests on.
    """

    form: Form
    place: str
    truth: TruthField
    asked: Plain = None
    kind: str = ""
    considered: int = 0
    candidates: tuple[Candidate, ...] = ()
    absences: tuple[str, ...] = ()
    collecting: bool = False
    lowest: str | None = None
    highest: str | None = None
    conflict: tuple[str, ...] = ()
    left_out: Literal["", "not applicable", "not yet due"] = ""
    rests_on: tuple[str, ...] = ()
    parts: tuple["Trace", ...] = ()


# What is kept


@dataclass(frozen=True, slots=True)
class At:
    """A concrete place: the file by its path inside its folder, line and column from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion with its outcome.

    `lowest` and `highest` are how far it can be met once open evidence is in; they are equal
    unless it is not evidenced. `weak` are the items that fall short of the criterion's own demand
    on evidence. `demand` is the condition in words, `says` the pack's text for the outcome.
    """

    id: str
    title: str
    outcome: Outcome
    lowest: Outcome
    highest: Outcome
    reason: str
    demand: str
    says: str
    requires: Trace
    applies: Trace | None
    partly: Trace | None
    authority: str | None
    section: str | None
    modality: str | None
    duty_holder: str | None
    due: str | None
    in_force: str | None
    repealed: str | None
    evidence: str
    note: str | None
    rests_on: tuple[str, ...]
    weak: tuple[str, ...]
    refers_to: tuple[str, ...]
    weighed_in: tuple[str, ...]
    informs: tuple[str, ...]
    at: At


@dataclass(frozen=True, slots=True)
class RungResult:
    """One rung of a part's ladder: whether it holds."""

    level: str
    asks: str
    truth: TruthField


PartState = Literal["graded", "not evidenced", "not applicable", "not yet due", "open"]


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part's assessment and potential by the rules, and the level that counts.

    `level` is the judgement's where one is in force, else the assessment. `state` says why there
    is no level where there is none.
    """

    id: str
    question: str
    asks: str
    scale: str
    state: PartState
    assessment: str | None
    potential: str | None
    level: str | None
    judgement: str | None
    essential: tuple[str, ...]
    supporting: tuple[str, ...]
    informing: tuple[str, ...]
    rungs: tuple[RungResult, ...]
    met: int
    counted: int

    @property
    def name(self) -> str:
        """`question.part`, or the question alone where it has no named parts."""
        return f"{self.question}.{self.id}" if self.id else self.question


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question with its parts."""

    id: str
    number: int | None
    asks: str
    open: bool
    parts: tuple[PartResult, ...]
    recommendations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConclusionResult:
    """The level of the whole audit; none where the policy withholds it or nothing is graded."""

    asks: str
    scale: str
    state: Literal["graded", "not evidenced", "not applicable"]
    assessment: str | None
    potential: str | None
    rungs: tuple[RungResult, ...]


@dataclass(frozen=True, slots=True)
class RecommendationResult:
    """A recommendation that comes, with the criteria that call for it and whom it is to."""

    id: str
    text: str
    to: tuple[str, ...]
    because_of: tuple[str, ...]
    questions: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgementResult:
    """A recorded departure from the rules' level, and whether it is in force at `as_of`."""

    id: str
    part: str
    level: str
    reason: str
    by: str
    date: str
    until: str | None
    in_force: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Open evidence: what to ask for, of whom, and the parts it can settle."""

    criterion: str
    request: str
    of: str
    kind: str
    items: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """A piece of evidence as written, with its place and strength."""

    id: str
    kind: str
    fields: dict[str, Plain]
    sources: tuple["Cite", ...]
    strength: Annotated[int, Field(ge=1, le=3)] | None
    confidential: bool
    read_by: tuple[str, ...]
    at: At


@dataclass(frozen=True, slots=True)
class Cite:
    """A source cited by an item."""

    source: str
    quote: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A diagnostic about the evidence that does not stop the evaluation."""

    code: str
    severity: Literal["warning", "note"]
    message: str
    help: str
    items: tuple[str, ...]
    at: At | None


@dataclass(frozen=True, slots=True)
class AuthorityResult:
    """What criteria rest on."""

    id: str
    title: str
    kind: str
    reference: str | None
    in_force: str | None
    repealed: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """A scale's levels, lowest first, and what it makes of what is not evidenced."""

    levels: tuple[str, ...]
    not_evidenced: str


@dataclass(frozen=True, slots=True)
class PackResult:
    """Which rules were used."""

    id: str
    title: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its path inside its folder and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """Every file that was read, for the evidence and for the rules."""

    evidence: tuple[InputFile, ...]
    rules: tuple[InputFile, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One audit, evaluated: all that a report, a comparison or a verification needs."""

    format: Literal["auditcheck-result"]
    version: Literal[1]
    made_by: str
    as_of: str
    audit: dict[str, Plain]
    pack: PackResult
    inputs: Inputs
    scales: dict[str, ScaleResult]
    authorities: dict[str, AuthorityResult]
    words: dict[str, dict[str, str]]
    conclusion: ConclusionResult | None
    questions: tuple[QuestionResult, ...]
    criteria: dict[str, CriterionResult]
    recommendations: tuple[RecommendationResult, ...]
    judgements: tuple[JudgementResult, ...]
    gaps: tuple[Gap, ...]
    shortcomings_not_weighed: tuple[str, ...]
    not_weighed: tuple[str, ...]
    diagnostics: tuple[Noted, ...]
    items: dict[str, ItemResult]


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
