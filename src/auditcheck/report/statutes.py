"""The statutes that the audit tests, each with its criteria by section."""

from collections import defaultdict

from auditcheck.model.assessments import CriterionResult
from auditcheck.model.results import AuthorityResult, Result
from auditcheck.model.traces import Trace
from auditcheck.report import pretty
from auditcheck.report.criteria import Criteria
from auditcheck.report.figures.matrix import matrix
from auditcheck.report.names import Names

Node = dict[str, object]


def statutes(
    result: Result, authorities: list[AuthorityResult], told: Criteria, names: Names
) -> list[Node]:
    """Those of the authorities that are statutes and have criteria."""
    by_authority: dict[str, list[CriterionResult]] = defaultdict(list)
    for id_ in names.shown:
        by_authority[result.criteria[id_].authority or ""].append(result.criteria[id_])
    return [
        _statute(authority, by_authority[authority.id], told, names)
        for authority in authorities
        if authority.kind == "statute"
    ]


def _statute(
    authority: AuthorityResult, criteria: list[CriterionResult], told: Criteria, names: Names
) -> Node:
    """A statute; `derived` where one provision bears several criteria, none its words."""
    sections = {criterion.section for criterion in criteria}
    ordered = sorted(criteria, key=lambda each: pretty.section_order(each.section or ""))
    return {
        "id": pretty.target("l", authority.id),
        "title": pretty.tidy(authority.title),
        "reference": pretty.tidy(authority.reference or ""),
        "in_force": pretty.date(authority.in_force or "", names.language),
        "repealed": pretty.date(authority.repealed or "", names.language),
        "note": pretty.tidy(authority.note or ""),
        "derived": len(sections) == 1 < len(criteria),
        "matrix": matrix(ordered, names),
        "rows": [
            told.row(criterion) | {"made_of": names.criteria(_parts(criterion.requires))}
            for criterion in ordered
        ],
    }


def _parts(requires: Trace) -> tuple[str, ...]:
    """The criteria that the demand itself is made of; not what only tells whether it applies."""
    own = (requires.asked,) if requires.form == "criterion" else ()
    named = [each.get("criterion") if isinstance(each, dict) else each for each in own]
    inner = [id_ for part in requires.parts for id_ in _parts(part)]
    return tuple(dict.fromkeys([*(str(id_) for id_ in named), *inner]))
