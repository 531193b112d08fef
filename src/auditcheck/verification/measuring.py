"""Counts, totals and shares: the bounds of a number, and whether all it can be is as asked."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from auditcheck.verification.traces import both
from auditcheck.verification.values import (
    FALSE,
    TRUE,
    UNKNOWN,
    Numbers,
    matches,
    number,
    reals,
    wholes,
)
from auditcheck.verification.world import Data, World, at

_FEW = 1000  # totals that are followed one by one; beyond, only the least and the greatest
_WORLDS = 10_000  # shares that are tried one by one
Interval = tuple[Fraction | None, Fraction | None]


def measured(asked: Data, concerned: list[Data], made: Data, world: World) -> Data:
    """The truth, bounds and citations of a number; what a sum adds up the rules alone tell."""
    sure = [each for each in concerned if each["concerned"] == TRUE]
    absent, collecting, form = made["absences"], made["collecting"], asked["form"]
    truth = UNKNOWN
    bounds: tuple[object, object] = (None, None)
    settled = sure if absent else concerned
    if (sure or absent) and form == "count":
        truths = [both(each) for each in concerned]
        lowest = truths.count(TRUE)
        most_ = lowest if absent else lowest + truths.count(UNKNOWN)
        highest = None if collecting and not absent else most_
        truth = matches(asked["asked"], wholes(lowest, highest))
        bounds = (lowest, highest)
    elif (sure or absent) and form == "share":
        bounds, worlds = _share(settled)
        truth = matches(asked["asked"], worlds)
    elif (sure or absent) and "field" not in asked:  # the trace alone does not say of what
        bounds, truth = (asked["lowest"], asked["highest"]), asked["truth"]
    elif sure or absent:
        amounts = [(each["concerned"], _amount(asked, each["id"], world)) for each in settled]
        bounds, worlds = _total(amounts)
        truth = matches(asked["asked"], worlds)
    if form == "share" and absent and not sure:
        truth = FALSE
    if form != "count" and collecting and sure:
        truth = UNKNOWN
    lowest_, highest_ = (None if each is None else str(each) for each in bounds)
    cited = [] if truth == UNKNOWN else [*(each["id"] for each in sure), *absent]
    return {
        "truth": truth, "asked": asked["asked"], "lowest": lowest_, "highest": highest_,
        "rests_on": cited,
    }  # fmt: skip


def _amount(asked: Data, id_: str, world: World) -> Interval:
    value = at(world.items[id_]["fields"], asked["field"])
    if value is None or world.is_weak(id_):
        return (None if asked["least"] is None else Fraction(asked["least"])), None
    return number(value), number(value)


def _total(amounts: Sequence[tuple[str, Interval]]) -> tuple[Interval, Numbers]:
    """The bounds of a total, and the numbers it can be: with and without what is uncertain."""
    totals: set[Interval] = {(Fraction(0), Fraction(0))}
    few = True
    for concerned, (low, high) in amounts:
        more = {
            (None if a is None or low is None else a + low,
             None if b is None or high is None else b + high)
            for a, b in totals
        }  # fmt: skip
        totals = more | totals if concerned == UNKNOWN else more
        few = few and len(totals) <= _FEW
        if not few:
            totals = {_hull(totals)}
    return _hull(totals), lambda named: {n for pair in totals for n in reals(*pair)(named)}


def _hull(intervals: set[Interval]) -> Interval:
    lows, highs = [low for low, _ in intervals], [high for _, high in intervals]
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    return low, high


def _share(candidates: Sequence[Data]) -> tuple[Interval, Numbers]:
    """The bounds of a share, and the shares that it can be."""
    pairs = [(each["concerned"], each["holds"]) for each in candidates]
    if not pairs:
        return (Fraction(0), Fraction(0)), lambda _: [Fraction(0)]
    have, open_, lack = (pairs.count((TRUE, holds)) for holds in (TRUE, UNKNOWN, FALSE))
    may, perhaps, not_ = (pairs.count((UNKNOWN, holds)) for holds in (TRUE, UNKNOWN, FALSE))
    sure = have + open_ + lack
    low = Fraction(have, sure + not_ + perhaps)
    high = Fraction(have + open_ + may + perhaps, sure + may + perhaps)
    ways = (open_ + 1, may + 1, not_ + 1, perhaps + 1, perhaps + 1)
    size = 1
    for each in ways:
        size *= each
    if size > _WORLDS:
        return (low, high), reals(low, high)
    worlds = {
        Fraction(have + a + b + d, sure + b + c + d + e)
        for a, b, c, d, e in product(*map(range, ways))
        if d + e <= perhaps
    }
    return (low, high), lambda _: worlds
