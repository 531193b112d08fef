"""What outcomes come to: criteria, parts and questions with their levels, and what follows.

Plain and frozen: the parts of a `Result` that hold the assessment.
"""

from dataclasses import dataclass
from typing import Literal

from auditcheck.model.traces import Trace, TruthField
from auditcheck.model.truth import Outcome


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
    `suspect` are the sources that it rests on whose file has changed since it was reviewed.
    `final`: no judgement may pass over it without the pack's leave.
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
    suspect: tuple[str, ...]
    at: At
    final: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of a group come up to what a rung asks of each, and whether they are enough.

    `of` is the group and `up_to` the outcome or level that counts; `needs` is the quantity as the
    pack writes it. From `least` to `most` of `size` come up to it, as open evidence may decide.
    """

    of: Literal["essential", "supporting", "parts"]
    up_to: str
    needs: str
    least: int
    most: int
    size: int
    truth: TruthField


@dataclass(frozen=True, slots=True)
class RungResult:
    """One rung of a ladder: whether it holds, and what its quantities came to."""

    level: str
    asks: str
    truth: TruthField
    reached: tuple[Reach, ...] = ()


PartState = Literal["graded", "not evidenced", "not applicable", "not yet due", "open"]


def has_level(state: PartState) -> bool:
    """Whether a part, or the conclusion, stands on its scale: a level that is withheld does."""
    return state in ("graded", "not evidenced")


@dataclass(frozen=True, slots=True)
class Fall:
    """Something without which a part's assessment is lower: this level, or (null) none."""

    id: str
    level: str | None


Untried = Literal["margin", "items", "sources", "oral"]


@dataclass(frozen=True, slots=True)
class Rests:
    """What a part's assessment rests on, and how far it is from another.

    `criteria` are those without each of which, were it not met, the assessment falls; `items` and
    `sources` those without each of which it does. `oral`: it falls without what oral sources
    alone bear, to `oral_level`. `single_source` bears, alone, all that its criteria rest on.
    `up` and `down` are the fewest outcomes that would have to be otherwise for a higher, and a
    lower, assessment; null: none makes it so. `untried` names what there is too much of to be
    tried. `withheld`: in a public result, what hangs on evidence is left out, since some of that
    is confidential.
    """

    criteria: tuple[Fall, ...]
    items: tuple[Fall, ...]
    sources: tuple[Fall, ...]
    oral: bool
    oral_level: str | None
    single_source: str | None
    up: int | None
    down: int | None
    untried: tuple[Untried, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part's assessment and potential by the rules, and the level that counts.

    `level` is the judgement's where one is in force, else the assessment. `state` says why there
    is no level where there is none, `suspect` the sources behind it whose file has changed.
    `rests` is what the assessment rests on; null where there is none.
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
    suspect: tuple[str, ...]
    rests: Rests | None = None

    @property
    def name(self) -> str:
        """`question.part`, or the question alone where it has no named parts."""
        return f"{self.question}.{self.id}" if self.id else self.question

    @property
    def has_level(self) -> bool:
        """Whether it stands on its scale."""
        return has_level(self.state)


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
    suspect: tuple[str, ...]

    @property
    def has_level(self) -> bool:
        """Whether it stands on its scale."""
        return has_level(self.state)


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
    """A recorded departure from the rules' level, and whether it is in force at `as_of`.

    `passes_over` are the final criteria, not met or not evidenced, above which it judges by the
    pack's leave.
    """

    id: str
    part: str
    level: str
    reason: str
    by: str
    date: str
    until: str | None
    in_force: bool
    why_not: str
    passes_over: tuple[str, ...] = ()
