"""What a part's assessment hangs on, for the reader of a report."""

from auditcheck.model.assessments import PartResult
from auditcheck.model.results import Result
from auditcheck.report.levels import level
from auditcheck.report.names import Names, Piece, say

Node = dict[str, object]

_MOST_NAMED = 6


def resting(part: PartResult, result: Result, names: Names) -> Node:
    """What it falls without, and how far it is from another; empty where there is none."""
    rests = part.rests
    if rests is None:
        return {}
    criteria = [names.criterion(each.id) for each in rests.criteria]
    items = names.items(tuple(each.id for each in rests.items))
    sources = names.items(tuple(each.id for each in rests.sources))
    return {
        "criteria": _told(say("rests.criteria", n=len(criteria)), criteria),
        "items": _told(say("rests.items", n=len(items)), items),
        "sources": _told(say("rests.sources", n=len(sources)), sources),
        "oral": rests.oral,
        "oral_level": level(result, part.scale, rests.oral_level) if rests.oral_level else {},
        "single": rests.single_source is not None,
        "up": rests.up or 0,
        "down": rests.down or 0,
        "untried": bool(rests.untried),
        "withheld": rests.withheld,
    }


def _told(head: Piece, named: list[Piece]) -> Node:
    """The first by name, and how many more there are."""
    return {"head": head, "named": named[:_MOST_NAMED], "more": len(named[_MOST_NAMED:])}
