"""Judgements: whether each counts, and the final demands that one passes over."""

from collections.abc import Iterator

from auditcheck.engine.evaluate import Evaluation, Judged
from auditcheck.model.assessments import JudgementResult
from auditcheck.model.rules import Part
from auditcheck.model.truth import Outcome

_UNMET = (Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.NOT_EVIDENCED)


def part_of(evaluation: Evaluation, judged: Judged) -> Part | None:
    """The part that is judged; None where the audit does not ask its question."""
    asked = {(q.id, part.id): part for q in evaluation.asked for part in q.parts}
    return asked.get((judged.question, judged.part))


def passed_over(evaluation: Evaluation, judged: Judged) -> tuple[str, ...]:
    """The final criteria, not met or not evidenced, that a judgement in force judges above.

    That it does, by the rules' own level: one that stays at it, or below, passes over nothing.
    """
    part, pack = part_of(evaluation, judged), evaluation.program.pack
    if part is None or not judged.in_force:
        return ()
    levels = pack.scales[pack.questions[judged.question].scale].levels
    assessment = evaluation.levels[judged.question, judged.part].assessment or 0
    if levels.index(str(judged.item.fields["level"])) <= assessment:
        return ()
    weighed = evaluation.program.behind.weighed_by(part)
    return tuple(
        name
        for name, criterion in pack.criteria.items()
        if criterion.final
        and name in weighed
        and evaluation.criteria[name].decided.outcome in _UNMET
    )


def without_leave(evaluation: Evaluation) -> Iterator[tuple[Judged, tuple[str, ...]]]:
    """The judgements that pass over final criteria for which the pack gives no leave."""
    for judged in evaluation.judged:
        part = part_of(evaluation, judged)
        leave = part.may_pass_over if part else ()
        names = [each for each in passed_over(evaluation, judged) if each not in leave]
        if names:
            yield judged, tuple(names)


def judgement_of(judged: Judged, evaluation: Evaluation) -> JudgementResult:
    """A recorded judgement, whether it is in force, and what it passes over."""
    fields = judged.item.fields
    return JudgementResult(
        id=judged.item.id,
        part=f"{judged.question}.{judged.part}".removesuffix("."),
        level=str(fields["level"]),
        reason=str(fields["reason"]),
        by=str(fields["by"]),
        date=str(fields["date"]),
        until=str(fields["until"]) if "until" in fields else None,
        in_force=judged.in_force,
        why_not=judged.why_not,
        passes_over=passed_over(evaluation, judged),
    )
