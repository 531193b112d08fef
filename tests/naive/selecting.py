"""Conditions on items: quantifiers, counts, findings, and the absences that cover them."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from auditcheck.model.conditions import Compare, Counted, Finding, Quantified, Tests
from auditcheck.model.evidence import Item
from auditcheck.model.truth import Truth
from naive.values import MAYBE, NO, YES, Around, Values, agreed, number, same


class Selecting(Values):
    """Conditions on the items of a kind."""

    demand: str

    def weak(self, item: Item) -> bool:
        """Whether the item by itself lacks what the criterion asks of its evidence."""
        return not self.strong([item])

    def strong(self, items: Sequence[Item]) -> bool:
        """Whether the items together have what the criterion asks of their evidence."""
        oral = ("interview", "fact-check", "self-assessment")
        known = self.evidence.kinds.get("sources", {})
        named = {c.source for item in items for c in item.citations if c.source in known}
        above = any(known[name].fields["kind"] not in oral for name in named)
        if self.demand == "documentary":
            return above or any(not item.citations for item in items)
        return self.demand == "any" or (above and len(named) > 1)

    def covered(self, kind: str, tests: Tests) -> bool:
        """Whether absences cover the demand, each combination of the values it asks for."""
        around = Around(None)
        pins = []
        for test in tests:
            for each in test.matchers:
                if isinstance(each, Compare):
                    values = [self.argument(a, around) for a in each.arguments]
                    if each.operator == "includes":
                        pins.append([(test.field, tuple(values))])
                    elif each.operator in ("is", "one_of", "includes_any"):
                        pins.append([(test.field, (value,)) for value in values])
        absences = [a for a in self.evidence.of("absences")
                    if a.fields["of"] == kind and not self.weak(a)]  # fmt: skip

        def denies(absence: Item, demanded: Sequence[tuple[str, tuple[Any, ...]]]) -> bool:
            where: Any = absence.fields.get("where", {})
            return all(
                any(name == field and any(same(v, a) for v in values for a in
                                          (absent if isinstance(absent, tuple) else (absent,)))
                    for name, values in demanded)
                for field, absent in where.items()
            )  # fmt: skip

        return all(any(denies(a, world) for a in absences) for world in product(*pins))

    def selected(self, condition: Quantified | Counted) -> Truth:
        """A quantifier, count, sum or share over a kind."""
        form = condition.quantifier if isinstance(condition, Quantified) else condition.measure
        pairs, amounts = [], []
        for item in self.evidence.of(condition.kind):
            around = Around(item)
            where = self.tests(condition.where, item, around)
            has = MAYBE if self.weak(item) else self.tests(condition.has, item, around)
            pairs.append((where, has))
            if isinstance(condition, Counted) and condition.field and where is not NO:
                value = None if self.weak(item) else self.value(item, condition.field)
                amounts.append((where, value))
        denied = condition.where if form in ("every", "share") else (
            *condition.where, *condition.has)  # fmt: skip
        absent = self.covered(condition.kind, denied)
        sure = [pair for pair in pairs if pair[0] is YES]
        if not sure and not absent:
            return MAYBE
        if absent:
            pairs = sure
            if form in ("some", "no", "count"):
                pairs = [(where, YES if has is YES else NO) for where, has in sure]
        collecting = condition.kind in self.evidence.collecting
        if isinstance(condition, Quantified):
            truth = self.quantified(form, pairs)
            return self.only_found(form, truth) if collecting and not absent else truth
        if form == "share" and absent and not sure:
            return NO
        if form != "count" and collecting and sure:
            return MAYBE
        worlds: Any
        if form == "count":
            worlds = self.counts([min(p) for p in pairs], more=collecting and not absent)
        elif form == "share":
            worlds = self.shares(pairs)
        else:
            kept = [a for a in amounts if a[0] is YES] if absent else amounts
            worlds = self.totals(kept, condition)
        return self.numbers(condition.matcher, worlds, Around(None))

    def shares(self, pairs: Sequence[tuple[Truth, Truth]]) -> set[Fraction]:
        """Every share that may be."""
        options = []
        for where, has in pairs:
            having = [1] if has is YES else [0] if has is NO else [0, 1]
            options.append([*having] if where is YES else [] if where is NO else [*having, None])
        chosen = [[each for each in world if each is not None]
                  for world in product(*(o for o in options if o))]  # fmt: skip
        return {Fraction(sum(world), len(world)) for world in chosen}

    def totals(self, amounts: Sequence[tuple[Truth, Any]], condition: Counted) -> set[Fraction]:
        """Every total that may be, near the numbers that are asked for."""
        named = {number(r) for each in condition.matcher for a in each.arguments
                 if (r := self.argument(a, Around(None))) is not None}  # fmt: skip
        eighth = Fraction(1, 8)
        grid = {n + d for n in named for d in (-eighth, 0, eighth)} | {Fraction(10**9)}
        found: set[Fraction] = set()
        for world in product(*([True] if where is YES else [True, False] for where, _ in amounts)):
            there = [v for (_, v), taken in zip(amounts, world, strict=True) if taken]
            known = sum((number(v) for v in there if v is not None), Fraction(0))
            unknown = there.count(None)
            if not unknown:
                found.add(known)
            elif condition.lowest is None:
                found |= grid | {Fraction(-(10**9))}
            else:
                least = known + unknown * condition.lowest
                found |= {least, least + eighth} | {g for g in grid if g >= least}
        return found

    def finding(self, finding: Finding) -> Truth:
        """What the strongest observations of each thing say."""
        holding = ("yes", "partly") if finding.partly_is_enough else ("yes",)
        things: dict[Any, list[Item]] = {}
        for each in self.evidence.of("observations"):
            if each.fields["topic"] == finding.topic:
                things.setdefault(each.fields.get("about"), []).append(each)
        pairs = []
        for about, observations in things.items():
            concerned = YES
            if finding.where is not None:
                if about is None:
                    continue
                item = self.evidence.items[about]
                concerned = self.tests(finding.where, item, Around(item))
            most = max(self.evidence.strength(each) for each in observations)
            said = {each.fields["holds"] in holding for each in observations
                    if self.evidence.strength(each) == most}  # fmt: skip
            truth = agreed(said)
            says = truth is YES
            agreeing = [e for e in observations if (e.fields["holds"] in holding) is says]
            if truth is not MAYBE and not self.strong(agreeing):
                truth = MAYBE
            pairs.append((concerned, truth))
        if not any(concerned is YES for concerned, _ in pairs):
            return MAYBE
        return self.quantified("some" if finding.any_about else "every", pairs)
