"""Conditions, outcomes, levels and the conclusion."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.days import Days
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Criterion, Pack, Part, Quantity, Rung  # fmt: skip
from auditcheck.model.truth import Degree, Outcome, Truth
from naive.selecting import Selecting
from naive.values import MAYBE, NO, YES, Around, agreed, mirror

NOT_DUE, NOT_APPLICABLE = Outcome.NOT_YET_DUE, Outcome.NOT_APPLICABLE
OUT = (NOT_DUE, NOT_APPLICABLE)


@dataclass(frozen=True)
class Verdict:
    """A criterion's outcome, and the degrees between which it lies."""

    outcome: Outcome
    lowest: Degree
    highest: Degree


@dataclass(frozen=True)
class Level:
    """A part's state, its assessment and its potential, as ranks."""

    state: str
    assessment: int | None
    potential: int | None


def enough(quantity: Quantity, n: int, size: int) -> bool:
    """Whether n of so many is the quantity."""
    if size == 0:
        return quantity.word in ("all", "half", "none", "share")
    return {"all": n == size, "some": n >= 1, "half": Fraction(n, size) >= Fraction(1, 2),
            "none": n == 0, "number": n >= quantity.number,
            "share": Fraction(n, size) >= quantity.share}[quantity.word]  # fmt: skip


