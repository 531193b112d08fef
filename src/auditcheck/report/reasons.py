"""Why a level is what it is, in sentences made from what its ladder's rungs came to.

What a rung asks beside its quantities is not told here: the whole ladder stands with the level.
"""

from dataclasses import replace

from auditcheck.model.assessments import Reach, RungResult
from auditcheck.model.truth import Outcome, Truth
from auditcheck.report import pretty
from auditcheck.report.names import Piece, say, text

_PAIR = 2


def reason(level: str | None, ladder: tuple[RungResult, ...]) -> list[Piece]:
    """`Delvis, eftersom …` and why the next level is not reached; empty where nothing is told."""
    if level is None or not ladder:
        return []
    levels = [rung.level for rung in ladder]
    if level not in levels:
        lowest = ladder[-1]
        grounds = _grounds(lowest)
        return [say("grounds.lowest", level=level, above=lowest.level, grounds=grounds)]
    at = levels.index(level)
    told = [say("grounds.holds", level=level, grounds=_grounds(_plainly(ladder[at], ladder)))]
    if at:
        above = ladder[at - 1]
        way = "may" if above.truth is Truth.UNKNOWN else "fails"
        told += [say(f"grounds.{way}", above=above.level, grounds=_grounds(above))]
    return told


def _plainly(rung: RungResult, ladder: tuple[RungResult, ...]) -> RungResult:
    """The rung, with `met` where those at least partly met all are, as another rung shows."""
    met = {
        (reach.of, reach.least, reach.size)
        for other in ladder
        for reach in other.reached
        if reach.up_to == Outcome.MET.value
    }
    return replace(
        rung,
        reached=tuple(
            replace(reach, up_to=Outcome.MET.value)
            if reach.up_to == Outcome.PARTLY_MET.value
            and (reach.of, reach.least, reach.size) in met
            else reach
            for reach in rung.reached
        ),
    )


def _grounds(rung: RungResult) -> list[Piece]:
    """The quantities that settle whether the rung holds; where none does, what it asks."""
    settling = [
        reach
        for reach in rung.reached
        if reach.truth is rung.truth and (reach.size or reach.truth is not Truth.TRUE)
    ]
    if len(settling) > 1 and all(map(_whole, settling)):
        return [say("grounds.everything")]
    if not settling:
        way = {Truth.TRUE: "asks", Truth.FALSE: "asks_not", Truth.UNKNOWN: "asks_open"}[rung.truth]
        return [say(f"grounds.{way}", asks=pretty.tidy(rung.asks))]
    joined = _quantity(settling[0])
    for each in settling[1:]:
        joined += [text(" "), say("grounds.and"), text(" "), *_quantity(each)]
    return joined


def _whole(reach: Reach) -> bool:
    return (
        reach.up_to == Outcome.MET.value
        and reach.least == reach.size > 0
        and reach.needs != "none"
    )


def _quantity(reach: Reach) -> list[Piece]:
    """`två av fyra väsentliga kriterier är uppfyllda (minst tre krävs)`."""
    if not reach.size:
        return [say("grounds.empty")]
    subject, form = _form(reach)
    numbers = {name: _number(n) for name, n in (("n", reach.least), ("size", reach.size))}
    verb = "reaches" if reach.of == "parts" else reach.up_to
    few = reach.truth is Truth.FALSE and reach.needs != "none" and subject in ("one", "some")
    pieces: list[Piece] = [say("grounds.only"), text(" ")] if few else []
    pieces += [
        say(f"grounds.{reach.of}.{subject}", **numbers),
        text(" "),
        say(f"grounds.{verb}.{form}", level=reach.up_to),
    ]
    if reach.truth is Truth.UNKNOWN:
        pieces.append(say("grounds.more"))
    if (needs := _needs(reach)) is not None:
        pieces += [text(" ("), needs, text(")")]
    return pieces


def _form(reach: Reach) -> tuple[str, str]:
    """Which words name so many of so many, and which form the verb has after them."""
    match reach.least, reach.size:
        case 0, 1:
            return "sole", "not"
        case 1, 1:
            return "sole", "one"
        case 0, _:
            return "none", "none"
        case n, size if n == size:
            return ("both" if n == _PAIR else "every"), "many"
        case 1, _:
            return "one", "one"
        case _:
            return "some", "many"


def _needs(reach: Reach) -> Piece | None:
    """How many are asked for, where the number itself does not tell."""
    if (
        reach.needs in ("some", "1")
        or reach.size == 1
        or (reach.least == reach.size and reach.truth)
    ):
        return None
    if reach.needs.isdecimal():
        return say("grounds.needs.number", n=_number(int(reach.needs)))
    if reach.needs in ("all", "half", "none"):
        return say(f"grounds.needs.{reach.needs}")
    return say("grounds.needs.share", share=pretty.tidy(reach.needs))


def _number(n: int) -> Piece:
    return say(f"number.{n}", otherwise=str(n))
