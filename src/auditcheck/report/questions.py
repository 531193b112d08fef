"""The questions with their parts, criteria and judgements, in the order the report tells them."""

from collections import defaultdict

from auditcheck.model.results import (
    CriterionResult,
    Gap,
    JudgementResult,
    PartResult,
    QuestionResult,
    RecommendationResult,
    Result,
)
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.explain import Explainer
from auditcheck.report.findings import findings
from auditcheck.report.levels import level, outcome, potential, rungs
from auditcheck.report.names import Names, Piece, ground, say, text

Node = dict[str, object]

_FIRST = 3  # so many pieces of evidence are named in a cell; the rest stand by the criterion
_MANY = 6  # more criteria than these are not listed twice
_LACKING = (Outcome.NOT_MET, Outcome.PARTLY_MET)
_TOLD = {
    "met": (Outcome.MET,),
    "lacking": _LACKING,
    "open": (Outcome.NOT_EVIDENCED,),
    "waiting": (Outcome.NOT_YET_DUE,),
}


def _called(recommendation: RecommendationResult) -> Piece:
    return text(pretty.tidy(recommendation.text), pretty.target("r", recommendation.id))


def _tells_partly(criterion: CriterionResult) -> bool:
    """Whether the test of partly met says more than the test of met did."""
    if criterion.partly is None or criterion.outcome is Outcome.MET:
        return False
    return criterion.outcome is not Outcome.NOT_MET or criterion.partly.form != "finding"


