"""Kleene's three truth values, the degrees of a criterion and the outcomes they give."""

from enum import IntEnum, StrEnum


class Truth(IntEnum):
    """Kleene's strong logic: `all` is the minimum, `any` the maximum, `not` the mirror."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def negated(self) -> "Truth":
        """The mirror: false and true change places, unknown stays."""
        return _MIRROR[self]


_MIRROR = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


def truth_of(holds: bool) -> Truth:
    """The truth value of what is known."""
    return Truth.TRUE if holds else Truth.FALSE


def between(lowest: bool, highest: bool) -> Truth:
    """True if it holds even in the worst case, false if not even in the best, else unknown."""
    if lowest:
        return Truth.TRUE
    return Truth.UNKNOWN if highest else Truth.FALSE


class Degree(IntEnum):
    """How far a criterion is met, lowest first."""

    NOT_MET = 0
    PARTLY_MET = 1
    MET = 2


class Outcome(StrEnum):
    """What evaluating a criterion came to; every case has a name."""

    NOT_MET = "not met"
    PARTLY_MET = "partly met"
    MET = "met"
    NOT_EVIDENCED = "not evidenced"
    NOT_APPLICABLE = "not applicable"
    NOT_YET_DUE = "not yet due"


OUTCOME_OF = {
    Degree.NOT_MET: Outcome.NOT_MET,
    Degree.PARTLY_MET: Outcome.PARTLY_MET,
    Degree.MET: Outcome.MET,
}
LEFT_OUT = (Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE)
