"""An evaluation as the plain result that is kept."""

from collections.abc import Iterable, Mapping
from datetime import date

from auditcheck import __version__
from auditcheck.engine.advice import recommendations_of
from auditcheck.engine.ahead.resting import resting
from auditcheck.engine.aligning import renamed_in
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.gaps import gaps_of, titles_of
from auditcheck.engine.grade import Level
from auditcheck.engine.items import Items
from auditcheck.engine.judging import judgement_of
from auditcheck.engine.keeping import kept
from auditcheck.engine.outcomes import Evaluated
from auditcheck.engine.reading import not_weighed, read_by
from auditcheck.engine.suspects import Reviewed
from auditcheck.language.references import conditions_of, refers_to
from auditcheck.language.rungs import parts_rung, rung
from auditcheck.language.sentences import demand
from auditcheck.model.assessments import (
    At,
    ConclusionResult,
    CriterionResult,
    PartResult,
    QuestionResult,
    RungResult,
)
from auditcheck.model.conditions import Condition
from auditcheck.model.days import MONTHS
from auditcheck.model.results import (
    RESULT_VERSION,
    AuthorityResult,
    Inputs,
    Noted,
    PackResult,
    Result,
    ScaleResult,
)
from auditcheck.model.rules import Authority, Pack, Part, Question
from auditcheck.model.traces import to_plain
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Outcome


def make_result(
    evaluation: Evaluation,
    inputs: Inputs,
    items: Mapping[str, At],
    criteria: Mapping[str, At],
    noted: tuple[Noted, ...],
    reviewed: Reviewed,
) -> Result:
    """The result; `items` and `criteria` give where each of them stands, by its id."""
    return _Maker(evaluation, items, criteria, reviewed).result(inputs, noted)


