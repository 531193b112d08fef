"""The questions with their parts, criteria and judgements, in the order the report tells them."""

from collections import defaultdict
from string import ascii_lowercase

from auditcheck.model.assessments import (
    CriterionResult,
    JudgementResult,
    PartResult,
    QuestionResult,
    RecommendationResult,
)
from auditcheck.model.results import Gap, Result
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.criteria import Criteria, called_by
from auditcheck.report.findings import findings
from auditcheck.report.levels import level, potential, rungs
from auditcheck.report.limits import limitations
from auditcheck.report.names import Names, Piece, say
from auditcheck.report.reasons import reason
from auditcheck.report.requests import Sent, by_gap
from auditcheck.report.resting import resting
from auditcheck.report.unweighed import unweighed
from auditcheck.report.waiting import asked_of

Node = dict[str, object]

_MANY = 6  # more criteria than these are not listed twice
_LACKING = (Outcome.NOT_MET, Outcome.PARTLY_MET)
_TOLD = {
    "carries": (("essential",), (Outcome.MET,)),
    "also": (("supporting",), (Outcome.MET,)),
    "lacking": (("essential",), _LACKING),
    "remaining": (("supporting",), _LACKING),
    "open": (("essential", "supporting"), (Outcome.NOT_EVIDENCED,)),
    "waiting": (("essential", "supporting"), (Outcome.NOT_YET_DUE,)),
}
"""What is told of a part apart, in this order: of criteria of these weights, these outcomes."""


def _letter(place: int) -> str:
    """a, b, c …; after z, numbers."""
    return ascii_lowercase[place] if place < len(ascii_lowercase) else f":{place + 1}"


def question_number(question: QuestionResult, position: int) -> str:
    """The number that the pack gives a question, else its place among those asked, from 1."""
    return str(question.number if question.number is not None else position)


def part_numbers(question: QuestionResult, number: str) -> list[str]:
    """The numbers of a question's parts: 1a, 1b … or, of a single one, the question's."""
    several = len(question.parts) > 1
    return [f"{number}{_letter(place)}" if several else number
            for place in range(len(question.parts))]  # fmt: skip


