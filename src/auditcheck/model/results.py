"""What an evaluation comes to: outcomes, levels, and the one thing that is kept, `Result`.

`Result` is plain, frozen and versioned. Every report is rendered from it, so it holds all that a
report needs, and names its inputs by digest. It holds no clock and no path of the machine.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from pydantic import Field

from auditcheck.model.evidence import Why
from auditcheck.model.quotes import Verification
from auditcheck.model.traces import Plain, Trace, TruthField
from auditcheck.model.truth import Outcome

RESULT_VERSION: Final = 2
_QUOTED = re.compile(r"'([^']+)'")


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Open evidence as a request: what to ask for, of whom, and what it can settle.

    `criteria` are those it is wanted for, `items` what it is about. `to` is the id of `of` where
    the audit has it. `parts` are the open ones that it bears on, `settles` those whose level it
    settles whatever the answer is, with all else still open.
    """

    criteria: tuple[str, ...]
    request: str
    of: str
    kind: str
    items: tuple[str, ...]
    parts: tuple[str, ...]
    settles: tuple[str, ...]
    to: str | None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """A piece of evidence as written, with its place and strength.

    `suspect` are those of its sources (of a source, itself) whose file has changed.
    `incomplete` are the lists of it that are not complete.
    """

    id: str
    kind: str
    fields: dict[str, Plain]
    sources: tuple["Cite", ...]
    strength: Annotated[int, Field(ge=1, le=3)] | None
    confidential: bool
    read_by: tuple[str, ...]
    suspect: tuple[str, ...]
    at: At
    incomplete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cite:
    """A source cited by an item; `verification` where it is quoted and its file is there."""

    source: str
    quote: str | None
    page: int | None
    verification: Verification | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item as written that was not known by the day asked about, or with fewer sources."""

    why: Why
    item: ItemResult


@dataclass(frozen=True, slots=True)
class Noted:
    """A diagnostic about the evidence that does not stop the evaluation.

    `values` are what the message tells of, by name: dates, numbers, words and ids as written.
    """

    code: str
    severity: Literal["warning", "note"]
    message: str
    help: str
    values: dict[str, str]
    items: tuple[str, ...]
    at: At | None

    @property
    def quoted(self) -> tuple[str, ...]:
        """What its words quote: ids, most of it."""
        return tuple(each for text in (self.message, self.help) for each in _QUOTED.findall(text))


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
    """Every file that was read: for the evidence, for the rules, and beside the evidence."""

    evidence: tuple[InputFile, ...]
    rules: tuple[InputFile, ...]
    sources: tuple[InputFile, ...]


@dataclass(frozen=True, slots=True)
class Public:
    """What a public result leaves out: how many items and sources, and which criteria show less.

    `criteria` are those whose outcome was reached with something that is left out.
    """

    items: int
    sources: int
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """What things of the pack that have had other names were called; parts in full."""

    criteria: dict[str, tuple[str, ...]] = field(default_factory=dict)
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    recommendations: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """One audit, evaluated: all that a report, a comparison or a verification needs.

    `public` is null in a working result, which is whole; a public one cannot be verified in full.
    `known` is the day by which the evidence in it was known, null where all of it counts, and
    `set_aside` what does not count for that.
    """

    format: Literal["auditcheck-result"]
    version: Literal[2]
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
    public: Public | None = None
    known: str | None = None
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    renamed: Renamed = field(default_factory=Renamed)

    @property
    def everything(self) -> dict[str, ItemResult]:
        """All items as they are written, those too that were not known, or not in full."""
        return self.items | {id_: each.item for id_, each in self.set_aside.items()}
