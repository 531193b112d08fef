"""Outcomes of criteria, from their traces, the day, and what they ask of their evidence."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from auditcheck.verification.conditions import Conditions, unique
from auditcheck.verification.traces import DEGREES, LEFT_OUT
from auditcheck.verification.values import FALSE, TRUE, UNKNOWN
from auditcheck.verification.world import Data

PARTS = ("requires", "applies", "partly")


class Made(NamedTuple):
    """A criterion's claims, made anew, and its traces whole."""

    claims: Data
    traces: Mapping[str, Data | None]


def outcome(criterion: Data, asked: Mapping[str, Data | None], conditions: Conditions) -> Made:
    """What a criterion comes to; `asked` are its conditions, as given or as the rules ask them."""

    def make() -> dict[str, Data | None]:
        return {name: each and conditions.make(each) for name, each in asked.items()}

    world = conditions.world
    traces = make()
    requires, applies, partly = (traces[name] for name in PARTS)
    assert requires is not None  # noqa: S101  each criterion requires something
    lowest, highest = _degrees(requires, partly)
    weak: list[str] = []
    if criterion["evidence"] != "any":
        if any(_is_vague(each) for each in asked.values()):
            return Made({}, traces)
        world.demand = criterion["evidence"]
        strict = make()
        assert strict["requires"] is not None  # noqa: S101
        least = _degrees(strict["requires"], strict["partly"])[0]
        if least < lowest:
            true = [t["rests_on"] for t in (requires, partly) if t and t["truth"] == TRUE]
            weak = _weak(unique(true), world.is_weak) or _weak(_concerned(requires), world.is_weak)
            lowest = least
        world.demand = "any"
    result, reason = _decide(criterion, world.day, applies, requires, lowest, highest)
    if reason == "unknown whether it applies":
        lowest, highest = 0, 2
    if not reason and result == "not evidenced" and weak:
        reason = "weak evidence"
    cited = [applies["rests_on"]] if applies else []
    if result == "partly met" and partly:
        cited.append(partly["rests_on"])
    if result not in ("not evidenced", "not applicable"):
        cited.append(requires["rests_on"])
    claims = {
        "outcome": result, "lowest": DEGREES[lowest], "highest": DEGREES[highest],
        "reason": reason, "rests_on": unique(cited), "weak": weak,
    }  # fmt: skip
    return Made(claims, traces)


def _is_vague(asked: Data | None) -> bool:
    """Whether a trace leaves open what its weaker evidence would give: only the rules tell."""
    if asked is None:
        return False
    vague = {"sum": "field", "finding": "any_about", "criterion": "degrees"}
    return vague.get(asked["form"], "form") not in asked or any(map(_is_vague, asked["parts"]))


def _weak(ids: Iterable[str], is_weak: Callable[[str], bool]) -> list[str]:
    return [id_ for id_ in ids if is_weak(id_)]


def _concerned(trace: Data) -> list[str]:
    own = [each["id"] for each in trace["candidates"] if each["concerned"] != FALSE]
    return unique([own, *map(_concerned, trace["parts"])])


def _degrees(requires: Data, partly: Data | None) -> tuple[int, int]:
    """The least and the most that it can be met, as ranks of DEGREES."""
    half = FALSE if partly is None or partly["left_out"] else partly["truth"]
    lowest = 2 if requires["truth"] == TRUE else int(half == TRUE)
    highest = 2 if requires["truth"] != FALSE else int(half != FALSE)
    return lowest, highest


def _decide(
    criterion: Data, day: date, applies: Data | None, requires: Data, lowest: int, highest: int
) -> tuple[str, str]:
    days = {name: criterion[name] and date.fromisoformat(criterion[name])
            for name in ("in_force", "repealed", "due")}  # fmt: skip
    if days["in_force"] and day < days["in_force"]:
        return "not applicable", "not in force"
    if days["repealed"] and day >= days["repealed"]:
        return "not applicable", "repealed"
    left_out = [each["left_out"] for each in (applies, requires) if each and each["left_out"]]
    if left_out:
        return LEFT_OUT["not yet due" in left_out], "left out"
    if applies and applies["truth"] == FALSE:
        return "not applicable", "does not apply"
    is_open = applies is not None and applies["truth"] == UNKNOWN
    if days["due"] and day < days["due"] and (is_open or lowest < 2):  # noqa: PLR2004  met
        return "not yet due", "not yet due"
    if is_open:
        return "not evidenced", "unknown whether it applies"
    return ("not evidenced" if lowest != highest else DEGREES[lowest]), ""