class Chapters:
    """What the chapters on the questions need, made once for all of them."""

    def __init__(self, result: Result, names: Names, places: dict[str, list[str]]) -> None:
        self._result = result
        self._names = names
        self.language = names.language
        self._places = places
        self._explainer = Explainer(names)
        self._judgements: dict[str, list[JudgementResult]] = defaultdict(list)
        for judgement in result.judgements:
            self._judgements[judgement.part].append(judgement)
        self._gaps: dict[str, list[Gap]] = defaultdict(list)
        for gap in result.gaps:
            for part in dict.fromkeys(gap.parts):
                self._gaps[part].append(gap)
        self._calls: dict[str, list[Piece]] = defaultdict(list)
        for recommendation in result.recommendations:
            for criterion in dict.fromkeys(recommendation.because_of):
                self._calls[criterion].append(_called(recommendation))
        self._findings: dict[str, list[str]] = defaultdict(list)
        for item in result.items.values():
            if item.kind in ("observations", "absences"):
                for criterion in item.read_by:
                    self._findings[criterion].append(item.id)
        self._asks = {
            part.name: part.asks or question.asks
            for question in result.questions
            for part in question.parts
        }

    def question(self, question: QuestionResult, position: int) -> Node:
        """One question: its parts, what was found, and what the closing table says of it."""
        called = [r for r in self._result.recommendations if r.id in question.recommendations]
        return {
            "id": pretty.target("q", question.id),
            "key": question.id,
            "number": str(question.number if question.number is not None else position),
            "asks": pretty.tidy(question.asks),
            "open": question.open,
            "parts": [
                self._part(part, question) | {"recommendations": self._called_by(part, called)}
                for part in question.parts
            ],
            "findings": findings(self._result, self._names, self._found(question)),
            "recommendations": [_called(recommendation) for recommendation in called],
        }

    def _called_by(self, part: PartResult, called: list[RecommendationResult]) -> list[Piece]:
        """Those of the question's recommendations that this part's criteria call for."""
        own = set(self._places.get(part.name, []))
        own.update(part.essential, part.supporting, part.informing)
        return [_called(each) for each in called if own & set(each.because_of)]

    def others(self) -> list[Node]:
        """The criteria that no asked question weighs but a recommendation rests on."""
        return [self.criterion(self._result.criteria[id_]) for id_ in self._places.get("", [])]

    def part(self, name: str) -> Piece:
        """A link to a part by its question."""
        return text(pretty.tidy(self._asks.get(name, name)), self._names.part(name))

    def _part(self, part: PartResult, question: QuestionResult) -> Node:
        asks = part.asks or question.asks
        in_force = next((j for j in self._judgements[part.name] if j.id == part.judgement), None)
        lapsed = [j for j in self._judgements[part.name] if j is not in_force]
        rules = level(self._result, part.scale, part.assessment, part.state)
        told = self._told(part)
        state = "graded" if part.level is not None else part.state
        return {
            "id": pretty.target("d", part.name),
            "asks": pretty.tidy(asks),
            "repeats": asks == question.asks,
            "state": part.state,
            "level": level(self._result, part.scale, part.level, state),
            "rules": rules,
            "potential": potential(self._result, part.scale, part.assessment, part.potential),
            "judgement": self._judgement(in_force, part) if in_force else {},
            "lapsed": [self._judgement(j, part) for j in lapsed],
            "met": part.met,
            "counted": part.counted,
            "suspect": self._names.items(part.suspect),
            "rungs": rungs(self._result, part.scale, part.rungs),
            "told": told,
            "reasons": self._reasons(part, told),
            "groups": [
                {
                    "weight": say(f"weight.{weight}"),
                    "rows": [self.row(self._result.criteria[id_]) for id_ in ids],
                }
                for weight, ids in (
                    ("essential", part.essential),
                    ("supporting", part.supporting),
                )
                if ids
            ],
            **self._informing(part),
            "criteria": [
                self.criterion(self._result.criteria[id_])
                for id_ in self._places.get(part.name, [])
            ],
            "gaps": [self.gap(gap) for gap in self._gaps[part.name]],
        }

    def _informing(self, part: PartResult) -> Node:
        """What is shown beside the question; of many, the annex on the law tells its own."""
        informing = [
            self._result.criteria[i] for i in part.informing if i in self._result.criteria
        ]
        many = len(informing) > _MANY
        told = [c for c in informing if not (many and self._is_law(c))]
        return {
            "informing": [self.row(criterion) for criterion in told],
            "informing_many": len(informing) if len(told) < len(informing) else 0,
        }

    def _is_law(self, criterion: CriterionResult) -> bool:
        authority = self._result.authorities.get(criterion.authority or "")
        return authority is not None and authority.kind == "statute"

    def _told(self, part: PartResult) -> dict[str, list[Piece]]:
        """The reasons as sentences: what holds, what lacks, what is open or not yet due."""
        ids = [i for i in (*part.essential, *part.supporting) if i in self._result.criteria]
        criteria = [self._result.criteria[id_] for id_ in dict.fromkeys(ids)]
        return {
            name: [self.sentence(c) for c in criteria if c.outcome in outcomes]
            for name, outcomes in _TOLD.items()
        }

    def _reasons(self, part: PartResult, told: dict[str, list[Piece]]) -> list[Piece]:
        """What lacks or is open; where nothing is, what the essential criteria met say."""
        ids = [i for i in dict.fromkeys(part.essential) if i in self._result.criteria]
        met = [c for c in map(self._result.criteria.__getitem__, ids) if c.outcome is Outcome.MET]
        lacking = [*told["lacking"], *told["open"]]
        return lacking or [self.sentence(c) for c in met] or told["met"] or told["waiting"]

    def sentence(self, criterion: CriterionResult) -> Piece:
        """What the pack says of the outcome, else the title with the outcome before it."""
        link = self._names.criterion(criterion.id)
        if criterion.says:
            said = text(pretty.tidy(criterion.says))
        else:
            said = say(f"sentence.{criterion.outcome.value}", title=link["text"])
        return said | {"to": link["to"], "ref": link["ref"]}

    def _judgement(self, judgement: JudgementResult, part: PartResult) -> Node:
        language = self._names.language
        return {
            "level": level(self._result, part.scale, judgement.level),
            "reason": pretty.tidy(judgement.reason),
            "by": judgement.by,
            "date": pretty.date(judgement.date, language),
            "until": pretty.date(judgement.until, language) if judgement.until else "",
            "why_not": say(f"why_not.{judgement.why_not}", otherwise=judgement.why_not)
            if judgement.why_not
            else {},
        }

    def _found(self, question: QuestionResult) -> tuple[str, ...]:
        """The observations and absences that the question's criteria read, and noted evidence."""
        ids = [id_ for part in question.parts for id_ in self._places.get(part.name, [])]
        ids += [id_ for p in question.parts for id_ in (*p.essential, *p.supporting, *p.informing)]
        found = dict.fromkeys(item for id_ in ids for item in self._findings[id_])
        for id_ in ids:
            rests_on = self._result.criteria[id_].rests_on if id_ in self._result.criteria else ()
            found |= dict.fromkeys(item for item in rests_on if self._is_noted(item))
        return tuple(found)

    def _is_noted(self, id_: str) -> bool:
        item = self._result.items.get(id_)
        return item is not None and "note" in item.fields

    def row(self, criterion: CriterionResult) -> Node:
        """A criterion as a table tells it."""
        links = self._names.items(criterion.rests_on)
        return {
            "criterion": self._names.criterion(criterion.id),
            "outcome": outcome(criterion.outcome),
            **self._grounds(criterion),
            "rests_on": links[:_FIRST],
            "more": max(0, len(links) - _FIRST),
        }

    def criterion(self, criterion: CriterionResult) -> Node:
        """A criterion explained: the demand, the outcome, and how it came about."""
        node = self._explainer.node
        bounds = (criterion.lowest, criterion.highest)
        return {
            "criterion": self._names.criterion(criterion.id),
            "key": criterion.id,
            "outcome": outcome(criterion.outcome),
            "bounds": [outcome(bound) for bound in bounds]
            if criterion.outcome is Outcome.NOT_EVIDENCED and bounds[0] != bounds[1]
            else [],
            **self._grounds(criterion),
            "says": pretty.tidy(criterion.says),
            "demand": pretty.tidy(criterion.demand),
            "reason": say(f"reason.{criterion.reason}", otherwise=criterion.reason)
            if criterion.reason
            else {},
            "note": pretty.tidy(criterion.note or ""),
            "evidence": ""
            if criterion.evidence in ("", "any")
            else say(f"evidence.{criterion.evidence}", otherwise=criterion.evidence),
            "rests_on": self._names.items(criterion.rests_on),
            "weak": self._names.items(criterion.weak),
            "refers_to": self._names.criteria(criterion.refers_to),
            "weighed_in": [self.part(name) for name in criterion.weighed_in],
            "informs": [self.part(n) for n in criterion.informs if n not in criterion.weighed_in],
            "recommendations": self._calls[criterion.id],
            "suspect": self._names.items(criterion.suspect),
            "requires": node(criterion.requires),
            "applies": node(criterion.applies) if criterion.applies else {},
            "partly": node(criterion.partly)
            if criterion.partly and _tells_partly(criterion)
            else {},
            "at": f"{criterion.at.path}:{criterion.at.line}",
        }

    def _grounds(self, criterion: CriterionResult) -> Node:
        """What the criterion rests on in law or policy, and from when."""
        language = self._names.language
        authority = self._result.authorities.get(criterion.authority or "")
        dates = {
            name_: pretty.date(value, language) if value else ""
            for name_, value in (
                ("due", criterion.due),
                ("in_force", criterion.in_force),
                ("repealed", criterion.repealed),
            )
        }
        return {
            "ground": ground(authority, criterion.section or "") if authority else {},
            "section": pretty.tidy(criterion.section or ""),
            "modality": say(f"modality.{criterion.modality}", otherwise=criterion.modality)
            if criterion.modality
            else {},
            "duty_holder": criterion.duty_holder or "",
            **dates,
        }

    def gap(self, gap: Gap) -> Node:
        """Open evidence: what to ask for, of whom, and what it can settle."""
        request = gap.request
        for id_ in gap.items:
            request = request.replace(f" ({id_})", "")
        return {
            "criterion": self._names.criterion(gap.criterion),
            "request": pretty.capital(pretty.tidy(request)),
            "of": gap.of,
            "kind": say(f"kind.{gap.kind}", otherwise=gap.kind) if gap.kind else {},
            "about": self._names.items(gap.items),
            "parts": [self.part(name) for name in dict.fromkeys(gap.parts)],
        }
