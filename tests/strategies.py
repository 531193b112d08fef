"""Random small audits and rule packs, made directly as the model's objects.

They come from a seed and a size: fast enough for thousands, and a failing one can be made
smaller by its size. Evidence is scarce in values, so that demands often meet what they ask for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any, Literal, TypeVar

from hypothesis import strategies as st

from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    CheckShare,
    Combined,
    Compare,
    Condition,
    Constant,
    Counted,
    CriterionHolds,
    Dollar,
    FieldTest,
    Finding,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Negated,
    Operator,
    Parameter,
    Place,
    Quantified,
    Range,
    Reaches,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.days import Days, Duration, parse_days
from auditcheck.model.evidence import Citation, Evidence, Item
from auditcheck.model.kinds import STRENGTH
from auditcheck.model.rules import (
    Authority,
    Conclusion,
    Criterion,
    Pack,
    Part,
    PartsRung,
    Policy,
    Quantity,
    Question,
    Rung,
    Scale,
    Steps,
)  # fmt: skip
from auditcheck.model.truth import Degree

T = TypeVar("T")
HERE = Place("rules.yaml", ("criteria",))
AS_OF = date(2024, 3, 31)
DAYS = ("2024-03-31", "2024-04-01", "2023-12-31", "2024-03", "2022-03-31", "2024", "2023-06-15")
WHOLE = tuple(day for day in DAYS if len(day) == len("2024-03-31"))
WORDS = ("a", "b", "c")
NUMBERS = (0, 1, 2, 5, 2.5)
ORDERED: tuple[Operator, ...] = ("at_least", "at_most", "above", "below")
NUMERIC: tuple[Operator, ...] = (
    *ORDERED, *ORDERED, "is", "is_not", "one_of", "none_of", "between",
)  # fmt: skip
TEXTUAL: tuple[Operator, ...] = ("contains_text", "starts_with", "ends_with")
OF_PERIODS: tuple[Operator, ...] = ("in_period", "overlaps")
OF_DATES: tuple[Operator, ...] = ("before", "after", "on_or_before", "on_or_after")
OF_DURATIONS: tuple[Operator, ...] = ("within", "older_than")
QUANTITIES: tuple[Literal["all", "some", "half", "none", "number", "share"], ...] = (
    "all", "some", "half", "none", "number", "share",
)  # fmt: skip
POLICIES: tuple[Policy, ...] = ("lowers", "withholds", "favours")
QUANTIFIERS: tuple[Literal["some", "every", "no"], ...] = ("some", "every", "no")


@dataclass(frozen=True)
class Field:
    """A field of a kind: its shape, whether it is a list, and what its records hold."""

    shape: str
    many: bool = False
    kinds: tuple[str, ...] = ()
    inside: Mapping[str, "Field"] = field(default_factory=dict)
    lowest: int | None = None


WORD, DATE, PERIOD, FLAG, TEXT = (
    Field(shape) for shape in ("word", "date", "period", "flag", "text")
)
LIST, DATES = Field("word", True), Field("date", True)
ACTOR = Field("reference", kinds=("actors",))
BODY = Field("reference", kinds=("actors", "forums"))
YEAR, AMOUNT, NUMBER = Field("number", lowest=1), Field("number", lowest=0), Field("number")
KINDS: Mapping[str, Mapping[str, Field]] = {
    "actors": {"type": WORD, "side": WORD, "responsible_for": LIST, "part_of": BODY},
    "documents": {
        "type": WORD, "status": WORD, "valid": PERIOD, "contains": LIST, "updated": DATES,
        "title": TEXT, "decided.date": DATE, "decided.by": BODY,
        "parties": Field("reference", True, ("actors",)),
        "based_on": Field("reference", True, ("documents",)),
        "presented_to": Field("record", True, inside={"to": BODY, "date": DATE}),
    },
    "forums": {
        "designated_as": LIST, "led_by": ACTOR, "mandate.documented": FLAG,
        "members": Field("record", True, inside={"actor": ACTOR, "leading": FLAG}),
    },
    "decisions": {"date": DATE, "about": LIST, "amount": NUMBER, "body": BODY},
    "funds": {"kind": WORD, "amount": AMOUNT, "year": YEAR, "from": ACTOR},
    "indicators": {
        "topic": WORD,
        "series": Field("record", True, inside={"year": YEAR, "value": NUMBER, "target": NUMBER}),
    },
    "samples": {"topic": WORD, "size": AMOUNT, "checks.c": Field("check")},
}  # fmt: skip
AUDIT = {"plan_year": YEAR, "period": PERIOD, "scope": Field("reference", True, ("actors",)),
         "subject.kind": TEXT, "bodies.board": BODY}  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """What a case may hold; the laws leave out what they do not speak of."""

    given: bool = True
    findings: bool = True
    periods: bool = True
    due: bool = True
    absences: bool = True
    only_rising: bool = False


class Maker:
    """Makes one case from a seed; `size` bounds how much of everything there is."""

    def __init__(self, seed: int, size: int, traits: Traits = Traits()) -> None:
        self.random = Random(seed)  # noqa: S311  test data
        self.size = size
        self.traits = traits
        self.criteria: list[str] = []
        self.questions: dict[str, Question] = {}

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self.random.choice(options)

    def often(self, chance: float) -> bool:
        """True so often."""
        return self.random.random() < chance

    def some(self, make: Callable[[], T], most: int) -> tuple[T, ...]:
        """From none to so many."""
        return tuple(make() for _ in range(self.random.randint(0, most)))

    # evidence

    def evidence(self, *, collecting: bool = True) -> Evidence:
        """Evidence of every kind that rules ask for."""
        ids = {kind: [f"{kind[0]}{kind[1]}{n}" for n in range(self.random.randint(
            kind == "actors", 1 + min(self.size, 3)))] for kind in KINDS}  # fmt: skip
        kinds: dict[str, dict[str, Item]] = {
            "sources": {f"s{n}": Item(f"s{n}", "sources", {"kind": kind, "title": "t"})
                        for n, kind in enumerate(self.random.sample(sorted(STRENGTH), 4))}
        }  # fmt: skip
        for kind, named in ids.items():
            kinds[kind] = {id_: self.item(id_, kind, ids) for id_ in named}
        everything = [id_ for named in ids.values() for id_ in named]
        kinds["observations"] = {
            f"o{n}": self.observation(f"o{n}", everything)
            for n in range(self.random.randint(0, self.size + 1))
        }
        if self.traits.absences:
            kinds["absences"] = {
                f"x{n}": self.absence(f"x{n}") for n in range(self.random.randint(0, 2))
            }
        audit: dict[str, Any] = {}
        for name, each in AUDIT.items():
            if self.often(0.8):
                put(audit, name, self.value(each, ids))
        if self.often(0.3):
            audit["questions"] = tuple(self.random.sample(["q0", "q1", "q2"], 2))
        chosen = self.some(lambda: self.one(tuple(KINDS)), 2) if self.often(0.3) else ()
        kinds["judgements"] = {
            f"j{n}": self.judgement(f"j{n}") for n in range(self.often(0.3) and 1)
        }
        return Evidence(audit, AS_OF, kinds, frozenset(chosen if collecting else ()))

    def citations(self) -> tuple[Citation, ...]:
        """Sources, mostly one."""
        return tuple(Citation(f"s{n}") for n in self.random.sample(
            range(4), self.one((0, 1, 1, 1, 2, 2))))  # fmt: skip

    def item(self, id_: str, kind: str, ids: Mapping[str, Sequence[str]]) -> Item:
        """An item that lacks some of its fields."""
        fields: dict[str, Any] = {}
        for name, each in KINDS[kind].items():
            value = self.value(each, ids)
            if value is not None and self.often(0.8):
                put(fields, name, value)
        lists = [name for name, each in KINDS[kind].items() if each.many and self.often(0.15)]
        return Item(id_, kind, fields, self.citations(), frozenset(lists))

    def value(self, each: Field, ids: Mapping[str, Sequence[str]]) -> Any:
        """A value of a field; None where a reference would have nothing to name."""
        if each.many:
            single = replace(each, many=False)
            found = self.some(lambda: self.value(single, ids), 3)
            distinct: list[Any] = []
            for value in found:
                if value is not None and value not in distinct:
                    distinct.append(value)
            return tuple(distinct)
        match each.shape:
            case "word":
                return self.one(WORDS)
            case "text":
                return self.one(("Plan A", "plan", "ÅR"))
            case "flag":
                return self.often(0.5)
            case "number":
                return self.one([n for n in NUMBERS if n >= (each.lowest or 0)] + (
                    [-1] if each.lowest is None else []))  # fmt: skip
            case "date":
                return self.day(DAYS)
            case "period":
                ends = {"from": "2023-01-01", "until": self.one(DAYS)}
                keep = self.one((("from", "until"), ("from",), ("until",)))
                return {name: parse_days(ends[name]) for name in keep}
            case "check":
                return {"passed": self.one((0, 1)), "of": self.one((0, 1, 2))}
            case "reference":
                named = [id_ for kind in each.kinds for id_ in ids[kind]]
                return self.one(named) if named else None
            case _:
                made = {n: self.value(f, ids) for n, f in each.inside.items() if self.often(0.8)}
                return {name: value for name, value in made.items() if value is not None}

    def day(self, texts: Sequence[str]) -> Days:
        """A day, month or year."""
        return parse_days(self.one(texts))

    def observation(self, id_: str, everything: Sequence[str]) -> Item:
        """An observation, of few topics about few things."""
        fields = {"topic": self.one(("t", "u")), "holds": self.one(("yes", "partly", "no"))}
        if everything and self.often(0.7):
            fields["about"] = self.one(everything[:3])
        return Item(id_, "observations", fields, self.citations())

    def absence(self, id_: str) -> Item:
        """An absence, of a word or two."""
        kind = self.one(tuple(KINDS))
        words = [name for name, each in KINDS[kind].items() if each.shape == "word"]
        where: dict[str, Any] = {}
        for name in self.random.sample(words, self.random.randint(0, min(2, len(words)))):
            where[name] = self.one((self.one(WORDS), ("a", "b")))
        fields: dict[str, Any] = {"of": kind} | ({"where": where} if where else {})
        return Item(id_, "absences", fields, self.citations())

    def judgement(self, id_: str) -> Item:
        """A judgement of the question that has one part."""
        fields: dict[str, Any] = {"question": "q1", "level": self.one(("L0", "L2"))}
        if self.often(0.5):
            fields["until"] = self.day(DAYS)
        return Item(id_, "judgements", fields)

    # tests

    def tests(self, kind: str, most: int, *, record: Field | None = None) -> Tests:
        """Tests of a kind's fields, or of a record's inside it."""
        fields = record.inside if record else KINDS[kind]
        return self.some(lambda: self.test(kind, fields, record), most)

    def test(self, kind: str, fields: Mapping[str, Field], record: Field | None) -> FieldTest:
        """A test of one field."""
        allowed = [n for n, f in fields.items() if self.traits.periods or f.shape != "period"]
        name = self.one(allowed)
        each = fields[name]
        matchers = tuple(self.matcher(each, kind, record) for _ in range(1 + self.often(0.2)))
        path = tuple(name.split("."))
        return FieldTest(path, matchers, HERE, each.many, each.shape == "reference")

    def matcher(self, each: Field, kind: str, record: Field | None) -> Matcher:
        """A matcher that fits the field."""
        if self.traits.given and self.often(0.1):
            return IsGiven(self.often(0.5))
        if each.many:
            return self.matcher_of_list(each, kind, record)
        match each.shape:
            case "word" | "flag" | "text":
                return self.equality(each, kind, record)
            case "number":
                return self.number(lambda: self.argument(each, kind, record))
            case "date":
                return self.comparing_dates(kind, record)
            case "period":
                operator = self.one(OF_PERIODS)
                return Compare(operator, (self.period(),))
            case "check":
                return CheckShare((self.number(self.share),))
            case _:
                if self.often(0.4):
                    return Compare(self.one(("is", "is_not")), (self.reference(kind, record),))
                return Follow(self.tests(self.one(each.kinds), 2))

    def equality(self, each: Field, kind: str, record: Field | None) -> Matcher:
        """Words and texts."""
        if each.shape == "text" and self.often(0.5):
            operator = self.one(TEXTUAL)
            return Compare(operator, (Fixed(self.one(("PLAN", "a", "år"))),))
        if self.often(0.4):
            arguments = tuple(self.argument(each, kind, record) for _ in range(2))
            return Compare(self.one(("one_of", "none_of")), arguments)
        return Compare(self.one(("is", "is", "is_not")), (self.argument(each, kind, record),))

    def argument(self, each: Field, kind: str, record: Field | None) -> Argument:
        """What a value is compared with."""
        if self.often(0.2):
            own = [n for n, f in KINDS.get(kind, {}).items()
                   if (f.shape, f.many) == (each.shape, False)]  # fmt: skip
            if own and self.often(0.6):
                return Dollar("item", tuple(self.one(own).split(".")))
            near = [n for n, f in record.inside.items() if f.shape == each.shape] if record else []
            if near:
                return Dollar("record", (self.one(near),))
            if each.shape == "number":
                dates = [n for n, f in KINDS.get(kind, {}).items() if f == DATE]
                on = tuple(self.one(dates).split(".")) if dates and self.often(0.7) else ()
                return Parameter("limit", on)
        options: Mapping[str, Sequence[Constant]] = {
            "word": WORDS, "flag": (True, False), "number": NUMBERS, "text": ("plan", "ÅR"),
        }  # fmt: skip
        return Fixed(self.one(options[each.shape]))

    def number(self, argument: Callable[[], Argument]) -> Compare:
        """A comparison of numbers."""
        operator = self.one(NUMERIC)
        size = 2 if operator in ("one_of", "none_of", "between") else 1
        return Compare(operator, tuple(argument() for _ in range(size)))

    def share(self) -> Argument:
        """A share."""
        shares: Sequence[Constant] = (Fraction(1, 2), Fraction(1, 3), 0, 1, 0.75)
        return Fixed(self.one(shares))

    def comparing_dates(self, kind: str, record: Field | None) -> Compare:
        """A comparison of dates."""
        if self.often(0.3):
            duration = Duration(self.one((1, 12, 24)), self.one(("months", "weeks", "days")))
            return Compare(self.one(OF_DURATIONS), (Fixed(duration),))
        if self.often(0.2):
            return Compare("in_period", (self.period(),))
        own = [name for name, each in KINDS.get(kind, {}).items() if each == DATE]
        dollar = Dollar("item", tuple(self.one(own).split("."))) if own else Dollar("as_of")
        inner = record is not None and "date" in record.inside
        near: Argument = Dollar("record", ("date",)) if inner else dollar
        options: Sequence[Argument] = (
            Fixed(self.day(WHOLE)), Dollar("as_of"), dollar, near, Dollar("period", ("until",)),
        )  # fmt: skip
        return Compare(self.one(OF_DATES), (self.one(options),))

    def period(self) -> Argument:
        """A period to compare with."""
        start = Fixed(parse_days("2022-01-01"))
        ends: Sequence[Argument] = (
            Fixed(self.day(WHOLE)), Dollar("as_of"), Dollar("period", ("until",)),
        )  # fmt: skip
        end = self.one(ends)
        options: Sequence[Argument] = (
            Dollar("period"), Range(start, end), Range(None, end), Range(start, None),
        )  # fmt: skip
        return self.one(options)

    def reference(self, kind: str, record: Field | None) -> Argument:
        """A body that the audit names, or an item that the selected one names."""
        fields = KINDS.get(kind, {}).items()
        own = [n for n, f in fields if (f.shape, f.many) == ("reference", False)]
        if record is None and own and self.often(0.4):
            return Dollar("item", tuple(self.one(own).split(".")))
        return Dollar("body", (self.one(("board", "board", "council")),))

    def matcher_of_list(self, each: Field, kind: str, record: Field | None) -> Matcher:
        """A matcher that fits a list."""
        if self.often(0.2):
            return RecordCount((), (), (self.number(lambda: Fixed(self.one((0, 1, 2)))),))
        if each.shape == "date":
            return self.comparing_dates(kind, record)
        if each.shape == "word" or (each.shape == "reference" and self.often(0.4)):
            operator: Operator = self.one(("includes", "includes_any", "excludes"))
            make = self.argument if each.shape == "word" else (
                lambda _, kind, record: self.reference(kind, record))  # fmt: skip
            return Compare(operator, tuple(make(each, kind, record) for _ in range(
                1 + self.often(0.5))))  # fmt: skip

        def inner(most: int) -> Tests:
            if each.shape == "record":
                return self.tests(kind, most, record=each)
            return self.foreign(kind, each.kinds[0], most)

        if each.inside.get("year") and self.often(0.5):
            return Latest("year", inner(1), inner(2))
        if each.inside.get("date") and self.often(0.3):
            return Latest("date", inner(1), inner(2))
        if self.often(0.25):
            compares = (self.number(lambda: Fixed(self.one((0, 1, 2)))),)
            return RecordCount(inner(1), inner(2), compares)
        return Records(self.one(QUANTIFIERS), inner(1), inner(2))

    def foreign(self, kind: str, other: str, most: int) -> Tests:
        """Tests of another kind's fields, with `$item` still of this one."""
        fields = {n: f for n, f in KINDS[other].items() if not f.many or f.shape == "word"}
        return self.some(lambda: self.test(kind, fields, None), most)

    # conditions

    def condition(self, depth: int) -> Condition:
        """A condition of any form."""
        if self.traits.only_rising:
            return self.rising(depth)
        form = self.random.random()
        if depth and form < 0.35:
            return self.combined(depth, self.condition)
        if depth and form < 0.42:
            return Negated(self.condition(depth - 1), HERE)
        if form < 0.5 and self.criteria:
            degree = self.one((Degree.MET, Degree.PARTLY_MET))
            return CriterionHolds(self.one(self.criteria), degree, HERE)
        if form < 0.56 and self.questions:
            question = self.questions[self.one(sorted(self.questions))]
            part = self.one((None, *(p.id for p in question.parts if p.id)))
            return Reaches(question.id, part, self.one(SCALES[question.scale]), HERE)
        if form < 0.6:
            name = self.one([n for n in AUDIT if self.traits.periods or n != "period"])
            each = AUDIT[name]
            test = FieldTest(tuple(name.split(".")), (self.matcher(each, "", None),), HERE,
                             each.many, each.shape == "reference")  # fmt: skip
            return AuditFact((test,), HERE)
        if form < 0.7 and self.traits.findings:
            where = self.tests("actors", 1) if self.often(0.3) else None
            return Finding(self.one(("t", "u")), where, self.often(0.3), self.often(0.3), HERE)
        if form < 0.85:
            return self.counted()
        return self.quantified(self.one(QUANTIFIERS))

    def combined(self, depth: int, inner: Callable[[int], Condition]) -> Condition:
        """All, any or at least so many."""
        how: Literal["all", "any", "at_least"] = self.one(("all", "any", "at_least"))
        parts = tuple(inner(depth - 1) for _ in range(self.random.randint(1, 3)))
        least = self.random.randint(1, len(parts)) if how == "at_least" else 0
        return Combined(how, parts, HERE, least)

    def rising(self, depth: int) -> Condition:
        """A condition that more evidence never makes untrue."""
        if depth and self.often(0.5):
            return self.combined(depth, self.rising)
        if self.often(0.6):
            return self.quantified("some")
        kind = self.one(tuple(KINDS))
        compare = Compare(self.one(("at_least", "above")), (Fixed(self.one((0, 1, 2))),))
        return Counted("count", kind, self.tests(kind, 2), self.tests(kind, 1), (compare,), HERE)

    def quantified(self, quantifier: Literal["some", "every", "no"]) -> Condition:
        """Some, every or no item of a kind."""
        kind = self.one(tuple(KINDS))
        return Quantified(quantifier, kind, self.tests(kind, 2), self.tests(kind, 2), HERE)

    def counted(self) -> Condition:
        """A count, sum or share."""
        measure: Literal["count", "sum", "share"] = self.one(("count", "sum", "share"))
        kind = self.one(tuple(KINDS))
        compares: list[Compare] = []
        for _ in range(1 + self.often(0.3)):
            one: Callable[[], Argument] = (
                self.share if measure == "share" else lambda: self.argument(NUMBER, "", None)
            )
            compares.append(self.number(one))
        if measure != "sum":
            where, has = self.tests(kind, 2), self.tests(kind, 2)
            return Counted(measure, kind, where, has, tuple(compares), HERE)
        kind, name = self.one((("funds", "amount"), ("decisions", "amount"), ("samples", "size")))
        lowest = KINDS[kind][name].lowest
        where = (*self.tests(kind, 2), *self.tests(kind, 1))
        return Counted("sum", kind, where, (), tuple(compares), HERE, (name,), lowest)

    # packs

    def criterion(self, id_: str) -> Criterion:
        """A criterion, seldom with everything."""
        depth = self.random.randint(0, min(self.size, 2))
        requires = self.condition(depth)
        criterion = Criterion(id_, id_, requires, HERE)
        if self.traits.only_rising:
            return criterion
        if isinstance(requires, Finding) and not requires.partly_is_enough:
            criterion = criterion._replace(partly=requires._replace(partly_is_enough=True))
        if self.often(0.25):
            criterion = criterion._replace(partly=self.condition(depth))
        if self.often(0.2):
            criterion = criterion._replace(applies=self.condition(depth))
        if self.often(0.2):
            criterion = criterion._replace(authority=self.one(("law", "old")))
        if self.traits.due and self.often(0.2):
            criterion = criterion._replace(due=self.one((AS_OF, date(2024, 4, 1))))
        if self.often(0.1):
            criterion = criterion._replace(in_force=self.one((AS_OF, date(2025, 1, 1))))
        if self.often(0.3):
            criterion = criterion._replace(evidence=self.one(("documentary", "corroborated")))
        return criterion

    def quantity(self) -> Quantity:
        """How many."""
        word = self.one(QUANTITIES)
        share = self.one((Fraction(1, 3), Fraction(3, 4)))
        return Quantity(word, self.random.randint(1, 2), share, word)

    def ladder(self, scale: str, *, conditions: bool) -> tuple[Rung, ...]:
        """Rungs to some of a scale's levels, highest first."""
        rungs = []
        for level in reversed(SCALES[scale][1:]):
            if self.often(0.85):
                condition = self.condition(1) if conditions and self.often(0.3) else None
                essential = self.quantity() if condition is None or self.often(0.6) else None
                supporting = self.quantity() if self.often(0.4) else None
                counting = self.one((Degree.MET, Degree.PARTLY_MET))
                rungs.append(Rung(level, essential, supporting, counting, condition, HERE))
        return tuple(rungs)

    def question(
        self, id_: str, scale: str, names: Sequence[str], parts: Sequence[str]
    ) -> Question:
        """A question with its parts."""
        made = []
        for part in parts:
            chosen = [name for name in names if self.often(0.8)]
            cut = self.random.randint(0, len(chosen))
            ladder = self.ladder(scale, conditions=True)
            groups = tuple(chosen[:cut]), tuple(chosen[cut:])
            made.append(Part(part, id_, *groups, (), ladder, HERE))
        return Question(id_, 1, id_, scale, self.often(0.1), tuple(made), HERE)

    def pack(self) -> Pack:
        """A pack of three questions, the later building on the earlier."""
        criteria: dict[str, Criterion] = {}
        for number, parts in enumerate((("p0", "p1"), ("",), ("p0",))):
            names = [f"c{number}{n}" for n in range(1 + min(self.size, 2))]
            for name in names:
                criteria[name] = self.criterion(name)
                self.criteria.append(name)
            id_ = f"q{number}"
            scale = "scale" if id_ == "q1" else self.one(("scale", "other"))
            weighed = [*names, *self.criteria[:1]][::-1]
            self.questions[id_] = self.question(id_, scale, weighed, parts)
        rungs = []
        for level in ("L2", "L1"):
            parts_quantity = self.quantity() if self.often(0.9) else None
            reaches = self.one(("L1", "L2", "M1")) if parts_quantity else None
            condition = self.condition(1) if parts_quantity is None else None
            rungs.append(PartsRung(level, parts_quantity, reaches, condition, HERE))
        policies = {name: self.one(POLICIES) for name in SCALES}
        return Pack(
            "p", "p", "1", "sv",
            {name: Scale(name, levels, (), policies[name]) for name, levels in SCALES.items()},
            {"law": Authority("law", "l", "statute", in_force=AS_OF),
             "old": Authority("old", "o", "policy", repealed=self.one((AS_OF, date(2025, 1, 1))))},
            {}, {"limit": Steps(LIMIT)},
            criteria, dict(self.questions),
            Conclusion("c", "scale", tuple(rungs), HERE) if self.often(0.9) else None, {},
        )  # fmt: skip


