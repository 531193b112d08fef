"""Recommendations: those that an evaluation calls for, and why."""

from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.reading import criteria_asked
from auditcheck.model.assessments import RecommendationResult
from auditcheck.model.truth import Outcome


def recommendations_of(evaluation: Evaluation) -> tuple[RecommendationResult, ...]:
    """Those that a criterion calls for, of those behind the questions and the conclusion."""
    pack = evaluation.program.pack
    asked = criteria_asked(evaluation)
    behind: dict[str, list[str]] = {}  # the questions that each criterion stands behind
    for question in evaluation.asked:
        for name in evaluation.program.behind.questions(question):
            behind.setdefault(name, []).append(question.id)
    order = {question.id: place for place, question in enumerate(evaluation.asked)}
    responses: dict[object, list[str]] = {}
    for response in evaluation.evidence.of("responses"):
        responses.setdefault(response.fields["recommendation"], []).append(response.id)
    results = []
    for each in pack.recommendations.values():
        calling = {Outcome.NOT_MET, Outcome.PARTLY_MET}
        if each.or_not_evidenced:
            calling.add(Outcome.NOT_EVIDENCED)
        because = tuple(
            name
            for name in each.when_not_met
            if evaluation.criteria[name].decided.outcome in calling and name in asked
        )
        if because:
            questions = {question for name in because for question in behind.get(name, ())}
            results.append(
                RecommendationResult(
                    each.id,
                    each.text,
                    each.to,
                    because,
                    tuple(sorted(questions, key=order.__getitem__)),
                    tuple(responses.get(each.id, ())),
                )
            )
    return tuple(results)
