"""What the prover says of criteria, tried against the evaluation of random audits."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

import pytest

from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.language.logic.prover import Prover
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    FieldTest,
    Finding,
    Fixed,
    Follow,
    Latest,
    Matcher,
    Negated,
    Operator,
    Quantified,
    Reaches,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import Criterion, Pack
from auditcheck.model.truth import Degree, Outcome
from strategies import AS_OF, AUDIT, HERE, KINDS, SCALES, Field, Maker

DAYS = (AS_OF, date(2023, 3, 1), date(2024, 4, 1), date(2025, 6, 1))
LACKING = (Outcome.NOT_MET, Outcome.PARTLY_MET)
ONE: tuple[Literal["some", "every", "no"], ...] = ("some", "every", "no")


class Tweaker(Maker):
    """Writes a condition a little otherwise: often narrower or wider, sometimes neither."""

    def tweak(self, condition: Condition) -> Condition:
        """One change, somewhere in the condition."""
        if self.often(0.2):
            return self.around(condition)
        match condition:
            case Quantified():
                return self.of_quantified(condition)
            case Counted():
                return self.of_counted(condition)
            case Finding():
                change = self.one(("partly", "any"))
                if change == "partly":
                    return condition._replace(partly_is_enough=not condition.partly_is_enough)
                return condition._replace(any_about=not condition.any_about)
            case CriterionHolds():
                return condition._replace(at_least=self.one((Degree.MET, Degree.PARTLY_MET)))
            case Reaches():
                levels = SCALES[self.questions[condition.question].scale]
                return condition._replace(level=self.one(levels))
            case Combined(parts=parts):
                return self.of_combined(condition, list(parts))
            case Negated(part):
                return part if self.often(0.2) else Negated(self.tweak(part), HERE)
            case AuditFact(tests):
                return AuditFact(self.of_tests(tests, "audit") or tests, HERE)

    def around(self, condition: Condition) -> Condition:
        """The condition beside another one, twice denied, or denied."""
        other = self.condition(1)
        parts = (condition, other) if self.often(0.5) else (other, condition)
        form = self.one(("all", "any", "at_least", "not", "not not"))
        match form:
            case "all" | "any":
                how: Literal["all", "any"] = "all" if form == "all" else "any"
                return Combined(how, parts, HERE)
            case "at_least":
                return Combined("at_least", (*parts, self.condition(0)), HERE, self.one((1, 2)))
            case "not":
                return Negated(condition, HERE)
            case _:
                return Negated(Negated(condition, HERE), HERE)

    def of_combined(self, condition: Combined, parts: list[Condition]) -> Condition:
        """With a part fewer, more or otherwise; with another number; joined otherwise."""
        place = self.random.randrange(len(parts))
        match self.one(("drop", "add", "tweak", "tweak", "number", "how", "one")):
            case "drop" if len(parts) > 1:
                del parts[place]
            case "add":
                parts.insert(place, self.condition(0))
            case "tweak":
                parts[place] = self.tweak(parts[place])
            case "one":
                return parts[place]
            case "how":
                how: Literal["all", "any"] = self.one(("all", "any"))
                return Combined(how, tuple(parts), HERE)
            case _:
                pass
        number = self.random.randint(1, len(parts)) if condition.how == "at_least" else 0
        return condition._replace(parts=tuple(parts), number=number)

    def of_quantified(self, condition: Quantified) -> Condition:
        """Other tests, tests in the other place, another quantifier, or a count."""
        kind, where, has = condition.kind, condition.where, condition.has
        match self.one(("where", "has", "has", "quantifier", "move", "count")):
            case "where":
                return condition._replace(where=self.of_tests(where, kind))
            case "has":
                return condition._replace(has=self.of_tests(has, kind))
            case "move":
                return condition._replace(where=(*where, *has[:1]), has=has[1:])
            case "count":
                bound = Compare(
                    self.one(("at_least", "at_most", "is")), (Fixed(self.one((0, 1))),)
                )
                return Counted("count", kind, where, has, (bound,), HERE)
            case _:
                return condition._replace(quantifier=self.one(ONE))

    def of_counted(self, condition: Counted) -> Condition:
        """Another number, other tests; of a count, at least one."""
        kind = condition.kind
        match self.one(("number", "number", "where", "has", "some")):
            case "where":
                return condition._replace(where=self.of_tests(condition.where, kind))
            case "has" if condition.measure != "sum":
                return condition._replace(has=self.of_tests(condition.has, kind))
            case "some":
                how: Literal["some", "no"] = self.one(("some", "no"))
                return Quantified(how, kind, condition.where, condition.has, HERE)
            case _:
                return condition._replace(matcher=self.of_numbers(condition.matcher))

    def of_numbers(self, compares: tuple[Compare, ...]) -> tuple[Compare, ...]:
        """One comparison fewer, more or otherwise."""
        each = self.random.randrange(len(compares))
        if len(compares) > 1 and self.often(0.3):
            return (*compares[:each], *compares[each + 1 :])
        other = Compare(self.one(("at_least", "at_most", "above", "below", "is", "is_not")),
                        (Fixed(self.one((0, 1, 2, 5, Fraction(1, 2)))),))  # fmt: skip
        if self.often(0.3):
            return (*compares, other)
        return (*compares[:each], other, *compares[each + 1 :])

    def of_tests(self, tests: Tests, kind: str, record: Field | None = None) -> Tests:
        """One test fewer, more or otherwise."""
        fields = record.inside if record else AUDIT if kind == "audit" else KINDS[kind]
        if not tests or self.often(0.25):
            return (*tests, self.test("" if kind == "audit" else kind, fields, record))
        at = self.random.randrange(len(tests))
        before, test, after = tests[:at], tests[at], tests[at + 1 :]
        if self.often(0.3):
            return (*before, *after)
        field = fields.get(test.field)
        if field is None:
            return tests
        return (*before, self.of_field(test, field, kind, record), *after)

    def of_field(
        self, test: FieldTest, field: Field, kind: str, record: Field | None
    ) -> FieldTest:
        """One matcher fewer, more or otherwise."""
        matchers = list(test.matchers)
        at = self.random.randrange(len(matchers))
        fresh = self.matcher(field, "" if kind == "audit" else kind, record)
        match self.one(("tweak", "tweak", "tweak", "drop", "add", "fresh")):
            case "drop" if len(matchers) > 1:
                del matchers[at]
            case "add":
                matchers.append(fresh)
            case "fresh":
                matchers[at] = fresh
            case _:
                matchers[at] = self.of_matcher(matchers[at], field, kind)
        return replace(test, matchers=tuple(matchers))

    def of_matcher(self, matcher: Matcher, field: Field, kind: str) -> Matcher:
        """A matcher with other arguments, or of other records."""
        match matcher:
            case Compare(operator, arguments):
                return self.of_compare(matcher) if len(arguments) > 1 or field.many else Compare(
                    self.other(operator), arguments)  # fmt: skip
            case Records(quantifier, where, has):
                inner = None if field.kinds else field
                other = field.kinds[0] if field.kinds else kind
                if self.often(0.4):
                    quantifier = self.one(ONE)
                    return Records(quantifier, where, has)
                if self.often(0.5):
                    return Records(quantifier, self.of_tests(where, other, inner), has)
                return Records(quantifier, where, self.of_tests(has, other, inner))
            case RecordCount(where, has, compares):
                if not (where or has) or self.often(0.5):
                    return RecordCount(where, has, self.of_numbers(compares))
                inner = None if field.kinds else field
                other = field.kinds[0] if field.kinds else kind
                return RecordCount(where, self.of_tests(has, other, inner), compares)
            case Latest(by, where, has):
                return Latest(by, where, self.of_tests(has, kind, field))
            case Follow(where):
                return Follow(self.of_tests(where, field.kinds[0]))
            case _:
                return matcher

    def of_compare(self, compare: Compare) -> Compare:
        """With an argument fewer, or in another way among them."""
        if compare.operator == "between" or self.often(0.4):
            return Compare(self.other(compare.operator), compare.arguments)
        if len(compare.arguments) > 1:
            return Compare(compare.operator, compare.arguments[:1])
        if isinstance(compare.arguments[0], Fixed) and compare.operator in (
            "includes", "includes_any", "excludes"):  # fmt: skip
            more = Fixed(self.one(("a", "b", "c")))
            return Compare(compare.operator, (*compare.arguments, more))
        return compare

    def other(self, operator: Operator) -> Operator:
        """An operator that takes the same arguments."""
        kinds: tuple[tuple[Operator, ...], ...] = (
            ("at_least", "at_most", "above", "below"), ("is", "is_not"), ("one_of", "none_of"),
            ("before", "after", "on_or_before", "on_or_after"), ("within", "older_than"),
            ("includes", "includes_any", "excludes"),
            ("contains_text", "starts_with", "ends_with"),
        )  # fmt: skip
        for alike in kinds:
            if operator in alike:
                return self.one(alike)
        return operator

    def pair(self) -> tuple[Criterion, Criterion]:
        """Two criteria, the second made of the first by a change or two."""
        one = self.criterion("one")
        condition = one.requires
        for _ in range(self.random.randint(1, 2)):
            condition = self.tweak(condition)
        other = one._replace(id="other", requires=condition)
        if self.often(0.4):
            other = other._replace(applies=None)
        if self.often(0.3):
            other = other._replace(evidence=self.one(("any", "documentary", "corroborated")))
        if self.often(0.2):
            other = other._replace(due=None, in_force=None, authority=None)
        if self.often(0.15):
            degree = self.one((Degree.MET, Degree.PARTLY_MET))
            condition = CriterionHolds("one", degree, HERE)
            parts: tuple[Condition, ...] = (condition, self.condition(0))
            how: Literal["all", "any"] = self.one(("all", "any"))
            other = other._replace(requires=Combined(how, parts, HERE))
        return one, other


def made(seed: int) -> tuple[Pack, list[Evidence]]:
    """A pack with the two criteria, and evidence to put it to."""
    maker = Tweaker(seed, seed % 4)
    pack = maker.pack()
    one, other = maker.pair()
    criteria: Mapping[str, Criterion] = {**pack.criteria, "one": one, "other": other}
    found = []
    for number in range(6):
        evidence = Maker(seed * 7 + number, 1 + number % 3).evidence()
        day = DAYS[number % len(DAYS)]
        found.append(Evidence(evidence.audit, day, evidence.kinds, evidence.collecting))
    return pack._replace(criteria=criteria), found


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_nothing_is_claimed_that_evidence_refutes(start: int) -> None:
    """Of criteria and their variants: met with met, never both, never met, never lacking."""
    refuted = []
    for seed in range(start, start + 50):
        pack, audits = made(seed)
        claims = claimed(Prover(pack))
        program = compile_pack(pack)
        for evidence in audits if claims else ():
            found = evaluate(program, evidence).criteria
            one, other = (found[name].decided.outcome for name in ("one", "other"))
            refuted += [(seed, claim) for claim in claims if REFUTED[claim](one, other)]
    assert refuted == []


def claimed(prover: Prover) -> list[str]:
    """What the prover says of the two criteria."""
    says = {
        "one implies other": prover.implies("one", "other"),
        "other implies one": prover.implies("other", "one"),
        "exclude": prover.excludes("one", "other"),
        "one never met": prover.hollow("one"),
        "other never met": prover.hollow("other"),
        "one never lacking": prover.never_lacking("one"),
        "other never lacking": prover.never_lacking("other"),
    }
    return [claim for claim, is_so in says.items() if is_so]


MET = Outcome.MET
REFUTED: Mapping[str, Callable[[Outcome, Outcome], bool]] = {
    "one implies other": lambda one, other: one is MET and other is not MET,
    "other implies one": lambda one, other: other is MET and one is not MET,
    "exclude": lambda one, other: one is MET and other is MET,
    "one never met": lambda one, _: one is MET,
    "other never met": lambda _, other: other is MET,
    "one never lacking": lambda one, _: one in LACKING,
    "other never lacking": lambda _, other: other in LACKING,
}


def test_much_is_claimed_and_much_of_it_met() -> None:
    """The law above is no empty one: in these cases each kind of claim is made, and put to it."""
    counted: Counter[str] = Counter()
    for seed in range(120):
        pack, audits = made(seed)
        claims = claimed(Prover(pack))
        counted.update(claims)
        if "one implies other" in claims:
            program = compile_pack(pack)
            met = (evaluate(program, each).criteria["one"].decided.outcome for each in audits)
            counted["live"] += MET in met
    assert all(counted[claim] > 1 for claim in REFUTED)
    assert counted["live"] > 4