SCALES = {"scale": ("L0", "L1", "L2"), "other": ("M0", "M1")}
LIMIT = ((date(2022, 1, 1), 1), (date(2023, 1, 1), 2), (date(2024, 1, 1), 5),
         (date(2024, 4, 1), 2), (date(2024, 12, 1), 5))  # fmt: skip


def put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set a field, reaching inside by its dots."""
    *outer, last = name.split(".")
    for step in outer:
        fields = fields.setdefault(step, {})
    fields[last] = value


@dataclass(frozen=True)
class Case:
    """A pack and the evidence it is put to, and the seed they came from."""

    seed: int
    pack: Pack
    evidence: Evidence

    def __repr__(self) -> str:
        lines = [f"Case(seed={self.seed}, collecting={set(self.evidence.collecting)})"]
        lines += [f"  {c}" for c in self.pack.criteria.values()]
        lines += [f"  {q}" for q in self.pack.questions.values()]
        lines += [f"  {self.pack.conclusion}", f"  audit {self.evidence.audit}"]
        lines += [f"  {i}" for items in self.evidence.kinds.values() for i in items.values()]
        return "\n".join(lines).replace(repr(HERE), "·")


def make_case(seed: int, size: int, traits: Traits) -> Case:
    """The case of a seed and a size."""
    maker = Maker(seed, size, traits)
    return Case(seed, maker.pack(), maker.evidence())


def cases(traits: Traits = Traits()) -> st.SearchStrategy[Case]:
    """Random cases with these traits."""
    return st.builds(make_case, st.integers(0, 2**32 - 1), st.integers(0, 3), st.just(traits))