class Naive(Selecting):
    """One pack on one audit's evidence."""

    def __init__(self, pack: Pack, evidence: Evidence) -> None:
        self.pack, self.evidence, self.as_of = pack, evidence, evidence.as_of
        self.today = Days(self.as_of, self.as_of, "")
        self.demand = "any"
        self.verdicts: dict[str, Verdict] = {}
        self.graded: dict[tuple[str, str], Level] = {}

    # conditions

    def condition(self, condition: Condition) -> Truth | Outcome:
        """The truth of a condition, or why it is left out."""
        match condition:
            case Quantified() | Counted():
                return self.selected(condition)
            case Finding():
                return self.finding(condition)
            case CriterionHolds(name, degree):
                verdict = self.verdict(name)
                if verdict.outcome in OUT:
                    return verdict.outcome
                return agreed([verdict.lowest >= degree, verdict.highest >= degree])
            case Reaches(question, part, level):
                asked = self.pack.questions[question]
                rank = self.pack.scales[asked.scale].levels.index(level)
                parts = [p for p in asked.parts if part in (None, p.id)]
                levels = [self.level(question, each) for each in parts]
                truths = [self.reach(each.assessment, each.potential, rank) for each in levels
                          if each.state in ("graded", "not evidenced")]  # fmt: skip
                return min(truths, default=NO)
            case Combined(how, parts, _, least):
                found = [self.condition(each) for each in parts]
                left = [each for each in found if isinstance(each, Truth)]
                if not left:
                    return NOT_DUE if NOT_DUE in found else NOT_APPLICABLE
                if how == "at_least":
                    return agreed([left.count(YES) >= least, len(left) - left.count(NO) >= least])
                return min(left) if how == "all" else max(left)
            case Negated(part):
                inner = self.condition(part)
                return mirror(inner) if isinstance(inner, Truth) else inner
            case AuditFact(tests):
                return self.tests(tests, Item("audit", "", self.evidence.audit), Around(None))

    def reach(self, assessment: int | None, potential: int | None, rank: int) -> Truth:
        """True if the assessment does; else unknown if the potential does; else false."""
        if assessment is not None and assessment >= rank:
            return YES
        return MAYBE if potential is not None and potential >= rank else NO

    # outcomes, levels, conclusion

    def degrees(self, criterion: Criterion) -> tuple[Degree, Degree]:
        """How far it is met, at the least and at the most."""
        requires = self.condition(criterion.requires)
        partly = self.condition(criterion.partly) if criterion.partly is not None else NO
        half = partly if isinstance(partly, Truth) else NO
        lowest = Degree.MET if requires is YES else Degree(int(half is YES))
        highest = Degree.MET if requires is not NO else Degree(int(half is not NO))
        return lowest, highest

    def verdict(self, name: str) -> Verdict:
        """A criterion's outcome."""
        if name not in self.verdicts:
            outer, self.demand = self.demand, "any"
            self.verdicts[name] = self.decide(self.pack.criteria[name])
            self.demand = outer
        return self.verdicts[name]

    def decide(self, criterion: Criterion) -> Verdict:
        """Evaluate one criterion."""
        authority = self.pack.authorities.get(criterion.authority or "")
        begins = criterion.in_force or (authority.in_force if authority else None)
        ends = criterion.repealed or (authority.repealed if authority else None)
        worst, best = Degree.NOT_MET, Degree.MET
        if (begins and self.as_of < begins) or (ends and self.as_of >= ends):
            return Verdict(NOT_APPLICABLE, worst, best)
        applies = YES if criterion.applies is None else self.condition(criterion.applies)
        requires = self.condition(criterion.requires)
        left_out = [each for each in (applies, requires) if isinstance(each, Outcome)]
        if left_out:
            return Verdict(NOT_DUE if NOT_DUE in left_out else NOT_APPLICABLE, worst, best)
        if applies is NO:
            return Verdict(NOT_APPLICABLE, worst, best)
        lowest, highest = self.degrees(criterion)
        if criterion.evidence != "any":
            self.demand = criterion.evidence
            lowest = min(lowest, self.degrees(criterion)[0])
            self.demand = "any"
        if criterion.due and self.as_of < criterion.due and (applies, lowest) != (YES, best):
            return Verdict(NOT_DUE, worst, best)
        if applies is MAYBE:
            return Verdict(Outcome.NOT_EVIDENCED, worst, best)
        outcomes = {Degree.MET: Outcome.MET, Degree.PARTLY_MET: Outcome.PARTLY_MET,
                    Degree.NOT_MET: Outcome.NOT_MET}  # fmt: skip
        outcome = outcomes[lowest] if lowest == highest else Outcome.NOT_EVIDENCED
        return Verdict(outcome, lowest, highest)

    def level(self, question: str, part: Part) -> Level:
        """A part's level by the rules."""
        key = (question, part.id)
        if key not in self.graded:
            outer, self.demand = self.demand, "any"
            self.graded[key] = self.grade(question, part)
            self.demand = outer
        return self.graded[key]

    def grade(self, question: str, part: Part) -> Level:
        """Grade a part."""
        asked = self.pack.questions[question]
        if asked.open:
            return Level("open", None, None)
        weighed = {name: self.verdict(name) for name in (*part.essential, *part.supporting)}
        counted = {name: v for name, v in weighed.items() if v.outcome not in OUT}
        if weighed and not counted:
            due = any(v.outcome is NOT_DUE for v in weighed.values())
            return Level("not yet due" if due else "not applicable", None, None)
        truths = []
        for rung in part.ladder:
            each = [YES if rung.condition is None else self.rung_condition(rung.condition)]
            for quantity, names in ((rung.essential, part.essential),
                                    (rung.supporting, part.supporting)):  # fmt: skip
                if quantity is not None:
                    group = [counted[name] for name in names if name in counted]
                    each.append(self.rung_quantity(quantity, group, rung))
            truths.append((rung.level, min(each)))
        nothing = bool(counted) and all(
            v.outcome is Outcome.NOT_EVIDENCED for v in counted.values())  # fmt: skip
        return self.climb(asked.scale, truths, nothing=nothing)

    def rung_condition(self, condition: Condition) -> Truth:
        """A rung's condition; with nothing left it does not hold."""
        found = self.condition(condition)
        return found if isinstance(found, Truth) else NO

    def rung_quantity(self, quantity: Quantity, group: Sequence[Verdict], rung: Rung) -> Truth:
        """A rung's quantity, for every degree that each criterion may have."""
        worlds = product(*({v.lowest >= rung.counting, v.highest >= rung.counting} for v in group))
        return agreed(enough(quantity, sum(world), len(group)) for world in worlds)

    def climb(self, name: str, rungs: Sequence[tuple[str, Truth]], *, nothing: bool) -> Level:
        """The first level from the top whose rung is true, and true or unknown."""
        scale = self.pack.scales[name]
        ordered = sorted(rungs, key=lambda rung: -scale.levels.index(rung[0]))
        ranks = [(scale.levels.index(level), truth) for level, truth in ordered]
        sure = next((rank for rank, truth in ranks if truth is YES), 0)
        may = next((rank for rank, truth in ranks if truth is not NO), 0)
        bounds = (may, sure) if scale.not_evidenced == "favours" else (sure, may)
        if nothing or (scale.not_evidenced == "withholds" and sure != may):
            return Level("not evidenced", None, max(bounds))
        return Level("graded", *bounds)

    def conclusion(self) -> Level | None:
        """The level of the whole audit."""
        conclusion = self.pack.conclusion
        if conclusion is None:
            return None
        asked: Any = self.evidence.audit.get("questions", tuple(self.pack.questions))
        standings: list[tuple[Sequence[str], int | None, int | None]] = []
        for question in self.pack.questions.values():
            levels = self.pack.scales[question.scale].levels
            for part in question.parts if question.id in asked else ():
                level = self.level(question.id, part)
                if level.state in ("graded", "not evidenced"):
                    judged = self.judged(question.id, part.id)
                    rank = None if judged is None else levels.index(judged)
                    both = (level.assessment, level.potential) if rank is None else (rank, rank)
                    standings.append((levels, *both))
        if not standings:
            return Level("not applicable", None, None)
        truths = []
        for rung in conclusion.ladder:
            each = [YES if rung.condition is None else self.rung_condition(rung.condition)]
            if rung.parts is not None and rung.reaches is not None:
                reach = [self.reach(a, p, levels.index(rung.reaches))
                         for levels, a, p in standings if rung.reaches in levels]  # fmt: skip
                worlds = product(*([True] if t is YES else [False] if t is NO else [False, True]
                                   for t in reach))  # fmt: skip
                holds = agreed(enough(rung.parts, sum(w), len(reach)) for w in worlds)
                each.append(holds if reach else NO)
            truths.append((rung.level, min(each)))
        nothing = all(assessment is None for _, assessment, _ in standings)
        return self.climb(conclusion.scale, truths, nothing=nothing)

    def judged(self, question: str, part: str) -> str | None:
        """The level that a judgement in force gives to the part."""
        for item in self.evidence.of("judgements"):
            fields: Any = item.fields
            names = (fields["question"], fields.get("part", "")) == (question, part)
            until = fields.get("until")
            if names and (until is None or until.last >= self.as_of):
                return str(fields["level"])
        return None
