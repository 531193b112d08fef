"""What would lift a part of a question to a level: the answer of `whatif`, plain and frozen."""

from dataclasses import dataclass
from typing import Literal

from auditcheck.model.assessments import Rests
from auditcheck.model.traces import Plain
from auditcheck.model.truth import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """What one field must be, and what was found in it; null: nothing."""

    field: str
    operator: str
    value: Plain
    found: Plain


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be so for a criterion to be met, as a draft recommendation in Swedish.

    Of its `parts`, `number` are needed. A fact about evidence names the `kind`, what `where`
    selects and `has` asks, and, where one or more are there that lack it, the `items`.
    `form` is the condition's, or empty where several conditions are joined.
    """

    says: str
    criterion: str
    form: str = ""
    number: int = 0
    parts: tuple["Need", ...] = ()
    kind: str = ""
    items: tuple[str, ...] = ()
    where: tuple[Asked, ...] = ()
    has: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """So many of these criteria, whichever, are raised to an outcome."""

    number: int
    criteria: tuple[str, ...]
    to: Outcome


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the level: all its steps. `sets` are the minimal sets of criteria that it holds."""

    size: int
    sets: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Lifted:
    """A criterion that some way raises, and what would make it met, or partly met."""

    id: str
    title: str
    outcome: Outcome
    evidence: str
    met: Need | None
    partly_met: Need | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Whether and how a part can reach a level by criteria being met.

    `sets` is the exact number of minimal sets, all of which `ways` holds but for those of the
    `more` ways that are not told. `highest` is the highest level that criteria being met can
    give, `left_out` the criteria that do not count now. `level` and `judgement` are what counts
    now, which a judgement decides if it is there. `rests` is what a level reached rests on.
    """

    part: str
    asks: str
    reach: str
    answer: Literal["reached", "possible", "impossible"]
    state: str
    assessment: str | None
    potential: str | None
    level: str | None
    judgement: str | None
    highest: str | None
    left_out: dict[str, Outcome]
    sets: int
    ways: tuple[Way, ...]
    more: int
    criteria: dict[str, Lifted]
    rests: Rests | None
