"""The criteria as the report tells them: in a table's row, and explained down to the sources."""

from collections import defaultdict

from auditcheck.model.assessments import CriterionResult, RecommendationResult
from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.explain import Explainer
from auditcheck.report.grounds import ground, modality
from auditcheck.report.levels import outcome
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

_FIRST = 3  # so many pieces of evidence are named in a cell; the rest stand by the criterion


def called_by(recommendation: RecommendationResult) -> Piece:
    """A link to a recommendation by its text."""
    return text(pretty.tidy(recommendation.text), pretty.target("r", recommendation.id))


def _found_partly(criterion: CriterionResult) -> bool:
    """Whether one observation, that something holds partly, settles both met and partly met."""
    requires, partly = criterion.requires, criterion.partly
    return (
        criterion.outcome is Outcome.PARTLY_MET
        and partly is not None
        and requires.form == partly.form == "finding"
        and requires.rests_on == partly.rests_on
    )


def _tells_partly(criterion: CriterionResult) -> bool:
    """Whether the test of partly met says more than the test of met did."""
    requires, partly = criterion.requires, criterion.partly
    if partly is None or criterion.outcome is Outcome.MET or _found_partly(criterion):
        return False
    if partly.form == requires.form == "finding" and partly.truth is requires.truth:
        return False
    return criterion.outcome is not Outcome.NOT_MET or partly.form != "finding"


class Criteria:
    """What telling of any criterion needs, made once for all of them."""

    def __init__(self, result: Result, names: Names) -> None:
        self._result = result
        self._names = names
        self._explainer = Explainer(names)
        self._calls: dict[str, list[Piece]] = defaultdict(list)
        for recommendation in result.recommendations:
            for criterion in dict.fromkeys(recommendation.because_of):
                self._calls[criterion].append(called_by(recommendation))
        self._inside: dict[str, list[str]] = defaultdict(list)
        for each in result.criteria.values():
            for inner in each.refers_to:
                self._inside[inner].append(each.id)
        self._asks = {
            part.name: part.asks or question.asks
            for question in result.questions
            for part in question.parts
        }

    def part(self, name: str) -> Piece:
        """A link to a part by its question."""
        return text(pretty.tidy(self._asks.get(name, name)), self._names.part(name))

    def sentence(self, criterion: CriterionResult) -> Piece:
        """What the pack says of the outcome, else the title with the outcome before it."""
        link = self._names.criterion(criterion.id)
        if criterion.says:
            said = text(pretty.tidy(criterion.says))
        else:
            said = say(f"sentence.{criterion.outcome.value}", title=link["text"])
        return said | {"to": link["to"], "ref": link["ref"]}

    def row(self, criterion: CriterionResult) -> Node:
        """A criterion as a table tells it."""
        links = self._names.rests_on(criterion)
        return {
            "criterion": self._names.criterion(criterion.id),
            "outcome": outcome(criterion.outcome),
            **self._grounds(criterion),
            "rests_on": links[:_FIRST],
            "more": max(0, len(links) - _FIRST),
        }

    def told(self, criterion: CriterionResult) -> Node:
        """A criterion explained: the demand, the outcome, and how it came about."""
        node, items = self._explainer.node, self._result.items
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
            "rests_on": [
                {"name": self._names.item(id_), "cites": self._names.cites(items[id_])}
                for id_ in dict.fromkeys(criterion.rests_on)
                if id_ in items
            ],
            "withheld": criterion.id in self._names.withheld,
            "weak": self._names.items(criterion.weak),
            "refers_to": self._names.criteria(criterion.refers_to),
            "part_of": self._names.criteria(tuple(self._inside[criterion.id])),
            "weighed_in": [self.part(name) for name in criterion.weighed_in],
            "informs": [self.part(n) for n in criterion.informs if n not in criterion.weighed_in],
            "recommendations": self._calls[criterion.id],
            "suspect": self._names.items(criterion.suspect),
            "requires": node(criterion.requires, partly=_found_partly(criterion)),
            "applies": node(criterion.applies, of="premise") if criterion.applies else {},
            "partly": node(criterion.partly)
            if criterion.partly and _tells_partly(criterion)
            else {},
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
            "modality": modality(criterion.modality, final=criterion.final),
            "duty_holder": criterion.duty_holder or "",
            **dates,
        }