class _Maker:
    def __init__(
        self,
        evaluation: Evaluation,
        items: Mapping[str, At],
        criteria_at: Mapping[str, At],
        reviewed: Reviewed,
    ) -> None:
        self.evaluation = evaluation
        self.pack: Pack = evaluation.program.pack
        self.criteria_at = criteria_at
        self.reviewed = reviewed
        self.readers = read_by(evaluation)
        self.rests = resting(evaluation, self.readers)
        self.items = Items(evaluation.evidence, items, reviewed, self.readers)
        self.titles = titles_of(evaluation)
        parts = {
            f"{question.id}.{part.id}".removesuffix("."): part
            for question in evaluation.asked
            for part in question.parts
        }
        behind = evaluation.program.behind
        self.weighs = {name: tuple(behind.weighed_by(part)) for name, part in parts.items()}
        self.weighed = _inverted(self.weighs.items())
        self.informing = _inverted((name, part.informing) for name, part in parts.items())

    def result(self, inputs: Inputs, noted: tuple[Noted, ...]) -> Result:
        evaluation = self.evaluation
        shortcomings, others = not_weighed(evaluation, self.readers)
        recommendations = recommendations_of(evaluation)
        proposed = _inverted((each.id, each.questions) for each in recommendations)
        audit, known = to_plain(evaluation.evidence.audit), evaluation.evidence.known
        assert isinstance(audit, dict)  # noqa: S101  a mapping stays one
        return Result(
            format="auditcheck-result",
            version=RESULT_VERSION,
            made_by=f"auditcheck {__version__}",
            as_of=evaluation.evidence.as_of.isoformat(),
            audit=audit,
            pack=PackResult(self.pack.id, self.pack.title, self.pack.version, self.pack.language),
            inputs=inputs,
            scales={
                name: ScaleResult(scale.levels, scale.not_evidenced)
                for name, scale in self.pack.scales.items()
            },
            authorities={id_: _authority(each) for id_, each in self.pack.authorities.items()},
            words={name: dict(words) for name, words in self.pack.vocabulary.items()},
            conclusion=self.conclusion(),
            questions=tuple(self.question(q, proposed) for q in evaluation.asked),
            criteria={id_: self.criterion(each) for id_, each in evaluation.criteria.items()},
            recommendations=recommendations,
            judgements=tuple(judgement_of(each, evaluation) for each in evaluation.judged),
            gaps=gaps_of(evaluation),
            shortcomings_not_weighed=shortcomings,
            not_weighed=others,
            diagnostics=noted,
            items=self.items.result(),
            known=_iso(known.by) if known else None,
            set_aside=self.items.set_aside(),
            renamed=renamed_in(self.pack),
        )

    def criterion(self, evaluated: Evaluated) -> CriterionResult:
        criterion, decided = evaluated.criterion, evaluated.decided
        referred = [
            node
            for condition in conditions_of(criterion)
            for node in refers_to(condition, self.pack.questions)
            if isinstance(node, str)
        ]
        return CriterionResult(
            id=criterion.id,
            title=criterion.title,
            outcome=decided.outcome,
            lowest=OUTCOME_OF[decided.lowest],
            highest=OUTCOME_OF[decided.highest],
            reason=evaluated.reason,
            demand=demand(criterion.requires, self.titles),
            says=_says((criterion.says or {}).get(decided.outcome, ""), criterion.due),
            requires=kept(evaluated.requires),
            applies=evaluated.applies and kept(evaluated.applies),
            partly=evaluated.partly and kept(evaluated.partly),
            authority=criterion.authority,
            section=criterion.section,
            modality=criterion.modality,
            duty_holder=criterion.duty_holder,
            due=_iso(criterion.due),
            in_force=_iso(evaluated.in_force),
            repealed=_iso(evaluated.repealed),
            evidence=criterion.evidence,
            note=criterion.note,
            rests_on=decided.rests_on,
            weak=evaluated.weak,
            refers_to=tuple(dict.fromkeys(referred)),
            weighed_in=tuple(self.weighed.get(criterion.id, ())),
            informs=tuple(self.informing.get(criterion.id, ())),
            suspect=self._suspect((*decided.rests_on, *evaluated.weak)),
            at=self.criteria_at[criterion.id],
            final=criterion.final,
        )

    def question(self, question: Question, proposed: Mapping[str, list[str]]) -> QuestionResult:
        return QuestionResult(
            question.id,
            question.number,
            question.asks,
            question.open,
            tuple(self.part(question, part) for part in question.parts),
            tuple(proposed.get(question.id, ())),
        )

    def part(self, question: Question, part: Part) -> PartResult:
        level = self.evaluation.levels[question.id, part.id]
        levels = self.pack.scales[question.scale].levels
        judged = self.evaluation.judgement_of(question.id, part.id)
        assessment = _level(levels, level.assessment)
        outcomes = [self.evaluation.criteria[n].decided.outcome for n in part.essential]
        counted = [each for each in outcomes if each not in LEFT_OUT]
        return PartResult(
            id=part.id,
            question=question.id,
            asks=part.asks,
            scale=question.scale,
            state=level.state,
            assessment=assessment,
            potential=_level(levels, level.potential),
            level=str(judged.item.fields["level"]) if judged else assessment,
            judgement=judged.item.id if judged else None,
            essential=part.essential,
            supporting=part.supporting,
            informing=part.informing,
            rungs=self._rungs(part, level),
            met=counted.count(Outcome.MET),
            counted=len(counted),
            suspect=self._suspect_below(f"{question.id}.{part.id}".removesuffix(".")),
            rests=self.rests.get((question.id, part.id)),
        )

    def _rungs(self, part: Part, level: Level) -> tuple[RungResult, ...]:
        return tuple(
            RungResult(
                each.level,
                rung(each.essential, each.supporting, each.counting, self._said(each.condition)),
                truth,
                reached,
            )
            for each, truth, reached in zip(part.ladder, level.truths, level.reached, strict=False)
        )

    def _said(self, condition: Condition | None) -> str | None:
        return None if condition is None else demand(condition, self.titles)

    def conclusion(self) -> ConclusionResult | None:
        conclusion, level = self.pack.conclusion, self.evaluation.conclusion
        if conclusion is None or level is None:
            return None
        levels = self.pack.scales[conclusion.scale].levels
        state = level.state
        assert state in ("graded", "not evidenced", "not applicable")  # noqa: S101
        rungs = zip(conclusion.ladder, level.truths, level.reached, strict=False)
        return ConclusionResult(
            conclusion.asks,
            conclusion.scale,
            state,
            _level(levels, level.assessment),
            _level(levels, level.potential),
            tuple(
                RungResult(
                    each.level,
                    parts_rung(each.parts, each.reaches, self._said(each.condition)),
                    truth,
                    reached,
                )
                for each, truth, reached in rungs
            ),
            tuple(dict.fromkeys(s for name in self.weighs for s in self._suspect_below(name))),
        )

    def _suspect_below(self, part: str) -> tuple[str, ...]:
        """The suspect sources behind the criteria that a part weighs."""
        decided = (self.evaluation.criteria[name].decided for name in self.weighs[part])
        return self._suspect(id_ for each in decided for id_ in each.rests_on)

    def _suspect(self, items: Iterable[str]) -> tuple[str, ...]:
        return self.reviewed.behind(items, self.evaluation.evidence)


def _inverted(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """For each name, those that name it, in their order."""
    inverted: dict[str, list[str]] = {}
    for each, names in named:
        for name in dict.fromkeys(names):
            inverted.setdefault(name, []).append(each)
    return inverted


def _level(levels: tuple[str, ...], rank: int | None) -> str | None:
    return None if rank is None else levels[rank]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _says(text: str, due: date | None) -> str:
    """The pack's text with the due date written out in Swedish."""
    written = f"{due.day} {MONTHS['sv'][due.month - 1]} {due.year}" if due else ""
    return text.format(due=written)


def _authority(authority: Authority) -> AuthorityResult:
    return AuthorityResult(
        authority.id,
        authority.title,
        authority.kind,
        authority.reference,
        _iso(authority.in_force),
        _iso(authority.repealed),
        authority.note,
    )
