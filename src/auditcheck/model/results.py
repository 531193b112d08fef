"""What an evaluation comes to: outcomes, levels, and the one thing that is kept, `Result`.

`Result` is plain, frozen and versioned. Every report is rendered from it, so it holds all that a
report needs, and names its inputs by digest. It holds no clock and no path of the machine.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from pydantic import Field

from auditcheck.model.assessments import (
    At,
    ConclusionResult,
    CriterionResult,
    JudgementResult,
    QuestionResult,
    RecommendationResult,
)
from auditcheck.model.evidence import Why
from auditcheck.model.quotes import Verification
from auditcheck.model.traces import Plain

RESULT_VERSION: Final = 2
_QUOTED = re.compile(r"'([^']+)'")


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
