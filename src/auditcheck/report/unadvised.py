"""The criteria that fall short and call for no recommendation, each with the reason for that."""

from collections import defaultdict
from collections.abc import Mapping

from auditcheck.model.assessments import CriterionResult
from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.levels import outcome
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

_SHORT = (Outcome.NOT_MET, Outcome.PARTLY_MET)


def unadvised(result: Result, names: Names) -> list[Node]:
    """In the order that they are numbered; one that another covers is told by that one."""
    advised = {id_ for made in result.recommendations for id_ in made.because_of}
    recorded = _recorded(result)
    outer: dict[str, list[str]] = defaultdict(list)
    for each in result.criteria.values():
        for inner in each.refers_to:
            outer[inner].append(each.id)
    return [
        {
            "criterion": names.criterion(id_),
            "outcome": outcome(criterion.outcome),
            "why": _why(criterion, _around(id_, outer) & advised, recorded, names),
        }
        for id_ in names.shown
        if (criterion := result.criteria[id_]).outcome in _SHORT and id_ not in advised
    ]


def _why(
    criterion: CriterionResult, around: set[str], recorded: dict[str, str], names: Names
) -> list[Piece]:
    if criterion.id in recorded:
        return [text(pretty.tidy(recorded[criterion.id]))]
    if around:
        first = next(id_ for id_ in names.shown if id_ in around)
        return [say("unadvised.inside"), text(" "), names.criterion(first), text(".")]
    if not criterion.weighed_in:
        return [say("unadvised.informing")]
    return [say("unadvised.unsaid")]


def _recorded(result: Result) -> dict[str, str]:
    """The reasons that the auditor gives, by criterion."""
    given = result.audit.get("unadvised")
    return {
        str(each["criterion"]): str(each["because"])
        for each in (given if isinstance(given, list) else [])
        if isinstance(each, dict) and {"criterion", "because"} <= each.keys()
    }


def _around(id_: str, outer: Mapping[str, list[str]]) -> set[str]:
    """The criteria that this one is part of, also through others."""
    found: set[str] = set()
    ahead = [id_]
    while ahead:
        new = [each for each in outer.get(ahead.pop(), ()) if each not in found]
        ahead += new
        found.update(new)
    return found
