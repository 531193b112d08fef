"""The facts that would meet a criterion, made from its condition and from what it found."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, assert_never

from auditcheck.engine.ahead.shortfall import failing_in, short_of, told_once
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.gaps import titles_of
from auditcheck.engine.outcomes import Evaluated
from auditcheck.language.sentences import claim, demand
from auditcheck.language.swedish import NOUNS, count
from auditcheck.language.swedish_values import listed
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
    Tests,
)
from auditcheck.model.evidence import Item
from auditcheck.model.traces import Candidate, Trace
from auditcheck.model.truth import Degree, Truth

_NEAREST = 3
_NAMED = 5
_AFTER_THAT = {  # what is not comes before the verb in a clause that "att" begins
    "det finns inget ": "det inte finns något ",
    "det finns ingen ": "det inte finns någon ",
    "det finns inga ": "det inte finns några ",
    "det är inte så ": "det inte är så ",
    "följande gäller inte: ": "följande inte gäller: ",
}
_DEEPEST = 32  # criteria inside each other, after which the next is only named


class Fact(NamedTuple):
    """Something that must be so, in words; of its `parts`, `number` are needed.

    One without parts is about `condition`, which must hold (or not, where `holds` is false), by
    `items` where there are some: those of a `some` that come nearest, or that break an `every` or
    a `no`. `lacking` are the tests that an item does not pass yet.
    """

    says: str
    criterion: str
    number: int = 0
    parts: tuple["Fact", ...] = ()
    condition: Condition | None = None
    holds: bool = True
    items: tuple[str, ...] = ()
    lacking: Tests = ()


class Facts:
    """Makes the facts for the criteria of one evaluation; each criterion is unfolded once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._titles = titles_of(evaluation)
        self._unfolded: set[tuple[str, Degree]] = set()

    def of(self, name: str, degree: Degree) -> Fact | None:
        """What would make a criterion met, or partly met; None where it is that already."""
        self._unfolded.clear()
        return self._of(name, degree, 0)

    def _of(self, name: str, degree: Degree, deep: int) -> Fact | None:
        self._unfolded.add((name, degree))
        evaluated = self._evaluation.criteria[name]
        criterion = evaluated.criterion
        facts: list[Fact | None] = []
        open_ = evaluated.reason == "unknown whether it applies"
        if open_ and criterion.applies and evaluated.applies:
            facts.append(self._true(criterion.applies, evaluated.applies, name, deep))
        condition, trace = criterion.requires, evaluated.requires
        if degree is Degree.PARTLY_MET and criterion.partly and evaluated.partly:
            condition, trace = criterion.partly, evaluated.partly
        facts.append(self._true(condition, trace, name, deep))
        facts += self._stronger(evaluated)
        return _joined([fact for fact in facts if fact], name)

    def _stronger(self, evaluated: Evaluated) -> Iterable[Fact]:
        """Better evidence for what is found already."""
        criterion, items = evaluated.criterion, self._evaluation.evidence.items
        source = {
            "documentary": "en källa som är mer än muntlig",
            "corroborated": "minst två källor, varav en som är mer än muntlig",
        }.get(criterion.evidence, "")
        for id_ in evaluated.weak:
            says = f"Belägg {_label(items[id_])} med {source}."
            yield Fact(says, criterion.id, items=(id_,), condition=criterion.requires)

    # what makes a condition true

    def _true(self, condition: Condition, trace: Trace, name: str, deep: int) -> Fact | None:
        if trace.truth is Truth.TRUE and not trace.left_out:
            return None
        match condition:
            case Combined():
                return self._combined(condition, trace, name, deep)
            case Negated(part=part):
                return self._false(part, trace.parts[0], name, deep)
            case CriterionHolds():
                return self._criterion(condition, name, deep)
            case Quantified(quantifier="some"):
                return self._some(condition, trace, name)
            case Quantified(quantifier="every"):
                return self._every(condition, trace, name)
            case Quantified() | Counted():
                return self._none(condition, trace, name)
            case Finding():
                return self._finding(condition, trace, name)
            case Reaches() | AuditFact():
                return self._plainly(condition, trace, name, ())
            case _:
                assert_never(condition)

    def _false(self, condition: Condition, trace: Trace, name: str, deep: int) -> Fact | None:
        if trace.truth is Truth.FALSE and not trace.left_out:
            return None
        match condition:
            case Negated(part=part):
                return self._true(part, trace.parts[0], name, deep)
            case Quantified(quantifier="no"):
                return self._some(condition._replace(quantifier="some"), trace, name)
            case Quantified(quantifier="some"):
                return self._none(condition._replace(quantifier="no"), trace, name)
            case Combined():
                pairs = [
                    (part, found)
                    for part, found in zip(condition.parts, trace.parts, strict=True)
                    if not found.left_out
                ]
                asked = {"all": len(pairs), "any": 1, "at_least": condition.number}[condition.how]
                facts = [self._false(part, found, name, deep) for part, found in pairs]
                open_ = [fact for fact in facts if fact]
                return _joined(open_, name, len(pairs) - asked + 1 - facts.count(None))
            case _:
                not_so = self._clause(Negated(condition, condition.place))
                says = f"{_verb(trace)} {not_so}."
                return Fact(says, name, condition=condition, holds=False)

    def _combined(self, condition: Combined, trace: Trace, name: str, deep: int) -> Fact | None:
        pairs = list(zip(condition.parts, trace.parts, strict=True))
        counted = [pair for pair in pairs if not pair[1].left_out]
        needed = {"all": len(counted), "any": 1, "at_least": condition.number}[condition.how]
        needed -= sum(found.truth is Truth.TRUE for _, found in counted)
        missing = [pair for pair in counted if pair[1].truth is not Truth.TRUE]
        waiting: list[Fact] = []
        if condition.how == "all":
            missing = told_once(missing, self._evaluation)
            needed = len(missing)
            for part, found in pairs:
                if found.left_out and isinstance(part, CriterionHolds):
                    waiting += self._waiting(part, deep)
        facts = [self._true(part, found, name, deep) for part, found in missing]
        told = [fact for fact in facts if fact]
        return _joined([*told, *waiting], name, needed - facts.count(None) + len(waiting))

    def _waiting(self, condition: CriterionHolds, deep: int) -> Iterable[Fact]:
        """What a criterion asks that does not apply, in case that it does when the rest is so."""
        evaluated = self._evaluation.criteria[condition.criterion]
        criterion = evaluated.criterion
        early = criterion.due is not None and self._evaluation.evidence.as_of < criterion.due
        if evaluated.reason == "does not apply" and not early:
            fact = self._criterion(condition, condition.criterion, deep)
            if fact is not None:
                says = f"När kravet ”{criterion.title}” blir tillämpligt: {_lower(fact.says)}"
                yield fact._replace(says=says)

    def _criterion(self, condition: CriterionHolds, name: str, deep: int) -> Fact | None:
        key = condition.criterion, condition.at_least
        if deep >= _DEEPEST or key in self._unfolded:
            says = f"Se till att {self._clause(condition)}."
            return Fact(says, name, condition=condition)
        return self._of(*key, deep + 1)

    # leaves

    def _some(self, condition: Quantified, trace: Trace, name: str) -> Fact:
        near = sorted(
            (c for c in trace.candidates if c.concerned and failing_in(c)),
            key=lambda each: (-each.concerned, len(failing_in(each))),
        )
        parts = [self._nearest(condition, each, name) for each in near[:_NEAREST]]
        says = f"{_verb(trace)} {self._clause(condition)}."
        return Fact(says, name, 1 if parts else 0, tuple(parts), condition)

    def _every(self, condition: Quantified, trace: Trace, name: str) -> Fact:
        broken = [c for c in trace.candidates if self._breaks(condition, c)]
        if len(broken) > _NAMED or not any(c.concerned is Truth.TRUE for c in trace.candidates):
            return self._plainly(condition, trace, name, [c.id for c in broken])
        parts = tuple(self._nearest(condition, each, name) for each in broken)
        fact = self._plainly(condition, trace, name, ())
        return fact._replace(number=len(parts), parts=parts)

    def _none(self, condition: Quantified | Counted, trace: Trace, name: str) -> Fact:
        broken = [c.id for c in trace.candidates if self._breaks(condition, c)]
        return self._plainly(condition, trace, name, broken)

    def _breaks(self, condition: Quantified | Counted, candidate: Candidate) -> bool:
        if isinstance(condition, Quantified) and condition.quantifier == "no":
            return min(candidate.concerned, candidate.holds) is not Truth.FALSE
        return bool(candidate.concerned) and candidate.holds is not Truth.TRUE

    def _nearest(self, condition: Quantified, candidate: Candidate, name: str) -> Fact:
        """What one item lacks of the demand."""
        item = self._evaluation.evidence.items[candidate.id]
        failing, lacking = failing_in(candidate), short_of(condition, candidate)
        verb = "Se till" if any(each.truth is Truth.FALSE for each in failing) else "Visa"
        says = f"{verb} att {claim(_label(item), item.kind, lacking, self._titles)}."
        return Fact(says, name, condition=condition, items=(item.id,), lacking=lacking)

    def _finding(self, condition: Finding, trace: Trace, name: str) -> Fact:
        about = condition.where is not None or condition.any_about
        topic = self._titles.get(f"topic:{condition.topic}")
        if about or not topic:
            return self._plainly(condition, trace, name, ())
        holds = f"{_lower(topic).removesuffix('.')}"
        if condition.partly_is_enough:
            holds = f"det åtminstone delvis stämmer att {holds}"
        against = [c.id for c in trace.candidates if c.holds is not Truth.TRUE]
        return Fact(f"{_verb(trace)} {holds}.", name, condition=condition, items=tuple(against))

    def _plainly(
        self, condition: Condition, trace: Trace, name: str, items: Sequence[str]
    ) -> Fact:
        """The demand itself, with the items that stand in its way."""
        everything = self._evaluation.evidence.items
        says = f"{_verb(trace)} {self._clause(condition)}"
        if items:
            named = [_label(everything[id_]) for id_ in items[:_NAMED]]
            named += [f"{len(items) - _NAMED} till"] if len(items) > _NAMED else []
            says += f"; det som i dag brister är {listed(named)}"
        if trace.collecting:
            says += f", och avsluta insamlingen av {NOUNS[trace.kind].many}"
        return Fact(f"{says}.", name, condition=condition, items=tuple(items))

    def _clause(self, condition: Condition) -> str:
        said = _lower(demand(condition, self._titles)).removesuffix(".")
        for main, subordinate in _AFTER_THAT.items():
            if said.startswith(main):
                return f"{subordinate}{said.removeprefix(main)}"
        return said


def _joined(facts: Sequence[Fact], name: str, number: int | None = None) -> Fact | None:
    """Several facts as one, of which so many are needed; all where no number is given."""
    needed = len(facts) if number is None else number
    if not facts or needed <= 0:
        return None
    if len(facts) == 1:
        return facts[0]
    says = "Samtliga följande:"
    if needed < len(facts):
        says = f"Minst {count(needed, neuter=True)} av följande:"
    return Fact(says, name, needed, tuple(facts))


def _verb(trace: Trace) -> str:
    """What is not so must be done; what is not known may be so, and must be shown."""
    return "Visa att" if trace.truth is Truth.UNKNOWN and not trace.left_out else "Se till att"


def _label(item: Item) -> str:
    """An item by its title or name, and its id, in a sentence."""
    named = item.fields.get("title") or item.fields.get("name")
    return f"{named} ({item.id})" if named else f"{NOUNS[item.kind].one} ({item.id})"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
