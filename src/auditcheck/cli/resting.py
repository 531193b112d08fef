"""What a part's level rests on, in a few lines."""

from collections.abc import Iterable

from auditcheck.cli.answer import counted
from auditcheck.model.assessments import Fall, PartResult, Rests

_MOST_NAMED = 8
_UNTRIED = {
    "margin": "criteria and margin",
    "items": "single items",
    "sources": "single sources",
    "oral": "interviews",
}


def resting(part: PartResult) -> list[str]:
    """What the assessment falls without, and its margin; nothing where there is no assessment."""
    rests = part.rests
    if rests is None:
        return []
    told = [
        f"falls without one of the {what}: {_named(falls)}"
        for what, falls in (
            ("criteria", rests.criteria),
            ("items", rests.items),
            ("sources", rests.sources),
        )
        if falls
    ]
    if rests.oral:
        told.append(f"falls without what interviews alone bear: {rests.oral_level or 'no level'}")
    if rests.single_source:
        told.append(f"rests on one source alone: {rests.single_source}")
    if "margin" not in rests.untried:
        told.append(f"margin: {_margin(rests)}")
    if rests.untried:
        named = ", ".join(_UNTRIED[each] for each in rests.untried)
        told.append(f"not looked at, being too many: {named}")
    if rests.withheld:
        told.append("what hangs on the confidential is left out")
    return told


def mark(part: PartResult) -> str:
    """In a word what is to be seen at a glance of a level: that it hangs on little."""
    rests = part.rests
    if rests is None:
        return ""
    if rests.oral:
        return "hangs on interviews"
    return f"one source: {rests.single_source}" if rests.single_source else ""


def _named(falls: Iterable[Fall]) -> str:
    """Those that fall as far together, the furthest first as they come."""
    by_level: dict[str | None, list[str]] = {}
    for fall in falls:
        by_level.setdefault(fall.level, []).append(fall.id)
    return "; ".join(
        f"{', '.join(ids[:_MOST_NAMED])}{_more(ids)} → {level or 'no level'}"
        for level, ids in by_level.items()
    )


def _more(ids: list[str]) -> str:
    return f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""


def _margin(rests: Rests) -> str:
    ways = (("up", rests.up), ("down", rests.down))
    told = [f"{counted(n, 'outcome')} {way}" for way, n in ways if n is not None]
    return ", ".join(told) or "no outcome changes it"
