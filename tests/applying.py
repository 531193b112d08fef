"""Evidence with facts written into it, as an auditor would who found that they are so."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from auditcheck.engine.ahead.meeting import Fact
from auditcheck.engine.evaluate import Evaluation
from auditcheck.language.fields import FieldType, fields_of, find_field, record_fields
from auditcheck.language.world import Scope, resolve
from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    Compare,
    Counted,
    FieldTest,
    Finding,
    Fixed,
    Follow,
    Quantified,
    Range,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.days import day
from auditcheck.model.evidence import Citation, Evidence, Item
from auditcheck.model.truth import Truth
from strategies import put


class UnwritableError(Exception):
    """A fact of a sort that is not written here: a sum, a share, a level, some dates."""


class Writer:
    """Writes facts into a copy of an evaluation's evidence; `near`: by what is there already."""

    def __init__(self, evaluation: Evaluation, *, near: bool) -> None:
        self.evaluation = evaluation
        self.near = near
        self.kinds = {kind: dict(items) for kind, items in evaluation.evidence.kinds.items()}
        self.audit: dict[str, Any] = dict(evaluation.evidence.audit)
        self.numbers = count()
        sources = self.kinds.setdefault("sources", {})
        self.cited = []
        for id_ in ("shown-1", "shown-2"):
            sources[id_] = Item(id_, "sources", {"kind": "minutes", "title": "t"})
            self.cited.append(Citation(id_))

    def evidence(self) -> Evidence:
        """The evidence as it is now; nothing is still being collected."""
        return Evidence(self.audit, self.evaluation.evidence.as_of, self.kinds)

    def write(self, fact: Fact) -> None:
        """Make a fact so: what must hold of every item last, when all items are there."""
        leaves = [*self.leaves(fact)]
        for last in (False, True):
            for leaf in leaves:
                every = isinstance(leaf.condition, Quantified) and leaf.condition.quantifier in (
                    "every", "no",
                )  # fmt: skip
                if every is last:
                    self.leaf(leaf)

    def leaves(self, fact: Fact) -> list[Fact]:
        """The facts that are written: of several ways the first."""
        some = isinstance(fact.condition, Quantified) and fact.condition.quantifier == "some"
        if not fact.parts or (some and not self.near):
            return [fact._replace(parts=())]
        return [leaf for part in fact.parts[: fact.number] for leaf in self.leaves(part)]

    def leaf(self, fact: Fact) -> None:
        """Write one."""
        if not fact.holds:
            raise UnwritableError(fact.says)
        match fact.condition:
            case Quantified(kind=kind) if fact.says.startswith("Belägg "):
                self.change(kind, fact.items[0], ())
            case Quantified(kind=kind) if fact.lacking:
                self.change(kind, fact.items[0], fact.lacking)
            case Quantified(quantifier="some", kind=kind):
                self.add(kind, (*fact.condition.where, *fact.condition.has))
            case Quantified(quantifier="every"):
                self.every(fact.condition, fact)
            case Quantified(kind=kind) if fact.items:
                for id_ in fact.items:
                    del self.kinds[kind][id_]
                if not self.kinds[kind]:
                    raise UnwritableError(fact.says)
            case Counted(measure="count", kind=kind, matcher=(Compare("at_least", (Fixed(n),)),)):
                assert isinstance(n, int)
                for _ in range(n):
                    self.add(kind, (*fact.condition.where, *fact.condition.has))
            case Finding(where=None, any_about=False):
                for id_ in fact.items:
                    item = self.kinds["observations"][id_]
                    fields = {**item.fields, "holds": "yes"}
                    self.kinds["observations"][id_] = replace(
                        item, fields=fields, citations=(*item.citations, *self.cited)
                    )
                if not fact.items:
                    fields = {"topic": fact.condition.topic, "holds": "yes"}
                    self.new("observations", fields)
            case AuditFact():
                item = Item("audit", "audit", self.audit)
                self.audit |= self.fields(item, fact.condition.tests)
            case _:
                raise UnwritableError(fact.says)

    def every(self, condition: Quantified, fact: Fact) -> None:
        """All that is concerned has it, and there is something."""
        found = self.concerned(condition)
        if not found:
            self.add(condition.kind, (*condition.where, *condition.has))
        for id_ in dict.fromkeys((*found, *fact.items)):
            self.change(condition.kind, id_, condition.has)

    def concerned(self, condition: Quantified) -> list[str]:
        """The items that a condition concerns, or may concern."""
        from auditcheck.language.testing import compile_tests, conjunction

        world = replace(self.evaluation.world, evidence=self.evidence(), known={})
        test = compile_tests(condition.where)
        return [
            item.id
            for item in self.kinds.get(condition.kind, {}).values()
            if conjunction(test(item, Scope(world, item))) is not Truth.FALSE
        ]

    def add(self, kind: str, tests: Tests) -> str:
        """A new item that is what the tests ask."""
        return self.new(kind, self.fields(Item("", kind, {}), tests))

    def new(self, kind: str, fields: Mapping[str, Any]) -> str:
        """A new item with these fields."""
        id_ = f"new-{next(self.numbers)}"
        self.kinds.setdefault(kind, {})[id_] = Item(id_, kind, fields, tuple(self.cited))
        return id_

    def change(self, kind: str, id_: str, tests: Tests) -> None:
        """Let an item be what the tests ask, and be well borne."""
        item = self.kinds[kind][id_]
        citations = (*item.citations, *self.cited)
        fields = self.fields(item, tests)
        self.kinds[kind][id_] = replace(item, fields=fields, citations=citations)

    def fields(self, item: Item, tests: Tests) -> dict[str, Any]:
        """The item's fields with those that the tests ask for."""
        made: dict[str, Any] = dict(item.fields)
        types = fields_of(item.kind)
        for test in tests:
            inside = made.get(test.path[0])
            if isinstance(inside, Mapping):
                made[test.path[0]] = dict(inside)
            put(made, test.field, self.value(test, types, made, item))
        return made

    def value(
        self, test: FieldTest, types: Mapping[str, FieldType], made: Mapping[str, Any], item: Item
    ) -> Any:
        """A value that passes the test."""
        field = find_field(types, test.path)
        value: Any = made
        for step in test.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if not isinstance(field, FieldType):
            raise UnwritableError(test.field)
        for matcher in test.matchers:
            match matcher:
                case Compare():
                    value = self.compared(matcher, value, item, many=field.many)
                case Follow(where=where):
                    value = self.add(kind_for(field, where), where)
                case Records(quantifier="some", where=where, has=has):
                    value = (*(value or ()), self.record(field, (*where, *has)))
                case Records(quantifier="every", where=(), has=has):
                    value = (self.record(field, has),)
                case RecordCount(where=w, has=h, matcher=(Compare("at_least", (Fixed(n),)),)):
                    assert isinstance(n, int)
                    value = (*(value or ()), *(self.record(field, (*w, *h)) for _ in range(n)))
                case _:
                    raise UnwritableError(test.field)
        if value is None:
            raise UnwritableError(test.field)
        return value

    def record(self, field: FieldType, tests: Tests) -> Any:
        """One element of a list: a record, an item that it refers to, or a word."""
        if field.shape == "reference":
            return self.add(kind_for(field, tests), tests)
        if field.record is None:
            return f"word-{next(self.numbers)}"
        made: dict[str, Any] = {}
        types = record_fields(field)
        for test in tests:
            put(made, test.field, self.value(test, types, made, Item("", "", {})))
        return made

    def compared(self, matcher: Compare, value: Any, item: Item, *, many: bool) -> Any:
        """A value that passes a comparison."""
        asked = [self.argument(each, item) for each in matcher.arguments]
        match matcher.operator:
            case "between" if not asked[0] <= asked[1]:
                raise UnwritableError("nothing lies between")
            case "is" | "at_least" | "at_most" | "between":
                return (asked[0],) if many else asked[0]
            case "one_of":
                return (asked[0],) if many else asked[0]
            case "includes":
                return (*(value or ()), *(each for each in asked if each not in (value or ())))
            case "includes_any":
                return (*(value or ()), asked[0])
            case "within":
                today = day(self.evaluation.evidence.as_of)
                return (today,) if many else today
            case "overlaps" if {*asked[0]} == {"from", "until"}:
                return asked[0]
            case _:
                raise UnwritableError(matcher.operator)

    def argument(self, written: Argument, item: Item) -> Any:
        """What a value is compared with."""
        world = replace(self.evaluation.world, evidence=self.evidence())
        found = resolve(written, Scope(world, item))
        if found is None or (isinstance(written, Range) and not isinstance(found, Mapping)):
            raise UnwritableError(str(written))
        return found


def kind_for(field: FieldType, tests: Tests) -> str:
    """A kind that a reference may name, and that has all the fields that are asked for."""
    for kind in field.kinds or ("actors",):
        if all(isinstance(find_field(fields_of(kind), t.path), FieldType) for t in tests):
            return kind
    raise UnwritableError(str(tests))
