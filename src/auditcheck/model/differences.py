"""What became of audits: how each thing stands in the newer, and what made the difference.

`Follow` is plain, frozen and versioned, like `Result`: the follow-up report is made from it and
from the results that it compares. It holds no clock and no path of the machine.
"""

from dataclasses import dataclass
from typing import Final, Literal

DIFF_VERSION: Final = 1

Change = Literal[
    "mended", "partly", "remaining", "worse", "new demand", "withdrawn", "not comparable",
    "still met", "as before",
]  # fmt: skip
UNCHANGED: Final = ("remaining", "still met", "as before")
"""What needs no cause: nothing is better, worse, new or gone."""

Factor = Literal["evidence", "date", "pack", "judgement"]
FACTORS: Final[tuple[Factor, ...]] = ("evidence", "date", "pack", "judgement")

Why = Literal[
    "not in the rules then", "not in the rules now",
    "not asked then", "not asked now",
    "not evidenced then", "not evidenced now",
    "not applicable then", "not applicable now",
    "not yet due then", "not yet due now",
    "answered in prose then", "answered in prose now",
    "not recommended then", "not recommended now",
    "another scale", "joined or divided",
]  # fmt: skip
"""Why two standings cannot be set against each other as better or worse."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a change: one factor, or several that only together do.

    `alone`: given to the old audit, they make it as the new one is. `needed`: taken from the new
    one, it is as the old one was.
    """

    factors: tuple[Factor, ...]
    alone: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """An item that the outcome rests on, then or now, and what has become of it.

    `not shown`: it stands on one side alone, and the other is public and leaves items out.
    `fields` are those that are written otherwise now.
    """

    item: str
    kind: str
    change: Literal["new", "changed", "gone", "not shown"]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One part, criterion or recommendation – or the conclusion – then and now.

    `name` is what it is called now, or was last; `was` what it was called then, where otherwise.
    `then` and `now` are the level, the outcome or the state; of a recommendation, whether it is
    made; null where there is no such thing. `criteria` are those behind it that have changed.
    Without `causes` a change's cause is not told apart.
    """

    name: str
    was: tuple[str, ...]
    title: str
    change: Change
    then: str | None
    now: str | None
    why: Why | None
    causes: tuple[Cause, ...]
    criteria: tuple[str, ...]
    facts: tuple[Fact, ...]


Note = Literal[
    "different subjects", "not later", "different packs", "made by different versions",
    "only results", "nothing differs",
]  # fmt: skip
"""What a reader of a comparison must know before anything in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """The comparison of an audit with the next, by their places among the audits, from 0.

    `differing` are the factors in which the two differ, or may differ. `crosswise`: causes are
    told apart by evaluating each audit's evidence, day, rules and judgements with the other's.
    """

    old: int
    new: int
    crosswise: bool
    differing: tuple[Factor, ...]
    notes: tuple[Note, ...]
    conclusion: Difference | None
    parts: tuple[Difference, ...]
    criteria: tuple[Difference, ...]
    recommendations: tuple[Difference, ...]


Promise = Literal[
    "shown", "said done but not shown", "day passed", "day to come", "no day given", "declined",
    "contested", "not asked now", "not evidenced now",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, as last recorded, in the audit at this place; and what evidence shows of it.

    What it promises, or says to be done, changes nothing by itself: `promise` is told by the
    last audit's evidence.
    """

    audit: int
    item: str
    by: str | None
    date: str | None
    stance: str | None
    status: str | None
    measure: str | None
    due: str | None
    responsible: str | None
    done: str | None
    promise: Promise


@dataclass(frozen=True, slots=True)
class Year:
    """A recommendation in one audit: its name there, whether it is made, and for what.

    `outcomes` are of the criteria that call for it; `change` is since the audit before.
    """

    audit: int
    name: str | None
    made: bool
    outcomes: dict[str, str]
    change: Change | None


@dataclass(frozen=True, slots=True)
class History:
    """A recommendation through all the audits, with the responses to it."""

    name: str
    text: str
    years: tuple[Year, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the audits that are compared."""

    title: str
    subject: str
    code: str | None
    as_of: str
    pack: str
    pack_version: str
    made_of: Literal["evidence", "result"]
    items_left_out: int


@dataclass(frozen=True, slots=True)
class Follow:
    """Audits compared, each with the next, oldest first."""

    format: Literal["auditcheck-diff"]
    version: Literal[1]
    made_by: str
    audits: tuple[Compared, ...]
    steps: tuple[Step, ...]
    history: tuple[History, ...]
