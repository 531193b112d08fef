"""Values, days and numbers: what one field is, compared in every possible world."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from auditcheck.model.conditions import (
    Argument,
    CheckShare,
    Compare,
    Dollar,
    FieldTest,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Parameter,
    Range,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.days import Days, Duration
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Pack  # fmt: skip
from auditcheck.model.truth import Truth

NO, MAYBE, YES = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
EVER = (date.min, date.max)


@dataclass(frozen=True)
class Around:
    """What stands around a test: the item that was selected, and the innermost list record."""

    item: Item | None
    record: Item | None = None


def agreed(truths: Iterable[bool | Truth]) -> Truth:
    """What all the worlds say, else unknown."""
    said = {YES if each is True else NO if each is False else each for each in truths}
    return said.pop() if len(said) == 1 else MAYBE


def mirror(truth: Truth) -> Truth:
    """Not."""
    return Truth(2 - truth)


def number(value: Any) -> Fraction:
    """A number as it was written."""
    return Fraction(str(value))


def same(left: Any, right: Any) -> bool:
    """Equality, type first."""
    numbers = [isinstance(v, int | float | Fraction) and not isinstance(v, bool)
               for v in (left, right)]  # fmt: skip
    if all(numbers):
        return number(left) == number(right)
    return type(left) is type(right) and bool(left == right)


def possible_days(days: Days, others: Iterable[Days]) -> set[date]:
    """The days it may be that can matter beside the others: its ends, theirs, and neighbours."""
    near = {days.first, days.last}
    for other in others:
        for end in (other.first, other.last):
            near.add(end)
            near |= {end + timedelta(n) for n in (-1, 1) if date.min < end < date.max}
    return {each for each in near if days.first <= each <= days.last}


def back(day: date, duration: Duration) -> date:
    """A day so much before another, by the calendar."""
    if duration.unit in ("days", "weeks"):
        return day - timedelta(duration.number * (7 if duration.unit == "weeks" else 1))
    months = duration.number * (12 if duration.unit == "years" else 1)
    year, month = day.year, day.month - months
    while month < 1:
        year, month = year - 1, month + 12
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            pass
    raise AssertionError(day)


class Values:
    """Tests of fields, on one audit's evidence."""

    pack: Pack
    evidence: Evidence
    as_of: date
    today: Days

    # arguments and fields

    def value(self, item: Item | None, path: Sequence[str]) -> Any:
        """What the item gives there, or None."""
        found: Any = None if item is None else item.fields
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def argument(self, argument: Argument, around: Around) -> Any:
        """What an argument stands for, or None."""
        audit = Item("audit", "audit", self.evidence.audit)
        match argument:
            case Fixed(value):
                return value
            case Range(start, end):
                ends = {"from": start, "until": end}
                found = {k: self.argument(e, around) for k, e in ends.items() if e is not None}
                return None if None in found.values() else found
            case Dollar("item", path):
                return self.value(around.item, path)
            case Dollar("record", path):
                return self.value(around.record, path)
            case Dollar("body", path):
                return self.value(audit, ("bodies", *path))
            case Dollar("period", path):
                return self.value(audit, ("period", *path))
            case Dollar("as_of"):
                return self.today
            case Dollar(_, path):
                return self.value(audit, path)
            case Parameter(name, on):
                days = self.value(around.item, on) if on else self.today
                steps = sorted(self.pack.parameters[name].values)
                if days is None:
                    return None
                at = {days.first} | {d for d, _ in steps if days.first <= d <= days.last}
                begun = [[v for d, v in steps if d <= day] for day in at]
                last = {values[-1] if values else None for values in begun}
                return last.pop() if len(last) == 1 else None

    def tests(self, tests: Tests, item: Item, around: Around) -> Truth:
        """Whether the item passes all tests."""
        return min([self.field(test, item, around) for test in tests], default=YES)

    def field(self, test: FieldTest, item: Item, around: Around) -> Truth:
        """Whether one field is what it must be."""
        value, incomplete = self.value(item, test.path), test.path[0] in item.incomplete
        truths = []
        for matcher in test.matchers:
            if isinstance(matcher, IsGiven):
                truths.append(YES if (value is not None) == matcher.expected else NO)
            elif value is None:
                truths.append(MAYBE)
            else:
                truths.append(self.match(matcher, value, test, around, incomplete=incomplete))
        return min(truths)

    def match(
        self, matcher: Matcher, value: Any, test: FieldTest, around: Around, *, incomplete: bool
    ) -> Truth:
        """Whether a value that is given matches."""
        match matcher:
            case Compare(operator, arguments):
                resolved = [self.argument(each, around) for each in arguments]
                if None in resolved:
                    return MAYBE
                if operator in ("includes", "includes_any", "excludes"):
                    missing = MAYBE if incomplete else NO
                    found = [YES if any(same(e, r) for e in value) else missing for r in resolved]
                    some = max(found)
                    by = {"includes": min(found), "includes_any": some}
                    return by.get(operator, mirror(some))
                if isinstance(value, tuple):
                    return self.dates(operator, value, resolved, incomplete=incomplete)
                return self.compare(operator, value, resolved)
            case Records(quantifier, where, has):
                pairs = self.elements(where, has, value, test, around)
                if incomplete:
                    pairs = [*pairs, (MAYBE, MAYBE)]
                return self.quantified(quantifier, pairs)
            case RecordCount(where, has, compares):
                pairs = self.elements(where, has, value, test, around)
                counts = self.counts([min(pair) for pair in pairs], more=incomplete)
                return self.numbers(compares, counts, Around(around.item, around.record))
            case Latest(by, where, has):
                return MAYBE if incomplete else self.latest(by, where, has, value, around)
            case Follow(where):
                return self.tests(where, self.evidence.items[value], around)
            case CheckShare(compares):
                tested = Fraction(value["of"])
                share = [value["passed"] / tested] if tested else []
                return self.numbers(compares, share, around)
            case IsGiven():
                raise AssertionError

    def only_found(self, quantifier: str, truth: Truth) -> Truth:
        """Of what is not all there: `some` is true or unknown, the others false or unknown."""
        return max(truth, MAYBE) if quantifier == "some" else min(truth, MAYBE)

    def dates(
        self, operator: str, dates: Sequence[Days], resolved: Sequence[Any], *, incomplete: bool
    ) -> Truth:
        """A list of dates, by its latest."""
        if not dates and not incomplete:
            return NO
        worlds = [Days(max(d.first for d in dates), max(d.last for d in dates), "")
                  ] if dates else [Days(date.min, date.min, "")]  # fmt: skip
        if incomplete:
            last = max(worlds[0].last, self.as_of)
            worlds = [Days(worlds[0].first, last, "")]
        truth = self.compare(operator, worlds[0], resolved)
        return min(truth, MAYBE) if not dates else truth

    def compare(self, operator: str, value: Any, resolved: Sequence[Any]) -> Truth:
        """One value against what it is compared with."""
        first = resolved[0]
        if operator in ("is", "one_of", "is_not", "none_of"):
            equal = any(same(value, each) for each in resolved)
            return YES if equal == (operator in ("is", "one_of")) else NO
        if operator in ("contains_text", "starts_with", "ends_with"):
            text, part = str(value).casefold(), str(first).casefold()
            at = {"contains_text": text.count(part) > 0, "starts_with": text[: len(part)] == part,
                  "ends_with": not part or text[-len(part) :] == part}  # fmt: skip
            return YES if at[operator] else NO
        if operator in ("at_least", "at_most", "above", "below", "between"):
            v, low, high = number(value), number(first), number(resolved[-1])
            by = {"at_least": v >= low, "at_most": v <= low, "above": v > low, "below": v < low,
                  "between": low <= v <= high}  # fmt: skip
            return YES if by[operator] else NO
        if operator in ("in_period", "overlaps"):
            return self.periods(operator, value, first)
        if isinstance(first, Duration):
            begins = back(self.as_of, first)
            days = possible_days(value, [self.today, Days(begins, begins, "")])
            within = operator == "within"
            return agreed(begins <= d <= self.as_of if within else d < begins for d in days)
        pairs = product(possible_days(value, [first]), possible_days(first, [value]))
        holds: Callable[[date, date], bool] = {
            "before": lambda d, e: d < e, "after": lambda d, e: d > e,
            "on_or_before": lambda d, e: d <= e, "on_or_after": lambda d, e: d >= e,
        }[operator]  # fmt: skip
        return agreed(holds(d, e) for d, e in pairs)

    def periods(self, operator: str, value: Any, period: Any) -> Truth:
        """A date or period in a period, or overlapping it; an end not given is open."""

        def ends(each: Any) -> list[Days]:
            if isinstance(each, Days):
                return [each]
            return [each.get("from", Days(EVER[0], EVER[0], "")),
                    each.get("until", Days(EVER[1], EVER[1], ""))]  # fmt: skip

        everything = [*ends(value), *ends(period)]
        days = [possible_days(each, everything) for each in everything]
        size = len(ends(value))
        truths = set()
        for world in product(*days):
            mine, theirs = world[:size], world[size:]
            if operator == "in_period":
                truths.add(theirs[0] <= mine[0] and mine[-1] <= theirs[-1])
            else:
                truths.add(mine[0] <= theirs[-1] and theirs[0] <= mine[-1])
        return agreed(truths)

    def elements(
        self, where: Tests, has: Tests, value: Any, test: FieldTest, around: Around
    ) -> list[tuple[Truth, Truth]]:
        """For each record or referenced item: is it concerned, has it what is asked."""
        if not (where or has):
            return [(YES, YES) for _ in value]
        pairs = []
        for each in value:
            element = self.evidence.items[each] if test.refers else Item("", "", each)
            inner = around if test.refers else Around(around.item, element)
            pairs.append((self.tests(where, element, inner), self.tests(has, element, inner)))
        return pairs

    def latest(self, by: str, where: Tests, has: Tests, value: Any, around: Around) -> Truth:
        """The record with the highest value, in every world."""
        records = [Item("", "", each) for each in value]
        choices: list[list[tuple[Any, Truth]]] = []
        for record in records:
            inner = Around(around.item, record)
            concerned, rank = self.tests(where, record, inner), record.fields.get(by)
            match rank:
                case None:
                    ranks = [(-1, 0), (1, 0)]
                case Days():
                    ranks = [(0, rank.first.toordinal()), (0, rank.last.toordinal())]
                case _:
                    ranks = [(0, number(rank))]  # type: ignore[list-item]  # numbers all
            holds = self.tests(has, record, inner)
            options: list[tuple[Any, Truth]] = [(r, holds) for r in ranks] if concerned else []
            choices.append([*options, *([] if concerned is YES else [(None, NO)])])
        said: set[Truth] = set()
        for world in product(*choices):
            there = [each for each in world if each[0] is not None]
            top = max((rank for rank, _ in there), default=None)
            said |= {holds for rank, holds in there if rank == top} or {NO}
        return agreed(said)

    # numbers

    def counts(self, having: Sequence[Truth], *, more: bool) -> set[Fraction]:
        """Every number that may have it; `more` may come."""
        worlds = product(*[[t == YES] if t != MAYBE else [False, True] for t in having])
        return {Fraction(sum(world) + extra) for world in worlds
                for extra in (range(30) if more else (0,))}  # fmt: skip

    def numbers(self, compares: Sequence[Compare], worlds: Any, around: Around) -> Truth:
        """What a number must be, in every world; in none at all, unknown."""
        resolved = [[self.argument(a, around) for a in each.arguments] for each in compares]
        return agreed(
            min(
                MAYBE if None in arguments else self.compare(each.operator, world, arguments)
                for each, arguments in zip(compares, resolved, strict=True)
            )
            for world in worlds
        )

    def quantified(self, quantifier: str, pairs: Sequence[tuple[Truth, Truth]]) -> Truth:
        """The formulas of the three quantifiers."""
        some = max([min(where, has) for where, has in pairs], default=NO)
        if quantifier == "every":
            exists = max([where for where, _ in pairs], default=NO)
            return min([exists, *(max(mirror(where), has) for where, has in pairs)])
        return some if quantifier == "some" else mirror(some)