class Chapters:
    """What the chapters on the questions need, made once for all of them."""

    def __init__(self, result: Result, names: Names, places: dict[str, list[str]]) -> None:
        self._result = result
        self._names = names
        self.language = names.language
        self._places = places
        self.criteria = Criteria(result, names)
        self._judgements: dict[str, list[JudgementResult]] = defaultdict(list)
        for judgement in result.judgements:
            self._judgements[judgement.part].append(judgement)
        self._sent = by_gap(result)
        self._gaps: dict[str, list[tuple[Gap, list[Sent]]]] = defaultdict(list)
        for gap, sent in self._sent:
            for part in dict.fromkeys(gap.parts):
                self._gaps[part].append((gap, sent))
        self._recommendations = {each.id: each for each in result.recommendations}
        self._findings: dict[str, list[str]] = defaultdict(list)
        for item in result.items.values():
            if item.kind in ("observations", "absences"):
                for criterion in item.read_by:
                    self._findings[criterion].append(item.id)

    def question(self, question: QuestionResult, position: int) -> Node:
        """One question: its parts, what was found, and what the closing table says of it."""
        number = question_number(question, position)
        known = self._recommendations
        called = [known[id_] for id_ in question.recommendations if id_ in known]
        return {
            "id": pretty.target("q", question.id),
            "key": question.id,
            "number": number,
            "asks": pretty.tidy(question.asks),
            "open": question.open,
            "parts": [
                self._part(part, question)
                | {"recommendations": self._called_by(part, called)}
                | {"number": own}
                for part, own in zip(question.parts, part_numbers(question, number), strict=True)
            ],
            "findings": findings(self._result, self._names, self._found(question)),
            "limitations": limitations(self._result, question.id),
            "unweighed": unweighed(self._result, self._names, question.id),
            "recommendations": [called_by(recommendation) for recommendation in called],
        }

    def _called_by(self, part: PartResult, called: list[RecommendationResult]) -> list[Piece]:
        """Those of the question's recommendations that this part's criteria call for."""
        own = set(self._places.get(part.name, []))
        own.update(part.essential, part.supporting, part.informing)
        return [called_by(each) for each in called if own & set(each.because_of)]

    def others(self) -> list[Node]:
        """The criteria that no asked question weighs but a recommendation rests on."""
        return [self.criteria.told(self._result.criteria[id_]) for id_ in self._places.get("", [])]

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
            "suspect": self._names.items(part.suspect),
            "rungs": rungs(self._result, part.scale, part.rungs),
            "rests": resting(part, self._result, self._names),
            "reason": reason(part.assessment, part.rungs),
            "told": [{"as": say(f"told.{name}"), "says": told[name]} for name in told],
            **self._reasons(told),
            "groups": [
                {
                    "weight": say(f"weight.{weight}"),
                    "rows": [self.criteria.row(self._result.criteria[id_]) for id_ in ids],
                }
                for weight, ids in (
                    ("essential", part.essential),
                    ("supporting", part.supporting),
                )
                if ids
            ],
            **self._informing(part),
            "criteria": [
                self.criteria.told(self._result.criteria[id_])
                for id_ in self._places.get(part.name, [])
            ],
            "gaps": [self._gap(*each) for each in self._gaps[part.name]],
        }

    def _informing(self, part: PartResult) -> Node:
        """What is shown beside the question; of many, the annex on the law tells its own."""
        informing = [
            self._result.criteria[i] for i in part.informing if i in self._result.criteria
        ]
        many = len(informing) > _MANY
        told = [c for c in informing if not (many and self._is_law(c))]
        return {
            "informing": [self.criteria.row(criterion) for criterion in told],
            "informing_many": len(informing) if len(told) < len(informing) else 0,
        }

    def _is_law(self, criterion: CriterionResult) -> bool:
        authority = self._result.authorities.get(criterion.authority or "")
        return authority is not None and authority.kind == "statute"

    def _told(self, part: PartResult) -> dict[str, list[Piece]]:
        """The reasons as sentences: what holds, what lacks, what is open or not yet due."""
        weights = dict.fromkeys(part.supporting, "supporting")
        weights |= dict.fromkeys(part.essential, "essential")
        ids = dict.fromkeys((*part.essential, *part.supporting))
        told = {
            name: [
                self._sentence(id_, weighed)
                for weighed in ids
                for id_ in self._telling(weighed, set(ids))
                if weights[weighed] in among and self._result.criteria[id_].outcome in outcomes
            ]
            for name, (among, outcomes) in _TOLD.items()
        }
        return {name: sentences for name, sentences in told.items() if sentences}

    def _sentence(self, id_: str, weighed: str) -> Piece:
        """What a criterion came to; one that is weighed through another names that."""
        within = {} if id_ == weighed else {"within": self._names.shown[weighed]}
        return self.criteria.sentence(self._result.criteria[id_]) | within

    def _telling(self, weighed: str, others: set[str]) -> list[str]:
        """The criterion itself; where it falls short, also what of it does or is not yet due."""
        criterion = self._result.criteria.get(weighed)
        if criterion is None:
            return []
        inner = [
            id_
            for id_ in criterion.refers_to
            if id_ in self._names.shown and id_ not in others
            if self._result.criteria[id_].outcome in (*_LACKING, Outcome.NOT_YET_DUE)
        ]
        return [weighed, *(inner if criterion.outcome in _LACKING else [])]

    @staticmethod
    def _reasons(told: dict[str, list[Piece]]) -> Node:
        """What lacks or is open; where nothing is, what the essential criteria met say."""
        lacking = [
            each for name in ("lacking", "remaining", "open") for each in told.get(name, [])
        ]
        met = told.get("carries") or told.get("also") or told.get("waiting") or []
        holds = say("reasons.holds") if told.get("carries") or told.get("also") else {}
        return {
            "reasons": lacking or met,
            "reasons_tell": say("reasons.lacks") if lacking else holds,
        }

    def _judgement(self, judgement: JudgementResult, part: PartResult) -> Node:
        language = self._names.language
        return {
            "level": level(self._result, part.scale, judgement.level),
            "reason": pretty.tidy(judgement.reason),
            "by": judgement.by,
            "date": pretty.date(judgement.date, language),
            "until": pretty.date(judgement.until, language) if judgement.until else "",
            "passes_over": self._names.criteria(judgement.passes_over),
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

    def gaps(self) -> list[Node]:
        """All open evidence, what settles most first."""
        return [self._gap(*each) for each in self._sent]

    def _gap(self, gap: Gap, sent: list[Sent]) -> Node:
        """Open evidence: what to ask for, of whom, what it can settle, and who has been asked."""
        return {
            "criteria": [self._names.criterion(id_) for id_ in gap.criteria],
            "request": pretty.capital(pretty.tidy(gap.request)),
            "of": pretty.capital(gap.of),
            "kind": say(f"kind.{gap.kind}", otherwise=gap.kind) if gap.kind else {},
            "about": self._names.items(gap.items),
            "parts": [self.criteria.part(name) for name in dict.fromkeys(gap.parts)],
            "sent": [asked_of(each, self._names) for each in sent],
        }
