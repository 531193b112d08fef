"""By when a recommendation has to be carried out, where the law or the rules say a day."""

from auditcheck.model.assessments import RecommendationResult
from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.names import Names

Node = dict[str, object]


def due(made: RecommendationResult, result: Result, names: Names) -> list[Node]:
    """Each criterion not yet due that the recommendation rests on or reaches, with its day."""
    reached: dict[str, None] = {}
    ahead = list(made.because_of)
    while ahead:
        id_ = ahead.pop(0)
        if id_ not in reached and id_ in result.criteria:
            reached[id_] = None
            ahead += result.criteria[id_].refers_to
    return [
        {"date": pretty.date(criterion.due, names.language), "criterion": names.criterion(id_)}
        for id_ in reached
        if id_ in names.shown
        if (criterion := result.criteria[id_]).outcome is Outcome.NOT_YET_DUE and criterion.due
    ]
